package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple3;

/** Warns of expressions in a block whose value nobody sees and that do nothing else. */
final class UselessCode {
    private UselessCode() {}

    static void warn(Expander x, Object blockMeta, Object form, Object expanded) {
        if (form instanceof Tuple3 node) {
            warnForm(x, node, expanded);
        } else if (form instanceof Bitstring || form instanceof Number) {
            // Literals have no place of their own.
            x.session.warn(
                    x.env.inModule() ? Meta.remove(blockMeta, COLUMN) : Meta.ofLine(x.env.line),
                    x.env,
                    "code block contains unused literal " + x.text(form)
                            + " (remove the literal or assign it to _ to avoid warnings)");
        }
    }

    private static void warnForm(Expander x, Tuple3 node, Object expanded) {
        if (!Form.isList(node.e1) || Meta.is(node.e1, GENERATED)) {
            return;
        }
        warnUniq(x, node);
        if (node.e0 == MATCH
                && Form.length(node.e2) == 2
                && Form.at(node.e2, 0) instanceof Tuple3 nothing
                && nothing.e0 == UNDERSCORE
                && Form.at(node.e2, 1) instanceof Tuple3 value) {
            warnUniq(x, value);
        }
        if (Form.isVariable(node)
                && Form.isVariable(expanded)
                && Meta.has(((Tuple3) expanded).e1, VERSION)
                && node.e2 == Atom.NIL) {
            x.session.warnSpan(
                    node.e1,
                    x.env,
                    "variable " + ((Atom) node.e0).name() + " in code block has no effect as it is never returned "
                            + "(remove the variable or assign it to _ to avoid warnings)",
                    ((Atom) node.e0).name().length());
        } else if (node.e0 == AT && Form.length(node.e2) == 1 && Form.isVariable(Form.at(node.e2, 0))) {
            x.session.warn(
                    node.e1,
                    x.env,
                    "module attribute @" + ((Tuple3) Form.at(node.e2, 0)).e0 + " in code block has no effect as it is "
                            + "never returned (remove the attribute or assign it to _ to avoid warnings)");
        } else if (expanded instanceof Tuple3 call && x.env.inFunction()) {
            // Erlang's compiler says so, which Elixir asks for functions alone.
            warnCall(x, call);
        }
    }

    private static void warnCall(Expander x, Tuple3 call) {
        if (call.e0 == CAPTURE && isExternal(call)) {
            ignored(x, call.e1, "fun construction");
        } else if (call.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 0) instanceof Atom module
                && Form.at(dot.e2, 1) instanceof Atom name) {
            warnRemote(x, call.e1, module, name, Form.length(call.e2));
        }
    }

    private static void warnRemote(Expander x, Object meta, Atom module, Atom name, int arity) {
        if (module == ERLANG && arity == 2 && isComparison(name)) {
            x.session.warnFile(meta, x.env, "use of operator " + written(name) + " has no effect");
        } else if (module == ERLANG && isOperator(name, arity)) {
            ignored(x, meta, "evaluating operator '" + name.name() + "'/" + arity);
        } else if (module == ERLANG && PureCalls.isWithoutEffect(name.name(), arity)) {
            x.session.warnFile(meta, x.env, "the call to " + name.name() + "/" + arity + " has no effect");
        } else {
            for (String pure : PureCalls.pure(module.name(), name.name(), arity)) {
                ignored(x, meta, "calling " + pure);
            }
        }
    }

    /** {@code &Mod.name/arity}, which is a constant. */
    private static boolean isExternal(Tuple3 capture) {
        return Form.length(capture.e2) == 1
                && Form.isCall(Form.at(capture.e2, 0), SLASH)
                && Form.at(((Tuple3) Form.at(capture.e2, 0)).e2, 0) instanceof Tuple3 target
                && target.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.at(dot.e2, 0) instanceof Atom;
    }

    private static void ignored(Expander x, Object meta, String what) {
        if (!Meta.is(meta, GENERATED)) {
            x.session.warnFile(
                    meta,
                    x.env,
                    "the result of " + what + " is ignored (suppress the warning by assigning the expression to the _"
                            + " variable)");
        }
    }

    private static void warnUniq(Expander x, Tuple3 node) {
        if (node.e0 == FOR
                && node.e2 instanceof Cons
                && Meta.get(ExpandFor.Parts.of(node.e2).options(), UNIQ) == Atom.TRUE) {
            x.session.warn(
                    node.e1,
                    x.env,
                    "the :uniq option has no effect since the result of the for comprehension is not used");
        }
    }

    private static boolean isComparison(Atom operator) {
        return switch (operator.name()) {
            case "==", "/=", "=:=", "=/=", "<", ">", "=<", ">=" -> true;
            default -> false;
        };
    }

    /** An Erlang operator as Elixir writes it. */
    private static String written(Atom operator) {
        return switch (operator.name()) {
            case "/=" -> "!=";
            case "=:=" -> "===";
            case "=/=" -> "!==";
            case "=<" -> "<=";
            default -> operator.name();
        };
    }

    private static boolean isOperator(Atom operator, int arity) {
        return switch (operator.name()) {
            case "+", "-" -> arity == 1 || arity == 2;
            case "*", "/", "div", "rem", "band", "bor", "bxor", "bsl", "bsr", "and", "or", "xor", "++", "--" ->
                arity == 2;
            case "not", "bnot" -> arity == 1;
            default -> false;
        };
    }
}
