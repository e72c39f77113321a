package org.jlixir.runtime.erlang;

import org.jlixir.runtime.process.Proc;

/** {@code :lists}: merging lists that are sorted from the largest element on: the mirror image of {@link ListsSorting}. */
@ErlangModule("lists")
public final class ListsReverseMerging {
    private ListsReverseMerging() {}

    @Builtin(value = "rmerge", pure = true)
    public static Object merge(Object a, Object b) {
        return Lists.reverse(ListsSorting.merge(Lists.reverse(a), Lists.reverse(b)));
    }

    @Builtin(value = "rumerge", pure = true)
    public static Object uniqueMerge(Object a, Object b) {
        return Lists.reverse(ListsSorting.umerge(Lists.reverse(a), Lists.reverse(b)));
    }

    @Builtin("rmerge")
    public static Object merge(Proc self, Object function, Object a, Object b) {
        return Lists.reverse(ListsSorting.merge(self, function, Lists.reverse(a), Lists.reverse(b)));
    }

    @Builtin("rumerge")
    public static Object uniqueMerge(Proc self, Object function, Object a, Object b) {
        return Lists.reverse(ListsSorting.umerge(self, function, Lists.reverse(a), Lists.reverse(b)));
    }

    @Builtin(value = "rmerge3", pure = true)
    public static Object merge3(Object a, Object b, Object c) {
        return Lists.reverse(ListsSorting.merge3(Lists.reverse(a), Lists.reverse(b), Lists.reverse(c)));
    }

    @Builtin(value = "rumerge3", pure = true)
    public static Object uniqueMerge3(Object a, Object b, Object c) {
        return Lists.reverse(ListsSorting.umerge3(Lists.reverse(a), Lists.reverse(b), Lists.reverse(c)));
    }

    @Builtin(value = "rkeymerge", pure = true)
    public static Object keyMerge(Object index, Object a, Object b) {
        return Lists.reverse(ListsSorting.keyMerge(index, Lists.reverse(a), Lists.reverse(b)));
    }

    @Builtin(value = "rukeymerge", pure = true)
    public static Object uniqueKeyMerge(Object index, Object a, Object b) {
        return Lists.reverse(ListsSorting.ukeyMerge(index, Lists.reverse(a), Lists.reverse(b)));
    }

    /** The old name of {@code filtermap}. */
    @Builtin("zf")
    public static Object filterMap(Proc self, Object function, Object list) {
        return ListsFolding.filterMap(self, function, list);
    }
}
