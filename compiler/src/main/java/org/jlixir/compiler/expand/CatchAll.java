package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.HashSet;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple3;

/** Warns of clauses behind one that takes everything. Confined to the expansion of one group of clauses. */
public final class CatchAll {
    private final Session session;
    private final Env env;
    private final String what;
    private int line;

    /** @param what what the clauses belong to, such as {@code " for f/1"}; empty for clauses of an expression */
    public CatchAll(Session session, Env env, String what) {
        this.session = session;
        this.env = env;
        this.what = what;
    }

    /** The next clause, expanded: its patterns, and its guards, which may be none. */
    public void clause(Object meta, Object patterns, Object guards) {
        if (Meta.is(meta, GENERATED)) {
            return;
        }
        if (line > 0) {
            session.warnFile(
                    meta,
                    env,
                    "this clause" + what + " cannot match because a previous clause at line " + line
                            + " always matches");
        } else if (areAll(patterns, new HashSet<>())
                && (guards == EmptyList.NIL || Form.length(guards) == 1 && Form.at(guards, 0) == Atom.TRUE)) {
            line = Meta.line(meta);
        }
    }

    /** As {@link #clause}, with the head of a clause as one form. */
    void head(Object meta, Object head) {
        if (head instanceof Cons only && only.head instanceof Tuple3 when && when.e0 == WHEN) {
            clause(meta, when.e2, when.e2);
        } else {
            clause(meta, head, EmptyList.NIL);
        }
    }

    /** True for patterns that match whatever there is: different variables. */
    private static boolean areAll(Object patterns, Set<Object> variables) {
        for (Object rest = patterns; rest instanceof Cons cell; rest = cell.tail()) {
            if (!isAll(cell.head, variables)) {
                return false;
            }
        }
        return true;
    }

    /** True for a pattern that matches whatever there is. */
    static boolean isAll(Object pattern) {
        return isAll(pattern, new HashSet<>());
    }

    private static boolean isAll(Object pattern, Set<Object> variables) {
        if (Form.isCall(pattern, MATCH)) {
            return areAll(((Tuple3) pattern).e2, variables);
        }
        if (!Form.isVariable(pattern)) {
            return false;
        }
        Tuple3 variable = (Tuple3) pattern;
        return variable.e0 == UNDERSCORE || variables.add(Meta.get(variable.e1, VERSION));
    }
}
