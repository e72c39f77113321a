package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/**
 * {@code :elixir_env}, which goes with {@link ElixirExpand}. A scope, opaque to its users, is {@code {:elixir_ex, variables}}: the
 * variables of the code expanded so far, as a {@code Macro.Env} holds them.
 */
@ErlangModule("elixir_env")
public final class ElixirEnv {
    private static final Atom SCOPE = Atom.of("elixir_ex");
    private static final Atom VERSIONED_VARS = Atom.of("versioned_vars");
    private static final Atom LINE = Atom.of("line");

    private ElixirEnv() {}

    @Builtin("env_to_ex")
    public static Object envToEx(Proc self, Object env) {
        Session session = Compiler.session(self);
        return scope(session.frame().recall(session, (ElixirMap) env));
    }

    @Builtin("reset_vars")
    public static Object resetVars(Proc self, Object env) {
        return ((ElixirMap) env).put(VERSIONED_VARS, ElixirMap.EMPTY);
    }

    /** The environment as a macro called there would see it, for {@code {line, scope, env}}. */
    @Builtin("to_caller")
    public static Object toCaller(Proc self, Object place) {
        if (place instanceof Tuple3 triple) {
            ElixirMap env = (ElixirMap) triple.e2;
            return env.put(LINE, triple.e0).put(VERSIONED_VARS, ((Tuple2) triple.e1).e1);
        }
        return place;
    }

    static Tuple2 scope(Env env) {
        return new Tuple2(SCOPE, env.toTerm().get(VERSIONED_VARS));
    }

    static Env withScope(Env env, Object scope) {
        return scope instanceof Tuple2 pair
                ? env.withVarsOf(Env.fromTerm(env.toTerm().put(VERSIONED_VARS, pair.e1)))
                : env;
    }
}
