package org.jlixir.runtime.erlang;

import java.lang.management.ManagementFactory;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The functions of {@code :erlang} about the system as a whole. */
@ErlangModule("erlang")
public final class ErlangSystem {
    private ErlangSystem() {}

    @Builtin("node")
    public static Object node(Proc self) {
        return self.node().name();
    }

    @Builtin("node")
    public static Object node(Proc self, Object term) {
        return switch (term) {
            case org.jlixir.runtime.term.Pid pid -> pid.node();
            case org.jlixir.runtime.term.Reference reference -> reference.node();
            case org.jlixir.runtime.term.Port port -> port.node();
            default -> throw ElixirException.badArgument();
        };
    }

    @Builtin("nodes")
    public static Object nodes() {
        return EmptyList.NIL;
    }

    @Builtin("nodes")
    public static Object nodes(Proc self, Object kind) {
        boolean self1 = kind == Atom.of("this") || kind == Atom.of("known");
        return self1 ? TermList.of(self.node().name()) : EmptyList.NIL;
    }

    @Builtin("is_alive")
    public static Object isAlive() {
        return Atom.FALSE;
    }

    @Builtin("get_cookie")
    public static Object getCookie() {
        return Atom.of("nocookie");
    }

    @Builtin("ports")
    public static Object ports() {
        return EmptyList.NIL;
    }

    @Builtin("system_info")
    public static Object systemInfo(Proc self, Object item) {
        Object info = item instanceof Atom name ? info(self, name.name()) : null;
        if (info == null) {
            throw ElixirException.badArgument();
        }
        return info;
    }

    private static @Nullable Object info(Proc self, String name) {
        return switch (name) {
            case "schedulers", "schedulers_online", "logical_processors", "logical_processors_available",
                    "logical_processors_online", "dirty_cpu_schedulers", "dirty_cpu_schedulers_online" ->
                (long) self.node().schedulers();
            case "process_count" -> (long) ProcessView.count(self.node());
            case "process_limit" -> 1L << 28;
            case "port_count" -> 0L;
            case "port_limit" -> 65536L;
            case "atom_count" -> (long) Atom.count();
            case "atom_limit" -> 1L << 28;
            case "ets_limit" -> 1L << 28;
            case "otp_release" -> Args.charlist("27");
            case "version" -> Args.charlist("15.2");
            case "machine" -> Args.charlist("JVM");
            case "wordsize" -> 8L;
            case "system_architecture" ->
                Args.charlist(System.getProperty("os.arch") + "-" + System.getProperty("os.name").toLowerCase(java.util.Locale.ROOT));
            case "system_version" -> Args.charlist("jlixir on Java " + Runtime.version().feature() + "\n");
            case "endian" -> Atom.of("little");
            case "emu_flavor" -> Atom.of("jit");
            case "emu_type" -> Atom.of("opt");
            case "smp_support", "threads" -> Atom.TRUE;
            case "time_correction" -> Atom.TRUE;
            case "time_warp_mode" -> Atom.of("no_time_warp");
            case "creation" -> 0L;
            case "delayed_node_table_gc" -> 60L;
            case "build_type" -> Atom.of("opt");
            default -> null;
        };
    }

    @Builtin("memory")
    public static Object memory(Proc self) {
        ListBuilderOf pairs = new ListBuilderOf();
        for (String key : new String[] {"total", "processes", "processes_used", "system", "atom", "atom_used", "binary", "code", "ets"}) {
            pairs.add(Atom.of(key), memory(self, Atom.of(key)));
        }
        return pairs.list;
    }

    private static final class ListBuilderOf {
        private Object list = EmptyList.NIL;

        void add(Object key, Object value) {
            list = new Cons(Tuple.of(key, value), list);
        }
    }

    /** Bytes. The JVM has one heap: what is in use counts as the processes'. */
    @Builtin("memory")
    public static Object memory(Proc self, Object kind) {
        if (kind instanceof Cons) {
            return TermList.from(TermList.toJava(kind).stream()
                    .map(one -> Tuple.of(one, memory(self, one)))
                    .toList());
        }
        Runtime runtime = Runtime.getRuntime();
        long used = runtime.totalMemory() - runtime.freeMemory();
        return switch (kind instanceof Atom name ? name.name() : "") {
            case "total", "processes", "processes_used" -> used;
            case "system" -> ManagementFactory.getMemoryMXBean().getNonHeapMemoryUsage().getUsed();
            case "atom", "atom_used" -> 64L * Atom.count();
            case "binary", "ets", "code" -> 0L;
            default -> throw ElixirException.badArgument();
        };
    }

    @Builtin("statistics")
    public static Object statistics(Proc self, Object item) {
        return switch (item instanceof Atom name ? name.name() : "") {
            case "runtime" -> {
                long millis = ManagementFactory.getRuntimeMXBean().getUptime();
                yield Tuple.of(millis, 0L);
            }
            case "wall_clock" -> Tuple.of((System.nanoTime() - self.node().startNanos()) / 1_000_000L, 0L);
            case "reductions", "exact_reductions" -> Tuple.of(self.reductionsUsed(), 0L);
            case "run_queue", "total_run_queue_lengths" -> 0L;
            case "garbage_collection" -> Tuple.of(0L, 0L, 0L);
            case "context_switches" -> Tuple.of(0L, 0L);
            case "io" -> Tuple.of(Tuple.of(Atom.of("input"), 0L), Tuple.of(Atom.of("output"), 0L));
            default -> throw ElixirException.badArgument();
        };
    }

    @Builtin("system_flag")
    public static Object systemFlag(Object flag, Object value) {
        if (flag == Atom.of("backtrace_depth")) {
            return 8L;
        }
        throw ElixirException.badArgument();
    }

    @Builtin("halt")
    public static Object halt() {
        return halt(0L);
    }

    @Builtin("halt")
    public static Object halt(Object status) {
        return halt(status, EmptyList.NIL);
    }

    /** Ends the JVM: an integer is the exit code; {@code :abort} or a charlist exits with 1. */
    @Builtin("halt")
    public static Object halt(Object status, Object options) {
        System.out.flush();
        if (status instanceof Long code) {
            Runtime.getRuntime().halt(code.intValue() & 0xFF);
        }
        if (status instanceof Cons || status == EmptyList.NIL) {
            System.err.println(Args.characters(status));
        }
        Runtime.getRuntime().halt(1);
        return Atom.OK;
    }

    @Builtin("date")
    public static Object date() {
        java.time.LocalDate today = java.time.LocalDate.now();
        return Tuple.of((long) today.getYear(), (long) today.getMonthValue(), (long) today.getDayOfMonth());
    }

    @Builtin("time")
    public static Object time() {
        java.time.LocalTime now = java.time.LocalTime.now();
        return Tuple.of((long) now.getHour(), (long) now.getMinute(), (long) now.getSecond());
    }

    @Builtin("localtime")
    public static Object localtime() {
        return Tuple.of(date(), time());
    }

    @Builtin("display")
    public static Object display(Object term) {
        System.out.println(term);
        return Atom.TRUE;
    }

}
