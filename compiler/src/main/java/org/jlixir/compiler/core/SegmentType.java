package org.jlixir.compiler.core;

/**
 * The type of a binary segment.
 *
 * @param unit bits per unit of size
 */
public record SegmentType(Kind kind, int unit, boolean signed, Endianness endianness) {
    public enum Kind {
        INTEGER,
        FLOAT,
        /** Whole bytes ({@code binary}, {@code bytes}) when the unit is 8, any bits when it is 1. */
        BITSTRING,
        UTF8,
        UTF16,
        UTF32
    }

    public enum Endianness {
        BIG,
        LITTLE,
        NATIVE;

        public boolean isLittle() {
            return this == LITTLE
                    || this == NATIVE && java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        }
    }
}
