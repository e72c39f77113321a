package org.jlixir.runtime.file;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonReadableChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.NotLinkException;
import java.nio.file.Path;
import java.util.Map;
import org.jlixir.runtime.term.Atom;

/** A failure whose POSIX name is known, such as {@code :enoent}. Expected, so without a stack trace. */
public final class PosixException extends IOException {
    /** The texts of the C library that Java passes on when it has no exception of its own for an error. */
    private static final Map<String, String> BY_TEXT = Map.ofEntries(
            Map.entry("Not a directory", "enotdir"),
            Map.entry("Is a directory", "eisdir"),
            Map.entry("Invalid argument", "einval"),
            Map.entry("No space left on device", "enospc"),
            Map.entry("Operation not permitted", "eperm"),
            Map.entry("Permission denied", "eacces"),
            Map.entry("Too many levels of symbolic links", "eloop"),
            Map.entry("Too many levels of symbolic links or unable to access attributes of symbolic link", "eloop"),
            Map.entry("Invalid cross-device link", "exdev"),
            Map.entry("File name too long", "enametoolong"),
            Map.entry("Read-only file system", "erofs"),
            Map.entry("Too many open files", "emfile"),
            Map.entry("Too many open files in system", "enfile"),
            Map.entry("Device or resource busy", "ebusy"),
            Map.entry("Text file busy", "etxtbsy"),
            Map.entry("Directory not empty", "eexist"),
            Map.entry("Bad file descriptor", "ebadf"),
            Map.entry("Illegal seek", "espipe"),
            Map.entry("Broken pipe", "epipe"),
            Map.entry("File too large", "efbig"),
            Map.entry("Disk quota exceeded", "edquot"),
            Map.entry("No such device or address", "enxio"),
            Map.entry("No such device", "enodev"),
            Map.entry("Too many links", "emlink"),
            Map.entry("Cannot allocate memory", "enomem"),
            Map.entry("Operation not supported", "enotsup"),
            Map.entry("No such file or directory", "enoent"));

    private final transient Atom reason;

    public PosixException(String reason) {
        super(reason);
        this.reason = Atom.of(reason);
    }

    @Override
    public Throwable fillInStackTrace() {
        return this;
    }

    /** The POSIX name of any failure of an operation on files. */
    public static Atom reason(IOException failure) {
        if (failure instanceof PosixException posix) {
            return posix.reason;
        }
        return Atom.of(
                switch (failure) {
                    case NoSuchFileException missing -> insideFile(missing.getFile()) ? "enotdir" : "enoent";
                    case FileAlreadyExistsException _, DirectoryNotEmptyException _ -> "eexist";
                    case AccessDeniedException _ -> "eacces";
                    case NotDirectoryException _ -> "enotdir";
                    case FileSystemLoopException _ -> "eloop";
                    case NotLinkException _ -> "einval";
                    case ClosedChannelException _ -> "einval";
                    case FileSystemException other -> byText(other.getReason());
                    default -> byText(failure.getMessage());
                });
    }

    /** Java does not tell a name below a file, which can not be, from one that is not there. */
    private static boolean insideFile(String name) {
        Path parent = Path.of(name).getParent();
        while (parent != null && !Files.exists(parent)) {
            parent = parent.getParent();
        }
        return parent != null && !Files.isDirectory(parent);
    }

    /** What a channel raises that was not opened for the operation is {@code :ebadf}. */
    static PosixException notOpenedForIt(RuntimeException failure) {
        if (failure instanceof NonReadableChannelException || failure instanceof NonWritableChannelException) {
            return new PosixException("ebadf");
        }
        throw failure;
    }

    private static String byText(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "eio" : BY_TEXT.getOrDefault(text, "eio");
    }
}
