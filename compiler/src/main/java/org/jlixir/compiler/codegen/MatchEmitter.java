package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.Operator;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.match.DecisionTree;
import org.jlixir.compiler.match.MatchCompiler;
import org.jlixir.compiler.match.ReceiveMark;
import org.jlixir.runtime.process.Proc;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Writes matches and receives: the decision trees first, then each clause's body once. The leaves of a tree store the clause's
 * variables and jump to its body.
 */
final class MatchEmitter {
    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final Destination destination;
    private final MethodVisitor mv;
    private List<Core.Clause> clauses = List.of();
    private Label[] bodies = {};
    /** The clauses that some leaf leads to: the body of a redundant one has variables that nothing binds. */
    private boolean[] reached = {};
    /** The variables of a receive that have the place of the message that is looked at, and the place before. */
    private int place = -1;

    private int before = -1;

    MatchEmitter(MethodContext context, ExpressionEmitter expressions, Destination destination) {
        this.context = context;
        this.expressions = expressions;
        this.destination = destination;
        this.mv = context.mv;
    }

    void match(Core.Match match) {
        int mark = context.mark();
        begin(match.clauses());
        List<DecisionTree> trees = MatchCompiler.compile(match.subjects(), clauses);
        trees(trees);
        new FailureEmitter(context).raise(match.failure(), match.subjects(), match.line());
        Label end = new Label();
        bodies(end, false);
        mv.visitLabel(end);
        context.forgetLine();
        context.release(mark);
    }

    void receive(Core.Receive receive) {
        int mark = context.mark();
        begin(receive.clauses());
        context.loadProc();
        Variable part = ReceiveMark.of(receive.clauses());
        if (part == null) {
            context.callVirtual(Types.PROC, "receiveStart", "()V");
        } else {
            expressions.value(new Core.Use(part));
            context.callVirtual(Types.PROC, "receiveStart", "(Ljava/lang/Object;)V");
        }
        if (receive.timeout() != null) {
            context.loadProc();
            expressions.value(receive.timeout());
            context.callVirtual(Types.PROC, "receiveTimeout", "(Ljava/lang/Object;)V");
        }
        Label loop = new Label();
        Label found = new Label();
        Label expired = new Label();
        Label end = new Label();
        context.allocate(receive.message(), Kind.OBJECT);
        place = context.temporary(Kind.OBJECT);
        before = context.temporary(Kind.OBJECT);
        mv.visitLabel(loop);
        context.loadProc();
        context.callVirtual(Types.PROC, "receivePlace", "()Ljava/lang/Object;");
        mv.visitVarInsn(Opcodes.ASTORE, place);
        context.loadProc();
        context.callVirtual(Types.PROC, "receivePlaceBefore", "()Ljava/lang/Object;");
        mv.visitVarInsn(Opcodes.ASTORE, before);
        mv.visitVarInsn(Opcodes.ALOAD, place);
        mv.visitJumpInsn(Opcodes.IFNONNULL, found);
        context.line(receive.line());
        leave(receive);
        context.loadProc();
        context.callVirtual(Types.PROC, "receiveWait", "()Z");
        mv.visitJumpInsn(Opcodes.IFNE, loop);
        mv.visitJumpInsn(Opcodes.GOTO, expired);
        mv.visitLabel(found);
        mv.visitVarInsn(Opcodes.ALOAD, place);
        context.call(Types.PROC, "messageAt", "(Ljava/lang/Object;)Ljava/lang/Object;");
        context.store(receive.message());
        trees(MatchCompiler.compile(List.of(receive.message()), clauses));
        passOver(found);
        mv.visitJumpInsn(Opcodes.GOTO, loop);
        mv.visitLabel(expired);
        int inner = context.mark();
        expressions.result(
                receive.afterwards() != null
                        ? receive.afterwards()
                        : new Core.Literal(org.jlixir.runtime.term.Atom.NIL),
                destination);
        context.release(inner);
        if (!destination.isReturn()) {
            mv.visitJumpInsn(Opcodes.GOTO, end);
        }
        bodies(end, true);
        mv.visitLabel(end);
        context.forgetLine();
        context.release(mark);
    }

    /** No clause takes the message: goes to the next one, if there is another, or tells the process that it has seen all. */
    private void passOver(Label found) {
        Label last = new Label();
        mv.visitVarInsn(Opcodes.ALOAD, place);
        context.call(Types.PROC, "placeAfter", "(Ljava/lang/Object;)Ljava/lang/Object;");
        mv.visitInsn(Opcodes.DUP);
        mv.visitJumpInsn(Opcodes.IFNULL, last);
        mv.visitVarInsn(Opcodes.ALOAD, place);
        mv.visitVarInsn(Opcodes.ASTORE, before);
        mv.visitVarInsn(Opcodes.ASTORE, place);
        mv.visitJumpInsn(Opcodes.GOTO, found);
        mv.visitLabel(last);
        mv.visitInsn(Opcodes.POP);
        context.loadProc();
        mv.visitVarInsn(Opcodes.ALOAD, place);
        context.callVirtual(Types.PROC, "receivePassed", "(Ljava/lang/Object;)V");
    }

    /** At the bottom of the stack the process waits without it. */
    private void leave(Core.Receive receive) {
        Core.LocalCall resumption = receive.resumption();
        if (resumption == null || !destination.isReturn()) {
            return;
        }
        Label stay = new Label();
        mv.visitVarInsn(Opcodes.ILOAD, context.budgetSlot);
        Types.push(mv, Proc.BOTTOM_BUDGET);
        mv.visitJumpInsn(Opcodes.IF_ICMPNE, stay);
        context.loadProc();
        Types.push(mv, context.owner.isBrief(resumption.function()) ? 1 : 0);
        context.callVirtual(Types.PROC, "mayLeave", "(Z)Z");
        mv.visitJumpInsn(Opcodes.IFEQ, stay);
        int mark = context.mark();
        new CallEmitter(context, expressions).leave(resumption);
        context.release(mark);
        mv.visitLabel(stay);
    }

    private void begin(List<Core.Clause> clauses) {
        this.clauses = clauses;
        bodies = new Label[clauses.size()];
        reached = new boolean[clauses.size()];
        for (int i = 0; i < bodies.length; i++) {
            bodies[i] = new Label();
        }
    }

    /** Tries the trees in turn; falls through when none finds a clause. */
    private void trees(List<DecisionTree> trees) {
        trees.forEach(this::allocate);
        for (DecisionTree tree : trees) {
            Label next = new Label();
            int mark = context.mark();
            tree(tree, next);
            context.release(mark);
            mv.visitLabel(next);
            context.forgetLine();
        }
    }

    private void bodies(Label end, boolean removesMessage) {
        for (int i = 0; i < bodies.length; i++) {
            if (!reached[i]) {
                continue;
            }
            mv.visitLabel(bodies[i]);
            context.forgetLine();
            if (removesMessage) {
                context.loadProc();
                mv.visitVarInsn(Opcodes.ALOAD, before);
                mv.visitVarInsn(Opcodes.ALOAD, place);
                context.callVirtual(Types.PROC, "receiveTake", "(Ljava/lang/Object;Ljava/lang/Object;)V");
            }
            if (context.countsIn(clauses.get(i).body())) {
                FunctionEmitter.countReduction(context);
            }
            int mark = context.mark();
            new FloatBodies(context, expressions, destination)
                    .emit(clauses.get(i).body());
            context.release(mark);
            if (!destination.isReturn()) {
                mv.visitJumpInsn(Opcodes.GOTO, end);
            }
        }
    }

    // ---- bindings

    /** Gives the clauses' variables their places before any leaf stores into them. */
    private void allocate(DecisionTree tree) {
        switch (tree) {
            case DecisionTree.Fail _ -> {}
            case DecisionTree.Leaf leaf -> allocate(leaf.bindings());
            case DecisionTree.Guarded guarded -> {
                allocate(guarded.bindings());
                allocate(guarded.otherwise());
            }
            case DecisionTree.Bound bound -> {
                allocate(bound.bindings());
                allocate(bound.next());
            }
            case DecisionTree.Switch choice -> {
                choice.cases().forEach(one -> allocate(one.tree()));
                allocate(choice.otherwise());
            }
            case DecisionTree.Check check -> {
                allocate(check.yes());
                allocate(check.no());
            }
        }
    }

    private void allocate(List<DecisionTree.Binding> bindings) {
        for (DecisionTree.Binding binding : bindings) {
            if (!allocated.contains(binding.variable()) && !context.isKept(binding.variable())) {
                allocated.add(binding.variable());
                Variable carrier = context.wantedCarrier(binding.variable());
                if (carrier != null) {
                    context.allocatePlace(binding.variable(), carrier);
                } else {
                    context.allocate(binding.variable(), context.kinds.variable(binding.variable()));
                }
            }
        }
    }

    private final java.util.Set<Variable> allocated = new java.util.HashSet<>();

    private void bind(List<DecisionTree.Binding> bindings) {
        for (DecisionTree.Binding binding : bindings) {
            if (context.isKept(binding.variable())) {
                continue;
            }
            if (context.isPlace(binding.variable())) {
                context.loadPosition(binding.source());
                context.storePosition(binding.variable());
                continue;
            }
            Kind kind = context.slot(binding.variable()).kind();
            if (kind == Kind.OBJECT) {
                context.loadObject(binding.source());
            } else {
                context.loadUnboxed(binding.source(), kind);
            }
            context.store(binding.variable());
        }
    }

    // ---- trees

    private void tree(DecisionTree tree, Label fail) {
        switch (tree) {
            case DecisionTree.Fail _ -> mv.visitJumpInsn(Opcodes.GOTO, fail);
            case DecisionTree.Leaf leaf -> {
                bind(leaf.bindings());
                jumpToBody(leaf.clause());
            }
            case DecisionTree.Guarded guarded -> guarded(guarded, fail);
            case DecisionTree.Bound bound -> {
                bind(bound.bindings());
                tree(bound.next(), fail);
            }
            case DecisionTree.Switch choice -> new SwitchEmitter(context, this::scoped).emit(choice, fail);
            case DecisionTree.Check check -> {
                Label no = new Label();
                int mark = context.mark();
                new TestEmitter(context, expressions).emit(check.test(), no);
                tree(check.yes(), fail);
                context.release(mark);
                mv.visitLabel(no);
                tree(check.no(), fail);
                context.release(mark);
            }
        }
    }

    private void jumpToBody(int clause) {
        reached[clause] = true;
        mv.visitJumpInsn(Opcodes.GOTO, bodies[clause]);
    }

    /** A subtree whose variables are gone afterwards. */
    private void scoped(DecisionTree tree, Label fail) {
        int mark = context.mark();
        tree(tree, fail);
        context.release(mark);
    }

    private void guarded(DecisionTree.Guarded guarded, Label fail) {
        bind(guarded.bindings());
        for (Core guard : guarded.guards()) {
            Label no = new Label();
            if (isTotal(guard)) {
                int mark = context.mark();
                new ConditionEmitter(context).jumpUnlessTrue(guard, no);
                context.release(mark);
            } else {
                outlined(guard, no);
            }
            jumpToBody(guarded.clause());
            mv.visitLabel(no);
            context.forgetLine();
        }
        tree(guarded.otherwise(), fail);
    }

    /** A guard that may fail is a method of its own: a handler here would empty the operand stack. */
    private void outlined(Core guard, Label no) {
        List<Variable> variables = FreeVariables.of(guard);
        List<Kind> kinds = new ArrayList<>();
        variables.forEach(variable -> kinds.add(context.slot(variable).kind()));
        String name = new FunctionEmitter(context.owner).guard(guard, variables, kinds);
        context.loadProc();
        variables.forEach(context::load);
        context.call(context.owner.className, name, FunctionEmitter.guardDescriptor(kinds));
        mv.visitJumpInsn(Opcodes.IFEQ, no);
    }

    private boolean isTotal(Core guard) {
        return switch (guard) {
            case Core.Literal _, Core.Use _ -> true;
            case Core.Primitive(var operator, var arguments, var _) -> {
                if (operator == Operator.AND_ALSO || operator == Operator.NOT || operator == Operator.OR_ELSE) {
                    yield arguments.stream().allMatch(this::isTotalTest);
                }
                yield (operator.isTotal() || isSafeArithmetic(operator, guard))
                        && arguments.stream().allMatch(this::isTotal);
            }
            default -> false;
        };
    }

    /** Integers that are known to be such; what does not fit 64 bits is no failure of the guard. */
    private boolean isSafeArithmetic(Operator operator, Core guard) {
        return context.kinds.of(guard) == Kind.LONG
                && (operator != Operator.DIV && operator != Operator.REM
                        || KindInference.isSafeDivisor(
                                ((Core.Primitive) guard).arguments().getLast()));
    }

    /** Total, and a boolean whatever happens. */
    private boolean isTotalTest(Core guard) {
        return guard instanceof Core.Primitive(var operator, var _, var _)
                && (operator.isBoolean() || operator == Operator.AND_ALSO || operator == Operator.OR_ELSE)
                && isTotal(guard);
    }
}
