package org.jlixir.runtime.erlang;

import java.nio.file.Path;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleBinary;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The module {@code :code}: which modules are loaded. {@link ErlangCodePath} has where they are looked for. */
@ErlangModule("code")
public final class ErlangCode {
    private static final Atom MODULE = Atom.of("module");
    private static final Atom FILE = Atom.of("file");
    private static final Atom LOADED = Atom.of("loaded");
    private static final Atom LOGGER = Atom.of("logger");
    private static final Atom NOFILE = Atom.of("nofile");
    private static final Atom BADFILE = Atom.of("badfile");
    private static final Atom NON_EXISTING = Atom.of("non_existing");

    private ErlangCode() {}

    private static Atom module(Object term, String function) {
        if (term instanceof Atom atom) {
            return atom;
        }
        throw ElixirException.functionClause(Atom.of("code"), Atom.of(function), term);
    }

    private static Object loaded(@Nullable Object version, Object module) {
        return version == null ? Tuple.of(Atom.ERROR, NOFILE) : Tuple.of(MODULE, module);
    }

    /** {@code {:module, module}}, or {@code {:error, :nofile}} when there is no such module. */
    @Builtin("ensure_loaded")
    public static Object ensureLoaded(Proc self, Object module) {
        return loaded(self.node().code().find(module(module, "ensure_loaded")), module);
    }

    /** Loads the module's file anew, if it has one. */
    @Builtin("load_file")
    public static Object loadFile(Proc self, Object module) {
        CodeServer code = self.node().code();
        Tuple stored = code.path().stored(module(module, "load_file"));
        if (stored == null) {
            return ensureLoaded(self, module);
        }
        return loadBinary(self, module, stored.get(2), stored.get(1));
    }

    /** Loads a module from the bytes that {@code Code.compile_string/2} and the like answer. */
    @Builtin("load_binary")
    public static Object loadBinary(Proc self, Object module, Object file, Object binary) {
        CompiledModule compiled = ModuleBinary.decode(Args.binary(binary).toBytes());
        if (compiled == null || compiled.name() != module(module, "load_binary")) {
            return Tuple.of(Atom.ERROR, BADFILE);
        }
        String name = file instanceof Atom atom ? atom.name() : Args.characters(file);
        self.node().code().load(self, compiled, name.isEmpty() ? null : name);
        return Tuple.of(MODULE, module);
    }

    /** {@code {module, binary, file}} of a module that stands in a folder of the code path, {@code :error} for others. */
    @Builtin("get_object_code")
    public static Object getObjectCode(Proc self, Object module) {
        Tuple stored = self.node().code().path().stored(module(module, "get_object_code"));
        return stored == null ? Atom.ERROR : stored;
    }

    @Builtin("is_loaded")
    public static Object isLoaded(Proc self, Object module) {
        ModuleVersion version = self.node().code().present(module(module, "is_loaded"));
        return version == null ? Atom.FALSE : Tuple.of(FILE, file(version));
    }

    /** The file of a module: no text for one that was compiled in memory, {@code :loaded} for those that jlixir comes with. */
    @Builtin("which")
    public static Object which(Proc self, Object module) {
        ModuleVersion version = self.node().code().find(module(module, "which"));
        return version == null ? NON_EXISTING : file(version);
    }

    private static Object file(ModuleVersion version) {
        String file = version.file();
        return CodeServer.CLASS_PATH.equals(file) ? LOADED : Args.charlist(file == null ? "" : file);
    }

    /** {@code [{module, :loaded}]}. */
    @Builtin("all_loaded")
    public static Object allLoaded(Proc self) {
        ListBuilder all = new ListBuilder();
        self.node().code().loaded().forEach(module -> all.add(Tuple.of(module, LOADED)));
        return all.finish();
    }

    /** Makes the module's code old: it can no longer be called. */
    @Builtin("delete")
    public static Object delete(Proc self, Object module) {
        Atom name = module(module, "delete");
        CodeServer code = self.node().code();
        if (code.oldCode().has(name)) {
            Object format = Args.charlist("Module ~ts must be purged before deleting~n~n");
            code.call(self, LOGGER, Atom.ERROR, format, TermList.of(Args.charlist("'" + name.name() + "'")));
            return Atom.FALSE;
        }
        return Atom.of(code.delete(name));
    }

    /** Kills the processes that run in the module's old code. @return whether there was one */
    @Builtin("purge")
    public static Object purge(Proc self, Object module) {
        return Atom.of(self.node().code().oldCode().purge(self, module(module, "purge")));
    }

    /** Forgets the module's old code, unless a process runs in it. */
    @Builtin("soft_purge")
    public static Object softPurge(Proc self, Object module) {
        return Atom.of(self.node().code().oldCode().purgeUnused(self, module(module, "soft_purge")));
    }

    /** The path of a file in the folders of the code path; {@code :non_existing} when it is not there. */
    @Builtin("where_is_file")
    public static Object whereIsFile(Proc self, Object file) {
        Path found = self.node().code().path().file(Args.characters(file));
        return found == null ? NON_EXISTING : Args.charlist(found.toString());
    }
}
