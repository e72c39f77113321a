package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Rebuild;

/**
 * Divides the body of a function, from the leaves up: where the parts of a node are too large together, the largest become
 * functions. A node that is too large by the number of its parts is made of several first, see {@link WideNodes}.
 */
final class BodySplitter {
    /** What is left in place of a part: a call with a few arguments. */
    private static final int CALL = 12;

    private final int limit;
    private final Parts parts;
    private final CodeSize sizes = new CodeSize();
    private final WideNodes wide;

    BodySplitter(int limit, Parts parts) {
        this.limit = limit;
        this.parts = parts;
        this.wide = new WideNodes(limit, this, parts);
    }

    /** The body of a function or closure. */
    Core split(Core body) {
        return reduce(body, true).core;
    }

    /** A node with its size, which is the limit or less where that can be had. */
    record Sized(Core core, int size) {}

    /** @param tail nothing is left to do in the function after it */
    Sized reduce(Core core, boolean tail) {
        if (core instanceof Core.Closure closure) {
            return new Sized(closure(closure), CodeSize.own(closure));
        }
        if (core instanceof Core.Join join && sizes.of(join) > limit / 2) {
            if (!tail && Jumps.allLast(join)) {
                return new Sized(parts.call(split(join), false), CALL);
            } else if (tail && Jumps.allLast(join)) {
                Parts.Handler handler = parts.handler(join.parameter(), split(join.handler()));
                return reduce(Jumps.replace(join.body(), join.point(), handler), true);
            }
        }
        if (wide.isTooWide(core)) {
            return reduce(wide.narrowed(core, tail), tail);
        }
        List<Sized> reduced = new ArrayList<>();
        Core rebuilt = Rebuild.parts(core, (part, last) -> {
            Sized one = reduce(part, tail && last);
            reduced.add(one);
            return one.core;
        });
        int size = CodeSize.own(core) + reduced.stream().mapToInt(Sized::size).sum();
        return size <= limit ? new Sized(rebuilt, size) : withoutLargest(rebuilt, tail, reduced, size);
    }

    private Sized withoutLargest(Core core, boolean tail, List<Sized> reduced, int size) {
        boolean[] moves = new boolean[reduced.size()];
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < moves.length; i++) {
            order.add(i);
        }
        order.sort(Comparator.comparingInt((Integer i) -> reduced.get(i).size).reversed());
        int left = size;
        for (int i : order) {
            Sized part = reduced.get(i);
            if (left <= limit || part.size <= CALL) {
                break;
            }
            if (Jumps.outOf(part.core).isEmpty()) {
                moves[i] = true;
                left -= part.size - CALL;
            }
        }
        int[] at = {0};
        Core rebuilt = Rebuild.parts(core, (part, last) -> moves[at[0]++] ? parts.call(part, tail && last) : part);
        return new Sized(rebuilt, left);
    }

    private Core closure(Core.Closure closure) {
        Core body = split(closure.body());
        return closure.captured().size() <= Parts.MAX_VARIABLES
                ? new Core.Closure(closure.name(), closure.parameters(), closure.captured(), body, closure.line())
                : parts.closure(closure, body);
    }
}
