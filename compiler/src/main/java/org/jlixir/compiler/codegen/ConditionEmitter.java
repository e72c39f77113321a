package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Operator;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes tests as jumps: comparisons and type tests make no term on the way. */
final class ConditionEmitter {
    private final MethodContext context;
    private final MethodVisitor mv;
    private final ExpressionEmitter expressions;

    ConditionEmitter(MethodContext context) {
        this.context = context;
        this.mv = context.mv;
        this.expressions = new ExpressionEmitter(context);
    }

    /** Goes on when the value is neither {@code false} nor {@code nil}. */
    void jumpUnlessTruthy(Core core, Label otherwise) {
        if (isTest(core)) {
            jumpUnless((Core.Primitive) core, otherwise);
            return;
        }
        if (core instanceof Core.Literal(var term)) {
            if (!Atom.truthy(term)) {
                mv.visitJumpInsn(Opcodes.GOTO, otherwise);
            }
            return;
        }
        expressions.value(core);
        context.call(Types.ATOM, "truthy", "(Ljava/lang/Object;)Z");
        mv.visitJumpInsn(Opcodes.IFEQ, otherwise);
    }

    /** Goes on when the value is {@code true}: what guards ask. */
    void jumpUnlessTrue(Core core, Label otherwise) {
        if (isTest(core)) {
            jumpUnless((Core.Primitive) core, otherwise);
            return;
        }
        if (core instanceof Core.Primitive primitive && ExpressionEmitter.isShortCircuit(primitive)) {
            guardShortCircuit(primitive, otherwise);
            return;
        }
        if (core instanceof Core.Primitive(var operator, var arguments, var line) && operator == Operator.NOT) {
            if (isTest(arguments.getFirst())) {
                Label yes = new Label();
                jumpUnless((Core.Primitive) arguments.getFirst(), yes);
                mv.visitJumpInsn(Opcodes.GOTO, otherwise);
                mv.visitLabel(yes);
                return;
            }
            expressions.value(arguments.getFirst());
            mv.visitFieldInsn(Opcodes.GETSTATIC, Types.ATOM, "FALSE", Types.descriptor(Types.ATOM));
            mv.visitJumpInsn(Opcodes.IF_ACMPNE, otherwise);
            return;
        }
        expressions.value(core);
        mv.visitFieldInsn(Opcodes.GETSTATIC, Types.ATOM, "TRUE", Types.descriptor(Types.ATOM));
        mv.visitJumpInsn(Opcodes.IF_ACMPNE, otherwise);
    }

    /** Goes on when the value is {@code true}, jumps when it is {@code false}, raises for everything else. */
    void jumpUnlessBooleanTrue(Core core, Label otherwise) {
        if (isTest(core)) {
            jumpUnless((Core.Primitive) core, otherwise);
            return;
        }
        Label yes = new Label();
        int value = context.temporary(Kind.OBJECT);
        expressions.value(core);
        mv.visitInsn(Opcodes.DUP);
        mv.visitVarInsn(Opcodes.ASTORE, value);
        mv.visitFieldInsn(Opcodes.GETSTATIC, Types.ATOM, "TRUE", Types.descriptor(Types.ATOM));
        mv.visitJumpInsn(Opcodes.IF_ACMPEQ, yes);
        mv.visitVarInsn(Opcodes.ALOAD, value);
        mv.visitFieldInsn(Opcodes.GETSTATIC, Types.ATOM, "FALSE", Types.descriptor(Types.ATOM));
        mv.visitJumpInsn(Opcodes.IF_ACMPEQ, otherwise);
        mv.visitVarInsn(Opcodes.ALOAD, value);
        context.call(Types.CALLS, "notBoolean", "(Ljava/lang/Object;)" + Types.descriptor(Types.EXCEPTION));
        mv.visitInsn(Opcodes.ATHROW);
        mv.visitLabel(yes);
    }

    /** In a guard {@code a or b} needs no boolean on the right, and what is no boolean on the left makes it fail. */
    private void guardShortCircuit(Core.Primitive primitive, Label otherwise) {
        Core left = primitive.arguments().getFirst();
        Core right = primitive.arguments().get(1);
        if (primitive.operator() == Operator.AND_ALSO) {
            jumpUnlessTrue(left, otherwise);
            jumpUnlessTrue(right, otherwise);
            return;
        }
        Label goOn = new Label();
        Label yes = new Label();
        jumpUnlessBooleanTrue(left, goOn);
        mv.visitJumpInsn(Opcodes.GOTO, yes);
        mv.visitLabel(goOn);
        jumpUnlessTrue(right, otherwise);
        mv.visitLabel(yes);
    }

    /** True for what {@link #jumpUnless} compiles. */
    private static boolean isTest(Core core) {
        return core instanceof Core.Primitive(var operator, var _, var _)
                && operator.isBoolean()
                && operator != Operator.NOT
                && operator != Operator.AND
                && operator != Operator.OR;
    }

    private void jumpUnless(Core.Primitive test, Label otherwise) {
        List<Core> arguments = test.arguments();
        context.line(test.line());
        switch (test.operator()) {
            case EXACTLY_EQUAL, EQUAL -> equality(test, otherwise, false);
            case NOT_EXACTLY_EQUAL, NOT_EQUAL -> equality(test, otherwise, true);
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> comparison(test, otherwise);
            case IS_ATOM -> isA(arguments.getFirst(), Types.ATOM, otherwise);
            case IS_FLOAT -> isA(arguments.getFirst(), Types.DOUBLE, otherwise);
            case IS_BITSTRING -> isA(arguments.getFirst(), Types.BITSTRING, otherwise);
            case IS_TUPLE -> isA(arguments.getFirst(), Types.TUPLE, otherwise);
            case IS_MAP -> isA(arguments.getFirst(), Types.MAP, otherwise);
            case IS_FUNCTION -> isA(arguments.getFirst(), Types.FUN, otherwise);
            case IS_PID -> isA(arguments.getFirst(), "org/jlixir/runtime/term/Pid", otherwise);
            case IS_REFERENCE -> isA(arguments.getFirst(), "org/jlixir/runtime/term/Reference", otherwise);
            case IS_PORT -> isA(arguments.getFirst(), "org/jlixir/runtime/term/Port", otherwise);
            case IS_INTEGER -> predicate(arguments, Types.ARITHMETIC, "isInteger", otherwise);
            case IS_NUMBER -> predicate(arguments, Types.ARITHMETIC, "isNumber", otherwise);
            case IS_BOOLEAN -> predicate(arguments, Types.CALLS, "isBoolean", otherwise);
            case IS_BINARY -> predicate(arguments, Types.CALLS, "isBinary", otherwise);
            case IS_LIST -> predicate(arguments, Types.CALLS, "isList", otherwise);
            case IS_MAP_KEY -> predicate(arguments, Types.CALLS, "isMapKey", otherwise);
            case IS_FUNCTION_OF_ARITY -> predicate(arguments, Types.CALLS, "isFunction", otherwise);
            default -> throw new IllegalStateException("no test: " + test.operator());
        }
    }

    private void isA(Core argument, String type, Label otherwise) {
        expressions.value(argument);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, type);
        mv.visitJumpInsn(Opcodes.IFEQ, otherwise);
    }

    private void predicate(List<Core> arguments, String owner, String method, Label otherwise) {
        arguments.forEach(expressions::value);
        context.call(owner, method, "(" + Types.descriptor(Types.OBJECT).repeat(arguments.size()) + ")Z");
        mv.visitJumpInsn(Opcodes.IFEQ, otherwise);
    }

    private void equality(Core.Primitive test, Label otherwise, boolean negated) {
        Core left = test.arguments().getFirst();
        Core right = test.arguments().get(1);
        NumberEmitter numbers = expressions.numbers();
        Kind a = numbers.kind(left);
        Kind b = numbers.kind(right);
        int jump = negated ? Opcodes.IFNE : Opcodes.IFEQ;
        if (a == Kind.LONG && b == Kind.LONG) {
            numbers.unboxed(left, Kind.LONG);
            numbers.unboxed(right, Kind.LONG);
            mv.visitInsn(Opcodes.LCMP);
            mv.visitJumpInsn(negated ? Opcodes.IFEQ : Opcodes.IFNE, otherwise);
            return;
        }
        boolean exact = test.operator() == Operator.EXACTLY_EQUAL || test.operator() == Operator.NOT_EXACTLY_EQUAL;
        if (isIdentity(left) || isIdentity(right)) {
            expressions.value(left);
            expressions.value(right);
            mv.visitJumpInsn(negated ? Opcodes.IF_ACMPEQ : Opcodes.IF_ACMPNE, otherwise);
            return;
        }
        context.call(Types.TERM_ORDER, exact ? "exactlyEqual" : "equal", operands(left, right));
        mv.visitJumpInsn(jump, otherwise);
    }

    /** Pushes the operands of a test of terms. @return the descriptor of the test */
    private String operands(Core left, Core right) {
        return "(" + expressions.numbers().smallOrTerm(left)
                + expressions.numbers().smallOrTerm(right) + ")Z";
    }

    /** A literal that is equal to itself alone, and to nothing that is another object. */
    private static boolean isIdentity(Core core) {
        return core instanceof Core.Literal(var term)
                && (term instanceof Atom
                        || term == org.jlixir.runtime.term.EmptyList.NIL
                        || term instanceof Tuple tuple && tuple.size() == 0);
    }

    /** Two tuples that are made to be compared are compared element by element, and not made. */
    private void tuples(List<Core> left, List<Core> right, Operator operator, Label otherwise) {
        int mark = context.mark();
        List<Integer> first = spilled(left);
        List<Integer> second = spilled(right);
        Label decided = new Label();
        for (int i = 0; i < first.size(); i++) {
            mv.visitVarInsn(Opcodes.ALOAD, first.get(i));
            mv.visitVarInsn(Opcodes.ALOAD, second.get(i));
            context.call(Types.TERM_ORDER, "compare", "(Ljava/lang/Object;Ljava/lang/Object;)I");
            if (i < first.size() - 1) {
                mv.visitInsn(Opcodes.DUP);
                mv.visitJumpInsn(Opcodes.IFNE, decided);
                mv.visitInsn(Opcodes.POP);
            }
        }
        mv.visitLabel(decided);
        mv.visitJumpInsn(unless(operator), otherwise);
        context.release(mark);
    }

    /** Evaluates the terms in order. @return the variables that hold them */
    private List<Integer> spilled(List<Core> terms) {
        List<Integer> slots = new ArrayList<>();
        for (Core term : terms) {
            expressions.value(term);
            int slot = context.temporary(Kind.OBJECT);
            mv.visitVarInsn(Opcodes.ASTORE, slot);
            slots.add(slot);
        }
        return slots;
    }

    /** The jump that is taken when an {@code int} on the stack, the order of two operands, does not fit the operator. */
    private static int unless(Operator operator) {
        return switch (operator) {
            case LESS -> Opcodes.IFGE;
            case LESS_OR_EQUAL -> Opcodes.IFGT;
            case GREATER -> Opcodes.IFLE;
            default -> Opcodes.IFLT;
        };
    }

    private void comparison(Core.Primitive test, Label otherwise) {
        Core left = test.arguments().getFirst();
        Core right = test.arguments().get(1);
        NumberEmitter numbers = expressions.numbers();
        Kind kind = numbers.common(left, right);
        if (kind != Kind.OBJECT) {
            numbers.unboxed(left, kind);
            numbers.unboxed(right, kind);
            mv.visitInsn(kind == Kind.LONG ? Opcodes.LCMP : Opcodes.DCMPL);
            mv.visitJumpInsn(unless(test.operator()), otherwise);
            return;
        }
        NestedArithmetic nested = new NestedArithmetic(context, expressions);
        if (nested.isNested(test)) {
            nested.comparison(test);
            mv.visitJumpInsn(unless(test.operator()), otherwise);
            return;
        }
        if (left instanceof Core.MakeTuple a
                && right instanceof Core.MakeTuple b
                && a.elements().size() == b.elements().size()
                && !a.elements().isEmpty()) {
            tuples(a.elements(), b.elements(), test.operator(), otherwise);
            return;
        }
        String descriptor = operands(left, right);
        String method = switch (test.operator()) {
            case LESS -> "lessThan";
            case LESS_OR_EQUAL -> "lessOrEqual";
            case GREATER -> "greaterThan";
            default -> "greaterOrEqual";
        };
        context.call(Types.TERM_ORDER, method, descriptor);
        mv.visitJumpInsn(Opcodes.IFEQ, otherwise);
    }
}
