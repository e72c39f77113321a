package org.jlixir.runtime.code;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/** One loaded version of a module: its exported functions and the data that came with it. Safe for any thread. */
public class ModuleVersion {
    private final Atom name;
    private final Map<Atom, Fun[]> exports = new HashMap<>();
    private final List<Fun> inOrder = new ArrayList<>();
    private final @Nullable Class<?> mainClass;
    private volatile @Nullable ModuleData data;
    private final Supplier<ModuleData> loadData;
    private final @Nullable String file;
    private volatile boolean current = true;

    /**
     * @param loadData called when somebody asks for what comes with the functions
     * @param file where it was loaded from, see {@link #file}
     */
    ModuleVersion(Atom name, @Nullable Class<?> mainClass, Supplier<ModuleData> loadData, @Nullable String file) {
        this.file = file;
        this.name = name;
        this.mainClass = mainClass;
        this.loadData = loadData;
    }

    /** A module that has functions and nothing else. */
    protected ModuleVersion(Atom name) {
        this(name, null, () -> ModuleData.NONE, null);
    }

    /** The file that it was loaded from, {@link CodeServer#CLASS_PATH}, or null for a module that was compiled in memory. */
    public @Nullable String file() {
        return file;
    }

    void export(Fun function) {
        inOrder.add(function);
        Fun[] byArity = exports.get(function.name());
        int arity = function.arity();
        if (byArity == null || byArity.length <= arity) {
            Fun[] longer = new Fun[arity + 1];
            if (byArity != null) {
                System.arraycopy(byArity, 0, longer, 0, byArity.length);
            }
            byArity = longer;
            exports.put(function.name(), byArity);
        }
        byArity[arity] = function;
    }

    /** The class whose static methods the functions are; null for a module of built-ins, which may have several. */
    public @Nullable Class<?> mainClass() {
        return mainClass;
    }

    public Atom name() {
        return name;
    }

    /** The exported function, or null. */
    public @Nullable Fun function(Atom function, int arity) {
        Fun[] byArity = exports.get(function);
        return byArity != null && arity < byArity.length ? byArity[arity] : null;
    }

    public boolean exports(Atom function, int arity) {
        return function(function, arity) != null;
    }

    /** The exported functions. */
    public List<Fun> functions() {
        return List.copyOf(inOrder);
    }

    private ModuleData data() {
        ModuleData loaded = data;
        if (loaded == null) {
            loaded = loadData.get();
            data = loaded;
        }
        return loaded;
    }

    /** The persisted attributes: a keyword list. */
    public Object attributes() {
        return data().attributes();
    }

    /** Docs, specs and so on by chunk name: a keyword list. */
    public Object chunks() {
        return data().chunks();
    }

    /** False once a newer version is loaded or the module is gone. */
    public boolean isCurrent() {
        return current;
    }

    void retire() {
        current = false;
    }
}
