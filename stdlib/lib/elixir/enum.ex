defmodule Enum do
  @moduledoc """
  Functions over everything `Enumerable`: lists, maps, ranges, sets, streams.

  All of them are eager: they walk the collection at once, as far as they need to. For lazy walks see `Stream`.
  Lists (and, where it pays, ranges and maps) are walked directly, everything else by its `Enumerable` implementation.
  """

  import Kernel, except: [max: 2, min: 2]

  @type t :: Enumerable.t()
  @type acc :: any
  @type element :: any
  @type index :: integer
  @type default :: any

  ## Reducing

  @doc """
  Folds the elements into one value: `fun` gets each element and the accumulator.

  ## Examples

      iex> Enum.reduce([1, 2, 3], 0, fn x, acc -> x + acc end)
      6

  """
  @spec reduce(t, acc, (element, acc -> acc)) :: acc
  def reduce(enumerable, acc, fun)
  def reduce(list, acc, fun) when is_list(list), do: reduce_list(list, acc, fun)

  def reduce(first..last//step, acc, fun) do
    if step > 0,
      do: reduce_up(first, last, step, acc, fun),
      else: reduce_down(first, last, step, acc, fun)
  end

  def reduce(%{__struct__: _} = enumerable, acc, fun), do: reduce_enumerable(enumerable, acc, fun)
  def reduce(map, acc, _fun) when map == %{}, do: acc
  def reduce(%{} = map, acc, fun), do: reduce_list(:maps.to_list(map), acc, fun)
  def reduce(enumerable, acc, fun), do: reduce_enumerable(enumerable, acc, fun)

  defp reduce_list([head | tail], acc, fun), do: reduce_list(tail, fun.(head, acc), fun)
  defp reduce_list([], acc, fun) when is_function(fun, 2), do: acc

  defp reduce_up(current, last, step, acc, fun) when current <= last,
    do: reduce_up(current + step, last, step, fun.(current, acc), fun)

  defp reduce_up(_current, _last, _step, acc, _fun), do: acc

  defp reduce_down(current, last, step, acc, fun) when current >= last,
    do: reduce_down(current + step, last, step, fun.(current, acc), fun)

  defp reduce_down(_current, _last, _step, acc, _fun), do: acc

  defp reduce_enumerable(enumerable, acc, fun) do
    {_done, acc} =
      Enumerable.reduce(enumerable, {:cont, acc}, fn x, acc -> {:cont, fun.(x, acc)} end)

    acc
  end

  @doc """
  Folds the elements into one value, starting with the first element.

  ## Examples

      iex> Enum.reduce([1, 2, 3], &*/2)
      6

  """
  @spec reduce(t, (element, acc -> acc)) :: acc
  def reduce(enumerable, fun)
  def reduce([head | tail], fun), do: reduce_list(tail, head, fun)
  def reduce([], _fun), do: raise(Enum.EmptyError)

  def reduce(first..last//step = range, fun) do
    case Range.size(range) do
      0 -> raise Enum.EmptyError
      _size -> reduce((first + step)..last//step, first, fun)
    end
  end

  def reduce(enumerable, fun) do
    # :first stands outside the tagged accumulators, so no element can be taken for it.
    case reduce(enumerable, :first, fn
           x, {:acc, acc} -> {:acc, fun.(x, acc)}
           x, :first -> {:acc, x}
         end) do
      {:acc, acc} -> acc
      :first -> raise Enum.EmptyError
    end
  end

  @doc """
  Folds for as long as `fun` gives `{:cont, acc}`; `{:halt, acc}` ends the walk.

  ## Examples

      iex> Enum.reduce_while(1..100, 0, fn x, acc -> if x < 4, do: {:cont, acc + x}, else: {:halt, acc} end)
      6

  """
  @spec reduce_while(t, any, (element, any -> {:cont, any} | {:halt, any})) :: any
  def reduce_while(enumerable, acc, fun)

  def reduce_while(list, acc, fun) when is_list(list),
    do: reduce_list_while(list, {:cont, acc}, fun)

  def reduce_while(enumerable, acc, fun),
    do: :erlang.element(2, Enumerable.reduce(enumerable, {:cont, acc}, fun))

  defp reduce_list_while([head | tail], {:cont, acc}, fun),
    do: reduce_list_while(tail, fun.(head, acc), fun)

  defp reduce_list_while([], {:cont, acc}, _fun), do: acc
  defp reduce_list_while(_list, {:halt, acc}, _fun), do: acc
  defp reduce_list_while(_list, {:suspend, acc}, _fun), do: acc

  ## Mapping and filtering

  @doc """
  A list of what `fun` makes of each element.

  ## Examples

      iex> Enum.map(1..3, &(&1 * 2))
      [2, 4, 6]

  """
  @spec map(t, (element -> any)) :: list
  def map(enumerable, fun)
  def map(list, fun) when is_list(list), do: map_list(list, fun, [])

  def map(first..last//step, fun) do
    if step > 0,
      do: map_up(first, last, step, fun, []),
      else: map_down(first, last, step, fun, [])
  end

  def map(enumerable, fun),
    do: :lists.reverse(reduce(enumerable, [], fn x, acc -> [fun.(x) | acc] end))

  defp map_list([head | tail], fun, acc), do: map_list(tail, fun, [fun.(head) | acc])
  defp map_list([], fun, acc) when is_function(fun, 1), do: :lists.reverse(acc)

  defp map_up(current, last, step, fun, acc) when current <= last,
    do: map_up(current + step, last, step, fun, [fun.(current) | acc])

  defp map_up(_current, _last, _step, _fun, acc), do: :lists.reverse(acc)

  defp map_down(current, last, step, fun, acc) when current >= last,
    do: map_down(current + step, last, step, fun, [fun.(current) | acc])

  defp map_down(_current, _last, _step, _fun, acc), do: :lists.reverse(acc)

  @doc """
  Calls `fun` with each element, for its side effects.

  ## Examples

      iex> Enum.each([1], fn x -> send(self(), x) end)
      :ok

  """
  @spec each(t, (element -> any)) :: :ok
  def each(enumerable, fun)
  def each(list, fun) when is_list(list), do: each_list(list, fun)

  def each(enumerable, fun) do
    reduce(enumerable, :ok, fn x, _acc ->
      fun.(x)
      :ok
    end)
  end

  defp each_list([head | tail], fun) do
    fun.(head)
    each_list(tail, fun)
  end

  defp each_list([], fun) when is_function(fun, 1), do: :ok

  @doc """
  Keeps the elements for which `fun` gives a truthy value.

  ## Examples

      iex> Enum.filter(1..6, &(rem(&1, 2) == 0))
      [2, 4, 6]

  """
  @spec filter(t, (element -> as_boolean(term))) :: list
  def filter(enumerable, fun)
  def filter(list, fun) when is_list(list), do: filter_list(list, fun, [])

  def filter(enumerable, fun) do
    :lists.reverse(reduce(enumerable, [], fn x, acc -> if fun.(x), do: [x | acc], else: acc end))
  end

  defp filter_list([head | tail], fun, acc) do
    if fun.(head), do: filter_list(tail, fun, [head | acc]), else: filter_list(tail, fun, acc)
  end

  defp filter_list([], _fun, acc), do: :lists.reverse(acc)

  @doc """
  Removes the elements for which `fun` gives a truthy value.

  ## Examples

      iex> Enum.reject(1..6, &(rem(&1, 2) == 0))
      [1, 3, 5]

  """
  @spec reject(t, (element -> as_boolean(term))) :: list
  def reject(enumerable, fun)
  def reject(list, fun) when is_list(list), do: reject_list(list, fun, [])

  def reject(enumerable, fun) do
    :lists.reverse(reduce(enumerable, [], fn x, acc -> if fun.(x), do: acc, else: [x | acc] end))
  end

  defp reject_list([head | tail], fun, acc) do
    if fun.(head), do: reject_list(tail, fun, acc), else: reject_list(tail, fun, [head | acc])
  end

  defp reject_list([], _fun, acc), do: :lists.reverse(acc)

  @doc false
  @deprecated "Use Enum.filter/2 + Enum.map/2 or for comprehensions instead"
  def filter_map(enumerable, filter, mapper) do
    :lists.reverse(
      reduce(enumerable, [], fn x, acc -> if filter.(x), do: [mapper.(x) | acc], else: acc end)
    )
  end

  @doc """
  Maps each element to a collection and joins these.

  ## Examples

      iex> Enum.flat_map([1, 2], fn x -> [x, x * 10] end)
      [1, 10, 2, 20]

  """
  @spec flat_map(t, (element -> t)) :: list
  def flat_map(enumerable, fun)
  def flat_map(list, fun) when is_list(list), do: flat_map_list(list, fun, [])

  def flat_map(enumerable, fun),
    do: :lists.reverse(reduce(enumerable, [], fn x, acc -> prepend(fun.(x), acc) end))

  defp flat_map_list([head | tail], fun, acc),
    do: flat_map_list(tail, fun, prepend(fun.(head), acc))

  defp flat_map_list([], _fun, acc), do: :lists.reverse(acc)

  # `enumerable`, reversed, before `acc`.
  defp prepend([], acc), do: acc
  defp prepend([element], acc), do: [element | acc]
  defp prepend(list, acc) when is_list(list), do: :lists.reverse(list, acc)
  defp prepend(enumerable, acc), do: reduce(enumerable, acc, fn x, acc -> [x | acc] end)

  @doc """
  Maps each element to a collection and joins these, threading an accumulator; `{:halt, acc}` ends the walk.

  ## Examples

      iex> Enum.flat_map_reduce(1..100, 0, fn x, n -> if n < 2, do: {[x, x], n + 1}, else: {:halt, n} end)
      {[1, 1, 2, 2], 2}

  """
  @spec flat_map_reduce(t, acc, (element, acc -> {t, acc} | {:halt, acc})) :: {[any], any}
  def flat_map_reduce(enumerable, acc, fun) do
    {list, acc} =
      reduce_while(enumerable, {[], acc}, fn x, {list, acc} ->
        case fun.(x, acc) do
          {:halt, acc} -> {:halt, {list, acc}}
          {[], acc} -> {:cont, {list, acc}}
          {[element], acc} -> {:cont, {[element | list], acc}}
          {elements, acc} -> {:cont, {prepend(elements, list), acc}}
        end
      end)

    {:lists.reverse(list), acc}
  end

  @doc """
  Maps and folds in one walk: `fun` gives `{mapped, acc}`.

  ## Examples

      iex> Enum.map_reduce([1, 2, 3], 0, fn x, sum -> {x * 2, sum + x} end)
      {[2, 4, 6], 6}

  """
  @spec map_reduce(t, acc, (element, acc -> {element, acc})) :: {list, acc}
  def map_reduce(enumerable, acc, fun)
  def map_reduce(list, acc, fun) when is_list(list), do: map_reduce_list(list, [], acc, fun)

  def map_reduce(enumerable, acc, fun) do
    {list, acc} =
      reduce(enumerable, {[], acc}, fn x, {list, acc} ->
        {mapped, acc} = fun.(x, acc)
        {[mapped | list], acc}
      end)

    {:lists.reverse(list), acc}
  end

  defp map_reduce_list([head | tail], mapped, acc, fun) do
    {element, acc} = fun.(head, acc)
    map_reduce_list(tail, [element | mapped], acc, fun)
  end

  defp map_reduce_list([], mapped, acc, _fun), do: {:lists.reverse(mapped), acc}

  @doc """
  Maps every `nth` element, from the first on, and keeps the others.

  ## Examples

      iex> Enum.map_every(1..5, 2, &(&1 * 10))
      [10, 2, 30, 4, 50]

  """
  @doc since: "1.4.0"
  @spec map_every(t, non_neg_integer, (element -> any)) :: list
  def map_every(enumerable, nth, fun)
  def map_every(enumerable, 1, fun), do: map(enumerable, fun)
  def map_every(enumerable, 0, _fun), do: to_list(enumerable)

  def map_every(enumerable, nth, fun) when is_integer(nth) and nth > 1 do
    {list, _skip} =
      reduce(enumerable, {[], 0}, fn
        x, {list, 0} -> {[fun.(x) | list], nth - 1}
        x, {list, skip} -> {[x | list], skip - 1}
      end)

    :lists.reverse(list)
  end

  @doc """
  Each step of a fold: every element combined with the result before, starting with the first element.

  ## Examples

      iex> Enum.scan(1..4, &+/2)
      [1, 3, 6, 10]

  """
  @spec scan(t, (element, any -> any)) :: list
  def scan(enumerable, fun)
  def scan([], _fun), do: []
  def scan([first | rest], fun), do: scan_list(rest, first, fun, [first])

  def scan(enumerable, fun) do
    {list, _acc} =
      reduce(enumerable, {[], :first}, fn
        x, {list, {:acc, acc}} ->
          acc = fun.(x, acc)
          {[acc | list], {:acc, acc}}

        x, {[], :first} ->
          {[x], {:acc, x}}
      end)

    :lists.reverse(list)
  end

  @doc """
  Each step of a fold that starts with `acc`.

  ## Examples

      iex> Enum.scan(1..3, 10, &+/2)
      [11, 13, 16]

  """
  @spec scan(t, any, (element, any -> any)) :: list
  def scan(enumerable, acc, fun)
  def scan(list, acc, fun) when is_list(list), do: scan_list(list, acc, fun, [])

  def scan(enumerable, acc, fun) do
    {list, _acc} =
      reduce(enumerable, {[], acc}, fn x, {list, acc} ->
        acc = fun.(x, acc)
        {[acc | list], acc}
      end)

    :lists.reverse(list)
  end

  defp scan_list([head | tail], acc, fun, list) do
    acc = fun.(head, acc)
    scan_list(tail, acc, fun, [acc | list])
  end

  defp scan_list([], _acc, _fun, list), do: :lists.reverse(list)

  @doc """
  Pairs each element with its index, counted from an offset; or maps with a function of element and index.

  ## Examples

      iex> Enum.with_index([:a, :b])
      [a: 0, b: 1]
      iex> Enum.with_index([:a, :b], fn x, i -> {i, x} end)
      [{0, :a}, {1, :b}]

  """
  @spec with_index(t, integer | (element, index -> any)) :: [any]
  def with_index(enumerable, fun_or_offset \\ 0)

  def with_index(enumerable, offset) when is_integer(offset),
    do: index_list(to_list(enumerable), offset, [])

  def with_index(list, fun) when is_list(list) and is_function(fun, 2),
    do: index_list_with(list, 0, fun, [])

  def with_index(enumerable, fun) when is_function(fun, 2) do
    {list, _index} =
      reduce(enumerable, {[], 0}, fn x, {list, index} -> {[fun.(x, index) | list], index + 1} end)

    :lists.reverse(list)
  end

  defp index_list([head | tail], index, acc),
    do: index_list(tail, index + 1, [{head, index} | acc])

  defp index_list([], _index, acc), do: :lists.reverse(acc)

  defp index_list_with([head | tail], index, fun, acc),
    do: index_list_with(tail, index + 1, fun, [fun.(head, index) | acc])

  defp index_list_with([], _index, _fun, acc), do: :lists.reverse(acc)

  ## Questions

  @doc """
  Says whether every element is truthy.

  ## Examples

      iex> Enum.all?([1, true])
      true

  """
  @spec all?(t) :: boolean
  def all?(enumerable)
  def all?(list) when is_list(list), do: all_list?(list)

  def all?(enumerable),
    do:
      reduce_while(enumerable, true, fn x, _acc ->
        if x, do: {:cont, true}, else: {:halt, false}
      end)

  defp all_list?([head | tail]), do: if(head, do: all_list?(tail), else: false)
  defp all_list?([]), do: true

  @doc """
  Says whether `fun` gives a truthy value for every element.

  ## Examples

      iex> Enum.all?([2, 4], &(rem(&1, 2) == 0))
      true

  """
  @spec all?(t, (element -> as_boolean(term))) :: boolean
  def all?(enumerable, fun)
  def all?(list, fun) when is_list(list), do: all_list?(list, fun)

  def all?(enumerable, fun),
    do:
      reduce_while(enumerable, true, fn x, _acc ->
        if fun.(x), do: {:cont, true}, else: {:halt, false}
      end)

  defp all_list?([head | tail], fun), do: if(fun.(head), do: all_list?(tail, fun), else: false)
  defp all_list?([], _fun), do: true

  @doc """
  Says whether some element is truthy.

  ## Examples

      iex> Enum.any?([nil, 1])
      true

  """
  @spec any?(t) :: boolean
  def any?(enumerable)
  def any?(list) when is_list(list), do: any_list?(list)

  def any?(enumerable),
    do:
      reduce_while(enumerable, false, fn x, _acc ->
        if x, do: {:halt, true}, else: {:cont, false}
      end)

  defp any_list?([head | tail]), do: if(head, do: true, else: any_list?(tail))
  defp any_list?([]), do: false

  @doc """
  Says whether `fun` gives a truthy value for some element.

  ## Examples

      iex> Enum.any?([1, 2], &(&1 > 1))
      true

  """
  @spec any?(t, (element -> as_boolean(term))) :: boolean
  def any?(enumerable, fun)
  def any?(list, fun) when is_list(list), do: any_list?(list, fun)

  def any?(enumerable, fun),
    do:
      reduce_while(enumerable, false, fn x, _acc ->
        if fun.(x), do: {:halt, true}, else: {:cont, false}
      end)

  defp any_list?([head | tail], fun), do: if(fun.(head), do: true, else: any_list?(tail, fun))
  defp any_list?([], _fun), do: false

  @doc """
  Says whether there are no elements.

  ## Examples

      iex> Enum.empty?([])
      true

  """
  @spec empty?(t) :: boolean
  def empty?(enumerable)
  def empty?([]), do: true
  def empty?(list) when is_list(list), do: false

  def empty?(enumerable) do
    case Enumerable.slice(enumerable) do
      {:ok, size, _fun} ->
        size == 0

      {:error, module} ->
        :erlang.element(
          2,
          module.reduce(enumerable, {:cont, true}, fn _x, _acc -> {:halt, false} end)
        )
    end
  end

  @doc """
  Says whether `element` is among the elements (by strict equality).

  ## Examples

      iex> Enum.member?(1..9//2, 5)
      true
      iex> Enum.member?([1], 1.0)
      false

  """
  @spec member?(t, element) :: boolean
  def member?(enumerable, element)
  def member?(list, element) when is_list(list), do: :lists.member(element, list)

  def member?(enumerable, element) do
    case Enumerable.member?(enumerable, element) do
      {:ok, answer} when is_boolean(answer) ->
        answer

      {:error, module} ->
        :erlang.element(
          2,
          module.reduce(enumerable, {:cont, false}, fn
            x, _acc when x === element -> {:halt, true}
            _x, _acc -> {:cont, false}
          end)
        )
    end
  end

  @doc false
  def __in__(element, list) when is_list(list), do: :lists.member(element, list)
  def __in__(element, enumerable), do: member?(enumerable, element)

  @doc """
  The number of elements.

  ## Examples

      iex> Enum.count(1..10//3)
      4

  """
  @spec count(t) :: non_neg_integer
  def count(enumerable)
  def count(list) when is_list(list), do: length(list)

  def count(enumerable) do
    case Enumerable.count(enumerable) do
      {:ok, count} when is_integer(count) ->
        count

      {:error, module} ->
        :erlang.element(
          2,
          module.reduce(enumerable, {:cont, 0}, fn _x, count -> {:cont, count + 1} end)
        )
    end
  end

  @doc """
  The number of elements for which `fun` gives a truthy value.

  ## Examples

      iex> Enum.count(1..5, &(&1 > 3))
      2

  """
  @spec count(t, (element -> as_boolean(term))) :: non_neg_integer
  def count(enumerable, fun)
  def count(list, fun) when is_list(list), do: count_list(list, fun, 0)

  def count(enumerable, fun),
    do: reduce(enumerable, 0, fn x, count -> if fun.(x), do: count + 1, else: count end)

  defp count_list([head | tail], fun, count) do
    if fun.(head), do: count_list(tail, fun, count + 1), else: count_list(tail, fun, count)
  end

  defp count_list([], _fun, count), do: count

  @doc """
  The number of elements, counted up to `limit` at most.

  ## Examples

      iex> Enum.count_until(1..20, 5)
      5
      iex> Enum.count_until([1, 2], 5)
      2

  """
  @doc since: "1.12.0"
  @spec count_until(t, pos_integer) :: non_neg_integer
  def count_until(enumerable, limit) when is_integer(limit) and limit > 0 do
    case enumerable do
      list when is_list(list) ->
        count_list_until(list, limit, 0)

      enumerable ->
        :erlang.min(
          count_enumerable_until(Enumerable.count(enumerable), enumerable, limit),
          limit
        )
    end
  end

  def count_until(_enumerable, limit) when is_integer(limit), do: bad_limit(limit)

  defp count_list_until(_list, limit, limit), do: limit

  defp count_list_until([_head | tail], limit, count),
    do: count_list_until(tail, limit, count + 1)

  defp count_list_until([], _limit, count), do: count

  defp count_enumerable_until({:ok, count}, _enumerable, _limit), do: count

  defp count_enumerable_until({:error, module}, enumerable, limit) do
    :erlang.element(
      2,
      module.reduce(enumerable, {:cont, 0}, fn
        _x, count when count + 1 == limit -> {:halt, limit}
        _x, count -> {:cont, count + 1}
      end)
    )
  end

  defp bad_limit(limit),
    do: raise(ArgumentError, "expected limit to be greater than 0, got: #{inspect(limit)}")

  @doc """
  The number of elements for which `fun` gives a truthy value, counted up to `limit` at most.

  ## Examples

      iex> Enum.count_until(1..20, &(&1 > 10), 5)
      5

  """
  @doc since: "1.12.0"
  @spec count_until(t, (element -> as_boolean(term)), pos_integer) :: non_neg_integer
  def count_until(enumerable, fun, limit) when is_integer(limit) and limit > 0 do
    reduce_while(enumerable, 0, fn x, count ->
      if fun.(x) do
        if count + 1 == limit, do: {:halt, limit}, else: {:cont, count + 1}
      else
        {:cont, count}
      end
    end)
  end

  def count_until(_enumerable, _fun, limit) when is_integer(limit), do: bad_limit(limit)

  ## Finding

  @doc """
  The first element for which `fun` gives a truthy value, or `default`.

  ## Examples

      iex> Enum.find([1, 2, 3], &(&1 > 1))
      2
      iex> Enum.find([], :none, & &1)
      :none

  """
  @spec find(t, default, (element -> any)) :: element | default
  def find(enumerable, default \\ nil, fun)
  def find(list, default, fun) when is_list(list), do: find_list(list, default, fun)

  def find(enumerable, default, fun),
    do:
      reduce_while(enumerable, default, fn x, acc ->
        if fun.(x), do: {:halt, x}, else: {:cont, acc}
      end)

  defp find_list([head | tail], default, fun),
    do: if(fun.(head), do: head, else: find_list(tail, default, fun))

  defp find_list([], default, _fun), do: default

  @doc """
  The index of the first element for which `fun` gives a truthy value, or `nil`.

  ## Examples

      iex> Enum.find_index([1, 2, 3], &(&1 > 1))
      1

  """
  @spec find_index(t, (element -> any)) :: non_neg_integer | nil
  def find_index(enumerable, fun)
  def find_index(list, fun) when is_list(list), do: find_index_list(list, 0, fun)

  def find_index(enumerable, fun) do
    case reduce_while(enumerable, 0, fn x, index ->
           if fun.(x), do: {:halt, {:found, index}}, else: {:cont, index + 1}
         end) do
      {:found, index} -> index
      _count -> nil
    end
  end

  defp find_index_list([head | tail], index, fun),
    do: if(fun.(head), do: index, else: find_index_list(tail, index + 1, fun))

  defp find_index_list([], _index, _fun), do: nil

  @doc """
  The first truthy value that `fun` gives, or `default`.

  ## Examples

      iex> Enum.find_value([1, 2, 3], fn x -> if x > 1, do: x * 10 end)
      20

  """
  @spec find_value(t, default, (element -> found_value)) :: found_value | default
        when found_value: term
  def find_value(enumerable, default \\ nil, fun)
  def find_value(list, default, fun) when is_list(list), do: find_value_list(list, default, fun)

  def find_value(enumerable, default, fun) do
    reduce_while(enumerable, default, fn x, acc ->
      value = fun.(x)
      if value, do: {:halt, value}, else: {:cont, acc}
    end)
  end

  defp find_value_list([head | tail], default, fun) do
    value = fun.(head)
    if value, do: value, else: find_value_list(tail, default, fun)
  end

  defp find_value_list([], default, _fun), do: default

  @doc """
  The element at `index` (negative ones count from the end), or `default`.

  ## Examples

      iex> Enum.at([:a, :b, :c], -1)
      :c
      iex> Enum.at([], 0, :none)
      :none

  """
  @spec at(t, index, default) :: element | default
  def at(enumerable, index, default \\ nil) when is_integer(index) do
    case fetch_at(enumerable, index) do
      {:ok, element} -> element
      :error -> default
    end
  end

  @doc """
  The element at `index` as `{:ok, element}`, or `:error`.

  ## Examples

      iex> Enum.fetch([:a, :b], 1)
      {:ok, :b}
      iex> Enum.fetch([:a, :b], 2)
      :error

  """
  @spec fetch(t, index) :: {:ok, element} | :error
  def fetch(enumerable, index) when is_integer(index), do: fetch_at(enumerable, index)

  defp fetch_at(list, index) when is_list(list) and index >= 0, do: nth(list, index)

  defp fetch_at(list, index) when is_list(list) do
    case length(list) + index do
      index when index >= 0 -> nth(list, index)
      _outside -> :error
    end
  end

  defp fetch_at(enumerable, index) do
    case Enumerable.slice(enumerable) do
      {:ok, size, fun} -> fetch_slice(enumerable, size, fun, index)
      {:error, module} when index >= 0 -> fetch_reduce(enumerable, module, index)
      {:error, module} -> nth(reverse_with(enumerable, module), -index - 1)
    end
  end

  defp nth([head | _tail], 0), do: {:ok, head}
  defp nth([_head | tail], index), do: nth(tail, index - 1)
  defp nth([], _index), do: :error

  defp fetch_slice(enumerable, size, fun, index) when index < 0,
    do: fetch_from(enumerable, size, fun, size + index)

  defp fetch_slice(enumerable, size, fun, index), do: fetch_from(enumerable, size, fun, index)

  defp fetch_from(enumerable, size, fun, index) when index >= 0 and index < size do
    [element] = slice_with(enumerable, fun, index, 1, 1)
    {:ok, element}
  end

  defp fetch_from(_enumerable, _size, _fun, _index), do: :error

  defp fetch_reduce(enumerable, module, index) do
    case module.reduce(enumerable, {:cont, index}, fn
           x, 0 -> {:halt, {:ok, x}}
           _x, index -> {:cont, index - 1}
         end) do
      {:halted, {:ok, element}} -> {:ok, element}
      {_done, _index} -> :error
    end
  end

  defp reverse_with(enumerable, module),
    do:
      :erlang.element(
        2,
        module.reduce(enumerable, {:cont, []}, fn x, acc -> {:cont, [x | acc]} end)
      )

  @doc """
  The element at `index`; raises `Enum.OutOfBoundsError` for an index outside.

  ## Examples

      iex> Enum.fetch!([:a, :b], 0)
      :a

  """
  @spec fetch!(t, index) :: element
  def fetch!(enumerable, index) when is_integer(index) do
    case fetch_at(enumerable, index) do
      {:ok, element} ->
        element

      :error ->
        raise Enum.OutOfBoundsError, index: index, enumerable: enumerable
    end
  end

  ## Parts

  @doc """
  The first `amount` elements, or the last ones for a negative `amount`.

  ## Examples

      iex> Enum.take([1, 2, 3], 2)
      [1, 2]
      iex> Enum.take([1, 2, 3], -2)
      [2, 3]

  """
  @spec take(t, integer) :: list
  def take(enumerable, amount)
  def take(_enumerable, 0), do: []

  def take(list, amount) when is_list(list) and is_integer(amount) and amount > 0,
    do: take_list(list, amount, [])

  def take(enumerable, amount) when is_integer(amount) and amount > 0 do
    {_left, list} =
      reduce_while(enumerable, {amount, []}, fn
        x, {1, list} -> {:halt, {0, [x | list]}}
        x, {left, list} -> {:cont, {left - 1, [x | list]}}
      end)

    :lists.reverse(list)
  end

  def take(enumerable, amount) when is_integer(amount) do
    case count_and_fun(enumerable) do
      {list, size, nil} ->
        drop_list(list, :erlang.max(size + amount, 0))

      {_enumerable, 0, _fun} ->
        []

      {enumerable, size, fun} ->
        slice_with(enumerable, fun, :erlang.max(size + amount, 0), :erlang.min(size, -amount), 1)
    end
  end

  defp take_list([head | tail], amount, acc) when amount > 0,
    do: take_list(tail, amount - 1, [head | acc])

  defp take_list(_list, _amount, acc), do: :lists.reverse(acc)

  defp drop_list(list, 0), do: list
  defp drop_list([_head | tail], amount), do: drop_list(tail, amount - 1)
  defp drop_list([], _amount), do: []

  # {enumerable, size, slicing function}, or {list, size, nil} where elements can be had by a walk only.
  defp count_and_fun(list) when is_list(list), do: {list, length(list), nil}

  defp count_and_fun(enumerable) do
    case Enumerable.slice(enumerable) do
      {:ok, size, fun} ->
        {enumerable, size, fun}

      {:error, module} ->
        list = :lists.reverse(reverse_with(enumerable, module))
        {list, length(list), nil}
    end
  end

  # `amount` elements, which are there, from `start` on; each `step`th.
  defp slice_with(_enumerable, _fun, _start, 0, _step), do: []

  defp slice_with(enumerable, fun, start, amount, step) when is_function(fun, 1),
    do: slice_list(fun.(enumerable), start, amount, step)

  defp slice_with(_enumerable, fun, start, amount, step) when is_function(fun, 3),
    do: fun.(start, amount, step)

  # Slicing functions of two arguments are from before Elixir 1.14.
  defp slice_with(enumerable, fun, start, amount, step) when is_function(fun, 2) do
    IO.warn("#{inspect(Enumerable.impl_for(enumerable))} must return a three arity function on slice/1")
    if step == 1, do: fun.(start, amount), else: take_every(fun.(start, (amount - 1) * step + 1), step)
  end

  defp slice_list(list, start, amount, 1), do: take_list(drop_list(list, start), amount, [])
  defp slice_list(list, start, amount, step), do: step_list(drop_list(list, start), amount, step)

  defp step_list([head | tail], amount, step) when amount > 0,
    do: [head | step_list(drop_list(tail, step - 1), amount - 1, step)]

  defp step_list(_list, _amount, _step), do: []

  @doc """
  All but the first `amount` elements, or but the last ones for a negative `amount`.

  ## Examples

      iex> Enum.drop([1, 2, 3], 1)
      [2, 3]
      iex> Enum.drop([1, 2, 3], -1)
      [1, 2]

  """
  @spec drop(t, integer) :: list
  def drop(enumerable, amount)

  def drop(list, amount) when is_list(list) and is_integer(amount) and amount >= 0,
    do: drop_list(list, amount)

  def drop(enumerable, 0), do: to_list(enumerable)

  def drop(enumerable, amount) when is_integer(amount) and amount > 0 do
    case count_and_fun(enumerable) do
      {list, _size, nil} -> drop_list(list, amount)
      {_enumerable, size, _fun} when size <= amount -> []
      {enumerable, size, fun} -> slice_with(enumerable, fun, amount, size - amount, 1)
    end
  end

  def drop(enumerable, amount) when is_integer(amount) do
    case count_and_fun(enumerable) do
      {list, size, nil} -> take_list(list, size + amount, [])
      {_enumerable, size, _fun} when size + amount <= 0 -> []
      {enumerable, size, fun} -> slice_with(enumerable, fun, 0, size + amount, 1)
    end
  end

  @doc """
  Every `nth` element, from the first on.

  ## Examples

      iex> Enum.take_every(1..10, 3)
      [1, 4, 7, 10]

  """
  @spec take_every(t, non_neg_integer) :: list
  def take_every(enumerable, nth)
  def take_every(_enumerable, 0), do: []
  def take_every(enumerable, 1), do: to_list(enumerable)
  def take_every([], nth) when is_integer(nth) and nth > 1, do: []

  def take_every(enumerable, nth) when is_integer(nth) and nth > 1 do
    case count_and_fun(enumerable) do
      {list, size, nil} -> step_list(list, size, nth)
      {_enumerable, 0, _fun} -> []
      {enumerable, size, fun} -> slice_with(enumerable, fun, 0, div(size - 1, nth) + 1, nth)
    end
  end

  @doc """
  All but every `nth` element, the first being one to drop.

  ## Examples

      iex> Enum.drop_every(1..7, 3)
      [2, 3, 5, 6]

  """
  @spec drop_every(t, non_neg_integer) :: list
  def drop_every(enumerable, nth)
  def drop_every(_enumerable, 1), do: []
  def drop_every(enumerable, 0), do: to_list(enumerable)
  def drop_every([], nth) when is_integer(nth), do: []

  def drop_every(enumerable, nth) when is_integer(nth) and nth > 1,
    do: drop_every_list(to_list(enumerable), 0, nth, [])

  defp drop_every_list([_head | tail], 0, nth, acc), do: drop_every_list(tail, nth - 1, nth, acc)

  defp drop_every_list([head | tail], skip, nth, acc),
    do: drop_every_list(tail, skip - 1, nth, [head | acc])

  defp drop_every_list([], _skip, _nth, acc), do: :lists.reverse(acc)

  @doc """
  The leading elements for which `fun` gives a truthy value.

  ## Examples

      iex> Enum.take_while([1, 2, 3, 1], &(&1 < 3))
      [1, 2]

  """
  @spec take_while(t, (element -> as_boolean(term))) :: list
  def take_while(enumerable, fun)
  def take_while(list, fun) when is_list(list), do: take_list_while(list, fun, [])

  def take_while(enumerable, fun) do
    :lists.reverse(
      reduce_while(enumerable, [], fn x, acc ->
        if fun.(x), do: {:cont, [x | acc]}, else: {:halt, acc}
      end)
    )
  end

  defp take_list_while([head | tail], fun, acc) do
    if fun.(head), do: take_list_while(tail, fun, [head | acc]), else: :lists.reverse(acc)
  end

  defp take_list_while([], _fun, acc), do: :lists.reverse(acc)

  @doc """
  What is left behind the leading elements for which `fun` gives a truthy value.

  ## Examples

      iex> Enum.drop_while([1, 2, 3, 1], &(&1 < 3))
      [3, 1]

  """
  @spec drop_while(t, (element -> as_boolean(term))) :: list
  def drop_while(enumerable, fun)
  def drop_while(list, fun) when is_list(list), do: drop_list_while(list, fun)

  def drop_while(enumerable, fun) do
    {_dropping, list} =
      reduce(enumerable, {true, []}, fn
        x, {true, list} -> if fun.(x), do: {true, list}, else: {false, [x | list]}
        x, {false, list} -> {false, [x | list]}
      end)

    :lists.reverse(list)
  end

  defp drop_list_while([head | tail] = list, fun),
    do: if(fun.(head), do: drop_list_while(tail, fun), else: list)

  defp drop_list_while([], _fun), do: []

  @doc """
  Splits behind the first `count` elements, or before the last ones for a negative `count`.

  ## Examples

      iex> Enum.split([1, 2, 3], 2)
      {[1, 2], [3]}
      iex> Enum.split([1, 2, 3], -1)
      {[1, 2], [3]}

  """
  @spec split(t, integer) :: {list, list}
  def split(enumerable, count) when is_integer(count) and count >= 0,
    do: split_list(to_list(enumerable), count, [])

  def split(enumerable, count) when is_integer(count) do
    list = to_list(enumerable)
    split_list(list, :erlang.max(length(list) + count, 0), [])
  end

  defp split_list([head | tail], count, acc) when count > 0,
    do: split_list(tail, count - 1, [head | acc])

  defp split_list(rest, _count, acc), do: {:lists.reverse(acc), rest}

  @doc """
  Splits before the first element for which `fun` gives a falsy value.

  ## Examples

      iex> Enum.split_while([1, 2, 3, 1], &(&1 < 3))
      {[1, 2], [3, 1]}

  """
  @spec split_while(t, (element -> as_boolean(term))) :: {list, list}
  def split_while(enumerable, fun)
  def split_while(list, fun) when is_list(list), do: split_list_while(list, fun, [])

  def split_while(enumerable, fun) do
    {list1, list2} =
      reduce(enumerable, {[], []}, fn
        x, {list1, []} -> if fun.(x), do: {[x | list1], []}, else: {list1, [x]}
        x, {list1, list2} -> {list1, [x | list2]}
      end)

    {:lists.reverse(list1), :lists.reverse(list2)}
  end

  defp split_list_while([head | tail] = list, fun, acc) do
    if fun.(head),
      do: split_list_while(tail, fun, [head | acc]),
      else: {:lists.reverse(acc), list}
  end

  defp split_list_while([], _fun, acc), do: {:lists.reverse(acc), []}

  @doc """
  The elements for which `fun` gives a truthy value, and the others.

  ## Examples

      iex> Enum.split_with(1..5, &(rem(&1, 2) == 0))
      {[2, 4], [1, 3, 5]}

  """
  @doc since: "1.4.0"
  @spec split_with(t, (element -> as_boolean(term))) :: {list, list}
  def split_with(enumerable, fun)
  def split_with(list, fun) when is_list(list), do: split_list_with(list, fun, [], [])

  def split_with(enumerable, fun) do
    {list1, list2} =
      reduce(enumerable, {[], []}, fn x, {list1, list2} ->
        if fun.(x), do: {[x | list1], list2}, else: {list1, [x | list2]}
      end)

    {:lists.reverse(list1), :lists.reverse(list2)}
  end

  defp split_list_with([head | tail], fun, acc1, acc2) do
    if fun.(head),
      do: split_list_with(tail, fun, [head | acc1], acc2),
      else: split_list_with(tail, fun, acc1, [head | acc2])
  end

  defp split_list_with([], _fun, acc1, acc2), do: {:lists.reverse(acc1), :lists.reverse(acc2)}

  @doc false
  @deprecated "Use Enum.split_with/2 instead"
  def partition(enumerable, fun), do: split_with(enumerable, fun)

  @doc """
  The elements at the positions of `index_range`; negative ends count from the end, a step skips.

  ## Examples

      iex> Enum.slice([:a, :b, :c, :d], 1..2)
      [:b, :c]
      iex> Enum.slice(1..10, 0..-1//3)
      [1, 4, 7, 10]

  """
  @doc since: "1.6.0"
  @spec slice(t, Range.t()) :: list
  def slice(enumerable, index_range)

  def slice(enumerable, first..last//step) when step > 0 or (step == -1 and first > last) do
    cond do
      step > 0 ->
        slice_range(enumerable, first, last, step)

      true ->
        IO.warn(
          "negative steps are not supported in Enum.slice/2, pass #{first}..#{last}//1 instead"
        )

        slice_range(enumerable, first, last, 1)
    end
  end

  def slice(_enumerable, _first.._last//_step = index_range),
    do:
      raise(
        ArgumentError,
        "Enum.slice/2 does not accept ranges with negative steps, got: #{inspect(index_range)}"
      )

  # Ranges written down before Elixir 1.12 have no step.
  def slice(enumerable, %{__struct__: Range, first: first, last: last}),
    do:
      slice(
        enumerable,
        Map.put(first..last//if(first <= last, do: 1, else: -1), :__struct__, Range)
      )

  defp slice_range(_enumerable, first, last, _step)
       when first >= 0 and last >= 0 and first > last,
       do: []

  defp slice_range(enumerable, first, last, step) when first >= 0 and last >= 0,
    do: slice_at_most(enumerable, first, div(last - first, step) + 1, step)

  defp slice_range(enumerable, first, last, step) do
    {enumerable, size, fun} = count_and_fun(enumerable)
    first = if first >= 0, do: first, else: :erlang.max(size + first, 0)
    last = :erlang.min(if(last >= 0, do: last, else: size + last), size - 1)

    cond do
      first > last -> []
      fun == nil -> slice_list(enumerable, first, div(last - first, step) + 1, step)
      true -> slice_with(enumerable, fun, first, div(last - first, step) + 1, step)
    end
  end

  @doc """
  `amount` elements from `start_index` on; a negative index counts from the end.

  ## Examples

      iex> Enum.slice(1..10, 3, 2)
      [4, 5]

  """
  @spec slice(t, index, non_neg_integer) :: list
  def slice(enumerable, start_index, amount)

  def slice(_enumerable, start_index, 0) when is_integer(start_index), do: []

  def slice(enumerable, start_index, amount)
      when is_integer(start_index) and start_index >= 0 and is_integer(amount) and amount >= 0,
      do: slice_at_most(enumerable, start_index, amount, 1)

  def slice(enumerable, start_index, amount)
      when is_integer(start_index) and is_integer(amount) and amount >= 0 do
    {enumerable, size, fun} = count_and_fun(enumerable)
    start = size + start_index

    cond do
      start < 0 -> slice_negative(enumerable, size, fun, start, amount)
      fun == nil -> slice_list(enumerable, start, amount, 1)
      true -> slice_with(enumerable, fun, start, :erlang.min(amount, size - start), 1)
    end
  end

  defp slice_negative(enumerable, size, fun, _start, amount) do
    if fun == nil,
      do: slice_list(enumerable, 0, amount, 1),
      else: slice_with(enumerable, fun, 0, :erlang.min(amount, size), 1)
  end

  defp slice_at_most(list, start, amount, step) when is_list(list),
    do: slice_list(list, start, amount, step)

  defp slice_at_most(enumerable, start, amount, step) do
    case Enumerable.slice(enumerable) do
      {:ok, size, _fun} when start >= size ->
        []

      {:ok, size, fun} ->
        slice_with(
          enumerable,
          fun,
          start,
          :erlang.min(amount, div(size - start - 1, step) + 1),
          step
        )

      {:error, module} ->
        slice_walk(enumerable, module, start, amount, step)
    end
  end

  # The accumulator is {elements to skip, elements to take, taken}.
  defp slice_walk(enumerable, module, start, amount, step) do
    {_done, {_skip, _left, list}} =
      module.reduce(enumerable, {:cont, {start, amount, []}}, fn
        x, {0, 1, list} -> {:halt, {0, 0, [x | list]}}
        x, {0, left, list} -> {:cont, {step - 1, left - 1, [x | list]}}
        _x, {skip, left, list} -> {:cont, {skip - 1, left, list}}
      end)

    :lists.reverse(list)
  end

  @doc """
  Moves the element at an index, or those in a range of indexes, to `insertion_index`.

  ## Examples

      iex> Enum.slide([:a, :b, :c, :d], 3, 1)
      [:a, :d, :b, :c]
      iex> Enum.slide([:a, :b, :c, :d, :e], 1..2, 3)
      [:a, :d, :b, :c, :e]

  """
  @doc since: "1.13.0"
  @spec slide(t, Range.t() | index, index) :: list
  def slide(enumerable, range_or_single_index, insertion_index)

  def slide(enumerable, single_index, insertion_index) when is_integer(single_index),
    do: slide(enumerable, single_index..single_index//1, insertion_index)

  def slide(_enumerable, _first.._last//step = range, _insertion_index) when step != 1,
    do:
      raise(
        ArgumentError,
        "Enum.slide/3 does not accept ranges with custom steps, got: #{inspect(range)}"
      )

  def slide(enumerable, first..last//_step, insertion_index)
      when first < 0 or last < 0 or insertion_index < 0 do
    case to_list(enumerable) do
      [] ->
        []

      list ->
        size = length(list)
        first = if first >= 0, do: first, else: :erlang.max(first + size, 0)
        last = if last >= 0, do: last, else: last + size

        insertion_index =
          if insertion_index >= 0, do: insertion_index, else: insertion_index + size

        slide(list, first..last//1, insertion_index)
    end
  end

  def slide(enumerable, insertion_index.._last//1, insertion_index), do: to_list(enumerable)

  def slide(_enumerable, first..last//1, insertion_index)
      when insertion_index > first and insertion_index <= last do
    raise ArgumentError,
          "insertion index for slide must be outside the range being moved " <>
            "(tried to insert #{first}..#{last} at #{insertion_index})"
  end

  def slide(enumerable, first..last//1, _insertion_index) when first > last,
    do: to_list(enumerable)

  # Slide to the left: what stands from `insertion_index` on trades places with the range.
  def slide(enumerable, first..last//1, insertion_index) when insertion_index < first do
    {before, rest} = split(enumerable, insertion_index)
    {jumped, rest} = split_list(rest, first - insertion_index, [])
    {moved, rest} = split_list(rest, last - first + 1, [])
    before ++ moved ++ jumped ++ rest
  end

  def slide(enumerable, first..last//1, insertion_index) do
    {before, rest} = split(enumerable, first)
    {moved, rest} = split_list(rest, last - first + 1, [])
    {jumped, rest} = split_list(rest, insertion_index - last, [])
    before ++ jumped ++ moved ++ rest
  end

  @doc """
  Reverses the `count` elements from `start_index` on.

  ## Examples

      iex> Enum.reverse_slice([1, 2, 3, 4, 5], 1, 3)
      [1, 4, 3, 2, 5]

  """
  @spec reverse_slice(t, non_neg_integer, non_neg_integer) :: list
  def reverse_slice(enumerable, start_index, count)
      when is_integer(start_index) and start_index >= 0 and is_integer(count) and count >= 0 do
    {before, rest} = split(enumerable, start_index)
    {reversed, rest} = split_list(rest, count, [])
    before ++ :lists.reverse(reversed, rest)
  end

  ## Lists

  @doc """
  A list of the elements.

  ## Examples

      iex> Enum.to_list(1..3)
      [1, 2, 3]

  """
  @spec to_list(t) :: [element]
  def to_list(enumerable)
  def to_list(list) when is_list(list), do: list
  def to_list(first..last//1) when first <= last, do: :lists.seq(first, last)
  def to_list(_.._//_ = range), do: Range.to_list(range)
  def to_list(%{__struct__: _} = enumerable), do: :lists.reverse(reverse(enumerable))
  def to_list(%{} = map), do: :maps.to_list(map)
  def to_list(enumerable), do: :lists.reverse(reverse(enumerable))

  @doc """
  The elements, last first.

  ## Examples

      iex> Enum.reverse(1..3)
      [3, 2, 1]

  """
  @spec reverse(t) :: list
  def reverse(enumerable)
  def reverse(list) when is_list(list), do: :lists.reverse(list)
  def reverse(enumerable), do: reduce(enumerable, [], fn x, acc -> [x | acc] end)

  @doc """
  The elements, last first, with `tail` behind them.

  ## Examples

      iex> Enum.reverse([1, 2], [:x])
      [2, 1, :x]

  """
  @spec reverse(t, t) :: list
  def reverse(enumerable, tail)
  def reverse(list, tail) when is_list(list), do: :lists.reverse(list, to_list(tail))
  def reverse(enumerable, tail), do: reduce(enumerable, to_list(tail), fn x, acc -> [x | acc] end)

  @doc """
  Joins a collection of collections.

  ## Examples

      iex> Enum.concat([[1], 2..3])
      [1, 2, 3]

  """
  @spec concat(t) :: t
  def concat(enumerables)
  def concat(list) when is_list(list), do: concat_list(list)
  def concat(enumerables), do: concat_list(to_list(enumerables))

  defp concat_list([head | tail]) when is_list(head), do: head ++ concat_list(tail)
  defp concat_list([head | tail]), do: to_list(head) ++ concat_list(tail)
  defp concat_list([]), do: []

  @doc """
  The elements of both collections.

  ## Examples

      iex> Enum.concat([1], 2..3)
      [1, 2, 3]

  """
  @spec concat(t, t) :: t
  def concat(left, right)
  def concat(left, right) when is_list(left) and is_list(right), do: left ++ right
  def concat(left, right), do: to_list(left) ++ to_list(right)

  @doc """
  Puts `separator` between the elements.

  ## Examples

      iex> Enum.intersperse([1, 2, 3], 0)
      [1, 0, 2, 0, 3]

  """
  @spec intersperse(t, element) :: list
  def intersperse(enumerable, separator) do
    case to_list(enumerable) do
      [] -> []
      [first | rest] -> [first | between(rest, separator)]
    end
  end

  defp between([head | tail], separator), do: [separator, head | between(tail, separator)]
  defp between([], _separator), do: []

  @doc """
  Maps the elements and puts `separator` between the results.

  ## Examples

      iex> Enum.map_intersperse([1, 2], :and, &(&1 * 2))
      [2, :and, 4]

  """
  @doc since: "1.10.0"
  @spec map_intersperse(t, element, (element -> any)) :: list
  def map_intersperse(enumerable, separator, mapper) do
    reversed =
      reduce(enumerable, [], fn
        x, [] -> [mapper.(x)]
        x, acc -> [mapper.(x), separator | acc]
      end)

    :lists.reverse(reversed)
  end

  @doc """
  The elements, each only once (by strict equality), in order of their first occurrence.

  ## Examples

      iex> Enum.uniq([1, 2, 1, 1.0])
      [1, 2, 1.0]

  """
  @spec uniq(t) :: list
  def uniq(enumerable), do: :lists.uniq(to_list(enumerable))

  @doc false
  @deprecated "Use Enum.uniq_by/2 instead"
  def uniq(enumerable, fun), do: uniq_by(enumerable, fun)

  @doc """
  The first elements for each value of `fun`.

  ## Examples

      iex> Enum.uniq_by(["a", "bb", "c"], &byte_size/1)
      ["a", "bb"]

  """
  @spec uniq_by(t, (element -> term)) :: list
  def uniq_by(enumerable, fun)
  def uniq_by(list, fun) when is_list(list), do: uniq_list_by(list, fun, %{}, [])

  def uniq_by(enumerable, fun) do
    {list, _seen} =
      reduce(enumerable, {[], %{}}, fn x, {list, seen} ->
        key = fun.(x)

        case seen do
          %{^key => _} -> {list, seen}
          %{} -> {[x | list], :maps.put(key, true, seen)}
        end
      end)

    :lists.reverse(list)
  end

  defp uniq_list_by([head | tail], fun, seen, acc) do
    key = fun.(head)

    case seen do
      %{^key => _} -> uniq_list_by(tail, fun, seen, acc)
      %{} -> uniq_list_by(tail, fun, :maps.put(key, true, seen), [head | acc])
    end
  end

  defp uniq_list_by([], _fun, _seen, acc), do: :lists.reverse(acc)

  @doc """
  Leaves one of each run of equal elements.

  ## Examples

      iex> Enum.dedup([1, 1, 2, 1])
      [1, 2, 1]

  """
  @spec dedup(t) :: list
  def dedup(enumerable) do
    case to_list(enumerable) do
      [] -> []
      [first | rest] -> dedup_list(rest, first, [first])
    end
  end

  defp dedup_list([last | tail], last, acc), do: dedup_list(tail, last, acc)
  defp dedup_list([head | tail], _last, acc), do: dedup_list(tail, head, [head | acc])
  defp dedup_list([], _last, acc), do: :lists.reverse(acc)

  @doc """
  Leaves the first of each run of elements for which `fun` gives the same value.

  ## Examples

      iex> Enum.dedup_by([1, 3, 2], &rem(&1, 2))
      [1, 2]

  """
  @spec dedup_by(t, (element -> term)) :: list
  def dedup_by(enumerable, fun) do
    {list, _last} =
      reduce(enumerable, {[], :none}, fn x, {list, last} ->
        case fun.(x) do
          key when last === {:key, key} -> {list, last}
          key -> {[x | list], {:key, key}}
        end
      end)

    :lists.reverse(list)
  end

  ## Grouping

  @doc """
  How often each element occurs.

  ## Examples

      iex> Enum.frequencies([:a, :a])
      %{a: 2}

  """
  @doc since: "1.10.0"
  @spec frequencies(t) :: map
  def frequencies(enumerable), do: frequencies_list(to_list(enumerable), %{})

  defp frequencies_list([key | tail], counts) do
    case counts do
      %{^key => count} -> frequencies_list(tail, :maps.put(key, count + 1, counts))
      %{} -> frequencies_list(tail, :maps.put(key, 1, counts))
    end
  end

  defp frequencies_list([], counts), do: counts

  @doc """
  How often `key_fun` gives each value.

  ## Examples

      iex> Enum.frequencies_by(["x", "Y", "y"], &String.downcase/1) |> Map.get("y")
      2

  """
  @doc since: "1.10.0"
  @spec frequencies_by(t, (element -> any)) :: map
  def frequencies_by(enumerable, key_fun) when is_function(key_fun) do
    reduce(enumerable, %{}, fn x, counts ->
      key = key_fun.(x)

      case counts do
        %{^key => count} -> :maps.put(key, count + 1, counts)
        %{} -> :maps.put(key, 1, counts)
      end
    end)
  end

  @doc """
  A map from each value of `key_fun` to what `value_fun` makes of the elements that have it, in their order.

  Walks from the last element to the first.

  ## Examples

      iex> Enum.group_by([1, 2, 3], &(&1 > 0))
      %{true: [1, 2, 3]}

  """
  @spec group_by(t, (element -> any), (element -> any)) :: map
  def group_by(enumerable, key_fun, value_fun \\ fn x -> x end)

  def group_by(enumerable, key_fun, value_fun) when is_function(key_fun),
    do: group_list(reverse(enumerable), key_fun, value_fun, %{})

  defp group_list([head | tail], key_fun, value_fun, groups) do
    key = key_fun.(head)
    value = value_fun.(head)

    case groups do
      %{^key => values} ->
        group_list(tail, key_fun, value_fun, :maps.put(key, [value | values], groups))

      %{} ->
        group_list(tail, key_fun, value_fun, :maps.put(key, [value], groups))
    end
  end

  defp group_list([], _key_fun, _value_fun, groups), do: groups

  @doc """
  Chunks of `count` elements; the last may be shorter.

  ## Examples

      iex> Enum.chunk_every([1, 2, 3, 4, 5], 2)
      [[1, 2], [3, 4], [5]]

  """
  @doc since: "1.5.0"
  @spec chunk_every(t, pos_integer) :: [list]
  def chunk_every(enumerable, count), do: chunk_every(enumerable, count, count, [])

  @doc """
  Chunks of `count` elements, each starting `step` elements after the one before.

  An incomplete last chunk is filled up from `leftover`, or dropped with `:discard`.

  ## Examples

      iex> Enum.chunk_every(1..6, 3, 2, :discard)
      [[1, 2, 3], [3, 4, 5]]
      iex> Enum.chunk_every(1..5, 3, 3, [0, 0])
      [[1, 2, 3], [4, 5, 0]]

  """
  @doc since: "1.5.0"
  @spec chunk_every(t, pos_integer, pos_integer, t | :discard) :: [list]
  def chunk_every(enumerable, count, step, leftover \\ [])
      when is_integer(count) and count > 0 and is_integer(step) and step > 0,
      do: chunk_list(to_list(enumerable), count, step, leftover, [])

  defp chunk_list([], _count, _step, _leftover, chunks), do: :lists.reverse(chunks)

  defp chunk_list(list, count, step, leftover, chunks) do
    case take_chunk(list, count, []) do
      {chunk, rest} when step == count ->
        chunk_list(rest, count, step, leftover, [chunk | chunks])

      {chunk, _rest} ->
        chunk_list(drop_list(list, step), count, step, leftover, [chunk | chunks])

      _missing when leftover == :discard ->
        :lists.reverse(chunks)

      missing ->
        :lists.reverse(chunks, [list ++ take(leftover, missing)])
    end
  end

  # {chunk, rest}, or how many elements are missing.
  defp take_chunk(rest, 0, chunk), do: {:lists.reverse(chunk), rest}
  defp take_chunk([head | tail], count, chunk), do: take_chunk(tail, count - 1, [head | chunk])
  defp take_chunk([], missing, _chunk), do: missing

  @doc false
  @deprecated "Use Enum.chunk_every/2 instead"
  def chunk(enumerable, count), do: chunk(enumerable, count, count, nil)

  @doc false
  @deprecated "Use Enum.chunk_every/3 instead"
  def chunk(enumerable, count, step), do: chunk(enumerable, count, step, nil)

  @doc false
  @deprecated "Use Enum.chunk_every/4 instead"
  def chunk(enumerable, count, step, leftover),
    do: chunk_every(enumerable, count, step, leftover || :discard)

  @doc """
  Chunks of elements for which `fun` gives the same value.

  ## Examples

      iex> Enum.chunk_by([1, 3, 2, 5], &rem(&1, 2))
      [[1, 3], [2], [5]]

  """
  @spec chunk_by(t, (element -> any)) :: [list]
  def chunk_by(enumerable, fun) do
    case reduce(enumerable, nil, fn
           x, nil ->
             {[], [x], fun.(x)}

           x, {chunks, chunk, key} ->
             case fun.(x) do
               ^key -> {chunks, [x | chunk], key}
               other -> {[:lists.reverse(chunk) | chunks], [x], other}
             end
         end) do
      nil -> []
      {chunks, chunk, _key} -> :lists.reverse(chunks, [:lists.reverse(chunk)])
    end
  end

  @doc """
  Chunks by hand: `chunk_fun` gives `{:cont, chunk, acc}`, `{:cont, acc}` or `{:halt, acc}`; `after_fun` ends the last chunk.

  ## Examples

      iex> Enum.chunk_while(1..5, [], fn
      ...>   x, acc when rem(x, 2) == 0 -> {:cont, Enum.reverse([x | acc]), []}
      ...>   x, acc -> {:cont, [x | acc]}
      ...> end, fn acc -> {:cont, acc, []} end)
      [[1, 2], [3, 4], [5]]

  """
  @doc since: "1.5.0"
  @spec chunk_while(
          t,
          acc,
          (element, acc -> {:cont, chunk, acc} | {:cont, acc} | {:halt, acc}),
          (acc -> {:cont, chunk, acc} | {:cont, acc})
        ) :: [any]
        when chunk: any
  def chunk_while(enumerable, acc, chunk_fun, after_fun) do
    {chunks, acc} =
      reduce_while(enumerable, {[], acc}, fn x, {chunks, acc} ->
        case chunk_fun.(x, acc) do
          {:cont, chunk, acc} -> {:cont, {[chunk | chunks], acc}}
          {:cont, acc} -> {:cont, {chunks, acc}}
          {:halt, acc} -> {:halt, {chunks, acc}}
        end
      end)

    case after_fun.(acc) do
      {:cont, _acc} -> :lists.reverse(chunks)
      {:cont, chunk, _acc} -> :lists.reverse(chunks, [chunk])
    end
  end

  ## Numbers and order

  @doc """
  The sum of the elements.

  ## Examples

      iex> Enum.sum(1..100)
      5050

  """
  @spec sum(t) :: number
  def sum(enumerable)
  def sum(list) when is_list(list), do: sum_list(list, 0)

  def sum(first..last//step = range) do
    case Range.size(range) do
      0 -> 0
      size -> div(size * (first + last - rem(last - first, step)), 2)
    end
  end

  def sum(enumerable), do: reduce(enumerable, 0, &+/2)

  defp sum_list([head | tail], sum), do: sum_list(tail, head + sum)
  defp sum_list([], sum), do: sum

  @doc """
  The sum of what `mapper` makes of the elements.

  ## Examples

      iex> Enum.sum_by(["a", "bc"], &byte_size/1)
      3

  """
  @doc since: "1.18.0"
  @spec sum_by(t, (element -> number)) :: number
  def sum_by(enumerable, mapper)

  def sum_by(list, mapper) when is_list(list) and is_function(mapper, 1),
    do: sum_list_by(list, mapper, 0)

  def sum_by(enumerable, mapper) when is_function(mapper, 1),
    do: reduce(enumerable, 0, fn x, sum -> sum + mapper.(x) end)

  defp sum_list_by([head | tail], mapper, sum), do: sum_list_by(tail, mapper, sum + mapper.(head))
  defp sum_list_by([], _mapper, sum), do: sum

  @doc """
  The product of the elements.

  ## Examples

      iex> Enum.product([2, 3, 4])
      24

  """
  @doc since: "1.12.0"
  @spec product(t) :: number
  def product(enumerable)
  def product(list) when is_list(list), do: product_list(list, 1)
  def product(enumerable), do: reduce(enumerable, 1, &*/2)

  defp product_list([head | tail], product), do: product_list(tail, head * product)
  defp product_list([], product), do: product

  @doc """
  The product of what `mapper` makes of the elements.

  ## Examples

      iex> Enum.product_by(["aa", "bcd"], &byte_size/1)
      6

  """
  @doc since: "1.18.0"
  @spec product_by(t, (element -> number)) :: number
  def product_by(enumerable, mapper)

  def product_by(list, mapper) when is_list(list) and is_function(mapper, 1),
    do: product_list_by(list, mapper, 1)

  def product_by(enumerable, mapper) when is_function(mapper, 1),
    do: reduce(enumerable, 1, fn x, product -> product * mapper.(x) end)

  defp product_list_by([head | tail], mapper, product),
    do: product_list_by(tail, mapper, product * mapper.(head))

  defp product_list_by([], _mapper, product), do: product

  @doc """
  The greatest element by Erlang's term order; the first of equal ones.

  `sorter` may be a function that says whether its first argument is greater than or equal to the second, or a module with
  `compare/2`. `empty_fallback` gives the result for an empty collection, which raises `Enum.EmptyError` otherwise.

  ## Examples

      iex> Enum.max([2, 3, 1])
      3
      iex> Enum.max([~D[2024-02-01], ~D[2024-01-31]], Date)
      ~D[2024-02-01]
      iex> Enum.max([], fn -> :none end)
      :none

  """
  @spec max(t) :: element
  def max(enumerable), do: max(enumerable, &raise_empty/0)

  @doc """
  Like `max/1`, with a sorter (a function that says whether its first argument comes first, or a module with `compare/2`) or a function
  for the result of an empty collection.

      iex> Enum.max([~D[2024-01-01], ~D[2024-02-29]], Date)
      ~D[2024-02-29]

  """
  @spec max(t, (-> empty_result) | (element, element -> boolean) | module) ::
          element | empty_result
        when empty_result: any
  def max(enumerable, sorter_or_empty_fallback)

  def max(list, empty_fallback) when is_list(list) and is_function(empty_fallback, 0) do
    case list do
      [] -> empty_fallback.()
      [head | tail] -> max_list(tail, head)
    end
  end

  def max(first..last//step = range, empty_fallback) when is_function(empty_fallback, 0) do
    cond do
      Range.size(range) == 0 -> empty_fallback.()
      step > 0 -> last - rem(last - first, step)
      true -> first
    end
  end

  def max(enumerable, empty_fallback) when is_function(empty_fallback, 0),
    do: pick(enumerable, fn x, max -> max >= x end, empty_fallback)

  def max(enumerable, sorter), do: max(enumerable, sorter, &raise_empty/0)

  @doc """
  The greatest element by a sorter; the result of `empty_fallback` when there is none.

      iex> Enum.max([], Date, fn -> nil end)
      nil

  """
  @spec max(t, (element, element -> boolean) | module, (-> empty_result)) ::
          element | empty_result
        when empty_result: any
  def max(enumerable, sorter, empty_fallback) when is_function(empty_fallback, 0) do
    keep? = max_sorter(sorter)
    pick(enumerable, fn x, max -> keep?.(max, x) end, empty_fallback)
  end

  defp max_list([head | tail], max) when head > max, do: max_list(tail, head)
  defp max_list([_head | tail], max), do: max_list(tail, max)
  defp max_list([], max), do: max

  defp max_sorter(sorter) when is_function(sorter, 2), do: sorter
  defp max_sorter(module) when is_atom(module), do: fn max, x -> module.compare(max, x) != :lt end

  # `keep?` gets an element and the one picked so far.
  defp pick(enumerable, keep?, empty_fallback) do
    case reduce(enumerable, :empty, fn
           x, {:picked, picked} = acc -> if keep?.(x, picked), do: acc, else: {:picked, x}
           x, :empty -> {:picked, x}
         end) do
      {:picked, picked} -> picked
      :empty -> empty_fallback.()
    end
  end

  defp raise_empty(), do: raise(Enum.EmptyError)

  @doc """
  The smallest element by Erlang's term order; the first of equal ones. Takes the same arguments as `max/3`.

  ## Examples

      iex> Enum.min([2, 3, 1])
      1

  """
  @spec min(t) :: element
  def min(enumerable), do: min(enumerable, &raise_empty/0)

  @doc """
  Like `min/1`, with a sorter (a function that says whether its first argument comes first, or a module with `compare/2`) or a function
  for the result of an empty collection.

      iex> Enum.min([~D[2024-01-01], ~D[2024-02-29]], Date)
      ~D[2024-01-01]

  """
  @spec min(t, (-> empty_result) | (element, element -> boolean) | module) ::
          element | empty_result
        when empty_result: any
  def min(enumerable, sorter_or_empty_fallback)

  def min(list, empty_fallback) when is_list(list) and is_function(empty_fallback, 0) do
    case list do
      [] -> empty_fallback.()
      [head | tail] -> min_list(tail, head)
    end
  end

  def min(first..last//step = range, empty_fallback) when is_function(empty_fallback, 0) do
    cond do
      Range.size(range) == 0 -> empty_fallback.()
      step > 0 -> first
      true -> last - rem(last - first, step)
    end
  end

  def min(enumerable, empty_fallback) when is_function(empty_fallback, 0),
    do: pick(enumerable, fn x, min -> min <= x end, empty_fallback)

  def min(enumerable, sorter), do: min(enumerable, sorter, &raise_empty/0)

  @doc """
  The least element by a sorter; the result of `empty_fallback` when there is none.

      iex> Enum.min([], Date, fn -> nil end)
      nil

  """
  @spec min(t, (element, element -> boolean) | module, (-> empty_result)) ::
          element | empty_result
        when empty_result: any
  def min(enumerable, sorter, empty_fallback) when is_function(empty_fallback, 0) do
    keep? = min_sorter(sorter)
    pick(enumerable, fn x, min -> keep?.(min, x) end, empty_fallback)
  end

  defp min_list([head | tail], min) when head < min, do: min_list(tail, head)
  defp min_list([_head | tail], min), do: min_list(tail, min)
  defp min_list([], min), do: min

  defp min_sorter(sorter) when is_function(sorter, 2), do: sorter
  defp min_sorter(module) when is_atom(module), do: fn min, x -> module.compare(min, x) != :gt end

  @doc """
  The element for which `fun` gives the greatest value. Takes the same further arguments as `max/3`.

  ## Examples

      iex> Enum.max_by(["a", "ccc", "bb"], &byte_size/1)
      "ccc"

  """
  @spec max_by(t, (element -> any), (element, element -> boolean) | module, (-> empty_result)) ::
          element | empty_result
        when empty_result: any
  def max_by(enumerable, fun, sorter \\ &>=/2, empty_fallback \\ &raise_empty/0)

  def max_by(enumerable, fun, empty_fallback, _raise_empty)
      when is_function(fun, 1) and is_function(empty_fallback, 0),
      do: pick_by(enumerable, fun, &>=/2, empty_fallback)

  def max_by(enumerable, fun, sorter, empty_fallback) when is_function(fun, 1),
    do: pick_by(enumerable, fun, max_sorter(sorter), empty_fallback)

  # `keep?` gets the value for the element picked so far and that for another.
  defp pick_by([x | rest], fun, keep?, _empty_fallback),
    do: pick_by_list(rest, fun, keep?, x, fun.(x))

  defp pick_by(enumerable, fun, keep?, empty_fallback) do
    case reduce(enumerable, :empty, fn
           x, {_picked, picked_value} = acc ->
             value = fun.(x)
             if keep?.(picked_value, value), do: acc, else: {x, value}

           x, :empty ->
             {x, fun.(x)}
         end) do
      {picked, _value} -> picked
      :empty -> empty_fallback.()
    end
  end

  defp pick_by_list([x | rest], fun, keep?, picked, picked_value) do
    value = fun.(x)

    if keep?.(picked_value, value),
      do: pick_by_list(rest, fun, keep?, picked, picked_value),
      else: pick_by_list(rest, fun, keep?, x, value)
  end

  defp pick_by_list([], _fun, _keep?, picked, _picked_value), do: picked

  @doc """
  The element for which `fun` gives the smallest value. Takes the same further arguments as `max/3`.

  ## Examples

      iex> Enum.min_by(["aa", "b", "ccc"], &byte_size/1)
      "b"

  """
  @spec min_by(t, (element -> any), (element, element -> boolean) | module, (-> empty_result)) ::
          element | empty_result
        when empty_result: any
  def min_by(enumerable, fun, sorter \\ &<=/2, empty_fallback \\ &raise_empty/0)

  def min_by(enumerable, fun, empty_fallback, _raise_empty)
      when is_function(fun, 1) and is_function(empty_fallback, 0),
      do: pick_by(enumerable, fun, &<=/2, empty_fallback)

  def min_by(enumerable, fun, sorter, empty_fallback) when is_function(fun, 1),
    do: pick_by(enumerable, fun, min_sorter(sorter), empty_fallback)

  @doc """
  The smallest and the greatest element.

  ## Examples

      iex> Enum.min_max([2, 3, 1])
      {1, 3}

  """
  @spec min_max(t) :: {element, element}
  def min_max(enumerable), do: min_max(enumerable, &raise_empty/0)

  @doc """
  Like `min_max/1`, with a sorter (a function that says whether its first argument is less than the second, or a module with
  `compare/2`) or a function for the result of an empty collection.

  ## Examples

      iex> Enum.min_max([], fn -> {nil, nil} end)
      {nil, nil}

  """
  @spec min_max(t, (-> empty_result) | (element, element -> boolean) | module) ::
          {element, element} | empty_result
        when empty_result: any
  def min_max(enumerable, sorter_or_empty_fallback)

  def min_max(first..last//step = range, empty_fallback) when is_function(empty_fallback, 0) do
    case Range.size(range) do
      0 -> empty_fallback.()
      _size when step > 0 -> {first, last - rem(last - first, step)}
      _size -> {last - rem(last - first, step), first}
    end
  end

  def min_max([], empty_fallback) when is_function(empty_fallback, 0), do: empty_fallback.()

  def min_max([first | rest], empty_fallback) when is_function(empty_fallback, 0),
    do: min_max_list(rest, first, first)

  def min_max(enumerable, empty_fallback) when is_function(empty_fallback, 0),
    do: min_max(enumerable, &</2, empty_fallback)

  def min_max(enumerable, sorter), do: min_max(enumerable, sorter, &raise_empty/0)

  @doc """
  The least and the greatest element by a sorter; the result of `empty_fallback` when there is none.

      iex> Enum.min_max([~D[2024-02-29], ~D[2024-01-01]], Date, fn -> nil end)
      {~D[2024-01-01], ~D[2024-02-29]}

  """
  @spec min_max(t, (element, element -> boolean) | module, (-> empty_result)) ::
          {element, element} | empty_result
        when empty_result: any
  def min_max(enumerable, sorter, empty_fallback) when is_function(empty_fallback, 0) do
    less? = less_sorter(sorter)

    case reduce(enumerable, :empty, fn
           x, {min, max} = acc ->
             cond do
               less?.(x, min) -> {x, max}
               less?.(max, x) -> {min, x}
               true -> acc
             end

           x, :empty ->
             {x, x}
         end) do
      :empty -> empty_fallback.()
      {_min, _max} = result -> result
    end
  end

  defp min_max_list([x | rest], min, max) when x < min, do: min_max_list(rest, x, max)
  defp min_max_list([x | rest], min, max) when max < x, do: min_max_list(rest, min, x)
  defp min_max_list([_x | rest], min, max), do: min_max_list(rest, min, max)
  defp min_max_list([], min, max), do: {min, max}

  defp less_sorter(sorter) when is_function(sorter, 2), do: sorter

  defp less_sorter(module) when is_atom(module),
    do: fn left, right -> module.compare(left, right) == :lt end

  @doc """
  The elements for which `fun` gives the smallest and the greatest value. Takes the same further arguments as `min_max/2`.

  ## Examples

      iex> Enum.min_max_by(["aa", "b", "ccc"], &byte_size/1)
      {"b", "ccc"}

  """
  @spec min_max_by(
          t,
          (element -> any),
          (element, element -> boolean) | module | (-> empty_result),
          (-> empty_result)
        ) ::
          {element, element} | empty_result
        when empty_result: any
  def min_max_by(
        enumerable,
        fun,
        sorter_or_empty_fallback \\ &</2,
        empty_fallback \\ &raise_empty/0
      )

  def min_max_by(enumerable, fun, empty_fallback, _raise_empty)
      when is_function(fun, 1) and is_function(empty_fallback, 0),
      do: min_max_by(enumerable, fun, &</2, empty_fallback)

  def min_max_by([x | rest], fun, sorter, _empty_fallback) when is_function(fun, 1) do
    value = fun.(x)
    min_max_by_list(rest, fun, less_sorter(sorter), x, value, x, value)
  end

  def min_max_by(enumerable, fun, sorter, empty_fallback) when is_function(fun, 1) do
    less? = less_sorter(sorter)

    case reduce(enumerable, :empty, fn
           x, {min, min_value, max, max_value} = acc ->
             value = fun.(x)

             cond do
               less?.(value, min_value) -> {x, value, max, max_value}
               less?.(max_value, value) -> {min, min_value, x, value}
               true -> acc
             end

           x, :empty ->
             value = fun.(x)
             {x, value, x, value}
         end) do
      :empty -> empty_fallback.()
      {min, _min_value, max, _max_value} -> {min, max}
    end
  end

  defp min_max_by_list([x | rest], fun, less?, min, min_value, max, max_value) do
    value = fun.(x)

    cond do
      less?.(value, min_value) ->
        min_max_by_list(rest, fun, less?, x, value, max, max_value)

      less?.(max_value, value) ->
        min_max_by_list(rest, fun, less?, min, min_value, x, value)

      true ->
        min_max_by_list(rest, fun, less?, min, min_value, max, max_value)
    end
  end

  defp min_max_by_list([], _fun, _less?, min, _min_value, max, _max_value), do: {min, max}

  @doc """
  Sorts by Erlang's term order; equal elements keep their order.

  ## Examples

      iex> Enum.sort([3, 1, 2])
      [1, 2, 3]

  """
  @spec sort(t) :: list
  def sort(enumerable), do: :lists.sort(to_list(enumerable))

  @doc """
  Sorts by a function (whether its first argument may come before the second), `:asc`, `:desc`, a module with `compare/2`, or
  `{:asc | :desc, module}`.

  ## Examples

      iex> Enum.sort([3, 1, 2], :desc)
      [3, 2, 1]
      iex> Enum.sort([~D[2024-02-01], ~D[2024-01-31]], Date)
      [~D[2024-01-31], ~D[2024-02-01]]

  """
  @spec sort(t, (element, element -> boolean) | :asc | :desc | module | {:asc | :desc, module}) ::
          list
  def sort(enumerable, sorter)
  def sort(enumerable, :asc), do: :lists.sort(to_list(enumerable))

  def sort(enumerable, :desc), do: :lists.reverse(:lists.sort(to_list(enumerable)))
  def sort(enumerable, sorter), do: :lists.sort(sort_fun(sorter), to_list(enumerable))

  defp sort_fun(sorter) when is_function(sorter, 2), do: sorter
  defp sort_fun(module) when is_atom(module), do: sort_fun({:asc, module})

  defp sort_fun({:asc, module}) when is_atom(module),
    do: fn a, b -> module.compare(a, b) != :gt end

  defp sort_fun({:desc, module}) when is_atom(module),
    do: fn a, b -> module.compare(a, b) != :lt end

  @doc """
  Sorts by what `mapper` makes of the elements, with the sorters of `sort/2`.

  ## Examples

      iex> Enum.sort_by(["ccc", "a", "bb"], &byte_size/1)
      ["a", "bb", "ccc"]

  """
  @spec sort_by(
          t,
          (element -> mapped),
          (element, element -> boolean) | :asc | :desc | module | {:asc | :desc, module}
        ) ::
          list
        when mapped: any
  def sort_by(enumerable, mapper, sorter \\ :asc)

  def sort_by(enumerable, mapper, :asc),
    do: values(:lists.keysort(1, keyed(enumerable, mapper)), [])

  # Stable: equal elements are turned round twice.
  def sort_by(enumerable, mapper, :desc),
    do: reverse_values(:lists.keysort(1, :lists.reverse(keyed(enumerable, mapper))), [])

  def sort_by(enumerable, mapper, sorter) do
    fun = sort_fun(sorter)

    sorted =
      :lists.sort(fn {key1, _x1}, {key2, _x2} -> fun.(key1, key2) end, keyed(enumerable, mapper))

    values(sorted, [])
  end

  defp keyed(enumerable, mapper), do: map(enumerable, fn x -> {mapper.(x), x} end)

  defp values([{_key, x} | tail], acc), do: values(tail, [x | acc])
  defp values([], acc), do: :lists.reverse(acc)

  defp reverse_values([{_key, x} | tail], acc), do: reverse_values(tail, [x | acc])
  defp reverse_values([], acc), do: acc

  ## Strings

  @doc """
  One string of all elements (turned into strings), with `joiner` between them.

  ## Examples

      iex> Enum.join([1, :b, "c"], "-")
      "1-b-c"

  """
  @spec join(t, binary) :: binary
  def join(enumerable, joiner \\ "")

  def join(enumerable, joiner) when is_binary(joiner) do
    case to_list(enumerable) do
      [] -> ""
      [element] -> text(element)
      [first | rest] when joiner == "" -> :erlang.iolist_to_binary([text(first) | texts(rest)])
      [first | rest] -> :erlang.iolist_to_binary([text(first) | joined(rest, joiner)])
    end
  end

  defp texts([head | tail]), do: [text(head) | texts(tail)]
  defp texts([]), do: []

  defp joined([head | tail], joiner), do: [joiner, text(head) | joined(tail, joiner)]
  defp joined([], _joiner), do: []

  defp text(binary) when is_binary(binary), do: binary
  defp text(term), do: String.Chars.to_string(term)

  @doc """
  Maps the elements and joins the results to one string, with `joiner` between them.

  ## Examples

      iex> Enum.map_join([1, 2], ", ", &(&1 * 2))
      "2, 4"

  """
  @spec map_join(t, binary, (element -> String.Chars.t())) :: binary
  def map_join(enumerable, joiner \\ "", mapper) when is_binary(joiner) do
    case reduce(enumerable, [], fn
           x, [] -> [text(mapper.(x))]
           x, acc -> [text(mapper.(x)), joiner | acc]
         end) do
      [] -> ""
      [element] -> element
      reversed -> :erlang.iolist_to_binary(:lists.reverse(reversed))
    end
  end

  ## Into

  @doc """
  Puts the elements into a collection.

  ## Examples

      iex> Enum.into([a: 1], %{})
      %{a: 1}

  """
  @spec into(Enumerable.t(), Collectable.t()) :: Collectable.t()
  def into(enumerable, collectable)
  def into(enumerable, []), do: to_list(enumerable)
  def into(enumerable, %{__struct__: _} = collectable), do: collect(enumerable, collectable)
  def into(list, %{} = map) when is_list(list) and map_size(map) == 0, do: :maps.from_list(list)
  def into(list, %{} = map) when is_list(list), do: :maps.merge(map, :maps.from_list(list))
  def into(%{__struct__: _} = enumerable, %{} = map), do: collect(enumerable, map)
  def into(%{} = enumerable, %{} = map), do: :maps.merge(map, enumerable)
  def into(enumerable, collectable), do: collect(enumerable, collectable)

  defp put_pairs(pairs, map) when map_size(map) == 0, do: :maps.from_list(pairs)
  defp put_pairs(pairs, map), do: put_each(pairs, map)

  defp put_each([pair | pairs], map) do
    {key, value} = pair
    put_each(pairs, :maps.put(key, value, map))
  end

  defp put_each([], map), do: map

  defp collect(enumerable, collectable) do
    {initial, collector} = Collectable.into(collectable)
    collect_into(enumerable, initial, collector, fn x, acc -> collector.(acc, {:cont, x}) end)
  end

  defp collect_into(enumerable, initial, collector, fun) do
    try do
      reduce(enumerable, initial, fun)
    catch
      kind, reason ->
        collector.(initial, :halt)
        :erlang.raise(kind, reason, __STACKTRACE__)
    else
      acc -> collector.(acc, :done)
    end
  end

  @doc """
  Puts what `transform` makes of the elements into a collection.

  ## Examples

      iex> Enum.into([:a], %{}, fn x -> {x, 1} end)
      %{a: 1}

  """
  @spec into(Enumerable.t(), Collectable.t(), (term -> term)) :: Collectable.t()
  def into(enumerable, collectable, transform)
  def into(enumerable, [], transform), do: map(enumerable, transform)

  def into(enumerable, %{__struct__: _} = collectable, transform),
    do: collect(enumerable, collectable, transform)

  def into(list, %{} = map, transform) when is_list(list),
    do: put_pairs(map(list, transform), map)

  def into(enumerable, collectable, transform), do: collect(enumerable, collectable, transform)

  defp collect(enumerable, collectable, transform) do
    {initial, collector} = Collectable.into(collectable)

    collect_into(enumerable, initial, collector, fn x, acc ->
      collector.(acc, {:cont, transform.(x)})
    end)
  end

  ## Several collections

  @doc """
  Pairs the elements of two collections, as far as the shorter one reaches.

  ## Examples

      iex> Enum.zip([1, 2, 3], [:a, :b])
      [{1, :a}, {2, :b}]

  """
  @spec zip(t, t) :: [{any, any}]
  def zip(enumerable1, enumerable2)

  def zip(list1, list2) when is_list(list1) and is_list(list2), do: zip_lists(list1, list2, [])
  def zip(enumerable1, enumerable2), do: zip_with(enumerable1, enumerable2, fn x, y -> {x, y} end)

  defp zip_lists([head1 | tail1], [head2 | tail2], acc),
    do: zip_lists(tail1, tail2, [{head1, head2} | acc])

  defp zip_lists(_list1, _list2, acc), do: :lists.reverse(acc)

  @doc """
  Tuples of the elements of several collections, as far as the shortest reaches.

  ## Examples

      iex> Enum.zip([[1, 2], [:a, :b], ["x"]])
      [{1, :a, "x"}]

  """
  @doc since: "1.4.0"
  @spec zip(enumerables) :: [tuple] when enumerables: [t] | t
  def zip(enumerables)
  def zip([]), do: []
  def zip([list1, list2]), do: zip(list1, list2)
  def zip(enumerables), do: zip_with(enumerables, &:erlang.list_to_tuple/1)

  @doc """
  What `zip_fun` makes of the elements of two collections, as far as the shorter one reaches.

  ## Examples

      iex> Enum.zip_with([1, 2], [3, 4], &+/2)
      [4, 6]

  """
  @doc since: "1.12.0"
  @spec zip_with(t, t, (element, element -> result)) :: [result] when result: any
  def zip_with(enumerable1, enumerable2, zip_fun)

  def zip_with(list1, list2, zip_fun)
      when is_list(list1) and is_list(list2) and is_function(zip_fun, 2),
      do: zip_lists_with(list1, list2, zip_fun, [])

  def zip_with(enumerable1, enumerable2, zip_fun) when is_function(zip_fun, 2),
    do:
      :lists.reverse(
        zip_reduce(enumerable1, enumerable2, [], fn x, y, acc -> [zip_fun.(x, y) | acc] end)
      )

  defp zip_lists_with([head1 | tail1], [head2 | tail2], fun, acc),
    do: zip_lists_with(tail1, tail2, fun, [fun.(head1, head2) | acc])

  defp zip_lists_with(_list1, _list2, _fun, acc), do: :lists.reverse(acc)

  @doc """
  What `zip_fun` makes of lists of the elements of several collections, as far as the shortest reaches.

  ## Examples

      iex> Enum.zip_with([[1, 2], [3, 4], [5, 6]], &Enum.sum/1)
      [9, 12]

  """
  @doc since: "1.12.0"
  @spec zip_with(t, ([term] -> term)) :: [term]
  def zip_with(enumerables, zip_fun)
  def zip_with([], _zip_fun), do: []

  def zip_with(enumerables, zip_fun),
    do:
      :lists.reverse(
        zip_reduce(enumerables, [], fn elements, acc -> [zip_fun.(elements) | acc] end)
      )

  @doc """
  Folds over the elements of two collections, as far as the shorter one reaches.

  ## Examples

      iex> Enum.zip_reduce([1, 2], [3, 4], 0, fn x, y, acc -> x * y + acc end)
      11

  """
  @doc since: "1.12.0"
  @spec zip_reduce(t, t, acc, (element, element, acc -> acc)) :: acc
  def zip_reduce(left, right, acc, reducer)

  def zip_reduce(left, right, acc, reducer)
      when is_list(left) and is_list(right) and is_function(reducer, 3),
      do: zip_reduce_lists(left, right, acc, reducer)

  def zip_reduce([], _right, acc, reducer) when is_function(reducer, 3), do: acc

  # One side is a list: the other one is walked with what is left of the list in the accumulator.
  def zip_reduce(left, right, acc, reducer) when is_list(left) and is_function(reducer, 3) do
    {_rest, acc} =
      reduce_while(right, {left, acc}, fn
        y, {[x], acc} -> {:halt, {[], reducer.(x, y, acc)}}
        y, {[x | rest], acc} -> {:cont, {rest, reducer.(x, y, acc)}}
      end)

    acc
  end

  def zip_reduce(left, right, acc, reducer) when is_list(right) and is_function(reducer, 3) do
    {_rest, acc} =
      reduce_while(left, {right, acc}, fn
        x, {[y | rest], acc} -> {:cont, {rest, reducer.(x, y, acc)}}
        _x, {[], acc} -> {:halt, {[], acc}}
      end)

    acc
  end

  def zip_reduce(left, right, acc, reducer) when is_function(reducer, 3),
    do: reduce(Stream.zip(left, right), acc, fn {x, y}, acc -> reducer.(x, y, acc) end)

  defp zip_reduce_lists([head1 | tail1], [head2 | tail2], acc, reducer),
    do: zip_reduce_lists(tail1, tail2, reducer.(head1, head2, acc), reducer)

  defp zip_reduce_lists(_list1, _list2, acc, _reducer), do: acc

  @doc """
  Folds over lists of the elements of several collections, as far as the shortest reaches.

  ## Examples

      iex> Enum.zip_reduce([[1, 2], [3, 4]], 0, fn elements, acc -> Enum.product(elements) + acc end)
      11

  """
  @doc since: "1.12.0"
  @spec zip_reduce(t, acc, ([term], acc -> acc)) :: acc
  def zip_reduce(enumerables, acc, reducer)
  def zip_reduce([], acc, reducer) when is_function(reducer, 2), do: acc

  def zip_reduce(enumerables, acc, reducer) when is_function(reducer, 2) do
    enumerables = to_list(enumerables)

    case all_list?(enumerables, &is_list/1) do
      true when enumerables == [] -> acc
      true -> zip_reduce_heads(enumerables, acc, reducer)
      false -> reduce(Stream.zip_with(enumerables, fn elements -> elements end), acc, reducer)
    end
  end

  defp zip_reduce_heads(lists, acc, reducer) do
    case heads_and_tails(lists, [], []) do
      {heads, tails} -> zip_reduce_heads(tails, reducer.(heads, acc), reducer)
      :done -> acc
    end
  end

  defp heads_and_tails([[head | tail] | lists], heads, tails),
    do: heads_and_tails(lists, [head | heads], [tail | tails])

  defp heads_and_tails([[] | _lists], _heads, _tails), do: :done
  defp heads_and_tails([], heads, tails), do: {:lists.reverse(heads), :lists.reverse(tails)}

  @doc """
  Two lists of a collection of pairs.

  ## Examples

      iex> Enum.unzip(a: 1, b: 2)
      {[:a, :b], [1, 2]}

  """
  @spec unzip(t) :: {[element], [element]}
  def unzip(enumerable), do: unzip_list(reverse(enumerable), [], [])

  defp unzip_list([{left, right} | tail], lefts, rights),
    do: unzip_list(tail, [left | lefts], [right | rights])

  defp unzip_list([], lefts, rights), do: {lefts, rights}

  ## Chance

  @doc """
  Some element, by the random numbers of `:rand`; raises `Enum.EmptyError` when there is none.

  ## Examples

      iex> Enum.random([7])
      7

  """
  @spec random(t) :: element
  def random(enumerable)
  def random([]), do: raise(Enum.EmptyError)

  def random(list) when is_list(list) do
    {:ok, element} = nth(list, :rand.uniform(length(list)) - 1)
    element
  end

  def random(enumerable) do
    case Enumerable.slice(enumerable) do
      {:ok, 0, _fun} ->
        raise Enum.EmptyError

      {:ok, size, fun} ->
        [element] = slice_with(enumerable, fun, :rand.uniform(size) - 1, 1, 1)
        element

      {:error, _module} ->
        case take_random(enumerable, 1) do
          [element] -> element
          [] -> raise Enum.EmptyError
        end
    end
  end

  @doc """
  The elements in random order, by the random numbers of `:rand`.

  ## Examples

      iex> Enum.shuffle(1..3) |> Enum.sort()
      [1, 2, 3]

  """
  @spec shuffle(t) :: list
  def shuffle(enumerable) do
    values(:lists.keysort(1, map(enumerable, fn x -> {:rand.uniform(), x} end)), [])
  end

  @doc """
  `count` elements in random order, by the random numbers of `:rand`; all of them when there are fewer.

  ## Examples

      iex> Enum.take_random(1..10, 3) |> length()
      3

  """
  @spec take_random(t, non_neg_integer) :: list
  def take_random(enumerable, count)
  def take_random(_enumerable, 0), do: []

  # Li 1994, reservoir-sampling algorithm L: the first `count` elements are shuffled into the sample; from then on it is drawn
  # how many elements to skip until the next one that replaces some element of the sample.
  def take_random(enumerable, count) when is_integer(count) and count > 0 do
    {size, sample, _w, _next} =
      reduce(enumerable, {0, %{}, nil, nil}, fn
        x, {index, sample, w, next} when index < count ->
          sample = shuffle_in(sample, index, x)

          if index + 1 == count do
            w = shrink(1.0, count)
            {index + 1, sample, w, index + skip(w)}
          else
            {index + 1, sample, w, next}
          end

        x, {index, sample, w, index} ->
          sample = :maps.put(replaced(count), x, sample)
          w = shrink(w, count)
          {index + 1, sample, w, index + skip(w)}

        _x, {index, sample, w, next} ->
          {index + 1, sample, w, next}
      end)

    sample_list(sample, :erlang.min(size, count) - 1, [])
  end

  defp shuffle_in(sample, 0, x), do: :maps.put(0, x, sample)

  defp shuffle_in(sample, index, x) do
    case :rand.uniform(index + 1) - 1 do
      ^index -> :maps.put(index, x, sample)
      other -> :maps.put(other, x, :maps.put(index, :maps.get(other, sample), sample))
    end
  end

  defp replaced(1), do: 0
  defp replaced(count), do: :rand.uniform(count) - 1

  defp shrink(w, count), do: w * :math.exp(:math.log(:rand.uniform()) / count)
  defp skip(w), do: :erlang.floor(:math.log(:rand.uniform()) / :math.log(1 - w)) + 1

  defp sample_list(_sample, -1, acc), do: acc

  defp sample_list(sample, index, acc),
    do: sample_list(sample, index - 1, [:maps.get(index, sample) | acc])
end
