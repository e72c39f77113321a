package org.jlixir.runtime.net;

/** What has gone one way through a socket: how many packets, of which sizes. Confined to the port. */
final class Traffic {
    private long bytes;
    private long packets;
    private long largest;
    private double deviation;

    void count(long size) {
        bytes += size;
        packets++;
        largest = Math.max(largest, size);
        deviation += (Math.abs(size - (double) bytes / packets) - deviation) / packets;
    }

    long bytes() {
        return bytes;
    }

    long packets() {
        return packets;
    }

    long largest() {
        return largest;
    }

    long average() {
        return packets == 0 ? 0 : bytes / packets;
    }

    /** How far the sizes are from their average, on average. */
    long deviation() {
        return (long) deviation;
    }
}
