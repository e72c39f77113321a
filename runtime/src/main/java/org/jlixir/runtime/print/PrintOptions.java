package org.jlixir.runtime.print;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How terms are written.
 *
 * @param unicode characters beyond Latin-1 stand for themselves ({@code ~t})
 * @param strings lists and binaries of printable characters are shown as text (not for {@code ~l})
 * @param keyOrder the order of the keys of maps; null for the one they have
 */
public record PrintOptions(
        boolean unicode, boolean strings, @Nullable Comparator<Object> keyOrder) {
    /** Latin-1, with strings. */
    public static final PrintOptions DEFAULT = new PrintOptions(false, true, null);

    /** No limit of depth. */
    public static final int UNLIMITED = -1;
}
