package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.match.DecisionTree;
import org.jlixir.compiler.match.DecisionTree.Shape;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the choice between shapes that exclude each other; many atoms or integers become a switch instruction. */
final class SwitchEmitter {
    /** From how many literals on a switch instruction pays. */
    private static final int MIN_SWITCH = 5;

    /** Writes a subtree. */
    @FunctionalInterface
    interface Subtree {
        void emit(DecisionTree tree, Label fail);
    }

    private final MethodContext context;
    private final Subtree subtrees;
    private final MethodVisitor mv;

    SwitchEmitter(MethodContext context, Subtree subtrees) {
        this.context = context;
        this.subtrees = subtrees;
        this.mv = context.mv;
    }

    void emit(DecisionTree.Switch choice, Label fail) {
        Variable subject = choice.subject();
        Variable whole = context.parts.whole(subject);
        if (whole != null) {
            inParts(whole, choice, fail);
            return;
        }
        List<DecisionTree.Case> atoms = literals(choice, Atom.class);
        List<DecisionTree.Case> integers = smallIntegers(choice);
        List<DecisionTree.Case> rest = new ArrayList<>(choice.cases());
        if (atoms.size() >= MIN_SWITCH) {
            rest.removeAll(atoms);
        } else {
            atoms = List.of();
        }
        if (integers.size() >= MIN_SWITCH) {
            rest.removeAll(integers);
        } else {
            integers = List.of();
        }
        if (context.slot(subject).kind() == Kind.OBJECT) {
            rest.forEach(one -> one(subject, one, fail));
            if (!atoms.isEmpty()) {
                atoms(subject, atoms, fail);
            }
        } else {
            rest.forEach(one -> unboxed(subject, one, fail));
        }
        if (!integers.isEmpty()) {
            integers(subject, integers, fail);
        }
        subtrees.emit(choice.otherwise(), fail);
    }

    /** The subject is known to be a tuple, whose elements are in variables already. */
    private void inParts(Variable whole, DecisionTree.Switch choice, Label fail) {
        for (DecisionTree.Case one : choice.cases()) {
            if (one.shape() instanceof Shape.Tuple(var elements) && elements.size() == context.parts.size(whole)) {
                for (int i = 0; i < elements.size(); i++) {
                    Variable element = elements.get(i);
                    if (element != null) {
                        context.parts.define(element, whole, i);
                    }
                }
                subtrees.emit(one.tree(), fail);
                return;
            }
        }
        subtrees.emit(choice.otherwise(), fail);
    }

    private static List<DecisionTree.Case> literals(DecisionTree.Switch choice, Class<?> type) {
        return choice.cases().stream()
                .filter(one -> one.shape() instanceof Shape.Literal(var term) && type.isInstance(term))
                .toList();
    }

    private static List<DecisionTree.Case> smallIntegers(DecisionTree.Switch choice) {
        return literals(choice, Long.class).stream()
                .filter(one -> {
                    long value = (Long) ((Shape.Literal) one.shape()).term();
                    return value == (int) value;
                })
                .toList();
    }

    private void one(Variable subject, DecisionTree.Case one, Label fail) {
        Label next = new Label();
        int mark = context.mark();
        switch (one.shape()) {
            case Shape.Tuple(var elements) -> tuple(subject, elements, next);
            case Shape.Cons(var head, var tail) -> cons(subject, head, tail, next);
            case Shape.Literal(var term) -> literal(subject, term, next);
        }
        subtrees.emit(one.tree(), fail);
        context.release(mark);
        mv.visitLabel(next);
    }

    private void tuple(Variable subject, List<@Nullable Variable> elements, Label next) {
        int size = elements.size();
        String type = Types.tuple(size);
        context.loadBase(subject);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, type);
        mv.visitJumpInsn(Opcodes.IFEQ, next);
        if (size > 8) {
            context.loadBase(subject);
            mv.visitTypeInsn(Opcodes.CHECKCAST, type);
            context.callVirtual(type, "size", "()I");
            Types.push(mv, size);
            mv.visitJumpInsn(Opcodes.IF_ICMPNE, next);
        }
        for (int i = 0; i < size; i++) {
            Variable element = elements.get(i);
            if (element == null) {
                continue;
            }
            context.loadBase(subject);
            mv.visitTypeInsn(Opcodes.CHECKCAST, type);
            if (size > 8) {
                Types.push(mv, i);
                context.callVirtual(type, "get", "(I)Ljava/lang/Object;");
            } else {
                mv.visitFieldInsn(Opcodes.GETFIELD, type, "e" + i, Types.descriptor(Types.OBJECT));
            }
            context.define(element, Kind.OBJECT);
        }
    }

    private void cons(Variable subject, @Nullable Variable head, @Nullable Variable tail, Label next) {
        context.loadBase(subject);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, Types.CONS);
        mv.visitJumpInsn(Opcodes.IFEQ, next);
        part(subject, head, "head");
        part(subject, tail, "tail");
    }

    private void part(Variable subject, @Nullable Variable variable, String method) {
        if (variable != null) {
            context.loadBase(subject);
            mv.visitTypeInsn(Opcodes.CHECKCAST, Types.CONS);
            context.callVirtual(Types.CONS, method, "()Ljava/lang/Object;");
            context.define(variable, Kind.OBJECT);
        }
    }

    private void literal(Variable subject, Object term, Label next) {
        context.loadBase(subject);
        if (term instanceof Bitstring && context.isPlace(subject)) {
            context.loadPosition(subject);
            context.owner.constants.load(mv, term);
            context.call(Types.READER, "isRest", "(Ljava/lang/Object;JLjava/lang/Object;)Z");
            mv.visitJumpInsn(Opcodes.IFEQ, next);
            return;
        }
        switch (term) {
            case Atom _, EmptyList _ -> {
                context.owner.constants.load(mv, term);
                mv.visitJumpInsn(Opcodes.IF_ACMPNE, next);
            }
            case Long value -> {
                Types.push(mv, value);
                context.call(Types.TERM_ORDER, "exactlyEqual", "(Ljava/lang/Object;J)Z");
                mv.visitJumpInsn(Opcodes.IFEQ, next);
            }
            default -> {
                context.owner.constants.load(mv, term);
                context.call(Types.TERM_ORDER, "exactlyEqual", "(Ljava/lang/Object;Ljava/lang/Object;)Z");
                mv.visitJumpInsn(Opcodes.IFEQ, next);
            }
        }
    }

    /** The subject is a number in a register: only a literal of its own type can be equal. */
    private void unboxed(Variable subject, DecisionTree.Case one, Label fail) {
        Kind kind = context.slot(subject).kind();
        Object term = one.shape() instanceof Shape.Literal(var literal) ? literal : null;
        Label next = new Label();
        if (kind == Kind.LONG && term instanceof Long value) {
            context.loadBase(subject);
            Types.push(mv, value);
            mv.visitInsn(Opcodes.LCMP);
            mv.visitJumpInsn(Opcodes.IFNE, next);
        } else if (kind == Kind.DOUBLE && term instanceof Double value) {
            // By bits: 0.0 and -0.0 are two patterns.
            context.loadBase(subject);
            context.call(Types.DOUBLE, "doubleToRawLongBits", "(D)J");
            mv.visitLdcInsn(Double.doubleToRawLongBits(value));
            mv.visitInsn(Opcodes.LCMP);
            mv.visitJumpInsn(Opcodes.IFNE, next);
        } else {
            return;
        }
        subtrees.emit(one.tree(), fail);
        mv.visitLabel(next);
    }

    private void integers(Variable subject, List<DecisionTree.Case> cases, Label fail) {
        Label none = new Label();
        Kind kind = context.slot(subject).kind();
        if (kind == Kind.DOUBLE) {
            return;
        }
        if (kind == Kind.OBJECT) {
            context.loadBase(subject);
            mv.visitTypeInsn(Opcodes.INSTANCEOF, Types.LONG);
            mv.visitJumpInsn(Opcodes.IFEQ, none);
        }
        int value = context.temporary(Kind.LONG);
        context.loadBase(subject);
        if (kind == Kind.OBJECT) {
            context.unbox(Kind.LONG);
        }
        mv.visitInsn(Opcodes.DUP2);
        mv.visitVarInsn(Opcodes.LSTORE, value);
        mv.visitInsn(Opcodes.L2I);
        mv.visitInsn(Opcodes.I2L);
        mv.visitVarInsn(Opcodes.LLOAD, value);
        mv.visitInsn(Opcodes.LCMP);
        mv.visitJumpInsn(Opcodes.IFNE, none);
        TreeMap<Integer, DecisionTree.Case> sorted = new TreeMap<>();
        for (DecisionTree.Case one : cases) {
            sorted.put(((Long) ((Shape.Literal) one.shape()).term()).intValue(), one);
        }
        mv.visitVarInsn(Opcodes.LLOAD, value);
        mv.visitInsn(Opcodes.L2I);
        switchOn(sorted.keySet().stream().mapToInt(Integer::intValue).toArray(), none, sorted.values(), fail);
    }

    private void switchOn(int[] keys, Label none, Iterable<DecisionTree.Case> cases, Label fail) {
        Label[] labels = new Label[keys.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
        }
        int span = keys[keys.length - 1] - keys[0];
        if (span >= 0 && span < 4L * keys.length) {
            Label[] dense = new Label[span + 1];
            java.util.Arrays.fill(dense, none);
            for (int i = 0; i < keys.length; i++) {
                dense[keys[i] - keys[0]] = labels[i];
            }
            mv.visitTableSwitchInsn(keys[0], keys[keys.length - 1], none, dense);
        } else {
            mv.visitLookupSwitchInsn(none, keys, labels);
        }
        int i = 0;
        for (DecisionTree.Case one : cases) {
            mv.visitLabel(labels[i++]);
            subtrees.emit(one.tree(), fail);
        }
        mv.visitLabel(none);
    }

    /** Atoms by their hash, which depends on the name alone; those that share one are compared in turn. */
    private void atoms(Variable subject, List<DecisionTree.Case> cases, Label fail) {
        Label none = new Label();
        context.loadBase(subject);
        mv.visitTypeInsn(Opcodes.INSTANCEOF, Types.ATOM);
        mv.visitJumpInsn(Opcodes.IFEQ, none);
        TreeMap<Integer, List<DecisionTree.Case>> sorted = new TreeMap<>();
        for (DecisionTree.Case one : cases) {
            int hash = ((Shape.Literal) one.shape()).term().hashCode();
            sorted.computeIfAbsent(hash, _ -> new ArrayList<>()).add(one);
        }
        Label[] labels = new Label[sorted.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = new Label();
        }
        context.loadBase(subject);
        mv.visitTypeInsn(Opcodes.CHECKCAST, Types.ATOM);
        context.callVirtual(Types.ATOM, "hashCode", "()I");
        mv.visitLookupSwitchInsn(
                none, sorted.keySet().stream().mapToInt(Integer::intValue).toArray(), labels);
        int i = 0;
        for (List<DecisionTree.Case> same : sorted.values()) {
            mv.visitLabel(labels[i++]);
            for (DecisionTree.Case one : same) {
                Label next = new Label();
                literal(subject, ((Shape.Literal) one.shape()).term(), next);
                subtrees.emit(one.tree(), fail);
                mv.visitLabel(next);
            }
            mv.visitJumpInsn(Opcodes.GOTO, none);
        }
        mv.visitLabel(none);
    }
}
