package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** The functions of {@code :erlang} about the state of processes: names, dictionary, flags, information. */
@ErlangModule("erlang")
public final class ErlangProcessState {
    private static final Atom UNDEFINED = Atom.UNDEFINED;
    private static final Atom REGISTERED_NAME = Atom.of("registered_name");
    private static final Atom TRAP_EXIT = Atom.of("trap_exit");

    private ErlangProcessState() {}

    // ---- names

    @Builtin("register")
    public static Object register(Proc self, Object name, Object target) {
        if (name instanceof Atom atom && atom != UNDEFINED) {
            Proc process = switch (target) {
                case Pid pid -> self.node().find(pid);
                case Port port -> self.node().find(port);
                default -> null;
            };
            if (process != null && ProcessSignals.register(self, atom, process)) {
                return Atom.TRUE;
            }
        }
        throw ElixirException.badArgument();
    }

    @Builtin("unregister")
    public static Object unregister(Proc self, Object name) {
        if (name instanceof Atom atom && ProcessSignals.unregister(self, atom)) {
            return Atom.TRUE;
        }
        throw ElixirException.badArgument();
    }

    @Builtin("whereis")
    public static Object whereis(Proc self, Object name) {
        if (!(name instanceof Atom atom)) {
            throw ElixirException.badArgument();
        }
        Proc process = self.node().find(atom);
        return process == null ? UNDEFINED : process.pid().shown();
    }

    @Builtin("registered")
    public static Object registered(Proc self) {
        return TermList.from(ProcessView.names(self.node()));
    }

    @Builtin("processes")
    public static Object processes(Proc self) {
        return TermList.from(ProcessView.pids(self.node()));
    }

    @Builtin("is_process_alive")
    public static Object isProcessAlive(Proc self, Object target) {
        if (!(target instanceof Pid pid)) {
            throw ElixirException.badArgument();
        }
        Proc process = self.node().find(pid);
        if (process == null) {
            return Atom.FALSE;
        }
        // An exit signal sent before this question must have had its effect.
        return Atom.of(process == self || ProcessView.settle(self, process));
    }

    // ---- dictionary

    @Builtin(value = "put", brief = true)
    public static Object put(Proc self, Object key, Object value) {
        Object old = self.dictionary().put(key, value);
        return old == null ? UNDEFINED : old;
    }

    @Builtin(value = "get", brief = true)
    public static Object get(Proc self, Object key) {
        Object value = self.dictionary().get(key);
        return value == null ? UNDEFINED : value;
    }

    @Builtin("get")
    public static Object get(Proc self) {
        return pairs(self.dictionary());
    }

    @Builtin("get_keys")
    public static Object getKeys(Proc self) {
        return TermList.from(self.dictionary().keySet());
    }

    @Builtin("get_keys")
    public static Object getKeys(Proc self, Object value) {
        ListBuilder keys = new ListBuilder();
        self.dictionary().forEach((key, other) -> {
            if (other.equals(value)) {
                keys.add(key);
            }
        });
        return keys.finish();
    }

    @Builtin(value = "erase", brief = true)
    public static Object erase(Proc self, Object key) {
        Object old = self.dictionary().remove(key);
        return old == null ? UNDEFINED : old;
    }

    @Builtin("erase")
    public static Object erase(Proc self) {
        Object all = pairs(self.dictionary());
        self.dictionary().clear();
        return all;
    }

    private static Object pairs(Map<Object, Object> dictionary) {
        ListBuilder pairs = new ListBuilder();
        dictionary.forEach((key, value) -> pairs.add(Tuple.of(key, value)));
        return pairs.finish();
    }

    // ---- flags and group leader

    @Builtin("process_flag")
    public static Object processFlag(Proc self, Object flag, Object value) {
        if (flag == TRAP_EXIT && (value == Atom.TRUE || value == Atom.FALSE)) {
            return ProcessView.setTrapsExits(self, value == Atom.TRUE);
        }
        if (flag instanceof Atom name) {
            Object old = ProcessView.setFlag(self, name, value);
            if (old != null) {
                return old;
            }
        }
        throw ElixirException.badArgument();
    }

    @Builtin("process_flag")
    public static Object processFlag(Proc self, Object target, Object flag, Object value) {
        if (flag == Atom.of("save_calls")
                && target instanceof Pid pid
                && self.node().find(pid) != null) {
            return (long) Args.integer(value, 0, 10_000) & 0L;
        }
        throw ElixirException.badArgument();
    }

    @Builtin("group_leader")
    public static Object groupLeader(Proc self) {
        return self.groupLeader();
    }

    @Builtin("group_leader")
    public static Object groupLeader(Proc self, Object leader, Object target) {
        if (!(leader instanceof Pid) || !(target instanceof Pid pid)) {
            throw ElixirException.badArgument();
        }
        Proc process = self.node().find(pid);
        if (process == null) {
            throw ElixirException.badArgument();
        }
        process.setGroupLeader(leader);
        return Atom.TRUE;
    }

    // ---- information

    @Builtin("process_info")
    public static Object processInfo(Proc self, Object target) {
        Object all = info(self, target, ProcessView.DEFAULT_ITEMS, false);
        return all instanceof Cons cell && ((Tuple) cell.head).get(1) == EmptyList.NIL ? cell.tail() : all;
    }

    @Builtin("process_info")
    public static Object processInfo(Proc self, Object target, Object item) {
        if (item instanceof Cons || item == EmptyList.NIL) {
            return info(self, target, TermList.toJava(item), false);
        }
        return info(self, target, List.of(item), true);
    }

    private static Object info(Proc self, Object target, List<Object> items, boolean single) {
        if (!(target instanceof Pid pid)) {
            throw ElixirException.badArgument();
        }
        for (Object item : items) {
            if (!ProcessView.isItem(item)) {
                throw ElixirException.badArgument();
            }
        }
        Proc process = self.node().find(pid);
        if (process == null) {
            return UNDEFINED;
        }
        if (process == self) {
            return result(collect(self, items, true), items, single);
        }
        CompletableFuture<List<Object>> answer = new CompletableFuture<>();
        process.request(other -> answer.complete(other.isEnded() ? List.of() : collect(other, items, false)));
        List<Object> found = self.await(answer, ANSWER_NANOS);
        return found == null || found.isEmpty() && !items.isEmpty() ? UNDEFINED : result(found, items, single);
    }

    /** How long a process that blocks in Java code is waited for: nanoseconds. */
    private static final long ANSWER_NANOS = 5_000_000_000L;

    private static List<Object> collect(Proc process, List<Object> items, boolean own) {
        List<Object> found = new ArrayList<>();
        for (Object item : items) {
            found.add(Tuple.of(item, ProcessView.item(process, item, own)));
        }
        return found;
    }

    private static Object result(List<Object> found, List<Object> items, boolean single) {
        if (!single) {
            return TermList.from(found);
        }
        boolean noName = items.getFirst() == REGISTERED_NAME && ((Tuple) found.getFirst()).get(1) == EmptyList.NIL;
        return noName ? EmptyList.NIL : found.getFirst();
    }

    // ---- control

    @Builtin("yield")
    @SuppressWarnings("ThreadPriorityCheck") // The thread is a process: its scheduler is ours.
    public static Object yieldToOthers(Proc self) {
        Thread.yield();
        return Atom.TRUE;
    }

    /** Whether the process has calls of the module's old code that have not returned. */
    @Builtin("check_process_code")
    public static Object checkProcessCode(Proc self, Object target, Object module) {
        if (!(target instanceof Pid pid && module instanceof Atom name)) {
            throw ElixirException.badArgument();
        }
        Proc process = self.node().find(pid);
        return Atom.of(process != null && self.node().code().oldCode().isUsedBy(self, process, name));
    }

    @Builtin("check_process_code")
    public static Object checkProcessCode(Proc self, Object target, Object module, Object options) {
        return checkProcessCode(self, target, module);
    }

    /** Whether there is a version of the module before the current one. */
    @Builtin("check_old_code")
    public static Object checkOldCode(Proc self, Object module) {
        if (!(module instanceof Atom name)) {
            throw ElixirException.badArgument();
        }
        return Atom.of(self.node().code().oldCode().has(name));
    }

    @Builtin("bump_reductions")
    public static Object bumpReductions(Proc self, Object count) {
        self.reductions -= Args.integer(count, 0, Proc.REDUCTIONS);
        if (self.reductions <= 0) {
            self.reductionsExhausted();
        }
        return Atom.TRUE;
    }

    /** Waits for a message, then calls the function with nothing else on the stack. */
    @Builtin("hibernate")
    public static Object hibernate(Proc self, Object module, Object function, Object arguments) {
        Object[] values = Args.elements(arguments);
        Fun target = new ExternalFun(Args.atom(module), Args.atom(function), values.length);
        return ProcessSignals.hibernate(target, values);
    }
}
