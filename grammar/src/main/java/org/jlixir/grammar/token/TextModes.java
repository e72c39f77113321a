package org.jlixir.grammar.token;

import java.util.ArrayDeque;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.Lexer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/**
 * The part of the lexer that knows the reserved words, and which quoted texts are open, innermost last. Which character ends a text, and whether
 * <code>#{</code> interpolates in it, is said by its opening token.
 */
abstract class TextModes extends Lexer {
    private static final int SHORTEST_RESERVED = 2;
    private static final int LONGEST_RESERVED = 6;

    private final ArrayDeque<Text> texts = new ArrayDeque<>();

    /** A text that has been opened: what closes it, and whether it interpolates. */
    private record Text(String terminator, boolean interpolates) {}

    TextModes(CharStream input) {
        super(input);
    }

    @Override
    public Token emit() {
        switch (_type) {
            case ElixirLexer.IDENTIFIER -> reservedWord();
            case ElixirLexer.STRING_START, ElixirLexer.CHARLIST_START, ElixirLexer.QUOTED_ATOM_START ->
                texts.push(new Text(lastCharacters(1), true));
            case ElixirLexer.HEREDOC_START -> texts.push(new Text(lastCharacters(3), true));
            case ElixirLexer.SIGIL_START -> texts.push(new Text(mirror(lastCharacters(1)), sigilInterpolates()));
            case ElixirLexer.SIGIL_HEREDOC_START -> texts.push(new Text(lastCharacters(3), sigilInterpolates()));
            case ElixirLexer.END_CANDIDATE -> acceptOrTurnIntoText();
            case ElixirLexer.INTERPOLATION_START -> startInterpolation();
            case ElixirLexer.CLOSE_CURLY -> closeCurly();
            default -> {}
        }
        return super.emit();
    }

    private void reservedWord() {
        int length = _input.index() - _tokenStartCharIndex;
        if (length >= SHORTEST_RESERVED && length <= LONGEST_RESERVED) {
            _type = switch (getText()) {
                case "true" -> ElixirLexer.TRUE;
                case "false" -> ElixirLexer.FALSE;
                case "nil" -> ElixirLexer.NIL;
                case "do" -> ElixirLexer.DO;
                case "end" -> ElixirLexer.END;
                case "fn" -> ElixirLexer.FN;
                case "after" -> ElixirLexer.AFTER;
                case "else" -> ElixirLexer.ELSE;
                case "rescue" -> ElixirLexer.RESCUE;
                case "catch" -> ElixirLexer.CATCH;
                case "and" -> ElixirLexer.AND;
                case "or" -> ElixirLexer.OR;
                case "not" -> ElixirLexer.NOT;
                case "in" -> ElixirLexer.IN;
                case "when" -> ElixirLexer.WHEN;
                default -> _type;
            };
        }
    }

    private void acceptOrTurnIntoText() {
        if (isTerminator(getText(), texts.getFirst().terminator)) {
            texts.pop();
            popMode();
            _type = ElixirLexer.QUOTE_END;
        } else {
            _type = ElixirLexer.TEXT;
        }
    }

    /** The candidate may have white space before the terminator (heredocs) and modifiers behind (sigils). */
    private static boolean isTerminator(String candidate, String terminator) {
        int start = 0;
        while (Character.isWhitespace(candidate.charAt(start))) {
            start++;
        }
        return candidate.startsWith(terminator, start);
    }

    private void startInterpolation() {
        if (texts.getFirst().interpolates) {
            pushMode(DEFAULT_MODE);
        } else {
            _type = ElixirLexer.TEXT;
        }
    }

    /** Leaves the mode of the matching brace; one too many is reported by the token filter. */
    private void closeCurly() {
        if (!_modeStack.isEmpty()) {
            popMode();
            if (_mode != DEFAULT_MODE) {
                _type = ElixirLexer.INTERPOLATION_END;
            }
        }
    }

    private boolean sigilInterpolates() {
        return Character.isLowerCase(_input.getText(Interval.of(_tokenStartCharIndex + 1, _tokenStartCharIndex + 1))
                .charAt(0));
    }

    private String lastCharacters(int count) {
        int end = _input.index() - 1;
        return _input.getText(Interval.of(end - count + 1, end));
    }

    static String mirror(String opener) {
        return switch (opener) {
            case "(" -> ")";
            case "[" -> "]";
            case "{" -> "}";
            case "<" -> ">";
            default -> opener;
        };
    }
}
