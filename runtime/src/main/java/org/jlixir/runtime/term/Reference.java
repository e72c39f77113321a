package org.jlixir.runtime.term;

import org.jspecify.annotations.Nullable;

/**
 * A reference: a node and a number of 96 bits that is unique there. Ordered by number, then node.
 *
 * <p>A reference may stand for something that lives as long as it: the numbers of {@code :atomics} and {@code :counters}.
 * Equality does not look at it.
 */
public final class Reference implements Comparable<Reference> {
    private final Atom node;
    private final int creation;
    private final int low;
    private final int middle;
    private final int high;
    private final @Nullable Object resource;

    public Reference(Atom node, int creation, int low, int middle, int high) {
        this(node, creation, low, middle, high, null);
    }

    private Reference(Atom node, int creation, int low, int middle, int high, @Nullable Object resource) {
        this.node = node;
        this.creation = creation;
        this.low = low;
        this.middle = middle;
        this.high = high;
        this.resource = resource;
    }

    /** The same reference, standing for {@code resource}. */
    public Reference withResource(Object newResource) {
        return new Reference(node, creation, low, middle, high, newResource);
    }

    public Atom node() {
        return node;
    }

    public int creation() {
        return creation;
    }

    public int low() {
        return low;
    }

    public int middle() {
        return middle;
    }

    public int high() {
        return high;
    }

    /** What it stands for; null for most, and for one that came from another node. */
    public @Nullable Object resource() {
        return resource;
    }

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
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Reference reference
                        && low == reference.low
                        && middle == reference.middle
                        && high == reference.high
                        && creation == reference.creation
                        && node == reference.node;
    }

    @Override
    public int hashCode() {
        return ((high * 31 + middle) * 31 + low) * 0x9E3779B1;
    }

    @Override
    public String toString() {
        return "#Reference<0." + Integer.toUnsignedString(high) + "." + Integer.toUnsignedString(middle) + "."
                + Integer.toUnsignedString(low) + ">";
    }
}
