package org.jlixir.repl.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import org.jlixir.runtime.code.CodePath;
import org.jlixir.runtime.code.CodeServer;
import org.jspecify.annotations.Nullable;

/** Where a program finds what it does not define: the options {@code -pa}, {@code -pz} and {@code --classpath}. */
final class Places {
    private final List<CodeFolder> folders = new ArrayList<>();
    private final List<String> classPath = new ArrayList<>();

    private record CodeFolder(String pattern, boolean inFront) {}

    void addFolder(String pattern, boolean inFront) {
        folders.add(new CodeFolder(pattern, inFront));
    }

    /** @param entries jars and folders, parted as the system parts paths */
    void addToClassPath(String entries) {
        classPath.addAll(List.of(entries.split(File.pathSeparator, -1)));
    }

    /** The jars and folders that options {@code --classpath} name. */
    static List<Path> jarsAndFolders(List<String> options) {
        List<Path> found = new ArrayList<>();
        for (String entries : options) {
            for (String entry : entries.split(File.pathSeparator, -1)) {
                if (!entry.isEmpty()) {
                    found.addAll(jarsAndFolders(entry));
                }
            }
        }
        return found;
    }

    private static List<Path> jarsAndFolders(String entry) {
        return entry.endsWith("/*") ? matching(entry + ".jar") : List.of(Path.of(entry));
    }

    /** @return what is wrong with a place, for the user; null when nothing is. A folder of modules need not be there. */
    @Nullable
    String addTo(CodeServer code) {
        for (CodeFolder folder : folders) {
            for (Path path : matching(folder.pattern)) {
                if (Files.isDirectory(path)) {
                    code.path().add(new CodePath.Folder(path.toString(), path.toAbsolutePath()), folder.inFront);
                }
            }
        }
        for (String entry : classPath) {
            String problem = addToClassPath(code, entry);
            if (problem != null) {
                return problem;
            }
        }
        return null;
    }

    private static @Nullable String addToClassPath(CodeServer code, String entry) {
        if (entry.isEmpty()) {
            return null;
        }
        for (Path path : jarsAndFolders(entry)) {
            if (Files.isRegularFile(path) && !isJar(path)) {
                return "not a jar: " + path;
            }
            if (!code.addToClassPath(path.toAbsolutePath())) {
                return "no such jar or folder: " + path;
            }
        }
        return null;
    }

    private static boolean isJar(Path file) {
        try (JarFile jar = new JarFile(file.toFile())) {
            return jar.size() >= 0;
        } catch (IOException _) {
            return false;
        }
    }

    /** The paths whose last name matches a pattern, in the order of their names; the path itself when it is no pattern. */
    private static List<Path> matching(String pattern) {
        int name = pattern.lastIndexOf('/') + 1;
        if (pattern.chars().noneMatch(character -> "*?[{".indexOf(character) >= 0)) {
            return List.of(Path.of(pattern));
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> entries =
                Files.newDirectoryStream(Path.of(pattern.substring(0, name)), pattern.substring(name))) {
            entries.forEach(found::add);
        } catch (IOException _) {
            return List.of();
        }
        found.sort(null);
        return found;
    }
}
