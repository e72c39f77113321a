package org.jlixir.repl.image;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** What {@link WithoutBootstrapsTest} rewrites: lambdas, switches and records of all shapes. {@link #get} tells what they do. */
public final class LambdasAndSwitches implements Supplier<List<Object>> {
    sealed interface Shape {}

    record Square(int side) implements Shape {}

    record Circle(double radius) implements Shape {}

    record Text(String text) implements Shape {}

    record Empty() {}

    record Everything(
            boolean truth, byte b, short s, char c, int i, long l, float f, double d, String text, int[] array) {
        static final Everything FIRST = with(7, 0.5, "text");

        static Everything with(long l, double d, String text) {
            return new Everything(true, (byte) 1, (short) 2, 'c', 4, l, 1.5f, d, text, null);
        }
    }

    interface Greeter {
        String greet(String name);

        default Greeter twice() {
            return name -> greet(greet(name));
        }
    }

    private final List<Object> results = new ArrayList<>();
    private final String prefix = "p";

    @Override
    public List<Object> get() {
        captures(7, 3L, 2.5, true);
        methodReferences();
        conversions();
        switches();
        nested();
        records();
        return results;
    }

    private void captures(int i, long l, double d, boolean b) {
        Supplier<String> all = () -> prefix + i + l + d + b;
        results.add(all.get());
        Supplier<Object> none = () -> "none";
        results.add(none.get());
        Supplier<Supplier<Object>> same = () -> () -> 1;
        Supplier<Object> first = same.get();
        results.add(first == same.get());
    }

    private String decorate(Object value) {
        return "<" + value + ">";
    }

    private static int add(int a, int b) {
        return a + b;
    }

    private void methodReferences() {
        Function<Object, String> own = this::decorate;
        results.add(own.apply(1));
        IntBinaryOperator add = LambdasAndSwitches::add;
        results.add(add.applyAsInt(2, 3));
        BiFunction<String, Integer, Character> unbound = String::charAt;
        results.add(unbound.apply("abc", 1));
        Supplier<List<Object>> constructor = ArrayList::new;
        results.add(constructor.get());
        IntFunction<int[]> array = int[]::new;
        results.add(array.apply(4).length);
        Function<Integer, Shape> record = Square::new;
        results.add(record.apply(5));
        Runnable dropped = results::removeLast;
        dropped.run();
        Callable<Integer> interfaceMethod = results::size;
        results.add(call(interfaceMethod));
        Greeter greeter = name -> "hello " + name;
        results.add(greeter.twice().greet("you"));
    }

    private static Object call(Callable<Integer> callable) {
        try {
            return callable.call();
        } catch (Exception failure) {
            return failure;
        }
    }

    private void conversions() {
        ToLongFunction<Integer> widened = Integer::intValue;
        results.add(widened.applyAsLong(9));
        ToDoubleFunction<String> parsed = Integer::parseInt;
        results.add(parsed.applyAsDouble("12"));
        BiFunction<Integer, Integer, Integer> boxed = LambdasAndSwitches::add;
        results.add(boxed.apply(4, 5));
        Function<Long, Object> unboxed = (Long value) -> value + 1L;
        results.add(unboxed.apply(1L));
    }

    private static String name(Shape shape) {
        return switch (shape) {
            case null -> "nothing";
            case Square square when square.side() > 10 -> "large";
            case Square _ -> "square";
            case Circle(double radius) when radius > 1 -> "large circle";
            case Circle _ -> "circle";
            case Text(String text) -> text;
        };
    }

    private static int kind(Object value) {
        return switch (value) {
            case Integer _ -> 0;
            case String text when text.isEmpty() -> 1;
            case String _ -> 2;
            case int[] _ -> 3;
            case List<?> _ -> 4;
            case Long _, Double _ -> 5;
            default -> 6;
        };
    }

    private void switches() {
        for (Shape shape :
                new Shape[] {null, new Square(11), new Square(1), new Circle(2), new Circle(1), new Text("text")}) {
            results.add(name(shape));
        }
        for (Object value : new Object[] {1, "", "a", new int[0], List.of(), 1L, 1.0, 'c'}) {
            results.add(kind(value));
        }
    }

    private void records() {
        Everything first = Everything.FIRST;
        for (Object other : new Object[] {
            first,
            Everything.with(7, 0.5, "text"),
            Everything.with(8, 0.5, "text"),
            Everything.with(7, 0.25, "text"),
            Everything.with(7, 0.5, null),
            new Everything(false, (byte) 1, (short) 2, 'c', 4, 7, 1.5f, 0.5, "text", null),
            new Everything(true, (byte) 1, (short) 2, 'c', 4, 7, 1.5f, 0.5, "text", new int[0]),
            new Square(1),
            null
        }) {
            results.add(first.equals(other));
            results.add(other != null && first.hashCode() == other.hashCode());
        }
        results.add(Everything.with(1, 0.0, "").equals(Everything.with(1, -0.0, "")));
        results.add(Everything.with(1, Double.NaN, "").equals(Everything.with(1, Double.NaN, "")));
        List<Object> some = List.of(new Empty(), new Circle(2), new Circle(1), new Text("a"), new Square(2));
        List<Object> same = List.of(new Empty(), new Circle(2), new Circle(1), new Text("a"), new Square(2));
        for (Object one : some) {
            for (Object other : same) {
                results.add(one.equals(other));
                results.add(one.hashCode() == other.hashCode());
            }
        }
    }

    private void nested() {
        class Local {
            Supplier<String> later(String text) {
                return () -> prefix + text;
            }
        }
        results.add(new Local().later("local").get());
    }
}
