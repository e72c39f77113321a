package org.jlixir.compiler.codegen;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Operator;
import org.jlixir.compiler.core.Variable;

/**
 * Finds the float variables of a body that need no check of their own: a value that is not finite makes another one so that is
 * checked later on. That is allowed where nothing can be seen of the body before its last check, so that it can be started over.
 */
final class SparedChecks {
    private final KindInference kinds;
    private final Set<Variable> spared = new HashSet<>();
    /** Variables that make something not finite that is calculated after what has been looked at, which is done backwards. */
    private final Set<Variable> shown = new HashSet<>();

    private SparedChecks(KindInference kinds) {
        this.kinds = kinds;
    }

    /** @return the variables, none when the body may do something that is seen */
    static Set<Variable> of(Core body, KindInference kinds) {
        SparedChecks checks = new SparedChecks(kinds);
        return checks.body(body) ? checks.spared : Set.of();
    }

    /** False when the body is more than calculations, terms made of them, and a call at the end. */
    private boolean body(Core core) {
        return switch (core) {
            case Core.Let(Variable variable, Core value, Core body) -> {
                if (!body(body)) {
                    yield false;
                }
                if (kinds.of(value) == Kind.DOUBLE && shown.contains(variable)) {
                    spared.add(variable);
                }
                yield value(value);
            }
            case Core.LocalCall call when call.tail() -> values(call.arguments());
            case Core.RemoteCall call when call.tail() -> values(call.arguments());
            default -> value(core);
        };
    }

    private boolean values(List<Core> values) {
        return values.stream().allMatch(this::value);
    }

    private boolean value(Core core) {
        return switch (core) {
            case Core.Literal _, Core.Use _ -> true;
            case Core.MakeTuple(var elements) -> values(elements);
            case Core.MakeCons(Core head, Core tail) -> value(head) && value(tail);
            case Core.Primitive _, Core.RemoteCall _
            when kinds.of(core) == Kind.DOUBLE -> {
                show(core);
                yield true;
            }
            default -> false;
        };
    }

    /** Notes the variables that a calculation hands on to its result, which is checked or shown itself. */
    private void show(Core core) {
        switch (core) {
            case Core.Use(Variable variable) -> shown.add(variable);
            case Core.Primitive primitive
            when primitive.operator() == Operator.DIVIDE -> {
                show(primitive.arguments().getFirst());
                // A variable is divided by as it is; what is calculated is checked before.
                if (!(primitive.arguments().get(1) instanceof Core.Use)) {
                    show(primitive.arguments().get(1));
                }
            }
            case Core.Primitive primitive -> primitive.arguments().forEach(this::show);
            case Core.RemoteCall call
            when KindInference.isSquareRoot(call) -> call.arguments().forEach(this::show);
            default -> {}
        }
    }
}
