package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.TreeMap;
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

/** {@code &}: captures of named functions, and partial applications, which become {@code fn}. */
final class ExpandCapture {
    private static final Atom VARIABLE = Atom.of("capture");

    private ExpandCapture() {}

    static Object expand(Expander x, Object meta, Object form) {
        ExpandClauses.refuseInPatterns(x, meta, "&");
        if (form instanceof Long number) {
            throw x.fatal(meta, "capture argument &" + number + " must be used within the capture operator &");
        }
        if (form instanceof Tuple3 node) {
            if (node.e0 == SLASH && Form.length(node.e2) == 2 && Form.at(node.e2, 1) instanceof Long arity) {
                Object named = named(x, meta, Form.at(node.e2, 0), arity);
                if (named != null) {
                    return named;
                }
            }
            if (node.e0 == BLOCK && Form.length(node.e2) == 1) {
                return expand(x, meta, Form.at(node.e2, 0));
            }
            if (node.e0 == BLOCK && Form.length(node.e2) != 1) {
                throw x.fatal(
                        meta, "block expressions are not allowed inside the capture operator &, got: " + x.text(node));
            }
            if (node.e2 instanceof Atom) {
                throw invalid(x, meta, form);
            }
            Object direct = sequential(x, meta, node);
            if (direct != null) {
                return direct;
            }
            return partial(x, meta, form);
        }
        if (form instanceof Cons || form instanceof Tuple2) {
            return partial(x, meta, form);
        }
        throw invalid(x, meta, form);
    }

    private static RuntimeException invalid(Expander x, Object meta, Object form) {
        Object place = form instanceof Tuple3 node && Meta.has(node.e1, LINE) ? node.e1 : meta;
        return x.fatal(
                place,
                "invalid args for &, expected one of:\n\n"
                    + "  * &Mod.fun/arity to capture a remote function, such as &Enum.map/2\n"
                    + "  * &fun/arity to capture a local or imported function, such as &is_atom/1\n"
                    + "  * &some_code(&1, ...) containing at least one argument as &1, such as &List.flatten(&1)\n\n"
                    + "Got: " + x.text(form));
    }

    // &name/arity and &Mod.name/arity

    private static @Nullable Object named(Expander x, Object meta, Object target, long arity) {
        if (target instanceof Tuple3 remote
                && remote.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 1) instanceof Atom function
                && remote.e2 == EmptyList.NIL) {
            checkArity(x, meta, arity);
            return remoteCapture(x, meta, remote, dot, function, (int) arity);
        }
        if (Form.isVariable(target)) {
            Tuple3 name = (Tuple3) target;
            checkArity(x, meta, arity);
            return localCapture(x, meta, name, (int) arity);
        }
        return null;
    }

    private static void checkArity(Expander x, Object meta, long arity) {
        if (arity < 0 || arity > 255) {
            throw x.fatal(meta, "capture argument &" + arity + " must be numbered between 1 and 255");
        }
    }

    private static Object remoteCapture(Expander x, Object meta, Tuple3 remote, Tuple3 dot, Atom function, int arity) {
        Object receiver = x.expand(Form.at(dot.e2, 0));
        if (arity == 0 && !Meta.is(remote.e1, NO_PARENS) && Meta.has(remote.e1, LINE)) {
            String written = x.text(Form.at(dot.e2, 0)) + "." + Names.function(function);
            x.session.warn(
                    meta,
                    x.env,
                    "extra parentheses on a remote function capture &" + written + "()/0 have been deprecated. Please"
                            + " remove the parentheses: &" + written + "/0");
        }
        if (receiver instanceof Atom module) {
            Tuple2 target = Rewrites.inline(module, function, arity);
            if (target != null || !Dispatch.isRequiredMacro(x, module, function, arity)) {
                Tracing.remoteFunction(x, remote.e1, module, function, arity);
            }
            if (target != null) {
                return capture(meta, remote(remote, dot, target.e0, (Atom) target.e1), arity);
            }
            if (Dispatch.isRequiredMacro(x, module, function, arity)) {
                return asFunction(x, meta, remote(remote, dot, module, function), arity);
            }
            Dispatch.noteRemote(x, remote.e1, module, function, arity);
        } else if (!Form.isVariable(receiver)) {
            x.session.warn(
                    meta,
                    x.env,
                    "expected the module in &module.fun/arity to expand to a variable or an atom, got: "
                            + x.text(Form.at(dot.e2, 0))
                            + "\nYou can either compute the module name outside of & or convert it to a regular"
                            + " anonymous function.\n");
            // What the receiver is is found out at each call.
            return asFunction(x, meta, remote, arity);
        }
        return capture(meta, remote(remote, dot, receiver, function), arity);
    }

    private static Tuple3 remote(Tuple3 remote, Tuple3 dot, Object module, Atom function) {
        return new Tuple3(new Tuple3(DOT, dot.e1, TermList.of(module, function)), remote.e1, EmptyList.NIL);
    }

    private static Tuple3 capture(Object meta, Tuple3 target, int arity) {
        return Form.call(CAPTURE, meta, Form.call(SLASH, EmptyList.NIL, target, (long) arity));
    }

    private static Object localCapture(Expander x, Object meta, Tuple3 name, int arity) {
        Atom atom = (Atom) name.e0;
        Object nameMeta = Meta.has(meta, IMPORTS) && !Meta.has(name.e1, IMPORTS)
                ? Meta.put(
                        Meta.put(name.e1, IMPORTS, Meta.get(meta, IMPORTS)),
                        CONTEXT,
                        Meta.get(meta, CONTEXT) == null ? Atom.NIL : Meta.get(meta, CONTEXT))
                : name.e1;
        if (atom == SUPER && x.callerKnown) {
            // The overridden macro takes the caller first.
            return asFunction(x, meta, new Tuple3(atom, nameMeta, EmptyList.NIL), arity);
        }
        if (atom == SUPER) {
            Atom target = Overridables.superName(x, meta, arity);
            return capture(meta, new Tuple3(target, name.e1, Atom.NIL), arity);
        }
        if (Expander.isSpecialForm(atom, arity)) {
            return asFunction(x, meta, new Tuple3(atom, nameMeta, EmptyList.NIL), arity);
        }
        if (Dispatch.isLocalMacro(x, atom, arity)) {
            return asFunction(x, meta, new Tuple3(atom, nameMeta, EmptyList.NIL), arity);
        }
        Tuple2 imported = Dispatch.importedFunction(x, nameMeta, atom, arity);
        if (imported != null && imported.e0 == Atom.NIL) {
            return asFunction(x, meta, new Tuple3(atom, nameMeta, EmptyList.NIL), arity);
        }
        if (imported != null) {
            if (x.locals != null) {
                x.locals.imported((Atom) imported.e0, atom, arity, name.e1, x.env);
            }
            Tuple3 dot = Form.call(DOT, name.e1, imported.e0, imported.e1);
            return capture(meta, new Tuple3(dot, name.e1, EmptyList.NIL), arity);
        }
        if (!x.env.inFunction()) {
            x.session.codeError(
                    meta,
                    x.env,
                    "undefined function " + Names.function(atom) + "/" + arity + " (there is no such import)",
                    0);
        }
        if (x.locals != null) {
            x.locals.local(atom, arity, name.e1, x.env);
        }
        Tracing.localFunction(x, name.e1, atom, arity);
        return capture(meta, new Tuple3(atom, name.e1, Atom.NIL), arity);
    }

    /** {@code fn a, b -> target(a, b) end}. */
    private static Object asFunction(Expander x, Object meta, Tuple3 target, int arity) {
        ListBuilder args = new ListBuilder();
        for (int i = 1; i <= arity; i++) {
            args.add(Form.call(CAPTURE, meta, (long) i));
        }
        Object outer = target.e0 instanceof Tuple3 ? Meta.remove(target.e1, NO_PARENS) : target.e1;
        Tuple3 call = new Tuple3(target.e0, outer, args.finish());
        if (arity == 0) {
            return x.expand(new Tuple3(FN, meta, TermList.of(Form.clause(meta, EmptyList.NIL, call))));
        }
        return partial(x, meta, call);
    }

    /** {@code &f(&1, &2)} with its arguments in order is {@code &f/2}. */
    private static @Nullable Object sequential(Expander x, Object meta, Tuple3 node) {
        int arity = Form.length(node.e2);
        if (arity <= 0) {
            return null;
        }
        int expected = 1;
        for (Object rest = node.e2; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(cell.head instanceof Tuple3 arg
                    && arg.e0 == CAPTURE
                    && Form.length(arg.e2) == 1
                    && Form.at(arg.e2, 0) instanceof Long n
                    && n == expected)) {
                return null;
            }
            expected++;
        }
        if (node.e0 instanceof Atom name) {
            if (Expander.isSpecialForm(name, arity) || name == SUPER) {
                return name == SUPER && !x.callerKnown
                        ? localCapture(x, meta, new Tuple3(name, node.e1, Atom.NIL), arity)
                        : null;
            }
            if (Dispatch.isLocalMacro(x, name, arity)) {
                return null;
            }
            Tuple2 imported = Dispatch.importedFunction(x, node.e1, name, arity);
            if (imported != null && imported.e0 == Atom.NIL) {
                return null;
            }
            return localCapture(x, meta, new Tuple3(name, node.e1, Atom.NIL), arity);
        }
        if (node.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 1) instanceof Atom function
                && isConstant(Form.at(dot.e2, 0))) {
            Object receiver = x.expand(Form.at(dot.e2, 0));
            if (!(receiver instanceof Atom module && Dispatch.isRequiredMacro(x, module, function, arity))) {
                return remoteCapture(x, meta, new Tuple3(dot, node.e1, EmptyList.NIL), dot, function, arity);
            }
        }
        return null;
    }

    private static boolean isConstant(Object receiver) {
        return receiver instanceof Atom
                || receiver instanceof Tuple3 node
                        && (node.e0 == ALIASES || node.e0 == MODULE || Form.isVariable(node));
    }

    // Partial applications

    private static Object partial(Expander x, Object meta, Object form) {
        Placeholders placeholders = new Placeholders(x);
        Object body = placeholders.replace(form);
        int count = placeholders.found.isEmpty() ? 0 : placeholders.found.lastKey();
        if (count == 0) {
            throw invalid(x, meta, form);
        }
        ListBuilder head = new ListBuilder();
        for (int i = 1; i <= count; i++) {
            Tuple3 variable = placeholders.found.get(i);
            if (variable == null) {
                throw x.fatal(
                        meta,
                        "capture argument &" + count + " cannot be defined without &" + i
                                + " (you cannot skip arguments, all arguments must be numbered)");
            }
            head.add(variable);
        }
        return x.expand(new Tuple3(FN, meta, TermList.of(Form.clause(meta, head.finish(), body))));
    }

    /** Replaces {@code &1} and so on by variables. */
    private static final class Placeholders {
        private final Expander x;
        private final long counter;
        final TreeMap<Integer, Tuple3> found = new TreeMap<>();

        Placeholders(Expander x) {
            this.x = x;
            this.counter = x.session.state().nextCounter();
        }

        Object replace(Object form) {
            if (form instanceof Tuple3 node) {
                return node(node);
            }
            if (form instanceof Tuple2 pair) {
                Object left = replace(pair.e0);
                Object right = replace(pair.e1);
                return left == pair.e0 && right == pair.e1 ? pair : new Tuple2(left, right);
            }
            return form instanceof Cons ? list(form) : form;
        }

        private Object list(Object form) {
            ListBuilder out = new ListBuilder();
            Object rest = form;
            while (rest instanceof Cons cell) {
                out.add(replace(cell.head));
                rest = cell.tail();
            }
            return out.finish(rest);
        }

        private Object node(Tuple3 node) {
            if (node.e0 == CAPTURE && Form.length(node.e2) == 1) {
                Object argument = Form.at(node.e2, 0);
                if (argument instanceof Long number) {
                    if (number < 1 || number > 255) {
                        throw x.fatal(node.e1, "capture argument &" + number + " must be numbered between 1 and 255");
                    }
                    return found.computeIfAbsent(
                            number.intValue(),
                            n -> new Tuple3(
                                    VARIABLE,
                                    Meta.put(Meta.place(node.e1), COUNTER, new Tuple2(counter, (long) n)),
                                    Atom.NIL));
                }
                if (argument instanceof Tuple3 slash
                        && slash.e0 == SLASH
                        && Form.length(slash.e2) == 2
                        && Form.at(slash.e2, 1) instanceof Long) {
                    return node;
                }
                throw x.fatal(
                        node.e1,
                        "nested captures are not allowed. You cannot define a function using the capture operator &"
                                + " inside another function defined via &. Got invalid nested capture: "
                                + x.text(node));
            }
            Object left = node.e0 instanceof Atom ? node.e0 : replace(node.e0);
            Object right = node.e2 instanceof Atom ? node.e2 : replace(node.e2);
            return left == node.e0 && right == node.e2 ? node : new Tuple3(left, node.e1, right);
        }
    }
}
