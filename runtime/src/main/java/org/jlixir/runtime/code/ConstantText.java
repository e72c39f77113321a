package org.jlixir.runtime.code;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;

/**
 * Constant terms as the strings of a class file: the external term format, a character a byte, shifted by one so that the zero
 * byte, which class files write in two, costs one.
 */
public final class ConstantText {
    /** Characters in one string of a class file: at most 65,535 bytes, of which a character may take two. */
    private static final int CHUNK = 30_000;

    private ConstantText() {}

    public static List<String> encode(List<Object> terms) {
        byte[] bytes = TermEncoder.encode(Tuple.ofArray(terms.toArray()), TermEncoder.Options.DEFAULT)
                .toBytes();
        char[] text = new char[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            text[i] = (char) ((bytes[i] & 0xFF) + 1);
        }
        List<String> chunks = new ArrayList<>();
        for (int i = 0; i < text.length; i += CHUNK) {
            chunks.add(new String(text, i, Math.min(CHUNK, text.length - i)));
        }
        return chunks;
    }

    /** The terms that {@link #encode} was given. */
    public static Object[] decode(String[] chunks) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String chunk : chunks) {
            for (int i = 0; i < chunk.length(); i++) {
                bytes.write(chunk.charAt(i) - 1);
            }
        }
        Tuple terms = (Tuple) TermDecoder.decode(
                        Bitstring.ofBytes(bytes.toByteArray()),
                        false,
                        (module, name, arity) -> new ExternalFun(module, name, arity))
                .term();
        return terms.toArray();
    }

    /** The terms that were handed to the class's loader as they are. */
    public static Object[] live(Class<?> owner) {
        return owner.getClassLoader() instanceof ModuleLoader loader ? loader.constants() : new Object[0];
    }
}
