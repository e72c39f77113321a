package org.jlixir.runtime.code;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jlixir.runtime.file.FileName;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The folders in which the files of compiled modules are looked for, first to last. Safe for any thread. */
public final class CodePath {
    private volatile List<Folder> folders = List.of(new Folder(".", Path.of("")));

    private volatile @Nullable Supplier<Path> resources;

    /**
     * @param name as it was given and is shown
     * @param path where it is
     * @param listing which files it holds, so that those it lacks are not looked for; null when it is looked into each time
     */
    public record Folder(String name, Path path, @Nullable Listing listing) {
        /** One that is looked into each time. */
        public Folder(String name, Path path) {
            this(name, path, null);
        }

        boolean mayHold(String file) {
            return listing == null || listing.names(path).contains(file);
        }
    }

    /** The names of the files that were in a folder when it was first looked into. */
    public static final class Listing {
        private volatile @Nullable Set<String> names;

        private Set<String> names(Path folder) {
            Set<String> known = names;
            if (known == null) {
                try (Stream<Path> files = Files.list(folder)) {
                    known = files.map(file -> String.valueOf(file.getFileName()))
                            .collect(Collectors.toUnmodifiableSet());
                } catch (IOException _) {
                    known = Set.of();
                }
                names = known;
            }
            return known;
        }
    }

    /** Has folders whose files are remembered looked into once more. */
    public synchronized void forgetFiles() {
        folders = folders.stream()
                .map(folder -> folder.listing == null ? folder : new Folder(folder.name, folder.path, new Listing()))
                .toList();
    }

    public List<Folder> folders() {
        return folders;
    }

    /**
     * Puts the folder in front of the others or behind them; one that is there already is moved in front, or stays, with the listing
     * that it now has.
     */
    public synchronized void add(Folder folder, boolean inFront) {
        if (inFront) {
            List<Folder> changed = without(folder.name);
            changed.addFirst(folder);
            folders = List.copyOf(changed);
            return;
        }
        List<Folder> changed = new ArrayList<>(folders);
        changed.replaceAll(other -> other.name.equals(folder.name) ? folder : other);
        if (!changed.contains(folder)) {
            changed.add(folder);
        }
        folders = List.copyOf(changed);
    }

    /** @return false when it was not there */
    public synchronized boolean remove(String name) {
        List<Folder> changed = without(name);
        boolean found = changed.size() < folders.size();
        folders = List.copyOf(changed);
        return found;
    }

    public synchronized void replace(List<Folder> all) {
        folders = List.copyOf(all);
    }

    private List<Folder> without(String name) {
        List<Folder> others = new ArrayList<>(folders);
        others.removeIf(folder -> folder.name.equals(name));
        return others;
    }

    /** Says where the files of a program are that is not in a folder. */
    public void setResources(Supplier<Path> folder) {
        resources = folder;
    }

    /**
     * The folder of an application's files: the one named for it, {@code NAME} with {@code NAME/ebin} among the folders, or one that
     * has a {@code priv}, whatever the application; null when there is none.
     */
    public @Nullable Path application(Atom name) {
        for (Folder folder : folders) {
            Path parent = folder.path.getParent();
            if (parent != null && folder.path.endsWith(Path.of(name.name(), "ebin"))) {
                return parent;
            }
        }
        for (Folder folder : folders) {
            if (!folder.path.equals(Path.of("")) && Files.isDirectory(folder.path.resolve("priv"))) {
                return folder.path;
            }
        }
        Supplier<Path> known = resources;
        return known == null ? null : known.get();
    }

    /** The first file of that name in the folders, or null. */
    public @Nullable Path file(String name) {
        for (Folder folder : folders) {
            Path file = folder.path.resolve(name);
            if (folder.mayHold(name) && Files.isRegularFile(file)) {
                return file;
            }
        }
        return null;
    }

    /** What the file that should hold {@code module} holds; null when there is none, or another module in it. */
    @Nullable
    Stored module(Atom module) {
        if (module.name().indexOf('/') >= 0 || module.name().indexOf('\0') >= 0) {
            return null;
        }
        Path file = file(module.name() + ".beam");
        return file == null ? null : read(file, module);
    }

    /** A module that stands in a folder, or null. */
    public @Nullable CompiledModule compiled(Atom module) {
        Stored stored = module(module);
        return stored == null ? null : stored.module;
    }

    /** {@code {module, binary, file}} of a module that stands in a folder, or null. */
    public @Nullable Tuple stored(Atom module) {
        Stored stored = module(module);
        return stored == null ? null : Tuple.of(module, Bitstring.ofBytes(stored.bytes), FileName.term(stored.file));
    }

    /** What a file holds; null when it can not be read or holds another module than {@code module}. */
    static @Nullable Stored read(Path file, Atom module) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            CompiledModule compiled = ModuleBinary.decode(bytes);
            return compiled == null || compiled.name() != module ? null : new Stored(file.toString(), bytes, compiled);
        } catch (IOException _) {
            return null;
        }
    }

    /** A module in a file. */
    record Stored(String file, byte[] bytes, CompiledModule module) {}
}
