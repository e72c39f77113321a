package org.jlixir.runtime.crypto;

import org.jspecify.annotations.Nullable;

/** A digest being computed. Confined to one thread at a time; {@link #copy} branches it. */
public interface Digest {
    void update(byte[] bytes);

    /** The digest of all bytes; it is of no use afterwards. */
    byte[] finish();

    Digest copy();

    /** A new digest of that Erlang name, such as {@code sha256}; null when there is none. */
    static @Nullable Digest of(String name) {
        DigestKind kind = DigestKind.of(name);
        return kind == null ? null : kind.start();
    }
}
