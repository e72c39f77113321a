package org.jlixir.runtime.term;

/**
 * A process identifier: the node that the process runs on, its number there, and how often the numbers have wrapped around.
 * Ordered by serial, number, node.
 *
 * @param creation tells apart nodes of one name that were started one after the other; 0 for this node
 */
public record Pid(Atom node, int number, int serial, int creation) implements Comparable<Pid> {
    @Override
    public int compareTo(Pid other) {
        int order = Integer.compareUnsigned(serial, other.serial);
        if (order == 0) {
            order = Integer.compareUnsigned(number, other.number);
        }
        return order != 0 ? order : TermOrder.compare(node, other.node);
    }

    @Override
    public String toString() {
        return "#PID<0." + Integer.toUnsignedString(number) + "." + Integer.toUnsignedString(serial) + ">";
    }
}
