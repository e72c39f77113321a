package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands behind a cursor, as far as it is the rest of a clause: its arrow decides whether what is before the cursor
 * is the head of a clause, which cannot be known from there.
 */
final class TrailingClause {
    private final List<ElixirToken> words;

    /** Which of the open delimiters, counted from the outermost, has the arrow in it; -1 for none. */
    private final int level;

    /**
     * @param words of the text behind the cursor, with the end of the file
     * @param open what is open at the cursor, outermost first
     */
    TrailingClause(List<ElixirToken> words, List<ElixirToken> open) {
        this.words = withoutOpenText(words);
        this.level = arrowLevel(this.words, open);
    }

    private static List<ElixirToken> withoutOpenText(List<ElixirToken> words) {
        for (int opener : new OpenWords(words).open()) {
            if (TokenKinds.opensText(words.get(opener).getType())) {
                return words.subList(0, opener);
            }
        }
        return words.subList(0, words.size() - 1);
    }

    private static int arrowLevel(List<ElixirToken> words, List<ElixirToken> open) {
        int level = open.size() - 1;
        int nested = 0;
        for (int i = 0; i < words.size() && level >= 0; i++) {
            if (OpenWords.opens(words, i)) {
                nested++;
            } else if (OpenWords.closes(words, i)) {
                if (nested == 0) {
                    level--;
                } else {
                    nested--;
                }
            } else if (nested == 0 && words.get(i).getType() == STAB_OP && !OpenWords.isName(words, i)) {
                return holdsClauses(open.get(level)) ? level : -1;
            }
        }
        return -1;
    }

    private static boolean holdsClauses(ElixirToken opener) {
        return switch (opener.getType()) {
            case FN, DO, OPEN_PAREN -> true;
            default -> false;
        };
    }

    /** The level of the arrow, counted from the outermost open delimiter; -1 when there is none. */
    int level() {
        return level;
    }

    /**
     * The words behind the expression that the cursor is in, up to the end of what the arrow is in. The opening and closing
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
            case STAB_OP, WHEN, AFTER, ELSE, RESCUE, CATCH -> !OpenWords.isName(words, index);
            default -> false;
        };
    }
}
