package org.jlixir.runtime.term;

import java.math.BigInteger;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.jlixir.runtime.number.Arithmetic;

/** Generators of terms for properties. */
public final class Terms {
    private Terms() {}

    public static Arbitrary<Object> integers() {
        return Arbitraries.oneOf(
                Arbitraries.longs().between(-5, 5).map(x -> x),
                Arbitraries.longs().map(x -> x),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TWO.pow(70).negate(), BigInteger.TWO.pow(70))
                        .map(Arithmetic::normalize));
    }

    public static Arbitrary<Object> floats() {
        return Arbitraries.oneOf(
                Arbitraries.doubles().map(x -> (Object) x),
                Arbitraries.of(0.0, -0.0, 1.0, 2.0, 0x1p53, 0x1p63, -0x1p63));
    }

    public static Arbitrary<Object> atoms() {
        return Arbitraries.of("a", "b", "ok", "nil", "true", "zebra", "Elixir.Foo")
                .map(Atom::of);
    }

    public static Arbitrary<Object> bitstrings() {
        Arbitrary<byte[]> bytes = Arbitraries.bytes().array(byte[].class).ofMaxSize(12);
        return Combinators.combine(
                        bytes,
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 7))
                .as((array, from, less) -> {
                    long size = Math.max(0, 8L * array.length - from - less);
                    return new Bitstring(array, size == 0 ? 0 : from, size);
                });
    }

    public static Arbitrary<Object> any() {
        return nested(2);
    }

    private static Arbitrary<Object> nested(int depth) {
        Arbitrary<Object> flat = Arbitraries.oneOf(integers(), floats(), atoms(), bitstrings());
        if (depth == 0) {
            return flat;
        }
        Arbitrary<Object> inner = nested(depth - 1);
        Arbitrary<List<Object>> some = inner.list().ofMaxSize(4);
        return Arbitraries.oneOf(
                flat,
                some.map(elements -> Tuple.ofArray(elements.toArray())),
                some.map(TermList::from),
                Combinators.combine(inner, flat).as(Cons::new),
                some.map(elements -> {
                    MapBuilder map = ElixirMap.builder();
                    elements.forEach(element -> map.put(element, element));
                    return map.build();
                }));
    }
}
