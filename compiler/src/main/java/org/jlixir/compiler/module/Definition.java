package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;

/** A function or macro while its module is defined. Confined to the compiling process. */
final class Definition {
    final Signature signature;
    /** {@code :def}, {@code :defp}, {@code :defmacro} or {@code :defmacrop}. */
    Atom kind;

    Object meta;
    String file;
    /** How many default arguments its head declares. */
    int defaults;

    final List<FunctionClause> clauses = new ArrayList<>();
    /** True when clauses apart from each other are worth a warning: it is written out, not generated. */
    boolean checked;
    /** True for one that was made to fill in default arguments. */
    boolean isDefault;
    /** True when one of its clauses does that. */
    boolean fillsDefaults;
    /** True when a clause, not a head of its own, declares the default arguments. */
    boolean defaultsWithBody;

    Definition(Signature signature, Atom kind, Object meta, String file) {
        this.signature = signature;
        this.kind = kind;
        this.meta = meta;
        this.file = file;
    }

    boolean isMacro() {
        return kind == Words.DEFMACRO || kind == Words.DEFMACROP;
    }

    boolean isPublic() {
        return kind == Words.DEF || kind == Words.DEFMACRO;
    }

    /** The name of the function that it is compiled to. */
    Atom functionName() {
        return isMacro() ? Atom.of("MACRO-" + signature.name().name()) : signature.name();
    }

    int functionArity() {
        return isMacro() ? signature.arity() + 1 : signature.arity();
    }

    FunctionDefinition toFunction(boolean exported) {
        return new FunctionDefinition(functionName(), functionArity(), exported, meta, file, clauses);
    }

    /** Where its last clause stands, or its head while it has none. */
    Object lastMeta() {
        return clauses.isEmpty() ? meta : clauses.getLast().meta();
    }

    Definition copyAs(Signature newSignature, Atom newKind) {
        Definition copy = new Definition(newSignature, newKind, meta, file);
        copy.clauses.addAll(clauses);
        copy.defaults = defaults;
        copy.checked = false;
        return copy;
    }

    /** Calls {@code found} for each local call or capture in an expanded form. */
    static void localCalls(Object form, LocalCallFinder found) {
        Walk.locals(form, found);
    }

    /** What {@link #localCalls} reports to. */
    interface LocalCallFinder {
        void call(Atom name, int arity);
    }
}
