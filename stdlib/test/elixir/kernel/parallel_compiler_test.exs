defmodule Kernel.ParallelCompilerTest do
  use ExUnit.Case, async: false
  import ExUnit.CaptureIO

  doctest Kernel.ParallelCompiler

  defp files(folder, sources) do
    folder = Path.join(System.tmp_dir!(), "jlixir_parallel_#{folder}_#{System.unique_integer([:positive])}")
    File.mkdir_p!(folder)
    on_exit(fn -> File.rm_rf!(folder) end)

    for {name, source} <- sources do
      path = Path.join(folder, "#{name}.ex")
      File.write!(path, source)
      path
    end
  end

  test "a file waits for the module, the macro and the struct of another" do
    paths =
      files("waits",
        user: """
        defmodule Kernel.ParallelCompilerTest.User do
          require Kernel.ParallelCompilerTest.Used
          defstruct used: %Kernel.ParallelCompilerTest.Used{}
          @answer Kernel.ParallelCompilerTest.Used.answer()
          def answer, do: {@answer, Kernel.ParallelCompilerTest.Used.twice(4)}
        end
        """,
        used: """
        defmodule Kernel.ParallelCompilerTest.Used do
          defstruct a: 1
          {:error, _} = Code.ensure_compiled(Kernel.ParallelCompilerTest.Nowhere)
          def answer, do: 42
          defmacro twice(x), do: quote(do: unquote(x) * 2)
        end
        """
      )

    assert {:ok, modules, []} = Kernel.ParallelCompiler.compile(paths)
    assert Enum.sort(modules) == [__MODULE__.Used, __MODULE__.User]
    assert apply(__MODULE__.User, :answer, []) == {42, 8}
  end

  test "structs of several files may name each other in types" do
    paths =
      files("types",
        one: """
        defmodule Kernel.ParallelCompilerTest.Parent do
          defstruct [:other]
          @type t :: %__MODULE__{other: %Kernel.ParallelCompilerTest.Child{one: t}}
        end
        """,
        other: """
        defmodule Kernel.ParallelCompilerTest.Child do
          defstruct [:one]
          @type t :: %__MODULE__{one: %Kernel.ParallelCompilerTest.Parent{other: t}}
        end
        """
      )

    assert {:ok, modules, []} = Kernel.ParallelCompiler.compile(paths)
    assert Enum.sort(modules) == [__MODULE__.Child, __MODULE__.Parent]
  end

  test "errors and warnings come with their places" do
    [wrong] = files("wrong", wrong: "defmodule Kernel.ParallelCompilerTest.Wrong do\n  def f, do: lacking\nend\n")

    assert capture_io(:stderr, fn ->
             assert {:error, [{^wrong, {2, 14}, "undefined variable \"lacking\""}, {^wrong, 0, _}], []} =
                      Kernel.ParallelCompiler.compile([wrong])
           end) =~ "== Compilation error in file"

    [warned] = files("warned", warned: "defmodule Kernel.ParallelCompilerTest.Warned do\n  def f(x), do: Lacking.f()\nend\n")

    capture_io(:stderr, fn ->
      assert {:ok, [_], %{compile_warnings: [unused], runtime_warnings: [undefined]}} =
               Kernel.ParallelCompiler.compile([warned], return_diagnostics: true)

      assert %{position: {2, 9}, severity: :warning, file: ^warned} = unused
      assert %{position: {2, 25}, message: "Lacking.f/0 is undefined" <> _} = undefined
    end)
  end

  test "files that wait for each other" do
    paths =
      files("deadlock",
        one: "defmodule Kernel.ParallelCompilerTest.One do\n  Kernel.ParallelCompilerTest.Two.f()\nend\n",
        two: "defmodule Kernel.ParallelCompilerTest.Two do\n  Kernel.ParallelCompilerTest.One.f()\nend\n"
      )

    assert capture_io(:stderr, fn ->
             assert {:error, errors, []} = Kernel.ParallelCompiler.compile(paths)
             assert Enum.all?(errors, &match?({_, nil, "deadlocked waiting on module " <> _}, &1))
           end) =~ "Compilation failed because of a deadlock between files."
  end

  test "modules written to a folder" do
    [path] = files("written", written: "defmodule Kernel.ParallelCompilerTest.Written do\nend\n")
    folder = Path.join(Path.dirname(path), "out")
    assert {:ok, [module], []} = Kernel.ParallelCompiler.compile_to_path([path], folder)
    assert File.regular?(Path.join(folder, "#{module}.beam"))
  end
end
