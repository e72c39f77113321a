package org.jlixir.runtime.term;

import org.jlixir.runtime.process.Proc;
import org.jspecify.annotations.Nullable;

/**
 * A process identifier: the node that the process runs on, its number there, and how often the numbers have wrapped around.
 * Ordered by serial, number, node.
 *
 * <p>The pid that a process is started with also knows the process while it lives, so that a send needs no table.
 */
public final class Pid implements Comparable<Pid> {
    private final Atom node;
    private final int number;
    private final int serial;
    private final int creation;
    private final @Nullable Port port;
    private volatile @Nullable Proc process;

    /** @param creation tells apart nodes of one name that were started one after the other; 0 for this node */
    public Pid(Atom node, int number, int serial, int creation) {
        this(node, number, serial, creation, null);
    }

    /** @param port what the process stands behind, if anything: programs see the port, never this pid */
    public Pid(Atom node, int number, int serial, int creation, @Nullable Port port) {
        this.port = port;
        this.node = node;
        this.number = number;
        this.serial = serial;
        this.creation = creation;
    }

    public Atom node() {
        return node;
    }

    public int number() {
        return number;
    }

    public int serial() {
        return serial;
    }

    public int creation() {
        return creation;
    }

    /** The term that programs know the process by: the pid, or the port that it stands behind. */
    public Object shown() {
        return port == null ? this : port;
    }

    /** The port that the process stands behind, or null. */
    public @Nullable Port port() {
        return port;
    }

    /** The live process, when this very object is its pid; null otherwise and after its end. */
    public @Nullable Proc process() {
        return process;
    }

    /** Called by the process itself, at its start and at its end. */
    public void bind(@Nullable Proc newProcess) {
        process = newProcess;
    }

    @Override
    public int compareTo(Pid other) {
        int order = Integer.compareUnsigned(serial, other.serial);
        if (order == 0) {
            order = Integer.compareUnsigned(number, other.number);
        }
        return order != 0 ? order : TermOrder.compare(node, other.node);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other
                || other instanceof Pid pid
                        && number == pid.number
                        && serial == pid.serial
                        && creation == pid.creation
                        && node == pid.node;
    }

    @Override
    public int hashCode() {
        return (number * 31 + serial) * 0x9E3779B1;
    }

    @Override
    public String toString() {
        return "#PID<0." + Integer.toUnsignedString(number) + "." + Integer.toUnsignedString(serial) + ">";
    }
}
