package org.jlixir.runtime.erlang;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;

/** The module {@code :jlixir_receive}: a receive whose clauses are known at run time only. Confined to the process. */
@ErlangModule("jlixir_receive")
public final class JlixirReceive {
    private static final Atom NOMATCH = Atom.of("nomatch");
    private static final Atom TIMEOUT = Atom.of("timeout");

    private JlixirReceive() {}

    /**
     * Takes the first message for which the function answers anything but {@code :nomatch}; the others stay.
     *
     * @param timeout milliseconds, or {@code :infinity}
     * @return what the function answered, or {@code :timeout}
     */
    @Builtin("first")
    public static Object first(Proc self, Object function, Object timeout) {
        var matcher = Args.fun(function, 1);
        self.receiveStart();
        self.receiveTimeout(timeout);
        while (true) {
            Object message = self.receivePeek();
            if (message != null) {
                Object answer = self.apply1(matcher, message);
                if (answer != NOMATCH) {
                    self.receiveRemove();
                    return answer;
                }
                self.receiveNext();
            } else if (!self.receiveWait()) {
                return TIMEOUT;
            }
        }
    }
}
