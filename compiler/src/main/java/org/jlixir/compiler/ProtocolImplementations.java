package org.jlixir.compiler;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.term.Atom;

/** What a node knows of the implementations of protocols. Safe for any thread. */
public final class ProtocolImplementations {
    private volatile Known known = new Known(0, new ConcurrentHashMap<>());
    private volatile Map<Atom, Object> fixed = Map.of();

    /** @param changes how often modules had been loaded or forgotten */
    private record Known(long changes, Map<Object, Object> modules) {}

    private ProtocolImplementations() {}

    public static ProtocolImplementations of(Node node) {
        return node.state(ProtocolImplementations.class, ProtocolImplementations::new);
    }

    /**
     * Implementations by {@code {protocol, type}}, {@code nil} for none, as long as the modules stay the same. Under its own name a
     * protocol has the types that it is consolidated for.
     *
     * @param changes the count of the code server
     */
    public Map<Object, Object> known(long changes) {
        Known current = known;
        if (current.changes != changes) {
            current = new Known(changes, new ConcurrentHashMap<>());
            known = current;
        }
        return current.modules;
    }

    /** Sets the types that the protocols of a program that takes no more modules are implemented for: lists by protocol. */
    public void fix(Map<Atom, Object> types) {
        fixed = Map.copyOf(types);
    }

    public Map<Atom, Object> fixed() {
        return fixed;
    }

    void forget() {
        known = new Known(0, new ConcurrentHashMap<>());
    }
}
