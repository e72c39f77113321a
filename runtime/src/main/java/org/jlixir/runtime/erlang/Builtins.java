package org.jlixir.runtime.erlang;

import java.util.List;

/** Every class of built-in functions. */
public final class Builtins {
    public static final List<Class<?>> CLASSES = List.of(
            Arguments.class,
            Atomics.class,
            Base64Module.class,
            Binary.class,
            BinarySearch.class,
            Counters.class,
            Erlang.class,
            ErlangArithmetic.class,
            ErlangBinaries.class,
            ErlangCalls.class,
            ErlangCode.class,
            ErlangFailures.class,
            ErlangFile.class,
            ErlangFileInfo.class,
            ErlangIdentifiers.class,
            ErlangLists.class,
            ErlangNodes.class,
            ErlangPorts.class,
            ErlangProcessState.class,
            ErlangProcesses.class,
            ErlangStatistics.class,
            ErlangSuspension.class,
            ErlangSystem.class,
            ErlangTerms.class,
            ErlangText.class,
            ErlangTime.class,
            ErlangTimers.class,
            ErlangTuples.class,
            Ets.class,
            EtsObjects.class,
            EtsSelection.class,
            EtsUpdates.class,
            GenTcp.class,
            Inet.class,
            JlixirSystem.class,
            JlixirUnicode.class,
            Lists.class,
            ListsFolding.class,
            ListsKeyed.class,
            ListsSorting.class,
            Maps.class,
            MapsFolding.class,
            MathModule.class,
            Os.class,
            PersistentTerm.class,
            PrimFile.class,
            Re.class,
            ReText.class,
            Unicode.class);

    private Builtins() {}
}
