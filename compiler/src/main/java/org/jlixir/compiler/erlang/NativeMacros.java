package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/** The macros that exist while {@code Kernel} itself is compiled: just enough to define it. */
public final class NativeMacros {
    private NativeMacros() {}

    public static boolean has(Atom name, int arity) {
        return switch (name.name()) {
            case "def", "defp", "defmacro", "defmacrop" -> arity == 1 || arity == 2;
            case "defmodule" -> arity == 2;
            case "@" -> arity == 1;
            default -> false;
        };
    }

    /** @return the form in place of the call, or null when it is no native macro */
    public static @Nullable Object expand(Session session, Atom name, Object args, int arity, Env env) {
        if (!has(name, arity)) {
            return null;
        }
        Object first = Form.at(args, 0);
        if (name == Words.AT) {
            return JlixirKernel.attribute(session, first, env);
        }
        if (name == Words.DEFMODULE) {
            return JlixirKernel.defmodule(session, first, Form.at(args, 1), env);
        }
        return JlixirKernel.define(session, name, first, arity == 2 ? Form.at(args, 1) : Atom.NIL, env);
    }
}
