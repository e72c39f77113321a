package org.jlixir.runtime.code;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.java.JavaClasses;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The loaded modules of a node. Safe for any thread. */
public final class CodeServer {
    /** In place of the name of a file: the module is one of those that jlixir comes with. */
    public static final String CLASS_PATH = "";

    private final ConcurrentHashMap<Atom, ModuleVersion> modules = new ConcurrentHashMap<>();
    private final Set<Atom> absent = ConcurrentHashMap.newKeySet();
    private final CallSites callSites = new CallSites();
    private final OldCode oldCode = new OldCode();
    private final CodePath path = new CodePath();
    private final JavaClasses java = new JavaClasses();
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable UnaryOperator<Map<String, byte[]>> instrumentation;
    private volatile Autoload autoload = (_, _) -> false;

    /** Loads a module that is not there when it is first called. */
    @FunctionalInterface
    public interface Autoload {
        /** @return true when the module has been loaded */
        boolean load(Proc self, Atom module);
    }

    public void setAutoload(Autoload autoload) {
        this.autoload = autoload;
    }

    CallSites callSites() {
        return callSites;
    }

    /** The versions of modules before the current ones. */
    public OldCode oldCode() {
        return oldCode;
    }

    /** Where modules that are neither loaded nor on the class path are looked for. */
    public CodePath path() {
        return path;
    }

    /** The Java classes that programs can call as modules. */
    public JavaClasses java() {
        return java;
    }

    /**
     * Adds a jar, or a folder of class files, in which Java classes are looked for.
     *
     * @return false when there is no such file or folder
     */
    public boolean addToClassPath(Path entry) {
        boolean added = java.addToClassPath(entry);
        absent.clear();
        return added;
    }

    /**
     * Makes the module the current version of its name; calls that are bound to the version before it follow. Processes that
     * run in the version before that one are killed.
     */
    public ModuleVersion load(Proc self, CompiledModule module) {
        return load(self, module, null);
    }

    /**
     * As {@link #load(Proc, CompiledModule)}.
     *
     * @param file the file that the module says it comes from, null for none
     */
    public ModuleVersion load(Proc self, CompiledModule module, @Nullable String file) {
        oldCode.purge(self, module.name());
        return replace(module, file);
    }

    /** Has the class files of each module that is loaded from now on changed, for example to note which code runs. */
    public void instrument(UnaryOperator<Map<String, byte[]>> change) {
        instrumentation = change;
    }

    private ModuleVersion replace(CompiledModule compiled, @Nullable String file) {
        UnaryOperator<Map<String, byte[]>> change = instrumentation;
        CompiledModule module = change == null ? compiled : compiled.withClasses(change.apply(compiled.classes()));
        ModuleLoader loader = new ModuleLoader(CodeServer.class.getClassLoader(), module);
        ModuleData data = new ModuleData(module.attributes(), module.chunks());
        ModuleVersion version;
        try {
            Class<?> main = Class.forName(module.mainClass().replace('/', '.'), true, loader);
            Class<?> functions = Class.forName(module.mainClass().replace('/', '.') + "$Fun", true, loader);
            version = version(module.name(), main, functions, () -> data, file);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the compiled module lacks a class", e);
        }
        ModuleVersion old = modules.put(module.name(), version);
        changes.incrementAndGet();
        absent.remove(module.name());
        if (old != null) {
            old.retire();
            oldCode.add(old);
        }
        callSites.relink(module.name());
        return version;
    }

    /** Loads classes that belong to no module's name, to be called once. @return their first exported function */
    public static Fun loadUnnamed(CompiledModule module, @Nullable String scriptFile) {
        ModuleLoader loader = new ModuleLoader(CodeServer.class.getClassLoader(), module, scriptFile);
        try {
            Class<?> functions = Class.forName(module.mainClass().replace('/', '.') + "$Fun", true, loader);
            return ((Fun[]) functions.getField("FUNCTIONS").get(null))[0];
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the compiled code lacks its class", e);
        }
    }

    /** The file, seen from where it was compiled, whose code outside of functions has made {@code function}; null when a module has, or evaluated text. */
    public static @Nullable String scriptFile(Fun function) {
        return function.getClass().getClassLoader() instanceof ModuleLoader loader ? loader.scriptFile() : null;
    }

    private static ModuleVersion version(
            Atom name, Class<?> main, Class<?> functions, Supplier<ModuleData> data, @Nullable String file) {
        ModuleVersion version = new ModuleVersion(name, main, data, file);
        try {
            Field table = functions.getField("FUNCTIONS");
            Field exported = functions.getField("EXPORTED");
            Fun[] all = (Fun[]) table.get(null);
            int count = exported.getInt(null);
            for (int i = 0; i < count; i++) {
                version.export(all[i]);
            }
            return version;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a module's class: " + functions, e);
        }
    }

    /** Makes the current version an old one. @return false when there is no current version, or still an old one */
    public boolean delete(Atom module) {
        if (oldCode.has(module)) {
            return false;
        }
        ModuleVersion old = modules.get(module);
        if (old == null || !forget(module)) {
            return false;
        }
        oldCode.add(old);
        return true;
    }

    /** Forgets the module, whoever runs in it. @return false when it was not loaded */
    public boolean forget(Atom module) {
        oldCode.forget(module);
        ModuleVersion old = modules.remove(module);
        if (old == null) {
            return false;
        }
        changes.incrementAndGet();
        old.retire();
        callSites.relink(module);
        return true;
    }

    /** Counts the modules loaded or forgotten, those of the class path apart: for who remembers what the modules say. */
    public long changes() {
        return changes.get();
    }

    /**
     * The current version, loaded from the class path or the folders of the code path if it is there; null when there is none.
     * Compiles nothing.
     */
    public @Nullable ModuleVersion find(Atom module) {
        ModuleVersion version = present(module);
        if (version != null) {
            return version;
        }
        CodePath.Stored stored = path.module(module);
        return stored == null ? null : replace(stored.module(), stored.file());
    }

    /** As {@link #find}, but from no folder. */
    public @Nullable ModuleVersion present(Atom module) {
        ModuleVersion version = modules.get(module);
        if (version != null || absent.contains(module)) {
            return version;
        }
        version = fromClassPath(module);
        if (version == null) {
            absent.add(module);
            return null;
        }
        ModuleVersion other = modules.putIfAbsent(module, version);
        return other != null ? other : version;
    }

    private @Nullable ModuleVersion fromClassPath(Atom module) {
        String main = ModuleNames.className(module).replace('/', '.');
        ClassLoader loader = CodeServer.class.getClassLoader();
        Class<?> functions;
        try {
            functions = Class.forName(main + "$Fun", true, loader);
        } catch (ClassNotFoundException _) {
            ModuleVersion builtin = BuiltinModules.find(module);
            return builtin != null ? builtin : java.find(module);
        }
        try {
            Class<?> mainClass = Class.forName(main, false, loader);
            ModuleVersion version = version(
                    module,
                    mainClass,
                    functions,
                    () -> ModuleData.read(ModuleNames.className(module), loader),
                    CLASS_PATH);
            BuiltinModules.addTo(version);
            return version;
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("half of a module on the class path", e);
        }
    }

    /** The modules loaded so far. */
    public Set<Atom> loaded() {
        return Set.copyOf(modules.keySet());
    }

    /**
     * The exported function, its module loaded if need be.
     *
     * @throws ElixirException {@code :undef}, or what the module's {@code $handle_undefined_function} gives
     */
    public Fun resolve(Proc self, Atom module, Atom function, int arity) {
        Fun fun = lookup(self, module, function, arity);
        if (fun == null) {
            throw ElixirException.undefined(module, function, arity);
        }
        return fun;
    }

    /** As {@link #resolve}, null when there is no such function. */
    public @Nullable Fun lookup(Proc self, Atom module, Atom function, int arity) {
        ModuleVersion version = find(module);
        if (version == null && autoload.load(self, module)) {
            version = modules.get(module);
        }
        return version == null ? null : version.function(function, arity);
    }

    /** Calls an exported function from Java and answers its value. */
    public Object call(Proc self, Atom module, Atom function, Object... arguments) {
        Fun fun = lookup(self, module, function, arguments.length);
        if (fun == null) {
            throw ElixirException.undefined(module, function, arguments);
        }
        return self.applyMany(fun, arguments);
    }

    /** {@code [{function, arity}]} of a module's exports. */
    public static Object exportList(ModuleVersion version) {
        return TermList.from(version.functions().stream()
                .map(fun -> Tuple.of(fun.name(), (long) fun.arity()))
                .toList());
    }
}
