package org.jlixir.runtime.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The atoms that exist before a program starts, in the order of the reference's atom table.
 *
 * <p>A small map lists its atom keys in that order, so programs that print maps depend on it. The names stand in the
 * resource {@code atoms.txt}, one a line.
 */
final class AtomSeed {
    private AtomSeed() {}

    static List<String> names() {
        try (InputStream in = AtomSeed.class.getResourceAsStream("atoms.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource atoms.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
