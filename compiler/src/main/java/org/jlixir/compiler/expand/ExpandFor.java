package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.Arrays;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** {@code for}: generators, filters and options. */
final class ExpandFor {
    private ExpandFor() {}

    /** The arguments of {@code for} and {@code with}: what comes before the options, and these, one or two keyword lists. */
    record Parts(Object cases, Object options) {
        static Parts of(Object args) {
            Object[] all = TermList.toJava(args).toArray();
            int n = all.length;
            if (n == 0 || !Form.isList(all[n - 1]) || !Form.isKeyword(all[n - 1])) {
                return new Parts(args, EmptyList.NIL);
            }
            Object options = all[--n];
            if (n > 0 && all[n - 1] instanceof Cons && Form.isKeyword(all[n - 1])) {
                options = Form.append(all[--n], options);
            }
            return new Parts(TermList.of(Arrays.copyOf(all, n)), options);
        }
    }

    static Object expand(Expander x, Object meta, Object args) {
        ExpandClauses.refuseInPatterns(x, meta, "for");
        Parts parts = Parts.of(args);
        Object body = Meta.get(parts.options, DO);
        if (body == null) {
            throw x.fatal(meta, "missing :do option in \"for\"");
        }
        Expander.Scope scope = x.new Scope();
        int mark = x.tracker.mark();
        Object options = options(x, meta, parts.options);
        boolean reduces = Meta.get(options, REDUCE) != null;
        if (!reduces && Meta.get(options, INTO) == null) {
            options = Form.append(options, TermList.of(new Tuple2(INTO, EmptyList.NIL)));
        }
        Object cases = cases(x, meta, parts.cases);
        Object expandedBody = body(x, meta, body, reduces);
        x.tracker.warnUnused(x.session, x.env, mark);
        scope.restore();
        Object all = new Cons(new Tuple2(DO, expandedBody), options);
        return new Tuple3(FOR, meta, Form.append(cases, TermList.of(all)));
    }

    /** {@code expanded} without the list that a {@code for} collects into by itself: for a place where nobody wants its value. */
    static Object unused(Object source, Object expanded) {
        if (!(source instanceof Tuple3 written && written.e0 == FOR)
                || !(expanded instanceof Tuple3 node && node.e0 == FOR)
                || Meta.get(Parts.of(written.e2).options, INTO) != null) {
            return expanded;
        }
        Parts parts = Parts.of(node.e2);
        ListBuilder options = new ListBuilder();
        for (Object option : TermList.toJava(parts.options)) {
            if (((Tuple2) option).e0 != INTO) {
                options.add(option);
            }
        }
        return new Tuple3(FOR, node.e1, Form.append(parts.cases, TermList.of(options.finish())));
    }

    private static Object options(Expander x, Object meta, Object options) {
        ListBuilder out = new ListBuilder();
        boolean collects = false;
        boolean reduces = false;
        for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 option = (Tuple2) cell.head;
            if (option.e0 == DO) {
                continue;
            }
            if (option.e0 != INTO && option.e0 != UNIQ && option.e0 != REDUCE) {
                throw x.fatal(meta, "unsupported option " + x.text(option.e0) + " given to for");
            }
            Object value = x.expand(option.e1);
            if (option.e0 == UNIQ && value != Atom.TRUE && value != Atom.FALSE) {
                throw x.fatal(
                        meta, ":uniq option for comprehensions only accepts a boolean, got: " + x.text(option.e1));
            }
            reduces |= option.e0 == REDUCE;
            collects |= option.e0 != REDUCE;
            out.add(new Tuple2(option.e0, value));
        }
        if (reduces && collects) {
            throw x.fatal(meta, "cannot use :reduce alongside :into/:uniq in comprehension");
        }
        return out.finish();
    }

    private static Object cases(Expander x, Object meta, Object cases) {
        ListBuilder out = new ListBuilder();
        boolean first = true;
        for (Object rest = cases; rest instanceof Cons cell; rest = cell.tail()) {
            Object generator = generator(x, cell.head);
            if (generator == null) {
                if (first) {
                    throw mustStart(x, meta);
                }
                generator = x.expand(cell.head);
            }
            first = false;
            out.add(generator);
        }
        if (first) {
            throw mustStart(x, meta);
        }
        return out.finish();
    }

    private static RuntimeException mustStart(Expander x, Object meta) {
        return x.fatal(meta, "for comprehensions must start with a generator");
    }

    private static @Nullable Object generator(Expander x, Object form) {
        if (!(form instanceof Tuple3 node)) {
            return null;
        }
        if (node.e0 == GENERATOR && Form.length(node.e2) == 2) {
            return arrow(x, node);
        }
        if (node.e0 == BITS && Form.length(node.e2) > 0) {
            int last = Form.length(node.e2) - 1;
            if (Form.at(node.e2, last) instanceof Tuple3 arrow && arrow.e0 == GENERATOR && Form.length(arrow.e2) == 2) {
                return bitstring(x, node, arrow, last);
            }
        }
        return null;
    }

    /** {@code pattern <- expression}; variables bound within the expression are not seen by what follows. */
    static Object arrow(Expander x, Tuple3 node) {
        Vars before = x.vars;
        Object right = x.expand(Form.at(node.e2, 1));
        x.vars = before;
        Object left = ExpandClauses.head(x, node.e1, TermList.of(Form.at(node.e2, 0)));
        return Form.call(GENERATOR, node.e1, Form.at(left, 0), right);
    }

    private static Object bitstring(Expander x, Tuple3 bits, Tuple3 arrow, int last) {
        Vars before = x.vars;
        Object right = x.expand(Form.at(arrow.e2, 1));
        x.vars = before;
        ListBuilder segments = new ListBuilder();
        for (int i = 0; i < last; i++) {
            segments.add(Form.at(bits.e2, i));
        }
        Object pattern = segments.add(Form.at(arrow.e2, 0)).finish();
        Object left = x.match(before, () -> ExpandBitstring.expand(x, bits.e1, pattern, true));
        return Form.call(BITS, bits.e1, Form.call(GENERATOR, arrow.e1, left, right));
    }

    private static Object body(Expander x, Object meta, Object body, boolean reduces) {
        if (!reduces) {
            if (ExpandClauses.areClauses(body)) {
                throw x.fatal(
                        meta,
                        "the do block was written using acc -> expr clauses but the :reduce option was not given");
            }
            return x.expand(body);
        }
        if (!ExpandClauses.areClauses(body)) {
            throw invalidReduce(x, meta);
        }
        return ExpandClauses.expand(x, meta, "for", DO, body, clause -> {
            Object head = Form.at(clause.e2, 0);
            if (ExpandClauses.arity(head) != 1 || Form.length(head) != 1) {
                throw invalidReduce(x, clause.e1);
            }
            return ExpandClauses.head(x, clause.e1, head);
        });
    }

    private static RuntimeException invalidReduce(Expander x, Object meta) {
        return x.fatal(
                meta,
                "when using :reduce with comprehensions, the do block must be written using acc -> expr clauses, where"
                        + " each clause expects the accumulator as a single argument");
    }
}
