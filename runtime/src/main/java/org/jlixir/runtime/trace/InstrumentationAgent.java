package org.jlixir.runtime.trace;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * How a running system gets the JVM to let it change loaded classes: an agent is loaded by the JVM's own diagnostic command. The JVM
 * calls the agent by its name, in whatever class loader it finds it; what it is given is handed over by a system property. The first
 * time takes some tenths of a second.
 */
public final class InstrumentationAgent {
    private static final String PROPERTY = "jlixir.instrumentation";
    private static final String CLASS_FILE =
            InstrumentationAgent.class.getName().replace('.', '/') + ".class";

    private InstrumentationAgent() {}

    /** Called by the JVM. */
    public static void agentmain(String arguments, Instrumentation instrumentation) {
        System.getProperties().put(PROPERTY, instrumentation);
    }

    /** @throws IllegalStateException when this JVM can not change loaded classes */
    static Instrumentation instrumentation() {
        if (System.getProperties().get(PROPERTY) instanceof Instrumentation known) {
            return known;
        }
        try {
            Path jar = Files.createTempFile("jlixir-agent", ".jar");
            try {
                write(jar);
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "jvmtiAgentLoad",
                                new Object[] {new String[] {jar.toString()}},
                                new String[] {String[].class.getName()});
            } finally {
                Files.delete(jar);
            }
        } catch (IOException | JMException failure) {
            throw new IllegalStateException("cannot load an agent", failure);
        }
        if (System.getProperties().get(PROPERTY) instanceof Instrumentation loaded) {
            return loaded;
        }
        throw new IllegalStateException("the agent has not been called");
    }

    private static void write(Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Agent-Class", InstrumentationAgent.class.getName());
        manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest);
                InputStream own = InstrumentationAgent.class.getClassLoader().getResourceAsStream(CLASS_FILE)) {
            if (own == null) {
                throw new IOException("no class file of the agent");
            }
            entries.putNextEntry(new JarEntry(CLASS_FILE));
            own.transferTo(entries);
            entries.closeEntry();
        }
    }
}
