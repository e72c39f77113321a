package org.jlixir.compiler;

import java.io.IOException;
import java.nio.file.Files;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.code.ModuleBinary;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jspecify.annotations.Nullable;

/** The compiler's view of the modules that a node's code server has. */
public final class NodeModules implements ModuleHost {
    private static final Atom DESTINATION = Atom.of("elixir_compiler_dest");

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
        code(self).load(self, module, destination(self, module.name()));
    }

    /** The file that the module is going to be in, where {@code Kernel.ParallelCompiler} knows it; else null. */
    private static @Nullable String destination(Proc self, Atom module) {
        if (!(self.dictionary().get(DESTINATION) instanceof Bitstring folder)) {
            return null;
        }
        try {
            return WorkingDirectory.of(self.node())
                    .resolve(folder)
                    .resolve(module.name() + ".beam")
                    .toString();
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public Object chunks(Proc self, Atom module) {
        ModuleVersion version = code(self).find(module);
        return version == null ? EmptyList.NIL : version.chunks();
    }

    @Override
    public @Nullable Object storedChunks(Proc self, Object module) {
        if (module instanceof Atom name) {
            ModuleVersion version = code(self).find(name);
            if (version != null && version.file() != null) {
                return version.chunks();
            }
            CompiledModule stored = code(self).path().compiled(name);
            return stored == null ? null : stored.chunks();
        }
        try {
            CompiledModule compiled = ModuleBinary.decode(bytes(self, (Bitstring) module));
            return compiled == null ? null : compiled.chunks();
        } catch (IOException _) {
            return null;
        }
    }

    @Override
    public @Nullable CompiledModule stored(Proc self, Atom module) {
        return code(self).path().compiled(module);
    }

    @Override
    public Object ownChunks(Proc self, Atom module) {
        ModuleVersion version = code(self).find(module);
        return version == null || CodeServer.CLASS_PATH.equals(version.file()) ? EmptyList.NIL : version.chunks();
    }

    private static byte[] bytes(Proc self, Bitstring binaryOrFile) throws IOException {
        byte[] bytes = binaryOrFile.toBytes();
        return ModuleBinary.isOne(bytes)
                ? bytes
                : Files.readAllBytes(WorkingDirectory.of(self.node()).resolve(binaryOrFile));
    }

    @Override
    public void unload(Proc self, Atom module) {
        code(self).forget(module);
    }

    @Override
    public Bitstring encode(CompiledModule module) {
        return Bitstring.ofBytes(ModuleBinary.encode(module));
    }
}
