package org.jlixir.runtime.code;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;

/**
 * Writes down which functions classes of built-ins have, when jlixir is built: reading annotations takes the JVM tens of milliseconds at
 * the start of each program. {@link BuiltinModules} reads the table.
 */
public final class BuiltinTableBuild {
    private BuiltinTableBuild() {}

    /** @param arguments the name of a class that is a {@link BuiltinClasses}, and the folder of class files to which its table goes */
    public static void main(String[] arguments) throws ReflectiveOperationException, IOException {
        BuiltinClasses offer = Class.forName(arguments[0])
                .asSubclass(BuiltinClasses.class)
                .getDeclaredConstructor()
                .newInstance();
        Path table = Path.of(arguments[1], offer.table());
        Files.createDirectories(table.getParent());
        Files.write(table, table(offer.classes()));
    }

    /** The modules with the length of what follows, so that those which are not needed can be passed over, and their functions. */
    static byte[] table(List<Class<?>> classes) throws IOException {
        Map<String, List<Class<?>>> modules = new TreeMap<>();
        for (Class<?> type : classes) {
            String module = type.getAnnotation(ErlangModule.class).value();
            modules.computeIfAbsent(module, _ -> new ArrayList<>()).add(type);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(modules.size());
        for (var module : modules.entrySet()) {
            byte[] functions = functions(module.getValue());
            out.writeUTF(module.getKey());
            out.writeInt(functions.length);
            out.write(functions);
        }
        return bytes.toByteArray();
    }

    private static byte[] functions(List<Class<?>> classes) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeShort(classes.size());
        Set<String> functions = new HashSet<>();
        for (Class<?> type : classes) {
            List<Method> methods = builtins(type);
            out.writeUTF(type.getName().replace('.', '/'));
            out.writeShort(methods.size());
            for (Method method : methods) {
                Builtin builtin = method.getAnnotation(Builtin.class);
                boolean takesProc = takesProc(method);
                int arity = method.getParameterCount() - (takesProc ? 1 : 0);
                if (!functions.add(builtin.value() + "/" + arity)) {
                    throw new IllegalStateException("a built-in that is there already: " + method);
                }
                out.writeUTF(builtin.value());
                out.writeUTF(method.getName());
                out.writeByte(arity);
                out.writeByte(BuiltinTraits.of(builtin, takesProc).bits());
            }
        }
        return bytes.toByteArray();
    }

    /** In an order that does not change from build to build, as that of the JVM may. */
    private static List<Method> builtins(Class<?> type) {
        List<Method> methods = new ArrayList<>();
        for (Method method : type.getDeclaredMethods()) {
            if (method.isAnnotationPresent(Builtin.class)) {
                check(method);
                methods.add(method);
            }
        }
        methods.sort(Comparator.comparing(Method::getName)
                .thenComparing(method -> MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString()));
        return methods;
    }

    private static boolean takesProc(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Proc.class;
    }

    private static void check(Method method) {
        boolean fits = Modifier.isStatic(method.getModifiers())
                && Modifier.isPublic(method.getModifiers())
                && method.getReturnType() == Object.class;
        Class<?>[] parameters = method.getParameterTypes();
        for (int i = takesProc(method) ? 1 : 0; i < parameters.length; i++) {
            fits &= parameters[i] == Object.class;
        }
        if (!fits) {
            throw new IllegalStateException(
                    "a built-in is a public static method from a process, which can be left out, and terms to a term: "
                            + method);
        }
    }
}
