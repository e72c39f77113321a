package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** {@code case}, {@code cond} and {@code receive}. */
final class ExpandCase {
    private ExpandCase() {}

    static Object caseOf(Expander x, Object meta, Object subject, Object options) {
        ExpandClauses.refuseInPatterns(x, meta, "case");
        Object expanded = x.expand(subject);
        ExpandClauses.checkOptions(x, meta, "case", options, DO);
        Object given = ExpandClauses.option(options, DO);
        if (given == null) {
            throw x.fatal(meta, "missing :do option in \"case\"");
        }
        Object clauses = BooleanCase.clauses(meta, expanded, given);
        Object done = ExpandClauses.expand(x, meta, "case", DO, clauses, ExpandClauses.single(x, "case", DO));
        return Form.call(CASE, meta, expanded, TermList.of(new Tuple2(DO, done)));
    }

    static Object cond(Expander x, Object meta, Object options) {
        ExpandClauses.refuseInPatterns(x, meta, "cond");
        ExpandClauses.checkOptions(x, meta, "cond", options, DO);
        Object clauses = ExpandClauses.option(options, DO);
        if (clauses == null) {
            throw x.fatal(meta, "missing :do option in \"cond\"");
        }
        Object done = ExpandClauses.expand(x, meta, "cond", DO, clauses, clause -> {
            Object head = Form.at(clause.e2, 0);
            if (Form.length(head) != 1) {
                throw x.fatal(clause.e1, "expected one argument for \"do\" clauses (->) in \"cond\"");
            }
            if (Form.at(head, 0) instanceof Tuple3 name && name.e0 == UNDERSCORE && Form.isVariable(name)) {
                throw x.fatal(
                        clause.e1,
                        "invalid use of _ inside \"cond\". If you want the last clause to always match, you probably "
                                + "meant to use: true ->");
            }
            return x.expandArgs(head);
        });
        return Form.call(COND, meta, TermList.of(new Tuple2(DO, done)));
    }

    static Object receive(Expander x, Object meta, Object options) {
        ExpandClauses.refuseInPatterns(x, meta, "receive");
        ExpandClauses.checkOptions(x, meta, "receive", options, DO, AFTER);
        Object clauses = ExpandClauses.option(options, DO);
        Object after = ExpandClauses.option(options, AFTER);
        if (clauses == null && after == null) {
            throw x.fatal(meta, "missing :do/:after option in \"receive\"");
        }
        ListBuilder out = new ListBuilder();
        if (clauses != null) {
            boolean empty = clauses instanceof Tuple3 block && block.e0 == BLOCK && block.e2 == EmptyList.NIL;
            out.add(new Tuple2(
                    DO,
                    empty
                            ? clauses
                            : ExpandClauses.expand(
                                    x, meta, "receive", DO, clauses, ExpandClauses.single(x, "receive", DO))));
        }
        if (after != null) {
            out.add(new Tuple2(AFTER, after(x, meta, after)));
        }
        return Form.call(RECEIVE, meta, out.finish());
    }

    private static Object after(Expander x, Object meta, Object clauses) {
        if (!ExpandClauses.areClauses(clauses) || ((Cons) clauses).tail() != EmptyList.NIL) {
            throw x.fatal(meta, "expected a single -> clause for :after in \"receive\"");
        }
        return ExpandClauses.expand(x, meta, "receive", AFTER, clauses, clause -> {
            Object head = Form.at(clause.e2, 0);
            if (ExpandClauses.arity(head) != 1 || Form.length(head) != 1) {
                throw x.fatal(clause.e1, "expected one argument for \"after\" clauses (->) in \"receive\"");
            }
            return x.expandArgs(head);
        });
    }
}
