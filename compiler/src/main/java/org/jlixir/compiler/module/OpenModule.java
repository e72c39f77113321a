package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** A module while it is defined: its attributes, definitions and what else its body has said. Confined to the compiling process. */
public final class OpenModule {
    private final Proc owner;
    final Atom name;
    final Env env;
    final Attributes attributes = new Attributes();
    final Map<Signature, Definition> definitions = new LinkedHashMap<>();
    final Map<Signature, Overridable> overridables = new LinkedHashMap<>();
    final List<PendingDefinition> pending = new ArrayList<>();
    final Docs docs = new Docs();
    final Typespecs typespecs = new Typespecs();
    final Impls impls = new Impls();
    private final Map<@Nullable Signature, LocalCalls> calls = new LinkedHashMap<>();
    private final Map<Signature, LocalFunctions> locals = new HashMap<>();
    private boolean tainted;
    /** The definition that came last: its clauses may go on. */
    @Nullable
    Definition last;

    /** A {@code def} of the body, kept here from its expansion until the body runs. */
    record PendingDefinition(Atom kind, Object call, Object body, Env env) {}

    /** A definition that may be replaced, with the one that {@code super} means. */
    static final class Overridable {
        final Definition original;
        final int count;
        /** The calls in the original, which count once it is called or brought back. */
        @Nullable
        LocalCalls calls;
        /** The name under which {@code super} calls it, once it does. */
        @Nullable
        Atom superName;
        /** True when a new definition has taken its place. */
        boolean overridden;

        Overridable(Definition original, int count) {
            this.original = original;
            this.count = count;
        }
    }

    /** Where the module's name stands: a line, or {@code {line, column}}. */
    final Object place;

    OpenModule(Proc owner, Atom name, Env env, Object place) {
        this.place = place;
        this.owner = owner;
        this.name = name;
        this.env = env;
    }

    private volatile @Nullable ElixirMap publishedStruct;

    /** What {@code defstruct} has made, for processes that compile other files. */
    public void publishStruct(ElixirMap struct) {
        publishedStruct = struct;
    }

    public @Nullable ElixirMap publishedStruct() {
        return publishedStruct;
    }

    /** True when {@code process} defines it. */
    public boolean isOwnedBy(Proc process) {
        return owner == process;
    }

    private final Set<Long> stored = new HashSet<>();

    /** A definition whose time has come. */
    PendingDefinition take(long number) {
        stored.add(number);
        return pending.get((int) number);
    }

    /** The definitions that the body has passed by, such as those within {@code if false}. */
    List<PendingDefinition> neverStored() {
        List<PendingDefinition> out = new ArrayList<>();
        for (int i = 0; i < pending.size(); i++) {
            if (!stored.contains((long) i)) {
                out.add(pending.get(i));
            }
        }
        return out;
    }

    private ElixirMap docMeta = ElixirMap.EMPTY;
    private ElixirMap moduledocMeta = ElixirMap.EMPTY;
    private final ListBuilder deprecated = new ListBuilder();

    /** Adds keywords of {@code @doc since: ...}, which go with the documentation of the next definition. */
    void addDocMeta(Object keywords) {
        docMeta = merged(docMeta, keywords);
    }

    /** Adds keywords of {@code @moduledoc}. */
    void addModuledocMeta(Object keywords) {
        moduledocMeta = merged(moduledocMeta, keywords);
    }

    private static ElixirMap merged(ElixirMap map, Object keywords) {
        ElixirMap result = map;
        for (Object rest = keywords; rest instanceof Cons cell; rest = cell.tail()) {
            result = result.put(((Tuple2) cell.head).e0, ((Tuple2) cell.head).e1);
        }
        return result;
    }

    /** The keywords for the next definition's documentation, gone afterwards. */
    ElixirMap docMeta() {
        ElixirMap result = docMeta;
        docMeta = ElixirMap.EMPTY;
        return result;
    }

    ElixirMap moduledocMeta() {
        return moduledocMeta;
    }

    /** The callbacks that {@code @optional_callbacks} names, as {@link Typespecs#callbacks} has them. */
    List<Signature> optionalCallbacks() {
        List<Signature> callbacks = typespecs.callbacks();
        List<Signature> out = new ArrayList<>();
        Object all = attributes.get("optional_callbacks");
        for (Object lists : all == null ? List.of() : TermList.toJava(all)) {
            for (Object each : TermList.toJava(lists)) {
                Signature signature = Signature.of(each);
                Signature macro =
                        new Signature(Atom.of("MACRO-" + signature.name().name()), signature.arity() + 1);
                out.add(callbacks.contains(macro) ? macro : signature);
            }
        }
        return out;
    }

    void deprecate(Definition definition, Object reason) {
        Signature signature = definition.signature;
        deprecated.add(new Tuple2(new Tuple2(signature.name(), (long) signature.arity()), reason));
    }

    /** The functions that count as used whoever calls them. */
    List<Signature> kept() {
        List<Signature> out = new ArrayList<>();
        if (attributes.get("on_load") instanceof Tuple2 function) {
            out.add(Signature.of(function));
        }
        return out;
    }

    /** {@code [{{name, arity}, reason}]}. */
    Object deprecated() {
        List<Object> sorted = new ArrayList<>(TermList.toJava(deprecated.finish()));
        sorted.sort(TermOrder::compare);
        return TermList.from(sorted);
    }

    /** Marks the module as wrong: it will not be compiled in the end. */
    public void taint() {
        tainted = true;
    }

    boolean isTainted() {
        return tainted;
    }

    /** Where the calls in a definition are noted, in the body for null. */
    public LocalCalls callsOf(@Nullable Tuple2 function) {
        Signature key = function == null ? null : Signature.of(function);
        return calls.computeIfAbsent(key, _ -> new LocalCalls());
    }

    Map<@Nullable Signature, LocalCalls> calls() {
        return calls;
    }

    /** Takes the calls of a definition away from it. */
    @Nullable
    LocalCalls takeCalls(Signature signature) {
        return calls.remove(signature);
    }

    void putCalls(Signature signature, @Nullable LocalCalls itsCalls) {
        if (itsCalls != null) {
            calls.put(signature, itsCalls);
        }
    }

    /** Forgets the calls of a definition that is replaced. */
    void dropCalls(Signature signature) {
        calls.remove(signature);
    }

    public boolean hasMacro(Atom macro, int arity) {
        Definition definition = definitions.get(new Signature(macro, arity));
        return definition != null && definition.isMacro() && !definition.clauses.isEmpty();
    }

    public boolean definesPublic(Atom function, int arity) {
        Definition definition = definitions.get(new Signature(function, arity));
        return definition != null && definition.kind == Words.DEF && !definition.clauses.isEmpty();
    }

    /**
     * Calls a macro of the module while it is still open.
     *
     * @param arguments the caller's environment and the macro's arguments
     */
    public Object callMacro(Session session, Atom macro, int arity, Object[] arguments) {
        return call(session, new Signature(macro, arity), arguments);
    }

    /** Calls a function of the module while it is still open. */
    public Object callFunction(Session session, Atom function, int arity, Object[] arguments) {
        return call(session, new Signature(function, arity), arguments);
    }

    private Object call(Session session, Signature signature, Object[] arguments) {
        LocalFunctions loaded = locals.get(signature);
        if (loaded == null || !loaded.isCurrent(this)) {
            if (loaded != null) {
                loaded.unload(session);
            }
            loaded = LocalFunctions.load(session, this, definitions.get(signature));
            locals.put(signature, loaded);
        }
        return loaded.call(session, arguments);
    }

    /** Drops what was loaded for calls while the module was open. */
    void unloadLocals(Session session) {
        locals.values().forEach(loaded -> loaded.unload(session));
        locals.clear();
    }

    /** The name under which {@code super} of {@code name/arity} is to be called, or null when there is none. */
    public @Nullable Atom superOf(Atom function, int arity) {
        Overridable overridable = overridables.get(new Signature(function, arity));
        return overridable == null ? null : OverriddenFunctions.superName(this, overridable);
    }

    /** The module whose macro has written the definition that {@code super} means; {@code nil} for the author. */
    public Object superContext(Atom function, int arity) {
        Overridable overridable = overridables.get(new Signature(function, arity));
        Object context = overridable == null ? null : Meta.get(overridable.original.meta, Words.CONTEXT);
        return context == null ? Atom.NIL : context;
    }

    /** For messages: the functions that may be overridden. */
    public String overridableNames() {
        List<String> names =
                overridables.keySet().stream().map(Signature::toString).sorted().toList();
        return names.isEmpty() ? "(none)" : String.join(", ", names);
    }
}
