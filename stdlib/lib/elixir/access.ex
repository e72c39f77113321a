defmodule Access do
  @moduledoc """
  Reading and changing by key: what `container[key]` and `get_in/2`, `put_in/3`, `update_in/3`, `pop_in/2` rest on.

  Maps and keyword lists are supported directly, `nil` reads as empty. A struct takes part when its module implements this
  behaviour. Functions such as `at/1`, `key/2` or `all/0` give accessors for the paths of `get_in/2` and its relatives.
  """

  @type container :: keyword | struct | map
  @type nil_container :: nil
  @type t :: container | nil_container | any
  @type key :: any
  @type value :: any

  @type get_fun(data) :: (:get, data, (term -> term) -> new_data :: container)
  @type get_and_update_fun(data, current_value) ::
          (:get_and_update, data, (term -> term) -> {current_value, new_data :: container} | :pop)
  @type access_fun(data, current_value) :: get_fun(data) | get_and_update_fun(data, current_value)

  @doc """
  The value of `key` as `{:ok, value}`, or `:error`.
  """
  @callback fetch(term :: t, key) :: {:ok, value} | :error

  @doc """
  Reads and changes the value of `key`: `fun` gives `{get, new value}` or `:pop`.
  """
  @callback get_and_update(data, key, (value | nil -> {current_value, new_value :: value} | :pop)) ::
              {current_value, new_data :: data}
            when current_value: value, data: container

  @doc """
  Takes `key` out of the container.
  """
  @callback pop(data, key) :: {value, data} when data: container

  @doc """
  The value of `key` as `{:ok, value}`, or `:error`.

  ## Examples

      iex> Access.fetch(%{a: 1}, :a)
      {:ok, 1}
      iex> Access.fetch([a: 1], :b)
      :error

  """
  @spec fetch(container, term) :: {:ok, term} | :error
  @spec fetch(nil_container, any) :: :error
  def fetch(container, key)

  def fetch(%module{} = container, key) do
    module.fetch(container, key)
  rescue
    exception in UndefinedFunctionError -> undefined(exception, module, :fetch, 2, __STACKTRACE__)
  end

  def fetch(map, key) when is_map(map), do: :maps.find(key, map)

  def fetch(list, key) when is_list(list) and is_atom(key) do
    case :lists.keyfind(key, 1, list) do
      {_key, value} -> {:ok, value}
      false -> :error
    end
  end

  def fetch(list, key) when is_list(list),
    do:
      raise(
        ArgumentError,
        "the Access calls for keywords expect the key to be an atom, got: " <> inspect(key)
      )

  def fetch(nil, _key), do: :error

  defp undefined(
         %{module: module, function: function, arity: arity} = exception,
         module,
         function,
         arity,
         stacktrace
       ) do
    reason =
      "#{inspect(module)} does not implement the Access behaviour\n\n" <>
        "You can use the \"struct.field\" syntax to access struct fields. " <>
        "You can also use Access.key!/1 to access struct fields dynamically inside get_in/put_in/update_in"

    reraise %{exception | reason: reason}, stacktrace
  end

  defp undefined(exception, _module, _function, _arity, stacktrace),
    do: reraise(exception, stacktrace)

  @doc """
  The value of `key`; raises `KeyError` when it is not there.

  ## Examples

      iex> Access.fetch!(%{a: 1}, :a)
      1

  """
  @doc since: "1.10.0"
  @spec fetch!(container, term) :: term
  def fetch!(container, key) do
    case fetch(container, key) do
      {:ok, value} -> value
      :error -> raise KeyError, key: key, term: container
    end
  end

  @doc """
  The value of `key`, or `default`.

  ## Examples

      iex> Access.get([a: 1], :a)
      1
      iex> Access.get(nil, :a, 0)
      0

  """
  @spec get(container, term, term) :: term
  @spec get(nil_container, any, default) :: default when default: var
  def get(container, key, default \\ nil)

  def get(%{__struct__: _} = struct, key, default), do: fetch_or(struct, key, default)

  def get(map, key, default) when is_map(map) do
    case map do
      %{^key => value} -> value
      %{} -> default
    end
  end

  def get(list, key, default) when is_list(list) and is_atom(key) do
    case :lists.keyfind(key, 1, list) do
      {_key, value} -> value
      false -> default
    end
  end

  def get(list, key, _default) when is_list(list) and is_integer(key) do
    raise ArgumentError, """
    the Access module does not support accessing lists by index, got: #{inspect(key)}

    Accessing a list by index is typically discouraged in Elixir, \
    instead we prefer to use the Enum module to manipulate lists \
    as a whole. If you really must access a list element by index, \
    you can use Enum.at/2 or the functions in the List module\
    """
  end

  def get(list, key, _default) when is_list(list) do
    raise ArgumentError, """
    the Access module supports only keyword lists (with atom keys), got: #{inspect(key)}

    If you want to search lists of tuples, use List.keyfind/3\
    """
  end

  def get(nil, _key, default), do: default

  defp fetch_or(container, key, default) do
    case fetch(container, key) do
      {:ok, value} -> value
      :error -> default
    end
  end

  @doc """
  Reads and changes the value of `key` (`nil` when it is not there): `fun` gives `{get, new value}` or `:pop`.

  ## Examples

      iex> Access.get_and_update([a: 1], :a, fn n -> {n, n + 1} end)
      {1, [a: 2]}

  """
  @spec get_and_update(data, key, (value | nil -> {current_value, new_value :: value} | :pop)) ::
          {current_value, new_data :: data}
        when current_value: var, data: container
  def get_and_update(container, key, fun)

  def get_and_update(%module{} = container, key, fun) do
    module.get_and_update(container, key, fun)
  rescue
    exception in UndefinedFunctionError ->
      undefined(exception, module, :get_and_update, 3, __STACKTRACE__)
  end

  def get_and_update(map, key, fun) when is_map(map), do: Map.get_and_update(map, key, fun)

  def get_and_update(list, key, fun) when is_list(list) and is_atom(key),
    do: Keyword.get_and_update(list, key, fun)

  def get_and_update(list, key, _fun) when is_list(list) and is_integer(key) do
    raise ArgumentError, """
    the Access module does not support accessing lists by index, got: #{inspect(key)}

    Accessing a list by index is typically discouraged in Elixir, \
    instead we prefer to use the Enum module to manipulate lists \
    as a whole. If you really must modify a list element by index, \
    you can use Access.at/1 or the functions in the List module\
    """
  end

  def get_and_update(list, key, _fun) when is_list(list),
    do:
      raise(
        ArgumentError,
        "the Access module supports only keyword lists (with atom keys), got: " <> inspect(key)
      )

  def get_and_update(nil, key, _fun),
    do: raise(ArgumentError, "could not put/update key #{inspect(key)} on a nil value")

  @doc """
  Takes `key` out: its value (`nil` when it is not there) and the rest.

  ## Examples

      iex> Access.pop([a: 1, b: 2], :a)
      {1, [b: 2]}

  """
  @spec pop(data, key) :: {value, data} when data: container
  def pop(container, key)

  def pop(%module{} = container, key) do
    module.pop(container, key)
  rescue
    exception in UndefinedFunctionError -> undefined(exception, module, :pop, 2, __STACKTRACE__)
  end

  def pop(map, key) when is_map(map), do: Map.pop(map, key)
  def pop(list, key) when is_list(list), do: Keyword.pop(list, key)
  def pop(nil, key), do: raise(ArgumentError, "could not pop key #{inspect(key)} on a nil value")

  @doc """
  An accessor for `key` of a map or struct, with a default.

  ## Examples

      iex> get_in(%{}, [Access.key(:a, 0)])
      0
      iex> put_in(%{}, [Access.key(:a, %{}), Access.key(:b)], 1)
      %{a: %{b: 1}}

  """
  @spec key(key, term) :: access_fun(data :: struct | map, current_value :: term)
  def key(key, default \\ nil) do
    fn
      :get, data, next ->
        next.(Map.get(data, key, default))

      :get_and_update, data, next ->
        value = Map.get(data, key, default)

        case next.(value) do
          {get, update} -> {get, Map.put(data, key, update)}
          :pop -> {value, Map.delete(data, key)}
        end
    end
  end

  @doc """
  An accessor for `key` of a map or struct, which has to be there.

  ## Examples

      iex> update_in(%{a: 1}, [Access.key!(:a)], &(&1 + 1))
      %{a: 2}

  """
  @spec key!(key) :: access_fun(data :: struct | map, current_value :: term)
  def key!(key) do
    fn
      :get, %{} = data, next ->
        next.(Map.fetch!(data, key))

      :get_and_update, %{} = data, next ->
        value = Map.fetch!(data, key)

        case next.(value) do
          {get, update} -> {get, Map.put(data, key, update)}
          :pop -> {value, Map.delete(data, key)}
        end

      _operation, data, _next ->
        raise "Access.key!/1 expected a map/struct, got: #{inspect(data)}"
    end
  end

  @doc """
  An accessor for the element of a tuple at `index`.

  ## Examples

      iex> put_in({1, 2}, [Access.elem(0)], :x)
      {:x, 2}

  """
  @spec elem(non_neg_integer) :: access_fun(data :: tuple, current_value :: term)
  def elem(index) when is_integer(index) and index >= 0 do
    position = index + 1

    fn
      :get, data, next when is_tuple(data) ->
        next.(:erlang.element(position, data))

      :get_and_update, data, next when is_tuple(data) ->
        case next.(:erlang.element(position, data)) do
          {get, update} -> {get, :erlang.setelement(position, data, update)}
          :pop -> raise "cannot pop data from a tuple"
        end

      _operation, data, _next ->
        raise "Access.elem/1 expected a tuple, got: #{inspect(data)}"
    end
  end

  @doc """
  An accessor for every element of a list.

  ## Examples

      iex> get_in([[a: 1], [a: 2]], [Access.all(), :a])
      [1, 2]

  """
  @spec all() :: access_fun(data :: list, current_value :: list)
  def all(), do: &all/3

  defp all(:get, data, next) when is_list(data), do: get_each(data, next)
  defp all(:get_and_update, data, next) when is_list(data), do: update_each(data, next, [], [])

  defp all(_operation, data, _next),
    do: raise("Access.all/0 expected a list, got: #{inspect(data)}")

  defp get_each([head | tail], next), do: [next.(head) | get_each(tail, next)]
  defp get_each([], _next), do: []

  defp update_each([head | tail], next, gets, updates) do
    case next.(head) do
      {get, update} -> update_each(tail, next, [get | gets], [update | updates])
      :pop -> update_each(tail, next, [head | gets], updates)
    end
  end

  defp update_each([], _next, gets, updates), do: {:lists.reverse(gets), :lists.reverse(updates)}

  @doc """
  An accessor for every value of a map or keyword list.

  ## Examples

      iex> get_in([a: 1, b: 2], [Access.values()])
      [1, 2]
      iex> update_in(%{a: 1}, [Access.values()], &(&1 * 10))
      %{a: 10}

  """
  @doc since: "1.19.0"
  @spec values() :: access_fun(data :: map | keyword, current_value :: list)
  def values(), do: &values/3

  defp values(operation, data, next) when is_map(data) do
    case operation do
      :get ->
        get_values(:maps.to_list(data), next)

      :get_and_update ->
        {gets, pairs} = update_values(:maps.to_list(data), next, [], [])
        {gets, :maps.from_list(pairs)}
    end
  end

  defp values(operation, data, next) do
    if Keyword.keyword?(data) do
      case operation do
        :get -> get_values(data, next)
        :get_and_update -> update_values(data, next, [], [])
      end
    else
      raise "Access.values/0 expected a map or a keyword list, got: #{inspect(data)}"
    end
  end

  defp get_values([{_key, value} | rest], next), do: [next.(value) | get_values(rest, next)]
  defp get_values([], _next), do: []

  defp update_values([{key, value} | rest], next, gets, pairs) do
    case next.(value) do
      {get, update} -> update_values(rest, next, [get | gets], [{key, update} | pairs])
      :pop -> update_values(rest, next, [value | gets], pairs)
    end
  end

  defp update_values([], _next, gets, pairs), do: {:lists.reverse(gets), :lists.reverse(pairs)}

  @doc """
  An accessor for the element of a list at `index`; negative ones count from the end.

  ## Examples

      iex> get_in([:a, :b], [Access.at(-1)])
      :b
      iex> put_in([:a, :b], [Access.at(0)], :x)
      [:x, :b]

  """
  @spec at(integer) :: access_fun(data :: list, current_value :: term)
  def at(index) when is_integer(index) do
    fn operation, data, next -> at(operation, data, index, next) end
  end

  defp at(:get, data, index, next) when is_list(data), do: next.(Enum.at(data, index))
  defp at(:get_and_update, data, index, next) when is_list(data), do: update_at(data, index, next)

  defp at(_operation, data, _index, _next),
    do: raise("Access.at/1 expected a list, got: #{inspect(data)}")

  defp update_at(data, index, next) when index >= 0, do: update_at(data, index, [], next)

  defp update_at(data, index, next) do
    case length(data) + index do
      index when index >= 0 -> update_at(data, index, [], next)
      _outside -> {nil, data}
    end
  end

  defp update_at([head | tail], 0, before, next) do
    case next.(head) do
      {get, update} -> {get, :lists.reverse(before, [update | tail])}
      :pop -> {head, :lists.reverse(before, tail)}
    end
  end

  defp update_at([head | tail], index, before, next),
    do: update_at(tail, index - 1, [head | before], next)

  defp update_at([], _index, before, _next), do: {nil, :lists.reverse(before)}

  @doc """
  Like `at/1`, but raises `Enum.OutOfBoundsError` for an index outside the list.

  ## Examples

      iex> get_in([:a, :b], [Access.at!(1)])
      :b

  """
  @doc since: "1.11.0"
  @spec at!(integer) :: access_fun(data :: list, current_value :: term)
  def at!(index) when is_integer(index) do
    fn operation, data, next -> at!(operation, data, index, next) end
  end

  defp at!(:get, data, index, next) when is_list(data), do: next.(Enum.fetch!(data, index))

  defp at!(:get_and_update, data, index, next) when is_list(data) do
    _in_bounds = Enum.fetch!(data, index)
    update_at(data, index, next)
  end

  defp at!(_operation, data, _index, _next),
    do: raise("Access.at!/1 expected a list, got: #{inspect(data)}")

  @doc """
  An accessor for the elements of a list for which `func` gives a truthy value.

  ## Examples

      iex> update_in([1, 2, 3], [Access.filter(&(&1 > 1))], &(&1 * 10))
      [1, 20, 30]

  """
  @doc since: "1.6.0"
  @spec filter((term -> boolean)) :: access_fun(data :: list, current_value :: list)
  def filter(func) when is_function(func, 1) do
    fn operation, data, next -> filter(operation, data, func, next) end
  end

  defp filter(:get, data, func, next) when is_list(data), do: get_filtered(data, func, next)

  defp filter(:get_and_update, data, func, next) when is_list(data),
    do: update_filtered(data, func, next, [], [])

  defp filter(_operation, data, _func, _next),
    do: raise("Access.filter/1 expected a list, got: #{inspect(data)}")

  defp get_filtered([head | tail], func, next) do
    if func.(head),
      do: [next.(head) | get_filtered(tail, func, next)],
      else: get_filtered(tail, func, next)
  end

  defp get_filtered([], _func, _next), do: []

  defp update_filtered([head | tail], func, next, gets, updates) do
    if func.(head) do
      case next.(head) do
        {get, update} -> update_filtered(tail, func, next, [get | gets], [update | updates])
        :pop -> update_filtered(tail, func, next, [head | gets], updates)
      end
    else
      update_filtered(tail, func, next, gets, [head | updates])
    end
  end

  defp update_filtered([], _func, _next, gets, updates),
    do: {:lists.reverse(gets), :lists.reverse(updates)}

  @doc """
  An accessor for the slice of a list that `range` covers, as in `Enum.slice/2`.

  ## Examples

      iex> update_in([1, 2, 3, 4], [Access.slice(1..2)], &(&1 * 10))
      [1, 20, 30, 4]

  """
  @doc since: "1.14"
  @spec slice(Range.t()) :: access_fun(data :: list, current_value :: list)
  def slice(_first.._last//step = range) when step > 0 do
    fn operation, data, next -> slice(operation, data, range, next) end
  end

  def slice(_first.._last//_step = range),
    do:
      raise(
        ArgumentError,
        "Access.slice/1 does not accept ranges with negative steps, got: #{inspect(range)}"
      )

  defp slice(:get, data, range, next) when is_list(data),
    do: get_each(Enum.slice(data, range), next)

  defp slice(:get_and_update, data, first..last//step, next) when is_list(data) do
    update_slice(
      data,
      0,
      max(from_start(data, first), 0),
      from_start(data, last),
      step,
      next,
      [],
      []
    )
  end

  defp slice(_operation, data, _range, _next),
    do: raise(ArgumentError, "Access.slice/1 expected a list, got: #{inspect(data)}")

  defp from_start(_data, index) when index >= 0, do: index
  defp from_start(data, index), do: length(data) + index

  defp update_slice([head | tail], index, wanted, last, step, next, gets, updates)
       when index == wanted and index <= last do
    case next.(head) do
      {get, update} ->
        update_slice(tail, index + 1, wanted + step, last, step, next, [get | gets], [
          update | updates
        ])

      :pop ->
        update_slice(tail, index + 1, wanted + step, last, step, next, [head | gets], updates)
    end
  end

  defp update_slice([head | tail], index, wanted, last, step, next, gets, updates)
       when index < wanted and index < last,
       do: update_slice(tail, index + 1, wanted, last, step, next, gets, [head | updates])

  defp update_slice(rest, _index, _wanted, _last, _step, _next, gets, updates),
    do: {:lists.reverse(gets), :lists.reverse(updates, rest)}

  @doc """
  An accessor for the first element of a list for which `predicate` gives a truthy value.

  ## Examples

      iex> put_in([1, 2, 3], [Access.find(&(&1 > 1))], :x)
      [1, :x, 3]

  """
  @doc since: "1.17.0"
  @spec find((term -> as_boolean(term))) :: access_fun(data :: list, current_value :: term)
  def find(predicate) when is_function(predicate, 1) do
    fn operation, data, next -> find(operation, data, predicate, next) end
  end

  defp find(:get, data, predicate, next) when is_list(data), do: next.(first(data, predicate))

  defp find(:get_and_update, data, predicate, next) when is_list(data),
    do: update_first(data, [], predicate, next)

  defp find(_operation, data, _predicate, _next),
    do: raise("Access.find/1 expected a list, got: #{inspect(data)}")

  defp first([head | tail], predicate),
    do: if(predicate.(head), do: head, else: first(tail, predicate))

  defp first([], _predicate), do: nil

  defp update_first([head | tail], before, predicate, next) do
    if predicate.(head) do
      case next.(head) do
        {get, update} -> {get, :lists.reverse(before, [update | tail])}
        :pop -> {head, :lists.reverse(before, tail)}
      end
    else
      update_first(tail, [head | before], predicate, next)
    end
  end

  defp update_first([], before, _predicate, _next), do: {nil, :lists.reverse(before)}
end
