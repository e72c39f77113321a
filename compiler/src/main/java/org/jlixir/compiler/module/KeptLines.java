package org.jlixir.compiler.module;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/** The lines that a quote with {@code location: :keep} has written down beside those of the call that it is expanded for. */
final class KeptLines {
    private KeptLines() {}

    /** The form with them as its lines. */
    static Object of(Object form) {
        return switch (form) {
            case Tuple3 node when Form.isList(node.e1) -> new Tuple3(of(node.e0), meta(node.e1), of(node.e2));
            case Tuple2 pair -> new Tuple2(of(pair.e0), of(pair.e1));
            case Cons list -> {
                ListBuilder out = new ListBuilder();
                Object rest = list;
                while (rest instanceof Cons cell) {
                    out.add(of(cell.head));
                    rest = cell.tail();
                }
                yield out.finish(rest);
            }
            default -> form;
        };
    }

    private static Object meta(Object meta) {
        return Meta.get(meta, Words.KEEP) instanceof Tuple2 keep ? Meta.put(meta, Words.LINE, keep.e1) : meta;
    }
}
