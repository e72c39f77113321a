package org.jlixir.runtime.erlang;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.code.CodePath;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessSignals;
import org.jlixir.runtime.process.SystemProcesses;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The module {@code :code}: the folders in which the files of modules are looked for, as charlists. */
@ErlangModule("code")
public final class ErlangCodePath {
    private static final Atom BAD_DIRECTORY = Atom.of("bad_directory");
    private static final Atom CACHE = Atom.of("cache");
    private static final Atom NOCACHE = Atom.of("nocache");
    private static final Atom CODE_SERVER = Atom.of("code_server");
    private static final Atom BAD_NAME = Atom.of("bad_name");

    private ErlangCodePath() {}

    private static CodePath path(Proc self) {
        return self.node().code().path();
    }

    @Builtin("get_path")
    public static Object getPath(Proc self) {
        ListBuilder names = new ListBuilder();
        path(self).folders().forEach(folder -> names.add(Args.charlist(folder.name())));
        return names.finish();
    }

    /**
     * The folder of that name, null when there is none.
     *
     * @param cache {@code :cache} or {@code :nocache}
     */
    private static CodePath.@Nullable Folder folder(Proc self, Object name, Object cache) {
        CodePath.Listing listing = cache == CACHE ? new CodePath.Listing() : null;
        try {
            Path path = WorkingDirectory.of(self.node()).resolve(name);
            return Files.isDirectory(path) ? new CodePath.Folder(Args.characters(name), path, listing) : null;
        } catch (IOException _) {
            return null;
        }
    }

    private static Object add(Proc self, Object name, boolean inFront, Object cache, String function) {
        if (!(name instanceof Atom || TermList.properLength(name) >= 0) || cache != CACHE && cache != NOCACHE) {
            throw ElixirException.functionClause(Atom.of("code"), Atom.of(function), name);
        }
        CodePath.Folder folder = folder(self, name, cache);
        if (folder == null) {
            return Tuple.of(Atom.ERROR, BAD_DIRECTORY);
        }
        path(self).add(folder, inFront);
        return Atom.TRUE;
    }

    /** {@code true}, or {@code {:error, :bad_directory}} when there is no such folder. */
    @Builtin("add_path")
    public static Object addPath(Proc self, Object name) {
        return add(self, name, false, NOCACHE, "add_path");
    }

    @Builtin("add_path")
    public static Object addPath(Proc self, Object name, Object cache) {
        return add(self, name, false, cache, "add_path");
    }

    @Builtin("add_pathz")
    public static Object addPathz(Proc self, Object name) {
        return add(self, name, false, NOCACHE, "add_pathz");
    }

    @Builtin("add_pathz")
    public static Object addPathz(Proc self, Object name, Object cache) {
        return add(self, name, false, cache, "add_pathz");
    }

    @Builtin("add_patha")
    public static Object addPatha(Proc self, Object name) {
        return add(self, name, true, NOCACHE, "add_patha");
    }

    @Builtin("add_patha")
    public static Object addPatha(Proc self, Object name, Object cache) {
        return add(self, name, true, cache, "add_patha");
    }

    /** Folders that are not there are left out. */
    @Builtin("add_pathsz")
    public static Object addPathsz(Proc self, Object names) {
        return addPathsz(self, names, NOCACHE);
    }

    @Builtin("add_pathsz")
    public static Object addPathsz(Proc self, Object names, Object cache) {
        for (Object name : Args.elements(names)) {
            add(self, name, false, cache, "add_pathsz");
        }
        return Atom.OK;
    }

    @Builtin("add_paths")
    public static Object addPaths(Proc self, Object names) {
        return addPathsz(self, names);
    }

    @Builtin("add_paths")
    public static Object addPaths(Proc self, Object names, Object cache) {
        return addPathsz(self, names, cache);
    }

    /** Has folders that were added with {@code :cache} looked into once more. */
    @Builtin("clear_cache")
    public static Object clearCache(Proc self) {
        path(self).forgetFiles();
        return Atom.OK;
    }

    /** {@code [{folder, :cache | :nocache}]}. */
    @Builtin("path_with_caches")
    public static Object pathWithCaches(Proc self) {
        ListBuilder folders = new ListBuilder();
        path(self)
                .folders()
                .forEach(folder -> folders.add(
                        Tuple.of(Args.charlist(folder.name()), folder.listing() == null ? NOCACHE : CACHE)));
        return folders.finish();
    }

    /** Starts the process that tells of the code path, {@code :code_server}: it sleeps until somebody asks. */
    public static void start(Node node) {
        ExternalFun serve = new ExternalFun(CODE_SERVER, Atom.of("serve"), 0);
        SystemProcesses.start(node, CODE_SERVER, _ -> ProcessSignals.hibernate(serve, new Object[0]));
    }

    /** The last of them is in front in the end. */
    @Builtin("add_pathsa")
    public static Object addPathsa(Proc self, Object names) {
        return addPathsa(self, names, NOCACHE);
    }

    @Builtin("add_pathsa")
    public static Object addPathsa(Proc self, Object names, Object cache) {
        for (Object name : Args.elements(names)) {
            add(self, name, true, cache, "add_pathsa");
        }
        return Atom.OK;
    }

    /** {@code true} when it was there. */
    @Builtin("del_path")
    public static Object delPath(Proc self, Object name) {
        String text = name instanceof Atom atom ? atom.name() : Args.characters(name);
        return Atom.of(path(self).remove(text));
    }

    @Builtin("del_paths")
    public static Object delPaths(Proc self, Object names) {
        for (Object name : Args.elements(names)) {
            delPath(self, name);
        }
        return Atom.OK;
    }

    /** All folders have to be there. */
    @Builtin("set_path")
    public static Object setPath(Proc self, Object names) {
        List<CodePath.Folder> folders = new ArrayList<>();
        for (Object name : Args.elements(names)) {
            CodePath.Folder folder = folder(self, name, NOCACHE);
            if (folder == null) {
                return Tuple.of(Atom.ERROR, BAD_DIRECTORY);
            }
            folders.add(folder);
        }
        path(self).replace(folders);
        return Atom.TRUE;
    }

    /** The folder that jlixir stands in. */
    @Builtin("root_dir")
    public static Object rootDir() {
        return Args.charlist(JlixirLibrary.root());
    }

    /** The folder in which the folders of the applications stand that jlixir comes with: a name, as those are. */
    @Builtin("lib_dir")
    public static Object libDir() {
        return Args.charlist(JlixirLibrary.applications());
    }

    /** The folder of an application; for those that jlixir comes with a name within its jar, see {@link JlixirLibrary}. */
    @Builtin("lib_dir")
    public static Object libDir(Proc self, Object application) {
        if (application instanceof Atom name) {
            String library = JlixirLibrary.folder(name);
            Path folder = library == null ? path(self).application(name) : null;
            if (library != null || folder != null) {
                return Args.charlist(library != null ? library : String.valueOf(folder));
            }
        }
        return Tuple.of(Atom.ERROR, BAD_NAME);
    }

    /** The folder of an application's resources. */
    @Builtin("priv_dir")
    public static Object privDir(Proc self, Object application) {
        Path folder = application instanceof Atom name ? path(self).application(name) : null;
        return folder == null
                ? Tuple.of(Atom.ERROR, BAD_NAME)
                : Args.charlist(folder.resolve("priv").toString());
    }
}
