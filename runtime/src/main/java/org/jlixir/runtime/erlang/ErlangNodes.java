package org.jlixir.runtime.erlang;

import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;

/** {@code :erlang}: this node, others, and the end of it. */
@ErlangModule("erlang")
public final class ErlangNodes {
    private static final List<String> OTHERS = List.of("visible", "hidden", "connected");
    private static final List<String> WITH_THIS = List.of("this", "known");

    private static final Atom NO_COOKIE = Atom.of("nocookie");

    private ErlangNodes() {}

    @Builtin("node")
    public static Object node(Proc self) {
        return self.node().name();
    }

    @Builtin("node")
    public static Object node(Object term) {
        return switch (term) {
            case Pid pid -> pid.node();
            case Reference reference -> reference.node();
            case Port port -> port.node();
            default -> throw Args.badarg();
        };
    }

    @Builtin("nodes")
    public static Object nodes() {
        return EmptyList.NIL;
    }

    @Builtin("nodes")
    public static Object nodes(Proc self, Object types) {
        Object[] wanted = types instanceof Cons || types == EmptyList.NIL ? Args.elements(types) : new Object[] {types};
        boolean own = false;
        for (Object type : wanted) {
            String name = Args.atom(type).name();
            own |= WITH_THIS.contains(name);
            if (!OTHERS.contains(name) && !WITH_THIS.contains(name)) {
                throw Args.badarg();
            }
        }
        return own ? TermList.of(self.node().name()) : EmptyList.NIL;
    }

    @Builtin("is_alive")
    public static Object isAlive() {
        return Atom.FALSE;
    }

    @Builtin("get_cookie")
    public static Object getCookie() {
        return NO_COOKIE;
    }

    @Builtin("get_cookie")
    public static Object getCookie(Object node) {
        Args.atom(node);
        return NO_COOKIE;
    }

    @Builtin("set_cookie")
    public static Object setCookie(Object cookie) {
        Args.atom(cookie);
        throw notDistributed();
    }

    @Builtin("set_cookie")
    public static Object setCookie(Proc self, Object node, Object cookie) {
        if (Args.atom(node) == self.node().name()) {
            throw Args.badarg();
        }
        Args.atom(cookie);
        throw notDistributed();
    }

    private static ElixirException notDistributed() {
        return ElixirException.error(Atom.of("distribution_not_started"));
    }

    /** A node that is not distributed can watch itself, which never goes down, and no other. */
    @Builtin("monitor_node")
    public static Object monitorNode(Proc self, Object node, Object flag) {
        if (Args.atom(node) != self.node().name()) {
            throw ElixirException.error(Atom.of("notalive"));
        }
        Args.bool(flag);
        return Atom.TRUE;
    }

    @Builtin("monitor_node")
    public static Object monitorNode(Proc self, Object node, Object flag, Object options) {
        return monitorNode(self, node, flag);
    }

    @Builtin("disconnect_node")
    public static Object disconnectNode(Object node) {
        return Atom.of("ignored");
    }

    // ---- the end

    @Builtin("halt")
    public static Object halt(Proc self) {
        return halt(self, 0L, EmptyList.NIL);
    }

    @Builtin("halt")
    public static Object halt(Proc self, Object status) {
        return halt(self, status, EmptyList.NIL);
    }

    /** {@code status} is an exit code, a text for a crash dump (which jlixir does not write), or {@code :abort}. */
    @Builtin("halt")
    public static Object halt(Proc self, Object status, Object options) {
        for (Object option : Args.elements(options)) {
            if (!(option instanceof Tuple2 pair
                    && (pair.e0 == Atom.of("flush") || pair.e0 == Atom.of("flush_timeout")))) {
                throw Args.badarg();
            }
        }
        if (status instanceof Cons) {
            System.err.println(Args.characters(status));
        } else if (status instanceof Bitstring) {
            System.err.println(Args.utf8(status));
        }
        self.node().halt(exitCode(status));
        return Atom.OK;
    }

    private static int exitCode(Object status) {
        if (status instanceof Long code && code >= 0) {
            return (int) (code & 0xFF);
        }
        if (status == Atom.of("abort")) {
            return 134;
        }
        if (status instanceof Bitstring || status instanceof Cons || status == EmptyList.NIL) {
            return 1;
        }
        throw Args.badarg();
    }
}
