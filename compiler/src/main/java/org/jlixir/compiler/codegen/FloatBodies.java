package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Variable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the body of a clause, twice if it calculates with terms that are thought to be floats, such as the parts of a tuple: once
 * for the case that all of them are, which takes them out of their boxes first, and once for all other cases.
 */
final class FloatBodies {
    /** Larger bodies are written once. */
    private static final int MAX_NODES = 400;

    private static final String NOT_FINITE = "org/jlixir/runtime/number/NotFinite";

    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final Destination destination;
    private final MethodVisitor mv;

    FloatBodies(MethodContext context, ExpressionEmitter expressions, Destination destination) {
        this.context = context;
        this.expressions = expressions;
        this.destination = destination;
        this.mv = context.mv;
    }

    void emit(Core body) {
        Set<Variable> floats = new LinkedHashSet<>();
        if (!context.speculates || operands(body, floats) > MAX_NODES || floats.isEmpty()) {
            expressions.result(body, destination);
            return;
        }
        Label general = new Label();
        Label end = new Label();
        int mark = context.mark();
        for (Variable variable : floats) {
            context.load(variable);
            mv.visitTypeInsn(Opcodes.INSTANCEOF, Types.DOUBLE);
            mv.visitJumpInsn(Opcodes.IFEQ, general);
        }
        Map<Variable, Kind> unboxed = new HashMap<>();
        for (Variable variable : floats) {
            context.load(variable);
            context.unbox(Kind.DOUBLE);
            context.keepUnboxed(variable, Kind.DOUBLE);
            unboxed.put(variable, Kind.DOUBLE);
        }
        KindInference outer = context.kinds;
        context.kinds = outer.with(unboxed);
        context.kinds.of(body);
        writeUnboxed(body, general);
        context.kinds = outer;
        floats.forEach(context::forgetUnboxed);
        context.release(mark);
        if (!destination.isReturn()) {
            mv.visitJumpInsn(Opcodes.GOTO, end);
        }
        mv.visitLabel(general);
        context.forgetLine();
        context.speculates = false;
        expressions.result(body, destination);
        context.speculates = true;
        mv.visitLabel(end);
    }

    /** Leaves out checks that others make up for; when one of those fails, the general body finds out what was wrong. */
    private void writeUnboxed(Core body, Label general) {
        Set<Variable> spared = SparedChecks.of(body, context.kinds);
        if (spared.isEmpty()) {
            expressions.result(body, destination);
            return;
        }
        Label from = new Label();
        Label to = new Label();
        Label givenUp = new Label();
        mv.visitTryCatchBlock(from, to, givenUp, NOT_FINITE);
        mv.visitLabel(from);
        context.spared = spared;
        expressions.result(body, destination);
        context.spared = Set.of();
        mv.visitLabel(to);
        Label end = new Label();
        if (!destination.isReturn()) {
            mv.visitJumpInsn(Opcodes.GOTO, end);
        }
        mv.visitLabel(givenUp);
        mv.visitInsn(Opcodes.POP);
        mv.visitJumpInsn(Opcodes.GOTO, general);
        mv.visitLabel(end);
    }

    /** Collects the boxed operands of arithmetic that are thought to be floats. @return the number of nodes */
    private int operands(Core core, Set<Variable> floats) {
        if (core instanceof Core.Primitive primitive && isArithmetic(primitive)) {
            for (Core argument : primitive.arguments()) {
                if (argument instanceof Core.Use(Variable variable) && isBoxedFloat(variable)) {
                    floats.add(variable);
                }
            }
        }
        if (core instanceof Core.Closure) {
            return 1;
        }
        int[] nodes = {1};
        Children.forEach(core, part -> nodes[0] += operands(part, floats));
        return nodes[0];
    }

    private static boolean isArithmetic(Core.Primitive primitive) {
        return switch (primitive.operator()) {
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE -> true;
            default -> false;
        };
    }

    private boolean isBoxedFloat(Variable variable) {
        return context.owner.versions.evidence().of(variable) == Kind.DOUBLE
                && context.kinds.variable(variable) == Kind.OBJECT
                && context.isAllocated(variable)
                && context.slot(variable).kind() == Kind.OBJECT;
    }
}
