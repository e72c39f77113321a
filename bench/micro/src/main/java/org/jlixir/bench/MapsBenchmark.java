package org.jlixir.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Maps of all sizes: up to 32 keys they are sorted arrays, above that tries. Each figure but the last two is for one key. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class MapsBenchmark {
    @Param({"4", "32", "1000", "100000"})
    public int size;

    @Param({"atom", "integer", "text"})
    public String keys = "";

    private ElixirMap map = ElixirMap.EMPTY;
    private ElixirMap others = ElixirMap.EMPTY;
    private Object[] present = {};
    private Object[] absent = {};
    private int next;

    @Setup
    public void fill() {
        present = keys(0);
        absent = keys(size);
        map = map(present);
        others = map(absent);
    }

    private Object[] keys(int first) {
        List<Object> made = new ArrayList<>();
        for (int i = first; i < first + size; i++) {
            made.add(
                    switch (keys) {
                        case "atom" -> Atom.of("key" + i);
                        case "integer" -> (long) i;
                        default -> Bitstring.of("key" + i);
                    });
        }
        Collections.shuffle(made, new Random(1));
        return made.toArray();
    }

    private static ElixirMap map(Object[] keys) {
        ElixirMap made = ElixirMap.EMPTY;
        for (Object key : keys) {
            made = made.put(key, 0L);
        }
        return made;
    }

    private Object one(Object[] keys) {
        next = next + 1 == keys.length ? 0 : next + 1;
        return keys[next];
    }

    @Benchmark
    public Object get() {
        return map.getOrDefault(one(present), 1L);
    }

    @Benchmark
    public Object getMissing() {
        return map.getOrDefault(one(absent), 1L);
    }

    @Benchmark
    public Object putNew() {
        return map.put(one(absent), 1L);
    }

    @Benchmark
    public Object putAgain() {
        return map.put(one(present), 1L);
    }

    @Benchmark
    public Object remove() {
        return map.remove(one(present));
    }

    @Benchmark
    public long sumAll() {
        return map.fold(0L, (sum, _, value) -> sum + (long) value);
    }

    @Benchmark
    public Object merge() {
        return map.merge(others);
    }
}
