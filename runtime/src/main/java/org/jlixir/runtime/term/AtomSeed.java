package org.jlixir.runtime.term;

import java.nio.charset.StandardCharsets;
import org.jlixir.runtime.resource.ProgramJar;

/**
 * The names of the atoms that exist before a program starts, in the order of the reference's atom table.
 *
 * <p>A small map lists its atom keys in that order, so programs that print maps depend on it. The names stand in a hash table that the
 * build has made ({@link AtomSeedBuild}) and that is used as it is read: a program needs few of them, and to make thousands of atoms, or
 * the table itself, is felt at start. Immutable.
 */
final class AtomSeed {
    /** Integers of 4 bytes: the count of names, the count of slots, the slots, where each name starts; then the names. */
    private final byte[] table;

    private final int size;
    private final int slots;
    private final int starts;
    private final int names;

    private AtomSeed(byte[] table) {
        this.table = table;
        size = integer(0);
        slots = integer(1);
        starts = 2 + slots;
        names = Integer.BYTES * (starts + size + 1);
    }

    static AtomSeed read() {
        return new AtomSeed(ProgramJar.read(AtomSeedBuild.RESOURCE));
    }

    private int integer(int index) {
        int at = index * Integer.BYTES;
        return table[at] << 24 | (table[at + 1] & 0xFF) << 16 | (table[at + 2] & 0xFF) << 8 | table[at + 3] & 0xFF;
    }

    /** The slot to begin with, of a power of two of them. */
    static int slot(byte[] name, int slots) {
        int hash = 0;
        for (byte b : name) {
            hash = 31 * hash + b;
        }
        return (hash ^ hash >>> 15) & slots - 1;
    }

    /** How many names there are. */
    int size() {
        return size;
    }

    /** The place of the name in the table, or -1. */
    int indexOf(String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        int slot = slot(bytes, slots);
        while (true) {
            int index = integer(2 + slot);
            if (index < 0 || isAt(index, bytes)) {
                return index;
            }
            slot = slot + 1 & slots - 1;
        }
    }

    private boolean isAt(int index, byte[] name) {
        int start = integer(starts + index);
        if (integer(starts + index + 1) - start != name.length) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            if (table[names + start + i] != name[i]) {
                return false;
            }
        }
        return true;
    }
}
