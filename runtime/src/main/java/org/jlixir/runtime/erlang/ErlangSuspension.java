package org.jlixir.runtime.erlang;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple2;

/** {@code :erlang}: holding up other processes, for debuggers. */
@ErlangModule("erlang")
public final class ErlangSuspension {
    private static final Atom UNLESS_SUSPENDING = Atom.of("unless_suspending");
    private static final Atom ASYNCHRONOUS = Atom.of("asynchronous");

    private ErlangSuspension() {}

    @Builtin("suspend_process")
    public static Object suspend(Proc self, Object target) {
        return suspend(self, target, EmptyList.NIL);
    }

    /** The process stops at its next call or receive, not necessarily before this answers. */
    @Builtin("suspend_process")
    public static Object suspend(Proc self, Object target, Object options) {
        boolean once = false;
        for (Object option : Args.elements(options)) {
            boolean known = option == ASYNCHRONOUS || option instanceof Tuple2 pair && pair.e0 == ASYNCHRONOUS;
            once |= option == UNLESS_SUSPENDING;
            if (!known && option != UNLESS_SUSPENDING) {
                throw Args.badarg();
            }
        }
        Proc process = target instanceof Pid pid ? self.node().find(pid) : null;
        if (process == null || process == self) {
            throw Args.badarg();
        }
        if (once && self.suspension().counts().containsKey(process.pid())) {
            return Atom.FALSE;
        }
        self.suspension().suspend(process);
        return Atom.TRUE;
    }

    @Builtin("resume_process")
    public static Object resume(Proc self, Object target) {
        if (target instanceof Pid pid && self.suspension().resume(pid)) {
            return Atom.TRUE;
        }
        throw Args.badarg();
    }
}
