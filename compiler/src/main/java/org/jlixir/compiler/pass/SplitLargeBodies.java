package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;

/**
 * Makes several functions of one whose code is too large for a method: HotSpot compiles none beyond 8,000 bytes, the JVM takes none
 * beyond 64 KiB. Parts of its body become functions of their variables, {@link CoreFunction#part() parts}, that it calls.
 */
public final class SplitLargeBodies {
    /** In units of {@link CodeSize}; leaves room for what the estimate does not see. */
    private static final int LIMIT = 1_200;

    private SplitLargeBodies() {}

    /** The same module, no method of which is thought to be too large, as far as its code can be divided. */
    public static CoreModule split(CoreModule module) {
        List<CoreFunction> functions = new ArrayList<>();
        boolean changed = false;
        for (CoreFunction function : module.functions()) {
            if (fits(function.body())) {
                functions.add(function);
            } else {
                changed = true;
                Parts parts = new Parts(function, functions);
                Core body = new BodySplitter(LIMIT, parts).split(function.body());
                functions.add(function.withBody(body));
            }
        }
        return changed ? module.withFunctions(List.copyOf(functions)) : module;
    }

    /** True when neither the body nor that of a closure in it is too large. */
    private static boolean fits(Core body) {
        CodeSize sizes = new CodeSize();
        return sizes.of(body) <= LIMIT && closuresFit(body);
    }

    private static boolean closuresFit(Core core) {
        if (core instanceof Core.Closure closure) {
            return closure.captured().size() <= Parts.MAX_VARIABLES && fits(closure.body());
        }
        boolean[] all = {true};
        Children.forEach(core, part -> all[0] = all[0] && closuresFit(part));
        return all[0];
    }
}
