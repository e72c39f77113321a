package org.jlixir.runtime.java;

import java.lang.invoke.MethodHandles;
import java.util.List;

/** What can be done with arrays: {@code :"int[]".new(3)}, {@code new([1, 2])}, {@code get}, {@code set} and {@code length}. */
final class ArrayMembers {
    private ArrayMembers() {}

    static List<Member> of(Class<?> type) {
        Class<?> element = type.componentType();
        return List.of(
                new Member(
                        "new", List.of(int.class), type, false, false, true, _ -> MethodHandles.arrayConstructor(type)),
                new Member("new", List.of(type), type, false, false, true, _ -> MethodHandles.identity(type)),
                new Member(
                        "length", List.of(type), int.class, true, false, false, _ -> MethodHandles.arrayLength(type)),
                new Member(
                        "get",
                        List.of(type, int.class),
                        element,
                        true,
                        false,
                        false,
                        _ -> MethodHandles.arrayElementGetter(type)),
                new Member(
                        "set",
                        List.of(type, int.class, element),
                        void.class,
                        true,
                        false,
                        false,
                        _ -> MethodHandles.arrayElementSetter(type)));
    }
}
