package org.jlixir.runtime.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the members of a name the one that the arguments fit best. As in Java, members that take the arguments as they are
 * come before those that put the last of them into an array; among several, the one with the best fit in sum, then the one with
 * the narrower types.
 */
final class Overloads {
    private final ToJava toJava;

    /** The best rank of a member that other arguments of the same kinds would fit. */
    private int bestRefused = Integer.MAX_VALUE;

    private Overloads(ToJava toJava) {
        this.toJava = toJava;
    }

    /**
     * What was chosen.
     *
     * @param types what the arguments are converted to
     * @param isSpread the last arguments go into an array
     * @param dependsOnValues other arguments of the same kinds may lead to another choice
     */
    record Choice(Member member, List<Class<?>> types, boolean isSpread, boolean dependsOnValues) {}

    /** @return null when no member takes the arguments */
    static @Nullable Choice choose(ToJava toJava, List<Member> members, Object[] arguments) {
        Overloads overloads = new Overloads(toJava);
        Choice fixed = overloads.best(members, arguments, false);
        if (fixed != null) {
            return fixed;
        }
        if (overloads.bestRefused < Integer.MAX_VALUE) {
            overloads.bestRefused = -1;
        }
        return overloads.best(members, arguments, true);
    }

    private @Nullable Choice best(List<Member> members, Object[] arguments, boolean spread) {
        Choice best = null;
        int bestRank = Integer.MAX_VALUE;
        for (Member member : members) {
            if (spread ? !member.isVarargs() : member.parameters().size() != arguments.length) {
                continue;
            }
            List<Class<?>> types = spread ? member.spread(arguments.length) : member.parameters();
            int rank = rank(member, types, arguments);
            if (rank >= 0 && (rank < bestRank || rank == bestRank && best != null && isNarrower(types, member, best))) {
                best = new Choice(member, types, spread, false);
                bestRank = rank;
            }
        }
        return best == null ? null : new Choice(best.member, best.types, spread, bestRefused <= bestRank);
    }

    /** The sum of what the arguments cost, -1 when one of them does not fit. */
    private int rank(Member member, List<Class<?>> types, Object[] arguments) {
        int sum = 0;
        boolean fits = true;
        for (int i = 0; i < arguments.length; i++) {
            boolean isNull = i == 0 && member.hasReceiver() && arguments[i] == org.jlixir.runtime.term.Atom.NIL;
            int rank = isNull ? ToJava.NEVER : toJava.rank(types.get(i), arguments[i]);
            if (rank == ToJava.NEVER) {
                return -1;
            }
            fits &= rank >= 0;
            sum += rank >= 0 ? rank : -1 - rank;
        }
        if (!fits) {
            bestRefused = Math.min(bestRefused, sum);
        }
        return fits ? sum : -1;
    }

    private static boolean isNarrower(List<Class<?>> types, Member member, Choice other) {
        boolean different = false;
        for (int i = 0; i < types.size(); i++) {
            if (!other.types.get(i).isAssignableFrom(types.get(i))) {
                return false;
            }
            different |= other.types.get(i) != types.get(i);
        }
        return different || other.member.result().isAssignableFrom(member.result());
    }

    // ---- for messages

    /** Members of the same name; where there is none, of names that look like it. */
    static List<Member> similar(JavaClass type, String function) {
        String name = function.indexOf('(') > 0 ? function.substring(0, function.indexOf('(')) : function;
        List<Member> same = type.all().get(name);
        if (same != null) {
            return same;
        }
        List<Member> similar = new ArrayList<>();
        type.all().forEach((other, members) -> {
            if (distance(name.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT))
                    <= Math.max(1, (name.length() + 1) / 3)) {
                similar.addAll(members);
            }
        });
        return similar.size() > 8 ? similar.subList(0, 8) : similar;
    }

    /** Levenshtein's distance, 1966: how many letters are to be put in, left out or replaced. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
