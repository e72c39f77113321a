package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.LocalCalls;
import org.jlixir.compiler.expand.Names;
import org.jlixir.runtime.term.Atom;

/** Warns, when a file is compiled, of calls of functions in other modules that are not there. */
public final class RemoteChecks {
    private RemoteChecks() {}

    /** Takes the remote calls of a module, to be checked when everything is compiled. */
    static List<LocalCalls.Remote> of(OpenModule module) {
        List<LocalCalls.Remote> out = new ArrayList<>();
        module.calls().forEach((signature, calls) -> {
            if (signature != null && module.definitions.containsKey(signature)) {
                out.addAll(calls.remotes());
            }
        });
        return out;
    }

    public static void run(Session session, List<LocalCalls.Remote> calls) {
        for (LocalCalls.Remote call : calls) {
            Atom module = call.module();
            String name = module.name();
            if (name.indexOf('.') > 0 && !name.startsWith("Elixir.")) {
                continue;
            }
            String function = Names.inspect(module) + "." + Names.function(call.name()) + "/" + call.arity();
            if (session.openModule(module) != null || session.exports(module, call.name(), call.arity())) {
                continue;
            }
            if (!session.ensureLoaded(module)) {
                session.warnSpan(
                        call.meta(),
                        call.env(),
                        function + " is undefined (module " + Names.inspect(module)
                                + " is not available or is yet to be defined). Make sure the module name is correct"
                                + " and has been specified in full (or that an alias has been defined)",
                        call.name().name().length());
            } else if (!session.exports(module, call.name(), call.arity()) && name.startsWith("Elixir.")) {
                boolean macro =
                        session.exports(module, Atom.of("MACRO-" + call.name().name()), call.arity() + 1);
                session.warnSpan(
                        call.meta(),
                        call.env(),
                        function + " is undefined or private"
                                + (macro
                                        ? ". However, there is a macro with the same name and arity. Be sure to"
                                                + " require "
                                                + Names.inspect(module) + " if you intend to invoke this macro"
                                        : ""),
                        call.name().name().length());
            }
        }
    }
}
