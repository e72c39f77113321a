package org.jlixir.compiler.pass;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.core.CoreDump;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.core.QuotedToCore;
import org.jlixir.compiler.interpreter.Workbench;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.grammar.source.SourceFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What each pass makes of the modules of {@code resources/pass/NAME.ex}, by itself: {@code NAME.core}, as {@code --dump=core} prints it.
 * With {@code -Dgolden=write} the files are written instead of compared.
 */
class PassGoldenTest {
    private static final Path ROOT = Path.of("src/test/resources/pass");

    private static Workbench bench;

    @BeforeAll
    static void compileKernel() throws IOException {
        bench = Workbench.withKernel();
    }

    /** Without the functions that each module has. */
    private static CoreModule core(String name) throws IOException {
        List<ModuleDefinition> compiled = new ArrayList<>();
        bench.backend.observe(compiled::add);
        String file = name + ".ex";
        Compiler.of(bench.self).compileFile(SourceFile.of(file, Files.readString(ROOT.resolve(file))));
        assertEquals(1, compiled.size());
        CoreModule module = QuotedToCore.module(compiled.getFirst());
        return module.withFunctions(module.functions().stream()
                .filter(function -> !function.name().name().name().equals("__info__")
                        && !function.name().name().name().equals("module_info"))
                .toList());
    }

    private static void check(String name, UnaryOperator<CoreModule> pass) throws IOException {
        CoreModule after = pass.apply(core(name));
        Path golden = ROOT.resolve(name + ".core");
        if ("write".equals(System.getProperty("golden"))) {
            Files.writeString(golden, CoreDump.of(after));
        }
        assertEquals(Files.readString(golden), CoreDump.of(after));
    }

    @Test
    void sinksTuplesThatOnlyGoBackToTheStart() throws IOException {
        check("sink_tuples", SinkTuples::in);
    }

    @Test
    void movesWhatFollowsALoopToItsEnd() throws IOException {
        check("loop_continuations", module -> LoopContinuations.in(module, Set.of()));
    }

    @Test
    void givesReceivesAtTheEndACallThatDoesTheSame() throws IOException {
        check("resume_receives", ResumeReceives::in);
    }

    @Test
    void makesFunctionsOfThePartsOfALargeBody() throws IOException {
        check("split_large_bodies", module -> SplitLargeBodies.split(module, limits(module, 60)));
    }

    private static Map<FunctionName, Integer> limits(CoreModule module, int limit) {
        Map<FunctionName, Integer> limits = new HashMap<>();
        module.functions().forEach(function -> limits.put(function.name(), limit));
        return limits;
    }
}
