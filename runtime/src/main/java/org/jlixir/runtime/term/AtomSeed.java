package org.jlixir.runtime.term;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The names of the atoms that exist before a program starts, in the order of the reference's atom table.
 *
 * <p>A small map lists its atom keys in that order, so programs that print maps depend on it. The names stand in the
 * resource {@code atoms.txt}, one a line. They stay in its bytes, with a hash table of line numbers beside them: a program
 * uses few of them, and to make thousands of atoms is felt at start. Immutable.
 */
final class AtomSeed {
    private static final int FREE = -1;

    private final byte[] text;
    /** Where each line starts, and behind the last one, where another would. */
    private final int[] starts;

    private final int[] hashes;
    /** Line numbers by hash, in the next free place; a power of two long, at most half full. */
    private final int[] slots;

    private final int size;

    private AtomSeed(byte[] text) {
        this.text = text;
        int lines = 0;
        for (byte b : text) {
            lines += b == '\n' ? 1 : 0;
        }
        this.size = lines;
        this.starts = new int[lines + 1];
        this.hashes = new int[lines];
        this.slots = new int[Integer.highestOneBit(Math.max(lines, 1)) << 2];
        Arrays.fill(slots, FREE);
        readLines();
    }

    static AtomSeed read() {
        try (InputStream in = AtomSeed.class.getResourceAsStream("atoms.txt")) {
            if (in == null) {
                throw new IllegalStateException("the resource atoms.txt is missing");
            }
            return new AtomSeed(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readLines() {
        int line = 0;
        int hash = 0;
        for (int i = 0; i < text.length; i++) {
            byte b = text[i];
            if (b != '\n') {
                hash = 31 * hash + b;
                continue;
            }
            starts[line + 1] = i + 1;
            hashes[line] = hash;
            slots[freeSlot(hash)] = line;
            line++;
            hash = 0;
        }
    }

    private int freeSlot(int hash) {
        int slot = slotOf(hash);
        while (slots[slot] != FREE) {
            slot = slot + 1 & slots.length - 1;
        }
        return slot;
    }

    private int slotOf(int hash) {
        return (hash ^ hash >>> 15) & slots.length - 1;
    }

    /** The hash of the UTF-8 bytes, which for ASCII is that of the string itself. */
    private static int hash(String name) {
        int hash = 0;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = 31 * hash + b;
        }
        return hash;
    }

    /** How many names there are. */
    int size() {
        return size;
    }

    /** The place of the name in the table, or -1. */
    int indexOf(String name) {
        int hash = hash(name);
        for (int slot = slotOf(hash); slots[slot] != FREE; slot = slot + 1 & slots.length - 1) {
            int line = slots[slot];
            if (hashes[line] == hash && name(line).equals(name)) {
                return line;
            }
        }
        return -1;
    }

    private String name(int line) {
        return new String(text, starts[line], starts[line + 1] - 1 - starts[line], StandardCharsets.UTF_8);
    }
}
