package org.jlixir.runtime.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a recording of the Flight Recorder shows of processes. */
@Timeout(120)
class FlightEventsTest {
    @TempDir
    Path folder;

    @Test
    void tellsOfSpawnsExitsAndLongMailboxes() throws IOException {
        Path file = folder.resolve("processes.jfr");
        Pid[] pid = new Pid[1];
        try (Recording recording = new Recording()) {
            recording.start();
            new Node().runMain(self -> {
                Pid target = Bodies.spawn(self, other -> {
                    while (Bodies.receive(other) != Bodies.STOP) {
                        other.reductions--;
                    }
                    throw ElixirException.exit(Atom.of("enough"));
                });
                pid[0] = target;
                Reference monitor = Bodies.monitor(self, target);
                self.suspension().suspend(self.node().find(target));
                for (long i = 0; i < 3L * FlightEvents.LONG_MAILBOX; i++) {
                    Bodies.send(self, target, i);
                }
                Bodies.send(self, target, Bodies.STOP);
                self.suspension().resume(target);
                return Bodies.down(self, monitor);
            });
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> events = RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("jlixir."))
                .filter(event -> event.getString("process").equals(pid[0].toString()))
                .toList();
        assertEquals(1, count(events, "jlixir.ProcessSpawn", _ -> true));
        assertEquals(
                1,
                count(
                        events,
                        "jlixir.ProcessExit",
                        event -> event.getString("reason").contains("enough")));
        assertTrue(count(events, "jlixir.LongMailbox", event -> event.getInt("messages") >= FlightEvents.LONG_MAILBOX)
                > 0);
    }

    private static long count(List<RecordedEvent> events, String name, Predicate<RecordedEvent> fits) {
        return events.stream()
                .filter(event -> event.getEventType().getName().equals(name) && fits.test(event))
                .count();
    }
}
