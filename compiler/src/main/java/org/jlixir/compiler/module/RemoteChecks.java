package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.diagnostic.Suggestion;
import org.jlixir.compiler.expand.Deprecations;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** Warns, when a file is compiled, of calls with a module of functions that are not there. */
public final class RemoteChecks {
    private static final Atom NO_WARN_UNDEFINED = Atom.of("no_warn_undefined");
    private static final Atom ALL = Atom.of("all");
    private static final Atom EXPORTS = Atom.of("exports");
    private static final int MOST_NAMES = 5;

    private RemoteChecks() {}

    /** Takes the remote calls of a module, to be checked when everything is compiled. */
    static List<LocalCalls.Remote> of(OpenModule module) {
        Set<Object> silent = new HashSet<>();
        for (Object rest = module.attributes.get("compile"); rest instanceof Cons cell; rest = cell.tail()) {
            Object options = cell.head instanceof Tuple2 ? TermList.of(cell.head) : cell.head;
            for (Object each = options; each instanceof Cons option; each = option.tail()) {
                if (option.head instanceof Tuple2 pair && pair.e0 == NO_WARN_UNDEFINED) {
                    addAll(silent, pair.e1);
                }
            }
        }
        List<LocalCalls.Remote> out = new ArrayList<>();
        module.calls().forEach((signature, calls) -> {
            if (signature != null && module.definitions.containsKey(signature)) {
                for (LocalCalls.Remote call : calls.remotes()) {
                    if (!isIn(silent, call)) {
                        out.add(call);
                    }
                }
            }
        });
        return out;
    }

    /**
     * Reports what a module that fails to compile calls and is not there: an undefined variable may come from a macro that is
     * a function as its module was not required. Modules that are not there may be yet to come.
     */
    static void explain(Session session, OpenModule module) {
        for (LocalCalls.Remote call : of(module)) {
            if (session.ensureLoaded(call.module())) {
                String problem = problem(session, call);
                if (problem != null && !session.exports(call.module(), call.name(), call.arity())) {
                    session.error(call.meta(), call.env(), "function " + problem, 0);
                }
            }
        }
    }

    private static void addAll(Set<Object> set, Object elements) {
        if (elements instanceof Cons || elements == EmptyList.NIL) {
            set.addAll(TermList.toJava(elements));
        } else {
            set.add(elements);
        }
    }

    private static boolean isIn(Set<Object> silent, LocalCalls.Remote call) {
        return silent.contains(ALL)
                || silent.contains(call.module())
                || silent.contains(Tuple.of(call.module(), call.name(), (long) call.arity()));
    }

    public static void run(Session session, List<LocalCalls.Remote> calls) {
        Set<Object> silent = new HashSet<>();
        addAll(silent, session.state().options().getOrDefault(NO_WARN_UNDEFINED, EmptyList.NIL));
        Map<String, List<Session.Place>> found = new LinkedHashMap<>();
        for (LocalCalls.Remote call : calls) {
            String problem = isIn(silent, call) ? deprecation(session, call) : problem(session, call);
            if (problem != null) {
                found.computeIfAbsent(problem, _ -> new ArrayList<>()).add(new Session.Place(call.meta(), call.env()));
            }
        }
        found.forEach((problem, places) -> session.warnTogether(places, problem));
    }

    private static String shown(LocalCalls.Remote call) {
        return Names.inspect(call.module()) + "." + Names.function(call.name()) + "/" + call.arity();
    }

    /** What is wrong with a call; null for nothing. */
    private static @Nullable String problem(Session session, LocalCalls.Remote call) {
        Atom module = call.module();
        String name = module.name();
        boolean elixir = name.startsWith("Elixir.");
        if (session.openModule(module) != null || call.env().defines(module) && !session.ensureLoaded(module)) {
            return null;
        }
        if (name.indexOf('.') > 0 && !elixir && !session.ensureLoaded(module)) {
            // A Java class that the program may find where it runs.
            return null;
        }
        boolean there = session.exports(module, call.name(), call.arity());
        if (!there && !session.ensureLoaded(module)) {
            return shown(call) + " is undefined (module " + Names.inspect(module)
                    + " is not available or is yet to be defined)"
                    + (elixir && name.indexOf('.', "Elixir.".length()) < 0
                            ? ". Make sure the module name is correct and has been specified in full (or that an alias"
                                    + " has been defined)"
                            : "");
        }
        if (there || session.exports(module, call.name(), call.arity())) {
            return deprecation(session, call);
        }
        boolean macro = session.exports(module, Atom.of("MACRO-" + call.name().name()), call.arity() + 1);
        return shown(call) + " is undefined or private"
                + (macro
                        ? ". However, there is a macro with the same name and arity. Be sure to require "
                                + Names.inspect(module) + " if you intend to invoke this macro"
                        : nearNames(session, call));
    }

    private static @Nullable String deprecation(Session session, LocalCalls.Remote call) {
        return Deprecations.of(session, call.module(), call.name(), call.arity())
                .map(reason -> shown(call) + " is deprecated. " + reason)
                .orElse(null);
    }

    /** Other arities of the function, or else functions with a name like it. */
    private static String nearNames(Session session, LocalCalls.Remote call) {
        Map<String, TreeSet<Long>> arities = new TreeMap<>();
        for (Object export : TermList.toJava(exports(session, call.module()))) {
            Tuple2 pair = (Tuple2) export;
            arities.computeIfAbsent(((Atom) pair.e0).name(), _ -> new TreeSet<>())
                    .add((Long) pair.e1);
        }
        String wrong = call.name().name();
        List<String> near = arities.containsKey(wrong) ? List.of(wrong) : Suggestion.near(wrong, arities.keySet());
        List<String> lines = new ArrayList<>();
        for (String name : near) {
            for (Long arity : arities.get(name)) {
                lines.add("      * " + Names.function(Atom.of(name)) + "/" + arity + "\n");
            }
        }
        return lines.isEmpty()
                ? ""
                : ". Did you mean:\n\n" + String.join("", lines.subList(0, Math.min(MOST_NAMES, lines.size())));
    }

    private static Object exports(Session session, Atom module) {
        return session.exports(module, Words.INFO, 1)
                ? session.call(module, Words.INFO, Words.FUNCTIONS)
                : session.call(module, Words.MODULE_INFO, EXPORTS);
    }
}
