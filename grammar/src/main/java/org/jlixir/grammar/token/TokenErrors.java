package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.misc.Interval;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;

/** The wording of the token filter's errors. */
final class TokenErrors {
    private final SourceFile source;

    TokenErrors(SourceFile source) {
        this.source = source;
    }

    SyntaxFailure at(ElixirToken word, String prefix, String token) {
        return SyntaxFailure.at(source, word.getLine(), word.column(), prefix, token);
    }

    private SyntaxFailure around(ElixirToken word, String prefix, String token, String suffix) {
        return SyntaxFailure.around(source, word.getLine(), word.column(), prefix, token, suffix);
    }

    /** A character that starts no token. */
    SyntaxFailure unexpected(ElixirToken word) {
        int c = word.getText().codePointAt(0);
        if (c == '\\' && word.getStopIndex() == word.getInputStream().size() - 1) {
            return SyntaxFailure.escapeAtEnd(source, word.getLine(), word.column());
        }
        return at(
                word,
                "unexpected token: ",
                shown(c) + " (column " + word.column() + ", code point U+" + Identifiers.hex(c) + ")");
    }

    private static String shown(int c) {
        ControlCharacter control = ControlCharacter.of(c);
        if (control != null) {
            return c == 0 ? "null byte" : control.title();
        }
        return c == '\r' ? "carriage return" : "\"" + Character.toString(c) + "\"";
    }

    /** A carriage return alone moves nothing to the next line, so what follows {@code ?} could not be seen. */
    void checkCharacter(ElixirToken character) {
        String text = character.getText();
        if (text.endsWith("\r")) {
            throw at(character, "invalid bare carriage return after ", text.substring(0, text.length() - 1));
        }
    }

    SyntaxFailure invalidCharacter(ElixirToken word, String character, String where) {
        return at(
                word,
                "invalid character \"" + character + "\" (code point U+" + Identifiers.hex(character.codePointAt(0))
                        + ") in " + where + ": ",
                word.getText());
    }

    SyntaxFailure afterNumber(ElixirToken number, ElixirToken next) {
        String character = Character.toString(next.getText().codePointAt(0));
        return at(
                number,
                "invalid character \"" + character + "\" after number " + number.getText()
                        + ". If you intended to write a number, make sure to separate the number from the character"
                        + " (using comma, space, etc). If you meant to write a function name or a variable, note that"
                        + " identifiers in Elixir cannot start with numbers. Unexpected token: ",
                character);
    }

    SyntaxFailure parenthesisAfterAlias(ElixirToken alias, ElixirToken parenthesis) {
        return at(parenthesis, "unexpected ( after alias " + alias.getText() + """
            . Function names and identifiers in Elixir start with lowercase characters or underscore. For example:

                hello_world()
                _starting_with_underscore()
                numb3rs_are_allowed()
                may_finish_with_question_mark?()
                may_finish_with_exclamation_mark!()

            Unexpected token:\s\
            """, "(");
    }

    SyntaxFailure spaceInMap(ElixirToken curly) {
        return at(curly, """
            unexpected space between % and {

            If you want to define a map, write %{...}, with no spaces.
            If you want to define a struct, write %StructName{...}.

            Syntax error before:\s\
            """, "{");
    }

    SyntaxFailure doAfterFn(ElixirToken word) {
        return around(word, "unexpected reserved word: ", "do", """
            . Anonymous functions are written as:

                fn pattern -> expression end

            Please remove the "do" keyword\
            """);
    }

    SyntaxFailure misplacedDo(ElixirToken word) {
        return around(word, "unexpected reserved word: ", "do", DoAdvice.TEXT);
    }

    SyntaxFailure heredocStart(ElixirToken start) {
        String text = start.getText();
        return SyntaxFailure.at(
                source,
                start.getLine(),
                start.column() + text.length(),
                "heredoc allows only whitespace characters followed by a new line after opening ",
                text.substring(text.length() - 3));
    }

    SyntaxFailure interpolatedCall(ElixirToken start) {
        return at(
                start,
                "interpolation is not allowed when calling function/macro. Found interpolation in a call starting"
                        + " with: ",
                start.getText());
    }

    SyntaxFailure invalidSigil(ElixirToken word, ElixirToken next) {
        String name = word.getText().substring(1);
        if (!isSigilName(name)) {
            return invalidSigilName(word);
        }
        int c = next.getType() == EOF ? 0 : next.getText().codePointAt(0);
        return at(
                word,
                "invalid sigil delimiter: ",
                "\"" + Character.toString(c) + "\" (column " + next.column() + ", code point U+" + Identifiers.hex(c)
                        + "). The available delimiters are: //, ||, \"\", '', (), [], {}, <>");
    }

    /** One lowercase letter, or uppercase letters and digits. */
    void checkSigilName(ElixirToken start) {
        String text = start.getText();
        int length = start.getType() == SIGIL_START ? 1 : 3;
        if (!isSigilName(text.substring(1, text.length() - length))) {
            throw invalidSigilName(start);
        }
    }

    private static boolean isSigilName(String name) {
        if (Character.isLowerCase(name.charAt(0))) {
            return name.length() == 1;
        }
        for (int i = 1; i < name.length(); i++) {
            if (Character.isLowerCase(name.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private SyntaxFailure invalidSigilName(ElixirToken word) {
        return at(
                word,
                "invalid sigil name, it should be either a one-letter lowercase letter or an uppercase letter"
                        + " optionally followed by uppercase letters and digits, got: ",
                rest(word));
    }

    private static String rest(ElixirToken word) {
        CharStream input = word.getInputStream();
        return input.getText(Interval.of(word.getStartIndex(), input.size() - 1));
    }

    private static String restOfLine(ElixirToken word) {
        String rest = rest(word);
        int newline = rest.indexOf('\n');
        return newline < 0 ? rest : rest.substring(0, newline);
    }

    /** Seven of {@code <}, {@code =} or {@code >} at the start of a line are left by a merge. */
    void checkVersionControlMarker(ElixirToken word) {
        if (word.column() == source.lineColumn() && word.getText().length() == 3) {
            String line = restOfLine(word);
            if (line.startsWith("<<<<<<<") || line.startsWith("=======") || line.startsWith(">>>>>>>")) {
                throw at(word, "found an unexpected version control marker, please resolve the conflicts: ", line);
            }
        }
    }
}
