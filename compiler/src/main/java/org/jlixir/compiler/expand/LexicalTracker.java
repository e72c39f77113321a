package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * Which aliases and imports of a file are used: at its end the others are warned of. One a file or evaluation; confined to
 * the compiling process.
 */
public final class LexicalTracker {
    private final Map<Atom, Directive> aliases = new LinkedHashMap<>();
    private final Map<Atom, ImportDirective> imports = new LinkedHashMap<>();
    private final List<Directive> unusedAliases = new ArrayList<>();

    /** An {@code alias} that is to be used. */
    record Directive(Atom name, Object meta, boolean[] used) {}

    /** An {@code import}: as a whole, and name by name when {@code only:} listed them. */
    record ImportDirective(
            Atom module, Object meta, @Nullable Map<Tuple2, Boolean> only, boolean[] used) {}

    void addAlias(Atom name, Object meta, boolean warn) {
        Directive earlier = aliases.remove(name);
        if (earlier != null && !earlier.used[0]) {
            unusedAliases.add(earlier);
        }
        if (warn) {
            aliases.put(name, new Directive(name, meta, new boolean[1]));
        }
    }

    void useAlias(Atom name) {
        Directive directive = aliases.get(name);
        if (directive != null) {
            directive.used[0] = true;
        }
    }

    void addImport(Atom module, @Nullable Object only, Object meta, boolean warn) {
        imports.remove(module);
        if (warn) {
            Map<Tuple2, Boolean> names = null;
            if (only != null) {
                names = new LinkedHashMap<>();
                for (Object rest = only; rest instanceof Cons cell; rest = cell.tail()) {
                    names.put((Tuple2) cell.head, false);
                }
            }
            imports.put(module, new ImportDirective(module, meta, names, new boolean[1]));
        }
    }

    void useImport(Atom module, Atom name, int arity) {
        ImportDirective directive = imports.get(module);
        if (directive != null) {
            directive.used[0] = true;
            if (directive.only != null) {
                directive.only.computeIfPresent(new Tuple2(name, (long) arity), (_, _) -> true);
            }
        }
    }

    /** A directive that nothing has used, in words. */
    public record Unused(Object meta, String text) {}

    public List<Unused> unused() {
        List<Unused> out = new ArrayList<>();
        for (Directive directive : unusedAliases) {
            out.add(new Unused(directive.meta, "unused alias " + Names.inspect(directive.name)));
        }
        for (Directive directive : aliases.values()) {
            if (!directive.used[0]) {
                out.add(new Unused(directive.meta, "unused alias " + Names.inspect(directive.name)));
            }
        }
        imports.values().forEach(directive -> unusedImport(directive, out));
        return out;
    }

    private static void unusedImport(ImportDirective directive, List<Unused> out) {
        String module = Names.inspect(directive.module);
        if (!directive.used[0]) {
            out.add(new Unused(directive.meta, "unused import " + module));
        } else if (directive.only != null) {
            directive.only.forEach((name, used) -> {
                if (!used) {
                    out.add(new Unused(
                            directive.meta,
                            "unused import " + module + "." + Names.function((Atom) name.e0) + "/" + name.e1));
                }
            });
        }
    }
}
