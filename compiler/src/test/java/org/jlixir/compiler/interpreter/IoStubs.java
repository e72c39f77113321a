package org.jlixir.compiler.interpreter;

import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermText;

/** Enough of {@code IO} to run programs before the real one is there. */
@ErlangModule("Elixir.IO")
final class IoStubs {
    private IoStubs() {}

    @Builtin("inspect")
    static Object inspect(Proc self, Object term) {
        System.out.println(TermText.of(term));
        return term;
    }

    @Builtin("inspect")
    static Object inspect(Proc self, Object term, Object options) {
        Object label = Meta.get(options, Atom.of("label"));
        System.out.println((label instanceof Bitstring text ? text.utf8() + ": " : "") + TermText.of(term));
        return term;
    }

    @Builtin("puts")
    static Object puts(Proc self, Object text) {
        System.out.println(text instanceof Bitstring bits ? bits.utf8() : text.toString());
        return Atom.OK;
    }

    @Builtin("text_of")
    static Object textOf(Proc self, Object term) {
        return Bitstring.of(TermText.of(term));
    }
}
