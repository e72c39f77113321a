package org.jlixir.runtime.trace;

import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.error.StackTrace;
import org.jlixir.runtime.ets.TracedCall;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.TraceFlag;
import org.jlixir.runtime.process.Tracing;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** A call that is being made. Confined to the process that makes it. */
final class CallInProcess implements TracedCall {
    private final Proc self;
    private final FunctionKey function;
    private Object message = Atom.TRUE;
    private boolean returns;
    private boolean exceptions;

    CallInProcess(Proc self, FunctionKey function) {
        this.self = self;
        this.function = function;
    }

    Object message() {
        return message;
    }

    boolean returns() {
        return returns;
    }

    boolean exceptions() {
        return exceptions;
    }

    @Override
    public Object caller() {
        return Caller.find(function.term());
    }

    @Override
    public Object callerLine() {
        Tuple entry = Caller.entry(function.term());
        if (entry == null) {
            return Atom.UNDEFINED;
        }
        Object file = Atom.UNDEFINED;
        Object line = 0L;
        for (Object property : TermList.toJava(entry.get(3))) {
            Tuple pair = (Tuple) property;
            if (pair.get(0) == Atom.of("file")) {
                file = pair.get(1);
            } else if (pair.get(0) == Atom.of("line")) {
                line = pair.get(1);
            }
        }
        Object where = file == Atom.UNDEFINED ? file : Tuple.of(file, line);
        return Tuple.of(entry.get(0), entry.get(1), entry.get(2), where);
    }

    @Override
    public Object stacktrace() {
        return StackTrace.current();
    }

    @Override
    public void setMessage(Object term) {
        message = term;
    }

    @Override
    public void traceReturn(boolean withExceptions) {
        returns = true;
        exceptions |= withExceptions;
    }

    @Override
    public void setSilent(boolean silent) {
        Tracing.changeOwn(self, silent, TraceFlag.SILENT);
    }

    @Override
    public void setFlag(Atom name, boolean on) {
        TraceFlag flag = TraceFlag.of(name);
        if (flag == null) {
            throw ElixirException.badArgument();
        }
        Tracing.changeOwn(self, on, flag);
    }
}
