package org.jlixir.runtime.erlang;

import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;

/** The module {@code :init}: the arguments that the program was started with. */
@ErlangModule("init")
public final class Arguments {
    private Arguments() {}

    /** The arguments as charlists. */
    @Builtin("get_plain_arguments")
    public static Object plainArguments(Proc self) {
        return TermList.from(TermList.toJava(JlixirSystem.startedWith(self.node())).stream()
                .map(argument -> Args.charlist(Args.utf8(argument)))
                .toList());
    }

    @Builtin("get_argument")
    public static Object argument(Object flag) {
        return Atom.ERROR;
    }

    @Builtin("get_arguments")
    public static Object arguments() {
        return EmptyList.NIL;
    }

    @Builtin("stop")
    public static Object stop(Proc self) {
        return ErlangNodes.halt(self, 0L);
    }

    @Builtin("stop")
    public static Object stop(Proc self, Object status) {
        return ErlangNodes.halt(self, status);
    }
}
