package org.jlixir.runtime.ets;

import java.util.Arrays;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.MapBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** An expression in a guard or body of a match specification. Immutable. */
sealed interface MatchExpression {
    /** Its value. Raises as the built-in functions in it do. */
    Object value(Scope scope);

    /** What an expression may refer to: the object, the variables of its pattern, the process that asks, the call that is traced. */
    record Scope(
            Object object,
            @Nullable Object[] bindings,
            Object self,
            @Nullable TracedCall call) {
        /** {@code '$$'}: the list of the variables that are bound, by number. */
        Object allBindings() {
            ListBuilder list = new ListBuilder();
            for (Object value : bindings) {
                if (value != null) {
                    list.add(value);
                }
            }
            return list.finish();
        }
    }

    record Constant(Object term) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            return term;
        }
    }

    record Variable(int number) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            Object value = number < scope.bindings.length ? scope.bindings[number] : null;
            if (value == null) {
                throw ElixirException.badArgument();
            }
            return value;
        }
    }

    record WholeObject() implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            return scope.object;
        }
    }

    record AllBindings() implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            return scope.allBindings();
        }
    }

    record MakeTuple(MatchExpression[] elements) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            return Tuple.ofArray(values(elements, scope));
        }
    }

    record MakeList(MatchExpression[] elements, MatchExpression tail) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            Object list = tail.value(scope);
            for (int i = elements.length - 1; i >= 0; i--) {
                list = new Cons(elements[i].value(scope), list);
            }
            return list;
        }
    }

    record MakeMap(MatchExpression[] keys, MatchExpression[] values) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            MapBuilder map = ElixirMap.builder();
            for (int i = 0; i < keys.length; i++) {
                map.put(keys[i].value(scope), values[i].value(scope));
            }
            return map.build();
        }
    }

    record Call(MatchFunction function, MatchExpression[] arguments) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            return function.apply(values(arguments, scope));
        }
    }

    /** Asks about the traced call, or says what is to be told of it. */
    record Act(TraceAction action, MatchExpression[] arguments) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            if (scope.call == null) {
                throw ElixirException.badArgument();
            }
            return action.apply(scope.call, values(arguments, scope));
        }
    }

    /** {@code andalso} and {@code orelse}: stops at the first argument that is {@code decisive}. */
    record ShortCircuit(Atom decisive, MatchExpression[] arguments) implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            for (MatchExpression argument : arguments) {
                Object value = argument.value(scope);
                if (value == decisive) {
                    return decisive;
                }
                if (value != Atom.of(decisive == Atom.FALSE)) {
                    throw ElixirException.badArgument();
                }
            }
            return Atom.of(decisive == Atom.FALSE);
        }
    }

    record Self() implements MatchExpression {
        @Override
        public Object value(Scope scope) {
            return scope.self;
        }
    }

    private static Object[] values(MatchExpression[] expressions, Scope scope) {
        Object[] values = new Object[expressions.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = expressions[i].value(scope);
        }
        return values;
    }

    // ---- reading

    /**
     * The expression that the term stands for, in which {@link MatchMistakes} has found nothing.
     *
     * @param tracing the specification is one of calls, and may have {@link TraceAction}s
     */
    static MatchExpression of(Object term, boolean tracing) {
        if (term instanceof Atom atom) {
            return ofAtom(atom);
        }
        if (term instanceof Cons) {
            return ofList(term, tracing);
        }
        if (term instanceof ElixirMap map) {
            Object[] keys = TermList.toJava(map.keys()).toArray();
            Object[] values = TermList.toJava(map.values()).toArray();
            return new MakeMap(all(keys, tracing), all(values, tracing));
        }
        if (term instanceof Tuple tuple) {
            return ofTuple(tuple, tracing);
        }
        return new Constant(term);
    }

    private static MatchExpression ofAtom(Atom atom) {
        int variable = MatchPattern.variable(atom);
        if (variable >= 0) {
            return new Variable(variable);
        }
        return switch (atom.name()) {
            case "$_" -> new WholeObject();
            case "$$" -> new AllBindings();
            default -> new Constant(atom);
        };
    }

    private static MatchExpression ofList(Object term, boolean tracing) {
        ListBuilder elements = new ListBuilder();
        Object rest = term;
        while (rest instanceof Cons cell) {
            elements.add(cell.head);
            rest = cell.tail();
        }
        MatchExpression tail = rest == EmptyList.NIL ? new Constant(rest) : of(rest, tracing);
        return new MakeList(all(TermList.toJava(elements.finish()).toArray(), tracing), tail);
    }

    private static MatchExpression ofTuple(Tuple tuple, boolean tracing) {
        Object[] parts = tuple.toArray();
        if (parts.length == 1 && parts[0] instanceof Tuple made) {
            return new MakeTuple(all(made.toArray(), tracing));
        }
        Atom name = (Atom) parts[0];
        Object[] rest = Arrays.copyOfRange(parts, 1, parts.length);
        return switch (name.name()) {
            case "const" -> new Constant(rest[0]);
            case "andalso" -> new ShortCircuit(Atom.FALSE, all(rest, tracing));
            case "orelse" -> new ShortCircuit(Atom.TRUE, all(rest, tracing));
            case "self" -> new Self();
            default -> {
                TraceAction action = tracing ? TraceAction.of(name, rest.length) : null;
                yield action == null
                        ? new Call(MatchFunction.of(name, rest.length), all(rest, tracing))
                        : new Act(action, all(rest, tracing));
            }
        };
    }

    private static MatchExpression[] all(Object[] terms, boolean tracing) {
        MatchExpression[] expressions = new MatchExpression[terms.length];
        Arrays.setAll(expressions, i -> of(terms[i], tracing));
        return expressions;
    }
}
