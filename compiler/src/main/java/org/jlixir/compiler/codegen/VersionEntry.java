package org.jlixir.compiler.codegen;

import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.ModuleNames;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the start of a general method that goes over to the function's unboxed version when the arguments fit. When that version
 * gives up, the method starts over with boxed integers, and so do the functions it calls. A function whose integers left 64 bits
 * many times does not try any more.
 */
final class VersionEntry {
    /** So often a version may give up: each time costs a Java exception and what was computed before it. */
    private static final int MAX_OVERFLOWS = 100;

    private static final String OVERFLOW = "java/lang/ArithmeticException";

    private final MethodContext context;
    private final FunctionName function;
    private final UnboxedVersions.Version version;
    private final MethodVisitor mv;

    VersionEntry(MethodContext context, FunctionName function, UnboxedVersions.Version version) {
        this.context = context;
        this.function = function;
        this.version = version;
        this.mv = context.mv;
    }

    void emit() {
        String name = ModuleNames.methodName(function.name().name(), function.arity());
        String overflows = "overflows$" + name;
        String className = context.owner.className;
        context.owner
                .writer
                .visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, overflows, "I", null, null)
                .visitEnd();
        Label general = new Label();
        context.glue();
        context.loadProc();
        mv.visitFieldInsn(Opcodes.GETFIELD, Types.PROC, "boxed", "Z");
        mv.visitJumpInsn(Opcodes.IFNE, general);
        mv.visitFieldInsn(Opcodes.GETSTATIC, className, overflows, "I");
        mv.visitIntInsn(Opcodes.BIPUSH, MAX_OVERFLOWS);
        mv.visitJumpInsn(Opcodes.IF_ICMPGE, general);
        List<Variable> parameters = context.parameters;
        for (int i = 0; i < parameters.size(); i++) {
            if (version.parameters().get(i) != Kind.OBJECT) {
                context.load(parameters.get(i));
                mv.visitTypeInsn(Opcodes.INSTANCEOF, version.parameters().get(i).box());
                mv.visitJumpInsn(Opcodes.IFEQ, general);
            }
        }
        Label from = new Label();
        Label to = new Label();
        Label overflow = new Label();
        mv.visitLabel(from);
        context.loadProc();
        for (int i = 0; i < parameters.size(); i++) {
            context.load(parameters.get(i));
            context.unbox(version.parameters().get(i));
        }
        context.call(className, UnboxedVersions.Version.methodName(name), version.descriptor());
        context.box(version.result());
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(to);
        mv.visitTryCatchBlock(from, to, overflow, OVERFLOW);
        mv.visitLabel(overflow);
        mv.visitInsn(Opcodes.POP);
        mv.visitFieldInsn(Opcodes.GETSTATIC, className, overflows, "I");
        mv.visitInsn(Opcodes.ICONST_1);
        mv.visitInsn(Opcodes.IADD);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, className, overflows, "I");
        startOver();
        mv.visitLabel(general);
        context.forgetLine();
    }

    private void startOver() {
        ExpressionEmitter expressions = new ExpressionEmitter(context);
        context.loadProc();
        new CallEmitter(context, expressions).functionValue(function);
        expressions.array(context.parameters.stream().<Core>map(Core.Use::new).toList());
        context.call(
                Types.CALLS,
                "startOver",
                "(" + Types.descriptor(Types.PROC) + Types.descriptor(Types.FUN)
                        + "[Ljava/lang/Object;)Ljava/lang/Object;");
        mv.visitInsn(Opcodes.ARETURN);
    }
}
