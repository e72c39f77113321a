# An example goes on at the next prompt when that begins with an operator.
folder = Path.join(System.tmp_dir!(), "jlixir_doctests_#{System.pid()}")
File.mkdir_p!(folder)

{:module, _, binary, _} =
  defmodule Piped do
    @moduledoc """
        iex> [1, 2, 3]
        iex> |> Enum.map(fn x ->
        ...>   x * 2
        ...> end)
        iex> |> Enum.sum()
        12

        iex> x = 1
        iex> -x
        -1

        iex> %{a: 1}
        iex> {1, 2}
        iex> [1]
        iex> "text"
        iex> :atom
        iex> ~c"abc"
        iex> <<1>>
        iex> not true
        false

        iex> true
        iex> and false
        false
    """
  end

File.write!(Path.join(folder, "Elixir.Piped.beam"), binary)
Code.prepend_path(folder)
:code.purge(Piped)
:code.delete(Piped)

ExUnit.start(autorun: false, seed: 0, formatters: [])
IO.inspect(Application.fetch_env!(:ex_unit, :refute_receive_timeout))

defmodule PipedTest do
  use ExUnit.Case
  doctest Piped
end

ExUnit.run() |> Map.take([:total, :failures]) |> IO.inspect()
File.rm_rf!(folder)
