package org.jlixir.compiler.erlang;

import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Expander;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Tuple;

/** {@code :elixir_expand}, by which tools expand code all the way down. See {@link ElixirEnv} for the scope. */
@ErlangModule("elixir_expand")
public final class ElixirExpand {
    private ElixirExpand() {}

    /**
     * @param scope from {@code :elixir_env.env_to_ex/1} or from the expansion of what precedes
     * @return {@code {expanded, scope, env}}
     */
    @Builtin("expand")
    public static Object expand(Proc self, Object form, Object scope, Object env) {
        Session session = Compiler.session(self);
        Env here = ElixirEnv.withScope(session.frame().recall(session, (ElixirMap) env), scope);
        Expander.Expansion expansion = Expander.expand(session, form, here, here.nextVersion(), false);
        return Tuple.of(
                expansion.term(),
                ElixirEnv.scope(expansion.env()),
                expansion.env().toTerm());
    }
}
