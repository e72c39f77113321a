package org.jlixir.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.diagnostic.Diagnostic;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.ExpandImport;
import org.jlixir.compiler.expand.Expander;
import org.jlixir.compiler.expand.Imports;
import org.jlixir.compiler.expand.LexicalTracker;
import org.jlixir.compiler.module.Evaluator;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.grammar.Front;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** Compiles and runs source text and quoted code, in a process. */
public final class Compiler {
    private static final Atom PARSE_ERROR = Atom.of("Elixir.Code.ParseError");
    private static final Atom NEW_EXCEPTION = Atom.of("exception");
    private static final Atom STRING = Atom.of("Elixir.String");
    private static final Atom TO_CHARLIST = Atom.of("to_charlist");

    /** What stands for bytes that are no characters. */
    private static final char REPLACEMENT = '\uFFFD';

    private static final Atom TRACERS = Atom.of("tracers");

    private final Session session;

    private Compiler(Session session) {
        this.session = session;
    }

    /** The compiler for code that runs in {@code self}. */
    public static Compiler of(Proc self) {
        return new Compiler(session(self));
    }

    /** The node's compiler state on behalf of {@code self}. */
    public static Session session(Proc self) {
        return new Session(NodeCompiler.of(self), self);
    }

    // Source

    /** The quoted form, with columns. @throws ElixirException SyntaxError, TokenMissingError, MismatchedDelimiterError */
    public Object parse(SourceFile source) {
        return parse(source, ParseOptions.DEFAULT.withColumns(true));
    }

    /** As {@link #parse(SourceFile)}, with other options. */
    public Object parse(SourceFile source, ParseOptions options) {
        try {
            return Front.parse(
                    source,
                    options.withWarnings(warning -> session.report(new Diagnostic(
                            Diagnostic.Severity.WARNING,
                            warning.message(),
                            Session.shown(source.name()),
                            warning.line(),
                            warning.column(),
                            null,
                            0))));
        } catch (SyntaxFailure failure) {
            throw syntaxError(source, failure);
        }
    }

    private ElixirException syntaxError(SourceFile source, SyntaxFailure failure) {
        String file = Session.shown(source.name());
        if (session.ensureLoaded(PARSE_ERROR) && session.exports(PARSE_ERROR, NEW_EXCEPTION, 3)) {
            Object options = TermList.of(
                    new Tuple2(Words.FILE, Bitstring.of(file)), new Tuple2(Words.LINE, (long) source.firstLine()));
            return ElixirException.error(
                    session.call(PARSE_ERROR, NEW_EXCEPTION, Bitstring.of(source.text()), failure.error(), options));
        }
        return Session.compileError(file, failure.line(), failure.getMessage());
    }

    /** An environment at the top of {@code file}. */
    public Env topLevel(String file) {
        Env empty = Env.empty(file, 1, Imports.NONE, Imports.NONE, EmptyList.NIL);
        Env kernel = session.state().kernelEnv();
        if (kernel == null && session.state().modules().isLoaded(session.self(), Words.KERNEL)) {
            kernel = ExpandImport.kernel(session, empty);
            session.state().kernelEnv(kernel);
        }
        return (kernel != null ? kernel : empty)
                .withFile(file)
                .withLine(1)
                .withTracers(session.state().options().get(TRACERS));
    }

    // Files and strings

    /** Runs a file to its end. @return the value of its last expression */
    public Object evaluateFile(SourceFile source) {
        return run(parse(source), source.name());
    }

    /**
     * Runs a file and answers the modules it has defined.
     *
     * @return {@code [{module, binary}]} in order
     */
    public Object compileFile(SourceFile source) {
        return collecting(() -> run(parse(source), source.name()));
    }

    /** Runs quoted code as if it were a file. @return {@code [{module, binary}]} in order */
    public Object compileQuoted(Object quoted, String file) {
        return collecting(() -> run(quoted, file));
    }

    /**
     * The source file at {@code path}.
     *
     * @throws ElixirException Code.LoadError, or UnicodeConversionError when the file is not UTF-8
     */
    public SourceFile read(String path) {
        Path absolute = Path.of(path).toAbsolutePath().normalize();
        try {
            byte[] bytes = Files.readAllBytes(absolute);
            SourceFile source = SourceFile.ofBytes(absolute.toString(), bytes);
            if (source.text().indexOf(REPLACEMENT) >= 0) {
                checkUtf8(source, Bitstring.ofBytes(bytes));
            }
            return source;
        } catch (IOException unreadable) {
            throw ElixirException.error(ElixirMap.of(
                    Words.STRUCT,
                    Atom.of("Elixir.Code.LoadError"),
                    Words.EXCEPTION,
                    Atom.TRUE,
                    Atom.of("file"),
                    Bitstring.of(absolute.toString()),
                    Atom.of("message"),
                    Bitstring.of("could not load " + absolute + ". Reason: enoent")));
        }
    }

    private void checkUtf8(SourceFile source, Bitstring bytes) {
        if (bytes.validUtf8() != null) {
            return;
        }
        if (!session.ensureLoaded(STRING) || !session.exports(STRING, TO_CHARLIST, 1)) {
            throw Session.compileError(source.name(), source.firstLine(), "the file is not UTF-8");
        }
        session.call(STRING, TO_CHARLIST, bytes);
    }

    private Object collecting(Runnable compilation) {
        Frame frame = session.frame();
        List<Tuple2> outer = frame.compiled;
        frame.compiled = new ArrayList<>();
        try {
            compilation.run();
            return TermList.from(frame.compiled);
        } finally {
            List<Tuple2> inner = frame.compiled;
            frame.compiled = outer;
            if (outer != null && inner != null) {
                outer.addAll(inner);
            }
            session.state().leaveIfIdle(session.self());
        }
    }

    private Object run(Object quoted, String file) {
        return session.frame()
                .compilation(
                        session,
                        () -> LexicalScope.run(
                                session,
                                topLevel(file),
                                env -> onlyModules(quoted) ? modules(quoted, env) : whole(quoted, env)));
    }

    private Object whole(Object quoted, Env env) {
        Expander.Expansion expansion = Expander.expand(session, quoted, env, 0, true);
        return Evaluator.run(session, expansion.term(), env, new HashMap<>(), Set.of());
    }

    /** A file of modules alone is run one by one, so that each may use those before it when it is expanded. */
    private Object modules(Object quoted, Env env) {
        Object value = Atom.NIL;
        Env current = env;
        Object rest = quoted instanceof Tuple3 block && block.e0 == Words.BLOCK ? block.e2 : TermList.of(quoted);
        while (rest instanceof Cons cell) {
            Expander.Expansion expansion = Expander.expand(session, cell.head, current, 0, true);
            value = Evaluator.run(session, expansion.term(), current, new HashMap<>(), Set.of());
            current = expansion.env();
            rest = cell.tail();
        }
        return value;
    }

    private static boolean onlyModules(Object quoted) {
        if (quoted instanceof Tuple3 block && block.e0 == Words.BLOCK && Form.isList(block.e2)) {
            for (Object rest = block.e2; rest instanceof Cons cell; rest = cell.tail()) {
                if (!onlyModules(cell.head)) {
                    return false;
                }
            }
            return true;
        }
        return quoted instanceof Tuple3 node && node.e0 == Words.DEFMODULE && Form.length(node.e2) == 2;
    }

    // Evaluation with bindings

    /**
     * What an evaluation gives.
     *
     * @param binding {@code [{name or {name, context}, value}]}
     */
    public record Evaluated(Object value, Object binding, Env env) {}

    /**
     * Evaluates quoted code with variables.
     *
     * @param binding {@code [{name or {name, context}, value}]}
     * @param prune whether of {@code binding} only the variables are kept that the code uses
     */
    public Evaluated evaluate(Object quoted, Object binding, Env env, boolean prune) {
        return session.frame().compilation(session, () -> evaluated(quoted, binding, env, prune));
    }

    private Evaluated evaluated(Object quoted, Object binding, Env env, boolean prune) {
        Map<Integer, Object> values = new HashMap<>();
        Env bound = bind(binding, env, values);
        int given = values.size();
        LexicalTracker lexical = env.lexical();
        Expander.Expansion expansion = Expander.expand(session, quoted, bound, bound.nextVersion(), false);
        Env after = expansion.env();
        if (prune) {
            Set<Integer> used = Form.versions(expansion.term());
            after = after.withVersions(version -> version >= given || used.contains(version));
        }
        Set<Integer> wanted = new HashSet<>();
        for (Object rest = after.variableNames(); rest instanceof Cons cell; rest = cell.tail()) {
            wanted.add(((Long) ((Tuple2) cell.head).e1).intValue());
        }
        Object value = Evaluator.runEvaluated(session, expansion.term(), bound, values, wanted);
        // A lone atom or number is not run at all, and leaves the variables in the order they came in.
        boolean run = expansion.term() instanceof Tuple
                || expansion.term() instanceof Cons
                || expansion.term() instanceof Bitstring;
        Object left = run || prune ? binding(after, values) : binding;
        return new Evaluated(value, left, after.withoutHygienicVars().withLexical(lexical));
    }

    /** Puts the variables of {@code binding} in scope; those that the environment knew otherwise keep their place. */
    private static Env bind(Object binding, Env env, Map<Integer, Object> values) {
        Env bound = env.withoutVars();
        for (Object rest = binding; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            Tuple3 variable = pair.e0 instanceof Tuple2 named
                    ? new Tuple3(named.e0, Meta.EMPTY, named.e1)
                    : new Tuple3(pair.e0, Meta.EMPTY, Atom.NIL);
            int version = values.size();
            bound = bound.withVariable(variable, version);
            values.put(version, pair.e1);
        }
        return bound;
    }

    /** The variables with their values, in the order that a map by name and context has, reversed. */
    private static Object binding(Env env, Map<Integer, Object> values) {
        ElixirMap variables = ElixirMap.EMPTY;
        for (Object rest = env.variableNames(); rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            Object value = values.get(((Long) pair.e1).intValue());
            if (value != null) {
                Object variable = pair.e0 instanceof Atom name ? new Tuple2(name, Atom.NIL) : pair.e0;
                variables = variables.put(variable, value);
            }
        }
        return variables.<Object>fold(EmptyList.NIL, (list, variable, value) -> {
            Tuple2 named = (Tuple2) variable;
            return new Cons(new Tuple2(named.e1 == Atom.NIL ? named.e0 : named, value), list);
        });
    }

    /** Parses and evaluates text. */
    public Evaluated evaluate(SourceFile source, Object binding, Env env, boolean prune) {
        return evaluate(parse(source), binding, env, prune);
    }
}
