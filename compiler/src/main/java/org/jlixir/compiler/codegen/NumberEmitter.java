package org.jlixir.compiler.codegen;

import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Operator;
import org.jlixir.runtime.term.Atom;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes arithmetic on values that are known to be unboxed. Floats stay unboxed through every operation (a result that is not
 * finite raises); integers only where the result can not leave 64 bits.
 */
final class NumberEmitter {
    private final MethodContext context;
    private final MethodVisitor mv;

    NumberEmitter(MethodContext context) {
        this.context = context;
        this.mv = context.mv;
    }

    /** How the value of {@code core} can be had without boxing it. */
    Kind kind(Core core) {
        return switch (core) {
            case Core.Literal(Long _) -> Kind.LONG;
            case Core.Literal(Double _) -> Kind.DOUBLE;
            case Core.Use(var variable)
            when context.isAllocated(variable) -> context.slot(variable).kind();
            case Core.Primitive primitive -> kind(primitive);
            case Core.RemoteCall call
            when isSquareRoot(call) && isNumber(call.arguments().getFirst()) -> Kind.DOUBLE;
            default -> Kind.OBJECT;
        };
    }

    private Kind kind(Core.Primitive primitive) {
        List<Core> arguments = primitive.arguments();
        return switch (primitive.operator()) {
            case ADD, SUBTRACT, MULTIPLY ->
                common(arguments.getFirst(), arguments.get(1)) == Kind.DOUBLE ? Kind.DOUBLE : Kind.OBJECT;
            case DIVIDE -> isNumber(arguments.getFirst()) && isNumber(arguments.get(1)) ? Kind.DOUBLE : Kind.OBJECT;
            case NEGATE -> kind(arguments.getFirst()) == Kind.DOUBLE ? Kind.DOUBLE : Kind.OBJECT;
            case BAND, BOR, BXOR ->
                kind(arguments.getFirst()) == Kind.LONG && kind(arguments.get(1)) == Kind.LONG
                        ? Kind.LONG
                        : Kind.OBJECT;
            default -> Kind.OBJECT;
        };
    }

    private boolean isNumber(Core core) {
        return kind(core) != Kind.OBJECT;
    }

    private static boolean isSquareRoot(Core.RemoteCall call) {
        return call.module() == MATH
                && call.function() == SQRT
                && call.arguments().size() == 1;
    }

    /** The kind in which two numbers meet: OBJECT when one of them is not known to be unboxed. */
    Kind common(Core a, Core b) {
        Kind x = kind(a);
        Kind y = kind(b);
        if (x == Kind.OBJECT || y == Kind.OBJECT) {
            return Kind.OBJECT;
        }
        if (x == y) {
            return x;
        }
        // An integer meets a float as a float, exactly so only while it is a small literal.
        Core integer = x == Kind.LONG ? a : b;
        return integer instanceof Core.Literal(Long value) && Math.abs(value) < 1L << 53 ? Kind.DOUBLE : Kind.OBJECT;
    }

    /** Pushes the value unboxed; its kind must be {@code wanted}, or LONG where DOUBLE is wanted. */
    void unboxed(Core core, Kind wanted) {
        switch (core) {
            case Core.Literal(Long value) when wanted == Kind.LONG -> mv.visitLdcInsn(value);
            case Core.Literal(Long value) -> mv.visitLdcInsn(value.doubleValue());
            case Core.Literal(Double value) -> mv.visitLdcInsn(value);
            case Core.Use(var variable) -> {
                context.load(variable);
                if (context.slot(variable).kind() == Kind.LONG && wanted == Kind.DOUBLE) {
                    mv.visitInsn(Opcodes.L2D);
                }
            }
            case Core.Primitive primitive -> operation(primitive, wanted);
            case Core.RemoteCall call -> {
                unboxed(call.arguments().getFirst(), Kind.DOUBLE);
                context.line(call.line());
                context.call("org/jlixir/runtime/erlang/MathModule", "squareRoot", "(D)D");
            }
            default -> throw new IllegalStateException("not unboxed: " + core);
        }
    }

    private void operation(Core.Primitive primitive, Kind wanted) {
        List<Core> arguments = primitive.arguments();
        if (wanted == Kind.LONG) {
            arguments.forEach(argument -> unboxed(argument, Kind.LONG));
            mv.visitInsn(
                    switch (primitive.operator()) {
                        case BAND -> Opcodes.LAND;
                        case BOR -> Opcodes.LOR;
                        default -> Opcodes.LXOR;
                    });
            return;
        }
        if (kind(primitive) == Kind.LONG) {
            operation(primitive, Kind.LONG);
            mv.visitInsn(Opcodes.L2D);
            return;
        }
        arguments.forEach(argument -> unboxed(argument, Kind.DOUBLE));
        context.line(primitive.line());
        String method = switch (primitive.operator()) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case NEGATE -> "negate";
            default -> throw new IllegalStateException("no float operation: " + primitive.operator());
        };
        context.call(Types.ARITHMETIC, method, primitive.operator() == Operator.NEGATE ? "(D)D" : "(DD)D");
    }

    private static final Atom MATH = Atom.of("math");
    private static final Atom SQRT = Atom.of("sqrt");
}
