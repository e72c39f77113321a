package org.jlixir.compiler.codegen;

import org.jlixir.compiler.core.Operator;
import org.jlixir.compiler.diagnostic.CompilerBug;
import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.term.Atom;
import org.objectweb.asm.Opcodes;

/** Writes the call of a built-in whose arguments are on the stack as terms. */
final class PrimitiveEmitter {
    private static final Atom ERLANG = Atom.of("erlang");
    private static final String BINARY = "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;";
    private static final String UNARY = "(Ljava/lang/Object;)Ljava/lang/Object;";

    private final MethodContext context;

    PrimitiveEmitter(MethodContext context) {
        this.context = context;
    }

    void call(Operator operator) {
        switch (operator) {
            case ADD -> context.call(Types.ARITHMETIC, "add", BINARY);
            case SUBTRACT -> context.call(Types.ARITHMETIC, "subtract", BINARY);
            case MULTIPLY -> context.call(Types.ARITHMETIC, "multiply", BINARY);
            case DIVIDE -> context.call(Types.ARITHMETIC, "divide", BINARY);
            case DIV -> context.call(Types.ARITHMETIC, "div", BINARY);
            case REM -> context.call(Types.ARITHMETIC, "rem", BINARY);
            case NEGATE -> context.call(Types.ARITHMETIC, "negate", UNARY);
            case PLUS -> context.call(Types.ARITHMETIC, "plus", UNARY);
            case BAND -> context.call(Types.ARITHMETIC, "band", BINARY);
            case BOR -> context.call(Types.ARITHMETIC, "bor", BINARY);
            case BXOR -> context.call(Types.ARITHMETIC, "bxor", BINARY);
            case BNOT -> context.call(Types.ARITHMETIC, "bnot", UNARY);
            case BSL -> context.call(Types.ARITHMETIC, "bsl", BINARY);
            case BSR -> context.call(Types.ARITHMETIC, "bsr", BINARY);
            case SELF -> {
                context.loadProc();
                context.callVirtual(Types.PROC, "pid", "()Lorg/jlixir/runtime/term/Pid;");
            }
            case STACKTRACE -> context.call(Types.CALLS, "stacktrace", UNARY);
            case EXCEPTION_NAME -> context.call(Types.CALLS, "exceptionName", UNARY);
            case RESCUED_BY -> context.call(Types.CALLS, "isRescuedBy", BINARY);
            case BITS_START -> context.call(Types.CALLS, "bitsStart", UNARY);
            case BITS_ADD -> context.call(Types.CALLS, "bitsAdd", BINARY);
            case BITS_END -> context.call(Types.CALLS, "bitsEnd", UNARY);
            case NORMALIZE -> {
                context.loadProc();
                context.mv.visitInsn(Opcodes.SWAP);
                context.call(
                        Types.CALLS,
                        "normalize",
                        "(" + Types.descriptor(Types.PROC) + "Ljava/lang/Object;)Ljava/lang/Object;");
            }
            case FIELD -> {
                context.mv.visitTypeInsn(Opcodes.CHECKCAST, Types.ATOM);
                context.loadProc();
                context.call(
                        Types.CALLS,
                        "field",
                        "(Ljava/lang/Object;" + Types.descriptor(Types.ATOM) + Types.descriptor(Types.PROC)
                                + ")Ljava/lang/Object;");
            }
            default -> builtin(operator);
        }
    }

    private void builtin(Operator operator) {
        BuiltinModules.Entry entry =
                BuiltinModules.find(ERLANG, Atom.of(String.valueOf(operator.erlangName())), operator.arity());
        if (entry == null || entry.traits().takesProc()) {
            throw new CompilerBug("code generator", "no built-in for " + operator, 0);
        }
        context.call(entry.owner(), entry.method(), entry.descriptor());
    }
}
