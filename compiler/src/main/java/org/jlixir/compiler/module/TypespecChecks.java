package org.jlixir.compiler.module;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Warns of types and specifications that say nothing, or not what they seem to. */
final class TypespecChecks {
    private final Session session;
    private final Env env;
    private final Set<Signature> used = new HashSet<>();

    private TypespecChecks(Session session, Env env) {
        this.session = session;
        this.env = env;
    }

    static void run(Session session, OpenModule module, Env env) {
        TypespecChecks checks = new TypespecChecks(session, env);
        for (Typespecs.Typespec spec : module.typespecs.all()) {
            checks.check(spec);
        }
        for (Typespecs.Typespec spec : module.typespecs.all().reversed()) {
            checks.checkUse(spec);
        }
    }

    private void warn(Typespecs.Typespec spec, String message) {
        session.warn(Meta.ofLine(spec.line()), env, message);
    }

    private void check(Typespecs.Typespec spec) {
        Map<Atom, Integer> underscored = new HashMap<>();
        underscored(spec.form(), underscored);
        underscored.forEach((name, count) -> {
            if (count > 1) {
                warn(
                        spec,
                        "the underscored type variable \"" + name.name() + "\" is used more than once in the type"
                                + " specification. A leading underscore indicates that the value of the variable should"
                                + " be ignored. If this is intended please rename the variable to remove the"
                                + " underscore");
            }
        });
        Object body = Form.isCall(spec.form(), Words.WHEN) ? Form.at(((Tuple3) spec.form()).e2, 0) : spec.form();
        if (Form.isCall(body, Words.DOUBLE_COLON) && Form.length(((Tuple3) body).e2) == 2) {
            Object arguments = Form.at(((Tuple3) body).e2, 0);
            Object type = Form.at(((Tuple3) body).e2, 1);
            if (spec.kind().name().equals("opaque") && isAnything(type)) {
                warn(
                        spec,
                        "@opaque type " + Typespecs.signature(spec.form())
                                + " is underspecified and therefore meaningless");
            }
            if (arguments instanceof Tuple3 head) {
                types(spec, head.e2);
            }
            types(spec, type);
            if (body != spec.form()) {
                types(spec, Form.at(((Tuple3) spec.form()).e2, 1));
            }
        }
    }

    private static boolean isAnything(Object type) {
        return type instanceof Tuple3 node
                && node.e0 instanceof Atom name
                && (node.e2 instanceof Atom || Form.length(node.e2) == 0)
                && (name.name().equals("any") || name.name().equals("term"));
    }

    private static void underscored(Object form, Map<Atom, Integer> counts) {
        switch (form) {
            case Tuple3 node
            when Form.isVariable(node) -> {
                String name = ((Atom) node.e0).name();
                if (name.length() > 1 && name.charAt(0) == '_' && name.charAt(1) != '_') {
                    counts.merge((Atom) node.e0, 1, Integer::sum);
                }
            }
            case Tuple3 node -> {
                underscored(node.e0, counts);
                underscored(node.e2, counts);
            }
            case Tuple2 pair -> {
                underscored(pair.e0, counts);
                underscored(pair.e1, counts);
            }
            case Cons cell -> {
                underscored(cell.head, counts);
                underscored(cell.tail(), counts);
            }
            default -> {}
        }
    }

    /** Looks at the types in a form, and notes those that are used. */
    private void types(Typespecs.Typespec spec, Object form) {
        switch (form) {
            case Tuple3 node when node.e0 == Words.BITS -> {}
            case Tuple3 node
            when node.e0 == Words.DOUBLE_COLON && Form.length(node.e2) == 2 -> {
                annotation(spec, node, Form.at(node.e2, 0), Form.at(node.e2, 1));
                types(spec, Form.at(node.e2, 1));
            }
            case Tuple3 node -> {
                if (node.e0 instanceof Atom name) {
                    int arity = node.e2 instanceof Atom ? 0 : Math.max(0, Form.length(node.e2));
                    Signature type = new Signature(name, arity);
                    used.add(type);
                    discouraged(spec, name, arity);
                } else {
                    types(spec, node.e0);
                }
                types(spec, node.e2);
            }
            case Tuple2 pair -> {
                types(spec, pair.e0);
                types(spec, pair.e1);
            }
            case Cons cell -> {
                types(spec, cell.head);
                types(spec, cell.tail());
            }
            default -> {}
        }
    }

    private void annotation(Typespecs.Typespec spec, Object annotation, Object left, Object right) {
        if (Form.isCall(right, Words.DOUBLE_COLON)) {
            warn(
                    spec,
                    "invalid type annotation. Type annotations cannot be nested: " + CodeText.of(session, annotation));
        } else if (!Form.isVariable(left)) {
            String note = Form.isCall(left, Words.BAR)
                    ? ". Note \"left | right :: ann\" is the same as \"(left | right) :: ann\". To solve this, use"
                            + " parentheses around the union operands: \"left | (right :: ann)\""
                    : "";
            warn(
                    spec,
                    "invalid type annotation. The left side of :: must be a variable, got: "
                            + CodeText.of(session, left) + note);
        }
    }

    private void discouraged(Typespecs.Typespec spec, Atom name, int arity) {
        @Nullable
        String instead = switch (name.name()) {
            case "string" -> "For character lists, use charlist() type, for strings, String.t()\n";
            case "nonempty_string" ->
                "For non-empty character lists, use nonempty_charlist() type, for strings, String.t()\n";
            default -> null;
        };
        if (name.name().equals("fun") && arity == 1) {
            warn(spec, "fun/1 is not valid in typespecs. Either specify fun() or use (... -> return) instead");
        }
        if (instead != null && arity == 0) {
            warn(
                    spec,
                    name.name() + "() type use is discouraged. " + instead + "    " + Session.shown(env.file()) + ":"
                            + spec.line() + ": " + env.where() + "\n");
        }
    }

    private void checkUse(Typespecs.Typespec spec) {
        Signature signature = Typespecs.signature(spec.form());
        if (spec.kind().name().equals("typep") && signature != null && !used.contains(signature)) {
            warn(spec, "type " + signature + " is unused");
        }
    }
}
