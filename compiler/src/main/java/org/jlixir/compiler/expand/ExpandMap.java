package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import org.jlixir.compiler.module.OpenModule;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** Maps, structs and their updates. */
final class ExpandMap {
    private ExpandMap() {}

    // %{}

    static Object map(Expander x, Object meta, Object args) {
        if (isUpdate(args)) {
            return new Tuple3(MAP, meta, TermList.of(update(x, meta, (Tuple3) Form.at(args, 0))));
        }
        Object pairs = pairs(x, meta, args);
        return new Tuple3(MAP, meta, pairs);
    }

    private static boolean isUpdate(Object args) {
        return Form.length(args) == 1
                && Form.at(args, 0) instanceof Tuple3 bar
                && bar.e0 == BAR
                && Form.length(bar.e2) == 2;
    }

    private static Tuple3 update(Expander x, Object meta, Tuple3 bar) {
        if (x.env.inMatch() || x.env.inGuard()) {
            String place = x.env.inMatch() ? "match" : "guard";
            throw x.fatal(
                    meta,
                    "cannot use map/struct update syntax in " + place + ", got: "
                            + x.text(new Tuple3(MAP, meta, TermList.of(bar))));
        }
        Object expanded = x.expandArgs(bar.e2);
        Object map = Form.at(expanded, 0);
        Object changes = Form.at(expanded, 1);
        if (!Form.isList(changes)) {
            throw x.fatal(meta, "expected key-value pairs in a map, got: " + x.text(changes));
        }
        checkPairs(x, meta, changes);
        return Form.call(BAR, bar.e1, map, changes);
    }

    private static Object pairs(Expander x, Object meta, Object args) {
        if (!x.env.inMatch()) {
            for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
                if (!(cell.head instanceof Tuple2)) {
                    throw notPairs(x, meta, cell.head);
                }
            }
            Object expanded = x.expandArgs(args);
            checkPairs(x, meta, expanded);
            return expanded;
        }
        ListBuilder out = new ListBuilder();
        for (Object rest = args; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(cell.head instanceof Tuple2 pair)) {
                throw notPairs(x, meta, cell.head);
            }
            Object key = x.expand(pair.e0);
            checkPatternKey(x, meta, key);
            out.add(new Tuple2(key, x.expand(pair.e1)));
        }
        Object expanded = out.finish();
        checkPairs(x, meta, expanded);
        return expanded;
    }

    private static RuntimeException notPairs(Expander x, Object meta, Object wrong) {
        return x.fatal(meta, "expected key-value pairs in a map, got: " + x.text(wrong));
    }

    private static void checkPairs(Expander x, Object meta, Object pairs) {
        Set<Object> seen = null;
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(cell.head instanceof Tuple2 pair)) {
                throw notPairs(x, meta, cell.head);
            }
            if (pair.e0 instanceof Atom || pair.e0 instanceof Number || pair.e0 instanceof Bitstring) {
                if (seen == null) {
                    seen = new HashSet<>();
                }
                if (!seen.add(pair.e0)) {
                    String message = "key " + x.text(pair.e0) + " will be overridden in map";
                    if (x.env.inMatch()) {
                        throw x.fatal(meta, message);
                    }
                    x.session.warnFile(meta, x.env, message);
                }
            }
        }
    }

    /** Keys in patterns are literals, pinned variables, or made of these. */
    private static void checkPatternKey(Expander x, Object meta, Object key) {
        if (key instanceof Tuple3 node) {
            if (node.e0 == PIN) {
                return;
            }
            if (Form.isVariable(node) && node.e0 != UNDERSCORE) {
                throw x.fatal(
                        meta,
                        "cannot use variable " + ((Atom) node.e0).name()
                                + " as map key inside a pattern. Map keys in patterns can only be literals (such as"
                                + " atoms, strings, tuples, and the like) or an existing variable matched with the pin"
                                + " operator (such as ^some_var)");
            }
            if (node.e0 == BITS) {
                for (Object rest = node.e2; rest instanceof Cons cell; rest = cell.tail()) {
                    checkPatternKey(x, meta, Form.at(((Tuple3) cell.head).e2, 0));
                }
                return;
            }
            if (node.e0 == TUPLE || node.e0 == MAP || node.e0 == BAR || node.e0 == MATCH) {
                checkPatternKeys(x, meta, node.e2);
            }
        } else if (key instanceof Tuple2 pair) {
            checkPatternKey(x, meta, pair.e0);
            checkPatternKey(x, meta, pair.e1);
        } else if (key instanceof Cons) {
            checkPatternKeys(x, meta, key);
        }
    }

    private static void checkPatternKeys(Expander x, Object meta, Object keys) {
        for (Object rest = keys; rest instanceof Cons cell; rest = cell.tail()) {
            checkPatternKey(x, meta, cell.head);
        }
    }

    // %Name{}

    static Object struct(Expander x, Object meta, Object nameForm, Object mapForm) {
        if (!(mapForm instanceof Tuple3 map && map.e0 == MAP && Form.isList(map.e2))) {
            throw x.fatal(meta, "expected struct to be followed by a map, got: " + x.text(mapForm));
        }
        return x.env.inMatch() ? pattern(x, meta, nameForm, map) : construction(x, meta, nameForm, map);
    }

    private static Object pattern(Expander x, Object meta, Object nameForm, Tuple3 map) {
        Object name = x.expand(nameForm);
        if (isUpdate(map.e2)) {
            throw x.fatal(meta, "cannot use map/struct update syntax in match, got: " + x.text(map));
        }
        boolean variable = name instanceof Tuple3 node && (node.e0 == PIN || Form.isVariable(node));
        if (!variable && !(name instanceof Atom)) {
            throw x.fatal(
                    meta,
                    "expected struct name in a match to be a compile time atom, alias or a variable, got: "
                            + x.text(name));
        }
        Object pairs = withoutStructKey(x, meta, pairs(x, map.e1, map.e2));
        if (name instanceof Atom module) {
            ElixirMap fields = defaults(x, meta, module);
            Tracing.struct(x, meta, module, pairs);
            for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
                Object key = ((Tuple2) cell.head).e0;
                if (fields.get(key) == null) {
                    throw unknownKey(x, meta, module, key);
                }
            }
        }
        return Form.call(PERCENT, meta, name, new Tuple3(MAP, map.e1, pairs));
    }

    private static Object construction(Expander x, Object meta, Object nameForm, Tuple3 map) {
        Expander.Parallel scope = x.new Parallel();
        scope.begin();
        Object name = x.expand(nameForm);
        scope.end();
        scope.begin();
        Object expanded = map(x, map.e1, map.e2);
        scope.end();
        scope.close();
        if (!(name instanceof Atom module)) {
            throw x.fatal(meta, "expected struct name to be a compile time atom or alias, got: " + x.text(name));
        }
        Object args = ((Tuple3) expanded).e2;
        if (isUpdate(args)) {
            return updated(x, meta, module, map.e1, (Tuple3) Form.at(args, 0));
        }
        Object pairs = withoutStructKey(x, meta, args);
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            if (!(((Tuple2) cell.head).e0 instanceof Atom)) {
                throw x.fatal(
                        meta,
                        "invalid key " + x.text(((Tuple2) cell.head).e0) + " for struct, struct keys must be atoms");
            }
        }
        ElixirMap fields = built(x, meta, module, pairs);
        Tracing.struct(x, meta, module, pairs);
        TreeMap<Object, Object> missing = new TreeMap<>(TermOrder::compare);
        fields.forEach((key, value) -> {
            if (key != STRUCT && !hasKey(pairs, key)) {
                missing.put(key, value);
            }
        });
        ListBuilder all = new ListBuilder();
        missing.forEach((key, value) -> all.add(new Tuple2(key, Escape.value(value))));
        return Form.call(PERCENT, meta, module, new Tuple3(MAP, map.e1, all.finish(lastOfEach(pairs))));
    }

    /** Of pairs with the same key the last one, at the place of the first. */
    private static Object lastOfEach(Object pairs) {
        ListBuilder out = new ListBuilder();
        Set<Object> seen = new HashSet<>();
        boolean repeated = false;
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            repeated |= !seen.add(((Tuple2) cell.head).e0);
        }
        if (!repeated) {
            return pairs;
        }
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            if (!hasKey(cell.tail(), ((Tuple2) cell.head).e0)) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }

    private static Object updated(Expander x, Object meta, Atom module, Object mapMeta, Tuple3 bar) {
        ElixirMap fields = defaults(x, meta, module);
        Tracing.struct(x, meta, module, Form.at(bar.e2, 1));
        for (Object rest = Form.at(bar.e2, 1); rest instanceof Cons cell; rest = cell.tail()) {
            Object key = ((Tuple2) cell.head).e0;
            if (fields.get(key) == null) {
                throw unknownKey(x, meta, module, key);
            }
        }
        Object changes = withoutStructKey(x, meta, Form.at(bar.e2, 1));
        Tuple3 update = Form.call(BAR, bar.e1, Form.at(bar.e2, 0), changes);
        return Form.call(PERCENT, meta, module, new Tuple3(MAP, mapMeta, TermList.of(update)));
    }

    private static boolean hasKey(Object pairs, Object key) {
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            if (((Tuple2) cell.head).e0.equals(key)) {
                return true;
            }
        }
        return false;
    }

    private static Object withoutStructKey(Expander x, Object meta, Object pairs) {
        if (!hasKey(pairs, STRUCT)) {
            return pairs;
        }
        x.session.warnFile(meta, x.env, "key :__struct__ is ignored when using structs");
        ListBuilder out = new ListBuilder();
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            if (((Tuple2) cell.head).e0 != STRUCT) {
                out.add(cell.head);
            }
        }
        return out.finish();
    }

    private static RuntimeException unknownKey(Expander x, Object meta, Atom module, Object key) {
        return x.fatal(meta, "unknown key " + x.text(key) + " for struct " + Names.inspect(module));
    }

    /** The struct with its default values. */
    private static ElixirMap defaults(Expander x, Object meta, Atom module) {
        return call(x, meta, module, null);
    }

    /** The struct made with the pairs, whose values are expanded forms: so that keys are checked. */
    private static ElixirMap built(Expander x, Object meta, Atom module, Object pairs) {
        return call(x, meta, module, pairs);
    }

    private static ElixirMap call(Expander x, Object meta, Atom module, @Nullable Object pairs) {
        int arity = pairs == null ? 0 : 1;
        Object[] args = pairs == null ? new Object[0] : new Object[] {pairs};
        OpenModule open = x.session.openModule(module);
        ElixirMap early = open == null ? x.session.state().parallel().awaitStruct(x.session, module) : null;
        if (early != null) {
            return checkedKeys(x, early, pairs);
        }
        Object result;
        if (open != null && (module != x.env.module || x.env.inFunction()) && open.definesPublic(STRUCT, arity)) {
            try {
                result = open.callFunction(x.session, STRUCT, arity, args);
            } catch (ElixirException failure) {
                throw ExpansionTrace.rewritten(failure, ExpansionTrace.STRUCT, x, meta, module, STRUCT, STRUCT, arity);
            }
        } else if (open != null && !x.env.inFunction()) {
            throw x.fatal(
                    meta,
                    "cannot access struct " + Names.inspect(module)
                            + ", the struct was not yet defined or the struct is being "
                            + "accessed in the same context that defines it");
        } else if (open == null && x.session.ensureLoaded(module) && x.session.exports(module, STRUCT, arity)) {
            try {
                result = x.session.call(module, STRUCT, args);
            } catch (ElixirException failure) {
                throw ExpansionTrace.rewritten(failure, ExpansionTrace.STRUCT, x, meta, module, STRUCT, STRUCT, arity);
            }
        } else {
            throw undefined(x, meta, module);
        }
        if (!(result instanceof ElixirMap map && map.get(STRUCT) instanceof Atom)) {
            throw x.fatal(
                    meta,
                    "expected " + Names.inspect(module) + ".__struct__/" + arity
                            + " to return a map with a :__struct__ key that "
                            + "holds the name of the struct (atom), got: " + x.text(Escape.value(result)));
        }
        if (map.get(STRUCT) != module) {
            throw x.fatal(
                    meta,
                    "expected struct name returned by " + Names.inspect(module) + ".__struct__/" + arity + " to be "
                            + Names.inspect(module) + ", got: " + Names.inspect((Atom) map.get(STRUCT)));
        }
        return map;
    }

    private static ElixirMap checkedKeys(Expander x, ElixirMap struct, @Nullable Object pairs) {
        for (Object rest = pairs; rest instanceof Cons cell; rest = cell.tail()) {
            Object key = ((Tuple2) cell.head).e0;
            if (struct.get(key) == null) {
                throw ElixirException.error(x.session.call(
                        Atom.of("Elixir.KeyError"),
                        Atom.of("exception"),
                        TermList.of(new Tuple2(Atom.of("key"), key), new Tuple2(Atom.of("term"), struct))));
            }
        }
        return struct;
    }

    private static RuntimeException undefined(Expander x, Object meta, Atom module) {
        if (Env.has(x.env.contextModules, module) && (module != x.env.module || !x.env.inFunction())) {
            return x.fatal(
                    meta,
                    "cannot access struct " + Names.inspect(module)
                            + ", the struct was not yet defined or the struct is being "
                            + "accessed in the same context that defines it");
        }
        return x.fatal(
                meta,
                Names.inspect(module) + ".__struct__/1 is undefined, cannot expand struct " + Names.inspect(module)
                        + ". Make sure the struct name is correct. If the struct name exists and is correct but it"
                        + " still cannot be found, you likely have cyclic module usage in your code");
    }
}
