package org.jlixir.repl.profile;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.management.JMException;
import javax.management.ObjectName;
import jdk.jfr.Recording;

/**
 * Takes samples of what the processes of this JVM do, from {@link #start} to {@link #finish}, by the JDK's Flight Recorder. What waits is
 * not sampled.
 *
 * <p>Safe for any thread.
 */
public final class Profiler {
    private static final long PERIOD_MILLIS = 10;

    /** How many frames of a stack are looked at; the recorder's 64 would cut off most callers of a recursion. */
    private static final int STACK_DEPTH = 1024;

    private final Path picture;
    private final String program;
    private final SourceFiles sources;
    private final Recording recording = new Recording();
    private final AtomicBoolean finished = new AtomicBoolean();

    private Profiler(String program, Path picture) {
        this.program = program;
        this.picture = picture;
        sources = new SourceFiles(program);
    }

    /**
     * Begins.
     *
     * @param program what is run
     * @param picture the file that the flame graph goes to
     */
    public static Profiler start(String program, Path picture) {
        setStackDepth();
        Profiler profiler = new Profiler(program, picture);
        profiler.recording.enable(SampleReader.SAMPLE).withPeriod(Duration.ofMillis(PERIOD_MILLIS));
        profiler.recording.start();
        return profiler;
    }

    /** The recorder takes it as an option of the JVM or, before it starts, as a diagnostic command. */
    private static void setStackDepth() {
        try {
            ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "jfrConfigure",
                            new Object[] {new String[] {"stackdepth=" + STACK_DEPTH}},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new IllegalStateException("the Flight Recorder does not take its options", e);
        }
    }

    /** Takes note of the classes of a module that is about to be loaded. @return these */
    public Map<String, byte[]> note(Map<String, byte[]> module) {
        return sources.note(module);
    }

    /** Ends, prints what was found, and writes the picture; does nothing when called again. */
    public void finish(PrintStream out) {
        if (finished.getAndSet(true)) {
            return;
        }
        try {
            Profile profile = recorded();
            out.print("\n" + ProfileTables.of(profile, PERIOD_MILLIS));
            Files.writeString(picture, FlameGraph.of(profile, "Flame graph of " + program));
            out.println("\nThe flame graph is in " + picture);
        } catch (IOException _) {
            out.println("jlixir: can not write " + picture);
        }
        out.flush();
    }

    private Profile recorded() throws IOException {
        Path file = Files.createTempFile("jlixir", ".jfr");
        try (recording) {
            recording.stop();
            recording.dump(file);
            return new SampleReader(sources).read(file);
        } finally {
            Files.delete(file);
        }
    }
}
