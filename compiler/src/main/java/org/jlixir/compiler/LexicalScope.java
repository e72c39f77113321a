package org.jlixir.compiler;

import java.util.function.Function;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.LexicalTracker;
import org.jlixir.compiler.expand.Tracing;

/** A file, or a module defined outside of one, with a lexical tracker of its own. */
public final class LexicalScope {
    private LexicalScope() {}

    /** Runs {@code body} in {@code env} with a new tracker, then warns of the aliases and imports that nothing used. */
    public static <T> T run(Session session, Env env, Function<Env, T> body) {
        LexicalTracker lexical = new LexicalTracker(session);
        Env tracked = env.withLexical(lexical);
        try {
            Tracing.start(session, tracked);
            T value = body.apply(tracked);
            for (LexicalTracker.Unused unused : lexical.unused()) {
                session.warnFile(unused.meta(), env, unused.text());
            }
            Tracing.stop(session, tracked);
            return value;
        } finally {
            lexical.close();
        }
    }
}
