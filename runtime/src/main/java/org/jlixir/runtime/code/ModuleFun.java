package org.jlixir.runtime.code;

import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;

/**
 * A function of a module as a value. A generated subclass for each module calls the static method that {@link #index} names.
 */
public abstract class ModuleFun extends Fun {
    private final Atom module;
    private final Atom name;
    protected final int index;

    protected ModuleFun(Atom module, Atom name, int arity, int index) {
        super(arity);
        this.module = module;
        this.name = name;
        this.index = index;
    }

    /** Another function of the same module. */
    protected abstract ModuleFun create(Atom module, Atom name, int arity, int index);

    /**
     * All functions of a module.
     *
     * @param table one line a function, {@code arity name}, exported ones first
     */
    public static ModuleFun[] table(ModuleFun prototype, String module, String table) {
        String[] lines = table.isEmpty() ? new String[0] : table.split("\n", -1);
        ModuleFun[] functions = new ModuleFun[lines.length];
        Atom of = Atom.of(module);
        for (int i = 0; i < lines.length; i++) {
            int space = lines[i].indexOf(' ');
            Atom name = Atom.of(lines[i].substring(space + 1));
            functions[i] = prototype.create(of, name, Integer.parseInt(lines[i].substring(0, space)), i);
        }
        return functions;
    }

    @Override
    public final Atom module() {
        return module;
    }

    @Override
    public final Atom name() {
        return name;
    }

    @Override
    public final int index() {
        return index;
    }
}
