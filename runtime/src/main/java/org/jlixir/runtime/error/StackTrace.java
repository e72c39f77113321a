package org.jlixir.runtime.error;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.code.FrameFiles;
import org.jlixir.runtime.code.FrameLines;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
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
    private static final String LOOP = "-for-";
    private static final String STEP = "-step-";
    private static final String BUILTINS = "org.jlixir.runtime.erlang.";

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
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (entries.size() == MAX_ENTRIES) {
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
                && frame.get(2).equals(arity);
    }

    /** The stack of the process that runs this, innermost first; the built-in that asks is not in it. */
    public static Object current() {
        Object entries = new StackTrace(null, null, null, null).of(new Throwable());
        return entries instanceof Cons cell && cell.head instanceof Tuple asker && asker.get(0) == ERLANG
                ? cell.tail()
                : entries;
    }

    private @Nullable Tuple entry(StackTraceElement frame, boolean top) {
        String className = frame.getClassName();
        String method = FrameLines.method(frame);
        int at = method.lastIndexOf('@');
        if (at < 0) {
            Tuple entry = top && className.startsWith(BUILTINS) ? builtin(className, method) : null;
            return entry == null || builtinCall == null ? entry : explained(builtinCall);
        }
        boolean evaluated = ModuleNames.isEvaluation(className);
        Atom module = evaluated ? ModuleNames.EVALUATED : ModuleNames.moduleOf(className);
        if (module == null) {
            return null;
        }
        String function = ModuleNames.demangle(method.substring(0, at));
        if (evaluated && !function.startsWith("-")) {
            // The variables that such code finds are its parameters here; on the BEAM it has one.
            return entry(module, function, 1L, frame);
        }
        if (function.startsWith("-") && function.contains(LOOP)) {
            // The loop of a comprehension: on the BEAM the body of one is a function of an element and what is
            // collected.
            String name = function.replace(LOOP, "-fun-");
            String whole = name.endsWith(STEP) ? name.substring(0, name.length() - STEP.length() + 1) : name;
            return entry(module, whole, 2L, frame);
        }
        String whole = ModuleNames.wholeOf(function);
        return whole == null
                ? entry(module, function, arity(method, at), frame)
                : entry(module, whole.substring(0, whole.lastIndexOf('/')), arity(whole), frame);
    }

    private static Tuple entry(Atom module, String function, Long arity, StackTraceElement frame) {
        String source = frame.getFileName();
        Object location = source == null
                ? EmptyList.NIL
                : location(FrameFiles.of(source, function, arity), FrameLines.line(frame));
        return Tuple.of(module, Atom.of(function), arity, location);
    }

    private static Long arity(String nameAndArity) {
        return Long.valueOf(nameAndArity.substring(nameAndArity.lastIndexOf('/') + 1));
    }

    /** The digits after {@code @}; a number that makes the name unique may follow them. */
    private static Long arity(String method, int at) {
        int end = at + 1;
        while (end < method.length() && Character.isDigit(method.charAt(end))) {
            end++;
        }
        return end == at + 1 ? 0L : Long.parseLong(method, at + 1, end, 10);
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

    /** The entry of a built-in written in Java, {@code {:lists, :foo, 2, []}}; one that only raises has none. */
    private static @Nullable Tuple builtin(String className, String method) {
        try {
            Class<?> type = Class.forName(className);
            ErlangModule module = type.getAnnotation(ErlangModule.class);
            if (module == null) {
                return null;
            }
            for (java.lang.reflect.Method candidate : type.getDeclaredMethods()) {
                Builtin builtin = candidate.getAnnotation(Builtin.class);
                if (builtin != null && !builtin.raises() && candidate.getName().equals(method)) {
                    int arity = candidate.getParameterCount();
                    boolean takesProc = arity > 0 && candidate.getParameterTypes()[0] == Proc.class;
                    return Tuple.of(
                            Atom.of(module.value()),
                            Atom.of(builtin.value()),
                            (long) (takesProc ? arity - 1 : arity),
                            EmptyList.NIL);
                }
            }
            return null;
        } catch (ClassNotFoundException _) {
            return null;
        }
    }
}
