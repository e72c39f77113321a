package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** One step of expansion at the root of a form, as {@code Macro.expand_once/2} does it. */
public final class ExpandOnce {
    private ExpandOnce() {}

    /** @return the form after one step, or null when nothing is to be done */
    public static @Nullable Object expand(Session session, Object form, Env env) {
        return expand(new Expander(session, env, 0), form);
    }

    /** As {@link #expand(Session, Object, Env)}, saying nothing of deprecated macros. */
    public static @Nullable Object quietly(Session session, Object form, Env env) {
        Expander x = new Expander(session, env, 0);
        x.warnsDeprecated = false;
        return expand(x, form);
    }

    /** Expands the root until nothing is to be done. */
    public static Object repeatedly(Session session, Object form, Env env) {
        Expander x = new Expander(session, env, 0);
        x.locals = LocalCalls.of(session, env);
        Object current = form;
        while (true) {
            Object next = expand(x, current);
            if (next == null) {
                return current;
            }
            current = next;
        }
    }

    static @Nullable Object expand(Expander x, Object form) {
        if (!(form instanceof Tuple3 node) || !Form.isList(node.e1)) {
            return null;
        }
        if (node.e0 instanceof Atom name) {
            if (node.e2 instanceof Atom) {
                return pseudoVariable(x, name, node);
            }
            int arity = Form.length(node.e2);
            if (arity < 0) {
                return null;
            }
            if (name == ALIASES) {
                return alias(x, node);
            }
            if (Expander.isSpecialForm(name, arity)) {
                return null;
            }
            return Dispatch.macroOnce(x, name, node.e1, node.e2, arity);
        }
        if (node.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 1) instanceof Atom function
                && Form.length(node.e2) >= 0) {
            Object receiver = receiver(x, Form.at(dot.e2, 0));
            if (receiver instanceof Atom module) {
                return Dispatch.remoteMacroOnce(x, module, function, node.e1, node.e2);
            }
        }
        return null;
    }

    private static @Nullable Object receiver(Expander x, Object form) {
        if (form instanceof Tuple3) {
            Object current = form;
            Object next = expand(x, current);
            while (next != null) {
                current = next;
                next = expand(x, current);
            }
            return current;
        }
        return form;
    }

    private static @Nullable Object pseudoVariable(Expander x, Atom name, Tuple3 node) {
        if (name == MODULE) {
            return x.env.module;
        }
        if ((name == DIR || name == ENV) && !x.env.inMatch()) {
            return x.expand(node);
        }
        return null;
    }

    private static @Nullable Object alias(Expander x, Tuple3 node) {
        if (!(node.e2 instanceof Cons parts)) {
            return null;
        }
        Object resolved = ExpandAlias.resolve(x.session, x.env, node.e1, parts);
        if (resolved instanceof Cons list) {
            Object head = list.head instanceof Atom ? list.head : receiver(x, list.head);
            resolved = head instanceof Atom ? ExpandAlias.concat(new Cons(head, list.tail())) : null;
        }
        if (resolved instanceof Atom module) {
            Tracing.aliasReference(x.session, x.env, node.e1, module);
        }
        return resolved;
    }
}
