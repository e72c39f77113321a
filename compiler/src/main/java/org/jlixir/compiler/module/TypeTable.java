package org.jlixir.compiler.module;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The types that a module defines. */
final class TypeTable {
    private final Map<Signature, Typespecs.Typespec> defined = new LinkedHashMap<>();

    /** @return the definition that was there before */
    Typespecs.@Nullable Typespec define(Signature signature, Typespecs.Typespec typespec) {
        return defined.putIfAbsent(signature, typespec);
    }

    boolean defines(Signature signature) {
        return defined.containsKey(signature);
    }
}
