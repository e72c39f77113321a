package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.DefinitionContext;
import org.jlixir.compiler.expand.Escape;
import org.jlixir.compiler.expand.ExpandOnce;
import org.jlixir.compiler.expand.Expander;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Expansion and escaping for {@code Macro}, and what expanded quotes call when they run. */
@ErlangModule("jlixir_macro")
public final class JlixirMacro {
    private static final Atom KERNEL = Atom.of("Elixir.Kernel");
    private static final Atom INSPECT = Atom.of("inspect");
    private static final Atom ESCAPE = Atom.of("__escape__");

    private JlixirMacro() {}

    @Builtin("expand_once")
    public static Object expandOnce(Proc self, Object form, Object env) {
        Object ofEnv = ofEnv(form, (ElixirMap) env);
        if (ofEnv != null) {
            return ofEnv;
        }
        Session session = Compiler.session(self);
        Object expanded = ExpandOnce.expand(session, form, session.frame().recall(session, (ElixirMap) env));
        return expanded == null ? form : expanded;
    }

    /** What {@code __ENV__} and {@code __ENV__.field} become; null for any other form, and in patterns. */
    private static @Nullable Object ofEnv(Object form, ElixirMap env) {
        if (env.get(Atom.of("context")) == Atom.of("match")) {
            return null;
        }
        if (isEnv(form)) {
            return Escape.value(env);
        }
        if (form instanceof Tuple3 node
                && node.e0 instanceof Tuple3 dot
                && dot.e0 == Words.DOT
                && isEnv(Form.at(dot.e2, 0))
                && node.e2 == EmptyList.NIL) {
            Object field = env.get(Form.at(dot.e2, 1));
            return field == null ? null : Escape.value(field);
        }
        return null;
    }

    private static boolean isEnv(Object form) {
        return form instanceof Tuple3 node && node.e0 == Words.ENV && node.e2 instanceof Atom;
    }

    @Builtin("expand_once_quietly")
    public static Object expandOnceQuietly(Proc self, Object form, Object env) {
        Session session = Compiler.session(self);
        Object expanded = ExpandOnce.quietly(session, form, session.frame().recall(session, (ElixirMap) env));
        return expanded == null ? form : expanded;
    }

    @Builtin("expand")
    public static Object expand(Proc self, Object form, Object env) {
        Session session = Compiler.session(self);
        return ExpandOnce.repeatedly(session, form, session.frame().recall(session, (ElixirMap) env));
    }

    /** Whether a quoted form has unquote fragments, which are filled in when it is evaluated. */
    @Builtin("has_unquotes")
    public static Object hasUnquotes(Object form) {
        return Atom.of(Escape.hasUnquotes(form));
    }

    @Builtin("apply_macro")
    public static Object applyMacro(Proc self, Object module, Object name, Object args, Object env) {
        ListBuilder all = new ListBuilder().add(env);
        return Compiler.session(self)
                .call(
                        (Atom) module,
                        Atom.of("MACRO-" + ((Atom) name).name()),
                        TermList.toJava(all.finish(args)).toArray());
    }

    @Builtin("unique_counter")
    public static Object uniqueCounter(Proc self) {
        return Compiler.session(self).state().nextCounter();
    }

    /** Structs whose module exports {@code __escape__/1} say themselves what makes them. */
    @Builtin("escape")
    public static Object escape(Proc self, Object term, Object unquote, Object prune) {
        return escape(Compiler.session(self), term, unquote == Atom.TRUE, prune == Atom.TRUE);
    }

    static Object escape(Session session, Object term, boolean unquote, boolean prune) {
        return Escape.value(term, unquote, prune, struct -> escapeStruct(session, struct));
    }

    private static @Nullable Object escapeStruct(Session session, ElixirMap struct) {
        if (!(struct.get(Words.STRUCT) instanceof Atom module) || !session.exports(module, ESCAPE, 1)) {
            return null;
        }
        Object code = session.call(module, ESCAPE, struct);
        if (code instanceof ElixirMap || code instanceof Tuple tuple && !isCode(tuple)) {
            throw ElixirException.exception(
                    "ArgumentError",
                    Names.inspect(module) + ".__escape__/1 returned invalid AST: "
                            + ((Bitstring) session.call(KERNEL, INSPECT, code)).utf8());
        }
        return code;
    }

    /** Whether a tuple may stand in code, by its own shape. */
    private static boolean isCode(Tuple tuple) {
        return switch (tuple) {
            case Tuple2 _ -> true;
            case Tuple3 node -> Form.isList(node.e1) && (node.e2 instanceof Atom || Form.isList(node.e2));
            default -> false;
        };
    }

    // What expanded quotes call

    /** {@code [unquote_splicing(left) | right]} and {@code [unquote_splicing(left), ...right]}. */
    @Builtin("list")
    public static Object list(Proc self, Object left, Object right) {
        return Form.append(spliced(self, left), right);
    }

    /** {@code [...before, unquote_splicing(left) | tail]}: the last element takes the bar. */
    @Builtin("tail_list")
    public static Object tailList(Proc self, Object before, Object left, Object tail) {
        Object elements = Form.append(before, spliced(self, left));
        if (Form.isList(tail)) {
            return Form.append(elements, tail);
        }
        if (elements == EmptyList.NIL) {
            throw JlixirKernel.argument(
                    "unquote_splicing/1 failed because it attempted to splice an empty list in front of |");
        }
        return withBar(elements, tail);
    }

    private static Object spliced(Proc self, Object list) {
        if (!isValidList(list)) {
            throw JlixirKernel.argument(
                    "expected a list with quoted expressions in unquote_splicing/1, got: " + inspect(self, list));
        }
        return list;
    }

    private static Object withBar(Object list, Object tail) {
        Cons cell = (Cons) list;
        return cell.tail() == EmptyList.NIL
                ? TermList.of(Form.call(Words.BAR, Meta.EMPTY, cell.head, tail))
                : new Cons(cell.head, withBar(cell.tail(), tail));
    }

    /** Refuses what cannot stand in quoted code; what is deep within is not looked at. */
    @Builtin("validate")
    public static Object validate(Proc self, Object form) {
        if (!(form instanceof Cons ? isValidList(form) : isValid(form))) {
            throw JlixirKernel.argument("tried to unquote invalid AST: " + inspect(self, form)
                    + "\nDid you forget to escape term using " + "Macro.escape/1?");
        }
        return form;
    }

    private static boolean isValidList(Object list) {
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!isValid(cell.head)) {
                return false;
            }
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }

    private static boolean isValid(Object form) {
        return switch (form) {
            case Tuple3 node -> Form.isList(node.e1) && (node.e2 instanceof Atom || Form.isList(node.e2));
            case Tuple2 pair -> isValid(pair.e0) && isValid(pair.e1);
            case Tuple _, ElixirMap _, Reference _ -> false;
            case Bitstring bits -> bits.isBinary();
            default -> true;
        };
    }

    /** What the call of a function raises that a macro of the module needs and that is not defined yet. */
    @Builtin("undefined_local")
    public static Object undefinedLocal(Proc self, Object module, Object name, Object arity) {
        Object fields = TermList.of(
                new Tuple2(Atom.of("module"), module),
                new Tuple2(Atom.of("function"), name),
                new Tuple2(Atom.of("arity"), arity),
                new Tuple2(Atom.of("reason"), Bitstring.of("function not available")));
        throw ElixirException.error(
                Compiler.session(self).call(Atom.of("Elixir.UndefinedFunctionError"), Atom.of("exception"), fields));
    }

    /** The body of a guard that is being defined, expanded as far as it goes: what no guard may hold is refused. */
    @Builtin("expand_guard")
    public static Object expandGuard(Proc self, Object form, Object env) {
        Session session = Compiler.session(self);
        return Expander.guard(session, form, session.frame().recall(session, (ElixirMap) env));
    }

    /** The value of an option of {@code quote} that is known only when the quote runs. */
    @Builtin("quote_option")
    public static Object quoteOption(Proc self, Object option, Object value) {
        boolean fits = switch (((Atom) option).name()) {
            case "context" -> value instanceof Atom && value != Atom.NIL;
            case "line" -> value instanceof Long;
            default -> value instanceof Bitstring;
        };
        if (!fits) {
            throw JlixirKernel.argument("invalid runtime value for option " + Names.inspect((Atom) option)
                    + " in quote, got: " + inspect(self, value));
        }
        return value;
    }

    /** {@code left.unquote(right)} and {@code left.unquote(right)(args)}; {@code args} is {@code nil} for the former. */
    @Builtin(value = "dot", pure = true)
    public static Object dot(Object meta, Object left, Object right, Object args, Object context) {
        Object call =
                args == Atom.NIL ? dotWithoutArguments(meta, left, right) : dotWithArguments(meta, left, right, args);
        return call instanceof Tuple3 node ? DefinitionContext.ofRemote(node, context) : call;
    }

    private static Object dotWithArguments(Object meta, Object left, Object right, Object args) {
        Object name = right;
        if (right instanceof Tuple3 node && node.e0 instanceof Atom && node.e2 instanceof Atom) {
            name = node.e0;
        }
        if (!(name instanceof Atom)) {
            throw invalidDot(right);
        }
        return new Tuple3(new Tuple3(Words.DOT, meta, TermList.of(left, name)), meta, args);
    }

    private static Object dotWithoutArguments(Object meta, Object left, Object right) {
        if (right instanceof Tuple3 node) {
            if (node.e0 == Words.ALIASES) {
                return new Tuple3(Words.ALIASES, meta, new Cons(left, node.e2));
            }
            if (node.e0 instanceof Atom name && node.e2 instanceof Atom) {
                return field(meta, left, name);
            }
            if (node.e0 instanceof Atom name && Form.isList(node.e2)) {
                return new Tuple3(new Tuple3(Words.DOT, meta, TermList.of(left, name)), meta, node.e2);
            }
        }
        if (right instanceof Atom name) {
            return name.name().startsWith("Elixir.")
                    ? Form.call(Words.ALIASES, meta, left, name)
                    : field(meta, left, name);
        }
        throw invalidDot(right);
    }

    private static Object field(Object meta, Object left, Atom name) {
        return new Tuple3(
                new Tuple3(Words.DOT, meta, TermList.of(left, name)),
                Meta.putNew(meta, Words.NO_PARENS, Atom.TRUE),
                EmptyList.NIL);
    }

    private static RuntimeException invalidDot(Object right) {
        return JlixirKernel.argument(
                "expected unquote after dot to return an atom, an alias or a quoted call, got: " + text(right));
    }

    private static String text(Object form) {
        return form instanceof Atom atom ? Names.inspect(atom) : form.toString();
    }

    private static String inspect(Proc self, Object term) {
        return ((Bitstring) Compiler.session(self).call(Words.KERNEL, Atom.of("inspect"), term)).utf8();
    }
}
