package org.jlixir.compiler.codegen;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.CoreModule;
import org.jlixir.compiler.pass.SplitLargeBodies;
import org.jlixir.runtime.code.CompiledModule;

/** Compiles a module's core IR to class files. */
public final class ModuleEmitter {
    private final Linker linker;

    public ModuleEmitter(Linker linker) {
        this.linker = linker;
    }

    /** @param className the internal name for the class that holds the functions */
    public CompiledModule emit(CoreModule whole, String className) {
        CoreModule module = SplitLargeBodies.split(whole);
        List<CoreFunction> functions = new ArrayList<>();
        module.functions().stream().filter(CoreFunction::exported).forEach(functions::add);
        module.functions().stream().filter(function -> !function.exported()).forEach(functions::add);
        ClassContext context = new ClassContext(module.name(), className, module.file(), functions, linker);
        FunctionEmitter emitter = new FunctionEmitter(context);
        functions.forEach(emitter::function);
        FunTableEmitter.emit(context, functions);
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
}
