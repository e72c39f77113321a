package org.jlixir.runtime.bits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Terms;
import org.junit.jupiter.api.Test;

class BitsTest {
    @Provide
    Arbitrary<Object> integers() {
        return Terms.integers();
    }

    @Provide
    Arbitrary<Object> bitstrings() {
        return Terms.bitstrings();
    }

    @Property(tries = 1000)
    void integersComeBackModuloTheirSize(
            @ForAll("integers") Object value,
            @ForAll @IntRange(min = 0, max = 150) int size,
            @ForAll boolean little,
            @ForAll boolean signed,
            @ForAll @IntRange(min = 0, max = 9) int before) {
        Bitstring built = new BitstringBuilder(0)
                .bits(-1, before)
                .integer(value, size, little)
                .bits(0, 3)
                .finish();
        assertEquals(before + size + 3, built.bitSize());
        BigInteger expected =
                Arithmetic.big(value).and(BigInteger.ONE.shiftLeft(size).subtract(BigInteger.ONE));
        if (signed && size > 0 && expected.testBit(size - 1)) {
            expected = expected.subtract(BigInteger.ONE.shiftLeft(size));
        }
        assertEquals(Arithmetic.normalize(expected), BitstringReader.integer(built, before, size, signed, little));
    }

    @Property(tries = 500)
    void bitstringsComeBack(@ForAll("bitstrings") Object a, @ForAll("bitstrings") Object b) {
        Bitstring x = (Bitstring) a;
        Bitstring y = (Bitstring) b;
        Bitstring joined = x.append(y);
        assertEquals(joined, new BitstringBuilder().bitstring(x).bitstring(y).finish());
        assertEquals(joined, BitstringBuilder.appendingTo(x, 1).bitstring(y).finish());
        assertEquals(x, BitstringReader.bitstring(joined, 0, x.bitSize()));
        assertEquals(y, BitstringReader.rest(joined, x.bitSize(), 1));
        assertEquals(true, BitstringReader.startsWith(joined, x.bitSize(), y));
        assertEquals(
                x.hashCode(), BitstringReader.bitstring(joined, 0, x.bitSize()).hashCode());
        assertEquals(y.hashCode(), joined.slice(x.bitSize(), y.bitSize()).hashCode());
    }

    @Test
    void appendingInALoopSharesOneArrayMostOfTheTime() {
        Bitstring text = Bitstring.of("ab");
        int arrays = 0;
        for (int i = 0; i < 100_000; i++) {
            Bitstring longer = i % 2 == 0
                    ? text.append(Bitstring.of("x"))
                    : BitstringBuilder.appendingTo(text, 1).octet('x').finish();
            arrays += longer.array() == text.array() ? 0 : 1;
            text = longer;
        }
        assertEquals(100_002, text.byteSize());
        assertEquals(true, arrays < 30);
    }

    @Test
    void appendingBitsInALoopSharesOneArrayMostOfTheTime() {
        Bitstring bits = Bitstring.EMPTY;
        BitstringBuilder expected = new BitstringBuilder();
        int arrays = 0;
        for (int i = 0; i < 100_000; i++) {
            Bitstring longer = BitstringBuilder.appendingTo(bits, 16).bits(i, 7).finish();
            expected.bits(i, 7);
            arrays += longer.array() == bits.array() ? 0 : 1;
            bits = longer;
        }
        assertEquals(expected.finish(), bits);
        assertEquals(true, arrays < 30);
    }

    @Test
    void appendingTwiceToBitsThatEndWithinAByteLeavesTheFirstResultAlone() {
        Bitstring base = Bitstring.EMPTY;
        for (int i = 0; i < 3; i++) {
            base = BitstringBuilder.appendingTo(base, 16).bits(0b101, 3).finish();
        }
        Bitstring first = BitstringBuilder.appendingTo(base, 16).bits(0, 12).finish();
        Bitstring second = BitstringBuilder.appendingTo(base, 16).bits(-1, 12).finish();
        assertSame(base.array(), first.array());
        assertEquals(new BitstringBuilder().bits(0b101101101, 9).finish(), base);
        assertEquals(new BitstringBuilder().bits(0b101101101L << 12, 21).finish(), first);
        assertEquals(new BitstringBuilder().bits(0b101101101L << 12 | 0xFFF, 21).finish(), second);
    }

    @Test
    void appendingTwiceToOneBitstringLeavesTheFirstResultAlone() {
        Bitstring base = Bitstring.of("a").append(Bitstring.of("b")).append(Bitstring.of("c"));
        Bitstring first = base.append(Bitstring.of("1"));
        Bitstring second = base.append(Bitstring.of("2"));
        assertSame(base.array(), first.array());
        assertEquals("abc1", first.utf8());
        assertEquals("abc2", second.utf8());
        BitstringBuilder failed = BitstringBuilder.appendingTo(first, 1);
        assertThrows(ElixirException.class, () -> failed.octet(Atom.OK));
        assertEquals("abc1z", first.append(Bitstring.of("z")).utf8());
    }

    @Test
    void codePointsComeBack() {
        for (int c = 0; c <= 0x10FFFF; c += c < 0x1000 ? 1 : 97) {
            if (c >= 0xD800 && c <= 0xDFFF) {
                continue;
            }
            Bitstring utf8 = new BitstringBuilder().utf8((long) c).finish();
            assertArrayEquals(Character.toString(c).getBytes(java.nio.charset.StandardCharsets.UTF_8), utf8.toBytes());
            long result = BitstringReader.utf8(utf8, 0);
            assertEquals(c, BitstringReader.codePoint(result));
            assertEquals(utf8.bitSize(), BitstringReader.codePointBits(result));
            Bitstring utf16 = new BitstringBuilder().utf16((long) c, true).finish();
            assertEquals(c, BitstringReader.codePoint(BitstringReader.utf16(utf16, 0, true)));
            Bitstring utf32 = new BitstringBuilder().utf32((long) c, false).finish();
            assertEquals(c, BitstringReader.codePoint(BitstringReader.utf32(utf32, 0, false)));
        }
    }

    @Test
    void malformedUtf8DoesNotMatch() {
        for (int[] octets :
                new int[][] {{0x80}, {0xC0, 0x80}, {0xED, 0xA0, 0x80}, {0xF4, 0x90, 0x80, 0x80}, {0xE2, 0x82}, {}}) {
            BitstringBuilder builder = new BitstringBuilder();
            for (int octet : octets) {
                builder.octet(octet);
            }
            assertEquals(-1, BitstringReader.utf8(builder.finish(), 0));
        }
    }

    @Test
    void floatsComeBackAndWhatIsNoFloatDoesNotMatch() {
        assertEquals(
                1.5,
                BitstringReader.floating(
                        new BitstringBuilder().floating(1.5, 16, true).finish(), 0, 16, true));
        assertEquals(
                3.0,
                BitstringReader.floating(
                        new BitstringBuilder().floating(3L, 32, false).finish(), 0, 32, false));
        assertEquals(
                0.1,
                BitstringReader.floating(
                        new BitstringBuilder().floating(0.1, 64, false).finish(), 0, 64, false));
        assertNull(BitstringReader.floating(
                new BitstringBuilder().floating(1.0e300, 32, false).finish(), 0, 32, false));
        assertThrows(ElixirException.class, () -> new BitstringBuilder().floating(1.0, 8, false));
        assertThrows(ElixirException.class, () -> new BitstringBuilder().floating(BigInteger.TEN.pow(400), 64, false));
    }
}
