package org.jlixir.compiler.diagnostic;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/**
 * Where the diagnostics of a node go: to its standard error, and to those who collect them ({@code Code.with_diagnostics}).
 * Safe for any thread.
 */
public final class Diagnostics {
    private final ConcurrentHashMap<Proc, Collector> collectors = new ConcurrentHashMap<>();
    private final AtomicInteger warnings = new AtomicInteger();
    private volatile BiConsumer<Proc, String> output = Diagnostics::print;

    /** The node's standard error is a process, which a program may replace; without one it is that of the Java process. */
    private static void print(Proc self, String text) {
        Atom device = Atom.of("standard_error");
        if (self.node().find(device) != null) {
            self.node().code().call(self, Atom.of("Elixir.IO"), Atom.of("write"), device, Bitstring.of(text));
        } else {
            System.err.print(text);
            System.err.flush();
        }
    }

    /** How many warnings there have been. */
    public int warnings() {
        return warnings.get();
    }

    /** Replaces the printer: by default the node's standard error. */
    public void printTo(BiConsumer<Proc, String> printer) {
        output = printer;
    }

    /** Prints {@code diagnostic}, unless the process collects them silently. */
    public void report(Proc self, Diagnostic diagnostic) {
        if (diagnostic.severity() == Diagnostic.Severity.WARNING) {
            warnings.incrementAndGet();
        }
        Collector collector = collectors.get(self);
        if (collector != null) {
            collector.found.add(diagnostic);
            if (!collector.print) {
                return;
            }
        }
        output.accept(self, text(diagnostic));
    }

    /** The diagnostic as it is printed, with its source line when the file can be read. */
    public static String text(Diagnostic diagnostic) {
        return Snippet.format(diagnostic, Snippet.sourceLine(diagnostic.file(), diagnostic.line()));
    }

    /** The diagnostic without a source line. */
    public static String plainText(Diagnostic diagnostic) {
        return Snippet.format(diagnostic, null);
    }

    /** Starts to collect what {@code self} compiles. @return what was set before, for {@link #restore} */
    public @Nullable Collector collect(Proc self, boolean print) {
        return collectors.put(self, new Collector(print));
    }

    /** Ends a collection. @return what was collected, in order */
    public List<Diagnostic> restore(Proc self, @Nullable Collector earlier) {
        Collector collector = earlier == null ? collectors.remove(self) : collectors.put(self, earlier);
        return collector == null ? List.of() : collector.found;
    }

    /** The diagnostics of one process since it began to collect. */
    public static final class Collector {
        private final boolean print;
        private final List<Diagnostic> found = new ArrayList<>();

        Collector(boolean print) {
            this.print = print;
        }
    }
}
