package org.jlixir.compiler;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;

/** The compiler's view of the modules that a node's code server has. */
public final class NodeModules implements ModuleHost {
    /** The first bytes of a module as a binary. */
    static final int MAGIC = 0x4A4C5831;

    private static CodeServer code(Proc self) {
        return self.node().code();
    }

    @Override
    public boolean isLoaded(Proc self, Atom module) {
        return code(self).find(module) != null;
    }

    @Override
    public boolean exports(Proc self, Atom module, Atom function, int arity) {
        ModuleVersion version = code(self).find(module);
        return version != null && version.exports(function, arity);
    }

    @Override
    public Object call(Proc self, Atom module, Atom function, Object... arguments) {
        return code(self).call(self, module, function, arguments);
    }

    @Override
    public void load(Proc self, CompiledModule module) {
        code(self).load(module);
    }

    @Override
    public Object chunks(Proc self, Atom module) {
        ModuleVersion version = code(self).find(module);
        return version == null ? EmptyList.NIL : version.chunks();
    }

    @Override
    public void unload(Proc self, Atom module) {
        code(self).delete(module);
    }

    /** Name, main class, attributes and chunks as an external term, then each class with its name and length. */
    @Override
    public Bitstring encode(CompiledModule module) {
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
        return Bitstring.ofBytes(bytes.toByteArray());
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }
}
