package org.jlixir.compiler.module;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CatchAll;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** What is checked when the body of a module has run: calls of functions that are not there, definitions nobody uses. */
final class ModuleChecks {
    /** The order in which the functions of a module tell of what they lack. */
    private static final Comparator<Signature> LAST_NAME_FIRST =
            (one, other) -> TermOrder.compare(other.toTerm(), one.toTerm());

    private final Session session;
    private final OpenModule module;
    private final Env env;

    private ModuleChecks(Session session, OpenModule module, Env env) {
        this.session = session;
        this.module = module;
        this.env = env;
    }

    static void run(Session session, OpenModule module, Env env) {
        ModuleChecks checks = new ModuleChecks(session, module, env);
        checks.missingBodies();
        Set<Signature> reachable = checks.reachable();
        checks.undefinedLocals();
        checks.importConflicts();
        checks.unused(reachable);
        checks.attributes();
        checks.redundantClauses();
    }

    private void redundantClauses() {
        if (module.isTainted()) {
            return;
        }
        for (Definition definition : module.definitions.values()) {
            CatchAll redundant = new CatchAll(session, env.withFile(definition.file), " for " + definition.signature);
            for (FunctionClause clause : definition.clauses) {
                redundant.clause(clause.meta(), TermList.from(clause.patterns()), TermList.from(clause.guards()));
            }
        }
    }

    private void missingBodies() {
        for (Definition definition : module.definitions.values()) {
            if (definition.clauses.isEmpty()) {
                session.error(
                        definition.meta,
                        env.withFile(definition.file),
                        "implementation not provided for predefined " + definition.kind.name() + " "
                                + definition.signature,
                        0);
            }
        }
    }

    /** The functions that {@code @compile inline:} and {@code @on_load} name have to be there. */
    private void attributes() {
        if (module.attributes.get("on_load") instanceof Tuple2 function) {
            given(Signature.of(function), "@on_load");
        }
        named(module.attributes.get("nifs"), "@nifs");
        for (Object rest = module.attributes.get("dialyzer"); rest instanceof Cons cell; rest = cell.tail()) {
            Object all = cell.head instanceof Cons ? cell.head : TermList.of(cell.head);
            for (Object each = all; each instanceof Cons one; each = one.tail()) {
                if (one.head instanceof Tuple2 pair && pair.e0 instanceof Atom option) {
                    named(pair.e1 instanceof Tuple2 ? TermList.of(pair.e1) : pair.e1, "@dialyzer :" + option.name());
                }
            }
        }
        Object options = module.attributes.get("compile");
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            Object option = cell.head;
            Object each = option instanceof Tuple2 ? new Cons(option, EmptyList.NIL) : option;
            for (Object more = each; more instanceof Cons one; more = one.tail()) {
                if (one.head instanceof Tuple2 pair && pair.e0 == Atom.of("parse_transform")) {
                    session.warn(
                            Meta.ofLine(module.env.line()),
                            env,
                            "@compile {:parse_transform, " + Names.inspect((Atom) pair.e1) + "} is deprecated. Elixir"
                                    + " will no longer support Erlang-based transforms in future versions");
                }
                if (one.head instanceof Tuple2 pair && pair.e0 == Atom.of("inline")) {
                    for (Object names = pair.e1; names instanceof Cons name; names = name.tail()) {
                        if (name.head instanceof Tuple2 inlined) {
                            given(Signature.of(inlined), "@compile :inline");
                        }
                    }
                }
            }
        }
    }

    /** @param functions {@code [{name, arity}]} */
    private void named(@Nullable Object functions, String attribute) {
        for (Object rest = functions; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple2 pair && pair.e0 instanceof Atom && pair.e1 instanceof Long) {
                given(Signature.of(pair), attribute);
            }
        }
    }

    private void given(Signature signature, String attribute) {
        Definition found = module.definitions.get(signature);
        boolean missing = found == null || found.clauses.isEmpty();
        if (missing || found.isMacro()) {
            session.error(
                    Meta.ofLine(module.env.line()),
                    env,
                    missing
                            ? "undefined function " + signature + " given to " + attribute
                            : "macro " + signature + " given to " + attribute + " (only functions are supported)",
                    0);
        }
    }

    private void undefinedLocals() {
        // Code with errors has not been read whole: what it lacks is told when they are gone.
        boolean failed = module.isTainted();
        List<Map.Entry<@Nullable Signature, LocalCalls>> entries =
                new ArrayList<>(module.calls().entrySet());
        Comparator<@Nullable Signature> order = Comparator.nullsLast(LAST_NAME_FIRST);
        entries.sort((one, other) -> order.compare(one.getKey(), other.getKey()));
        Set<Signature> compiled = new HashSet<>();
        for (Definition definition : module.definitions.values()) {
            compiled.add(new Signature(definition.functionName(), definition.functionArity()));
        }
        for (Map.Entry<@Nullable Signature, LocalCalls> entry : entries) {
            if (entry.getKey() != null && !module.definitions.containsKey(entry.getKey())) {
                continue;
            }
            for (LocalCalls.Local call : entry.getValue().locals()) {
                Signature called = new Signature(call.name(), call.arity());
                if (call.macro() || compiled.contains(called)) {
                    continue;
                }
                Definition found = module.definitions.get(called);
                if (found != null && found.isMacro()) {
                    session.error(
                            call.meta(),
                            call.env(),
                            "cannot invoke macro " + found.signature + " before its definition",
                            0);
                } else if (found == null && !failed) {
                    session.error(
                            call.meta(),
                            call.env(),
                            undefined(call),
                            call.name().name().length());
                }
            }
        }
    }

    private String undefined(LocalCalls.Local call) {
        Signature signature = new Signature(call.name(), call.arity());
        String name = call.name().name();
        boolean automatic = name.equals("module_info") && call.arity() < 2
                || name.equals("__info__") && call.arity() == 1
                || name.equals("behaviour_info") && call.arity() == 1;
        if (automatic) {
            return "undefined function " + signature
                    + " (this function is auto-generated by the compiler and must always be called as a "
                    + "remote, as in __MODULE__." + signature + ")";
        }
        return "undefined function " + signature + " (expected " + Names.inspect(module.name)
                + " to define such a function or for it to be imported, but none are available)";
    }

    private void importConflicts() {
        Set<Signature> reported = new HashSet<>();
        for (Map.Entry<@Nullable Signature, LocalCalls> entry : module.calls().entrySet()) {
            for (LocalCalls.Imported use : entry.getValue().imported()) {
                Signature signature = new Signature(use.name(), use.arity());
                Definition own = module.definitions.get(signature);
                if (own != null && use.module() != module.name && reported.add(signature)) {
                    session.error(
                            own.meta,
                            env.withFile(own.file),
                            "imported " + Names.inspect(use.module()) + "." + signature
                                    + " conflicts with local function",
                            0);
                }
            }
        }
    }

    /** The definitions that public ones, or the body, lead to. */
    private Set<Signature> reachable() {
        Map<Signature, Signature> byFunction = new HashMap<>();
        for (Definition definition : module.definitions.values()) {
            byFunction.put(new Signature(definition.functionName(), definition.functionArity()), definition.signature);
        }
        Set<Signature> reached = new HashSet<>();
        ArrayDeque<Signature> queue = new ArrayDeque<>();
        for (Definition definition : module.definitions.values()) {
            if (definition.isPublic()) {
                queue.add(definition.signature);
            }
        }
        LocalCalls body = module.calls().get(null);
        if (body != null) {
            body.locals().forEach(call -> queue.add(new Signature(call.name(), call.arity())));
        }
        module.kept().forEach(queue::add);
        while (!queue.isEmpty()) {
            Signature next = queue.poll();
            if (!reached.add(next)) {
                continue;
            }
            LocalCalls calls = module.calls().get(next);
            if (calls != null) {
                for (LocalCalls.Local call : calls.locals()) {
                    Signature called = new Signature(call.name(), call.arity());
                    queue.add(called);
                    Signature compiled = byFunction.get(called);
                    if (compiled != null) {
                        queue.add(compiled);
                    }
                }
            }
        }
        return reached;
    }

    private void unused(Set<Signature> reachable) {
        for (Definition definition : module.definitions.values()) {
            Signature signature = definition.signature;
            if (definition.isPublic()
                    || definition.isDefault
                    || signature.name().name().startsWith("_")
                    || Meta.is(definition.meta, Words.GENERATED)
                    || signature.name().name().contains(" (overridable ")) {
                continue;
            }
            if (!isReached(reachable, definition)) {
                Atom kind = definition.kind;
                if (!Meta.has(definition.meta, Words.CONTEXT)) {
                    session.warn(
                            definition.meta,
                            env.withFile(definition.file),
                            (kind == Words.DEFP ? "function " : "macro ") + signature + " is unused");
                }
            } else if (definition.defaults > 0) {
                unusedDefaults(reachable, definition);
            }
        }
    }

    private static boolean isReached(Set<Signature> reachable, Definition definition) {
        Signature signature = definition.signature;
        for (int arity = signature.arity() - definition.defaults; arity <= signature.arity(); arity++) {
            if (reachable.contains(new Signature(signature.name(), arity))) {
                return true;
            }
        }
        return false;
    }

    private void unusedDefaults(Set<Signature> reachable, Definition definition) {
        Signature full = definition.signature;
        int lowest = full.arity() - definition.defaults;
        int used = full.arity();
        for (int arity = full.arity() - 1; arity >= lowest; arity--) {
            if (reachable.contains(new Signature(full.name(), arity))) {
                used = arity;
            }
        }
        if (used == lowest || Meta.has(definition.meta, Words.CONTEXT)) {
            return;
        }
        int unused = full.arity() - used;
        String what = " in the private function " + full;
        session.warn(
                definition.meta,
                env,
                switch (unused) {
                    case 0 -> "default values for the optional arguments" + what + " are never used";
                    case 1 -> "the default value for the last optional argument" + what + " is never used";
                    default ->
                        "the default values for the last " + unused + " optional arguments" + what + " are never used";
                });
    }
}
