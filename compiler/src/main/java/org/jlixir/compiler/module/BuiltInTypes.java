package org.jlixir.compiler.module;

import java.util.HashSet;
import java.util.Set;
import org.jlixir.runtime.term.Atom;

/** The types that are there without a definition. */
final class BuiltInTypes {
    private static final Set<Signature> ERLANG =
            signatures("any/0 arity/0 atom/0 binary/0 bitstring/0 bool/0 boolean/0 byte/0 char/0 dynamic/0 float/0"
                + " fun/0 function/0 identifier/0 integer/0 iodata/0 iolist/0 list/0 list/1 map/0"
                + " maybe_improper_list/0 maybe_improper_list/2 mfa/0 module/0 neg_integer/0 nil/0 no_return/0 node/0"
                + " non_neg_integer/0 none/0 nonempty_binary/0 nonempty_bitstring/0 nonempty_improper_list/2"
                + " nonempty_list/0 nonempty_list/1 nonempty_maybe_improper_list/0 nonempty_maybe_improper_list/2"
                + " nonempty_string/0 number/0 pid/0 port/0 pos_integer/0 reference/0 string/0 term/0 timeout/0"
                + " tuple/0");
    private static final Set<Signature> ELIXIR =
            signatures("as_boolean/1 charlist/0 char_list/0 keyword/0 keyword/1 nonempty_charlist/0 struct/0");
    private static final Set<Signature> RESERVED = signatures("optional/1 required/1");

    private BuiltInTypes() {}

    private static Set<Signature> signatures(String text) {
        Set<Signature> out = new HashSet<>();
        for (String each : text.split(" ", -1)) {
            int slash = each.indexOf('/');
            out.add(new Signature(Atom.of(each.substring(0, slash)), Integer.parseInt(each.substring(slash + 1))));
        }
        return Set.copyOf(out);
    }

    static boolean isOfErlang(Signature signature) {
        return ERLANG.contains(signature);
    }

    /** Those that Elixir adds: remote types of {@code :elixir}. */
    static boolean isOfElixir(Signature signature) {
        return ELIXIR.contains(signature);
    }

    /** What can only stand around the key of a map type. */
    static boolean isReserved(Signature signature) {
        return RESERVED.contains(signature);
    }
}
