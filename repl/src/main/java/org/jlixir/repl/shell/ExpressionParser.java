package org.jlixir.repl.shell;

import java.util.List;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/**
 * Knows when an expression is complete, by Elixir's parser, and where the word begins that is to be completed. Used by the thread that reads
 * lines.
 */
final class ExpressionParser implements Parser {
    private static final Atom EVALUATOR = Atom.of("Elixir.IEx.Evaluator");
    private static final Atom INCOMPLETE = Atom.of("incomplete");

    /** What a word does not contain. */
    private static final String SEPARATORS = " \t\n()[]{}<>,;|&=+*!\"'^%";

    private final Node node;
    private volatile boolean isExpression;

    ExpressionParser(Node node) {
        this.node = node;
    }

    /** Whether the next line is an expression of Elixir, which may need further lines. */
    void expectExpression(boolean expected) {
        isExpression = expected;
    }

    @Override
    public ParsedLine parse(String text, int cursor, ParseContext context) {
        if (context == ParseContext.ACCEPT_LINE && isExpression && !text.isBlank() && isIncomplete(text)) {
            throw new EOFError(-1, -1, "incomplete");
        }
        int start = cursor;
        while (start > 0 && SEPARATORS.indexOf(text.charAt(start - 1)) < 0) {
            start--;
        }
        return new Word(text, cursor, text.substring(start, cursor));
    }

    private boolean isIncomplete(String text) {
        Object answer = node.runMain(self -> parsed(self, text)).value();
        return answer instanceof Tuple tuple && tuple.size() == 2 && tuple.get(0) == INCOMPLETE;
    }

    private static Object parsed(Proc self, String text) {
        try {
            return self.node()
                    .code()
                    .call(
                            self,
                            EVALUATOR,
                            Atom.of("parse"),
                            Bitstring.of(text + "\n"),
                            TermList.of(Tuple.of(Atom.of("emit_warnings"), Atom.FALSE)),
                            Bitstring.EMPTY);
        } catch (ElixirException _) {
            // Whatever is wrong, the shell will say so.
            return Atom.ERROR;
        }
    }

    /** The text before the cursor, and the word that it ends with. */
    private record Word(String line, int cursor, String word) implements CompletingParsedLine {
        @Override
        public int wordCursor() {
            return word.length();
        }

        @Override
        public CharSequence escape(CharSequence candidate, boolean complete) {
            return candidate;
        }

        @Override
        public int rawWordCursor() {
            return word.length();
        }

        @Override
        public int rawWordLength() {
            return word.length();
        }

        @Override
        public int wordIndex() {
            return 0;
        }

        @Override
        public List<String> words() {
            return List.of(word);
        }
    }
}
