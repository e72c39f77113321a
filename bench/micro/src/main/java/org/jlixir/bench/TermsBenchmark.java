package org.jlixir.bench;

import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermHash;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Boxed numbers, lists, order, equality and hashes of terms; each figure is for one term. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Thread)
public class TermsBenchmark {
    private static final int SIZE = 1_000;

    private final Object[] integers = new Object[SIZE];
    private final Object[] texts = new Object[SIZE];
    private final Object[] tuples = new Object[SIZE];
    private final Object[] sameTuples = new Object[SIZE];
    private Object list = EmptyList.NIL;

    @Setup
    public void fill() {
        Random random = new Random(1);
        for (int i = 0; i < SIZE; i++) {
            long number = random.nextInt(1_000_000);
            integers[i] = number;
            texts[i] = Bitstring.of("text number " + number);
            tuples[i] = Tuple.of(number, texts[i], Cons.of(number, EmptyList.NIL));
            sameTuples[i] = Tuple.of(number, Bitstring.of("text number " + number), Cons.of(number, EmptyList.NIL));
            list = Cons.of(number, list);
        }
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public Object addIntegers() {
        Object sum = 0L;
        for (Object integer : integers) {
            sum = Arithmetic.add(sum, integer);
        }
        return sum;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public Object buildList() {
        Object built = EmptyList.NIL;
        for (Object integer : integers) {
            built = Cons.of(integer, built);
        }
        return built;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public void walkList(Blackhole hole) {
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            hole.consume(cell.head());
        }
    }

    @Benchmark
    @OperationsPerInvocation(SIZE - 1)
    public int compareIntegers() {
        return compare(integers);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE - 1)
    public int compareTexts() {
        return compare(texts);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE - 1)
    public int compareTuples() {
        return compare(tuples);
    }

    private static int compare(Object[] terms) {
        int less = 0;
        for (int i = 1; i < terms.length; i++) {
            less += TermOrder.compare(terms[i - 1], terms[i]) < 0 ? 1 : 0;
        }
        return less;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int equalTuples() {
        int equal = 0;
        for (int i = 0; i < SIZE; i++) {
            equal += TermOrder.exactlyEqual(tuples[i], sameTuples[i]) ? 1 : 0;
        }
        return equal;
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int hashTexts() {
        return hash(texts);
    }

    @Benchmark
    @OperationsPerInvocation(SIZE)
    public int hashTuples() {
        return hash(tuples);
    }

    private static int hash(Object[] terms) {
        int hash = 0;
        for (Object term : terms) {
            hash ^= TermHash.hash(term);
        }
        return hash;
    }
}
