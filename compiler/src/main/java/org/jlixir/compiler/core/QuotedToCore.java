package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.module.FunctionClause;
import org.jlixir.compiler.module.FunctionDefinition;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;

/** From the expanded form to core IR: resolves variables, marks tail positions, turns the control forms into matches. */
public final class QuotedToCore {
    /** The function that {@link #evaluation} makes of a file's code, and of a module's body: their names in stack traces. */
    private static final Atom FILE_BODY = Atom.of("__FILE__");

    private static final Atom MODULE_BODY = Atom.of("__MODULE__");

    private QuotedToCore() {}

    public static CoreModule module(ModuleDefinition definition) {
        ModuleScope scope = new ModuleScope(definition.name());
        List<CoreFunction> functions = new ArrayList<>();
        for (FunctionDefinition function : definition.functions()) {
            functions.add(function(function, scope));
        }
        functions.addAll(scope.added());
        return new CoreModule(
                definition.name(),
                definition.file(),
                definition.line(),
                functions,
                definition.attributes(),
                definition.chunks());
    }

    private static CoreFunction function(FunctionDefinition definition, ModuleScope scope) {
        FunctionName name = new FunctionName(definition.name(), definition.arity());
        List<Variable> parameters = Lowering.parameters(definition.arity());
        List<Core.Clause> clauses = new ArrayList<>();
        Lowering lowering = new Lowering(scope, name.toString(), definition.file());
        for (FunctionClause clause : definition.clauses()) {
            // Versions are unique within a clause only.
            lowering = new Lowering(scope, name.toString(), definition.file());
            clauses.add(lowering.clause(clause.patterns(), clause.guards(), clause.body(), true));
        }
        int line = Meta.line(definition.meta());
        Core body = lowering.body(parameters, clauses, name, line);
        return new CoreFunction(name, definition.exported(), lowering.bodyParameters(), body, definition.file(), line);
    }

    /**
     * A module whose one exported function takes the values of the input variables, in a tuple if they are more than {@link
     * #MAX_INPUTS}, and answers a tuple: the expression's value, then the output variables' (those not bound come as the atom
     * {@code :__unbound__}).
     */
    public static CoreModule evaluation(
            Atom module, String file, Object expanded, Map<Integer, Object> inputs, int[] outputs) {
        Atom body = module == Atom.NIL ? FILE_BODY : MODULE_BODY;
        ModuleScope scope = new ModuleScope(ModuleNames.EVALUATED);
        Lowering lowering = new Lowering(scope, body.name() + "/1", file);
        List<Variable> parameters = new ArrayList<>();
        for (int version : inputs.keySet()) {
            Variable variable = new Variable("v" + version);
            lowering.declare(version, variable);
            parameters.add(variable);
        }
        Statements statements = new Statements();
        Variable value = statements.variable(lowering.value(expanded, statements, false), "value");
        List<Core> results = new ArrayList<>();
        results.add(new Core.Use(value));
        for (int version : outputs) {
            Variable variable = lowering.lookup(version);
            results.add(variable == null ? new Core.Literal(UNBOUND) : new Core.Use(variable));
        }
        List<CoreFunction> functions = new ArrayList<>();
        Core result = statements.wrap(new Core.MakeTuple(results));
        if (parameters.size() > MAX_INPUTS) {
            Variable inputsTuple = new Variable("inputs");
            result = Core.Match.unpacked(inputsTuple, parameters, result);
            parameters = List.of(inputsTuple);
        }
        FunctionName name = new FunctionName(body, parameters.size());
        functions.add(new CoreFunction(name, true, parameters, result, file, 0));
        functions.addAll(scope.added());
        return new CoreModule(ModuleNames.EVALUATED, file, 0, functions, EmptyList.NIL, EmptyList.NIL);
    }

    /** A method has 255 places for its parameters. */
    public static final int MAX_INPUTS = 200;

    /** What stands for the value of an output variable that has none. */
    public static final Atom UNBOUND = Atom.of("__unbound__");
}
