package org.jlixir.runtime.process;

import java.util.List;
import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jspecify.annotations.Nullable;

/** The flags of {@code process_flag/2} that a process only remembers: what most of them tune does not exist on the JVM. */
final class ProcessFlags {
    private static final List<Atom> PRIORITIES =
            List.of(Atom.of("low"), Atom.of("normal"), Atom.of("high"), Atom.of("max"));
    private static final List<Atom> QUEUES = List.of(Atom.of("on_heap"), Atom.of("off_heap"));
    private static final Map<String, Object> INITIAL = Map.of(
            "priority",
            Atom.NORMAL,
            "message_queue_data",
            Atom.of("on_heap"),
            "min_heap_size",
            233L,
            "min_bin_vheap_size",
            46_422L,
            "fullsweep_after",
            65_535L,
            "save_calls",
            0L,
            "sensitive",
            Atom.FALSE,
            "async_dist",
            Atom.FALSE,
            "error_handler",
            Atom.of("error_handler"),
            "max_heap_size",
            maxHeapSize(0L));

    private ProcessFlags() {}

    /** Null for no such flag. */
    static @Nullable Object initial(Atom flag) {
        return INITIAL.get(flag.name());
    }

    /** What the flag is set to; null when the value is not one of the flag's. */
    static @Nullable Object accepted(Atom flag, Object value) {
        boolean fits = switch (flag.name()) {
            case "priority" -> PRIORITIES.contains(value);
            case "message_queue_data" -> QUEUES.contains(value);
            case "sensitive", "async_dist" -> value == Atom.TRUE || value == Atom.FALSE;
            case "error_handler" -> value instanceof Atom;
            case "max_heap_size" -> isHeapSize(value instanceof ElixirMap map ? map.get(SIZE) : value);
            default -> value instanceof Long number && number >= 0;
        };
        if (!fits) {
            return null;
        }
        if (flag == MAX_HEAP_SIZE) {
            return value instanceof ElixirMap map ? heapSize(map) : maxHeapSize(value);
        }
        return value;
    }

    /** Not less than a process has at its start, or 0 for no limit. */
    private static boolean isHeapSize(@Nullable Object value) {
        return value instanceof Long size && (size == 0 || size >= 233);
    }

    /** With what is not given as it is by default; null for a value that is not one of these. */
    private static @Nullable Object heapSize(ElixirMap given) {
        for (ElixirMap.Cursor entry = given.cursor(); entry.next(); ) {
            if (entry.key() != SIZE
                    && SETTINGS.contains(entry.key())
                    && entry.value() != Atom.TRUE
                    && entry.value() != Atom.FALSE) {
                return null;
            }
        }
        ElixirMap all = maxHeapSize(0L);
        for (ElixirMap.Cursor entry = given.cursor(); entry.next(); ) {
            if (entry.key() == SIZE || SETTINGS.contains(entry.key())) {
                all = all.put(entry.key(), entry.value());
            }
        }
        return all;
    }

    private static final Atom SIZE = Atom.of("size");
    private static final List<Atom> SETTINGS =
            List.of(Atom.of("error_logger"), Atom.of("include_shared_binaries"), Atom.of("kill"));

    static final Atom PRIORITY = Atom.of("priority");
    static final Atom MAX_HEAP_SIZE = Atom.of("max_heap_size");

    private static ElixirMap maxHeapSize(Object size) {
        return ElixirMap.of(
                Atom.of("error_logger"), Atom.TRUE,
                Atom.of("include_shared_binaries"), Atom.FALSE,
                Atom.of("kill"), Atom.TRUE,
                Atom.of("size"), size);
    }
}
