package org.jlixir.compiler.module;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Backend;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.diagnostic.CompileFailure;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.error.InterpretedPlaces;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/**
 * Runs expanded code once: the bodies of modules and of files.
 *
 * <p>Statements that only call functions with constants, as most of a module's body does, are run as they stand; what is more
 * goes through the back end, as few pieces as can be.
 */
public final class Evaluator {
    /** The class that statements seem to be in, in stack traces. */
    private static final String STATEMENT = ModuleNames.EVALUATION_PACKAGE.replace('/', '.') + "Statement";

    private final Session session;
    private final Env env;
    private final Map<Integer, Object> variables;
    private final boolean compilesAll;
    private final boolean script;
    /** The metadata of the call begun last. */
    private Object place = Meta.EMPTY;

    private Evaluator(Session session, Env env, Map<Integer, Object> variables, boolean script) {
        this.session = session;
        this.env = env;
        this.variables = variables;
        this.script = script;
        this.compilesAll = env.module() == Atom.NIL && session.state().backend().compilesAll();
    }

    /**
     * Evaluates {@code expanded}.
     *
     * @param variables the values of variables by version; those that the code binds are added
     * @param wanted the versions that are asked for afterwards
     */
    public static Object run(
            Session session, Object expanded, Env env, Map<Integer, Object> variables, Set<Integer> wanted) {
        return run(session, expanded, env, variables, wanted, true);
    }

    /** As {@link #run}, of text or quoted code that a program evaluates. */
    public static Object runEvaluated(
            Session session, Object expanded, Env env, Map<Integer, Object> variables, Set<Integer> wanted) {
        return run(session, expanded, env, variables, wanted, false);
    }

    private static Object run(
            Session session,
            Object expanded,
            Env env,
            Map<Integer, Object> variables,
            Set<Integer> wanted,
            boolean script) {
        Evaluator evaluator = new Evaluator(session, env, variables, script);
        if (!(expanded instanceof Tuple3 block && block.e0 == Words.BLOCK && Form.isList(block.e2))) {
            return evaluator.statements(new Cons(expanded, EmptyList.NIL), wanted);
        }
        return evaluator.statements(flat(block), wanted);
    }

    /** The statements of a block, those of blocks within it among them. */
    private static Object flat(Tuple3 block) {
        ListBuilder out = new ListBuilder();
        flatten(block, out);
        return out.finish();
    }

    private static void flatten(Tuple3 block, ListBuilder out) {
        for (Object rest = block.e2; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple3 inner && inner.e0 == Words.BLOCK && inner.e2 instanceof Cons) {
                flatten(inner, out);
            } else {
                out.add(cell.head);
            }
        }
    }

    private Object statements(Object list, Set<Integer> wanted) {
        Object value = Atom.NIL;
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (runsAsItStands(cell.head)) {
                value = simpleStatement(cell.head);
                rest = cell.tail();
                continue;
            }
            ListBuilder batch = new ListBuilder();
            Object after = rest;
            while (after instanceof Cons next && (after == rest || !runsAsItStands(next.head))) {
                batch.add(next.head);
                after = next.tail();
            }
            if (after instanceof Cons) {
                // Nobody asks for the value of the last of these.
                batch.add(Atom.NIL);
            }
            value = compiled(Form.block(batch.finish()), after, wanted);
            rest = after;
        }
        return value;
    }

    private Object compiled(Object form, Object following, Set<Integer> wanted) {
        Set<Integer> used = new HashSet<>();
        Walk.versions(form, used);
        Set<Integer> later = new HashSet<>(wanted);
        Walk.versions(following, later);
        Map<Integer, Object> inputs = new HashMap<>();
        int[] outputs = new int[used.size()];
        int count = 0;
        for (int version : used) {
            if (variables.containsKey(version)) {
                inputs.put(version, variables.get(version));
            } else if (later.contains(version)) {
                outputs[count++] = version;
            }
        }
        outputs = Arrays.copyOf(outputs, count);
        Backend.Evaluation evaluation;
        try {
            evaluation = session.state()
                    .backend()
                    .evaluate(
                            session.self(),
                            new Backend.Statement(form, inputs, outputs, env.module(), env.file(), script));
        } catch (CompileFailure failure) {
            throw session.fatal(failure.meta(), env, failure.getMessage());
        }
        for (int i = 0; i < count; i++) {
            if (evaluation.outputs()[i] != null) {
                variables.put(outputs[i], evaluation.outputs()[i]);
            }
        }
        return evaluation.value();
    }

    // Statements that need no compiling

    private boolean runsAsItStands(Object statement) {
        return !compilesAll && isSimple(statement);
    }

    private boolean isSimple(Object form) {
        return switch (form) {
            case Tuple3 node -> isSimpleNode(node);
            case Tuple2 pair -> isSimple(pair.e0) && isSimple(pair.e1);
            case Cons list -> isSimpleList(list);
            case Tuple _ -> false;
            default -> true;
        };
    }

    private boolean isSimpleList(Object list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!isSimple(cell.head)) {
                return false;
            }
            rest = cell.tail();
        }
        return true;
    }

    private boolean isSimpleNode(Tuple3 node) {
        if (node.e0 instanceof Atom name) {
            if (node.e2 instanceof Atom) {
                return Meta.get(node.e1, Words.VERSION) instanceof Long;
            }
            if (name == Words.MATCH) {
                return Form.isVariable(Form.at(node.e2, 0)) && isSimple(Form.at(node.e2, 1));
            }
            if (name == Words.TUPLE || name == Words.BAR) {
                return isSimpleList(node.e2);
            }
            if (name == Words.MAP) {
                return isSimpleList(node.e2) && !(node.e2 instanceof Cons first && first.head instanceof Tuple3);
            }
            return name == Words.BLOCK && isSimpleList(node.e2);
        }
        return node.e0 instanceof Tuple3 dot
                && dot.e0 == Words.DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 0) instanceof Atom module
                && !isJavaClass(module)
                && !isShortCircuit(Form.at(dot.e2, 1))
                && !Meta.is(node.e1, Words.NO_PARENS)
                && isSimpleList(node.e2);
    }

    private static boolean isJavaClass(Atom module) {
        return module.name().indexOf('.') > 0 && !module.name().startsWith("Elixir.");
    }

    private static boolean isShortCircuit(Object function) {
        return function instanceof Atom name
                && (name.name().equals("andalso") || name.name().equals("orelse"));
    }

    /** Runs a statement, which has an entry in the stack traces that are made meanwhile. */
    private Object simpleStatement(Object form) {
        return InterpretedPlaces.run(this::frame, () -> simple(form));
    }

    private StackTraceElement frame() {
        String body = env.inModule() ? "__MODULE__@1" : "__FILE__@1";
        return new StackTraceElement(STATEMENT, body, env.file(), Math.max(Meta.line(place), 0));
    }

    private Object simple(Object form) {
        return switch (form) {
            case Tuple3 node -> simpleNode(node);
            case Tuple2 pair -> new Tuple2(simple(pair.e0), simple(pair.e1));
            case Cons list -> simpleList(list);
            default -> form;
        };
    }

    private Object simpleNode(Tuple3 node) {
        if (node.e0 instanceof Atom name) {
            if (node.e2 instanceof Atom) {
                return variable(node);
            }
            if (name == Words.MATCH) {
                return bound(node);
            }
            if (name == Words.TUPLE) {
                return Tuple.ofArray(elements(node.e2));
            }
            if (name == Words.MAP) {
                ElixirMap map = ElixirMap.EMPTY;
                for (Object rest = node.e2; rest instanceof Cons cell; rest = cell.tail()) {
                    Tuple2 pair = (Tuple2) cell.head;
                    map = map.put(simple(pair.e0), simple(pair.e1));
                }
                return map;
            }
            Object value = Atom.NIL;
            for (Object rest = node.e2; rest instanceof Cons cell; rest = cell.tail()) {
                value = simple(cell.head);
            }
            return value;
        }
        Tuple3 dot = (Tuple3) node.e0;
        Object[] arguments = elements(node.e2);
        place = node.e1;
        Atom module = (Atom) Form.at(dot.e2, 0);
        Atom function = (Atom) Form.at(dot.e2, 1);
        try {
            return session.call(module, function, arguments);
        } finally {
            // What runs here runs once.
            if (module == Words.JLIXIR_MODULE && function == DEFINE_MODULE) {
                session.state().release((Long) arguments[1]);
            }
        }
    }

    private static final Atom DEFINE_MODULE = Atom.of("define");

    private Object variable(Tuple3 node) {
        Object value = variables.get(((Long) Meta.get(node.e1, Words.VERSION)).intValue());
        if (value == null) {
            throw ElixirException.exception("RuntimeError", "variable " + node.e0 + " was not bound");
        }
        return value;
    }

    private Object bound(Tuple3 node) {
        Object value = simple(Form.at(node.e2, 1));
        Tuple3 target = (Tuple3) Form.at(node.e2, 0);
        if (target.e0 != Words.UNDERSCORE) {
            variables.put(((Long) Meta.get(target.e1, Words.VERSION)).intValue(), value);
        }
        return value;
    }

    private Object[] elements(Object list) {
        Object[] out = new Object[Form.length(list)];
        int i = 0;
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            out[i++] = simple(cell.head);
        }
        return out;
    }

    private Object simpleList(Cons list) {
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (cell.tail() == EmptyList.NIL && cell.head instanceof Tuple3 bar && bar.e0 == Words.BAR) {
                out.add(simple(Form.at(bar.e2, 0)));
                return out.finish(simple(Form.at(bar.e2, 1)));
            }
            out.add(simple(cell.head));
            rest = cell.tail();
        }
        return out.finish();
    }
}
