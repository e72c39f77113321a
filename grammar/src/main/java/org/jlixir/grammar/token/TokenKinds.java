package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

/** What the filter asks of a token's type. */
final class TokenKinds {
    private TokenKinds() {}

    /** An operator between two operands that may start the line which continues an expression. */
    static boolean continuesLine(int type) {
        return switch (type) {
            case TERNARY_OP,
                    STAB_OP,
                    ASSOC_OP,
                    TYPE_OP,
                    PIPE_OP,
                    MATCH_OP,
                    IN_MATCH_OP,
                    OR_OP,
                    AND_OP,
                    COMP_OP,
                    REL_OP,
                    ARROW_OP,
                    XOR_OP,
                    CONCAT_OP,
                    RANGE_OP,
                    MULT_OP,
                    POWER_OP,
                    AND,
                    OR,
                    IN,
                    WHEN,
                    NOT_IN_OP,
                    MAP_UPDATE_OP,
                    DOT -> true;
            default -> false;
        };
    }

    /** A token behind which a line may end without ending the expression. */
    static boolean expectsMore(int type) {
        return switch (type) {
            case AT_OP,
                    CAPTURE_OP,
                    UNARY_OP,
                    DUAL_OP,
                    NOT,
                    ELLIPSIS_OP,
                    OPEN_PAREN,
                    OPEN_BRACKET,
                    OPEN_CURLY,
                    OPEN_BIT,
                    OPEN_MAP,
                    COMMA,
                    TRAILING_COMMA,
                    KW_IDENTIFIER,
                    QUOTED_KW_END,
                    SEMICOLON,
                    DO,
                    FN,
                    AFTER,
                    ELSE,
                    RESCUE,
                    CATCH,
                    INTERPOLATION_START -> true;
            default -> continuesLine(type);
        };
    }

    /** Words and operators that name a function where the context says so: behind a dot, before {@code /arity}. */
    static boolean isOperator(int type) {
        return switch (type) {
            case AT_OP,
                    CAPTURE_OP,
                    UNARY_OP,
                    DUAL_OP,
                    ELLIPSIS_OP,
                    RANGE_OP,
                    TERNARY_OP,
                    TYPE_OP,
                    PIPE_OP,
                    MATCH_OP,
                    IN_MATCH_OP,
                    OR_OP,
                    AND_OP,
                    COMP_OP,
                    REL_OP,
                    ARROW_OP,
                    XOR_OP,
                    CONCAT_OP,
                    MULT_OP,
                    POWER_OP,
                    AND,
                    OR,
                    NOT,
                    IN,
                    WHEN -> true;
            default -> false;
        };
    }

    static boolean isReservedWord(int type) {
        return switch (type) {
            case TRUE, FALSE, NIL, DO, END, FN, AFTER, ELSE, RESCUE, CATCH, AND, OR, NOT, IN, WHEN -> true;
            default -> false;
        };
    }

    static boolean opensText(int type) {
        return switch (type) {
            case STRING_START,
                    CHARLIST_START,
                    HEREDOC_START,
                    CHARLIST_HEREDOC_START,
                    QUOTED_ATOM_START,
                    SIGIL_START,
                    SIGIL_HEREDOC_START,
                    QUOTED_IDENTIFIER_START,
                    QUOTED_KW_START -> true;
            default -> false;
        };
    }

    /** The last token of an operand; an end of line counts as one, since the operand before it may go on. */
    static boolean endsOperand(int type) {
        return switch (type) {
            case IDENTIFIER,
                    ALIAS,
                    INT,
                    FLOAT,
                    CHAR,
                    ATOM,
                    TRUE,
                    FALSE,
                    NIL,
                    QUOTE_END,
                    CLOSE_PAREN,
                    CLOSE_BRACKET,
                    CLOSE_CURLY,
                    CLOSE_BIT,
                    END,
                    CALL_END,
                    ELLIPSIS,
                    EOL -> true;
            default -> false;
        };
    }

    static boolean isClosing(int type) {
        return switch (type) {
            case CLOSE_PAREN, CLOSE_BRACKET, CLOSE_CURLY, CLOSE_BIT, INTERPOLATION_END -> true;
            default -> false;
        };
    }

    /** What starts an operand whatever stands before it, so that {@code name TOKEN} is a call of {@code name}. */
    static boolean startsOperand(int type) {
        return switch (type) {
            case IDENTIFIER,
                    ALIAS,
                    ATOM,
                    INT,
                    FLOAT,
                    CHAR,
                    FN,
                    TRUE,
                    FALSE,
                    NIL,
                    AT_OP,
                    CAPTURE_OP,
                    UNARY_OP,
                    ELLIPSIS_OP,
                    PERCENT,
                    OPEN_CURLY,
                    OPEN_BIT,
                    SIGIL_NAME -> true;
            default -> opensText(type);
        };
    }
}
