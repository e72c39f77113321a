package org.jlixir.runtime.bits;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;

/** What is raised when a segment of a binary does not take its value: {@code :badarg} with an explanation. */
public final class SegmentFailure {
    private static final Atom CAUSE = Atom.of("cause");
    private static final Atom FUNCTION = Atom.of("function");
    private static final Atom FORMAT = Atom.of("format_bs_fail");
    private static final Atom MODULE = Atom.of("module");
    private static final Atom EXPLAINER = Atom.of("erl_erts_errors");

    private SegmentFailure() {}

    /**
     * The failure, to be thrown.
     *
     * @param segment its place, the first is 1
     * @param type the segment's type, such as {@code integer}
     * @param problem {@code type}, {@code size}, {@code unit}, {@code short}, {@code invalid} or {@code no_float}
     */
    public static ElixirException of(int segment, String type, String problem, Object value) {
        Tuple cause = Tuple.of((long) segment, Atom.of(type), Atom.of(problem), value);
        return ElixirException.badArgument()
                .explainedBy(ElixirMap.of(CAUSE, cause, FUNCTION, FORMAT, MODULE, EXPLAINER));
    }
}
