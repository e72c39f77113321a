# The reports on examples in documentation that fail, and how examples are found.
File.cd!(__DIR__)

# Documentation is read from files of modules.
folder = Path.join(System.tmp_dir!(), "jlixir_failing_doctests_#{System.unique_integer([:positive])}_#{System.os_time()}")
File.mkdir_p!(folder)
Code.prepend_path(folder)

{:module, name, binary, _} =
  defmodule Documented do
  @moduledoc """
  Hi

      iex> 1 + 1
      2

      iex> a = 1
      ...> a + 1
      2
      iex> a
      3

      iex> raise "oops"

      iex> :foo
      #Foo<1>

      iex> raise ArgumentError, "some message"
      ** (ArgumentError) some other

      iex> raise ArgumentError, "first\\nsecond"
      ** (ArgumentError) first
      third

      iex> 1 + 1
      ** (ArgumentError) first

      iex> throw(:x)

      iex> exit(:x)

      iex> %{a: 1}
      %{a: 2}

      iex> [1, 2, 3]
      ...> |> Enum.map(& &1)
      [1, 2,
       4]

      iex> "a" <> "b"
      "a" <> "c"

      iex> {:ok, x} = {:ok, 3}
      iex> x
      4

      iex> raise UndefinedFunctionError
      ** (UndefinedFunctionError) whatever

      iex> inspect(self()) =~ "x"
      true
      iex> 1
      2

      iex> [
      ...>   1
      ...> ]
      [1]

      iex> raise ArgumentError, "x"
      ** (ArgumentError)
  """
  @doc """
      iex> Documented.f(1)
      3
  """
  def f(x), do: x + 1
  @doc """
      iex> 1
      1
  """
  def g(x), do: x + 1
  @doc """
      iex> require Documented
      iex> Documented.m(1)
      3

      iex> {:ok, y} = Documented.f(1)
      ...> y
      2
  """
  defmacro m(x), do: x
end

File.write!(Path.join(folder, "#{name}.beam"), binary)
ExUnit.start(autorun: false, seed: 0, max_cases: 4, colors: [enabled: false])

defmodule FailingDoctests do
  use ExUnit.Case, register: false
  doctest Documented
end

for test <- FailingDoctests.__ex_unit__().tests do
  IO.inspect({test.name, test.tags.doctest, test.tags.doctest_line, test.tags.doctest_data})
end

ExUnit.CaptureIO.capture_io(fn -> ExUnit.run([FailingDoctests]) end)
|> String.replace(~r/\nFinished in .*\z/s, "")
|> IO.puts()

File.rm_rf!(folder)
