package org.jlixir.runtime.process;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The end of a system that has no memory left. Everything that it needs is there before. Safe for any thread. */
final class Exhaustion {
    private final Node node;
    private final FileOutputStream err = new FileOutputStream(FileDescriptor.err);
    private final byte[] message;

    /** Plain: an atomic one would need memory when it is first used. Two threads may both tell. */
    private volatile boolean told;

    Exhaustion(Node node) {
        this.node = node;
        long megabytes = Runtime.getRuntime().maxMemory() >> 20;
        this.message = ("jlixir: the heap is full (" + megabytes
                        + " MB; the option -Xmx of the JVM sets its size): the system ends\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Loads what {@link #end} needs. */
    Exhaustion prepare() {
        write(0);
        try {
            var _ = Class.forName("java.lang.Shutdown");
        } catch (ClassNotFoundException _) {
            // Another JDK ends in another way.
        }
        return this;
    }

    void end() {
        if (!told) {
            told = true;
            write(message.length);
        }
        try {
            node.halt(1);
        } catch (OutOfMemoryError _) {
            Runtime.getRuntime().halt(1);
        }
    }

    private void write(int length) {
        try {
            err.write(message, 0, length);
        } catch (IOException | OutOfMemoryError _) {
            // There is nobody to tell.
        }
    }
}
