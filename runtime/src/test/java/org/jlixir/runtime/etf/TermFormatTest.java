package org.jlixir.runtime.etf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Terms;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;

class TermFormatTest {
    private static final TermEncoder.Options PACKED = new TermEncoder.Options(2, false, 9);

    @Provide
    Arbitrary<Object> terms() {
        return Terms.any();
    }

    @Property(tries = 500)
    void termsComeBack(@ForAll("terms") Object term) {
        Bitstring bytes = TermEncoder.encode(term, TermEncoder.Options.DEFAULT);
        TermDecoder.Decoded decoded = TermDecoder.decode(bytes, true, ExternalFun::new);
        assertEquals(term, decoded.term());
        assertEquals(bytes.byteSize(), decoded.used());
        Bitstring packed = TermEncoder.encode(term, PACKED);
        assertEquals(term, TermDecoder.decode(packed, true, ExternalFun::new).term());
    }

    @Property(tries = 200)
    void aTermCutShortIsNone(@ForAll("terms") Object term) {
        Bitstring bytes = TermEncoder.encode(term, TermEncoder.Options.DEFAULT);
        Bitstring cut = bytes.sliceBytes(0, bytes.byteSize() - 1);
        assertThrows(ElixirException.class, () -> TermDecoder.decode(cut, false, ExternalFun::new));
    }

    @Test
    void identifiersComeBack() {
        Atom node = Atom.of("nonode@nohost");
        Object term = Tuple.of(
                new Pid(node, 95, 0, 0), new Reference(node, 0, 125276, 73138177, 1236651322), new Port(node, 6, 0));
        Bitstring bytes = TermEncoder.encode(term, TermEncoder.Options.DEFAULT);
        assertEquals(term, TermDecoder.decode(bytes, true, ExternalFun::new).term());
    }
}
