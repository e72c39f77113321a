package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FreeVariables;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;

/** Makes functions of parts of a function's code. */
final class Parts {
    /** A method has 255 places for its parameters; more variables are handed over in a tuple. */
    static final int MAX_VARIABLES = 200;

    private final CoreFunction function;
    private final List<CoreFunction> made;
    private int next;

    /** @param made where the new functions are added */
    Parts(CoreFunction function, List<CoreFunction> made) {
        this.function = function;
        this.made = made;
    }

    /** Makes a function of {@code code}. @return its call */
    Core call(Core code, boolean tail) {
        List<Variable> variables = FreeVariables.of(code);
        return variables.size() <= MAX_VARIABLES
                ? call(variables, code, uses(variables), tail)
                : packedCall(variables, code, tail);
    }

    /**
     * Makes a function of code that finds one of its variables at each place it is called from.
     *
     * @return what a call with a value for that variable looks like
     */
    Handler handler(Variable parameter, Core code) {
        List<Variable> variables = new ArrayList<>(FreeVariables.of(code));
        variables.remove(parameter);
        Variable packed = new Variable("packed");
        boolean fits = variables.size() < MAX_VARIABLES;
        List<Variable> parameters = new ArrayList<>(List.of(parameter));
        parameters.addAll(fits ? variables : List.of(packed));
        FunctionName name = add(parameters, fits ? code : Core.Match.unpacked(packed, variables, code));
        return value -> {
            List<Core> arguments = new ArrayList<>(List.of(value));
            arguments.addAll(fits ? uses(variables) : List.of(new Core.MakeTuple(uses(variables))));
            return new Core.LocalCall(name, arguments, true, FrameLines.GLUE);
        };
    }

    /** A call at the end of a function, given the argument. */
    interface Handler {
        Core call(Core value);
    }

    private Core packedCall(List<Variable> variables, Core code, boolean tail) {
        Variable packed = new Variable("packed");
        return call(
                List.of(packed),
                Core.Match.unpacked(packed, variables, code),
                List.of(new Core.MakeTuple(uses(variables))),
                tail);
    }

    static List<Core> uses(List<Variable> variables) {
        return variables.stream().<Core>map(Core.Use::new).toList();
    }

    private Core call(List<Variable> parameters, Core code, List<Core> arguments, boolean tail) {
        return new Core.LocalCall(add(parameters, code), arguments, tail, FrameLines.GLUE);
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
