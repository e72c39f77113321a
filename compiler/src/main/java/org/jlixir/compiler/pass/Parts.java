package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;

/** Makes functions of parts of a function's code. */
final class Parts {
    /** A method has 255 places for its parameters; more variables are handed over in {@link Bundles}. */
    static final int MAX_VARIABLES = 200;

    private final CoreFunction function;
    private final List<CoreFunction> made;
    private final Bundles bundles;
    private int next;

    /** @param made where the new functions are added */
    Parts(CoreFunction function, List<CoreFunction> made) {
        this.function = function;
        this.made = made;
        this.bundles = new Bundles(function);
    }

    /** Makes a function of {@code code}. @return its call */
    Core call(Core code, boolean tail) {
        Bundles.Part part = bundles.part(code, Set.of(), MAX_VARIABLES);
        FunctionName name = add(part.parameters(), part.code());
        return bundles.callOf(part, arguments -> new Core.LocalCall(name, uses(arguments), tail, FrameLines.GLUE));
    }

    /**
     * Makes a function of code that finds one of its variables at each place it is called from.
     *
     * @return what a call with a value for that variable looks like
     */
    Handler handler(Variable parameter, Core code) {
        Bundles.Part part = bundles.part(code, Set.of(parameter), MAX_VARIABLES - 1);
        List<Variable> parameters = new ArrayList<>(List.of(parameter));
        parameters.addAll(part.parameters());
        FunctionName name = add(parameters, part.code());
        return value -> bundles.callOf(part, rest -> {
            List<Core> arguments = new ArrayList<>(List.of(value));
            arguments.addAll(uses(rest));
            return new Core.LocalCall(name, arguments, true, FrameLines.GLUE);
        });
    }

    /** A closure of more variables than a method has places for, with that body. */
    Core closure(Core.Closure closure, Core body) {
        Bundles.Part part = bundles.part(body, Set.copyOf(closure.parameters()), MAX_VARIABLES);
        return bundles.callOf(part, captured -> {
            Core inner = part.code();
            for (int i = 0; i < captured.size(); i++) {
                Variable parameter = part.parameters().get(i);
                if (captured.get(i) != parameter) {
                    inner = new Core.Let(parameter, new Core.Use(captured.get(i)), inner);
                }
            }
            return new Core.Closure(closure.name(), closure.parameters(), captured, inner, closure.line());
        });
    }

    /** A call at the end of a function, given the argument. */
    interface Handler {
        Core call(Core value);
    }

    static List<Core> uses(List<Variable> variables) {
        return variables.stream().<Core>map(Core.Use::new).toList();
    }

    private FunctionName add(List<Variable> parameters, Core code) {
        String of = function.name().name().name();
        String name = ModuleNames.part(of, function.name().arity(), next++);
        FunctionName made = new FunctionName(Atom.of(name), parameters.size());
        this.made.add(new CoreFunction(
                made, false, List.copyOf(parameters), code, function.file(), function.line(), function.name()));
        return made;
    }
}
