package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** The functions of {@code :erlang} that start processes. */
@ErlangModule("erlang")
public final class ErlangSpawning {
    private static final Object LINKED = TermList.of(SpawnOptions.LINK);
    private static final Object MONITORED = TermList.of(SpawnOptions.MONITOR);
    private static final Atom DOWN = Atom.of("DOWN");
    private static final Tuple APPLY = Tuple.of(Atom.of("erlang"), Atom.of("apply"), 2L);

    private ErlangSpawning() {}

    @Builtin("spawn")
    public static Object spawn(Proc self, Object function) {
        return start(self, function, EmptyList.NIL);
    }

    @Builtin("spawn")
    public static Object spawn(Proc self, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, EmptyList.NIL);
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object function) {
        return start(self, function, LINKED);
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, LINKED);
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object function) {
        return start(self, function, MONITORED);
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, MONITORED);
    }

    @Builtin("spawn")
    public static Object spawn(Proc self, Object node, Object function) {
        return start(self, function, EmptyList.NIL);
    }

    @Builtin("spawn")
    public static Object spawn(Proc self, Object node, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, EmptyList.NIL);
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object node, Object function) {
        return start(self, function, LINKED);
    }

    @Builtin("spawn_link")
    public static Object spawnLink(Proc self, Object node, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, LINKED);
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object node, Object function) {
        return start(self, function, MONITORED);
    }

    @Builtin("spawn_monitor")
    public static Object spawnMonitor(Proc self, Object node, Object module, Object function, Object arguments) {
        return start(self, module, function, arguments, MONITORED);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(Proc self, Object function, Object options) {
        return start(self, function, options);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(Proc self, Object node, Object function, Object options) {
        return start(self, function, options);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(Proc self, Object module, Object function, Object arguments, Object options) {
        return start(self, module, function, arguments, options);
    }

    @Builtin("spawn_opt")
    public static Object spawnOpt(
            Proc self, Object node, Object module, Object function, Object arguments, Object options) {
        return start(self, module, function, arguments, options);
    }

    /**
     * What a process is to do.
     *
     * @param initialCall and {@code called}: see {@link ProcessSignals#spawn}
     */
    private record Task(Function<Proc, Object> body, Tuple initialCall, Object called) {
        static Task of(Object function) {
            if (!(function instanceof Fun fun)) {
                throw ElixirException.badArgument();
            }
            return new Task(process -> process.startAtBottom(fun), APPLY, fun);
        }

        static Task of(Object module, Object function, Object arguments) {
            if (!(module instanceof Atom m) || !(function instanceof Atom f) || TermList.properLength(arguments) < 0) {
                throw ElixirException.badArgument();
            }
            Object[] values = TermList.toJava(arguments).toArray();
            return new Task(
                    process -> {
                        Fun target = process.node().code().lookup(process, m, f, values.length);
                        if (target == null) {
                            throw ElixirException.undefined(m, f, values);
                        }
                        return process.startAtBottom(target, values);
                    },
                    Tuple.of(m, f, (long) values.length),
                    arguments);
        }
    }

    private static Object start(Proc self, Object function, Object options) {
        return start(self, Task.of(function), options);
    }

    private static Object start(Proc self, Object module, Object function, Object arguments, Object options) {
        return start(self, Task.of(module, function, arguments), options);
    }

    private static Object start(Proc self, Task task, Object list) {
        SpawnOptions options = SpawnOptions.parse(list);
        Reference reference = options.monitor() == null ? null : reference(self, options);
        Pid pid = start(self, task, options, reference);
        return reference == null ? pid : Tuple.of(pid, reference);
    }

    private static Reference reference(Proc self, SpawnOptions options) {
        MonitorOptions monitor = options.monitor();
        return monitor == null || monitor.alias() == null ? self.newReference() : self.newAlias();
    }

    /** @param reference of the monitor, if one is asked for */
    private static Pid start(Proc self, Task task, SpawnOptions options, @Nullable Reference reference) {
        MonitorOptions monitor = options.monitor();
        return ProcessSignals.spawn(
                self,
                task.body,
                task.initialCall,
                task.called,
                options.link(),
                monitor == null ? null : reference,
                monitor == null ? DOWN : monitor.tag(),
                monitor == null ? null : monitor.alias(),
                options.flags());
    }

    // ---- requests

    @Builtin("spawn_request")
    public static Object spawnRequest(Proc self, Object function) {
        return request(self, self.node().name(), taskOf(function), EmptyList.NIL);
    }

    private static Task taskOf(Object function) {
        if (!(function instanceof Fun fun && fun.arity() == 0)) {
            throw ElixirException.badArgument();
        }
        return Task.of(function);
    }

    /** A function and options, or a node and a function. */
    @Builtin("spawn_request")
    public static Object spawnRequest(Proc self, Object first, Object second) {
        return second instanceof Fun
                ? request(self, first, taskOf(second), EmptyList.NIL)
                : request(self, self.node().name(), taskOf(first), second);
    }

    /** A module, a function and arguments, or a node, a function and options. */
    @Builtin("spawn_request")
    public static Object spawnRequest(Proc self, Object first, Object second, Object third) {
        return second instanceof Fun
                ? request(self, first, taskOf(second), third)
                : request(self, self.node().name(), Task.of(first, second, third), EmptyList.NIL);
    }

    /** A module, a function, arguments and options, or a node, a module, a function and arguments. */
    @Builtin("spawn_request")
    public static Object spawnRequest(Proc self, Object first, Object second, Object third, Object fourth) {
        return third instanceof Atom
                ? request(self, first, Task.of(second, third, fourth), EmptyList.NIL)
                : request(self, self.node().name(), Task.of(first, second, third), fourth);
    }

    @Builtin("spawn_request")
    public static Object spawnRequest(
            Proc self, Object node, Object module, Object function, Object arguments, Object options) {
        return request(self, node, Task.of(module, function, arguments), options);
    }

    /** A request to a process of this node is over by the time that its reference is known. */
    @Builtin("spawn_request_abandon")
    public static Object spawnRequestAbandon(Proc self, Object reference) {
        if (!(reference instanceof Reference)) {
            throw ElixirException.badArgument();
        }
        return Atom.FALSE;
    }

    private static Object request(Proc self, Object node, Task task, Object list) {
        if (!(node instanceof Atom) || TermList.properLength(list) < 0) {
            throw ElixirException.badArgument();
        }
        SpawnReply reply = SpawnReply.of(list);
        SpawnOptions options = options(reply.others());
        if (options == null) {
            Reference refused = self.newReference();
            reply.failed(self, refused, "badopt");
            return refused;
        }
        Reference reference = reference(self, options);
        if (node == self.node().name()) {
            // The new process sends the reply itself, so that it comes before whatever else this one hears of it.
            Function<Proc, Object> body = process -> {
                reply.succeeded(self, reference, process.pid());
                return task.body.apply(process);
            };
            start(self, new Task(body, task.initialCall, task.called), options, reference);
        } else {
            reply.failed(self, reference, "noconnection");
        }
        return reference;
    }

    private static @Nullable SpawnOptions options(Object list) {
        try {
            return SpawnOptions.parse(list);
        } catch (ElixirException _) {
            return null;
        }
    }

    /**
     * How a request is answered.
     *
     * @param others the options that are not about this, or are unknown
     */
    private record SpawnReply(Object tag, boolean success, boolean error, Object others) {
        private static final Atom REPLY_TAG = Atom.of("reply_tag");
        private static final Atom REPLY = Atom.of("reply");
        private static final Atom YES = Atom.of("yes");
        private static final Atom SUCCESS_ONLY = Atom.of("success_only");
        private static final Atom ERROR_ONLY = Atom.of("error_only");
        private static final Set<Object> MODES = Set.of(YES, Atom.of("no"), SUCCESS_ONLY, ERROR_ONLY);

        static SpawnReply of(Object options) {
            Object tag = Atom.of("spawn_reply");
            Object mode = YES;
            List<Object> others = new ArrayList<>();
            for (Object rest = options; rest instanceof Cons cell; rest = cell.tail()) {
                if (cell.head() instanceof Tuple2 pair && pair.e0 == REPLY_TAG) {
                    tag = pair.e1;
                } else if (cell.head() instanceof Tuple2 pair && pair.e0 == REPLY && MODES.contains(pair.e1)) {
                    mode = pair.e1;
                } else {
                    others.add(cell.head());
                }
            }
            return new SpawnReply(
                    tag, mode == YES || mode == SUCCESS_ONLY, mode == YES || mode == ERROR_ONLY, TermList.from(others));
        }

        void succeeded(Proc asker, Reference reference, Pid pid) {
            if (success) {
                asker.send(Tuple.of(tag, reference, Atom.OK, pid));
            }
        }

        void failed(Proc asker, Reference reference, String reason) {
            if (error) {
                asker.send(Tuple.of(tag, reference, Atom.ERROR, Atom.of(reason)));
            }
        }
    }
}
