package org.jlixir.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A share of the mutations that {@link Mutations} makes, of the programs of the suite. */
final class MutationTest {
    private static final long SEED = 20_261_124;

    @Test
    void everyMutationGivesAQuotedFormOrASyntaxFailure() throws IOException {
        Mutations mutations = new Mutations(Mutations.read(List.of(Path.of("../test-programs"))), SEED);
        List<String> wrong = IntStream.range(0, 600)
                .mapToObj(mutations::check)
                .flatMap(Optional::stream)
                .toList();
        assertEquals(List.of(), wrong);
    }
}
