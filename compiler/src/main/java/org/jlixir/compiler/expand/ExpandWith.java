package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** {@code with}. */
final class ExpandWith {
    private ExpandWith() {}

    static Object expand(Expander x, Object meta, Object args) {
        ExpandClauses.refuseInPatterns(x, meta, "with");
        ExpandFor.Parts parts = ExpandFor.Parts.of(args);
        Object body = Meta.get(parts.options(), DO);
        if (body == null) {
            throw x.fatal(meta, "missing :do option in \"with\"");
        }
        ExpandClauses.checkOptions(x, meta, "with", parts.options(), DO, ELSE);
        Expander.Scope scope = x.new Scope();
        int mark = x.tracker.mark();
        ListBuilder out = new ListBuilder();
        boolean arrows = false;
        for (Object rest = parts.cases(); rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple3 node && node.e0 == GENERATOR && Form.length(node.e2) == 2) {
                Tuple3 arrow = (Tuple3) ExpandFor.arrow(x, node);
                arrows |= !CatchAll.isAll(Form.at(arrow.e2, 0));
                out.add(arrow);
            } else {
                out.add(x.expand(cell.head));
            }
        }
        Object expandedBody = x.expand(body);
        x.tracker.warnUnused(x.session, x.env, mark);
        scope.restore();
        Object options = TermList.of(new Tuple2(DO, expandedBody));
        Object otherwise = Meta.get(parts.options(), ELSE);
        if (otherwise != null) {
            if (!arrows) {
                x.session.warn(
                        meta,
                        x.env,
                        "\"else\" clauses will never match because all patterns in \"with\" will always match");
            }
            Object clauses =
                    ExpandClauses.expand(x, meta, "with", ELSE, otherwise, ExpandClauses.single(x, "with", ELSE));
            options = TermList.of(new Tuple2(DO, expandedBody), new Tuple2(ELSE, clauses));
        }
        return new Tuple3(WITH, meta, out.add(options).finish());
    }
}
