package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandles;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/** The Java classes that a node's programs can name, with the jars and folders added to its class path. Safe for any thread. */
public final class JavaClasses {
    private static final Map<String, Class<?>> PRIMITIVES = Map.of(
            "boolean", boolean.class,
            "byte", byte.class,
            "char", char.class,
            "short", short.class,
            "int", int.class,
            "long", long.class,
            "float", float.class,
            "double", double.class);

    private final ConcurrentHashMap<Atom, JavaClass> classes = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Class<?>, Optional<Method>> functionalMethods = new ConcurrentHashMap<>();
    private final ToJava toJava = new ToJava(this);
    private volatile @Nullable ClassPath classPath;

    /** Jars and folders, with the class in whose name members of their classes are looked up. */
    private static final class ClassPath extends URLClassLoader {
        private MethodHandles.@Nullable Lookup lookup;

        static {
            registerAsParallelCapable();
        }

        ClassPath(ClassLoader parent) {
            super("classpath", new URL[0], parent);
        }

        void add(URL entry) {
            addURL(entry);
        }

        /**
         * Methods such as {@code DriverManager.getConnection} show their caller what its class loader sees: the caller has to be a
         * class of this one.
         */
        synchronized MethodHandles.Lookup lookup() {
            MethodHandles.Lookup known = lookup;
            if (known == null) {
                known = CallerClass.lookup((name, bytes) -> defineClass(name, bytes, 0, bytes.length));
                lookup = known;
            }
            return known;
        }
    }

    /**
     * Adds a jar, or a folder of class files.
     *
     * @return false when there is no such file or folder
     */
    public boolean addToClassPath(Path entry) {
        if (!Files.isReadable(entry)) {
            return false;
        }
        try {
            synchronized (this) {
                ClassPath path = classPath;
                if (path == null) {
                    path = new ClassPath(JavaClasses.class.getClassLoader());
                    classPath = path;
                }
                path.add(entry.toUri().toURL());
            }
            return true;
        } catch (MalformedURLException _) {
            return false;
        }
    }

    /** The loader that finds classes, services and resources of the class path. */
    public ClassLoader loader() {
        ClassPath path = classPath;
        return path == null ? JavaClasses.class.getClassLoader() : path;
    }

    ToJava toJava() {
        return toJava;
    }

    /** The one method that a function can stand for; null when the type is no functional interface. */
    @Nullable
    Method functionalMethod(Class<?> type) {
        return functionalMethods
                .computeIfAbsent(type, JavaClasses::onlyAbstractMethod)
                .orElse(null);
    }

    private static Optional<Method> onlyAbstractMethod(Class<?> type) {
        Method only = null;
        for (Method method : type.getMethods()) {
            if (!Modifier.isAbstract(method.getModifiers()) || isOfObject(method)) {
                continue;
            }
            if (only != null && !only.getName().equals(method.getName())) {
                return Optional.empty();
            }
            only = only == null || method.getReturnType() != Object.class ? method : only;
        }
        return Optional.ofNullable(only);
    }

    /** An interface may ask for {@code equals} and the like, which every object has. */
    private static boolean isOfObject(Method method) {
        try {
            return Modifier.isPublic(Object.class
                    .getMethod(method.getName(), method.getParameterTypes())
                    .getModifiers());
        } catch (NoSuchMethodException _) {
            return false;
        }
    }

    MethodHandles.Lookup lookup() {
        ClassPath path = classPath;
        return path == null ? MethodHandles.lookup() : path.lookup();
    }

    boolean hasClassPath() {
        return classPath != null;
    }

    /** Lets Java code that asks the thread for its class loader find what is on the class path. */
    void enter() {
        ClassPath path = classPath;
        if (path != null && Thread.currentThread().getContextClassLoader() != path) {
            Thread.currentThread().setContextClassLoader(path);
        }
    }

    /** The class that {@code name} names, null when there is none. */
    public @Nullable JavaClass find(Atom name) {
        if (!mayNameClass(name.name())) {
            return null;
        }
        JavaClass known = classes.get(name);
        if (known != null) {
            return known;
        }
        Class<?> type = type(name.name());
        if (type == null || type.isPrimitive()) {
            return null;
        }
        JavaClass made = new JavaClass(name, type, this);
        JavaClass other = classes.putIfAbsent(name, made);
        return other != null ? other : made;
    }

    private static boolean mayNameClass(String name) {
        return !name.startsWith("Elixir.")
                && (name.indexOf('.') > 0
                        || name.endsWith("[]")
                        || !name.isEmpty() && Character.isUpperCase(name.charAt(0)));
    }

    /**
     * The class of that name: {@code java.util.Map$Entry}, also written {@code java.util.Map.Entry}; {@code int[]}; a primitive type.
     */
    @Nullable
    Class<?> type(String name) {
        if (name.endsWith("[]")) {
            Class<?> element = type(name.substring(0, name.length() - 2));
            return element == null ? null : element.arrayType();
        }
        Class<?> primitive = PRIMITIVES.get(name);
        return primitive != null ? primitive : reference(name);
    }

    private @Nullable Class<?> reference(String name) {
        if (name.indexOf('/') >= 0 || name.startsWith("[")) {
            return null;
        }
        String candidate = name;
        while (true) {
            try {
                return Class.forName(candidate, false, loader());
            } catch (ClassNotFoundException | LinkageError _) {
                int dot = candidate.lastIndexOf('.');
                if (dot < 0) {
                    return null;
                }
                candidate = candidate.substring(0, dot) + "$" + candidate.substring(dot + 1);
            }
        }
    }
}
