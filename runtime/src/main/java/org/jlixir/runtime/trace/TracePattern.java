package org.jlixir.runtime.trace;

import java.util.concurrent.atomic.LongAdder;
import org.jlixir.runtime.ets.MatchSpecification;
import org.jlixir.runtime.term.EmptyList;
import org.jspecify.annotations.Nullable;

/**
 * What is traced of a function. Immutable but for the count.
 *
 * @param scope which calls are told of; null for none
 * @param specification which of them, and what else; null for all
 * @param term the specification as it was given
 * @param count counts calls; null when nobody wants to know
 */
record TracePattern(
        @Nullable Scope scope,
        @Nullable MatchSpecification specification,
        Object term,
        @Nullable LongAdder count,
        boolean counting) {
    static final TracePattern NONE = new TracePattern(null, null, EmptyList.NIL, null, false);

    /** Which calls of a function a pattern means. */
    enum Scope {
        /** Those that name the module. */
        GLOBAL,
        /** All. */
        LOCAL
    }

    TracePattern tellingOf(@Nullable Scope newScope, @Nullable MatchSpecification newSpecification, Object newTerm) {
        return new TracePattern(newScope, newSpecification, newTerm, count, counting);
    }

    TracePattern counting(@Nullable LongAdder newCount, boolean running) {
        return new TracePattern(scope, specification, term, newCount, running);
    }

    boolean isNone() {
        return scope == null && count == null;
    }

    /** True when the function's own code must tell of each call, those of its own module too. */
    boolean seesLocalCalls() {
        return scope == Scope.LOCAL || count != null;
    }
}
