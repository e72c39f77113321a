package org.jlixir.compiler.module;

import static org.jlixir.compiler.quoted.Words.*;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.ExpandOnce;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
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
import org.jspecify.annotations.Nullable;

/**
 * The type expressions of one typespec, from quoted form to the abstract format that Erlang has for types. Annotations are
 * {@code {line, column}}, the line alone where there is no column, 0 where the quoted form has no metadata.
 */
final class TypeExpressions {
    private static final Object NOWHERE = 0L;
    private static final Atom FUN = Atom.of("fun");
    private static final Atom TYPE = Atom.of("type");
    private static final Atom INTEGER = Atom.of("integer");
    private static final Atom ATOM = Atom.of("atom");
    private static final Atom VAR = Atom.of("var");
    private static final Atom OP = Atom.of("op");
    private static final Atom RANGE = Atom.of("..");
    private static final Atom ELLIPSIS = Atom.of("...");
    private static final Atom ANY = Atom.of("any");
    private static final Atom LIST = Atom.of("list");
    private static final Atom RECORD = Atom.of("record");
    private static final String ELLIPSIS_MISPLACED =
            "... in typespecs is only allowed inside lists, as in [term(), ...], or inside functions, as in (... ->"
                    + " term())";

    private final Session session;
    private final OpenModule module;
    private final TypeTable types;
    private final Typespecs.Typespec typespec;
    /** How often each type variable in scope has been used. */
    private final Map<Atom, Integer> variables = new HashMap<>();

    TypeExpressions(Session session, OpenModule module, TypeTable types, Typespecs.Typespec typespec) {
        this.session = session;
        this.module = module;
        this.types = types;
        this.typespec = typespec;
    }

    // Variables

    void declare(Atom variable) {
        variables.putIfAbsent(variable, 0);
    }

    void use(Atom variable) {
        variables.merge(variable, 1, Integer::sum);
    }

    /** A variable used once alone says no more than {@code term()}. */
    void refuseSingletons() {
        variables.forEach((variable, uses) -> {
            if (uses == 1 && !variable.name().startsWith("_")) {
                throw failure("type variable " + variable.name()
                        + " is used only once. Type variables in typespecs must be referenced at least twice,"
                        + " otherwise it is equivalent to term()");
            }
        });
    }

    static Tuple variable(Object meta, Atom name) {
        return Tuple.of(VAR, annotation(meta), name);
    }

    // Expressions

    Object translate(Object form) {
        return switch (form) {
            case Long _, BigInteger _ -> Tuple.of(INTEGER, NOWHERE, form);
            case Atom atom -> Tuple.of(ATOM, NOWHERE, atom);
            case EmptyList _ -> type(NOWHERE, Atom.NIL, EmptyList.NIL);
            case Cons list -> list(list);
            case Tuple2 pair -> type(NOWHERE, Atom.of("tuple"), TermList.of(translate(pair.e0), translate(pair.e1)));
            case Tuple3 node when Form.isList(node.e1) -> node(node);
            default -> throw unexpected(form);
        };
    }

    private Object all(Object forms) {
        ListBuilder out = new ListBuilder();
        for (Object rest = forms; rest instanceof Cons cell; rest = cell.tail()) {
            out.add(translate(cell.head));
        }
        return out.finish();
    }

    private Object node(Tuple3 node) {
        if (node.e0 instanceof Tuple3 dot && dot.e0 == DOT && Form.length(dot.e2) == 2) {
            return remote(node, dot);
        }
        if (!(node.e0 instanceof Atom name)) {
            throw unexpected(node);
        }
        if (node.e2 instanceof Atom) {
            return word(node, name);
        }
        int arity = Form.length(node.e2);
        if (name == BITS) {
            return bitstring(node);
        }
        if (name == MAP) {
            return type(annotation(node.e1), Atom.of("map"), fields(node));
        }
        if (name == PERCENT && arity == 2) {
            return struct(node);
        }
        if (name == TUPLE) {
            return type(annotation(node.e1), Atom.of("tuple"), all(node.e2));
        }
        if (name == BLOCK && arity == 1) {
            return translate(Form.at(node.e2, 0));
        }
        if (name == ALIASES) {
            return alias(node);
        }
        if (name == ELLIPSIS) {
            throw failure(ELLIPSIS_MISPLACED);
        }
        if (name == RANGE && arity == 2) {
            return range(node);
        }
        if (name == BAR && arity == 2) {
            ListBuilder out = new ListBuilder();
            addUnion(node, out);
            return type(annotation(node.e1), Atom.of("union"), out.finish());
        }
        if (name == DOUBLE_COLON && arity == 2) {
            return annotated(node);
        }
        if ((name == MINUS || name == PLUS) && arity == 1 && isInteger(Form.at(node.e2, 0))) {
            return signed(node, name);
        }
        if (name == RECORD && (arity == 1 || arity == 2) && !types.defines(new Signature(name, arity))) {
            return record(node);
        }
        return local(node.e1, name, node.e2, arity);
    }

    /** A name without arguments: a variable, a type, or {@code __MODULE__}. */
    private Object word(Tuple3 node, Atom name) {
        if (name == MODULE) {
            return Tuple.of(ATOM, NOWHERE, module.name);
        }
        if (name == ELLIPSIS) {
            throw failure(ELLIPSIS_MISPLACED);
        }
        if (variables.containsKey(name)) {
            use(name);
            return variable(node.e1, name);
        }
        return local(node.e1, name, EmptyList.NIL, 0);
    }

    private Object alias(Tuple3 node) {
        Object expanded = expand(node);
        if (expanded instanceof Atom name) {
            return Tuple.of(ATOM, NOWHERE, name);
        }
        throw unexpected(node);
    }

    private Object expand(Object form) {
        return ExpandOnce.repeatedly(session, form, inFunction());
    }

    /** Attributes are read as in a function: when the typespec is translated. */
    private Env inFunction() {
        return typespec.env().inTypespec();
    }

    // Lists and functions

    private Object list(Cons list) {
        if (list.tail() == EmptyList.NIL) {
            if (isEllipsis(list.head)) {
                return type(NOWHERE, Atom.of("nonempty_list"), EmptyList.NIL);
            }
            if (list.head instanceof Tuple3 arrow && arrow.e0 == ARROW && Form.length(arrow.e2) == 2) {
                return function(arrow);
            }
            return type(NOWHERE, LIST, TermList.of(translate(list.head)));
        }
        if (list.tail() instanceof Cons second && second.tail() == EmptyList.NIL && isEllipsis(second.head)) {
            return type(NOWHERE, Atom.of("nonempty_list"), TermList.of(translate(list.head)));
        }
        if (!Form.isKeyword(list)) {
            throw failure("unexpected list in typespec: " + text(list));
        }
        return type(NOWHERE, LIST, TermList.of(type(NOWHERE, Atom.of("union"), all(list))));
    }

    private static boolean isEllipsis(Object form) {
        return form instanceof Tuple3 node
                && node.e0 == ELLIPSIS
                && (node.e2 instanceof Atom || node.e2 == EmptyList.NIL);
    }

    private Object function(Tuple3 arrow) {
        Object at = annotation(arrow.e1);
        Object parameters = Form.at(arrow.e2, 0);
        boolean anyArity = parameters instanceof Cons cell && cell.tail() == EmptyList.NIL && isEllipsis(cell.head);
        Object from = anyArity ? Tuple.of(TYPE, at, ANY) : type(at, Atom.of("product"), all(parameters));
        return type(at, FUN, TermList.of(from, translate(Form.at(arrow.e2, 1))));
    }

    // Bitstrings, numbers

    private Object bitstring(Tuple3 node) {
        Object at = annotation(node.e1);
        Object zero = Tuple.of(INTEGER, at, 0L);
        int parts = Form.length(node.e2);
        Object size = zero;
        Object unit = zero;
        if (parts == 1) {
            Tuple3 part = segment(Form.at(node.e2, 0));
            Object counted = counted(part);
            if (counted == null) {
                size = size(part);
            } else {
                unit = counted;
            }
        } else if (parts == 2) {
            size = size(segment(Form.at(node.e2, 0)));
            unit = counted(segment(Form.at(node.e2, 1)));
        }
        if (parts > 2 || size == null || unit == null) {
            throw invalidBinary();
        }
        return type(at, Atom.of("binary"), TermList.of(size, unit));
    }

    /** {@code _ :: what}. */
    private Tuple3 segment(Object form) {
        if (form instanceof Tuple3 node
                && node.e0 == DOUBLE_COLON
                && Form.length(node.e2) == 2
                && isUnderscore(Form.at(node.e2, 0))) {
            return node;
        }
        throw invalidBinary();
    }

    private static boolean isUnderscore(Object form) {
        return form instanceof Tuple3 node && node.e0 == UNDERSCORE && node.e2 instanceof Atom;
    }

    private Object size(Tuple3 segment) {
        Object size = Form.at(segment.e2, 1);
        if (size instanceof Long bits && bits >= 0) {
            return Tuple.of(INTEGER, annotation(segment.e1), bits);
        }
        if (size instanceof Tuple3 product
                && product.e0 == STAR
                && Form.length(product.e2) == 2
                && Form.at(product.e2, 0) instanceof Long times
                && times >= 0
                && Form.at(product.e2, 1) instanceof Long bits
                && bits >= 1
                && bits <= 256) {
            Object at = annotation(product.e1);
            return Tuple.of(OP, at, STAR, Tuple.of(INTEGER, at, times), Tuple.of(INTEGER, at, bits));
        }
        throw invalidBinary();
    }

    /** The unit of {@code _ :: _ * unit}; null when the segment is of another kind. */
    private @Nullable Object counted(Tuple3 segment) {
        if (!(Form.at(segment.e2, 1) instanceof Tuple3 product
                && product.e0 == STAR
                && Form.length(product.e2) == 2
                && isUnderscore(Form.at(product.e2, 0)))) {
            return null;
        }
        if (Form.at(product.e2, 1) instanceof Long unit && unit >= 1 && unit <= 256) {
            return Tuple.of(INTEGER, annotation(segment.e1), unit);
        }
        throw invalidBinary();
    }

    private ElixirException invalidBinary() {
        return failure(
                "invalid binary specification, expected <<_::size>>, <<_::_*unit>>, or <<_::size, _::_*unit>> with size"
                        + " being non-negative integers, and unit being an integer between 1 and 256");
    }

    private static boolean isInteger(Object form) {
        return form instanceof Long || form instanceof BigInteger;
    }

    private static Object signed(Tuple3 node, Atom sign) {
        Object at = annotation(node.e1);
        return Tuple.of(OP, at, sign, Tuple.of(INTEGER, at, Form.at(node.e2, 0)));
    }

    private Object range(Tuple3 node) {
        Object low = Form.at(node.e2, 0);
        Object high = Form.at(node.e2, 1);
        if (!isBound(low) || !isBound(high)) {
            throw failure(
                    "invalid range specification, expected both sides to be integers, with the left side lower than the"
                            + " right side");
        }
        return type(annotation(node.e1), Atom.of("range"), TermList.of(translate(low), translate(high)));
    }

    private static boolean isBound(Object form) {
        return isInteger(form)
                || form instanceof Tuple3 node
                        && (node.e0 == MINUS || node.e0 == PLUS)
                        && Form.length(node.e2) == 1
                        && isInteger(Form.at(node.e2, 0));
    }

    // Unions, annotations

    private void addUnion(Object form, ListBuilder out) {
        if (form instanceof Tuple3 node && node.e0 == BAR && Form.length(node.e2) == 2) {
            addUnion(Form.at(node.e2, 0), out);
            addUnion(Form.at(node.e2, 1), out);
        } else {
            out.add(translate(form));
        }
    }

    private Object annotated(Tuple3 node) {
        Object left = Form.at(node.e2, 0);
        Object annotated = translate(Form.at(node.e2, 1));
        if (!(left instanceof Tuple3 variable && Form.isVariable(left))) {
            // It has been warned of.
            return annotated;
        }
        Object named = variable(variable.e1, (Atom) variable.e0);
        return Tuple.of(Atom.of("ann_type"), annotation(node.e1), TermList.of(named, annotated));
    }

    // Maps, structs, records

    private Object fields(Tuple3 map) {
        ListBuilder out = new ListBuilder();
        for (Object rest = map.e2; rest instanceof Cons cell; rest = cell.tail()) {
            out.add(field(map, cell.head));
        }
        return out.finish();
    }

    private Object field(Tuple3 map, Object field) {
        if (field instanceof Tuple2 pair) {
            if (pair.e0 instanceof Tuple3 key && Form.length(key.e2) == 1) {
                if (key.e0 == Atom.of("required")) {
                    return exact(annotation(key.e1), translate(Form.at(key.e2, 0)), translate(pair.e1));
                }
                if (key.e0 == Atom.of("optional")) {
                    return type(
                            annotation(key.e1),
                            Atom.of("map_field_assoc"),
                            TermList.of(translate(Form.at(key.e2, 0)), translate(pair.e1)));
                }
            }
            return exact(annotation(map.e1), translate(pair.e0), translate(pair.e1));
        }
        if (Form.isCall(field, BAR)) {
            throw failure(
                    "invalid map specification. When using the | operator in the map key, make sure to wrap the key"
                            + " type in parentheses: " + text(map));
        }
        throw failure("invalid map specification: " + text(map));
    }

    private static Object exact(Object at, Object key, Object value) {
        return type(at, Atom.of("map_field_exact"), TermList.of(key, value));
    }

    /** All fields, in the order of their names; those not written are of any type. */
    private Object struct(Tuple3 node) {
        if (!(expand(Form.at(node.e2, 0)) instanceof Atom name)
                || !(Form.at(node.e2, 1) instanceof Tuple3 map && map.e0 == MAP && Form.isKeyword(map.e2))) {
            throw unexpected(node);
        }
        Object at = annotation(map.e1);
        Map<Atom, Object> fields = new StructFields(session).of(name);
        for (Object rest = map.e2; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            if (!fields.containsKey((Atom) pair.e0)) {
                throw failure("undefined field " + Names.inspect((Atom) pair.e0) + " on struct " + Names.inspect(name));
            }
            fields.put((Atom) pair.e0, translate(pair.e1));
        }
        ListBuilder out = new ListBuilder();
        out.add(exact(at, translate(STRUCT), translate(name)));
        fields.forEach((field, itsType) -> out.add(exact(at, translate(field), itsType)));
        return type(at, Atom.of("map"), out.finish());
    }

    private Object record(Tuple3 node) {
        Object fields = Form.length(node.e2) == 2 ? Form.at(node.e2, 1) : EmptyList.NIL;
        if (!(Form.at(node.e2, 0) instanceof Atom name)) {
            throw failure("invalid record specification, expected the record name to be an atom literal");
        }
        ElixirMap record = record(name);
        if (record == null || !Form.isKeyword(fields)) {
            throw failure("unknown record " + Names.inspect(name));
        }
        Object declared = record.get(Atom.of("fields"));
        for (Object rest = fields; rest instanceof Cons cell; rest = cell.tail()) {
            Atom field = (Atom) ((Tuple2) cell.head).e0;
            if (!TermList.toJava(declared).contains(field)) {
                throw failure("undefined field " + field.name() + " on record " + Names.inspect(name));
            }
        }
        ListBuilder out = new ListBuilder().add(translate(record.get(Atom.of("tag"))));
        for (Object rest = declared; rest instanceof Cons cell; rest = cell.tail()) {
            Atom field = (Atom) cell.head;
            Object given = Meta.get(fields, field);
            Object itsType = given == null ? anything() : translate(given);
            out.add(Tuple.of(Atom.of("ann_type"), NOWHERE, TermList.of(variable(EmptyList.NIL, field), itsType)));
        }
        return type(annotation(node.e1), Atom.of("tuple"), out.finish());
    }

    private @Nullable ElixirMap record(Atom name) {
        for (Object rest = module.attributes.get("__records__"); rest instanceof Cons cell; rest = cell.tail()) {
            if (((ElixirMap) cell.head).get(Atom.of("name")) == name) {
                return (ElixirMap) cell.head;
            }
        }
        return null;
    }

    static Object anything() {
        return type(NOWHERE, Atom.of("term"), EmptyList.NIL);
    }

    // Types by name

    private Object remote(Tuple3 node, Tuple3 dot) {
        Object receiver = expand(Form.at(dot.e2, 0));
        if (!(Form.at(dot.e2, 1) instanceof Atom name)) {
            throw unexpected(node);
        }
        if (!(receiver instanceof Atom remote)) {
            boolean attribute = Form.isCall(Form.at(dot.e2, 0), AT);
            throw failure("invalid remote in typespec: " + text(node)
                    + (attribute ? " (" + text(Form.at(dot.e2, 0)) + " is " + text(receiver) + ")" : ""));
        }
        if (remote == module.name) {
            return local(dot.e1, name, node.e2, Form.length(node.e2));
        }
        return remoteType(annotation(dot.e1), remote, name, all(node.e2));
    }

    private static Object remoteType(Object at, Atom remote, Atom name, Object arguments) {
        return Tuple.of(
                Atom.of("remote_type"),
                at,
                TermList.of(Tuple.of(ATOM, NOWHERE, remote), Tuple.of(ATOM, NOWHERE, name), arguments));
    }

    private Object local(Object meta, Atom name, Object forms, int arity) {
        Object arguments = all(forms);
        Signature signature = new Signature(name, arity);
        if (types.defines(signature)) {
            return Tuple.of(Atom.of("user_type"), annotation(meta), name, arguments);
        }
        if (BuiltInTypes.isOfElixir(signature)) {
            return remoteType(NOWHERE, Atom.of("elixir"), name, arguments);
        }
        if (name == FUN && arity == 1) {
            // It has been warned of.
            return type(annotation(meta), FUN, EmptyList.NIL);
        }
        if (!BuiltInTypes.isOfErlang(signature)) {
            throw failure("type " + signature + " undefined (no such type in " + Names.inspect(module.name) + ")");
        }
        boolean whole = arity == 0 && (name == Atom.of("tuple") || name == Atom.of("map"));
        return type(annotation(meta), name, whole ? ANY : arguments);
    }

    // Building

    static Object type(Object at, Atom name, Object arguments) {
        return Tuple.of(TYPE, at, name, arguments);
    }

    static Object annotation(Object meta) {
        Object line = Meta.get(meta, LINE);
        Object column = Meta.get(meta, COLUMN);
        if (line == null) {
            return NOWHERE;
        }
        return column == null ? line : new Tuple2(line, column);
    }

    // Failing

    private ElixirException unexpected(Object form) {
        return failure("unexpected expression in typespec: " + text(form));
    }

    ElixirException failure(String message) {
        return TypespecTranslation.failure(typespec, message);
    }

    private String text(Object form) {
        if (form instanceof Bitstring || form instanceof Double) {
            return ((Bitstring) session.call(KERNEL, Atom.of("inspect"), form)).utf8();
        }
        return CodeText.of(session, form);
    }
}
