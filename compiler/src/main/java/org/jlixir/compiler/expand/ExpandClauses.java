package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.function.Function;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Clauses with {@code ->}, as all block forms have them, and the checks of their options. */
final class ExpandClauses {
    private ExpandClauses() {}

    /** True for a list of {@code head -> body}, not empty. */
    static boolean areClauses(Object form) {
        if (!(form instanceof Cons)) {
            return false;
        }
        Object rest = form;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Tuple3 node && node.e0 == ARROW && Form.length(node.e2) == 2)) {
                return false;
            }
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }

    /**
     * Expands clauses, each in a scope of its own.
     *
     * @param head expands a clause's head, a list of patterns; the variables it binds are seen by the body
     */
    static Object expand(
            Expander x, Object meta, String form, Atom option, Object clauses, Function<Tuple3, Object> head) {
        if (!areClauses(clauses)) {
            throw notClauses(x, meta, form, option);
        }
        ListBuilder out = new ListBuilder();
        boolean patterns = option == ELSE || option == DO && !form.equals("cond");
        CatchAll redundant = new CatchAll(x.session, x.env, "");
        for (Object rest = clauses; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 clause = (Tuple3) cell.head;
            Expander.Scope scope = x.new Scope();
            int mark = x.tracker.mark();
            Object expandedHead = head.apply(clause);
            x.branches++;
            Object body = x.expand(Form.at(clause.e2, 1));
            x.branches--;
            x.tracker.warnUnused(x.session, x.env, mark);
            scope.restore();
            if (patterns && x.env.inFunction()) {
                redundant.head(clause.e1, expandedHead);
            }
            out.add(Form.clause(clause.e1, expandedHead, body));
        }
        return out.finish();
    }

    static RuntimeException notClauses(Expander x, Object meta, String form, Atom option) {
        return x.fatal(
                meta,
                "invalid \"" + option.name() + "\" block in \"" + form + "\", it expects \"pattern -> expr\" clauses");
    }

    /** A head of patterns, the last of which may carry a guard. */
    static Object head(Expander x, Object meta, Object head) {
        if (head instanceof Cons cell
                && cell.tail() == EmptyList.NIL
                && cell.head instanceof Tuple3 when
                && when.e0 == WHEN
                && Form.length(when.e2) >= 1) {
            Object parts = when.e2;
            int patterns = Form.length(parts) - 1;
            ListBuilder args = new ListBuilder();
            Object rest = parts;
            for (int i = 0; i < patterns; i++) {
                args.add(((Cons) rest).head);
                rest = ((Cons) rest).tail();
            }
            Object expanded = patterns(x, meta, args.finish());
            Object guard = x.guard(((Cons) rest).head);
            return TermList.of(new Tuple3(WHEN, when.e1, Form.append(expanded, TermList.of(guard))));
        }
        return patterns(x, meta, head);
    }

    private static Object patterns(Expander x, Object meta, Object patterns) {
        Object expanded = x.match(x.vars, () -> x.expandArgs(patterns));
        x.refuseCycles(meta, patterns, expanded);
        return expanded;
    }

    /** How many patterns a head has, its guard aside. */
    static int arity(Object head) {
        if (head instanceof Cons cell
                && cell.tail() == EmptyList.NIL
                && cell.head instanceof Tuple3 when
                && when.e0 == WHEN
                && Form.length(when.e2) >= 1) {
            return Form.length(when.e2) - 1;
        }
        return Form.length(head);
    }

    /** A head of exactly one pattern. */
    static Function<Tuple3, Object> single(Expander x, String form, Atom option) {
        return clause -> {
            Object head = Form.at(clause.e2, 0);
            if (arity(head) != 1) {
                throw x.fatal(
                        clause.e1,
                        "expected one argument for \"" + option.name() + "\" clauses (->) in \"" + form + "\"");
            }
            return head(x, clause.e1, head);
        };
    }

    /** Checks that {@code options} is a keyword list with each of its keys known and given once. */
    static void checkOptions(Expander x, Object meta, String form, Object options, Atom... known) {
        if (!Form.isKeyword(options)) {
            throw x.fatal(meta, "invalid arguments for \"" + form + "\"");
        }
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            Atom key = (Atom) ((Tuple2) cell.head).e0;
            boolean found = false;
            for (Atom each : known) {
                found |= each == key;
            }
            if (!found) {
                throw x.fatal(meta, "unexpected option " + x.text(key) + " in \"" + form + "\"");
            }
            for (Object later = cell.tail(); later instanceof Cons other; later = other.tail()) {
                if (((Tuple2) other.head).e0 == key) {
                    throw x.fatal(meta, "duplicate \"" + key.name() + "\" clauses given for \"" + form + "\"");
                }
            }
        }
    }

    static @Nullable Object option(Object options, Atom key) {
        return Meta.get(options, key);
    }

    /** Refuses a form that is neither a pattern nor a guard. */
    static void refuseInPatterns(Expander x, Object meta, String form) {
        if (x.env.inMatch()) {
            throw x.fatal(meta, "invalid pattern in match, " + form + " is not allowed in matches");
        }
        if (x.env.inGuard()) {
            throw x.fatal(
                    meta,
                    "invalid expression in guards, " + form
                            + " is not allowed in guards. To learn more about guards, visit: "
                            + "https://hexdocs.pm/elixir/patterns-and-guards.html#guards");
        }
    }
}
