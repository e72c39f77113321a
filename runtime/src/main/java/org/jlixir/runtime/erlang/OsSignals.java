package org.jlixir.runtime.erlang;

import java.lang.reflect.Proxy;
import java.util.Set;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;

/**
 * What signals of the operating system do. A handled one is a message {@code {:notify, signal}} to {@code :erl_signal_server}. The JVM's
 * class for signals is reached by reflection: it is not among those that the compiler lets a program name.
 */
final class OsSignals {
    private static final Set<String> NAMES = Set.of(
            "sighup",
            "sigquit",
            "sigabrt",
            "sigalrm",
            "sigterm",
            "sigusr1",
            "sigusr2",
            "sigchld",
            "sigstop",
            "sigtstp",
            "sigcont",
            "sigwinch",
            "siginfo");
    private static final Atom SERVER = Atom.of("erl_signal_server");
    private static final Atom NOTIFY = Atom.of("notify");

    private OsSignals() {}

    /** @param action {@code :default}, {@code :ignore} or {@code :handle}; signals that the JVM keeps stay as they are */
    static Object set(Proc self, Atom signal, Atom action) {
        if (!NAMES.contains(signal.name())) {
            throw ElixirException.badArgument();
        }
        try {
            Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
            Object handler = switch (action.name()) {
                case "default" -> handlerType.getField("SIG_DFL").get(null);
                case "ignore" -> handlerType.getField("SIG_IGN").get(null);
                case "handle" -> handler(self.node(), signal, handlerType);
                default -> throw ElixirException.badArgument();
            };
            Class<?> type = Class.forName("sun.misc.Signal");
            Object named = type.getConstructor(String.class)
                    .newInstance(signal.name().substring(3).toUpperCase(java.util.Locale.ROOT));
            type.getMethod("handle", type, handlerType).invoke(null, named, handler);
        } catch (ReflectiveOperationException _) {
            // The JVM needs this one itself, or this system has no such signal.
            return Atom.OK;
        }
        return Atom.OK;
    }

    private static Object handler(Node node, Atom signal, Class<?> type) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            if (!method.getName().equals("handle")) {
                return method.getName().equals("equals")
                        ? (Object) (proxy == arguments[0])
                        : method.getName().equals("hashCode") ? (Object) System.identityHashCode(proxy) : signal.name();
            }
            Proc server = node.find(SERVER);
            if (server != null) {
                server.send(Tuple.of(NOTIFY, signal));
            }
            return null;
        });
    }
}
