package org.jlixir.repl.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

class WithFramesTest {
    private static final String OLD = "org/objectweb/asm/Type.class";

    /** Defines one class itself, so that the JVM verifies it. */
    private static final class OneClass extends ClassLoader {
        private final byte[] classFile;

        OneClass(byte[] classFile) {
            super(WithFramesTest.class.getClassLoader());
            this.classFile = classFile;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            return name.equals(Type.class.getName())
                    ? defineClass(name, classFile, 0, classFile.length)
                    : super.loadClass(name, resolve);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream in = WithFramesTest.class.getClassLoader().getResourceAsStream(name)) {
            return in.readAllBytes();
        }
    }

    @Test
    void givesOldClassesFramesThatTheJvmAccepts() throws Exception {
        assertEquals(Opcodes.V1_5, new ClassReader(read(OLD)).readUnsignedShort(6));
        byte[] written =
                WithFrames.rewrite(new LinkedHashMap<>(Map.of(OLD, read(OLD)))).get(OLD);
        assertEquals(Opcodes.V1_8, new ClassReader(written).readUnsignedShort(6));
        Class<?> loaded = Class.forName(Type.class.getName(), true, new OneClass(written));
        assertNotSame(Type.class, loaded);
        assertEquals(
                "(I)V",
                loaded.getMethod("getMethodType", String.class)
                        .invoke(null, "(I)V")
                        .toString());
    }

    @Test
    void leavesOthersAsTheyAre() throws IOException {
        String own = "org/jlixir/repl/image/WithFrames.class";
        Map<String, byte[]> entries = new LinkedHashMap<>(Map.of(own, read(own), "text", new byte[] {1}));
        Map<String, byte[]> rewritten = WithFrames.rewrite(entries);
        assertArrayEquals(read(own), rewritten.get(own));
        assertArrayEquals(new byte[] {1}, rewritten.get("text"));
    }
}
