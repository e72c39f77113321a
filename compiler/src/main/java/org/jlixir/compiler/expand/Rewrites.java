package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * Functions of Elixir that are another name for a built-in: a call is rewritten to the built-in when it is expanded, as Elixir
 * does, which also makes it fit for guards.
 */
final class Rewrites {
    /** {@code module function/arity erlang-function}, the arguments being the same. */
    private static final String SAME_ARGUMENTS = """
        Kernel erlang != /= 2
        Kernel erlang !== =/= 2
        Kernel erlang * * 2
        Kernel erlang + + 1
        Kernel erlang + + 2
        Kernel erlang ++ ++ 2
        Kernel erlang - - 1
        Kernel erlang - - 2
        Kernel erlang -- -- 2
        Kernel erlang / / 2
        Kernel erlang < < 2
        Kernel erlang <= =< 2
        Kernel erlang == == 2
        Kernel erlang === =:= 2
        Kernel erlang > > 2
        Kernel erlang >= >= 2
        Kernel erlang abs abs 1
        Kernel erlang apply apply 2
        Kernel erlang apply apply 3
        Kernel erlang binary_part binary_part 3
        Kernel erlang bit_size bit_size 1
        Kernel erlang byte_size byte_size 1
        Kernel erlang ceil ceil 1
        Kernel erlang div div 2
        Kernel erlang exit exit 1
        Kernel erlang floor floor 1
        Kernel erlang function_exported? function_exported 3
        Kernel erlang hd hd 1
        Kernel erlang is_atom is_atom 1
        Kernel erlang is_binary is_binary 1
        Kernel erlang is_bitstring is_bitstring 1
        Kernel erlang is_boolean is_boolean 1
        Kernel erlang is_float is_float 1
        Kernel erlang is_function is_function 1
        Kernel erlang is_function is_function 2
        Kernel erlang is_integer is_integer 1
        Kernel erlang is_list is_list 1
        Kernel erlang is_map is_map 1
        Kernel erlang is_number is_number 1
        Kernel erlang is_pid is_pid 1
        Kernel erlang is_port is_port 1
        Kernel erlang is_reference is_reference 1
        Kernel erlang is_tuple is_tuple 1
        Kernel erlang length length 1
        Kernel erlang make_ref make_ref 0
        Kernel erlang map_size map_size 1
        Kernel erlang max max 2
        Kernel erlang min min 2
        Kernel erlang node node 0
        Kernel erlang node node 1
        Kernel erlang not not 1
        Kernel erlang rem rem 2
        Kernel erlang round round 1
        Kernel erlang self self 0
        Kernel erlang send send 2
        Kernel erlang spawn spawn 1
        Kernel erlang spawn spawn 3
        Kernel erlang spawn_link spawn_link 1
        Kernel erlang spawn_link spawn_link 3
        Kernel erlang spawn_monitor spawn_monitor 1
        Kernel erlang spawn_monitor spawn_monitor 3
        Kernel erlang throw throw 1
        Kernel erlang tl tl 1
        Kernel erlang trunc trunc 1
        Kernel erlang tuple_size tuple_size 1
        Atom erlang to_charlist atom_to_list 1
        Atom erlang to_string atom_to_binary 1
        Integer erlang to_charlist integer_to_list 1
        Integer erlang to_charlist integer_to_list 2
        Integer erlang to_string integer_to_binary 1
        Integer erlang to_string integer_to_binary 2
        List erlang to_atom list_to_atom 1
        List erlang to_existing_atom list_to_existing_atom 1
        List erlang to_float list_to_float 1
        List erlang to_integer list_to_integer 1
        List erlang to_integer list_to_integer 2
        List erlang to_tuple list_to_tuple 1
        Map maps keys keys 1
        Map maps merge merge 2
        Map maps to_list to_list 1
        Map maps values values 1
        Process erlang alive? is_process_alive 1
        String erlang to_atom binary_to_atom 1
        String erlang to_existing_atom binary_to_existing_atom 1
        String erlang to_float binary_to_float 1
        String erlang to_integer binary_to_integer 1
        String erlang to_integer binary_to_integer 2
        Tuple erlang to_list tuple_to_list 1
        Bitwise erlang band band 2
        Bitwise erlang bor bor 2
        Bitwise erlang bxor bxor 2
        Bitwise erlang bnot bnot 1
        Bitwise erlang bsl bsl 2
        Bitwise erlang bsr bsr 2
        Bitwise erlang &&& band 2
        Bitwise erlang ||| bor 2
        Bitwise erlang ^^^ bxor 2
        Bitwise erlang ~~~ bnot 1
        Bitwise erlang <<< bsl 2
        Bitwise erlang >>> bsr 2
        """;

    private static final String GUARDS = """
        abs/1 binary_part/2 binary_part/3 bit_size/1 byte_size/1 ceil/1 element/2 float/1 floor/1 hd/1 is_atom/1 is_binary/1 \
        is_bitstring/1 is_boolean/1 is_float/1 is_function/1 is_function/2 is_integer/1 is_list/1 is_map/1 is_map_key/2 \
        is_number/1 is_pid/1 is_port/1 is_reference/1 is_tuple/1 length/1 map_get/2 map_size/1 max/2 \
        min/2 node/0 node/1 not/1 rem/2 round/1 self/0 size/1 tl/1 trunc/1 tuple_size/1 +/1 +/2 -/1 -/2 */2 //2 div/2 band/2 \
        bor/2 bxor/2 bnot/1 bsl/2 bsr/2 and/2 or/2 xor/2 andalso/2 orelse/2 ==/2 /=/2 =</2 </2 >=/2 >/2 =:=/2 =/=/2\
        """;

    private static final Map<Atom, Map<Atom, Tuple2[]>> INLINE = inlined();
    private static final Set<String> IN_GUARDS = Set.of(GUARDS.split(" "));
    private static final Atom MAPS = Atom.of("maps");
    private static final Atom STRING_CHARS = Atom.of("Elixir.String.Chars");
    private static final Atom MAP_MODULE = Atom.of("Elixir.Map");

    private static final Atom PROCESS_MODULE = Atom.of("Elixir.Process");
    private static final Atom PORT_MODULE = Atom.of("Elixir.Port");
    private static final Atom PROCESS = Atom.of("process");
    private static final Atom PORT = Atom.of("port");

    private static Map<Atom, Map<Atom, Tuple2[]>> inlined() {
        Map<Atom, Map<Atom, Tuple2[]>> targets = new HashMap<>();
        SAME_ARGUMENTS.lines().forEach(line -> {
            String[] part = line.split(" ");
            int arity = Integer.parseInt(part[4]);
            targets.computeIfAbsent(Atom.of("Elixir." + part[0]), _ -> new HashMap<>())
                            .computeIfAbsent(Atom.of(part[2]), _ -> new Tuple2[4])[arity] =
                    new Tuple2(Atom.of(part[1]), Atom.of(part[3]));
        });
        return Map.copyOf(targets);
    }

    private Rewrites() {}

    /** {@code {module, function}} to call instead with the same arguments, or null. */
    static @Nullable Tuple2 inline(Atom module, Atom name, int arity) {
        Map<Atom, Tuple2[]> functions = INLINE.get(module);
        if (functions == null || arity > 3) {
            return null;
        }
        Tuple2[] byArity = functions.get(name);
        return byArity == null ? null : byArity[arity];
    }

    /** A call whose arguments change in number or place, outside of patterns and guards; null when it is left as it is. */
    static @Nullable Object outside(
            Expander x, Atom module, Object dotMeta, Atom name, Object meta, Object args, int arity) {
        if (module == PROCESS_MODULE) {
            return arity == 1 || arity == 2 ? monitor(PROCESS, dotMeta, name, meta, args) : null;
        }
        if (module == PORT_MODULE) {
            return arity == 1 ? monitor(PORT, dotMeta, name, meta, args) : null;
        }
        Object rewritten = reordered(module, dotMeta, name, meta, args, arity);
        if (rewritten == null || !(args instanceof Cons cell) || isOrderless(cell)) {
            return rewritten;
        }
        // The first argument is no longer the first, and is to be evaluated first all the same.
        Tuple3 held = x.freshVariable("held", meta);
        Object moved = reordered(module, dotMeta, name, meta, new Cons(held, cell.tail()), arity);
        return Form.call(BLOCK, EmptyList.NIL, Form.call(MATCH, meta, held, cell.head), moved);
    }

    /** {@code kind}: what the first argument of {@code :erlang.monitor} says of the second. */
    private static @Nullable Object monitor(Atom kind, Object dotMeta, Atom name, Object meta, Object args) {
        return name.name().equals("monitor")
                ? new Tuple3(new Tuple3(DOT, dotMeta, TermList.of(ERLANG, name)), meta, new Cons(kind, args))
                : null;
    }

    /** True when nobody can tell whether the first argument is evaluated before the others. */
    private static boolean isOrderless(Cons args) {
        if (isValue(args.head)) {
            return true;
        }
        for (Object rest = args.tail(); rest instanceof Cons cell; rest = cell.tail()) {
            if (!isValue(cell.head)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isValue(Object form) {
        return Form.isVariable(form) || !(form instanceof Tuple || form instanceof Cons || form instanceof ElixirMap);
    }

    private static @Nullable Object reordered(
            Atom module, Object dotMeta, Atom name, Object meta, Object args, int arity) {
        if (module == KERNEL) {
            return kernel(dotMeta, name, meta, args, arity);
        }
        if (module == MAP_MODULE) {
            return map(dotMeta, name, meta, args, arity);
        }
        if (module == ERLANG && arity == 1) {
            return signed(name, Form.at(args, 0));
        }
        if (module == STRING_CHARS) {
            return textOfText(name, args, arity);
        }
        return null;
    }

    /** A number with a sign; null for anything else. */
    private static @Nullable Object signed(Atom name, Object argument) {
        if (argument instanceof Number number) {
            if (name == PLUS) {
                return number;
            }
            if (name == MINUS) {
                return negated(number);
            }
        }
        return null;
    }

    /** The text of a literal that is text; null for anything else. */
    private static @Nullable Object textOfText(Atom name, Object args, int arity) {
        boolean literal = arity == 1
                && Form.at(args, 0) instanceof Bitstring
                && name.name().equals("to_string");
        return literal ? Form.at(args, 0) : null;
    }

    private static @Nullable Object kernel(Object dotMeta, Atom name, Object meta, Object args, int arity) {
        return switch (name.name()) {
            case "elem" ->
                arity == 2
                        ? call(ERLANG, dotMeta, "element", meta, next(meta, Form.at(args, 1)), Form.at(args, 0))
                        : null;
            case "put_elem" ->
                arity == 3
                        ? call(
                                ERLANG,
                                dotMeta,
                                "setelement",
                                meta,
                                next(meta, Form.at(args, 1)),
                                Form.at(args, 0),
                                Form.at(args, 2))
                        : null;
            case "is_map_key" ->
                arity == 2 ? call(ERLANG, dotMeta, "is_map_key", meta, Form.at(args, 1), Form.at(args, 0)) : null;
            default -> null;
        };
    }

    private static @Nullable Object map(Object dotMeta, Atom name, Object meta, Object args, int arity) {
        String to = switch (name.name()) {
            case "fetch" -> arity == 2 ? "find" : null;
            case "fetch!" -> arity == 2 ? "get" : null;
            case "delete" -> arity == 2 ? "remove" : null;
            case "has_key?" -> arity == 2 ? "is_key" : null;
            case "put" -> arity == 3 ? "put" : null;
            case "replace!" -> arity == 3 ? "update" : null;
            default -> null;
        };
        if (to == null) {
            return null;
        }
        if (to.equals("get")) {
            return call(ERLANG, dotMeta, "map_get", meta, Form.at(args, 1), Form.at(args, 0));
        }
        return arity == 2
                ? call(MAPS, dotMeta, to, meta, Form.at(args, 1), Form.at(args, 0))
                : call(MAPS, dotMeta, to, meta, Form.at(args, 1), Form.at(args, 2), Form.at(args, 0));
    }

    private static Tuple3 call(Atom module, Object dotMeta, String function, Object meta, Object... args) {
        return new Tuple3(new Tuple3(DOT, dotMeta, TermList.of(module, Atom.of(function))), meta, TermList.of(args));
    }

    private static Object next(Object meta, Object index) {
        return index instanceof Long n && n < Long.MAX_VALUE ? (Object) (n + 1) : Form.erlang(meta, "+", index, 1L);
    }

    /** A remote call in a guard: a built-in that guards know, or an error. */
    static Object inGuard(Expander x, Atom module, Object dotMeta, Atom name, Object meta, Object args, int arity) {
        Object rewritten = module == KERNEL ? kernel(dotMeta, name, meta, args, arity) : null;
        if (rewritten != null) {
            return rewritten;
        }
        if (module == ERLANG && IN_GUARDS.contains(name.name() + "/" + arity)) {
            return new Tuple3(new Tuple3(DOT, dotMeta, TermList.of(module, name)), meta, args);
        }
        throw x.fatal(
                meta,
                "cannot invoke remote function " + Names.inspect(module) + "." + Names.function(name) + "/" + arity
                        + (x.inSize ? " inside a bitstring size specifier" : " inside a guard"));
    }

    /** A remote call in a pattern: arithmetic signs on numbers and {@code ++} on literal lists, or an error. */
    static Object inMatch(Expander x, Atom module, Atom name, Object meta, Object args) {
        int arity = Form.length(args);
        Object literal = module == ERLANG && arity == 1
                ? signed(name, Form.at(args, 0))
                : module == STRING_CHARS ? textOfText(name, args, arity) : null;
        if (literal != null) {
            return literal;
        }
        if (module == ERLANG && arity == 2 && name == PLUS_PLUS) {
            return concatenation(x, meta, args);
        }
        throw x.fatal(
                meta,
                "cannot invoke remote function " + Names.inspect(module) + "." + Names.function(name) + "/" + arity
                        + " inside a match");
    }

    private static Object negated(Number number) {
        return switch (number) {
            case Long n when n != Long.MIN_VALUE -> (Object) (-n);
            case Double d -> (Object) (-d);
            default -> {
                java.math.BigInteger big = new java.math.BigInteger(number.toString()).negate();
                yield big.bitLength() < 64 ? (Object) big.longValue() : big;
            }
        };
    }

    private static Object concatenation(Expander x, Object meta, Object args) {
        Object left = Form.at(args, 0);
        Object right = Form.at(args, 1);
        if (Form.isList(left) && Form.length(left) >= 0 && !endsInBar(left)) {
            return Form.isList(right) && !endsInBar(right) ? Form.append(left, right) : cons(meta, left, right);
        }
        throw x.fatal(
                meta,
                "invalid argument for ++ operator inside a match, expected a literal proper list, got: "
                        + x.text(left));
    }

    private static boolean endsInBar(Object list) {
        Object last = null;
        for (Object rest = list; rest instanceof Cons cell; rest = cell.tail()) {
            last = cell.head;
        }
        return last instanceof Tuple3 node && node.e0 == BAR;
    }

    /** {@code [a, b | tail]} of {@code [a, b]} and a tail that is no list. */
    private static Object cons(Object meta, Object left, Object tail) {
        if (left == EmptyList.NIL) {
            return tail;
        }
        Cons cell = (Cons) left;
        if (cell.tail() == EmptyList.NIL) {
            return TermList.of(Form.call(BAR, meta, cell.head, tail));
        }
        return new Cons(cell.head, cons(meta, cell.tail(), tail));
    }
}
