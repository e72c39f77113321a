package org.jlixir.compiler;

import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.LexicalTracker;

/** Warns, when a file has been run, of its aliases and imports that nothing used. */
final class LexicalWarnings {
    private LexicalWarnings() {}

    static void report(Session session, Env env, LexicalTracker lexical) {
        for (LexicalTracker.Unused unused : lexical.unused()) {
            session.warnFile(unused.meta(), env, unused.text());
        }
    }
}
