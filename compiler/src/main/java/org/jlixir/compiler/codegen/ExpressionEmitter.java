package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Operator;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes expressions: for their value ({@link #value}), or as the end of the method ({@link #returned}). */
final class ExpressionEmitter {
    private final MethodContext context;
    private final MethodVisitor mv;

    ExpressionEmitter(MethodContext context) {
        this.context = context;
        this.mv = context.mv;
    }

    // ---- as the method's result

    void returned(Core core) {
        switch (core) {
            case Core.Let let -> {
                let(let);
                returned(let.body());
            }
            case Core.OfCaller(var body) -> ofCaller(() -> returned(body));
            case Core.Sequence sequence -> {
                effect(sequence.first());
                returned(sequence.second());
            }
            case Core.If branch -> {
                Label otherwise = new Label();
                conditions().jumpUnlessTruthy(branch.test(), otherwise);
                int mark = context.mark();
                returned(branch.then());
                context.release(mark);
                mv.visitLabel(otherwise);
                context.forgetLine();
                returned(branch.otherwise());
            }
            case Core.Match match -> new MatchEmitter(context, this, Destination.RETURN).match(match);
            case Core.Receive receive -> new MatchEmitter(context, this, Destination.RETURN).receive(receive);
            case Core.Try attempt -> new TryEmitter(context, this, Destination.RETURN).emit(attempt);
            case Core.Join join -> join(join, Destination.RETURN);
            case Core.Jump jump -> jump(jump);
            case Core.Fail fail -> new FailureEmitter(context).raise(fail.failure(), List.of(), fail.line());
            case Core.LocalCall call when call.tail() -> calls().tail(call);
            case Core.RemoteCall call when call.tail() -> calls().tail(call);
            case Core.DynamicCall call when call.tail() -> calls().tail(call);
            case Core.Apply call when call.tail() -> calls().tail(call);
            case Core.Primitive primitive
            when isShortCircuit(primitive) -> {
                shortCircuit(primitive, Destination.RETURN);
            }
            default -> {
                value(core, context.result);
                mv.visitInsn(context.result.ret);
            }
        }
    }

    // ---- as a value on the stack

    /** Pushes the value as a term. */
    void value(Core core) {
        value(core, Kind.OBJECT);
    }

    /** Pushes the value as {@code wanted}: as a term, or unboxed, if that is what it is known to be. */
    void value(Core core, Kind wanted) {
        switch (core) {
            case Core.Literal _, Core.Use _
            when wanted != Kind.OBJECT -> numbers().unboxed(core, wanted);
            case Core.Primitive _, Core.RemoteCall _
            when wanted != Kind.OBJECT -> numbers().unboxed(core, wanted);
            case Core.Literal(var term) -> context.owner.constants.load(mv, term);
            case Core.Use(var variable) -> context.loadObject(variable);
            case Core.Let let -> {
                int mark = context.mark();
                let(let);
                value(let.body(), wanted);
                context.release(mark);
            }
            case Core.OfCaller(var body) -> ofCaller(() -> value(body, wanted));
            case Core.Sequence sequence -> {
                effect(sequence.first());
                value(sequence.second(), wanted);
            }
            case Core.If branch -> branch(branch, wanted);
            case Core.MakeTuple tuple -> tuple(tuple.elements());
            case Core.MakeCons cons -> cons(cons);
            case Core.MakeMap map -> map(map);
            case Core.UpdateMap map -> updateMap(map);
            case Core.MakeBinary binary -> new BinaryEmitter(context, this).construct(binary);
            case Core.Closure closure -> closure(closure);
            case Core.LocalReference reference -> calls().functionValue(reference.function());
            case Core.LocalCall call -> calls().value(call, wanted);
            case Core.RemoteCall call -> calls().value(call);
            case Core.DynamicCall call -> calls().value(call);
            case Core.Apply call -> calls().value(call);
            case Core.Primitive primitive -> primitive(primitive);
            case Core.Match match -> new MatchEmitter(context, this, Destination.value(wanted)).match(match);
            case Core.Receive receive -> new MatchEmitter(context, this, Destination.value(wanted)).receive(receive);
            case Core.Try attempt -> new TryEmitter(context, this, Destination.value(wanted)).emit(attempt);
            case Core.Join join -> join(join, Destination.value(wanted));
            case Core.Jump jump -> jump(jump);
            case Core.Fail fail -> new FailureEmitter(context).raise(fail.failure(), List.of(), fail.line());
        }
    }

    void effect(Core core) {
        int mark = context.mark();
        value(core);
        mv.visitInsn(Opcodes.POP);
        context.release(mark);
    }

    /** The value either way: pushed, or returned. */
    void result(Core core, Destination destination) {
        if (destination.isReturn()) {
            returned(core);
        } else {
            value(core, destination.kind());
        }
    }

    /** Lines are the caller's. */
    private void ofCaller(Runnable code) {
        int member = context.member;
        context.member = 1;
        context.forgetLine();
        code.run();
        context.member = member;
        context.forgetLine();
    }

    private void let(Core.Let let) {
        if (context.isKept(let.variable())) {
            return;
        }
        Kind kind = numbers().kind(let.value());
        if (context.spared.contains(let.variable())) {
            numbers().unchecked(let.value());
        } else {
            value(let.value(), kind);
        }
        context.define(let.variable(), kind);
    }

    private void branch(Core.If branch, Kind wanted) {
        Label otherwise = new Label();
        Label end = new Label();
        conditions().jumpUnlessTruthy(branch.test(), otherwise);
        int mark = context.mark();
        value(branch.then(), wanted);
        context.release(mark);
        mv.visitJumpInsn(Opcodes.GOTO, end);
        mv.visitLabel(otherwise);
        context.forgetLine();
        value(branch.otherwise(), wanted);
        context.release(mark);
        mv.visitLabel(end);
        context.forgetLine();
    }

    private void join(Core.Join join, Destination destination) {
        Label handler = new Label();
        Label end = new Label();
        int mark = context.mark();
        context.allocate(join.parameter(), Kind.OBJECT);
        context.join(join.point(), new MethodContext.Target(handler, join.parameter()));
        int inner = context.mark();
        result(join.body(), destination);
        context.release(inner);
        if (!destination.isReturn()) {
            mv.visitJumpInsn(Opcodes.GOTO, end);
        }
        mv.visitLabel(handler);
        context.forgetLine();
        result(join.handler(), destination);
        mv.visitLabel(end);
        context.release(mark);
    }

    private void jump(Core.Jump jump) {
        MethodContext.Target target = context.target(jump.point());
        value(jump.value());
        context.store(target.parameter());
        mv.visitJumpInsn(Opcodes.GOTO, target.label());
    }

    // ---- data

    private void tuple(List<Core> elements) {
        int size = elements.size();
        if (size == 0) {
            context.owner.constants.load(mv, Tuple.of());
            return;
        }
        String tuple = Types.descriptor(Types.TUPLE);
        if (size <= 8) {
            elements.forEach(this::value);
            context.call(Types.TUPLE, "of", "(" + Types.descriptor(Types.OBJECT).repeat(size) + ")" + tuple);
        } else {
            array(elements);
            context.call(Types.TUPLE, "ofArray", "([Ljava/lang/Object;)" + tuple);
        }
    }

    /** Pushes an array of the values. */
    void array(List<Core> elements) {
        Types.push(mv, elements.size());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, Types.OBJECT);
        for (int i = 0; i < elements.size(); i++) {
            mv.visitInsn(Opcodes.DUP);
            Types.push(mv, i);
            value(elements.get(i));
            mv.visitInsn(Opcodes.AASTORE);
        }
    }

    /** Long literal lists go through an array: the operand stack is short. */
    private void cons(Core.MakeCons first) {
        List<Core> heads = new ArrayList<>();
        Core rest = first;
        while (rest instanceof Core.MakeCons cell) {
            heads.add(cell.head());
            rest = cell.tail();
        }
        if (heads.size() > 64) {
            array(heads);
            value(rest);
            context.call(
                    "org/jlixir/runtime/term/TermList",
                    "withTail",
                    "([Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
            return;
        }
        heads.forEach(this::value);
        value(rest);
        for (int i = 0; i < heads.size(); i++) {
            context.call(Types.CONS, "of", "(Ljava/lang/Object;Ljava/lang/Object;)" + Types.descriptor(Types.CONS));
        }
    }

    private void map(Core.MakeMap map) {
        Tuple keys = literalKeys(map.keys());
        if (keys != null && context.owner.constants.template(mv, keys)) {
            array(map.values());
            context.callVirtual(Types.MAP_TEMPLATE, "map", "([Ljava/lang/Object;)" + Types.descriptor(Types.MAP));
        } else {
            array(pairs(map.keys(), map.values()));
            context.call(Types.MAP, "of", "([Ljava/lang/Object;)" + Types.descriptor(Types.MAP));
        }
    }

    private static List<Core> pairs(List<Core> keys, List<Core> values) {
        List<Core> pairs = new ArrayList<>();
        for (int i = 0; i < keys.size(); i++) {
            pairs.add(keys.get(i));
            pairs.add(values.get(i));
        }
        return pairs;
    }

    /** The keys of a map literal that always has the same ones; null for any other. */
    private static @Nullable Tuple literalKeys(List<Core> keys) {
        if (keys.isEmpty() || keys.size() > ElixirMap.MAX_SMALL) {
            return null;
        }
        ElixirMap different = ElixirMap.EMPTY;
        Object[] terms = new Object[keys.size()];
        for (int i = 0; i < terms.length; i++) {
            if (!(keys.get(i) instanceof Core.Literal(var term)) || different.containsKey(term)) {
                return null;
            }
            terms[i] = term;
            different = different.put(term, term);
        }
        return Tuple.ofArray(terms);
    }

    private void updateMap(Core.UpdateMap map) {
        value(map.map());
        context.line(map.line());
        if (map.keys().isEmpty()) {
            context.call(Types.CALLS, "map", "(Ljava/lang/Object;)" + Types.descriptor(Types.MAP));
        }
        if (map.keys().size() == 1) {
            value(map.keys().getFirst());
            value(map.values().getFirst());
            context.call(
                    Types.CALLS,
                    "update",
                    "(Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;");
        } else if (!map.keys().isEmpty()) {
            array(pairs(map.keys(), map.values()));
            context.call(Types.CALLS, "update", "(Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;");
        }
    }

    private void closure(Core.Closure closure) {
        if (closure.captured().size() > 1
                && closure.captured().size() + closure.parameters().size() > Types.MAX_PARAMETERS) {
            value(packed(closure));
            return;
        }
        String type = context.owner.closureClass(closure);
        if (closure.captured().isEmpty()) {
            mv.visitFieldInsn(Opcodes.GETSTATIC, type, "INSTANCE", Types.descriptor(type));
            return;
        }
        mv.visitTypeInsn(Opcodes.NEW, type);
        mv.visitInsn(Opcodes.DUP);
        for (Variable variable : closure.captured()) {
            context.loadObject(variable);
        }
        String parameters =
                Types.descriptor(Types.OBJECT).repeat(closure.captured().size());
        mv.visitMethodInsn(Opcodes.INVOKESPECIAL, type, "<init>", "(" + parameters + ")V", false);
    }

    /** The closure with all that it captures in one tuple: its method could not take so much beside the parameters. */
    private static Core packed(Core.Closure closure) {
        List<Variable> captured = closure.captured();
        List<Core> uses = captured.stream().<Core>map(Core.Use::new).toList();
        Variable tuple = new Variable("captured");
        Core body = Core.Match.unpacked(tuple, captured, closure.body());
        return new Core.Let(
                tuple,
                new Core.MakeTuple(uses),
                new Core.Closure(closure.name(), closure.parameters(), List.of(tuple), body, closure.line()));
    }

    // ---- built-ins

    private void primitive(Core.Primitive primitive) {
        if (isShortCircuit(primitive)) {
            shortCircuit(primitive, Destination.value(Kind.OBJECT));
            return;
        }
        Kind kind = numbers().kind(primitive);
        if (kind != Kind.OBJECT) {
            numbers().unboxed(primitive, kind);
            context.box(kind);
            return;
        }
        if (primitive.operator().isBoolean()
                && primitive.operator() != Operator.NOT
                && primitive.operator() != Operator.AND
                && primitive.operator() != Operator.OR) {
            Label no = new Label();
            Label end = new Label();
            conditions().jumpUnlessTruthy(primitive, no);
            context.owner.constants.load(mv, Atom.TRUE);
            mv.visitJumpInsn(Opcodes.GOTO, end);
            mv.visitLabel(no);
            context.owner.constants.load(mv, Atom.FALSE);
            mv.visitLabel(end);
            return;
        }
        NestedArithmetic nested = new NestedArithmetic(context, this);
        if (nested.isNested(primitive)) {
            nested.value(primitive);
            return;
        }
        primitive.arguments().forEach(this::value);
        context.line(primitive.line());
        new PrimitiveEmitter(context).call(primitive.operator());
    }

    static boolean isShortCircuit(Core.Primitive primitive) {
        return primitive.operator() == Operator.AND_ALSO || primitive.operator() == Operator.OR_ELSE;
    }

    /** {@code left and right}: the right side's value, whatever it is, when the left side is true. */
    private void shortCircuit(Core.Primitive primitive, Destination destination) {
        boolean and = primitive.operator() == Operator.AND_ALSO;
        Label decided = new Label();
        Label end = new Label();
        if (and) {
            conditions().jumpUnlessBooleanTrue(primitive.arguments().getFirst(), decided);
        } else {
            Label goOn = new Label();
            conditions().jumpUnlessBooleanTrue(primitive.arguments().getFirst(), goOn);
            mv.visitJumpInsn(Opcodes.GOTO, decided);
            mv.visitLabel(goOn);
        }
        int mark = context.mark();
        result(primitive.arguments().get(1), destination);
        context.release(mark);
        if (!destination.isReturn()) {
            mv.visitJumpInsn(Opcodes.GOTO, end);
        }
        mv.visitLabel(decided);
        context.forgetLine();
        context.owner.constants.load(mv, and ? Atom.FALSE : Atom.TRUE);
        if (destination.isReturn()) {
            mv.visitInsn(Opcodes.ARETURN);
        }
        mv.visitLabel(end);
    }

    private ConditionEmitter conditions() {
        return new ConditionEmitter(context);
    }

    NumberEmitter numbers() {
        return new NumberEmitter(context, this);
    }

    private CallEmitter calls() {
        return new CallEmitter(context, this);
    }
}
