package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * What a file refers to: which of its aliases, imports and requires are used, the others being warned of at its end, and the modules
 * that it needs when it is compiled or when it runs ({@code Kernel.LexicalTracker.references/1}). One a file, or a module
 * defined outside of one. Safe for any thread: programs reach it through its process.
 */
public final class LexicalTracker {
    /** When a module that is referred to is needed. */
    public enum Mode {
        COMPILE,
        RUNTIME
    }

    /** Stands for the metadata of an alias that is used. */
    private static final Object USED = new Object();

    private final Session session;
    private @Nullable Proc process;
    private final Map<Atom, Object> aliases = new LinkedHashMap<>();
    private final Map<Atom, Map<Object, Object>> imports = new LinkedHashMap<>();
    private final Map<Atom, Require> requires = new LinkedHashMap<>();
    private final Map<Atom, Mode> references = new LinkedHashMap<>();
    private final Set<Atom> exports = new LinkedHashSet<>();
    private final Set<Object> compileEnv = new LinkedHashSet<>();

    public LexicalTracker(Session session) {
        this.session = session;
    }

    /** For a process of the program's own, which the tracker is told through. */
    public LexicalTracker(Session session, Proc process) {
        this.session = session;
        this.process = process;
    }

    // The process

    /** The process that stands for the tracker in {@code %Macro.Env{}}: it does nothing, and is started when first asked. */
    public synchronized Pid pid() {
        if (process == null) {
            Node node = session.self().node();
            process = SystemProcesses.start(node, Proc::receiveAny);
            session.state().trackers().put(process, this);
        }
        return process.pid();
    }

    /** Ends its process. */
    public synchronized void close() {
        if (process != null) {
            session.state().trackers().remove(process);
            process.send(Atom.OK);
        }
    }

    // What the code says

    /** An {@code alias} that is to be used. An alias of that name that is used already will do. */
    public synchronized void addAlias(Atom name, Object meta) {
        aliases.putIfAbsent(name, meta);
    }

    public synchronized void useAlias(Atom name) {
        aliases.put(name, USED);
    }

    /** @param only {@code [{name, arity}]}, empty for the whole module */
    public synchronized void addImport(Atom module, Object only, Object meta, boolean warn) {
        if (!warn) {
            imports.remove(module);
            return;
        }
        Map<Object, Object> names =
                only instanceof Cons && imports.containsKey(module) ? imports.get(module) : new LinkedHashMap<>();
        names.put(module, meta);
        for (Object rest = only; rest instanceof Cons cell; rest = cell.tail()) {
            names.put(cell.head, meta);
        }
        imports.put(module, names);
    }

    public synchronized void useImport(Atom module, Object nameAndArity, Mode mode) {
        Map<Object, Object> names = imports.get(module);
        if (names != null) {
            names.remove(module);
            names.remove(nameAndArity);
        }
        refer(module, mode);
    }

    /** A {@code require} none of whose macros has been used. */
    private record Require(Object meta, @Nullable Atom alias) {}

    /**
     * A {@code require} of a module whose macros are to be used.
     *
     * @param alias the name that it gives the module
     */
    public synchronized void addRequire(Atom module, Object meta, @Nullable Atom alias) {
        requires.put(module, new Require(meta, alias));
    }

    /** A reference to a module. One that is needed to compile stays so. */
    public synchronized void refer(Atom module, Mode mode) {
        if (mode == Mode.COMPILE) {
            requires.remove(module);
            references.put(module, mode);
        } else {
            references.putIfAbsent(module, mode);
        }
    }

    /** The module's list of functions, or its struct, is needed. */
    public synchronized void addExport(Atom module) {
        exports.add(module);
    }

    public synchronized void addCompileEnv(Object read) {
        compileEnv.add(read);
    }

    // What is asked

    /** {@code {compile, exports, runtime, compile_env}}. */
    public synchronized Tuple references() {
        ListBuilder compile = new ListBuilder();
        ListBuilder runtime = new ListBuilder();
        references.forEach((module, mode) -> (mode == Mode.COMPILE ? compile : runtime).add(module));
        ListBuilder exported = new ListBuilder();
        exports.forEach(exported::add);
        ListBuilder read = new ListBuilder();
        compileEnv.forEach(read::add);
        return Tuple.of(compile.finish(), exported.finish(), runtime.finish(), read.finish());
    }

    /** {@code [{alias, meta}]}. */
    public synchronized Object unusedAliases() {
        ListBuilder out = new ListBuilder();
        aliases.forEach((name, meta) -> {
            if (meta != USED) {
                out.add(new Tuple2(name, meta));
            }
        });
        return out.finish();
    }

    /** {@code [{module, %{module or {name, arity} => meta}}]}. */
    public synchronized Object unusedImports() {
        ListBuilder out = new ListBuilder();
        imports.forEach((module, names) -> {
            ElixirMap map = ElixirMap.EMPTY;
            for (Map.Entry<Object, Object> entry : names.entrySet()) {
                map = map.put(entry.getKey(), entry.getValue());
            }
            out.add(new Tuple2(module, map));
        });
        return out.finish();
    }

    /** {@code [{module, meta, alias or false, whether the alias is used}]}. */
    public synchronized Object unusedRequires() {
        ListBuilder out = new ListBuilder();
        requires.forEach((module, require) -> {
            Object alias = require.alias == null ? Atom.FALSE : require.alias;
            out.add(Tuple.of(module, require.meta, alias, Atom.of(isUsed(require.alias))));
        });
        return out.finish();
    }

    private boolean isUsed(@Nullable Atom alias) {
        return alias != null && aliases.get(alias) == USED;
    }

    /** A directive that nothing has used, in words. */
    public record Unused(Object meta, String text) {}

    public synchronized List<Unused> unused() {
        List<Unused> out = new ArrayList<>();
        aliases.forEach((name, meta) -> {
            if (meta != USED) {
                out.add(new Unused(meta, "unused alias " + Names.inspect(name)));
            }
        });
        imports.forEach((module, names) -> unusedImport(module, names, out));
        requires.forEach((module, require) -> {
            String hint = require.alias == null
                    ? ""
                    : isUsed(require.alias) ? " (convert it to an alias instead)" : " (the alias is also unused)";
            out.add(new Unused(require.meta, "unused require " + Names.inspect(module) + hint));
        });
        return out;
    }

    private static void unusedImport(Atom module, Map<Object, Object> names, List<Unused> out) {
        String shown = Names.inspect(module);
        if (names.containsKey(module)) {
            out.add(new Unused(names.get(module), "unused import " + shown));
            return;
        }
        names.forEach((name, meta) -> {
            if (name instanceof Tuple2 pair && pair.e0 instanceof Atom function) {
                out.add(new Unused(meta, "unused import " + shown + "." + Names.function(function) + "/" + pair.e1));
            }
        });
    }
}
