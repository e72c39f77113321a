package org.jlixir.repl.profile;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jlixir.runtime.error.ElixirFrame;

/** Functions as stack traces show them, and macros as such. */
final class FunctionNames {
    private static final Pattern ANONYMOUS = Pattern.compile("-(.*)/(\\d+)-fun-\\d+-", Pattern.DOTALL);
    private static final Pattern PLAIN_MODULE = Pattern.compile("[a-z_][A-Za-z0-9_@]*");
    /** What may follow a dot without quotes: identifiers and operators. */
    private static final Pattern PLAIN_FUNCTION = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_@]*[?!]?|[-+*/<>=!&|^~@.]+");

    private static final String ELIXIR = "Elixir.";
    private static final String MACRO = "MACRO-";
    /** What stands in a file outside of modules. */
    private static final String FILE = "__FILE__";
    /** What stands in a module outside of functions. */
    private static final String BODY = "__MODULE__";

    private FunctionNames() {}

    static String of(ElixirFrame frame) {
        String module = module(frame.module().name());
        Matcher anonymous = ANONYMOUS.matcher(frame.function());
        if (anonymous.matches()) {
            return "anonymous fn/" + frame.arity() + " in "
                    + named(module, anonymous.group(1), Long.parseLong(anonymous.group(2)));
        }
        return named(module, frame.function(), frame.arity());
    }

    private static String named(String module, String function, long arity) {
        if (function.equals(FILE)) {
            return "(file)";
        }
        if (function.equals(BODY)) {
            return module + " (module)";
        }
        if (function.startsWith(MACRO)) {
            // The first argument of a macro's function is the environment of the caller.
            return "macro " + module + "." + function(function.substring(MACRO.length())) + "/" + (arity - 1);
        }
        return module + "." + function(function) + "/" + arity;
    }

    private static String module(String name) {
        if (name.startsWith(ELIXIR)) {
            return name.substring(ELIXIR.length());
        }
        return ":" + (PLAIN_MODULE.matcher(name).matches() ? name : quoted(name));
    }

    private static String function(String name) {
        return PLAIN_FUNCTION.matcher(name).matches() ? name : quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
