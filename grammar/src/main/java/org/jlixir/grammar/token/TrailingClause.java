package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind a cursor, as far as it is the rest of the innermost {@code do} block or function that the cursor is in.
 * Whether what is before the cursor is the head of a clause cannot be known without it. It is left out where it does not
 * end.
 */
final class TrailingClause {
    private final List<ElixirToken> words;

    /** Which of the open delimiters, counted from the outermost, is completed; -1 for none. */
    private final int level;

    private final boolean hasArrow;

    /**
     * @param words of the text behind the cursor, with the end of the file
     * @param open what is open at the cursor, outermost first
     */
    TrailingClause(List<ElixirToken> words, List<ElixirToken> open) {
        this.words = withoutOpenText(words);
        int clauses = clausesLevel(open);
        List<ElixirToken> inner = new ArrayList<>(open);
        boolean arrow = false;
        boolean matches = clauses >= 0;
        for (int i = 0; i < this.words.size() && matches && inner.size() > clauses; i++) {
            if (OpenWords.opens(this.words, i)) {
                inner.add(this.words.get(i));
            } else if (OpenWords.closes(this.words, i)) {
                matches = closes(this.words.get(i), inner.removeLast());
            } else {
                arrow |= inner.size() == clauses + 1
                        && this.words.get(i).getType() == STAB_OP
                        && !OpenWords.isName(this.words, i);
            }
        }
        this.level = matches && inner.size() == clauses ? clauses : -1;
        this.hasArrow = arrow;
    }

    private static boolean closes(ElixirToken closing, ElixirToken opening) {
        return closing.getType() == QUOTE_END || OpenDelimiters.matches(opening.getType(), closing.getType());
    }

    private static List<ElixirToken> withoutOpenText(List<ElixirToken> words) {
        for (int opener : new OpenWords(words).open()) {
            if (TokenKinds.opensText(words.get(opener).getType())) {
                return words.subList(0, opener);
            }
        }
        return words.subList(0, words.size() - 1);
    }

    /** The innermost delimiter that may have clauses in it; an interpolation is a text of its own. */
    private static int clausesLevel(List<ElixirToken> open) {
        for (int level = open.size() - 1; level >= 0; level--) {
            switch (open.get(level).getType()) {
                case DO, FN -> {
                    return level;
                }
                case INTERPOLATION_START -> {
                    return -1;
                }
                default -> {}
            }
        }
        return -1;
    }

    /** The level of what is completed, counted from the outermost open delimiter; -1 when there is nothing. */
    int level() {
        return level;
    }

    /** Whether an arrow stands directly in what is open at {@code level}. */
    boolean hasArrow(int level) {
        return hasArrow && this.level == level;
    }

    /**
     * The words behind the expression that the cursor is in, up to the end of what is completed. The opening and closing
     * words are pushed on and popped from {@code open}.
     */
    List<ElixirToken> rest(boolean operandIsDue, List<ElixirToken> open) {
        List<ElixirToken> rest = new ArrayList<>();
        for (int i = behindExpression(operandIsDue); i < words.size() && open.size() > level; i++) {
            if (OpenWords.opens(words, i)) {
                open.add(words.get(i));
            } else if (OpenWords.closes(words, i)) {
                open.removeLast();
            }
            rest.add(words.get(i));
        }
        return rest;
    }

    private int behindExpression(boolean operandIsDue) {
        int at = 0;
        while (operandIsDue && at < words.size() && words.get(at).getType() == EOL) {
            at++;
        }
        int nested = 0;
        while (at < words.size()) {
            if (OpenWords.opens(words, at)) {
                nested++;
            } else if (nested == 0 && endsExpression(at)) {
                return at;
            } else if (OpenWords.closes(words, at)) {
                nested--;
            }
            at++;
        }
        return at;
    }

    private boolean endsExpression(int index) {
        if (OpenWords.closes(words, index)) {
            return true;
        }
        return switch (words.get(index).getType()) {
            case COMMA, EOL, SEMICOLON -> true;
            case STAB_OP, AFTER, ELSE, RESCUE, CATCH -> !OpenWords.isName(words, index);
            default -> false;
        };
    }
}
