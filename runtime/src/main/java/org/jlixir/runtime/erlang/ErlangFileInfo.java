package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Map;
import org.jlixir.runtime.file.PosixException;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The module {@code :file}: the record {@code file_info}, read and written. */
@ErlangModule("file")
public final class ErlangFileInfo {
    private static final Atom TIME = Atom.of("time");
    private static final Atom UNDEFINED = Atom.of("undefined");
    private static final String ATTRIBUTES =
            "unix:mode,size,ino,nlink,uid,gid,dev,rdev,lastAccessTime,lastModifiedTime,ctime";
    private static final int FILE_TYPE = 0170000;

    /** The fields of the record, by their place. */
    private static final int ACCESSED = 4;

    private static final int MODIFIED = 5;
    private static final int MODE = 7;
    private static final int USER = 11;
    private static final int GROUP = 12;

    private ErlangFileInfo() {}

    @Builtin("read_file_info")
    public static Object readFileInfo(Proc self, Object name) {
        return read(self, name, EmptyList.NIL);
    }

    @Builtin("read_file_info")
    public static Object readFileInfo(Proc self, Object name, Object options) {
        return read(self, name, options);
    }

    @Builtin("read_link_info")
    public static Object readLinkInfo(Proc self, Object name) {
        return read(self, name, EmptyList.NIL, LinkOption.NOFOLLOW_LINKS);
    }

    @Builtin("read_link_info")
    public static Object readLinkInfo(Proc self, Object name, Object options) {
        return read(self, name, options, LinkOption.NOFOLLOW_LINKS);
    }

    private static Object read(Proc self, Object name, Object options, LinkOption... follow) {
        return ErlangFile.answer(() -> {
            TimeUnit unit = TimeUnit.of(options);
            Path path = WorkingDirectory.of(self.node()).resolve(name);
            Map<String, Object> attributes = Files.readAttributes(path, ATTRIBUTES, follow);
            int mode = (Integer) attributes.get("mode");
            return ErlangFile.ok(Tuple.ofArray(new Object[] {
                Atom.of("file_info"),
                attributes.get("size"),
                type(mode),
                access(path, mode),
                unit.term((FileTime) attributes.get("lastAccessTime")),
                unit.term((FileTime) attributes.get("lastModifiedTime")),
                unit.term((FileTime) attributes.get("ctime")),
                (long) mode,
                (long) (Integer) attributes.get("nlink"),
                attributes.get("dev"),
                attributes.get("rdev"),
                attributes.get("ino"),
                (long) (Integer) attributes.get("uid"),
                (long) (Integer) attributes.get("gid")
            }));
        });
    }

    private static Atom type(int mode) {
        return Atom.of(
                switch (mode & FILE_TYPE) {
                    case 0100000 -> "regular";
                    case 0040000 -> "directory";
                    case 0120000 -> "symlink";
                    case 0020000, 0060000 -> "device";
                    default -> "other";
                });
    }

    /** What this process may do to the file; of a link, to what it leads to. */
    private static Atom access(Path path, int mode) {
        boolean reads = Files.isReadable(path);
        boolean writes = Files.isWritable(path);
        if ((mode & FILE_TYPE) == 0120000 && !Files.exists(path)) {
            return Atom.of("none");
        }
        return Atom.of(reads ? writes ? "read_write" : "read" : writes ? "write" : "none");
    }

    /** How times are given: {@code :local} and {@code :universal} as date and time, {@code :posix} as seconds. */
    private enum TimeUnit {
        LOCAL,
        UNIVERSAL,
        POSIX;

        static TimeUnit of(Object options) throws PosixException {
            TimeUnit unit = LOCAL;
            Object rest = options;
            for (; rest instanceof Cons cell; rest = cell.tail()) {
                if (cell.head instanceof Tuple pair && pair.size() == 2 && pair.get(0) == TIME) {
                    unit = named(pair.get(1));
                }
            }
            if (rest != EmptyList.NIL) {
                throw new PosixException("badarg");
            }
            return unit;
        }

        private static TimeUnit named(Object name) throws PosixException {
            if (name instanceof Atom atom) {
                for (TimeUnit unit : values()) {
                    if (unit.name().equalsIgnoreCase(atom.name())) {
                        return unit;
                    }
                }
            }
            throw new PosixException("badarg");
        }

        private ZoneId zone() {
            return this == LOCAL ? ZoneId.systemDefault() : ZoneOffset.UTC;
        }

        Object term(FileTime time) {
            Instant instant = time.toInstant();
            if (this == POSIX) {
                return instant.getEpochSecond();
            }
            LocalDateTime clock = LocalDateTime.ofInstant(instant, zone());
            return Tuple.of(
                    Tuple.of((long) clock.getYear(), (long) clock.getMonthValue(), (long) clock.getDayOfMonth()),
                    Tuple.of((long) clock.getHour(), (long) clock.getMinute(), (long) clock.getSecond()));
        }

        /** @return null for {@code :undefined}: the time stays as it is */
        @Nullable
        FileTime read(Object time) throws PosixException {
            if (time == UNDEFINED) {
                return null;
            }
            if (this == POSIX && time instanceof Long seconds) {
                return FileTime.from(Instant.ofEpochSecond(seconds));
            }
            if (this != POSIX
                    && time instanceof Tuple both
                    && both.size() == 2
                    && both.get(0) instanceof Tuple date
                    && date.size() == 3
                    && both.get(1) instanceof Tuple clock
                    && clock.size() == 3) {
                try {
                    return FileTime.from(LocalDateTime.of(
                                    field(date, 0),
                                    field(date, 1),
                                    field(date, 2),
                                    field(clock, 0),
                                    field(clock, 1),
                                    field(clock, 2))
                            .atZone(zone())
                            .toInstant());
                } catch (java.time.DateTimeException _) {
                    throw new PosixException("badarg");
                }
            }
            throw new PosixException("badarg");
        }

        private static int field(Tuple tuple, int index) throws PosixException {
            if (tuple.get(index) instanceof Long number && number >= 0 && number < 100_000) {
                return number.intValue();
            }
            throw new PosixException("badarg");
        }
    }

    @Builtin("write_file_info")
    public static Object writeFileInfo(Proc self, Object name, Object info) {
        return writeFileInfo(self, name, info, EmptyList.NIL);
    }

    /** Changes mode, owner, group and times, those that are not {@code :undefined}. */
    @Builtin("write_file_info")
    public static Object writeFileInfo(Proc self, Object name, Object info, Object options) {
        if (!(info instanceof Tuple record && record.size() == 14 && record.get(0) == Atom.of("file_info"))) {
            throw Args.functionClause();
        }
        return ErlangFile.answer(() -> {
            TimeUnit unit = TimeUnit.of(options);
            Path path = WorkingDirectory.of(self.node()).resolve(name);
            if (!Files.exists(path)) {
                throw new NoSuchFileException(path.toString());
            }
            set(path, "unix:uid", record.get(USER));
            set(path, "unix:gid", record.get(GROUP));
            if (record.get(MODE) instanceof Long mode) {
                Files.setAttribute(path, "unix:mode", (int) (mode & 07777));
            }
            FileTime modified = unit.read(record.get(MODIFIED));
            FileTime accessed = unit.read(record.get(ACCESSED));
            if (modified != null || accessed != null) {
                Files.getFileAttributeView(path, java.nio.file.attribute.BasicFileAttributeView.class)
                        .setTimes(modified, accessed, null);
            }
            return Atom.OK;
        });
    }

    private static void set(Path path, String attribute, Object id) throws IOException {
        if (id instanceof Long number) {
            Files.setAttribute(path, attribute, number.intValue());
        }
    }
}
