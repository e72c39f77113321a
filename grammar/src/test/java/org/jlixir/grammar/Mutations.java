package org.jlixir.grammar;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.Tokenizer;

/**
 * Breaks source files in small ways, the same ones for the same seed, and looks at what the parser says: a quoted form or a
 * {@link SyntaxFailure}, nothing else, and within a second.
 *
 * <p>{@link MutationTest} tries a few. For many: {@code Mutations SEED COUNT FOLDER...}, which prints every mutation that
 * went wrong, with its number, and the slowest.
 */
final class Mutations {
    static final Duration LIMIT = Duration.ofSeconds(1);

    private static final String[] KINDS = {
        "word deleted", "word doubled", "words swapped", "cut", "bytes replaced", "bytes inserted"
    };

    private final List<byte[]> files;
    private final long seed;

    Mutations(List<byte[]> files, long seed) {
        this.files = files;
        this.seed = seed;
    }

    /** All Elixir files below the folders, in the order of their paths. */
    static List<byte[]> read(List<Path> folders) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (Path folder : folders) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.filter(p -> p.toString().matches(".*\\.exs?"))
                        .sorted()
                        .toList()) {
                    files.add(Files.readAllBytes(path));
                }
            }
        }
        return files;
    }

    /** The mutation of that number; its kind is {@code KINDS[number % KINDS.length]}. */
    byte[] mutation(int number) {
        SplittableRandom random = new SplittableRandom(seed + number);
        byte[] file = files.get(random.nextInt(files.size()));
        return switch (number % KINDS.length) {
            case 3 -> Arrays.copyOf(file, random.nextInt(file.length + 1));
            case 4 -> replaceBytes(file, random);
            case 5 -> insertBytes(file, random);
            default -> changeWord(file, number % KINDS.length, random);
        };
    }

    private static byte[] replaceBytes(byte[] file, SplittableRandom random) {
        byte[] bytes = file.clone();
        for (int i = random.nextInt(4); i >= 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    private static byte[] insertBytes(byte[] file, SplittableRandom random) {
        byte[] inserted = new byte[1 + random.nextInt(8)];
        random.nextBytes(inserted);
        int at = random.nextInt(file.length + 1);
        byte[] bytes = Arrays.copyOf(file, file.length + inserted.length);
        System.arraycopy(inserted, 0, bytes, at, inserted.length);
        System.arraycopy(file, at, bytes, at + inserted.length, file.length - at);
        return bytes;
    }

    /** Of a file that has no words, a piece of text is the word. */
    private static byte[] changeWord(byte[] file, int kind, SplittableRandom random) {
        String text = new String(file, StandardCharsets.UTF_8);
        Optional<List<Tokenizer.Word>> words = Tokenizer.plainWords(SourceFile.of("mutation", text));
        if (words.isEmpty() || words.get().size() < 2) {
            return Arrays.copyOf(file, file.length / 2);
        }
        int at = random.nextInt(words.get().size() - 1);
        Tokenizer.Word first = words.get().get(at);
        Tokenizer.Word second = words.get().get(at + 1);
        int end = text.offsetByCodePoints(0, first.end());
        int start = end - first.text().length();
        int secondEnd = text.offsetByCodePoints(0, second.end());
        int secondStart = secondEnd - second.text().length();
        String changed = switch (kind) {
            case 0 -> text.substring(0, start) + text.substring(end);
            case 1 -> text.substring(0, end) + " " + text.substring(start);
            default ->
                text.substring(0, start)
                        + second.text()
                        + text.substring(end, secondStart)
                        + first.text()
                        + text.substring(secondEnd);
        };
        return changed.getBytes(StandardCharsets.UTF_8);
    }

    /** What is wrong with the answer to the mutation; empty when nothing is. */
    Optional<String> check(int number) {
        byte[] bytes = mutation(number);
        long start = System.nanoTime();
        Optional<String> failure = answer(new String(bytes, StandardCharsets.UTF_8));
        Duration taken = Duration.ofNanos(System.nanoTime() - start);
        if (failure.isEmpty() && taken.compareTo(LIMIT) > 0) {
            failure = Optional.of("took " + taken.toMillis() + " ms");
        }
        return failure.map(
                what -> "mutation " + number + " of seed " + seed + " (" + KINDS[number % KINDS.length] + "): " + what);
    }

    private static Optional<String> answer(String text) {
        ParseOptions options = ParseOptions.DEFAULT.withColumns(true).withTokenMetadata(true);
        try {
            Front.parse(SourceFile.of("mutation", text), options);
            return Optional.empty();
        } catch (SyntaxFailure expected) {
            return Optional.empty();
        } catch (RuntimeException | StackOverflowError bug) {
            StackTraceElement[] trace = bug.getStackTrace();
            return Optional.of(bug + (trace.length > 0 ? " at " + trace[0] : ""));
        }
    }

    public static void main(String[] args) throws IOException {
        List<Path> folders = Arrays.stream(args).skip(2).map(Path::of).toList();
        Mutations mutations = new Mutations(read(folders), Long.parseLong(args[0]));
        int count = Integer.parseInt(args[1]);
        int wrong = 0;
        long slowest = 0;
        int slowestNumber = 0;
        for (int number = 0; number < count; number++) {
            long start = System.nanoTime();
            Optional<String> failure = mutations.check(number);
            long taken = System.nanoTime() - start;
            if (taken > slowest) {
                slowest = taken;
                slowestNumber = number;
            }
            if (failure.isPresent()) {
                wrong++;
                System.out.println(failure.get());
            }
        }
        System.out.println(count + " mutations, " + wrong + " wrong; the slowest, " + slowestNumber
                + ", with its making " + slowest / 1_000_000 + " ms");
    }
}
