package org.jlixir.runtime.erlang;

import java.util.List;

/** Every class of built-in functions. */
public final class Builtins {
    public static final List<Class<?>> CLASSES = List.of(
            Atomics.class,
            Binary.class,
            BinarySearch.class,
            Counters.class,
            Erlang.class,
            ErlangArithmetic.class,
            ErlangBinaries.class,
            ErlangCalls.class,
            ErlangFailures.class,
            ErlangLists.class,
            ErlangNodes.class,
            ErlangProcesses.class,
            ErlangProcessState.class,
            ErlangStatistics.class,
            ErlangSuspension.class,
            ErlangSystem.class,
            ErlangTerms.class,
            ErlangText.class,
            ErlangTime.class,
            ErlangTimers.class,
            ErlangTuples.class,
            Lists.class,
            ListsFolding.class,
            ListsKeyed.class,
            ListsSorting.class,
            Maps.class,
            MapsFolding.class,
            MathModule.class,
            PersistentTerm.class,
            Unicode.class);

    private Builtins() {}
}
