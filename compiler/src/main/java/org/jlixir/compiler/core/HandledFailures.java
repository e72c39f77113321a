package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.error.ExpectedFailures;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/**
 * Collects which failures a handler is sure to take without asking for their stack trace, clause by clause, as the rules of
 * {@link ExpectedFailures}. The first clause that can not be told ends the list: what it may take, later ones may not claim.
 */
final class HandledFailures {
    private static final Atom ANY = Atom.of("any");
    private static final Atom NAMED = Atom.of("named");
    private static final Atom BOUND = Atom.of("bound");
    private static final Atom IS = Atom.of("is");
    private static final Atom TAGGED = Atom.of("tagged");

    private final Core.Caught caught;
    private final List<Object> rules = new ArrayList<>();
    private boolean open = true;

    HandledFailures(Core.Caught caught) {
        this.caught = caught;
    }

    /** A {@code rescue} clause. {@code names} empty: every exception. */
    void rescue(List<Object> names, boolean allLiteral, boolean bound, Core body) {
        if (!allLiteral) {
            open = false;
        }
        add(Atom.ERROR, Tuple.of(bound ? BOUND : NAMED, names.isEmpty() ? ANY : TermList.of(names.toArray())), body);
    }

    /** A {@code catch} clause: patterns for the kind and the reason. */
    void catching(Core.Clause clause) {
        Object kind = clause.patterns().get(0) instanceof Pattern.Literal(Object literal) ? literal : ANY;
        Object reason = reason(clause.patterns().get(1));
        if (reason == null
                || !clause.guards().isEmpty()
                || !isSimple(clause.patterns().get(0))) {
            open = false;
        }
        add(kind, reason == null ? ANY : reason, clause.body());
    }

    /** The rules as a term. */
    Object rules() {
        return TermList.of(rules.toArray());
    }

    private void add(Object kind, Object reason, Core body) {
        open &= !FreeVariables.of(body).contains(caught.stacktrace());
        if (open) {
            rules.add(Tuple.of(kind, reason));
        }
    }

    private static boolean isSimple(Pattern pattern) {
        return pattern instanceof Pattern.Literal || isAny(pattern);
    }

    private static boolean isAny(Pattern pattern) {
        return pattern instanceof Pattern.Any
                || pattern instanceof Pattern.Bind(var ignored, Pattern inner) && isAny(inner);
    }

    private static @org.jspecify.annotations.Nullable Object reason(Pattern pattern) {
        if (isAny(pattern)) {
            return ANY;
        }
        if (pattern instanceof Pattern.Bind(var ignored, Pattern inner)) {
            return reason(inner);
        }
        if (pattern instanceof Pattern.Literal(Object term)) {
            return Tuple.of(IS, term);
        }
        if (pattern instanceof Pattern.Tuple(List<Pattern> elements)
                && !elements.isEmpty()
                && elements.getFirst() instanceof Pattern.Literal(Atom tag)
                && elements.stream().skip(1).allMatch(HandledFailures::isAny)) {
            return Tuple.of(TAGGED, tag, (long) elements.size());
        }
        return null;
    }
}
