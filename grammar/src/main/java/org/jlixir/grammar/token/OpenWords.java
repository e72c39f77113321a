package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Which words of a text that need not be complete open something, and where that ends. Made by one walk over the words;
 * positions are indexes of them.
 */
final class OpenWords {
    /** In {@link #openerOf} for a word that closes nothing. */
    static final int NONE = -1;

    private final List<ElixirToken> words;
    private final int[] openerOf;
    private final ArrayDeque<Integer> open = new ArrayDeque<>();
    private final boolean[] hasArrow;

    OpenWords(List<ElixirToken> words) {
        this.words = words;
        openerOf = new int[words.size()];
        Arrays.fill(openerOf, NONE);
        hasArrow = new boolean[words.size()];
        for (int i = 0; i < words.size(); i++) {
            step(i);
        }
    }

    /** Where the pair begins that the word at {@code index} closes, or {@link #NONE}. */
    int openerOf(int index) {
        return openerOf[index];
    }

    /** What is open at the end, outermost first. */
    List<Integer> open() {
        List<Integer> outermostFirst = new ArrayList<>(open);
        return outermostFirst.reversed();
    }

    /** Whether an arrow stands directly within what the word at {@code index} opens. */
    boolean hasArrow(int index) {
        return hasArrow[index];
    }

    private void step(int index) {
        if (opens(words, index)) {
            open.push(index);
        } else if (open.isEmpty()) {
            return;
        } else if (closes(words, index)) {
            openerOf[index] = open.pop();
        } else if (words.get(index).getType() == STAB_OP && !isName(words, index)) {
            hasArrow[open.getFirst()] = true;
        }
    }

    static boolean opens(List<ElixirToken> words, int index) {
        int type = words.get(index).getType();
        return switch (type) {
            case OPEN_PAREN, OPEN_BRACKET, OPEN_CURLY, OPEN_BIT, INTERPOLATION_START -> true;
            case DO, FN -> !isName(words, index);
            default -> TokenKinds.opensText(type);
        };
    }

    static boolean closes(List<ElixirToken> words, int index) {
        int type = words.get(index).getType();
        return type == QUOTE_END || TokenKinds.isClosing(type) || type == END && !isName(words, index);
    }

    /** Whether the word is a name in spite of its kind: behind a dot, or as a key. */
    static boolean isName(List<ElixirToken> words, int index) {
        return index > 0 && words.get(index - 1).getType() == DOT || isKey(words, index);
    }

    /** Whether a colon follows that makes a key of the word. */
    static boolean isKey(List<ElixirToken> words, int index) {
        return index + 1 < words.size() && isKeyColon(words, index + 1);
    }

    /** Whether the word is the colon behind a key: it touches the key and nothing touches it. */
    static boolean isKeyColon(List<ElixirToken> words, int index) {
        if (words.get(index).getType() != COLON
                || index == 0
                || !words.get(index - 1).touches(words.get(index))
                || index + 1 == words.size()) {
            return false;
        }
        ElixirToken next = words.get(index + 1);
        return next.getType() == EOL || !words.get(index).touches(next);
    }
}
