package org.jlixir.runtime.trace;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.UnaryOperator;
import org.jlixir.runtime.code.BuiltinModules;
import org.jlixir.runtime.code.ModuleNames;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.ets.MatchSpecification;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.process.ProcessTrace;
import org.jlixir.runtime.process.TraceFlag;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The functions of a node whose calls are traced. Safe for any thread. */
public final class CallTracing {
    private static final Atom CALL = Atom.of("call");

    private final ConcurrentHashMap<FunctionKey, TracePattern> patterns = new ConcurrentHashMap<>();

    /** Classes that tell of calls, and what they have to tell. Guarded by this object. */
    private final Map<Class<?>, TracedClass> changed = new HashMap<>();

    private @Nullable Instrumentation instrumentation;

    /** Those of the node that the process belongs to. */
    public static CallTracing of(Proc self) {
        return self.node().state(CallTracing.class, CallTracing::new);
    }

    // ---- calls

    void called(Proc self, FunctionKey function, Object[] arguments) {
        TracePattern pattern = patterns.get(function);
        if (pattern == null) {
            return;
        }
        if (pattern.count() != null && pattern.counting()) {
            pattern.count().increment();
        }
        if (pattern.scope() == TracePattern.Scope.LOCAL) {
            tell(self, pattern, function, arguments);
        }
    }

    void calledGlobally(Proc self, FunctionKey function, Object[] arguments) {
        TracePattern pattern = patterns.get(function);
        if (pattern != null && pattern.scope() == TracePattern.Scope.GLOBAL) {
            tell(self, pattern, function, arguments);
        }
    }

    private static void tell(Proc self, TracePattern pattern, FunctionKey function, Object[] arguments) {
        ProcessTrace before = self.trace();
        if (before == null || !before.follows(TraceFlag.CALL)) {
            return;
        }
        CallInProcess call = new CallInProcess(self, function);
        Object list = TermList.of(arguments);
        if (pattern.specification() != null && !pattern.specification().runCall(list, self.pid(), call)) {
            return;
        }
        ProcessTrace trace = self.trace();
        if (trace == null) {
            return;
        }
        if (call.message() != Atom.FALSE && !trace.follows(TraceFlag.SILENT)) {
            Object shown = trace.follows(TraceFlag.ARITY) ? (Object) (long) arguments.length : list;
            Tuple what = Tuple.of(function.module(), function.function(), shown);
            if (call.message() == Atom.TRUE) {
                trace.tell(self, CALL, what);
            } else {
                trace.tell(self, CALL, what, call.message());
            }
        }
        boolean caller = pattern.scope() == TracePattern.Scope.LOCAL && trace.follows(TraceFlag.RETURN_TO);
        if (call.returns() || caller) {
            trace.pendingReturns()
                    .add(new ProcessTrace.PendingReturn(function.term(), call.returns(), call.exceptions(), caller));
        }
    }

    // ---- patterns

    /** A function and the method that it is. */
    private record Place(FunctionKey function, Class<?> owner, String method, boolean exported) {}

    /**
     * Sets what is traced of functions.
     *
     * @param module, function, arity null for any
     * @param local functions that are not exported too
     * @return how many functions there are that fit
     */
    private int change(
            Proc self,
            @Nullable Atom module,
            @Nullable Atom function,
            int arity,
            boolean local,
            UnaryOperator<TracePattern> change) {
        Set<Class<?>> owners = new HashSet<>();
        int count = 0;
        for (ModuleVersion version : versions(self, module)) {
            for (Place place : places(version)) {
                if ((local || place.exported)
                        && (function == null || function == place.function.function())
                        && (arity < 0 || arity == place.function.arity())) {
                    count++;
                    TracePattern old = patterns.getOrDefault(place.function, TracePattern.NONE);
                    TracePattern pattern = change.apply(old);
                    if (!pattern.equals(old)) {
                        set(place.function, pattern);
                        owners.add(place.owner);
                    }
                }
            }
        }
        if (!owners.isEmpty()) {
            rewrite(self, owners);
        }
        return count;
    }

    private void set(FunctionKey function, TracePattern pattern) {
        if (pattern.isNone()) {
            patterns.remove(function);
        } else {
            patterns.put(function, pattern);
        }
    }

    /**
     * Has calls told of, or no more.
     *
     * @param specification null for all calls
     * @param term the specification as a term
     */
    public int trace(
            Proc self,
            @Nullable Atom module,
            @Nullable Atom function,
            int arity,
            boolean local,
            boolean on,
            @Nullable MatchSpecification specification,
            Object term) {
        TracePattern.Scope scope = local ? TracePattern.Scope.LOCAL : TracePattern.Scope.GLOBAL;
        return change(self, module, function, arity, local, pattern -> {
            if (on) {
                return pattern.tellingOf(scope, specification, term);
            }
            return pattern.scope() == scope ? pattern.tellingOf(null, null, term) : pattern;
        });
    }

    /** What is done with the counters of functions. */
    public enum Counting {
        START,
        PAUSE,
        STOP
    }

    /** Has the calls of functions counted from now on, or no more. */
    public int count(Proc self, @Nullable Atom module, @Nullable Atom function, int arity, Counting counting) {
        return change(self, module, function, arity, true, pattern -> switch (counting) {
            case START -> pattern.counting(new LongAdder(), true);
            case PAUSE -> pattern.count() == null ? pattern : pattern.counting(pattern.count(), false);
            case STOP -> pattern.counting(null, false);
        });
    }

    private static List<ModuleVersion> versions(Proc self, @Nullable Atom module) {
        List<ModuleVersion> versions = new ArrayList<>();
        for (Atom name : module == null ? self.node().code().loaded() : Set.of(module)) {
            ModuleVersion version = self.node().code().present(name);
            if (version != null) {
                versions.add(version);
            }
        }
        return versions;
    }

    private static List<Place> places(ModuleVersion version) {
        List<Place> places = new ArrayList<>();
        Class<?> main = version.mainClass();
        if (main != null) {
            for (Method method : main.getDeclaredMethods()) {
                FunctionKey function = function(version.name(), method);
                if (function != null) {
                    boolean exported = version.exports(function.function(), function.arity());
                    places.add(new Place(function, main, method.getName(), exported));
                }
            }
        }
        for (Fun fun : version.functions()) {
            BuiltinModules.Entry builtin = BuiltinModules.find(version.name(), fun.name(), fun.arity());
            if (builtin != null && builtin.traits().takesProc()) {
                FunctionKey function = new FunctionKey(version.name(), fun.name(), fun.arity());
                places.add(new Place(function, builtin.ownerClass(), builtin.method(), true));
            }
        }
        return places;
    }

    /** The function that a method is, if it is one that has a name in the source. */
    private static @Nullable FunctionKey function(Atom module, Method method) {
        int arity = method.getParameterCount() - 1;
        String suffix = "@" + arity;
        String name = method.getName();
        boolean fits = Modifier.isStatic(method.getModifiers())
                && arity >= 0
                && method.getParameterTypes()[0] == Proc.class
                && method.getReturnType() == Object.class
                && name.endsWith(suffix)
                && !name.startsWith("-");
        return fits
                ? new FunctionKey(
                        module,
                        Atom.of(ModuleNames.demangle(name.substring(0, name.length() - suffix.length()))),
                        arity)
                : null;
    }

    // ---- classes

    private synchronized void rewrite(Proc self, Set<Class<?>> owners) {
        if (instrumentation == null) {
            instrumentation = InstrumentationAgent.instrumentation();
            instrumentation.addTransformer(new Change(), true);
        }
        owners.forEach(owner -> changed.remove(owner));
        Map<Class<?>, Map<String, TracedClass.Traced>> traced = new HashMap<>();
        Map<Class<?>, ModuleVersion> versions = new HashMap<>();
        patterns.forEach((function, pattern) -> {
            for (ModuleVersion version : versions(self, function.module())) {
                for (Place place : places(version)) {
                    if (place.function.equals(function) && owners.contains(place.owner)) {
                        versions.put(place.owner, version);
                        traced.computeIfAbsent(place.owner, _ -> new HashMap<>())
                                .put(
                                        place.method,
                                        new TracedClass.Traced(
                                                function,
                                                pattern.scope() == TracePattern.Scope.GLOBAL,
                                                pattern.seesLocalCalls()));
                    }
                }
            }
        });
        traced.forEach((owner, methods) -> changed.put(owner, change(owner, methods, versions.get(owner))));
        try {
            instrumentation.retransformClasses(owners.toArray(Class<?>[]::new));
        } catch (UnmodifiableClassException failure) {
            throw new IllegalStateException("a class that can not be changed", failure);
        }
    }

    private static TracedClass change(
            Class<?> owner, Map<String, TracedClass.Traced> methods, @Nullable ModuleVersion version) {
        boolean builtins = version == null || owner != version.mainClass();
        ClassLoader loader = owner.getClassLoader();
        if (builtins) {
            return new TracedClass(methods, null, List.of(), loader);
        }
        String functions = owner.getName() + "$Fun";
        return new TracedClass(methods, functions.replace('.', '/'), table(functions, loader), loader);
    }

    private static List<FunctionKey> table(String functions, ClassLoader loader) {
        try {
            Fun[] table = (Fun[])
                    Class.forName(functions, true, loader).getField("FUNCTIONS").get(null);
            List<FunctionKey> keys = new ArrayList<>();
            for (Fun fun : table) {
                keys.add(new FunctionKey(fun.module(), fun.name(), fun.arity()));
            }
            return keys;
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("not a module's class: " + functions, failure);
        }
    }

    private synchronized @Nullable TracedClass changeOf(Class<?> owner) {
        return changed.get(owner);
    }

    /** Called by the JVM for each class that is to be changed, or changed back. */
    private final class Change implements ClassFileTransformer {
        @Override
        public byte @Nullable [] transform(
                @Nullable ClassLoader loader,
                String name,
                @Nullable Class<?> loaded,
                @Nullable ProtectionDomain domain,
                byte[] original) {
            TracedClass change = loaded == null ? null : changeOf(loaded);
            return change == null ? null : change.change(original);
        }
    }

    // ---- what is traced

    /** The pattern of a function: null when there is no such function. */
    public @Nullable Object info(Proc self, Atom module, Atom function, int arity, Atom item) {
        FunctionKey key = new FunctionKey(module, function, arity);
        boolean exists = versions(self, module).stream()
                .flatMap(version -> places(version).stream())
                .anyMatch(place -> place.function.equals(key));
        return exists ? new TraceItem(patterns.getOrDefault(key, TracePattern.NONE)).value(item) : null;
    }
}
