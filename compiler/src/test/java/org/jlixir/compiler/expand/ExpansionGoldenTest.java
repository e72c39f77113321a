package org.jlixir.compiler.expand;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.interpreter.Workbench;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.runtime.error.ElixirException;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code src/test/resources/expand/TOPIC/NAME.exs} expands to {@code NAME.expanded}; {@code -Dgolden=write} writes these. */
class ExpansionGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/expand");

    @TestFactory
    Stream<DynamicTest> expandsAsWritten() throws IOException {
        Workbench bench = Workbench.withKernel();
        List<Path> cases;
        try (Stream<Path> files = Files.walk(ROOT)) {
            cases = files.filter(file -> file.toString().endsWith(".exs"))
                    .sorted()
                    .toList();
        }
        return cases.stream()
                .map(file -> DynamicTest.dynamicTest(ROOT.relativize(file).toString(), () -> check(bench, file)));
    }

    private static void check(Workbench bench, Path file) throws IOException {
        StringBuilder out = new StringBuilder();
        for (String form : Files.readString(file).split("\n---\n")) {
            out.append(expanded(bench, form)).append('\n');
        }
        Path expected = Path.of(file.toString().replace(".exs", ".expanded"));
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(expected, out.toString());
        }
        assertEquals(Files.readString(expected), out.toString());
    }

    private static String expanded(Workbench bench, String text) {
        Compiler compiler = Compiler.of(bench.self);
        try {
            Object quoted = compiler.parse(SourceFile.of("nofile", text), ParseOptions.DEFAULT);
            Object term = Expander.expand(bench.session(), quoted, compiler.topLevel("nofile"), 0, false)
                    .term();
            return term.toString().replaceAll("counter: (\\d+|\\{\\d+, \\d+})", "counter: N");
        } catch (ElixirException failure) {
            return failure.getMessage();
        }
    }
}
