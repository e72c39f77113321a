package org.jlixir.runtime.term;

/**
 * A list cell. A proper list ends in {@link EmptyList#NIL}; an improper one in any other term.
 *
 * <p>Immutable to everybody but {@link ListBuilder} and {@link ForwardList}, which set the tail of cells that nobody else has seen yet.
 */
public final class Cons {
    public final Object head;
    Object tail;

    public Cons(Object head, Object tail) {
        this.head = head;
        this.tail = tail;
    }

    public static Cons of(Object head, Object tail) {
        return new Cons(head, tail);
    }

    public Object head() {
        return head;
    }

    public Object tail() {
        return tail;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Cons && TermOrder.exactlyEqual(this, other);
    }

    @Override
    public int hashCode() {
        return TermHash.hash(this);
    }

    @Override
    public String toString() {
        return TermText.of(this);
    }
}
