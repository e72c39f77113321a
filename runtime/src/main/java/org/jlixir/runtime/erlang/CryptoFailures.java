package org.jlixir.runtime.erlang;

import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;

/** How {@code :crypto} refuses arguments: a kind, a place and a sentence. */
final class CryptoFailures {
    private CryptoFailures() {}

    static ElixirException badArgument(String file, int line, String sentence) {
        return failure(Atom.of("badarg"), file, line, sentence);
    }

    static ElixirException failed(String file, int line, String sentence) {
        return failure(Atom.ERROR, file, line, sentence);
    }

    private static ElixirException failure(Atom kind, String file, int line, String sentence) {
        return ElixirException.error(
                Tuple.of(kind, Tuple.of(Args.charlist(file), (long) line), Args.charlist(sentence)));
    }

    static byte[] bytes(Object ioData) {
        return IoList.toBinary(ioData).toBytes();
    }
}
