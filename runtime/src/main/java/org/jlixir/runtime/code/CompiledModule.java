package org.jlixir.runtime.code;

import java.util.Map;
import org.jlixir.runtime.term.Atom;

/**
 * A module as the compiler leaves it: class files and the data that goes with them.
 *
 * @param mainClass the internal name of the class that holds the functions, such as {@code Elixir/Foo/Bar}
 * @param classes class files by internal name
 * @param attributes the persisted attributes: a keyword list
 * @param chunks further data by chunk name; a keyword list
 * @param constants terms that the code refers to and that can not be written into a class file; mostly empty
 */
public record CompiledModule(
        Atom name,
        String mainClass,
        Map<String, byte[]> classes,
        Object attributes,
        Object chunks,
        Object[] constants) {
    CompiledModule withClasses(Map<String, byte[]> changed) {
        return changed == classes ? this : new CompiledModule(name, mainClass, changed, attributes, chunks, constants);
    }
}
