package org.jlixir.runtime.crypto;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A curve over a prime field, with points in the uncompressed form: 4, x, y. What the JDK does not do is the public point of a private
 * number; it is computed here by doubling and adding (Guide to Elliptic Curve Cryptography, 2004, algorithm 3.27).
 */
public final class Curve {
    private static final Map<String, String> NAMES = Map.of(
            "secp256r1", "secp256r1",
            "prime256v1", "secp256r1",
            "secp384r1", "secp384r1",
            "secp521r1", "secp521r1");

    private final ECParameterSpec parameters;
    private final BigInteger prime;

    private Curve(ECParameterSpec parameters) {
        this.parameters = parameters;
        this.prime = ((ECFieldFp) parameters.getCurve().getField()).getP();
    }

    /** The curve of this name in {@code :crypto}, or null. */
    public static @Nullable Curve of(String name) {
        String known = NAMES.get(name);
        if (known == null) {
            return null;
        }
        try {
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
            parameters.init(new ECGenParameterSpec(known));
            return new Curve(parameters.getParameterSpec(ECParameterSpec.class));
        } catch (GeneralSecurityException e) {
            return null;
        }
    }

    public ECParameterSpec parameters() {
        return parameters;
    }

    /** The bytes of a coordinate. */
    public int size() {
        return (prime.bitLength() + 7) / 8;
    }

    /** The public point of a private number. */
    public ECPoint publicPoint(BigInteger secret) {
        ECPoint sum = ECPoint.POINT_INFINITY;
        ECPoint generator = parameters.getGenerator();
        for (int i = secret.bitLength() - 1; i >= 0; i--) {
            sum = add(sum, sum);
            if (secret.testBit(i)) {
                sum = add(sum, generator);
            }
        }
        return sum;
    }

    private ECPoint add(ECPoint a, ECPoint b) {
        if (a.equals(ECPoint.POINT_INFINITY)) {
            return b;
        }
        if (b.equals(ECPoint.POINT_INFINITY)) {
            return a;
        }
        BigInteger x = a.getAffineX();
        BigInteger y = a.getAffineY();
        BigInteger slope;
        if (x.equals(b.getAffineX())) {
            if (!y.equals(b.getAffineY()) || y.signum() == 0) {
                return ECPoint.POINT_INFINITY;
            }
            BigInteger over = x.pow(2)
                    .multiply(BigInteger.valueOf(3))
                    .add(parameters.getCurve().getA());
            slope = over.multiply(y.shiftLeft(1).modInverse(prime)).mod(prime);
        } else {
            BigInteger over = b.getAffineY().subtract(y);
            slope = over.multiply(b.getAffineX().subtract(x).modInverse(prime)).mod(prime);
        }
        BigInteger sumX = slope.pow(2).subtract(x).subtract(b.getAffineX()).mod(prime);
        return new ECPoint(sumX, slope.multiply(x.subtract(sumX)).subtract(y).mod(prime));
    }

    /** The uncompressed form of a point. */
    public byte[] encode(ECPoint point) {
        byte[] out = new byte[1 + 2 * size()];
        out[0] = 4;
        put(point.getAffineX(), out, 1);
        put(point.getAffineY(), out, 1 + size());
        return out;
    }

    /** A number in as many bytes as a coordinate has. */
    public byte[] bytes(BigInteger number) {
        byte[] out = new byte[size()];
        put(number, out, 0);
        return out;
    }

    private void put(BigInteger coordinate, byte[] out, int from) {
        byte[] bytes = unsigned(coordinate);
        System.arraycopy(bytes, 0, out, from + size() - bytes.length, bytes.length);
    }

    /** The point of an uncompressed form; null for other bytes. */
    public @Nullable ECPoint decode(byte[] bytes) {
        if (bytes.length != 1 + 2 * size() || bytes[0] != 4) {
            return null;
        }
        BigInteger x = new BigInteger(1, Arrays.copyOfRange(bytes, 1, 1 + size()));
        BigInteger y = new BigInteger(1, Arrays.copyOfRange(bytes, 1 + size(), bytes.length));
        return new ECPoint(x, y);
    }

    /** The bytes of a number that is not negative, without leading zeros. */
    public static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes.length > 1 && bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }
}
