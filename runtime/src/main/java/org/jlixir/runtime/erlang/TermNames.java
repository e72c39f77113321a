package org.jlixir.runtime.erlang;

import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;

/** Processes, references, ports and functions as text in Erlang's notation, such as {@code <0.12.0>}. */
public final class TermNames {
    private TermNames() {}

    public static String of(Object term) {
        return switch (term) {
            case Pid pid -> Args.characters(ErlangIdentifiers.pidToList(pid));
            case Reference reference -> Args.characters(ErlangIdentifiers.refToList(reference));
            case Port port -> Args.characters(ErlangIdentifiers.portToList(port));
            case Fun fun -> Args.characters(ErlangTerms.funToList(fun));
            default -> term.toString();
        };
    }
}
