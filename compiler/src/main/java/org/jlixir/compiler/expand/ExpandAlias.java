package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** {@code Foo.Bar}, {@code alias} and {@code require}. */
public final class ExpandAlias {
    private ExpandAlias() {}

    // Foo.Bar

    static Object aliases(Expander x, Object form, Object meta, Object parts) {
        Atom module = named(x, form, meta, parts);
        Tracing.aliasReference(x.session, x.env, meta, module);
        return module;
    }

    /** The module that {@code Foo.Bar} stands for where all of it is known, as a name that nothing refers to yet; else null. */
    public static @Nullable Atom module(Session session, Env env, Tuple3 alias) {
        if (alias.e0 != ALIASES || !(alias.e2 instanceof Cons parts) || !(parts.head instanceof Atom)) {
            return null;
        }
        return resolve(session, env, alias.e1, parts) instanceof Atom module ? module : concat(parts);
    }

    private static Atom named(Expander x, Object form, Object meta, Object parts) {
        Object known = resolve(x.session, x.env, meta, parts);
        if (known instanceof Atom module) {
            return module;
        }
        Cons list = (Cons) known;
        if (!(list.head instanceof Atom)) {
            Object head = x.expand(list.head);
            if (!(head instanceof Atom)) {
                throw x.fatal(
                        meta,
                        "invalid alias: \"" + x.text(form)
                                + "\". If you wanted to define an alias, an alias must expand to an atom at compile"
                                + " time but it did not, you may use Module.concat/2 to build it at runtime. If"
                                + " instead you wanted to invoke a function or access a field, wrap the function or"
                                + " field name in double quotes");
            }
            list = new Cons(head, list.tail());
        }
        return concat(list);
    }

    /** The module that an alias stands for, or its parts when nothing is known of them. */
    static Object resolve(Session session, Env env, Object meta, Object parts) {
        Cons list = (Cons) parts;
        if (!(list.head instanceof Atom first) || first == ELIXIR) {
            return list;
        }
        Object known = Meta.get(meta, ALIAS);
        if (known instanceof Atom module && known != Atom.FALSE) {
            return module;
        }
        Object table = known == Atom.FALSE ? env.macroAliases : env.aliases;
        if (table == EmptyList.NIL) {
            return list;
        }
        Atom name = Atom.of("Elixir." + first.name());
        Object counter = Meta.get(meta, COUNTER);
        Atom target = lookup(name, table, counter);
        if (target == name) {
            return list;
        }
        Tracing.aliasExpansion(session, env, meta, name, target);
        return list.tail() == EmptyList.NIL ? target : concat(new Cons(target, list.tail()));
    }

    private static Atom lookup(Atom name, Object table, @Nullable Object counter) {
        for (Object rest = table; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 entry = (Tuple2) cell.head;
            if (entry.e0 == name) {
                if (entry.e1 instanceof Tuple2 hygienic) {
                    return hygienic.e0.equals(counter) ? (Atom) hygienic.e1 : name;
                }
                return (Atom) entry.e1;
            }
        }
        return name;
    }

    /** {@code [Foo, :Bar]} as the module {@code Foo.Bar}. */
    public static Atom concat(Object parts) {
        StringBuilder name = new StringBuilder("Elixir");
        for (Object rest = parts; rest instanceof Cons cell; rest = cell.tail()) {
            String part = ((Atom) cell.head).name();
            if (part.equals("Elixir") && rest == parts || part.equals("nil")) {
                continue;
            }
            name.append('.').append(part.startsWith("Elixir.") ? part.substring(7) : part);
        }
        return Atom.of(name.toString());
    }

    /** {@code Elixir.Foo.Bar} as {@code [:Foo, :Bar]}. */
    static Object split(Atom module) {
        ListBuilder parts = new ListBuilder();
        for (String part : module.name().substring(7).split("\\.")) {
            parts.add(Atom.of(part));
        }
        return parts.finish();
    }

    // alias and require

    static Object alias(Expander x, Object meta, Object args) {
        ExpandClauses.refuseInPatterns(x, meta, ALIAS.name());
        return directive(x, ALIAS, meta, args);
    }

    static Object require(Expander x, Object meta, Object args) {
        ExpandClauses.refuseInPatterns(x, meta, REQUIRE.name());
        return directive(x, REQUIRE, meta, args);
    }

    /** Each of {@code Foo.{A, B}}. */
    static @Nullable Object multi(Expander x, Atom directive, Object meta, Object args) {
        if (!(Form.at(args, 0) instanceof Tuple3 node
                && node.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 1) == TUPLE
                && Form.length(node.e2) >= 0)) {
            return null;
        }
        Object options = Form.length(args) == 2 ? Form.at(args, 1) : EmptyList.NIL;
        if (Meta.has(options, AS)) {
            throw x.fatal(meta, ":as option is not supported by multi-alias call");
        }
        Object base = x.expand(Form.at(dot.e2, 0));
        if (!(base instanceof Atom module)) {
            throw x.fatal(
                    meta,
                    "invalid alias: \"" + x.text(Form.at(dot.e2, 0))
                            + "\". If you wanted to define an alias, an alias must expand to an atom at compile time"
                            + " but it did not, you may use Module.concat/2 to build it at runtime. If instead you"
                            + " wanted to invoke a function or access a field, wrap the function or field name in"
                            + " double quotes");
        }
        ListBuilder results = new ListBuilder();
        for (Object rest = node.e2; rest instanceof Cons cell; rest = cell.tail()) {
            Object target;
            Object itsMeta = meta;
            if (cell.head instanceof Tuple3 alias && alias.e0 == ALIASES) {
                target = concat(new Cons(module, alias.e2));
                itsMeta = Meta.has(alias.e1, LINE) ? placed(meta, alias.e1) : meta;
            } else if (cell.head instanceof Atom atom) {
                target = concat(new Cons(module, new Cons(atom, EmptyList.NIL)));
            } else {
                throw x.fatal(
                        meta,
                        "invalid argument for " + directive.name() + ", expected a compile time atom or alias, got: "
                                + x.text(cell.head));
            }
            Object one = new Cons(target, Form.length(args) == 2 ? new Cons(options, EmptyList.NIL) : EmptyList.NIL);
            results.add(x.expand(new Tuple3(directive, itsMeta, one)));
        }
        return results.finish();
    }

    private static Object placed(Object meta, Object place) {
        Object result = Meta.put(meta, LINE, (long) Meta.line(place));
        return Meta.column(place) == 0 ? result : Meta.put(result, COLUMN, (long) Meta.column(place));
    }

    private static Object directive(Expander x, Atom directive, Object meta, Object args) {
        Object several = multi(x, directive, meta, args);
        if (several != null) {
            return several;
        }
        Object form = Form.at(args, 0);
        Object reference = compileTimeAtom(x, directive, meta, form);
        Atom module = (Atom) reference;
        Object options =
                options(x, directive, meta, Form.length(args) == 2 ? literalAs(Form.at(args, 1)) : EmptyList.NIL);
        if (directive == REQUIRE) {
            ensureModule(x, meta, module);
            // The functions that use it may never be defined in code that runs on a condition.
            boolean certain = x.env.inFunction() || x.branches == 0;
            Tracing.require(
                    x, meta, module, options, certain && isWritten(meta) && Meta.get(options, WARN) != Atom.FALSE);
            x.env = x.env.withRequired(module);
        }
        if (Meta.get(meta, DEFINED) instanceof Atom defined) {
            x.env = x.env.withContextModule(defined);
        }
        Object as = Meta.get(options, AS);
        boolean warn = Meta.get(options, WARN) != Atom.FALSE;
        if (as == null) {
            if (directive == ALIAS) {
                if (!Names.isAlias(module.name()) || module == ELIXIR) {
                    throw x.fatal(
                            meta,
                            "alias cannot be inferred automatically for module: " + Names.inspect(module)
                                    + ", please use the :as option. Implicit aliasing is only supported with Elixir"
                                    + " modules");
                }
                define(x, meta, last(module), module, options, warn);
            }
        } else if (as != Atom.FALSE) {
            boolean warnAs = directive == REQUIRE ? Meta.get(options, WARN) == Atom.TRUE : warn;
            define(x, meta, aliasName(x, meta, as), module, options, warnAs);
        }
        return module;
    }

    /** The argument of a directive, which has to be known when compiling. */
    static Atom compileTimeAtom(Expander x, Atom directive, Object meta, Object form) {
        Env saved = x.env;
        boolean named = form instanceof Tuple3 alias && alias.e0 == ALIASES && alias.e2 instanceof Cons;
        Object expanded = named ? named(x, form, ((Tuple3) form).e1, ((Tuple3) form).e2) : x.expand(form);
        x.env = saved;
        if (expanded instanceof Atom module) {
            return module;
        }
        throw x.fatal(
                meta,
                "invalid argument for " + directive.name() + ", expected a compile time atom or alias, got: "
                        + x.text(form));
    }

    /** {@code as: Name} is the name as it stands there, whatever that stands for so far. */
    private static Object literalAs(Object options) {
        return Form.isKeyword(options)
                        && Meta.get(options, AS) instanceof Tuple3 name
                        && name.e0 == ALIASES
                        && name.e2 instanceof Cons parts
                        && parts.head instanceof Atom
                ? Meta.put(options, AS, concat(parts))
                : options;
    }

    private static Object options(Expander x, Atom directive, Object meta, Object form) {
        Object options = x.expand(form);
        if (!Form.isKeyword(options)) {
            throw x.fatal(
                    meta,
                    "invalid options for " + directive.name() + ", expected a keyword list, got: " + x.text(options));
        }
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            Object key = ((Tuple2) cell.head).e0;
            if (key != AS && key != WARN) {
                throw x.fatal(meta, "unsupported option " + x.text(key) + " given to " + directive.name());
            }
        }
        return options;
    }

    private static Atom aliasName(Expander x, Object meta, Object as) {
        if (!(as instanceof Atom name) || !Names.isAlias(name.name()) || name == ELIXIR || as == Atom.NIL) {
            throw x.fatal(meta, "invalid value for option :as, expected an alias, got: " + x.text(as));
        }
        if (name.name().indexOf('.', 7) >= 0) {
            throw x.fatal(
                    meta, "invalid value for option :as, expected a simple alias, got nested alias: " + x.text(as));
        }
        return name;
    }

    /** {@code Elixir.Bar} of {@code Foo.Bar}. */
    public static Atom last(Atom module) {
        return Atom.of("Elixir" + module.name().substring(module.name().lastIndexOf('.')));
    }

    /** {@code Elixir.Foo} of {@code Foo.Bar}. */
    static Atom first(Atom module) {
        int dot = module.name().indexOf('.', 7);
        return dot < 0 ? module : Atom.of(module.name().substring(0, dot));
    }

    /** Whether a directive stands in the program, rather than in what a macro gives. */
    private static boolean isWritten(Object meta) {
        return !Meta.has(meta, CONTEXT) && !Meta.is(meta, GENERATED);
    }

    private static void define(Expander x, Object meta, Atom name, Atom module, Object options, boolean warn) {
        Env env = x.env;
        if (name == module && !Meta.has(meta, COUNTER)) {
            x.env = env.withAliases(without(env.aliases, name), env.macroAliases);
            return;
        }
        boolean tracked = warn && isWritten(meta);
        Tracing.alias(x, meta, module, name, options, tracked);
        x.env = withAlias(env, meta, name, module);
    }

    /** {@code env} with the alias; in the code of a macro, hygienic besides. */
    public static Env withAlias(Env env, Object meta, Atom name, Atom module) {
        Object aliases = store(env.aliases, name, module);
        Object counter = Meta.get(meta, COUNTER);
        Object macroAliases =
                counter == null ? env.macroAliases : store(env.macroAliases, name, new Tuple2(counter, module));
        return env.withAliases(aliases, macroAliases);
    }

    private static Object store(Object table, Atom name, Object value) {
        ListBuilder out = new ListBuilder();
        boolean found = false;
        for (Object rest = table; rest instanceof Cons cell; rest = cell.tail()) {
            if (((Tuple2) cell.head).e0 == name) {
                out.add(new Tuple2(name, value));
                found = true;
            } else {
                out.add(cell.head);
            }
        }
        return found ? out.finish() : out.add(new Tuple2(name, value)).finish();
    }

    private static Object without(Object table, Atom name) {
        ListBuilder out = new ListBuilder();
        for (Object rest = table; rest instanceof Cons cell; rest = cell.tail()) {
            if (((Tuple2) cell.head).e0 != name) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }

    /** Loads the module of a {@code require} or {@code import}, or reports that it cannot be. */
    static void ensureModule(Expander x, Object meta, Atom module) {
        if (x.session.openModule(module) != null) {
            if (module == x.env.module) {
                throw x.fatal(
                        meta,
                        "you are trying to use/import/require the module " + Names.inspect(module)
                                + " which is currently being defined.\n\n"
                                + "This may happen if you accidentally override the module you want to use. For"
                                + " example:\n\n"
                                + "    defmodule MyApp do\n"
                                + "      defmodule Supervisor do\n"
                                + "        use Supervisor\n"
                                + "      end\n"
                                + "    end\n\n"
                                + "In the example above, the new Supervisor conflicts with Elixir's Supervisor. This"
                                + " may be fixed by using the fully qualified name in the definition:\n\n"
                                + "    defmodule MyApp.Supervisor do\n"
                                + "      use Supervisor\n"
                                + "    end\n");
            }
        } else if (x.session.ensureLoaded(module)) {
            return;
        }
        if (Env.has(x.env.contextModules, module)) {
            throw x.fatal(
                    meta,
                    "module " + Names.inspect(module)
                            + " is not loaded but was defined. This happens when you depend on a module in the same"
                            + " context in which it is defined. For example:\n\n"
                            + "    defmodule MyApp do\n"
                            + "      defmodule Mod do\n"
                            + "      end\n\n"
                            + "      use Mod\n"
                            + "    end\n\n"
                            + "Try defining the module outside the context that uses it:\n\n"
                            + "    defmodule MyApp.Mod do\n"
                            + "    end\n\n"
                            + "    defmodule MyApp do\n"
                            + "      use MyApp.Mod\n"
                            + "    end\n\n"
                            + "If the module is defined at the top-level and you are trying to use it at the"
                            + " top-level, this is not supported by Elixir");
        }
        throw x.fatal(meta, "module " + Names.inspect(module) + " is not loaded and could not be found");
    }
}
