package org.jlixir.runtime.process;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Reference;
import org.jspecify.annotations.Nullable;

/**
 * The messages that a process has taken out of its inbox and not received yet, in the order of their arrival, and the save pointer: the
 * message at which the receive that runs stands. A part of {@link Proc}, as {@link TailCallRecord} is. Confined to the process.
 *
 * <p>Compiled receives go along the messages by themselves, place by place, in variables: the save pointer is a field, and to set it
 * for each message passed over costs a fence when the process is old (a barrier of the collector). A place is opaque to them.
 */
abstract sealed class Mailbox extends TimeSlice permits Inbox {
    private Signal.@Nullable Message firstMessage;
    private Signal.@Nullable Message lastMessage;

    /** The save pointer, null at the end of the list, and the message before it, null for none. */
    private Signal.@Nullable Message saved;

    private Signal.@Nullable Message beforeSaved;
    private int messageCount;

    /** So long the mailbox has to be to be told of. */
    private int longMailbox = FlightEvents.LONG_MAILBOX;

    /** The reference that this process made last, and the last message of the list at that time, while it is in the list. */
    private @Nullable Reference newestReference;

    private Signal.@Nullable Message lastBefore;

    /** Adds a message behind all others. */
    final void append(Signal.Message message) {
        if (lastMessage == null) {
            firstMessage = message;
        } else {
            lastMessage.next = message;
        }
        lastMessage = message;
        messageCount++;
    }

    /** How many messages wait, those still in the inbox not counted. */
    public final int messageCount() {
        return messageCount;
    }

    /** The messages that wait, oldest first. */
    public final List<Object> messages() {
        List<Object> terms = new ArrayList<>();
        for (Signal signal = firstMessage; signal != null; signal = signal.next) {
            terms.add(((Signal.Message) signal).term);
        }
        return terms;
    }

    /** Tells the Flight Recorder when there are twice as many messages as the last time. */
    final void tellIfLong() {
        if (messageCount >= longMailbox) {
            longMailbox = 2 * messageCount;
            FlightEvents.longMailbox(proc(), messageCount);
        }
    }

    // ---- receive marks

    /** Remembers which messages came before a new reference: none of them has it. */
    final Reference mark(Reference reference) {
        newestReference = reference;
        lastBefore = lastMessage;
        return reference;
    }

    /** Moves the save pointer past the messages that were there when this process made {@code part}, if that was its last reference. */
    final void saveBehindMark(Object part) {
        if (part == newestReference && lastBefore != null) {
            saveAfter(lastBefore);
        }
    }

    // ---- the save pointer

    final Signal.@Nullable Message saved() {
        return saved;
    }

    final Signal.@Nullable Message beforeSaved() {
        return beforeSaved;
    }

    final Signal.@Nullable Message lastMessage() {
        return lastMessage;
    }

    /** Puts the save pointer behind a message, or to the oldest one. */
    final void saveAfter(Signal.@Nullable Message before) {
        beforeSaved = before;
        saveFollowing();
    }

    /** Puts the save pointer behind the message before it, which was the last one. */
    final void saveFollowing() {
        saved = beforeSaved == null ? firstMessage : (Signal.Message) beforeSaved.next;
    }

    /** Puts the save pointer where it was. */
    final void restoreSaved(Signal.@Nullable Message before, Signal.@Nullable Message at) {
        beforeSaved = before;
        saved = at;
    }

    /** The place before the save pointer, null for none. */
    public final @Nullable Object receivePlaceBefore() {
        return beforeSaved;
    }

    public static Object messageAt(Object place) {
        return ((Signal.Message) place).term;
    }

    /** The place after another one; null at the end of what has been taken out of the inbox. */
    public static @Nullable Object placeAfter(Object place) {
        return ((Signal.Message) place).next;
    }

    /** No clause matches the messages up to this place, the last one. */
    public final void receivePassed(Object place) {
        beforeSaved = (Signal.Message) place;
        saved = null;
    }

    /** Takes the message at a place out of the list. */
    public final void receiveTake(@Nullable Object before, Object place) {
        beforeSaved = (Signal.Message) before;
        saved = (Signal.Message) place;
        receiveRemove();
    }

    /** Moves the save pointer past a message that no clause matches. */
    public final void receiveNext() {
        beforeSaved = saved;
        saved = saved == null ? null : (Signal.Message) saved.next;
    }

    /** Takes the message at the save pointer out of the list. */
    public final void receiveRemove() {
        Signal.Message message = saved;
        if (message == null) {
            return;
        }
        Signal.Message following = (Signal.Message) message.next;
        if (beforeSaved == null) {
            firstMessage = following;
        } else {
            beforeSaved.next = following;
        }
        if (following == null) {
            lastMessage = beforeSaved;
        }
        if (message == lastBefore) {
            lastBefore = beforeSaved;
        }
        message.next = null;
        messageCount--;
        saved = null;
        beforeSaved = null;
    }
}
