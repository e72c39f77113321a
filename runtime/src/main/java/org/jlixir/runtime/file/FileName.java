package org.jlixir.runtime.file;

import java.io.IOException;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;

/** Names of files, between terms and text. */
public final class FileName {
    private FileName() {}

    /** @throws PosixException {@code :badarg} for a term that is no name, {@code :enoent} for one that is not in UTF-8 */
    public static String text(Object name) throws IOException {
        String text;
        if (name instanceof Bitstring binary && binary.isBinary()) {
            text = utf8(binary);
        } else {
            StringBuilder characters = new StringBuilder();
            add(name, characters);
            text = characters.toString();
        }
        if (text.indexOf('\0') >= 0) {
            throw new PosixException("badarg");
        }
        return text;
    }

    private static String utf8(Bitstring name) throws IOException {
        String text = name.validUtf8();
        if (text == null) {
            throw new PosixException("enoent");
        }
        return text;
    }

    private static void add(Object name, StringBuilder text) throws IOException {
        if (name instanceof Atom atom) {
            text.append(atom.name());
            return;
        }
        Object rest = name;
        while (rest instanceof Cons cell) {
            if (cell.head instanceof Long c && BitstringBuilder.isCodePoint(c)) {
                text.appendCodePoint((int) (long) c);
            } else if (cell.head instanceof Bitstring) {
                throw new PosixException("badarg");
            } else {
                add(cell.head, text);
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw new PosixException("badarg");
        }
    }

    /** A name as Erlang shows it: a charlist. */
    public static Object term(String name) {
        ListBuilder list = new ListBuilder();
        name.codePoints().forEach(c -> list.add((long) c));
        return list.finish();
    }
}
