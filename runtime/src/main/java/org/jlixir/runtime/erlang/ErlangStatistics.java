package org.jlixir.runtime.erlang;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** {@code :erlang}: how much the system has used, {@code memory/0,1} in bytes and {@code statistics/1}. */
@ErlangModule("erlang")
public final class ErlangStatistics {
    private ErlangStatistics() {}

    // ---- memory

    @Builtin("memory")
    public static Object memory(Proc self) {
        ListBuilder all = new ListBuilder();
        measure(self).forEach((name, bytes) -> all.add(Tuple.of(Atom.of(name), bytes)));
        return all.finish();
    }

    @Builtin("memory")
    public static Object memory(Proc self, Object type) {
        Map<String, Long> sizes = measure(self);
        if (!(type instanceof Cons) && type != EmptyList.NIL) {
            return size(sizes, type);
        }
        ListBuilder chosen = new ListBuilder();
        for (Object one : Args.elements(type)) {
            chosen.add(Tuple.of(one, size(sizes, one)));
        }
        return chosen.finish();
    }

    private static long size(Map<String, Long> sizes, Object type) {
        Long size = sizes.get(Args.atom(type).name());
        if (size == null) {
            throw Args.badarg();
        }
        return size;
    }

    /**
     * What the JVM tells, and an estimate of the tables. What the JVM does not tell apart counts as that of processes: what they hold, and
     * garbage that has not been collected. Binaries are the byte arrays of the heap, texts of Java's and arrays that nobody needs any more
     * included; to count them the JVM looks at the whole heap.
     */
    private static Map<String, Long> measure(Proc self) {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long heap = memory.getHeapMemoryUsage().getUsed();
        long outside = memory.getNonHeapMemoryUsage().getUsed();
        long atoms = 64L * Atom.count();
        long tables = Math.min(heap - atoms, tables(self));
        long binaries = Math.min(heap - atoms - tables, HeapHistogram.byteArrays());
        long processes = heap - atoms - tables - binaries;
        Map<String, Long> sizes = new LinkedHashMap<>();
        sizes.put("total", heap + outside);
        sizes.put("processes", processes);
        sizes.put("processes_used", processes);
        sizes.put("system", outside + atoms + tables + binaries);
        sizes.put("atom", atoms);
        sizes.put("atom_used", atoms);
        sizes.put("binary", binaries);
        sizes.put("code", outside);
        sizes.put("ets", tables);
        return sizes;
    }

    private static long tables(Proc self) {
        return EtsAccess.tables(self).all().stream()
                .mapToLong(table -> 8 * table.words())
                .sum();
    }

    // ---- statistics

    /** What {@code statistics/1} answered last, by item: the second number of a pair is the difference. */
    private static final class LastAnswers {
        final ConcurrentHashMap<String, Long> values = new ConcurrentHashMap<>();

        Tuple since(String item, long now) {
            Long before = values.put(item, now);
            return Tuple.of(now, now - (before == null ? 0 : before));
        }
    }

    @Builtin("statistics")
    public static Object statistics(Proc self, Object item) {
        LastAnswers last = self.node().state(LastAnswers.class, LastAnswers::new);
        String name = Args.atom(item).name();
        return switch (name) {
            case "wall_clock" ->
                last.since(name, (System.nanoTime() - self.node().startNanos()) / 1_000_000);
            case "runtime" -> last.since(name, cpuMillis());
            case "reductions", "exact_reductions" ->
                last.since(name, self.node().reductions());
            case "context_switches" -> Tuple.of(self.node().reductions() / Proc.REDUCTIONS, 0L);
            case "garbage_collection" -> Tuple.of(collections(), 0L, 0L);
            case "io" -> Tuple.of(Tuple.of(Atom.of("input"), 0L), Tuple.of(Atom.of("output"), 0L));
            case "run_queue", "total_run_queue_lengths", "total_run_queue_lengths_all" ->
                (long) self.node().runQueueLength();
            case "total_active_tasks", "total_active_tasks_all" -> self.node().runQueueLength() + 1L;
            case "run_queue_lengths" -> TermList.of((long) self.node().runQueueLength(), 0L);
            case "run_queue_lengths_all" -> TermList.of((long) self.node().runQueueLength(), 0L, 0L);
            case "active_tasks" -> TermList.of(self.node().runQueueLength() + 1L, 0L);
            case "active_tasks_all" -> TermList.of(self.node().runQueueLength() + 1L, 0L, 0L);
            case "scheduler_wall_time", "scheduler_wall_time_all" -> Atom.UNDEFINED;
            case "microstate_accounting" -> EmptyList.NIL;
            default -> throw Args.badarg();
        };
    }

    private static long cpuMillis() {
        var system = ManagementFactory.getOperatingSystemMXBean();
        return system instanceof com.sun.management.OperatingSystemMXBean os ? os.getProcessCpuTime() / 1_000_000 : 0;
    }

    private static long collections() {
        long count = 0;
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            count += Math.max(0, collector.getCollectionCount());
        }
        return count;
    }
}
