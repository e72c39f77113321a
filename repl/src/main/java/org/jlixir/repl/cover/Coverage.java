package org.jlixir.repl.cover;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jacoco.core.analysis.Analyzer;
import org.jacoco.core.analysis.IClassCoverage;
import org.jacoco.core.analysis.ICounter;
import org.jacoco.core.data.ExecutionData;
import org.jacoco.core.data.ExecutionDataStore;
import org.jacoco.core.data.SessionInfoStore;
import org.jacoco.core.instr.Instrumenter;
import org.jacoco.core.internal.data.CRC64;
import org.jacoco.core.runtime.LoggerRuntime;
import org.jacoco.core.runtime.RuntimeData;
import org.jlixir.runtime.code.FrameFiles;
import org.jspecify.annotations.Nullable;

/**
 * Notes which lines of the files in a folder run. Of a line it tells whether any of its code has run: what the compiler makes of
 * one may be written more than once, for example for numbers alone, and then rarely runs as a whole.
 *
 * <p>Safe for any thread.
 */
public final class Coverage {
    private final Path folder;
    private final LoggerRuntime runtime = new LoggerRuntime();
    private final RuntimeData data = new RuntimeData();
    private final Instrumenter instrumenter = new Instrumenter(runtime);
    /** The latest version of each class of the folder's files, as it was before. */
    private final Map<String, byte[]> classes = new ConcurrentHashMap<>();

    /** @param folder the files below its {@code lib} are looked at */
    public Coverage(Path folder) {
        this.folder = folder;
        try {
            runtime.startup(data);
        } catch (Exception e) {
            throw new IllegalStateException("coverage can not be measured in this JVM", e);
        }
    }

    /** The classes of a module, by their names, as they are to be loaded. */
    public Map<String, byte[]> instrument(Map<String, byte[]> module) {
        if (module.values().stream().noneMatch(bytes -> source(bytes) != null)) {
            return module;
        }
        Map<String, byte[]> changed = new LinkedHashMap<>();
        module.forEach((name, bytes) -> changed.put(name, source(bytes) == null ? bytes : noting(name, bytes)));
        return changed;
    }

    private @Nullable Path source(byte[] classFile) {
        String file = SourceLines.file(classFile);
        if (file == null) {
            return null;
        }
        Path path = folder.resolve(FrameFiles.main(file)).normalize();
        return path.startsWith(folder.resolve("lib")) ? path : null;
    }

    private byte[] noting(String name, byte[] classFile) {
        try {
            byte[] instrumented = instrumenter.instrument(classFile, name);
            classes.put(name, classFile);
            return instrumented;
        } catch (IOException e) {
            throw new IllegalStateException("a class that can not be instrumented: " + name, e);
        }
    }

    /** What has run so far, by file. */
    public List<SourceCoverage> sources() {
        ExecutionDataStore executed = new ExecutionDataStore();
        data.collect(executed, new SessionInfoStore(), false);
        Map<Path, SourceCoverage> sources = new TreeMap<>();
        classes.forEach((name, bytes) -> analyze(name, bytes, executed, sources));
        return new ArrayList<>(sources.values());
    }

    private void analyze(
            String name, byte[] classFile, ExecutionDataStore executed, Map<Path, SourceCoverage> sources) {
        byte[] plain = SourceLines.plain(classFile);
        ExecutionDataStore own = new ExecutionDataStore();
        ExecutionData noted = executed.get(CRC64.classId(classFile));
        if (noted != null) {
            own.put(new ExecutionData(CRC64.classId(plain), name, noted.getProbes()));
        }
        Path file = folder.relativize(source(classFile));
        SourceCoverage source =
                sources.computeIfAbsent(file, path -> new SourceCoverage(path, moduleName(name), new TreeMap<>()));
        try {
            new Analyzer(own, counted -> addLines(counted, source)).analyzeClass(plain, name);
        } catch (IOException e) {
            throw new IllegalStateException("a class that can not be analyzed: " + name, e);
        }
    }

    private static void addLines(IClassCoverage counted, SourceCoverage source) {
        for (int line = counted.getFirstLine(); line <= counted.getLastLine(); line++) {
            int status = counted.getLine(line).getStatus();
            if (status != ICounter.EMPTY) {
                source.lines().merge(line, status != ICounter.NOT_COVERED, Boolean::logicalOr);
            }
        }
    }

    private static String moduleName(String className) {
        return className.startsWith("Elixir/") ? className.substring(7).replace('/', '.') : className;
    }
}
