package org.jlixir.grammar.token;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterDirection;
import com.ibm.icu.text.Bidi;
import com.ibm.icu.text.SpoofChecker;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jlixir.grammar.source.ParseOptions.Warning;

/**
 * Warns of names in one file that look alike though they are not written alike: those that have the same skeleton by <i>Unicode
 * Technical Standard 39, Unicode security mechanisms</i>, in the order in which they are shown on a line from left to right. Names
 * of ASCII alone are taken to be clear.
 */
final class ConfusableNames {
    private final Consumer<Warning> consumer;

    /** The first name of each skeleton. */
    private final Map<String, Named> seen = new HashMap<>();

    private record Named(String name, int line) {}

    ConfusableNames(Consumer<Warning> consumer) {
        this.consumer = consumer;
    }

    /** @param text what the tokens are of: most files are ASCII, and cost no more than a look at their characters */
    void check(String text, List<ElixirToken> tokens) {
        if (isAscii(text) || tokens.stream().allMatch(token -> !isName(token) || isAscii(token.getText()))) {
            return;
        }
        SpoofChecker checker = new SpoofChecker.Builder().build();
        for (ElixirToken token : tokens) {
            if (isName(token)) {
                check(token, name(token), checker);
            }
        }
    }

    private static boolean isName(ElixirToken token) {
        return switch (token.getType()) {
            case ElixirLexer.IDENTIFIER, ElixirLexer.KW_IDENTIFIER, ElixirLexer.ATOM -> true;
            default -> false;
        };
    }

    private static String name(ElixirToken token) {
        String text = token.getText();
        int from = token.getType() == ElixirLexer.ATOM ? 1 : 0;
        return text.substring(from, text.endsWith(":") ? text.length() - 1 : text.length());
    }

    private void check(ElixirToken token, String name, SpoofChecker checker) {
        Named first = seen.putIfAbsent(checker.getSkeleton(inDisplayOrder(name)), new Named(name, token.getLine()));
        if (first == null || first.name.equals(name) || isAscii(first.name) && isAscii(name)) {
            return;
        }
        String directions =
                isRightToLeft(name) || isRightToLeft(first.name) ? directions(name) + directions(first.name) : "";
        consumer.accept(new Warning(
                token.getLine(),
                token.column(),
                "confusable identifier: '" + name + "' looks like '" + first.name + "' on line " + first.line
                        + ", but they are written using different characters\n\n" + directions));
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 128) {
                return false;
            }
        }
        return true;
    }

    private static String inDisplayOrder(String name) {
        return isRightToLeft(name) ? new Bidi(name, Bidi.LTR).writeReordered(0) : name;
    }

    private static boolean isRightToLeft(String name) {
        return name.codePoints().anyMatch(point -> direction(point).equals("rtl"));
    }

    private static String directions(String name) {
        return name.codePoints()
                .mapToObj(point -> String.format(
                        Locale.ROOT, "  \\u%04X %s %s", point, Character.toString(point), direction(point)))
                .collect(Collectors.joining("\n", "'" + name + "' includes right-to-left characters:\n", "\n\n"));
    }

    private static String direction(int point) {
        return switch (UCharacter.getDirection(point)) {
            case UCharacterDirection.LEFT_TO_RIGHT -> "ltr";
            case UCharacterDirection.RIGHT_TO_LEFT, UCharacterDirection.RIGHT_TO_LEFT_ARABIC -> "rtl";
            case UCharacterDirection.EUROPEAN_NUMBER, UCharacterDirection.ARABIC_NUMBER -> "weak_number";
            default -> "neutral";
        };
    }
}
