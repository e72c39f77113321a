package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.file.OpenFile;
import org.jlixir.runtime.file.PosixException;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;

/**
 * The module {@code :file}: what is done to whole files and folders. Everything answers {@code :ok}, {@code {:ok, value}} or {@code
 * {:error, posix}}; {@code file.ex} has the rest of the module.
 */
@ErlangModule("file")
public final class ErlangFile {
    private ErlangFile() {}

    /** An operation that fails as Java's operations on files do. */
    interface Operation {
        Object run() throws IOException;
    }

    /** What the operation answers, or {@code {:error, posix}}. */
    static Object answer(Operation operation) {
        try {
            return operation.run();
        } catch (IOException failure) {
            return Tuple.of(Atom.ERROR, PosixException.reason(failure));
        }
    }

    static Object ok(Object value) {
        return Tuple.of(Atom.OK, value);
    }

    static Path path(Proc self, Object name) throws IOException {
        return WorkingDirectory.of(self.node()).resolve(name);
    }

    /** {@code {:ok, folder}}, the folder a charlist: the node's own. */
    @Builtin("get_cwd")
    public static Object getCwd(Proc self) {
        return ok(FileName.term(WorkingDirectory.of(self.node()).path().toString()));
    }

    @Builtin("set_cwd")
    public static Object setCwd(Proc self, Object name) {
        return answer(() -> {
            WorkingDirectory.of(self.node()).change(name);
            return Atom.OK;
        });
    }

    @Builtin("read_file")
    public static Object readFile(Proc self, Object name) {
        return answer(() -> {
            Path path = path(self, name);
            if (Files.isDirectory(path)) {
                throw new PosixException("eisdir");
            }
            return ok(Bitstring.ofBytes(Files.readAllBytes(path)));
        });
    }

    /** With the mode {@code :raw}, which makes no difference here. */
    @Builtin("read_file")
    public static Object readFile(Proc self, Object name, Object modes) {
        return answer(() -> {
            OpenFile file = OpenFile.open(path(self, name), new org.jlixir.runtime.term.Cons(Atom.of("read"), modes));
            try {
                return ok(file.read(Integer.MAX_VALUE));
            } finally {
                file.close();
            }
        });
    }

    @Builtin("list_dir")
    public static Object listDir(Proc self, Object name) {
        return answer(() -> {
            ListBuilder names = new ListBuilder();
            Path folder = path(self, name);
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
                for (Path entry : entries) {
                    names.add(FileName.term(String.valueOf(entry.getFileName())));
                }
            } catch (java.nio.file.DirectoryIteratorException failure) {
                throw failure.getCause();
            }
            return ok(names.finish());
        });
    }

    @Builtin("list_dir_all")
    public static Object listDirAll(Proc self, Object name) {
        return listDir(self, name);
    }

    @Builtin("make_dir")
    public static Object makeDir(Proc self, Object name) {
        return answer(() -> {
            Files.createDirectory(path(self, name));
            return Atom.OK;
        });
    }

    @Builtin("del_dir")
    public static Object delDir(Proc self, Object name) {
        return answer(() -> {
            Path path = path(self, name);
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new PosixException("enotdir");
            }
            if (path.equals(WorkingDirectory.of(self.node()).path())) {
                throw new PosixException("einval");
            }
            Files.delete(path);
            return Atom.OK;
        });
    }

    @Builtin("delete")
    public static Object delete(Proc self, Object name) {
        return answer(() -> {
            Path path = path(self, name);
            if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                throw new PosixException("eperm");
            }
            Files.delete(path);
            return Atom.OK;
        });
    }

    @Builtin("delete")
    public static Object delete(Proc self, Object name, Object options) {
        return delete(self, name);
    }

    @Builtin("rename")
    public static Object rename(Proc self, Object from, Object to) {
        return answer(() -> {
            Path source = path(self, from);
            Path target = path(self, to);
            boolean folder = Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS);
            boolean ontoFolder = Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS);
            if (!folder && ontoFolder && Files.exists(source, LinkOption.NOFOLLOW_LINKS)) {
                throw new PosixException("eisdir");
            }
            try {
                Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
            } catch (AtomicMoveNotSupportedException _) {
                throw new PosixException("exdev");
            }
            return Atom.OK;
        });
    }

    @Builtin("make_link")
    public static Object makeLink(Proc self, Object existing, Object made) {
        return answer(() -> {
            Path target = path(self, existing);
            Path link = path(self, made);
            if (Files.isDirectory(target)) {
                throw new PosixException("eperm");
            }
            Files.createLink(link, target);
            return Atom.OK;
        });
    }

    /** The target is kept as it is written: a relative one starts from the link's folder. */
    @Builtin("make_symlink")
    public static Object makeSymlink(Proc self, Object target, Object made) {
        return answer(() -> {
            Path link = path(self, made);
            String text = FileName.text(target);
            if (text.isEmpty()) {
                throw new PosixException("enoent");
            }
            Files.createSymbolicLink(link, Path.of(text));
            return Atom.OK;
        });
    }

    @Builtin("read_link")
    public static Object readLink(Proc self, Object name) {
        return answer(
                () -> ok(FileName.term(Files.readSymbolicLink(path(self, name)).toString())));
    }

    @Builtin("read_link_all")
    public static Object readLinkAll(Proc self, Object name) {
        return readLink(self, name);
    }

    /** Names of files are UTF-8. */
    @Builtin("native_name_encoding")
    public static Object nativeNameEncoding() {
        return Atom.of("utf8");
    }
}
