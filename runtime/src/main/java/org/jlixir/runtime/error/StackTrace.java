package org.jlixir.runtime.error;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.process.BorrowedStack;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Turns Java's stack traces into Elixir's: only frames of compiled functions count, under their Elixir names. */
public final class StackTrace {
    /** As many entries as the BEAM keeps. */
    private static final int MAX_ENTRIES = 8;

    private static final Atom FILE = Atom.of("file");
    private static final Atom LINE = Atom.of("line");
    private static final Atom ERROR_INFO = Atom.of("error_info");
    private static final Atom MODULE = Atom.of("module");
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom APPLY = Atom.of("apply");

    private final @Nullable Tuple failedCall;
    private final @Nullable Tuple builtinCall;
    private final @Nullable Object frameArguments;
    private final @Nullable Object frameInfo;

    /**
     * How to read the Java stack trace of a failure.
     *
     * @param failedCall an entry that goes before the frames
     * @param builtinCall stands for the frame of a built-in at the top
     * @param frameArguments a list, instead of the arity of the innermost function
     * @param frameInfo the {@code error_info} of the innermost function's entry
     */
    StackTrace(
            @Nullable Tuple failedCall,
            @Nullable Tuple builtinCall,
            @Nullable Object frameArguments,
            @Nullable Object frameInfo) {
        this.failedCall = failedCall;
        this.builtinCall = builtinCall;
        this.frameArguments = frameArguments;
        this.frameInfo = frameInfo;
    }

    Object of(Throwable failure) {
        List<Object> entries = new ArrayList<>();
        if (failedCall != null) {
            entries.add(explained(failedCall));
        }
        boolean innermost = true;
        boolean skipsCaller = false;
        for (StackTraceElement frame : InterpretedPlaces.shown(failure.getStackTrace())) {
            if (entries.size() == MAX_ENTRIES || BorrowedStack.isBottom(frame)) {
                break;
            }
            // A tail call of what is no function, or on no module, fails in the caller, all others after its end.
            boolean failsHere = entries.isEmpty() || innermost && isApply(failedCall);
            if (frame.getLineNumber() == FrameLines.GLUE
                    || !failsHere && FrameLines.isTailCall(frame.getLineNumber())) {
                continue;
            }
            Tuple entry = entry(frame, entries.isEmpty());
            if (entry == null) {
                continue;
            }
            if (skipsCaller) {
                skipsCaller = false;
                continue;
            }
            skipsCaller = FrameLines.isOfCaller(frame.getMethodName(), frame.getLineNumber());
            if (innermost && failedCall != null && sameFunction(failedCall, entry)) {
                // The frame of the function that found no clause: the entry with its arguments stands for it.
                entries.set(0, Tuple.of(failedCall.get(0), failedCall.get(1), failedCall.get(2), entry.get(3)));
            } else {
                entries.add(innermost ? detailed(entry) : entry);
            }
            innermost = false;
        }
        return TermList.from(entries);
    }

    private static boolean isApply(@Nullable Tuple call) {
        return call != null && call.get(0) == ERLANG && call.get(1) == APPLY;
    }

    private Tuple detailed(Tuple entry) {
        Object location = entry.get(3);
        if (frameInfo != null) {
            List<Object> more = new ArrayList<>(TermList.toJava(location));
            more.add(Tuple.of(ERROR_INFO, frameInfo));
            location = TermList.from(more);
        }
        return Tuple.of(entry.get(0), entry.get(1), frameArguments == null ? entry.get(2) : frameArguments, location);
    }

    /** Adds which module can tell what is wrong with the arguments of a built-in. */
    private static Tuple explained(Tuple call) {
        Atom explainer = ErrorExplainers.of((Atom) call.get(0));
        return explainer == null || !(call.get(2) instanceof Cons)
                ? call
                : Tuple.of(
                        call.get(0),
                        call.get(1),
                        call.get(2),
                        TermList.of(Tuple.of(ERROR_INFO, ElixirMap.of(MODULE, explainer))));
    }

    private static boolean sameFunction(Tuple first, Tuple frame) {
        long arity = first.get(2) instanceof Long n ? n : TermList.properLength(first.get(2));
        return first.get(0) == frame.get(0)
                && first.get(1) == frame.get(1)
                && (frame.get(2).equals(arity) || isAnonymous((Atom) frame.get(1)));
    }

    /** The frame of such a function counts the variables that it captures, the arguments of a failure do not. */
    private static boolean isAnonymous(Atom function) {
        return function.name().startsWith("-") && function.name().contains("-fun-");
    }

    /** The stack of the process that runs this, innermost first; the built-in that asks is not in it. */
    public static Object current() {
        Object entries = new StackTrace(null, null, null, null).of(new Throwable());
        return entries instanceof Cons cell && cell.head instanceof Tuple asker && asker.get(0) == ERLANG
                ? cell.tail()
                : entries;
    }

    private @Nullable Tuple entry(StackTraceElement frame, boolean top) {
        ElixirFrame function = ElixirFrame.of(frame.getClassName(), frame.getMethodName(), frame.getLineNumber());
        if (function != null) {
            return entry(function, frame.getFileName());
        }
        ElixirFrame builtin = top ? ElixirFrame.ofBuiltin(frame.getClassName(), frame.getMethodName()) : null;
        if (builtin == null) {
            return null;
        }
        return builtinCall == null ? entry(builtin, null) : explained(builtinCall);
    }

    private static Tuple entry(ElixirFrame frame, @Nullable String source) {
        Object location = source == null ? EmptyList.NIL : location(frame.fileIn(source), frame.line());
        return Tuple.of(frame.module(), Atom.of(frame.function()), frame.arity(), location);
    }

    private static Object location(String name, int line) {
        String here = System.getProperty("user.dir") + "/";
        ListBuilder file = new ListBuilder();
        (name.startsWith(here) ? name.substring(here.length()) : name)
                .codePoints()
                .forEach(point -> file.add((long) point));
        Tuple where = Tuple.of(FILE, file.finish());
        return line > 0 ? TermList.of(where, Tuple.of(LINE, (long) line)) : TermList.of(where);
    }
}
