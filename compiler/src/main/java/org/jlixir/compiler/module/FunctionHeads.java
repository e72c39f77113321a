package org.jlixir.compiler.module;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** The patterns and guards of a module's functions, kept with it so that failures can show which of them did not match. */
final class FunctionHeads {
    private FunctionHeads() {}

    /** {@code [{{name, arity}, kind, [{patterns, guards}]}]}, expanded; macros without the caller's environment. */
    static Object of(OpenModule module) {
        ListBuilder out = new ListBuilder();
        for (Definition definition : module.definitions.values()) {
            if (!definition.clauses.isEmpty()) {
                out.add(Tuple.of(definition.signature.toTerm(), definition.kind, clauses(definition)));
            }
        }
        return out.finish();
    }

    private static Object clauses(Definition definition) {
        ListBuilder out = new ListBuilder();
        for (FunctionClause clause : definition.clauses) {
            Object patterns = TermList.of(clause.patterns().toArray());
            if (definition.isMacro()) {
                patterns = ((Cons) patterns).tail();
            }
            out.add(new Tuple2(
                    plain(patterns), plain(TermList.of(clause.guards().toArray()))));
        }
        return out.finish();
    }

    /** Without the metadata that says where things stand. */
    private static Object plain(Object form) {
        return switch (form) {
            case Cons cell -> {
                ListBuilder out = new ListBuilder();
                Object rest = cell;
                while (rest instanceof Cons each) {
                    out.add(plain(each.head));
                    rest = each.tail();
                }
                yield out.finish(rest);
            }
            case Tuple2 pair -> new Tuple2(plain(pair.e0), plain(pair.e1));
            case Tuple3 node when Form.isList(node.e1) -> new Tuple3(plain(node.e0), meta(node.e1), plain(node.e2));
            default -> form;
        };
    }

    private static Object meta(Object meta) {
        Object kept = EmptyList.NIL;
        for (Atom key : new Atom[] {Words.COUNTER, Words.NO_PARENS}) {
            Object value = Meta.get(meta, key);
            if (value != null) {
                kept = new Cons(new Tuple2(key, value), kept);
            }
        }
        return kept;
    }
}
