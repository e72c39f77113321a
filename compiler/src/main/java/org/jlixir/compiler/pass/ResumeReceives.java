package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Rebuild;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;

/**
 * Sees to it that a process can wait without a stack where it ends in a receive: such a receive gets a call that does the same
 * ({@link Core.Receive#resumption}). That is a call of the function itself where the receive is all of it; for any other the
 * receive is written a second time, as a function of its variables, which runs only when the process has left its stack.
 *
 * <p>Comes last: no other pass looks at what a receive is gone on with.
 */
public final class ResumeReceives {
    /** Receives larger than this are not written twice. In units of {@link CodeSize}. */
    private static final int LIMIT = 400;

    private final CodeSize sizes = new CodeSize();
    private final List<CoreFunction> made = new ArrayList<>();
    private int next;

    private ResumeReceives(int next) {
        this.next = next;
    }

    /** The same module with resumptions. */
    public static CoreModule in(CoreModule module) {
        // The names of parts have numbers; so many are taken at most.
        ResumeReceives pass = new ResumeReceives(module.functions().size());
        List<CoreFunction> functions = new ArrayList<>();
        module.functions().forEach(function -> functions.add(pass.function(function)));
        functions.addAll(pass.made);
        return pass.changed ? module.withFunctions(List.copyOf(functions)) : module;
    }

    private boolean changed;

    private CoreFunction function(CoreFunction function) {
        Set<Core> holders = Receives.holders(function.body());
        if (holders.isEmpty()) {
            return function;
        }
        changed = true;
        Place place = new Place(function, function.name(), holders);
        Core body = parts(function.body(), true, place);
        return function.withBody(
                body instanceof Core.Receive receive
                        ? receive.resumedBy(call(function.name(), function.parameters()))
                        : last(body, true, place));
    }

    /**
     * @param shown the function that stack traces name: that of the program, or a function value in it
     * @param holders the parts of the function with a receive in them: all others stay as they are
     */
    private record Place(CoreFunction function, FunctionName shown, Set<Core> holders) {}

    /** The code with its parts changed, if not itself. */
    private Core parts(Core core, boolean tail, Place place) {
        if (core instanceof Core.Closure closure) {
            FunctionName shown = new FunctionName(
                    Atom.of(closure.name()), closure.parameters().size());
            Core body = whole(closure.body(), true, new Place(place.function, shown, place.holders));
            return new Core.Closure(closure.name(), closure.parameters(), closure.captured(), body, closure.line());
        }
        return Rebuild.parts(core, (part, last) -> whole(part, tail && last, place));
    }

    private Core whole(Core core, boolean tail, Place place) {
        return place.holders.contains(core) ? last(parts(core, tail, place), tail, place) : core;
    }

    /** A receive at the end, with its second version. */
    private Core last(Core core, boolean tail, Place place) {
        if (!tail
                || !(core instanceof Core.Receive receive)
                || place.function.isPart()
                || sizes.of(core) > LIMIT
                || !Jumps.outOf(core).isEmpty()) {
            return core;
        }
        List<Variable> variables = FreeVariables.of(core);
        if (variables.size() > Parts.MAX_VARIABLES) {
            return core;
        }
        String name = ModuleNames.part(place.shown.name().name(), place.shown.arity(), next++);
        Core.LocalCall call = call(new FunctionName(Atom.of(name), variables.size()), variables);
        Core.Receive resumed = receive.resumedBy(call);
        CoreFunction function = place.function;
        made.add(new CoreFunction(
                call.function(), false, variables, resumed, function.file(), receive.line(), function.name()));
        return resumed;
    }

    private static Core.LocalCall call(FunctionName function, List<Variable> parameters) {
        return new Core.LocalCall(function, Parts.uses(parameters), true, FrameLines.GLUE);
    }
}
