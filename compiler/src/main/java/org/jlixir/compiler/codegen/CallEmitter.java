package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.code.CallSites;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes calls: plain ones, whose value is needed, and tail calls, see {@link org.jlixir.runtime.process.Proc}. */
final class CallEmitter {
    private static final Atom PROTOCOL = Atom.of("jlixir_protocol");
    private static final Atom IMPLEMENTATION = Atom.of("implementation");

    private static final Handle REMOTE = new Handle(
            Opcodes.H_INVOKESTATIC,
            Type.getInternalName(CallSites.class),
            "remote",
            "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;Ljava/lang/String;)"
                    + "Ljava/lang/invoke/CallSite;",
            false);

    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final MethodVisitor mv;

    CallEmitter(MethodContext context, ExpressionEmitter expressions) {
        this.context = context;
        this.expressions = expressions;
        this.mv = context.mv;
    }

    // ---- calls for their value

    /** @param wanted how the value is to be pushed: as a term, or as {@link KindInference} says that it comes */
    void value(Core.LocalCall call, Kind wanted) {
        Target target = target(call);
        boolean bounces = target.bounces;
        boolean readsBudget = bounces || context.owner.tailCalls.parks(call.function());
        if (readsBudget) {
            fullBudget();
        }
        context.loadProc();
        arguments(call, target);
        // Arguments may have made calls of their own, which spend the budget.
        if (readsBudget && call.arguments().stream().anyMatch(CallEmitter::mayCall)) {
            fullBudget();
        }
        context.line(call.line());
        invokeLocal(target);
        finish(bounces);
        if (wanted != target.result) {
            context.box(target.result);
        }
    }

    void value(Core.RemoteCall call) {
        ForwardLists.Otherwise otherwise = context.lists.reverse(call, expressions);
        if (otherwise == null) {
            remote(call);
            return;
        }
        Label end = new Label();
        mv.visitJumpInsn(Opcodes.GOTO, end);
        mv.visitLabel(otherwise.label());
        remote(otherwise.call());
        mv.visitLabel(end);
        context.forgetLine();
    }

    private void remote(Core.RemoteCall call) {
        Linker.Link link = link(call);
        if (link instanceof Linker.Link.Builtin(var entry)) {
            builtin(entry, call);
            return;
        }
        context.loadProc();
        call.arguments().forEach(expressions::value);
        fullBudget();
        context.line(call.line());
        invokeRemote(link, call);
        finish(true);
    }

    void value(Core.DynamicCall call) {
        dynamicOperands(call);
        fullBudget();
        context.line(call.line());
        invokeDynamic(call.arguments().size());
        finish(true);
    }

    void value(Core.Apply call) {
        applyOperands(call);
        fullBudget();
        context.line(call.line());
        invokeFunction(call.arguments().size());
        finish(true);
    }

    private static boolean mayCall(Core core) {
        return !(core instanceof Core.Literal || core instanceof Core.Use);
    }

    /** {@code self.tailBudget = TAIL_BUDGET}: the callee is not in tail position. */
    private void fullBudget() {
        context.loadProc();
        mv.visitIntInsn(Opcodes.BIPUSH, FunctionEmitter.TAIL_BUDGET);
        mv.visitFieldInsn(Opcodes.PUTFIELD, Types.PROC, "tailBudget", "I");
    }

    private void finish(boolean bounces) {
        if (bounces) {
            context.loadProc();
            context.call(
                    Types.CALLS, "value", "(Ljava/lang/Object;" + Types.descriptor(Types.PROC) + ")Ljava/lang/Object;");
        }
    }

    // ---- tail calls

    void tail(Core.LocalCall call) {
        CycleEmitter.Member member = context.cycle.get(call.function());
        if (member != null) {
            jump(call, member.parameters(), false);
            mv.visitJumpInsn(Opcodes.GOTO, member.start());
            return;
        }
        if (call.function().equals(context.function)) {
            selfCall(call);
            return;
        }
        FunctionName function = call.function();
        if (context.owner.tailCalls.parks(function)) {
            handOver(() -> functionValue(function), call.arguments());
            return;
        }
        Target target = target(call);
        if (!target.bounces) {
            context.loadProc();
            arguments(call, target);
            context.tailCallLine(call.line());
            invokeLocal(target);
            returned(target);
            return;
        }
        List<Spilled> arguments = spill(call.arguments(), target.parameters);
        Label exhausted = new Label();
        spendBudget(exhausted);
        context.loadProc();
        load(arguments);
        context.tailCallLine(call.line());
        invokeLocal(target);
        returned(target);
        mv.visitLabel(exhausted);
        handOverSpilled(() -> functionValue(function), arguments);
    }

    void tail(Core.RemoteCall call) {
        ForwardLists.Otherwise otherwise = context.lists.reverse(call, expressions);
        if (otherwise == null) {
            remoteTail(call);
            return;
        }
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(otherwise.label());
        remoteTail(otherwise.call());
    }

    private void remoteTail(Core.RemoteCall call) {
        Linker.Link link = link(call);
        if (link instanceof Linker.Link.Builtin(var entry) && !entry.traits().tailCalls()) {
            builtin(entry, call);
            mv.visitInsn(Opcodes.ARETURN);
            return;
        }
        Runnable function = () -> {
            context.tailCallLine(call.line());
            externalFunction(call.module(), call.function(), call.arguments().size());
        };
        if (call.module() == context.owner.module
                && context.owner.tailCalls.parks(
                        new FunctionName(call.function(), call.arguments().size()))) {
            // A server that goes on in the newest version of its module leaves the old one.
            handOver(function, call.arguments());
            return;
        }
        List<Spilled> arguments = spill(call.arguments());
        Label exhausted = new Label();
        spendBudget(exhausted);
        context.loadProc();
        load(arguments);
        context.tailCallLine(call.line());
        if (link instanceof Linker.Link.Builtin(var entry)) {
            context.owner.builtinCalls.call(context, entry);
        } else {
            invokeRemote(link, call);
        }
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(exhausted);
        handOverSpilled(function, arguments);
    }

    void tail(Core.DynamicCall call) {
        dynamicOperands(call);
        Label exhausted = new Label();
        spendBudget(exhausted);
        context.tailCallLine(call.line());
        invokeDynamic(call.arguments().size());
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(exhausted);
        int count = call.arguments().size();
        List<Spilled> arguments = unload(count);
        int module = context.temporary(Kind.OBJECT);
        mv.visitVarInsn(Opcodes.ASTORE, module);
        mv.visitInsn(Opcodes.POP2);
        handOverSpilled(
                () -> {
                    Core.RemoteCall dispatch = dispatch(call);
                    if (dispatch != null) {
                        site(call, dispatch);
                    }
                    context.loadProc();
                    mv.visitVarInsn(Opcodes.ALOAD, module);
                    if (dispatch == null) {
                        context.owner.constants.load(mv, call.function());
                    }
                    Types.push(mv, count);
                    if (dispatch == null) {
                        context.call(
                                Types.CALLS,
                                "exported",
                                "(" + Types.descriptor(Types.PROC) + "Ljava/lang/Object;" + Types.descriptor(Types.ATOM)
                                        + "I)" + Types.descriptor(Types.FUN));
                    } else {
                        context.callVirtual(
                                Types.DYNAMIC_SITE,
                                "resolve",
                                "(" + Types.descriptor(Types.PROC) + "Ljava/lang/Object;I)"
                                        + Types.descriptor(Types.FUN));
                    }
                },
                arguments);
    }

    void tail(Core.Apply call) {
        applyOperands(call);
        Label exhausted = new Label();
        spendBudget(exhausted);
        context.tailCallLine(call.line());
        invokeFunction(call.arguments().size());
        mv.visitInsn(Opcodes.ARETURN);
        mv.visitLabel(exhausted);
        List<Spilled> arguments = unload(call.arguments().size());
        mv.visitInsn(Opcodes.POP);
        int fun = context.temporary(Kind.OBJECT);
        mv.visitVarInsn(Opcodes.ASTORE, fun);
        handOverSpilled(
                () -> {
                    mv.visitVarInsn(Opcodes.ALOAD, fun);
                    mv.visitTypeInsn(Opcodes.CHECKCAST, Types.FUN);
                },
                arguments);
    }

    /** Returns the value of a call as the method gives its own. */
    private void returned(Target target) {
        if (context.result != target.result) {
            context.box(target.result);
        }
        mv.visitInsn(context.result.ret);
    }

    /** A tail call of the function itself is a jump to its start. */
    private void selfCall(Core.LocalCall call) {
        Label inParts = context.parts.start(call);
        jump(call, context.parameters, inParts != null);
        if (context.countsAtEntry() && context.owner.tailCalls.counts(call.function())) {
            FunctionEmitter.countReduction(context);
        }
        mv.visitJumpInsn(Opcodes.GOTO, inParts == null ? context.start : inParts);
    }

    /**
     * Stores the arguments of a jump into the parameters that they are for.
     *
     * @param inParts some of those are taken in parts
     */
    private void jump(Core.LocalCall call, List<Variable> parameters, boolean inParts) {
        List<Runnable> stores = new ArrayList<>();
        for (int i = 0; i < parameters.size(); i++) {
            Core argument = call.arguments().get(i);
            Variable parameter = parameters.get(i);
            if (inParts && context.parts.isInParts(parameter)) {
                stores.addAll(context.parts.pass(argument, parameter, expressions));
                continue;
            }
            if (context.lists.whole(parameter) != null) {
                stores.addAll(context.lists.pass(argument, parameter, expressions));
                continue;
            }
            if (argument instanceof Core.Use(var variable)
                    && variable == parameter
                    && context.parts.whole(parameter) == null) {
                continue;
            }
            if (context.isPlace(parameter)) {
                stores.add(place(argument, parameter));
            } else {
                passed(argument, context.slot(parameter).kind());
                stores.add(() -> context.store(parameter));
            }
        }
        stores.reversed().forEach(Runnable::run);
    }

    /** Pushes an argument for a parameter that is a place in a bitstring. @return stores it */
    private Runnable place(Core argument, Variable parameter) {
        if (argument instanceof Core.Use(var variable) && context.isPlace(variable)) {
            boolean moves = context.carrier(variable) != parameter;
            if (moves) {
                context.loadBase(variable);
            }
            context.loadPosition(variable);
            return () -> {
                context.storePosition(parameter);
                if (moves) {
                    context.store(parameter);
                }
            };
        }
        expressions.value(argument);
        mv.visitInsn(Opcodes.LCONST_0);
        return () -> {
            context.storePosition(parameter);
            context.store(parameter);
        };
    }

    /** Passes one less on than the function was given; jumps when there is none left. */
    private void spendBudget(Label exhausted) {
        mv.visitVarInsn(Opcodes.ILOAD, context.budgetSlot);
        mv.visitJumpInsn(Opcodes.IFLE, exhausted);
        context.loadProc();
        mv.visitVarInsn(Opcodes.ILOAD, context.budgetSlot);
        mv.visitInsn(Opcodes.ICONST_1);
        mv.visitInsn(Opcodes.ISUB);
        mv.visitFieldInsn(Opcodes.PUTFIELD, Types.PROC, "tailBudget", "I");
    }

    /** Leaves the call of a function that goes on with a receive. */
    void leave(Core.LocalCall resumption) {
        handOver(() -> functionValue(resumption.function()), resumption.arguments());
    }

    /** Leaves the call for the trampoline. */
    private void handOver(Runnable function, List<Core> arguments) {
        handOverSpilled(function, spill(arguments));
    }

    private void handOverSpilled(Runnable function, List<Spilled> arguments) {
        context.loadProc();
        function.run();
        int count = arguments.size();
        String target = Types.descriptor(Types.FUN);
        if (count <= Fun.MAX_DIRECT_ARITY) {
            arguments.forEach(this::loadBoxed);
            context.callVirtual(
                    Types.PROC,
                    "tailCall" + count,
                    "(" + target + Types.descriptor(Types.OBJECT).repeat(count) + ")Ljava/lang/Object;");
        } else {
            loadArray(arguments);
            context.callVirtual(Types.PROC, "tailCallMany", "(" + target + "[Ljava/lang/Object;)Ljava/lang/Object;");
        }
        mv.visitInsn(Opcodes.ARETURN);
    }

    /** Pushes an argument of the unboxed version; one that does not fit makes that give up. */
    private void passed(Core argument, Kind kind) {
        Kind given = context.kinds.of(argument);
        if (kind == Kind.OBJECT || given == kind) {
            expressions.value(argument, kind);
            if (argument instanceof Core.Use(var variable) && variable.isGivenAway()) {
                context.clear(variable);
            }
        } else if (kind == Kind.LONG) {
            expressions.numbers().demanded(argument);
        } else {
            expressions.value(argument);
            context.call(Types.ARITHMETIC, "unboxedFloat", "(Ljava/lang/Object;)" + kind.descriptor);
        }
    }

    // ---- operands

    private void arguments(Core.LocalCall call, Target target) {
        for (int i = 0; i < target.parameters.size(); i++) {
            passed(call.arguments().get(i), target.parameters.get(i));
        }
    }

    /** An operand in a variable of its own. */
    private record Spilled(int slot, Kind kind) {}

    private List<Spilled> spill(List<Core> arguments) {
        return spill(arguments, Collections.nCopies(arguments.size(), Kind.OBJECT));
    }

    private List<Spilled> spill(List<Core> arguments, List<Kind> kinds) {
        List<Spilled> slots = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Kind kind = kinds.get(i);
            passed(arguments.get(i), kind);
            slots.add(store(kind));
        }
        return slots;
    }

    private Spilled store(Kind kind) {
        Spilled spilled = new Spilled(context.temporary(kind), kind);
        mv.visitVarInsn(kind.store, spilled.slot);
        return spilled;
    }

    /** Moves the topmost operands into variables. */
    private List<Spilled> unload(int count) {
        if (count > Fun.MAX_DIRECT_ARITY) {
            // They are in an array already; its elements are taken apart again.
            int array = context.temporary(Kind.OBJECT);
            mv.visitVarInsn(Opcodes.ASTORE, array);
            List<Spilled> slots = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                mv.visitVarInsn(Opcodes.ALOAD, array);
                Types.push(mv, i);
                mv.visitInsn(Opcodes.AALOAD);
                slots.add(store(Kind.OBJECT));
            }
            return slots;
        }
        Spilled[] slots = new Spilled[count];
        for (int i = count - 1; i >= 0; i--) {
            slots[i] = store(Kind.OBJECT);
        }
        return List.of(slots);
    }

    private void load(List<Spilled> slots) {
        slots.forEach(spilled -> mv.visitVarInsn(spilled.kind.load, spilled.slot));
    }

    private void loadBoxed(Spilled spilled) {
        mv.visitVarInsn(spilled.kind.load, spilled.slot);
        context.box(spilled.kind);
    }

    private void loadArray(List<Spilled> slots) {
        Types.push(mv, slots.size());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, Types.OBJECT);
        for (int i = 0; i < slots.size(); i++) {
            mv.visitInsn(Opcodes.DUP);
            Types.push(mv, i);
            loadBoxed(slots.get(i));
            mv.visitInsn(Opcodes.AASTORE);
        }
    }

    private void dynamicOperands(Core.DynamicCall call) {
        Core.RemoteCall dispatch = dispatch(call);
        site(call, dispatch);
        context.loadProc();
        expressions.value(
                dispatch == null ? call.module() : dispatch.arguments().getLast());
        arguments(call.arguments());
    }

    private void site(Core.DynamicCall call, Core.@Nullable RemoteCall dispatch) {
        String protocol = dispatch != null && dispatch.arguments().getFirst() instanceof Core.Literal literal
                ? ((Atom) literal.term()).name()
                : null;
        String site = context.owner.constants.site(call.function().name(), protocol);
        mv.visitFieldInsn(Opcodes.GETSTATIC, context.owner.className, site, Types.descriptor(Types.DYNAMIC_SITE));
    }

    /** What finds the module of a call within a function of a protocol: its site does that by itself. Null for other calls. */
    private static Core.@Nullable RemoteCall dispatch(Core.DynamicCall call) {
        return call.module() instanceof Core.RemoteCall target
                        && target.module() == PROTOCOL
                        && target.function() == IMPLEMENTATION
                        && target.arguments().size() == 2
                        && target.arguments().getFirst() instanceof Core.Literal
                ? target
                : null;
    }

    private void applyOperands(Core.Apply call) {
        expressions.value(call.function());
        context.line(call.line());
        context.call(Types.CALLS, "function", "(Ljava/lang/Object;)" + Types.descriptor(Types.FUN));
        context.loadProc();
        arguments(call.arguments());
    }

    /** Arguments of a {@code callN}, or in an array for {@code callMany}. */
    private void arguments(List<Core> arguments) {
        if (arguments.size() <= Fun.MAX_DIRECT_ARITY) {
            arguments.forEach(expressions::value);
        } else {
            expressions.array(arguments);
        }
    }

    // ---- instructions

    private Linker.Link link(Core.RemoteCall call) {
        return context.owner.linker.link(
                call.module(), call.function(), call.arguments().size());
    }

    /** The method that a local call goes to: the unboxed version where the arguments are known to fit, else the general one. */
    private record Target(String method, List<Kind> parameters, Kind result, String descriptor, boolean bounces) {}

    private Target target(Core.LocalCall call) {
        FunctionName function = call.function();
        UnboxedVersions.Version version = context.owner.versions.callee(call, context.kinds);
        String method = ModuleNames.methodName(function.name().name(), function.arity());
        return version == null
                ? new Target(
                        method,
                        Collections.nCopies(function.arity(), Kind.OBJECT),
                        Kind.OBJECT,
                        Types.function(function.arity()),
                        context.owner.tailCalls.bounces(function))
                : new Target(
                        UnboxedVersions.Version.methodName(method),
                        version.parameters(),
                        version.result(),
                        version.descriptor(),
                        !version.isPartOfCycle() && context.owner.tailCalls.bounces(function));
    }

    private void invokeLocal(Target target) {
        context.call(context.owner.className, target.method, target.descriptor);
    }

    private void invokeRemote(Linker.Link link, Core.RemoteCall call) {
        int arity = call.arguments().size();
        switch (link) {
            case Linker.Link.Fixed(var className) ->
                context.call(className, ModuleNames.methodName(call.function().name(), arity), Types.function(arity));
            case Linker.Link.Current _ ->
                mv.visitInvokeDynamicInsn(
                        ModuleNames.mangle(call.function().name()),
                        Types.function(arity),
                        REMOTE,
                        call.module().name());
            case Linker.Link.Builtin _ -> throw new IllegalStateException("a built-in has its own way");
        }
    }

    private void builtin(BuiltinModules.Entry entry, Core.RemoteCall call) {
        if (entry.traits().takesProc()) {
            context.loadProc();
        }
        call.arguments().forEach(expressions::value);
        boolean bounces = entry.traits().tailCalls() && !call.tail();
        if (bounces) {
            fullBudget();
        }
        context.line(call.line());
        context.owner.builtinCalls.call(context, entry);
        if (bounces) {
            finish(true);
        }
    }

    private void invokeDynamic(int count) {
        String parameters =
                count <= Fun.MAX_DIRECT_ARITY ? Types.descriptor(Types.OBJECT).repeat(count) : "[Ljava/lang/Object;";
        context.callVirtual(
                Types.DYNAMIC_SITE,
                count <= Fun.MAX_DIRECT_ARITY ? "call" + count : "callMany",
                "(" + Types.descriptor(Types.PROC) + "Ljava/lang/Object;" + parameters + ")Ljava/lang/Object;");
    }

    private void invokeFunction(int count) {
        if (count <= Fun.MAX_DIRECT_ARITY) {
            context.callVirtual(Types.FUN, "call" + count, Types.function(count));
        } else {
            context.callVirtual(
                    Types.FUN,
                    "callMany",
                    "(" + Types.descriptor(Types.PROC) + "[Ljava/lang/Object;)Ljava/lang/Object;");
        }
    }

    /** Pushes a function of the module as a value. */
    void functionValue(FunctionName function) {
        Integer index = context.owner.indexes.get(function);
        if (index == null) {
            throw new CompilerBug("code generator", "no function " + function, 0);
        }
        mv.visitFieldInsn(
                Opcodes.GETSTATIC, context.owner.funClass(), "FUNCTIONS", "[" + Types.descriptor(Types.MODULE_FUN));
        Types.push(mv, index);
        mv.visitInsn(Opcodes.AALOAD);
    }

    private void externalFunction(Atom module, Atom function, int arity) {
        context.loadProc();
        context.owner.constants.load(mv, module);
        context.owner.constants.load(mv, function);
        Types.push(mv, arity);
        context.call(
                Types.CALLS,
                "exported",
                "(" + Types.descriptor(Types.PROC) + "Ljava/lang/Object;" + Types.descriptor(Types.ATOM) + "I)"
                        + Types.descriptor(Types.FUN));
    }
}
