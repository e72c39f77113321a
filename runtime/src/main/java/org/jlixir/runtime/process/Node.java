package org.jlixir.runtime.process;

import org.jlixir.runtime.code.CodeServer;

/** Everything that one running system owns. */
public final class Node {
    private final CodeServer code = new CodeServer();

    public CodeServer code() {
        return code;
    }
}
