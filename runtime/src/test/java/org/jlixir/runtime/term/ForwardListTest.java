package org.jlixir.runtime.term;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class ForwardListTest {
    private static Cons of(Object... elements) {
        Cons last = null;
        for (Object element : elements) {
            last = ForwardList.append(element, last);
        }
        return last;
    }

    @Test
    void hasWhatWasAppendedInOrder() {
        assertEquals(TermList.of(1L, 2L, 3L), ForwardList.finish(of(1L, 2L, 3L), EmptyList.NIL));
        assertEquals(TermList.of(1L), ForwardList.finish(of(1L), EmptyList.NIL));
    }

    @Test
    void isNothingBeforeItsTailWhenEmpty() {
        Object tail = TermList.of(7L);
        assertSame(tail, ForwardList.finish(null, tail));
        assertSame(tail, ForwardList.backward(null, tail));
    }

    @Test
    void goesBeforeAnyTail() {
        assertEquals(new Cons(1L, new Cons(2L, 3L)), ForwardList.finish(of(1L, 2L), 3L));
    }

    @Test
    void canBeSeenBackwardsWhileItGrows() {
        Cons last = of(1L, 2L);
        assertEquals(TermList.of(2L, 1L, 0L), ForwardList.backward(last, TermList.of(0L)));
        last = ForwardList.append(3L, last);
        assertEquals(TermList.of(3L, 2L, 1L), ForwardList.backward(last, EmptyList.NIL));
        assertEquals(TermList.of(1L, 2L, 3L), ForwardList.finish(last, EmptyList.NIL));
    }
}
