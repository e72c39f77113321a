package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.util.ArrayList;
import java.util.List;

/**
 * Completes the words of a text that ends at a cursor: the expression that the cursor is in or directly behind is replaced
 * by the call {@code __cursor__()}, and what is open is closed behind it.
 *
 * <p>The expression begins behind the nearest word, from the end on, that an expression can follow: what opens a container
 * or a block, a comma, an operator, a name that is not directly before the cursor, the end of a line. Whole pairs of
 * delimiters are stepped over. A function without an arrow and a text are part of the expression.
 */
final class CursorCompletion {
    private static final String CURSOR = "__cursor__";

    /** How many columns the cursor takes. */
    static final int WIDTH = CURSOR.length() + "()".length();

    /** With the end of the file behind the last. */
    private final List<ElixirToken> words;

    private final int count;
    private final ElixirToken end;
    private final boolean preserveSigils;
    private final OpenWords pairs;
    private final TrailingClause trailing;
    private final List<ElixirToken> completed = new ArrayList<>();

    /** What is still open behind {@link #completed}, outermost first. */
    private final List<ElixirToken> open = new ArrayList<>();

    /** Where the next word that is made goes. */
    private int column;

    private int start;

    private CursorCompletion(List<ElixirToken> words, List<ElixirToken> trailing, boolean preserveSigils) {
        this.words = words;
        this.end = words.getLast();
        this.count = words.size() - 1;
        this.preserveSigils = preserveSigils;
        this.pairs = new OpenWords(words);
        this.trailing = new TrailingClause(
                trailing, pairs.open().stream().map(words::get).toList());
        this.column = end.getCharPositionInLine();
        this.start = end.getStartIndex() + 1;
    }

    /**
     * The words of the whole text.
     *
     * @param words those of {@link #wholeWords}
     * @param trailing those behind the cursor; like the others with the end of the file
     */
    static List<ElixirToken> complete(List<ElixirToken> words, List<ElixirToken> trailing, boolean preserveSigils) {
        return new CursorCompletion(words, trailing, preserveSigils).complete();
    }

    /**
     * The words without one at the end that is but the beginning of a word, as a lone colon or tilde and {@code 0x}, and
     * without a comment there. The end of the file moves to its place.
     */
    static List<ElixirToken> wholeWords(List<ElixirToken> words) {
        int last = words.size() - 2;
        if (last < 0) {
            return words;
        }
        ElixirToken word = words.get(last);
        return switch (word.getType()) {
            case COLON -> OpenWords.isKeyColon(words, last) ? words : beforeKey(words, last);
            case UNEXPECTED -> word.getText().equals("~") ? upTo(words, last) : words;
            case SIGIL_NAME, COMMENT -> upTo(words, last);
            case IDENTIFIER -> startsNumber(words, last) ? upTo(words, last - 1) : words;
            default -> words;
        };
    }

    /** A word before a colon that white space may yet follow will be a key. */
    private static List<ElixirToken> beforeKey(List<ElixirToken> words, int colon) {
        List<ElixirToken> whole = upTo(words, colon);
        if (colon > 0 && TokenKinds.isReservedWord(words.get(colon - 1).getType())) {
            whole.remove(colon - 1);
        }
        return whole;
    }

    private static boolean startsNumber(List<ElixirToken> words, int index) {
        return index > 0
                && words.get(index - 1).getText().equals("0")
                && words.get(index - 1).touches(words.get(index))
                && words.get(index).getText().matches("[xob]");
    }

    private static List<ElixirToken> upTo(List<ElixirToken> words, int index) {
        ElixirToken end = words.getLast();
        ElixirToken left = words.get(index);
        // No gap before the end: behind what is left out nothing is an argument.
        end.setStartIndex(index == 0 ? 0 : words.get(index - 1).getStopIndex() + 1);
        end.setLine(left.getLine());
        end.setCharPositionInLine(left.getCharPositionInLine());
        List<ElixirToken> whole = new ArrayList<>(words.subList(0, index));
        whole.add(end);
        return whole;
    }

    private List<ElixirToken> complete() {
        int unfinished = unfinished();
        boolean called = unfinished == count && isCalled(count - 1);
        if (called) {
            // Elixir counts the white space twice, and the parenthesis that is not there.
            column += 2;
            keep(count);
            addCursor();
        } else if (isInSigil(unfinished)) {
            keep(count);
            addSigilEnd();
        } else {
            keep(beforeExpression(unfinished));
            addCursor();
        }
        if (unfinished == count && !called && trailing.level() >= 0) {
            completed.addAll(trailing.rest(operandIsDue(), open));
        }
        for (ElixirToken opener : open.reversed()) {
            addClosing(opener);
        }
        completed.add(end);
        return completed;
    }

    // What stands before the cursor

    /** Where the first thing begins that cannot be completed, a text or a function without an arrow; else the end. */
    private int unfinished() {
        List<Integer> openers = pairs.open();
        for (int level = 0; level < openers.size(); level++) {
            int opener = openers.get(level);
            int type = words.get(opener).getType();
            boolean text = TokenKinds.opensText(type)
                    && (level + 1 == openers.size()
                            || words.get(openers.get(level + 1)).getType() != INTERPOLATION_START);
            boolean function = type == FN && !pairs.hasArrow(opener) && !trailing.hasArrow(level);
            if (text || function) {
                return opener;
            }
        }
        return count;
    }

    /** Whether the word is the name of a function that white space separates from the cursor: that is its argument. */
    private boolean isCalled(int last) {
        return last >= 0 && isFunctionName(last) && words.get(last).getStopIndex() + 1 < end.getStartIndex();
    }

    private boolean isFunctionName(int index) {
        int type = words.get(index).getType();
        if (type == QUOTE_END) {
            int opener = pairs.openerOf(index);
            return opener != OpenWords.NONE && isBehindDot(opener);
        }
        return type == IDENTIFIER || TokenKinds.isReservedWord(type) && isBehindDot(index);
    }

    private boolean isBehindDot(int index) {
        return index > 0 && words.get(index - 1).getType() == DOT;
    }

    /** How many words stand before the expression that ends at {@code end}. */
    private int beforeExpression(int end) {
        int at = end;
        while (at > 0 && !isFollowedByExpression(at - 1)) {
            int opener = pairs.openerOf(at - 1);
            at = opener == OpenWords.NONE ? at - 1 : opener;
        }
        return at;
    }

    private boolean isFollowedByExpression(int index) {
        int type = words.get(index).getType();
        return switch (type) {
            case OPEN_PAREN, OPEN_BRACKET, OPEN_CURLY, OPEN_BIT, INTERPOLATION_START -> true;
            case COMMA, SEMICOLON, ASSOC_OP -> true;
            case EOL -> !isBeforeDot(index);
            case DO, FN, AFTER, ELSE, RESCUE, CATCH, STAB_OP -> !OpenWords.isName(words, index);
            case COLON -> OpenWords.isKeyColon(words, index);
            case CAPTURE_OP -> !isBehindDot(index) && !isCapturedArgument(index);
            default -> TokenKinds.isOperator(type) && !OpenWords.isName(words, index) || hasArguments(index);
        };
    }

    /** Whether the word is a name and what is replaced behind it is taken for its arguments, without parentheses. */
    private boolean hasArguments(int index) {
        if (index + 1 == count || !isFunctionName(index)) {
            return false;
        }
        ElixirToken next = words.get(index + 1);
        return switch (next.getType()) {
            case OPEN_PAREN, OPEN_BRACKET -> !words.get(index).touches(next);
            case DO -> false;
            default -> true;
        };
    }

    /** Whether the line ends in front of one that begins with a dot and goes on with it. */
    private boolean isBeforeDot(int newline) {
        int next = newline;
        while (words.get(next).getType() == EOL || words.get(next).getType() == COMMENT) {
            next++;
        }
        return words.get(next).getType() == DOT;
    }

    /** The {@code &} of {@code &1}. */
    private boolean isCapturedArgument(int index) {
        return words.get(index + 1).getType() == INT && words.get(index).touches(words.get(index + 1));
    }

    private boolean isInSigil(int unfinished) {
        if (!preserveSigils || count == 0) {
            return false;
        }
        if (unfinished < count) {
            return isSigil(unfinished) && unfinished == pairs.open().getLast();
        }
        int opener = pairs.openerOf(count - 1);
        return opener != OpenWords.NONE
                && isSigil(opener)
                && words.get(count - 1).touches(end);
    }

    private boolean isSigil(int index) {
        int type = words.get(index).getType();
        return type == SIGIL_START || type == SIGIL_HEREDOC_START;
    }

    private void keep(int kept) {
        completed.addAll(words.subList(0, kept));
        for (int opener : pairs.open()) {
            if (opener < kept) {
                open.add(words.get(opener));
            }
        }
        if (kept < count) {
            start = words.get(kept).getStartIndex();
        }
    }

    // What is added

    private void addCursor() {
        addWord(IDENTIFIER, CURSOR);
        addWord(OPEN_PAREN, "(");
        addWord(CLOSE_PAREN, ")");
    }

    private void addSigilEnd() {
        if (words.get(count - 1).getType() == QUOTE_END) {
            completed.getLast().value = SigilCursor.LAST_MODIFIER;
        } else {
            addClosing(open.removeLast());
            completed.getLast().value = SigilCursor.AS_MODIFIERS;
        }
    }

    private void addClosing(ElixirToken opener) {
        switch (opener.getType()) {
            case OPEN_PAREN -> addWord(CLOSE_PAREN, ")");
            case OPEN_BRACKET -> addWord(CLOSE_BRACKET, "]");
            case OPEN_CURLY -> addWord(CLOSE_CURLY, "}");
            case OPEN_BIT -> addWord(CLOSE_BIT, ">>");
            case INTERPOLATION_START -> addWord(INTERPOLATION_END, "}");
            case DO, FN -> addWord(END, "end");
            default -> addWord(QUOTE_END, textEnd(opener));
        }
    }

    private static String textEnd(ElixirToken opener) {
        String text = opener.getText();
        return switch (opener.getType()) {
            case HEREDOC_START, CHARLIST_HEREDOC_START, SIGIL_HEREDOC_START -> text.substring(text.length() - 3);
            default -> TextModes.mirror(text.substring(text.length() - 1));
        };
    }

    private void addWord(int type, String text) {
        ElixirToken word = end.virtual(type);
        word.setText(text);
        word.setCharPositionInLine(column);
        word.setStartIndex(start);
        word.setStopIndex(start + text.length() - 1);
        start += text.length();
        column += text.length();
        completed.add(word);
    }

    /** Whether something must follow the word before the cursor, so that a line that ends there ends nothing. */
    private boolean operandIsDue() {
        int before = completed.size() - 4;
        return before >= 0
                && (completed.get(before).getType() == COLON
                        || TokenKinds.expectsMore(completed.get(before).getType()));
    }
}
