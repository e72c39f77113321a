package org.jlixir.runtime.erlang;

import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.jlixir.runtime.code.CodeServer;
import org.jlixir.runtime.code.ModuleVersion;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.file.WorkingDirectory;
import org.jlixir.runtime.java.ClassNames;
import org.jlixir.runtime.java.JavaClass;
import org.jlixir.runtime.java.JavaFailures;
import org.jlixir.runtime.java.Walk;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** What the modules {@code Java} and the protocols' implementations for Java objects are made of. */
@ErlangModule("jlixir_java")
public final class JlixirJava {
    private JlixirJava() {}

    /** True for a Java object, which is no term of Elixir's own. */
    @Builtin("is_object")
    public static Object isObject(Object term) {
        return Atom.of(!(term instanceof Atom
                || Arithmetic.isNumber(term)
                || term instanceof Bitstring
                || term instanceof Cons
                || term instanceof EmptyList
                || term instanceof Tuple
                || term instanceof ElixirMap
                || term instanceof Fun
                || term instanceof Pid
                || term instanceof Reference
                || term instanceof Port));
    }

    @Builtin("class_name")
    public static Object className(Object object) {
        return Atom.of(object.getClass().getTypeName());
    }

    /** Whether the object is of the Java class of that name, or of one that extends it. */
    @Builtin("is_instance")
    public static Object isInstance(Proc self, Object object, Object name) {
        ModuleVersion type = name instanceof Atom atom ? self.node().code().find(atom) : null;
        if (type instanceof JavaClass known) {
            return Atom.of(known.type().isInstance(object));
        }
        throw ElixirException.exception("ArgumentError", "there is no Java class " + name);
    }

    /** A jar or folder, a binary; {@code false} when it is not there. */
    @Builtin("add_class_path")
    public static Object addClassPath(Proc self, Object entry) {
        try {
            Path path = WorkingDirectory.of(self.node()).resolve(entry);
            return Atom.of(self.node().code().addToClassPath(path));
        } catch (java.io.IOException _) {
            return Atom.FALSE;
        }
    }

    @Builtin("to_string")
    public static Object text(Object object) {
        return guarded(() -> Bitstring.of(Objects.toString(object.toString(), "null")));
    }

    /** True when {@code to_string} says more than the class and a number. */
    @Builtin("has_text")
    public static Object hasText(Object object) {
        try {
            return Atom.of(!object.getClass().isArray()
                    && object.getClass().getMethod("toString").getDeclaringClass() != Object.class);
        } catch (NoSuchMethodException _) {
            return Atom.FALSE;
        }
    }

    /** True for a collection, map or array, whose elements may be looked at without using it up. */
    @Builtin("is_collection")
    public static Object isCollection(Object object) {
        return Atom.of(object instanceof Collection
                || object instanceof Map
                || object.getClass().isArray());
    }

    @Builtin("is_map")
    public static Object isMap(Object object) {
        return Atom.of(object instanceof Map);
    }

    /** What {@code next} takes the elements from; {@code nil} for an object that has none. */
    @Builtin("walk")
    public static Object walk(Object object) {
        return guarded(() -> {
            Walk walk = Walk.of(object);
            return walk == null ? Atom.NIL : walk;
        });
    }

    /** {@code [element]}, or {@code []} at the end. */
    @Builtin("next")
    public static Object next(Object walk) {
        return guarded(() -> ((Walk) walk).hasNext() ? Cons.of(((Walk) walk).next(), EmptyList.NIL) : EmptyList.NIL);
    }

    @Builtin("close")
    public static Object close(Object walk) {
        return guarded(() -> {
            ((Walk) walk).close();
            return Atom.OK;
        });
    }

    /** The number of elements, -1 when it is not known without a walk. */
    @Builtin("size")
    public static Object size(Object object) {
        return guarded(() -> (long) Walk.size(object));
    }

    @Builtin("to_list")
    public static Object toList(Object object) {
        return guarded(() -> {
            ListBuilder list = new ListBuilder();
            Walk walk = Walk.of(object);
            if (walk == null) {
                throw ElixirException.badArgument();
            }
            walk.forEachRemaining(list::add);
            walk.close();
            return list.finish();
        });
    }

    /** The failure behind a Java exception as an exception struct, {@code nil} when there is none. */
    @Builtin("cause")
    public static Object cause(Object exception) {
        Throwable cause = ((Throwable) exception).getCause();
        return cause == null ? Atom.NIL : JavaFailures.struct(cause);
    }

    /** An exception struct for a Java exception. */
    @Builtin("exception")
    public static Object exception(Object exception) {
        if (exception instanceof Throwable failure) {
            return JavaFailures.struct(failure);
        }
        throw ElixirException.badArgument();
    }

    /** {@code [{name, arity}]} of a Java class, {@code []} for what is none. */
    @Builtin("exports")
    public static Object exports(Proc self, Object name) {
        ModuleVersion version = name instanceof Atom atom ? self.node().code().find(atom) : null;
        return version instanceof JavaClass known ? CodeServer.exportList(known) : EmptyList.NIL;
    }

    /** The members of a Java class with the types of their parameters, as binaries. */
    @Builtin("members")
    public static Object members(Proc self, Object name) {
        ModuleVersion version = name instanceof Atom atom ? self.node().code().find(atom) : null;
        return version instanceof JavaClass known
                ? TermList.from(known.describe().stream().map(Bitstring::of).toList())
                : EmptyList.NIL;
    }

    /** What names of packages and classes that begin with a binary go on with. */
    @Builtin("class_names")
    public static Object classNames(Object prefix) {
        return TermList.from(ClassNames.startingWith(((Bitstring) prefix).utf8()).stream()
                .map(Bitstring::of)
                .toList());
    }

    private interface Action {
        Object run();
    }

    private static Object guarded(Action action) {
        try {
            return action.run();
        } catch (ElixirException failure) {
            throw failure;
        } catch (RuntimeException failure) {
            throw ElixirException.causedBy(failure, JavaFailures.struct(failure));
        }
    }
}
