package org.jlixir.compiler.module;

import org.jlixir.compiler.module.OpenModule.Overridable;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;

/** {@code defoverridable}: definitions set aside, to be replaced or brought back. */
final class OverriddenFunctions {
    private OverriddenFunctions() {}

    /** Makes a definition of the module overridable. */
    static void make(OpenModule module, Signature signature) {
        Definition definition = module.definitions.get(signature);
        Overridable earlier = module.overridables.get(signature);
        if (definition == null) {
            if (earlier != null) {
                return;
            }
            throw Attributes.argument("cannot make function " + signature + " overridable because it was not defined");
        }
        module.definitions.remove(signature);
        Overridable overridable = new Overridable(definition, earlier == null ? 1 : earlier.count + 1);
        overridable.calls = module.takeCalls(signature);
        module.overridables.put(signature, overridable);
    }

    /** The name that {@code super} calls, under which the original is a private function from now on. */
    static Atom superName(OpenModule module, Overridable overridable) {
        if (overridable.superName == null) {
            Definition original = overridable.original;
            Atom hidden = Atom.of(original.signature.name().name() + " (overridable " + overridable.count + ")");
            Definition copy = original.copyAs(
                    new Signature(hidden, original.signature.arity()),
                    original.isMacro() ? Words.DEFMACROP : Words.DEFP);
            module.definitions.put(copy.signature, copy);
            overridable.superName = copy.functionName();
            module.putCalls(copy.signature, overridable.calls);
        }
        return overridable.superName;
    }

    /** At the end of the module, definitions that nobody has overridden take their place again. */
    static void restore(OpenModule module) {
        module.overridables.forEach((signature, overridable) -> {
            if (module.definitions.putIfAbsent(signature, overridable.original) == null) {
                module.putCalls(signature, overridable.calls);
            }
        });
    }
}
