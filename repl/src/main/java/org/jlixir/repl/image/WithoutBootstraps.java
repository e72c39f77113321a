package org.jlixir.repl.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Writes out what javac leaves to be made at run time: a class for each lambda expression and method reference, a method for each
 * {@code switch} over types and for {@code equals} and {@code hashCode} of each record. The JVM's own way is felt by a program that
 * starts without an AOT cache, and with records by one that has a cache too: at each place a class is generated, and method handles for
 * it.
 *
 * <p>In: the class files of a jar. Out: the same with more classes beside them, and no {@code invokedynamic} but those that can not be
 * told before (switches over constants, serialisable lambdas, calls of Elixir) and texts of
 * records, which are seldom asked for.
 */
final class WithoutBootstraps {
    private static final String CLASS = ".class";

    private final Map<String, byte[]> classes = new LinkedHashMap<>();

    /** The classes that are added, by the host of their nest. */
    private final Map<String, List<String>> members = new LinkedHashMap<>();

    private WithoutBootstraps() {}

    /**
     * @param classes class files by the names of their entries
     * @return these and the ones that are added
     */
    static Map<String, byte[]> rewrite(Map<String, byte[]> classes) {
        WithoutBootstraps rewriting = new WithoutBootstraps();
        classes.values().forEach(rewriting::rewriteClass);
        rewriting.members.forEach(rewriting::join);
        return rewriting.classes;
    }

    private void rewriteClass(byte[] classFile) {
        ClassReader reader = new ClassReader(classFile);
        ClassWriter writer = new ClassWriter(0);
        reader.accept(new ClassRewriter(writer, this), 0);
        add(reader.getClassName(), writer.toByteArray());
    }

    /** Adds a class to the nest of {@code host}. */
    void addMember(String host, String name, byte[] classFile) {
        add(name, classFile);
        members.computeIfAbsent(host, _ -> new ArrayList<>()).add(name);
    }

    private void add(String name, byte[] classFile) {
        classes.put(name + CLASS, classFile);
    }

    private void join(String host, List<String> added) {
        ClassReader reader = new ClassReader(classes.get(host + CLASS));
        ClassWriter writer = new ClassWriter(0);
        reader.accept(
                new ClassVisitor(Opcodes.ASM9, writer) {
                    @Override
                    public void visitEnd() {
                        added.forEach(this::visitNestMember);
                        super.visitEnd();
                    }
                },
                0);
        add(host, writer.toByteArray());
    }
}
