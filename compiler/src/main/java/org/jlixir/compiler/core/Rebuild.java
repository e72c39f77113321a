package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Copies core IR nodes with other parts, for passes that treat most nodes alike. */
public final class Rebuild {
    /** What becomes of a part. */
    @FunctionalInterface
    public interface Change {
        /** @param last the value of the part is that of the whole, with nothing left to do after it */
        Core of(Core part, boolean last);
    }

    private final Change change;

    private Rebuild(Change change) {
        this.change = change;
    }

    /** The same node made of the changed direct parts, which are shown in order of evaluation; a closure's body is none. */
    public static Core parts(Core core, Change change) {
        return new Rebuild(change).rebuild(core);
    }

    private Core rebuild(Core core) {
        return switch (core) {
            case Core.Literal _, Core.Use _, Core.LocalReference _, Core.Fail _, Core.Closure _ -> core;
            case Core.Let(var variable, var value, var body) -> new Core.Let(variable, part(value), last(body));
            case Core.OfCaller(var body) -> new Core.OfCaller(last(body));
            case Core.Sequence(var first, var second) -> new Core.Sequence(part(first), last(second));
            case Core.If(var test, var then, var otherwise) -> new Core.If(part(test), last(then), last(otherwise));
            case Core.MakeTuple(var elements) -> new Core.MakeTuple(parts(elements));
            case Core.MakeCons(var head, var tail) -> new Core.MakeCons(part(head), part(tail));
            case Core.MakeMap(var keys, var values) -> new Core.MakeMap(parts(keys), parts(values));
            case Core.UpdateMap(var map, var keys, var values, var line) ->
                new Core.UpdateMap(part(map), parts(keys), parts(values), line);
            case Core.MakeBinary(var segments, var line) -> {
                List<Core.Segment> changed = new ArrayList<>();
                segments.forEach(one ->
                        changed.add(new Core.Segment(part(one.value()), one.type(), optional(one.size(), false))));
                yield new Core.MakeBinary(List.copyOf(changed), line);
            }
            case Core.LocalCall(var function, var arguments, var tail, var line) ->
                new Core.LocalCall(function, parts(arguments), tail, line);
            case Core.RemoteCall(var module, var function, var arguments, var tail, var line) ->
                new Core.RemoteCall(module, function, parts(arguments), tail, line);
            case Core.DynamicCall(var module, var function, var arguments, var tail, var line) ->
                new Core.DynamicCall(part(module), function, parts(arguments), tail, line);
            case Core.Apply(var function, var arguments, var tail, var line) ->
                new Core.Apply(part(function), parts(arguments), tail, line);
            case Core.Primitive(var operator, var arguments, var line) ->
                new Core.Primitive(operator, parts(arguments), line);
            case Core.Match(var subjects, var clauses, var failure, var line) ->
                new Core.Match(subjects, clauses(clauses), failure, line);
            case Core.Receive(var clauses, var message, var timeout, var afterwards, var line, var resumption) -> {
                Core limit = optional(timeout, false);
                yield new Core.Receive(clauses(clauses), message, limit, optional(afterwards, true), line, resumption);
            }
            case Core.Try(var body, var result, var success, var caught, var handler, var cleanup, var expected) -> {
                boolean last = cleanup == null;
                yield new Core.Try(
                        part(body),
                        result,
                        change.of(success, last),
                        caught,
                        optional(handler, last),
                        optional(cleanup, false),
                        expected);
            }
            case Core.Join(var point, var parameter, var body, var handler) ->
                new Core.Join(point, parameter, last(body), last(handler));
            case Core.Jump(var point, var value) -> new Core.Jump(point, part(value));
        };
    }

    private Core part(Core core) {
        return change.of(core, false);
    }

    private Core last(Core core) {
        return change.of(core, true);
    }

    private @Nullable Core optional(@Nullable Core core, boolean last) {
        return core == null ? null : change.of(core, last);
    }

    private List<Core> parts(List<Core> cores) {
        List<Core> changed = new ArrayList<>(cores.size());
        cores.forEach(core -> changed.add(part(core)));
        return List.copyOf(changed);
    }

    private List<Core.Clause> clauses(List<Core.Clause> clauses) {
        List<Core.Clause> changed = new ArrayList<>(clauses.size());
        clauses.forEach(one -> changed.add(new Core.Clause(one.patterns(), parts(one.guards()), last(one.body()))));
        return List.copyOf(changed);
    }
}
