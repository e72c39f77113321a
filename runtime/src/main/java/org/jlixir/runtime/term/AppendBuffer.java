package org.jlixir.runtime.term;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The spare room behind the newest slice of a byte array, which makes appending to a binary amortised O(1).
 *
 * <p>Whoever appends claims the room at the bit where its slice ends, writes, and says where the slice now ends; a slice that
 * does not reach the end of what is written, or finds the room claimed, is copied instead. Safe for any thread: bits below
 * the end never change again.
 */
public final class AppendBuffer {
    /** Marks the result of a first append, which has no room yet: the next append to it makes some. */
    public static final AppendBuffer NO_ROOM = new AppendBuffer(-1);

    private static final long CLAIMED = -1;
    private static final VarHandle END;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(AppendBuffer.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** Where the newest slice ends, in bits from the start of the array, or {@link #CLAIMED}. Written through END. */
    private volatile long end;

    /** @param end where the newest slice ends, in bits */
    public AppendBuffer(long end) {
        this.end = end;
    }

    /** Takes the room behind bit {@code at} for one writer, if the newest slice ends there. */
    public boolean claim(long at) {
        return end == at && END.compareAndSet(this, at, CLAIMED);
    }

    /** Gives the room back after a {@link #claim}: the newest slice now ends at bit {@code at}. */
    public void release(long at) {
        end = at;
    }
}
