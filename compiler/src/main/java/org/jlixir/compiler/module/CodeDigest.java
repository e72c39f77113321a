package org.jlixir.compiler.module;

import java.util.List;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.PortableHash;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple3;

/**
 * Tells different code of a module apart, and is the same each time that the same code is compiled: metadata has hygiene counters,
 * which are not.
 */
final class CodeDigest {
    private static final int SIZE = 16;

    private long hash = 1125899906842597L;

    private CodeDigest() {}

    static Bitstring of(List<FunctionDefinition> functions) {
        CodeDigest digest = new CodeDigest();
        for (FunctionDefinition function : functions) {
            digest.add(function.name().name().hashCode() + function.arity());
            for (FunctionClause clause : function.clauses()) {
                digest.add(clause.body());
            }
        }
        byte[] bytes = new byte[SIZE];
        for (int i = 0; i < SIZE; i++) {
            bytes[i] = (byte) (digest.hash >>> (8 * (i % 8)) ^ i * 37L);
        }
        return Bitstring.ofBytes(bytes);
    }

    private void add(int part) {
        hash = 31 * hash + part;
    }

    private void add(Object form) {
        switch (form) {
            case Tuple3 call -> {
                add(call.e0);
                add(call.e2);
            }
            case Tuple tuple -> {
                for (int i = 0; i < tuple.size(); i++) {
                    add(tuple.get(i));
                }
            }
            case Cons _ -> {
                Object rest = form;
                while (rest instanceof Cons cell) {
                    add(cell.head);
                    rest = cell.tail();
                }
                add(rest);
            }
            default -> add(PortableHash.of(form));
        }
    }
}
