package org.jlixir.compiler.core;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A pattern. A variable that occurs twice arrives as one {@link Bind} and then {@link Equal}s to it. */
public sealed interface Pattern {
    record Any() implements Pattern {}

    /** Binds {@code variable} to the subject and goes on with {@code pattern}. */
    record Bind(Variable variable, Pattern pattern) implements Pattern {}

    /** The subject is exactly this term: an atom, number, binary, {@code []} or a fully literal larger term. */
    record Literal(Object term) implements Pattern {}

    /** The subject is {@code ===} to a value: a pinned variable or one bound before in the same pattern. */
    record Equal(Core value) implements Pattern {}

    /** Any atom: what the name of a struct pattern {@code %_{}} or {@code %name{}} matches. */
    record AnyAtom() implements Pattern {}

    record Tuple(List<Pattern> elements) implements Pattern {}

    record Cons(Pattern head, Pattern tail) implements Pattern {}

    /** A map that has all these keys. Keys are literals or uses of variables. */
    record Map(List<Core> keys, List<Pattern> values) implements Pattern {}

    record Binary(List<Segment> segments) implements Pattern {}

    /** Both patterns match: {@code p = q} inside a pattern. */
    record Both(Pattern first, Pattern second) implements Pattern {}

    /** {@code prefix <> rest} arrives as a literal segment and a rest. {@code size} null: the default of its kind. */
    record Segment(
            Pattern value, SegmentType type, @Nullable Core size) {}

    Pattern ANY = new Any();
}
