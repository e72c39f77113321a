package org.jlixir.runtime.term;

/** A reference: a node and a number of 96 bits that is unique there. Ordered by number, then node. */
public record Reference(Atom node, int creation, int low, int middle, int high) implements Comparable<Reference> {
    @Override
    public int compareTo(Reference other) {
        int order = Integer.compareUnsigned(high, other.high);
        if (order == 0) {
            order = Integer.compareUnsigned(middle, other.middle);
        }
        if (order == 0) {
            order = Integer.compareUnsigned(low, other.low);
        }
        return order != 0 ? order : TermOrder.compare(node, other.node);
    }

    @Override
    public String toString() {
        return "#Reference<0." + Integer.toUnsignedString(high) + "." + Integer.toUnsignedString(middle) + "."
                + Integer.toUnsignedString(low) + ">";
    }
}
