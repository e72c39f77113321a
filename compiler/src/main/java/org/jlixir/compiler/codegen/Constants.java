package org.jlixir.compiler.codegen;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
import org.jlixir.runtime.term.MapTemplate;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The literal terms of a class: each a static final field, so that the JIT sees a constant. Atoms and numbers are made one by
 * one in the class initialiser; everything larger is decoded there from one text. A class has room for some thousands of
 * fields; terms beyond that are elements of one array.
 */
final class Constants {
    /** The most fields of each sort. */
    private static final int MAX_FIELDS = 1_500;

    private static final String TERMS = "[" + Types.descriptor(Types.OBJECT);

    private final String owner;
    private final Map<ExactKey, String> fields = new HashMap<>();
    private final List<Object> atoms = new ArrayList<>();
    private final List<Object> encoded = new ArrayList<>();
    private final List<Object> live = new ArrayList<>();
    /** What is in the array, and at which index. */
    private final Map<ExactKey, Integer> paged = new LinkedHashMap<>();

    private final List<String> sites = new ArrayList<>();
    private final Map<ExactKey, Integer> expected = new LinkedHashMap<>();
    private final Map<ExactKey, Integer> templates = new LinkedHashMap<>();

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
        String name = field(term);
        if (name == null) {
            mv.visitFieldInsn(Opcodes.GETSTATIC, owner, "P", TERMS);
            Types.push(mv, paged.get(new ExactKey(term)));
            mv.visitInsn(Opcodes.AALOAD);
            if (term instanceof Atom) {
                mv.visitTypeInsn(Opcodes.CHECKCAST, Types.ATOM);
            }
        } else {
            String type = term instanceof Atom ? Types.ATOM : Types.OBJECT;
            mv.visitFieldInsn(Opcodes.GETSTATIC, owner, name, Types.descriptor(type));
        }
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

    /** The field that has the term; null when it is in the array. */
    private @Nullable String field(Object term) {
        if (!isEncodable(term)) {
            String name = "L" + live.size();
            live.add(term);
            return name;
        }
        ExactKey key = new ExactKey(term);
        List<Object> list = term instanceof Atom ? atoms : encoded;
        String known = fields.get(key);
        if (known == null && list.size() < MAX_FIELDS) {
            known = (term instanceof Atom ? "A" : "C") + list.size();
            list.add(term);
            fields.put(key, known);
        } else if (known == null) {
            paged.putIfAbsent(key, paged.size());
        }
        return known;
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

    /** The field of a call site of a dynamic remote call: a new one, or when there are many that of another such call. */
    String site(String function) {
        int known = sites.size() < MAX_FIELDS ? -1 : sites.indexOf(function);
        if (known < 0) {
            sites.add(function);
            known = sites.size() - 1;
        }
        return "S" + known;
    }

    /** Pushes the {@link ExpectedFailures} that the list describes. */
    void expected(MethodVisitor mv, Object rules) {
        field(rules);
        int index = expected.computeIfAbsent(new ExactKey(rules), _ -> expected.size());
        mv.visitFieldInsn(Opcodes.GETSTATIC, owner, "E" + index, Types.descriptor(Types.EXPECTED));
    }

    /** Pushes the {@link MapTemplate} of these keys. @return false, with nothing pushed, when there are too many already */
    boolean template(MethodVisitor mv, Tuple keys) {
        ExactKey key = new ExactKey(keys);
        if (!isEncodable(keys) || !templates.containsKey(key) && templates.size() >= MAX_FIELDS) {
            return false;
        }
        field(keys);
        int index = templates.computeIfAbsent(key, _ -> templates.size());
        mv.visitFieldInsn(Opcodes.GETSTATIC, owner, "M" + index, Types.descriptor(Types.MAP_TEMPLATE));
        return true;
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
            decode(mv, encoded);
            store(cv, mv, "C", encoded.size());
        }
        if (!paged.isEmpty()) {
            declare(cv, "P", TERMS);
            decode(mv, paged.keySet().stream().map(ExactKey::term).toList());
            mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, "P", TERMS);
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
        expected.forEach((rules, i) -> derived(cv, mv, "E" + i, Types.EXPECTED, rules.term()));
        templates.forEach((keys, i) -> derived(cv, mv, "M" + i, Types.MAP_TEMPLATE, keys.term()));
        mv.visitInsn(Opcodes.RETURN);
        mv.visitMaxs(0, 0);
        mv.visitEnd();
    }

    /** A field with what the static method {@code of} of its type makes of a constant. */
    private void derived(ClassVisitor cv, MethodVisitor mv, String name, String type, Object constant) {
        declare(cv, name, Types.descriptor(type));
        load(mv, constant);
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, type, "of", "(Ljava/lang/Object;)" + Types.descriptor(type), false);
        mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, name, Types.descriptor(type));
    }

    /** Pushes an array of the terms. */
    private static void decode(MethodVisitor mv, List<Object> terms) {
        List<String> chunks = ConstantText.encode(terms);
        Types.push(mv, chunks.size());
        mv.visitTypeInsn(Opcodes.ANEWARRAY, "java/lang/String");
        for (int i = 0; i < chunks.size(); i++) {
            if (chunks.get(i).getBytes(StandardCharsets.UTF_8).length > 65_535) {
                throw new CompilerBug("code generator", "a constant's text is too long", 0);
            }
            mv.visitInsn(Opcodes.DUP);
            Types.push(mv, i);
            mv.visitLdcInsn(chunks.get(i));
            mv.visitInsn(Opcodes.AASTORE);
        }
        mv.visitMethodInsn(
                Opcodes.INVOKESTATIC,
                Type.getInternalName(ConstantText.class),
                "decode",
                "([Ljava/lang/String;)[Ljava/lang/Object;",
                false);
    }

    /** Stores an array on the stack into the numbered fields. */
    private void store(ClassVisitor cv, MethodVisitor mv, String prefix, int count) {
        mv.visitVarInsn(Opcodes.ASTORE, 0);
        for (int i = 0; i < count; i++) {
            declare(cv, prefix + i, Types.descriptor(Types.OBJECT));
            mv.visitVarInsn(Opcodes.ALOAD, 0);
            Types.push(mv, i);
            mv.visitInsn(Opcodes.AALOAD);
            mv.visitFieldInsn(Opcodes.PUTSTATIC, owner, prefix + i, Types.descriptor(Types.OBJECT));
        }
    }

    private static void declare(ClassVisitor cv, String name, String descriptor) {
        cv.visitField(Opcodes.ACC_STATIC | Opcodes.ACC_FINAL, name, descriptor, null, null)
                .visitEnd();
    }
}
