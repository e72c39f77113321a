package org.jlixir.compiler.expand;

import org.jlixir.compiler.module.OpenModule;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple2;

/** {@code super}: which function it means. */
final class Overridables {
    /** What the name of a macro's function begins with. */
    private static final String MACRO = "MACRO-";

    private static final Atom GEN_SERVER = Atom.of("Elixir.GenServer");

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
        warnGenServer(x, meta, open.superContext(name, arity), name, arity);
        boolean macro = target.name().startsWith(MACRO);
        Atom original = macro ? Atom.of(target.name().substring(MACRO.length())) : target;
        if (x.locals != null && macro) {
            x.locals.macro(original, arity, meta, x.env);
        } else if (x.locals != null) {
            x.locals.local(original, arity, meta, x.env);
        }
        Tracing.localFunction(x, meta, original, arity);
        return target;
    }

    /** The callbacks that {@code use GenServer} brings are there to be replaced, not to be called. */
    private static void warnGenServer(Expander x, Object meta, Object context, Atom name, int arity) {
        if (context != GEN_SERVER) {
            return;
        }
        boolean callback = switch (name.name()) {
            case "handle_call", "code_change" -> arity == 3;
            case "handle_cast", "handle_info", "terminate" -> arity == 2;
            default -> false;
        };
        if (callback) {
            x.session.warn(
                    meta,
                    x.env,
                    "calling super for GenServer callback " + name.name() + "/" + arity + " is deprecated");
        }
    }
}
