package org.jlixir.compiler.codegen;

import org.jlixir.runtime.bits.BitstringBuilder;
import org.jlixir.runtime.bits.BitstringReader;
import org.jlixir.runtime.code.Calls;
import org.jlixir.runtime.code.DynamicSite;
import org.jlixir.runtime.code.ModuleFun;
import org.jlixir.runtime.code.ProtocolSite;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Internal names of the runtime's classes, and descriptors. */
final class Types {
    static final String OBJECT = "java/lang/Object";
    static final String LONG = "java/lang/Long";
    static final String DOUBLE = "java/lang/Double";
    static final String PROC = Type.getInternalName(Proc.class);
    static final String ATOM = Type.getInternalName(Atom.class);
    static final String CONS = Type.getInternalName(Cons.class);
    static final String EMPTY_LIST = Type.getInternalName(EmptyList.class);
    static final String TUPLE = Type.getInternalName(Tuple.class);
    static final String MAP = Type.getInternalName(ElixirMap.class);
    static final String BITSTRING = Type.getInternalName(Bitstring.class);
    static final String FUN = Type.getInternalName(Fun.class);
    static final String MODULE_FUN = Type.getInternalName(ModuleFun.class);
    static final String TERM_ORDER = Type.getInternalName(TermOrder.class);
    static final String ARITHMETIC = Type.getInternalName(Arithmetic.class);
    static final String CALLS = Type.getInternalName(Calls.class);
    static final String PROTOCOL_SITE = Type.getInternalName(ProtocolSite.class);
    static final String DYNAMIC_SITE = Type.getInternalName(DynamicSite.class);
    static final String MAP_TEMPLATE = "org/jlixir/runtime/term/MapTemplate";
    static final String EXPECTED = "org/jlixir/runtime/error/ExpectedFailures";
    static final String EXCEPTION = Type.getInternalName(ElixirException.class);
    static final String BUILDER = Type.getInternalName(BitstringBuilder.class);
    static final String READER = Type.getInternalName(BitstringReader.class);

    /** How many terms a method takes beside the process, of the 255 places that a method has for its parameters. */
    static final int MAX_PARAMETERS = 254;

    private Types() {}

    static String descriptor(String internalName) {
        return "L" + internalName + ";";
    }

    /** {@code (Proc, Object * count)Object}. */
    static String function(int count) {
        return "(" + descriptor(PROC) + descriptor(OBJECT).repeat(count) + ")" + descriptor(OBJECT);
    }

    /** Pushes an integer, without a place in the constant pool if it is small. */
    static void push(MethodVisitor mv, int value) {
        if (value >= -1 && value <= 5) {
            mv.visitInsn(Opcodes.ICONST_0 + value);
        } else if (value == (byte) value) {
            mv.visitIntInsn(Opcodes.BIPUSH, value);
        } else if (value == (short) value) {
            mv.visitIntInsn(Opcodes.SIPUSH, value);
        } else {
            mv.visitLdcInsn(value);
        }
    }

    /** As for an {@code int}. */
    static void push(MethodVisitor mv, long value) {
        if (value == 0 || value == 1) {
            mv.visitInsn(value == 0 ? Opcodes.LCONST_0 : Opcodes.LCONST_1);
        } else if (value == (short) value) {
            push(mv, (int) value);
            mv.visitInsn(Opcodes.I2L);
        } else {
            mv.visitLdcInsn(value);
        }
    }

    /** The class of tuples of that size. */
    static String tuple(int size) {
        return TUPLE + (size <= 8 ? String.valueOf(size) : "N");
    }
}
