package org.jlixir.runtime.process;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.error.StackTrace;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** What {@code :erlang.process_info/2} and its like show of processes. */
public final class ProcessView {
    /** The items of {@code process_info/1}; the first is left out of a process that has no name. */
    public static final List<Object> DEFAULT_ITEMS =
            atoms("registered_name current_function initial_call status message_queue_len links dictionary trap_exit"
                    + " error_handler priority group_leader total_heap_size heap_size stack_size reductions"
                    + " garbage_collection suspending");

    private static final Set<Object> ITEMS = Set.copyOf(
            atoms("current_function current_location current_stacktrace initial_call status message_queue_len"
                    + " messages links dictionary trap_exit error_handler priority group_leader total_heap_size"
                    + " heap_size stack_size reductions garbage_collection garbage_collection_info suspending"
                    + " registered_name monitors monitored_by memory binary catchlevel message_queue_data"
                    + " min_heap_size min_bin_vheap_size max_heap_size parent label async_dist backtrace"
                    + " fullsweep_after last_calls magic_ref sequential_trace_token trace"));

    /** What a process has that holds nothing, as on the BEAM. */
    private static final long EMPTY_PROCESS_BYTES = 2640;

    private static final long EMPTY_HEAP_WORDS = 233;

    private static final Atom LABEL = Atom.of("$process_label");

    private ProcessView() {}

    private static List<Object> atoms(String names) {
        List<Object> atoms = new ArrayList<>();
        for (String name : names.split(" ")) {
            atoms.add(Atom.of(name));
        }
        return List.copyOf(atoms);
    }

    public static boolean isItem(Object item) {
        return ITEMS.contains(item)
                || item instanceof Tuple pair && pair.size() == 2 && pair.get(0) == Atom.of("dictionary");
    }

    /** One item, found by the process itself. {@code own}: the process asks about itself. */
    public static Object item(Proc process, Object item, boolean own) {
        if (item instanceof Tuple pair) {
            Object value = process.dictionary().get(pair.get(1));
            return value == null ? Atom.UNDEFINED : value;
        }
        if (own) {
            // Another's question is itself a signal: those behind it in the inbox are not to be handled before it ends.
            process.takeSignals();
        }
        return switch (((Atom) item).name()) {
            case "registered_name" -> process.registeredName() == null ? EmptyList.NIL : process.registeredName();
            case "links" ->
                TermList.from(process.links().shown().stream().map(Pid::shown).toList());
            case "monitors" -> monitors(process.monitors());
            case "monitored_by" -> {
                List<Object> watchers = new ArrayList<>();
                process.monitors().forEachWatcher(monitor -> {
                    Proc watcher = monitor.watcher();
                    if (watcher != null) {
                        watchers.add(watcher.pid().shown());
                    }
                });
                yield TermList.from(watchers.reversed());
            }
            case "messages" -> TermList.from(process.messages());
            case "message_queue_len" -> (long) process.messageCount();
            case "dictionary" -> {
                ListBuilder list = new ListBuilder();
                process.dictionary().forEach((key, value) -> list.add(Tuple.of(key, value)));
                yield list.finish();
            }
            case "trap_exit" -> Atom.of(process.trapsExits());
            case "group_leader" -> process.groupLeader();
            case "status" ->
                Atom.of(
                        own
                                ? "running"
                                : process.suspensionCount() > 0
                                        ? "suspended"
                                        : process.isReceiving() ? "waiting" : "runnable");
            case "priority",
                    "error_handler",
                    "message_queue_data",
                    "min_heap_size",
                    "min_bin_vheap_size",
                    "max_heap_size",
                    "async_dist" -> Objects.requireNonNull(process.flag((Atom) item));
            case "garbage_collection" ->
                TermList.of(
                        setting(process, "max_heap_size"),
                        setting(process, "min_bin_vheap_size"),
                        setting(process, "min_heap_size"),
                        setting(process, "fullsweep_after"),
                        Tuple.of(Atom.of("minor_gcs"), 0L));
            case "last_calls" -> Atom.FALSE;
            case "trace" -> 0L;
            case "reductions" -> process.reductionsUsed();
            case "initial_call" ->
                process.initialCall() == null
                        ? Tuple.of(Atom.of("erlang"), Atom.of("apply"), 2L)
                        : process.initialCall();
            case "current_function" -> {
                Tuple place = currentLocation();
                yield Tuple.of(place.get(0), place.get(1), place.get(2));
            }
            case "current_stacktrace" -> StackTrace.current();
            case "current_location" -> currentLocation();
            case "parent" -> process.parent() == null ? Atom.UNDEFINED : process.parent();
            case "label" -> {
                Object label = process.dictionary().get(LABEL);
                yield label == null ? Atom.UNDEFINED : label;
            }
            case "suspending" -> {
                ListBuilder list = new ListBuilder();
                process.suspension().counts().forEach((pid, count) -> list.add(Tuple.of(pid, (long) count, 0L)));
                yield list.finish();
            }
            case "memory" -> EMPTY_PROCESS_BYTES + 8 * heldWords(process);
            case "heap_size", "total_heap_size" -> EMPTY_HEAP_WORDS + heldWords(process);
            case "fullsweep_after" -> Objects.requireNonNull(process.flag((Atom) item));
            case "binary" -> binaries(process);
            case "garbage_collection_info" -> collectionInfo(EMPTY_HEAP_WORDS + heldWords(process));
            case "backtrace" -> backtrace();
            case "stack_size", "catchlevel" -> 0L;
            default -> EmptyList.NIL;
        };
    }

    private static long heldWords(Proc process) {
        return HeldTerms.of(process, Long.MAX_VALUE).words();
    }

    /** In the order of a tree of the monitors that there are, see {@link RedBlackTree}. */
    private static Object monitors(Monitors monitors) {
        RedBlackTree<Reference> tree = new RedBlackTree<>();
        monitors.set.forEach((reference, _) -> tree.add(reference));
        ListBuilder list = new ListBuilder();
        for (Reference reference : tree.shown()) {
            Signal.Monitor monitor = Objects.requireNonNull(monitors.set.get(reference));
            list.add(Tuple.of(monitor.item instanceof Port ? Monitors.PORT : Monitors.PROCESS, monitor.item));
        }
        return list.finish();
    }

    /** {@code {address, bytes, references}} of each large binary; a reference is what the process itself has. */
    private static Object binaries(Proc process) {
        ListBuilder list = new ListBuilder();
        for (Bitstring binary : HeldTerms.of(process, Long.MAX_VALUE).binaries()) {
            list.add(Tuple.of((long) System.identityHashCode(binary), (binary.bitSize() + 7) / 8, 1L));
        }
        return list.finish();
    }

    /** There is one heap, without generations of a process's own. */
    private static Object collectionInfo(long words) {
        ListBuilder list = new ListBuilder();
        for (String name : COLLECTION_ITEMS) {
            boolean heap = name.equals("heap_block_size") || name.equals("heap_size");
            list.add(Tuple.of(Atom.of(name), heap ? words : 0L));
        }
        return list.finish();
    }

    private static final List<String> COLLECTION_ITEMS = List.of(
            "old_heap_block_size",
            "heap_block_size",
            "mbuf_size",
            "recent_size",
            "stack_size",
            "old_heap_size",
            "heap_size",
            "bin_vheap_size",
            "bin_vheap_block_size",
            "bin_old_vheap_size",
            "bin_old_vheap_block_size");

    /** The functions on the stack, one a line. */
    private static Object backtrace() {
        StringBuilder text = new StringBuilder();
        for (Object entry : TermList.toJava(StackTrace.current())) {
            Tuple place = (Tuple) entry;
            text.append(place.get(0))
                    .append(':')
                    .append(place.get(1))
                    .append('/')
                    .append(place.get(2))
                    .append('\n');
        }
        return Bitstring.of(text.toString());
    }

    /** Where the process that runs this stands; one without a frame of Elixir's has none because it hibernates. */
    private static Tuple currentLocation() {
        return StackTrace.current() instanceof Cons entries
                ? (Tuple) entries.head
                : Tuple.of(Atom.of("erlang"), Atom.of("hibernate"), 3L, EmptyList.NIL);
    }

    /** Lets the process handle the signals sent so far. @return false when one of them has ended it */
    public static boolean settle(Proc self, Proc process) {
        if (process.hasSettled()) {
            return true;
        }
        CompletableFuture<Boolean> alive = new CompletableFuture<>();
        process.request(other -> alive.complete(!other.isEnded()));
        Boolean answer = self.await(alive, SETTLE_NANOS);
        return answer == null ? !process.isEnded() : answer;
    }

    /** How long a process that blocks in Java code is waited for: nanoseconds. */
    private static final long SETTLE_NANOS = 1_000_000_000L;

    public static Object setTrapsExits(Proc self, boolean traps) {
        self.takeSignals();
        boolean old = self.trapsExits();
        self.setTrapsExits(traps);
        return Atom.of(old);
    }

    private static Tuple setting(Proc process, String flag) {
        Atom name = Atom.of(flag);
        return Tuple.of(name, Objects.requireNonNull(process.flag(name)));
    }

    /** What a flag that a process remembers is set to by the value; null for no such flag or value. */
    public static @Nullable Object accepted(Atom flag, Object value) {
        return ProcessFlags.initial(flag) == null ? null : ProcessFlags.accepted(flag, value);
    }

    /** Sets a flag that the process only remembers. @return the old value, or null for no such flag or value */
    public static @Nullable Object setFlag(Proc self, Atom flag, Object value) {
        Object old = self.flag(flag);
        Object accepted = old == null ? null : ProcessFlags.accepted(flag, value);
        if (accepted == null) {
            return null;
        }
        self.setFlag(flag, accepted);
        return old;
    }

    public static List<Pid> pids(Node node) {
        return node.processTable().keySet().stream()
                .sorted(Comparator.naturalOrder())
                .toList();
    }

    /** Those that live now. */
    public static List<Proc> processes(Node node) {
        return List.copyOf(node.processTable().values());
    }

    public static List<Atom> names(Node node) {
        return List.copyOf(node.nameTable().keySet());
    }

    public static int count(Node node) {
        return node.processTable().size();
    }
}
