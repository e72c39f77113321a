package org.jlixir.compiler.expand;

import org.jlixir.compiler.module.OpenModule;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple2;

/** {@code super}: which function it means. */
final class Overridables {
    private Overridables() {}

    /** The name of the overridden function that {@code super} with {@code arity} arguments calls here. */
    static Atom superName(Expander x, Object meta, int arity) {
        OpenModule open = x.env.inModule() ? x.session.openModule(x.env.module) : null;
        if (open == null) {
            throw x.fatal(meta, "cannot invoke super outside module");
        }
        if (!(x.env.function instanceof Tuple2 function)) {
            throw x.fatal(meta, "cannot invoke super outside function");
        }
        Atom name = (Atom) function.e0;
        if (!function.e1.equals((long) arity)) {
            throw x.fatal(meta, "super must be called with the same number of arguments as the current definition");
        }
        Atom target = open.superOf(name, arity);
        if (target == null) {
            throw x.fatal(
                    meta,
                    "no super defined for " + Names.function(name) + "/" + arity + " in module "
                            + Names.inspect(x.env.module) + ". Overridable functions available are: "
                            + open.overridableNames());
        }
        return target;
    }
}
