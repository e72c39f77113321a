package org.jlixir.runtime.term;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TermTextTest {
    @Test
    void writesTermsAsElixirDoes() {
        Atom a = Atom.of("a");
        assertEquals(":a", TermText.of(a));
        assertEquals("nil", TermText.of(Atom.NIL));
        assertEquals(":\"a b\"", TermText.of(Atom.of("a b")));
        assertEquals("Foo.Bar", TermText.of(Atom.of("Elixir.Foo.Bar")));
        assertEquals("{:ok, [1, 2.5 | 3]}", TermText.of(Tuple.of(Atom.OK, new Cons(1L, new Cons(2.5, 3L)))));
        assertEquals("[a: 1]", TermText.of(TermList.of(Tuple.of(a, 1L))));
        assertEquals("%{a: \"x\\n\"}", TermText.of(ElixirMap.of(a, Bitstring.of("x\n"))));
        assertEquals("%{1 => ~c\"hi\"}", TermText.of(ElixirMap.of(1L, TermList.of(104L, 105L))));
        assertEquals("%Foo{a: 1}", TermText.of(ElixirMap.of(Atom.of("__struct__"), Atom.of("Elixir.Foo"), a, 1L)));
        assertEquals("<<255, 1::size(2)>>", TermText.of(new Bitstring(new byte[] {-1, 0x40}, 0, 10)));
    }
}
