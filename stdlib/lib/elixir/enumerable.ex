defprotocol Enumerable do
  @moduledoc """
  What can be walked through: the protocol below `Enum` and `Stream`.

  `reduce/3` is all that is needed; the other functions may answer `{:error, __MODULE__}` to have `Enum` fall back on it.
  """

  @type t() :: term()
  @type t(_element) :: t()
  @type acc :: {:cont, term} | {:halt, term} | {:suspend, term}
  @type reducer :: (element :: term, element_acc :: term -> acc)
  @type result :: {:done, term} | {:halted, term} | {:suspended, term, continuation}
  @type continuation :: (acc -> result)
  @type slicing_fun ::
          (start :: non_neg_integer, length :: pos_integer, step :: pos_integer -> [term])
  @type to_list_fun :: (t -> [term])

  @doc """
  Feeds the elements to `fun` for as long as the accumulator is tagged `:cont`.

  `:halt` ends the walk with `{:halted, acc}`, `:suspend` with `{:suspended, acc, continuation}`; at the end the result is
  `{:done, acc}`.

      iex> Enumerable.reduce([1, 2, 3], {:cont, 0}, fn n, sum -> {:cont, sum + n} end)
      {:done, 6}

  """
  @spec reduce(t, acc, reducer) :: result
  def reduce(enumerable, acc, fun)

  @doc """
  The number of elements as `{:ok, count}`, when it is known without a walk.

      iex> Enumerable.count(%{a: 1})
      {:ok, 1}

  """
  @spec count(t) :: {:ok, non_neg_integer} | {:error, module}
  def count(enumerable)

  @doc """
  Whether `element` is among the elements, as `{:ok, boolean}`, when it is known without a walk.

      iex> Enumerable.member?(1..3, 2)
      {:ok, true}

  """
  @spec member?(t, term) :: {:ok, boolean} | {:error, module}
  def member?(enumerable, element)

  @doc """
  Access by position: `{:ok, size, slicing_fun}`, or `{:ok, size, to_list_fun}` when making a list is the fastest way.

      iex> elem(Enumerable.slice(1..3), 1)
      3

  """
  @spec slice(t) :: {:ok, size :: non_neg_integer, slicing_fun | to_list_fun} | {:error, module}
  def slice(enumerable)
end

defimpl Enumerable, for: List do
  def count(list), do: {:ok, length(list)}
  def member?(list, element), do: {:ok, :lists.member(element, list)}
  def slice(_list), do: {:error, __MODULE__}

  def reduce(_list, {:halt, acc}, _fun), do: {:halted, acc}
  def reduce(list, {:suspend, acc}, fun), do: {:suspended, acc, &reduce(list, &1, fun)}
  def reduce([head | tail], {:cont, acc}, fun), do: reduce(tail, fun.(head, acc), fun)
  def reduce([], {:cont, acc}, _fun), do: {:done, acc}
end

defimpl Enumerable, for: Map do
  def count(map), do: {:ok, map_size(map)}

  def member?(map, {key, value}) do
    case map do
      %{^key => ^value} -> {:ok, true}
      _other -> {:ok, false}
    end
  end

  def member?(_map, _other), do: {:ok, false}

  def slice(map), do: {:ok, map_size(map), &:maps.to_list/1}

  def reduce(map, acc, fun), do: Enumerable.List.reduce(:maps.to_list(map), acc, fun)
end

defimpl Enumerable, for: Function do
  def count(_function), do: {:error, __MODULE__}
  def member?(_function, _value), do: {:error, __MODULE__}
  def slice(_function), do: {:error, __MODULE__}

  def reduce(function, acc, fun) when is_function(function, 2), do: function.(acc, fun)

  def reduce(function, _acc, _fun) do
    raise Protocol.UndefinedError,
      protocol: @protocol,
      value: function,
      description: "only anonymous functions of arity 2 are enumerable"
  end
end
