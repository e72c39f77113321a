package org.jlixir.compiler.module;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import org.jlixir.compiler.Compiler;
import org.jlixir.compiler.interpreter.Workbench;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.ElixirMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Modules that are defined and used. */
class ModuleProgramsTest {
    private static Workbench bench;

    @BeforeAll
    static void compileKernel() throws IOException {
        bench = Workbench.withKernel();
    }

    private static String run(String text) {
        return Compiler.of(bench.self)
                .evaluateFile(SourceFile.of("test.exs", text))
                .toString();
    }

    private static String failure(String text) {
        try {
            return run(text);
        } catch (ElixirException failure) {
            ElixirMap error = (ElixirMap) failure.reason();
            Object message = error.get(Atom.of("message"));
            return ((Bitstring) (message == null ? error.get(Atom.of("description")) : message)).utf8();
        }
    }

    @Test
    void callsMacrosOfTheModuleItself() {
        assertEquals("7", run("""
            defmodule Own do
              defmacrop twice(x), do: quote(do: unquote(x) * 2)
              def f(n), do: twice(helper(n)) + 1
              defp helper(n), do: n
            end
            Own.f(3)
            """));
    }

    @Test
    void fillsInDefaultArguments() {
        assertEquals("[{1, 2, 3}, {9, 2, 3}, {9, 8, 3}]", run("""
            defmodule Defaults do
              def f(a \\\\ 1, b \\\\ 2, c), do: {a, b, c}
            end
            [Defaults.f(3), Defaults.f(9, 3), Defaults.f(9, 8, 3)]
            """));
    }

    @Test
    void readsAttributesAsTheyAreAtThatPoint() {
        assertEquals("{1, 2, [:b, :a]}", run("""
            defmodule Attributes do
              @x 1
              def first, do: @x
              @x 2
              def second, do: @x
              :jlixir_module.register_attribute(__MODULE__, :all, [accumulate: true])
              @all :a
              @all :b
              def all, do: @all
            end
            {Attributes.first(), Attributes.second(), Attributes.all()}
            """));
    }

    @Test
    void definesFunctionsFromUnquoteFragments() {
        assertEquals("{1, 4, 9}", run("""
            defmodule Fragments do
              for n <- [1, 2, 3] do
                def square(unquote(n)), do: unquote(n * n)
              end
            end
            {Fragments.square(1), Fragments.square(2), Fragments.square(3)}
            """));
    }

    @Test
    void callsTheOverriddenFunctionBySuper() {
        assertEquals("{:new, {:old, 1}}", run("""
            defmodule Over do
              def f(x), do: {:old, x}
              :jlixir_module.make_overridable(__MODULE__, [f: 1])
              def f(x), do: {:new, super(x)}
            end
            Over.f(1)
            """));
    }

    @Test
    void keepsVariablesOfMacrosApart() {
        assertEquals("{1, 2, 3}", run("""
            defmodule Hygienic do
              defmacro hidden, do: quote(do: x = 2)
              defmacro shown, do: quote(do: var!(y) = 3)
            end
            defmodule Hygiene do
              require Hygienic
              def f do
                x = 1
                z = Hygienic.hidden()
                Hygienic.shown()
                {x, z, y}
              end
            end
            Hygiene.f()
            """));
    }

    @Test
    void seesTheVariablesAroundTheModule() {
        assertEquals("5", run("""
            x = 5
            defmodule Around do
              def f, do: unquote(x)
            end
            Around.f()
            """));
    }

    @Test
    void nestsModulesUnderAliases() {
        assertEquals("{Outer.Inner, :ok}", run("""
            defmodule Outer do
              defmodule Inner do
                def f, do: :ok
              end
              def f, do: {Inner, Inner.f()}
            end
            Outer.f()
            """));
    }

    @Test
    void listsWhatAModuleExports() {
        assertEquals("{[a: 0, b: 1], [m: 1], Listed}", run("""
            defmodule Listed do
              def b(_), do: 1
              def a, do: p()
              defp p, do: 2
              defmacro m(x), do: x
            end
            {Listed.__info__(:functions), Listed.__info__(:macros), Listed.__info__(:module)}
            """));
    }

    @Test
    void refusesModulesWithErrors() {
        assertEquals("cannot compile module Wrong (errors have been logged)", failure("""
            defmodule Wrong do
              def f, do: unknown_variable
            end
            """));
    }

    @Test
    void refusesDefinitionsOutsideOfModules() {
        assertEquals("cannot invoke def/2 outside module", failure("def f, do: 1"));
    }
}
