package org.jlixir.compiler.module;

import java.util.Set;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** Walks over expanded forms. */
final class Walk {
    private Walk() {}

    /** Reports each {@code name(args)} and {@code &name/arity}; special forms among them are of no harm. */
    static void locals(Object form, Definition.LocalCallFinder found) {
        switch (form) {
            case Tuple3 node -> node(node, found);
            case Tuple2 pair -> {
                locals(pair.e0, found);
                locals(pair.e1, found);
            }
            case Cons list -> {
                Object rest = list;
                while (rest instanceof Cons cell) {
                    locals(cell.head, found);
                    rest = cell.tail();
                }
            }
            default -> {
                return;
            }
        }
    }

    private static void node(Tuple3 node, Definition.LocalCallFinder found) {
        if (node.e0 instanceof Atom name) {
            if (node.e2 instanceof Atom) {
                return;
            }
            if (name == Words.CAPTURE
                    && Form.length(node.e2) == 1
                    && Form.at(node.e2, 0) instanceof Tuple3 slash
                    && slash.e0 == Words.SLASH
                    && Form.at(slash.e2, 0) instanceof Tuple3 target
                    && target.e0 instanceof Atom captured
                    && Form.at(slash.e2, 1) instanceof Long arity) {
                found.call(captured, arity.intValue());
                return;
            }
            found.call(name, Form.length(node.e2));
        } else {
            locals(node.e0, found);
        }
        locals(node.e2, found);
    }

    /** Adds the versions of all variables in {@code form}. */
    static void versions(Object form, Set<Integer> versions) {
        switch (form) {
            case Tuple3 node -> {
                if (node.e0 instanceof Atom && node.e2 instanceof Atom) {
                    if (Meta.get(node.e1, Words.VERSION) instanceof Long version) {
                        versions.add(version.intValue());
                    }
                    return;
                }
                versions(node.e0, versions);
                versions(node.e2, versions);
            }
            case Tuple2 pair -> {
                versions(pair.e0, versions);
                versions(pair.e1, versions);
            }
            case Cons list -> {
                Object rest = list;
                while (rest instanceof Cons cell) {
                    versions(cell.head, versions);
                    rest = cell.tail();
                }
            }
            default -> {
                return;
            }
        }
    }
}
