package org.jlixir.runtime.process;

import java.util.function.Consumer;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The monitors of a process: those it has set, and those that others have set on it. Confined to the process.
 *
 * <p>Who sets a monitor and gives it up again, as every call of a server does, tells the watched process nothing: it marks the
 * monitor ({@link Signal.Monitor#cancel}), and the watched process forgets marked ones now and then.
 */
final class Monitors {
    static final Atom PROCESS = Atom.of("process");
    static final Atom PORT = Atom.of("port");
    static final Atom DOWN = Atom.of("DOWN");

    /** With fewer watchers than that none are looked for that have gone. */
    private static final int FEW = 16;

    /** What this process watches, by reference. */
    final RecentMap<Reference, Signal.Monitor> set = new RecentMap<>();

    /** Who watches this process, the first one first, by {@link Signal#next}; some are cancelled. */
    private Signal.@Nullable Monitor firstWatcher;

    private Signal.@Nullable Monitor lastWatcher;
    private int watcherCount;

    /** So many watchers there have to be before those that have gone are looked for. */
    private int crowd = FEW;

    void addWatcher(Signal.Monitor watcher) {
        if (watcherCount >= crowd) {
            forgetCancelled();
            crowd = Math.max(FEW, 2 * watcherCount);
        }
        append(watcher);
    }

    private void append(Signal.Monitor watcher) {
        watcher.next = null;
        if (lastWatcher == null) {
            firstWatcher = watcher;
        } else {
            lastWatcher.next = watcher;
        }
        lastWatcher = watcher;
        watcherCount++;
    }

    private void forgetCancelled() {
        Signal.Monitor watcher = firstWatcher;
        firstWatcher = null;
        lastWatcher = null;
        watcherCount = 0;
        while (watcher != null) {
            Signal.Monitor following = (Signal.Monitor) watcher.next;
            if (watcher.watcher() != null) {
                append(watcher);
            }
            watcher = following;
        }
    }

    /** Calls {@code action} with each monitor on this process that has not been given up. */
    void forEachWatcher(Consumer<Signal.Monitor> action) {
        for (Signal signal = firstWatcher; signal instanceof Signal.Monitor watcher; signal = watcher.next) {
            if (watcher.watcher() != null) {
                action.accept(watcher);
            }
        }
    }
}
