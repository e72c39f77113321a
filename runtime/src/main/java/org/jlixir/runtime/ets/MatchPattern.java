package org.jlixir.runtime.ets;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * The pattern of a match specification: a term in which {@code '_'} stands for anything and {@code '$N'} for anything that is
 * the same wherever that variable occurs. Immutable.
 */
final class MatchPattern {
    private static final Atom ANYTHING = Atom.of("_");

    /** The largest number of a variable. */
    private static final int MAX_VARIABLE = 100_000_000;

    private final Object pattern;
    private final int variables;

    MatchPattern(Object pattern) {
        this.pattern = pattern;
        this.variables = 1 + highest(pattern);
    }

    /** How many places the bindings need: 1 + the highest variable. */
    int variables() {
        return variables;
    }

    /** The number of a variable, or -1 for any other term. */
    static int variable(Object term) {
        if (!(term instanceof Atom atom)) {
            return -1;
        }
        String name = atom.name();
        int length = name.length();
        if (length < 2 || length > 10 || name.charAt(0) != '$') {
            return -1;
        }
        int number = 0;
        for (int i = 1; i < length; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return -1;
            }
            number = number * 10 + c - '0';
        }
        return number <= MAX_VARIABLE ? number : -1;
    }

    private static int highest(Object term) {
        int highest = variable(term);
        Object rest = term;
        while (rest instanceof Cons cell) {
            highest = Math.max(highest, highest(cell.head));
            rest = cell.tail();
            if (!(rest instanceof Cons)) {
                highest = Math.max(highest, highest(rest));
            }
        }
        if (term instanceof Tuple tuple) {
            for (int i = 0; i < tuple.size(); i++) {
                highest = Math.max(highest, highest(tuple.get(i)));
            }
        } else if (term instanceof ElixirMap map) {
            for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
                highest = Math.max(highest, highest(entry.value()));
            }
        }
        return highest;
    }

    /** True when there is neither {@code '_'} nor a variable in the term. */
    static boolean isConstant(Object term) {
        if (term == ANYTHING || variable(term) >= 0) {
            return false;
        }
        Object rest = term;
        while (rest instanceof Cons cell) {
            if (!isConstant(cell.head)) {
                return false;
            }
            rest = cell.tail();
        }
        if (rest instanceof Tuple tuple) {
            for (int i = 0; i < tuple.size(); i++) {
                if (!isConstant(tuple.get(i))) {
                    return false;
                }
            }
        } else if (rest instanceof ElixirMap map) {
            for (ElixirMap.Cursor entry = map.cursor(); entry.next(); ) {
                if (!isConstant(entry.value())) {
                    return false;
                }
            }
        }
        return rest == term || isConstant(rest);
    }

    /** The key that an object must have to match, if the pattern says so; {@code position} counts from 0. */
    @Nullable
    Object key(int position) {
        boolean known = pattern instanceof Tuple tuple && position < tuple.size() && isConstant(tuple.get(position));
        return known ? ((Tuple) pattern).get(position) : null;
    }

    /** True for a pattern that every object matches. */
    boolean matchesAll() {
        return pattern == ANYTHING || variable(pattern) >= 0;
    }

    /** The values of the variables; null when {@code object} does not match. */
    @Nullable
    Object @Nullable [] match(Object object) {
        Object[] bindings = new Object[variables];
        return match(pattern, object, bindings) ? bindings : null;
    }

    private static boolean match(Object pattern, Object term, @Nullable Object[] bindings) {
        if (pattern instanceof Atom) {
            return pattern == ANYTHING || pattern == term || bind(pattern, term, bindings);
        }
        if (pattern instanceof Tuple tuple) {
            return term instanceof Tuple other && matchTuple(tuple, other, bindings);
        }
        if (pattern instanceof Cons list) {
            return matchList(list, term, bindings);
        }
        if (pattern instanceof ElixirMap map) {
            return term instanceof ElixirMap other && matchMap(map, other, bindings);
        }
        return TermOrder.exactlyEqual(pattern, term);
    }

    private static boolean bind(Object pattern, Object term, @Nullable Object[] bindings) {
        int variable = variable(pattern);
        if (variable < 0) {
            return false;
        }
        Object bound = bindings[variable];
        if (bound == null) {
            bindings[variable] = term;
            return true;
        }
        return TermOrder.exactlyEqual(bound, term);
    }

    private static boolean matchTuple(Tuple pattern, Tuple term, @Nullable Object[] bindings) {
        if (pattern.size() != term.size()) {
            return false;
        }
        for (int i = 0; i < pattern.size(); i++) {
            if (!match(pattern.get(i), term.get(i), bindings)) {
                return false;
            }
        }
        return true;
    }

    private static boolean matchList(Cons pattern, Object term, @Nullable Object[] bindings) {
        Object rest = pattern;
        Object other = term;
        while (rest instanceof Cons cell) {
            if (!(other instanceof Cons found) || !match(cell.head, found.head, bindings)) {
                return false;
            }
            rest = cell.tail();
            other = found.tail();
        }
        return match(rest, other, bindings);
    }

    /** The keys of the pattern must be there; the map may have more. */
    private static boolean matchMap(ElixirMap pattern, ElixirMap term, @Nullable Object[] bindings) {
        for (ElixirMap.Cursor entry = pattern.cursor(); entry.next(); ) {
            Object value = term.get(entry.key());
            if (value == null || !match(entry.value(), value, bindings)) {
                return false;
            }
        }
        return true;
    }
}
