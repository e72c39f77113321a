package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/** The function that a function of {@code Enum} is given, of which the compiler knows what it is: what its loop does in each round. */
sealed interface EnumStep {
    /** A method has 255 places for its parameters; a loop has two or three more than the step. */
    int MAX_CAPTURED = 200;

    /** The name of the generated function that it is, or one like it. */
    String name();

    /** The variables that it uses beside its parameters. */
    List<Variable> captured();

    /** Calls it, given its arguments and then what is captured. */
    Core call(List<Core> arguments);

    /** It as a function value. */
    Core value();

    /** A function that is written out in the call, and has become one of the module. */
    record Written(FunctionName function, Core.Closure value) implements EnumStep {
        @Override
        public String name() {
            return value.name();
        }

        @Override
        public List<Variable> captured() {
            return value.captured();
        }

        @Override
        public Core call(List<Core> arguments) {
            return new Core.LocalCall(function, arguments, false, value.line());
        }
    }

    /**
     * The step of a comprehension into a bitstring: its accumulator is what collects bits ({@link Operator#BITS_START}). Its function
     * value is for {@code Enum}, where others hold the accumulator and may use it twice: there that is a bitstring, behind which it
     * puts what the step adds.
     */
    record AddingBits(Written step, Core.Closure value) implements EnumStep {
        static AddingBits of(Written step) {
            Core.Closure written = step.value();
            Variable accumulator = written.parameters().get(1);
            Variable added = new Variable("added");
            List<Core> arguments = new ArrayList<>();
            arguments.add(new Core.Use(written.parameters().getFirst()));
            arguments.add(new Core.Primitive(
                    Operator.BITS_START, List.of(new Core.Literal(Bitstring.EMPTY)), written.line()));
            step.captured().forEach(variable -> arguments.add(new Core.Use(variable)));
            Core bits = new Core.Primitive(Operator.BITS_END, List.of(step.call(arguments)), written.line());
            Core joined = new Core.MakeBinary(List.of(whole(accumulator), whole(added)), written.line());
            return new AddingBits(
                    step,
                    new Core.Closure(
                            written.name(),
                            written.parameters(),
                            written.captured(),
                            new Core.Let(added, bits, joined),
                            written.line()));
        }

        private static Core.Segment whole(Variable bits) {
            return new Core.Segment(new Core.Use(bits), BinaryLowering.BITS, null);
        }

        @Override
        public String name() {
            return step.name();
        }

        @Override
        public List<Variable> captured() {
            return step.captured();
        }

        @Override
        public Core call(List<Core> arguments) {
            return step.call(arguments);
        }
    }

    /** A function of the module, captured by its name. */
    record Local(String name, FunctionName function, Core value, int line) implements EnumStep {
        @Override
        public List<Variable> captured() {
            return List.of();
        }

        @Override
        public Core call(List<Core> arguments) {
            return new Core.LocalCall(function, arguments, false, line);
        }
    }

    /** A function of another module, or an operator, captured by its name. */
    record Remote(String name, Atom module, Atom function, Core value, int line) implements EnumStep {
        @Override
        public List<Variable> captured() {
            return List.of();
        }

        @Override
        public Core call(List<Core> arguments) {
            Operator operator = module == Lowering.ERLANG ? Operator.find(function.name(), arguments.size()) : null;
            return operator == null || operator == Operator.AND_ALSO || operator == Operator.OR_ELSE
                    ? new Core.RemoteCall(module, function, arguments, false, line)
                    : new Core.Primitive(operator, arguments, line);
        }
    }

    /**
     * What the code of a function value is to a function of {@code Enum}.
     *
     * @param line of the call
     * @return null if it is not known which function that is, or it does not take as many arguments as it is to be given
     */
    static @Nullable EnumStep of(EnumFunction caller, Core value, Lowering lowering, int line) {
        int parameters = caller.parameters();
        return switch (value) {
            case Core.Closure closure
            when closure.parameters().size() == parameters && closure.captured().size() <= MAX_CAPTURED ->
                written(closure, lowering);
            case Core.LocalReference(var local)
            when local.arity() == parameters -> new Local(lowering.loopName(), local, value, line);
            case Core.RemoteCall make
            when make.function() == Lowering.MAKE_FUN
                    && make.module() == Lowering.ERLANG
                    && make.arguments().size() == 3
                    && make.arguments().getFirst() instanceof Core.Literal(Atom module)
                    && make.arguments().get(1) instanceof Core.Literal(Atom function)
                    && make.arguments().get(2) instanceof Core.Literal(Long arity)
                    && arity == parameters -> new Remote(lowering.loopName(), module, function, value, line);
            default -> null;
        };
    }

    /** Makes a function that is written out one of the module. */
    static Written written(Core.Closure closure, Lowering lowering) {
        List<Variable> parameters = new ArrayList<>(closure.parameters());
        parameters.addAll(closure.captured());
        FunctionName name = new FunctionName(Atom.of(closure.name()), parameters.size());
        lowering.module.add(new CoreFunction(name, false, parameters, closure.body(), lowering.file, closure.line()));
        List<Variable> own = new ArrayList<>();
        closure.parameters().forEach(parameter -> own.add(new Variable(parameter.name())));
        List<Core> all = new ArrayList<>();
        own.forEach(parameter -> all.add(new Core.Use(parameter)));
        closure.captured().forEach(variable -> all.add(new Core.Use(variable)));
        Core body = new Core.LocalCall(name, List.copyOf(all), true, 0);
        return new Written(name, new Core.Closure(closure.name(), own, closure.captured(), body, closure.line()));
    }
}
