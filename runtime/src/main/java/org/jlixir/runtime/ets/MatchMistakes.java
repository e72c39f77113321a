package org.jlixir.runtime.ets;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.print.TermDisplay;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** What is wrong with a term that is to be a match specification, in OTP's words, as {@code ets:test_ms/2} tells. */
public final class MatchMistakes {
    /** Forms of the specifications for tracing. */
    private static final Set<String> OF_TRACING = Set.of(
            "return_trace",
            "exception_trace",
            "process_dump",
            "message",
            "display",
            "get_seq_token",
            "set_seq_token",
            "is_seq_trace");

    private final List<String> found = new ArrayList<>();
    private final boolean tracing;

    private MatchMistakes(boolean tracing) {
        this.tracing = tracing;
    }

    /** The mistakes in order; none when {@link MatchSpecification#of} takes the term. */
    public static List<String> of(Object specification) {
        MatchMistakes mistakes = new MatchMistakes(false);
        mistakes.specification(specification);
        return mistakes.found;
    }

    /** As {@link #of}, for {@link MatchSpecification#ofCalls}: there may be actions, and no body. */
    static List<String> ofCalls(Object specification) {
        MatchMistakes mistakes = new MatchMistakes(true);
        mistakes.specification(specification);
        return mistakes.found;
    }

    private void specification(Object term) {
        if (!(term instanceof Cons)) {
            found.add("Match programs are not in a list.");
            return;
        }
        if (TermList.properLength(term) < 0) {
            found.add("Match programs are not in a proper list.");
            return;
        }
        for (Object clause : TermList.toJava(term)) {
            if (!(clause instanceof Tuple triple && triple.size() == 3)) {
                found.add("Match program part is not a tuple of arity 3.");
                return;
            }
        }
        for (Object clause : TermList.toJava(term)) {
            clause((Tuple) clause);
        }
    }

    private void clause(Tuple clause) {
        BitSet bound = new BitSet();
        bind(clause.get(0), bound);
        expressions(clause.get(1), bound);
        if (clause.get(2) instanceof Cons || tracing) {
            expressions(clause.get(2), bound);
        } else {
            found.add("Body clause does not return anything.");
        }
    }

    private static void bind(Object pattern, BitSet bound) {
        int variable = MatchPattern.variable(pattern);
        if (variable >= 0) {
            bound.set(variable);
        }
        Object rest = pattern;
        while (rest instanceof Cons cell) {
            bind(cell.head, bound);
            rest = cell.tail();
        }
        if (rest != pattern) {
            bind(rest, bound);
        } else if (pattern instanceof Tuple tuple) {
            for (Object element : tuple.toArray()) {
                bind(element, bound);
            }
        } else if (pattern instanceof ElixirMap map) {
            for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
                bind(entry.value(), bound);
            }
        }
    }

    private void expressions(Object list, BitSet bound) {
        if (!(list instanceof Cons) && list != EmptyList.NIL) {
            found.add("Match expression is not a list.");
        } else if (TermList.properLength(list) < 0) {
            found.add("Match expression is not a proper list.");
        } else {
            expression(list, bound);
        }
    }

    private void expression(Object term, BitSet bound) {
        int variable = MatchPattern.variable(term);
        if (variable >= 0 && !bound.get(variable)) {
            found.add("Variable $" + variable + " is unbound.");
        }
        Object rest = term;
        while (rest instanceof Cons cell) {
            expression(cell.head, bound);
            rest = cell.tail();
        }
        if (rest != term) {
            expression(rest, bound);
        } else if (term instanceof Tuple tuple) {
            tuple(tuple, bound);
        } else if (term instanceof ElixirMap map) {
            for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
                expression(entry.key(), bound);
                expression(entry.value(), bound);
            }
        }
    }

    private void tuple(Tuple tuple, BitSet bound) {
        Object[] parts = tuple.toArray();
        if (parts.length == 1 && parts[0] instanceof Tuple made) {
            arguments(made.toArray(), 0, bound);
        } else if (parts.length > 0 && parts[0] instanceof Atom name && MatchPattern.variable(name) < 0) {
            call(tuple, name, parts, bound);
        } else {
            found.add(
                    TermDisplay.of(tuple) + " is neither a function call, nor a tuple (tuples are written {{ ... }}).");
        }
    }

    private void call(Tuple call, Atom name, Object[] parts, BitSet bound) {
        int arity = parts.length - 1;
        if (tracing && TraceAction.of(name, arity) != null) {
            arguments(parts, 1, bound);
            return;
        }
        switch (name.name()) {
            case "const" -> {
                if (arity != 1) {
                    found.add(
                            "Special form 'const' called with more than one argument in " + TermDisplay.of(call) + ".");
                }
            }
            case "and", "or", "andalso", "orelse" -> {
                if (arity == 0) {
                    found.add("Special form '" + name.name() + "' called without arguments in " + TermDisplay.of(call)
                            + ".");
                }
                arguments(parts, 1, bound);
            }
            case "get_tcw" -> found.add("Function get_tcw/0 cannot be called in this context.");
            case String form
            when OF_TRACING.contains(form) ->
                // OTP names this one form differently.
                found.add("Special form '" + (form.equals("set_seq_token") ? "set_seq_trace" : form)
                        + "' used in wrong dialect.");
            default -> {
                if (!exists(name, arity)) {
                    found.add("Function " + name.name() + "/" + arity + " does_not_exist.");
                }
                arguments(parts, 1, bound);
            }
        }
    }

    private static boolean exists(Atom name, int arity) {
        if (name.name().equals("self")) {
            return arity == 0;
        }
        try {
            MatchFunction.of(name, arity);
            return true;
        } catch (ElixirException unknown) {
            return false;
        }
    }

    private void arguments(Object[] parts, int first, BitSet bound) {
        for (int i = first; i < parts.length; i++) {
            expression(parts[i], bound);
        }
    }
}
