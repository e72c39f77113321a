package org.jlixir.compiler;

import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jlixir.compiler.diagnostic.Diagnostics;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.LexicalTracker;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Everything about compiling that a running system owns: one a node. Safe for any thread. */
public final class CompilerState {
    private final Backend backend;
    private final ModuleHost modules;
    private final Diagnostics diagnostics = new Diagnostics();
    private final AtomicLong counter = new AtomicLong();
    private final Map<Atom, OpenModule> open = new ConcurrentHashMap<>();
    private final Map<Atom, OpenModule> readOnly = new ConcurrentHashMap<>();
    private final Map<Atom, Object> options = new ConcurrentHashMap<>();
    private final Map<Proc, Frame> frames = Collections.synchronizedMap(new WeakHashMap<>());
    private final Map<Proc, LexicalTracker> trackers = Collections.synchronizedMap(new WeakHashMap<>());
    private final ParallelModules parallel = new ParallelModules();
    private final Set<String> requiredFiles = ConcurrentHashMap.newKeySet();
    private volatile boolean checksModules = true;
    private volatile ModuleFinder finder = ModuleFinder.NONE;
    private volatile @Nullable Env kernelEnv;

    public CompilerState(Backend backend, ModuleHost modules) {
        this.backend = backend;
        this.modules = modules;
        options.put(Atom.of("docs"), Atom.TRUE);
        options.put(Atom.of("debug_info"), Atom.TRUE);
        options.put(Atom.of("ignore_already_consolidated"), Atom.FALSE);
        options.put(Atom.of("ignore_module_conflict"), Atom.FALSE);
        options.put(Atom.of("infer_signatures"), Atom.FALSE);
        options.put(Atom.of("on_undefined_variable"), Atom.of("raise"));
        options.put(Atom.of("parser_options"), TermList.of(Tuple.of(Atom.of("columns"), Atom.TRUE)));
        options.put(Atom.of("relative_paths"), Atom.TRUE);
        options.put(Atom.of("tracers"), EmptyList.NIL);
    }

    public Backend backend() {
        return backend;
    }

    public ModuleHost modules() {
        return modules;
    }

    public Diagnostics diagnostics() {
        return diagnostics;
    }

    /** A number that no other call on this node gives: for hygiene and generated names. */
    public long nextCounter() {
        return counter.incrementAndGet();
    }

    /** The modules that are compiled and whose {@code @after_compile} hooks run: they may be asked, not changed. */
    public Map<Atom, OpenModule> readOnlyModules() {
        return readOnly;
    }

    /** The modules that are being defined, by name. */
    public Map<Atom, OpenModule> openModules() {
        return open;
    }

    /** The compiler options that {@code Code.compiler_options/1} shows. */
    public Map<Atom, Object> options() {
        return options;
    }

    /** Lexical trackers by the process that stands for them. */
    public Map<Proc, LexicalTracker> trackers() {
        return trackers;
    }

    /** The files that are compiled side by side. */
    public ParallelModules parallel() {
        return parallel;
    }

    /** The files that {@code Code.require_file/1} has run. */
    public Set<String> requiredFiles() {
        return requiredFiles;
    }

    /** Makes a module the current one of its name. */
    public void load(Proc self, CompiledModule module) {
        modules.load(self, module);
        ProtocolImplementations.of(self.node()).forget();
    }

    /** Takes back a module that has been loaded. */
    public void unload(Proc self, Atom module) {
        modules.unload(self, module);
        ProtocolImplementations.of(self.node()).forget();
    }

    /**
     * Whether calls of functions of other modules, and behaviours, are checked when all is compiled: not while the modules of
     * the standard library come one by one.
     */
    public void checkModules(boolean on) {
        checksModules = on;
    }

    public boolean checksModules() {
        return checksModules;
    }

    public void findModulesWith(ModuleFinder newFinder) {
        finder = newFinder;
    }

    public ModuleFinder finder() {
        return finder;
    }

    /** An environment with {@code import Kernel} done, once Kernel is compiled. */
    public @Nullable Env kernelEnv() {
        return kernelEnv;
    }

    public void kernelEnv(Env env) {
        kernelEnv = env;
    }

    /** What the process has under way, made when first asked. */
    public Frame frame(Proc self) {
        return frames.computeIfAbsent(self, _ -> new Frame());
    }

    /** Drops what a process had under way when nothing of it is left. */
    void leaveIfIdle(Proc self) {
        frames.computeIfPresent(self, (_, frame) -> frame.isIdle() ? null : frame);
    }

    /**
     * The body of a module, kept from its expansion until its code runs.
     *
     * @param place where the module's name stands: a line, or {@code {line, column}}
     */
    public record Kept(Object form, Env env, Object place) {}

    private final Map<Long, Kept> kept = new ConcurrentHashMap<>();
    private final AtomicLong nextKept = new AtomicLong();

    /** Keeps the body of a module until it runs, in whatever process that is. @return its number */
    public long keep(Object form, Env env, Object place) {
        long number = nextKept.getAndIncrement();
        kept.put(number, new Kept(form, env, place));
        return number;
    }

    public Kept kept(long number) {
        return kept.get(number);
    }

    /** Forgets a form whose code does not run again. */
    public void release(long number) {
        kept.remove(number);
    }
}
