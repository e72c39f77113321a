package org.jlixir.compiler.pass;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jlixir.compiler.core.Children;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.Pattern;
import org.jlixir.compiler.core.Rebuild;
import org.jlixir.runtime.term.Atom;

/** Where code jumps to, and how a jump becomes a call. */
final class Jumps {
    private static final Core.Failure UNREACHABLE = new Core.Failure.Bare(Atom.of("case_clause"));

    private Jumps() {}

    /** The points outside of the code that it jumps to. */
    static Set<Core.JoinPoint> outOf(Core core) {
        Set<Core.JoinPoint> targets = new HashSet<>();
        Set<Core.JoinPoint> inside = new HashSet<>();
        collect(core, targets, inside);
        targets.removeAll(inside);
        return targets;
    }

    private static void collect(Core core, Set<Core.JoinPoint> targets, Set<Core.JoinPoint> inside) {
        switch (core) {
            case Core.Jump jump -> targets.add(jump.point());
            case Core.Match(var _, var _, Core.Failure.To(var point), var _) -> targets.add(point);
            case Core.Fail(Core.Failure.To(var point), var _) -> targets.add(point);
            case Core.Join join -> inside.add(join.point());
            case Core.Closure _ -> {
                return;
            }
            default -> {}
        }
        Children.forEach(core, part -> collect(part, targets, inside));
    }

    /** True when nothing is left to do in the join's body after any jump to it. */
    static boolean allLast(Core.Join join) {
        boolean[] all = {true};
        check(join.body(), join.point(), true, all);
        return all[0];
    }

    private static void check(Core core, Core.JoinPoint point, boolean tail, boolean[] all) {
        if (!tail && jumpsItself(core, point)) {
            all[0] = false;
        }
        if (all[0]) {
            Rebuild.parts(core, (part, last) -> {
                check(part, point, tail && last, all);
                return part;
            });
        }
    }

    private static boolean jumpsItself(Core core, Core.JoinPoint point) {
        return switch (core) {
            case Core.Jump jump -> jump.point() == point;
            case Core.Match(var _, var _, Core.Failure.To(var target), var _) -> target == point;
            case Core.Fail(Core.Failure.To(var target), var _) -> target == point;
            default -> false;
        };
    }

    /** The code with calls of {@code handler} in place of jumps to {@code point}, all of which are its last step. */
    static Core replace(Core core, Core.JoinPoint point, Parts.Handler handler) {
        Core changed = Rebuild.parts(core, (part, _) -> replace(part, point, handler));
        return switch (changed) {
            case Core.Jump jump when jump.point() == point -> handler.call(jump.value());
            case Core.Match match
            when match.failure() instanceof Core.Failure.To(var target) && target == point ->
                otherwise(match, handler.call(new Core.Use(match.subjects().getFirst())));
            case Core.Fail(Core.Failure.To(var target), var _)
            when target == point -> handler.call(new Core.Literal(Atom.NIL));
            default -> changed;
        };
    }

    /** The match with a clause more, for all that no other one takes. */
    private static Core otherwise(Core.Match match, Core body) {
        List<Core.Clause> clauses = new ArrayList<>(match.clauses());
        clauses.add(new Core.Clause(Collections.nCopies(match.subjects().size(), Pattern.ANY), List.of(), body));
        return new Core.Match(match.subjects(), List.copyOf(clauses), UNREACHABLE, match.line());
    }
}
