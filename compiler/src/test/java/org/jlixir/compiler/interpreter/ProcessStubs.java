package org.jlixir.compiler.interpreter;

import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;

/** Output for programs under test. */
@ErlangModule("io")
final class ProcessStubs {
    private ProcessStubs() {}

    @Builtin("put_chars")
    static Object putChars(Proc self, Object device, Object encoding, Object text) {
        System.out.print(text instanceof Bitstring bits ? bits.utf8() : text.toString());
        System.out.flush();
        return Atom.OK;
    }

    @Builtin("columns")
    static Object columns(Proc self) {
        return TermList.properLength(EmptyList.NIL);
    }
}
