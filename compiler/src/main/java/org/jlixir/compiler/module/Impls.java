package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jspecify.annotations.Nullable;

/** Behaviours: that their callbacks are defined, and that {@code @impl} says the truth. Confined to the compiling process. */
final class Impls {
    private static final Atom CALLBACKS = Atom.of("callbacks");
    private static final Atom OPTIONAL = Atom.of("optional_callbacks");

    /** A definition marked with {@code @impl}. */
    private record Impl(Signature signature, Atom kind, Object meta, Atom value, int defaults) {}

    /** A function or macro that a behaviour asks for. */
    private record Callback(Signature signature, boolean macro) {
        static Callback of(Signature signature, Atom kind) {
            return new Callback(signature, kind == Words.DEFMACRO || kind == Words.DEFMACROP);
        }

        @Override
        public String toString() {
            return (macro ? "macro " : "function ") + signature;
        }
    }

    private final List<Impl> marked = new ArrayList<>();

    void mark(Definition definition, Atom value, Object meta) {
        marked.add(new Impl(definition.signature, definition.kind, meta, value, definition.defaults));
    }

    /** Warns of what does not fit. */
    void check(Session session, OpenModule module, Env env) {
        Map<Callback, List<Atom>> callbacks = new LinkedHashMap<>();
        List<Atom> behaviours = new ArrayList<>();
        Object list = module.attributes.get("behaviour");
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            behaviours.add(0, (Atom) cell.head);
        }
        Set<Object> unknown = new HashSet<>();
        for (Atom behaviour : behaviours) {
            if (!checkBehaviour(session, module, env, behaviour, callbacks)) {
                unknown.add(behaviour);
            }
        }
        // Nothing is known of the callbacks of what is no behaviour, which has been said already.
        marked.removeIf(impl -> unknown.contains(impl.value));
        checkMarks(session, module, env, behaviours, callbacks);
    }

    /** Whether it is a behaviour at all. */
    private boolean checkBehaviour(
            Session session, OpenModule module, Env env, Atom behaviour, Map<Callback, List<Atom>> callbacks) {
        String inModule = " (in module " + Names.inspect(module.name) + ")";
        // A module may implement the callbacks that it specifies itself, which nobody can ask for before it is
        // compiled.
        boolean own = behaviour == module.name;
        if (!own && !session.ensureLoaded(behaviour)) {
            session.warn(
                    Meta.ofLine(env.line()),
                    env,
                    "@behaviour " + Names.inspect(behaviour) + " does not exist" + inModule);
            return false;
        }
        if (own ? !module.typespecs.hasCallbacks() : !session.exports(behaviour, Words.BEHAVIOUR_INFO, 1)) {
            session.warn(
                    Meta.ofLine(env.line()),
                    env,
                    "module " + Names.inspect(behaviour) + " is not a behaviour" + inModule);
            return false;
        }
        boolean protocol = !own && session.exports(behaviour, Atom.of("__protocol__"), 1);
        List<Signature> optional =
                own ? module.optionalCallbacks() : signatures(session.call(behaviour, Words.BEHAVIOUR_INFO, OPTIONAL));
        List<Signature> functions = own
                ? module.typespecs.callbacks()
                : signatures(session.call(behaviour, Words.BEHAVIOUR_INFO, CALLBACKS));
        for (Signature function : functions) {
            boolean macro = function.name().name().startsWith("MACRO-");
            Signature callback = macro
                    ? new Signature(Atom.of(function.name().name().substring(6)), function.arity() - 1)
                    : function;
            List<Atom> all = callbacks.computeIfAbsent(new Callback(callback, macro), _ -> new ArrayList<>());
            all.add(behaviour);
            if (all.size() > 1) {
                Atom other = all.getFirst();
                session.warn(
                        Meta.ofLine(env.line()),
                        env,
                        other == behaviour
                                ? "the behaviour " + Names.inspect(behaviour) + " has been declared twice (conflict in "
                                        + (macro ? "macro " : "function ") + callback + " in module "
                                        + Names.inspect(module.name) + ")"
                                : "conflicting behaviours found. Callback " + (macro ? "macro " : "function ")
                                        + callback
                                        + " is defined by both " + Names.inspect(other) + " and "
                                        + Names.inspect(behaviour)
                                        + inModule);
            }
            Definition definition = module.definitions.get(callback);
            if (definition == null && !optional.contains(function)) {
                session.warn(
                        Meta.ofLine(env.line()),
                        env,
                        (macro ? "macro " : "function ") + callback + " required by "
                                + (protocol ? "protocol " : "behaviour ") + Names.inspect(behaviour)
                                + " is not implemented" + inModule);
            } else if (definition != null && definition.kind != (macro ? Words.DEFMACRO : Words.DEF)) {
                String expected = macro ? "defmacro" : "def";
                session.warn(
                        Meta.ofLine(env.line()),
                        env,
                        (macro ? "macro " : "function ") + callback + " required by behaviour "
                                + Names.inspect(behaviour)
                                + " was implemented as \"" + definition.kind.name() + "\" but should have been \""
                                + expected + "\"" + inModule);
            }
        }
        return true;
    }

    private static List<Signature> signatures(Object list) {
        List<Signature> out = new ArrayList<>();
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            out.add(Signature.of(cell.head));
        }
        return out;
    }

    private void checkMarks(
            Session session, OpenModule module, Env env, List<Atom> behaviours, Map<Callback, List<Atom>> callbacks) {
        Map<Atom, Set<Object>> contexts = new HashMap<>();
        Set<Signature> satisfied = new HashSet<>();
        Map<Impl, String> problems = new LinkedHashMap<>();
        for (Impl impl : marked) {
            String problem = impl.value == Atom.FALSE
                    ? denied(impl, behaviours, callbacks)
                    : problem(impl, behaviours, callbacks);
            if (problem != null) {
                problems.put(impl, problem);
            } else if (impl.value != Atom.FALSE) {
                for (Atom behaviour : specifying(impl, callbacks)) {
                    contexts.computeIfAbsent(behaviour, _ -> new HashSet<>()).add(context(impl.meta));
                }
                for (int missing = 0; missing <= impl.defaults; missing++) {
                    satisfied.add(new Signature(impl.signature.name(), impl.signature.arity() - missing));
                }
            }
        }
        for (Definition definition : module.definitions.values()) {
            List<Atom> specified = specified(definition, callbacks);
            if (specified != null
                    && !satisfied.contains(definition.signature)
                    && !marked.isEmpty()
                    && isAsked(contexts.get(specified.getFirst()), context(definition.meta))) {
                session.warn(
                        definition.meta,
                        env,
                        "module attribute @impl was not set for " + Callback.of(definition.signature, definition.kind)
                                + " callback (specified in " + Names.inspect(specified.getFirst())
                                + "). This either means you forgot to add the \"@impl true\" annotation before the"
                                + " definition or that you are accidentally overriding this callback");
            }
        }
        problems.forEach((impl, problem) -> session.warn(impl.meta, env, problem));
    }

    /**
     * Whether a callback has to be marked. What a macro has marked asks for nothing of the functions that are written out, nor the other
     * way round; of behaviours without marks those are asked for that are written out.
     *
     * @param marked where functions of the callback's behaviour are marked, if any are
     */
    private static boolean isAsked(@Nullable Set<Object> marked, Object context) {
        return marked == null ? context == Atom.NIL : marked.contains(context);
    }

    /** The behaviours that specify what is marked, under one of its arities. */
    private static List<Atom> specifying(Impl impl, Map<Callback, List<Atom>> callbacks) {
        boolean macro = Callback.of(impl.signature, impl.kind).macro;
        for (int arity = impl.signature.arity(); arity >= impl.signature.arity() - impl.defaults; arity--) {
            List<Atom> specified = callbacks.get(new Callback(new Signature(impl.signature.name(), arity), macro));
            if (specified != null && (impl.value == Atom.TRUE || specified.contains(impl.value))) {
                return specified;
            }
        }
        return List.of();
    }

    /** The behaviours that ask for something of that name and arity, function or macro. */
    private static @Nullable List<Atom> specified(Definition definition, Map<Callback, List<Atom>> callbacks) {
        if (!definition.isPublic() || definition.clauses.isEmpty()) {
            return null;
        }
        List<Atom> function = callbacks.get(new Callback(definition.signature, false));
        return function != null ? function : callbacks.get(new Callback(definition.signature, true));
    }

    private static Object context(Object meta) {
        Object context = Meta.get(meta, Words.CONTEXT);
        return context == null ? Atom.NIL : context;
    }

    private static @Nullable String denied(Impl impl, List<Atom> behaviours, Map<Callback, List<Atom>> callbacks) {
        Callback callback = Callback.of(impl.signature, impl.kind);
        List<Atom> specified = callbacks.get(callback);
        String got = "got \"@impl false\" for " + callback;
        if (behaviours.isEmpty()) {
            return got + " but no behaviour was declared";
        }
        return specified == null
                ? null
                : got + " but it is a callback specified in " + Names.inspect(specified.getFirst());
    }

    private static @Nullable String problem(Impl impl, List<Atom> behaviours, Map<Callback, List<Atom>> callbacks) {
        Callback what = Callback.of(impl.signature, impl.kind);
        String got = "got \"@impl " + Names.inspect(impl.value) + "\" for " + what;
        if (impl.kind == Words.DEFP || impl.kind == Words.DEFMACROP) {
            return what + " is private, @impl attribute is always discarded for private functions/macros";
        }
        if (behaviours.isEmpty()) {
            return got + " but no behaviour was declared";
        }
        if (!specifying(impl, callbacks).isEmpty()) {
            return null;
        }
        if (impl.value == Atom.TRUE) {
            return got + " but no behaviour specifies such callback" + known(callbacks);
        }
        if (!behaviours.contains(impl.value)) {
            return got + " but this behaviour was not declared with @behaviour";
        }
        return got + " but " + Names.inspect(impl.value) + " does not specify such callback" + known(callbacks);
    }

    private static String known(Map<Callback, List<Atom>> callbacks) {
        if (callbacks.isEmpty()) {
            return ". There are no known callbacks, please specify the proper @behaviour and make sure it defines"
                    + " callbacks";
        }
        StringBuilder out = new StringBuilder(". The known callbacks are:\n");
        Map<Callback, List<Atom>> sorted = new TreeMap<>(Comparator.comparing(
                        (Callback callback) -> callback.signature.name().name())
                .thenComparingInt(callback -> callback.signature.arity())
                .thenComparing(callback -> callback.macro));
        sorted.putAll(callbacks);
        sorted.forEach((callback, behaviours) -> behaviours.forEach(behaviour -> out.append("\n  * ")
                .append(Names.inspect(behaviour))
                .append('.')
                .append(callback.signature)
                .append(callback.macro ? " (macro)" : " (function)")));
        return out.append('\n').toString();
    }
}
