package org.jlixir.runtime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jlixir.runtime.process.Node;

/**
 * The folder that relative names start from. The JVM can not change its own, and a node is not alone in it: each keeps one.
 * Safe for any thread.
 */
public final class WorkingDirectory {
    private volatile Path path = Path.of("").toAbsolutePath();

    private WorkingDirectory() {}

    public static WorkingDirectory of(Node node) {
        return node.state(WorkingDirectory.class, WorkingDirectory::new);
    }

    public Path path() {
        return path;
    }

    /** A file seen from here, if it lies below; its whole path otherwise. */
    public String relative(String file) {
        String here = path + "/";
        return file.startsWith(here) ? file.substring(here.length()) : file;
    }

    /** Goes to a folder; fails when there is none of that name. */
    public void change(Object name) throws IOException {
        Path target = resolve(name).toRealPath();
        if (!Files.isDirectory(target)) {
            throw new PosixException("enotdir");
        }
        if (!Files.isExecutable(target)) {
            throw new PosixException("eacces");
        }
        path = target;
    }

    /**
     * The file that a term names: a binary, or an atom, or a deep list of characters and atoms.
     *
     * @throws PosixException {@code :badarg} for a term that is no name, {@code :enoent} for a name that no file can have
     */
    public Path resolve(Object name) throws IOException {
        return resolveText(FileName.text(name));
    }

    /** As {@link #resolve}, of text. */
    public Path resolveText(String name) throws IOException {
        if (name.isEmpty()) {
            throw new PosixException("enoent");
        }
        Path target;
        try {
            target = path.resolve(name);
        } catch (InvalidPathException _) {
            throw new PosixException("enoent");
        }
        // Java forgets a slash at the end, which says that the name must be a folder's.
        if (name.endsWith("/") && Files.exists(target) && !Files.isDirectory(target)) {
            throw new PosixException("enotdir");
        }
        return target;
    }
}
