package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** {@code try} with its rescue, catch, else and after. */
final class ExpandTry {
    private static final Atom[] ORDER = {DO, RESCUE, CATCH, ELSE, AFTER};

    private ExpandTry() {}

    /** @param meta with {@code def} when the sections belong to a definition of that kind */
    static Object expand(Expander x, Object meta, Object options) {
        ExpandClauses.refuseInPatterns(x, meta, "try");
        ExpandClauses.checkOptions(x, meta, "try", options, ORDER);
        if (ExpandClauses.option(options, DO) == null) {
            throw x.fatal(meta, "missing :do option in \"try\"");
        }
        if (Form.length(options) == 1) {
            throw x.fatal(meta, "missing :catch/:rescue/:after option in \"try\"");
        }
        String form = Meta.get(meta, DEF) instanceof Atom kind ? kind.name() : "try";
        warnOrder(x, meta, form, options);
        ListBuilder out = new ListBuilder();
        for (Atom key : ORDER) {
            Object value = ExpandClauses.option(options, key);
            if (value != null) {
                out.add(new Tuple2(key, section(x, meta, form, key, value)));
            }
        }
        return Form.call(TRY, Meta.remove(meta, DEF), out.finish());
    }

    /** Warns of sections that are not where, or what, they should be. */
    private static void warnOrder(Expander x, Object meta, String form, Object options) {
        boolean caught = false;
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            Object key = ((Tuple2) cell.head).e0;
            if (key == RESCUE && caught) {
                x.session.warnFile(meta, x.env, "\"catch\" should always come after \"rescue\" in " + form);
            }
            caught |= key == CATCH;
        }
        if (Form.length(options) == 2 && ExpandClauses.option(options, ELSE) != null) {
            x.session.warnFile(
                    meta,
                    x.env,
                    "\"else\" shouldn't be used as the only clause in \"" + form + "\", use \"case\" instead");
        }
    }

    private static Object section(Expander x, Object meta, String form, Atom key, Object value) {
        if (key == DO || key == AFTER) {
            Expander.Scope scope = x.new Scope();
            Object body = x.expand(value);
            scope.restore();
            return body;
        }
        if (key == ELSE) {
            return ExpandClauses.expand(x, meta, form, ELSE, value, ExpandClauses.single(x, form, ELSE));
        }
        if (key == CATCH) {
            return ExpandClauses.expand(x, meta, form, CATCH, value, clause -> {
                x.stacktrace = true;
                return caught(x, form, clause);
            });
        }
        return ExpandClauses.expand(x, meta, form, RESCUE, value, clause -> {
            x.stacktrace = true;
            return rescued(x, form, clause);
        });
    }

    /** {@code pattern} alone catches throws. */
    private static Object caught(Expander x, String form, Tuple3 clause) {
        Object head = Form.at(clause.e2, 0);
        int arity = ExpandClauses.arity(head);
        if (arity == 1) {
            if (Form.at(head, 0) instanceof Tuple3 when && when.e0 == WHEN && Form.length(when.e2) == 2) {
                head = TermList.of(new Tuple3(WHEN, when.e1, new Cons(Atom.THROW, when.e2)));
            } else {
                head = new Cons(Atom.THROW, head);
            }
        } else if (arity != 2) {
            throw x.fatal(clause.e1, "expected one or two args for \"catch\" clauses (->) in \"" + form + "\"");
        }
        return ExpandClauses.head(x, clause.e1, head);
    }

    private static Object rescued(Expander x, String form, Tuple3 clause) {
        Object head = Form.at(clause.e2, 0);
        if (Form.length(head) != 1) {
            throw x.fatal(clause.e1, "expected one argument for \"rescue\" clauses (->) in \"" + form + "\"");
        }
        return TermList.of(rescue(x, clause.e1, Form.at(head, 0)));
    }

    private static Object rescue(Expander x, Object meta, Object form) {
        if (Form.isVariable(form) && !isModuleName(form)) {
            return x.match(form);
        }
        if (form instanceof Tuple3 in && in.e0 == IN && Form.length(in.e2) == 2) {
            Object variable = Form.at(in.e2, 0);
            if (Form.isVariable(variable)) {
                Object expanded = x.match(variable);
                Object right = Form.at(in.e2, 1);
                if (right instanceof Tuple3 any && any.e0 == UNDERSCORE && Form.isVariable(any)) {
                    return expanded;
                }
                return Form.call(IN, in.e1, expanded, modules(x, meta, right));
            }
            // An odd form, Left in Right, that Elixir expands as an ordinary call and then refuses.
            throw invalid(x, meta, form);
        }
        Object once = ExpandOnce.expand(x, form);
        if (once != null) {
            return rescue(x, meta, once);
        }
        if (form instanceof Tuple3 call && call.e0 != ALIASES && call.e0 != MODULE) {
            throw invalid(x, meta, form);
        }
        return Form.call(IN, EmptyList.NIL, underscore(x), modules(x, meta, form));
    }

    private static boolean isModuleName(Object form) {
        return ((Tuple3) form).e0 == MODULE;
    }

    private static Tuple3 underscore(Expander x) {
        return new Tuple3(UNDERSCORE, EmptyList.NIL, x.env.module);
    }

    private static Object modules(Expander x, Object meta, Object form) {
        Object expanded = x.expand(form);
        if (expanded instanceof Atom module) {
            return TermList.of(module);
        }
        if (expanded instanceof Cons) {
            Object rest = expanded;
            while (rest instanceof Cons cell && cell.head instanceof Atom) {
                rest = cell.tail();
            }
            if (rest == EmptyList.NIL) {
                return expanded;
            }
        }
        throw invalid(x, meta, form);
    }

    private static RuntimeException invalid(Expander x, Object meta, Object form) {
        return x.fatal(
                meta,
                "invalid \"rescue\" clause. The clause should match on an alias, a variable or be in the \"var in"
                        + " [alias]\" format. Got: " + x.text(form));
    }
}
