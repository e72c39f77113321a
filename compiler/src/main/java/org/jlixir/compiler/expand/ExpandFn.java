package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** {@code fn}. */
final class ExpandFn {
    private ExpandFn() {}

    static @Nullable Object expand(Expander x, Object meta, Object clauses) {
        if (!ExpandClauses.areClauses(clauses)) {
            throw x.fatal(meta, "expected -> clauses for the body of an anonymous function");
        }
        ExpandClauses.refuseInPatterns(x, meta, "fn");
        int arity = -1;
        for (Object rest = clauses; rest instanceof Cons cell; rest = cell.tail()) {
            Object head = Form.at(((Tuple3) cell.head).e2, 0);
            int its = ExpandClauses.arity(head);
            if (arity >= 0 && its != arity) {
                throw x.fatal(meta, "cannot mix clauses with different arities in anonymous functions");
            }
            arity = its;
            refuseDefaults(x, meta, head);
        }
        Object expanded = ExpandClauses.expand(
                x, meta, "fn", DO, clauses, clause -> ExpandClauses.head(x, clause.e1, Form.at(clause.e2, 0)));
        return new Tuple3(FN, meta, expanded);
    }

    private static void refuseDefaults(Expander x, Object meta, Object head) {
        for (Object rest = head; rest instanceof Cons cell; rest = cell.tail()) {
            if (Form.isCall(cell.head, DEFAULT)) {
                throw x.fatal(meta, "anonymous functions cannot have optional arguments");
            }
        }
    }
}
