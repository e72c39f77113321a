package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.Set;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** {@code <<>>}: segments and their specifications, which leave in one normal form (see the package). */
final class ExpandBitstring {
    private static final Atom INTEGER = Atom.of("integer");
    private static final Atom FLOAT = Atom.of("float");
    private static final Atom BINARY = Atom.of("binary");
    private static final Atom BITSTRING = Atom.of("bitstring");
    private static final Atom UNIT = Atom.of("unit");
    private static final Atom SIZE = Atom.of("size");
    private static final Atom DEFAULT_TYPE = Atom.of("default");

    private ExpandBitstring() {}

    /** @param sized true when every segment has to have a size, as in a generator */
    static Object expand(Expander x, Object meta, Object segments, boolean sized) {
        boolean match = x.env.inMatch();
        Vars start = x.vars;
        Expander.Parallel scope = match ? null : x.new Parallel();
        ListBuilder out = new ListBuilder();
        for (Object rest = segments; rest instanceof Cons cell; rest = cell.tail()) {
            if (scope != null) {
                scope.begin();
            }
            boolean last = cell.tail() == EmptyList.NIL && !sized;
            segment(x, meta, cell.head, last, start, out);
            if (scope != null) {
                scope.end();
            }
        }
        if (scope != null) {
            scope.close();
        }
        return new Tuple3(BITS, meta, out.finish());
    }

    private static void segment(
            Expander x, Object meta, Object form, boolean last, @Nullable Vars start, ListBuilder out) {
        Object value = form;
        Object spec = null;
        Object segmentMeta = meta;
        if (form instanceof Tuple3 typed && typed.e0 == DOUBLE_COLON && Form.length(typed.e2) == 2) {
            value = Form.at(typed.e2, 0);
            spec = Form.at(typed.e2, 1);
            segmentMeta = typed.e1;
        }
        Vars earlier = x.vars;
        Object expanded = value(x, segmentMeta, value);
        Spec s = new Spec(x, segmentMeta, Vars.onto(earlier, start, x.outerVars));
        if (spec != null) {
            s.read(spec);
        }
        Atom natural = naturalType(expanded);
        if (s.type != null && !accepts(natural, s.type)) {
            throw s.conflicting("type", s.type, natural);
        }
        if (expanded instanceof Tuple3 nested
                && nested.e0 == BITS
                && (s.type == null || s.type == BITSTRING || s.type == BINARY)) {
            if (s.size != null || s.unit != null) {
                throw x.fatal(
                        segmentMeta,
                        "literal <<>> in bitstring supports only type specifiers, which must be one of: binary or"
                                + " bitstring");
            }
            splice(x, segmentMeta, nested, last, s, out);
            return;
        }
        if (s.type == null) {
            s.type = natural == DEFAULT_TYPE ? INTEGER : natural;
        }
        s.refuseOtherKind(natural, expanded);
        s.check(expanded, last);
        Tuple3 done = Form.call(DOUBLE_COLON, segmentMeta, expanded, s.normal());
        out.add(done);
    }

    /** The segments of a literal within become segments of the whole. */
    private static void splice(Expander x, Object meta, Tuple3 nested, boolean last, Spec s, ListBuilder out) {
        for (Object rest = nested.e2; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 inner = (Tuple3) cell.head;
            if (x.env.inMatch() && cell.tail() == EmptyList.NIL && !last && unsized(inner)) {
                throw x.fatal(meta, UNSIZED);
            }
            out.add(inner);
        }
        if (s.type == BINARY) {
            long bits = literalBits(nested);
            if (bits >= 0 && bits % 8 != 0) {
                throw x.fatal(
                        meta,
                        "expected " + x.text(nested) + " to be a binary but its number of bits is not divisible by 8");
            }
        }
    }

    private static long literalBits(Tuple3 nested) {
        long bits = 0;
        for (Object rest = nested.e2; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple3 segment = (Tuple3) cell.head;
            long its = segmentBits(Form.at(segment.e2, 1));
            if (its < 0) {
                return -1;
            }
            bits += its;
        }
        return bits;
    }

    private static long segmentBits(Object spec) {
        Long size = null;
        long unit = 1;
        Object rest = spec;
        while (rest instanceof Tuple3 chain && chain.e0 == MINUS) {
            Tuple3 modifier = (Tuple3) Form.at(chain.e2, 1);
            if (modifier.e0 == SIZE) {
                if (!(Form.at(modifier.e2, 0) instanceof Long n)) {
                    return -1;
                }
                size = n;
            } else if (modifier.e0 == UNIT) {
                unit = (Long) Form.at(modifier.e2, 0);
            }
            rest = Form.at(chain.e2, 0);
        }
        Atom type = (Atom) ((Tuple3) rest).e0;
        if (type == INTEGER) {
            return size == null ? 8 : size * unit;
        }
        return type == FLOAT ? (size == null ? 64 : size * unit) : type == BINARY ? 0 : -1;
    }

    /** True for a segment that takes what is left. */
    private static boolean unsized(Tuple3 segment) {
        if (Form.at(segment.e2, 0) instanceof Bitstring) {
            return false;
        }
        Object rest = Form.at(segment.e2, 1);
        while (rest instanceof Tuple3 chain && chain.e0 == MINUS) {
            if (((Tuple3) Form.at(chain.e2, 1)).e0 == SIZE) {
                return false;
            }
            rest = Form.at(chain.e2, 0);
        }
        Object type = ((Tuple3) rest).e0;
        return type == BINARY || type == BITSTRING;
    }

    private static final String UNSIZED =
            "a binary field without size is only allowed at the end of a binary pattern, at the right side of binary"
                    + " concatenation and never allowed in binary generators. The following examples are invalid:\n\n"
                    + "    rest <> \"foo\"\n"
                    + "    <<rest::binary, \"foo\">>\n\n"
                    + "They are invalid because there is a bits/bitstring component not at the end. However, the"
                    + " \"reverse\" would work:\n\n"
                    + "    \"foo\" <> rest\n"
                    + "    <<\"foo\", rest::binary>>\n\n";

    private static Object value(Expander x, Object meta, Object value) {
        Object expanded = x.expand(value);
        if (expanded instanceof Long
                || expanded instanceof java.math.BigInteger
                || expanded instanceof Double
                || expanded instanceof Bitstring
                || expanded instanceof Tuple3) {
            if (x.env.inMatch() && expanded instanceof Tuple3 match && match.e0 == MATCH) {
                throw x.fatal(
                        meta,
                        "cannot pattern match inside a bitstring that is already in match, got: " + x.text(expanded));
            }
            if (x.env.inMatch()
                    && expanded instanceof Tuple3 node
                    && !(Form.isVariable(node)
                            || node.e0 == BITS
                            || node.e0 == PIN
                            || node.e0 == MATCH
                            || node.e0 instanceof Tuple3)) {
                throw x.fatal(
                        meta,
                        "a bitstring only accepts binaries, numbers, and variables inside a match, got: "
                                + x.text(expanded));
            }
            if (expanded instanceof Tuple3 node
                    && (node.e0 == TUPLE || node.e0 == MAP || node.e0 == PERCENT || node.e0 == FN)) {
                throw x.fatal(meta, "invalid literal " + x.text(expanded) + " in <<>>");
            }
            return expanded;
        }
        if (x.env.inMatch()) {
            throw x.fatal(
                    meta,
                    "a bitstring only accepts binaries, numbers, and variables inside a match, got: "
                            + x.text(expanded));
        }
        throw x.fatal(meta, "invalid literal " + x.text(expanded) + " in <<>>");
    }

    private static Atom naturalType(Object expanded) {
        if (expanded instanceof Long || expanded instanceof java.math.BigInteger) {
            return INTEGER;
        }
        if (expanded instanceof Double) {
            return FLOAT;
        }
        if (expanded instanceof Bitstring) {
            return BINARY;
        }
        return expanded instanceof Tuple3 node && node.e0 == BITS ? BITSTRING : DEFAULT_TYPE;
    }

    /** Whether a literal of the type {@code natural} may be written as {@code type}. */
    private static boolean accepts(Atom natural, Atom type) {
        if (natural == DEFAULT_TYPE || natural == type) {
            return true;
        }
        boolean utf = type.name().startsWith("utf");
        if (natural == INTEGER) {
            return type == FLOAT || utf;
        }
        if (natural == BINARY) {
            return type == BITSTRING || utf;
        }
        return natural == BITSTRING && type == BINARY;
    }

    /** The specification of one segment. */
    private static final class Spec {
        /** What may be written without parentheses. */
        private static final Set<String> NAMES = Set.of(
                "integer",
                "float",
                "binary",
                "bitstring",
                "utf8",
                "utf16",
                "utf32",
                "bytes",
                "bits",
                "little",
                "big",
                "native",
                "signed",
                "unsigned");

        private final Expander x;
        private final Object meta;
        /** In a pattern: the variables that sizes may use, those from before it and those of earlier segments. */
        private final @Nullable Vars visible;

        @Nullable
        Atom type;

        @Nullable
        Atom endianness;

        @Nullable
        Atom sign;

        @Nullable
        Object size;

        @Nullable
        Object unit;

        Spec(Expander x, Object meta, @Nullable Vars visible) {
            this.visible = visible;
            this.x = x;
            this.meta = meta;
        }

        void read(Object spec) {
            if (spec instanceof Long) {
                set("size", size(spec));
                return;
            }
            if (!(spec instanceof Tuple3 node)) {
                throw unknown(spec);
            }
            int arity = Form.length(node.e2);
            if (node.e0 == MINUS && arity == 2) {
                read(Form.at(node.e2, 0));
                read(Form.at(node.e2, 1));
                return;
            }
            if (node.e0 == STAR && arity == 2) {
                Object left = Form.at(node.e2, 0);
                if (!(left instanceof Tuple3 any && any.e0 == UNDERSCORE)) {
                    set("size", size(left));
                }
                set("unit", unit(Form.at(node.e2, 1)));
                return;
            }
            if (node.e0 == BLOCK && arity == 1) {
                read(Form.at(node.e2, 0));
                return;
            }
            if (!(node.e0 instanceof Atom name) || !named(name, node, arity)) {
                Object once = ExpandOnce.expand(x, withParentheses(node));
                if (once == null) {
                    throw unknown(spec);
                }
                read(once);
            }
        }

        private boolean named(Atom name, Tuple3 node, int arity) {
            if (arity == 1) {
                if (name == SIZE) {
                    set("size", size(Form.at(node.e2, 0)));
                    return true;
                }
                if (name == UNIT) {
                    set("unit", unit(Form.at(node.e2, 0)));
                    return true;
                }
                return false;
            }
            if (arity > 1) {
                return false;
            }
            if (NAMES.contains(name.name()) && node.e2 == EmptyList.NIL) {
                warnParentheses(name, node.e1);
            }
            switch (name.name()) {
                case "integer", "float", "binary", "bitstring", "utf8", "utf16", "utf32" -> set("type", name);
                case "bytes" -> set("type", BINARY);
                case "bits" -> set("type", BITSTRING);
                case "little", "big", "native" -> set("endianness", name);
                case "signed", "unsigned" -> set("sign", name);
                default -> {
                    return false;
                }
            }
            return true;
        }

        private void warnParentheses(Atom name, Object place) {
            x.session.warn(
                    place,
                    x.env,
                    "extra parentheses on a bitstring specifier \"" + name.name()
                            + "()\" have been deprecated. Please remove the parentheses: \"" + name.name() + "\".\n"
                            + "You may run \"mix format --migrate\" to fix this warning automatically.");
        }

        /** A name alone may be a macro, though it should be written with parentheses. */
        private Tuple3 withParentheses(Tuple3 node) {
            if (!(node.e0 instanceof Atom name && node.e2 instanceof Atom)) {
                return node;
            }
            x.session.warn(
                    node.e1,
                    x.env,
                    "bitstring specifier \"" + name.name() + "\" does not exist and is being expanded to \""
                            + name.name()
                            + "()\", please use parentheses to remove the ambiguity.\n"
                            + "You may run \"mix format --migrate\" to fix this warning automatically.");
            return new Tuple3(name, node.e1, EmptyList.NIL);
        }

        RuntimeException conflicting(String what, Object value, Object earlier) {
            return x.fatal(
                    meta,
                    "conflicting " + what + " specification for bit field: \"" + shown(value) + "\" and \""
                            + shown(earlier) + "\"");
        }

        private String shown(Object part) {
            return part instanceof Atom name ? name.name() : x.text(part);
        }

        private RuntimeException literalText() {
            return x.fatal(
                    meta,
                    "literal string in bitstring supports only endianness and type specifiers, which must be one of:"
                            + " little, big, native, utf8, utf16, utf32, bits, bytes, binary or bitstring");
        }

        private RuntimeException unknown(Object spec) {
            return x.fatal(meta, "unknown bitstring specifier: " + x.text(spec));
        }

        private void set(String what, Object value) {
            Object earlier = switch (what) {
                case "type" -> type;
                case "endianness" -> endianness;
                case "sign" -> sign;
                case "size" -> size;
                default -> unit;
            };
            if (earlier != null && !earlier.equals(value)) {
                throw conflicting(what, value, earlier);
            }
            switch (what) {
                case "type" -> type = (Atom) value;
                case "endianness" -> endianness = (Atom) value;
                case "sign" -> sign = (Atom) value;
                case "size" -> size = value;
                default -> unit = value;
            }
        }

        private Object unit(Object form) {
            Object expanded = x.expand(form);
            if (expanded instanceof Long) {
                return expanded;
            }
            throw x.fatal(meta, "unit in bitstring expects an integer as argument, got: " + x.text(expanded));
        }

        /** In a pattern a size may use what was bound before the pattern, or earlier in this bitstring. */
        private Object size(Object form) {
            if (!x.env.inMatch()) {
                Object expanded = x.expand(form);
                return checkedSize(expanded);
            }
            Env savedEnv = x.env;
            Vars savedVars = x.vars;
            boolean savedInSize = x.inSize;
            x.env = savedEnv.withContext(GUARD);
            x.vars = visible;
            x.inSize = true;
            Object expanded = x.expand(form);
            x.env = savedEnv;
            x.vars = savedVars;
            x.inSize = savedInSize;
            return checkedSize(expanded);
        }

        private Object checkedSize(Object expanded) {
            if (expanded instanceof Long n && n >= 0 || expanded instanceof Tuple3) {
                return expanded;
            }
            throw x.fatal(
                    meta, "size in bitstring expects an integer or a variable as argument, got: " + x.text(expanded));
        }

        /** A literal stands for what it is; a number may be an integer or a float, text may be encoded. */
        void refuseOtherKind(Atom natural, Object value) {
            boolean number = value instanceof Long || value instanceof java.math.BigInteger;
            boolean wrong = number && (type == BINARY || type == BITSTRING)
                    || value instanceof Double && type != FLOAT
                    || value instanceof Bitstring && (type == INTEGER || type == FLOAT);
            if (wrong) {
                throw x.fatal(
                        meta,
                        "conflicting type specification for bit field: \"" + type.name() + "\" and \"" + natural.name()
                                + "\"");
            }
        }

        void check(Object value, boolean last) {
            boolean text = value instanceof Bitstring;
            String name = type.name();
            if (name.startsWith("utf")) {
                if (text && (size != null || unit != null)) {
                    throw literalText();
                }
                if (size != null || unit != null) {
                    throw x.fatal(meta, "size and unit are not supported on utf types");
                }
                if (sign != null) {
                    throw signed();
                }
                return;
            }
            if (type == BINARY || type == BITSTRING) {
                checkBinary(value, last);
                return;
            }
            if (text) {
                throw literalText();
            }
            if (unit != null && size == null) {
                throw x.fatal(meta, "integer and float types require a size specifier if the unit specifier is given");
            }
            if (type == FLOAT && size instanceof Long bits) {
                long total = bits * (unit instanceof Long u ? u : 1);
                if (total != 16 && total != 32 && total != 64) {
                    throw x.fatal(meta, "float requires size*unit to be 16, 32, or 64 (default), got: " + total);
                }
            }
        }

        private void checkBinary(Object value, boolean last) {
            boolean text = value instanceof Bitstring;
            if (sign != null) {
                throw signed();
            }
            if (text && (size != null || unit != null)) {
                throw literalText();
            }
            if (type == BITSTRING && unit != null && !unit.equals(1L)) {
                throw conflicting("unit", unit, 1L);
            }
            if (x.env.inMatch() && size == null && !text && !last) {
                if (!(value instanceof Tuple3 pin && pin.e0 == PIN)) {
                    throw x.fatal(meta, UNSIZED);
                }
                // A pinned one is as long as its value.
                size = Form.erlang(EmptyList.NIL, type == BINARY ? "byte_size" : "bit_size", Form.at(pin.e2, 0));
            }
            endianness = null;
        }

        private RuntimeException signed() {
            return x.fatal(meta, "signed and unsigned specifiers are supported only on integer and float types");
        }

        Object normal() {
            Object spec = simple(type);
            if (endianness != null && endianness != Atom.of("big")) {
                spec = minus(spec, simple(endianness));
            }
            if (sign != null && sign != Atom.of("unsigned")) {
                spec = minus(spec, simple(sign));
            }
            if (unit != null) {
                spec = minus(spec, Form.call(UNIT, EmptyList.NIL, unit));
            }
            if (size != null) {
                spec = minus(spec, Form.call(SIZE, EmptyList.NIL, size));
            }
            return spec;
        }

        private Object minus(Object left, Object right) {
            return Form.call(MINUS, Meta.place(meta), left, right);
        }

        private static Tuple3 simple(Atom name) {
            return new Tuple3(name, EmptyList.NIL, Atom.NIL);
        }
    }

    /** The form of a bitstring that is no binary: the bits beyond whole bytes, then these. */
    static Object literal(Bitstring bits) {
        long rest = bits.bitSize() % 8;
        Object size = Form.call(SIZE, EmptyList.NIL, rest);
        Object head = Form.call(
                DOUBLE_COLON, EmptyList.NIL, (long) bits.slice(0, rest).byteAt(0) >>> (8 - rest), size);
        if (bits.bitSize() < 8) {
            return Form.call(BITS, EmptyList.NIL, head);
        }
        Object whole = bits.slice(rest, bits.bitSize() - rest);
        Object tail = Form.call(DOUBLE_COLON, EmptyList.NIL, whole, new Tuple3(BINARY, EmptyList.NIL, Atom.NIL));
        return new Tuple3(BITS, EmptyList.NIL, TermList.of(head, tail));
    }
}
