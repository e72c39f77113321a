package org.jlixir.runtime.crypto;

import java.security.MessageDigest;

/** A digest of the JDK. */
record JdkDigest(MessageDigest digest) implements Digest {
    @Override
    public void update(byte[] bytes) {
        digest.update(bytes);
    }

    @Override
    public byte[] finish() {
        return digest.digest();
    }

    @Override
    public Digest copy() {
        try {
            return new JdkDigest((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's digests can be cloned", e);
        }
    }
}
