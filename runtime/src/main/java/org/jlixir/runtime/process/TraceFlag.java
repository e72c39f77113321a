package org.jlixir.runtime.process;

import java.util.Locale;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/** What {@code :erlang.trace/3} can be told to follow in a process, in the order in which {@code trace_info/2} lists it. */
public enum TraceFlag {
    RUNNING_PROCS,
    RUNNING_PORTS,
    PORTS,
    SCHEDULER_ID,
    SILENT,
    RETURN_TO,
    ARITY,
    GARBAGE_COLLECTION,
    EXITING,
    RUNNING,
    SET_ON_FIRST_LINK,
    SET_ON_LINK,
    SET_ON_FIRST_SPAWN,
    PROCS,
    CALL,
    SET_ON_SPAWN,
    RECEIVE,
    SEND,
    MONOTONIC_TIMESTAMP,
    STRICT_MONOTONIC_TIMESTAMP,
    TIMESTAMP;

    static final int INHERITED_ON_FIRST_SPAWN = ~(SET_ON_FIRST_SPAWN.bit() | SET_ON_SPAWN.bit());
    static final int INHERITED_ON_FIRST_LINK = ~(SET_ON_FIRST_LINK.bit() | SET_ON_LINK.bit());

    /** All that {@code :all} stands for. */
    public static final int ALL = (1 << values().length) - 1;

    private final Atom atom = Atom.of(name().toLowerCase(Locale.ROOT));

    /** The flag's place in a set of flags. */
    public int bit() {
        return 1 << ordinal();
    }

    public Atom atom() {
        return atom;
    }

    /** True when the flag is in the set. */
    public boolean in(int flags) {
        return (flags & bit()) != 0;
    }

    /** The flag of that name, or null. */
    public static @Nullable TraceFlag of(Object name) {
        for (TraceFlag flag : values()) {
            if (flag.atom == name) {
                return flag;
            }
        }
        return null;
    }
}
