package org.jlixir.compiler.codegen;

import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.core.Core;
import org.jlixir.compiler.core.CoreFunction;
import org.jlixir.compiler.core.FunctionName;
import org.jlixir.runtime.code.FrameFiles;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.term.Atom;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/** The classes of a module under construction. */
final class ClassContext {
    final Atom module;
    final String className;
    final ClassWriter writer;
    final Constants constants;
    final TailCalls tailCalls;
    final BuiltinCalls builtinCalls = new BuiltinCalls(this);
    final UnboxedVersions versions;
    final Linker linker;
    final Map<String, byte[]> classes = new LinkedHashMap<>();
    /** Exported functions first: the index of a function in its module. */
    final Map<FunctionName, Integer> indexes = new HashMap<>();

    /** The functions some method of which HotSpot would not compile. */
    final Set<FunctionName> tooLarge = new HashSet<>();
    /** Those of them some method of which the JVM does not take. */
    final Set<FunctionName> impossible = new HashSet<>();
    /** The function that is written. */
    @Nullable
    FunctionName current;

    private final List<CoreFunction> functions;
    /** Found when first asked for: most modules have no receive. */
    private @Nullable Set<FunctionName> brief;

    private final IdentityHashMap<Core.Closure, String> closures = new IdentityHashMap<>();
    private int nextMethod;
    private int nextClosure;

    /** @param unboxes whether functions get unboxed versions */
    ClassContext(
            Atom module,
            String className,
            String sourceFile,
            List<CoreFunction> functions,
            Linker linker,
            boolean unboxes) {
        this.module = module;
        this.className = className;
        this.linker = linker;
        this.tailCalls = new TailCalls(module, functions, linker);
        this.functions = functions;
        this.versions = new UnboxedVersions(functions, tailCalls, linker, unboxes);
        this.constants = new Constants(className);
        this.writer = newWriter();
        writer.visit(Opcodes.V25, Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL, className, null, Types.OBJECT, null);
        writer.visitSource(FrameFiles.sourceFile(sourceFile, otherFiles(sourceFile, functions)), null);
        functions.stream().filter(CoreFunction::exported).forEach(this::index);
        functions.stream().filter(function -> !function.exported()).forEach(this::index);
    }

    /** What the compiler makes itself belongs to the function that its name starts with. */
    private static Map<String, String> otherFiles(String sourceFile, List<CoreFunction> functions) {
        Map<String, String> others = new LinkedHashMap<>();
        for (CoreFunction function : functions) {
            String name = function.name().toString();
            if (!function.file().equals(sourceFile) && !name.startsWith("-")) {
                others.put(name, function.file());
            }
        }
        return others;
    }

    private void index(CoreFunction function) {
        indexes.put(function.name(), indexes.size());
    }

    /** A writer that computes frames without loading classes: to the verifier every merged reference is an Object. */
    static ClassWriter newWriter() {
        return new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
            @Override
            protected String getCommonSuperClass(String type1, String type2) {
                return Types.OBJECT;
            }
        };
    }

    /** See {@link BriefFunctions}. */
    boolean isBrief(FunctionName function) {
        Set<FunctionName> known = brief;
        if (known == null) {
            known = BriefFunctions.of(functions, linker);
            brief = known;
        }
        return known.contains(function);
    }

    /** A name for a method that is no function of the module. */
    String methodName(String stem) {
        return ModuleNames.mangle(stem) + "$" + nextMethod++;
    }

    /** The class that holds the functions of the module as values from the one at {@code index} on. */
    String funClass() {
        return className + "$Fun";
    }

    /** The class of a function value, made when first asked for: code may be written out more than once. */
    String closureClass(Core.Closure closure) {
        String known = closures.get(closure);
        if (known == null) {
            known = ClosureEmitter.emit(this, closure, nextClosure++);
            closures.put(closure, known);
        }
        return known;
    }
}
