package org.jlixir.compiler.pass;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Variable;

/** Numbers the variables of a function in the order in which its code binds them. */
final class BindingOrder {
    private final Map<Variable, Integer> numbers = new HashMap<>();

    private BindingOrder() {}

    /** The number of each variable that is a parameter or bound by {@code let}, by a pattern or as the parameter of a closure. */
    static Map<Variable, Integer> of(CoreFunction function) {
        BindingOrder order = new BindingOrder();
        function.parameters().forEach(order::add);
        order.visit(function.body());
        return order.numbers;
    }

    private void add(Variable variable) {
        numbers.putIfAbsent(variable, numbers.size());
    }

    private void visit(Core core) {
        switch (core) {
            case Core.Let(var variable, var value, var body) -> {
                visit(value);
                add(variable);
                visit(body);
                return;
            }
            case Core.Match match -> clauses(match.clauses());
            case Core.Receive receive -> clauses(receive.clauses());
            case Core.Closure closure -> closure.parameters().forEach(this::add);
            default -> {}
        }
        Children.forEach(core, this::visit);
    }

    private void clauses(List<Core.Clause> clauses) {
        clauses.forEach(clause -> clause.patterns().forEach(this::pattern));
    }

    private void pattern(Pattern pattern) {
        switch (pattern) {
            case Pattern.Any _, Pattern.AnyAtom _, Pattern.Literal _, Pattern.Equal _ -> {}
            case Pattern.Bind(var variable, var inner) -> {
                add(variable);
                pattern(inner);
            }
            case Pattern.Tuple(var elements) -> elements.forEach(this::pattern);
            case Pattern.Cons(var head, var tail) -> {
                pattern(head);
                pattern(tail);
            }
            case Pattern.Map(var _, var values) -> values.forEach(this::pattern);
            case Pattern.Binary(var segments) -> segments.forEach(segment -> pattern(segment.value()));
            case Pattern.Both(var first, var second) -> {
                pattern(first);
                pattern(second);
            }
        }
    }
}
