package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Variable;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Where a method keeps the parameters of its loop that are in parts, see {@link LoopTuples}. The loop is written twice: first for any
 * arguments, then for what it goes on with where all these parameters are new tuples, whose elements have the kinds that are
 * expected. Code of the second loop makes a tuple where such a parameter is used as a term, and goes back to the first one with
 * anything else.
 */
final class TupleParts {
    private final MethodContext context;
    private final LoopTuples tuples;
    private final Map<Variable, List<Part>> parts = new HashMap<>();
    private final Label start = new Label();
    private boolean entered;
    private boolean active;

    /** @param box where the element is kept as a term as well, or -1 */
    private record Part(MethodContext.Slot slot, int box) {}

    /** Finds places for the parts. Before the code that jumps lead to. */
    TupleParts(MethodContext context, LoopTuples tuples) {
        this.context = context;
        this.tuples = tuples;
        tuples.parameters().forEach((variable, parameter) -> {
            List<Part> all = new ArrayList<>();
            for (int i = 0; i < parameter.size(); i++) {
                Kind kind = parameter.kinds().get(i);
                boolean boxed = kind != Kind.OBJECT && parameter.constant().get(i);
                MethodContext.Slot slot = new MethodContext.Slot(context.temporary(kind), kind);
                all.add(new Part(slot, boxed ? context.temporary(Kind.OBJECT) : -1));
            }
            parts.put(variable, all);
        });
    }

    /** Writes the second loop if the first one leads to it. */
    void loop(Core body) {
        if (!entered) {
            return;
        }
        active = true;
        context.forgetVariables();
        context.mv.visitLabel(start);
        context.forgetLine();
        Map<Variable, Kind> kinds = new HashMap<>();
        tuples.elements().forEach((variable, element) -> {
            define(variable, element.parameter(), element.position());
            kinds.put(variable, part(element).slot.kind());
        });
        tuples.wholes().forEachName((variable, parameter) -> context.share(variable, context.slot(parameter), -1));
        context.kinds = context.kinds.pinned(kinds);
        context.kinds.result(body);
        new ExpressionEmitter(context).returned(body);
    }

    /** The parameter in parts that the variable is all of, or null. */
    @Nullable
    Variable whole(Variable variable) {
        return active ? tuples.whole(variable) : null;
    }

    /** True for a variable that needs no place, since it is a parameter in parts or an element of one. */
    boolean has(Variable variable) {
        return active && (tuples.elements().containsKey(variable) || tuples.whole(variable) != null);
    }

    int size(Variable parameter) {
        return parts.get(parameter).size();
    }

    /** Makes the variable the element of a parameter. */
    void define(Variable variable, Variable parameter, int position) {
        Part part = parts.get(parameter).get(position);
        context.share(variable, part.slot, part.box);
    }

    /** Pushes the tuple. */
    void load(Variable parameter) {
        List<Part> all = parts.get(parameter);
        for (Part part : all) {
            if (part.box >= 0) {
                context.mv.visitVarInsn(Opcodes.ALOAD, part.box);
            } else {
                context.mv.visitVarInsn(part.slot.kind().load, part.slot.index());
                context.box(part.slot.kind());
            }
        }
        context.call(
                Types.TUPLE,
                "of",
                "(" + Types.descriptor(Types.OBJECT).repeat(all.size()) + ")" + Types.descriptor(Types.TUPLE));
    }

    /** Where a jump with these arguments leads: to the second loop, or null. */
    @Nullable
    Label start(Core.LocalCall jump) {
        boolean fits = !parts.isEmpty();
        for (var entry : tuples.parameters().entrySet()) {
            Core argument = jump.arguments().get(entry.getValue().index());
            fits &= argument instanceof Core.MakeTuple(var elements)
                    ? fit(elements, entry.getValue().kinds())
                    : isUnchanged(argument, entry.getKey());
        }
        entered |= fits;
        return fits ? start : null;
    }

    private boolean fit(List<Core> elements, List<Kind> kinds) {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i) != Kind.OBJECT && context.kinds.of(elements.get(i)) != kinds.get(i)) {
                return false;
            }
        }
        return true;
    }

    private boolean isUnchanged(Core argument, Variable parameter) {
        return argument instanceof Core.Use(var variable) && whole(variable) == parameter;
    }

    boolean isInParts(Variable parameter) {
        return parts.containsKey(parameter);
    }

    /** Pushes what a jump to the second loop passes for a parameter. @return the stores that take it, in the order of pushing */
    List<Runnable> pass(Core argument, Variable parameter, ExpressionEmitter expressions) {
        List<Runnable> stores = new ArrayList<>();
        if (!(argument instanceof Core.MakeTuple(var elements))) {
            return stores;
        }
        for (int i = 0; i < elements.size(); i++) {
            Core element = elements.get(i);
            Part part = parts.get(parameter).get(i);
            if (active && element instanceof Core.Use(var variable) && isElement(variable, parameter, i)) {
                continue;
            }
            expressions.value(element, part.slot.kind());
            stores.add(() -> context.mv.visitVarInsn(part.slot.kind().store, part.slot.index()));
            if (part.box >= 0) {
                expressions.value(element);
                stores.add(() -> context.mv.visitVarInsn(Opcodes.ASTORE, part.box));
            }
        }
        return stores;
    }

    private boolean isElement(Variable variable, Variable parameter, int position) {
        return new LoopTuples.Element(parameter, position)
                .equals(tuples.elements().get(variable));
    }

    private Part part(LoopTuples.Element element) {
        return parts.get(element.parameter()).get(element.position());
    }
}
