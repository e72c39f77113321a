package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.nio.file.Path;
import org.jlixir.runtime.bits.IoList;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.OpenFile;
import org.jlixir.runtime.file.OpenFiles;
import org.jlixir.runtime.file.PosixException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;

/** {@code :prim_file}: open files without a process in between, {@code {:file_descriptor, module, %{handle: ...}}}. */
@ErlangModule("prim_file")
public final class PrimFile {
    private static final Atom DESCRIPTOR = Atom.of("file_descriptor");
    private static final Atom HANDLE = Atom.of("handle");
    private static final Atom EOF = Atom.of("eof");

    private PrimFile() {}

    @Builtin("open")
    public static Object open(Proc self, Object name, Object modes) {
        return ErlangFile.answer(() -> {
            Path path = ErlangFile.path(self, name);
            OpenFile file = OpenFile.open(path, modes);
            boolean compressed = org.jlixir.runtime.term.TermList.toJava(modes).contains(Atom.of("compressed"));
            return ErlangFile.ok(descriptor(self, compressed ? "raw_file_io_compressed" : "prim_file", file));
        });
    }

    @Builtin("read_file")
    public static Object readFile(Proc self, Object name) {
        return ErlangFile.readFile(self, name);
    }

    @Builtin("read_file_info")
    public static Object readFileInfo(Proc self, Object name) {
        return ErlangFileInfo.readFileInfo(self, name);
    }

    @Builtin("read_file_info")
    public static Object readFileInfo(Proc self, Object name, Object options) {
        return ErlangFileInfo.readFileInfo(self, name, options);
    }

    /** A file in memory, from its first content. */
    @Builtin("open_memory")
    public static Object openMemory(Proc self, Object content, Object modes) {
        return ErlangFile.answer(() -> ErlangFile.ok(
                descriptor(self, "ram_file", OpenFile.inMemory(data(content).toBytes(), modes))));
    }

    private static Object descriptor(Proc self, String module, OpenFile file) {
        OpenFiles.of(self.node()).add(self, file);
        return Tuple.of(
                DESCRIPTOR,
                Atom.of(module),
                ElixirMap.of(
                        HANDLE,
                        self.node().newReference().withResource(file),
                        Atom.of("owner"),
                        self.pid(),
                        Atom.of("r_buffer"),
                        self.node().newReference(),
                        Atom.of("r_ahead_size"),
                        (long) file.readAhead()));
    }

    private static OpenFile file(Object descriptor) throws IOException {
        if (descriptor instanceof Tuple parts
                && parts.size() == 3
                && parts.get(2) instanceof ElixirMap fields
                && fields.get(HANDLE) instanceof Reference handle
                && handle.resource() instanceof OpenFile file) {
            return file;
        }
        throw new PosixException("badarg");
    }

    private static Bitstring data(Object iodata) throws IOException {
        try {
            return IoList.toBinary(iodata);
        } catch (ElixirException _) {
            throw new PosixException("badarg");
        }
    }

    private static long count(Object term) throws IOException {
        if (term instanceof Long count && count >= 0) {
            return count;
        }
        throw new PosixException("badarg");
    }

    private static Object read(OpenFile file, Bitstring data) {
        return file.binary() ? data : Args.bytes(data, 0, data.byteSize(), Args.charlist(""));
    }

    @Builtin("close")
    public static Object close(Proc self, Object descriptor) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            OpenFiles.of(self.node()).remove(self, file);
            if (!file.close()) {
                throw new PosixException("einval");
            }
            return Atom.OK;
        });
    }

    @Builtin("read")
    public static Object read(Object descriptor, Object size) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            Bitstring data = file.read(count(size));
            return data.byteSize() == 0 && count(size) > 0 ? EOF : ErlangFile.ok(read(file, data));
        });
    }

    @Builtin("read_line")
    public static Object readLine(Object descriptor) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            Bitstring line = file.readLine();
            return line.byteSize() == 0 ? EOF : ErlangFile.ok(read(file, line));
        });
    }

    @Builtin("pread")
    public static Object readAt(Object descriptor, Object place, Object size) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            Bitstring data = file.readAt(absolute(file, place), count(size));
            return data.byteSize() == 0 && count(size) > 0 ? EOF : ErlangFile.ok(read(file, data));
        });
    }

    @Builtin("write")
    public static Object write(Object descriptor, Object iodata) {
        return ErlangFile.answer(() -> {
            file(descriptor).write(data(iodata));
            return Atom.OK;
        });
    }

    @Builtin("pwrite")
    public static Object writeAt(Object descriptor, Object place, Object iodata) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            file.writeAt(absolute(file, place), data(iodata));
            return Atom.OK;
        });
    }

    /** {@code {:ok, position}}, the new one. */
    @Builtin("position")
    public static Object position(Object descriptor, Object place) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            return ErlangFile.ok(file.seek(absolute(file, place)));
        });
    }

    /** A place: an integer, {@code :bof}, {@code :cur}, {@code :eof}, or one of these with an offset. */
    private static long absolute(OpenFile file, Object place) throws IOException {
        if (place instanceof Long offset) {
            return offset;
        }
        if (place instanceof Atom) {
            return absolute(file, Tuple.of(place, 0L));
        }
        if (place instanceof Tuple pair
                && pair.size() == 2
                && pair.get(0) instanceof Atom from
                && pair.get(1) instanceof Long offset) {
            return offset
                    + switch (from.name()) {
                        case "bof" -> 0L;
                        case "cur" -> file.position();
                        case "eof" -> file.size();
                        default -> throw new PosixException("badarg");
                    };
        }
        throw new PosixException("badarg");
    }

    @Builtin("truncate")
    public static Object truncate(Object descriptor) {
        return ErlangFile.answer(() -> {
            file(descriptor).truncate();
            return Atom.OK;
        });
    }

    @Builtin("sync")
    public static Object sync(Object descriptor) {
        return force(descriptor, true);
    }

    @Builtin("datasync")
    public static Object datasync(Object descriptor) {
        return force(descriptor, false);
    }

    private static Object force(Object descriptor, boolean metadata) {
        return ErlangFile.answer(() -> {
            file(descriptor).force(metadata);
            return Atom.OK;
        });
    }

    /** Makes sure that the file has room for {@code length} bytes from {@code offset} on: it grows if need be. */
    @Builtin("allocate")
    public static Object allocate(Object descriptor, Object offset, Object length) {
        return ErlangFile.answer(() -> {
            OpenFile file = file(descriptor);
            long end = count(offset) + count(length);
            if (end > file.size()) {
                file.writeAt(end - 1, Bitstring.ofBytes(new byte[1]));
            }
            return Atom.OK;
        });
    }
}
