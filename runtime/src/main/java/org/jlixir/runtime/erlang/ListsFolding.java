package org.jlixir.runtime.erlang;

import java.util.HashSet;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code :lists}: what calls a function for each element, front to back unless said otherwise. */
@ErlangModule("lists")
public final class ListsFolding {
    private static final Object NIL = EmptyList.NIL;
    private static final Atom VALUE = Atom.of("value");
    private static final Atom BAD_FILTER = Atom.of("bad_filter");
    private static final Atom BAD_GENERATOR = Atom.of("bad_generator");
    private static final Atom CASE_CLAUSE = Atom.of("case_clause");

    private ListsFolding() {}

    /** The function of that arity; {@code :function_clause} for anything else. */
    static Fun fun(Object term, int arity) {
        if (term instanceof Fun fun && fun.arity() == arity) {
            return fun;
        }
        throw Args.functionClause();
    }

    private static boolean test(Proc self, Fun predicate, Object element) {
        Object result = self.apply1(predicate, element);
        if (result == Atom.TRUE || result == Atom.FALSE) {
            return result == Atom.TRUE;
        }
        throw ElixirException.error(CASE_CLAUSE, result);
    }

    /** What is no list at all fails otherwise than an improper one, in some functions. */
    private static void requireList(Object term) {
        if (!(term instanceof Cons) && term != NIL) {
            throw ElixirException.error(CASE_CLAUSE, term);
        }
    }

    // ---- one result for each element

    @Builtin("map")
    public static Object map(Proc self, Object function, Object list) {
        Fun fun = fun(function, 1);
        ListBuilder out = new ListBuilder();
        requireList(list);
        Object rest = list;
        while (rest instanceof Cons cell) {
            out.add(self.apply1(fun, cell.head));
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return out.finish();
    }

    @Builtin("flatmap")
    public static Object flatMap(Proc self, Object function, Object list) {
        Fun fun = fun(function, 1);
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            Object some = self.apply1(fun, cell.head);
            if (cell.tail() == NIL && TermList.properLength(some) >= 0) {
                return out.finish(some);
            }
            while (some instanceof Cons inner) {
                out.add(inner.head);
                some = inner.tail();
            }
            if (some != NIL) {
                throw Args.badarg();
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return out.finish();
    }

    @Builtin("foreach")
    public static Object foreach(Proc self, Object function, Object list) {
        Fun fun = fun(function, 1);
        Object rest = list;
        while (rest instanceof Cons cell) {
            self.apply1(fun, cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return Atom.OK;
    }

    @Builtin("zipwith")
    public static Object zipWith(Proc self, Object function, Object a, Object b) {
        Fun fun = fun(function, 2);
        ListBuilder out = new ListBuilder();
        Object x = a;
        Object y = b;
        while (x instanceof Cons c && y instanceof Cons d) {
            out.add(self.apply2(fun, c.head, d.head));
            x = c.tail();
            y = d.tail();
        }
        Lists.requireEnd(x);
        Lists.requireEnd(y);
        return out.finish();
    }

    @Builtin("zipwith3")
    public static Object zipWith3(Proc self, Object function, Object a, Object b, Object c) {
        Fun fun = fun(function, 3);
        ListBuilder out = new ListBuilder();
        Object x = a;
        Object y = b;
        Object z = c;
        while (x instanceof Cons d && y instanceof Cons e && z instanceof Cons f) {
            out.add(self.apply3(fun, d.head, e.head, f.head));
            x = d.tail();
            y = e.tail();
            z = f.tail();
        }
        Lists.requireEnd(x);
        Lists.requireEnd(y);
        Lists.requireEnd(z);
        return out.finish();
    }

    // ---- folds

    @Builtin("foldl")
    public static Object foldl(Proc self, Object function, Object initial, Object list) {
        Fun fun = fun(function, 2);
        Object result = initial;
        requireList(list);
        Object rest = list;
        while (rest instanceof Cons cell) {
            result = self.apply2(fun, cell.head, result);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return result;
    }

    /** From the last element to the first. */
    @Builtin("foldr")
    public static Object foldr(Proc self, Object function, Object initial, Object list) {
        Fun fun = fun(function, 2);
        Object[] elements = Lists.elements(list);
        Object result = initial;
        for (int i = elements.length - 1; i >= 0; i--) {
            result = self.apply2(fun, elements[i], result);
        }
        return result;
    }

    @Builtin("mapfoldl")
    public static Object mapFoldl(Proc self, Object function, Object initial, Object list) {
        Fun fun = fun(function, 2);
        ListBuilder out = new ListBuilder();
        Object accumulator = initial;
        Object rest = list;
        while (rest instanceof Cons cell) {
            Tuple2 pair = pair(self.apply2(fun, cell.head, accumulator));
            out.add(pair.e0);
            accumulator = pair.e1;
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return new Tuple2(out.finish(), accumulator);
    }

    /** From the last element to the first. */
    @Builtin("mapfoldr")
    public static Object mapFoldr(Proc self, Object function, Object initial, Object list) {
        Fun fun = fun(function, 2);
        Object[] elements = Lists.elements(list);
        Object out = NIL;
        Object accumulator = initial;
        for (int i = elements.length - 1; i >= 0; i--) {
            Tuple2 pair = pair(self.apply2(fun, elements[i], accumulator));
            out = new Cons(pair.e0, out);
            accumulator = pair.e1;
        }
        return new Tuple2(out, accumulator);
    }

    private static final Atom BADMATCH = Atom.of("badmatch");

    private static Tuple2 pair(Object result) {
        if (result instanceof Tuple2 pair) {
            return pair;
        }
        throw ElixirException.error(BADMATCH, result);
    }

    // ---- choosing

    @Builtin("all")
    public static Object all(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        requireList(list);
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!test(self, fun, cell.head)) {
                return Atom.FALSE;
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return Atom.TRUE;
    }

    @Builtin("any")
    public static Object any(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        requireList(list);
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (test(self, fun, cell.head)) {
                return Atom.TRUE;
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return Atom.FALSE;
    }

    @Builtin("filter")
    public static Object filter(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            Object keep = self.apply1(fun, cell.head);
            if (keep == Atom.TRUE) {
                out.add(cell.head);
            } else if (keep != Atom.FALSE) {
                throw ElixirException.error(BAD_FILTER, keep);
            }
            rest = cell.tail();
        }
        if (rest != NIL) {
            throw ElixirException.error(BAD_GENERATOR, rest);
        }
        return out.finish();
    }

    /** The function answers a boolean, or {@code {true, value}} for another element in its place. */
    @Builtin("filtermap")
    public static Object filterMap(Proc self, Object function, Object list) {
        Fun fun = fun(function, 1);
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            Object keep = self.apply1(fun, cell.head);
            if (keep == Atom.TRUE) {
                out.add(cell.head);
            } else if (keep instanceof Tuple2 pair && pair.e0 == Atom.TRUE) {
                out.add(pair.e1);
            } else if (keep != Atom.FALSE) {
                throw ElixirException.error(CASE_CLAUSE, keep);
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return out.finish();
    }

    @Builtin("partition")
    public static Object partition(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        ListBuilder yes = new ListBuilder();
        ListBuilder no = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            (test(self, fun, cell.head) ? yes : no).add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return new Tuple2(yes.finish(), no.finish());
    }

    @Builtin("search")
    public static Object search(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (test(self, fun, cell.head)) {
                return new Tuple2(VALUE, cell.head);
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return Atom.FALSE;
    }

    @Builtin("takewhile")
    public static Object takeWhile(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!test(self, fun, cell.head)) {
                return out.finish();
            }
            out.add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return out.finish();
    }

    @Builtin("dropwhile")
    public static Object dropWhile(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!test(self, fun, cell.head)) {
                return rest;
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return NIL;
    }

    @Builtin("splitwith")
    public static Object splitWith(Proc self, Object predicate, Object list) {
        Fun fun = fun(predicate, 1);
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!test(self, fun, cell.head)) {
                return new Tuple2(out.finish(), rest);
            }
            out.add(cell.head);
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return new Tuple2(out.finish(), NIL);
    }

    /** The first element of each value of {@code function}. */
    @Builtin("uniq")
    public static Object uniq(Proc self, Object function, Object list) {
        Fun fun = fun(function, 1);
        Set<Key> seen = new HashSet<>();
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (seen.add(new Key(self.apply1(fun, cell.head)))) {
                out.add(cell.head);
            }
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return out.finish();
    }

    /** Changes element {@code index} of each tuple. */
    @Builtin("keymap")
    public static Object keyMap(Proc self, Object function, Object index, Object tuples) {
        Fun fun = fun(function, 1);
        ListBuilder out = new ListBuilder();
        Object rest = tuples;
        while (rest instanceof Cons cell) {
            Tuple tuple = Args.tuple(cell.head);
            int at = Args.integer(index, 1, tuple.size()) - 1;
            out.add(tuple.with(at, self.apply1(fun, tuple.get(at))));
            rest = cell.tail();
        }
        Lists.requireEnd(rest);
        return out.finish();
    }
}
