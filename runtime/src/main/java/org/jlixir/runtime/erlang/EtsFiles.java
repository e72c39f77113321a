package org.jlixir.runtime.erlang;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/**
 * {@code :ets}: tables in files, and tables filled by a function. A file is a log of terms ({@link LogFile}): what {@code :ets.info/1} says
 * of the table, then its objects.
 */
@ErlangModule("ets")
public final class EtsFiles {
    private static final Atom EXTENDED_INFO = Atom.of("extended_info");
    private static final Atom READ = Atom.of("read");
    private static final Atom CLOSE = Atom.of("close");
    private static final Atom END = Atom.of("end_of_input");

    private EtsFiles() {}

    @Builtin("tab2file")
    public static Object write(Proc self, Object handle, Object file) {
        return write(self, handle, file, EmptyList.NIL);
    }

    /** The options ask for checks at the end of the file, which is written without. */
    @Builtin("tab2file")
    public static Object write(Proc self, Object handle, Object file, Object options) {
        EtsAccess.toRead(self, handle);
        List<Object> terms = new ArrayList<>();
        terms.add(header(self, handle));
        terms.addAll(TermList.toJava(EtsObjects.toList(self, handle)));
        Object answer = ErlangFile.answer(() -> {
            Files.write(ErlangFile.path(self, file), LogFile.bytes(terms));
            return Atom.OK;
        });
        return answer == Atom.OK ? answer : Tuple.of(Atom.ERROR, fileError(file, answer));
    }

    private static Tuple header(Proc self, Object handle) {
        List<Object> items = new ArrayList<>(TermList.toJava(Ets.info(self, handle)));
        items.add(Tuple.of(Atom.of("major_version"), 1L));
        items.add(Tuple.of(Atom.of("minor_version"), 0L));
        items.add(Tuple.of(EXTENDED_INFO, EmptyList.NIL));
        return Tuple.ofArray(items.toArray());
    }

    @Builtin("file2tab")
    public static Object read(Proc self, Object file) {
        return read(self, file, EmptyList.NIL);
    }

    /** {@code {:ok, table}} or {@code {:error, reason}}. */
    @Builtin("file2tab")
    public static Object read(Proc self, Object file, Object options) {
        return withSaved(self, file, (header, objects) -> {
            try {
                Object table = Ets.create(self, item(header, "name"), options(header));
                EtsObjects.insert(self, table, TermList.from(objects));
                return Tuple.of(Atom.OK, table);
            } catch (ElixirException e) {
                return Tuple.of(Atom.ERROR, Atom.of("cannot_create_table"));
            }
        });
    }

    private static Object options(Tuple header) {
        List<Object> options = new ArrayList<>();
        options.add(item(header, "type"));
        options.add(item(header, "protection"));
        options.add(Tuple.of(Atom.of("keypos"), item(header, "keypos")));
        for (String flag : List.of("named_table", "compressed")) {
            if (item(header, flag) == Atom.TRUE) {
                options.add(Atom.of(flag));
            }
        }
        return TermList.from(options);
    }

    /** What the table in a file is like. */
    @Builtin("tabfile_info")
    public static Object info(Proc self, Object file) {
        return withSaved(self, file, (header, _) -> {
            List<Object> items = new ArrayList<>();
            for (String name :
                    List.of("name", "type", "protection", "named_table", "keypos", "size", "extended_info")) {
                items.add(Tuple.of(Atom.of(name), item(header, name)));
            }
            items.add(Tuple.of(
                    Atom.of("version"), Tuple.of(item(header, "major_version"), item(header, "minor_version"))));
            return Tuple.of(Atom.OK, TermList.from(items));
        });
    }

    private static Object withSaved(Proc self, Object file, BiFunction<Tuple, List<Object>, Object> use) {
        Object content = ErlangFile.readFile(self, file);
        if (!(content instanceof Tuple pair && pair.get(1) instanceof Bitstring bytes)) {
            return readError(fileError(file, content));
        }
        List<Object> terms = LogFile.terms(bytes.toBytes());
        if (terms == null) {
            return readError(Tuple.of(Atom.of("not_a_log_file"), file));
        }
        if (terms.isEmpty() || !(terms.getFirst() instanceof Tuple header) || item(header, "name") == Atom.UNDEFINED) {
            return Tuple.of(Atom.ERROR, Atom.of("badfile"));
        }
        // What stands behind the objects, a list, is for checks.
        List<Object> objects =
                terms.stream().skip(1).filter(Tuple.class::isInstance).toList();
        return use.apply(header, objects);
    }

    private static Object item(Tuple header, String name) {
        for (int i = 0; i < header.size(); i++) {
            if (header.get(i) instanceof Tuple pair && pair.size() == 2 && pair.get(0) == Atom.of(name)) {
                return pair.get(1);
            }
        }
        return Atom.UNDEFINED;
    }

    private static Object readError(Object reason) {
        return Tuple.of(Atom.ERROR, Tuple.of(Atom.of("read_error"), reason));
    }

    /** @param answer {@code {:error, reason}} of {@code :file} */
    private static Object fileError(Object file, Object answer) {
        return Tuple.of(Atom.of("file_error"), file, ((Tuple) answer).get(1));
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
