package org.jlixir.runtime.process;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/** What {@code :erlang.trace/3} can be told to follow in a process, in the order in which {@code trace_info/2} lists it. */
public enum TraceFlag {
    RUNNING_PROCS(0),
    RUNNING_PORTS(1),
    PORTS(2),
    SCHEDULER_ID(3),
    SILENT(4),
    RETURN_TO(5),
    ARITY(6),
    GARBAGE_COLLECTION(7),
    EXITING(8),
    RUNNING(9),
    SET_ON_FIRST_LINK(10),
    SET_ON_LINK(11),
    SET_ON_FIRST_SPAWN(12),
    PROCS(13),
    CALL(14),
    SET_ON_SPAWN(15),
    RECEIVE(16),
    SEND(17),
    MONOTONIC_TIMESTAMP(18),
    STRICT_MONOTONIC_TIMESTAMP(19),
    TIMESTAMP(20);

    static final int INHERITED_ON_FIRST_SPAWN = ~(SET_ON_FIRST_SPAWN.bit() | SET_ON_SPAWN.bit());
    static final int INHERITED_ON_FIRST_LINK = ~(SET_ON_FIRST_LINK.bit() | SET_ON_LINK.bit());

    /** All that {@code :all} stands for. */
    public static final int ALL = (1 << values().length) - 1;

    private static final Map<Object, TraceFlag> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(TraceFlag::atom, flag -> flag));

    private final int place;

    TraceFlag(int place) {
        this.place = place;
    }

    /** The flag's place in a set of flags. */
    public int bit() {
        return 1 << place;
    }

    public Atom atom() {
        return Atom.of(name().toLowerCase(Locale.ROOT));
    }

    /** True when the flag is in the set. */
    public boolean in(int flags) {
        return (flags & bit()) != 0;
    }

    /** The flag of that name, or null. */
    public static @Nullable TraceFlag of(Object name) {
        return BY_NAME.get(name);
    }
}
