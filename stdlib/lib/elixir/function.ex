defmodule Function do
  @moduledoc """
  Functions as values: captures by name, and what is known about a function.
  """

  @type information ::
          :arity | :env | :index | :module | :name | :new_index | :new_uniq | :pid | :type | :uniq

  @doc """
  Captures a public function by its module, name and arity.

  ## Examples

      iex> Function.capture(String, :upcase, 1).("a")
      "A"

  """
  @doc since: "1.7.0"
  @spec capture(module, atom, arity) :: fun
  def capture(module, function_name, arity), do: :erlang.make_fun(module, function_name, arity)

  @doc """
  Everything known about a function, as a keyword list.

  ## Examples

      iex> Function.info(&String.upcase/1)[:arity]
      1

  """
  @doc since: "1.7.0"
  @spec info(fun) :: [{information, term}]
  def info(fun), do: :erlang.fun_info(fun)

  @doc """
  One piece of information about a function.

  ## Examples

      iex> Function.info(fn -> 1 end, :arity)
      {:arity, 0}

  """
  @doc since: "1.7.0"
  @spec info(fun, item) :: {item, term} when item: information
  def info(fun, item), do: :erlang.fun_info(fun, item)

  @doc """
  Gives its argument back.

  ## Examples

      iex> Function.identity(1)
      1

  """
  @doc since: "1.10.0"
  @spec identity(value) :: value when value: var
  def identity(value), do: value
end
