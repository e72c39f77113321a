package org.jlixir.repl.profile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.error.ElixirFrame;
import org.jspecify.annotations.Nullable;

/**
 * Reads the samples of a recording as stacks of Elixir functions. As in stack traces, frames that have made a tail call have ended, and
 * frames of Java's count for the function or built-in that has called them.
 */
final class SampleReader {
    /** The compiler at work; where it runs code of the program, only that counts. */
    static final Place COMPILER = new Place("(compiler)", "", 0, false);

    /** Outside of all functions: the scheduler, the start of the program. */
    static final Place RUNTIME = new Place("(run time system)", "", 0, false);

    /** The outer part of a stack that is deeper than the recorder looks. */
    static final Place DEEPER = new Place("(deeper)", "", 0, false);

    static final String SAMPLE = "jdk.ExecutionSample";
    private static final String COMPILER_PACKAGE = "org.jlixir.compiler.";
    private static final String GRAMMAR_PACKAGE = "org.jlixir.grammar.";

    /**
     * What is to be known of a frame.
     *
     * @param place null for a frame that does not count by itself
     * @param ofCaller runs code of the function whose own frame is the next one
     */
    private record Known(@Nullable Place place, boolean endedByTailCall, boolean ofCaller) {
        Known(@Nullable Place place) {
            this(place, false, false);
        }
    }

    private final SourceFiles sources;
    private final Map<String, Known> frames = new HashMap<>();

    SampleReader(SourceFiles sources) {
        this.sources = sources;
    }

    Profile read(Path recording) throws IOException {
        Profile profile = new Profile();
        try (RecordingFile file = new RecordingFile(recording)) {
            while (file.hasMoreEvents()) {
                RecordedEvent event = file.readEvent();
                if (event.getEventType().getName().equals(SAMPLE) && event.getStackTrace() != null) {
                    profile.add(stack(event.getStackTrace()));
                }
            }
        }
        return profile;
    }

    /** @return innermost first, never empty */
    private List<Place> stack(RecordedStackTrace trace) {
        List<Place> stack = new ArrayList<>();
        boolean inFunction = false;
        boolean skipsCaller = false;
        for (RecordedFrame frame : trace.getFrames()) {
            Known known = known(frame);
            Place place = known.place;
            if (place == null || place == COMPILER && !stack.isEmpty() || known.endedByTailCall && inFunction) {
                continue;
            }
            if (skipsCaller) {
                skipsCaller = false;
                continue;
            }
            skipsCaller = known.ofCaller;
            stack.add(place);
            inFunction |= place.hasLine();
        }
        if (stack.isEmpty()) {
            stack.add(RUNTIME);
        }
        if (trace.isTruncated()) {
            stack.add(DEEPER);
        }
        return stack;
    }

    private Known known(RecordedFrame frame) {
        String type = frame.getMethod().getType().getName();
        String method = frame.getMethod().getName();
        int number = frame.getLineNumber();
        return frames.computeIfAbsent(type + " " + method + " " + number, _ -> known(type, method, number));
    }

    private Known known(String type, String method, int number) {
        if (number == FrameLines.GLUE) {
            return new Known(null);
        }
        ElixirFrame frame = ElixirFrame.of(type, method, number);
        if (frame != null) {
            return new Known(
                    place(frame, sources.of(type)),
                    FrameLines.isTailCall(number),
                    FrameLines.isOfCaller(method, number));
        }
        if (type.startsWith(COMPILER_PACKAGE) || type.startsWith(GRAMMAR_PACKAGE)) {
            return new Known(COMPILER);
        }
        return new Known(Optional.ofNullable(ElixirFrame.ofBuiltin(type, method))
                .map(builtin -> new Place(FunctionNames.of(builtin), "", 0, false))
                .orElse(null));
    }

    private static Place place(ElixirFrame frame, SourceFiles.Source source) {
        return new Place(FunctionNames.of(frame), frame.fileIn(source.name()), frame.line(), source.own());
    }
}
