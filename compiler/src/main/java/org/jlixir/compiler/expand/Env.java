package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Shape;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * The lexical environment of a piece of code: what {@code __ENV__} and {@code __CALLER__} show as {@code %Macro.Env{}}.
 *
 * <p>Immutable and cheap to change. While code is expanded its variables are kept by the {@link Expander}; {@code vars} here
 * is their state when the environment was handed out.
 */
public final class Env {
    private static final Atom ALIASES = Atom.of("aliases");
    private static final Atom CONTEXT_MODULES = Atom.of("context_modules");
    private static final Atom FUNCTION = Atom.of("function");
    private static final Tuple2 TYPESPEC = new Tuple2(Atom.of("__typespec__"), 0L);
    private static final Atom LEXICAL_TRACKER = Atom.of("lexical_tracker");
    private static final Atom MACRO_ALIASES = Atom.of("macro_aliases");
    private static final Atom MODULE = Atom.of("module");
    private static final Atom REQUIRES = Atom.of("requires");
    private static final Atom TRACERS = Atom.of("tracers");
    private static final Atom VERSIONED_VARS = Atom.of("versioned_vars");
    private static final Atom MACRO_ENV = Atom.of("Elixir.Macro.Env");

    private static final Atom[] FIELDS = {
        Words.STRUCT,
        ALIASES,
        Words.CONTEXT,
        CONTEXT_MODULES,
        Words.FILE,
        FUNCTION,
        Words.FUNCTIONS,
        LEXICAL_TRACKER,
        Words.LINE,
        MACRO_ALIASES,
        Words.MACROS,
        MODULE,
        REQUIRES,
        TRACERS,
        VERSIONED_VARS,
    };
    private static final Shape SHAPE = Shape.of((Object[]) FIELDS.clone());
    /** For each of {@link #FIELDS} its place in the shape. */
    private static final int[] PLACES = new int[FIELDS.length];

    static {
        for (int i = 0; i < FIELDS.length; i++) {
            PLACES[i] = SHAPE.indexOf(FIELDS[i]);
        }
    }

    final Atom module;
    final Object function;
    final Atom context;
    final String file;
    final int line;
    final Object aliases;
    final Object macroAliases;
    final Imports functions;
    final Imports macros;
    final Object requires;
    final Object contextModules;
    final Object tracers;
    final @Nullable LexicalTracker lexical;
    final @Nullable Vars vars;

    private Env(
            Atom module,
            Object function,
            Atom context,
            String file,
            int line,
            Object aliases,
            Object macroAliases,
            Imports functions,
            Imports macros,
            Object requires,
            Object contextModules,
            Object tracers,
            @Nullable LexicalTracker lexical,
            @Nullable Vars vars) {
        this.module = module;
        this.function = function;
        this.context = context;
        this.file = file;
        this.line = line;
        this.aliases = aliases;
        this.macroAliases = macroAliases;
        this.functions = functions;
        this.macros = macros;
        this.requires = requires;
        this.contextModules = contextModules;
        this.tracers = tracers;
        this.lexical = lexical;
        this.vars = vars;
    }

    /** An environment outside of any module. */
    public static Env empty(String file, int line, Imports functions, Imports macros, Object requires) {
        return new Env(
                Atom.NIL,
                Atom.NIL,
                Atom.NIL,
                file,
                line,
                EmptyList.NIL,
                EmptyList.NIL,
                functions,
                macros,
                requires,
                EmptyList.NIL,
                EmptyList.NIL,
                null,
                null);
    }

    /** The module being defined, {@code nil} outside of one. */
    public Atom module() {
        return module;
    }

    public String file() {
        return file;
    }

    public int line() {
        return line;
    }

    /** As in a function, for the time when the module is done, but what is named need not be there then. */
    public Env inTypespec() {
        return withFunction(TYPESPEC);
    }

    boolean isTypespec() {
        return function == TYPESPEC;
    }

    /** {@code {name, arity}} of the function being defined, or {@code nil}. */
    public Object function() {
        return function;
    }

    public boolean inModule() {
        return module != Atom.NIL;
    }

    public boolean inFunction() {
        return function != Atom.NIL;
    }

    public boolean inMatch() {
        return context == Words.MATCH_CONTEXT;
    }

    public boolean inGuard() {
        return context == Words.GUARD;
    }

    public Env withLine(int newLine) {
        return newLine == line ? this : copy(module, function, context, file, newLine);
    }

    public Env withFile(String newFile) {
        return newFile.equals(file) ? this : copy(module, function, context, newFile, line);
    }

    Env withContext(Atom newContext) {
        return newContext == context ? this : copy(module, function, newContext, file, line);
    }

    public Env withFunction(Object newFunction) {
        return copy(module, newFunction, context, file, line);
    }

    private Env copy(Atom newModule, Object newFunction, Atom newContext, String newFile, int newLine) {
        return new Env(
                newModule,
                newFunction,
                newContext,
                newFile,
                newLine,
                aliases,
                macroAliases,
                functions,
                macros,
                requires,
                contextModules,
                tracers,
                lexical,
                vars);
    }

    /** The environment of the body of {@code newModule}: no function, no variables. */
    public Env forModule(Atom newModule) {
        Object modules =
                inModule() && has(contextModules, newModule) ? contextModules : new Cons(newModule, contextModules);
        return new Env(
                newModule,
                Atom.NIL,
                Atom.NIL,
                file,
                line,
                aliases,
                macroAliases,
                functions,
                macros,
                requires,
                modules,
                tracers,
                lexical,
                null);
    }

    Env withAliases(Object newAliases, Object newMacroAliases) {
        return new Env(
                module,
                function,
                context,
                file,
                line,
                newAliases,
                newMacroAliases,
                functions,
                macros,
                requires,
                contextModules,
                tracers,
                lexical,
                vars);
    }

    Env withImports(Imports newFunctions, Imports newMacros) {
        return new Env(
                module,
                function,
                context,
                file,
                line,
                aliases,
                macroAliases,
                newFunctions,
                newMacros,
                requires,
                contextModules,
                tracers,
                lexical,
                vars);
    }

    Env withContextModule(Atom added) {
        if (has(contextModules, added)) {
            return this;
        }
        return new Env(
                module,
                function,
                context,
                file,
                line,
                aliases,
                macroAliases,
                functions,
                macros,
                requires,
                new Cons(added, contextModules),
                tracers,
                lexical,
                vars);
    }

    Env withRequired(Atom required) {
        if (has(requires, required)) {
            return this;
        }
        return new Env(
                module,
                function,
                context,
                file,
                line,
                aliases,
                macroAliases,
                functions,
                macros,
                insert(requires, required),
                contextModules,
                tracers,
                lexical,
                vars);
    }

    Env withVars(@Nullable Vars newVars) {
        return newVars == vars
                ? this
                : new Env(
                        module,
                        function,
                        context,
                        file,
                        line,
                        aliases,
                        macroAliases,
                        functions,
                        macros,
                        requires,
                        contextModules,
                        tracers,
                        lexical,
                        newVars);
    }

    /** Each variable in scope as a quoted form, newest first. */
    public List<Object> variableForms() {
        List<Object> out = new ArrayList<>();
        for (Vars v = vars; v != null; v = v.older) {
            if (Vars.find(vars, v.name, v.kind) == v) {
                out.add(v.form());
            }
        }
        return out;
    }

    /** The versions of the variables, in the order of {@link #variableForms}. */
    public List<Integer> variableVersions() {
        List<Integer> out = new ArrayList<>();
        for (Vars v = vars; v != null; v = v.older) {
            if (Vars.find(vars, v.name, v.kind) == v) {
                out.add(v.version);
            }
        }
        return out;
    }

    /** With a variable, given as a quoted form, on top. */
    public Env withVariable(Tuple3 form, int version) {
        return withVars(new Vars((Atom) form.e0, Vars.kind(form.e1, form.e2), version, vars));
    }

    /** The variables as {@code [{name or {name, context}, version}]}, in the order of a map's keys. */
    public Object variableNames() {
        ListBuilder out = new ListBuilder();
        Vars.toTerm(vars).forEach((key, version) -> {
            Tuple2 pair = (Tuple2) key;
            if (pair.e1 instanceof Atom) {
                out.add(new Tuple2(pair.e1 == Atom.NIL ? pair.e0 : pair, version));
            }
        });
        return out.finish();
    }

    /** The same place, for errors that are told of the file rather than of the module. */
    public Env outsideModule() {
        return copy(Atom.NIL, Atom.NIL, context, file, line);
    }

    /** With what the options of {@code Code.eval_string/3} say of aliases, requires, imports. */
    public Env withOptions(Object options) {
        return new Env(
                module,
                function,
                context,
                file,
                line,
                option(options, ALIASES, aliases),
                option(options, MACRO_ALIASES, macroAliases),
                imports(option(options, Words.FUNCTIONS, functions.term()), new Env[] {this}),
                imports(option(options, Words.MACROS, macros.term()), new Env[] {this}),
                option(options, REQUIRES, requires),
                contextModules,
                tracers,
                lexical,
                vars);
    }

    private static Object option(Object options, Atom key, Object otherwise) {
        Object value = Meta.get(options, key);
        return value == null ? otherwise : value;
    }

    /** With the variables of {@code other}. */
    public Env withVarsOf(Env other) {
        return withVars(other.vars);
    }

    /** Without the variables that macros have made for themselves. */
    public Env withoutHygienicVars() {
        return withVars(Vars.named(vars));
    }

    /** With the variables alone whose version is accepted. */
    public Env withVersions(IntPredicate accepted) {
        return withVars(Vars.only(vars, accepted));
    }

    /** A version that none of the variables has, nor a later one. */
    public int nextVersion() {
        int next = 0;
        for (Vars v = vars; v != null; v = v.older) {
            next = Math.max(next, v.version + 1);
        }
        return next;
    }

    public Env withoutVars() {
        return withVars(null);
    }

    /** With modules whose {@code trace/2} is told what the code refers to. */
    public Env withTracers(Object newTracers) {
        return newTracers == tracers
                ? this
                : new Env(
                        module,
                        function,
                        context,
                        file,
                        line,
                        aliases,
                        macroAliases,
                        functions,
                        macros,
                        requires,
                        contextModules,
                        newTracers,
                        lexical,
                        vars);
    }

    public Env withLexical(@Nullable LexicalTracker tracker) {
        return new Env(
                module,
                function,
                context,
                file,
                line,
                aliases,
                macroAliases,
                functions,
                macros,
                requires,
                contextModules,
                tracers,
                tracker,
                vars);
    }

    /** True when code around has a definition of the module, which may not have run yet. */
    public boolean defines(Atom name) {
        return has(contextModules, name);
    }

    boolean requires(Atom receiver) {
        return has(requires, receiver);
    }

    static boolean has(Object list, Object element) {
        while (list instanceof Cons cell) {
            if (cell.head == element) {
                return true;
            }
            list = cell.tail();
        }
        return false;
    }

    /** {@code requires} is kept in the order of the names. */
    private static Object insert(Object list, Atom added) {
        if (list instanceof Cons cell && ((Atom) cell.head).name().compareTo(added.name()) < 0) {
            return new Cons(cell.head, insert(cell.tail(), added));
        }
        return new Cons(added, list);
    }

    /** The {@code %Macro.Env{}} struct. */
    public ElixirMap toTerm() {
        return toTerm(line, vars);
    }

    ElixirMap toTerm(int atLine, @Nullable Vars withVars) {
        Object[] values = new Object[FIELDS.length];
        Object[] inOrder = {
            MACRO_ENV,
            aliases,
            context,
            contextModules,
            Bitstring.of(file),
            function,
            functions.term(),
            lexical == null ? Atom.NIL : lexical.pid(),
            (long) atLine,
            macroAliases,
            macros.term(),
            module,
            requires,
            tracers,
            Vars.toTerm(withVars),
        };
        for (int i = 0; i < values.length; i++) {
            values[PLACES[i]] = inOrder[i];
        }
        return ElixirMap.of(SHAPE, values);
    }

    /** The process of the lexical tracker in a {@code %Macro.Env{}}; null when it has none. */
    public static @Nullable Pid trackerOf(ElixirMap term) {
        return term.get(LEXICAL_TRACKER) instanceof Pid pid ? pid : null;
    }

    /**
     * @param memory environments whose import tables may be taken over when the struct holds the very same lists
     * @return the environment, without a lexical tracker
     */
    public static Env fromTerm(ElixirMap term, Env... memory) {
        return new Env(
                term.get(MODULE) instanceof Atom m ? m : Atom.NIL,
                orElse(term, FUNCTION, Atom.NIL),
                term.get(Words.CONTEXT) instanceof Atom c ? c : Atom.NIL,
                term.get(Words.FILE) instanceof Bitstring f ? f.utf8() : "nofile",
                term.get(Words.LINE) instanceof Long l ? l.intValue() : 0,
                orElse(term, ALIASES, EmptyList.NIL),
                orElse(term, MACRO_ALIASES, EmptyList.NIL),
                imports(orElse(term, Words.FUNCTIONS, EmptyList.NIL), memory),
                imports(orElse(term, Words.MACROS, EmptyList.NIL), memory),
                orElse(term, REQUIRES, EmptyList.NIL),
                orElse(term, CONTEXT_MODULES, EmptyList.NIL),
                orElse(term, TRACERS, EmptyList.NIL),
                null,
                Vars.fromTerm(orElse(term, VERSIONED_VARS, ElixirMap.EMPTY)));
    }

    private static Imports imports(Object term, Env[] memory) {
        for (Env known : memory) {
            if (known.functions.term() == term) {
                return known.functions;
            }
            if (known.macros.term() == term) {
                return known.macros;
            }
        }
        return Imports.of(term);
    }

    private static Object orElse(ElixirMap map, Atom key, Object otherwise) {
        Object value = map.get(key);
        return value == null ? otherwise : value;
    }

    public @Nullable LexicalTracker lexical() {
        return lexical;
    }

    /** How diagnostics name the place: {@code A.f/1}, {@code A (module)}, or null outside of modules. */
    public @Nullable String where() {
        if (!inModule()) {
            return null;
        }
        String name = Names.inspect(module);
        if (function instanceof Tuple2 f) {
            return name + "." + Names.function((Atom) f.e0) + "/" + f.e1;
        }
        return name + " (module)";
    }
}
