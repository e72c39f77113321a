package org.jlixir.compiler.codegen;

import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Operator;
import org.jlixir.runtime.number.DeferredArithmetic;
import org.objectweb.asm.Type;

/**
 * Writes sums and products of terms that are operands of others, or of a division or comparison: their results need be no terms, which
 * spares large integers in between. See {@link DeferredArithmetic}.
 */
final class NestedArithmetic {
    private static final String DEFERRED = Type.getInternalName(DeferredArithmetic.class);
    private static final String BINARY = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";

    private final MethodContext context;
    private final ExpressionEmitter expressions;

    NestedArithmetic(MethodContext context, ExpressionEmitter expressions) {
        this.context = context;
        this.expressions = expressions;
    }

    /** Whether {@link #value} or {@link #comparison} is for this: some operand is a sum or product of terms. */
    boolean isNested(Core.Primitive primitive) {
        return switch (primitive.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIV, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL ->
                primitive.arguments().stream().anyMatch(this::isDeferred);
            default -> false;
        };
    }

    /** Pushes the result of a sum, product or division, a term. */
    void value(Core.Primitive primitive) {
        call(primitive, name(primitive.operator()), BINARY);
        if (primitive.operator() != Operator.DIV) {
            context.call(DEFERRED, "whole", "(Ljava/lang/Object;)Ljava/lang/Object;");
        }
    }

    /** Pushes how the operands compare, as an {@code int} below, at or above zero. */
    void comparison(Core.Primitive primitive) {
        call(primitive, "compare", "(Ljava/lang/Object;Ljava/lang/Object;)I");
    }

    private void call(Core.Primitive primitive, String method, String descriptor) {
        primitive.arguments().forEach(this::operand);
        context.line(primitive.line());
        context.call(DEFERRED, method, descriptor);
    }

    private void operand(Core core) {
        if (isDeferred(core)) {
            Core.Primitive primitive = (Core.Primitive) core;
            call(primitive, name(primitive.operator()), BINARY);
        } else {
            expressions.value(core);
        }
    }

    private boolean isDeferred(Core core) {
        return core instanceof Core.Primitive(var operator, var _, var _)
                && (operator == Operator.ADD || operator == Operator.SUBTRACT || operator == Operator.MULTIPLY)
                && context.kinds.of(core) == Kind.OBJECT;
    }

    private static String name(Operator operator) {
        return switch (operator) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIV -> "div";
            default -> throw new IllegalStateException("not nested: " + operator);
        };
    }
}
