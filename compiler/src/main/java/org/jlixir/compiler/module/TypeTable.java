package org.jlixir.compiler.module;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The types that a module defines, and which of them its typespecs use. */
final class TypeTable {
    private final Map<Signature, Typespecs.Typespec> defined = new LinkedHashMap<>();
    private final Set<Signature> used = new HashSet<>();

    /** @return the definition that was there before */
    Typespecs.@Nullable Typespec define(Signature signature, Typespecs.Typespec typespec) {
        return defined.putIfAbsent(signature, typespec);
    }

    boolean defines(Signature signature) {
        return defined.containsKey(signature);
    }

    /** @return whether the module defines the type */
    boolean use(Signature signature) {
        used.add(signature);
        return defines(signature);
    }

    boolean isUsed(Signature signature) {
        return used.contains(signature);
    }

    Map<Signature, Typespecs.Typespec> defined() {
        return defined;
    }
}
