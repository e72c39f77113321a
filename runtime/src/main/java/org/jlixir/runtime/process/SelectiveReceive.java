package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;

/**
 * The receive that a process is in: what compiled code and built-ins do to go along the mailbox, from the oldest message, and to wait for
 * another one, up to a limit. A part of {@link Proc}, as {@link TailCallRecord} is. Confined to the process, but for its alarm.
 *
 * <p>In turn: {@link #receiveStart()}, {@link #receiveTimeout} if there is a limit, {@link #receivePlace} or {@link #receivePeek} until a
 * clause takes a message, {@link #receiveWait} whenever there is none. One that waits without a stack begins again when the process goes
 * on; it keeps its save pointer and its limit.
 */
abstract sealed class SelectiveReceive extends Inbox permits Proc {
    private static final VarHandle ALARM;
    private static final Atom TIMEOUT_VALUE = Atom.of("timeout_value");

    static {
        try {
            ALARM = MethodHandles.lookup().findVarHandle(SelectiveReceive.class, "alarm", Alarm.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** In a receive that has found nothing yet. */
    private boolean receiving;

    /** True from when the process goes on after it has left its host until the receive that it waited in has begun again. */
    private boolean resumes;

    private boolean hasDeadline;

    /** The limit of the receive that runs: milliseconds, negative for none. */
    private long limitMillis = -1;

    /** When the wait of the receive that runs ends ({@link System#nanoTime}), if {@link #hasDeadline}. */
    private long deadline;

    private volatile @Nullable Alarm alarm;

    /** Begins a receive: the save pointer goes to the oldest message. */
    public final void receiveStart() {
        if (resumes) {
            saveFollowing();
            return;
        }
        saveAfter(null);
        limitMillis = -1;
        hasDeadline = false;
    }

    /** Begins a receive that takes nothing but messages with {@code part} in them: none that came before it was made. */
    public final void receiveStart(Object part) {
        receiveStart();
        if (!resumes) {
            saveBehindMark(part);
        }
    }

    /**
     * Sets the limit of a receive.
     *
     * @param timeout milliseconds, or {@code :infinity}; anything else raises {@code :timeout_value}
     */
    public final void receiveTimeout(Object timeout) {
        if (timeout == Atom.INFINITY || resumes) {
            return;
        }
        if (!(timeout instanceof Long millis) || millis < 0 || millis > 0xFFFFFFFFL) {
            throw ElixirException.error(TIMEOUT_VALUE);
        }
        limitMillis = millis;
    }

    /** The message at the save pointer, or null when all have been seen. */
    public final @Nullable Object receivePeek() {
        Object place = receivePlace();
        return place == null ? null : messageAt(place);
    }

    /** Where the save pointer is, or null when all messages have been seen. */
    public final @Nullable Object receivePlace() {
        resumes = false;
        Signal.Message place = saved();
        if (place != null) {
            return place;
        }
        if (!hasSignals() || proc().borrowsStack) {
            return null;
        }
        Signal.Message last = lastMessage();
        takeSignals();
        receiving = false;
        saveAfter(last);
        return saved();
    }

    /** Waits for a message and takes it: the oldest. */
    public final Object receiveAny() {
        receiveStart();
        Object message = receivePeek();
        while (message == null) {
            receiveWait();
            message = receivePeek();
        }
        receiveRemove();
        return message;
    }

    /** Removes the first message that the predicate accepts. */
    final void flush(Predicate<Object> accepts) {
        takeSignals();
        receiveStart();
        for (Signal.Message message = saved(); message != null; message = saved()) {
            if (accepts.test(message.term)) {
                receiveRemove();
                return;
            }
            receiveNext();
        }
    }

    /** Does something that may receive messages of its own while a receive of the process runs: that goes on as it was. */
    final void apart(Runnable action) {
        Signal.Message before = beforeSaved();
        Signal.Message at = saved();
        long limit = limitMillis;
        long end = deadline;
        boolean ends = hasDeadline;
        boolean resuming = resumes;
        resumes = false;
        action.run();
        restoreSaved(before, at);
        limitMillis = limit;
        deadline = end;
        hasDeadline = ends;
        resumes = resuming;
    }

    // ---- waiting

    /** In a receive that has found nothing yet. */
    final boolean isReceiving() {
        return receiving;
    }

    /** Waits for another signal. @return false when the time is up */
    public final boolean receiveWait() {
        if (limitMillis == 0) {
            return false;
        }
        Proc process = proc();
        receiving = true;
        sliceIsInterrupted();
        boolean checked = setDeadline();
        ProcessTrace trace = process.trace();
        if (trace == null && !hasSignals()) {
            BorrowedStack.lend(process);
        }
        HeapLimit limit = process.heapLimit();
        if (limit != null) {
            limit.remind(process);
        }
        try {
            while (true) {
                if (hasDeadline) {
                    if (!checked && System.nanoTime() - deadline >= 0) {
                        receiving = false;
                        return false;
                    }
                    checked = false;
                    // It may wait for the timers' lock, and so must come before this process says that it waits for a
                    // signal.
                    setAlarm(deadline);
                }
                beginWait();
                if (hasSignals()) {
                    return true;
                }
                if (hasDeadline && alarm == null) {
                    continue;
                }
                if (trace == null) {
                    LockSupport.park();
                } else {
                    parkTraced(trace);
                }
            }
        } finally {
            endWait();
        }
    }

    private void parkTraced(ProcessTrace trace) {
        Proc process = proc();
        trace.scheduled(process, false);
        if (isWaiting() && !hasSignals()) {
            LockSupport.park();
        }
        trace.scheduled(process, true);
    }

    /** True when the receive does not wait, or not any longer. */
    final boolean isTimeUp() {
        return limitMillis == 0 || hasDeadline && System.nanoTime() - deadline >= 0;
    }

    /** Prepares a wait without a stack: sets the alarm of a receive with a limit. */
    final void prepareToLeave() {
        receiving = true;
        sliceIsInterrupted();
        if (setDeadline() || hasDeadline) {
            setAlarm(deadline);
        }
    }

    /** Whether there is something to do for a receive that is about to wait: a signal, or its limit. */
    final boolean hasReasonToGoOn() {
        return hasSignals() || hasDeadline && alarm == null;
    }

    /** The process waits again without having had a stack of its own. */
    final void waitsAgain() {
        receiving = true;
    }

    /** The process goes on with the receive for which it had left its stack, which is to begin again as it was. */
    final void resumeReceive() {
        resumes = true;
    }

    /** The process has got messages while it waited without a stack. */
    final void receivesNoMore() {
        receiving = false;
    }

    // ---- the limit

    /** The time counts from here: a message that is there already needs no look at the clock. @return false when it was set before */
    private boolean setDeadline() {
        if (limitMillis <= 0 || hasDeadline) {
            return false;
        }
        deadline = System.nanoTime() + limitMillis * 1_000_000L;
        hasDeadline = true;
        return true;
    }

    /** Sees to it that there is an alarm at that time or before. */
    private void setAlarm(long at) {
        Alarm current = alarm;
        while (current == null || current.at - at > 0) {
            Alarm earlier = new Alarm(proc(), at);
            if (ALARM.compareAndSet(this, current, earlier)) {
                TimerQueue timers = proc().node().timerQueue();
                timers.add(earlier, at);
                if (current != null) {
                    timers.remove(current);
                }
                return;
            }
            current = alarm;
        }
    }

    /**
     * Called by the alarm, on the thread of the timers. The process says that it waits before it looks whether it still has an alarm,
     * and this removes the alarm before it looks whether the process waits: one of the two sees the other.
     */
    final void rings(Alarm ringing) {
        if (ALARM.compareAndSet(this, ringing, null) && isWaiting() && hasDeadline) {
            if (System.nanoTime() - deadline >= 0) {
                wake();
            } else {
                setAlarm(deadline);
            }
        }
    }

    /** Takes the alarm of a process that ends back. */
    final void cancelAlarm() {
        Alarm pending = (Alarm) ALARM.getAndSet(this, null);
        if (pending != null) {
            proc().node().timerQueue().remove(pending);
        }
    }
}
