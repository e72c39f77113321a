package org.jlixir.runtime.java;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.util.function.BiFunction;

/** A copy of this class is defined in a class loader whose classes are called, to be their caller. */
public final class CallerClass {
    private CallerClass() {}

    /** Called by reflection in the copy. */
    public static MethodHandles.Lookup lookup() {
        return MethodHandles.lookup();
    }

    /** @param define defines a class of the given name and content in the loader */
    static MethodHandles.Lookup lookup(BiFunction<String, byte[], Class<?>> define) {
        String name = CallerClass.class.getName();
        try (InputStream in = CallerClass.class.getResourceAsStream("CallerClass.class")) {
            if (in == null) {
                throw new IllegalStateException("no class file of " + name);
            }
            Class<?> copy = define.apply(name, in.readAllBytes());
            return (MethodHandles.Lookup) copy.getMethod("lookup").invoke(null);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }
}
