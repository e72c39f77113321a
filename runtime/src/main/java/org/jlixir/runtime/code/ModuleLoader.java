package org.jlixir.runtime.code;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Defines the classes of one module version, which live as long as anything refers to it. */
final class ModuleLoader extends ClassLoader {
    private final Map<String, byte[]> classes;
    private final Object[] constants;
    private final @Nullable String scriptFile;

    static {
        registerAsParallelCapable();
    }

    ModuleLoader(ClassLoader parent, CompiledModule module) {
        this(parent, module, null);
    }

    /** @param scriptFile the file whose code outside of functions this is */
    ModuleLoader(ClassLoader parent, CompiledModule module, @Nullable String scriptFile) {
        super(parent);
        this.scriptFile = scriptFile;
        this.classes = new ConcurrentHashMap<>(module.classes());
        this.constants = module.constants();
    }

    /** Terms that have no text form (processes, functions) and are passed to the code as they are. */
    Object[] constants() {
        return constants;
    }

    @Nullable
    String scriptFile() {
        return scriptFile;
    }

    /** Its own classes come first: a module may replace one of the standard library. */
    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            byte[] bytes = classes.remove(name.replace('.', '/'));
            return bytes == null ? super.loadClass(name, resolve) : defineClass(name, bytes, 0, bytes.length);
        }
    }
}
