package org.jlixir.compiler.match;

import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;

/** What to test, in which order, until a clause is found. Every test looks at a variable that is bound by then. */
public sealed interface DecisionTree {
    /** No clause matches. */
    record Fail() implements DecisionTree {}

    /** The clause's patterns match: bind its variables and run its body. */
    record Leaf(List<Binding> bindings, int clause) implements DecisionTree {}

    /** The clause's patterns match: bind, and run its body if one of the guards holds, else go on. */
    record Guarded(List<Binding> bindings, List<Core> guards, int clause, DecisionTree otherwise)
            implements DecisionTree {}

    /** Binds variables ahead of a test that uses them. */
    record Bound(List<Binding> bindings, DecisionTree next) implements DecisionTree {}

    /** The first case whose shape the subject has; their shapes exclude each other. */
    record Switch(Variable subject, List<Case> cases, DecisionTree otherwise) implements DecisionTree {}

    record Case(Shape shape, DecisionTree tree) {}

    /** A yes-or-no question about the subject. */
    record Check(Test test, DecisionTree yes, DecisionTree no) implements DecisionTree {}

    record Binding(Variable variable, Variable source) {}

    /** What a subject may look like. The variables are bound to its parts; null where nobody looks. */
    sealed interface Shape {
        record Tuple(List<@Nullable Variable> elements) implements Shape {}

        record Cons(@Nullable Variable head, @Nullable Variable tail) implements Shape {}

        record Literal(Object term) implements Shape {}
    }

    sealed interface Test {
        record Equal(Variable subject, Core value) implements Test {}

        record IsAtom(Variable subject) implements Test {}

        record IsMap(Variable subject) implements Test {}

        /** Binds {@code value} to what the map has at {@code key}. The subject is known to be a map. */
        record HasKey(Variable subject, Core key, Variable value) implements Test {}

        record IsBitstring(Variable subject) implements Test {}

        /** Nothing is left of the bitstring. */
        record AtEnd(Cursor cursor) implements Test {}

        /**
         * A segment is there; binds {@code value} to it (null: nobody looks) and {@code next} to where it ends.
         *
         * @param size in units, null for the default of the kind
         * @param last nothing follows: a bitstring without a size takes the rest
         */
        record Segment(
                Cursor cursor,
                SegmentType type,
                @Nullable Core size,
                boolean last,
                @Nullable Variable value,
                Cursor next)
                implements Test {}
    }

    /**
     * A place in a bitstring: {@code offset} bits after {@code base}, or after its start when {@code base} is null. {@code
     * base} holds an unboxed long.
     */
    record Cursor(Variable bits, @Nullable Variable base, long offset) {}
}
