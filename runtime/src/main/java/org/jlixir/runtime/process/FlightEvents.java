package org.jlixir.runtime.process;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;
import jdk.jfr.Timespan;
import org.jspecify.annotations.Nullable;

/**
 * What the JDK's Flight Recorder is told of processes: {@code jlixir.ProcessSpawn}, {@code jlixir.ProcessExit}, {@code
 * jlixir.LongMailbox} and {@code jlixir.LongRun}. Nothing is done for it while nobody records: the classes of the
 * events alone, once loaded, would take a tenth of a second at the start.
 */
final class FlightEvents {
    /** A mailbox with so many messages is long; it is told of again whenever it has become twice as long. */
    static final int LONG_MAILBOX = 10_000;

    /** A process that others wait for runs long when it runs for so many nanoseconds. */
    static final long LONG_RUN_NANOS = 20_000_000;

    /** Exit reasons can be as large as programs make them. */
    private static final int LONGEST_TEXT = 500;

    private FlightEvents() {}

    @Name("jlixir.ProcessSpawn")
    @Label("Process Spawn")
    @Category("jlixir")
    @Description("A process has been started")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class Spawn extends Event {
        @Label("Process")
        String process;

        @Label("Parent")
        String parent;

        @Label("Initial Call")
        String initialCall;
    }

    @Name("jlixir.ProcessExit")
    @Label("Process Exit")
    @Category("jlixir")
    @Description("A process has ended")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class Exit extends Event {
        @Label("Process")
        String process;

        @Label("Registered Name")
        String registeredName;

        @Label("Reason")
        String reason;

        @Label("Reductions")
        long reductions;
    }

    @Name("jlixir.LongMailbox")
    @Label("Long Mailbox")
    @Category("jlixir")
    @Description("A process has many messages that it has not received")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class LongMailbox extends Event {
        @Label("Process")
        String process;

        @Label("Registered Name")
        String registeredName;

        @Label("Messages")
        int messages;
    }

    @Name("jlixir.LongRun")
    @Label("Long Run")
    @Category("jlixir")
    @Description("A process has run for long without letting those run that wait for its carrier")
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class LongRun extends Event {
        @Label("Process")
        String process;

        @Label("Registered Name")
        String registeredName;

        @Label("Run Time")
        @Timespan(Timespan.NANOSECONDS)
        long runTime;
    }

    static void spawned(Proc process) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        Spawn event = new Spawn();
        if (event.isEnabled()) {
            event.process = process.pid().toString();
            event.parent = text(process.parent());
            event.initialCall = text(process.initialCall());
            event.commit();
        }
    }

    static void ended(Proc process, Object reason) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        Exit event = new Exit();
        if (event.isEnabled()) {
            event.process = process.pid().toString();
            event.registeredName = text(process.registeredName());
            event.reason = text(reason);
            event.reductions = process.reductionsUsed();
            event.commit();
        }
    }

    static void longMailbox(Proc process, int messages) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        LongMailbox event = new LongMailbox();
        if (event.isEnabled()) {
            event.process = process.pid().toString();
            event.registeredName = text(process.registeredName());
            event.messages = messages;
            event.commit();
        }
    }

    static void longRun(Proc process, long nanos) {
        if (!FlightRecorder.isInitialized()) {
            return;
        }
        LongRun event = new LongRun();
        if (event.isEnabled()) {
            event.process = process.pid().toString();
            event.registeredName = text(process.registeredName());
            event.runTime = nanos;
            event.commit();
        }
    }

    private static String text(@Nullable Object term) {
        String text = term == null ? "" : term.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
