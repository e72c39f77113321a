package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ForwardList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Where a method keeps the lists that its loop collects, see {@link LoopLists}: what the loop has added is a {@link ForwardList} beside
 * the parameter, which holds what the list was before, nearly always {@code []}. Reversing such a list is to finish it. Where it is used in
 * any other way it is made as the program says.
 */
final class ForwardLists {
    private static final String FORWARD_LIST = Type.getInternalName(ForwardList.class);
    private static final String CELL = Types.descriptor(Types.CONS);

    private final MethodContext context;
    private final LoopLists lists;
    /** Where the last cell of each is. */
    private final Map<Variable, Integer> cells = new HashMap<>();

    /** Finds places for the lists, and makes them empty. Before the code that jumps lead to. */
    ForwardLists(MethodContext context, LoopLists lists) {
        this.context = context;
        this.lists = lists;
        for (Variable parameter : lists.parameters()) {
            cells.put(parameter, context.temporary(Kind.OBJECT));
            clear(parameter);
        }
        share();
    }

    /** Keeps the variables that are all of a list where that is kept. */
    void share() {
        lists.wholes().forEachName((variable, parameter) -> context.share(variable, context.slot(parameter), -1));
    }

    /** The parameter that the variable is all of, if it is such a list; otherwise null. */
    @Nullable
    Variable whole(Variable variable) {
        return lists.whole(variable);
    }

    /** Pushes the list as the program made it. */
    void load(Variable parameter) {
        loadCell(parameter);
        loadBefore(parameter);
        context.call(
                FORWARD_LIST,
                "backward",
                "(" + CELL + Types.descriptor(Types.OBJECT) + ")" + Types.descriptor(Types.OBJECT));
    }

    /** Pushes what a jump passes for the parameter. @return the stores that take it, in the order of pushing */
    List<Runnable> pass(Core argument, Variable parameter, ExpressionEmitter expressions) {
        List<Core> heads = new ArrayList<>();
        List<Runnable> stores = new ArrayList<>();
        if (LoopLists.rest(argument, heads) instanceof Core.Use(var variable) && whole(variable) == parameter) {
            for (Core head : heads) {
                expressions.value(head);
                stores.add(() -> append(parameter));
            }
        } else {
            expressions.value(argument);
            stores.add(() -> {
                context.mv.visitVarInsn(Opcodes.ASTORE, context.slot(parameter).index());
                clear(parameter);
            });
        }
        return stores;
    }

    /** What is left to do where the list was not empty when the loop began. */
    record Otherwise(Label label, Core.RemoteCall call) {}

    /**
     * If the call reverses such a list, pushes the result.
     *
     * @return where it goes on without the result, and with which call then; null for any other call
     */
    @Nullable
    Otherwise reverse(Core.RemoteCall call, ExpressionEmitter expressions) {
        Variable parameter = lists.reversed(call);
        if (parameter == null) {
            return null;
        }
        Label otherwise = new Label();
        Core.Literal nothing = new Core.Literal(EmptyList.NIL);
        List<Core> heads = new ArrayList<>();
        Core reversed = LoopLists.rest(call.arguments().getFirst(), heads);
        heads.replaceAll(head -> kept(head, expressions));
        loadBefore(parameter);
        expressions.value(nothing);
        context.mv.visitJumpInsn(Opcodes.IF_ACMPNE, otherwise);
        for (Core head : heads.reversed()) {
            expressions.value(head);
            append(parameter);
            reversed = new Core.MakeCons(head, reversed);
        }
        loadCell(parameter);
        expressions.value(
                call.arguments().size() == 1 ? nothing : call.arguments().get(1));
        context.call(
                FORWARD_LIST,
                "finish",
                "(" + CELL + Types.descriptor(Types.OBJECT) + ")" + Types.descriptor(Types.OBJECT));
        List<Core> arguments = new ArrayList<>(call.arguments());
        arguments.set(0, reversed);
        return new Otherwise(
                otherwise, new Core.RemoteCall(call.module(), call.function(), arguments, call.tail(), call.line()));
    }

    /** The value in a variable of its own. */
    private Core kept(Core value, ExpressionEmitter expressions) {
        if (value instanceof Core.Use || value instanceof Core.Literal) {
            return value;
        }
        Variable variable = new Variable("head");
        expressions.value(value);
        context.define(variable, Kind.OBJECT);
        return new Core.Use(variable);
    }

    private void append(Variable parameter) {
        loadCell(parameter);
        context.call(FORWARD_LIST, "append", "(" + Types.descriptor(Types.OBJECT) + CELL + ")" + CELL);
        context.mv.visitVarInsn(Opcodes.ASTORE, cells.get(parameter));
    }

    private void clear(Variable parameter) {
        context.mv.visitInsn(Opcodes.ACONST_NULL);
        context.mv.visitVarInsn(Opcodes.ASTORE, cells.get(parameter));
    }

    private void loadCell(Variable parameter) {
        context.mv.visitVarInsn(Opcodes.ALOAD, cells.get(parameter));
    }

    private void loadBefore(Variable parameter) {
        context.mv.visitVarInsn(Opcodes.ALOAD, context.slot(parameter).index());
    }
}
