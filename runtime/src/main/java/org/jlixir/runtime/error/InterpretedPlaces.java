package org.jlixir.runtime.error;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where code stands that an interpreter runs: it has no frame of its own, so its interpreter's frame is given its name in stack traces.
 *
 * <p>What runs is known to the thread that runs it, in a scoped value. A process that borrows the stack sees its lender's places as well;
 * its stack traces end before them.
 */
public final class InterpretedPlaces {
    /** What an interpreter is at. */
    public interface Place {
        /** The frame that is shown in place of the interpreter's. */
        StackTraceElement frame();
    }

    private record Running(Place place, @Nullable Running outer) {}

    private static final ScopedValue<Running> RUNNING = ScopedValue.newInstance();
    private static final String NAME = InterpretedPlaces.class.getName();

    private InterpretedPlaces() {}

    /** Runs {@code code}, whose frame {@code place} tells while it runs and when it fails. */
    public static Object run(Place place, Supplier<Object> code) {
        Running running = new Running(place, RUNNING.isBound() ? RUNNING.get() : null);
        try {
            return ScopedValue.where(RUNNING, running).call(code::get);
        } catch (ElixirException failure) {
            failure.ranIn(InterpretedPlaces.class, place.frame());
            throw failure;
        }
    }

    /** Puts places where frames of interpreters are that still run, outermost first. */
    static StackTraceElement[] shown(StackTraceElement[] frames) {
        if (!RUNNING.isBound()) {
            return frames;
        }
        List<Place> places = new ArrayList<>();
        for (Running running = RUNNING.get(); running != null; running = running.outer) {
            places.add(running.place);
        }
        int next = places.size();
        for (int i = frames.length - 1; i >= 0 && next > 0; i--) {
            if (frames[i].getMethodName().equals("run")
                    && frames[i].getClassName().equals(NAME)) {
                frames[i] = places.get(--next).frame();
            }
        }
        return frames;
    }
}
