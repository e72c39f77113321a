package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import org.antlr.v4.runtime.TokenStream;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.print.PrintOptions;
import org.jlixir.runtime.print.TermPrinter;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/**
 * Quoted text as error tuples show it: as Erlang prints the token that Elixir's tokenizer makes of it. What is interpolated is
 * there with its place alone, without its own tokens.
 */
final class ShownText {
    private static final int LINE = 80;
    private static final PrintOptions UNICODE = new PrintOptions(true, true, null);

    private final TokenStream tokens;
    private final ElixirToken start;
    private final Object pieces;
    private final ElixirToken end;

    /** @param ahead how many tokens ahead the opening quote is */
    ShownText(TokenStream tokens, int ahead) {
        this.tokens = tokens;
        this.start = token(ahead);
        ListBuilder found = new ListBuilder();
        int at = ahead + 1;
        for (; !isEnd(token(at)); at++) {
            if (token(at).getType() == INTERPOLATION_START) {
                int closing = interpolationEnd(at);
                found.add(Tuple.of(place(token(at)), place(token(closing)), EmptyList.NIL));
                at = closing;
            } else {
                found.add(token(at).value());
            }
        }
        this.end = token(at);
        Object all = found.finish();
        this.pieces = all == EmptyList.NIL ? TermList.of(Bitstring.EMPTY) : all;
    }

    private ElixirToken token(int ahead) {
        return (ElixirToken) tokens.LT(ahead);
    }

    private static boolean isEnd(ElixirToken token) {
        return token.getType() == QUOTE_END || token.getType() == QUOTED_KW_END || token.getType() == EOF;
    }

    private int interpolationEnd(int at) {
        int open = 1;
        int closing = at;
        while (open > 0) {
            closing++;
            switch (token(closing).getType()) {
                case INTERPOLATION_START -> open++;
                case INTERPOLATION_END -> open--;
                default -> {}
            }
        }
        return closing;
    }

    private static Object place(ElixirToken token) {
        return Tuple.of((long) token.getLine(), (long) token.column(), Atom.NIL);
    }

    /** Nothing is interpolated in it. */
    boolean isPlain() {
        return pieces instanceof Cons cell && cell.tail() == EmptyList.NIL && cell.head instanceof Bitstring;
    }

    @Override
    public String toString() {
        return switch (start.getType()) {
            case HEREDOC_START -> print(heredoc("bin_heredoc"));
            case CHARLIST_HEREDOC_START -> print(heredoc("list_heredoc"));
            case SIGIL_START -> print(sigil(1));
            case SIGIL_HEREDOC_START -> print(sigil(3));
            default -> print(pieces);
        };
    }

    private Object heredoc(String name) {
        return Tuple.of(Atom.of(name), place(start), indentation(), pieces);
    }

    private Object indentation() {
        return start.value() instanceof Integer indentation ? (Object) (long) indentation : Atom.NIL;
    }

    private Object sigil(int delimiterLength) {
        String opening = start.getText();
        int nameEnd = opening.length() - delimiterLength;
        String closing = end.getText().strip();
        ListBuilder modifiers = new ListBuilder();
        closing.substring(Math.min(delimiterLength, closing.length())).chars().forEach(c -> modifiers.add((long) c));
        return Tuple.of(
                Atom.of("sigil"),
                place(start),
                Atom.of("sigil_" + opening.substring(1, nameEnd)),
                pieces,
                modifiers.finish(),
                indentation(),
                Bitstring.of(opening.substring(nameEnd)));
    }

    private static String print(Object term) {
        return TermPrinter.print(term, 1, LINE, PrintOptions.UNLIMITED, UNICODE);
    }
}
