package org.jlixir.repl.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** {@code jlixir compile PATHS -o DIR|FILE.jar}. What it does is up to {@code Jlixir.Build}. */
final class CompileCommand implements Callable<Integer> {
    private static final Atom BUILD = Atom.of("Elixir.Jlixir.Build");

    private static final String JAR = ".jar";

    private final Places places = new Places();
    private final List<String> classPath = new ArrayList<>();
    private final CommandSpec spec = CommandLines.command(
            "compile", "Compiles files and folders into a folder of modules or a runnable jar.", this);

    CommandSpec spec() {
        spec.addOption(CommandLines.value(
                "OUT",
                "Where to: FILE.jar for a jar that 'java -jar' runs, anything else for a folder that 'jlixir -pa'"
                        + " finds modules in.",
                "-o",
                "--output"));
        spec.addOption(CommandLines.value(
                "MODULE",
                "The program of the jar: a module with main/1 (which gets the arguments), main/0, or start/2 (an"
                        + " application). Need not be said when one module alone has a main.",
                "--main"));
        spec.addOption(CommandLines.each(
                "PATH",
                "Find Java classes in these jars and folders, parted by ':'; a jar gets their content.",
                this::addToClassPath,
                "-cp",
                "--classpath"));
        spec.addOption(CommandLines.each(
                "DIR", "Find compiled modules in the folder.", name -> places.addFolder(name, true), "-pa"));
        spec.addOption(CommandLines.flag(
                "Write FILE.aot beside FILE.jar: 'java -XX:AOTCache=FILE.aot -jar FILE.jar' starts faster.", "--aot"));
        spec.addOption(CommandLines.flag("Compile all files, whether they have changed or not.", "--force"));
        spec.addOption(CommandLines.flag("Fail when the compiler has warned.", "--warnings-as-errors"));
        spec.addPositional(CommandLines.rest(
                "PATHS",
                "Files, and folders with their .ex files. The folder priv in one of them, or beside a folder lib, goes"
                        + " along. A .exs file is what the jar runs."));
        return spec;
    }

    private void addToClassPath(String entries) {
        places.addToClassPath(entries);
        classPath.add(entries);
    }

    @Override
    public Integer call() {
        ParseResult result = spec.commandLine().getParseResult();
        List<String> paths = CommandLines.rest(result);
        String out = result.matchedOptionValue("-o", (String) null);
        if (paths.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: PATHS");
        }
        if (out == null) {
            throw new ParameterException(spec.commandLine(), "Missing required option: '-o' (OUT)");
        }
        List<Object> options = new ArrayList<>();
        options.add(option("out", Bitstring.of(out)));
        options.add(option("main", text(result.matchedOptionValue("--main", (String) null))));
        options.add(option("force", Atom.of(CommandLines.has(result, "--force"))));
        options.add(option("warnings_as_errors", Atom.of(CommandLines.has(result, "--warnings-as-errors"))));
        options.add(option(
                "class_path",
                TermList.from(Places.jarsAndFolders(classPath).stream()
                        .map(path -> Bitstring.of(path.toString()))
                        .toList())));
        boolean aot = CommandLines.has(result, "--aot");
        if (aot && !out.endsWith(JAR)) {
            throw new ParameterException(spec.commandLine(), "--aot is for jars");
        }
        Program program = new Program();
        program.find(places);
        Object names = TermList.from(paths.stream().map(Bitstring::of).toList());
        int code = program.run(
                List.of(), self -> self.node().code().call(self, BUILD, Atom.of("run"), names, TermList.from(options)));
        return code == 0 && aot ? train(Path.of(out)) : code;
    }

    /** Starts the jar once for the JVM to see what it needs. */
    private static int train(Path jar) {
        String name = jar.toString();
        Path cache = Path.of(name.substring(0, name.length() - JAR.length()) + ".aot");
        try {
            Process training = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:AOTCacheOutput=" + cache,
                            "-D" + JarMain.TRAINING + "=true",
                            "-Xlog:disable",
                            "-jar",
                            name)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (training.waitFor() == 0 && Files.isRegularFile(cache)) {
                return 0;
            }
            System.err.println("jlixir: the JVM could not make " + cache);
            return 1;
        } catch (IOException failure) {
            System.err.println("jlixir: can not run java: " + failure.getMessage());
            return 1;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private static Object option(String name, Object value) {
        return Tuple.of(Atom.of(name), value);
    }

    private static Object text(@Nullable String value) {
        return value == null ? Atom.NIL : Bitstring.of(value);
    }
}
