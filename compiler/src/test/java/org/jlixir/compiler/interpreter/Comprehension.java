package org.jlixir.compiler.interpreter;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** {@code for}. */
final class Comprehension {
    private final Interpreter interpreter;
    private final Object[] steps;
    private final Object options;
    private final Interpreter.Vars vars;
    private final List<Object> results = new ArrayList<>();
    private final Set<Object> seen = new HashSet<>();
    private @Nullable Object accumulator;

    Comprehension(Interpreter interpreter, Object args, Interpreter.Vars vars) {
        this.interpreter = interpreter;
        Object[] all = TermList.toJava(args).toArray();
        this.steps = java.util.Arrays.copyOf(all, all.length - 1);
        this.options = all[all.length - 1];
        this.vars = vars;
    }

    Object run() {
        Object reduce = Meta.get(options, REDUCE);
        if (reduce != null) {
            accumulator = interpreter.eval(reduce, vars);
            step(0);
            return accumulator;
        }
        Object into = Meta.get(options, INTO);
        Object target = into == null ? EmptyList.NIL : interpreter.eval(into, vars);
        step(0);
        if (target == EmptyList.NIL) {
            return TermList.from(results);
        }
        if (target instanceof ElixirMap map && map.get(STRUCT) == null) {
            ElixirMap out = map;
            for (Object pair : results) {
                out = out.put(((Tuple2) pair).e0, ((Tuple2) pair).e1);
            }
            return out;
        }
        if (target instanceof Bitstring) {
            return interpreter.backend.callRemote(
                    interpreter.self, ERLANG, Atom.of("list_to_bitstring"), new Cons(target, TermList.from(results)));
        }
        return interpreter.backend.callRemote(
                interpreter.self, Atom.of("Elixir.Enum"), Atom.of("into"), TermList.from(results), target);
    }

    private void step(int i) {
        if (i == steps.length) {
            body();
            return;
        }
        Object step = steps[i];
        if (step instanceof Tuple3 arrow && arrow.e0 == GENERATOR) {
            Object collection = interpreter.eval(Form.at(arrow.e2, 1), vars);
            Object list = collection;
            if (!Form.isList(collection)) {
                list = interpreter.backend.callRemote(
                        interpreter.self, Atom.of("Elixir.Enum"), Atom.of("to_list"), collection);
            }
            for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
                if (interpreter.headMatches(TermList.of(Form.at(arrow.e2, 0)), new Object[] {cell.head}, vars)) {
                    step(i + 1);
                }
            }
        } else if (step instanceof Tuple3 bits
                && bits.e0 == BITS
                && Form.at(bits.e2, 0) instanceof Tuple3 arrow
                && arrow.e0 == GENERATOR) {
            Bitstring rest = (Bitstring) interpreter.eval(Form.at(arrow.e2, 1), vars);
            Object segments = ((Tuple3) Form.at(arrow.e2, 0)).e2;
            while (rest.bitSize() > 0) {
                long used = Bits.take(interpreter, segments, rest, vars, new HashSet<>());
                if (used <= 0) {
                    break;
                }
                rest = rest.slice(used, rest.bitSize() - used);
                step(i + 1);
            }
        } else if (Atom.truthy(interpreter.eval(step, vars))) {
            step(i + 1);
        }
    }

    private void body() {
        Object body = Meta.get(options, DO);
        if (accumulator != null) {
            Object result = interpreter.clause(body, new Object[] {accumulator}, vars);
            if (result == null) {
                throw ElixirException.error(Atom.of("case_clause"), accumulator);
            }
            accumulator = result;
            return;
        }
        Object value = interpreter.eval(body, vars);
        if (Meta.get(options, UNIQ) != Atom.TRUE || seen.add(value)) {
            results.add(value);
        }
        if (value == null) {
            throw new CompilerBug("test", "no value");
        }
    }
}
