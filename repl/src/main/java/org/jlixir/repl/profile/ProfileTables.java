package org.jlixir.repl.profile;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A profile as text: the functions, then the lines of the program, in which the most time was spent. */
final class ProfileTables {
    private static final int MOST = 25;

    /** Below that share a row tells nothing. */
    private static final double LEAST = 0.001;

    private final Profile profile;
    private final long samples;

    private ProfileTables(Profile profile) {
        this.profile = profile;
        samples = profile.tree().samples();
    }

    /** @param periodMillis between two samples */
    static String of(Profile profile, long periodMillis) {
        return new ProfileTables(profile).text(periodMillis);
    }

    private String text(long periodMillis) {
        if (samples == 0) {
            return "Profile: no samples, the program has computed for less than " + periodMillis + " ms\n";
        }
        StringBuilder out = new StringBuilder("Profile: " + samples + " samples, one each " + periodMillis
                + " ms of what was running; waiting is not counted\n");
        out.append("\n  self   total  function\n");
        for (Profile.Count<String> count : shown(profile.functions())) {
            row(out, count, count.subject());
        }
        List<Profile.Count<Profile.Line>> lines = shown(profile.lines());
        if (!lines.isEmpty()) {
            out.append("\n  self   total  line (with what it calls in libraries)\n");
        }
        for (Profile.Count<Profile.Line> count : lines) {
            Profile.Line line = count.subject();
            row(out, count, place(line) + "  " + line.function());
        }
        return out.toString();
    }

    private static String place(Profile.Line line) {
        return shortened(line.file()) + ":" + line.number();
    }

    private static String shortened(String file) {
        String here = Path.of("").toAbsolutePath() + "/";
        return file.startsWith(here) ? file.substring(here.length()) : file;
    }

    private <T> List<Profile.Count<T>> shown(List<Profile.Count<T>> counts) {
        return counts.stream()
                .filter(count -> count.self() >= LEAST * samples && count.self() > 0)
                .limit(MOST)
                .toList();
    }

    private void row(StringBuilder out, Profile.Count<?> count, String name) {
        out.append(share(count.self()))
                .append("  ")
                .append(share(count.total()))
                .append("  ")
                .append(name)
                .append('\n');
    }

    private String share(long count) {
        return String.format(Locale.ROOT, "%5.1f%%", 100.0 * count / samples);
    }
}
