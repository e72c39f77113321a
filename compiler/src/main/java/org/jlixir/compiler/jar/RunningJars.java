package org.jlixir.compiler.jar;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;

/** The jars and folders that jlixir itself runs from. */
public final class RunningJars {
    /** What only the command needs. */
    private static final Set<String> COMMAND_ONLY = Set.of("picocli", "jline", "org.jacoco");

    private RunningJars() {}

    /** Those that a program needs, in a fixed order. */
    public static List<Path> needed() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (!entry.isEmpty()) {
                add(found, Path.of(entry).toAbsolutePath());
            }
        }
        return found;
    }

    private static void add(List<Path> found, Path entry) throws IOException {
        String name = entry.getFileName().toString();
        if (found.contains(entry) || COMMAND_ONLY.stream().anyMatch(name::startsWith) || !Files.exists(entry)) {
            return;
        }
        found.add(entry);
        if (Files.isRegularFile(entry)) {
            try (JarFile jar = new JarFile(entry.toFile())) {
                Manifest manifest = jar.getManifest();
                String more =
                        manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
                for (String part : more == null ? new String[0] : more.split(" ", -1)) {
                    add(found, entry.resolveSibling(part));
                }
            }
        }
    }
}
