package org.jlixir.runtime.port;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.PosixException;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Tuple;

/** Opens ports by name: {@code {:spawn, command}}, {@code {:spawn_executable, path}} or {@code {:fd, in, out}}. */
public final class Ports {
    private static final String SHELL = "/bin/sh";

    private Ports() {}

    /** @param environment the variables that programs find */
    public static Port open(Proc self, Object name, Object options, Map<String, String> environment) {
        if (!(name instanceof Tuple kind && kind.size() > 1 && kind.get(0) instanceof Atom tag)) {
            throw ElixirException.badArgument();
        }
        boolean executable = tag == Atom.of("spawn_executable");
        PortOptions parsed = PortOptions.parse(options, executable);
        if (tag == Atom.of("fd")
                && kind.size() == 3
                && kind.get(1) instanceof Long in
                && kind.get(2) instanceof Long out) {
            return ProgramDriver.descriptors(in, out, parsed).open(self);
        }
        if (kind.size() != 2 || !executable && tag != Atom.of("spawn")) {
            throw ElixirException.badArgument();
        }
        Path folder = WorkingDirectory.of(self.node()).path();
        String target = PortOptions.text(kind.get(1));
        List<String> command = executable ? program(self, target, parsed) : List.of(SHELL, "-c", "exec " + target);
        if (parsed.folder != null) {
            Path wanted = folder.resolve(parsed.folder);
            if (Files.isDirectory(wanted)) {
                folder = wanted;
            } else {
                // The port opens all the same; it is the program's start that fails.
                command = List.of(SHELL, "-c", "echo \"spawn: Could not cd to $0\" 1>&2; exit 1", parsed.folder);
            }
        }
        ProgramDriver.ProgramStart start = new ProgramDriver.ProgramStart(environment, folder.toFile());
        return ProgramDriver.start(target, command, parsed, start).open(self);
    }

    private static List<String> program(Proc self, String target, PortOptions options) {
        try {
            Path path = WorkingDirectory.of(self.node()).resolveText(target);
            if (!Files.exists(path)) {
                throw new PosixException("enoent");
            }
            if (!Files.isExecutable(path)) {
                throw new PosixException("eacces");
            }
            List<String> command = new ArrayList<>();
            if (options.programName != null) {
                // Java has no way to give a program another name; this shell has.
                command.addAll(List.of("bash", "-c", "exec -a \"$0\" \"$@\"", options.programName));
            }
            command.add(path.toString());
            if (options.arguments != null) {
                command.addAll(options.arguments);
            }
            return command;
        } catch (IOException failure) {
            throw ElixirException.error(PosixException.reason(failure));
        }
    }
}
