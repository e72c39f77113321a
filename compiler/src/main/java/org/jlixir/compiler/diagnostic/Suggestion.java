package org.jlixir.compiler.diagnostic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Names near a misspelt one, by Jaro distance (Jaro 1989). */
public final class Suggestion {
    private static final double NEAR = 0.77;

    private Suggestion() {}

    /** At most five of {@code names} that are near to {@code wrong}, best first. */
    public static List<String> near(String wrong, Iterable<String> names) {
        record Scored(double distance, String name) {}
        List<Scored> scored = new ArrayList<>();
        for (String name : names) {
            double distance = jaro(wrong, name);
            if (distance >= NEAR) {
                scored.add(new Scored(distance, name));
            }
        }
        scored.sort(Comparator.comparingDouble(Scored::distance).reversed().thenComparing(Scored::name));
        return scored.stream().limit(5).map(Scored::name).toList();
    }

    static double jaro(String a, String b) {
        if (a.equals(b)) {
            return 1;
        }
        int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
        boolean[] usedInB = new boolean[b.length()];
        StringBuilder matchedInA = new StringBuilder();
        for (int i = 0; i < a.length(); i++) {
            int to = Math.min(b.length(), i + window + 1);
            for (int j = Math.max(0, i - window); j < to; j++) {
                if (!usedInB[j] && b.charAt(j) == a.charAt(i)) {
                    usedInB[j] = true;
                    matchedInA.append(a.charAt(i));
                    break;
                }
            }
        }
        int matches = matchedInA.length();
        if (matches == 0) {
            return 0;
        }
        int transposed = 0;
        int k = 0;
        for (int j = 0; j < b.length(); j++) {
            if (usedInB[j] && b.charAt(j) != matchedInA.charAt(k++)) {
                transposed++;
            }
        }
        double m = matches;
        return (m / a.length() + m / b.length() + (m - transposed / 2.0) / m) / 3;
    }
}
