package org.jlixir.runtime.file;

import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/**
 * How a file is opened.
 *
 * @param readAhead how many bytes to read at once, 0 to read only what is asked for
 */
record OpenModes(
        boolean read,
        boolean write,
        boolean append,
        boolean exclusive,
        boolean binary,
        boolean compressed,
        boolean directory,
        boolean sync,
        int readAhead) {
    private static final int READ_AHEAD = 64 * 1024;

    /**
     * Modes that say nothing of reading or writing mean reading. Those that are not known are passed over, as on the BEAM.
     *
     * @throws PosixException {@code :badarg} for what is no list
     */
    static OpenModes of(Object modes) throws PosixException {
        Set<String> names = new HashSet<>();
        int readAhead = 0;
        Object rest = modes instanceof Atom ? new Cons(modes, EmptyList.NIL) : modes;
        for (; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Atom name) {
                names.add(name.name());
            } else if (cell.head instanceof Tuple pair
                    && pair.size() == 2
                    && pair.get(0) == Atom.of("read_ahead")
                    && pair.get(1) instanceof Long size) {
                readAhead = Math.clamp(size, 0, 1 << 24);
            }
        }
        if (rest != EmptyList.NIL) {
            throw new PosixException("badarg");
        }
        boolean append = names.contains("append");
        boolean exclusive = names.contains("exclusive");
        boolean write = names.contains("write") || append || exclusive;
        return new OpenModes(
                names.contains("read") || !write,
                write,
                append,
                exclusive,
                names.contains("binary"),
                names.contains("compressed") || names.contains("compressed_one"),
                names.contains("directory"),
                names.contains("sync"),
                names.contains("read_ahead") ? READ_AHEAD : readAhead);
    }

    Set<OpenOption> options() {
        Set<OpenOption> options = new HashSet<>();
        if (read) {
            options.add(StandardOpenOption.READ);
        }
        if (write) {
            options.add(StandardOpenOption.WRITE);
            options.add(exclusive ? StandardOpenOption.CREATE_NEW : StandardOpenOption.CREATE);
            if (append && !read) {
                options.add(StandardOpenOption.APPEND);
            } else if (!read) {
                options.add(StandardOpenOption.TRUNCATE_EXISTING);
            }
            if (sync) {
                options.add(StandardOpenOption.SYNC);
            }
        }
        return options;
    }
}
