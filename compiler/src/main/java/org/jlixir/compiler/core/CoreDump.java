package org.jlixir.compiler.core;

import static org.jlixir.compiler.core.SExpression.group;
import static org.jlixir.compiler.core.SExpression.word;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.TermText;
import org.jspecify.annotations.Nullable;

/**
 * Core IR as text: {@code --dump=core}. A call in tail position has {@code tail-} before its name; {@code @3} is a line. How the
 * clauses of a match are shown is up to the caller, so that the same text can show their decision trees.
 */
public final class CoreDump {
    /** Shows what a match or receive tests, and the bodies of its clauses. */
    @FunctionalInterface
    public interface Clauses {
        List<SExpression> of(CoreDump dump, List<Variable> subjects, List<Core.Clause> clauses);
    }

    private final DumpNames names = new DumpNames();
    private final Clauses clauses;

    private CoreDump(Clauses clauses) {
        this.clauses = clauses;
    }

    /** The module's functions, each with its clauses as patterns. */
    public static String of(CoreModule module) {
        return of(module, (dump, _, clauses) -> dump.clauses(clauses));
    }

    /** The same, with matches as {@code clauses} shows them. */
    public static String of(CoreModule module, Clauses clauses) {
        StringBuilder out = new StringBuilder();
        for (CoreFunction function : module.functions()) {
            out.append(new CoreDump(clauses).function(function).layout()).append('\n');
        }
        return out.toString();
    }

    private SExpression function(CoreFunction function) {
        return group(
                word(function.exported() ? "def" : "defp"),
                word(function.name()),
                line(function.line()),
                variables(function.parameters()),
                of(function.body()));
    }

    /** One expression. */
    public SExpression of(Core core) {
        return switch (core) {
            case Core.Literal literal -> word(TermText.of(literal.term()));
            case Core.Use use -> names.of(use.variable());
            case Core.Let let -> group(word("let"), names.of(let.variable()), of(let.value()), of(let.body()));
            case Core.OfCaller caller -> group(word("of-caller"), of(caller.body()));
            case Core.Sequence sequence -> group(word("do"), of(sequence.first()), of(sequence.second()));
            case Core.If test -> group(word("if"), of(test.test()), of(test.then()), of(test.otherwise()));
            case Core.MakeTuple tuple -> group("tuple", all(tuple.elements()));
            case Core.MakeCons cons -> group(word("cons"), of(cons.head()), of(cons.tail()));
            case Core.MakeMap map -> group("map", pairs(map.keys(), map.values()));
            case Core.UpdateMap update -> update(update);
            case Core.MakeBinary binary ->
                group("binary", binary.segments().stream().map(this::segment).toList());
            case Core.Closure closure -> closure(closure);
            case Core.LocalReference reference -> group(word("reference"), word(reference.function()));
            case Core.LocalCall call ->
                call("call", call.tail(), call.line(), List.of(word(call.function())), call.arguments());
            case Core.RemoteCall call -> {
                String name = TermText.of(call.module()) + "." + call.function() + "/"
                        + call.arguments().size();
                yield call("remote", call.tail(), call.line(), List.of(word(name)), call.arguments());
            }
            case Core.DynamicCall call -> {
                List<SExpression> target = List.of(word(call.function()), of(call.module()));
                yield call("dynamic", call.tail(), call.line(), target, call.arguments());
            }
            case Core.Apply apply ->
                call("apply", apply.tail(), apply.line(), List.of(of(apply.function())), apply.arguments());
            case Core.Primitive primitive ->
                group(primitive.operator().name().toLowerCase(java.util.Locale.ROOT), all(primitive.arguments()));
            case Core.Match match -> match(match);
            case Core.Receive receive -> receive(receive);
            case Core.Try attempt -> attempt(attempt);
            case Core.Join join ->
                group(
                        word("join"),
                        names.of(join.point()),
                        names.of(join.parameter()),
                        of(join.body()),
                        of(join.handler()));
            case Core.Jump jump -> group(word("jump"), names.of(jump.point()), of(jump.value()));
            case Core.Fail fail -> group(word("fail"), line(fail.line()), failure(fail.failure()));
        };
    }

    private List<SExpression> all(List<Core> cores) {
        return cores.stream().map(this::of).toList();
    }

    private SExpression variables(List<Variable> variables) {
        return new SExpression.Group(variables.stream().map(names::of).toList());
    }

    private static SExpression line(int line) {
        return word("@" + line);
    }

    private List<SExpression> pairs(List<Core> keys, List<Core> values) {
        List<SExpression> out = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            out.add(group(of(keys.get(i)), of(values.get(i))));
        }
        return out;
    }

    private SExpression update(Core.UpdateMap update) {
        List<SExpression> parts = new ArrayList<>(List.of(line(update.line()), of(update.map())));
        parts.addAll(pairs(update.keys(), update.values()));
        return group("update", parts);
    }

    private SExpression segment(Core.Segment segment) {
        return group(word(type(segment.type())), size(segment.size()), of(segment.value()));
    }

    /** {@code integer}, with {@code -signed} and {@code -little} where they differ from the default, and the unit. */
    public static String type(SegmentType type) {
        return type.kind().name().toLowerCase(java.util.Locale.ROOT)
                + (type.signed() ? "-signed" : "")
                + (type.endianness() == SegmentType.Endianness.BIG
                        ? ""
                        : "-" + type.endianness().name().toLowerCase(java.util.Locale.ROOT))
                + ":" + type.unit();
    }

    /** The size of a segment, {@code _} for the default of its kind. */
    public SExpression size(@Nullable Core size) {
        return size == null ? word("_") : of(size);
    }

    private SExpression closure(Core.Closure closure) {
        return group(
                word("fn"),
                line(closure.line()),
                variables(closure.parameters()),
                group("captured", closure.captured().stream().map(names::of).toList()),
                of(closure.body()));
    }

    private SExpression call(String name, boolean tail, int line, List<SExpression> target, List<Core> arguments) {
        List<SExpression> parts = new ArrayList<>();
        parts.add(line(line));
        parts.addAll(target);
        parts.addAll(all(arguments));
        return group(tail ? "tail-" + name : name, parts);
    }

    private SExpression match(Core.Match match) {
        List<SExpression> parts = new ArrayList<>(List.of(line(match.line()), variables(match.subjects())));
        parts.addAll(clauses.of(this, match.subjects(), match.clauses()));
        parts.add(group(word("else"), failure(match.failure())));
        return group("match", parts);
    }

    private SExpression receive(Core.Receive receive) {
        List<SExpression> parts = new ArrayList<>(List.of(line(receive.line()), names.of(receive.message())));
        parts.addAll(clauses.of(this, List.of(receive.message()), receive.clauses()));
        if (receive.timeout() != null && receive.afterwards() != null) {
            parts.add(group(word("after"), of(receive.timeout()), of(receive.afterwards())));
        }
        return group("receive", parts);
    }

    private SExpression attempt(Core.Try attempt) {
        List<SExpression> parts = new ArrayList<>();
        parts.add(of(attempt.body()));
        parts.add(group(word("success"), names.of(attempt.result()), of(attempt.success())));
        if (attempt.handler() != null) {
            Core.Caught caught = attempt.caught();
            SExpression variables = variables(List.of(caught.kind(), caught.reason(), caught.stacktrace()));
            parts.add(group(word("failure"), variables, of(attempt.handler())));
        }
        if (attempt.cleanup() != null) {
            parts.add(group(word("cleanup"), of(attempt.cleanup())));
        }
        return group("try", parts);
    }

    private SExpression failure(Core.Failure failure) {
        return switch (failure) {
            case Core.Failure.Tagged tagged -> word(TermText.of(tagged.tag()));
            case Core.Failure.FunctionClause clause -> group(word("function_clause"), word(clause.function()));
            case Core.Failure.Bare bare -> word(TermText.of(bare.reason()));
            case Core.Failure.NotStruct struct -> group(word("badstruct"), word(TermText.of(struct.name())));
            case Core.Failure.To to -> group(word("jump"), names.of(to.point()));
            case Core.Failure.Reraise _ -> word("reraise");
        };
    }

    private List<SExpression> clauses(List<Core.Clause> clauses) {
        return clauses.stream().map(this::clause).toList();
    }

    private SExpression clause(Core.Clause clause) {
        List<SExpression> parts = new ArrayList<>();
        parts.add(new SExpression.Group(
                clause.patterns().stream().map(this::pattern).toList()));
        clause.guards().forEach(guard -> parts.add(group(word("when"), of(guard))));
        parts.add(of(clause.body()));
        return group("clause", parts);
    }

    private SExpression pattern(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Any _ -> word("_");
            case Pattern.Bind(Variable variable, Pattern.Any _) -> names.of(variable);
            case Pattern.Bind bind -> group(word("bind"), names.of(bind.variable()), pattern(bind.pattern()));
            case Pattern.Literal literal -> word(TermText.of(literal.term()));
            case Pattern.Equal equal -> group(word("equal"), of(equal.value()));
            case Pattern.AnyAtom _ -> word("atom");
            case Pattern.Tuple tuple ->
                group("tuple", tuple.elements().stream().map(this::pattern).toList());
            case Pattern.Cons cons -> group(word("cons"), pattern(cons.head()), pattern(cons.tail()));
            case Pattern.Map map -> {
                List<SExpression> pairs = new ArrayList<>();
                for (int i = 0; i < map.keys().size(); i++) {
                    pairs.add(group(of(map.keys().get(i)), pattern(map.values().get(i))));
                }
                yield group("map", pairs);
            }
            case Pattern.Binary binary ->
                group(
                        "binary",
                        binary.segments().stream()
                                .map(segment -> group(
                                        word(type(segment.type())), size(segment.size()), pattern(segment.value())))
                                .toList());
            case Pattern.Both both -> group(word("both"), pattern(both.first()), pattern(both.second()));
        };
    }

    /** The name of a variable in this text. */
    public SExpression name(@Nullable Variable variable) {
        return variable == null ? word("_") : names.of(variable);
    }
}
