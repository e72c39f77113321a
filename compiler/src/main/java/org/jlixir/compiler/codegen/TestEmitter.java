package org.jlixir.compiler.codegen;

import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.core.Variable;
import org.jlixir.compiler.match.DecisionTree.Cursor;
import org.jlixir.compiler.match.DecisionTree.Test;
import org.jlixir.compiler.match.MatchCompiler;
import org.jlixir.runtime.term.Atom;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the yes-or-no tests of decision trees, as a jump when the answer is no. */
final class TestEmitter {
    private static final String BITS = Types.descriptor(Types.BITSTRING);

    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final MethodVisitor mv;

    TestEmitter(MethodContext context, ExpressionEmitter expressions) {
        this.context = context;
        this.expressions = expressions;
        this.mv = context.mv;
    }

    void emit(Test test, Label no) {
        switch (test) {
            case Test.Equal(var subject, var value) -> {
                context.loadObject(subject);
                String descriptor = expressions.numbers().smallOrTerm(value);
                context.call(Types.TERM_ORDER, "exactlyEqual", "(Ljava/lang/Object;" + descriptor + ")Z");
                mv.visitJumpInsn(Opcodes.IFEQ, no);
            }
            case Test.IsAtom(var subject) -> isA(subject, Types.ATOM, no);
            case Test.IsMap(var subject) -> isA(subject, Types.MAP, no);
            case Test.IsBitstring(var subject) -> isA(subject, Types.BITSTRING, no);
            case Test.HasKey(var subject, var key, var value) -> hasKey(subject, key, value, no);
            case Test.AtEnd(var cursor) -> {
                loadBits(cursor);
                context.callVirtual(Types.BITSTRING, "bitSize", "()J");
                position(cursor);
                mv.visitInsn(Opcodes.LCMP);
                mv.visitJumpInsn(Opcodes.IFNE, no);
            }
            case Test.Segment segment -> segment(segment, no);
        }
    }

    private void isA(Variable subject, String type, Label no) {
        context.loadBase(subject);
        context.box(context.slot(subject).kind());
        mv.visitTypeInsn(Opcodes.INSTANCEOF, type);
        mv.visitJumpInsn(Opcodes.IFEQ, no);
    }

    private void hasKey(Variable subject, Core key, Variable value, Label no) {
        context.loadObject(subject);
        mv.visitTypeInsn(Opcodes.CHECKCAST, Types.MAP);
        expressions.value(key);
        boolean atom = key instanceof Core.Literal(var term) && term instanceof Atom;
        context.callVirtual(
                Types.MAP, "get", "(" + Types.descriptor(atom ? Types.ATOM : Types.OBJECT) + ")Ljava/lang/Object;");
        mv.visitInsn(Opcodes.DUP);
        context.define(value, Kind.OBJECT);
        mv.visitJumpInsn(Opcodes.IFNULL, no);
    }

    // ---- segments

    private void segment(Test.Segment segment, Label no) {
        switch (segment.type().kind()) {
            case INTEGER -> integer(segment, no);
            case FLOAT -> floating(segment, no);
            case BITSTRING -> bitstring(segment, no);
            case UTF8, UTF16, UTF32 -> codePoint(segment, no);
        }
    }

    private void integer(Test.Segment segment, Label no) {
        SegmentType type = segment.type();
        long fixed = MatchCompiler.fixedSize(type, segment.size());
        if (fixed == 8 && !type.signed()) {
            loadBits(segment.cursor());
            position(segment.cursor());
            context.call(Types.READER, "octet", "(" + BITS + "J)I");
            int octet = context.temporary(Kind.OBJECT);
            mv.visitInsn(Opcodes.DUP);
            mv.visitVarInsn(Opcodes.ISTORE, octet);
            mv.visitJumpInsn(Opcodes.IFLT, no);
            if (segment.value() != null) {
                mv.visitVarInsn(Opcodes.ILOAD, octet);
                mv.visitInsn(Opcodes.I2L);
                context.define(segment.value(), Kind.LONG);
            }
            return;
        }
        int size = sizeInBits(segment);
        if (segment.value() == null) {
            has(segment.cursor(), size, no);
        } else if (KindInference.isLong(type, segment.size())) {
            has(segment.cursor(), size, no);
            loadBits(segment.cursor());
            position(segment.cursor());
            Types.push(mv, (int) fixed);
            flag(type.endianness().isLittle());
            context.call(Types.READER, type.signed() ? "signedBits" : "bits", "(" + BITS + "JIZ)J");
            context.define(segment.value(), Kind.LONG);
        } else {
            loadBits(segment.cursor());
            position(segment.cursor());
            mv.visitVarInsn(Opcodes.LLOAD, size);
            flag(type.signed());
            flag(type.endianness().isLittle());
            context.call(Types.READER, "integer", "(" + BITS + "JJZZ)Ljava/lang/Object;");
            defineUnlessNull(segment.value(), no);
        }
        advance(segment, size);
    }

    private void floating(Test.Segment segment, Label no) {
        int size = sizeInBits(segment);
        Variable value = segment.value() != null ? segment.value() : new Variable("float");
        loadBits(segment.cursor());
        position(segment.cursor());
        mv.visitVarInsn(Opcodes.LLOAD, size);
        flag(segment.type().endianness().isLittle());
        context.call(Types.READER, "floating", "(" + BITS + "JJZ)Ljava/lang/Double;");
        defineUnlessNull(value, no);
        advance(segment, size);
    }

    private void bitstring(Test.Segment segment, Label no) {
        if (segment.size() == null) {
            loadBits(segment.cursor());
            position(segment.cursor());
            Types.push(mv, (long) segment.type().unit());
            Variable carrier = context.carrier(segment.cursor().bits());
            if (segment.value() == null || carrier != null) {
                context.call(Types.READER, "hasRest", "(" + BITS + "JJ)Z");
                mv.visitJumpInsn(Opcodes.IFEQ, no);
            }
            if (segment.value() != null && carrier != null) {
                position(segment.cursor());
                context.allocatePlace(segment.value(), carrier);
                context.storePosition(segment.value());
            } else if (segment.value() != null) {
                context.call(Types.READER, "rest", "(" + BITS + "JJ)" + BITS);
                defineUnlessNull(segment.value(), no);
            }
            return;
        }
        int size = sizeInBits(segment);
        if (segment.value() == null) {
            has(segment.cursor(), size, no);
        } else {
            loadBits(segment.cursor());
            position(segment.cursor());
            mv.visitVarInsn(Opcodes.LLOAD, size);
            context.call(Types.READER, "bitstring", "(" + BITS + "JJ)" + BITS);
            defineUnlessNull(segment.value(), no);
        }
        advance(segment, size);
    }

    private void codePoint(Test.Segment segment, Label no) {
        loadBits(segment.cursor());
        position(segment.cursor());
        switch (segment.type().kind()) {
            case UTF8 -> context.call(Types.READER, "utf8", "(" + BITS + "J)J");
            default -> {
                flag(segment.type().endianness().isLittle());
                String method = segment.type().kind() == SegmentType.Kind.UTF16 ? "utf16" : "utf32";
                context.call(Types.READER, method, "(" + BITS + "JZ)J");
            }
        }
        int result = context.temporary(Kind.LONG);
        mv.visitInsn(Opcodes.DUP2);
        mv.visitVarInsn(Opcodes.LSTORE, result);
        mv.visitInsn(Opcodes.LCONST_0);
        mv.visitInsn(Opcodes.LCMP);
        mv.visitJumpInsn(Opcodes.IFLT, no);
        if (segment.value() != null) {
            mv.visitVarInsn(Opcodes.LLOAD, result);
            context.call(Types.READER, "codePoint", "(J)I");
            mv.visitInsn(Opcodes.I2L);
            context.define(segment.value(), Kind.LONG);
        }
        position(segment.cursor());
        mv.visitVarInsn(Opcodes.LLOAD, result);
        context.call(Types.READER, "codePointBits", "(J)I");
        mv.visitInsn(Opcodes.I2L);
        mv.visitInsn(Opcodes.LADD);
        defineNext(segment);
    }

    private void defineUnlessNull(Variable value, Label no) {
        mv.visitInsn(Opcodes.DUP);
        context.define(value, Kind.OBJECT);
        mv.visitJumpInsn(Opcodes.IFNULL, no);
    }

    private void has(Cursor cursor, int size, Label no) {
        loadBits(cursor);
        position(cursor);
        mv.visitVarInsn(Opcodes.LLOAD, size);
        context.call(Types.READER, "has", "(" + BITS + "JJ)Z");
        mv.visitJumpInsn(Opcodes.IFEQ, no);
    }

    private void flag(boolean value) {
        mv.visitInsn(value ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
    }

    private void loadBits(Cursor cursor) {
        context.loadBase(cursor.bits());
        // A subject known to be a number is none, and was tested for that; the code has to be valid all the same.
        context.box(context.slot(cursor.bits()).kind());
        mv.visitTypeInsn(Opcodes.CHECKCAST, Types.BITSTRING);
    }

    private void position(Cursor cursor) {
        if (cursor.base() != null) {
            context.load(cursor.base());
        } else if (context.isPlace(cursor.bits())) {
            context.loadPosition(cursor.bits());
        } else {
            Types.push(mv, cursor.offset());
            return;
        }
        if (cursor.offset() != 0) {
            Types.push(mv, cursor.offset());
            mv.visitInsn(Opcodes.LADD);
        }
    }

    /** Stores the segment's size in bits, -1 for a bad one. @return the variable's index */
    private int sizeInBits(Test.Segment segment) {
        long fixed = MatchCompiler.fixedSize(segment.type(), segment.size());
        if (fixed >= 0 || segment.size() == null) {
            Types.push(mv, fixed);
        } else {
            String descriptor = expressions.numbers().smallOrTerm(segment.size());
            Types.push(mv, (long) segment.type().unit());
            context.call(Types.READER, "size", "(" + descriptor + "J)J");
        }
        int size = context.temporary(Kind.LONG);
        mv.visitVarInsn(Opcodes.LSTORE, size);
        return size;
    }

    /** Where the next segment starts, when that is not known beforehand. */
    private void advance(Test.Segment segment, int size) {
        if (MatchCompiler.fixedSize(segment.type(), segment.size()) < 0) {
            position(segment.cursor());
            mv.visitVarInsn(Opcodes.LLOAD, size);
            mv.visitInsn(Opcodes.LADD);
            defineNext(segment);
        }
    }

    private void defineNext(Test.Segment segment) {
        Variable base = segment.next().base();
        if (base == null) {
            throw new IllegalStateException("a position that is known needs no variable");
        }
        context.define(base, Kind.LONG);
    }
}
