package org.jlixir.compiler.codegen;

import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.term.EmptyList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** A method under construction: its instructions, where its variables are kept, where its joins lead. */
final class MethodContext {
    /** Where a variable is kept. */
    record Slot(int index, Kind kind) {}

    /** A variable that is a place in a bitstring, see {@link LoopPlaces}: its carrier, and the variable that has the position in bits. */
    private record Place(Variable carrier, int position) {}

    /** The handler of a join and the variable it takes its value from. */
    record Target(Label label, Variable parameter) {}

    final ClassContext owner;
    final MethodVisitor mv;
    /** The function that the method is, for self calls; null for closures and guards. */
    final @Nullable FunctionName function;

    final List<Variable> parameters;
    private final Map<Variable, Slot> slots = new HashMap<>();
    private final IdentityHashMap<Core.JoinPoint, Target> joins = new IdentityHashMap<>();
    /** Where variables that are terms are kept unboxed as well. */
    private final Map<Variable, Slot> unboxed = new HashMap<>();

    private final Map<Variable, Place> places = new HashMap<>();
    /** Which variables may be places. */
    private LoopPlaces loopPlaces = LoopPlaces.NONE;
    /** Where variables that are unboxed parts of a parameter are kept as terms as well. */
    private final Map<Variable, Integer> boxes = new HashMap<>();

    /** The parameters that may be in parts. */
    TupleParts parts = new TupleParts(this, LoopTuples.NONE);

    /** The parameters that are lists made from their front. */
    ForwardLists lists = new ForwardLists(this, LoopLists.NONE);

    /** How values can be held here. */
    KindInference kinds;
    /** How the method gives its result. */
    Kind result = Kind.OBJECT;
    /** True while code may be written twice, see {@link FloatBodies}. */
    boolean speculates = true;

    /** The floats that are not checked when they are bound, see {@link SparedChecks}; checks that fail give up when there are any. */
    Set<Variable> spared = Set.of();

    /** The bodies of clauses that count a reduction, if the function does not when it is entered. */
    private final Set<Core> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    private int nextSlot;
    private int line = -1;
    /** Where a self tail call goes; set once the entry code is written. */
    @Nullable
    Label start;
    /** Where the functions of a cycle start; empty in methods of one function. */
    final Map<FunctionName, CycleEmitter.Member> cycle = new HashMap<>();
    /** The index of the function that is written, in a method of a cycle; otherwise -1. */
    int member = -1;

    /** The slot of the tail budget that the function was entered with, or -1. */
    int budgetSlot = -1;

    MethodContext(
            ClassContext owner,
            MethodVisitor mv,
            @Nullable FunctionName function,
            List<Variable> parameters,
            KindInference kinds) {
        this.owner = owner;
        this.kinds = kinds;
        this.mv = mv;
        this.function = function;
        this.parameters = parameters;
        nextSlot = 1;
    }

    Slot allocate(Variable variable, Kind kind) {
        Slot slot = new Slot(nextSlot, kind);
        nextSlot += kind.slots;
        slots.put(variable, slot);
        return slot;
    }

    /**
     * Keeps the variable where something else is kept.
     *
     * @param box where that is as a term as well, or -1
     */
    void share(Variable variable, Slot slot, int box) {
        slots.put(variable, slot);
        if (box >= 0) {
            boxes.put(variable, box);
        }
    }

    /** Before code is written again: variables other than parameters have no places any more. */
    void forgetVariables() {
        slots.keySet().retainAll(parameters);
        places.keySet().retainAll(parameters);
        lists.share();
    }

    int temporary(Kind kind) {
        int index = nextSlot;
        nextSlot += kind.slots;
        return index;
    }

    boolean isAllocated(Variable variable) {
        return slots.containsKey(variable);
    }

    Slot slot(Variable variable) {
        Slot slot = slots.get(variable);
        if (slot == null) {
            throw new CompilerBug("code generator", "variable without a place: " + variable, line);
        }
        return slot;
    }

    /** The end of what is in use; give it back to {@link #release} to free what was allocated since. */
    int mark() {
        return nextSlot;
    }

    void release(int mark) {
        nextSlot = mark;
    }

    void load(Variable variable) {
        loadBase(variable);
        if (places.containsKey(variable)) {
            loadPosition(variable);
            call(Types.READER, "from", "(Ljava/lang/Object;J)Ljava/lang/Object;");
        }
    }

    /** Forgets the value of a variable that is not used any more. */
    void clear(Variable variable) {
        Slot slot = slot(variable);
        if (slot.kind == Kind.OBJECT && !places.containsKey(variable)) {
            mv.visitInsn(Opcodes.ACONST_NULL);
            mv.visitVarInsn(Opcodes.ASTORE, slot.index);
        }
    }

    /** Pushes what a place is in: something that is a bitstring if the variable is one. Any other variable is pushed itself. */
    void loadBase(Variable variable) {
        Variable whole = parts.whole(variable);
        if (whole != null) {
            parts.load(whole);
            return;
        }
        Variable list = lists.whole(variable);
        if (list != null) {
            lists.load(list);
            return;
        }
        Place place = places.get(variable);
        Slot slot = slot(place == null ? variable : place.carrier);
        mv.visitVarInsn(slot.kind.load, slot.index);
    }

    // ---- places in bitstrings

    /**
     * Keeps parameters as places where that is of use. Before the code that jumps lead to.
     *
     * @param bodies those of the functions that jump to each other
     * @param targets their parameters
     */
    void findPlaces(List<Core> bodies, Map<FunctionName, List<Variable>> targets) {
        loopPlaces = new LoopPlaces(bodies, targets, parameter -> slot(parameter).kind == Kind.OBJECT);
        for (Variable parameter : loopPlaces.parameters()) {
            places.put(parameter, new Place(parameter, temporary(Kind.LONG)));
            mv.visitInsn(Opcodes.LCONST_0);
            storePosition(parameter);
        }
    }

    /** True for a variable of a pattern that is kept elsewhere: a parameter in parts, an element of one, a list made from its front. */
    boolean isKept(Variable variable) {
        return parts.has(variable) || lists.whole(variable) != null;
    }

    boolean isPlace(Variable variable) {
        return places.containsKey(variable);
    }

    /** The parameter whose bitstring a slice of {@code variable} can be a place in, or null. */
    @Nullable
    Variable carrier(Variable variable) {
        Place place = places.get(variable);
        return place != null ? place.carrier : loopPlaces.isCarrier(variable) ? variable : null;
    }

    /** The parameter in whose bitstring the variable of a pattern is to be a place, or null. */
    @Nullable
    Variable wantedCarrier(Variable variable) {
        return loopPlaces.carrier(variable);
    }

    /** Makes the variable a place, whose position is stored later. */
    void allocatePlace(Variable variable, Variable carrier) {
        places.put(variable, new Place(carrier, temporary(Kind.LONG)));
        slots.put(variable, slot(carrier));
    }

    /** Pushes where in its carrier's bitstring the variable is, in bits. */
    void loadPosition(Variable variable) {
        Place place = places.get(variable);
        if (place == null) {
            mv.visitInsn(Opcodes.LCONST_0);
        } else {
            mv.visitVarInsn(Opcodes.LLOAD, place.position);
        }
    }

    void storePosition(Variable variable) {
        Place place = places.get(variable);
        if (place == null) {
            throw new CompilerBug("code generator", variable + " is no place", line);
        }
        mv.visitVarInsn(Opcodes.LSTORE, place.position);
    }

    /** Pushes the variable as a term. */
    void loadObject(Variable variable) {
        Integer box = boxes.get(variable);
        if (box != null) {
            mv.visitVarInsn(Opcodes.ALOAD, box);
            return;
        }
        load(variable);
        box(slot(variable).kind);
    }

    /** Pushes the variable as a {@code long} or {@code double}; it must be kept so. */
    void loadUnboxed(Variable variable, Kind kind) {
        Slot slot = unboxed.getOrDefault(variable, slot(variable));
        if (slot.kind != kind) {
            throw new CompilerBug("code generator", variable + " is not kept as " + kind, line);
        }
        mv.visitVarInsn(kind.load, slot.index);
    }

    /** Keeps what is on the stack as the unboxed value of a variable that is a term. */
    void keepUnboxed(Variable variable, Kind kind) {
        Slot slot = new Slot(temporary(kind), kind);
        unboxed.put(variable, slot);
        mv.visitVarInsn(kind.store, slot.index);
    }

    void forgetUnboxed(Variable variable) {
        unboxed.remove(variable);
    }

    /** Allocates the variable and stores what is on the stack into it. */
    void define(Variable variable, Kind kind) {
        Slot slot = allocate(variable, kind);
        mv.visitVarInsn(kind.store, slot.index);
    }

    void store(Variable variable) {
        Slot slot = slot(variable);
        mv.visitVarInsn(slot.kind.store, slot.index);
    }

    void box(Kind kind) {
        switch (kind) {
            case OBJECT -> {}
            case LONG -> call(Types.LONG, "valueOf", "(J)Ljava/lang/Long;");
            case DOUBLE -> call(Types.DOUBLE, "valueOf", "(D)Ljava/lang/Double;");
        }
    }

    /** Takes a value that is known to be of the kind out of its box. */
    void unbox(Kind kind) {
        switch (kind) {
            case OBJECT -> {}
            case LONG -> {
                mv.visitTypeInsn(Opcodes.CHECKCAST, Types.LONG);
                callVirtual(Types.LONG, "longValue", "()J");
            }
            case DOUBLE -> {
                mv.visitTypeInsn(Opcodes.CHECKCAST, Types.DOUBLE);
                callVirtual(Types.DOUBLE, "doubleValue", "()D");
            }
        }
    }

    void call(String owner, String name, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
    }

    void callVirtual(String owner, String name, String descriptor) {
        mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, owner, name, descriptor, false);
    }

    void loadProc() {
        mv.visitVarInsn(Opcodes.ALOAD, 0);
    }

    /** {@code slot = self.expect(failures)}; an empty list expects none. */
    void expect(Object failures, int slot) {
        loadProc();
        if (failures == EmptyList.NIL) {
            mv.visitInsn(Opcodes.ACONST_NULL);
        } else {
            owner.constants.expected(mv, failures);
        }
        callVirtual(Types.PROC, "expect", EXPECT);
        mv.visitVarInsn(Opcodes.ASTORE, slot);
    }

    /** {@code self.expected = slot}. */
    void expectAgain(int slot) {
        loadProc();
        mv.visitVarInsn(Opcodes.ALOAD, slot);
        mv.visitTypeInsn(Opcodes.CHECKCAST, Types.EXPECTED);
        mv.visitFieldInsn(Opcodes.PUTFIELD, Types.PROC, "expected", Types.descriptor(Types.EXPECTED));
    }

    static final String EXPECT = "(" + Types.descriptor(Types.EXPECTED) + ")" + Types.descriptor(Types.EXPECTED);

    /** The body of a clause counts a reduction. */
    void countIn(Core body) {
        counted.add(body);
    }

    boolean countsIn(Core body) {
        return counted.contains(body);
    }

    /** True when the function counts where it is entered, so that a jump back to its start has to count for itself. */
    boolean countsAtEntry() {
        return counted.isEmpty();
    }

    void join(Core.JoinPoint point, Target target) {
        joins.put(point, target);
    }

    Target target(Core.JoinPoint point) {
        Target target = joins.get(point);
        if (target == null) {
            throw new CompilerBug("code generator", "jump to a join that is not there", line);
        }
        return target;
    }

    void line(int number) {
        if (number == FrameLines.GLUE) {
            glue();
        } else if (number > 0 && number != line) {
            line = number;
            lineNumber(FrameLines.of(member, number, false));
        }
    }

    /** The line of a call that the function ends with; it has no more place in stack traces then. */
    void tailCallLine(int number) {
        if (number == FrameLines.GLUE) {
            glue();
            return;
        }
        lineNumber(FrameLines.of(member, Math.max(number, 0), true));
        forgetLine();
    }

    /** What follows only leads to another method of the same function. */
    void glue() {
        lineNumber(FrameLines.GLUE);
        forgetLine();
    }

    private void lineNumber(int number) {
        Label here = new Label();
        mv.visitLabel(here);
        mv.visitLineNumber(number, here);
    }

    /** After code whose line is not that of what follows. */
    void forgetLine() {
        line = -1;
    }
}
