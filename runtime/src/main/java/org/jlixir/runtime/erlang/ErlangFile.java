package org.jlixir.runtime.erlang;

import java.nio.file.Path;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;

/** The module {@code :file}. */
@ErlangModule("file")
public final class ErlangFile {
    private ErlangFile() {}

    /** {@code {:ok, folder}}, the folder a charlist. The JVM has no other than the one it was started in. */
    @Builtin("get_cwd")
    public static Object getCwd() {
        return Tuple.of(Atom.OK, Args.charlist(Path.of("").toAbsolutePath().toString()));
    }
}
