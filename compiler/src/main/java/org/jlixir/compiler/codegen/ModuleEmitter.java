package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.compiler.pass.LoopContinuations;
import org.jlixir.compiler.pass.ResumeReceives;
import org.jlixir.compiler.pass.SinkTuples;
import org.jlixir.compiler.pass.SplitLargeBodies;
import org.jlixir.runtime.code.CompiledModule;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.TermText;
import org.objectweb.asm.ClassTooLargeException;

/** Compiles a module's core IR to class files. */
public final class ModuleEmitter {
    /** How often functions that came out too large are divided again, into smaller parts. */
    private static final int MAX_ATTEMPTS = 5;

    private final Linker linker;

    public ModuleEmitter(Linker linker) {
        this.linker = linker;
    }

    /**
     * Raises CompileError for a function that does not fit a method of the JVM however it is divided, such as one with a pattern of
     * a thousand variables, and for a module that does not fit a class.
     *
     * @param className the internal name for the class that holds the functions
     */
    public CompiledModule emit(CoreModule module, String className) {
        try {
            return emit(module, className, true);
        } catch (ClassTooLargeException _) {
            return emitSmall(module, className);
        }
    }

    /** A class can name some 65,000 things, and unboxed versions of functions double what it names. */
    private CompiledModule emitSmall(CoreModule module, String className) {
        try {
            return emit(module, className, false);
        } catch (ClassTooLargeException _) {
            throw doesNotFit(module, "module " + TermText.of(module.name()) + " does not fit a class of the JVM");
        }
    }

    private CompiledModule emit(CoreModule module, String className, boolean unboxes) {
        Map<FunctionName, Integer> limits = new HashMap<>();
        ClassContext context = functions(module, limits, className, unboxes);
        for (int attempt = 1; !context.tooLarge.isEmpty() && attempt < MAX_ATTEMPTS; attempt++) {
            for (FunctionName name : context.tooLarge) {
                limits.merge(name, SplitLargeBodies.LIMIT / 2, (before, _) -> before / 2);
            }
            context = functions(module, limits, className, unboxes);
        }
        if (!context.impossible.isEmpty()) {
            FunctionName function = context.impossible.iterator().next();
            throw doesNotFit(module, "function " + function + " does not fit a method of the JVM");
        }
        context.constants.emit(context.writer);
        context.classes.put(className, context.writer.toByteArray());
        return new CompiledModule(
                module.name(),
                className,
                context.classes,
                module.attributes(),
                module.chunks(),
                context.constants.live());
    }

    private static ElixirException doesNotFit(CoreModule module, String description) {
        return ElixirException.error(ElixirMap.of(
                Atom.of("__struct__"), Atom.of("Elixir.CompileError"),
                Atom.of("__exception__"), Atom.TRUE,
                Atom.of("file"), Bitstring.of(module.file()),
                Atom.of("line"), (long) module.line(),
                Atom.of("description"), Bitstring.of(description)));
    }

    private ClassContext functions(
            CoreModule whole, Map<FunctionName, Integer> limits, String className, boolean unboxes) {
        CoreModule split = SplitLargeBodies.split(whole, limits);
        CoreModule module = ResumeReceives.in(SinkTuples.in(LoopContinuations.in(split, limits.keySet())));
        List<CoreFunction> functions = new ArrayList<>();
        module.functions().stream().filter(CoreFunction::exported).forEach(functions::add);
        module.functions().stream().filter(function -> !function.exported()).forEach(functions::add);
        ClassContext context = new ClassContext(module.name(), className, module.file(), functions, linker, unboxes);
        FunctionEmitter emitter = new FunctionEmitter(context);
        functions.forEach(emitter::function);
        FunTableEmitter.emit(context, functions);
        return context;
    }
}
