package org.jlixir.runtime.erlang;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/** Calls built-ins by their Erlang names, and makes functions of them. */
final class BuiltinCalls {
    private final Map<String, Method> methods = new HashMap<>();
    private final Proc self;

    BuiltinCalls(Proc self) {
        this.self = self;
        for (Class<?> type : Builtins.CLASSES) {
            String module = type.getAnnotation(ErlangModule.class).value();
            for (Method method : type.getDeclaredMethods()) {
                Builtin builtin = method.getAnnotation(Builtin.class);
                if (builtin != null) {
                    int arity = method.getParameterCount() - (takesProc(method) ? 1 : 0);
                    Method other = methods.put(module + ":" + builtin.value() + "/" + arity, method);
                    if (other != null) {
                        throw new IllegalStateException(method + " and " + other);
                    }
                }
            }
        }
    }

    private static boolean takesProc(Method method) {
        return method.getParameterCount() > 0 && method.getParameterTypes()[0] == Proc.class;
    }

    @Nullable
    Method find(Atom module, Atom name, int arity) {
        return methods.get(module.name() + ":" + name.name() + "/" + arity);
    }

    Object call(Atom module, Atom name, Object... arguments) {
        Method method = find(module, name, arguments.length);
        if (method == null) {
            throw ElixirException.error(Atom.of("undef"));
        }
        Object[] all = arguments;
        if (takesProc(method)) {
            all = new Object[arguments.length + 1];
            all[0] = self;
            System.arraycopy(arguments, 0, all, 1, arguments.length);
        }
        try {
            return method.invoke(null, all);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof ElixirException failure) {
                throw failure;
            }
            throw new IllegalStateException(method.toString(), e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    Fun external(Atom module, Atom name, int arity) {
        return new Fun(arity) {
            @Override
            public Atom module() {
                return module;
            }

            @Override
            public Atom name() {
                return name;
            }

            @Override
            public boolean isExternal() {
                return true;
            }

            @Override
            public Object call1(Proc caller, Object a0) {
                return arity == 1 ? BuiltinCalls.this.call(module, name, a0) : super.call1(caller, a0);
            }

            @Override
            public Object call2(Proc caller, Object a0, Object a1) {
                return arity == 2 ? BuiltinCalls.this.call(module, name, a0, a1) : super.call2(caller, a0, a1);
            }

            @Override
            public Object call3(Proc caller, Object a0, Object a1, Object a2) {
                return arity == 3 ? BuiltinCalls.this.call(module, name, a0, a1, a2) : super.call3(caller, a0, a1, a2);
            }
        };
    }
}
