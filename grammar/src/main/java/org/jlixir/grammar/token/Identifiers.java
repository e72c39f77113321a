package org.jlixir.grammar.token;

import static java.text.Normalizer.Form.NFKC;

import java.text.Normalizer;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;

/** Which characters names, comments and texts may have, and what is said of the others. */
final class Identifiers {
    private Identifiers() {}

    /** What a name may start with. */
    enum Start {
        /** Variables and calls: no uppercase letter. */
        LOWERCASE,
        /** Atoms and keywords. */
        ANY
    }

    /**
     * The name in normal form C, as Elixir compares names.
     *
     * @throws SyntaxFailure when a character of it may not stand in names, or letters of different scripts are mixed
     */
    static String checked(SourceFile source, ElixirToken word, String name, Start start) {
        for (int i = 0; i < name.length(); i++) {
            if (name.charAt(i) > 127) {
                return checkedUnicode(source, word, name, start);
            }
        }
        return name;
    }

    private static String checkedUnicode(SourceFile source, ElixirToken word, String written, Start start) {
        // The micro sign is compatible with the Greek letter, and the one exception that Elixir makes.
        String name = Normalizer.normalize(written, Normalizer.Form.NFC).replace('\u00B5', '\u03BC');
        for (int i = 0, column = 0; i < name.length(); i = name.offsetByCodePoints(i, 1), column++) {
            int c = name.codePointAt(i);
            boolean allowed = c < 128 || (i == 0 ? mayStart(c, start) : mayContinue(c));
            if (!allowed) {
                if (i == 0 && mayStart(c, Start.ANY)) {
                    Scripts.check(source, word, name);
                }
                throw unexpected(source, word, name, i, column);
            }
        }
        Scripts.check(source, word, name);
        return name;
    }

    private static boolean mayStart(int c, Start start) {
        boolean uppercase = Character.isUpperCase(c) || Character.isTitleCase(c);
        return Character.isUnicodeIdentifierStart(c) && !(uppercase && start == Start.LOWERCASE) && isItsOwnForm(c);
    }

    private static boolean mayContinue(int c) {
        return Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c) && isItsOwnForm(c);
    }

    /** Characters that are but another form of others, as ligatures and full-width letters, are not for names. */
    private static boolean isItsOwnForm(int c) {
        return Normalizer.isNormalized(Character.toString(c), NFKC);
    }

    private static SyntaxFailure unexpected(SourceFile source, ElixirToken word, String name, int index, int column) {
        int c = name.codePointAt(index);
        boolean colon = word.getType() == ElixirLexer.ATOM;
        if (colon && index == 0) {
            return SyntaxFailure.at(
                    source,
                    word.getLine(),
                    word.column(),
                    "unexpected token: ",
                    "\":\" (column " + word.column() + ", code point U+003A)");
        }
        int at = word.column() + column + (colon ? 1 : 0);
        String got = name.substring(0, index) + Character.toString(c);
        String compatible = Normalizer.normalize(got, NFKC);
        return SyntaxFailure.at(source, word.getLine(), at, "unexpected token: ", shown(c, index, at, got, compatible));
    }

    private static String shown(int c, int index, int column, String got, String compatible) {
        boolean same = compatible.equals(got)
                || compatible.codePoints().anyMatch(Character::isIdentifierIgnorable)
                || compatible.indexOf('\u1160') >= 0;
        if (index == 0 || same) {
            return "\"" + Character.toString(c) + "\" (column " + column + ", code point U+" + hex(c) + ")";
        }
        String simpler = Scripts.simpler(compatible);
        if (simpler != null && !simpler.equals(compatible)) {
            return Scripts.SIMPLER_FORM.formatted(got, Scripts.codePoints(got), simpler, Scripts.codePoints(simpler))
                    + "\nSee https://hexdocs.pm/elixir/unicode-syntax.html for more information.";
        }
        // When the whole is no name in that form either, the hint is about the character alone.
        String character = Character.toString(c);
        return Scripts.isMixed(compatible)
                ? compatibleForm(character, Normalizer.normalize(character, NFKC))
                : compatibleForm(got, compatible);
    }

    private static String compatibleForm(String got, String compatible) {
        return """
            Elixir expects unquoted Unicode atoms, variables, and calls to use allowed codepoints and to be in NFC form.

            Got:

                "%s" (code points %s)

            Hint: You could write the above in a compatible format that is accepted by Elixir:

                "%s" (code points %s)

            See https://hexdocs.pm/elixir/unicode-syntax.html for more information.\
            """.formatted(got, Scripts.codePoints(got), compatible, Scripts.codePoints(compatible));
    }

    /** A comment runs to the end of its line and must not look as if it ended before, or hide what it holds. */
    static void checkComment(SourceFile source, ElixirToken comment, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isBidirectional(c)) {
                throw SyntaxFailure.at(
                        source,
                        comment.getLine(),
                        comment.column(),
                        "invalid bidirectional formatting character in comment: ",
                        escaped(c));
            }
            if (isLineBreak(c)) {
                throw SyntaxFailure.at(
                        source,
                        comment.getLine(),
                        comment.column(),
                        "invalid line break character in comment: ",
                        escaped(c));
            }
        }
    }

    /** Refuses the character at {@code index} when it would make the text look other than it is. */
    static void checkTextCharacter(SourceFile source, ElixirToken word, String text, int index) {
        char c = text.charAt(index);
        String what = isBidirectional(c)
                ? "bidirectional formatting"
                : isLineBreak(c) && !isCrLf(text, index) ? "line break" : null;
        if (what != null) {
            int newline = text.lastIndexOf('\n', index);
            int line = word.getLine() + newlines(text.substring(0, index));
            int column = newline < 0 ? word.column() + index : index - newline + source.lineColumn() - 1;
            throw SyntaxFailure.around(
                    source,
                    line,
                    column,
                    "invalid " + what + " character in string: ",
                    escaped(c),
                    ". If you want to use such character, use it in its escaped " + escaped(c) + " form instead");
        }
    }

    static int newlines(String text) {
        int count = 0;
        for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
            count++;
        }
        return count;
    }

    private static boolean isCrLf(String text, int index) {
        return text.startsWith("\r\n", index);
    }

    private static boolean isBidirectional(char c) {
        return c >= '\u202A' && c <= '\u202E' || c >= '\u2066' && c <= '\u2069';
    }

    private static boolean isLineBreak(char c) {
        return c == '\u2028' || c == '\u2029' || c == '\u000B' || c == '\f' || c == '\r' || c == '\u0085';
    }

    /** Four digits, or as Elixir has it for lack of room, four stars. */
    static String hex(int codePoint) {
        return codePoint > 0xFFFF ? "****" : String.format("%04X", codePoint);
    }

    static String escaped(char c) {
        return String.format("\\u%04X", (int) c);
    }
}
