package org.jlixir.runtime.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** What {@code :erlang.trace_info/2} says of a function. */
record TraceItem(TracePattern pattern) {
    private static final List<String> ALL =
            List.of("traced", "match_spec", "meta", "meta_match_spec", "call_memory", "call_time", "call_count");

    /** The value of an item; null for no such item. */
    @Nullable
    Object value(Atom item) {
        if (item == Atom.of("all")) {
            if (pattern.isNone()) {
                return Atom.FALSE;
            }
            List<Object> pairs = new ArrayList<>();
            for (String name : ALL) {
                pairs.add(Tuple.of(Atom.of(name), one(name)));
            }
            return TermList.from(pairs);
        }
        return one(item.name());
    }

    private @Nullable Object one(String item) {
        return switch (item) {
            case "traced" ->
                pattern.scope() == null
                        ? Atom.FALSE
                        : Atom.of(pattern.scope().name().toLowerCase(Locale.ROOT));
            case "match_spec" -> pattern.scope() == null ? Atom.FALSE : pattern.term();
            case "call_count" ->
                pattern.count() == null ? Atom.FALSE : (Object) pattern.count().sum();
            case "meta", "meta_match_spec", "call_memory", "call_time" -> Atom.FALSE;
            default -> null;
        };
    }
}
