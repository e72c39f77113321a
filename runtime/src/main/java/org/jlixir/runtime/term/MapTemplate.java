package org.jlixir.runtime.term;

import org.jspecify.annotations.Nullable;

/** What a map literal with known keys needs to become a map: where each of its values goes. Immutable. */
public final class MapTemplate {
    private final Shape shape;

    /** At the index of each value of the literal, where it stands in the map; null when the two orders are the same. */
    private final int @Nullable [] places;

    private MapTemplate(Shape shape, int @Nullable [] places) {
        this.shape = shape;
        this.places = places;
    }

    /** @param keys a tuple of the keys, at most {@link ElixirMap#MAX_SMALL}, all different, as they stand in the literal */
    public static MapTemplate of(Object keys) {
        Object[] listed = ((Tuple) keys).toArray();
        Shape shape = Shape.of(listed);
        int[] places = new int[listed.length];
        boolean moved = false;
        for (int i = 0; i < places.length; i++) {
            places[i] = shape.indexOf(listed[i]);
            moved |= places[i] != i;
        }
        return new MapTemplate(shape, moved ? places : null);
    }

    /** The map with these values, in the order of the literal's keys. The array is given away. */
    public ElixirMap map(Object[] values) {
        if (places == null) {
            return ElixirMap.of(shape, values);
        }
        Object[] sorted = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            sorted[places[i]] = values[i];
        }
        return ElixirMap.of(shape, sorted);
    }
}
