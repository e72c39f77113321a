package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** Lowers patterns. A variable is bound where its version is met first; met again, it is compared. */
final class PatternLowering {
    private final Lowering lowering;

    PatternLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    List<Pattern> lowerAll(List<Object> forms) {
        List<Pattern> patterns = new ArrayList<>(forms.size());
        for (Object form : forms) {
            patterns.add(lower(form));
        }
        return patterns;
    }

    /** True for a variable that has no binding yet: not {@code _}, and not one met before in the pattern. */
    boolean isNewVariable(Tuple3 variable) {
        int version = Forms.version(variable.e1);
        return version >= 0 && lowering.lookup(version) == null;
    }

    Variable declare(Tuple3 form) {
        Variable variable = new Variable(((Atom) form.e0).name());
        lowering.declare(Forms.version(form.e1), variable);
        return variable;
    }

    Pattern lower(Object form) {
        return switch (form) {
            case Tuple3 node when Form.isVariable(node) -> variable(node);
            case Tuple3 node -> node(node);
            case Tuple2 pair -> tuple(List.of(pair.e0, pair.e1));
            case Cons cell -> list(cell);
            default -> new Pattern.Literal(form);
        };
    }

    private Pattern variable(Tuple3 form) {
        if (form.e0 == UNDERSCORE) {
            return Pattern.ANY;
        }
        Variable known = lowering.lookup(Forms.version(form.e1));
        return known != null ? new Pattern.Equal(new Core.Use(known)) : new Pattern.Bind(declare(form), Pattern.ANY);
    }

    private Pattern node(Tuple3 node) {
        if (!(node.e0 instanceof Atom name)) {
            return remote(node);
        }
        return switch (name.name()) {
            case "=" -> both(Forms.argument(node, 0), Forms.argument(node, 1));
            case "^" -> new Pattern.Equal(lowering.expression(Forms.argument(node, 0), false));
            case "{}" -> tuple(Forms.list(node.e2));
            case "%{}" -> map(Forms.list(node.e2), new ArrayList<>(), new ArrayList<>());
            case "%" -> struct(node);
            case "<<>>" -> new BinaryLowering(lowering).pattern(node);
            default -> throw new CompilerBug("lowering", "not a pattern: " + node, Meta.line(node.e1));
        };
    }

    private Pattern both(Object left, Object right) {
        Pattern first = lower(left);
        Pattern second = lower(right);
        if (first instanceof Pattern.Bind(var variable, Pattern.Any _)) {
            return new Pattern.Bind(variable, second);
        }
        if (second instanceof Pattern.Bind(var variable, Pattern.Any _)) {
            return new Pattern.Bind(variable, first);
        }
        return new Pattern.Both(first, second);
    }

    private Pattern tuple(List<Object> forms) {
        return new Pattern.Tuple(lowerAll(forms));
    }

    private Pattern list(Cons first) {
        List<Pattern> elements = new ArrayList<>();
        Pattern end = new Pattern.Literal(EmptyList.NIL);
        Object rest = first;
        while (rest instanceof Cons cell) {
            Tuple3 bar = cell.tail() == EmptyList.NIL ? Forms.call(cell.head(), Lowering.BAR, 2) : null;
            if (bar != null) {
                elements.add(lower(Forms.argument(bar, 0)));
                end = lower(Forms.argument(bar, 1));
                break;
            }
            elements.add(lower(cell.head()));
            rest = cell.tail();
        }
        return prepend(elements, end);
    }

    private static Pattern prepend(List<Pattern> elements, Pattern end) {
        Pattern list = end;
        for (int i = elements.size() - 1; i >= 0; i--) {
            list = new Pattern.Cons(elements.get(i), list);
        }
        return list;
    }

    private Pattern map(List<Object> pairs, List<Core> keys, List<Pattern> values) {
        for (Object pair : pairs) {
            keys.add(lowering.expression(Forms.element(pair, 0), false));
            values.add(lower(Forms.element(pair, 1)));
        }
        return new Pattern.Map(keys, values);
    }

    private Pattern struct(Tuple3 node) {
        List<Core> keys = new ArrayList<>();
        List<Pattern> values = new ArrayList<>();
        Object name = Forms.argument(node, 0);
        keys.add(new Core.Literal(Lowering.STRUCT));
        values.add(
                switch (lower(name)) {
                    case Pattern.Any _ -> new Pattern.AnyAtom();
                    case Pattern.Bind bind -> new Pattern.Bind(bind.variable(), new Pattern.AnyAtom());
                    case Pattern.Equal pinned -> new Pattern.Both(new Pattern.AnyAtom(), pinned);
                    case Pattern other -> other;
                });
        Tuple3 map = (Tuple3) Forms.argument(node, 1);
        return map(Forms.list(map.e2), keys, values);
    }

    /** {@code list ++ tail} and a negative number are the calls that may stand in a pattern. */
    private Pattern remote(Tuple3 node) {
        List<Object> arguments = Forms.list(node.e2);
        if (node.e0 instanceof Tuple3 dot
                && dot.e0 == Lowering.DOT
                && Forms.argument(dot, 1) instanceof Atom function) {
            switch (function.name()) {
                case "++" -> {
                    return prepend(lowerAll(Forms.list(arguments.getFirst())), lower(arguments.get(1)));
                }
                case "-", "+" -> {
                    if (lowering.expression(node, false) instanceof Core.Literal(var term)) {
                        return new Pattern.Literal(term);
                    }
                }
                default -> {}
            }
        }
        throw new CompilerBug("lowering", "not a pattern: " + node, Meta.line(node.e1));
    }

    private static final Atom UNDERSCORE = Atom.of("_");
}
