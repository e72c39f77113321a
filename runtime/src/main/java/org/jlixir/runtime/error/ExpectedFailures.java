package org.jlixir.runtime.error;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The failures that a {@code try} is sure to handle without a look at the stack trace. The innermost one of a process stands in
 * {@link Proc#expected}; a failure that it expects is made without a trace, which is most of what a failure costs.
 */
public final class ExpectedFailures {
    /** What a guard expects: whatever fails in it, it is false. */
    public static final ExpectedFailures ALL = new ExpectedFailures(new Rule[] {new Rule(null, new Any())});

    private static final ThreadLocal<Proc> PROCESS = new ThreadLocal<>();
    private static final Atom NAMED = Atom.of("named");
    private static final Atom BOUND = Atom.of("bound");
    private static final Atom IS = Atom.of("is");
    private static final Atom TAGGED = Atom.of("tagged");

    private sealed interface Reason {}

    private record Any() implements Reason {}

    private record Is(Object term) implements Reason {}

    private record Tagged(Object tag, long size) implements Reason {}

    /** @param bound the handler binds the exception, so that one made from the trace needs it */
    private record Named(Object[] names, boolean bound) implements Reason {}

    /** @param kind null for every kind */
    private record Rule(@Nullable Object kind, Reason reason) {}

    private final Rule[] rules;

    private ExpectedFailures(Rule[] rules) {
        this.rules = rules;
    }

    /**
     * @param rules a list of {@code {kind, reason}}; kind is {@code :any} or that of the failure; reason is {@code :any},
     *     {@code {:is, term}}, {@code {:tagged, tag, tuple_size}}, {@code {:named, exceptions}} or {@code {:bound, exceptions}},
     *     the last two with {@code :any} for all exceptions
     */
    public static ExpectedFailures of(Object rules) {
        Object[] terms = TermList.toJava(rules).toArray();
        Rule[] read = new Rule[terms.length];
        for (int i = 0; i < read.length; i++) {
            Tuple rule = (Tuple) terms[i];
            read[i] = new Rule(rule.get(0) == ANY ? null : rule.get(0), reason(rule.get(1)));
        }
        return new ExpectedFailures(read);
    }

    private static Reason reason(Object term) {
        if (!(term instanceof Tuple tuple)) {
            return new Any();
        }
        Object tag = tuple.get(0);
        if (tag == IS) {
            return new Is(tuple.get(1));
        }
        if (tag == TAGGED) {
            return new Tagged(tuple.get(1), (Long) tuple.get(2));
        }
        if (tag == NAMED || tag == BOUND) {
            Object names = tuple.get(1);
            return new Named(names instanceof Cons ? TermList.toJava(names).toArray() : new Object[0], tag == BOUND);
        }
        throw new IllegalArgumentException("no rule: " + term);
    }

    /** Makes {@link #expectedHere} find the process from its thread. */
    public static void enter(Proc process) {
        PROCESS.set(process);
    }

    /** True when the innermost handler of the process that runs this needs no stack trace of the failure. */
    static boolean expectedHere(Atom kind, Object reason) {
        Proc process = PROCESS.get();
        return process != null && process.expected != null && process.expected.expects(kind, reason);
    }

    /** The first rule that takes the failure decides, as the first clause does that handles it. */
    private boolean expects(Atom kind, Object reason) {
        for (Rule rule : rules) {
            if ((rule.kind == null || rule.kind == kind) && takes(rule.reason, reason)) {
                return !(rule.reason instanceof Named named && named.bound && ExceptionNames.needsTrace(reason));
            }
        }
        return false;
    }

    private static boolean takes(Reason expected, Object reason) {
        return switch (expected) {
            case Any _ -> true;
            case Is(Object term) -> TermOrder.exactlyEqual(term, reason);
            case Tagged(Object tag, long size) ->
                reason instanceof Tuple tuple && tuple.size() == size && tuple.get(0) == tag;
            case Named named -> named(named, reason);
        };
    }

    private static boolean named(Named named, Object reason) {
        if (named.names.length == 0) {
            return true;
        }
        Atom name = ExceptionNames.of(reason);
        for (Object candidate : named.names) {
            if (candidate == name) {
                return true;
            }
        }
        return false;
    }

    private static final Atom ANY = Atom.of("any");
}
