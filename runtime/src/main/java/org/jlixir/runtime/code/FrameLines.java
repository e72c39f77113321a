package org.jlixir.runtime.code;

import java.util.List;

/**
 * What the line numbers of generated code tell beside the line: they have 16 bits. The lowest 15 are the line; of a method that
 * several functions share (a cycle of tail calls, a loop that goes on with the code of its caller) only 13 are, and the two above them say
 * which function it is. The highest bit marks a tail call: a
 * frame that stands at one has ended for Elixir.
 */
public final class FrameLines {
    /** Of code that only leads to another method of the same function: such frames do not count either. */
    public static final int GLUE = 0xFFFF;

    /** How many functions a method can hold. */
    public static final int MAX_SHARED = 4;

    private static final int TAIL_CALL = 0x8000;
    private static final int MAX_LINE = 0x7FFF;
    private static final int SHARED_BITS = 13;
    private static final int MAX_SHARED_LINE = (1 << SHARED_BITS) - 1;
    /** Stands in no mangled name. */
    private static final String SEPARATOR = ":";

    private FrameLines() {}

    /**
     * The name of a method that several functions share.
     *
     * @param methods the names that the functions' own methods have
     */
    public static String sharedMethod(List<String> methods) {
        return String.join(SEPARATOR, methods);
    }

    /**
     * The number for a line.
     *
     * @param index of the function in a shared method; -1 in others
     * @return 0 when the line is too large to be kept; index and mark are kept even so
     */
    public static int of(int index, int line, boolean tailCall) {
        int mark = tailCall ? TAIL_CALL : 0;
        return index < 0
                ? mark | (line < MAX_LINE ? line : 0)
                : mark | index << SHARED_BITS | (line < MAX_SHARED_LINE ? line : 0);
    }

    public static boolean isTailCall(int number) {
        return number > 0 && (number & TAIL_CALL) != 0;
    }

    /** The name of the method that the function of a frame would have if it were not shared. */
    public static String method(String name, int number) {
        if (number < 0 || number == GLUE) {
            return name;
        }
        int index = (number & MAX_LINE) >> SHARED_BITS;
        if (isContinued(name)) {
            String function = continued(name).get(index);
            int slash = function.lastIndexOf('/');
            return ModuleNames.methodName(
                    function.substring(0, slash), Integer.parseInt(function.substring(slash + 1)));
        }
        return name.contains(SEPARATOR) ? name.split(SEPARATOR, -1)[index] : name;
    }

    /** True for the method of a loop that goes on with the code of its caller: its lines tell which of the two they are of. */
    public static boolean isContinued(String method) {
        return !continued(method).isEmpty();
    }

    /** True for a frame that runs code of the function whose own frame is the next one. */
    public static boolean isOfCaller(String method, int number) {
        return number > 0 && number != GLUE && isContinued(method) && (number & MAX_LINE) >> SHARED_BITS > 0;
    }

    private static List<String> continued(String method) {
        int at = method.lastIndexOf('@');
        return method.startsWith("-") && at > 0
                ? ModuleNames.continuedOf(ModuleNames.demangle(method.substring(0, at)))
                : List.of();
    }

    /** The line in the source that a number in a method means; 0 if it is not known. */
    public static int line(String method, int number) {
        return number < 0 || number == GLUE ? 0 : number & (isShared(method) ? MAX_SHARED_LINE : MAX_LINE);
    }

    private static boolean isShared(String method) {
        return method.contains(SEPARATOR) || isContinued(method);
    }
}
