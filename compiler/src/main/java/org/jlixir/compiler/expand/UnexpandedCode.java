package org.jlixir.compiler.expand;

import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.LexicalTracker.Mode;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** Code that is never expanded uses the aliases and imports that it names all the same. */
public final class UnexpandedCode {
    private UnexpandedCode() {}

    public static void use(Session session, Env env, Object form) {
        switch (form) {
            case Cons cell -> {
                use(session, env, cell.head);
                use(session, env, cell.tail());
            }
            case Tuple2 pair -> {
                use(session, env, pair.e0);
                use(session, env, pair.e1);
            }
            case Tuple3 node when node.e0 == Words.ALIASES -> ExpandAlias.module(session, env, node);
            case Tuple3 node -> {
                if (node.e0 instanceof Atom name && Form.length(node.e2) >= 0) {
                    useImport(env, name, Form.length(node.e2));
                }
                use(session, env, node.e0);
                use(session, env, node.e2);
            }
            default -> {}
        }
    }

    private static void useImport(Env env, Atom name, int arity) {
        if (env.lexical == null) {
            return;
        }
        for (Imports imports : new Imports[] {env.functions, env.macros}) {
            for (Imports.Import entry : imports.named(name)) {
                if (entry.arity() == arity) {
                    env.lexical.useImport(entry.module(), new Tuple2(name, (long) arity), Mode.RUNTIME);
                }
            }
        }
    }
}
