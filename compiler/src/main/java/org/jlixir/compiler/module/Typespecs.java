package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** The types, specifications and callbacks of a module, as they are written. They do not change what code does. */
final class Typespecs {
    /**
     * A typespec as it is written.
     *
     * @param kind the attribute's name
     * @param env the environment it is written in
     */
    record Typespec(Atom kind, Object form, int line, Env env) {
        boolean isType() {
            return switch (kind.name()) {
                case "type", "typep", "opaque", "nominal" -> true;
                default -> false;
            };
        }

        boolean isMacroCallback() {
            return kind == MACROCALLBACK;
        }

        boolean isCallback() {
            return kind == CALLBACK || kind == MACROCALLBACK;
        }
    }

    private static final Atom CALLBACK = Atom.of("callback");
    private static final Atom MACROCALLBACK = Atom.of("macrocallback");

    private final List<Typespec> all = new ArrayList<>();

    void add(Typespec typespec) {
        all.add(typespec);
    }

    /** The environment of the typespec whose form this is; null when there is none. */
    @Nullable
    Env envOf(Object form) {
        return all.stream()
                .filter(each -> each.form == form)
                .findFirst()
                .map(Typespec::env)
                .orElse(null);
    }

    private final List<Typespec> kept = new ArrayList<>();

    long keep(Typespec typespec) {
        kept.add(typespec);
        return kept.size() - 1L;
    }

    Typespec kept(long number) {
        return kept.get((int) number);
    }

    static boolean isTypespec(Atom attribute) {
        return switch (attribute.name()) {
            case "type", "typep", "opaque", "nominal", "spec", "callback", "macrocallback" -> true;
            default -> false;
        };
    }

    List<Typespec> all() {
        return all;
    }

    /** {@code [{kind, form, {module, line}}]}, newest first, of one kind. */
    Object ofKind(Atom kind) {
        ListBuilder out = new ListBuilder();
        for (int i = all.size() - 1; i >= 0; i--) {
            Typespec spec = all.get(i);
            if (spec.kind == kind) {
                out.add(Tuple.of(kind, spec.form, new Tuple2(spec.env.module(), (long) spec.line)));
            }
        }
        return out.finish();
    }

    boolean hasCallbacks() {
        return all.stream().anyMatch(Typespec::isCallback);
    }

    /** The functions that implementations have to have; macros by the name of their function. */
    List<Signature> callbacks() {
        List<Signature> out = new ArrayList<>();
        for (Typespec spec : all) {
            if (!spec.isCallback()) {
                continue;
            }
            Signature signature = signature(spec.form);
            if (signature != null) {
                Signature function = spec.kind == CALLBACK
                        ? signature
                        : new Signature(Atom.of("MACRO-" + signature.name().name()), signature.arity() + 1);
                if (!out.contains(function)) {
                    out.add(function);
                }
            }
        }
        return out;
    }

    /** The name and arity of {@code name(args) :: type when ...}; null for what is no such thing. */
    static @Nullable Signature signature(Object form) {
        return head(form) instanceof Tuple3 call && call.e0 instanceof Atom name
                ? new Signature(name, call.e2 instanceof Atom ? 0 : Form.length(call.e2))
                : null;
    }

    /** Where the name in {@code name(args) :: type when ...} stands: {@code {line, column}}, or {@code line} if that is all one knows. */
    static Object place(Object form, int line) {
        Object meta = head(form) instanceof Tuple3 call ? call.e1 : Meta.EMPTY;
        return Meta.column(meta) == 0
                ? (Object) (long) line
                : new Tuple2((long) Meta.line(meta), (long) Meta.column(meta));
    }

    private static @Nullable Object head(Object form) {
        if (!(form instanceof Tuple3 node)) {
            return null;
        }
        if (node.e0 == Words.WHEN && Form.length(node.e2) == 2) {
            return head(Form.at(node.e2, 0));
        }
        return node.e0 == Words.DOUBLE_COLON && Form.length(node.e2) == 2 ? Form.at(node.e2, 0) : node;
    }
}
