package org.jlixir.runtime.term;

/** A port identifier: a node and a number there. Ordered by number, then node. */
public record Port(Atom node, long number, int creation) implements Comparable<Port> {
    @Override
    public int compareTo(Port other) {
        int order = Long.compareUnsigned(number, other.number);
        return order != 0 ? order : TermOrder.compare(node, other.node);
    }

    @Override
    public String toString() {
        return "#Port<0." + Long.toUnsignedString(number) + ">";
    }
}
