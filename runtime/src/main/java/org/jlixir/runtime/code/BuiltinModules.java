package org.jlixir.runtime.code;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.Builtins;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/** The Erlang modules that are written in Java: a table of their functions, and function values for them. */
public final class BuiltinModules {
    /**
     * A built-in function.
     *
     * @param takesProc the method's first parameter is the calling process
     */
    public record Entry(Atom module, Atom function, int arity, Method method, boolean takesProc, Builtin properties) {}

    private record Key(Atom function, int arity) {}

    private final Map<Atom, List<Class<?>>> classes = new HashMap<>();

    /** Filled module by module: a program calls few of them, and reading the annotations of all is felt at start. */
    private final Map<Atom, Map<Key, Entry>> modules = new ConcurrentHashMap<>();

    private BuiltinModules() {
        addAll(Builtins.CLASSES);
        for (BuiltinClasses more :
                java.util.ServiceLoader.load(BuiltinClasses.class, BuiltinModules.class.getClassLoader())) {
            addAll(more.classes());
        }
    }

    private static final class Holder {
        static final BuiltinModules TABLE = new BuiltinModules();
    }

    /** The modules that have functions written in Java. */
    public static java.util.Set<Atom> names() {
        return Holder.TABLE.classes.keySet();
    }

    private void addAll(List<Class<?>> more) {
        for (Class<?> type : more) {
            Atom module = Atom.of(type.getAnnotation(ErlangModule.class).value());
            classes.computeIfAbsent(module, _ -> new ArrayList<>()).add(type);
        }
    }

    /** The built-ins of a module; none when it has none. */
    private static Map<Key, Entry> entries(Atom module) {
        if (module.name().startsWith("Elixir.")) {
            return Map.of();
        }
        Map<Key, Entry> known = Holder.TABLE.modules.get(module);
        if (known != null) {
            return known;
        }
        List<Class<?>> classes = Holder.TABLE.classes.get(module);
        return classes == null ? Map.of() : Holder.TABLE.modules.computeIfAbsent(module, _ -> read(module, classes));
    }

    private static Map<Key, Entry> read(Atom module, List<Class<?>> classes) {
        Map<Key, Entry> entries = new LinkedHashMap<>();
        for (Class<?> type : classes) {
            for (Method method : type.getDeclaredMethods()) {
                Builtin builtin = method.getAnnotation(Builtin.class);
                if (builtin != null && Modifier.isStatic(method.getModifiers())) {
                    Entry entry = entry(module, method, builtin);
                    entries.put(new Key(entry.function, entry.arity), entry);
                }
            }
        }
        return entries;
    }

    private static Entry entry(Atom module, Method method, Builtin builtin) {
        boolean takesProc = method.getParameterCount() > 0 && method.getParameterTypes()[0] == Proc.class;
        int arity = method.getParameterCount() - (takesProc ? 1 : 0);
        return new Entry(module, Atom.of(builtin.value()), arity, method, takesProc, builtin);
    }

    /** The built-in of that name, or null. */
    public static @Nullable Entry find(Atom module, Atom function, int arity) {
        return entries(module).get(new Key(function, arity));
    }

    /** A module of built-ins alone, or null. */
    static @Nullable ModuleVersion find(Atom module) {
        Map<Key, Entry> entries = entries(module);
        if (entries.isEmpty()) {
            return null;
        }
        ModuleVersion version = new ModuleVersion(module, null, () -> ModuleData.NONE, CodeServer.CLASS_PATH);
        entries.values().forEach(entry -> version.export(new BuiltinFun(entry)));
        BuiltinModuleInfo.addTo(version);
        return version;
    }

    /** Adds the built-ins of a module whose other functions are written in Elixir. */
    static void addTo(ModuleVersion version) {
        for (Entry entry : entries(version.name()).values()) {
            if (!version.exports(entry.function, entry.arity)) {
                version.export(new BuiltinFun(entry));
            }
        }
    }
}
