package org.jlixir.runtime.code;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A module as one piece of bytes, which a file holds or {@code :code.load_binary/3} takes: name, main class, attributes and chunks as
 * an external term, then each class with its name and length.
 */
public final class ModuleBinary {
    private static final int MAGIC = 0x4A4C5831;

    private ModuleBinary() {}

    public static byte[] encode(CompiledModule module) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(MAGIC);
            Tuple header =
                    Tuple.of(module.name(), Bitstring.of(module.mainClass()), module.attributes(), module.chunks());
            write(out, TermEncoder.encode(header, TermEncoder.Options.DEFAULT).toBytes());
            out.writeInt(module.classes().size());
            for (Map.Entry<String, byte[]> entry : module.classes().entrySet()) {
                out.writeUTF(entry.getKey());
                write(out, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    /** True when the bytes begin as a module does. */
    public static boolean isOne(byte[] bytes) {
        return bytes.length > Integer.BYTES && ByteBuffer.wrap(bytes).getInt() == MAGIC;
    }

    /** The module in the bytes, null when they hold none. Terms that no file can hold are not there any more. */
    public static @Nullable CompiledModule decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            if (in.readInt() != MAGIC) {
                return null;
            }
            Tuple header = (Tuple) TermDecoder.decode(Bitstring.ofBytes(read(in)), false, ExternalFun::new)
                    .term();
            Map<String, byte[]> classes = new LinkedHashMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String name = in.readUTF();
                classes.put(name, read(in));
            }
            return new CompiledModule(
                    (Atom) header.get(0),
                    ((Bitstring) header.get(1)).utf8(),
                    classes,
                    header.get(2),
                    header.get(3),
                    new Object[0]);
        } catch (IOException | ElixirException _) {
            return null;
        }
    }

    private static byte[] read(DataInputStream in) throws IOException {
        byte[] bytes = new byte[Math.min(in.readInt(), in.available())];
        in.readFully(bytes);
        return bytes;
    }
}
