package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes the unboxed versions of functions that go to each other by tail calls: one method with all their parameters, in which
 * such a call is a jump, and for each function a method that enters it there.
 */
final class CycleEmitter {
    /** Where a function of the cycle starts, and what it takes its arguments from. */
    record Member(Label start, List<Variable> parameters) {}

    private final ClassContext owner;
    private final UnboxedVersions.Version version;
    private final List<CoreFunction> functions;
    private final String name;
    private final String descriptor;

    /** @param version that of any of the functions */
    CycleEmitter(ClassContext owner, UnboxedVersions.Version version) {
        this.owner = owner;
        this.version = version;
        this.functions = version.cycle().stream().map(owner.versions::function).toList();
        this.name = FrameLines.sharedMethod(
                version.cycle().stream().map(CycleEmitter::methodName).toList());
        StringBuilder text = new StringBuilder("(").append(Types.descriptor(Types.PROC));
        version.cycle().forEach(function -> kinds(function).forEach(kind -> text.append(kind.descriptor)));
        this.descriptor = text.append("I)").append(version.result().descriptor).toString();
    }

    private static String methodName(FunctionName function) {
        return ModuleNames.methodName(function.name().name(), function.arity());
    }

    private List<Kind> kinds(FunctionName function) {
        return owner.versions.require(function).parameters();
    }

    /** Writes the method that enters the cycle at a function; for the first of them, the cycle itself too. */
    void emit(FunctionName function) {
        if (function.equals(version.cycle().getFirst())) {
            cycle();
        }
        entry(function);
    }

    private void entry(FunctionName function) {
        List<Variable> parameters = owner.versions.function(function).parameters();
        MethodVisitor mv = owner.writer.visitMethod(
                Opcodes.ACC_STATIC,
                UnboxedVersions.Version.methodName(methodName(function)),
                owner.versions.require(function).descriptor(),
                null,
                null);
        MethodContext context = new MethodContext(owner, mv, function, parameters, owner.versions.inference(function));
        mv.visitCode();
        FunctionEmitter.allocate(context, kinds(function));
        context.glue();
        context.loadProc();
        for (FunctionName member : version.cycle()) {
            if (member.equals(function)) {
                parameters.forEach(context::load);
            } else {
                kinds(member)
                        .forEach(kind -> mv.visitInsn(
                                switch (kind) {
                                    case OBJECT -> Opcodes.ACONST_NULL;
                                    case LONG -> Opcodes.LCONST_0;
                                    case DOUBLE -> Opcodes.DCONST_0;
                                }));
            }
        }
        Types.push(mv, version.cycle().indexOf(function));
        context.call(owner.className, name, descriptor);
        mv.visitInsn(version.result().ret);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private void cycle() {
        MethodVisitor mv =
                owner.writer.visitMethod(Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, descriptor, null, null);
        List<Variable> parameters = new ArrayList<>();
        List<Kind> kinds = new ArrayList<>();
        for (CoreFunction function : functions) {
            parameters.addAll(function.parameters());
            kinds.addAll(kinds(function.name()));
        }
        KindInference inference = owner.versions.inference(version.cycle().getFirst());
        functions.forEach(function -> inference.result(function.body()));
        MethodContext context = new MethodContext(owner, mv, version.cycle().getFirst(), parameters, inference);
        context.result = version.result();
        mv.visitCode();
        FunctionEmitter.allocate(context, kinds);
        int entry = context.temporary(Kind.OBJECT);
        Label[] starts = new Label[functions.size()];
        for (int i = 0; i < starts.length; i++) {
            starts[i] = new Label();
            CoreFunction function = functions.get(i);
            context.cycle.put(function.name(), new Member(starts[i], function.parameters()));
        }
        context.findPlaces(
                functions.stream().map(CoreFunction::body).toList(),
                functions.stream().collect(Collectors.toMap(CoreFunction::name, CoreFunction::parameters)));
        mv.visitVarInsn(Opcodes.ILOAD, entry);
        mv.visitTableSwitchInsn(0, starts.length - 1, starts[0], starts);
        for (int i = 0; i < starts.length; i++) {
            CoreFunction function = functions.get(i);
            int mark = context.mark();
            context.member = i;
            context.forgetLine();
            mv.visitLabel(starts[i]);
            context.line(function.line());
            FunctionEmitter.count(context, function.body());
            new ExpressionEmitter(context).returned(function.body());
            context.release(mark);
        }
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }
}
