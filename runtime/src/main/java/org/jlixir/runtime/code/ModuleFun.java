package org.jlixir.runtime.code;

import java.util.ArrayList;
import java.util.List;
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
     * @param table {@code arity length:name} of each function, exported ones first; a name may hold any character
     */
    public static ModuleFun[] table(ModuleFun prototype, String module, String table) {
        List<ModuleFun> functions = new ArrayList<>();
        Atom of = Atom.of(module);
        for (int at = 0; at < table.length(); ) {
            int space = table.indexOf(' ', at);
            int colon = table.indexOf(':', space);
            int end = colon + 1 + Integer.parseInt(table, space + 1, colon, 10);
            Atom name = Atom.of(table.substring(colon + 1, end));
            functions.add(prototype.create(of, name, Integer.parseInt(table, at, space, 10), functions.size()));
            at = end;
        }
        return functions.toArray(ModuleFun[]::new);
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
