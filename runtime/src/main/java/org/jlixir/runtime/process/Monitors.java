package org.jlixir.runtime.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The monitors of a process: those it has set, and those that others have set on it. Confined to the process. */
final class Monitors {
    /** Who is told of the end, under which tag, what the message names (the pid or port, or {@code {name, node}}), and what kind it is. */
    record Watcher(Proc process, Object tag, Object item, Atom type) {
        Object message(Reference reference, Object reason) {
            return Tuple.of(tag, reference, type, item, reason);
        }
    }

    static final Atom PROCESS = Atom.of("process");
    static final Atom PORT = Atom.of("port");
    static final Atom DOWN = Atom.of("DOWN");

    /** What this process watches, by reference. */
    final Map<Reference, Watched> set = new LinkedHashMap<>();

    /** Who watches this process. */
    final Map<Reference, Watcher> watchers = new LinkedHashMap<>();

    /** @param item what {@code Process.info/2} shows: the pid, or {@code {name, node}}
     *  @param target null when it was gone already */
    record Watched(Object item, @Nullable Pid target) {}
}
