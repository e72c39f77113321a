package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Expander;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** A function or macro of an open module with all that it calls, compiled to a module of its own so that it can be run. */
final class LocalFunctions {
    private final Atom module;
    private final Atom host;
    private final Definition entry;
    private final Map<Definition, Integer> parts;
    private final Set<Signature> missing;

    private LocalFunctions(
            Atom module, Atom host, Definition entry, Map<Definition, Integer> parts, Set<Signature> missing) {
        this.module = module;
        this.host = host;
        this.entry = entry;
        this.parts = parts;
        this.missing = missing;
    }

    static LocalFunctions load(Session session, OpenModule module, Definition entry) {
        Map<Definition, Integer> parts = new LinkedHashMap<>();
        Set<Signature> missing = new LinkedHashSet<>();
        gather(module, entry, parts, missing);
        Atom host = Atom.of(module.name.name() + "-" + session.state().nextCounter());
        List<FunctionDefinition> functions = new ArrayList<>();
        for (Definition part : parts.keySet()) {
            functions.add(part.toFunction(true));
        }
        for (Signature signature : missing) {
            functions.add(undefined(module, signature));
        }
        ModuleDefinition definition = new ModuleDefinition(
                host, module.env.file(), module.env.line(), functions, EmptyList.NIL, EmptyList.NIL);
        CompiledModule compiled = DefmoduleEvaluator.compile(session, module, definition);
        session.state().modules().load(session.self(), compiled);
        return new LocalFunctions(module.name, host, entry, parts, missing);
    }

    /** A function that is not defined yet: it fails when it is called. */
    private static FunctionDefinition undefined(OpenModule module, Signature signature) {
        List<Object> patterns =
                Collections.nCopies(signature.arity(), new Tuple3(Words.UNDERSCORE, EmptyList.NIL, Atom.NIL));
        Object body = Form.remote(
                Meta.EMPTY, Words.JLIXIR_MACRO, Atom.of("undefined_local"), module.name, signature.name(), (long)
                        signature.arity());
        FunctionClause clause = new FunctionClause(Meta.EMPTY, patterns, List.of(), body);
        return new FunctionDefinition(
                signature.name(), signature.arity(), false, Meta.EMPTY, module.env.file(), List.of(clause));
    }

    private static void gather(
            OpenModule module, Definition definition, Map<Definition, Integer> parts, Set<Signature> missing) {
        if (parts.putIfAbsent(definition, definition.clauses.size()) != null) {
            return;
        }
        for (FunctionClause clause : definition.clauses) {
            Walk.locals(clause.body(), (name, arity) -> {
                Definition callee = callee(module, name, arity);
                if (callee != null) {
                    gather(module, callee, parts, missing);
                } else if (!Expander.isSpecialForm(name, arity)) {
                    missing.add(new Signature(name, arity));
                }
            });
        }
    }

    private static @Nullable Definition callee(OpenModule module, Atom name, int arity) {
        Definition found = module.definitions.get(new Signature(name, arity));
        if (found != null && !found.isMacro()) {
            return found;
        }
        if (name.name().startsWith("MACRO-")) {
            return module.definitions.get(new Signature(Atom.of(name.name().substring(6)), arity - 1));
        }
        OpenModule.Overridable overridable = module.overridables.get(new Signature(name, arity));
        return overridable == null || overridable.original.isMacro() ? null : overridable.original;
    }

    /** True while nothing that belongs to it has changed. */
    boolean isCurrent(OpenModule module) {
        for (Map.Entry<Definition, Integer> part : parts.entrySet()) {
            Definition definition = part.getKey();
            if (definition.clauses.size() != part.getValue()) {
                return false;
            }
            Definition now = module.definitions.get(definition.signature);
            if (now != null && now != definition) {
                return false;
            }
        }
        for (Signature signature : missing) {
            Definition now = module.definitions.get(signature);
            if (now != null && !now.isMacro()) {
                return false;
            }
        }
        return true;
    }

    Object call(Session session, Object[] arguments) {
        try {
            return session.call(host, entry.functionName(), arguments);
        } catch (ElixirException failure) {
            List<Object> entries = new ArrayList<>();
            for (Object each : TermList.toJava(failure.stacktrace())) {
                entries.add(each instanceof Tuple frame && frame.get(0) == host ? named(module, frame) : each);
            }
            throw ElixirException.raised(failure.kind(), failure.reason(), TermList.from(entries));
        }
    }

    /** An entry of a stack trace as if the function were in the module that it is going to be in. */
    private static Tuple named(Atom module, Tuple frame) {
        String name = ((Atom) frame.get(1)).name();
        int arity = frame.get(2) instanceof Long number ? number.intValue() : Form.length(frame.get(2));
        return name.startsWith("MACRO-")
                ? Tuple.of(module, Atom.of(name.substring(6)), arity - 1L, frame.get(3))
                : Tuple.of(module, frame.get(1), frame.get(2), frame.get(3));
    }

    void unload(Session session) {
        session.state().modules().unload(session.self(), host);
    }
}
