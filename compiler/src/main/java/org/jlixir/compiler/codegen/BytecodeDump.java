package org.jlixir.compiler.codegen;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.TreeMap;
import org.jlixir.runtime.code.CompiledModule;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.TraceClassVisitor;

/** The classes of a module as text, by name: {@code --dump=bytecode}. */
public final class BytecodeDump {
    private BytecodeDump() {}

    public static String of(CompiledModule module) {
        StringWriter out = new StringWriter();
        for (byte[] bytes : new TreeMap<>(module.classes()).values()) {
            new ClassReader(bytes).accept(new TraceClassVisitor(new PrintWriter(out)), 0);
        }
        return out.toString();
    }
}
