package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Proc;
import org.jspecify.annotations.Nullable;

/**
 * A member made callable with terms.
 *
 * @param kinds of the arguments that it was chosen for; null when others of the same kinds may lead elsewhere
 * @param handle {@code (Proc, Object...)Object}, with a parameter for each argument; throws {@link NotConvertible} when one of them
 *     does not fit
 */
record Invocation(Object @Nullable [] kinds, MethodHandle handle) {
    /** @throws ElixirException when there is none for the arguments */
    static Invocation of(JavaClass type, String function, Object[] arguments) {
        List<Member> members = type.members(function, arguments.length);
        if (members.isEmpty()) {
            throw JavaFailures.undefined(type, function, arguments.length);
        }
        Overloads.Choice choice = Overloads.choose(type.classes().toJava(), members, arguments);
        if (choice == null) {
            throw JavaFailures.noOverload(type, function, members, arguments);
        }
        return new Invocation(choice.dependsOnValues() ? null : Kinds.of(arguments), handle(type, choice, arguments));
    }

    private static MethodHandle handle(JavaClass type, Overloads.Choice choice, Object[] arguments) {
        Member member = choice.member();
        JavaClasses classes = type.classes();
        MethodHandle handle;
        try {
            handle = member.handle().in(classes.lookup()).asFixedArity();
        } catch (IllegalAccessException | LinkageError refused) {
            throw ElixirException.exception(
                    "ArgumentError", member.describe() + " can not be called: " + refused.getMessage());
        }
        handle = handle.asType(MethodType.methodType(handle.type().returnType(), member.parameters()));
        int count = arguments.length;
        if (choice.isSpread()) {
            int fixed = member.parameters().size() - 1;
            handle = handle.asCollector(member.parameters().get(fixed), count - fixed);
        }
        handle = member.keepsResult()
                ? handle.asType(handle.type().changeReturnType(Object.class))
                : MethodHandles.filterReturnValue(
                        handle, ToElixir.handle(handle.type().returnType()));
        for (int i = count - 1; i >= 0; i--) {
            MethodHandle conversion = classes.toJava().handle(choice.types().get(i), arguments[i]);
            handle = MethodHandles.collectArguments(handle, i, conversion);
        }
        MethodHandle passedOn = onePassedOn(handle, count);
        return classes.hasClassPath() ? MethodHandles.foldArguments(passedOn, enter(classes)) : passedOn;
    }

    private static MethodHandle enter(JavaClasses classes) {
        try {
            return MethodHandles.lookup().bind(classes, "enter", MethodType.methodType(void.class));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** From {@code (Proc, Object, Proc, Object, ...)} to {@code (Proc, Object, Object, ...)}. */
    private static MethodHandle onePassedOn(MethodHandle handle, int count) {
        int[] order = new int[2 * count];
        for (int i = 0; i < count; i++) {
            order[2 * i + 1] = i + 1;
        }
        MethodType type = MethodType.genericMethodType(count + 1).changeParameterType(0, Proc.class);
        return MethodHandles.permuteArguments(handle, type, order);
    }
}
