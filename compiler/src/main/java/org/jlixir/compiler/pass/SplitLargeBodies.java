package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.FunctionName;

/**
 * Makes several functions of one whose code is too large for a method: HotSpot compiles none beyond 8,000 bytes, the JVM takes none
 * beyond 64 KiB. Parts of its body become functions of their variables, {@link CoreFunction#isPart() parts}, that it calls.
 */
public final class SplitLargeBodies {
    /** In units of {@link CodeSize}; leaves room for what the estimate does not see. */
    public static final int LIMIT = 1_200;

    private SplitLargeBodies() {}

    /**
     * The same module, no method of which is thought to be too large, as far as its code can be divided.
     *
     * @param limits for functions of which parts are to be smaller than {@link #LIMIT}
     */
    public static CoreModule split(CoreModule module, Map<FunctionName, Integer> limits) {
        List<CoreFunction> functions = new ArrayList<>();
        boolean changed = false;
        for (CoreFunction function : module.functions()) {
            int limit = limits.getOrDefault(function.name(), LIMIT);
            if (fits(function.body(), limit)) {
                functions.add(function);
            } else {
                changed = true;
                Parts parts = new Parts(function, functions);
                Core body = new BodySplitter(limit, parts).split(function.body());
                functions.add(function.withBody(body));
            }
        }
        return changed ? module.withFunctions(List.copyOf(functions)) : module;
    }

    /** True when neither the body nor that of a closure in it is too large. */
    private static boolean fits(Core body, int limit) {
        CodeSize sizes = new CodeSize();
        return sizes.of(body) <= limit && closuresFit(body, limit);
    }

    private static boolean closuresFit(Core core, int limit) {
        if (core instanceof Core.Closure closure) {
            return closure.captured().size() <= Parts.MAX_VARIABLES && fits(closure.body(), limit);
        }
        boolean[] all = {true};
        Children.forEach(core, part -> all[0] = all[0] && closuresFit(part, limit));
        return all[0];
    }
}
