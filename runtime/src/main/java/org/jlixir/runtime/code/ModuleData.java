package org.jlixir.runtime.code;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/**
 * What a module has besides functions. A module on the class path has it in a resource of its own, which is read when it is first
 * asked for: a program that runs needs none of it.
 *
 * @param attributes the persisted attributes, a keyword list
 * @param chunks docs, specs and so on by chunk name, a keyword list
 */
public record ModuleData(Object attributes, Object chunks) {
    /** What a module of built-ins has. */
    static final ModuleData NONE = new ModuleData(EmptyList.NIL, EmptyList.NIL);

    /** The name of the resource of the module whose class is {@code className} (with slashes). */
    public static String resource(String className) {
        return className + ".chunks";
    }

    /** The content of the resource. */
    public byte[] encode() {
        return TermEncoder.encode(Tuple.of(attributes, chunks), TermEncoder.Options.DEFAULT)
                .toBytes();
    }

    /** Reads the resource; a module without one has nothing. */
    static ModuleData read(String className, ClassLoader loader) {
        try (InputStream in = loader.getResourceAsStream(resource(className))) {
            if (in == null) {
                return NONE;
            }
            Tuple pair = (Tuple) TermDecoder.decode(Bitstring.ofBytes(in.readAllBytes()), false, ExternalFun::new)
                    .term();
            return new ModuleData(pair.get(0), pair.get(1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
