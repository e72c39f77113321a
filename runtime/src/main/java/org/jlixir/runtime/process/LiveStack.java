package org.jlixir.runtime.process;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Iterator;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What stands in the frames of the thread that asks. The JDK has a stack walker that shows it and keeps it to itself; it is ours since
 * {@code java.lang} is open to us. Without that nothing is found. A frame takes some microseconds.
 */
final class LiveStack {
    /** The innermost frames are enough: what a deep recursion holds hangs together. */
    private static final int MOST_FRAMES = 500;

    private LiveStack() {}

    private record Access(StackWalker walker, MethodHandle locals, MethodHandle operands) {
        static @Nullable Access find() {
            try {
                Class<?> frame = Class.forName("java.lang.LiveStackFrame");
                MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(frame, MethodHandles.lookup());
                MethodHandle walker =
                        lookup.findStatic(frame, "getStackWalker", MethodType.methodType(StackWalker.class));
                return new Access(
                        (StackWalker) walker.invoke(),
                        slots(lookup, frame, "getLocals"),
                        slots(lookup, frame, "getStack"));
            } catch (Throwable failure) {
                if (failure instanceof VirtualMachineError error) {
                    throw error;
                }
                return null;
            }
        }

        private static MethodHandle slots(MethodHandles.Lookup lookup, Class<?> frame, String name)
                throws ReflectiveOperationException {
            return lookup.findVirtual(frame, name, MethodType.methodType(Object[].class))
                    .asType(MethodType.methodType(Object[].class, StackWalker.StackFrame.class));
        }
    }

    private static final class Holder {
        static final @Nullable Access ACCESS = Access.find();
    }

    /**
     * Calls {@code action} with every object in a variable or operand of a frame, innermost first; some come several times.
     *
     * @return the frames looked into
     */
    static int forEach(Consumer<Object> action) {
        Access access = Holder.ACCESS;
        if (access == null) {
            return 0;
        }
        return access.walker.walk(frames -> visit(frames.limit(MOST_FRAMES).iterator(), access, action));
    }

    private static int visit(Iterator<StackWalker.StackFrame> frames, Access access, Consumer<Object> action) {
        int visited = 0;
        for (; frames.hasNext(); visited++) {
            StackWalker.StackFrame frame = frames.next();
            give(slots(access.locals, frame), action);
            give(slots(access.operands, frame), action);
        }
        return visited;
    }

    private static Object[] slots(MethodHandle asker, StackWalker.StackFrame frame) {
        try {
            return (Object[]) asker.invokeExact(frame);
        } catch (Throwable failure) {
            throw new IllegalStateException("cannot look into a frame", failure);
        }
    }

    private static void give(Object[] slots, Consumer<Object> action) {
        for (Object slot : slots) {
            if (slot != null) {
                action.accept(slot);
            }
        }
    }
}
