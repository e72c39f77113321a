package org.jlixir.compiler.match;

import static org.jlixir.compiler.core.SExpression.group;
import static org.jlixir.compiler.core.SExpression.word;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreDump;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.SExpression;
import org.jlixir.compiler.core.Variable;
import org.jlixir.runtime.term.TermText;

/** Core IR with the decision tree of each match in place of its clauses: {@code --dump=tree}. Bodies follow, by their number. */
public final class TreeDump {
    private final CoreDump dump;

    private TreeDump(CoreDump dump) {
        this.dump = dump;
    }

    public static String of(CoreModule module) {
        return CoreDump.of(module, (dump, subjects, clauses) -> new TreeDump(dump).clauses(subjects, clauses));
    }

    private List<SExpression> clauses(List<Variable> subjects, List<Core.Clause> clauses) {
        List<SExpression> out = new ArrayList<>();
        MatchCompiler.compile(subjects, clauses).forEach(tree -> out.add(tree(tree)));
        for (int i = 0; i < clauses.size(); i++) {
            out.add(group(word("body"), word(i), dump.of(clauses.get(i).body())));
        }
        return out;
    }

    private SExpression tree(DecisionTree tree) {
        return switch (tree) {
            case DecisionTree.Fail _ -> word("fail");
            case DecisionTree.Leaf leaf -> with("leaf", leaf.bindings(), List.of(word(leaf.clause())));
            case DecisionTree.Guarded guarded -> {
                List<SExpression> rest = new ArrayList<>();
                guarded.guards().forEach(guard -> rest.add(group(word("when"), dump.of(guard))));
                rest.add(word(guarded.clause()));
                rest.add(tree(guarded.otherwise()));
                yield with("guarded", guarded.bindings(), rest);
            }
            case DecisionTree.Bound bound -> with("bind", bound.bindings(), List.of(tree(bound.next())));
            case DecisionTree.Switch choice -> choice(choice);
            case DecisionTree.Check check ->
                group(word("check"), test(check.test()), tree(check.yes()), tree(check.no()));
        };
    }

    private SExpression with(String name, List<DecisionTree.Binding> bindings, List<SExpression> rest) {
        List<SExpression> parts = new ArrayList<>();
        for (DecisionTree.Binding binding : bindings) {
            parts.add(group(word("="), dump.name(binding.variable()), dump.name(binding.source())));
        }
        parts.addAll(rest);
        return group(name, parts);
    }

    private SExpression choice(DecisionTree.Switch choice) {
        List<SExpression> parts = new ArrayList<>(List.of(dump.name(choice.subject())));
        for (DecisionTree.Case one : choice.cases()) {
            parts.add(group(word("case"), shape(one.shape()), tree(one.tree())));
        }
        parts.add(group(word("else"), tree(choice.otherwise())));
        return group("switch", parts);
    }

    private SExpression shape(DecisionTree.Shape shape) {
        return switch (shape) {
            case DecisionTree.Shape.Tuple tuple ->
                group("tuple", tuple.elements().stream().map(dump::name).toList());
            case DecisionTree.Shape.Cons cons -> group(word("cons"), dump.name(cons.head()), dump.name(cons.tail()));
            case DecisionTree.Shape.Literal literal -> word(TermText.of(literal.term()));
        };
    }

    private SExpression test(DecisionTree.Test test) {
        return switch (test) {
            case DecisionTree.Test.Equal equal ->
                group(word("equal"), dump.name(equal.subject()), dump.of(equal.value()));
            case DecisionTree.Test.IsAtom atom -> group(word("is_atom"), dump.name(atom.subject()));
            case DecisionTree.Test.IsMap map -> group(word("is_map"), dump.name(map.subject()));
            case DecisionTree.Test.HasKey has ->
                group(word("has_key"), dump.name(has.subject()), dump.of(has.key()), dump.name(has.value()));
            case DecisionTree.Test.IsBitstring bits -> group(word("is_bitstring"), dump.name(bits.subject()));
            case DecisionTree.Test.AtEnd end -> group(word("at_end"), cursor(end.cursor()));
            case DecisionTree.Test.Segment segment ->
                group(
                        word(segment.last() ? "last-segment" : "segment"),
                        word(CoreDump.type(segment.type())),
                        dump.size(segment.size()),
                        cursor(segment.cursor()),
                        dump.name(segment.value()),
                        cursor(segment.next()));
        };
    }

    /** {@code (at bits base offset)}: so many bits after {@code base}, {@code _} being the start. */
    private SExpression cursor(DecisionTree.Cursor cursor) {
        return group(word("at"), dump.name(cursor.bits()), dump.name(cursor.base()), word(cursor.offset()));
    }
}
