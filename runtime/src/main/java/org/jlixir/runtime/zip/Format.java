package org.jlixir.runtime.zip;

/** What is around the compressed data. */
public enum Format {
    /** Nothing. */
    RAW,
    ZLIB,
    GZIP,
    /** ZLIB or GZIP, told by the first byte. */
    EITHER;

    /** The format that a number of window bits stands for: 16 more than the bits mean GZIP, 32 more either. */
    public static Format of(int windowBits) {
        if (windowBits < 0) {
            return RAW;
        }
        return windowBits > 31 ? EITHER : windowBits > 15 ? GZIP : ZLIB;
    }
}
