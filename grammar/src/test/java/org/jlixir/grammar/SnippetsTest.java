package org.jlixir.grammar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Source text in, quoted form or error out. A line of {@code snippets/TOPIC.txt} is a snippet (␤ is a newline in it), the
 * indented line below what becomes of it with columns and token_metadata, its places shortened to line:column.
 *
 * <p>{@code -Dgolden=write} writes the answers anew. {@link Snippets} compares the same snippets with the reference.
 */
final class SnippetsTest {
    private static final Path FOLDER = Path.of("src/test/resources/org/jlixir/grammar/snippets");

    @ParameterizedTest
    @ValueSource(strings = {"blocks", "calls", "containers", "errors", "layout", "operators", "texts"})
    void snippetsBecomeWhatElixirMakesOfThem(String topic) throws IOException {
        Path path = FOLDER.resolve(topic + ".txt");
        List<String> snippets = snippets(path);
        assertFalse(snippets.isEmpty());
        String expected = Files.readString(path);
        StringBuilder actual = new StringBuilder();
        for (String snippet : snippets) {
            actual.append(snippet)
                    .append("\n    ")
                    .append(answer(snippet.replace('␤', '\n')))
                    .append('\n');
        }
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(path, actual);
        } else {
            assertEquals(expected, actual.toString());
        }
    }

    static List<String> snippets(Path path) throws IOException {
        return Files.readAllLines(path).stream()
                .filter(line -> !line.isEmpty() && !line.startsWith("    "))
                .toList();
    }

    private static String answer(String text) {
        ParseOptions options = ParseOptions.DEFAULT.withColumns(true).withTokenMetadata(true);
        String answer;
        try {
            answer = Inspect.of(Front.parse(SourceFile.of("nofile", text), options));
        } catch (SyntaxFailure failure) {
            answer = failure.kind().exception() + " " + Inspect.of(failure.error())
                    + (failure.description().equals(failure.prefix() + failure.token() + suffix(failure))
                            ? ""
                            : " \"" + failure.description() + "\"");
        }
        return answer.replace("\n", "\\n").replaceAll("line: (\\d+), column: (\\d+)", "$1:$2");
    }

    private static String suffix(SyntaxFailure failure) {
        String suffix = failure.suffix();
        return suffix == null ? "" : suffix;
    }
}
