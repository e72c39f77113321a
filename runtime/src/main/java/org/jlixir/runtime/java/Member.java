package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something of a class that can be called: a method, a constructor, or the reading or writing of a field.
 *
 * @param parameters the types of the arguments; those of an instance method begin with the receiver
 * @param hasReceiver the first argument is the object that it is called on, which may not be {@code nil}
 * @param isVarargs any number of arguments may stand for the last one, an array
 * @param keepsResult the result is given as it is, even if it would be converted: {@code :"byte[]".new(8)} is to be an array
 */
record Member(
        String name,
        List<Class<?>> parameters,
        Class<?> result,
        boolean hasReceiver,
        boolean isVarargs,
        boolean keepsResult,
        Unreflect handle) {

    /** Finds the method handle. */
    @FunctionalInterface
    interface Unreflect {
        MethodHandle in(MethodHandles.Lookup lookup) throws IllegalAccessException;
    }

    /** True when so many arguments may be given. */
    boolean takes(int count) {
        return isVarargs ? count >= parameters.size() - 1 : count == parameters.size();
    }

    /** The types of {@code count} arguments, each of those that the last array is made of on its own. */
    List<Class<?>> spread(int count) {
        Class<?>[] types = new Class<?>[count];
        int fixed = parameters.size() - 1;
        for (int i = 0; i < count; i++) {
            types[i] = i < fixed ? parameters.get(i) : parameters.get(fixed).componentType();
        }
        return Arrays.asList(types);
    }

    /** {@code println(java.io.PrintStream, char[])}, for messages. */
    String describe() {
        String types = parameters.stream().map(Class::getTypeName).collect(Collectors.joining(", "));
        return name + "(" + (isVarargs ? types.substring(0, types.length() - 2) + "..." : types) + ")";
    }
}
