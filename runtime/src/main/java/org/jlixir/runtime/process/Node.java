package org.jlixir.runtime.process;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jlixir.runtime.code.CodeServer;

/** Everything that one running system owns. */
public final class Node {
    private final CodeServer code = new CodeServer();
    private final ConcurrentHashMap<Class<?>, Object> states = new ConcurrentHashMap<>();

    public CodeServer code() {
        return code;
    }

    /** State of another part of the system that lives with this node, made when first asked for. */
    public <T> T state(Class<T> key, Supplier<T> make) {
        return key.cast(states.computeIfAbsent(key, _ -> make.get()));
    }
}
