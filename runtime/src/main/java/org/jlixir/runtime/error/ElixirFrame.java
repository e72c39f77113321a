package org.jlixir.runtime.error;

import org.jlixir.runtime.code.FrameFiles;
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
 * @param file where its source is, where that is not what the class file says; null elsewhere
 * @param line in its source; 0 if it is not known, and for built-ins
 */
public record ElixirFrame(
        Atom module, String function, long arity, @Nullable String file, int line) {
    private static final String LOOP = "-for-";
    private static final Atom ENUM = Atom.of("Elixir.Enum");
    private static final String ENUM_FILE = "lib/enum.ex";
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
            return new ElixirFrame(module, function, 1, null, line);
        }
        String enumLoop = ModuleNames.enumLoopOf(function);
        if (enumLoop != null) {
            return new ElixirFrame(ENUM, withoutArity(enumLoop), arity(enumLoop), ENUM_FILE, 0);
        }
        if (function.startsWith("-") && function.contains(LOOP)) {
            // The loop of a comprehension over bits: on the BEAM the body of one is a function of an element and what
            // is
            // collected.
            return new ElixirFrame(module, function.replace(LOOP, "-fun-"), 2, null, line);
        }
        String whole = ModuleNames.wholeOf(function);
        return whole == null
                ? new ElixirFrame(module, function, arity(method, at), null, line)
                : new ElixirFrame(module, withoutArity(whole), arity(whole), null, line);
    }

    /** The source file of the function, given what the class file names as its source. */
    public String fileIn(String source) {
        return file == null ? FrameFiles.of(source, function, arity) : file;
    }

    private static String withoutArity(String nameAndArity) {
        return nameAndArity.substring(0, nameAndArity.lastIndexOf('/'));
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
                    return new ElixirFrame(
                            Atom.of(module.value()), builtin.value(), takesProc ? arity - 1 : arity, null, 0);
                }
            }
            return null;
        } catch (ClassNotFoundException _) {
            return null;
        }
    }
}
