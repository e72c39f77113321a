package org.jlixir.compiler.erlang;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.diagnostic.Diagnostic;
import org.jlixir.compiler.diagnostic.Diagnostics;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Hygiene;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.grammar.Front;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.CursorFragment;
import org.jlixir.grammar.token.Tokenizer;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Parsing, evaluating and compiling for {@code Code}. */
@ErlangModule("jlixir_code")
public final class JlixirCode {
    private static final Atom COLUMNS = Atom.of("columns");
    private static final Atom TOKEN_METADATA = Atom.of("token_metadata");
    private static final Atom UNESCAPE = Atom.of("unescape");
    private static final Atom EXISTING_ATOMS_ONLY = Atom.of("existing_atoms_only");
    private static final Atom LITERAL_ENCODER = Atom.of("literal_encoder");
    private static final Atom STATIC_ATOMS_ENCODER = Atom.of("static_atoms_encoder");
    private static final Atom EMIT_WARNINGS = Atom.of("emit_warnings");
    private static final Atom INDENTATION = Atom.of("indentation");
    private static final Atom TRAILING_FRAGMENT = Atom.of("trailing_fragment");
    private static final Atom PRESERVE_SIGILS = Atom.of("preserve_sigils");
    private static final Atom MODULE = Atom.of("module");
    private static final Atom TRACERS = Atom.of("tracers");
    private static final Atom NOFILE = Atom.of("nofile");
    private static final Atom UNAVAILABLE = Atom.of("unavailable");

    private JlixirCode() {}

    // Parsing

    @Builtin("string_to_quoted")
    public static Object stringToQuoted(
            Proc self, Object text, Object file, Object line, Object column, Object options) {
        try {
            return new Tuple2(
                    Atom.OK, Front.parse(source(text, file, line, column, options), options(self, file, options)));
        } catch (SyntaxFailure failure) {
            return new Tuple2(Atom.ERROR, failure.error());
        }
    }

    /**
     * {@code Code.Fragment.container_cursor_to_quoted/2}: as {@code string_to_quoted}, for a text that ends at a cursor. Of
     * the options {@code trailing_fragment} and {@code preserve_sigils} are its own.
     */
    @Builtin("cursor_to_quoted")
    public static Object cursorToQuoted(
            Proc self, Object text, Object file, Object line, Object column, Object options) {
        CursorFragment fragment = new CursorFragment(
                Meta.get(options, TRAILING_FRAGMENT) instanceof Bitstring trailing ? trailing.utf8() : "",
                Meta.is(options, PRESERVE_SIGILS));
        try {
            SourceFile source = source(text, file, line, column, options);
            return new Tuple2(Atom.OK, Front.parseToCursor(source, fragment, options(self, file, options)));
        } catch (SyntaxFailure failure) {
            return new Tuple2(Atom.ERROR, failure.error());
        }
    }

    @Builtin("string_to_quoted_with_comments")
    public static Object stringToQuotedWithComments(
            Proc self, Object text, Object file, Object line, Object column, Object options) {
        List<Object> comments = new ArrayList<>();
        ParseOptions parse = options(self, file, options)
                .withComments(comment -> comments.add(ElixirMap.of(
                        Words.LINE,
                        (long) comment.line(),
                        Words.COLUMN,
                        (long) comment.column(),
                        Atom.of("previous_eol_count"),
                        (long) comment.previousNewlines(),
                        Atom.of("next_eol_count"),
                        (long) comment.nextNewlines(),
                        Atom.of("text"),
                        Bitstring.of(comment.text()))));
        try {
            Object quoted = Front.parse(source(text, file, line, column, options), parse);
            return Tuple.of(Atom.OK, quoted, TermList.from(comments));
        } catch (SyntaxFailure failure) {
            return new Tuple2(Atom.ERROR, failure.error());
        }
    }

    private static final Set<String> KEYWORDS =
            Set.of("do", "end", "fn", "->", "else", "after", "catch", "rescue", ";");

    /**
     * The words of a piece of code that need not be complete: {@code {:ok, words, end}} with the keywords, {@code :->},
     * {@code :";"} and {@code :eol} as atoms and {@code :other} for anything else, line ends behind the last word left out,
     * and the number of code points up to its end; {@code :error} when the code cannot be split into words.
     */
    @Builtin(value = "words", pure = true)
    public static Object words(Object text) {
        return Tokenizer.plainWords(SourceFile.of("nofile", ((Bitstring) text).utf8()))
                .map(JlixirCode::wordTerms)
                .orElse(Atom.ERROR);
    }

    private static Object wordTerms(List<Tokenizer.Word> words) {
        int count = words.size();
        while (count > 0 && words.get(count - 1).text().endsWith("\n")) {
            count--;
        }
        Object terms = EmptyList.NIL;
        for (int i = count - 1; i >= 0; i--) {
            terms = new Cons(wordTerm(words, i), terms);
        }
        return Tuple.of(
                Atom.OK, terms, count == 0 ? 0L : (long) words.get(count - 1).end());
    }

    /** A keyword is none behind a dot, and before a colon it is a key. */
    private static Object wordTerm(List<Tokenizer.Word> words, int at) {
        String text = words.get(at).text();
        if (text.endsWith("\n")) {
            return Atom.of("eol");
        }
        boolean isName = at > 0 && words.get(at - 1).text().equals(".")
                || at + 1 < words.size() && words.get(at + 1).text().equals(":");
        return KEYWORDS.contains(text) && !isName ? Atom.of(text) : Atom.of("other");
    }

    private static SourceFile source(Object text, Object file, Object line, Object column, Object options) {
        return new SourceFile(
                ((Bitstring) file).utf8(),
                ((Bitstring) text).utf8(),
                ((Long) line).intValue(),
                ((Long) column).intValue(),
                (Meta.get(options, INDENTATION) instanceof Long indentation ? indentation.intValue() : 0) + 1);
    }

    private static ParseOptions options(Proc self, Object file, Object options) {
        ParseOptions parse = ParseOptions.DEFAULT
                .withColumns(Meta.is(options, COLUMNS))
                .withTokenMetadata(Meta.is(options, TOKEN_METADATA))
                .withUnescape(Meta.get(options, UNESCAPE) != Atom.FALSE)
                .withExistingAtomsOnly(Meta.is(options, EXISTING_ATOMS_ONLY));
        if (Meta.get(options, LITERAL_ENCODER) instanceof Fun encoder) {
            parse = parse.withLiteralEncoder((value, meta) -> self.apply2(encoder, value, meta));
        }
        if (Meta.get(options, STATIC_ATOMS_ENCODER) instanceof Fun encoder) {
            parse = parse.withStaticAtomsEncoder((value, meta) -> self.apply2(encoder, value, meta));
        }
        if (Meta.get(options, EMIT_WARNINGS) != Atom.FALSE) {
            Session session = Compiler.session(self);
            String name = Session.shown(((Bitstring) file).utf8());
            parse = parse.withWarnings(warning -> session.report(new Diagnostic(
                    Diagnostic.Severity.WARNING, warning.message(), name, warning.line(), warning.column(), null, 0)));
        }
        return parse;
    }

    // Evaluating

    @Builtin("env_for_eval")
    public static Object envForEval(Proc self, Object envOrOptions) {
        Session session = Compiler.session(self);
        Env env = env(self, envOrOptions);
        if (envOrOptions instanceof ElixirMap struct) {
            env = current(session, env, Env.trackerOf(struct)).withoutVars();
        }
        return session.frame().remember(env, env.toTerm());
    }

    /** Without what belongs to a compilation that is over. */
    private static Env current(Session session, Env env, @Nullable Pid tracker) {
        if (tracker != null && session.self().node().find(tracker) != null) {
            return env;
        }
        if (tracker != null) {
            session.warn(
                    Meta.EMPTY,
                    env,
                    "an __ENV__ with outdated compilation information was given to eval, call"
                            + " Macro.Env.prune_compile_info/1 to prune it");
        }
        return env.withLexical(null).withTracers(EmptyList.NIL);
    }

    private static Env env(Proc self, Object envOrOptions) {
        Session session = Compiler.session(self);
        if (envOrOptions instanceof ElixirMap struct) {
            return session.frame().recall(session, struct);
        }
        Object options = envOrOptions;
        Env env = Compiler.of(self).topLevel("nofile");
        if (Meta.get(options, Words.FILE) instanceof Bitstring file) {
            env = env.withFile(file.utf8());
        }
        if (Meta.get(options, Words.LINE) instanceof Long line) {
            env = env.withLine(line.intValue());
        }
        if (Meta.get(options, MODULE) instanceof Atom module && module != Atom.NIL) {
            env = env.forModule(module);
        }
        if (Meta.get(options, TRACERS) instanceof Cons tracers) {
            env = env.withTracers(tracers);
        }
        return env.withOptions(options);
    }

    @Builtin("eval_quoted")
    public static Object evalQuoted(Proc self, Object quoted, Object binding, Object envOrOptions) {
        return evalQuoted(self, quoted, binding, envOrOptions, Atom.FALSE);
    }

    /** With {@code prune} only those variables of {@code binding} are given back that the code uses. */
    @Builtin("eval_quoted")
    public static Object evalQuoted(Proc self, Object quoted, Object binding, Object envOrOptions, Object prune) {
        Env env = env(self, envOrOptions);
        Object placed = Hygiene.linify(env.line(), quoted);
        return evaluated(self, Compiler.of(self).evaluate(placed, binding, env, prune == Atom.TRUE));
    }

    @Builtin("eval_string")
    public static Object evalString(Proc self, Object text, Object binding, Object envOrOptions, Object prune) {
        Env env = env(self, envOrOptions);
        SourceFile source = new SourceFile(env.file(), ((Bitstring) text).utf8(), env.line(), 1, 1);
        Object quoted = Compiler.of(self).parse(source, ParseOptions.DEFAULT);
        return evaluated(self, Compiler.of(self).evaluate(quoted, binding, env, prune == Atom.TRUE));
    }

    private static Object evaluated(Proc self, Compiler.Evaluated evaluated) {
        Session session = Compiler.session(self);
        Env env = evaluated.env();
        return Tuple.of(evaluated.value(), evaluated.binding(), session.frame().remember(env, env.toTerm()));
    }

    // Compiling

    @Builtin("compile_quoted")
    public static Object compileQuoted(Proc self, Object quoted, Object file) {
        return Compiler.of(self).compileQuoted(quoted, ((Bitstring) file).utf8());
    }

    @Builtin("compile_string")
    public static Object compileString(Proc self, Object text, Object file) {
        return Compiler.of(self).compileFile(SourceFile.of(((Bitstring) file).utf8(), ((Bitstring) text).utf8()));
    }

    @Builtin("compile_file")
    public static Object compileFile(Proc self, Object path) {
        return Compiler.of(self).compileFile(Compiler.of(self).read(((Bitstring) path).utf8()));
    }

    @Builtin("require_file")
    public static Object requireFile(Proc self, Object path) {
        SourceFile source = Compiler.of(self).read(((Bitstring) path).utf8());
        Set<String> required = Compiler.session(self).state().requiredFiles();
        if (!required.add(source.name())) {
            return Atom.NIL;
        }
        boolean compiled = false;
        try {
            Object modules = Compiler.of(self).compileFile(source);
            compiled = true;
            return modules;
        } finally {
            if (!compiled) {
                required.remove(source.name());
            }
        }
    }

    @Builtin("required_files")
    public static Object requiredFiles(Proc self) {
        ListBuilder out = new ListBuilder();
        Compiler.session(self).state().requiredFiles().forEach(file -> out.add(Bitstring.of(file)));
        return out.finish();
    }

    @Builtin("unrequire_files")
    public static Object unrequireFiles(Proc self, Object files) {
        for (Object rest = files; rest instanceof Cons cell; rest = cell.tail()) {
            Compiler.session(self).state().requiredFiles().remove(((Bitstring) cell.head).utf8());
        }
        return Atom.OK;
    }

    @Builtin("ensure_compiled")
    public static Object ensureCompiled(Proc self, Object module) {
        Session session = Compiler.session(self);
        Atom name = (Atom) module;
        if (session.openModule(name) != null) {
            return new Tuple2(Atom.ERROR, UNAVAILABLE);
        }
        if (session.state().modules().isLoaded(self, name)
                || session.state().finder().find(self, name)) {
            return new Tuple2(MODULE, name);
        }
        Atom awaited = session.state().parallel().awaitSoftly(session, name);
        return awaited == Atom.TRUE
                ? new Tuple2(MODULE, name)
                : new Tuple2(Atom.ERROR, awaited == UNAVAILABLE ? UNAVAILABLE : NOFILE);
    }

    // Several files at once

    @Builtin("parallel_begin")
    public static Object parallelBegin(Proc self) {
        CompilerState state = Compiler.session(self).state();
        state.parallel().begin(self, state);
        return Atom.OK;
    }

    @Builtin("parallel_end")
    public static Object parallelEnd(Proc self) {
        Compiler.session(self).state().parallel().end(self);
        return Atom.OK;
    }

    /** Checks what the files have left to be checked when all modules are there. */
    @Builtin("parallel_check")
    public static Object parallelCheck(Proc self) {
        Session session = Compiler.session(self);
        session.state().parallel().check(session);
        return Atom.OK;
    }

    /** True when some process defines the module. */
    @Builtin("defining")
    public static Object isDefining(Proc self, Object module) {
        return Atom.of(Compiler.session(self).state().openModules().containsKey((Atom) module));
    }

    /** A diagnostic as it is printed, with its source line when that is asked for and can be read. */
    @Builtin("format_diagnostic")
    public static Object formatDiagnostic(
            Proc self,
            Object severity,
            Object message,
            Object file,
            Object line,
            Object column,
            Object span,
            Object snippet) {
        Diagnostic diagnostic = new Diagnostic(
                severity == Atom.ERROR ? Diagnostic.Severity.ERROR : Diagnostic.Severity.WARNING,
                ((Bitstring) message).utf8(),
                file instanceof Bitstring name ? name.utf8() : "nofile",
                ((Long) line).intValue(),
                ((Long) column).intValue(),
                null,
                ((Long) span).intValue());
        return Bitstring.of(Atom.truthy(snippet) ? Diagnostics.text(diagnostic) : Diagnostics.plainText(diagnostic));
    }

    @Builtin("compiler_options")
    public static Object compilerOptions(Proc self) {
        ElixirMap options = ElixirMap.EMPTY;
        for (var option : Compiler.session(self).state().options().entrySet()) {
            options = options.put(option.getKey(), option.getValue());
        }
        return options;
    }

    @Builtin("put_compiler_option")
    public static Object putCompilerOption(Proc self, Object key, Object value) {
        Compiler.session(self).state().options().put((Atom) key, value);
        return Atom.OK;
    }

    /** What the call of a function raises, in evaluated code, that is neither imported nor of a module being defined. */
    @Builtin("undefined_local")
    public static Object undefinedLocal(Proc self, Object name, Object arity) {
        Object fields = TermList.of(
                new Tuple2(Atom.of("function"), name),
                new Tuple2(Atom.of("arity"), arity),
                new Tuple2(Atom.of("reason"), Atom.of("undefined local")));
        throw ElixirException.error(
                Compiler.session(self).call(Atom.of("Elixir.UndefinedFunctionError"), Atom.of("exception"), fields));
    }

    /** {@code {kind, [{patterns, guards}]}} of a function in a module that stands in a file; nil when it is not known. */
    @Builtin("heads")
    public static Object heads(Proc self, Object module, Object tuple) {
        Object chunks = Compiler.session(self).state().modules().storedChunks(self, module);
        Object heads = chunks == null ? null : Meta.get(chunks, Atom.of("heads"));
        for (Object rest = heads; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 entry = (Tuple3) cell.head;
            if (entry.e0.equals(tuple)) {
                return new Tuple2(entry.e1, entry.e2);
            }
        }
        return Atom.NIL;
    }

    /**
     * The documentation of a module that stands in a file, which may be named instead; nil when there is no such module, {@code
     * :chunk_not_found} when it has no documentation.
     */
    @Builtin("fetch_docs")
    public static Object fetchDocs(Proc self, Object moduleOrFile) {
        Object chunks = Compiler.session(self).state().modules().storedChunks(self, moduleOrFile);
        if (chunks == null) {
            return Atom.NIL;
        }
        Object docs = Form.isKeyword(chunks) ? Meta.get(chunks, Atom.of("docs")) : null;
        return docs == null ? Atom.of("chunk_not_found") : docs;
    }

    /** The typespecs of a module that stands in a file or is given by its binary; nil when there is no such module. */
    @Builtin("fetch_typespecs")
    public static Object fetchTypespecs(Proc self, Object moduleOrBinary) {
        Object chunks = Compiler.session(self).state().modules().storedChunks(self, moduleOrBinary);
        if (chunks == null) {
            return Atom.NIL;
        }
        Object typespecs = Form.isKeyword(chunks) ? Meta.get(chunks, Atom.of("typespecs")) : null;
        return typespecs == null ? EmptyList.NIL : typespecs;
    }
}
