package org.jlixir.compiler.core;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.SegmentType.Endianness;
import org.jlixir.compiler.core.SegmentType.Kind;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Lowers {@code <<...>>}, as an expression and as a pattern. */
final class BinaryLowering {
    private final Lowering lowering;

    BinaryLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Core construct(Tuple3 node, Statements statements) {
        List<Core> operands = new ArrayList<>();
        List<Specification> specifications = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (Object segment : Forms.list(node.e2)) {
            Specification specification = specification(Forms.argument((Tuple3) segment, 1));
            specifications.add(specification);
            places.add(operands.size());
            operands.add(lowering.operand(Forms.argument((Tuple3) segment, 0), operands, statements));
            if (specification.size != null) {
                operands.add(lowering.operand(specification.size, operands, statements));
            }
        }
        List<Core.Segment> segments = new ArrayList<>();
        for (int i = 0; i < specifications.size(); i++) {
            Specification specification = specifications.get(i);
            Core value = operands.get(places.get(i));
            Core size = specification.size == null ? null : operands.get(places.get(i) + 1);
            segments.add(literalText(new Core.Segment(value, specification.type(), size)));
        }
        Bitstring constant = fold(segments);
        return constant != null ? new Core.Literal(constant) : new Core.MakeBinary(segments, Meta.line(node.e1));
    }

    /** A text literal in a UTF encoding becomes its bytes. */
    private static Core.Segment literalText(Core.Segment segment) {
        if (!(segment.value() instanceof Core.Literal(Bitstring text))
                || segment.type().kind() == Kind.BITSTRING) {
            return segment;
        }
        return new Core.Segment(new Core.Literal(encode(text, segment.type())), BINARY, null);
    }

    private static Bitstring encode(Bitstring text, SegmentType type) {
        BitstringBuilder builder = new BitstringBuilder();
        boolean little = type.endianness().isLittle();
        text.utf8().codePoints().forEach(point -> {
            switch (type.kind()) {
                case UTF8 -> builder.utf8((long) point);
                case UTF16 -> builder.utf16((long) point, little);
                case UTF32 -> builder.utf32((long) point, little);
                default -> builder.integer((long) point, 8, false);
            }
        });
        return builder.finish();
    }

    private static @Nullable Bitstring fold(List<Core.Segment> segments) {
        BitstringBuilder builder = new BitstringBuilder();
        for (Core.Segment segment : segments) {
            if (segment.size() != null) {
                return null;
            }
            switch (segment.value()) {
                case Core.Literal(Bitstring bits)
                when segment.type().kind() == Kind.BITSTRING -> builder.bitstring(bits);
                case Core.Literal(Long number)
                when segment.type().kind() == Kind.INTEGER ->
                    builder.integer(
                            (Object) number,
                            8L * segment.type().unit(),
                            segment.type().endianness().isLittle());
                default -> {
                    return null;
                }
            }
        }
        return builder.finish();
    }

    Pattern pattern(Tuple3 node) {
        List<Pattern.Segment> segments = new ArrayList<>();
        for (Object form : Forms.list(node.e2)) {
            Tuple3 segment = (Tuple3) form;
            Specification specification = specification(Forms.argument(segment, 1));
            Core size = specification.size == null ? null : lowering.expression(specification.size, false);
            Pattern value = lowering.patterns().lower(Forms.argument(segment, 0));
            segments.add(patternSegment(value, specification.type(), size));
        }
        return new Pattern.Binary(segments);
    }

    private static Pattern.Segment patternSegment(Pattern value, SegmentType type, @Nullable Core size) {
        if (!(value instanceof Pattern.Literal(Bitstring text))) {
            return new Pattern.Segment(value, type, size);
        }
        Bitstring bits = type.kind() == Kind.BITSTRING ? text : encode(text, type);
        Core whole = size != null ? size : new Core.Literal((long) bits.byteSize());
        return new Pattern.Segment(new Pattern.Literal(bits), BINARY, whole);
    }

    /** A segment's specification, {@code size} still as a form. */
    private static final class Specification {
        private Kind kind = Kind.INTEGER;
        private int unit = -1;
        private boolean signed;
        private Endianness endianness = Endianness.BIG;
        private @Nullable Object size;

        SegmentType type() {
            int bits = unit > 0 ? unit : defaultUnit();
            return new SegmentType(kind, bits, signed, endianness);
        }

        private int defaultUnit() {
            return kind == Kind.BITSTRING ? 8 : 1;
        }
    }

    private static Specification specification(Object form) {
        Specification specification = new Specification();
        read(form, specification);
        return specification;
    }

    private static void read(Object form, Specification specification) {
        Tuple3 node = (Tuple3) form;
        switch (((Atom) node.e0).name()) {
            case "-" -> {
                read(Forms.argument(node, 0), specification);
                read(Forms.argument(node, 1), specification);
            }
            case "integer" -> specification.kind = Kind.INTEGER;
            case "float" -> specification.kind = Kind.FLOAT;
            case "binary", "bytes" -> specification.kind = Kind.BITSTRING;
            case "bitstring", "bits" -> {
                specification.kind = Kind.BITSTRING;
                specification.unit = 1;
            }
            case "utf8" -> specification.kind = Kind.UTF8;
            case "utf16" -> specification.kind = Kind.UTF16;
            case "utf32" -> specification.kind = Kind.UTF32;
            case "little" -> specification.endianness = Endianness.LITTLE;
            case "native" -> specification.endianness = Endianness.NATIVE;
            case "signed" -> specification.signed = true;
            case "big", "unsigned" -> {}
            case "unit" -> specification.unit = ((Long) Forms.argument(node, 0)).intValue();
            case "size" -> specification.size = Forms.argument(node, 0);
            default -> throw new CompilerBug("lowering", "not a segment type: " + node, Meta.line(node.e1));
        }
    }

    static final SegmentType BINARY = new SegmentType(Kind.BITSTRING, 8, false, Endianness.BIG);
    static final SegmentType BITS = new SegmentType(Kind.BITSTRING, 1, false, Endianness.BIG);
}
