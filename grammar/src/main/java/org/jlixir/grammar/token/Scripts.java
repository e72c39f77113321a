package org.jlixir.grammar.token;

import java.lang.Character.UnicodeScript;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jspecify.annotations.Nullable;

/**
 * Refuses names that mix scripts, where a letter could pass for another: Unicode Technical Standard 39, section 5, applied
 * to each part between underscores. Unlike there a character counts for its own script and not for its script extensions,
 * which the JDK does not know.
 */
final class Scripts {
    /** Letters that look like Latin ones, each followed by what it looks like. */
    private static final String LOOK_ALIKES =
            "аaеeоoрpсcуyхxіiјjѕsԁdһhԛqԝwαaοoνvρpιiАAВBЕEКKМMНHОOРPСCТTХXΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX";

    /** A hint; to be filled with the name, its code points, and both of the simpler form. */
    static final String SIMPLER_FORM = """
        Codepoint failed identifier tokenization, but a simpler form was found.

        Got:

            "%s" (code points %s)

        Hint: You could write the above in a similar way that is accepted by Elixir:

            "%s" (code points %s)
        """;

    private Scripts() {}

    static void check(SourceFile source, ElixirToken word, String name) {
        if (isMixed(name)) {
            throw mixed(source, word, name);
        }
    }

    static boolean isMixed(String name) {
        for (String part : name.split("_")) {
            if (isMixedPart(part)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isMixedPart(String part) {
        Set<String> common = null;
        for (int i = 0; i < part.length(); i = part.offsetByCodePoints(i, 1)) {
            Set<String> scripts = scripts(part.codePointAt(i));
            if (scripts.isEmpty()) {
                continue;
            }
            if (common == null) {
                common = scripts;
            } else {
                common.retainAll(scripts);
                if (common.isEmpty()) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The scripts, or systems of scripts written together, that the character belongs to; none when it fits all. */
    private static Set<String> scripts(int c) {
        // Greek mu stands for the micro sign too, which belongs to no script.
        UnicodeScript script = c == 0x3BC ? UnicodeScript.COMMON : UnicodeScript.of(c);
        List<String> names = switch (script) {
            case COMMON, INHERITED -> List.of();
            case HAN -> List.of("Han", "Han with Bopomofo", "Japanese", "Korean");
            case BOPOMOFO -> List.of("Bopomofo", "Han with Bopomofo");
            case HIRAGANA -> List.of("Hiragana", "Japanese");
            case KATAKANA -> List.of("Katakana", "Japanese");
            case HANGUL -> List.of("Hangul", "Korean");
            default ->
                List.of(script.name().charAt(0) + script.name().substring(1).toLowerCase(Locale.ROOT));
        };
        return new TreeSet<>(names);
    }

    private static SyntaxFailure mixed(SourceFile source, ElixirToken word, String name) {
        StringBuilder suffix = new StringBuilder();
        suffix.append("\n\nMixed-script identifiers are not supported for security reasons. '")
                .append(name)
                .append("' is made of the following scripts:\n\n");
        for (int i = 0; i < name.length(); i = name.offsetByCodePoints(i, 1)) {
            int c = name.codePointAt(i);
            Set<String> scripts = scripts(c);
            suffix.append(String.format("  \\u%04X ", c)).appendCodePoint(c);
            suffix.append(scripts.isEmpty() ? "" : " {" + String.join(",", scripts) + "}")
                    .append('\n');
        }
        suffix.append("\nCharacters in identifiers from different scripts must be separated by underscore (_).\n");
        String simpler = simpler(name);
        // Elixir gives the place of the last character when it has a hint.
        int column = word.column() + (simpler == null ? 0 : name.codePointCount(0, name.length()) - 1);
        if (simpler != null) {
            suffix.append(SIMPLER_FORM.formatted(name, codePoints(name), simpler, codePoints(simpler)));
        }
        suffix.append("\nSee https://hexdocs.pm/elixir/unicode-syntax.html for more information.");
        return SyntaxFailure.around(
                source, word.getLine(), column, "invalid mixed-script identifier found: ", name, suffix.toString());
    }

    /** The name with Latin letters for those that look like them, when it is all Latin then; else null. */
    static @Nullable String simpler(String name) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int index = c < 128 ? -1 : LOOK_ALIKES.indexOf(c);
            if (c >= 128 && index < 0) {
                return null;
            }
            result.append(index < 0 ? c : LOOK_ALIKES.charAt(index + 1));
        }
        return result.toString();
    }

    static String codePoints(String text) {
        StringJoiner shown = new StringJoiner(" ");
        for (int i = 0; i < text.length(); i = text.offsetByCodePoints(i, 1)) {
            shown.add(String.format("0x%05X", text.codePointAt(i)));
        }
        return shown.toString();
    }
}
