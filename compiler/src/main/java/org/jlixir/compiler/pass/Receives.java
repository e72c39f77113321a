package org.jlixir.compiler.pass;

import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;

/** Finds receives. */
public final class Receives {
    private Receives() {}

    /** True when there is a receive in the code, or in a function value that it makes. */
    static boolean in(Core core) {
        boolean[] found = {core instanceof Core.Receive};
        if (core instanceof Core.Closure closure) {
            return in(closure.body());
        }
        Children.forEach(core, part -> found[0] = found[0] || in(part));
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
