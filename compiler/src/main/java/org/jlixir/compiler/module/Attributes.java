package org.jlixir.compiler.module;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** The attributes of a module being defined. Confined to the compiling process. */
final class Attributes {
    private static final String[] ACCUMULATING = {
        "before_compile", "after_compile", "after_verify", "on_definition", "behaviour", "compile", "derive",
                "dialyzer",
        "external_resource", "type", "typep", "opaque", "spec", "callback", "macrocallback", "optional_callbacks",
    };
    private static final String[] PERSISTED = {"behaviour", "dialyzer", "external_resource", "on_load", "vsn", "nifs"};
    /** Set by the author and read by the compiler alone: no warning when nobody reads them. */
    private static final String[] RESERVED = {
        "after_compile",
        "after_verify",
        "before_compile",
        "behaviour",
        "callback",
        "compile",
        "deprecated",
        "derive",
        "dialyzer",
        "doc",
        "enforce_keys",
        "external_resource",
        "file",
        "impl",
        "macrocallback",
        "moduledoc",
        "nifs",
        "on_definition",
        "on_load",
        "opaque",
        "optional_callbacks",
        "spec",
        "type",
        "typedoc",
        "typep",
        "vsn",
        "fallback_to_any",
        "undefined_impl_description",
        "protocol",
        "for",
        "__struct__",
        "__derived__",
        "__info__",
    };

    /** What Dialyzer's option {@code -dialyzer} of a module may say. */
    private static final Set<String> DIALYZER_OPTIONS = Set.of(
            "no_return",
            "no_unused",
            "no_improper_lists",
            "no_fun_app",
            "no_match",
            "no_opaque",
            "no_fail_call",
            "no_contracts",
            "no_behaviours",
            "no_undefined_callbacks",
            "unmatched_returns",
            "error_handling",
            "race_conditions",
            "no_missing_calls",
            "specdiffs",
            "overspecs",
            "underspecs",
            "unknown",
            "nowarn_function",
            "no_underspecs",
            "no_extra_return",
            "no_missing_return",
            "extra_return",
            "missing_return",
            "no_unknown",
            "opaque_union");

    private static final int NOTHING_LEFT = -1;

    private final Map<Atom, Attribute> table = new LinkedHashMap<>();

    private static final class Attribute {
        Object value = Atom.NIL;
        boolean set;
        boolean accumulate;
        boolean persist;
        boolean reserved;
        /** True when it is there though it may not have been set. */
        boolean registered;
        /** The line of a setting that nobody has read yet, else 0. */
        int unread;

        boolean isThere() {
            return set || registered || accumulate && !reserved;
        }

        /** The modules whose names stand in the value, until it is read in the body. */
        Object modules = EmptyList.NIL;
        /** The line of a setting that nobody has read yet, of built-in attributes too; 0 when it is not known. */
        int left = NOTHING_LEFT;
    }

    Attributes() {
        for (String name : RESERVED) {
            entry(Atom.of(name)).reserved = true;
        }
        for (String name : ACCUMULATING) {
            Attribute attribute = entry(Atom.of(name));
            attribute.accumulate = true;
            attribute.value = EmptyList.NIL;
        }
        for (String name : PERSISTED) {
            entry(Atom.of(name)).persist = true;
        }
    }

    private Attribute entry(Atom name) {
        return table.computeIfAbsent(name, _ -> new Attribute());
    }

    void register(Atom name, boolean accumulate, boolean persist) {
        Attribute attribute = entry(name);
        if (accumulate && !attribute.accumulate) {
            attribute.accumulate = true;
            attribute.value = attribute.set ? new Cons(attribute.value, EmptyList.NIL) : EmptyList.NIL;
            attribute.set = true;
        }
        attribute.persist |= persist;
        attribute.registered = true;
    }

    void put(Atom name, Object value, int line) {
        Attribute attribute = entry(name);
        attribute.value = attribute.accumulate ? new Cons(value, attribute.value) : value;
        attribute.set = true;
        attribute.unread = attribute.accumulate || attribute.reserved ? 0 : line;
        attribute.left = line;
    }

    /** Notes the modules whose names stand in the value that {@link #put} is about to set. */
    void refersTo(Atom name, Object modules) {
        Attribute attribute = entry(name);
        attribute.modules = attribute.accumulate ? Form.append(modules, attribute.modules) : modules;
    }

    /**
     * The modules whose names stand in the value.
     *
     * @param once whether they are forgotten
     */
    Object modules(Atom name, boolean once) {
        Attribute attribute = table.get(name);
        if (attribute == null) {
            return EmptyList.NIL;
        }
        Object modules = attribute.modules;
        if (once) {
            attribute.modules = EmptyList.NIL;
        }
        return modules;
    }

    /** Replaces the value, of an accumulating attribute the whole list. */
    void replace(Atom name, Object value) {
        Attribute attribute = entry(name);
        attribute.value = value;
        attribute.set = true;
    }

    /** True when it was set, or registered as accumulating. */
    boolean has(Atom name) {
        Attribute attribute = table.get(name);
        return attribute != null && attribute.isThere();
    }

    /** The value, which counts as read; null when it was never set. */
    @Nullable
    Object read(Atom name) {
        Attribute attribute = table.get(name);
        if (attribute == null || !attribute.set && !attribute.accumulate) {
            return null;
        }
        attribute.unread = 0;
        attribute.left = NOTHING_LEFT;
        return attribute.value;
    }

    /** The line of a setting that nobody has read yet; 0 when there is none, or when its line is not known. */
    int unreadLine(Atom name) {
        Attribute attribute = table.get(name);
        return attribute == null || !attribute.set ? 0 : Math.max(attribute.left, 0);
    }

    boolean accumulates(Atom name) {
        Attribute attribute = table.get(name);
        return attribute != null && attribute.accumulate;
    }

    @Nullable
    Object get(String name) {
        Attribute attribute = table.get(Atom.of(name));
        return attribute == null || !attribute.set && !attribute.accumulate ? null : attribute.value;
    }

    /** The value, gone afterwards; null when it was never set. */
    @Nullable
    Object take(String name) {
        Attribute attribute = table.get(Atom.of(name));
        if (attribute == null || !attribute.set) {
            return null;
        }
        attribute.set = false;
        attribute.left = NOTHING_LEFT;
        Object value = attribute.value;
        attribute.value = attribute.accumulate ? EmptyList.NIL : Atom.NIL;
        return value;
    }

    Object delete(Atom name) {
        Attribute attribute = table.get(name);
        if (attribute == null) {
            return Atom.NIL;
        }
        Object value = attribute.value;
        attribute.value = attribute.accumulate ? EmptyList.NIL : Atom.NIL;
        if (!attribute.accumulate) {
            attribute.set = false;
        }
        attribute.registered = attribute.accumulate;
        attribute.unread = 0;
        return value;
    }

    Object names() {
        ListBuilder names = new ListBuilder();
        table.forEach((name, attribute) -> {
            if (attribute.isThere()) {
                names.add(name);
            }
        });
        return names.finish();
    }

    /** {@code [{name, [value]}]} of the persisted ones. */
    Object persisted() {
        ListBuilder out = new ListBuilder();
        table.forEach((name, attribute) -> {
            if (attribute.persist && attribute.set) {
                if (attribute.accumulate) {
                    Object reversed = EmptyList.NIL;
                    for (Object rest = attribute.value; rest instanceof Cons cell; rest = cell.tail()) {
                        reversed = new Cons(cell.head, reversed);
                    }
                    for (Object rest = reversed; rest instanceof Cons cell; rest = cell.tail()) {
                        out.add(new Tuple2(
                                name,
                                Form.isList(cell.head) && !isCharacters(cell.head)
                                        ? cell.head
                                        : new Cons(cell.head, EmptyList.NIL)));
                    }
                } else {
                    out.add(new Tuple2(
                            name,
                            Form.isList(attribute.value) ? attribute.value : new Cons(attribute.value, EmptyList.NIL)));
                }
            }
        });
        return out.finish();
    }

    private static boolean isCharacters(Object list) {
        return list instanceof Cons cell && cell.head instanceof Long;
    }

    void warnUnread(Session session, Env env) {
        warnDangling(session, env, "doc", "definition");
        warnDangling(session, env, "typedoc", "type");
        int impl = entry(Atom.of("impl")).left;
        if (impl > 0) {
            session.warn(Meta.ofLine(impl), env, "module attribute @impl was set but no definition follows it");
        }
        warnDerive(session, env);
        table.forEach((name, attribute) -> {
            if (attribute.unread > 0 && !attribute.persist) {
                session.warn(
                        Meta.ofLine(attribute.unread),
                        env,
                        "module attribute @" + name.name() + " was set but never used");
            }
        });
    }

    /** Where it is not known where {@code @derive} stands, since a macro has set it, the module is named. */
    private void warnDerive(Session session, Env env) {
        int line = entry(Atom.of("derive")).left;
        if (line != NOTHING_LEFT) {
            session.warn(
                    Meta.ofLine(line > 0 ? line : env.line()),
                    env,
                    get("__struct__info__") == null
                            ? "module attribute @derive was set but never used (it must come before defstruct)"
                            : "module attribute @derive was set after defstruct, all @derive calls must come before"
                                    + " defstruct");
        }
    }

    private void warnDangling(Session session, Env env, String name, String what) {
        int line = unreadLine(Atom.of(name));
        if (line > 0 && get(name) instanceof Tuple2 placed && placed.e1 instanceof Bitstring) {
            session.warn(
                    Meta.ofLine(line), env, "module attribute @" + name + " was set but no " + what + " follows it");
        }
    }

    /** Checks and adapts a value that is set, as each built-in attribute wants it. */
    static Object checked(Atom name, Object value) {
        return switch (name.name()) {
            case "behaviour" -> behaviour(value);
            case "on_load" -> onLoad(value);
            case "moduledoc", "doc", "typedoc" -> doc(name, value);
            case "before_compile", "after_compile", "after_verify", "on_definition" -> hook(name, value);
            case "file" -> {
                if (!(value instanceof Bitstring
                        || value instanceof Tuple2 place
                                && place.e0 instanceof Bitstring
                                && place.e1 instanceof Long)) {
                    throw argument(
                            "@file is a built-in module attribute that annotates the file and line the next definition"
                                    + " comes from. It should be a string or {string, line} tuple as value, got: "
                                    + inspect(value));
                }
                yield value;
            }
            case "external_resource" -> {
                if (!(value instanceof Bitstring)) {
                    throw argument("@external_resource is a built-in module attribute used for specifying file"
                            + " dependencies. It should be a string path to a file, got: " + inspect(value));
                }
                yield value;
            }
            case "deprecated" -> {
                if (!(value instanceof Bitstring)) {
                    throw argument(
                            "@deprecated is a built-in module attribute that annotates a definition as deprecated. It"
                                    + " should be a string with the reason for the deprecation, got: "
                                    + inspect(value));
                }
                yield value;
            }
            case "nifs" -> {
                if (!Form.isNamesAndArities(value)) {
                    throw argument("@nifs is a built-in module attribute for specifying a list of functions and their"
                            + " arities that are NIFs, got: " + inspect(value));
                }
                yield value;
            }
            case "dialyzer" -> {
                if (!isDialyzerOption(value)) {
                    throw argument("invalid value for @dialyzer attribute: " + inspect(value));
                }
                yield value;
            }
            case "impl" -> {
                if (!(value instanceof Atom) || value == Atom.NIL) {
                    throw argument("@impl is a built-in module attribute that marks the next definition as a callback"
                            + " implementation. It should be a module or a boolean, got: " + inspect(value));
                }
                yield value;
            }
            default -> value;
        };
    }

    private static boolean isDialyzerOption(Object value) {
        if (value instanceof Atom name) {
            return DIALYZER_OPTIONS.contains(name.name());
        }
        if (value instanceof Tuple2 pair) {
            Object rest = pair.e0;
            while (rest instanceof Cons cell && isDialyzerOption(cell.head)) {
                rest = cell.tail();
            }
            return rest == EmptyList.NIL || rest instanceof Atom && isDialyzerOption(rest);
        }
        Object rest = value;
        while (rest instanceof Cons cell && isDialyzerOption(cell.head)) {
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }

    private static Object behaviour(Object value) {
        if (value instanceof Atom) {
            return value;
        }
        throw argument("@behaviour expects a module, got: " + inspect(value));
    }

    private static Object hook(Atom name, Object value) {
        if (value instanceof Atom module) {
            return new Tuple2(module, Atom.of("__" + name.name() + "__"));
        }
        if (value instanceof Tuple2 pair && pair.e0 instanceof Atom && pair.e1 instanceof Atom) {
            return value;
        }
        throw argument("@" + name.name() + " expects an atom or a {module, function} tuple, got: " + inspect(value));
    }

    private static Object onLoad(Object value) {
        if (value instanceof Atom name) {
            return new Tuple2(name, 0L);
        }
        if (value instanceof Tuple2 pair && pair.e0 instanceof Atom && pair.e1.equals(0L)) {
            return value;
        }
        throw argument(
                "@on_load is a built-in module attribute that annotates a function to be invoked when the module is"
                        + " loaded. It should be an atom or an {atom, 0} tuple, got: " + inspect(value));
    }

    private static Object doc(Atom name, Object value) {
        if (value instanceof Bitstring || value == Atom.FALSE || value == Atom.NIL || isDocKeyword(value)) {
            return value;
        }
        throw argument("@" + name.name()
                + " is a built-in module attribute for documentation. It should be either false, nil, a string, or a"
                + " keyword list, got: " + inspect(value));
    }

    private static boolean isDocKeyword(Object value) {
        if (!Form.isKeyword(value)) {
            return false;
        }
        checkDocKey(value, "since", "the version in which the documented entity was added");
        checkDocKey(value, "deprecated", "the replacement for the deprecated entity");
        return true;
    }

    private static void checkDocKey(Object keywords, String key, String meaning) {
        Object value = Meta.get(keywords, Atom.of(key));
        if (value != null && !(value instanceof Bitstring)) {
            throw argument(":" + key + " is a built-in documentation metadata key. It should be a string representing "
                    + meaning + ", got: " + inspect(value));
        }
    }

    static ElixirException argument(String message) {
        return ElixirException.exception("ArgumentError", message);
    }

    private static String inspect(Object value) {
        return value instanceof Atom atom ? Names.inspect(atom) : value.toString();
    }
}
