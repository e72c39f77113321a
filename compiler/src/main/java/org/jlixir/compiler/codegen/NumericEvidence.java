package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Operator;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;

/**
 * Guesses which variables of a module hold integers or floats, from what is done with them: a variable that meets an integer
 * literal, {@code rem} or an integer pattern is an integer; one that meets a float is a float; what is added to such a variable
 * or passed as such a parameter is like it. A guess is only where a test of the type pays; the code is right without it.
 */
final class NumericEvidence {
    /** Rounds in which evidence may travel from variable to variable. */
    private static final int ROUNDS = 8;

    private final Map<Variable, Kind> guesses = new HashMap<>();
    private final Map<FunctionName, CoreFunction> functions = new HashMap<>();
    private boolean changed;

    NumericEvidence(List<CoreFunction> functions) {
        functions.forEach(function -> this.functions.put(function.name(), function));
        for (int round = 0; round < ROUNDS && (changed || round == 0); round++) {
            changed = false;
            functions.forEach(function -> visit(function.body()));
        }
    }

    /** LONG or DOUBLE where there is evidence, else null. */
    @Nullable
    Kind of(Variable variable) {
        return guesses.get(variable);
    }

    private void visit(Core core) {
        Children.forEach(core, this::visit);
        switch (core) {
            case Core.Primitive primitive -> primitive(primitive);
            case Core.Let(var variable, var value, var _) -> {
                give(value, guesses.get(variable));
                give(variable, known(value));
            }
            case Core.LocalCall call -> arguments(call);
            case Core.RemoteCall call
            when KindInference.isSquareRoot(call) -> give(call.arguments().getFirst(), Kind.DOUBLE);
            case Core.Match match ->
                match.clauses().forEach(clause -> {
                    for (int i = 0; i < match.subjects().size(); i++) {
                        pattern(match.subjects().get(i), clause.patterns().get(i));
                    }
                });
            default -> {}
        }
    }

    private void primitive(Core.Primitive primitive) {
        List<Core> arguments = primitive.arguments();
        switch (primitive.operator()) {
            case ADD, SUBTRACT, MULTIPLY, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> {
                Kind kind = meet(known(arguments.getFirst()), known(arguments.get(1)));
                arguments.forEach(argument -> give(argument, kind));
            }
            case DIVIDE -> {
                if (known(arguments.getFirst()) == Kind.DOUBLE || known(arguments.get(1)) == Kind.DOUBLE) {
                    arguments.forEach(argument -> give(argument, Kind.DOUBLE));
                }
            }
            case DIV, REM, BAND, BOR, BXOR, BSL, BSR, BNOT -> arguments.forEach(argument -> give(argument, Kind.LONG));
            default -> {}
        }
    }

    private void arguments(Core.LocalCall call) {
        CoreFunction callee = functions.get(call.function());
        if (callee == null) {
            return;
        }
        for (int i = 0; i < call.arguments().size(); i++) {
            Variable parameter = callee.parameters().get(i);
            Core argument = call.arguments().get(i);
            give(argument, guesses.get(parameter));
            give(parameter, known(argument));
        }
    }

    private void pattern(Variable subject, Pattern pattern) {
        switch (pattern) {
            case Pattern.Literal(Long _) -> give(subject, Kind.LONG);
            case Pattern.Literal(Double _) -> give(subject, Kind.DOUBLE);
            case Pattern.Bind(Variable variable, Pattern inner) -> {
                give(subject, guesses.get(variable));
                give(variable, guesses.get(subject));
                pattern(subject, inner);
            }
            case Pattern.Binary(List<Pattern.Segment> segments) -> {
                for (Pattern.Segment segment : segments) {
                    if (segment.value() instanceof Pattern.Bind(Variable variable, Pattern _)
                            && KindInference.isLong(segment.type(), segment.size())) {
                        give(variable, Kind.LONG);
                    }
                }
            }
            default -> {}
        }
    }

    /** What the value is thought to be: LONG or DOUBLE, or null. */
    @Nullable
    Kind known(Core core) {
        return switch (core) {
            case Core.Literal(Long _) -> Kind.LONG;
            case Core.Literal(Double _) -> Kind.DOUBLE;
            case Core.Use(Variable variable) -> guesses.get(variable);
            case Core.Primitive(Operator operator, List<Core> arguments, int _) ->
                switch (operator) {
                    case ADD, SUBTRACT, MULTIPLY -> meet(known(arguments.getFirst()), known(arguments.get(1)));
                    case DIVIDE -> Kind.DOUBLE;
                    case DIV, REM, BAND, BOR, BXOR, BSL, BSR, BNOT -> Kind.LONG;
                    default -> null;
                };
            case Core.RemoteCall call when KindInference.isSquareRoot(call) -> Kind.DOUBLE;
            default -> null;
        };
    }

    /** Where an integer meets a float there is a float. */
    private static @Nullable Kind meet(@Nullable Kind a, @Nullable Kind b) {
        return a == null || b == Kind.DOUBLE ? b : a;
    }

    private void give(Core core, @Nullable Kind kind) {
        if (kind == null) {
            return;
        }
        switch (core) {
            case Core.Use(Variable variable) -> give(variable, kind);
            case Core.Primitive(Operator operator, List<Core> arguments, int _)
            when operator == Operator.ADD || operator == Operator.SUBTRACT || operator == Operator.MULTIPLY ->
                arguments.forEach(argument -> give(argument, kind));
            default -> {}
        }
    }

    private void give(Variable variable, @Nullable Kind kind) {
        if (kind != null && guesses.putIfAbsent(variable, kind) == null) {
            changed = true;
        }
    }
}
