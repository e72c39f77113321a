package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** {@code :ets}: tables in files, and tables filled by a function. A file holds one term in the external format. */
@ErlangModule("ets")
public final class EtsFiles {
    private static final Atom MARK = Atom.of("jlixir_ets");
    private static final Atom READ = Atom.of("read");
    private static final Atom CLOSE = Atom.of("close");
    private static final Atom END = Atom.of("end_of_input");

    private EtsFiles() {}

    @Builtin("tab2file")
    public static Object write(Proc self, Object handle, Object file) {
        return write(self, handle, file, EmptyList.NIL);
    }

    /** The options ask for checks of what is written, which the format has anyway. */
    @Builtin("tab2file")
    public static Object write(Proc self, Object handle, Object file, Object options) {
        EtsTable.Settings settings = EtsAccess.toRead(self, handle).settings();
        Object term = Tuple.of(MARK, settings.name(), options(settings), EtsObjects.toList(self, handle));
        try {
            Files.write(path(file), ((Bitstring) ErlangTerms.termToBinary(term)).toBytes());
            return Atom.OK;
        } catch (IOException e) {
            return error(e);
        }
    }

    private static Object options(EtsTable.Settings settings) {
        List<Object> options = new ArrayList<>();
        options.add(Atom.of(settings.type().name().toLowerCase(Locale.ROOT)));
        options.add(Atom.of(settings.protection().name().toLowerCase(Locale.ROOT)));
        options.add(Tuple.of(Atom.of("keypos"), settings.keyPosition() + 1L));
        if (settings.compressed()) {
            options.add(Atom.of("compressed"));
        }
        if (settings.named()) {
            options.add(Atom.of("named_table"));
        }
        return TermList.from(options);
    }

    @Builtin("file2tab")
    public static Object read(Proc self, Object file) {
        return read(self, file, EmptyList.NIL);
    }

    /** {@code {:ok, table}} or {@code {:error, reason}}. */
    @Builtin("file2tab")
    public static Object read(Proc self, Object file, Object options) {
        try {
            Tuple saved = saved(file);
            if (saved == null) {
                return Tuple.of(Atom.ERROR, Atom.of("badfile"));
            }
            Object table = Ets.create(self, saved.get(1), saved.get(2));
            EtsObjects.insert(self, table, saved.get(3));
            return Tuple.of(Atom.OK, table);
        } catch (IOException e) {
            return error(e);
        } catch (ElixirException e) {
            return Tuple.of(Atom.ERROR, Atom.of("cannot_create_table"));
        }
    }

    /** What the table in a file is like. */
    @Builtin("tabfile_info")
    public static Object info(Object file) {
        try {
            Tuple saved = saved(file);
            if (saved == null) {
                return Tuple.of(Atom.ERROR, Atom.of("badtabfile"));
            }
            return Tuple.of(
                    Atom.OK,
                    TermList.of(
                            Tuple.of(Atom.of("name"), saved.get(1)),
                            Tuple.of(Atom.of("type"), ((Cons) saved.get(2)).head),
                            Tuple.of(Atom.of("size"), TermList.properLength(saved.get(3)))));
        } catch (IOException e) {
            return error(e);
        }
    }

    private static @Nullable Tuple saved(Object file) throws IOException {
        Bitstring bytes = Bitstring.ofBytes(Files.readAllBytes(path(file)));
        try {
            Object term = ErlangTerms.binaryToTerm(bytes);
            return term instanceof Tuple tuple && tuple.size() == 4 && tuple.get(0) == MARK ? tuple : null;
        } catch (ElixirException e) {
            return null;
        }
    }

    private static Path path(Object file) {
        return Path.of(
                switch (file) {
                    case Bitstring binary -> Args.utf8(binary);
                    case Atom atom -> atom.name();
                    default -> Args.characters(file);
                });
    }

    private static Object error(IOException e) {
        return Tuple.of(Atom.ERROR, Atom.of(e instanceof NoSuchFileException ? "enoent" : "eacces"));
    }

    /**
     * Replaces the objects by what the function gives: asked for {@code :read}, it answers {@code {objects, function}} or {@code
     * :end_of_input}.
     */
    @Builtin("init_table")
    public static Object fill(Proc self, Object handle, Object function) {
        EtsObjects.deleteAllObjects(self, handle);
        Fun next = Args.fun(function, 1);
        while (true) {
            Object answer = self.apply1(next, READ);
            if (answer == END) {
                return Atom.TRUE;
            }
            if (answer instanceof Tuple pair && pair.size() == 2) {
                EtsObjects.insert(self, handle, pair.get(0));
                next = Args.fun(pair.get(1), 1);
            } else {
                self.apply1(next, CLOSE);
                throw Args.badarg();
            }
        }
    }
}
