package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Escape;
import org.jlixir.compiler.expand.ExpandAlias;
import org.jlixir.compiler.expand.ExpandOnce;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.expand.Tracing;
import org.jlixir.compiler.module.Definitions;
import org.jlixir.compiler.module.OpenModule;
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
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** What the definition macros of Kernel delegate to. Each function answers the quoted code that takes the macro call's place. */
@ErlangModule("jlixir_kernel")
public final class JlixirKernel {
    private static final Atom STORE = Atom.of("store_definition");
    private static final Atom READ_ATTRIBUTE = Atom.of("read_attribute");
    private static final Atom WRITE_ATTRIBUTE = Atom.of("write_attribute");
    private static final Atom TYPESPEC = Atom.of("typespec");
    private static final Atom DEFINE_MODULE = Atom.of("define");
    private static final Atom DEFINE_DYNAMIC = Atom.of("define_dynamic");

    private JlixirKernel() {}

    // def and its kin

    @Builtin("define")
    public static Object define(Proc self, Object kind, Object call, Object body, Object env) {
        Session session = Compiler.session(self);
        return define(session, (Atom) kind, call, body, session.frame().recall(session, (ElixirMap) env));
    }

    static Object define(Session session, Atom kind, Object call, Object body, Env env) {
        OpenModule module = moduleScope(session, kind.name() + "/2", env);
        refuseFunctionScope(kind.name() + "/2", env);
        boolean openCall = Escape.hasUnquotes(call);
        boolean openBody = Escape.hasUnquotes(body);
        long number = Definitions.prepare(module, kind, call, body, env.withoutVars());
        if (!openCall && !openBody) {
            return Form.remote(Meta.EMPTY, Words.JLIXIR_MODULE, STORE, env.module(), number);
        }
        Object escaped = Escape.value(call, true, false);
        return openBody
                ? Form.remote(
                        Meta.EMPTY,
                        Words.JLIXIR_MODULE,
                        STORE,
                        env.module(),
                        number,
                        escaped,
                        Escape.value(body, true, false))
                : Form.remote(Meta.EMPTY, Words.JLIXIR_MODULE, STORE, env.module(), number, escaped);
    }

    private static OpenModule moduleScope(Session session, String what, Env env) {
        OpenModule module = env.inModule() ? session.openModule(env.module()) : null;
        if (module == null) {
            throw argument("cannot invoke " + what + " outside module");
        }
        return module;
    }

    private static void refuseFunctionScope(String what, Env env) {
        if (env.inFunction()) {
            throw argument("cannot invoke " + what + " inside function/macro");
        }
    }

    // defmodule

    @Builtin("defmodule")
    public static Object defmodule(Proc self, Object alias, Object block, Object env) {
        Session session = Compiler.session(self);
        return defmodule(session, alias, block, session.frame().recall(session, (ElixirMap) env));
    }

    static Object defmodule(Session session, Object alias, Object options, Env env) {
        Object block = Form.isKeyword(options) ? Meta.get(options, Words.DO) : null;
        if (block == null) {
            throw argument("expected :do option to be given to defmodule");
        }
        if (Form.length(options) > 1) {
            for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
                if (((Tuple2) cell.head).e0 != Words.DO) {
                    throw argument("unexpected reserved word at the top-level of the \"defmodule "
                            + CodeText.of(session, alias) + "\" do-block: "
                            + ((Atom) ((Tuple2) cell.head).e0).name());
                }
            }
        }
        Object expanded = ExpandOnce.repeatedly(session, alias, env);
        Object name = expanded;
        Object withAlias = Atom.NIL;
        if (expanded instanceof Atom module) {
            Nesting nesting = Nesting.of(alias, module, env);
            name = nesting.full;
            Object meta = Form.append(
                    TermList.of(new Tuple2(Words.DEFINED, nesting.full), new Tuple2(Words.CONTEXT, env.module())),
                    aliasMeta(alias));
            Object as = nesting.as;
            withAlias = Form.call(
                    Words.ALIAS,
                    meta,
                    nesting.target,
                    TermList.of(new Tuple2(Words.AS, as), new Tuple2(Words.WARN, Atom.FALSE)));
        }
        Object define =
                env.inFunction() ? dynamic(name, block, env, alias) : immediate(session, name, block, env, alias);
        return withAlias == Atom.NIL ? define : new Tuple3(Words.BLOCK, EmptyList.NIL, TermList.of(withAlias, define));
    }

    private static Object aliasMeta(Object alias) {
        if (!(alias instanceof Tuple3 node) || node.e0 != Words.ALIASES) {
            return EmptyList.NIL;
        }
        Object counter = Meta.get(node.e1, Words.COUNTER);
        return counter == null ? EmptyList.NIL : TermList.of(new Tuple2(Words.COUNTER, counter));
    }

    /**
     * What a nested definition is called and aliased to.
     *
     * @param full the module's whole name
     * @param target the module that the alias stands for
     * @param as the alias, or {@code nil}
     */
    private record Nesting(Atom full, Atom target, Object as) {
        static Nesting of(Object alias, Atom module, Env env) {
            if (!(alias instanceof Tuple3 node && node.e0 == Words.ALIASES && node.e2 instanceof Cons parts)
                    || !env.inModule()
                    || !(parts.head instanceof Atom first)
                    || first == Words.ELIXIR && parts.tail() != EmptyList.NIL) {
                return new Nesting(module, module, Atom.FALSE);
            }
            Atom target = ExpandAlias.concat(TermList.of(env.module(), first));
            if (first == Words.ELIXIR) {
                return new Nesting(target, target, Atom.FALSE);
            }
            Atom as = ExpandAlias.concat(TermList.of(first));
            Atom full = parts.tail() == EmptyList.NIL ? target : ExpandAlias.concat(new Cons(target, parts.tail()));
            return new Nesting(full, target, as);
        }
    }

    /** At the top of a file or in a module's body, where the code runs at once and nowhere else. */
    private static Object immediate(Session session, Object name, Object block, Env env, Object alias) {
        ListBuilder variables = new ListBuilder();
        for (Object variable : env.variableForms()) {
            variables.add(handedOn(variable));
        }
        Env inner = env;
        if (name instanceof Atom full && alias instanceof Tuple3) {
            inner = nested(alias, full, env);
        }
        long number = session.state().keep(block, inner, place(alias, env));
        return Form.remote(
                Meta.ofLine(env.line()), Words.JLIXIR_MODULE, DEFINE_MODULE, name, number, variables.finish());
    }

    /** The environment of the definition, the alias of its own name among it. */
    private static Env nested(Object alias, Atom full, Env env) {
        Nesting nesting = Nesting.of(alias, full, env);
        if (nesting.as == Atom.FALSE || !(nesting.as instanceof Atom as) || as == nesting.target) {
            return env;
        }
        return ExpandAlias.withAlias(env, aliasMeta(alias), as, nesting.target);
    }

    /** Within a function the block goes into its code. */
    private static Object dynamic(Object name, Object block, Env env, Object alias) {
        ListBuilder names = new ListBuilder();
        ListBuilder values = new ListBuilder();
        for (Object variable : env.variableForms()) {
            names.add(Escape.value(variable));
            values.add(handedOn(variable));
        }
        return Form.remote(
                Meta.ofLine(env.line()),
                Words.JLIXIR_MODULE,
                DEFINE_DYNAMIC,
                name,
                Escape.value(block),
                new Tuple3(Words.ENV, Meta.ofLine(env.line()), Atom.NIL),
                Escape.value(place(alias, env)),
                names.finish(),
                values.finish());
    }

    /** A variable that the definition gets because it may use it: it is no use that somebody wrote. */
    private static Object handedOn(Object variable) {
        Tuple3 node = (Tuple3) variable;
        return new Tuple3(node.e0, Meta.put(node.e1, Words.GENERATED, Atom.TRUE), node.e2);
    }

    /** Where the module's name stands: a line, or {@code {line, column}}. */
    private static Object place(Object alias, Env env) {
        Object meta = alias instanceof Tuple3 node && node.e0 == Words.ALIASES ? node.e1 : Meta.EMPTY;
        return Meta.column(meta) == 0
                ? (Object) (long) env.line()
                : new Tuple2((long) Meta.line(meta), (long) Meta.column(meta));
    }

    // Attributes

    @Builtin("attribute")
    public static Object attribute(Proc self, Object form, Object env) {
        Session session = Compiler.session(self);
        return attribute(session, form, session.frame().recall(session, (ElixirMap) env));
    }

    static Object attribute(Session session, Object form, Env env) {
        if (form instanceof Tuple3 node && node.e0 == Words.ALIASES) {
            throw argument("module attributes set via @ cannot start with an uppercase letter");
        }
        if (!(form instanceof Tuple3 node
                && node.e0 instanceof Atom name
                && (node.e2 instanceof Atom || Form.length(node.e2) >= 0))) {
            throw argument("expected module attribute name, got: " + CodeText.of(session, form));
        }
        if (env.inModule() && env.inFunction() && session.openModule(env.module()) == null) {
            throw argument("could not call Module.get_attribute/2 because the module " + Names.inspect(env.module())
                    + " is already compiled. Use the Module.__info__/1 callback or Code.fetch_docs/1 instead");
        }
        OpenModule module = moduleScope(session, "@/1", env);
        int arity = node.e2 instanceof Atom ? 0 : Form.length(node.e2);
        if (arity > 1) {
            throw argument("expected 0 or 1 argument for @" + name.name() + ", got " + arity + "."
                    + (Form.isKeyword(Form.at(node.e2, arity - 1)) ? doBlock(session, name, node.e2) : ""));
        }
        if (arity == 0) {
            if (node.e2 == EmptyList.NIL) {
                session.warn(
                        Meta.ofLine(env.line()),
                        env,
                        "the @" + name.name() + "() notation (with parentheses) is deprecated, please use @"
                                + name.name() + " (without parentheses) instead");
            }
            return read(session, module, name, env);
        }
        if (env.inFunction()) {
            throw argument("cannot set attribute @" + name.name() + " inside function/macro");
        }
        Object value = Form.at(node.e2, 0);
        if (JlixirModule.isTypespec(name)) {
            traceStructs(session, value, env.withFunction(AttributeValue.IN_FUNCTION));
            return typespec(module, name, value, env);
        }
        AttributeValue written = AttributeValue.of(session, name, value, env);
        // What a macro sets it may set for others to use: nobody is told when they do not.
        long line = Meta.has(node.e1, Words.CONTEXT) ? 0 : env.line();
        return Form.remote(
                Meta.ofLine(env.line()),
                Words.JLIXIR_MODULE,
                WRITE_ATTRIBUTE,
                env.module(),
                name,
                written.form(),
                line,
                written.modules());
    }

    private static String doBlock(Session session, Atom name, Object args) {
        Object call = Form.at(args, 0);
        Object block = Form.at(args, 1);
        if (call instanceof Tuple3 variable && Form.isVariable(variable)) {
            call = new Tuple3(variable.e0, variable.e1, TermList.of(block));
        } else if (call instanceof Tuple3 node && Form.isList(node.e2)) {
            call = new Tuple3(node.e0, node.e1, Form.append(node.e2, TermList.of(block)));
        }
        return "\n\nIt seems you are trying to use the do-syntax with @module attributes but the do-block binds to the"
                + " attribute name. You probably want to wrap the argument value in parentheses, like this:\n\n    @"
                + name.name() + " (" + CodeText.of(session, call).replace("\n", "\n    ") + ")\n";
    }

    /** The structs in a typespec. Other modules in it do not have to be there. */
    private static void traceStructs(Session session, Object form, Env env) {
        if (form instanceof Tuple3 struct
                && struct.e0 == Words.PERCENT
                && Form.length(struct.e2) == 2
                && Form.at(struct.e2, 0) instanceof Tuple3 name) {
            Atom module = ExpandAlias.module(session, env, name);
            if (module != null) {
                Tracing.aliasReference(session, env, name.e1, module);
                Tracing.structInfo(session, env, module, EmptyList.NIL);
            }
        }
        switch (form) {
            case Cons cell -> {
                traceStructs(session, cell.head, env);
                traceStructs(session, cell.tail(), env);
            }
            case Tuple2 pair -> {
                traceStructs(session, pair.e0, env);
                traceStructs(session, pair.e1, env);
            }
            case Tuple3 node -> {
                traceStructs(session, node.e0, env);
                traceStructs(session, node.e2, env);
            }
            default -> {}
        }
    }

    private static Object typespec(OpenModule module, Atom kind, Object value, Env env) {
        Object meta = Meta.ofLine(env.line());
        long number = JlixirModule.keepTypespec(module, kind, value, env);
        return Escape.hasUnquotes(value)
                ? Form.remote(
                        meta, Words.JLIXIR_MODULE, TYPESPEC, env.module(), number, Escape.value(value, true, false))
                : Form.remote(meta, Words.JLIXIR_MODULE, TYPESPEC, env.module(), number);
    }

    private static Object read(Session session, OpenModule module, Atom name, Env env) {
        if (!env.inFunction()) {
            if (env.inMatch() || env.inGuard()) {
                throw argument("invalid usage of module attributes. Module attributes cannot be used inside pattern"
                        + " matching (and guards) outside of a function. If you are trying to define an attribute, do"
                        + " not do this:\n\n    @foo = :value\n\nInstead, do this:\n\n    @foo :value\n");
            }
            return Form.remote(
                    Meta.ofLine(env.line()),
                    Words.JLIXIR_MODULE,
                    READ_ATTRIBUTE,
                    env.module(),
                    name,
                    (long) env.line(),
                    Bitstring.of(env.file()));
        }
        Object value = JlixirModule.read(session, module, name, env);
        try {
            return JlixirMacro.escape(session, value, false, false);
        } catch (ElixirException notEscapable) {
            if (notEscapable.reason() instanceof ElixirMap error
                    && error.get(Atom.of("message")) instanceof Bitstring text) {
                throw argument(
                        "cannot inject attribute @" + name.name() + " into function/macro because " + text.utf8());
            }
            throw notEscapable;
        }
    }

    static ElixirException argument(String message) {
        return ElixirException.exception("ArgumentError", message);
    }

    static String inspect(Object value) {
        return value instanceof Atom atom ? Names.inspect(atom) : String.valueOf(value);
    }
}
