package org.jlixir.compiler.expand;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** The local calls, imports and remote calls of the code of one definition, for the checks at the end of its module. */
public final class LocalCalls {
    /** A call or capture of a function of the module, by name and arity. */
    public record Local(Atom name, int arity, Object meta, Env env, boolean macro) {}

    /** A call of a function in another module. */
    public record Remote(Atom module, Atom name, int arity, Object meta, Env env) {}

    /** A use of an import that a definition of the same name would conflict with. */
    public record Imported(Atom module, Atom name, int arity, Object meta, Env env) {}

    private final List<Local> locals = new ArrayList<>();
    private final List<Remote> remotes = new ArrayList<>();
    private final List<Imported> imported = new ArrayList<>();

    /** Where calls in {@code env} are noted: null outside of modules. */
    static @Nullable LocalCalls of(Session session, Env env) {
        OpenModule module = env.inModule() ? session.openModule(env.module) : null;
        return module == null ? null : module.callsOf(env.function instanceof Tuple2 f ? f : null);
    }

    public List<Local> locals() {
        return locals;
    }

    public List<Remote> remotes() {
        return remotes;
    }

    public List<Imported> imported() {
        return imported;
    }

    void local(Atom name, int arity, Object meta, Env env) {
        locals.add(new Local(name, arity, meta, env, false));
    }

    void macro(Atom name, int arity, Object meta, Env env) {
        locals.add(new Local(name, arity, meta, env, true));
    }

    void remote(Atom module, Atom name, int arity, Object meta, Env env) {
        remotes.add(new Remote(module, name, arity, meta, env));
    }

    void imported(Atom module, Atom name, int arity, Object meta, Env env) {
        imported.add(new Imported(module, name, arity, meta, env));
    }
}
