package org.jlixir.runtime.code;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** {@code module_info/0} and {@code module_info/1} of a module of built-ins, which has exports and nothing else. */
final class BuiltinModuleInfo extends Fun {
    private static final Atom NAME = Atom.of("module_info");
    private static final Atom EXPORTS = Atom.of("exports");
    private static final Atom FUNCTIONS = Atom.of("functions");
    private static final Atom ATTRIBUTES = Atom.of("attributes");
    private static final Atom COMPILE = Atom.of("compile");
    private static final Atom MODULE = Atom.of("module");

    private final ModuleVersion version;

    private BuiltinModuleInfo(ModuleVersion version, int arity) {
        super(arity);
        this.version = version;
    }

    /** Gives the module both functions. */
    static void addTo(ModuleVersion version) {
        version.export(new BuiltinModuleInfo(version, 0));
        version.export(new BuiltinModuleInfo(version, 1));
    }

    @Override
    public Atom module() {
        return version.name();
    }

    @Override
    public Atom name() {
        return NAME;
    }

    @Override
    public boolean isExternal() {
        return true;
    }

    @Override
    public Object call0(Proc self) {
        if (arity() != 0) {
            throw self.badArity(this);
        }
        return TermList.of(
                Tuple.of(MODULE, version.name()),
                Tuple.of(EXPORTS, CodeServer.exportList(version)),
                Tuple.of(ATTRIBUTES, EmptyList.NIL),
                Tuple.of(COMPILE, EmptyList.NIL));
    }

    @Override
    public Object call1(Proc self, Object key) {
        if (arity() != 1) {
            throw self.badArity(this, key);
        }
        if (key == EXPORTS || key == FUNCTIONS) {
            return CodeServer.exportList(version);
        }
        if (key == ATTRIBUTES || key == COMPILE) {
            return EmptyList.NIL;
        }
        if (key == MODULE) {
            return version.name();
        }
        throw ElixirException.badArgument();
    }
}
