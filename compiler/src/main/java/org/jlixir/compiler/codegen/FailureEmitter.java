package org.jlixir.compiler.codegen;

import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Variable;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes what happens when no clause matches. */
final class FailureEmitter {
    private final MethodContext context;
    private final MethodVisitor mv;

    FailureEmitter(MethodContext context) {
        this.context = context;
        this.mv = context.mv;
    }

    void raise(Core.Failure failure, List<Variable> subjects, int line) {
        String exception = Types.descriptor(Types.EXCEPTION);
        context.line(line);
        switch (failure) {
            case Core.Failure.Tagged(var tag) -> {
                context.owner.constants.load(mv, tag);
                context.loadObject(subjects.getFirst());
                context.call(
                        Types.CALLS, "tagged", "(" + Types.descriptor(Types.ATOM) + "Ljava/lang/Object;)" + exception);
                mv.visitInsn(Opcodes.ATHROW);
            }
            case Core.Failure.NotStruct(var name) -> {
                context.owner.constants.load(mv, name);
                context.loadObject(subjects.getFirst());
                context.call(
                        Types.CALLS,
                        "notStruct",
                        "(" + Types.descriptor(Types.ATOM) + "Ljava/lang/Object;)" + exception);
                mv.visitInsn(Opcodes.ATHROW);
            }
            case Core.Failure.Bare(var reason) -> {
                context.owner.constants.load(mv, reason);
                context.call(Types.CALLS, "bare", "(" + Types.descriptor(Types.ATOM) + ")" + exception);
                mv.visitInsn(Opcodes.ATHROW);
            }
            case Core.Failure.FunctionClause(var module, var function) -> {
                context.owner.constants.load(mv, module);
                context.owner.constants.load(mv, function.name());
                Types.push(mv, subjects.size());
                mv.visitTypeInsn(Opcodes.ANEWARRAY, Types.OBJECT);
                for (int i = 0; i < subjects.size(); i++) {
                    mv.visitInsn(Opcodes.DUP);
                    Types.push(mv, i);
                    context.loadObject(subjects.get(i));
                    mv.visitInsn(Opcodes.AASTORE);
                }
                context.call(
                        Types.CALLS,
                        "functionClause",
                        "(" + Types.descriptor(Types.ATOM) + Types.descriptor(Types.ATOM) + "[Ljava/lang/Object;)"
                                + exception);
                mv.visitInsn(Opcodes.ATHROW);
            }
            case Core.Failure.Reraise(var caught) -> {
                context.load(caught.stacktrace());
                mv.visitTypeInsn(Opcodes.CHECKCAST, "java/lang/Throwable");
                mv.visitInsn(Opcodes.ATHROW);
            }
            case Core.Failure.To(var point) -> {
                MethodContext.Target target = context.target(point);
                if (!subjects.isEmpty()) {
                    context.loadObject(subjects.getFirst());
                    context.store(target.parameter());
                }
                mv.visitJumpInsn(Opcodes.GOTO, target.label());
            }
        }
    }
}
