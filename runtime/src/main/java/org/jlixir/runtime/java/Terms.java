package org.jlixir.runtime.java;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.MapBuilder;
import org.jspecify.annotations.Nullable;

/** Values that Java code passes to Elixir and gets back, where no types say what is meant. */
public final class Terms {
    private Terms() {}

    /** A Java value as a term: as the result of a Java method, but collections and arrays are lists, maps are maps, down to the last. */
    public static Object ofJava(@Nullable Object value) {
        Object term = ToElixir.convert(value);
        if (term != value) {
            return term;
        }
        return switch (value) {
            case Collection<?> elements -> list(elements);
            case Map<?, ?> map -> {
                MapBuilder built = ElixirMap.builder();
                map.forEach((key, one) -> built.put(ofJava(key), ofJava(one)));
                yield built.build();
            }
            case Object[] elements -> list(Arrays.asList(elements));
            case null -> term;
            default -> value.getClass().isArray() ? ofArray(value) : value;
        };
    }

    private static Object ofArray(Object array) {
        ListBuilder list = new ListBuilder();
        for (int i = 0; i < Array.getLength(array); i++) {
            list.add(ToElixir.convert(Array.get(array, i)));
        }
        return list.finish();
    }

    /** A list of the elements, each as a term. */
    public static Object list(Collection<? extends @Nullable Object> elements) {
        ListBuilder list = new ListBuilder();
        elements.forEach(element -> list.add(ofJava(element)));
        return list.finish();
    }

    /** A term as Java code wants it: texts, numbers, {@code List} and {@code Map}; what Java has nothing for is passed as it is. */
    public static @Nullable Object toJava(Object term) {
        return ToJava.object(term);
    }
}
