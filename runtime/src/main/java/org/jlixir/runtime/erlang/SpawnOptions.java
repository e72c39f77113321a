package org.jlixir.runtime.erlang;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * How a process is started.
 *
 * @param link whether it is linked to who starts it
 * @param monitor how it is monitored by who starts it; null: not at all
 * @param flags its process flags
 */
record SpawnOptions(boolean link, @Nullable MonitorOptions monitor, Map<Atom, Object> flags) {
    static final Atom LINK = Atom.of("link");
    static final Atom MONITOR = Atom.of("monitor");
    private static final Set<String> TUNING = Set.of(
            "priority",
            "fullsweep_after",
            "min_heap_size",
            "min_bin_vheap_size",
            "max_heap_size",
            "message_queue_data",
            "async_dist");

    /** Those of a list; raises {@code :badarg} for what is none. */
    static SpawnOptions parse(Object options) {
        boolean link = false;
        Object monitor = null;
        Map<Atom, Object> flags = Map.of();
        Object rest = options;
        while (rest instanceof Cons cell) {
            if (cell.head() == LINK) {
                link = true;
            } else if (cell.head() == MONITOR) {
                monitor = EmptyList.NIL;
            } else if (cell.head() instanceof Tuple2 pair && pair.e0 == MONITOR) {
                monitor = pair.e1;
            } else if (cell.head() instanceof Tuple2 pair
                    && pair.e0 instanceof Atom name
                    && TUNING.contains(name.name())) {
                Object value = ProcessView.accepted(name, pair.e1);
                if (value == null) {
                    throw ElixirException.badArgument();
                }
                flags = with(flags, name, value);
            } else {
                throw ElixirException.badArgument();
            }
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            throw ElixirException.badArgument();
        }
        return new SpawnOptions(link, monitor == null ? null : MonitorOptions.parse(monitor), flags);
    }

    private static Map<Atom, Object> with(Map<Atom, Object> flags, Atom name, Object value) {
        Map<Atom, Object> more = new HashMap<>(flags);
        more.put(name, value);
        return more;
    }
}
