package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** Forms as source text, for messages: by {@code Macro.to_string/1} when it is there, else in a plain notation of its own. */
public final class CodeText {
    private static final Atom MACRO = Atom.of("Elixir.Macro");
    private static final Atom TO_STRING = Atom.of("to_string");

    private CodeText() {}

    public static String of(Session session, Object form) {
        if (session.state().checksModules() && (form instanceof Tuple || form instanceof Cons)) {
            try {
                if (session.exports(MACRO, TO_STRING, 1)
                        && session.call(MACRO, TO_STRING, form) instanceof Bitstring text) {
                    return text.utf8();
                }
            } catch (ElixirException notPrintable) {
                return plain(form);
            }
        }
        return plain(form);
    }

    public static String plain(Object form) {
        StringBuilder out = new StringBuilder();
        write(out, form);
        return out.toString();
    }

    private static void write(StringBuilder out, Object form) {
        switch (form) {
            case Atom atom -> out.append(Names.inspect(atom));
            case Bitstring text
            when text.isBinary() ->
                out.append('"')
                        .append(text.utf8()
                                .replace("\\", "\\\\")
                                .replace("\"", "\\\"")
                                .replace("\n", "\\n"))
                        .append('"');
            case EmptyList _ -> out.append("[]");
            case Cons list -> list(out, list);
            case Tuple3 node when isNode(node) -> node(out, node);
            case Tuple tuple -> tuple(out, tuple);
            default -> out.append(form);
        }
    }

    private static boolean isNode(Tuple3 node) {
        return Form.isList(node.e1)
                && (node.e0 instanceof Atom || node.e0 instanceof Tuple3)
                && (node.e2 instanceof Atom || Form.length(node.e2) >= 0);
    }

    private static void tuple(StringBuilder out, Tuple tuple) {
        out.append('{');
        for (int i = 0; i < tuple.size(); i++) {
            if (i > 0) {
                out.append(", ");
            }
            write(out, tuple.get(i));
        }
        out.append('}');
    }

    private static void list(StringBuilder out, Cons list) {
        out.append('[');
        if (Form.isKeyword(list)) {
            String comma = "";
            for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
                Tuple2 pair = (Tuple2) cell.head;
                out.append(comma).append(Names.function((Atom) pair.e0)).append(": ");
                write(out, pair.e1);
                comma = ", ";
            }
        } else {
            arguments(out, list);
        }
        out.append(']');
    }

    private static void arguments(StringBuilder out, Object args) {
        String comma = "";
        Object rest = args;
        while (rest instanceof Cons cell) {
            out.append(comma);
            write(out, cell.head);
            comma = ", ";
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            out.append(" | ");
            write(out, rest);
        }
    }

    private static void node(StringBuilder out, Tuple3 node) {
        if (node.e2 instanceof Atom) {
            out.append(((Atom) node.e0).name());
            return;
        }
        int arity = Form.length(node.e2);
        if (node.e0 instanceof Tuple3 dot && dot.e0 == DOT && Form.length(dot.e2) == 2) {
            write(out, Form.at(dot.e2, 0));
            out.append('.').append(Form.at(dot.e2, 1) instanceof Atom name ? Names.function(name) : "unquote(...)");
            call(out, node.e2);
        } else if (node.e0 instanceof Tuple3 dot && dot.e0 == DOT) {
            write(out, Form.at(dot.e2, 0));
            out.append('.');
            call(out, node.e2);
        } else if (node.e0 == ALIASES) {
            String point = "";
            for (Object rest = node.e2; rest instanceof Cons cell; rest = cell.tail()) {
                out.append(point).append(cell.head instanceof Atom part ? part.name() : "...");
                point = ".";
            }
        } else if (node.e0 == TUPLE) {
            out.append('{');
            arguments(out, node.e2);
            out.append('}');
        } else if (node.e0 == BLOCK) {
            block(out, node.e2);
        } else if (node.e0 instanceof Atom name && Names.isOperator(name.name()) && arity == 2) {
            write(out, Form.at(node.e2, 0));
            out.append(' ').append(name.name()).append(' ');
            write(out, Form.at(node.e2, 1));
        } else if (node.e0 instanceof Atom name && Names.isOperator(name.name()) && arity == 1) {
            out.append(name.name());
            write(out, Form.at(node.e2, 0));
        } else {
            write(out, node.e0 instanceof Atom ? new Tuple3(node.e0, EmptyList.NIL, Atom.NIL) : node.e0);
            call(out, node.e2);
        }
    }

    private static void block(StringBuilder out, Object expressions) {
        String newline = "";
        for (Object rest = expressions; rest instanceof Cons cell; rest = cell.tail()) {
            out.append(newline);
            write(out, cell.head);
            newline = "\n";
        }
    }

    private static void call(StringBuilder out, Object args) {
        out.append('(');
        arguments(out, args);
        out.append(')');
    }
}
