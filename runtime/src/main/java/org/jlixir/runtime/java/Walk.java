package org.jlixir.runtime.java;

import java.lang.reflect.Array;
import java.util.Collection;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Walks through what has elements: iterables, maps, arrays, streams, iterators and enumerations. */
public final class Walk implements Iterator<Object> {
    private final Iterator<?> elements;
    private final @Nullable BaseStream<?, ?> stream;

    private Walk(Iterator<?> elements, @Nullable BaseStream<?, ?> stream) {
        this.elements = elements;
        this.stream = stream;
    }

    /** @return null for an object that has no elements */
    public static @Nullable Walk of(Object object) {
        return switch (object) {
            case Iterable<?> iterable -> new Walk(iterable.iterator(), null);
            case Map<?, ?> map -> new Walk(map.entrySet().iterator(), null);
            case BaseStream<?, ?> stream -> new Walk(stream.iterator(), stream);
            case Iterator<?> iterator -> new Walk(iterator, null);
            case Enumeration<?> enumeration -> new Walk(enumeration.asIterator(), null);
            default -> object.getClass().isArray() ? new Walk(new OfArray(object), null) : null;
        };
    }

    /** The number of elements; -1 when it is not known without a walk. */
    public static int size(Object object) {
        return switch (object) {
            case Collection<?> collection -> collection.size();
            case Map<?, ?> map -> map.size();
            default -> object.getClass().isArray() ? Array.getLength(object) : -1;
        };
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    /** The next element as a term. */
    @Override
    public Object next() {
        return ToElixir.element(elements.next());
    }

    /** Ends the walk: a stream is closed. */
    public void close() {
        if (stream != null) {
            stream.close();
        }
    }

    private static final class OfArray implements Iterator<Object> {
        private final Object array;
        private int next;

        OfArray(Object array) {
            this.array = array;
        }

        @Override
        public boolean hasNext() {
            return next < Array.getLength(array);
        }

        @Override
        public Object next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return ToElixir.convert(Array.get(array, next++));
        }
    }
}
