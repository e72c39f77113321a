package org.jlixir.runtime.process;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jlixir.runtime.term.Pid;

/**
 * Which processes a process holds up, and how often it has done so. A process goes on when everybody who has suspended it has
 * resumed it as often, or has ended. Confined to the process.
 */
public final class Suspension {
    private final Proc owner;
    private final Map<Pid, Integer> counts = new LinkedHashMap<>();

    Suspension(Proc owner) {
        this.owner = owner;
    }

    /** How often each has been suspended. */
    public Map<Pid, Integer> counts() {
        return counts;
    }

    public void suspend(Proc target) {
        counts.merge(target.pid(), 1, Integer::sum);
        target.request(process -> process.changeSuspension(1));
    }

    /** @return false when the owner has not suspended it */
    public boolean resume(Pid target) {
        Integer count = counts.get(target);
        if (count == null) {
            return false;
        }
        if (count == 1) {
            counts.remove(target);
        } else {
            counts.put(target, count - 1);
        }
        release(target, 1);
        return true;
    }

    /** Called when the owner ends. */
    void resumeAll() {
        counts.forEach(this::release);
        counts.clear();
    }

    private void release(Pid target, int times) {
        Proc process = owner.node().find(target);
        if (process != null) {
            process.request(other -> other.changeSuspension(-times));
        }
    }
}
