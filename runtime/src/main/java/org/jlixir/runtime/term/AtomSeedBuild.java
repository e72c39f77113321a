package org.jlixir.runtime.term;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Makes the table of {@link AtomSeed} from the file of its names, one a line, when jlixir is built. */
public final class AtomSeedBuild {
    static final String RESOURCE = "org/jlixir/runtime/term/atoms.table";

    /** In a slot that no name is in. */
    private static final int FREE = -1;

    private AtomSeedBuild() {}

    /** @param arguments the file of names, and the folder of class files to which the table goes */
    public static void main(String[] arguments) throws IOException {
        Path table = Path.of(arguments[1], RESOURCE);
        Files.createDirectories(table.getParent());
        Files.write(table, table(Files.readAllLines(Path.of(arguments[0]), StandardCharsets.UTF_8)));
    }

    static byte[] table(List<String> names) {
        // At most half full.
        int[] slots = new int[Integer.highestOneBit(Math.max(names.size(), 1)) << 2];
        int[] starts = new int[names.size() + 1];
        Arrays.fill(slots, FREE);
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            starts[i + 1] = starts[i] + name.length;
            int slot = AtomSeed.slot(name, slots.length);
            while (slots[slot] != FREE) {
                slot = slot + 1 & slots.length - 1;
            }
            slots[slot] = i;
        }
        ByteBuffer table =
                ByteBuffer.allocate(Integer.BYTES * (2 + slots.length + starts.length) + starts[names.size()]);
        table.putInt(names.size()).putInt(slots.length);
        Arrays.stream(slots).forEach(table::putInt);
        Arrays.stream(starts).forEach(table::putInt);
        names.forEach(name -> table.put(name.getBytes(StandardCharsets.UTF_8)));
        return table.array();
    }
}
