package org.jlixir.compiler.quoted;

import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** Builders and tests for quoted forms {@code {name, meta, args}}. Pure functions. */
public final class Form {
    private Form() {}

    public static Tuple3 node(Object left, Object meta, Object right) {
        return new Tuple3(left, meta, right);
    }

    public static Tuple3 call(Atom name, Object meta, Object... arguments) {
        return new Tuple3(name, meta, TermList.of(arguments));
    }

    public static Tuple3 remote(Object meta, Object module, Atom function, Object... arguments) {
        return remoteCall(meta, module, function, TermList.of(arguments));
    }

    /** As {@link #remote}, the arguments being a list already. */
    public static Tuple3 remoteCall(Object meta, Object module, Atom function, Object arguments) {
        return new Tuple3(new Tuple3(Words.DOT, meta, TermList.of(module, function)), meta, arguments);
    }

    public static Tuple3 erlang(Object meta, String function, Object... arguments) {
        return remote(meta, Words.ERLANG, Atom.of(function), arguments);
    }

    /** The block of these expressions, or the only one of them. */
    public static Object block(Object expressions) {
        if (expressions instanceof Cons cell && cell.tail() == EmptyList.NIL) {
            return cell.head;
        }
        return new Tuple3(Words.BLOCK, EmptyList.NIL, expressions);
    }

    public static Tuple3 clause(Object meta, Object head, Object body) {
        return new Tuple3(Words.ARROW, meta, TermList.of(head, body));
    }

    public static Tuple2 pair(Object key, Object value) {
        return new Tuple2(key, value);
    }

    /** The versions of the variables in an expanded form; those that go into the definition of a module do not count. */
    public static Set<Integer> versions(Object expanded) {
        Set<Integer> versions = new HashSet<>();
        ArrayDeque<Object> pending = new ArrayDeque<>();
        pending.push(expanded);
        while (!pending.isEmpty()) {
            switch (pending.pop()) {
                case Tuple3 node
                when node.e0 instanceof Atom && node.e2 instanceof Atom -> {
                    if (isList(node.e1) && Meta.get(node.e1, Words.VERSION) instanceof Long version) {
                        versions.add(version.intValue());
                    }
                }
                case Tuple3 node when node.e0 instanceof Tuple3 callee && isModuleDefinition(callee) -> {}
                case Tuple tuple -> {
                    for (int i = 0; i < tuple.size(); i++) {
                        pending.push(tuple.get(i));
                    }
                }
                case Cons cell -> {
                    pending.push(cell.head);
                    pending.push(cell.tail());
                }
                default -> {}
            }
        }
        return versions;
    }

    private static final Atom DEFINE_MODULE = Atom.of("define");

    private static boolean isModuleDefinition(Tuple3 callee) {
        return callee.e0 == Words.DOT && at(callee.e2, 0) == Words.JLIXIR_MODULE && at(callee.e2, 1) == DEFINE_MODULE;
    }

    /** The first argument of a call. */
    public static Object first(Object call) {
        return at(((Tuple3) call).e2, 0);
    }

    /** True for {@code {name, meta, args}} with a list of arguments. */
    public static boolean isCall(Object form, Atom name) {
        return form instanceof Tuple3 t && t.e0 == name && isList(t.e2);
    }

    /** True for {@code {name, meta, context}}: a variable, or a call without parentheses. */
    public static boolean isVariable(Object form) {
        return form instanceof Tuple3 t && t.e0 instanceof Atom && t.e2 instanceof Atom && isList(t.e1);
    }

    public static boolean isList(Object term) {
        return term instanceof Cons || term == EmptyList.NIL;
    }

    /** The element at {@code index} of a list that has it. */
    public static Object at(Object list, int index) {
        while (index-- > 0) {
            list = ((Cons) list).tail();
        }
        return ((Cons) list).head;
    }

    /** How many elements a proper list has; -1 for anything else. */
    public static int length(Object list) {
        return (int) TermList.properLength(list);
    }

    /** True for a proper list of pairs whose keys are atoms. */
    public static boolean isKeyword(Object term) {
        while (term instanceof Cons cell) {
            if (!(cell.head instanceof Tuple2 pair && pair.e0 instanceof Atom)) {
                return false;
            }
            term = cell.tail();
        }
        return term == EmptyList.NIL;
    }

    /** {@code left ++ right}. */
    public static Object append(Object left, Object right) {
        if (left == EmptyList.NIL) {
            return right;
        }
        Cons cell = (Cons) left;
        return new Cons(cell.head, append(cell.tail(), right));
    }

    /** True for a literal {@code [name: arity]}. */
    public static boolean isNamesAndArities(Object value) {
        Object rest = value;
        while (rest instanceof Cons cell
                && cell.head instanceof Tuple2 pair
                && pair.e0 instanceof Atom
                && pair.e1 instanceof Long) {
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }
}
