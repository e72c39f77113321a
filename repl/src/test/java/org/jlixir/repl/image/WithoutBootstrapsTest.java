package org.jlixir.repl.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class WithoutBootstrapsTest {
    private static final String PACKAGE = "org/jlixir/repl/image/";

    @Test
    void codeDoesTheSameWithoutBootstraps() throws Exception {
        Map<String, byte[]> rewritten = WithoutBootstraps.rewrite(classes());
        Object results = ((Supplier<?>) new Loader(rewritten)
                        .loadClass(LambdasAndSwitches.class.getName())
                        .getDeclaredConstructor()
                        .newInstance())
                .get();
        assertEquals(String.valueOf(new LambdasAndSwitches().get()), String.valueOf(results));
    }

    @Test
    void neitherLambdasNorSwitchesAreLeftToTheJvm() throws IOException {
        for (var entry : WithoutBootstraps.rewrite(classes()).entrySet()) {
            String content = new String(entry.getValue(), StandardCharsets.ISO_8859_1);
            assertTrue(!content.contains("java/lang/invoke/LambdaMetafactory"), entry.getKey());
            assertTrue(!content.contains("java/lang/runtime/SwitchBootstraps"), entry.getKey());
        }
    }

    @Test
    void recordsHaveTheirOwnMethods() throws IOException {
        List<String> left = new ArrayList<>();
        for (byte[] classFile : WithoutBootstraps.rewrite(classes()).values()) {
            new ClassReader(classFile).accept(new RecordCalls(left), 0);
        }
        assertEquals(List.of("toString"), left.stream().distinct().toList());
    }

    /** Notes which methods of records are still made at run time. */
    private static final class RecordCalls extends ClassVisitor {
        private final List<String> found;

        RecordCalls(List<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access,
                String name,
                String descriptor,
                @Nullable String signature,
                String @Nullable [] exceptions) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitInvokeDynamicInsn(String method, String type, Handle bootstrap, Object... arguments) {
                    if (bootstrap.getOwner().equals("java/lang/runtime/ObjectMethods")) {
                        found.add(method);
                    }
                }
            };
        }
    }

    @Test
    void rewritingIsRepeatable() throws IOException {
        Map<String, byte[]> once = WithoutBootstraps.rewrite(classes());
        Map<String, byte[]> again = WithoutBootstraps.rewrite(classes());
        assertEquals(List.copyOf(once.keySet()), List.copyOf(again.keySet()));
        once.forEach((name, content) -> assertEquals(List.of(content.length), List.of(again.get(name).length), name));
    }

    private static Map<String, byte[]> classes() throws IOException {
        Map<String, byte[]> classes = new LinkedHashMap<>();
        Path folder = Path.of("target", "test-classes", PACKAGE);
        try (var files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                if (file.getFileName().toString().startsWith("LambdasAndSwitches")) {
                    classes.put(PACKAGE + file.getFileName(), Files.readAllBytes(file));
                }
            }
        }
        return classes;
    }

    private static final class Loader extends ClassLoader {
        private final Map<String, byte[]> classes;

        Loader(Map<String, byte[]> classes) {
            super(WithoutBootstrapsTest.class.getClassLoader());
            this.classes = classes;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            byte[] content = classes.get(name.replace('.', '/') + ".class");
            if (content == null) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known != null ? known : defineClass(name, content, 0, content.length);
        }
    }
}
