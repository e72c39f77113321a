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

    /** What is told of a process. */
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private abstract static class ProcessEvent extends Event {
        @Label("Process")
        String process = "";

        /** Sets the other fields. */
        abstract void describe(Proc self);

        final void tell(Proc self) {
            if (isEnabled()) {
                process = self.pid().toString();
                describe(self);
                commit();
            }
        }
    }

    @Name("jlixir.ProcessSpawn")
    @Label("Process Spawn")
    @Category("jlixir")
    @Description("A process has been started")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class Spawn extends ProcessEvent {
        @Label("Parent")
        String parent = "";

        @Label("Initial Call")
        String initialCall = "";

        @Override
        void describe(Proc self) {
            parent = text(self.parent());
            initialCall = text(self.initialCall());
        }
    }

    /** What is told of a process that may have a name by now. */
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private abstract static class NamedProcessEvent extends ProcessEvent {
        @Label("Registered Name")
        String registeredName = "";

        @Override
        void describe(Proc self) {
            registeredName = text(self.registeredName());
        }
    }

    @Name("jlixir.ProcessExit")
    @Label("Process Exit")
    @Category("jlixir")
    @Description("A process has ended")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class Exit extends NamedProcessEvent {
        @Label("Reason")
        String reason = "";

        @Label("Reductions")
        long reductions;

        private final transient Object why;

        Exit(Object why) {
            this.why = why;
        }

        @Override
        void describe(Proc self) {
            super.describe(self);
            reason = text(why);
            reductions = self.reductionsUsed();
        }
    }

    @Name("jlixir.LongMailbox")
    @Label("Long Mailbox")
    @Category("jlixir")
    @Description("A process has many messages that it has not received")
    @StackTrace(false)
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class LongMailbox extends NamedProcessEvent {
        @Label("Messages")
        final int messages;

        LongMailbox(int messages) {
            this.messages = messages;
        }
    }

    @Name("jlixir.LongRun")
    @Label("Long Run")
    @Category("jlixir")
    @Description("A process has run for long without letting those run that wait for its carrier")
    @SuppressWarnings("UnusedVariable") // The recorder reads the fields.
    private static final class LongRun extends NamedProcessEvent {
        @Label("Run Time")
        @Timespan(Timespan.NANOSECONDS)
        final long runTime;

        LongRun(long runTime) {
            this.runTime = runTime;
        }
    }

    static void spawned(Proc process) {
        if (FlightRecorder.isInitialized()) {
            new Spawn().tell(process);
        }
    }

    static void ended(Proc process, Object reason) {
        if (FlightRecorder.isInitialized()) {
            new Exit(reason).tell(process);
        }
    }

    static void longMailbox(Proc process, int messages) {
        if (FlightRecorder.isInitialized()) {
            new LongMailbox(messages).tell(process);
        }
    }

    static void longRun(Proc process, long nanos) {
        if (FlightRecorder.isInitialized()) {
            new LongRun(nanos).tell(process);
        }
    }

    private static String text(@Nullable Object term) {
        String text = term == null ? "" : term.toString();
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
