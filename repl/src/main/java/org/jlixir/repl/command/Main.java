package org.jlixir.repl.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jlixir.compiler.Compiler;
import org.jlixir.grammar.source.SourceFile;

/** The entry point of the {@code jlixir} command. */
public final class Main {
    private static final String USAGE = """
        Usage: jlixir run FILE [ARGUMENTS]    run an Elixir file
               jlixir eval CODE [ARGUMENTS]   run Elixir code
               jlixir --version               print the version
        """;

    private Main() {}

    public static void main(String[] arguments) {
        int code = run(List.of(arguments));
        System.out.flush();
        Runtime.getRuntime().halt(code);
    }

    private static int run(List<String> arguments) {
        if (arguments.isEmpty()) {
            System.out.print(USAGE);
            return 0;
        }
        List<String> rest = arguments.subList(1, arguments.size());
        return switch (arguments.getFirst()) {
            case "--version", "-v" -> {
                System.out.println("jlixir 0.1.0 (Elixir 1.20) on Java "
                        + Runtime.version().feature());
                yield 0;
            }
            case "--help", "-h", "help" -> {
                System.out.print(USAGE);
                yield 0;
            }
            case "run" ->
                rest.isEmpty() ? usage("run needs a file") : file(rest.getFirst(), rest.subList(1, rest.size()));
            case "eval", "-e" ->
                rest.isEmpty() ? usage("eval needs code") : eval(rest.getFirst(), rest.subList(1, rest.size()));
            default -> file(arguments.getFirst(), rest);
        };
    }

    private static int usage(String problem) {
        System.err.println("jlixir: " + problem);
        System.err.print(USAGE);
        return 1;
    }

    private static int file(String name, List<String> arguments) {
        Path path = Path.of(name);
        if (!Files.isRegularFile(path)) {
            System.err.println("No file named " + name);
            return 1;
        }
        return new Program().run(arguments, self -> Compiler.of(self).evaluateFile(Compiler.read(name)));
    }

    private static int eval(String code, List<String> arguments) {
        return new Program().run(arguments, self -> Compiler.of(self).evaluateFile(SourceFile.of("nofile", code)));
    }
}
