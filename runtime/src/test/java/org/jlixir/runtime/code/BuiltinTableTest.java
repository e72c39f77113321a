package org.jlixir.runtime.code;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.List;
import org.jlixir.runtime.erlang.Builtin;
import org.jlixir.runtime.erlang.Builtins;
import org.jlixir.runtime.erlang.ErlangModule;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.junit.jupiter.api.Test;

class BuiltinTableTest {
    @Test
    void theTableSaysWhatTheAnnotationsSay() {
        int count = 0;
        for (Class<?> type : Builtins.CLASSES) {
            Atom module = Atom.of(type.getAnnotation(ErlangModule.class).value());
            for (Method method : type.getDeclaredMethods()) {
                Builtin builtin = method.getAnnotation(Builtin.class);
                if (builtin != null) {
                    count++;
                    check(module, method, builtin);
                }
            }
        }
        assertTrue(count > 500, () -> "found no built-ins to speak of");
    }

    private static void check(Atom module, Method method, Builtin builtin) {
        boolean takesProc = method.getParameterCount() > 0 && method.getParameterTypes()[0] == Proc.class;
        int arity = method.getParameterCount() - (takesProc ? 1 : 0);
        BuiltinModules.Entry entry = BuiltinModules.find(module, Atom.of(builtin.value()), arity);
        assertNotNull(entry, method::toString);
        assertEquals(method.getDeclaringClass(), entry.ownerClass());
        assertEquals(method.getName(), entry.method());
        assertEquals(
                MethodType.methodType(method.getReturnType(), method.getParameterTypes())
                        .toMethodDescriptorString(),
                entry.descriptor());
        assertEquals(
                List.of(takesProc, builtin.pure(), builtin.brief(), builtin.tailCalls(), builtin.raises()),
                List.of(
                        entry.traits().takesProc(),
                        entry.traits().pure(),
                        entry.traits().brief(),
                        entry.traits().tailCalls(),
                        entry.traits().raises()),
                method::toString);
    }

    @ErlangModule("hidden")
    static final class Hidden {
        @Builtin("f")
        static Object f(Object a) {
            return a;
        }
    }

    @ErlangModule("untyped")
    static final class Narrow {
        @Builtin("f")
        public static Object f(String a) {
            return a;
        }
    }

    @ErlangModule("twice")
    static final class Twice {
        @Builtin("f")
        public static Object f(Object a) {
            return a;
        }

        @Builtin("f")
        public static Object other(Proc self, Object a) {
            return a;
        }
    }

    @Test
    void whatIsNoBuiltinIsRefused() {
        for (Class<?> type : List.of(Hidden.class, Narrow.class, Twice.class)) {
            assertThrows(IllegalStateException.class, () -> BuiltinTableBuild.table(List.of(type)), type::getName);
        }
    }
}
