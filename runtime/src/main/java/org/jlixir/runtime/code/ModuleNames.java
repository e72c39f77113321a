package org.jlixir.runtime.code;

import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * How Elixir's names appear in class files. {@code Foo.Bar} is the class {@code Elixir/Foo/Bar}; an Erlang-named module {@code
 * :m} is {@code erlang/m}; a function {@code f/2} is a static method {@code f@2}. Characters that the JVM refuses in names are
 * written as a backslash and a stand-in, as John Rose's <i>symbolic freedom in the VM</i> (2008) proposes.
 */
public final class ModuleNames {
    private static final String DANGEROUS = "/.;$<>[]:\\";
    private static final String PART = "-part-";
    private static final String ENUM = "Enum.";
    private static final String THEN = "-then-";
    private static final String STAND_INS = "|,?%^_{}!-";
    /** The package of classes made to run one expression: they belong to no module. */
    public static final String EVALUATION_PACKAGE = "jlixir/evaluation/";

    /** The module that such code says it is of, as on the BEAM. */
    public static final Atom EVALUATED = Atom.of("elixir_compiler_0");

    private ModuleNames() {}

    /** True for a class (binary name) made to run one expression. */
    public static boolean isEvaluation(String className) {
        return className.startsWith("jlixir.evaluation.");
    }

    /** The internal name of the class that holds the module's functions. */
    public static String className(Atom module) {
        String name = module.name();
        if (name.startsWith("Elixir.")) {
            StringBuilder out = new StringBuilder("Elixir");
            for (String part : name.substring(7).split("\\.", -1)) {
                out.append('/').append(part.isEmpty() ? "\\=" : mangle(part));
            }
            return out.toString();
        }
        return "erlang/" + mangle(name);
    }

    /** The module that a class (binary or internal name) holds code of, or null for a class of Java's. */
    public static @Nullable Atom moduleOf(String className) {
        String name = className.replace('.', '/');
        int inner = name.indexOf('$');
        if (inner >= 0) {
            name = name.substring(0, inner);
        }
        if (name.startsWith("Elixir/")) {
            return Atom.of(demangle(name.replace("\\=", "")).replace('/', '.'));
        }
        return name.startsWith("erlang/") ? Atom.of(demangle(name.substring(7))) : null;
    }

    public static String methodName(String function, int arity) {
        return mangle(function) + "@" + arity;
    }

    /**
     * The name of a loop that goes on with the code of its caller.
     *
     * @param loop the function that the loop was, with its arity
     * @param caller likewise
     */
    public static String continued(String loop, String caller) {
        return "-" + loop + THEN + caller + "-";
    }

    /** The functions that a loop and its caller are, as {@code name/arity}; empty when {@code function} is no such loop. */
    static List<String> continuedOf(String function) {
        if (!function.startsWith("-") || !function.endsWith("-")) {
            return List.of();
        }
        // Functions may have any name, one with that word in it too.
        for (int then = function.indexOf(THEN); then > 0; then = function.indexOf(THEN, then + 1)) {
            int next = then + THEN.length();
            if (next < function.length()
                    && hasArity(function.substring(1, then))
                    && hasArity(function.substring(next, function.length() - 1))) {
                return List.of(function.substring(1, then), function.substring(next, function.length() - 1));
            }
        }
        return List.of();
    }

    /** True for {@code name/arity}. */
    private static boolean hasArity(String function) {
        int slash = function.lastIndexOf('/');
        return slash > 0
                && slash < function.length() - 1
                && function.chars().skip(slash + 1L).allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** The name of a function made of a part of another one that was too large for one method. */
    public static String part(String function, int arity, int number) {
        return "-" + function + "/" + arity + PART + number + "-";
    }

    /**
     * The name of a loop of {@code Enum} that stands in the module of its caller.
     *
     * @param step the function that it calls with each element, a generated one
     * @param frame the function that it stands for, with its arity
     */
    public static String enumLoop(String step, String frame) {
        return step + ENUM + frame;
    }

    /** What the function of {@code Enum} is that a loop stands for, as {@code name/arity}; null when {@code function} is no such loop. */
    public static @Nullable String enumLoopOf(String function) {
        int start = function.indexOf("-" + ENUM);
        return function.startsWith("-") && start > 0 ? function.substring(start + 1 + ENUM.length()) : null;
    }

    /** What the function is that a part was made of, as {@code name/arity}; null when {@code function} is no part. */
    public static @Nullable String wholeOf(String function) {
        int end = function.lastIndexOf(PART);
        return function.startsWith("-") && end > 0 ? function.substring(1, end) : null;
    }

    public static String mangle(String name) {
        StringBuilder out = null;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            int place = DANGEROUS.indexOf(c);
            if (place >= 0 && out == null) {
                out = new StringBuilder(name.substring(0, i));
            }
            if (out != null) {
                if (place >= 0) {
                    out.append('\\').append(STAND_INS.charAt(place));
                } else {
                    out.append(c);
                }
            }
        }
        if (out != null) {
            return out.toString();
        }
        return name.isEmpty() ? "\\=" : name;
    }

    public static String demangle(String name) {
        if (name.indexOf('\\') < 0) {
            return name;
        }
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c == '\\' && i + 1 < name.length()) {
                int place = STAND_INS.indexOf(name.charAt(++i));
                if (place >= 0) {
                    out.append(DANGEROUS.charAt(place));
                }
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
