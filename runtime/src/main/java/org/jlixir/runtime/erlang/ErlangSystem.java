package org.jlixir.runtime.erlang;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jlixir.runtime.print.TermDisplay;
import org.jlixir.runtime.process.Clock;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code :erlang}: what the system is, {@code system_info/1} and {@code system_flag/2}. */
@ErlangModule("erlang")
public final class ErlangSystem {
    /** The release of OTP whose library and messages jlixir has. */
    private static final String OTP_RELEASE = "27";

    private static final String VERSION = "15.2.7";
    private static final Atom WORDSIZE = Atom.of("wordsize");

    private ErlangSystem() {}

    @Builtin("system_info")
    public static Object systemInfo(Proc self, Object item) {
        if (item instanceof Tuple2 pair
                && pair.e0 == WORDSIZE
                && (pair.e1 == Atom.of("internal") || pair.e1 == Atom.of("external"))) {
            return 8L;
        }
        long cores = self.node().schedulers();
        String name = Args.atom(item).name();
        return switch (name) {
            case "process_count" -> (long) ProcessView.count(self.node());
            case "process_limit", "atom_limit", "ets_limit" -> 1L << 28;
            case "atom_count" -> (long) Atom.count();
            case "port_count" -> 0L;
            case "port_limit" -> 65_536L;
            case "schedulers",
                    "dirty_cpu_schedulers",
                    "dirty_cpu_schedulers_online",
                    "logical_processors",
                    "logical_processors_online",
                    "logical_processors_available" -> cores;
            case "schedulers_online" -> schedulersOnline(self).value;
            case "dirty_io_schedulers" -> 10L;
            case "scheduler_id", "thread_pool_size" -> 1L;
            case "otp_release" -> Args.charlist(OTP_RELEASE);
            case "version" -> Args.charlist(VERSION);
            case "compat_rel" -> Long.valueOf(OTP_RELEASE);
            case "driver_version" -> Args.charlist("3.3");
            case "nif_version" -> Args.charlist("2.17");
            case "machine" -> Args.charlist("JVM");
            case "system_architecture" -> Args.charlist(architecture());
            case "system_version" ->
                Args.charlist("jlixir on Java " + Runtime.version().feature() + "\n");
            case "wordsize" -> 8L;
            case "endian" -> Atom.of(ByteOrder.nativeOrder() == ByteOrder.BIG_ENDIAN ? "big" : "little");
            case "threads", "smp_support", "kernel_poll", "time_correction" -> Atom.TRUE;
            case "port_parallelism", "debug_compiled", "break_ignored" -> Atom.FALSE;
            case "multi_scheduling" -> Atom.of("enabled");
            case "scheduler_bind_type" -> Atom.of("unbound");
            case "emu_flavor" -> Atom.of("jit");
            case "emu_type", "build_type" -> Atom.of("opt");
            case "heap_type" -> Atom.of("private");
            case "dynamic_trace" -> Atom.of("none");
            case "tolerant_timeofday" -> Atom.of("disabled");
            case "cpu_topology", "modified_timing_level" -> Atom.UNDEFINED;
            case "creation" -> 0L;
            case "dist_ctrl" -> EmptyList.NIL;
            case "dist_buf_busy_limit" -> 1_048_576L;
            case "delayed_node_table_gc" -> 60L;
            case "outstanding_system_requests_limit" -> 4L;
            case "start_time" -> Clock.START;
            case "end_time" -> Clock.END;
            case "time_offset" -> Atom.of("volatile");
            case "time_warp_mode" -> Atom.of("multi_time_warp");
            case "os_monotonic_time_source", "os_system_time_source" -> timeSource(self, name);
            case "message_queue_data" -> Atom.of("on_heap");
            case "fullsweep_after", "min_heap_size", "min_bin_vheap_size" -> Tuple.of(item, heapSetting(name));
            case "max_heap_size" -> maxHeapSize();
            case "garbage_collection" ->
                TermList.of(
                        Tuple.of(Atom.of("max_heap_size"), 0L),
                        Tuple.of(Atom.of("min_bin_vheap_size"), 46_422L),
                        Tuple.of(Atom.of("min_heap_size"), 233L),
                        Tuple.of(Atom.of("fullsweep_after"), 65_535L));
            case "info" -> Bitstring.of("");
            default -> throw Args.badarg();
        };
    }

    private static String architecture() {
        String machine = System.getProperty("os.arch").replace("amd64", "x86_64");
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return machine + (system.startsWith("mac") ? "-apple-darwin" : "-pc-" + system + "-gnu");
    }

    private static Object timeSource(Proc self, String name) {
        boolean monotonic = name.startsWith("os_monotonic");
        return TermList.of(
                Tuple.of(Atom.of("function"), Atom.of("clock_gettime")),
                Tuple.of(Atom.of("clock_id"), Atom.of(monotonic ? "CLOCK_MONOTONIC" : "CLOCK_REALTIME")),
                Tuple.of(Atom.of("resolution"), 1_000_000_000L),
                Tuple.of(Atom.of("parallel"), Atom.of("yes")),
                Tuple.of(
                        Atom.of("time"),
                        monotonic ? System.nanoTime() : self.node().clock().system()));
    }

    private static long heapSetting(String name) {
        return switch (name) {
            case "fullsweep_after" -> 65_535L;
            case "min_heap_size" -> 233L;
            default -> 46_422L;
        };
    }

    static ElixirMap maxHeapSize() {
        return ElixirMap.of(
                Atom.of("error_logger"), Atom.TRUE,
                Atom.of("include_shared_binaries"), Atom.FALSE,
                Atom.of("kill"), Atom.TRUE,
                Atom.of("size"), 0L);
    }

    /** Prints the term in the notation of the emulator, for debugging; the line ends as on a raw terminal. */
    @Builtin("display")
    public static Object display(Object term) {
        byte[] line = (TermDisplay.of(term) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        System.out.write(line, 0, line.length);
        System.out.flush();
        return Atom.TRUE;
    }

    // ---- flags: remembered, for programs that read them back

    private static final class Setting {
        volatile Object value;

        Setting(Object value) {
            this.value = value;
        }
    }

    private static final class SchedulersOnline {
        final Setting setting;

        SchedulersOnline(long count) {
            setting = new Setting(count);
        }
    }

    private static final class BacktraceDepth {
        final Setting setting = new Setting(8L);
    }

    private static Setting schedulersOnline(Proc self) {
        return self.node()
                .state(
                        SchedulersOnline.class,
                        () -> new SchedulersOnline(self.node().schedulers()))
                .setting;
    }

    /** @return the value before */
    @Builtin("system_flag")
    public static Object systemFlag(Proc self, Object flag, Object value) {
        return switch (Args.atom(flag).name()) {
            case "schedulers_online" ->
                replaced(schedulersOnline(self), (long)
                        Args.integer(value, 1, self.node().schedulers()));
            case "backtrace_depth" ->
                replaced(self.node().state(BacktraceDepth.class, BacktraceDepth::new).setting, (long)
                        Args.integer(value, 0, 1024));
            case "scheduler_wall_time", "microstate_accounting" -> {
                Args.bool(value);
                yield Atom.FALSE;
            }
            case "multi_scheduling" -> Atom.of("enabled");
            case "time_offset" -> Atom.of("volatile");
            case "dirty_cpu_schedulers_online" -> (long) self.node().schedulers();
            case "fullsweep_after" -> 65_535L;
            case "min_heap_size" -> 233L;
            case "min_bin_vheap_size" -> 46_422L;
            case "max_heap_size" -> maxHeapSize();
            case "scheduler_bind_type" -> Atom.of("unbound");
            case "trace_control_word" -> 0L;
            default -> throw Args.badarg();
        };
    }

    private static Object replaced(Setting setting, Object value) {
        Object old = setting.value;
        setting.value = value;
        return old;
    }
}
