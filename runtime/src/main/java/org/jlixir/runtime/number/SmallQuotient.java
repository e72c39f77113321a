package org.jlixir.runtime.number;

import java.math.BigInteger;

/**
 * Quotients of large integers of about the same length. Their leading bits alone tell a small quotient, nearly always, which spares the
 * long division: it is found in constant time.
 */
final class SmallQuotient {
    /** It is not known from the leading bits. */
    static final long UNKNOWN = -1;

    /** Shorter divisors are divided by as fast. */
    private static final int SHORT = 256;

    /** The quotient has so many bits at most, one more now and then. */
    private static final int MOST_BITS = 20;

    /** What is looked at of the dividend; one more must not overflow a long. */
    private static final int LEADING_BITS = 62;

    private SmallQuotient() {}

    /** @return the quotient of the two without their signs, or {@link #UNKNOWN} */
    static long of(BigInteger dividend, BigInteger divisor) {
        int dividendBits = dividend.bitLength();
        int divisorBits = divisor.bitLength();
        if (divisorBits < SHORT || dividendBits < divisorBits || dividendBits - divisorBits > MOST_BITS) {
            return UNKNOWN;
        }
        int shift = dividendBits - LEADING_BITS;
        long above = dividend.abs().shiftRight(shift).longValue();
        long below = divisor.abs().shiftRight(shift).longValue();
        // The quotient of any two numbers that begin with these bits lies between the two.
        long least = above / (below + 1);
        return least == (above + 1) / below ? least : UNKNOWN;
    }
}
