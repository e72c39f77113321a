package org.jlixir.runtime.code;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.erlang.Builtins;
import org.jlixir.runtime.resource.ProgramJar;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/** The Erlang modules that are written in Java: a table of their functions, and function values for them. */
public final class BuiltinModules {
    /**
     * A built-in function.
     *
     * @param owner the class of the method, by its internal name
     */
    public record Entry(Atom module, Atom function, int arity, String owner, String method, BuiltinTraits traits) {
        private static final String TERM = "Ljava/lang/Object;";
        private static final String PROCESS = "Lorg/jlixir/runtime/process/Proc;";

        /** The method's type as class files have it: a process, if it takes one, and terms to a term. */
        public String descriptor() {
            return "(" + (traits.takesProc() ? PROCESS : "") + TERM.repeat(arity) + ")" + TERM;
        }

        public Class<?> ownerClass() {
            try {
                return Class.forName(owner.replace('/', '.'), false, BuiltinModules.class.getClassLoader());
            } catch (ClassNotFoundException missing) {
                throw new IllegalStateException("the table of built-ins names a class that is not there", missing);
            }
        }
    }

    private record Key(Atom function, int arity) {}

    /** What the tables say of each module, not read yet. */
    private final Map<Atom, List<byte[]>> tables = new HashMap<>();

    /** Filled module by module: a program calls few of them. */
    private final Map<Atom, Map<Key, Entry>> modules = new ConcurrentHashMap<>();

    private BuiltinModules() {
        addAll(new Builtins());
        ServiceLoader.load(BuiltinClasses.class, BuiltinModules.class.getClassLoader())
                .forEach(this::addAll);
    }

    private static final class Holder {
        static final BuiltinModules TABLE = new BuiltinModules();
    }

    /** The modules that have functions written in Java. */
    public static Set<Atom> names() {
        return Holder.TABLE.tables.keySet();
    }

    private void addAll(BuiltinClasses more) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(ProgramJar.read(more.table())))) {
            for (int count = in.readUnsignedShort(); count > 0; count--) {
                Atom module = Atom.of(in.readUTF());
                byte[] functions = in.readNBytes(in.readInt());
                tables.computeIfAbsent(module, _ -> new ArrayList<>()).add(functions);
            }
        } catch (IOException damaged) {
            throw new IllegalStateException("the table " + more.table() + " is damaged", damaged);
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
        List<byte[]> found = Holder.TABLE.tables.get(module);
        return found == null ? Map.of() : Holder.TABLE.modules.computeIfAbsent(module, _ -> read(module, found));
    }

    private static Map<Key, Entry> read(Atom module, List<byte[]> tables) {
        Map<Key, Entry> entries = new LinkedHashMap<>();
        for (byte[] table : tables) {
            try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(table))) {
                for (int classes = in.readUnsignedShort(); classes > 0; classes--) {
                    String owner = in.readUTF();
                    for (int count = in.readUnsignedShort(); count > 0; count--) {
                        Atom function = Atom.of(in.readUTF());
                        String method = in.readUTF();
                        int arity = in.readUnsignedByte();
                        BuiltinTraits traits = BuiltinTraits.of(in.readUnsignedByte());
                        entries.put(
                                new Key(function, arity), new Entry(module, function, arity, owner, method, traits));
                    }
                }
            } catch (IOException damaged) {
                throw new IllegalStateException(damaged);
            }
        }
        return entries;
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
