package org.jlixir.runtime.error;

import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
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
    private static final String BUILTINS = "org.jlixir.runtime.erlang.";

    private StackTrace() {}

    /** @param first an entry that goes before the frames, or null */
    static Object of(Throwable failure, @Nullable Tuple first) {
        ListBuilder entries = new ListBuilder();
        int count = 0;
        if (first != null) {
            entries.add(first);
            count++;
        }
        for (StackTraceElement frame : failure.getStackTrace()) {
            if (count == MAX_ENTRIES) {
                break;
            }
            Object entry = entry(frame, count == 0);
            if (entry != null && !(count == 1 && first != null && sameFunction(first, entry))) {
                entries.add(entry);
                count++;
            } else if (entry != null && first != null) {
                // The frame of the function that found no clause: the entry with its arguments stands for it.
                entries = new ListBuilder()
                        .add(Tuple.of(first.get(0), first.get(1), first.get(2), ((Tuple) entry).get(3)));
            }
        }
        return entries.finish();
    }

    private static boolean sameFunction(Tuple first, Object entry) {
        Tuple frame = (Tuple) entry;
        long arity = first.get(2) instanceof Long n ? n : TermList.properLength(first.get(2));
        return first.get(0) == frame.get(0)
                && first.get(1) == frame.get(1)
                && frame.get(2).equals(arity);
    }

    /** The stack of the process that runs this, innermost first. */
    public static Object current() {
        return of(new Throwable(), null);
    }

    private static @Nullable Object entry(StackTraceElement frame, boolean top) {
        String className = frame.getClassName();
        String method = frame.getMethodName();
        int at = method.lastIndexOf('@');
        if (at < 0) {
            return top && className.startsWith(BUILTINS) ? builtin(className, method) : null;
        }
        Atom module = className.startsWith("jlixir.evaluation.") ? EVALUATED : ModuleNames.moduleOf(className);
        if (module == null) {
            return null;
        }
        Atom function = Atom.of(ModuleNames.demangle(method.substring(0, at)));
        return Tuple.of(module, function, arity(method, at), location(frame));
    }

    private static Long arity(String method, int at) {
        try {
            return Long.valueOf(method.substring(at + 1));
        } catch (NumberFormatException _) {
            return 0L;
        }
    }

    private static Object location(StackTraceElement frame) {
        if (frame.getFileName() == null) {
            return EmptyList.NIL;
        }
        ListBuilder file = new ListBuilder();
        frame.getFileName().codePoints().forEach(point -> file.add((long) point));
        Tuple where = Tuple.of(FILE, file.finish());
        int line = frame.getLineNumber();
        return line > 0 ? TermList.of(where, Tuple.of(LINE, (long) line)) : TermList.of(where);
    }

    /** The entry of a built-in written in Java: {@code {:lists, :foo, 2, []}}. */
    private static @Nullable Object builtin(String className, String method) {
        try {
            Class<?> type = Class.forName(className);
            ErlangModule module = type.getAnnotation(ErlangModule.class);
            if (module == null) {
                return null;
            }
            for (java.lang.reflect.Method candidate : type.getDeclaredMethods()) {
                Builtin builtin = candidate.getAnnotation(Builtin.class);
                if (builtin != null && candidate.getName().equals(method)) {
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

    private static final Atom EVALUATED = Atom.of("elixir_compiler_0");
}
