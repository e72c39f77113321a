package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * Lowers the expressions of one function, or of one evaluation, to core IR.
 *
 * <p>Variables are known by the version in their metadata, which is unique within the function, so one table serves all
 * scopes. Bindings in the middle of an expression are hoisted into {@link Statements} before it, in order of evaluation.
 */
final class Lowering {
    final ModuleScope module;
    final String file;
    private final String functionLabel;
    private final Map<Integer, Variable> variables = new HashMap<>();
    private final PatternLowering patterns = new PatternLowering(this);
    private final BinaryLowering binaries = new BinaryLowering(this);
    private final TryLowering tries = new TryLowering(this);
    private final ComprehensionLowering comprehensions = new ComprehensionLowering(this);
    private Core.@Nullable Caught handling;

    /** @param functionLabel name and arity of the function, the stem of the names of generated ones */
    Lowering(ModuleScope module, String functionLabel, String file) {
        this.module = module;
        this.functionLabel = functionLabel;
        this.file = file;
    }

    /** The next number for the name of a function that the code of this one holds. */
    int nextNumber() {
        return module.nextNumber(functionLabel);
    }

    /** A name for a loop in the code of this function that calls no function of that code. */
    String loopName() {
        return "-" + functionLabel + "-loop-" + module.nextNumber(functionLabel + " loops") + "-";
    }

    // ---- variables

    void declare(int version, Variable variable) {
        variables.put(version, variable);
    }

    @Nullable
    Variable lookup(int version) {
        return variables.get(version);
    }

    private Core variable(Tuple3 form) {
        int version = Forms.version(form.e1);
        Variable variable = variables.get(version);
        if (variable != null) {
            return new Core.Use(variable);
        }
        if (form.e0 == STACKTRACE) {
            return stacktrace();
        }
        throw new CompilerBug("lowering", "variable without a binding: " + form, Meta.line(form.e1));
    }

    private Core stacktrace() {
        if (handling == null) {
            return new Core.Literal(EmptyList.NIL);
        }
        return new Core.Primitive(Operator.STACKTRACE, List.of(new Core.Use(handling.stacktrace())), 0);
    }

    /** Lowers a handler, in which {@code __STACKTRACE__} means that of {@code caught}. */
    Core handling(Core.Caught caught, java.util.function.Supplier<Core> handler) {
        Core.Caught outer = handling;
        handling = caught;
        try {
            return handler.get();
        } finally {
            handling = outer;
        }
    }

    // ---- expressions

    /** An expression with everything it binds; what it binds is not hoisted further. */
    Core expression(Object form, boolean tail) {
        Statements statements = new Statements();
        Core value = value(form, statements, tail);
        return statements.wrap(value);
    }

    /** An expression whose bindings go to {@code statements}. */
    Core value(Object form, Statements statements, boolean tail) {
        return switch (form) {
            case Tuple3 node when node.e2 instanceof Atom && node.e0 instanceof Atom -> variable(node);
            case Tuple3 node -> node(node, statements, tail);
            case Tuple2 pair -> tuple(operands(List.of(pair.e0, pair.e1), statements));
            case Cons cell -> list(cell, statements);
            default -> new Core.Literal(form);
        };
    }

    private Core node(Tuple3 node, Statements statements, boolean tail) {
        if (!(node.e0 instanceof Atom name)) {
            return node.e0 instanceof Tuple3 target && target.e0 == DOT
                    ? dotCall(target, node, statements, tail)
                    : apply(node.e0, node, statements, tail);
        }
        return switch (name.name()) {
            case "__block__" -> block(Forms.list(node.e2), statements, tail);
            case "=" -> match(node, statements, tail);
            case "{}" -> tuple(operands(Forms.list(node.e2), statements));
            case "%{}" -> map(node, statements);
            case "%" -> struct(node, statements);
            case "<<>>" -> binaries.construct(node, statements);
            case "fn" -> closure(node);
            case "case" -> caseOf(node, statements, tail);
            case "cond" -> cond(node, tail);
            case "try" -> tries.lower(node, tail);
            case "receive" -> receive(node, statements, tail);
            case "with" -> new WithLowering(this).lower(node, statements, tail);
            case "for" -> comprehensions.lower(node, statements, tail);
            case "&" -> capture(node, statements);
            case "^" -> value(Forms.argument(node, 0), statements, false);
            default -> localCall(name, node, statements, tail);
        };
    }

    private Core block(List<Object> forms, Statements statements, boolean tail) {
        if (forms.isEmpty()) {
            return new Core.Literal(Atom.NIL);
        }
        List<Object> all = tail ? withoutRepeatedResult(forms) : forms;
        for (Object form : all.subList(0, all.size() - 1)) {
            statements.effect(
                    form instanceof Tuple3 node && node.e0 == FOR && !Form.isVariable(node)
                            ? comprehensions.effect(node, statements)
                            : value(form, statements, false));
        }
        return value(all.getLast(), statements, tail);
    }

    /** Drops the variable at the end of {@code result = call(); result}: the call is the last thing to do, as on the BEAM. */
    private List<Object> withoutRepeatedResult(List<Object> forms) {
        int last = forms.size() - 1;
        return last > 0
                        && forms.get(last) instanceof Tuple3 result
                        && Form.isVariable(result)
                        && forms.get(last - 1) instanceof Tuple3 match
                        && match.e0 == MATCH
                        && Forms.argument(match, 0) instanceof Tuple3 target
                        && Form.isVariable(target)
                        && target.e0 == result.e0
                        && patterns.isNewVariable(target)
                        && Forms.version(target.e1) == Forms.version(result.e1)
                ? forms.subList(0, last)
                : forms;
    }

    private Core match(Tuple3 node, Statements statements, boolean tail) {
        Object pattern = Forms.argument(node, 0);
        if (tail && Form.isVariable(pattern) && patterns.isNewVariable((Tuple3) pattern)) {
            // Nothing follows that could use the variable.
            return value(Forms.argument(node, 1), statements, true);
        }
        Core value = value(Forms.argument(node, 1), statements, false);
        if (Form.isVariable(pattern) && patterns.isNewVariable((Tuple3) pattern)) {
            Variable variable = patterns.declare((Tuple3) pattern);
            statements.let(variable, value);
            return new Core.Use(variable);
        }
        Variable subject = statements.variable(value, "matched");
        bind(pattern, subject, BADMATCH, Meta.line(node.e1), statements);
        return new Core.Use(subject);
    }

    /** Binds the variables of {@code pattern} for what follows; raises {@code {tag, subject}} when it does not match. */
    private void bind(Object pattern, Variable subject, Atom tag, int line, Statements statements) {
        Pattern lowered = patterns.lower(pattern);
        if (lowered instanceof Pattern.Any) {
            return;
        }
        statements.add(body -> new Core.Match(
                List.of(subject),
                List.of(new Core.Clause(List.of(lowered), List.of(), body)),
                new Core.Failure.Tagged(tag),
                line));
    }

    // ---- operands

    /** Lowers operands left to right, so that each can be evaluated where it stands. */
    List<Core> operands(List<Object> forms, Statements statements) {
        List<Core> values = new ArrayList<>(forms.size());
        for (Object form : forms) {
            values.add(operand(form, values, statements));
        }
        return values;
    }

    /** Lowers one more operand; moves those before it out of the way when its evaluation needs statements. */
    Core operand(Object form, List<Core> before, Statements statements) {
        Statements own = new Statements();
        Core value = value(form, own, false);
        boolean needsEmptyStack = Operands.needsEmptyStack(value);
        if (!own.isEmpty() || needsEmptyStack) {
            before.replaceAll(earlier -> statements.atomic(earlier, "operand"));
            statements.addAll(own);
            if (needsEmptyStack) {
                return statements.atomic(value, "operand");
            }
        }
        return value;
    }

    // ---- data

    Core tuple(List<Core> elements) {
        if (allLiteral(elements)) {
            return new Core.Literal(Tuple.ofArray(terms(elements)));
        }
        return new Core.MakeTuple(elements);
    }

    private Core list(Cons first, Statements statements) {
        List<Core> elements = new ArrayList<>();
        Core end = new Core.Literal(EmptyList.NIL);
        Object rest = first;
        while (rest instanceof Cons cell) {
            Tuple3 bar = cell.tail() == EmptyList.NIL ? Forms.call(cell.head(), BAR, 2) : null;
            if (bar != null) {
                elements.add(operand(Forms.argument(bar, 0), elements, statements));
                end = operand(Forms.argument(bar, 1), elements, statements);
                break;
            }
            elements.add(operand(cell.head(), elements, statements));
            rest = cell.tail();
        }
        return consAll(elements, end);
    }

    Core consAll(List<Core> elements, Core end) {
        if (allLiteral(elements) && end instanceof Core.Literal(var tail)) {
            ListBuilder builder = new ListBuilder();
            elements.forEach(element -> builder.add(((Core.Literal) element).term()));
            return new Core.Literal(builder.finish(tail));
        }
        Core list = end;
        for (int i = elements.size() - 1; i >= 0; i--) {
            list = new Core.MakeCons(elements.get(i), list);
        }
        return list;
    }

    private Core map(Tuple3 node, Statements statements) {
        List<Object> pairs = Forms.list(node.e2);
        if (pairs.size() == 1) {
            Tuple3 update = Forms.call(pairs.getFirst(), BAR, 2);
            if (update != null) {
                return mapUpdate(update, Meta.line(node.e1), statements);
            }
        }
        List<Core> flat = pairOperands(pairs, statements);
        if (allLiteral(flat)) {
            return new Core.Literal(ElixirMap.of(terms(flat)));
        }
        return new Core.MakeMap(everyOther(flat, 0), everyOther(flat, 1));
    }

    private Core mapUpdate(Tuple3 update, int line, Statements statements) {
        List<Object> forms = new ArrayList<>();
        forms.add(Forms.argument(update, 0));
        for (Object pair : Forms.list(Forms.argument(update, 1))) {
            forms.add(Forms.element(pair, 0));
            forms.add(Forms.element(pair, 1));
        }
        List<Core> flat = operands(forms, statements);
        List<Core> pairs = flat.subList(1, flat.size());
        return new Core.UpdateMap(flat.getFirst(), everyOther(pairs, 0), everyOther(pairs, 1), line);
    }

    /** {@code %Name{map | ...}}: the expander has made {@code %Name{...}} a map already; the update checks the struct. */
    private Core struct(Tuple3 node, Statements statements) {
        Tuple3 map = (Tuple3) Forms.argument(node, 1);
        List<Object> pairs = Forms.list(map.e2);
        Tuple3 update = pairs.size() == 1 ? Forms.call(pairs.getFirst(), BAR, 2) : null;
        Object name = Forms.argument(node, 0);
        if (update == null) {
            List<Core> flat = new ArrayList<>(List.of(new Core.Literal(STRUCT), new Core.Literal(name)));
            flat.addAll(pairOperands(pairs, statements));
            return new Core.MakeMap(everyOther(flat, 0), everyOther(flat, 1));
        }
        int line = Meta.line(node.e1);
        List<Core> flat = new ArrayList<>();
        Core subject = statements.atomic(value(Forms.argument(update, 0), statements, false), "struct");
        flat.addAll(pairOperands(Forms.list(Forms.argument(update, 1)), statements));
        Variable checked = statements.variable(subject, "struct");
        Pattern isStruct = new Pattern.Map(List.of(new Core.Literal(STRUCT)), List.of(new Pattern.Literal(name)));
        statements.add(body -> new Core.Match(
                List.of(checked),
                List.of(new Core.Clause(List.of(isStruct), List.of(), body)),
                new Core.Failure.NotStruct((Atom) name),
                line));
        return new Core.UpdateMap(new Core.Use(checked), everyOther(flat, 0), everyOther(flat, 1), line);
    }

    private List<Core> pairOperands(List<Object> pairs, Statements statements) {
        List<Object> forms = new ArrayList<>(2 * pairs.size());
        for (Object pair : pairs) {
            forms.add(Forms.element(pair, 0));
            forms.add(Forms.element(pair, 1));
        }
        return operands(forms, statements);
    }

    private static List<Core> everyOther(List<Core> flat, int from) {
        List<Core> result = new ArrayList<>(flat.size() / 2);
        for (int i = from; i < flat.size(); i += 2) {
            result.add(flat.get(i));
        }
        return result;
    }

    static boolean allLiteral(List<Core> cores) {
        for (Core core : cores) {
            if (!(core instanceof Core.Literal)) {
                return false;
            }
        }
        return true;
    }

    private static Object[] terms(List<Core> literals) {
        return literals.stream().map(core -> ((Core.Literal) core).term()).toArray();
    }

    // ---- functions

    private Core closure(Tuple3 node) {
        List<Object> clauses = Forms.list(node.e2);
        int line = Meta.line(node.e1);
        int arity = arity(clauses.getFirst());
        List<Variable> parameters = parameters(arity);
        List<Core.Clause> lowered = clauses(clauses, true);
        // Functions within it have lower numbers, as the BEAM's compiler numbers them.
        String name = "-" + functionLabel + "-fun-" + nextNumber() + "-";
        Core body = body(parameters, lowered, new FunctionName(Atom.of(name), arity), line);
        return new Core.Closure(name, simplified, FreeVariables.of(body, simplified), body, line);
    }

    /** Set by {@link #body}: the parameters, where plain variables of a single clause serve as such. */
    private List<Variable> simplified = List.of();

    /** The clauses of a function as one body; a lone clause with plain variables needs no match. */
    Core body(List<Variable> parameters, List<Core.Clause> clauses, FunctionName name, int line) {
        if (clauses.size() == 1 && clauses.getFirst().guards().isEmpty()) {
            Core.Clause only = clauses.getFirst();
            List<Variable> plain = plainVariables(only.patterns(), parameters);
            if (plain != null) {
                simplified = plain;
                return only.body();
            }
        }
        simplified = parameters;
        return new Core.Match(parameters, clauses, new Core.Failure.FunctionClause(module.module(), name), line);
    }

    List<Variable> bodyParameters() {
        return simplified;
    }

    private static @Nullable List<Variable> plainVariables(List<Pattern> patterns, List<Variable> parameters) {
        List<Variable> variables = new ArrayList<>();
        for (int i = 0; i < patterns.size(); i++) {
            switch (patterns.get(i)) {
                case Pattern.Any _ -> variables.add(parameters.get(i));
                case Pattern.Bind(var variable, Pattern.Any _) -> variables.add(variable);
                default -> {
                    return null;
                }
            }
        }
        return variables;
    }

    static List<Variable> parameters(int arity) {
        List<Variable> parameters = new ArrayList<>(arity);
        for (int i = 0; i < arity; i++) {
            parameters.add(new Variable("arg" + i));
        }
        return parameters;
    }

    /** The number of patterns in the head of a {@code ->} clause. */
    private static int arity(Object clause) {
        List<Object> head = Forms.list(Forms.argument((Tuple3) clause, 0));
        Tuple3 when = head.size() == 1 ? whenOf(head.getFirst()) : null;
        return when == null ? head.size() : Forms.list(when.e2).size() - 1;
    }

    private static @Nullable Tuple3 whenOf(Object form) {
        return Form.isCall(form, WHEN) ? (Tuple3) form : null;
    }

    /** {@code ->} clauses as core clauses. */
    List<Core.Clause> clauses(List<Object> clauses, boolean tail) {
        List<Core.Clause> lowered = new ArrayList<>(clauses.size());
        for (Object clause : clauses) {
            lowered.add(clause((Tuple3) clause, tail));
        }
        return lowered;
    }

    private Core.Clause clause(Tuple3 arrow, boolean tail) {
        List<Object> head = Forms.list(Forms.argument(arrow, 0));
        List<Core> guards = List.of();
        Tuple3 when = head.size() == 1 ? whenOf(head.getFirst()) : null;
        List<Pattern> lowered;
        if (when == null) {
            lowered = patterns.lowerAll(head);
        } else {
            List<Object> parts = Forms.list(when.e2);
            lowered = patterns.lowerAll(parts.subList(0, parts.size() - 1));
            guards = guards(parts.getLast());
        }
        return new Core.Clause(lowered, guards, expression(Forms.argument(arrow, 1), tail));
    }

    Core.Clause clause(List<Object> patternForms, List<Object> guardForms, Object body, boolean tail) {
        List<Pattern> lowered = patterns.lowerAll(patternForms);
        List<Core> guards = new ArrayList<>();
        guardForms.forEach(form -> guards.addAll(guards(form)));
        return new Core.Clause(lowered, guards, expression(body, tail));
    }

    /** The alternatives of a guard. */
    List<Core> guards(Object form) {
        List<Core> guards = new ArrayList<>();
        Tuple3 when = Forms.call(form, WHEN, 2);
        while (when != null) {
            guards.add(expression(Forms.argument(when, 0), false));
            form = Forms.argument(when, 1);
            when = Forms.call(form, WHEN, 2);
        }
        guards.add(expression(form, false));
        return guards;
    }

    PatternLowering patterns() {
        return patterns;
    }

    // ---- control

    private Core caseOf(Tuple3 node, Statements statements, boolean tail) {
        Variable subject = statements.variable(value(Forms.argument(node, 0), statements, false), "case");
        Object clauses = Meta.get(Forms.argument(node, 1), DO);
        return new Core.Match(
                List.of(subject),
                clauses(Forms.list(clauses), tail),
                new Core.Failure.Tagged(CASE_CLAUSE),
                Meta.line(node.e1));
    }

    private Core cond(Tuple3 node, boolean tail) {
        List<Object> clauses = Forms.list(Meta.get(Forms.argument(node, 0), DO));
        Core result = new Core.Fail(new Core.Failure.Bare(COND_CLAUSE), Meta.line(node.e1));
        List<Core[]> lowered = new ArrayList<>();
        List<Statements> tests = new ArrayList<>();
        for (Object clause : clauses) {
            Tuple3 arrow = (Tuple3) clause;
            Statements statements = new Statements();
            Core test = value(Forms.list(Forms.argument(arrow, 0)).getFirst(), statements, false);
            if (Operands.needsEmptyStack(test)) {
                test = statements.atomic(test, "test");
            }
            lowered.add(new Core[] {test, expression(Forms.argument(arrow, 1), tail)});
            tests.add(statements);
        }
        for (int i = lowered.size() - 1; i >= 0; i--) {
            Core[] clause = lowered.get(i);
            result = tests.get(i).wrap(new Core.If(clause[0], clause[1], result));
        }
        return result;
    }

    private Core receive(Tuple3 node, Statements statements, boolean tail) {
        Object keywords = Forms.argument(node, 0);
        Object clauses = Meta.get(keywords, DO);
        Object after = Meta.get(keywords, AFTER);
        Core timeout = null;
        Core afterwards = null;
        if (after != null) {
            Tuple3 arrow = (Tuple3) Forms.list(after).getFirst();
            Object limit = Forms.list(Forms.argument(arrow, 0)).getFirst();
            timeout = statements.atomic(value(limit, statements, false), "timeout");
            afterwards = expression(Forms.argument(arrow, 1), tail);
        }
        boolean none = clauses == null || Form.isCall(clauses, BLOCK);
        List<Core.Clause> lowered = none ? List.of() : clauses(Forms.list(clauses), tail);
        return new Core.Receive(lowered, new Variable("message"), timeout, afterwards, Meta.line(node.e1), null);
    }

    // ---- calls

    private static final Atom JLIXIR_CODE = Atom.of("jlixir_code");
    private static final Atom UNDEFINED_LOCAL = Atom.of("undefined_local");

    private Core capture(Tuple3 node, Statements statements) {
        Tuple3 slash = (Tuple3) Forms.argument(node, 0);
        Tuple3 target = (Tuple3) Forms.argument(slash, 0);
        Object arity = Forms.argument(slash, 1);
        if (target.e0 instanceof Atom name) {
            return new Core.LocalReference(new FunctionName(name, ((Long) arity).intValue()));
        }
        Tuple3 dot = (Tuple3) target.e0;
        List<Core> parts = operands(List.of(Forms.argument(dot, 0), Forms.argument(dot, 1), arity), statements);
        return new Core.RemoteCall(ERLANG, MAKE_FUN, parts, false, Meta.line(node.e1));
    }

    private Core localCall(Atom name, Tuple3 node, Statements statements, boolean tail) {
        List<Object> arguments = Forms.list(node.e2);
        FunctionName function = new FunctionName(name, arguments.size());
        if (module.module() == ModuleNames.EVALUATED) {
            List<Core> missing = List.of(new Core.Literal(name), new Core.Literal((long) arguments.size()));
            return new Core.RemoteCall(JLIXIR_CODE, UNDEFINED_LOCAL, missing, tail, Meta.line(node.e1));
        }
        return new Core.LocalCall(function, operands(arguments, statements), tail, Meta.line(node.e1));
    }

    private Core apply(Object function, Tuple3 node, Statements statements, boolean tail) {
        List<Object> forms = new ArrayList<>();
        forms.add(function);
        forms.addAll(Forms.list(node.e2));
        List<Core> all = operands(forms, statements);
        return new Core.Apply(all.getFirst(), all.subList(1, all.size()), tail, Meta.line(node.e1));
    }

    private Core dotCall(Tuple3 dot, Tuple3 node, Statements statements, boolean tail) {
        List<Object> parts = Forms.list(dot.e2);
        if (parts.size() == 1) {
            return apply(parts.getFirst(), node, statements, tail);
        }
        int line = Meta.line(node.e1);
        Object receiver = parts.getFirst();
        Atom function = (Atom) parts.get(1);
        List<Object> arguments = Forms.list(node.e2);
        boolean field = arguments.isEmpty() && Meta.get(node.e1, NO_PARENS) == Atom.TRUE;
        if (receiver == ERLANG && function == APPLY && namesFunction(arguments)) {
            receiver = arguments.getFirst();
            function = (Atom) arguments.get(1);
            arguments = Forms.list(arguments.get(2));
        }
        if (receiver instanceof Atom remote && (remote.canNameModule() || !field)) {
            return remoteCall(remote, function, arguments, line, statements, tail);
        }
        List<Object> forms = new ArrayList<>();
        forms.add(receiver);
        forms.addAll(arguments);
        List<Core> all = operands(forms, statements);
        if (field) {
            return new Core.Primitive(Operator.FIELD, List.of(all.getFirst(), new Core.Literal(function)), line);
        }
        return new Core.DynamicCall(all.getFirst(), function, all.subList(1, all.size()), tail, line);
    }

    /** Whether these are arguments of {@code apply/3} that say which function is called with how many, so that it is a plain call. */
    private static boolean namesFunction(List<Object> arguments) {
        return arguments.size() == 3
                && arguments.getFirst() != ERLANG
                && arguments.get(1) instanceof Atom
                && Form.isList(arguments.get(2))
                && Forms.list(arguments.get(2)).stream().noneMatch(each -> each instanceof Tuple3 bar && bar.e0 == BAR);
    }

    private Core remoteCall(
            Atom remote, Atom function, List<Object> arguments, int line, Statements statements, boolean tail) {
        if (remote == ERLANG) {
            Operator operator = Operator.find(function.name(), arguments.size());
            if (operator != null) {
                return primitive(operator, arguments, line, statements, tail);
            }
        }
        List<Core> operands = operands(arguments, statements);
        Core loop = remote == EnumLoop.ENUM ? EnumLoop.call(function, operands, this, statements, tail, line) : null;
        return loop != null ? loop : new Core.RemoteCall(remote, function, operands, tail, line);
    }

    private Core primitive(Operator operator, List<Object> forms, int line, Statements statements, boolean tail) {
        return switch (operator) {
            // The right side of these is evaluated only sometimes, so its bindings may not be hoisted.
            case AND_ALSO, OR_ELSE -> {
                Core left = value(forms.getFirst(), statements, false);
                if (Operands.needsEmptyStack(left)) {
                    left = statements.atomic(left, "left");
                }
                yield new Core.Primitive(operator, List.of(left, expression(forms.get(1), tail)), line);
            }
            case NEGATE -> {
                List<Core> operands = operands(forms, statements);
                yield operands.getFirst() instanceof Core.Literal(Long number) && number != Long.MIN_VALUE
                        ? new Core.Literal(-number)
                        : new Core.Primitive(operator, operands, line);
            }
            default -> new Core.Primitive(operator, operands(forms, statements), line);
        };
    }

    String functionLabel() {
        return functionLabel;
    }

    static final Atom ERLANG = Atom.of("erlang");
    private static final Atom APPLY = Atom.of("apply");
    static final Atom MAKE_FUN = Atom.of("make_fun");
    static final Atom DOT = Atom.of(".");
    static final Atom MATCH = Atom.of("=");
    static final Atom BAR = Atom.of("|");
    static final Atom WHEN = Atom.of("when");
    static final Atom DO = Atom.of("do");
    static final Atom AFTER = Atom.of("after");
    private static final Atom FOR = Atom.of("for");
    static final Atom BLOCK = Atom.of("__block__");
    static final Atom STRUCT = Atom.of("__struct__");
    static final Atom BADMATCH = Atom.of("badmatch");
    static final Atom CASE_CLAUSE = Atom.of("case_clause");
    static final Atom COND_CLAUSE = Atom.of("cond_clause");
    static final Atom NO_PARENS = Atom.of("no_parens");
    static final Atom STACKTRACE = Atom.of("__STACKTRACE__");
}
