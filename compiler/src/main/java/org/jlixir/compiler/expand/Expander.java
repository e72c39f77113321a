package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * Expands quoted forms: the walk over all forms. Special forms have a class each; calls go through {@link Dispatch}.
 *
 * <p>One object a function clause or evaluation. It holds what changes on the way: the environment ({@code alias}, {@code
 * import}, {@code require} change it for what follows) and the variables in scope. A form that opens a scope saves both
 * and restores them. Confined to the compiling process.
 */
public final class Expander {
    private static final Atom ON_UNDEFINED_VARIABLE = Atom.of("on_undefined_variable");

    /** Handles one special form. */
    private interface SpecialForm {
        /** @return the expansion, or null when the form does not take these arguments */
        @Nullable
        Object expand(Expander x, Object form, Object meta, Object args);
    }

    final Session session;
    final VariableTracker tracker;
    Env env;

    @Nullable
    Vars vars;
    /** In a pattern: the variables from before it, which pins refer to. */
    @Nullable
    Vars outerVars;
    /** In a pattern: variables of this version and later are bound by it. */
    int patternStart;
    /** In a bitstring size within a pattern. */
    boolean inSize;
    /** How many bodies of clauses the code is in: what they define is defined when they run, if they do. */
    int branches;
    /** True where {@code __STACKTRACE__} is known: in rescue and catch. */
    boolean stacktrace;
    /** True in the body of a macro, where {@code __CALLER__} is a variable. */
    boolean callerKnown;
    /** False where the use of deprecated macros is nobody's business. */
    boolean warnsDeprecated = true;
    /** Local calls are noted here, for the checks at the end of the module. */
    @Nullable
    LocalCalls locals;

    public Expander(Session session, Env env, int firstVersion) {
        this.session = session;
        this.env = env;
        this.vars = env.vars;
        this.tracker = new VariableTracker(firstVersion);
    }

    /** An expansion of a form and the environment after it. */
    public record Expansion(Object term, Env env) {}

    /** Expands a whole expression in {@code env}, whose variables have versions below {@code firstVersion}. */
    public static Expansion expand(Session session, Object form, Env env, int firstVersion, boolean warnUnused) {
        Expander x = new Expander(session, env, firstVersion);
        x.locals = LocalCalls.of(session, env);
        Object expanded = x.expand(form);
        if (warnUnused) {
            x.tracker.warnUnused(session, env);
        }
        return new Expansion(expanded, x.env.withVars(x.vars));
    }

    /** Expands a guard by itself, in the environment of a function with its variables. */
    public static Object guard(Session session, Object form, Env env) {
        Expander x = new Expander(session, env, env.nextVersion());
        x.locals = LocalCalls.of(session, env);
        return x.guard(form);
    }

    /** The environment here, with the variables in scope. */
    Env here() {
        return env.withVars(vars);
    }

    Object expand(Object form) {
        if (form instanceof Tuple3 node) {
            return expandNode(node);
        }
        if (form instanceof Cons list) {
            return expandList(list);
        }
        if (form instanceof Tuple2 pair) {
            return expandPair(pair);
        }
        return expandLiteral(form);
    }

    private Object expandLiteral(Object form) {
        if (form instanceof Atom || form instanceof Long || form == EmptyList.NIL || form instanceof BigInteger) {
            return form;
        }
        if (form instanceof Double number) {
            if (number == 0 && env.inMatch()) {
                warnZero();
            }
            return number;
        }
        if (form instanceof Bitstring bits && bits.isBinary()) {
            return form;
        }
        if (form instanceof Tuple || form instanceof ElixirMap || form instanceof Bitstring) {
            throw fatal(
                    EmptyList.NIL,
                    "invalid quoted expression: " + text(form)
                            + "\n\n"
                            + "Please make sure your quoted expressions are made of valid AST nodes. If you would like"
                            + " to introduce a value into the AST, such as a four-element tuple or a map, make sure to"
                            + " call Macro.escape/1 before");
        }
        if (form instanceof Fun fun && !fun.isExternal()) {
            throw fatal(
                    EmptyList.NIL,
                    "invalid quoted expression: " + text(form)
                            + "\n\n"
                            + "Please make sure your quoted expressions are made of valid AST nodes. If you would like"
                            + " to introduce a value into the AST, such as a four-element tuple or a map, make sure to"
                            + " call Macro.escape/1 before");
        }
        return form;
    }

    private void warnZero() {
        session.warn(
                EmptyList.NIL,
                env,
                "pattern matching on 0.0 is equivalent to matching only on +0.0 from Erlang/OTP 27+. Instead you must"
                        + " match on +0.0 or -0.0");
    }

    private Object expandList(Cons list) {
        if (env.inMatch() || list.tail() == EmptyList.NIL) {
            ListBuilder out = new ListBuilder();
            Object rest = list;
            while (rest instanceof Cons cell) {
                out.add(expandElement(cell.head, cell.tail()));
                rest = cell.tail();
            }
            return out.finish();
        }
        Parallel scope = new Parallel();
        ListBuilder out = new ListBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            scope.begin();
            out.add(expandElement(cell.head, cell.tail()));
            scope.end();
            rest = cell.tail();
        }
        scope.close();
        if (rest != EmptyList.NIL) {
            throw fatal(EmptyList.NIL, "invalid quoted expression: " + text(list));
        }
        return out.finish();
    }

    /** The last element of a list may be {@code head | tail}. */
    private Object expandElement(Object element, Object following) {
        if (following == EmptyList.NIL
                && element instanceof Tuple3 node
                && node.e0 == BAR
                && Form.length(node.e2) == 2) {
            return new Tuple3(BAR, node.e1, expandArgs(node.e2));
        }
        return expand(element);
    }

    private Object expandPair(Tuple2 pair) {
        if (env.inMatch()) {
            Object left = expand(pair.e0);
            return new Tuple2(left, expand(pair.e1));
        }
        Parallel scope = new Parallel();
        scope.begin();
        Object left = expand(pair.e0);
        scope.end();
        scope.begin();
        Object right = expand(pair.e1);
        scope.end();
        scope.close();
        return left == pair.e0 && right == pair.e1 ? pair : new Tuple2(left, right);
    }

    /**
     * Arguments are expanded side by side: a variable bound in one is not seen by the others, but by what follows them all.
     */
    Object expandArgs(Object args) {
        if (!(args instanceof Cons first)) {
            return args;
        }
        if (first.tail() == EmptyList.NIL) {
            return new Cons(expand(first.head), EmptyList.NIL);
        }
        ListBuilder out = new ListBuilder();
        if (env.inMatch()) {
            for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
                out.add(expand(cell.head));
            }
            return out.finish();
        }
        Parallel scope = new Parallel();
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            scope.begin();
            out.add(expand(cell.head));
            scope.end();
        }
        scope.close();
        return out.finish();
    }

    /** The scope of forms that stand side by side. */
    final class Parallel {
        @Nullable
        Vars start() {
            return start;
        }

        private final @Nullable Vars start = vars;
        private @Nullable Vars all = vars;

        void begin() {
            vars = start;
        }

        void end() {
            if (vars != start) {
                all = Vars.onto(vars, start, all);
            }
        }

        void close() {
            vars = all;
        }
    }

    /** What a form that opens a scope saves. */
    final class Scope {
        private final Env savedEnv = env;
        private final @Nullable Vars savedVars = vars;
        private final boolean savedStacktrace = stacktrace;

        void restore() {
            env = savedEnv;
            vars = savedVars;
            stacktrace = savedStacktrace;
        }
    }

    private Object expandNode(Tuple3 node) {
        Object left = node.e0;
        Object right = node.e2;
        if (left instanceof Atom name) {
            if (right instanceof Atom context && Form.isList(node.e1)) {
                return expandName(node, name, node.e1, context);
            }
            int arity = Form.length(right);
            if (arity >= 0 && Form.isList(node.e1)) {
                return expandCall(node, name, node.e1, right, arity);
            }
        } else if (left instanceof Tuple3 callee && Form.length(right) >= 0 && Form.isList(node.e1)) {
            if (callee.e0 == DOT && callee.e2 instanceof Cons) {
                return expandDot(node, callee);
            }
            throw fatal(node.e1, "invalid call " + text(node));
        } else if (Form.length(right) >= 0 && Form.isList(node.e1)) {
            throw fatal(node.e1, "invalid call " + text(node));
        }
        throw fatal(
                EmptyList.NIL,
                "invalid quoted expression: " + text(node)
                        + "\n\n"
                        + "Please make sure your quoted expressions are made of valid AST nodes. If you would like to"
                        + " introduce a value into the AST, such as a four-element tuple or a map, make sure to call"
                        + " Macro.escape/1 before");
    }

    // Names without arguments

    private Object expandName(Tuple3 node, Atom name, Object meta, Atom context) {
        String text = name.name();
        if (text.length() > 4 && text.charAt(0) == '_' && text.charAt(1) == '_') {
            Object found = expandPseudoVariable(node, name, meta);
            if (found != null) {
                return found;
            }
        }
        if (name == UNDERSCORE) {
            if (env.inMatch()) {
                return node;
            }
            throw fatal(
                    meta,
                    "invalid use of _. _ can only be used inside patterns to ignore values and cannot be used in "
                            + "expressions. Make sure you are inside a pattern or change it accordingly");
        }
        Object kind = Vars.kind(meta, context);
        return env.inMatch() ? bindVariable(name, meta, context, kind) : readVariable(node, name, meta, context, kind);
    }

    private @Nullable Object expandPseudoVariable(Tuple3 node, Atom name, Object meta) {
        if (name == Words.MODULE) {
            return env.module;
        }
        if (name == DIR) {
            return directory();
        }
        if (name == ENV) {
            refuseInMatch(meta, "__ENV__");
            return Escape.value(callerTerm(meta));
        }
        if (name == CALLER) {
            refuseInMatch(meta, "__CALLER__");
            Vars caller = Vars.find(vars, CALLER, Atom.NIL);
            if (!callerKnown || caller == null) {
                throw fatal(meta, "__CALLER__ is available only inside defmacro and defmacrop");
            }
            return versioned(CALLER, meta, Atom.NIL, caller.version);
        }
        if (name == STACKTRACE) {
            refuseInMatch(meta, "__STACKTRACE__");
            if (!stacktrace) {
                throw fatal(
                        meta, "__STACKTRACE__ is available only inside catch and rescue clauses of try expressions");
            }
            return node;
        }
        return null;
    }

    private void refuseInMatch(Object meta, String what) {
        if (env.inMatch()) {
            throw fatal(meta, "invalid pattern in match, " + what + " is not allowed in matches");
        }
    }

    /** {@code __ENV__} at this place. */
    ElixirMap callerTerm(Object meta) {
        // Code of functions runs when nothing is compiled any more.
        Env shown = env.inFunction() ? env.withLexical(null).withTracers(EmptyList.NIL) : env;
        return shown.toTerm(Meta.line(meta), vars);
    }

    private Object directory() {
        int slash = env.file.lastIndexOf('/');
        return Bitstring.of(slash < 0 ? "." : slash == 0 ? "/" : env.file.substring(0, slash));
    }

    private Object bindVariable(Atom name, Object meta, Atom context, Object kind) {
        Vars known = Vars.find(vars, name, kind);
        if (known != null && known.version >= patternStart) {
            if (name.name().startsWith("_") && context == Atom.NIL) {
                session.warnSpan(
                        meta,
                        env,
                        "the underscored variable \"" + name.name() + "\" appears more than once in a match. This "
                                + "means the pattern will only match if all \"" + name.name()
                                + "\" bind to the same value. If this is the intended behaviour, please remove the"
                                + " leading underscore from the variable name, otherwise give the variables different"
                                + " names",
                        0);
            }
            tracker.use(known.version);
            return versioned(name, meta, context, known.version);
        }
        warnUnknownPseudoVariable(name, meta);
        int version = tracker.bind(name, kind, meta, known != null);
        vars = new Vars(name, kind, version, vars);
        return versioned(name, meta, context, version);
    }

    /** {@code __CALLER__} and others that look like it. */
    private static boolean isPseudoVariable(String name) {
        return name.length() > 2 && name.startsWith("__") && Character.isUpperCase(name.charAt(2));
    }

    private void warnUnknownPseudoVariable(Atom name, Object meta) {
        String text = name.name();
        if (isPseudoVariable(text)) {
            session.warnSpan(
                    meta,
                    env,
                    "unknown compiler variable \"" + text
                            + "\" (expected one of __MODULE__, __ENV__, __DIR__, __CALLER__, __STACKTRACE__)",
                    text.length());
        }
    }

    private Object readVariable(Tuple3 node, Atom name, Object meta, Atom context, Object kind) {
        Vars known = Vars.find(vars, name, kind);
        if (known == null) {
            return undefinedVariable(node, name, meta, context);
        }
        tracker.use(known.version);
        warnUnderscoredUse(name, meta, context);
        if (inSize && env.inGuard()) {
            warnUnpinnedSize(name, meta, context, kind, known);
        }
        return versioned(name, meta, context, known.version);
    }

    /** A size may read what the same bitstring has bound; a variable from before the pattern is to be pinned. */
    private void warnUnpinnedSize(Atom name, Object meta, Atom context, Object kind, Vars known) {
        Vars outer = Vars.find(outerVars, name, kind);
        if (outer != null && outer.version == known.version && !Meta.is(meta, GENERATED)) {
            session.warnSpan(
                    meta,
                    env,
                    "the variable \"" + name.name() + "\"" + contextText(context)
                            + " is accessed inside size(...) of a bitstring but it was defined outside of the match."
                            + " You must precede it with the pin operator",
                    name.name().length());
        }
    }

    private void warnUnderscoredUse(Atom name, Object meta, Atom context) {
        String text = name.name();
        boolean written = context == Atom.NIL && !Meta.is(meta, GENERATED);
        if (written && text.startsWith("_") && !isPseudoVariable(text)) {
            session.warnSpan(
                    meta,
                    env,
                    "the underscored variable \"" + text + "\" is used after being set. A leading underscore indicates"
                            + " that the value of the variable should be ignored. If this"
                            + " is intended please rename the variable to remove the"
                            + " underscore",
                    text.length());
        }
    }

    private Object undefinedVariable(Tuple3 node, Atom name, Object meta, Atom context) {
        Object action = Meta.get(meta, IF_UNDEFINED);
        if (action == null) {
            action = session.state().options().get(ON_UNDEFINED_VARIABLE);
            if (action == WARN) {
                meta = Meta.put(meta, IF_UNDEFINED, WARN);
            }
        }
        if (action == WARN) {
            session.warn(
                    meta,
                    env,
                    "variable \"" + name.name() + "\" does not exist and is being expanded to \"" + name.name()
                            + "()\", please use parentheses to remove the ambiguity or change the variable name");
        }
        if (action == WARN || action == APPLY) {
            return expandCall(node, name, meta, EmptyList.NIL, 0);
        }
        session.codeError(
                meta,
                env,
                "undefined variable \"" + name.name() + "\"" + contextText(context),
                name.name().length());
        return versioned(name, meta, context, tracker.bind(name, context, Meta.put(meta, GENERATED, Atom.TRUE), false));
    }

    static String contextText(Atom context) {
        return context == Atom.NIL ? "" : " (context " + Names.inspect(context) + ")";
    }

    static Tuple3 versioned(Atom name, Object meta, Atom context, int version) {
        return new Tuple3(name, Meta.put(meta, VERSION, (long) version), context);
    }

    /** A new variable that no source can name, for code that the expander makes up. */
    Tuple3 freshVariable(String name, Object meta) {
        Atom atom = Atom.of(name);
        return versioned(
                atom,
                Meta.put(meta, COUNTER, session.state().nextCounter()),
                Atom.NIL,
                tracker.bind(atom, Atom.UNDEFINED, meta, false));
    }

    private Object expandPin(Object meta, Object pinned) {
        Object arg = pinned;
        // It may be a macro, such as var!(name).
        for (Object once = arg; once != null && !Form.isVariable(arg); once = ExpandOnce.expand(this, arg)) {
            arg = once;
        }
        if (inSize && env.inGuard() && Form.isVariable(arg)) {
            return pinnedInSize((Tuple3) arg);
        }
        if (!env.inMatch()) {
            throw fatal(
                    meta,
                    "misplaced operator ^" + text(pinned)
                            + "\n\n"
                            + "The pin operator ^ is supported only inside matches or inside custom macros. Make sure"
                            + " you are inside a match or all necessary macros have been required");
        }
        if (!(arg instanceof Tuple3 node && Form.isVariable(node))) {
            throw fatal(
                    meta, "invalid argument for unary operator ^, expected an existing variable, got: ^" + text(arg));
        }
        Atom name = (Atom) node.e0;
        Atom context = (Atom) node.e2;
        Object kind = Vars.kind(node.e1, context);
        Vars known = Vars.find(outerVars, name, kind);
        if (known == null) {
            session.codeError(
                    node.e1, env, undefinedPin(name, context), name.name().length());
            return new Tuple3(PIN, meta, TermList.of(versioned(name, node.e1, context, tracker.next())));
        }
        tracker.use(known.version);
        warnUnderscoredUse(name, node.e1, context);
        return new Tuple3(PIN, meta, TermList.of(versioned(name, node.e1, context, known.version)));
    }

    private static String undefinedPin(Atom name, Atom context) {
        return "undefined variable ^" + name.name() + ". No variable \"" + name.name() + "\"" + contextText(context)
                + " has been defined before the current pattern";
    }

    /** {@code size(^n)}: a variable from before the pattern. */
    private Object pinnedInSize(Tuple3 variable) {
        Atom name = (Atom) variable.e0;
        Atom context = (Atom) variable.e2;
        Vars known = Vars.find(outerVars, name, Vars.kind(variable.e1, context));
        if (known == null) {
            session.codeError(
                    variable.e1, env, undefinedPin(name, context), name.name().length());
            return versioned(name, variable.e1, context, tracker.next());
        }
        tracker.use(known.version);
        return versioned(name, variable.e1, context, known.version);
    }

    // Patterns

    /** Something expanded by the caller's rules. */
    interface Expansible {
        Object run();
    }

    /**
     * Expands a pattern.
     *
     * @param before the variables that pins in it refer to
     */
    Object match(@Nullable Vars before, Expansible pattern) {
        Env savedEnv = env;
        Vars savedOuter = outerVars;
        int savedStart = patternStart;
        env = env.withContext(MATCH_CONTEXT);
        outerVars = before;
        patternStart = tracker.next();
        try {
            Object expanded = pattern.run();
            env = env.withContext(savedEnv.context);
            return expanded;
        } finally {
            outerVars = savedOuter;
            patternStart = savedStart;
        }
    }

    Object match(Object pattern) {
        Vars before = vars;
        return match(before, () -> expand(pattern));
    }

    /** Expands a guard, which may be alternatives joined by {@code when}. */
    Object guard(Object guard) {
        Env saved = env;
        env = env.withContext(GUARD);
        Object expanded = guardAlternatives(guard);
        env = saved;
        return expanded;
    }

    private Object guardAlternatives(Object guard) {
        if (guard instanceof Tuple3 node && node.e0 == WHEN && Form.length(node.e2) == 2) {
            Object left = guardAlternatives(Form.at(node.e2, 0));
            return Form.call(WHEN, node.e1, left, guardAlternatives(Form.at(node.e2, 1)));
        }
        Object expanded = expand(guard);
        warnLengthGuard(expanded);
        return expanded;
    }

    private void warnLengthGuard(Object guard) {
        if (guard instanceof Tuple3 node
                && node.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 0) == ERLANG
                && Form.length(node.e2) == 2
                && Form.at(node.e2, 0) instanceof Tuple3 left
                && left.e0 instanceof Tuple3 leftDot
                && leftDot.e0 == DOT
                && Form.length(leftDot.e2) == 2
                && Form.at(leftDot.e2, 0) == ERLANG
                && Form.at(leftDot.e2, 1) == Atom.of("length")
                && Form.at(node.e2, 1) instanceof Long zero
                && zero == 0) {
            String argument = text(Form.at(left.e2, 0));
            if (Form.at(dot.e2, 1) == Atom.of("==") || Form.at(dot.e2, 1) == Atom.of("=:=")) {
                session.warn(
                        node.e1,
                        env,
                        "do not use \"length(" + argument + ") == 0\" to check if a list is empty since length "
                                + "always traverses the whole list. Prefer to pattern match on an empty list or use \""
                                + argument
                                + " == []\" as a guard");
            } else if (Form.at(dot.e2, 1) == Atom.of(">")) {
                session.warn(
                        node.e1,
                        env,
                        "do not use \"length(" + argument + ") > 0\" to check if a list is not empty since length"
                                + " always traverses the whole list. Prefer to pattern match"
                                + " on a non-empty list, such as [_ | _], or use \""
                                + argument + " != []\" as a guard");
            }
        }
    }

    private Object expandMatch(Object meta, Object left, Object right) {
        if (env.inGuard()) {
            throw fatal(
                    meta,
                    "invalid expression in guards, = is not allowed in guards. To learn more about guards, visit: "
                            + "https://hexdocs.pm/elixir/patterns-and-guards.html#guards");
        }
        if (env.inMatch()) {
            if (left.equals(right) && Form.isVariable(left)) {
                String written = text(left);
                session.warnFile(
                        meta,
                        env,
                        "this pattern is matched against itself inside a match: " + written + " = " + written);
            }
            Object first = expand(left);
            return Form.call(Words.MATCH, meta, first, expand(right));
        }
        Vars before = vars;
        Object value = expand(right);
        Object pattern = match(before, () -> expand(left));
        refuseCycles(meta, left, pattern);
        return Form.call(Words.MATCH, meta, pattern, value);
    }

    /** Refuses expanded patterns with variables that are defined by themselves. */
    void refuseCycles(Object meta, Object written, Object expanded) {
        String cycle = PatternCycles.problem(List.of(expanded));
        if (cycle != null) {
            String shown = CodeText.of(session, written);
            throw fatal(meta, "cyclic variable definition in patterns:\n\n" + shown + "\n\n" + cycle);
        }
    }

    // Calls

    private static final Map<Atom, SpecialForm> SPECIAL = specialForms();

    private static Map<Atom, SpecialForm> specialForms() {
        Map<Atom, SpecialForm> forms = new HashMap<>();
        forms.put(
                Words.MATCH,
                (x, _, meta, args) ->
                        Form.length(args) == 2 ? x.expandMatch(meta, Form.at(args, 0), Form.at(args, 1)) : null);
        forms.put(TUPLE, (x, _, meta, args) -> x.expandTuple(meta, args));
        forms.put(MAP, (x, _, meta, args) -> ExpandMap.map(x, meta, args));
        forms.put(
                PERCENT,
                (x, _, meta, args) ->
                        Form.length(args) == 2 ? ExpandMap.struct(x, meta, Form.at(args, 0), Form.at(args, 1)) : null);
        forms.put(BITS, (x, _, meta, args) -> ExpandBitstring.expand(x, meta, args, false));
        forms.put(BLOCK, (x, _, meta, args) -> x.expandBlock(meta, args));
        forms.put(
                ALIASES,
                (x, form, meta, args) -> args instanceof Cons ? ExpandAlias.aliases(x, form, meta, args) : null);
        forms.put(ALIAS, (x, _, meta, args) -> directive(args) ? ExpandAlias.alias(x, meta, args) : null);
        forms.put(REQUIRE, (x, _, meta, args) -> directive(args) ? ExpandAlias.require(x, meta, args) : null);
        forms.put(IMPORT, (x, _, meta, args) -> directive(args) ? ExpandImport.expand(x, meta, args) : null);
        forms.put(QUOTE, (x, _, meta, args) -> ExpandQuote.expand(x, meta, args));
        forms.put(UNQUOTE, (x, _, meta, args) -> {
            if (Form.length(args) == 1) {
                throw x.fatal(meta, "unquote called outside quote");
            }
            return null;
        });
        forms.put(UNQUOTE_SPLICING, (x, _, meta, args) -> {
            if (Form.length(args) == 1) {
                throw x.fatal(meta, "unquote_splicing called outside quote");
            }
            return null;
        });
        forms.put(
                CAPTURE,
                (x, _, meta, args) -> Form.length(args) == 1 ? ExpandCapture.expand(x, meta, Form.at(args, 0)) : null);
        forms.put(FN, (x, _, meta, args) -> ExpandFn.expand(x, meta, args));
        forms.put(
                CASE,
                (x, _, meta, args) ->
                        Form.length(args) == 2 ? ExpandCase.caseOf(x, meta, Form.at(args, 0), Form.at(args, 1)) : null);
        forms.put(
                COND, (x, _, meta, args) -> Form.length(args) == 1 ? ExpandCase.cond(x, meta, Form.at(args, 0)) : null);
        forms.put(
                RECEIVE,
                (x, _, meta, args) -> Form.length(args) == 1 ? ExpandCase.receive(x, meta, Form.at(args, 0)) : null);
        forms.put(
                TRY, (x, _, meta, args) -> Form.length(args) == 1 ? ExpandTry.expand(x, meta, Form.at(args, 0)) : null);
        forms.put(FOR, (x, _, meta, args) -> args instanceof Cons ? ExpandFor.expand(x, meta, args) : null);
        forms.put(WITH, (x, _, meta, args) -> args instanceof Cons ? ExpandWith.expand(x, meta, args) : null);
        forms.put(SUPER, (x, _, meta, args) -> x.expandSuper(meta, args));
        forms.put(PIN, (x, _, meta, args) -> Form.length(args) == 1 ? x.expandPin(meta, Form.at(args, 0)) : null);
        forms.put(ARROW, (x, _, meta, args) -> {
            throw x.fatal(
                    meta,
                    "misplaced operator ->\n\n"
                            + "This typically means invalid syntax or a macro is not available in scope");
        });
        for (Atom misplaced : new Atom[] {DOUBLE_COLON, BAR, GENERATOR, DEFAULT}) {
            forms.put(misplaced, (x, _, meta, args) -> x.expandMisplaced(misplaced, meta, args));
        }
        for (Atom pseudo : new Atom[] {Words.MODULE, ENV, DIR, CALLER, STACKTRACE}) {
            forms.put(
                    pseudo,
                    (x, form, meta, args) ->
                            args == EmptyList.NIL ? x.expandPseudoVariable((Tuple3) form, pseudo, meta) : null);
        }
        return Map.copyOf(forms);
    }

    private static boolean directive(Object args) {
        int arity = Form.length(args);
        return arity == 1 || arity == 2;
    }

    /** True for names that cannot be functions: see {@code Kernel.SpecialForms}. */
    public static boolean isSpecialForm(Atom name, int arity) {
        if (!SPECIAL.containsKey(name)) {
            return false;
        }
        return switch (name.name()) {
            case "=", "%", "case" -> arity == 2;
            case "&", "cond", "receive", "try", "^", "unquote", "unquote_splicing" -> arity == 1;
            case "alias", "require", "import", "quote" -> arity == 1 || arity == 2;
            case "__MODULE__", "__ENV__", "__DIR__", "__CALLER__", "__STACKTRACE__" -> arity == 0;
            case "::" -> arity == 2;
            case "|", "<-", "\\\\", "->", "super" -> false;
            case "for", "with" -> true;
            default -> true;
        };
    }

    /** True where expanded code by this name stands for a special form, whatever else a module defines. */
    static boolean namesSpecialForm(Atom name) {
        return SPECIAL.containsKey(name);
    }

    private Object expandMisplaced(Atom operator, Object meta, Object args) {
        Object found = Dispatch.importedOrLocal(this, operator, meta, args);
        if (found != null) {
            return found;
        }
        int arity = Form.length(args);
        if (arity != 2) {
            return Dispatch.local(this, operator, meta, args, arity);
        }
        throw fatal(
                meta,
                switch (operator.name()) {
                    case "::" ->
                        "misplaced operator ::/2\n\n"
                            + "The :: operator is typically used in bitstrings to specify types and sizes of"
                            + " segments:\n\n"
                            + "    <<size::32-integer, letter::utf8, rest::binary>>\n\n"
                            + "It is also used in typespecs, such as @type and @spec, to describe inputs and outputs";
                    case "|" ->
                        "misplaced operator |/2\n\n"
                            + "The | operator is typically used between brackets as the cons operator:\n\n"
                            + "    [head | tail]\n\n"
                            + "where head is a sequence of elements separated by commas and the tail is the remaining"
                            + " of a list.\n\n"
                            + "It is also used to update maps and structs, via the %{map | key: value} notation, and"
                            + " in typespecs, such as @type and @spec, to express the union of two types";
                    case "<-" ->
                        "misplaced operator <-\n\n"
                                + "The <- operator is typically used as the right operand in \"for\" and \"with\"";
                    default -> "misplaced operator " + operator.name() + "/2";
                });
    }

    private Object expandCall(Tuple3 node, Atom name, Object meta, Object args, int arity) {
        SpecialForm special = SPECIAL.get(name);
        if (special != null) {
            Object expanded = special.expand(this, node, meta, args);
            if (expanded != null) {
                return expanded;
            }
            if (refusesArguments(name) && isSpecialForm(name, arity)) {
                throw fatal(meta, "invalid arguments for \"" + name.name() + "\"");
            }
        }
        checkAmbiguousOperator(name, meta, args);
        return Dispatch.call(this, name, meta, args, arity);
    }

    private static boolean refusesArguments(Atom name) {
        return name == CASE || name == COND || name == RECEIVE || name == TRY || name == QUOTE;
    }

    private void checkAmbiguousOperator(Atom name, Object meta, Object args) {
        if (Meta.get(meta, AMBIGUOUS_OP) instanceof Atom kind
                && args instanceof Cons only
                && only.tail() == EmptyList.NIL
                && Vars.find(vars, name, kind) != null) {
            throw fatal(
                    meta,
                    "\"" + name.name() + " " + text(only.head)
                            + "\" looks like a function call but there is a variable named \""
                            + name.name() + "\".\nIf you want to perform a function call, use parentheses:\n\n    "
                            + name.name() + "("
                            + text(only.head) + ")\n\nIf you want to perform an operation on the variable "
                            + name.name()
                            + ", use spaces around the unary operator");
        }
    }

    private Object expandTuple(Object meta, Object args) {
        Object expanded = expandArgs(args);
        return Form.length(expanded) == 2
                ? new Tuple2(Form.at(expanded, 0), Form.at(expanded, 1))
                : new Tuple3(TUPLE, meta, expanded);
    }

    private Object expandBlock(Object meta, Object args) {
        if (args instanceof Cons cell && cell.tail() == EmptyList.NIL) {
            return expand(cell.head);
        }
        if (args == EmptyList.NIL) {
            return Atom.NIL;
        }
        if (env.inMatch()) {
            throw fatal(
                    meta,
                    "invalid pattern in match, a block is not allowed inside patterns, got:\n\n    "
                            + text(new Tuple3(BLOCK, meta, args)));
        }
        if (env.inGuard()) {
            throw fatal(
                    meta,
                    "invalid expression in guard, a block is not allowed in guards, got:\n\n    "
                            + text(new Tuple3(BLOCK, meta, args)));
        }
        ListBuilder out = new ListBuilder();
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            boolean last = cell.tail() == EmptyList.NIL;
            Object expanded = expand(cell.head);
            if (!last) {
                expanded = ExpandFor.unused(cell.head, expanded);
                UselessCode.warn(this, meta, cell.head, expanded);
            }
            out.add(expanded);
        }
        return new Tuple3(BLOCK, meta, out.finish());
    }

    private Object expandSuper(Object meta, Object args) {
        int arity = Form.length(args);
        if (arity < 0) {
            return null;
        }
        ExpandClauses.refuseInPatterns(this, meta, SUPER.name());
        Atom name = Overridables.superName(this, meta, arity);
        Object expanded = expandArgs(args);
        if (callerKnown) {
            expanded = new Cons(expandPseudoVariable(new Tuple3(CALLER, meta, Atom.NIL), CALLER, meta), expanded);
        }
        return new Tuple3(name, meta, expanded);
    }

    private Object expandDot(Tuple3 node, Tuple3 dot) {
        Cons parts = (Cons) dot.e2;
        if (parts.tail() == EmptyList.NIL) {
            return expandAnonymousCall(node, dot, parts.head);
        }
        Object right = ((Cons) parts.tail()).head;
        if (!(right instanceof Atom function)) {
            throw fatal(node.e1, "invalid call " + text(node));
        }
        if (parts.head instanceof Tuple3 left
                && left.e0 == ENV
                && left.e2 instanceof Atom
                && node.e2 == EmptyList.NIL
                && !env.inMatch()) {
            Object field = callerTerm(left.e1).get(function);
            if (field != null) {
                return Escape.value(field);
            }
        }
        Parallel scope = new Parallel();
        scope.begin();
        Object receiver = expand(parts.head);
        scope.end();
        if (receiver instanceof Atom module) {
            vars = scope.start();
            Object expanded = Dispatch.remote(this, module, dot.e1, function, node.e1, node.e2, scope);
            return expanded;
        }
        return expandDynamicCall(node, dot, receiver, function, scope);
    }

    /** A call whose module is known at run time, or a field access. */
    private Object expandDynamicCall(Tuple3 node, Tuple3 dot, Object receiver, Atom function, Parallel scope) {
        if (!(receiver instanceof Tuple3 || receiver instanceof ElixirMap)) {
            throw fatal(
                    node.e1,
                    "invalid call "
                            + text(new Tuple3(
                                    new Tuple3(DOT, dot.e1, TermList.of(receiver, function)), node.e1, node.e2)));
        }
        boolean field = node.e2 == EmptyList.NIL && Meta.is(node.e1, NO_PARENS);
        if (env.inMatch()) {
            throw fatal(
                    node.e1,
                    "cannot invoke remote function in patterns. If you want to invoke a remote function inside a"
                            + " match, consider binding the result to a variable first: " + text(node));
        }
        if (env.inGuard()) {
            if (!field) {
                throw fatal(
                        node.e1,
                        inSize
                                ? "cannot invoke remote function inside a bitstring size specifier"
                                : "cannot invoke remote function inside a guard. If you want to do a map lookup"
                                        + " instead, please remove parens from " + text(node));
            }
            scope.close();
            return Form.remote(Meta.remove(node.e1, NO_PARENS), ERLANG, Atom.of("map_get"), function, receiver);
        }
        Object args = expandMore(node.e2, scope);
        return new Tuple3(new Tuple3(DOT, dot.e1, TermList.of(receiver, function)), node.e1, args);
    }

    /** Expands arguments beside what {@code scope} has seen already, and closes it. */
    Object expandMore(Object args, Parallel scope) {
        ListBuilder out = new ListBuilder();
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            scope.begin();
            out.add(expand(cell.head));
            scope.end();
        }
        scope.close();
        return out.finish();
    }

    private Object expandAnonymousCall(Tuple3 node, Tuple3 dot, Object callee) {
        if (env.inMatch()) {
            throw fatal(node.e1, "invalid pattern in match, anonymous call is not allowed in patterns: " + text(node));
        }
        if (env.inGuard()) {
            throw fatal(
                    node.e1,
                    inSize
                            ? "anonymous call is not allowed inside a bitstring size specifier"
                            : "invalid expression in guards, anonymous call is not allowed in guards. To learn more"
                                  + " about guards, visit: https://hexdocs.pm/elixir/patterns-and-guards.html#guards");
        }
        Parallel scope = new Parallel();
        scope.begin();
        Object function = expand(callee);
        scope.end();
        if (function instanceof Atom) {
            throw fatal(node.e1, "invalid function call, expected function, got: " + text(function));
        }
        return new Tuple3(new Tuple3(DOT, dot.e1, TermList.of(function)), node.e1, expandMore(node.e2, scope));
    }

    // Errors

    ElixirException fatal(Object meta, String message) {
        return session.fatal(meta, env, message);
    }

    String text(Object form) {
        return CodeText.of(session, form);
    }
}
