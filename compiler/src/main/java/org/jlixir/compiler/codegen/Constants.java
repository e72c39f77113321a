package org.jlixir.compiler.codegen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.runtime.code.ConstantText;
import org.jlixir.runtime.error.ExpectedFailures;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The literal terms of a class: each a static final field, so that the JIT sees a constant. Atoms and numbers are made one by
 * one in the class initialiser; everything larger is decoded there from one text.
 */
final class Constants {
    private final String owner;
    private final Map<Object, String> fields = new HashMap<>();
    private final List<Object> atoms = new ArrayList<>();
    private final List<Object> encoded = new ArrayList<>();
    private final List<Object> live = new ArrayList<>();
    private final List<String> sites = new ArrayList<>();
    private final List<Object> expected = new ArrayList<>();

    Constants(String owner) {
        this.owner = owner;
    }

    /** Pushes the term. */
    void load(MethodVisitor mv, Object term) {
        if (term == EmptyList.NIL) {
            mv.visitFieldInsn(Opcodes.GETSTATIC, Types.EMPTY_LIST, "NIL", Types.descriptor(Types.EMPTY_LIST));
            return;
        }
        if (term instanceof Atom atom && isPredefined(atom)) {
            mv.visitFieldInsn(Opcodes.GETSTATIC, Types.ATOM, predefined(atom), Types.descriptor(Types.ATOM));
            return;
        }
        String type = term instanceof Atom ? Types.ATOM : Types.OBJECT;
        mv.visitFieldInsn(Opcodes.GETSTATIC, owner, field(term), Types.descriptor(type));
    }

    private static boolean isPredefined(Atom atom) {
        return atom == Atom.TRUE || atom == Atom.FALSE || atom == Atom.NIL || atom == Atom.OK || atom == Atom.ERROR;
    }

    private static String predefined(Atom atom) {
        return atom.name().toUpperCase(java.util.Locale.ROOT);
    }

    private record ExactKey(Object term) {
        @Override
        public boolean equals(Object other) {
            return other instanceof ExactKey key && org.jlixir.runtime.term.TermOrder.exactlyEqual(term, key.term);
        }

        @Override
        public int hashCode() {
            return org.jlixir.runtime.term.TermHash.hash(term);
        }
    }

    private String field(Object term) {
        if (!isEncodable(term)) {
            String name = "L" + live.size();
            live.add(term);
            return name;
        }
        Object key = term instanceof Atom ? term : new ExactKey(term);
        return fields.computeIfAbsent(key, _ -> {
            List<Object> list = term instanceof Atom ? atoms : encoded;
            list.add(term);
            return (term instanceof Atom ? "A" : "C") + (list.size() - 1);
        });
    }

    /** False for what only lives in this JVM: processes, references, functions. */
    private static boolean isEncodable(Object term) {
        return switch (term) {
            case Atom _, Number _, Bitstring _, EmptyList _ -> true;
            case Cons cell -> {
                Object rest = cell;
                while (rest instanceof Cons next) {
                    if (!isEncodable(next.head())) {
                        yield false;
                    }
                    rest = next.tail();
                }
                yield isEncodable(rest);
            }
            case Tuple tuple -> {
                for (int i = 0; i < tuple.size(); i++) {
                    if (!isEncodable(tuple.get(i))) {
                        yield false;
                    }
                }
                yield true;
            }
            case ElixirMap map -> map.fold(true, (all, k, v) -> all && isEncodable(k) && isEncodable(v));
            default -> false;
        };
    }

    /** The field of a new call site of a dynamic remote call. */
    String site(String function) {
        sites.add(function);
        return "S" + (sites.size() - 1);
    }

    /** Pushes the {@link ExpectedFailures} that the list describes. */
    void expected(MethodVisitor mv, Object rules) {
        field(rules);
        int index = expected.indexOf(rules);
        if (index < 0) {
            index = expected.size();
            expected.add(rules);
        }
        mv.visitFieldInsn(Opcodes.GETSTATIC, owner, "E" + index, Types.descriptor(Types.EXPECTED));
    }

    Object[] live() {
        return live.toArray();
    }

    /** Writes the fields and the class initialiser. */
    void emit(ClassVisitor cv) {
        MethodVisitor mv = cv.visitMethod(Opcodes.ACC_STATIC, "<clinit>", "()V", null, null);
        mv.visitCode();
        for (int i = 0; i < atoms.size(); i++) {
            declare(cv, "A" + i, Types.descriptor(Types.ATOM));
            mv.visitLdcInsn(((Atom) atoms.get(i)).name());
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Types.ATOM,
                    "of",
                    "(Ljava/lang/String;)" + Types.descriptor(Types.ATOM),
                    false);
            mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, "A" + i, Types.descriptor(Types.ATOM));
        }
        for (int i = 0; i < sites.size(); i++) {
            declare(cv, "S" + i, Types.descriptor(Types.DYNAMIC_SITE));
            mv.visitTypeInsn(Opcodes.NEW, Types.DYNAMIC_SITE);
            mv.visitInsn(Opcodes.DUP);
            mv.visitLdcInsn(sites.get(i));
            mv.visitMethodInsn(Opcodes.INVOKESPECIAL, Types.DYNAMIC_SITE, "<init>", "(Ljava/lang/String;)V", false);
            mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, "S" + i, Types.descriptor(Types.DYNAMIC_SITE));
        }
        if (!encoded.isEmpty()) {
            decodeAll(cv, mv);
        }
        if (!live.isEmpty()) {
            mv.visitLdcInsn(Type.getObjectType(owner));
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Type.getInternalName(ConstantText.class),
                    "live",
                    "(Ljava/lang/Class;)[Ljava/lang/Object;",
                    false);
            store(cv, mv, "L", live.size());
        }
        for (int i = 0; i < expected.size(); i++) {
            declare(cv, "E" + i, Types.descriptor(Types.EXPECTED));
            load(mv, expected.get(i));
            mv.visitMethodInsn(
                    Opcodes.INVOKESTATIC,
                    Types.EXPECTED,
                    "of",
                    "(Ljava/lang/Object;)" + Types.descriptor(Types.EXPECTED),
                    false);
            mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, "E" + i, Types.descriptor(Types.EXPECTED));
        }
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    private void decodeAll(ClassVisitor cv, MethodVisitor mv) {
        List<String> chunks = ConstantText.encode(encoded);
        mv.visitLdcInsn(chunks.size());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).getBytes(StandardCharsets.UTF_8).length > 65_535) {
                throw new CompilerBug("code generator", "a constant's text is too long", 0);
            }
            mv.visitInsn(Opcodes.DUP);
            mv.visitLdcInsn(i);
            mv.visitLdcInsn(chunks.get(i));
            mv.visitInsn(Opcodes.AASTORE);
        }
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(ConstantText.class),
                "decode",
                "([Ljava/lang/String;)[Ljava/lang/Object;",
                false);
        store(cv, mv, "C", encoded.size());
    }

    /** Stores an array on the stack into the numbered fields. */
    private void store(ClassVisitor cv, MethodVisitor mv, String prefix, int count) {
        mv.visitVarInsn(Opcodes.ASTORE, 0);
        for (int i = 0; i < count; i++) {
            declare(cv, prefix + i, Types.descriptor(Types.OBJECT));
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            mv.visitLdcInsn(i);
            mv.visitInsn(Opcodes.AALOAD);
            mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, prefix + i, Types.descriptor(Types.OBJECT));
        }
    }

    private static void declare(ClassVisitor cv, String name, String descriptor) {
        cv.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, name, descriptor, null, null)
                .visitEnd();
    }
}
