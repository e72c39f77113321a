package org.jlixir.compiler.codegen;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.pass.Receives;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.process.Proc;
import org.objectweb.asm.Label;
import org.objectweb.asm.LimitExceededException;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the methods of a module's class: functions, bodies of function values, guards. */
final class FunctionEmitter {
    private final ClassContext owner;

    FunctionEmitter(ClassContext owner) {
        this.owner = owner;
    }

    void function(CoreFunction function) {
        owner.current = function.whole() == null ? function.name() : function.whole();
        try {
            methods(function);
        } catch (LimitExceededException _) {
            owner.tooLarge.add(owner.current);
            owner.impossible.add(owner.current);
        }
    }

    private void methods(CoreFunction function) {
        int flags = Opcodes.ACC_STATIC | (function.exported() ? Opcodes.ACC_PUBLIC : 0);
        String name = ModuleNames.methodName(
                function.name().name().name(), function.name().arity());
        MethodVisitor mv = owner.writer.visitMethod(
                flags, name, Types.function(function.parameters().size()), null, null);
        MethodContext context =
                new MethodContext(owner, mv, function.name(), function.parameters(), boxed(Map.of(), function.body()));
        context.member = member(name);
        mv.visitCode();
        allocate(context, Collections.nCopies(function.parameters().size(), Kind.OBJECT));
        UnboxedVersions.Version version = owner.versions.of(function.name());
        if (version != null) {
            new VersionEntry(context, function.name(), version).emit();
        }
        functionBody(context, function);
        if (version != null) {
            version(function, name, version);
        }
    }

    private void version(CoreFunction function, String name, UnboxedVersions.Version version) {
        if (version.isPartOfCycle()) {
            new CycleEmitter(owner, version).emit(function.name());
            return;
        }
        MethodVisitor mv = owner.writer.visitMethod(
                Opcodes.ACC_STATIC, UnboxedVersions.Version.methodName(name), version.descriptor(), null, null);
        KindInference kinds = owner.versions.inference(function.name());
        kinds.result(function.body());
        MethodContext context = new MethodContext(owner, mv, function.name(), function.parameters(), kinds);
        context.result = version.result();
        context.member = member(name);
        mv.visitCode();
        allocate(context, version.parameters());
        functionBody(context, function);
    }

    /** A loop that goes on with its caller's code is the first of two functions in one method. */
    private static int member(String method) {
        return FrameLines.isContinued(method) ? 0 : -1;
    }

    private void functionBody(MethodContext context, CoreFunction function) {
        body(
                context,
                function.body(),
                function.line(),
                owner.tailCalls.counts(function.name()),
                owner.tailCalls.bounces(function.name()));
    }

    static void allocate(MethodContext context, List<Kind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            context.allocate(context.parameters.get(i), kinds.get(i));
        }
    }

    /** How values are held in code that has nowhere to go when an integer leaves 64 bits. */
    private KindInference boxed(Map<Variable, Kind> variables, Core body) {
        KindInference kinds = new KindInference(owner.versions, false, variables, null);
        kinds.result(body);
        return kinds;
    }

    void closureBody(String name, List<Variable> parameters, Core.Closure closure) {
        MethodVisitor mv =
                owner.writer.visitMethod(Opcodes.ACC_STATIC, name, Types.function(parameters.size()), null, null);
        MethodContext context = new MethodContext(owner, mv, null, parameters, boxed(Map.of(), closure.body()));
        mv.visitCode();
        allocate(context, Collections.nCopies(parameters.size(), Kind.OBJECT));
        body(context, closure.body(), closure.line(), true, owner.tailCalls.bodyBounces(closure.body()));
    }

    private static void body(MethodContext context, Core body, int line, boolean counts, boolean bounces) {
        MethodVisitor mv = context.mv;
        context.line(line);
        if (counts) {
            count(context, body);
        }
        if (bounces || Receives.canLeave(body)) {
            context.budgetSlot = context.temporary(Kind.OBJECT);
            context.loadProc();
            mv.visitFieldInsn(Opcodes.GETFIELD, Types.PROC, "tailBudget", "I");
            mv.visitVarInsn(Opcodes.ISTORE, context.budgetSlot);
        }
        if (context.function != null) {
            context.findPlaces(List.of(body), Map.of(context.function, context.parameters));
            findTuples(context, context.function, body);
            context.lists = new ForwardLists(
                    context,
                    new LoopLists(
                            context.function,
                            context.parameters,
                            body,
                            parameter -> context.slot(parameter).kind() == Kind.OBJECT
                                    && !context.isPlace(parameter)
                                    && !context.parts.isInParts(parameter)));
        }
        Label start = new Label();
        mv.visitLabel(start);
        context.start = start;
        new ExpressionEmitter(context).returned(body);
        context.parts.loop(body);
        Label end = new Label();
        mv.visitLabel(end);
        if (end.getOffset() > MAX_CODE && context.owner.current != null) {
            context.owner.tooLarge.add(context.owner.current);
            if (end.getOffset() > MAX_METHOD) {
                context.owner.impossible.add(context.owner.current);
            }
        }
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private static void findTuples(MethodContext context, FunctionName function, Core body) {
        LoopTuples tuples = new LoopTuples(
                function,
                context.parameters,
                body,
                parameter -> context.slot(parameter).kind() == Kind.OBJECT && !context.isPlace(parameter),
                context.owner.versions.evidence(),
                context.kinds.exact());
        context.parts = new TupleParts(context, tuples);
    }

    /** In bytes: HotSpot's limit, beyond which it does not compile a method. */
    private static final int MAX_CODE = 8_000;

    /** In bytes: the JVM's limit, with room for jumps that turn out to be long ones. */
    private static final int MAX_METHOD = 60_000;

    /** Counts a reduction where a function is entered, or in the clauses that may go on for long. */
    static void count(MethodContext context, Core body) {
        if (body instanceof Core.Match match) {
            // Clauses that call nothing are the ends of recursions and need not count.
            match.clauses().stream()
                    .map(Core.Clause::body)
                    .filter(context.owner.tailCalls::calls)
                    .forEach(context::countIn);
        } else {
            countReduction(context);
        }
    }

    /** {@code if (--self.reductions < 0) self.reductionsExhausted()}. */
    static void countReduction(MethodContext context) {
        MethodVisitor mv = context.mv;
        Label go = new Label();
        context.loadProc();
        mv.visitInsn(Opcodes.DUP);
        mv.visitFieldInsn(Opcodes.GETFIELD, Types.PROC, "reductions", "I");
        mv.visitInsn(Opcodes.ICONST_1);
        mv.visitInsn(Opcodes.ISUB);
        mv.visitInsn(Opcodes.DUP_X1);
        mv.visitFieldInsn(Opcodes.PUTFIELD, Types.PROC, "reductions", "I");
        mv.visitJumpInsn(Opcodes.IFGE, go);
        context.loadProc();
        context.callVirtual(Types.PROC, "reductionsExhausted", "()V");
        mv.visitLabel(go);
    }

    /** A guard that may fail, as a method of its own that answers whether it holds. @return its name */
    String guard(Core guard, List<Variable> variables, List<Kind> kinds) {
        String name = owner.methodName("guard");
        MethodVisitor mv = owner.writer.visitMethod(
                Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC, name, guardDescriptor(kinds), null, null);
        Map<Variable, Kind> known = new HashMap<>();
        for (int i = 0; i < variables.size(); i++) {
            known.put(variables.get(i), kinds.get(i));
        }
        MethodContext context = new MethodContext(owner, mv, null, variables, boxed(known, guard));
        mv.visitCode();
        allocate(context, kinds);
        Label from = new Label();
        Label to = new Label();
        Label no = new Label();
        Label failed = new Label();
        int outer = context.temporary(Kind.OBJECT);
        context.loadProc();
        mv.visitFieldInsn(Opcodes.GETSTATIC, Types.EXPECTED, "ALL", Types.descriptor(Types.EXPECTED));
        context.callVirtual(Types.PROC, "expect", MethodContext.EXPECT);
        mv.visitVarInsn(Opcodes.ASTORE, outer);
        mv.visitLabel(from);
        new ConditionEmitter(context).jumpUnlessTrue(guard, no);
        context.expectAgain(outer);
        mv.visitInsn(Opcodes.ICONST_1);
        mv.visitInsn(Opcodes.IRETURN);
        mv.visitLabel(no);
        context.expectAgain(outer);
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitInsn(Opcodes.IRETURN);
        mv.visitLabel(to);
        mv.visitTryCatchBlock(from, to, failed, Types.EXCEPTION);
        mv.visitLabel(failed);
        mv.visitInsn(Opcodes.POP);
        context.expectAgain(outer);
        mv.visitInsn(Opcodes.ICONST_0);
        mv.visitInsn(Opcodes.IRETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
        return name;
    }

    static String guardDescriptor(List<Kind> kinds) {
        StringBuilder descriptor = new StringBuilder("(").append(Types.descriptor(Types.PROC));
        kinds.forEach(kind -> descriptor.append(kind.descriptor));
        return descriptor.append(")Z").toString();
    }

    /** The most frames of plain tail calls, see {@link Proc}. */
    static final int TAIL_BUDGET = Proc.TAIL_BUDGET;
}
