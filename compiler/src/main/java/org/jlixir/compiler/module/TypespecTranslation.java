package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.module.Typespecs.Typespec;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/**
 * Checks the typespecs of a module when its body has run and translates them to what is kept with the module:
 * {@code [types: [{kind, {name, type, variables}}], specs: [{{name, arity}, [type]}], callbacks: likewise]}.
 */
final class TypespecTranslation {
    private static final Atom SPEC = Atom.of("spec");
    /** The kinds of types in the order in which they are kept. */
    private static final List<String> KINDS = List.of("typep", "opaque", "nominal", "type");

    private static final Atom VAR = Atom.of("var");
    private static final Signature RECORD = new Signature(Atom.of("record"), 0);

    private final Session session;
    private final OpenModule module;
    private final TypeTable table = new TypeTable();

    private TypespecTranslation(Session session, OpenModule module) {
        this.session = session;
        this.module = module;
    }

    /** @throws ElixirException Kernel.TypespecError; errors about callbacks and specs of functions that are not there are reported */
    static Object run(Session session, OpenModule module) {
        return new TypespecTranslation(session, module).translate();
    }

    private Object translate() {
        List<Typespec> types = new ArrayList<>();
        for (Typespec each : module.typespecs.all()) {
            if (each.isType()) {
                define(each);
                types.add(each);
            }
        }
        List<Tuple2> kinds =
                types.stream().map(each -> new Tuple2(each.kind(), type(each))).toList();
        ListBuilder translated = new ListBuilder();
        for (String kind : KINDS) {
            for (Tuple2 each : kinds.reversed()) {
                if (((Atom) each.e0).name().equals(kind)) {
                    translated.add(each);
                }
            }
        }
        Map<Signature, List<Object>> specs = new LinkedHashMap<>();
        Map<Signature, List<Object>> callbacks = new LinkedHashMap<>();
        for (Typespec each : module.typespecs.all()) {
            if (each.kind() == SPEC) {
                add(each, specs);
            } else if (each.isCallback()) {
                add(each, callbacks);
            }
        }
        checkCallbacks(callbacks);
        return TermList.of(
                new Tuple2(Atom.of("types"), translated.finish()),
                new Tuple2(Atom.of("specs"), grouped(specs)),
                new Tuple2(Atom.of("callbacks"), grouped(callbacks)));
    }

    private static Object grouped(Map<Signature, List<Object>> typesOf) {
        ListBuilder out = new ListBuilder();
        typesOf.forEach((signature, types) -> out.add(new Tuple2(signature.toTerm(), TermList.of(types.toArray()))));
        return out.finish();
    }

    // Types

    private void define(Typespec each) {
        Tuple3 head = head(each);
        Signature signature = new Signature((Atom) head.e0, arity(head));
        if (BuiltInTypes.isReserved(signature)) {
            throw failure(each, "type " + signature + " is a reserved type and it cannot be defined");
        }
        if (BuiltInTypes.isOfErlang(signature) || BuiltInTypes.isOfElixir(signature)) {
            throw failure(each, "type " + signature + " is a built-in type and it cannot be redefined");
        }
        if (signature.equals(RECORD)) {
            session.warn(Meta.ofLine(each.line()), each.env(), "type " + signature + " is overriding a built-in type");
        }
        Typespec earlier = table.define(signature, each);
        if (earlier != null) {
            throw failure(
                    each,
                    "type " + signature + " is already defined in "
                            + Session.shown(earlier.env().file()) + ":" + earlier.line());
        }
    }

    /** {@code name(variables)} of {@code name(variables) :: type}. */
    private Tuple3 head(Typespec each) {
        if (each.form() instanceof Tuple3 node
                && node.e0 == Words.DOUBLE_COLON
                && Form.length(node.e2) == 2
                && Form.at(node.e2, 0) instanceof Tuple3 head
                && head.e0 instanceof Atom name
                && name != Words.DOUBLE_COLON) {
            return head;
        }
        throw invalid(each);
    }

    private ElixirException invalid(Typespec each) {
        return failure(each, "invalid type specification: " + text(each.form()));
    }

    private static int arity(Tuple3 head) {
        return head.e2 instanceof Atom ? 0 : Form.length(head.e2);
    }

    private static Object arguments(Tuple3 head) {
        return head.e2 instanceof Atom ? EmptyList.NIL : head.e2;
    }

    private Object type(Typespec each) {
        Tuple3 head = head(each);
        Object definition = Form.at(((Tuple3) each.form()).e2, 1);
        TypeExpressions expressions = new TypeExpressions(session, module, table, each);
        ListBuilder variables = new ListBuilder();
        List<String> wrong = new ArrayList<>();
        for (Object rest = arguments(head); rest instanceof Cons cell; rest = cell.tail()) {
            if (!Form.isVariable(cell.head)) {
                wrong.add(text(cell.head));
                continue;
            }
            Tuple3 variable = (Tuple3) cell.head;
            if (variable.e0 == Words.UNDERSCORE) {
                throw failure(each, "type variable '_' is invalid");
            }
            expressions.declare((Atom) variable.e0);
            expressions.use((Atom) variable.e0);
            variables.add(TypeExpressions.variable(variable.e1, (Atom) variable.e0));
        }
        if (!wrong.isEmpty()) {
            throw failure(
                    each,
                    "@type definitions expect all arguments to be variables. The type "
                            + new Signature((Atom) head.e0, arity(head)) + " has an invalid argument(s): "
                            + String.join(", ", wrong));
        }
        Object type = expressions.translate(definition);
        expressions.refuseSingletons();
        return Tuple.of(head.e0, type, variables.finish());
    }

    // Functions

    private void add(Typespec each, Map<Signature, List<Object>> to) {
        Object form = each.form();
        Object guard = EmptyList.NIL;
        if (form instanceof Tuple3 node && node.e0 == Words.WHEN && Form.length(node.e2) == 2) {
            form = Form.at(node.e2, 0);
            guard = Form.at(node.e2, 1);
        }
        if (!(form instanceof Tuple3 node && node.e0 == Words.DOUBLE_COLON && Form.length(node.e2) == 2)) {
            boolean head = form instanceof Tuple3 call && call.e0 instanceof Atom name && name != Words.WHEN;
            throw head
                    ? failure(each, "type specification missing return type: " + text(form))
                    : failure(each, "invalid type specification: " + text(form));
        }
        if (!(Form.at(node.e2, 0) instanceof Tuple3 head
                && head.e0 instanceof Atom name
                && name != Words.DOUBLE_COLON)) {
            throw invalid(each);
        }
        if (!Form.isKeyword(guard)) {
            throw failure(each, "expected keywords as guard in type specification, got: " + text(guard));
        }
        TermList.toJava(arguments(head)).forEach(TypespecTranslation::refuseDefault);
        Signature signature = new Signature(name, arity(head));
        boolean macro = each.isMacroCallback();
        if (each.kind() == SPEC) {
            Definition definition = module.definitions.get(signature);
            if (definition == null) {
                session.error(Meta.ofLine(each.line()), module.env, "spec for undefined function " + signature, 0);
                return;
            }
            macro = definition.isMacro();
        }
        Object type = function(each, head, Form.at(node.e2, 1), guard, macro);
        Signature key = macro ? new Signature(Atom.of("MACRO-" + name.name()), signature.arity() + 1) : signature;
        to.computeIfAbsent(key, _ -> new ArrayList<>()).add(type);
    }

    private Object function(Typespec each, Tuple3 head, Object result, Object guard, boolean macro) {
        TypeExpressions expressions = new TypeExpressions(session, module, table, each);
        Object at = TypeExpressions.annotation(head.e1);
        for (Object rest = guard; rest instanceof Cons cell; rest = cell.tail()) {
            expressions.declare((Atom) ((Tuple2) cell.head).e0);
        }
        ListBuilder parameters = new ListBuilder();
        if (macro) {
            parameters.add(TypeExpressions.type(at, Atom.of("term"), EmptyList.NIL));
        }
        for (Object rest = arguments(head); rest instanceof Cons cell; rest = cell.tail()) {
            parameters.add(expressions.translate(cell.head));
        }
        Object product = TypeExpressions.type(at, Atom.of("product"), parameters.finish());
        Object function = TypeExpressions.type(at, Atom.of("fun"), TermList.of(product, expressions.translate(result)));
        Object constraints = constraints(expressions, head.e1, guard);
        expressions.refuseSingletons();
        return constraints == EmptyList.NIL
                ? function
                : TypeExpressions.type(at, Atom.of("bounded_fun"), TermList.of(function, constraints));
    }

    private static void refuseDefault(Object argument) {
        if (argument instanceof Tuple3 node && Form.isList(node.e2)) {
            if (node.e0 == Words.DEFAULT) {
                throw ElixirException.exception("ArgumentError", "default arguments \\\\ not supported in typespecs");
            }
            if (node.e0 == Words.DOUBLE_COLON && Form.length(node.e2) == 2) {
                refuseDefault(Form.at(node.e2, 0));
                refuseDefault(Form.at(node.e2, 1));
            }
        }
    }

    private static Object constraints(TypeExpressions expressions, Object meta, Object guard) {
        Object at = TypeExpressions.annotation(meta);
        ListBuilder out = new ListBuilder();
        for (Object rest = guard; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 bound = (Tuple2) cell.head;
            if (bound.e1 instanceof Tuple3 node && node.e0 == VAR && node.e2 instanceof Atom) {
                continue;
            }
            Atom variable = (Atom) bound.e0;
            expressions.use(variable);
            Object is = TermList.of(TypeExpressions.variable(meta, variable), expressions.translate(bound.e1));
            out.add(TypeExpressions.type(
                    at, Atom.of("constraint"), TermList.of(Tuple.of(Atom.of("atom"), at, Atom.of("is_subtype")), is)));
        }
        return out.finish();
    }

    // Callbacks

    private void checkCallbacks(Map<Signature, List<Object>> callbacks) {
        Definition own = module.definitions.get(new Signature(Words.BEHAVIOUR_INFO, 1));
        if (own != null && !callbacks.isEmpty()) {
            for (Typespec each : module.typespecs.all()) {
                if (each.isCallback()) {
                    error("cannot define @" + each.kind().name() + " attribute for " + Typespecs.signature(each.form())
                            + " when behaviour_info/1 is defined");
                    return;
                }
            }
        }
        List<Signature> optional = new ArrayList<>();
        Object lists = module.attributes.get("optional_callbacks");
        for (Object list : lists == null ? List.of() : TermList.toJava(lists).reversed()) {
            if (!Form.isKeyword(list)) {
                error("invalid optional callback " + text(list)
                        + ". @optional_callbacks expects a keyword list of callback names and arities");
                return;
            }
            for (Object each : TermList.toJava(list)) {
                Signature signature = Signature.of(each);
                Signature macro =
                        new Signature(Atom.of("MACRO-" + signature.name().name()), signature.arity() + 1);
                if (!callbacks.containsKey(signature) && !callbacks.containsKey(macro)) {
                    error("unknown callback " + signature + " given as optional callback");
                } else if (optional.contains(signature)) {
                    error(signature + " has been specified as optional callback more than once");
                }
                optional.add(signature);
            }
        }
    }

    /** Errors that concern the module as a whole. */
    private void error(String message) {
        session.error(Meta.ofLine(module.env.line()), module.env, message, 0);
    }

    // Failing

    private String text(Object form) {
        if (form instanceof Atom atom) {
            return Names.inspect(atom);
        }
        return form instanceof Tuple3 || form instanceof Cons
                ? CodeText.of(session, form)
                : ((Bitstring) session.call(Words.KERNEL, Atom.of("inspect"), form)).utf8();
    }

    static ElixirException failure(Typespec typespec, String message) {
        Env env = typespec.env();
        return ElixirException.error(ElixirMap.of(
                Words.STRUCT,
                Atom.of("Elixir.Kernel.TypespecError"),
                Words.EXCEPTION,
                Atom.TRUE,
                Words.FILE,
                Bitstring.of(env.file()),
                Words.LINE,
                (long) typespec.line(),
                Atom.of("description"),
                Bitstring.of(message)));
    }
}
