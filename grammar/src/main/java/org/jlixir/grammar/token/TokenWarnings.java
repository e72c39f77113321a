package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.Locale;
import java.util.function.Consumer;
import org.jlixir.grammar.source.ParseOptions.Warning;
import org.jspecify.annotations.Nullable;

/** What the token filter accepts but would rather see written otherwise. */
final class TokenWarnings {
    private final Consumer<Warning> consumer;

    TokenWarnings(Consumer<Warning> consumer) {
        this.consumer = consumer;
    }

    private void warn(ElixirToken at, String message) {
        consumer.accept(new Warning(at.getLine(), at.column(), message));
    }

    /** {@code foo!=1} could be {@code foo != 1}, and is {@code foo! = 1}. */
    void nameBeforeEquals(ElixirToken name, ElixirToken next) {
        String text = name.getText();
        char last = text.charAt(text.length() - 1);
        if (last != '!' && last != '?' || !name.touches(next) || !next.getText().startsWith("=")) {
            return;
        }
        String bare = text.substring(0, text.length() - 1);
        String what = name.getType() == ATOM ? "atom" : "identifier";
        warn(
                name,
                "found " + what + " \"" + text + "\", ending with \"" + last
                        + "\", followed by =. It is unclear if you mean \""
                        + bare + " " + last + "=\" or \"" + text
                        + " =\". Please add a space before or after " + last + " to remove the ambiguity");
    }

    void typeOperatorAtom(ElixirToken atom) {
        if (atom.getText().equals(":::")) {
            warn(atom, "atom ::: must be written between quotes, as in :\"::\", to avoid ambiguity");
        }
    }

    /** Operators that are on their way out, and {@code ++++}, which is not one. */
    void operator(ElixirToken operator, ElixirToken next) {
        String text = operator.getText();
        if (text.equals("^^^")) {
            warn(
                    operator,
                    "^^^ is deprecated. It is typically used as xor but it has the wrong precedence, use Bitwise.bxor/2"
                            + " instead");
        } else if (text.equals("~~~")) {
            warn(operator, "~~~ is deprecated. Use Bitwise.bnot/1 instead for clarity");
        }
        if (text.length() == 3 && operator.touches(next) && next.getText().charAt(0) == text.charAt(0)) {
            char c = text.charAt(0);
            if (text.charAt(1) == c && text.charAt(2) == c) {
                warn(
                        operator,
                        "found \"" + text + "\" followed by \"" + c + "\", please use a space between \"" + text
                                + "\" and the next \"" + c + "\"");
            }
        }
    }

    /** {@code ? } and the like, where the character itself cannot be seen. */
    void character(ElixirToken token) {
        String text = token.getText();
        boolean escaped = text.charAt(1) == '\\' && text.length() > 2;
        char c = text.charAt(escaped ? 2 : 1);
        ControlCharacter control = ControlCharacter.of(c);
        if (escaped && control == null && isUnescaped(c)) {
            warn(token, "unknown escape sequence ?\\" + c + ", use ?" + c + " instead");
        }
        if (control != null) {
            warn(
                    token,
                    "found ?" + (escaped ? "\\" : "") + " followed by code point 0x"
                            + Integer.toHexString(c).toUpperCase(Locale.ROOT) + " (" + control.title()
                            + "), please use ?\\"
                            + control.escape() + " instead");
        }
    }

    /** True for letters and digits that mean nothing special after a backslash. */
    private static boolean isUnescaped(char c) {
        return Character.isLetterOrDigit(c) && "abdefnrstvxu0".indexOf(c) < 0;
    }

    /** At the end of a text: quotes that are not needed, or are the wrong ones. */
    void quotes(ElixirToken start, @Nullable String text) {
        boolean single = start.getText().endsWith("'");
        switch (start.getType()) {
            case CHARLIST_START -> warn(start, """
                using single-quoted strings to represent charlists is deprecated.
                Use ~c"" if you indeed want a charlist or use "" instead.
                You may run "mix format --migrate" to change all single-quoted
                strings to use the ~c sigil and fix this warning.\
                """);
            case CHARLIST_HEREDOC_START ->
                warn(
                        start,
                        "single-quoted string represent charlists. Use ~c''' if you indeed want a charlist or use"
                                + " \"\"\" instead");
            case QUOTED_ATOM_START -> {
                singleQuotes(single, start, "atoms");
                if (text != null && isPlainName(text)) {
                    warn(
                            start,
                            "found quoted atom \"" + text
                                    + "\" but the quotes are not required. Atoms made exclusively of"
                                    + " ASCII letters, numbers, underscores, beginning with a letter or underscore, and"
                                    + " optionally ending with ! or ? do not require quotes");
                }
            }
            case QUOTED_KW_START -> {
                singleQuotes(single, start, "keywords");
                if (text != null && isPlainName(text)) {
                    warn(
                            start,
                            "found quoted keyword \"" + text
                                    + "\" but the quotes are not required. Note that keywords are always atoms, even"
                                    + " when quoted. Similar to atoms, keywords made exclusively of ASCII letters,"
                                    + " numbers, and underscores and not beginning with a number do not require"
                                    + " quotes");
                }
            }
            case QUOTED_IDENTIFIER_START -> {
                singleQuotes(single, start, "calls");
                if (text != null && isPlainName(text)) {
                    warn(
                            start,
                            "found quoted call \"" + text
                                    + "\" but the quotes are not required. Calls made exclusively of Unicode letters,"
                                    + " numbers, and underscores and not beginning with a number do not require"
                                    + " quotes");
                }
            }
            default -> {}
        }
    }

    private void singleQuotes(boolean single, ElixirToken start, String what) {
        if (single) {
            warn(start, "single quotes around " + what + " are deprecated. Use double quotes instead");
        }
    }

    private static boolean isPlainName(String text) {
        if (text.isEmpty() || text.charAt(0) != '_' && !isLower(text.charAt(0))) {
            return false;
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean part = isLower(c) || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_';
            if (!part && !(i == text.length() - 1 && (c == '?' || c == '!'))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLower(char c) {
        return c >= 'a' && c <= 'z';
    }

    void escapedTerminator(ElixirToken escape, String terminator) {
        warn(
                escape,
                "using \\" + terminator
                        + " to escape the closing of an uppercase sigil is deprecated, please use another"
                        + " delimiter or a lowercase sigil instead");
    }

    void outdented(int line, int column, String delimiter) {
        consumer.accept(new Warning(line, column, """
            outdented heredoc line. The contents inside the heredoc should be indented at the same level as the closing \
            %1$s. The following is forbidden:

                def text do
                  %1$s
                contents
                  %1$s
                end

            Instead make sure the contents are indented as much as the heredoc closing:

                def text do
                  %1$s
                  contents
                  %1$s
                end

            The current heredoc line is indented too little\
            """.formatted(delimiter)));
    }
}
