package org.jlixir.runtime.process;

import java.util.function.Function;
import org.jlixir.runtime.term.Atom;

/** Starts the processes that a node has before any program runs. */
public final class SystemProcesses {
    private SystemProcesses() {}

    /** Starts a process that has no parent. */
    public static Proc start(Node node, Function<Proc, Object> body) {
        Proc process = new Proc(node, null);
        process.start(body);
        return process;
    }

    /** Starts a process that has no parent, under a name. */
    public static Proc start(Node node, Atom name, Function<Proc, Object> body) {
        Proc process = new Proc(node, null);
        node.nameTable().put(name, process);
        process.setRegisteredName(name);
        process.start(self -> {
            try {
                return body.apply(self);
            } catch (OutOfMemoryError failure) {
                node.failed(failure);
                throw failure;
            }
        });
        return process;
    }
}
