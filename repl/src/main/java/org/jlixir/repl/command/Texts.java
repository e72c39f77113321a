package org.jlixir.repl.command;

import java.util.List;
import java.util.Map;

/** What {@code --help} and {@code jlixir help COMMAND} say beside the options. */
final class Texts {
    /** Examples by command; lines that begin with a space are indented further. */
    private static final Map<String, List<String>> EXAMPLES = Map.of(
            "jlixir",
            List.of(
                    "jlixir                            the interactive shell",
                    "jlixir hello.exs a b              run a file with arguments",
                    "jlixir -e 'IO.puts(1 + 2)'        run code",
                    "jlixir help compile               what a command does"),
            "run",
            List.of(
                    "jlixir run server.exs --port 80   what follows the file is for the program",
                    "jlixir run -r 'lib/*.ex' main.exs run files before it",
                    "jlixir run -pa out -e 'Main.go()' use compiled modules",
                    "jlixir run --classpath 'lib/*' main.exs",
                    "jlixir run --profile main.exs     where the time goes"),
            "eval",
            List.of("jlixir eval 'IO.inspect(System.argv())' a b"),
            "repl",
            List.of(
                    "jlixir repl -r lib/app.ex         run a file, then start the shell",
                    "jlixir repl -pa out --classpath db.jar",
                    "echo '1 + 2' | jlixir repl        without a terminal"),
            "compile",
            List.of(
                    "jlixir compile lib -o out         then: jlixir -pa out -e 'App.main([])'",
                    "jlixir compile lib -o app.jar --main App",
                    "                                  then: java -jar app.jar",
                    "jlixir compile hello.exs -o hello.jar"),
            "format",
            List.of(
                    "jlixir format                     the files that .formatter.exs names",
                    "jlixir format --check-formatted lib test",
                    "jlixir format - < a.ex > b.ex"),
            "test",
            List.of(
                    "jlixir test                       all of test/",
                    "jlixir test test/a_test.exs:12    the test at a line",
                    "jlixir test --only slow --seed 0"),
            "completion",
            List.of(
                    "source <(jlixir completion bash)  in ~/.bashrc",
                    "source <(jlixir completion zsh)   in ~/.zshrc",
                    "jlixir completion fish > ~/.config/fish/completions/jlixir.fish"));

    /** What stands at the end of every text. */
    static final List<String> EXIT_CODES = List.of(
            "0   all went well",
            "1   the program has failed, or could not be started",
            "2   tests have failed ('jlixir test')",
            "N   what the program has given to System.halt/1");

    static final List<String> ENVIRONMENT = List.of(
            "JLIXIR_OPTS        options for the JVM, such as -Xmx2g",
            "JLIXIR_JAVA_HOME   the JDK to use; otherwise JAVA_HOME, then java in PATH",
            "NO_COLOR           no colours, whatever its value",
            "JLIXIR_JAVA_TRACE  print the Java stack trace of a failure too");

    private Texts() {}

    static List<String> examples(String command) {
        return EXAMPLES.getOrDefault(command, List.of());
    }
}
