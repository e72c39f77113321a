package org.jlixir.runtime.file;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Pid;

/** The open files of a node by the process that opened them: they are closed when it ends. Safe for any thread. */
public final class OpenFiles {
    private final ConcurrentHashMap<Pid, Set<OpenFile>> byOwner = new ConcurrentHashMap<>();

    private OpenFiles(Node node) {
        node.onExit(this::closeAll);
    }

    public static OpenFiles of(Node node) {
        return node.state(OpenFiles.class, () -> new OpenFiles(node));
    }

    public void add(Proc owner, OpenFile file) {
        byOwner.computeIfAbsent(owner.pid(), _ -> ConcurrentHashMap.newKeySet()).add(file);
    }

    public void remove(Proc owner, OpenFile file) {
        byOwner.computeIfPresent(owner.pid(), (_, files) -> {
            files.remove(file);
            return files.isEmpty() ? null : files;
        });
    }

    private void closeAll(Proc owner) {
        Set<OpenFile> files = byOwner.remove(owner.pid());
        if (files == null) {
            return;
        }
        for (OpenFile file : files) {
            try {
                file.close();
            } catch (IOException _) {
                // The owner has ended: nobody is left to hear that the last bytes could not be written.
            }
        }
    }
}
