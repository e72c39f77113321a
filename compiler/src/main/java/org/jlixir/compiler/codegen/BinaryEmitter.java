package org.jlixir.compiler.codegen;

import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.SegmentType;
import org.jlixir.compiler.match.MatchCompiler;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Writes the construction of binaries: one builder, a call a segment. */
final class BinaryEmitter {
    private static final String BUILDER = Types.descriptor(Types.BUILDER);

    private final MethodContext context;
    private final ExpressionEmitter expressions;
    private final MethodVisitor mv;

    BinaryEmitter(MethodContext context, ExpressionEmitter expressions) {
        this.context = context;
        this.expressions = expressions;
        this.mv = context.mv;
    }

    void construct(Core.MakeBinary binary) {
        List<Core.Segment> segments = binary.segments();
        context.line(binary.line());
        int from = 0;
        if (isWhole(segments.getFirst())) {
            expressions.value(segments.getFirst().value());
            if (segments.getFirst().type().unit() == 8) {
                context.call(Types.CALLS, "binary", "(Ljava/lang/Object;)Ljava/lang/Object;");
            }
            mv.visitIntInsn(Opcodes.BIPUSH, 16);
            context.call(Types.BUILDER, "appendingTo", "(Ljava/lang/Object;I)" + BUILDER);
            from = 1;
        } else {
            mv.visitTypeInsn(Opcodes.NEW, Types.BUILDER);
            mv.visitInsn(Opcodes.DUP);
            mv.visitMethodInsn(Opcodes.INVOKESPECIAL, Types.BUILDER, "<init>", "()V", false);
        }
        for (Core.Segment segment : segments.subList(from, segments.size())) {
            segment(segment, binary.line());
        }
        context.callVirtual(Types.BUILDER, "finish", "()" + Types.descriptor(Types.BITSTRING));
    }

    /** A bitstring taken as it is: when it comes first, the rest is appended to it in place if nobody else has. */
    private static boolean isWhole(Core.Segment segment) {
        return segment.type().kind() == SegmentType.Kind.BITSTRING
                && segment.size() == null
                && (segment.type().unit() == 8 || segment.type().unit() == 1);
    }

    private void segment(Core.Segment segment, int line) {
        SegmentType type = segment.type();
        expressions.value(segment.value());
        context.line(line);
        boolean little = type.endianness().isLittle();
        switch (type.kind()) {
            case INTEGER -> {
                if (!little && MatchCompiler.fixedSize(type, segment.size()) == 8) {
                    append("octet", "Ljava/lang/Object;");
                } else {
                    size(segment);
                    mv.visitInsn(little ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                    append("integer", "Ljava/lang/Object;JZ");
                }
            }
            case FLOAT -> {
                size(segment);
                mv.visitInsn(little ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                append("floating", "Ljava/lang/Object;JZ");
            }
            case BITSTRING -> {
                if (segment.size() != null) {
                    size(segment);
                    append("bitstring", "Ljava/lang/Object;J");
                } else if (type.unit() == 1) {
                    append("bitstring", "Ljava/lang/Object;");
                } else {
                    Types.push(mv, (long) type.unit());
                    append("binary", "Ljava/lang/Object;J");
                }
            }
            case UTF8 -> append("utf8", "Ljava/lang/Object;");
            case UTF16, UTF32 -> {
                mv.visitInsn(little ? Opcodes.ICONST_1 : Opcodes.ICONST_0);
                append(type.kind() == SegmentType.Kind.UTF16 ? "utf16" : "utf32", "Ljava/lang/Object;Z");
            }
        }
    }

    private void append(String method, String parameters) {
        context.callVirtual(Types.BUILDER, method, "(" + parameters + ")" + BUILDER);
    }

    /** Pushes the size in bits. */
    private void size(Core.Segment segment) {
        long fixed = MatchCompiler.fixedSize(segment.type(), segment.size());
        if (fixed >= 0 || segment.size() == null) {
            Types.push(mv, fixed);
            return;
        }
        expressions.value(segment.size());
        Types.push(mv, (long) segment.type().unit());
        context.call(Types.BUILDER, "size", "(Ljava/lang/Object;J)J");
    }
}
