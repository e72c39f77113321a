package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jlixir.runtime.code.CallSites;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jspecify.annotations.Nullable;

/**
 * A Java class as a module. Its functions are the public methods, {@code new}, {@code class/0} and the public fields, each for all
 * its overloads; a method of an object takes that as the first argument. Safe for any thread.
 */
public final class JavaClass extends ModuleVersion implements CallSites.Linked {
    private record Key(Atom function, int arity) {}

    private final Class<?> type;
    private final JavaClasses classes;
    private final ConcurrentHashMap<Key, JavaFun> functions = new ConcurrentHashMap<>();
    private volatile @Nullable Map<String, List<Member>> members;

    JavaClass(Atom name, Class<?> type, JavaClasses classes) {
        super(name);
        this.type = type;
        this.classes = classes;
    }

    public Class<?> type() {
        return type;
    }

    JavaClasses classes() {
        return classes;
    }

    /** Answers a function for every name: one that is not there says so, with the candidates, when it is called. */
    @Override
    public Fun function(Atom function, int arity) {
        return functions.computeIfAbsent(new Key(function, arity), key -> new JavaFun(this, function, arity));
    }

    @Override
    public boolean exports(Atom function, int arity) {
        return !members(function.name(), arity).isEmpty();
    }

    /** A function for each name and arity, those of a method with variable arguments up to one of them. */
    @Override
    public List<Fun> functions() {
        List<Fun> all = new ArrayList<>();
        all().forEach((name, overloads) -> overloads.stream()
                .flatMap(member -> member.isVarargs()
                        ? java.util.stream.Stream.of(
                                member.parameters().size() - 1,
                                member.parameters().size())
                        : java.util.stream.Stream.of(member.parameters().size()))
                .distinct()
                .sorted()
                .forEach(arity -> all.add(function(Atom.of(name), arity))));
        return all;
    }

    @Override
    public MethodHandle link(Atom function, int arity) {
        return new JavaCallSite(this, function.name(), arity).dynamicInvoker();
    }

    /** What the class has, one text a member. */
    public List<String> describe() {
        return all().values().stream()
                .flatMap(List::stream)
                .map(Member::describe)
                .toList();
    }

    /** All members by name, in a fixed order. */
    Map<String, List<Member>> all() {
        Map<String, List<Member>> known = members;
        if (known == null) {
            known = read();
            members = known;
        }
        return known;
    }

    /** The members that a call of this name with so many arguments may mean; {@code println(char)} names a single one. */
    List<Member> members(String function, int arity) {
        int signature = function.indexOf('(');
        String name = signature > 0 ? function.substring(0, signature) : function;
        return all().getOrDefault(name, List.of()).stream()
                .filter(member -> member.takes(arity) && (signature <= 0 || hasSignature(member, function)))
                .toList();
    }

    private static boolean hasSignature(Member member, String function) {
        String inside = function.substring(function.indexOf('(') + 1, function.length() - 1);
        String[] wanted = inside.isBlank() ? new String[0] : inside.split("\\s*,\\s*");
        List<Class<?>> parameters = member.hasReceiver()
                ? member.parameters().subList(1, member.parameters().size())
                : member.parameters();
        if (wanted.length != parameters.size()) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            Class<?> parameter = parameters.get(i);
            String name = wanted[i].strip().replace("...", "[]");
            if (!name.equals(parameter.getTypeName()) && !name.equals(parameter.getSimpleName())) {
                return false;
            }
        }
        return true;
    }

    // ---- reading the class

    private Map<String, List<Member>> read() {
        Map<String, List<Member>> found = new TreeMap<>();
        if (type.isArray()) {
            ArrayMembers.of(type).forEach(member -> add(found, member));
        } else if (!Modifier.isAbstract(type.getModifiers()) && Modifier.isPublic(type.getModifiers())) {
            for (Constructor<?> constructor : type.getConstructors()) {
                add(found, constructor(constructor));
            }
        }
        Method[] methods = type.getMethods();
        for (Method method : methods) {
            if (!isOnlyBridge(method, methods)) {
                addMethod(found, method);
            }
        }
        if (type.isInterface()) {
            for (Method method : Object.class.getMethods()) {
                addMethod(found, method);
            }
        }
        for (Field field : type.getFields()) {
            addField(found, field);
        }
        Class<?> self = type;
        add(
                found,
                new Member(
                        "class",
                        List.of(),
                        Class.class,
                        false,
                        false,
                        false,
                        _ -> MethodHandles.constant(Class.class, self)));
        found.values().forEach(list -> list.sort(java.util.Comparator.comparing(Member::describe)));
        return found;
    }

    /** A bridge stands for a method with narrower types, which is there too; one that only makes a method public stands alone. */
    private static boolean isOnlyBridge(Method method, Method[] methods) {
        return method.isBridge()
                && Arrays.stream(methods)
                        .anyMatch(other -> !other.isBridge()
                                && other.getName().equals(method.getName())
                                && other.getParameterCount() == method.getParameterCount());
    }

    private static void add(Map<String, List<Member>> found, Member member) {
        List<Member> overloads = found.computeIfAbsent(member.name(), _ -> new ArrayList<>());
        overloads.removeIf(other -> other.parameters().equals(member.parameters())
                && other.result().isAssignableFrom(member.result())
                && other.hasReceiver() == member.hasReceiver());
        if (overloads.stream().noneMatch(other -> other.parameters().equals(member.parameters()))) {
            overloads.add(member);
        }
    }

    private static Member constructor(Constructor<?> constructor) {
        return new Member(
                "new",
                List.of(constructor.getParameterTypes()),
                constructor.getDeclaringClass(),
                false,
                constructor.isVarArgs(),
                false,
                lookup -> lookup.unreflectConstructor(constructor));
    }

    private void addMethod(Map<String, List<Member>> found, Method declared) {
        Method method = accessible(declared);
        boolean isStatic = Modifier.isStatic(declared.getModifiers());
        if (method == null
                || isStatic && declared.getDeclaringClass().isInterface() && declared.getDeclaringClass() != type) {
            return;
        }
        List<Class<?>> parameters = new ArrayList<>(Arrays.asList(declared.getParameterTypes()));
        if (type.isEnum()) {
            // compareTo(E) takes the constants of the enumeration, whatever is left of E.
            parameters.replaceAll(parameter -> parameter == Enum.class ? type : parameter);
        }
        if (!isStatic) {
            parameters.addFirst(type);
        }
        add(
                found,
                new Member(
                        declared.getName(),
                        List.copyOf(parameters),
                        declared.getReturnType(),
                        !isStatic,
                        declared.isVarArgs(),
                        false,
                        lookup -> lookup.unreflect(method)));
    }

    /** The method itself, or one that it overrides, whose class is public and exported; null when there is none. */
    private static @Nullable Method accessible(Method method) {
        if (isAccessible(method.getDeclaringClass())) {
            return method;
        }
        for (Class<?> at = method.getDeclaringClass(); at != null; at = at.getSuperclass()) {
            Method found = isAccessible(at) ? declared(at, method) : null;
            for (Class<?> face : at.getInterfaces()) {
                found = found == null ? inInterface(face, method) : found;
            }
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable Method inInterface(Class<?> face, Method method) {
        Method found = isAccessible(face) ? declared(face, method) : null;
        for (Class<?> parent : face.getInterfaces()) {
            found = found == null ? inInterface(parent, method) : found;
        }
        return found;
    }

    private static @Nullable Method declared(Class<?> type, Method method) {
        try {
            Method found = type.getDeclaredMethod(method.getName(), method.getParameterTypes());
            return Modifier.isPublic(found.getModifiers()) ? found : null;
        } catch (NoSuchMethodException _) {
            return null;
        }
    }

    private static boolean isAccessible(Class<?> type) {
        boolean isPublic = Modifier.isPublic(type.getModifiers())
                && (type.getDeclaringClass() == null || isAccessible(type.getDeclaringClass()));
        return isPublic && type.getModule().isExported(type.getPackageName());
    }

    private void addField(Map<String, List<Member>> found, Field field) {
        if (!isAccessible(field.getDeclaringClass())) {
            return;
        }
        boolean isStatic = Modifier.isStatic(field.getModifiers());
        List<Class<?>> receiver = isStatic ? List.of() : List.of(type);
        addUnlessMethod(
                found,
                new Member(
                        field.getName(),
                        receiver,
                        field.getType(),
                        !isStatic,
                        false,
                        false,
                        lookup -> lookup.unreflectGetter(field)));
        if (!Modifier.isFinal(field.getModifiers())) {
            List<Class<?>> parameters = new ArrayList<>(receiver);
            parameters.add(field.getType());
            addUnlessMethod(
                    found,
                    new Member(
                            field.getName(),
                            List.copyOf(parameters),
                            void.class,
                            !isStatic,
                            false,
                            false,
                            lookup -> lookup.unreflectSetter(field)));
        }
    }

    /** Where a method has a field's name and arity, the method is meant. */
    private static void addUnlessMethod(Map<String, List<Member>> found, Member field) {
        int arity = field.parameters().size();
        if (found.getOrDefault(field.name(), List.of()).stream().noneMatch(other -> other.takes(arity))) {
            add(found, field);
        }
    }
}
