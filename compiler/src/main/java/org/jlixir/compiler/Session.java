package org.jlixir.compiler;

import java.util.List;
import org.jlixir.compiler.diagnostic.Diagnostic;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Compiling on behalf of one process: the node's state, and ways to report errors. Immutable.
 *
 * @param self the process that the compiler runs in
 */
public record Session(CompilerState state, Proc self) {
    private static final Atom GET = Atom.of("get");
    private static final Atom PUT = Atom.of("put");
    private static final Atom RELATIVE_SOURCE = Atom.of("relative_source");
    private static final Atom DIAGNOSTICS = Atom.of("elixir_code_diagnostics");
    private static final Atom COMPILE_ERROR = Atom.of("Elixir.CompileError");

    /** True when the module is loaded, or can be by loading or compiling it first. */
    public boolean ensureLoaded(Atom module) {
        return state.modules().isLoaded(self, module)
                || state.finder().find(self, module)
                || state.parallel().await(this, module);
    }

    public @Nullable OpenModule openModule(Atom module) {
        OpenModule open = state.openModules().get(module);
        // Of files that are compiled side by side, each sees its own modules alone until they are done.
        return open == null || open.isOwnedBy(self) || !state.parallel().isMember(this) ? open : null;
    }

    public Object call(Atom module, Atom function, Object... arguments) {
        return state.modules().call(self, module, function, arguments);
    }

    public boolean exports(Atom module, Atom function, int arity) {
        return state.modules().exports(self, module, function, arity);
    }

    public Frame frame() {
        return state.frame(self);
    }

    public void warn(Object meta, Env env, String message) {
        if (!Meta.is(meta, Words.GENERATED)) {
            report(Diagnostic.Severity.WARNING, meta, env, env.where(), message, 0);
        }
    }

    /** A warning about a place that is not within a function: Elixir shows the file alone. */
    public void warnFile(Object meta, Env env, String message) {
        if (!Meta.is(meta, Words.GENERATED)) {
            report(Diagnostic.Severity.WARNING, meta, env, null, message, 0);
        }
    }

    public void warnSpan(Object meta, Env env, String message, int span) {
        report(Diagnostic.Severity.WARNING, meta, env, env.where(), message, span);
    }

    /** A warning about places that all have the same wrong, the first of which is shown. */
    public void warnTogether(List<Place> places, String message) {
        List<Diagnostic> all = places.stream()
                .map(place -> diagnostic(
                        Diagnostic.Severity.WARNING,
                        place.meta(),
                        place.env(),
                        place.env().where(),
                        message,
                        0))
                .toList();
        Diagnostic first = all.getFirst();
        report(new Diagnostic(
                first.severity(),
                message,
                first.file(),
                first.line(),
                first.column(),
                first.where(),
                first.span(),
                first.stacktrace(),
                all.subList(1, all.size())));
    }

    /** A place in the code. */
    public record Place(Object meta, Env env) {}

    private void report(
            Diagnostic.Severity severity, Object meta, Env env, @Nullable String where, String message, int span) {
        report(diagnostic(severity, meta, env, where, message, span));
    }

    private static Diagnostic diagnostic(
            Diagnostic.Severity severity, Object meta, Env env, @Nullable String where, String message, int span) {
        String file = env.file();
        int line = Meta.line(meta);
        int column = Meta.column(meta);
        if (Meta.get(meta, Words.KEEP) instanceof Tuple2 keep
                && keep.e0 instanceof Bitstring kept
                && keep.e1 instanceof Long keptLine) {
            file = kept.utf8();
            line = keptLine.intValue();
            column = 0;
        }
        return new Diagnostic(
                severity,
                message,
                shown(file),
                line,
                column,
                where,
                span,
                stacktrace(env, file, line, column),
                List.of());
    }

    private static Object stacktrace(Env env, String file, int line, int column) {
        Object location =
                TermList.of(new Tuple2(Words.FILE, FileName.term(shown(file))), new Tuple2(Words.LINE, (long) line));
        if (column > 0) {
            location = Meta.put(location, Words.COLUMN, (long) column);
        }
        if (env.function() instanceof Tuple2 function) {
            return TermList.of(Tuple.of(env.module(), function.e0, function.e1, location));
        }
        return env.inModule() ? TermList.of(Tuple.of(env.module(), Words.MODULE, 0L, location)) : EmptyList.NIL;
    }

    /**
     * Prints a diagnostic, and adds it to those that the process collects: {@code :elixir_code_diagnostics} in its dictionary is
     * {@code {list, log?}} while {@code Code.with_diagnostics/2} runs.
     */
    public void report(Diagnostic diagnostic) {
        if (exports(Words.ERLANG, GET, 1) && call(Words.ERLANG, GET, DIAGNOSTICS) instanceof Tuple2 collected) {
            Object all = new Cons(diagnostic.toTerm(), collected.e0);
            for (Diagnostic other : diagnostic.others()) {
                all = new Cons(other.toTerm(), all);
            }
            call(Words.ERLANG, PUT, DIAGNOSTICS, new Tuple2(all, collected.e1));
            if (!Atom.truthy(collected.e1)) {
                return;
            }
        }
        state.diagnostics().report(self, diagnostic);
    }

    /** The file by its full name, of which {@link #shown} is the other side. */
    public static String absolute(String file) {
        return file.startsWith("/") ? file : System.getProperty("user.dir") + "/" + file;
    }

    /** The file as messages show it: relative to the working directory when it is below it. */
    public static String shown(String file) {
        String here = System.getProperty("user.dir") + "/";
        return file.startsWith(here) ? file.substring(here.length()) : file;
    }

    /** The file as stack traces of a module name it: seen from the working directory. */
    public String traced(String file) {
        return WorkingDirectory.of(self.node()).relative(file);
    }

    /** The file as a compiled module names it: with the option {@code relative_source} it does not say where it was compiled. */
    public String recorded(String file) {
        return state.options().get(RELATIVE_SOURCE) == Atom.TRUE ? shown(file) : file;
    }

    /**
     * Reports an error after which its stage goes on when the module can be marked as failed: in a module body. The module
     * is not compiled in the end.
     *
     * @throws ElixirException CompileError, outside of modules
     */
    public void error(Object meta, Env env, String message, int span) {
        report(Diagnostic.Severity.ERROR, meta, env, env.where(), message, span);
        OpenModule module = env.inModule() ? openModule(env.module()) : null;
        if (module == null) {
            throw compileError(env);
        }
        module.taint();
    }

    /**
     * Reports an error in code. In a function its stage goes on, as after {@link #error}; a module's body, which runs once it is
     * expanded, does not get that far.
     *
     * @throws ElixirException CompileError, outside of functions
     */
    public void codeError(Object meta, Env env, String message, int span) {
        if (!env.inFunction()) {
            report(Diagnostic.Severity.ERROR, meta, env, env.where(), message, span);
            throw compileError(env);
        }
        error(meta, env, message, span);
    }

    /** Reports an error that its stage cannot go on after. The caller throws what this answers. */
    public ElixirException fatal(Object meta, Env env, String message) {
        report(Diagnostic.Severity.ERROR, meta, env, env.where(), message, 0);
        return compileError(env);
    }

    /** The CompileError of a file or module whose errors have been reported. */
    public static ElixirException compileError(Env env) {
        String what = env.inModule() ? "module " + Names.inspect(env.module()) : "file";
        return compileError(env.file(), 0, "cannot compile " + what + " (errors have been logged)");
    }

    /** A CompileError whose stack trace says nothing of who called the compiler. */
    public static ElixirException compileError(String file, int line, String description) {
        ElixirMap exception = ElixirMap.of(
                Atom.of("__struct__"),
                COMPILE_ERROR,
                Atom.of("__exception__"),
                Atom.TRUE,
                Atom.of("file"),
                Bitstring.of(file),
                Atom.of("line"),
                (long) line,
                Atom.of("description"),
                Bitstring.of(description));
        return ElixirException.raised(Atom.ERROR, exception, EmptyList.NIL);
    }
}
