package org.jlixir.compiler.dump;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.CompilerState;
import org.jlixir.compiler.NodeCompiler;
import org.jlixir.compiler.NodeModules;
import org.jlixir.compiler.StandardLinker;
import org.jlixir.compiler.codegen.BytecodeDump;
import org.jlixir.compiler.codegen.ModuleEmitter;
import org.jlixir.compiler.core.CoreDump;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.QuotedToCore;
import org.jlixir.compiler.match.TreeDump;
import org.jlixir.compiler.module.FunctionClause;
import org.jlixir.compiler.module.FunctionDefinition;
import org.jlixir.compiler.module.ModuleDefinition;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.grammar.token.TokenDump;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermText;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;

/**
 * Shows a file at one boundary of the pipeline.
 *
 * <p>From {@link Stage#EXPANDED} on the file is run, because its modules are made by running it. Each module, and each piece
 * of code outside of modules, is a section. Confined to the process that makes it, but for the code that it watches.
 */
public final class Dump {
    private static final Set<String> GENERATED = Set.of("__info__", "module_info");

    private final Proc self;
    private final Stage stage;
    private final List<Section> sections = Collections.synchronizedList(new ArrayList<>());

    /** What stands under a title. The text is made at the end, in the process that asked. */
    private record Section(String title, Supplier<String> text) {}

    private Dump(Proc self, Stage stage) {
        this.self = self;
        this.stage = stage;
    }

    /**
     * Hands the text of {@code file} at {@code stage} to {@code out}; when the file fails, as much as there is before the failure
     * goes on.
     *
     * @param self a process of a node that has compiled nothing yet
     */
    public static void of(Proc self, Stage stage, String file, Consumer<String> out) {
        Dump dump = new Dump(self, stage);
        switch (stage) {
            case TOKENS -> out.accept(TokenDump.of(Compiler.of(self).read(file)));
            case QUOTED -> out.accept(dump.inspect(dump.parsed(file)) + "\n");
            case EXPANDED, CORE, TREE, BYTECODE -> {
                try {
                    dump.run(file);
                } finally {
                    out.accept(dump.text());
                }
            }
        }
    }

    private Object parsed(String file) {
        Compiler compiler = Compiler.of(self);
        return compiler.parse(compiler.read(file));
    }

    private void run(String file) {
        NodeCompiler.install(self, new CompilerState(new DumpingBackend(new Sections()), new NodeModules()));
        Compiler compiler = Compiler.of(self);
        compiler.evaluateFile(compiler.read(file));
    }

    private String text() {
        StringBuilder out = new StringBuilder();
        for (Section section : sections) {
            out.append("# ")
                    .append(section.title())
                    .append('\n')
                    .append(section.text().get());
        }
        return out.toString();
    }

    private String inspect(Object term) {
        Object options = TermList.of(
                new Tuple2(Atom.of("limit"), Atom.of("infinity")),
                new Tuple2(Atom.of("printable_limit"), Atom.of("infinity")),
                new Tuple2(Atom.of("pretty"), Atom.TRUE));
        return elixir("Elixir.Kernel", "inspect", term, options);
    }

    private String elixir(String module, String function, Object... arguments) {
        Object text = self.node().code().call(self, Atom.of(module), Atom.of(function), arguments);
        return ((Bitstring) text).utf8();
    }

    private final class Sections implements DumpingBackend.Watcher {
        @Override
        public void module(ModuleDefinition definition) {
            if (stage != Stage.BYTECODE) {
                ModuleDefinition written = written(definition);
                add(
                        definition.name(),
                        stage == Stage.EXPANDED ? () -> definitions(written) : core(QuotedToCore.module(written)));
            }
        }

        @Override
        public void classes(CompiledModule compiled) {
            if (stage == Stage.BYTECODE) {
                add(compiled.name(), () -> BytecodeDump.of(compiled));
            }
        }

        private void add(Atom module, Supplier<String> text) {
            sections.add(new Section(TermText.of(module), text));
        }

        @Override
        public void code(Object expanded, CoreModule core) {
            Supplier<String> text = stage == Stage.EXPANDED ? () -> text(expanded) : core(core);
            sections.add(new Section("outside of modules", text));
        }
    }

    private Supplier<String> core(CoreModule module) {
        return switch (stage) {
            case CORE -> () -> CoreDump.of(module);
            case TREE -> () -> TreeDump.of(module);
            case TOKENS, QUOTED, EXPANDED, BYTECODE ->
                () -> BytecodeDump.of(new ModuleEmitter(new StandardLinker()).emit(module, "Code"));
        };
    }

    /** Without the functions that every module is given. */
    private static ModuleDefinition written(ModuleDefinition definition) {
        return new ModuleDefinition(
                definition.name(),
                definition.file(),
                definition.line(),
                definition.functions().stream()
                        .filter(function -> !GENERATED.contains(function.name().name()))
                        .toList(),
                definition.attributes(),
                definition.chunks());
    }

    private String definitions(ModuleDefinition module) {
        StringBuilder out = new StringBuilder();
        for (FunctionDefinition function : module.functions()) {
            for (FunctionClause clause : function.clauses()) {
                out.append(text(definition(function, clause)));
            }
        }
        return out.toString();
    }

    /** {@code def name(patterns) when guards do body end}, quoted. */
    private static Object definition(FunctionDefinition function, FunctionClause clause) {
        Object head = new Tuple3(function.name(), EmptyList.NIL, TermList.from(clause.patterns()));
        Object guards = null;
        for (Object guard : clause.guards().reversed()) {
            guards = guards == null ? guard : when(guard, guards);
        }
        return new Tuple3(
                Atom.of(function.exported() ? "def" : "defp"),
                EmptyList.NIL,
                TermList.of(
                        guards == null ? head : when(head, guards), TermList.of(new Tuple2(Words.DO, clause.body()))));
    }

    private static Object when(Object left, Object right) {
        return new Tuple3(Words.WHEN, EmptyList.NIL, TermList.of(left, right));
    }

    private String text(Object quoted) {
        return elixir("Elixir.Macro", "to_string", quoted) + "\n";
    }
}
