package org.jlixir.runtime.crypto;

import java.io.Serial;
import java.security.SecureRandom;

/** A source of "random" bytes that are given: so the JDK makes the key pair of a known private key. */
final class FixedRandom extends SecureRandom {
    @Serial
    private static final long serialVersionUID = 1L;

    private final byte[] bytes;
    private int at;

    FixedRandom(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public void nextBytes(byte[] out) {
        for (int i = 0; i < out.length; i++) {
            out[i] = bytes[at++ % bytes.length];
        }
    }
}
