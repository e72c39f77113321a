package org.jlixir.compiler.expand;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The functions of Erlang modules that do nothing but give a value, as Erlang's compiler knows them: a call whose value nobody sees is a mistake. */
final class PureCalls {
    /** Functions of {@code :erlang} that never fail, so that a call of one has no effect at all. */
    private static final Set<String> WITHOUT_EFFECT = names(
            "date/0 get/0 get/1 get_cookie/0 get_keys/1 group_leader/0 is_alive/0 is_atom/1 is_binary/1 is_bitstring/1"
                    + " is_boolean/1 is_float/1 is_function/1 is_integer/1 is_list/1 is_map/1 is_number/1 is_pid/1"
                    + " is_port/1 is_reference/1 is_tuple/1 make_ref/0 max/2 min/2 node/0 nodes/0 ports/0 pre_loaded/0"
                    + " processes/0 registered/0 self/0 term_to_binary/1 time/0");

    /** Functions of {@code :erlang} that may fail. */
    private static final Set<String> PURE =
            names("abs/1 atom_to_binary/1 atom_to_binary/2 atom_to_list/1 binary_part/2 binary_part/3 binary_to_atom/1"
                + " binary_to_atom/2 binary_to_float/1 binary_to_integer/1 binary_to_list/1 binary_to_list/3"
                + " bit_size/1 byte_size/1 ceil/1 element/2 float/1 float_to_binary/1 float_to_list/1 floor/1 hd/1"
                + " integer_to_binary/1 integer_to_list/1 is_function/2 is_map_key/2 is_record/2 is_record/3 length/1"
                + " list_to_atom/1 list_to_binary/1 list_to_float/1 list_to_integer/1 list_to_integer/2 list_to_pid/1"
                + " list_to_tuple/1 make_fun/3 map_get/2 pid_to_list/1 round/1 setelement/3 size/1 split_binary/2 tl/1"
                + " trunc/1 tuple_size/1 tuple_to_list/1");

    /** Pure functions of other modules, which may fail. */
    private static final Set<String> PURE_ELSEWHERE =
            names("lists:append/2 lists:subtract/2 maps:new/0 math:acos/1 math:acosh/1 math:asin/1 math:asinh/1"
                    + " math:atan/1 math:atan2/2 math:atanh/1 math:ceil/1 math:cos/1 math:cosh/1 math:erf/1 math:erfc/1"
                    + " math:exp/1 math:floor/1 math:fmod/2 math:log/1 math:log10/1 math:log2/1 math:pi/0 math:pow/2"
                    + " math:sin/1 math:sinh/1 math:sqrt/1 math:tan/1 math:tanh/1");

    private PureCalls() {}

    private static Set<String> names(String text) {
        return Stream.of(text.split(" ")).collect(Collectors.toUnmodifiableSet());
    }

    /** True for a function of {@code :erlang} that has neither an effect nor a failure. */
    static boolean isWithoutEffect(String function, int arity) {
        return WITHOUT_EFFECT.contains(function + "/" + arity);
    }

    /** What Erlang's compiler calls a pure function that may fail, beginning with what it puts in its place; nothing for any other. */
    static List<String> pure(String module, String function, int arity) {
        String name = function + "/" + arity;
        if (module.equals("erlang")) {
            return PURE.contains(name) ? List.of(name) : List.of();
        }
        String full = module + ":" + name;
        return switch (full) {
            case "maps:get/2" -> List.of("map_get/2", full);
            case "maps:is_key/2" -> List.of("is_map_key/2", full);
            default -> PURE_ELSEWHERE.contains(full) ? List.of(full) : List.of();
        };
    }
}
