package org.jlixir.runtime.java;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The names of the JDK's public packages and classes, for completion. */
public final class ClassNames {
    private ClassNames() {}

    /** What names that begin with {@code prefix} go on with, one part further: {@code java.util.} for {@code java.ut}. */
    public static List<String> startingWith(String prefix) {
        TreeSet<String> found = new TreeSet<>();
        FileSystem runtime = FileSystems.getFileSystem(URI.create("jrt:/"));
        int dot = prefix.lastIndexOf('.');
        String folder = prefix.substring(0, Math.max(dot, 0));
        try (Stream<Path> packages = Files.list(runtime.getPath("/packages"))) {
            for (Path each : packages.toList()) {
                String name = each.getFileName().toString();
                if (!isExported(each, name)) {
                    continue;
                }
                if (name.startsWith(prefix)) {
                    int end = name.indexOf('.', prefix.length());
                    found.add((end < 0 ? name : name.substring(0, end)) + ".");
                }
                if (name.equals(folder)) {
                    addClasses(found, runtime, each, prefix);
                }
            }
        } catch (IOException _) {
            return List.of();
        }
        return List.copyOf(found);
    }

    private static boolean isExported(Path modules, String name) throws IOException {
        try (Stream<Path> links = Files.list(modules)) {
            return links.anyMatch(link -> ModuleLayer.boot()
                    .findModule(link.getFileName().toString())
                    .map(module -> module.isExported(name))
                    .orElse(false));
        }
    }

    private static void addClasses(Set<String> found, FileSystem runtime, Path modules, String prefix)
            throws IOException {
        String folder = prefix.substring(0, prefix.lastIndexOf('.'));
        try (Stream<Path> links = Files.list(modules)) {
            for (Path link : links.toList()) {
                Path classes = runtime.getPath("/modules", link.getFileName().toString(), folder.replace('.', '/'));
                if (!Files.isDirectory(classes)) {
                    continue;
                }
                try (Stream<Path> files = Files.list(classes)) {
                    files.map(file -> file.getFileName().toString())
                            .filter(file -> file.endsWith(".class") && !file.contains("$") && !file.contains("-"))
                            .map(file -> folder + "." + file.substring(0, file.length() - ".class".length()))
                            .filter(name -> name.startsWith(prefix))
                            .forEach(found::add);
                }
            }
        }
    }
}
