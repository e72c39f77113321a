package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.ExpandDefinition;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.expand.PatternCycles;
import org.jlixir.compiler.expand.Tracing;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** What {@code def}, {@code defp}, {@code defmacro} and {@code defmacrop} do when the body of a module runs. */
public final class Definitions {
    private final Session session;
    private final OpenModule module;

    private Definitions(Session session, OpenModule module) {
        this.session = session;
        this.module = module;
    }

    /** Keeps a definition from its expansion until the body runs. @return its number */
    public static long prepare(OpenModule module, Atom kind, Object call, Object body, Env env) {
        module.pending.add(new OpenModule.PendingDefinition(kind, call, body, env));
        return module.pending.size() - 1L;
    }

    /** Defines what {@link #prepare} has kept. @return {@code {name, arity}} */
    public static Object store(Session session, OpenModule module, long number) {
        OpenModule.PendingDefinition pending = module.take(number);
        return new Definitions(session, module)
                .define(pending.kind(), pending.call(), pending.body(), pending.env(), true);
    }

    /** As {@link #store}, with the call that unquote fragments have made. */
    public static Object store(Session session, OpenModule module, long number, Object call) {
        OpenModule.PendingDefinition pending = module.take(number);
        return new Definitions(session, module).define(pending.kind(), call, pending.body(), pending.env(), false);
    }

    /** As {@link #store}, with the call and body that unquote fragments have made. */
    public static Object store(Session session, OpenModule module, long number, Object call, Object body) {
        OpenModule.PendingDefinition pending = module.take(number);
        return new Definitions(session, module).define(pending.kind(), call, body, pending.env(), false);
    }

    /** The parts of a definition's head. */
    private record Head(
            Atom name, Object meta, Object args, @Nullable Object guard) {}

    private Object define(Atom kind, Object call, Object body, Env definitionEnv, boolean written) {
        Env fileEnv = located(definitionEnv);
        Head given = head(kind, call, fileEnv);
        Env env = fileEnv == definitionEnv ? kept(given, definitionEnv) : fileEnv;
        if (fileEnv == definitionEnv && Meta.has(given.meta, Words.KEEP)) {
            // All of it stands where the quote stands.
            return defineIn(env, kind, KeptLines.of(call), KeptLines.of(body), written);
        }
        return defineIn(env, kind, call, body, written);
    }

    private Object defineIn(Env env, Atom kind, Object call, Object body, boolean written) {
        Head head = head(kind, call, env);
        int arity = Form.length(head.args);
        Signature signature = new Signature(head.name, arity);
        refuseReserved(kind, head, signature, env);
        List<@Nullable Object> defaults = new ArrayList<>();
        Object args = withoutDefaults(head.args, defaults);
        int defaultCount = (int) defaults.stream().filter(form -> form != null).count();
        int line = Meta.line(head.meta);
        Env functionEnv = env.withLine(line == 0 ? env.line() : line).withFunction(signature.toTerm());
        Object bodyForm = body(kind, head, body, functionEnv);
        boolean macro = kind == Words.DEFMACRO || kind == Words.DEFMACROP;
        for (int i = 0; i < defaultCount; i++) {
            refuseConflict(kind, head, new Signature(head.name, arity - defaultCount + i), signature, functionEnv);
        }
        ExpandDefinition.Clause clause = null;
        if (bodyForm == null) {
            checkBodiless(head, args, functionEnv);
        }
        // A redefinition of an overridable function starts with no calls of its own.
        startOverride(signature, kind, head, env);
        if (bodyForm != null) {
            clause = ExpandDefinition.clause(session, args, head.guard, bodyForm, functionEnv, macro);
            String cycle = PatternCycles.problem(clause.patterns());
            if (cycle != null) {
                String shown = CodeText.of(session, new Tuple3(head.name, Meta.EMPTY, head.args));
                session.error(
                        head.meta,
                        functionEnv,
                        "cyclic variable definition in patterns:\n\n" + shown + "\n\n" + cycle,
                        0);
            }
        }
        boolean checked = written && !Meta.has(head.meta, Words.CONTEXT);
        Definition definition = add(kind, head, signature, defaultCount, env, checked, clause);
        storeDefaults(kind, head, signature, defaults, defaultCount, functionEnv, macro, definition);
        afterDefinition(definition, head, kind, functionEnv, body, bodyForm != null);
        return signature.toTerm();
    }

    private void startOverride(Signature signature, Atom kind, Head head, Env env) {
        OpenModule.Overridable overridable = module.overridables.get(signature);
        if (overridable != null) {
            boolean macro = kind == Words.DEFMACRO || kind == Words.DEFMACROP;
            if (overridable.original.isMacro() != macro) {
                String function = "function (def, defp)";
                String other = "macro (defmacro, defmacrop)";
                throw session.fatal(
                        head.meta,
                        env,
                        "cannot override " + (macro ? function : other) + " " + signature + " in module "
                                + Names.inspect(module.name) + " as a " + (macro ? other : function));
            }
        }
        if (overridable != null && !overridable.overridden && !module.definitions.containsKey(signature)) {
            overridable.overridden = true;
        }
    }

    // The head

    private Head head(Atom kind, Object call, Env env) {
        Object guard = null;
        Object rest = call;
        if (rest instanceof Tuple3 when && when.e0 == Words.WHEN && Form.length(when.e2) == 2) {
            guard = Form.at(when.e2, 1);
            rest = Form.at(when.e2, 0);
        }
        if (rest instanceof Tuple3 node
                && node.e0 == Words.ALIASES
                && node.e2 instanceof Cons
                && module.name != SPECIAL_FORMS) {
            throw session.fatal(
                    node.e1,
                    env.outsideModule(),
                    "function names should start with lowercase characters or underscore, invalid name "
                            + CodeText.of(session, node));
        }
        if (rest instanceof Tuple3 node && node.e0 instanceof Atom name && Form.isList(node.e1)) {
            if (node.e2 instanceof Atom) {
                return new Head(name, node.e1, EmptyList.NIL, guard);
            }
            if (Form.length(node.e2) >= 0) {
                return new Head(name, node.e1, node.e2, guard);
            }
        }
        throw session.fatal(
                Meta.ofLine(env.line()), env, "invalid syntax in " + kind.name() + " " + CodeText.of(session, call));
    }

    /** In the file that {@code @file} names. */
    private Env located(Env env) {
        Object file = module.attributes.take("file");
        if (file instanceof Tuple2 place) {
            file = place.e0;
        }
        return file instanceof Bitstring text ? env.withFile(Session.absolute(text.utf8())) : env;
    }

    /** In the file that a quote with {@code location: :keep} came from. */
    private static Env kept(Head head, Env env) {
        return Meta.get(head.meta, Words.KEEP) instanceof Tuple2 keep && keep.e0 instanceof Bitstring kept
                ? env.withFile(kept.utf8())
                : env;
    }

    /** The module that documents the special forms defines them all. */
    private static final Atom SPECIAL_FORMS = Atom.of("Elixir.Kernel.SpecialForms");

    private void refuseReserved(Atom kind, Head head, Signature signature, Env env) {
        String name = head.name.name();
        boolean reserved = name.equals("__info__") && signature.arity() == 1
                || name.equals("module_info") && signature.arity() < 2;
        if (reserved) {
            throw session.fatal(
                    head.meta,
                    env.outsideModule(),
                    "cannot define " + kind.name() + " " + signature + " as it is automatically defined by Elixir");
        }
        if (module.name == SPECIAL_FORMS) {
            return;
        }
        if (name.equals("__aliases__")
                || name.equals("__block__")
                || name.equals("{}")
                || name.equals("%{}")
                || name.equals("<<>>")) {
            throw session.fatal(
                    head.meta,
                    env,
                    "cannot define " + kind.name() + " " + signature + " due to compatibility issues with the "
                            + "Erlang compiler or Elixir special forms");
        }
    }

    private static Object withoutDefaults(Object args, List<@Nullable Object> defaults) {
        ListBuilder out = new ListBuilder();
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple3 node && node.e0 == Words.DEFAULT && Form.length(node.e2) == 2) {
                out.add(Form.at(node.e2, 0));
                defaults.add(Form.at(node.e2, 1));
            } else {
                out.add(cell.head);
                defaults.add(null);
            }
        }
        return out.finish();
    }

    /** The body as one form; null for a head alone. */
    private @Nullable Object body(Atom kind, Head head, Object body, Env env) {
        if (body == Atom.NIL) {
            return null;
        }
        if (Form.isKeyword(body) && body != EmptyList.NIL) {
            Object only = Meta.get(body, Words.DO);
            if (only != null && Form.length(body) == 1) {
                return only;
            }
            if (only != null) {
                return tryBody(kind, head, body, env);
            }
        }
        throw session.fatal(head.meta, env, "missing :do option in \"" + kind.name() + "\"");
    }

    private Object tryBody(Atom kind, Head head, Object body, Env env) {
        for (Object rest = body; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 option = (Tuple2) cell.head;
            Atom key = (Atom) option.e0;
            if (key != Words.DO
                    && key != Words.RESCUE
                    && key != Words.CATCH
                    && key != Words.ELSE
                    && key != Words.AFTER) {
                throw session.fatal(head.meta, env, "unexpected option " + Names.inspect(key) + " in \"try\"");
            }
        }
        return new Tuple3(Words.TRY, Meta.put(Meta.place(head.meta), Words.DEF, kind), TermList.of(body));
    }

    private void checkBodiless(Head head, Object args, Env env) {
        if (head.guard != null) {
            refuseInHead(head, env, "guards");
            return;
        }
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            if (!Form.isVariable(cell.head)) {
                refuseInHead(head, env, "patterns");
                return;
            }
        }
    }

    private void refuseInHead(Head head, Env env, String what) {
        session.error(head.meta, env, what + """
             are not allowed in function head, only variables and default arguments (using \\\\)

            If you did not intend to define a function head, make sure your function definition has the \
            proper syntax by wrapping the arguments in parentheses and using the do instruction accordingly:

                def add(a, b), do: a + b

                def add(a, b) do
                  a + b
                end
            """, 0);
    }

    // Storing

    /** The clause that fills in defaults goes behind those that its function has, unless they declare defaults as well. */
    private void refuseConflict(Atom kind, Head head, Signature generated, Signature full, Env functionEnv) {
        Definition known = module.definitions.get(generated);
        if (known == null || known.isDefault) {
            return;
        }
        if (known.kind != kind) {
            throw alreadyDefined(known, kind, head.meta, generated, functionEnv.outsideModule());
        }
        if (known.defaults > 0) {
            session.error(
                    head.meta, functionEnv, kind.name() + " " + full + " defaults conflicts with " + generated, 0);
        }
    }

    private RuntimeException alreadyDefined(Definition known, Atom kind, Object meta, Signature signature, Env env) {
        return session.fatal(
                meta,
                env,
                kind.name() + " " + signature + " already defined as " + known.kind.name() + " in "
                        + Session.shown(known.file) + ":" + Meta.line(known.meta));
    }

    private Definition add(
            Atom kind,
            Head head,
            Signature signature,
            int defaults,
            Env env,
            boolean checked,
            ExpandDefinition.@Nullable Clause clause) {
        Definition known = module.definitions.get(signature);
        if (known == null || known.fillsDefaults) {
            checkShadowedDefaults(kind, head, signature, env);
        }
        if (known == null) {
            known = new Definition(signature, kind, head.meta, env.file());
            known.checked = checked;
            known.defaults = defaults;
            module.definitions.put(signature, known);
        } else {
            extend(known, kind, head, signature, defaults, env, checked, clause != null);
            if (clause == null && checked && known.checked && !known.clauses.isEmpty() && defaults == 0) {
                warnLateHead(known, kind, head, env);
            }
        }
        if (clause != null) {
            known.defaultsWithBody |= defaults > 0;
            known.clauses.add(new FunctionClause(head.meta, clause.patterns(), clause.guards(), clause.body()));
        }
        module.last = known;
        return known;
    }

    /** {@code f/1} after {@code f(a, b \\ 1)}, which has made one. */
    private void checkShadowedDefaults(Atom kind, Head head, Signature signature, Env env) {
        for (Definition other : module.definitions.values()) {
            if (other.signature.name() == signature.name()
                    && other.defaults > 0
                    && other.signature.arity() > signature.arity()
                    && other.signature.arity() - other.defaults <= signature.arity()
                    && !other.signature.equals(signature)) {
                refuseDefaulted(kind, head, signature, other.signature, env);
            }
        }
    }

    private void refuseDefaulted(Atom kind, Head head, Signature signature, Signature full, Env env) {
        session.error(
                head.meta,
                env.withFunction(signature.toTerm()),
                kind.name() + " " + signature + " conflicts with defaults from " + full,
                0);
    }

    private void extend(
            Definition known,
            Atom kind,
            Head head,
            Signature signature,
            int defaults,
            Env env,
            boolean checked,
            boolean hasBody) {
        if (known.kind != kind) {
            // Told of where the code stands now, wherever it has been written.
            boolean kept = Meta.has(head.meta, Words.KEEP);
            Env told = (kept ? env.withFile(module.env.file()) : env).outsideModule();
            throw alreadyDefined(known, kind, kept ? Meta.ofLine(env.line()) : head.meta, signature, told);
        }
        if (defaults > 0 && known.defaults > 0) {
            throw session.fatal(
                    head.meta,
                    env.outsideModule(),
                    kind.name() + " " + signature + " defines defaults multiple times. Elixir allows defaults to be"
                            + " declared once per definition. Instead of:\n\n"
                            + "    def foo(:first_clause, b \\\\ :default) do ... end\n"
                            + "    def foo(:second_clause, b \\\\ :default) do ... end\n\n"
                            + "one should write:\n\n"
                            + "    def foo(a, b \\\\ :default)\n"
                            + "    def foo(:first_clause, b) do ... end\n"
                            + "    def foo(:second_clause, b) do ... end\n");
        }
        if ((defaults > 0 || known.defaultsWithBody) && hasBody && (checked || known.checked)) {
            session.warnFile(
                    head.meta,
                    env,
                    kind.name() + " " + signature + " has multiple clauses and also declares default values. In such"
                            + " cases, the default values should be defined in a header. Instead"
                            + " of:\n\n"
                            + "    def foo(:first_clause, b \\\\ :default) do ... end\n"
                            + "    def foo(:second_clause, b) do ... end\n\n"
                            + "one should write:\n\n"
                            + "    def foo(a, b \\\\ :default)\n"
                            + "    def foo(:first_clause, b) do ... end\n"
                            + "    def foo(:second_clause, b) do ... end\n\n"
                            + "the previous clause is defined on line " + Meta.line(known.lastMeta()) + "\n");
        }
        if (defaults > 0) {
            known.defaults = defaults;
        }
        if (checked && known.checked && module.last != known && module.last != null && hasBody) {
            String same =
                    module.last.signature.name() == signature.name() ? "name" : "name and arity (number of arguments)";
            session.warnFile(
                    head.meta,
                    env,
                    "clauses with the same " + same + " should be grouped together, \""
                            + kind.name() + " " + signature + "\" was previously defined (" + Session.shown(known.file)
                            + ":"
                            + Meta.line(known.meta) + ")");
        }
    }

    private void warnLateHead(Definition known, Atom kind, Head head, Env env) {
        session.warnFile(
                head.meta,
                env,
                "function head for " + kind.name() + " " + known.signature + " must come at the top of its direct"
                        + " implementation. Instead of:\n\n"
                        + "    def add(a, b), do: a + b\n"
                        + "    def add(a, b)\n\n"
                        + "one should write:\n\n"
                        + "    def add(a, b)\n"
                        + "    def add(a, b), do: a + b\n");
    }

    private void storeDefaults(
            Atom kind,
            Head head,
            Signature full,
            List<@Nullable Object> defaults,
            int count,
            Env env,
            boolean macro,
            Definition definition) {
        for (int given = count - 1; given >= 0; given--) {
            List<@Nullable Object> left = new ArrayList<>();
            int kept = 0;
            for (Object form : defaults) {
                if (form != null && kept < given) {
                    kept++;
                    left.add(null);
                } else {
                    left.add(form);
                }
            }
            Signature signature = new Signature(full.name(), full.arity() - count + given);
            Env itsEnv = env.withFunction(signature.toTerm());
            ExpandDefinition.Clause clause =
                    ExpandDefinition.defaultsClause(session, definition.functionName(), left, head.meta, itsEnv, macro);
            Definition stored = module.definitions.get(signature);
            if (stored == null || stored.isDefault) {
                stored = new Definition(signature, kind, head.meta, env.file());
                stored.isDefault = true;
                module.definitions.put(signature, stored);
            }
            stored.fillsDefaults = true;
            Object place = Meta.place(head.meta);
            stored.clauses.add(new FunctionClause(
                    stored.isDefault ? Meta.put(place, Words.GENERATED, Atom.TRUE) : place,
                    clause.patterns(),
                    clause.guards(),
                    clause.body()));
            module.callsOf(signature.toTerm())
                    .locals()
                    .add(new LocalCalls.Local(full.name(), full.arity(), head.meta, itsEnv, macro));
        }
    }

    // Docs, @impl and hooks

    private void afterDefinition(Definition definition, Head head, Atom kind, Env env, Object body, boolean hasBody) {
        // A hook sees the attributes of this definition, and may change them.
        runHooks(kind, head, env, body, hasBody);
        Attributes attributes = module.attributes;
        Object doc = attributes.take("doc");
        ElixirMap meta = module.docMeta();
        Object deprecated = attributes.take("deprecated");
        if (deprecated instanceof Bitstring) {
            meta = meta.put(Atom.of("deprecated"), deprecated);
            module.deprecate(definition, deprecated);
            for (int arity = definition.signature.arity() - definition.defaults;
                    arity < definition.signature.arity();
                    arity++) {
                Definition other = module.definitions.get(new Signature(definition.signature.name(), arity));
                if (other != null) {
                    module.deprecate(other, deprecated);
                }
            }
        }
        Object impl = attributes.take("impl");
        if (impl instanceof Atom value) {
            module.impls.mark(definition, value, head.meta);
        }
        if (definition.isPublic()) {
            if (definition.defaults > 0) {
                meta = meta.put(Atom.of("defaults"), (long) definition.defaults);
            }
            Atom docKind = Atom.of(definition.isMacro() ? "macro" : "function");
            warnDocTwice(docKind, definition, head, kind, env, doc, hasBody);
            String text = DocSignature.of(session, module, head.name, head.args);
            module.docs.add(docKind, definition.signature, Docs.place(head.meta), text, doc, meta);
            if (impl instanceof Atom value && value != Atom.FALSE) {
                module.docs.hide(docKind, definition.signature);
            }
        } else if (doc instanceof Tuple2 placed
                && placed.e1 instanceof Bitstring
                && !Meta.has(head.meta, Words.CONTEXT)) {
            session.warn(
                    Meta.ofLine(((Long) placed.e0).intValue()),
                    env,
                    kind.name() + " " + definition.signature
                            + " is private, @doc attribute is always discarded for private functions/macros/types");
        }
    }

    private void warnDocTwice(
            Atom docKind, Definition definition, Head head, Atom kind, Env env, @Nullable Object doc, boolean hasBody) {
        long earlier = module.docs.documentedAt(docKind, definition.signature);
        if (earlier > 0
                && hasBody
                && doc instanceof Tuple2 placed
                && placed.e1 instanceof Bitstring
                && !Meta.has(head.meta, Words.CONTEXT)
                && !Meta.has(definition.meta, Words.CONTEXT)) {
            session.warn(
                    Meta.ofLine(((Long) placed.e0).intValue()),
                    env,
                    Docs.setTwice(earlier, kind.name(), head.name.name()));
        }
    }

    private void runHooks(Atom kind, Head head, Env env, Object body, boolean hasBody) {
        if (!(module.attributes.get("on_definition") instanceof Cons hooks)) {
            return;
        }
        Object guards = guardList(head.guard);
        for (Object hook : TermList.toJava(hooks).reversed()) {
            Tuple2 pair = (Tuple2) hook;
            Tracing.hook(session, env, env.line(), (Atom) pair.e0, (Atom) pair.e1, 6);
            session.call(
                    (Atom) pair.e0,
                    (Atom) pair.e1,
                    session.frame().remember(env, env.toTerm()),
                    kind,
                    head.name,
                    head.args,
                    guards,
                    hasBody ? body : Atom.NIL);
        }
    }

    private static Object guardList(@Nullable Object guard) {
        if (guard == null) {
            return EmptyList.NIL;
        }
        if (guard instanceof Tuple3 when && when.e0 == Words.WHEN && Form.length(when.e2) == 2) {
            return new Cons(Form.at(when.e2, 0), guardList(Form.at(when.e2, 1)));
        }
        return TermList.of(guard);
    }
}
