package org.jlixir.compiler.pass;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;

/** Finds receives. */
public final class Receives {
    private Receives() {}

    /** The parts of the code, itself included, that have a receive in them or in a function value that they make. By identity. */
    static Set<Core> holders(Core core) {
        Set<Core> holders = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(core, holders);
        return holders;
    }

    private static boolean collect(Core core, Set<Core> holders) {
        boolean[] found = {core instanceof Core.Receive};
        Children.forEach(core, part -> found[0] |= collect(part, holders));
        if (found[0]) {
            holders.add(core);
        }
        return found[0];
    }

    /** True when the code itself, function values apart, has a receive that the process can wait in without a stack. */
    public static boolean canLeave(Core core) {
        if (core instanceof Core.Closure) {
            return false;
        }
        boolean[] found = {core instanceof Core.Receive receive && receive.resumption() != null};
        Children.forEach(core, part -> found[0] = found[0] || canLeave(part));
        return found[0];
    }
}
