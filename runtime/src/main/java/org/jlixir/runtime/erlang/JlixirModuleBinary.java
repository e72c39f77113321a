package org.jlixir.runtime.erlang;

import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleBinary;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/** The module {@code :jlixir_module_binary}: takes the binaries of modules apart, for {@code :beam_lib}. */
@ErlangModule("jlixir_module_binary")
public final class JlixirModuleBinary {
    private JlixirModuleBinary() {}

    /**
     * {@code {module, attributes, chunks, code}}, the latter the binary of the module with its code and nothing else; {@code :error} for
     * what is no module.
     */
    @Builtin("parts")
    public static Object parts(Object binary) {
        CompiledModule module = ModuleBinary.decode(Args.binary(binary).toBytes());
        if (module == null) {
            return Atom.ERROR;
        }
        Object code = with(module, EmptyList.NIL, EmptyList.NIL);
        return Tuple.of(module.name(), module.attributes(), module.chunks(), code);
    }

    /** The binary of the module in {@code binary} with other attributes and chunks. */
    @Builtin("with")
    public static Object with(Object binary, Object attributes, Object chunks) {
        CompiledModule module = ModuleBinary.decode(Args.binary(binary).toBytes());
        return module == null ? Atom.ERROR : with(module, attributes, chunks);
    }

    private static Bitstring with(CompiledModule module, Object attributes, Object chunks) {
        return Bitstring.ofBytes(ModuleBinary.encode(new CompiledModule(
                module.name(), module.mainClass(), module.classes(), attributes, chunks, module.constants())));
    }
}
