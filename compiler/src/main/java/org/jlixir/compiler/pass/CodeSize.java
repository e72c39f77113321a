package org.jlixir.compiler.pass;

import java.util.IdentityHashMap;
import java.util.List;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Pattern;

/**
 * Estimates how much bytecode core IR becomes, in units of some four bytes. The bodies of closures do not count, they are methods
 * of their own.
 */
final class CodeSize {
    private static final int CALL = 5;
    private static final int TEST = 5;

    private final IdentityHashMap<Core, Integer> known = new IdentityHashMap<>();

    /** The size with all parts; each node is looked at once. */
    int of(Core core) {
        Integer before = known.get(core);
        if (before != null) {
            return before;
        }
        int[] size = {own(core)};
        if (!(core instanceof Core.Closure)) {
            Children.forEach(core, part -> size[0] += of(part));
        }
        known.put(core, size[0]);
        return size[0];
    }

    /** The size without the parts that are core IR themselves. */
    static int own(Core core) {
        return switch (core) {
            case Core.Literal _, Core.Use _, Core.LocalReference _ -> 1;
            case Core.Let _, Core.OfCaller _, Core.Sequence _, Core.Jump _, Core.Join _, Core.MakeCons _ -> 1;
            case Core.If _ -> 3;
            case Core.MakeTuple(var elements) -> 2 + elements.size();
            case Core.MakeMap(var keys, var _) -> 4 + 2 * keys.size();
            case Core.UpdateMap(var _, var keys, var _, var _) -> 4 + 3 * keys.size();
            case Core.MakeBinary(var segments, var _) -> 5 + 3 * segments.size();
            case Core.Closure(var _, var _, var captured, var _, var _) -> 4 + captured.size();
            case Core.LocalCall _, Core.Apply _ -> CALL;
            case Core.RemoteCall _, Core.DynamicCall _ -> CALL + 2;
            case Core.Primitive _ -> 2;
            case Core.Match(var subjects, var clauses, var _, var _) -> 4 + subjects.size() + patterns(clauses);
            case Core.Receive(var clauses, var _, var _, var _, var _, var _) -> 20 + patterns(clauses);
            case Core.Try _ -> 25;
            case Core.Fail _ -> CALL;
        };
    }

    private static int patterns(List<Core.Clause> clauses) {
        return clauses.stream().mapToInt(CodeSize::patterns).sum();
    }

    /** What choosing a clause takes. */
    static int patterns(Core.Clause clause) {
        return 2 + clause.patterns().stream().mapToInt(CodeSize::of).sum();
    }

    private static int of(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Any _ -> 0;
            case Pattern.Bind(var _, var inner) -> 2 + of(inner);
            case Pattern.Literal _, Pattern.AnyAtom _ -> TEST;
            case Pattern.Equal _ -> TEST;
            case Pattern.Tuple(var elements) -> TEST + 2 * elements.size() + all(elements);
            case Pattern.Cons(var head, var tail) -> TEST + 4 + of(head) + of(tail);
            case Pattern.Map(var keys, var values) -> TEST + TEST * keys.size() + all(values);
            case Pattern.Binary(var segments) ->
                TEST
                        + segments.stream()
                                .mapToInt(one -> 2 * TEST + of(one.value()))
                                .sum();
            case Pattern.Both(var first, var second) -> of(first) + of(second);
        };
    }

    private static int all(List<Pattern> patterns) {
        return patterns.stream().mapToInt(CodeSize::of).sum();
    }
}
