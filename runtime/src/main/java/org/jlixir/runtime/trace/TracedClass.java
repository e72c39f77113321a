package org.jlixir.runtime.trace;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.Instruction;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.BranchInstruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.FieldInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.LabelTarget;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jlixir.runtime.process.Proc;
import org.jspecify.annotations.Nullable;

/**
 * A class file whose traced functions call {@link TraceHooks}: when they are entered, at each round of a tail call of themselves, when
 * they return and when they fail. Calls from within the module are marked where only those from outside count.
 *
 * <p>A function that has an unboxed version is entered in one of two methods. Each of them tells of its calls where its body begins, so
 * that going over from one to the other is not told twice.
 */
final class TracedClass {
    private static final ClassDesc HOOKS = ClassDesc.of(TraceHooks.class.getName());
    private static final ClassDesc PROC = ClassDesc.of(Proc.class.getName());
    private static final ClassDesc OBJECT = ConstantDescs.CD_Object;
    private static final ClassDesc THROWABLE = ConstantDescs.CD_Throwable;
    private static final MethodTypeDesc OF_PROC = MethodTypeDesc.of(ConstantDescs.CD_void, PROC);
    private static final MethodTypeDesc ENTERED = MethodTypeDesc.of(
            ConstantDescs.CD_void, PROC, ConstantDescs.CD_String, ConstantDescs.CD_String, OBJECT.arrayType());
    private static final String UNBOXED = "$unboxed";

    /**
     * What is to be told of a method.
     *
     * @param global calls from outside of the module
     * @param local all calls
     */
    record Traced(FunctionKey function, boolean global, boolean local) {}

    private final Map<String, Traced> methods;
    private final @Nullable String functions;
    private final List<FunctionKey> functionTable;
    private final ClassLoader loader;

    /**
     * @param methods by the names of the methods
     * @param functions the class of the module's functions as values; null for a class of built-ins
     * @param functionTable the functions that the class has, by number
     */
    TracedClass(
            Map<String, Traced> methods,
            @Nullable String functions,
            List<FunctionKey> functionTable,
            ClassLoader loader) {
        this.methods = methods;
        this.functions = functions;
        this.functionTable = functionTable;
        this.loader = loader;
    }

    byte[] change(byte[] original) {
        ClassFile files = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.defaultResolver().orElse(ClassHierarchyResolver.ofClassLoading(loader))));
        ClassModel model = files.parse(original);
        String owner = model.thisClass().asInternalName();
        boolean marks = methods.values().stream().anyMatch(Traced::global);
        return files.transformClass(model, (builder, element) -> {
            if (element instanceof MethodModel method && method.code().isPresent()) {
                String name = method.methodName().stringValue();
                boolean unboxed = name.endsWith(UNBOXED);
                Traced traced = methods.get(unboxed ? name.substring(0, name.length() - UNBOXED.length()) : name);
                boolean told = traced != null && takesProc(method) && (traced.local || !unboxed);
                if (told || marks && takesProc(method)) {
                    CodeTransform transform = new TracedCode(
                            owner, told ? traced : null, unboxed, method.methodTypeSymbol(), layout(method));
                    builder.transformMethod(method, MethodTransform.transformingCode(transform));
                    return;
                }
            }
            builder.with(element);
        });
    }

    private static boolean takesProc(MethodModel method) {
        return method.flags().has(java.lang.reflect.AccessFlag.STATIC)
                && method.methodTypeSymbol().parameterCount() > 0
                && method.methodTypeSymbol().parameterType(0).equals(PROC);
    }

    /** Where the body of a method begins: null for its very beginning. */
    private static @Nullable Label layout(MethodModel method) {
        CodeModel code = method.code().orElseThrow();
        Set<Label> seen = new HashSet<>();
        Label general = null;
        boolean boxedAsked = false;
        for (CodeElement element : code) {
            switch (element) {
                case LabelTarget target -> seen.add(target.label());
                case BranchInstruction jump
                when seen.contains(jump.target()) -> {
                    return jump.target();
                }
                case BranchInstruction jump -> general = boxedAsked && general == null ? jump.target() : general;
                case FieldInstruction field
                when field.opcode() == Opcode.GETFIELD ->
                    boxedAsked |= field.name().stringValue().equals("boxed")
                            && field.owner().asSymbol().equals(PROC);
                default -> {}
            }
        }
        return general;
    }

    /** The changes to one method. */
    private final class TracedCode implements CodeTransform {
        private final String owner;
        private final @Nullable Traced traced;
        private final boolean unboxed;
        private final MethodTypeDesc type;
        private final @Nullable Label body;
        private int mark;
        private @Nullable Label start;
        private int constant = -1;
        private @Nullable FunctionKey functionValue;

        TracedCode(String owner, @Nullable Traced traced, boolean unboxed, MethodTypeDesc type, @Nullable Label body) {
            this.owner = owner;
            this.traced = traced;
            this.unboxed = unboxed;
            this.type = type;
            this.body = body;
        }

        @Override
        public void atStart(CodeBuilder code) {
            if (traced == null) {
                return;
            }
            mark = code.allocateLocal(TypeKind.INT);
            code.aload(0);
            code.invokestatic(HOOKS, "mark", MethodTypeDesc.of(ConstantDescs.CD_int, PROC));
            code.istore(mark);
            start = code.newBoundLabel();
            if (traced.global && !unboxed) {
                call(code, traced, "entered");
            }
            if (traced.local && body == null) {
                call(code, traced, "called");
            }
        }

        private void call(CodeBuilder code, Traced function, String hook) {
            code.aload(0);
            code.loadConstant(function.function.module().name());
            code.loadConstant(function.function.function().name());
            int count = type.parameterCount() - 1;
            code.loadConstant(count);
            code.anewarray(OBJECT);
            int slot = 1;
            for (int i = 0; i < count; i++) {
                TypeKind kind = TypeKind.from(type.parameterType(i + 1));
                code.dup();
                code.loadConstant(i);
                code.loadLocal(kind, slot);
                box(code, kind);
                code.aastore();
                slot += kind.slotSize();
            }
            code.invokestatic(HOOKS, hook, ENTERED);
        }

        private static void box(CodeBuilder code, TypeKind kind) {
            if (kind == TypeKind.LONG) {
                code.invokestatic(
                        ConstantDescs.CD_Long,
                        "valueOf",
                        MethodTypeDesc.of(ConstantDescs.CD_Long, ConstantDescs.CD_long));
            } else if (kind == TypeKind.DOUBLE) {
                code.invokestatic(
                        ConstantDescs.CD_Double,
                        "valueOf",
                        MethodTypeDesc.of(ConstantDescs.CD_Double, ConstantDescs.CD_double));
            }
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (element instanceof ReturnInstruction result && traced != null) {
                ClassDesc value = result.typeKind() == TypeKind.REFERENCE
                        ? OBJECT
                        : result.typeKind().upperBound();
                code.lineNumber(0);
                code.aload(0);
                code.iload(mark);
                code.invokestatic(HOOKS, "returned", MethodTypeDesc.of(value, value, PROC, ConstantDescs.CD_int));
            } else if (element instanceof Instruction instruction) {
                markLocal(code, instruction);
            }
            code.with(element);
            if (element instanceof LabelTarget target
                    && target.label().equals(body)
                    && traced != null
                    && traced.local) {
                code.lineNumber(0);
                call(code, traced, "called");
            }
        }

        /** Marks calls within the module: plain ones, and those left for the trampoline. */
        private void markLocal(CodeBuilder code, Instruction instruction) {
            switch (instruction) {
                case InvokeInstruction call
                when call.opcode() == Opcode.INVOKESTATIC
                        && call.owner().asInternalName().equals(owner)
                        && isGlobal(methods.get(call.name().stringValue())) -> mark(code);
                case InvokeInstruction call
                when functionValue != null && call.name().stringValue().startsWith("tailCall") -> {
                    FunctionKey function = functionValue;
                    if (methods.values().stream().anyMatch(each -> each.global && each.function.equals(function))) {
                        mark(code);
                    }
                    functionValue = null;
                }
                case FieldInstruction field
                when functions != null && field.owner().asInternalName().equals(functions) -> constant = -2;
                case ConstantInstruction number
                when constant == -2 && number.constantValue() instanceof Integer index -> constant = index;
                case Instruction load
                when load.opcode() == Opcode.AALOAD && constant >= 0 -> {
                    functionValue = constant < functionTable.size() ? functionTable.get(constant) : null;
                    constant = -1;
                }
                default -> {}
            }
        }

        private static boolean isGlobal(@Nullable Traced called) {
            return called != null && called.global;
        }

        private static void mark(CodeBuilder code) {
            code.aload(0);
            code.invokestatic(HOOKS, "local", OF_PROC);
        }

        @Override
        public void atEnd(CodeBuilder code) {
            if (traced == null || start == null) {
                return;
            }
            Label end = code.newBoundLabel();
            Label handler = code.newBoundLabel();
            code.aload(0);
            code.iload(mark);
            code.invokestatic(
                    HOOKS,
                    unboxed ? "failedUnboxed" : "failed",
                    MethodTypeDesc.of(THROWABLE, THROWABLE, PROC, ConstantDescs.CD_int));
            code.athrow();
            code.exceptionCatchAll(start, end, handler);
        }
    }
}
