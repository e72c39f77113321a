package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Clauses of functions and macros. */
public final class ExpandDefinition {
    private ExpandDefinition() {}

    /** A clause, expanded: a pattern for each argument of the function, alternatives of guards, the body. */
    public record Clause(List<Object> patterns, List<Object> guards, Object body) {}

    /**
     * Expands a clause.
     *
     * @param guard null for none
     * @param env with the function set
     * @param macro true when there is a first argument for {@code __CALLER__}
     */
    public static Clause clause(
            Session session, Object args, @Nullable Object guard, Object body, Env env, boolean macro) {
        Expander x = new Expander(session, env.withoutVars(), 0);
        x.locals = LocalCalls.of(session, env);
        List<Object> patterns = new ArrayList<>();
        if (macro) {
            patterns.add(bindCaller(x));
        }
        Object expanded = x.match(x.vars, () -> x.expandArgs(args));
        for (Object rest = expanded; rest instanceof Cons cell; rest = cell.tail()) {
            patterns.add(cell.head);
        }
        List<Object> guards = new ArrayList<>();
        if (guard != null) {
            x.callerKnown = macro;
            split(x.guard(guard), guards);
        }
        x.callerKnown = macro;
        Object expandedBody = x.expand(body);
        x.tracker.warnUnused(session, env);
        return new Clause(patterns, guards, expandedBody);
    }

    private static Tuple3 bindCaller(Expander x) {
        int version = x.tracker.bind(CALLER, Atom.NIL, Meta.EMPTY, false);
        x.tracker.use(version);
        x.vars = new Vars(CALLER, Atom.NIL, version, x.vars);
        return Expander.versioned(CALLER, Meta.EMPTY, Atom.NIL, version);
    }

    private static void split(Object guard, List<Object> guards) {
        if (guard instanceof Tuple3 when && when.e0 == WHEN && Form.length(when.e2) == 2) {
            split(Form.at(when.e2, 0), guards);
            split(Form.at(when.e2, 1), guards);
        } else {
            guards.add(guard);
        }
    }

    /**
     * The clause of a function that calls the full one with default arguments.
     *
     * @param target the function's name as it is compiled
     * @param defaults for each argument of the full function the form of its default, or null where it is passed
     */
    public static Clause defaultsClause(
            Session session, Atom target, List<@Nullable Object> defaults, Object meta, Env env, boolean macro) {
        Expander x = new Expander(session, env.withoutVars(), 0);
        x.locals = LocalCalls.of(session, env);
        List<Object> patterns = new ArrayList<>();
        ListBuilder call = new ListBuilder();
        if (macro) {
            Tuple3 caller = bindCaller(x);
            patterns.add(caller);
            call.add(caller);
            x.callerKnown = true;
        }
        Object generated = Meta.put(Meta.place(meta), GENERATED, Atom.TRUE);
        List<@Nullable Tuple3> passed = new ArrayList<>();
        for (int i = 0; i < defaults.size(); i++) {
            if (defaults.get(i) == null) {
                Tuple3 variable = x.freshVariable("x" + i, generated);
                patterns.add(variable);
                passed.add(variable);
            } else {
                passed.add(null);
            }
        }
        for (int i = 0; i < defaults.size(); i++) {
            Object form = defaults.get(i);
            call.add(form == null ? passed.get(i) : x.expand(form));
        }
        int arguments = defaults.size() + (macro ? 1 : 0);
        return new Clause(
                patterns, List.of(), new Tuple3(callee(target, arguments, generated), generated, call.finish()));
    }

    /** What calls a function of this module. By the name of a special form alone that form would be meant. */
    static Object callee(Atom target, int arity, Object meta) {
        if (!Expander.namesSpecialForm(target)) {
            return target;
        }
        Object name = Form.call(SLASH, meta, new Tuple3(target, meta, Atom.NIL), (long) arity);
        return Form.call(DOT, meta, Form.call(CAPTURE, meta, name));
    }
}
