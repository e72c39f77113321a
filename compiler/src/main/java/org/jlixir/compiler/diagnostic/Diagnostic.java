package org.jlixir.compiler.diagnostic;

import org.jspecify.annotations.Nullable;

/**
 * An error or a warning about source text.
 *
 * @param file as the source was named, {@code nofile} for code without one
 * @param line 0 when unknown
 * @param column in characters from 1, 0 when unknown
 * @param where the function or module it is about, such as {@code A.f/1} or {@code A (module)}; null outside of modules
 * @param span how many characters from {@code column} on to mark; 0 for one
 */
public record Diagnostic(
        Severity severity, String message, String file, int line, int column, @Nullable String where, int span) {
    public enum Severity {
        ERROR,
        WARNING
    }
}
