package org.jlixir.runtime.resource;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources at start. Where the class path is one jar, as it is for a program that {@code jlixir compile} has made, they are read
 * from it without the JDK's classes for URLs, of which there are many.
 */
public final class ProgramJar {
    private ProgramJar() {}

    /**
     * The content of a resource that has to be there.
     *
     * @param name with slashes, from the root
     */
    public static byte[] read(String name) {
        byte[] content = find(name);
        if (content == null) {
            throw new IllegalStateException("the resource " + name + " is missing");
        }
        return content;
    }

    /** As {@link #read}, null when there is none of that name. */
    public static byte @Nullable [] find(String name) {
        byte[] content = fromJar(System.getProperty("java.class.path", ""), name);
        return content != null ? content : fromClassPath(name);
    }

    private static byte @Nullable [] fromJar(String classPath, String name) {
        if (!classPath.endsWith(".jar") || classPath.indexOf(File.pathSeparatorChar) >= 0) {
            return null;
        }
        // The JDK has it open for its class loader, and reads its directory once for all.
        try (ZipFile jar = new ZipFile(classPath)) {
            ZipEntry entry = jar.getEntry(name);
            if (entry == null) {
                return null;
            }
            try (InputStream in = jar.getInputStream(entry)) {
                return in.readAllBytes();
            }
        } catch (IOException _) {
            // Where another program embeds jlixir its class path may name what is not there.
            return null;
        }
    }

    private static byte @Nullable [] fromClassPath(String name) {
        try (InputStream in = ProgramJar.class.getClassLoader().getResourceAsStream(name)) {
            return in == null ? null : in.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
