package org.jlixir.runtime.erlang;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;

/** The module {@code :code}: which modules are loaded. */
@ErlangModule("code")
public final class ErlangCode {
    private static final Atom MODULE = Atom.of("module");
    private static final Atom FILE = Atom.of("file");
    private static final Atom LOADED = Atom.of("loaded");
    private static final Atom NOFILE = Atom.of("nofile");
    private static final Atom NON_EXISTING = Atom.of("non_existing");

    private ErlangCode() {}

    private static Atom module(Object term) {
        if (term instanceof Atom atom) {
            return atom;
        }
        throw ElixirException.functionClause(Atom.of("code"), Atom.of("ensure_loaded"), term);
    }

    /** {@code {:module, module}}, or {@code {:error, :nofile}} when there is no such module. */
    @Builtin("ensure_loaded")
    public static Object ensureLoaded(Proc self, Object module) {
        return self.node().code().find(module(module)) == null
                ? Tuple.of(Atom.ERROR, NOFILE)
                : Tuple.of(MODULE, module);
    }

    @Builtin("is_loaded")
    public static Object isLoaded(Proc self, Object module) {
        return self.node().code().find(module(module)) == null ? Atom.FALSE : Tuple.of(FILE, LOADED);
    }

    @Builtin("which")
    public static Object which(Proc self, Object module) {
        return self.node().code().find(module(module)) == null ? NON_EXISTING : Args.charlist("");
    }

    /** {@code [{module, :loaded}]}. */
    @Builtin("all_loaded")
    public static Object allLoaded(Proc self) {
        ListBuilder all = new ListBuilder();
        self.node().code().loaded().forEach(module -> all.add(Tuple.of(module, LOADED)));
        return all.finish();
    }

    /** Forgets the module. */
    @Builtin("delete")
    public static Object delete(Proc self, Object module) {
        return Atom.of(self.node().code().delete(module(module)));
    }

    /** There is never an old version left whose processes would have to go. */
    @Builtin("purge")
    public static Object purge(Object module) {
        module(module);
        return Atom.FALSE;
    }

    /** The path of a file in the code path, which is the working directory alone; {@code :non_existing} when it is not there. */
    @Builtin("where_is_file")
    public static Object whereIsFile(Object file) {
        Path path = Path.of(System.getProperty("user.dir"), Args.characters(file));
        return Files.exists(path) ? Args.charlist(path.toString()) : NON_EXISTING;
    }
}
