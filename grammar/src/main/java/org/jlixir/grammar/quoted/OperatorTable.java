package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

/** How strongly operators bind: Elixir's operator table. */
final class OperatorTable {
    private OperatorTable() {}

    static int binary(int type) {
        return switch (type) {
            case IN_MATCH_OP -> 40;
            case WHEN -> 50;
            case TYPE_OP -> 60;
            case PIPE_OP -> 70;
            case MATCH_OP -> 100;
            case OR_OP, OR -> 120;
            case AND_OP, AND -> 130;
            case COMP_OP -> 140;
            case REL_OP -> 150;
            case ARROW_OP -> 160;
            case IN, NOT_IN_OP -> 170;
            case XOR_OP -> 180;
            case TERNARY_OP -> 190;
            case CONCAT_OP, RANGE_OP -> 200;
            case DUAL_OP -> 210;
            case MULT_OP -> 220;
            case POWER_OP -> 230;
            default -> throw new IllegalArgumentException("no binary operator: " + type);
        };
    }

    static boolean isRightAssociative(int type) {
        return switch (type) {
            case WHEN, TYPE_OP, PIPE_OP, MATCH_OP, TERNARY_OP, CONCAT_OP, RANGE_OP -> true;
            default -> false;
        };
    }

    /** Of {@code @} nothing is said here: it binds closer than a dot. */
    static int unary(int type) {
        return switch (type) {
            case CAPTURE_OP, ELLIPSIS_OP -> 90;
            case UNARY_OP, DUAL_OP, NOT -> 300;
            case AT_OP -> 320;
            default -> throw new IllegalArgumentException("no unary operator: " + type);
        };
    }
}
