package org.jlixir.runtime.net;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.NetworkChannel;
import java.nio.channels.SelectableChannel;
import java.util.concurrent.CompletableFuture;
import org.jlixir.runtime.port.PortDriver;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** What all sockets have in common: options, names, requests that wait, and the end. */
public abstract class SocketDriver extends PortDriver {
    final SocketOptions options;
    final Traffic received = new Traffic();
    final Traffic sent = new Traffic();

    SocketDriver(SocketOptions options) {
        this.options = options;
    }

    abstract SelectableChannel channel();

    /** Called after options have changed: the socket may have become active. */
    abstract void optionsChanged();

    /** Answers everybody who waits. */
    abstract void abandon(Object reply);

    /** The other side's address, or null. */
    abstract @Nullable SocketAddress peer() throws IOException;

    @Override
    protected void started() {
        applyOptions();
        optionsChanged();
    }

    private void applyOptions() {
        NetworkChannel network = (NetworkChannel) channel();
        try {
            if (network.supportedOptions().contains(StandardSocketOptions.TCP_NODELAY)) {
                network.setOption(StandardSocketOptions.TCP_NODELAY, options.is("nodelay"));
                network.setOption(StandardSocketOptions.SO_KEEPALIVE, options.is("keepalive"));
            }
            if (network.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
                network.setOption(StandardSocketOptions.SO_LINGER, options.lingerSeconds());
            }
            if (network.supportedOptions().contains(StandardSocketOptions.SO_BROADCAST)) {
                network.setOption(StandardSocketOptions.SO_BROADCAST, options.is("broadcast"));
            }
        } catch (IOException _) {
            // The socket is closed already: whoever uses it next is told.
        }
    }

    /** Runs a step of the port's own process when the channel is ready. */
    final void when(int operation, Runnable step) {
        Readiness.of(process().node()).when(channel(), operation, () -> post(step));
    }

    @Override
    protected void release() {
        try {
            channel().close();
            Readiness.of(process().node()).settle(channel());
        } catch (IOException _) {
            // It is closed as far as this program is concerned.
        }
        abandon(SocketFailure.CLOSED);
    }

    @Override
    protected @Nullable Object info(Atom item) {
        return switch (item.name()) {
            case "name" -> org.jlixir.runtime.file.FileName.term(name());
            case "input", "output" -> 0L;
            case "os_pid" -> Atom.UNDEFINED;
            default -> null;
        };
    }

    abstract String name();

    @Override
    protected CompletableFuture<?> output(Bitstring data) {
        return CompletableFuture.completedFuture(null);
    }

    // ---- for built-ins

    /** A request that may have to wait for the other side. */
    @FunctionalInterface
    interface Waiting {
        void start(CompletableFuture<Object> answer);
    }

    /** @return what the socket answers; {@code {:error, :timeout}} when that takes longer than {@code nanos} */
    final Object await(Proc caller, long nanos, Waiting request) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        return inTime(caller, answer, ask(caller, SocketFailure.CLOSED, relayed(answer, request), nanos));
    }

    /** As {@link #await}, for what touches nothing of the process behind the port. */
    final Object awaitAnywhere(Proc caller, long nanos, Waiting request) {
        CompletableFuture<Object> answer = new CompletableFuture<>();
        return inTime(caller, answer, askAnywhere(caller, SocketFailure.CLOSED, relayed(answer, request), nanos));
    }

    private static Question<Object> relayed(CompletableFuture<Object> answer, Waiting request) {
        return relay -> {
            var _ = answer.whenComplete((value, _) -> relay.complete(value));
            request.start(answer);
        };
    }

    private Object inTime(Proc caller, CompletableFuture<Object> answer, @Nullable Object reply) {
        if (reply != null) {
            return reply;
        }
        return ask(caller, SocketFailure.TIMEOUT, relay -> {
            forget(answer);
            relay.complete(answer.getNow(SocketFailure.TIMEOUT));
        });
    }

    /** Gives up a request that waits. */
    abstract void forget(CompletableFuture<Object> answer);

    /** Closes without a word to the caller, even if it traps exits. */
    public final Object closeQuietly(Proc caller) {
        org.jlixir.runtime.process.ProcessSignals.unlink(caller, process().pid());
        close(caller);
        return Atom.OK;
    }

    /** The own address, {@code {:ok, {address, port}}} or {@code {:ok, {:local, path}}}. */
    public final Object sockname(Proc caller) {
        return ask(caller, SocketFailure.INVALID, answer -> {
            try {
                Object name = Addresses.term(((NetworkChannel) channel()).getLocalAddress());
                answer.complete(name != null ? Tuple.of(Atom.OK, name) : SocketFailure.INVALID);
            } catch (IOException _) {
                answer.complete(SocketFailure.INVALID);
            }
        });
    }

    /** The other side's address. */
    public final Object peername(Proc caller) {
        return ask(caller, SocketFailure.INVALID, answer -> {
            try {
                Object name = Addresses.term(peer());
                answer.complete(name != null ? Tuple.of(Atom.OK, name) : SocketFailure.NOT_CONNECTED);
            } catch (IOException _) {
                answer.complete(SocketFailure.NOT_CONNECTED);
            }
        });
    }

    public final Object setOptions(Proc caller, Object list) {
        return ask(caller, SocketFailure.INVALID, answer -> {
            boolean wasActive = options.isActive();
            boolean set = options.set(list);
            if (set) {
                applyOptions();
                if (wasActive && !options.isActive() && changesCount(list)) {
                    tellPassive();
                }
                optionsChanged();
            }
            answer.complete(set ? Atom.OK : SocketFailure.INVALID);
        });
    }

    /** Counting down to nothing is told; {@code active: false} is not. */
    private static boolean changesCount(Object list) {
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple pair && pair.get(0) == Atom.of("active") && pair.get(1) instanceof Long) {
                return true;
            }
        }
        return false;
    }

    abstract void tellPassive();

    public final Object getOptions(Proc caller, Object names) {
        return ask(caller, SocketFailure.INVALID, answer -> {
            ListBuilder values = new ListBuilder();
            for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
                Object value = cell.head instanceof Atom name ? options.get(name.name()) : null;
                if (value == null) {
                    answer.complete(SocketFailure.INVALID);
                    return;
                }
                values.add(Tuple.of(cell.head, value));
            }
            answer.complete(Tuple.of(Atom.OK, values.finish()));
        });
    }

    /** What has gone through the socket: {@code {:ok, [{name, number}]}}. */
    public final Object statistics(Proc caller, Object names) {
        return ask(caller, SocketFailure.INVALID, answer -> {
            ListBuilder values = new ListBuilder();
            for (Object rest = names; rest instanceof Cons cell; rest = cell.tail()) {
                Long value = cell.head instanceof Atom name ? statistic(name.name()) : null;
                if (value == null) {
                    answer.complete(SocketFailure.INVALID);
                    return;
                }
                values.add(Tuple.of(cell.head, value));
            }
            answer.complete(Tuple.of(Atom.OK, values.finish()));
        });
    }

    private @Nullable Long statistic(String name) {
        return switch (name) {
            case "recv_oct" -> received.bytes();
            case "recv_cnt" -> received.packets();
            case "recv_max" -> received.largest();
            case "recv_avg" -> received.average();
            case "recv_dvi" -> received.deviation();
            case "send_oct" -> sent.bytes();
            case "send_cnt" -> sent.packets();
            case "send_max" -> sent.largest();
            case "send_avg" -> sent.average();
            case "send_pend" -> unsent();
            default -> null;
        };
    }

    /** The bytes that the system has not taken yet. */
    long unsent() {
        return 0;
    }

    /** The first half of a change of owner: {@code {:ok, active}} with the option's former value, or an error. */
    public final Object suspend(Proc caller) {
        return ask(caller, SocketFailure.CLOSED, answer -> {
            if (!owner().equals(caller.pid())) {
                answer.complete(SocketFailure.error("not_owner"));
                return;
            }
            Object active = options.get("active");
            options.active = SocketOptions.PASSIVE;
            options.once = false;
            answer.complete(Tuple.of(Atom.OK, active));
        });
    }

    /** The second half: the new owner, with the option {@code active} as it was. */
    public final Object handOver(Proc caller, Pid newOwner, Object active) {
        return ask(caller, SocketFailure.CLOSED, answer -> {
            changeOwner(newOwner);
            process().links().remove(caller.pid());
            caller.request(_ -> caller.links().remove(process().pid()));
            options.set(new Cons(Tuple.of(Atom.of("active"), active), org.jlixir.runtime.term.EmptyList.NIL));
            optionsChanged();
            answer.complete(Atom.OK);
        });
    }
}
