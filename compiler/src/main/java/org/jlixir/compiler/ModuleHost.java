package org.jlixir.compiler;

import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/** The loaded modules of a node, as the compiler needs them. */
public interface ModuleHost {
    /** True when {@code module} is loaded, or could be loaded from where compiled modules are kept. Compiles nothing. */
    boolean isLoaded(Proc self, Atom module);

    /** True when {@code module} is loaded and exports the function. */
    boolean exports(Proc self, Atom module, Atom function, int arity);

    /** Calls an exported function; what it raises comes through. */
    Object call(Proc self, Atom module, Atom function, Object... arguments);

    /** Makes {@code module} the current version of its name. */
    void load(Proc self, CompiledModule module);

    /** The chunks of a loaded module, a keyword list; empty for what is not loaded. */
    Object chunks(Proc self, Atom module);

    /**
     * The chunks of a module that stands in a file, or is one of those that jlixir comes with; null for others.
     *
     * @param module its name, the name of the file, or its binary
     */
    @Nullable
    Object storedChunks(Proc self, Object module);

    /** A module that stands in a file, null for others and for those that jlixir comes with. */
    @Nullable
    CompiledModule stored(Proc self, Atom module);

    /** The chunks of a loaded module that jlixir does not come with, empty for others. */
    Object ownChunks(Proc self, Atom module);

    /** The module as the binary that {@code :code.load_binary/3} takes. */
    Bitstring encode(CompiledModule module);

    /** Forgets a module that was loaded for the compiler's own use, or for nothing. */
    void unload(Proc self, Atom module);
}
