package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.match.MatchCompiler;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * How each value of one method can be held, given how its parameters are. Integers may be unboxed only where a result beyond 64
 * bits has somewhere to go: in <i>exact</i> code, which gives up by {@link ArithmeticException}.
 */
final class KindInference {
    private static final Atom MATH = Atom.of("math");
    private static final Atom SQRT = Atom.of("sqrt");

    private final UnboxedVersions versions;
    private final boolean exact;
    private final @Nullable FunctionName function;
    private final Map<Variable, Kind> variables;
    /** The variables of patterns that are held in another way than their subject says. */
    private final Map<Variable, Kind> pinned = new HashMap<>();

    private final IdentityHashMap<Core, Result> memo = new IdentityHashMap<>();

    /** @param kind null: no value ever comes out (a jump, a failure, an endless loop) */
    private record Result(@Nullable Kind kind) {}

    /** @param function the one whose unboxed version the method is; null for any other code */
    KindInference(
            UnboxedVersions versions, boolean exact, Map<Variable, Kind> parameters, @Nullable FunctionName function) {
        this.versions = versions;
        this.exact = exact;
        this.function = function;
        this.variables = new HashMap<>(parameters);
    }

    /** The same code with more variables unboxed. */
    KindInference with(Map<Variable, Kind> unboxed) {
        KindInference inner = new KindInference(versions, exact, variables, function);
        inner.variables.putAll(unboxed);
        inner.pinned.putAll(pinned);
        return inner;
    }

    /** The same code with variables of patterns held as is said. */
    KindInference pinned(Map<Variable, Kind> kinds) {
        KindInference inner = with(Map.of());
        inner.pinned.putAll(kinds);
        return inner;
    }

    @Nullable
    FunctionName function() {
        return function;
    }

    boolean exact() {
        return exact;
    }

    Kind variable(Variable variable) {
        return variables.getOrDefault(variable, Kind.OBJECT);
    }

    /** How the value can be had; OBJECT for one that never comes. */
    Kind of(Core core) {
        Kind kind = result(core);
        return kind == null ? Kind.OBJECT : kind;
    }

    /** As {@link #of}, null for a value that never comes. */
    @Nullable
    Kind result(Core core) {
        Result known = memo.get(core);
        if (known == null) {
            known = new Result(infer(core));
            memo.put(core, known);
        }
        return known.kind;
    }

    /** The kind that the values of all the bodies have. */
    @Nullable
    Kind resultOf(List<Core> bodies) {
        Kind all = null;
        for (Core body : bodies) {
            all = join(all, result(body));
        }
        return all;
    }

    private @Nullable Kind infer(Core core) {
        return switch (core) {
            case Core.Literal(Long _) -> Kind.LONG;
            case Core.Literal(Double _) -> Kind.DOUBLE;
            case Core.Use(Variable variable) -> variable(variable);
            case Core.Let let -> {
                variables.put(let.variable(), of(let.value()));
                Kind body = result(let.body());
                yield result(let.value()) == null ? null : body;
            }
            case Core.OfCaller caller -> result(caller.body());
            case Core.Sequence sequence -> {
                Kind second = result(sequence.second());
                yield result(sequence.first()) == null ? null : second;
            }
            case Core.If branch -> {
                result(branch.test());
                yield join(result(branch.then()), result(branch.otherwise()));
            }
            case Core.Match match -> {
                Kind all = null;
                for (Core.Clause clause : match.clauses()) {
                    for (int i = 0; i < clause.patterns().size(); i++) {
                        bind(clause.patterns().get(i), variable(match.subjects().get(i)));
                    }
                    clause.guards().forEach(this::result);
                    all = join(all, result(clause.body()));
                }
                yield all;
            }
            case Core.Join join -> join(result(join.body()), result(join.handler()));
            case Core.Jump _, Core.Fail _ -> null;
            case Core.LocalCall call -> {
                Kind value = versions.result(call, this);
                yield allCome(call.arguments()) ? value : null;
            }
            case Core.RemoteCall call
            when isSquareRoot(call) && of(call.arguments().getFirst()) != Kind.OBJECT -> Kind.DOUBLE;
            case Core.Primitive primitive -> {
                Kind value = primitive(primitive);
                yield allCome(primitive.arguments()) ? value : null;
            }
            case Core.Closure _ -> Kind.OBJECT;
            default -> {
                Children.forEach(core, this::result);
                yield Kind.OBJECT;
            }
        };
    }

    /** False when one of the values never comes, so that the code that wants them all is not reached. */
    private boolean allCome(List<Core> values) {
        boolean all = true;
        for (Core value : values) {
            all &= result(value) != null;
        }
        return all;
    }

    /** The variables of a pattern: the subject itself is held as it is, its parts are terms. */
    private void bind(Pattern pattern, Kind subject) {
        switch (pattern) {
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                Kind kind = pinned.getOrDefault(variable, subject);
                variables.put(variable, kind);
                bind(inner, kind);
            }
            case Pattern.Both(Pattern first, Pattern second) -> {
                bind(first, subject);
                bind(second, subject);
            }
            case Pattern.Tuple(List<Pattern> elements) -> elements.forEach(element -> bind(element, Kind.OBJECT));
            case Pattern.Cons(Pattern head, Pattern tail) -> {
                bind(head, Kind.OBJECT);
                bind(tail, Kind.OBJECT);
            }
            case Pattern.Map(List<Core> _, List<Pattern> values) -> values.forEach(value -> bind(value, Kind.OBJECT));
            case Pattern.Binary(List<Pattern.Segment> segments) ->
                segments.forEach(segment ->
                        bind(segment.value(), isLong(segment.type(), segment.size()) ? Kind.LONG : Kind.OBJECT));
            case Pattern.Any _, Pattern.Literal _, Pattern.Equal _, Pattern.AnyAtom _ -> {}
        }
    }

    /** True for a segment of a pattern that is an integer of 64 bits, whatever there is. */
    static boolean isLong(SegmentType type, @Nullable Core size) {
        return switch (type.kind()) {
            case INTEGER -> {
                long fixed = MatchCompiler.fixedSize(type, size);
                yield fixed >= 0 && (type.signed() ? fixed <= Long.SIZE : fixed < Long.SIZE);
            }
            case UTF8, UTF16, UTF32 -> true;
            case FLOAT, BITSTRING -> false;
        };
    }

    private static @Nullable Kind join(@Nullable Kind a, @Nullable Kind b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a == b ? a : Kind.OBJECT;
    }

    // ---- arithmetic

    private Kind primitive(Core.Primitive primitive) {
        List<Core> arguments = primitive.arguments();
        return switch (primitive.operator()) {
            case ADD, SUBTRACT, MULTIPLY -> {
                Kind kind = common(arguments.getFirst(), arguments.get(1));
                yield kind == Kind.LONG && !exact ? Kind.OBJECT : kind;
            }
            case DIVIDE ->
                of(arguments.getFirst()) != Kind.OBJECT && of(arguments.get(1)) != Kind.OBJECT
                        ? Kind.DOUBLE
                        : Kind.OBJECT;
            case NEGATE -> {
                Kind kind = of(arguments.getFirst());
                yield kind == Kind.LONG && !exact ? Kind.OBJECT : kind;
            }
            case DIV, REM -> areLong(arguments) && (exact || isSafeDivisor(arguments.get(1))) ? Kind.LONG : Kind.OBJECT;
            case BAND, BOR, BXOR, BNOT -> areLong(arguments) ? Kind.LONG : Kind.OBJECT;
            case BSR -> areLong(arguments) && isShift(arguments.get(1)) ? Kind.LONG : Kind.OBJECT;
            case BSL -> exact && areLong(arguments) && isShift(arguments.get(1)) ? Kind.LONG : Kind.OBJECT;
            default -> Kind.OBJECT;
        };
    }

    private boolean areLong(List<Core> arguments) {
        return arguments.stream().allMatch(argument -> of(argument) == Kind.LONG);
    }

    /** A literal that neither fails nor overflows. */
    static boolean isSafeDivisor(Core divisor) {
        return divisor instanceof Core.Literal(Long value) && value != 0 && value != -1;
    }

    /** A literal number of bits that moves an integer by less than its width. */
    static boolean isShift(Core count) {
        return count instanceof Core.Literal(Long value) && value >= 0 && value < Long.SIZE;
    }

    /** The kind in which two numbers meet: OBJECT when one of them is not known to be unboxed. */
    Kind common(Core a, Core b) {
        Kind x = of(a);
        Kind y = of(b);
        if (x == Kind.OBJECT || y == Kind.OBJECT || x == y) {
            return x == y ? x : Kind.OBJECT;
        }
        // An integer meets a float as a float, exactly so only while it is a small literal.
        Core integer = x == Kind.LONG ? a : b;
        return integer instanceof Core.Literal(Long value) && Math.abs(value) < 1L << 53 ? Kind.DOUBLE : Kind.OBJECT;
    }

    static boolean isSquareRoot(Core.RemoteCall call) {
        return call.module() == MATH
                && call.function() == SQRT
                && call.arguments().size() == 1;
    }
}
