package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.ets.MatchMistakes;
import org.jlixir.runtime.ets.MatchSpecification;
import org.jlixir.runtime.ets.WalkFrom;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :ets}: objects by patterns and match specifications. A specification that fixes the key looks it up. */
@ErlangModule("ets")
public final class EtsSelection {
    private static final Atom TRUE_RESULT = Atom.TRUE;

    private EtsSelection() {}

    // ---- all at once

    @Builtin("select")
    public static Object select(Proc self, Object handle, Object specification) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return TermList.from(results(self, table, MatchSpecification.of(specification), false));
    }

    @Builtin("select_reverse")
    public static Object selectReverse(Proc self, Object handle, Object specification) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return TermList.from(results(self, table, MatchSpecification.of(specification), true));
    }

    @Builtin("match")
    public static Object match(Proc self, Object handle, Object pattern) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return TermList.from(results(self, table, MatchSpecification.bindings(pattern), false));
    }

    @Builtin("match_object")
    public static Object matchObject(Proc self, Object handle, Object pattern) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return TermList.from(results(self, table, MatchSpecification.objects(pattern), false));
    }

    private static Iterator<Tuple> candidates(EtsTable table, MatchSpecification specification, boolean backwards) {
        Object key = specification.key(table.keyPosition());
        if (key != null) {
            return table.lookup(key).iterator();
        }
        return backwards ? table.objectsBackwards() : table.objects();
    }

    private static List<Object> results(
            Proc self, EtsTable table, MatchSpecification specification, boolean backwards) {
        List<Object> results = new ArrayList<>();
        Iterator<Tuple> objects = candidates(table, specification, backwards);
        while (objects.hasNext()) {
            Object result = specification.run(objects.next(), self.pid());
            if (result != null) {
                results.add(result);
            }
        }
        return results;
    }

    @Builtin("select_count")
    public static Object selectCount(Proc self, Object handle, Object specification) {
        EtsTable table = EtsAccess.toRead(self, handle);
        return results(self, table, MatchSpecification.of(specification), false).stream()
                .filter(result -> result == TRUE_RESULT)
                .count();
    }

    // ---- changing what matches

    /** Deletes the objects for which the specification says {@code true}. @return how many */
    @Builtin("select_delete")
    public static Object selectDelete(Proc self, Object handle, Object specification) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        return delete(self, table, MatchSpecification.of(specification), true);
    }

    @Builtin("match_delete")
    public static Object matchDelete(Proc self, Object handle, Object pattern) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        delete(self, table, MatchSpecification.objects(pattern), false);
        return Atom.TRUE;
    }

    private static Long delete(Proc self, EtsTable table, MatchSpecification specification, boolean trueOnly) {
        return EtsObjects.locked(table, () -> {
            List<Tuple> gone = new ArrayList<>();
            Iterator<Tuple> objects = candidates(table, specification, false);
            while (objects.hasNext()) {
                Tuple object = objects.next();
                Object result = specification.run(object, self.pid());
                if (trueOnly ? result == TRUE_RESULT : result != null) {
                    gone.add(object);
                }
            }
            gone.forEach(table::removeObject);
            return (long) gone.size();
        });
    }

    /** Puts the specification's result in place of each object that matches; it must have the same key. @return how many */
    @Builtin("select_replace")
    public static Object selectReplace(Proc self, Object handle, Object specification) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        MatchSpecification compiled = MatchSpecification.of(specification);
        if (table.type() == EtsTable.Type.BAG) {
            throw Args.badarg();
        }
        return EtsObjects.locked(table, () -> {
            List<Tuple2> changes = new ArrayList<>();
            Iterator<Tuple> objects = candidates(table, compiled, false);
            while (objects.hasNext()) {
                Tuple object = objects.next();
                Object result = compiled.run(object, self.pid());
                if (result != null) {
                    requireSameKey(table, object, result);
                    changes.add(new Tuple2(object, result));
                }
            }
            for (Tuple2 change : changes) {
                // In a set the new object takes the place of the old one: readers find the key at all times.
                if (table.type() == EtsTable.Type.DUPLICATE_BAG) {
                    table.removeObject((Tuple) change.e0);
                }
                table.insert((Tuple) change.e1);
            }
            return (long) changes.size();
        });
    }

    private static void requireSameKey(EtsTable table, Tuple object, Object result) {
        Tuple changed = EtsAccess.object(table, result);
        if (!TermOrder.exactlyEqual(table.key(object), table.key(changed))) {
            throw Args.badarg();
        }
    }

    // ---- in portions

    /**
     * Where a selection in portions stands: behind the objects of {@code key}.
     *
     * @param pending results found already
     * @param walk the rest of the walk that has led there, for whoever goes on first: it does not mind if the key is gone meanwhile
     */
    private record Continuation(
            EtsTable table,
            MatchSpecification specification,
            int limit,
            boolean backwards,
            @Nullable Object key,
            List<Object> pending,
            AtomicReference<@Nullable Iterator<Tuple>> walk) {}

    @Builtin("select")
    public static Object select(Proc self, Object handle, Object specification, Object limit) {
        return portion(self, handle, MatchSpecification.of(specification), limit, false);
    }

    @Builtin("select_reverse")
    public static Object selectReverse(Proc self, Object handle, Object specification, Object limit) {
        return portion(self, handle, MatchSpecification.of(specification), limit, true);
    }

    @Builtin("match")
    public static Object match(Proc self, Object handle, Object pattern, Object limit) {
        return portion(self, handle, MatchSpecification.bindings(pattern), limit, false);
    }

    @Builtin("match_object")
    public static Object matchObject(Proc self, Object handle, Object pattern, Object limit) {
        return portion(self, handle, MatchSpecification.objects(pattern), limit, false);
    }

    private static Object portion(
            Proc self, Object handle, MatchSpecification specification, Object limit, boolean backwards) {
        EtsTable table = EtsAccess.toRead(self, handle);
        int most = Args.integer(limit, 1, Integer.MAX_VALUE);
        return next(
                self,
                new Continuation(table, specification, most, backwards, null, List.of(), new AtomicReference<>()));
    }

    @Builtin("select")
    public static Object select(Proc self, Object continuation) {
        return go(self, continuation);
    }

    @Builtin("select_reverse")
    public static Object selectReverse(Proc self, Object continuation) {
        return go(self, continuation);
    }

    @Builtin("match")
    public static Object match(Proc self, Object continuation) {
        return go(self, continuation);
    }

    @Builtin("match_object")
    public static Object matchObject(Proc self, Object continuation) {
        return go(self, continuation);
    }

    private static Object go(Proc self, Object continuation) {
        if (continuation == EtsAccess.END_OF_TABLE) {
            return continuation;
        }
        if (continuation instanceof Tuple2 pair && pair.e1 instanceof Continuation at) {
            EtsAccess.toRead(self, pair.e0);
            return next(self, at);
        }
        throw Args.badarg();
    }

    /** The next portion: {@code {results, continuation}}, or the end when there is nothing more. */
    private static Object next(Proc self, Continuation at) {
        List<Object> results = new ArrayList<>(at.pending);
        Iterator<Tuple> objects = start(at);
        Object key = at.key;
        while (objects.hasNext()) {
            Tuple object = objects.next();
            Object objectKey = at.table.key(object);
            boolean sameKey = key != null && TermOrder.exactlyEqual(key, objectKey);
            // A portion may only end behind a key, since that is where the next one can begin.
            if (!sameKey && results.size() >= at.limit) {
                return answer(at, results, key, WalkFrom.of(object, objects));
            }
            key = objectKey;
            Object result = at.specification.run(object, self.pid());
            if (result != null) {
                results.add(result);
            }
        }
        // As on the BEAM, whoever has got as many as asked for learns only by asking again that there are no more.
        boolean full = results.size() >= at.limit && at.specification.key(at.table.keyPosition()) == null;
        return answer(at, results, full ? key : null, objects);
    }

    private static Iterator<Tuple> start(Continuation at) {
        if (at.key == null) {
            return at.pending.isEmpty()
                    ? candidates(at.table, at.specification, at.backwards)
                    : Collections.emptyIterator();
        }
        if (at.specification.key(at.table.keyPosition()) != null) {
            return Collections.emptyIterator();
        }
        Iterator<Tuple> walk = at.walk.getAndSet(null);
        if (walk != null) {
            return walk;
        }
        Iterator<Tuple> rest = at.backwards ? at.table.objectsBefore(at.key) : at.table.objectsAfter(at.key);
        if (rest == null) {
            throw ElixirException.badArgument();
        }
        return rest;
    }

    /** @param key behind which to go on; null when all objects have been seen */
    private static Object answer(Continuation at, List<Object> results, @Nullable Object key, Iterator<Tuple> walk) {
        if (results.isEmpty()) {
            return EtsAccess.END_OF_TABLE;
        }
        int count = Math.min(at.limit, results.size());
        List<Object> rest = List.copyOf(results.subList(count, results.size()));
        Object more = key == null && rest.isEmpty()
                ? EtsAccess.END_OF_TABLE
                : new Tuple2(
                        at.table.id(),
                        new Continuation(
                                at.table,
                                at.specification,
                                at.limit,
                                at.backwards,
                                key,
                                rest,
                                new AtomicReference<>(walk)));
        return new Tuple2(TermList.from(results.subList(0, count)), more);
    }

    @Builtin("repair_continuation")
    public static Object repairContinuation(Object continuation, Object specification) {
        return continuation;
    }

    // ---- specifications without a table

    /** A term that stands for the compiled specification. */
    @Builtin(value = "match_spec_compile", pure = true)
    public static Object compile(Object specification) {
        return MatchSpecification.of(specification);
    }

    @Builtin(value = "is_compiled_ms", pure = true)
    public static Object isCompiled(Object term) {
        return Atom.of(term instanceof MatchSpecification);
    }

    @Builtin("match_spec_run")
    public static Object run(Proc self, Object list, Object specification) {
        if (specification instanceof MatchSpecification compiled) {
            return compiled.runAll(list, self.pid());
        }
        throw Args.badarg();
    }

    /** {@code {ok, result}}, where the result is false when nothing matches; {@code {error, [{error, text}]}} for what is wrong. */
    @Builtin("test_ms")
    public static Object test(Proc self, Object object, Object specification) {
        List<String> mistakes = MatchMistakes.of(specification);
        if (!mistakes.isEmpty()) {
            ListBuilder errors = new ListBuilder();
            mistakes.forEach(text -> errors.add(new Tuple2(Atom.ERROR, Args.charlist(text))));
            return new Tuple2(Atom.ERROR, errors.finish());
        }
        Object result = MatchSpecification.of(specification).run(object, self.pid());
        return new Tuple2(Atom.OK, result == null ? Atom.FALSE : result);
    }
}
