package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** The types, specifications and callbacks of a module, as they are written. They do not change what code does. */
final class Typespecs {
    /** {@code kind} is the attribute's name. */
    record Typespec(Atom kind, Object form, int line) {}

    private static final Atom CALLBACK = Atom.of("callback");
    private static final Atom MACROCALLBACK = Atom.of("macrocallback");

    private final List<Typespec> all = new ArrayList<>();

    void add(Atom kind, Object form, int line) {
        all.add(new Typespec(kind, form, line));
    }

    private final List<Object> kept = new ArrayList<>();

    long keep(Object form) {
        kept.add(form);
        return kept.size() - 1L;
    }

    Object kept(long number) {
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

    /** {@code [{kind, form, line}]}, newest first, of one kind. */
    Object ofKind(Atom kind) {
        ListBuilder out = new ListBuilder();
        for (int i = all.size() - 1; i >= 0; i--) {
            Typespec spec = all.get(i);
            if (spec.kind == kind) {
                out.add(Tuple.of(kind, spec.form, (long) spec.line));
            }
        }
        return out.finish();
    }

    /** The chunk: all of them in order. */
    Object chunk() {
        ListBuilder out = new ListBuilder();
        for (Typespec spec : all) {
            out.add(Tuple.of(spec.kind, spec.form, (long) spec.line));
        }
        return out.finish();
    }

    boolean hasCallbacks() {
        return all.stream().anyMatch(spec -> spec.kind == CALLBACK || spec.kind == MACROCALLBACK);
    }

    /** The functions that implementations have to have; macros by the name of their function. */
    List<Signature> callbacks() {
        List<Signature> out = new ArrayList<>();
        for (Typespec spec : all) {
            if (spec.kind != CALLBACK && spec.kind != MACROCALLBACK) {
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
        if (!(form instanceof Tuple3 node)) {
            return null;
        }
        if (node.e0 == Words.WHEN && Form.length(node.e2) == 2) {
            return signature(Form.at(node.e2, 0));
        }
        Object head = node.e0 == Words.DOUBLE_COLON && Form.length(node.e2) == 2 ? Form.at(node.e2, 0) : node;
        if (head instanceof Tuple3 call && call.e0 instanceof Atom name) {
            return new Signature(name, call.e2 instanceof Atom ? 0 : Form.length(call.e2));
        }
        return null;
    }
}
