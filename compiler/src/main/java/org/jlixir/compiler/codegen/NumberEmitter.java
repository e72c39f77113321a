package org.jlixir.compiler.codegen;

import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Operator;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes arithmetic on values that are known to be unboxed, see {@link KindInference}. Floats stay unboxed through every operation
 * (a result that is not finite raises); integers where the result can not leave 64 bits, or where code may give up by an {@link
 * ArithmeticException}.
 */
final class NumberEmitter {
    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final MethodVisitor mv;

    NumberEmitter(MethodContext context, ExpressionEmitter expressions) {
        this.context = context;
        this.expressions = expressions;
        this.mv = context.mv;
    }

    /** How the value of {@code core} can be had without boxing it. */
    Kind kind(Core core) {
        return context.kinds.of(core);
    }

    /** The kind in which two numbers meet: OBJECT when one of them is not known to be unboxed. */
    Kind common(Core a, Core b) {
        return context.kinds.common(a, b);
    }

    /** Pushes the value unboxed; its kind must be {@code wanted}, or LONG where DOUBLE is wanted. */
    void unboxed(Core core, Kind wanted) {
        Kind kind = kind(core);
        switch (core) {
            case Core.Literal(Long value) when wanted == Kind.DOUBLE -> mv.visitLdcInsn(value.doubleValue());
            case Core.Literal(Long value) -> Types.push(mv, value.longValue());
            case Core.Literal(var value) -> mv.visitLdcInsn(value);
            case Core.Use(var variable) -> {
                context.loadUnboxed(variable, kind);
                widen(kind, wanted);
            }
            case Core.Primitive primitive -> {
                operation(primitive, kind);
                widen(kind, wanted);
            }
            case Core.RemoteCall call -> {
                if (givesUp()) {
                    unchecked(call);
                    check(call.line());
                } else {
                    unboxed(call.arguments().getFirst(), Kind.DOUBLE);
                    context.line(call.line());
                    context.call("org/jlixir/runtime/erlang/MathModule", "squareRoot", "(D)D");
                }
            }
            default -> {
                expressions.value(core, kind);
                widen(kind, wanted);
            }
        }
    }

    /** Pushes the value: as a {@code long} when that is what it is known to be, else as a term. @return its descriptor */
    String smallOrTerm(Core core) {
        if (kind(core) == Kind.LONG) {
            unboxed(core, Kind.LONG);
            return Kind.LONG.descriptor;
        }
        expressions.value(core);
        return Types.descriptor(Types.OBJECT);
    }

    private void widen(Kind kind, Kind wanted) {
        if (kind == Kind.LONG && wanted == Kind.DOUBLE) {
            mv.visitInsn(Opcodes.L2D);
        }
    }

    private void operation(Core.Primitive primitive, Kind kind) {
        if (kind == Kind.DOUBLE) {
            unchecked(primitive);
            check(primitive.line());
            return;
        }
        primitive.arguments().forEach(argument -> unboxed(argument, kind));
        context.line(primitive.line());
        integers(primitive);
    }

    private void check(int line) {
        context.line(line);
        context.call(Types.ARITHMETIC, givesUp() ? "finiteOrGiveUp" : "finite", "(D)D");
    }

    /** True where a check that fails leads to code that finds out what to raise. */
    private boolean givesUp() {
        return !context.spared.isEmpty();
    }

    /**
     * Pushes a float that is not finite when some step on the way was not: sums, differences, products, quotients and square roots
     * keep that, unless one is divided by.
     */
    void unchecked(Core core) {
        if (givesUp()
                && core instanceof Core.RemoteCall call
                && kind(call) == Kind.DOUBLE
                && KindInference.isSquareRoot(call)) {
            unchecked(call.arguments().getFirst());
            context.call(MATH, "sqrt", "(D)D");
            return;
        }
        if (!(core instanceof Core.Primitive primitive) || kind(core) != Kind.DOUBLE) {
            unboxed(core, Kind.DOUBLE);
            return;
        }
        List<Core> arguments = primitive.arguments();
        unchecked(arguments.getFirst());
        if (primitive.operator() == Operator.NEGATE) {
            mv.visitInsn(Opcodes.DNEG);
            return;
        }
        if (primitive.operator() == Operator.DIVIDE) {
            unboxed(arguments.get(1), Kind.DOUBLE);
        } else {
            unchecked(arguments.get(1));
        }
        context.line(primitive.line());
        mv.visitInsn(
                switch (primitive.operator()) {
                    case ADD -> Opcodes.DADD;
                    case SUBTRACT -> Opcodes.DSUB;
                    case MULTIPLY -> Opcodes.DMUL;
                    case DIVIDE -> Opcodes.DDIV;
                    default -> throw new IllegalStateException("no float operation: " + primitive.operator());
                });
    }

    private void integers(Core.Primitive primitive) {
        Core last = primitive.arguments().getLast();
        switch (primitive.operator()) {
            case ADD -> context.call(MATH, "addExact", "(JJ)J");
            case SUBTRACT -> context.call(MATH, "subtractExact", "(JJ)J");
            case MULTIPLY -> context.call(MATH, "multiplyExact", "(JJ)J");
            case NEGATE -> context.call(MATH, "negateExact", "(J)J");
            case BAND -> mv.visitInsn(Opcodes.LAND);
            case BOR -> mv.visitInsn(Opcodes.LOR);
            case BXOR -> mv.visitInsn(Opcodes.LXOR);
            case BNOT -> {
                Types.push(mv, -1L);
                mv.visitInsn(Opcodes.LXOR);
            }
            case BSR -> {
                mv.visitInsn(Opcodes.L2I);
                mv.visitInsn(Opcodes.LSHR);
            }
            case BSL -> context.call(Types.ARITHMETIC, "shiftLeftExact", "(JJ)J");
            case DIV -> division(last, Opcodes.LDIV, "divExact");
            case REM -> division(last, Opcodes.LREM, "rem");
            default -> throw new IllegalStateException("no integer operation: " + primitive.operator());
        }
    }

    /**
     * Pushes the value as an integer of 64 bits, in code that may give up: it does so when that is something else, or a step on the
     * way is. So operands that are terms need not meet in a box.
     */
    void demanded(Core core) {
        if (kind(core) != Kind.LONG && core instanceof Core.Primitive primitive && isOfIntegers(primitive)) {
            primitive.arguments().forEach(this::demanded);
            context.line(primitive.line());
            integers(primitive);
        } else if (kind(core) == Kind.LONG) {
            unboxed(core, Kind.LONG);
        } else {
            expressions.value(core);
            context.call(Types.ARITHMETIC, "unboxedInteger", "(Ljava/lang/Object;)J");
        }
    }

    /** Whether the result is an integer of 64 bits only if the operands are, or nearly so. */
    private static boolean isOfIntegers(Core.Primitive primitive) {
        return switch (primitive.operator()) {
            case ADD, SUBTRACT, MULTIPLY, NEGATE, DIV, REM, BAND, BOR, BXOR, BNOT -> true;
            case BSR, BSL -> KindInference.isShift(primitive.arguments().get(1));
            default -> false;
        };
    }

    private void division(Core divisor, int instruction, String checked) {
        if (KindInference.isSafeDivisor(divisor)) {
            mv.visitInsn(instruction);
        } else {
            context.call(Types.ARITHMETIC, checked, "(JJ)J");
        }
    }

    private static final String MATH = "java/lang/Math";
}
