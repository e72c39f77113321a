package org.jlixir.runtime.code;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessView;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The versions before the current ones. A module has two at most: before there is a third, the processes that run in the first
 * are killed. Functions that they have made are no hindrance, as they are on the BEAM: a version's classes stay as long as
 * something refers to them. Safe for any thread.
 */
public final class OldCode {
    private static final Atom KILL = Atom.of("kill");
    private static final StackWalker FRAMES = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    /** How long a process that blocks in Java code is waited for: nanoseconds. */
    private static final long ANSWER_NANOS = 1_000_000_000L;

    private final ConcurrentHashMap<Atom, ModuleVersion> versions = new ConcurrentHashMap<>();

    public boolean has(Atom module) {
        return versions.containsKey(module);
    }

    void add(ModuleVersion version) {
        versions.put(version.name(), version);
    }

    void forget(Atom module) {
        versions.remove(module);
    }

    /** Whether the process has calls of the old version that have not returned. */
    public boolean isUsedBy(Proc self, Proc process, Atom module) {
        ModuleVersion version = versions.get(module);
        return version != null && isReplaceable(version) && answer(self, asked(process, version, false));
    }

    /** Kills the processes that run in the old version, and forgets it. @return true when there was one */
    public boolean purge(Proc self, Atom module) {
        ModuleVersion version = versions.remove(module);
        return version != null && isReplaceable(version) && anyUses(self, version, true);
    }

    /** Forgets the old version, unless a process runs in it. @return false when one does */
    public boolean purgeUnused(Proc self, Atom module) {
        ModuleVersion version = versions.get(module);
        if (version != null && isReplaceable(version) && anyUses(self, version, false)) {
            return false;
        }
        versions.remove(module);
        return true;
    }

    /** Modules that jlixir comes with have no class loader of their own to be told by. */
    private static boolean isReplaceable(ModuleVersion version) {
        return version.mainClass() != null && version.mainClass().getClassLoader() instanceof ModuleLoader;
    }

    private static boolean anyUses(Proc self, ModuleVersion version, boolean kill) {
        List<CompletableFuture<Boolean>> answers = new ArrayList<>();
        for (Proc process : ProcessView.processes(self.node())) {
            answers.add(asked(process, version, kill));
        }
        boolean used = false;
        for (CompletableFuture<Boolean> each : answers) {
            used |= answer(self, each);
        }
        return used;
    }

    private static boolean answer(Proc self, CompletableFuture<Boolean> asked) {
        Boolean answer = self.await(asked, ANSWER_NANOS);
        return answer != null && answer;
    }

    private static CompletableFuture<Boolean> asked(Proc process, ModuleVersion version, boolean kill) {
        CompletableFuture<Boolean> used = new CompletableFuture<>();
        process.request(asked -> {
            boolean uses = !asked.isEnded() && isOnStack(version);
            if (uses && kill) {
                asked.exit(asked.pid(), KILL);
            }
            used.complete(uses);
        });
        return used;
    }

    /** Whether the current thread runs in one of the version's functions. */
    private static boolean isOnStack(ModuleVersion version) {
        @Nullable Class<?> main = version.mainClass();
        ClassLoader loader = main == null ? null : main.getClassLoader();
        return FRAMES.walk(
                frames -> frames.anyMatch(frame -> frame.getDeclaringClass().getClassLoader() == loader));
    }
}
