package org.jlixir.compiler.interpreter;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.compiler.module.FunctionClause;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Runs expanded forms by walking over them: the meaning of each form in the plainest way, for tests of the expander. */
final class Interpreter {
    final InterpretingBackend backend;
    final Proc self;
    final Atom module;

    Interpreter(InterpretingBackend backend, Proc self, Atom module) {
        this.backend = backend;
        this.self = self;
        this.module = module;
    }

    /** The variables by version. */
    static final class Vars {
        Object[] values;

        @Nullable
        Object stacktrace;

        Vars(Object[] values) {
            this.values = values;
        }

        void set(int version, Object value) {
            if (version >= values.length) {
                values = Arrays.copyOf(values, version * 2 + 8);
            }
            values[version] = value;
        }

        @Nullable
        Object get(int version) {
            return version < values.length ? values[version] : null;
        }

        Vars copy() {
            Vars copy = new Vars(values.clone());
            copy.stacktrace = stacktrace;
            return copy;
        }
    }

    // Expressions

    Object eval(Object form, Vars vars) {
        return switch (form) {
            case Tuple3 node -> node(node, vars);
            case Tuple2 pair -> {
                Object left = eval(pair.e0, vars);
                yield new Tuple2(left, eval(pair.e1, vars));
            }
            case Cons list -> list(list, vars);
            default -> form;
        };
    }

    private Object list(Object list, Vars vars) {
        ListBuilder out = new ListBuilder();
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.tail() == EmptyList.NIL && cell.head instanceof Tuple3 bar && bar.e0 == BAR) {
                out.add(eval(Form.at(bar.e2, 0), vars));
                return out.finish(eval(Form.at(bar.e2, 1), vars));
            }
            out.add(eval(cell.head, vars));
        }
        return out.finish();
    }

    private Object[] args(Object list, Vars vars) {
        List<Object> out = new ArrayList<>();
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            out.add(eval(cell.head, vars));
        }
        return out.toArray();
    }

    private Object node(Tuple3 node, Vars vars) {
        if (node.e0 instanceof Tuple3 dot) {
            return dotCall(node, dot, vars);
        }
        Atom name = (Atom) node.e0;
        if (node.e2 instanceof Atom) {
            if (name == STACKTRACE) {
                return vars.stacktrace == null ? EmptyList.NIL : vars.stacktrace;
            }
            Object value = vars.get(version(node));
            if (value == null) {
                throw new CompilerBug("test", "unbound variable " + name + " " + node.e1 + " in " + module);
            }
            return value;
        }
        Object a = node.e2;
        return switch (name.name()) {
            case "{}" -> Tuple.ofArray(args(a, vars));
            case "%{}" -> map(a, vars);
            case "%" -> struct(a, vars);
            case "<<>>" -> Bits.build(this, a, vars);
            case "__block__" -> block(a, vars);
            case "=" -> assign(a, vars);
            case "fn" -> closure(a, vars);
            case "&" -> capture((Tuple3) Form.at(a, 0), vars);
            case "case" -> caseOf(a, vars);
            case "cond" -> cond(a, vars);
            case "try" -> tryForm(Form.at(a, 0), vars);
            case "for" -> new Comprehension(this, a, vars).run();
            case "with" -> with(a, vars);
            case "receive" -> throw new CompilerBug("test", "receive");
            default -> backend.callLocal(self, module, name, args(a, vars));
        };
    }

    static int version(Tuple3 variable) {
        return ((Long) Meta.get(variable.e1, VERSION)).intValue();
    }

    private Object block(Object list, Vars vars) {
        Object value = Atom.NIL;
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            value = eval(cell.head, vars);
        }
        return value;
    }

    private Object map(Object args, Vars vars) {
        if (Form.length(args) == 1 && Form.at(args, 0) instanceof Tuple3 bar && bar.e0 == BAR) {
            Object map = eval(Form.at(bar.e2, 0), vars);
            if (!(map instanceof ElixirMap base)) {
                throw ElixirException.error(Atom.of("badmap"), map);
            }
            return updated(base, Form.at(bar.e2, 1), vars);
        }
        ElixirMap map = ElixirMap.EMPTY;
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            Object key = eval(pair.e0, vars);
            map = map.put(key, eval(pair.e1, vars));
        }
        return map;
    }

    private ElixirMap updated(ElixirMap base, Object pairs, Vars vars) {
        ElixirMap map = base;
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            Object key = eval(pair.e0, vars);
            if (map.get(key) == null) {
                throw ElixirException.error(Tuple.of(Atom.of("badkey"), key, map));
            }
            map = map.put(key, eval(pair.e1, vars));
        }
        return map;
    }

    private Object struct(Object args, Vars vars) {
        Tuple3 map = (Tuple3) Form.at(args, 1);
        Object made = map(map.e2, vars);
        return ((ElixirMap) made).put(STRUCT, Form.at(args, 0));
    }

    private Object assign(Object args, Vars vars) {
        Object value = eval(Form.at(args, 1), vars);
        if (!matches(Form.at(args, 0), value, vars, new HashSet<>())) {
            throw ElixirException.error(Atom.of("badmatch"), value);
        }
        return value;
    }

    private Object dotCall(Tuple3 node, Tuple3 dot, Vars vars) {
        if (Form.length(dot.e2) == 1) {
            Object function = eval(Form.at(dot.e2, 0), vars);
            Object[] args = args(node.e2, vars);
            if (!(function instanceof Fun fun)) {
                throw ElixirException.error(Atom.of("badfun"), function);
            }
            return self.applyMany(fun, args);
        }
        Object receiver = eval(Form.at(dot.e2, 0), vars);
        Atom function = (Atom) Form.at(dot.e2, 1);
        if (receiver == ERLANG
                && Form.length(node.e2) == 2
                && (function.name().equals("andalso") || function.name().equals("orelse"))) {
            return shortCircuit(function, node.e2, vars);
        }
        if (receiver instanceof ElixirMap map && node.e2 == EmptyList.NIL) {
            Object value = map.get(function);
            if (value == null) {
                throw ElixirException.error(Tuple.of(Atom.of("badkey"), function, map));
            }
            return value;
        }
        if (!(receiver instanceof Atom target)) {
            throw ElixirException.error(Atom.of("badmap"), receiver);
        }
        return backend.callRemote(self, target, function, args(node.e2, vars));
    }

    private Object shortCircuit(Atom function, Object args, Vars vars) {
        Object left = eval(Form.at(args, 0), vars);
        if (left != Atom.TRUE && left != Atom.FALSE) {
            throw ElixirException.error(Atom.of("badarg"), left);
        }
        boolean and = function.name().equals("andalso");
        return left == Atom.TRUE == and ? eval(Form.at(args, 1), vars) : left;
    }

    // Functions

    private Fun closure(Object clauses, Vars vars) {
        List<Object> list = TermList.toJava(clauses);
        int arity = arity(Form.at(((Tuple3) list.getFirst()).e2, 0));
        Vars captured = vars.copy();
        return new InterpretedFun(arity, module) {
            @Override
            Object run(Proc proc, Object[] args) {
                Interpreter here = proc == self ? Interpreter.this : new Interpreter(backend, proc, module);
                for (Object clause : list) {
                    Tuple3 node = (Tuple3) clause;
                    Vars inner = captured.copy();
                    if (here.headMatches(Form.at(node.e2, 0), args, inner)) {
                        return here.eval(Form.at(node.e2, 1), inner);
                    }
                }
                throw ElixirException.error(Tuple.of(Atom.of("function_clause"), TermList.of(args)));
            }
        };
    }

    private static int arity(Object head) {
        if (head instanceof Cons cell && cell.head instanceof Tuple3 when && when.e0 == WHEN) {
            return Form.length(when.e2) - 1;
        }
        return Form.length(head);
    }

    private Object capture(Tuple3 slash, Vars vars) {
        int arity = ((Long) Form.at(slash.e2, 1)).intValue();
        Tuple3 target = (Tuple3) Form.at(slash.e2, 0);
        if (target.e0 instanceof Tuple3 dot) {
            Atom remote = (Atom) eval(Form.at(dot.e2, 0), vars);
            return new ExternalFun(backend, remote, (Atom) Form.at(dot.e2, 1), arity);
        }
        Atom name = (Atom) target.e0;
        return new InterpretedFun(arity, module) {
            @Override
            Object run(Proc proc, Object[] args) {
                return backend.callLocal(proc, module, name, args);
            }
        };
    }

    Object apply(List<FunctionClause> clauses, Object[] args, Atom name) {
        for (FunctionClause clause : clauses) {
            Vars vars = new Vars(new Object[16]);
            Set<Integer> bound = new HashSet<>();
            boolean ok = true;
            for (int i = 0; ok && i < args.length; i++) {
                ok = matches(clause.patterns().get(i), args[i], vars, bound);
            }
            if (ok && guardsHold(clause.guards(), vars)) {
                return eval(clause.body(), vars);
            }
        }
        throw ElixirException.error(Tuple.of(Atom.of("function_clause"), module, name, TermList.of(args)));
    }

    private boolean guardsHold(List<Object> guards, Vars vars) {
        if (guards.isEmpty()) {
            return true;
        }
        for (Object guard : guards) {
            if (guardHolds(guard, vars)) {
                return true;
            }
        }
        return false;
    }

    private boolean guardHolds(Object guard, Vars vars) {
        if (guard instanceof Tuple3 node && node.e0 == WHEN) {
            return guardHolds(Form.at(node.e2, 0), vars) || guardHolds(Form.at(node.e2, 1), vars);
        }
        try {
            return eval(guard, vars) == Atom.TRUE;
        } catch (ElixirException failed) {
            return false;
        }
    }

    boolean headMatches(Object head, Object[] args, Vars vars) {
        Set<Integer> bound = new HashSet<>();
        if (head instanceof Cons cell && cell.head instanceof Tuple3 when && when.e0 == WHEN) {
            Object rest = when.e2;
            for (Object arg : args) {
                if (!matches(((Cons) rest).head, arg, vars, bound)) {
                    return false;
                }
                rest = ((Cons) rest).tail();
            }
            return guardHolds(((Cons) rest).head, vars);
        }
        Object rest = head;
        for (Object arg : args) {
            if (!matches(((Cons) rest).head, arg, vars, bound)) {
                return false;
            }
            rest = ((Cons) rest).tail();
        }
        return true;
    }

    // Control

    private Object caseOf(Object args, Vars vars) {
        Object value = eval(Form.at(args, 0), vars);
        Object clauses = Meta.get(Form.at(args, 1), DO);
        Object result = clause(clauses, new Object[] {value}, vars);
        if (result == null) {
            throw ElixirException.error(Atom.of("case_clause"), value);
        }
        return result;
    }

    @Nullable
    Object clause(Object clauses, Object[] values, Vars vars) {
        for (Object rest = clauses; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 clause = (Tuple3) cell.head;
            if (headMatches(Form.at(clause.e2, 0), values, vars)) {
                return eval(Form.at(clause.e2, 1), vars);
            }
        }
        return null;
    }

    private Object cond(Object args, Vars vars) {
        for (Object rest = Meta.get(Form.at(args, 0), DO); rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 clause = (Tuple3) cell.head;
            if (Atom.truthy(eval(Form.at(Form.at(clause.e2, 0), 0), vars))) {
                return eval(Form.at(clause.e2, 1), vars);
            }
        }
        throw ElixirException.error(Atom.of("cond_clause"));
    }

    private Object tryForm(Object options, Vars vars) {
        try {
            Object value;
            try {
                value = eval(Meta.get(options, DO), vars);
            } catch (ElixirException failure) {
                Object handled = handle(options, failure, vars);
                if (handled == null) {
                    throw failure;
                }
                return handled;
            }
            Object otherwise = Meta.get(options, ELSE);
            if (otherwise == null) {
                return value;
            }
            Object result = clause(otherwise, new Object[] {value}, vars);
            if (result == null) {
                throw ElixirException.error(Atom.of("try_clause"), value);
            }
            return result;
        } finally {
            Object after = Meta.get(options, AFTER);
            if (after != null) {
                eval(after, vars);
            }
        }
    }

    private @Nullable Object handle(Object options, ElixirException failure, Vars vars) {
        vars.stacktrace = failure.stacktrace();
        if (failure.kind() == Atom.ERROR) {
            Object exception = normalized(failure.reason());
            for (Object rest = Meta.get(options, RESCUE); rest instanceof Cons cell; rest = cell.tail()) {
                Tuple3 clause = (Tuple3) cell.head;
                Object head = Form.at(Form.at(clause.e2, 0), 0);
                if (rescues((Tuple3) head, exception, vars)) {
                    return eval(Form.at(clause.e2, 1), vars);
                }
            }
        }
        Object clauses = Meta.get(options, CATCH);
        return clauses == null ? null : clause(clauses, new Object[] {failure.kind(), failure.reason()}, vars);
    }

    private Object normalized(Object reason) {
        Atom exception = Atom.of("Elixir.Exception");
        if (reason instanceof ElixirMap map && map.get(EXCEPTION) != null) {
            return reason;
        }
        org.jlixir.compiler.Compiler.session(self).ensureLoaded(exception);
        return backend.exports(exception, Atom.of("normalize"), 3)
                ? backend.callRemote(self, exception, Atom.of("normalize"), Atom.ERROR, reason, EmptyList.NIL)
                : ElixirMap.of(
                        STRUCT, Atom.of("Elixir.ErlangError"), EXCEPTION, Atom.TRUE, Atom.of("original"), reason);
    }

    private boolean rescues(Tuple3 head, Object exception, Vars vars) {
        if (head.e0 == IN) {
            Object name = ((ElixirMap) exception).get(STRUCT);
            for (Object rest = Form.at(head.e2, 1); rest instanceof Cons cell; rest = cell.tail()) {
                if (cell.head == name) {
                    return matches(Form.at(head.e2, 0), exception, vars, new HashSet<>());
                }
            }
            return false;
        }
        return matches(head, exception, vars, new HashSet<>());
    }

    private Object with(Object args, Vars vars) {
        int last = Form.length(args) - 1;
        Object options = Form.at(args, last);
        for (int i = 0; i < last; i++) {
            Object step = Form.at(args, i);
            if (step instanceof Tuple3 arrow && arrow.e0 == GENERATOR) {
                Object value = eval(Form.at(arrow.e2, 1), vars);
                if (!headMatches(TermList.of(Form.at(arrow.e2, 0)), new Object[] {value}, vars)) {
                    Object otherwise = Meta.get(options, ELSE);
                    if (otherwise == null) {
                        return value;
                    }
                    Object result = clause(otherwise, new Object[] {value}, vars);
                    if (result == null) {
                        throw ElixirException.error(Atom.of("else_clause"), value);
                    }
                    return result;
                }
            } else {
                eval(step, vars);
            }
        }
        return eval(Meta.get(options, DO), vars);
    }

    // Patterns

    boolean matches(Object pattern, Object value, Vars vars, Set<Integer> bound) {
        return switch (pattern) {
            case Tuple3 node -> nodeMatches(node, value, vars, bound);
            case Tuple2 pair ->
                value instanceof Tuple2 v && matches(pair.e0, v.e0, vars, bound) && matches(pair.e1, v.e1, vars, bound);
            case Cons list -> listMatches(list, value, vars, bound);
            default -> TermOrder.exactlyEqual(pattern, value);
        };
    }

    private boolean listMatches(Object pattern, Object value, Vars vars, Set<Integer> bound) {
        Object rest = value;
        for (Object p = pattern; p instanceof Cons cell; p = cell.tail()) {
            if (cell.tail() == EmptyList.NIL && cell.head instanceof Tuple3 bar && bar.e0 == BAR) {
                return rest instanceof Cons v
                        && matches(Form.at(bar.e2, 0), v.head, vars, bound)
                        && matches(Form.at(bar.e2, 1), v.tail(), vars, bound);
            }
            if (!(rest instanceof Cons v) || !matches(cell.head, v.head, vars, bound)) {
                return false;
            }
            rest = v.tail();
        }
        return rest == EmptyList.NIL;
    }

    private boolean nodeMatches(Tuple3 node, Object value, Vars vars, Set<Integer> bound) {
        Atom name = (Atom) node.e0;
        if (node.e2 instanceof Atom) {
            if (name == UNDERSCORE) {
                return true;
            }
            int version = version(node);
            if (bound.add(version)) {
                vars.set(version, value);
                return true;
            }
            return TermOrder.exactlyEqual(vars.get(version), value);
        }
        return switch (name.name()) {
            case "^" -> TermOrder.exactlyEqual(eval(Form.at(node.e2, 0), vars), value);
            case "=" ->
                matches(Form.at(node.e2, 0), value, vars, bound) && matches(Form.at(node.e2, 1), value, vars, bound);
            case "{}" -> tupleMatches(node.e2, value, vars, bound);
            case "%{}" -> mapMatches(node.e2, value, vars, bound);
            case "%" ->
                value instanceof ElixirMap map
                        && map.get(STRUCT) instanceof Atom its
                        && matches(Form.at(node.e2, 0), its, vars, bound)
                        && mapMatches(((Tuple3) Form.at(node.e2, 1)).e2, value, vars, bound);
            case "<<>>" -> Bits.matches(this, node.e2, value, vars, bound);
            default -> throw new CompilerBug("test", "pattern " + node);
        };
    }

    private boolean tupleMatches(Object patterns, Object value, Vars vars, Set<Integer> bound) {
        if (!(value instanceof Tuple tuple) || tuple.size() != Form.length(patterns)) {
            return false;
        }
        int i = 0;
        for (Object rest = patterns; rest instanceof Cons cell; rest = cell.tail()) {
            if (!matches(cell.head, tuple.get(i++), vars, bound)) {
                return false;
            }
        }
        return true;
    }

    private boolean mapMatches(Object pairs, Object value, Vars vars, Set<Integer> bound) {
        if (!(value instanceof ElixirMap map)) {
            return false;
        }
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            Object key = pair.e0 instanceof Tuple3 pin && pin.e0 == PIN
                    ? eval(Form.at(pin.e2, 0), vars)
                    : eval(pair.e0, vars);
            Object found = map.get(key);
            if (found == null || !matches(pair.e1, found, vars, bound)) {
                return false;
            }
        }
        return true;
    }
}
