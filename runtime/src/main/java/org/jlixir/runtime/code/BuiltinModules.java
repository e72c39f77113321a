package org.jlixir.runtime.code;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    private record Key(Atom module, Atom function, int arity) {}

    private final Map<Key, Entry> entries = new HashMap<>();
    private final Map<Atom, List<Entry>> byModule = new HashMap<>();

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

    private void addAll(List<Class<?>> classes) {
        for (Class<?> type : classes) {
            Atom module = Atom.of(type.getAnnotation(ErlangModule.class).value());
            for (Method method : type.getDeclaredMethods()) {
                Builtin builtin = method.getAnnotation(Builtin.class);
                if (builtin != null && Modifier.isStatic(method.getModifiers())) {
                    add(module, method, builtin);
                }
            }
        }
    }

    private void add(Atom module, Method method, Builtin builtin) {
        boolean takesProc = method.getParameterCount() > 0 && method.getParameterTypes()[0] == Proc.class;
        int arity = method.getParameterCount() - (takesProc ? 1 : 0);
        Entry entry = new Entry(module, Atom.of(builtin.value()), arity, method, takesProc, builtin);
        entries.put(new Key(module, entry.function, arity), entry);
        byModule.computeIfAbsent(module, _ -> new ArrayList<>()).add(entry);
    }

    /** The built-in of that name, or null. */
    public static @Nullable Entry find(Atom module, Atom function, int arity) {
        return Holder.TABLE.entries.get(new Key(module, function, arity));
    }

    /** A module of built-ins alone, or null. */
    static @Nullable ModuleVersion find(Atom module) {
        List<Entry> entries = Holder.TABLE.byModule.get(module);
        if (entries == null) {
            return null;
        }
        ModuleVersion version = new ModuleVersion(module, null, () -> ModuleData.NONE);
        entries.forEach(entry -> version.export(new BuiltinFun(entry)));
        BuiltinModuleInfo.addTo(version);
        return version;
    }

    /** Adds the built-ins of a module whose other functions are written in Elixir. */
    static void addTo(ModuleVersion version) {
        for (Entry entry : Holder.TABLE.byModule.getOrDefault(version.name(), List.of())) {
            if (!version.exports(entry.function, entry.arity)) {
                version.export(new BuiltinFun(entry));
            }
        }
    }
}
