package org.jlixir.compiler.codegen;

import org.jlixir.compiler.core.Core;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes {@code try}. The {@code after} part is written twice: for the way out with a value and for the one with a failure. */
final class TryEmitter {
    private static final String THROWABLE = "java/lang/Throwable";

    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final Destination destination;
    private final MethodVisitor mv;

    TryEmitter(MethodContext context, ExpressionEmitter expressions, Destination destination) {
        this.context = context;
        this.expressions = expressions;
        this.destination = destination;
        this.mv = context.mv;
    }

    void emit(Core.Try attempt) {
        int mark = context.mark();
        if (attempt.cleanup() == null) {
            attempt(attempt, destination);
            context.release(mark);
            return;
        }
        Label from = new Label();
        Label to = new Label();
        Label failed = new Label();
        mv.visitLabel(from);
        mv.visitInsn(Opcodes.NOP);
        attempt(attempt, Destination.value(Kind.OBJECT));
        int value = context.temporary(Kind.OBJECT);
        mv.visitVarInsn(Opcodes.ASTORE, value);
        mv.visitLabel(to);
        mv.visitTryCatchBlock(from, to, failed, THROWABLE);
        expressions.effect(attempt.cleanup());
        Label end = new Label();
        mv.visitVarInsn(Opcodes.ALOAD, value);
        mv.visitJumpInsn(Opcodes.GOTO, end);

        mv.visitLabel(failed);
        context.forgetLine();
        int failure = context.temporary(Kind.OBJECT);
        mv.visitInsn(Opcodes.DUP);
        context.call(Types.CALLS, "cleanUpAfter", "(Ljava/lang/Throwable;)V");
        mv.visitVarInsn(Opcodes.ASTORE, failure);
        expressions.effect(attempt.cleanup());
        mv.visitVarInsn(Opcodes.ALOAD, failure);
        mv.visitTypeInsn(Opcodes.CHECKCAST, THROWABLE);
        mv.visitInsn(Opcodes.ATHROW);

        mv.visitLabel(end);
        context.forgetLine();
        if (destination.isReturn()) {
            mv.visitInsn(Opcodes.ARETURN);
        }
        context.release(mark);
    }

    private void attempt(Core.Try attempt, Destination destination) {
        if (attempt.handler() == null) {
            expressions.value(attempt.body());
            context.define(attempt.result(), Kind.OBJECT);
            expressions.result(attempt.success(), destination);
            return;
        }
        Label from = new Label();
        Label to = new Label();
        Label failed = new Label();
        Label end = new Label();
        int outer = context.temporary(Kind.OBJECT);
        context.expect(attempt.expected(), outer);
        mv.visitLabel(from);
        mv.visitInsn(Opcodes.NOP);
        expressions.value(attempt.body());
        context.define(attempt.result(), Kind.OBJECT);
        context.expectAgain(outer);
        mv.visitLabel(to);
        mv.visitTryCatchBlock(from, to, failed, THROWABLE);
        int mark = context.mark();
        expressions.result(attempt.success(), destination);
        context.release(mark);
        if (!destination.isReturn()) {
            mv.visitJumpInsn(Opcodes.GOTO, end);
        }
        mv.visitLabel(failed);
        context.forgetLine();
        context.expectAgain(outer);
        context.call(Types.CALLS, "caught", "(Ljava/lang/Throwable;)" + Types.descriptor(Types.EXCEPTION));
        mv.visitInsn(Opcodes.DUP);
        context.define(attempt.caught().stacktrace(), Kind.OBJECT);
        mv.visitInsn(Opcodes.DUP);
        context.callVirtual(Types.EXCEPTION, "kind", "()" + Types.descriptor(Types.ATOM));
        context.define(attempt.caught().kind(), Kind.OBJECT);
        context.callVirtual(Types.EXCEPTION, "reason", "()Ljava/lang/Object;");
        context.define(attempt.caught().reason(), Kind.OBJECT);
        expressions.result(attempt.handler(), destination);
        mv.visitLabel(end);
        context.forgetLine();
    }
}
