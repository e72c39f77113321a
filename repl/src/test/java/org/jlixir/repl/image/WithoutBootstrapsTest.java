package org.jlixir.repl.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

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
