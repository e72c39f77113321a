package org.jlixir.runtime.error;

import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The function that a frame of a Java stack belongs to, under its Elixir name.
 *
 * @param function its name; of an anonymous function such as {@code -name/1-fun-0-}
 * @param line in its source; 0 if it is not known, and for built-ins
 */
public record ElixirFrame(Atom module, String function, long arity, int line) {
    private static final String LOOP = "-for-";
    private static final String STEP = "-step-";
    private static final String BUILTINS = "org.jlixir.runtime.erlang.";

    /**
     * The function that a generated method belongs to.
     *
     * @param className the binary name
     * @param lineNumber as the class file has it, see {@link FrameLines}
     * @return null for a method of Java's, or one that is none of a function
     */
    public static @Nullable ElixirFrame of(String className, String methodName, int lineNumber) {
        String method = FrameLines.method(methodName, lineNumber);
        int at = method.lastIndexOf('@');
        if (at < 0) {
            return null;
        }
        boolean evaluated = ModuleNames.isEvaluation(className);
        Atom module = evaluated ? ModuleNames.EVALUATED : ModuleNames.moduleOf(className);
        if (module == null) {
            return null;
        }
        String function = ModuleNames.demangle(method.substring(0, at));
        int line = FrameLines.line(methodName, lineNumber);
        if (evaluated && !function.startsWith("-")) {
            // The variables that such code finds are its parameters here; on the BEAM it has one.
            return new ElixirFrame(module, function, 1, line);
        }
        if (function.startsWith("-") && function.contains(LOOP)) {
            // The loop of a comprehension: on the BEAM the body of one is a function of an element and what is
            // collected.
            String name = function.replace(LOOP, "-fun-");
            String whole = name.endsWith(STEP) ? name.substring(0, name.length() - STEP.length() + 1) : name;
            return new ElixirFrame(module, whole, 2, line);
        }
        String whole = ModuleNames.wholeOf(function);
        return whole == null
                ? new ElixirFrame(module, function, arity(method, at), line)
                : new ElixirFrame(module, whole.substring(0, whole.lastIndexOf('/')), arity(whole), line);
    }

    private static long arity(String nameAndArity) {
        return Long.parseLong(nameAndArity.substring(nameAndArity.lastIndexOf('/') + 1));
    }

    /** The digits after {@code @}; a number that makes the name unique may follow them. */
    private static long arity(String method, int at) {
        int end = at + 1;
        while (end < method.length() && Character.isDigit(method.charAt(end))) {
            end++;
        }
        return end == at + 1 ? 0 : Long.parseLong(method, at + 1, end, 10);
    }

    /**
     * The built-in that a Java method is, {@code :lists.foo/2}.
     *
     * @return null for any other method, and for a built-in that does nothing but raise
     */
    public static @Nullable ElixirFrame ofBuiltin(String className, String methodName) {
        if (!className.startsWith(BUILTINS)) {
            return null;
        }
        try {
            Class<?> type = Class.forName(className);
            ErlangModule module = type.getAnnotation(ErlangModule.class);
            if (module == null) {
                return null;
            }
            for (java.lang.reflect.Method candidate : type.getDeclaredMethods()) {
                Builtin builtin = candidate.getAnnotation(Builtin.class);
                if (builtin != null && !builtin.raises() && candidate.getName().equals(methodName)) {
                    int arity = candidate.getParameterCount();
                    boolean takesProc = arity > 0 && candidate.getParameterTypes()[0] == Proc.class;
                    return new ElixirFrame(Atom.of(module.value()), builtin.value(), takesProc ? arity - 1 : arity, 0);
                }
            }
            return null;
        } catch (ClassNotFoundException _) {
            return null;
        }
    }
}
