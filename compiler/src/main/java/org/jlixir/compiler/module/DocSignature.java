package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Escape;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * How a definition is called, for its documentation: {@code f(list1, list2, opts \\ [])}. An argument is named by its variable;
 * one without is named after what its pattern matches, with a number where several would have one name.
 */
final class DocSignature {
    /**
     * An argument.
     *
     * @param variable false when the name says what the pattern matches
     * @param defaultValue the text of its default, or null
     */
    private record Argument(
            String name, boolean variable, @Nullable String defaultValue) {}

    private final Session session;
    private final OpenModule module;

    private DocSignature(Session session, OpenModule module) {
        this.session = session;
        this.module = module;
    }

    static String of(Session session, OpenModule module, Atom name, Object args) {
        DocSignature signature = new DocSignature(session, module);
        List<Argument> arguments = new ArrayList<>();
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            arguments.add(signature.argument(cell.head));
        }
        return name.name() + "(" + String.join(", ", texts(arguments)) + ")";
    }

    private static List<String> texts(List<Argument> arguments) {
        Map<String, Integer> numbers = new HashMap<>();
        List<String> texts = new ArrayList<>();
        for (Argument argument : arguments) {
            boolean shared = arguments.stream()
                            .filter(other -> !other.variable && other.name.equals(argument.name))
                            .count()
                    > 1;
            String name = argument.variable || !shared
                    ? argument.name
                    : argument.name + numbers.merge(argument.name, 1, Integer::sum);
            texts.add(argument.defaultValue == null ? name : name + " \\\\ " + argument.defaultValue);
        }
        return texts;
    }

    private Argument argument(Object form) {
        if (form instanceof Tuple3 node && node.e0 == Words.DEFAULT && Form.length(node.e2) == 2) {
            Argument named = argument(Form.at(node.e2, 0));
            return new Argument(named.name, named.variable, CodeText.of(session, value(Form.at(node.e2, 1))));
        }
        String variable = variable(form);
        return variable != null ? new Argument(variable, true, null) : new Argument(kind(value(form)), false, null);
    }

    /** An attribute stands for its value. */
    private Object value(Object form) {
        if (Form.isCall(form, Words.AT)
                && Form.length(((Tuple3) form).e2) == 1
                && Form.isVariable(Form.at(((Tuple3) form).e2, 0))) {
            Object value = module.attributes.get(((Atom) ((Tuple3) Form.at(((Tuple3) form).e2, 0)).e0).name());
            return value == null ? form : Escape.value(value);
        }
        return form;
    }

    private static @Nullable String variable(Object form) {
        if (!(form instanceof Tuple3 node)) {
            return null;
        }
        if (Form.isVariable(node)) {
            String name = ((Atom) node.e0).name();
            return name.length() > 1 && name.startsWith("_") ? name.substring(1) : name;
        }
        if (node.e0 == Words.MATCH && Form.length(node.e2) == 2) {
            String left = variable(Form.at(node.e2, 0));
            return left != null ? left : variable(Form.at(node.e2, 1));
        }
        return null;
    }

    private static String kind(Object form) {
        return switch (form) {
            case Cons _, EmptyList _ -> "list";
            case Atom atom -> atom == Atom.TRUE || atom == Atom.FALSE ? "bool" : "atom";
            case Long _, java.math.BigInteger _ -> "int";
            case Double _ -> "float";
            case Bitstring _ -> "binary";
            case Tuple3 node when node.e0 == Words.MAP -> "map";
            case Tuple3 node when node.e0 == Words.PERCENT && Form.length(node.e2) == 2 -> struct(Form.at(node.e2, 0));
            default -> "arg";
        };
    }

    /** {@code date_time} for {@code %DateTime{}}. */
    private static String struct(Object name) {
        if (!(name instanceof Tuple3 alias && alias.e0 == Words.ALIASES && alias.e2 instanceof Cons)) {
            return "struct";
        }
        Object last = Form.at(alias.e2, Form.length(alias.e2) - 1);
        return last instanceof Atom atom
                ? atom.name()
                        .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                        .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                        .toLowerCase(java.util.Locale.ROOT)
                : "struct";
    }
}
