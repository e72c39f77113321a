defmodule Keyword do
  @moduledoc """
  Keyword lists: lists of `{atom, value}` pairs, as used for options.

  A key may occur more than once; functions that read take the first entry, functions that write leave one entry.
  Looking a key up walks the list: for many keys use a `Map`.
  """

  @type key :: atom
  @type value :: any
  @type default :: any
  @type t :: [{key, value}]
  @type t(value) :: [{key, value}]

  @doc """
  Says whether `term` is a keyword list.

  ## Examples

      iex> Keyword.keyword?(a: 1)
      true
      iex> Keyword.keyword?([{"a", 1}])
      false

  """
  @spec keyword?(term) :: boolean
  def keyword?(term)
  def keyword?([{key, _value} | rest]) when is_atom(key), do: keyword?(rest)
  def keyword?([]), do: true
  def keyword?(_other), do: false

  @doc """
  An empty keyword list.

  ## Examples

      iex> Keyword.new()
      []

  """
  @spec new() :: []
  def new(), do: []

  @doc """
  A keyword list of the pairs in `pairs`; of entries with the same key the last stays.

  ## Examples

      iex> Keyword.new([{:a, 1}, {:b, 2}, {:a, 3}])
      [b: 2, a: 3]

  """
  @spec new(Enumerable.t()) :: t
  def new(pairs), do: new_pairs(:lists.reverse(Enum.to_list(pairs)), [])

  defp new_pairs([pair | pairs], keywords) do
    {key, value} = pair
    new_pairs(pairs, put_new(keywords, key, value))
  end

  defp new_pairs([], keywords), do: keywords

  @doc """
  A keyword list of the pairs that `transform` makes of the elements of `pairs`.

  ## Examples

      iex> Keyword.new([:a, :b], fn key -> {key, 0} end)
      [a: 0, b: 0]

  """
  @spec new(Enumerable.t(), (term -> {key, value})) :: t
  def new(pairs, transform) when is_function(transform, 1), do: new(Enum.map(pairs, transform))

  @doc """
  A keyword list that has each of `keys` with the same `value`.

  ## Examples

      iex> Keyword.from_keys([:a, :b], 0)
      [a: 0, b: 0]

  """
  @doc since: "1.14.0"
  @spec from_keys([key], value) :: t(value)
  def from_keys(keys, value) when is_list(keys), do: from_keys(keys, value, [])

  defp from_keys([key | keys], value, pairs), do: from_keys(keys, value, [{key, value} | pairs])
  defp from_keys([], _value, pairs), do: :lists.reverse(pairs)

  @doc """
  Checks that `keyword` has no other keys than those of `values`, and adds defaults.

  `values` holds allowed keys, alone or as `{key, default}`. Gives `{:ok, keyword}` or `{:error, unknown_keys}`; a repeated key
  counts as unknown.

  ## Examples

      iex> Keyword.validate([a: 1], [:a, b: 2])
      {:ok, [b: 2, a: 1]}
      iex> Keyword.validate([c: 1], [:a, b: 2])
      {:error, [:c]}

  """
  @doc since: "1.13.0"
  @spec validate(t, [atom | {atom, term}]) :: {:ok, t} | {:error, [atom]}
  def validate(keyword, values) when is_list(keyword) and is_list(values),
    do: validate(keyword, values, [], [])

  defp validate([{key, _value} = pair | rest], allowed, given, unknown) when is_atom(key) do
    case take_allowed(allowed, key, []) do
      :error -> validate(rest, allowed, given, [key | unknown])
      allowed -> validate(rest, allowed, [pair | given], unknown)
    end
  end

  defp validate([], allowed, given, []), do: {:ok, defaults(allowed, :lists.reverse(given))}
  defp validate([], _allowed, _given, unknown), do: {:error, unknown}

  defp validate([entry | _rest], _allowed, _given, _unknown),
    do:
      raise(
        ArgumentError,
        "expected a keyword list as first argument, got invalid entry: #{inspect(entry)}"
      )

  defp take_allowed([key | rest], key, before), do: :lists.reverse(before, rest)
  defp take_allowed([{key, _default} | rest], key, before), do: :lists.reverse(before, rest)
  defp take_allowed([other | rest], key, before), do: take_allowed(rest, key, [other | before])
  defp take_allowed([], _key, _before), do: :error

  defp defaults([{key, _default} = pair | rest], given) when is_atom(key),
    do: [pair | defaults(rest, given)]

  defp defaults([key | rest], given) when is_atom(key), do: defaults(rest, given)
  defp defaults([], given), do: given

  defp defaults([other | _rest], _given),
    do:
      raise(
        ArgumentError,
        "expected the second argument to be a list of atoms or tuples, got: #{inspect(other)}"
      )

  @doc """
  Like `validate/2`, but gives the keyword list itself or raises `ArgumentError`.

  ## Examples

      iex> Keyword.validate!([a: 1], [:a, b: 2])
      [b: 2, a: 1]

  """
  @doc since: "1.13.0"
  @spec validate!(t, [atom | {atom, term}]) :: t
  def validate!(keyword, values) do
    case validate(keyword, values) do
      {:ok, keyword} ->
        keyword

      {:error, unknown} ->
        allowed = allowed_keys(values)

        case outside(unknown, allowed) do
          [] ->
            raise ArgumentError, "duplicate keys #{inspect(unknown)} in #{inspect(keyword)}"

          unknown ->
            raise ArgumentError,
                  "unknown keys #{inspect(unknown)} in #{inspect(keyword)}, the allowed keys are: #{inspect(allowed)}"
        end
    end
  end

  defp outside([key | rest], allowed) do
    if :lists.member(key, allowed),
      do: outside(rest, allowed),
      else: [key | outside(rest, allowed)]
  end

  defp outside([], _allowed), do: []

  defp allowed_keys([key | rest]) when is_atom(key), do: [key | allowed_keys(rest)]
  defp allowed_keys([pair | rest]), do: [:erlang.element(1, pair) | allowed_keys(rest)]
  defp allowed_keys([]), do: []

  @doc """
  The first value of `key`, or `default`.

  ## Examples

      iex> Keyword.get([a: 1, a: 2], :a)
      1
      iex> Keyword.get([], :a, 0)
      0

  """
  @spec get(t, key, default) :: value | default
  def get(keywords, key, default \\ nil) when is_list(keywords) and is_atom(key) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> value
      false -> default
    end
  end

  @doc """
  The first value of `key`, or what `fun` gives.

  ## Examples

      iex> Keyword.get_lazy([], :a, fn -> 5 end)
      5

  """
  @spec get_lazy(t, key, (-> value)) :: value
  def get_lazy(keywords, key, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 0) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> value
      false -> fun.()
    end
  end

  @doc """
  `{:ok, value}` with the first value of `key`, or `:error`.

  ## Examples

      iex> Keyword.fetch([a: 1], :a)
      {:ok, 1}

  """
  @spec fetch(t, key) :: {:ok, value} | :error
  def fetch(keywords, key) when is_list(keywords) and is_atom(key) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> {:ok, value}
      false -> :error
    end
  end

  @doc """
  The first value of `key`; raises `KeyError` when there is none.

  ## Examples

      iex> Keyword.fetch!([a: 1], :a)
      1

  """
  @spec fetch!(t, key) :: value
  def fetch!(keywords, key) when is_list(keywords) and is_atom(key) do
    case :lists.keyfind(key, 1, keywords) do
      {^key, value} -> value
      false -> raise KeyError, key: key, term: keywords
    end
  end

  @doc """
  All values of `key`.

  ## Examples

      iex> Keyword.get_values([a: 1, b: 2, a: 3], :a)
      [1, 3]

  """
  @spec get_values(t, key) :: [value]
  def get_values(keywords, key) when is_list(keywords) and is_atom(key),
    do: values_of(keywords, key)

  defp values_of([{key, value} | rest], key), do: [value | values_of(rest, key)]
  defp values_of([{_other, _value} | rest], key), do: values_of(rest, key)
  defp values_of([], _key), do: []

  @doc """
  Reads and changes the first value of `key` (`nil` when there is none) in one go.

  `fun` gives `{what to return, new value}`, which leaves a single entry of `key`, or `:pop` to remove the first entry and
  return its value.

  ## Examples

      iex> Keyword.get_and_update([a: 1], :a, fn n -> {n, n + 1} end)
      {1, [a: 2]}
      iex> Keyword.get_and_update([a: 1, b: 2], :a, fn _ -> :pop end)
      {1, [b: 2]}

  """
  @spec get_and_update(t, key, (value | nil -> {current, value} | :pop)) :: {current, t}
        when current: value
  def get_and_update(keywords, key, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 1),
      do: change(keywords, [], key, fun, false)

  @doc """
  Like `get_and_update/3`, but raises `KeyError` when `key` is not there.

  ## Examples

      iex> Keyword.get_and_update!([a: 1], :a, fn n -> {n, n + 1} end)
      {1, [a: 2]}

  """
  @spec get_and_update!(t, key, (value -> {current, value} | :pop)) :: {current, t}
        when current: value
  def get_and_update!(keywords, key, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 1),
      do: change(keywords, [], key, fun, true)

  defp change([{key, current} | rest], before, key, fun, _required?) do
    case fun.(current) do
      {get, value} -> {get, :lists.reverse(before, [{key, value} | delete(rest, key)])}
      :pop -> {current, :lists.reverse(before, rest)}
      other -> bad_update(other)
    end
  end

  defp change([{_other, _value} = pair | rest], before, key, fun, required?),
    do: change(rest, [pair | before], key, fun, required?)

  # The error shows the entries in reverse, as Elixir's does: conformance/stdlib/keyword_mod.exs.
  defp change([], before, key, _fun, true), do: raise(KeyError, key: key, term: before)

  defp change([], before, key, fun, false) do
    case fun.(nil) do
      {get, value} -> {get, [{key, value} | :lists.reverse(before)]}
      :pop -> {nil, :lists.reverse(before)}
      other -> bad_update(other)
    end
  end

  defp bad_update(other),
    do:
      raise("the given function must return a two-element tuple or :pop, got: #{inspect(other)}")

  @doc """
  All keys, repeated ones as often as they occur.

  ## Examples

      iex> Keyword.keys(a: 1, b: 2, a: 3)
      [:a, :b, :a]

  """
  @spec keys(t) :: [key]
  def keys(keywords) when is_list(keywords), do: keys(keywords, [])

  defp keys([{key, _value} | rest], keys) when is_atom(key), do: keys(rest, [key | keys])
  defp keys([], keys), do: :lists.reverse(keys)

  defp keys([entry | _rest], _keys) do
    raise ArgumentError,
          "expected a keyword list, but an entry in the list is not a two-element tuple " <>
            "with an atom as its first element, got: #{inspect(entry)}"
  end

  @doc """
  All values.

  ## Examples

      iex> Keyword.values(a: 1, b: 2)
      [1, 2]

  """
  @spec values(t) :: [value]
  def values(keywords) when is_list(keywords), do: values(keywords, [])

  defp values([{_key, value} | rest], values), do: values(rest, [value | values])
  defp values([], values), do: :lists.reverse(values)

  @doc """
  Says whether `key` occurs.

  ## Examples

      iex> Keyword.has_key?([a: 1], :a)
      true

  """
  @spec has_key?(t, key) :: boolean
  def has_key?(keywords, key) when is_list(keywords) and is_atom(key),
    do: :lists.keymember(key, 1, keywords)

  @doc """
  Says whether two keyword lists hold the same entries, in whatever order.

  ## Examples

      iex> Keyword.equal?([a: 1, b: 2], [b: 2, a: 1])
      true

  """
  @spec equal?(t, t) :: boolean
  def equal?(left, right) when is_list(left) and is_list(right),
    do: :lists.sort(left) === :lists.sort(right)

  @doc """
  Removes every entry of `key`.

  ## Examples

      iex> Keyword.delete([a: 1, b: 2, a: 3], :a)
      [b: 2]

  """
  @spec delete(t, key) :: t
  def delete(keywords, key) when is_list(keywords) and is_atom(key) do
    case :lists.keymember(key, 1, keywords) do
      true -> delete_all(keywords, key, [])
      false -> keywords
    end
  end

  defp delete_all([{key, _value} | rest], key, kept), do: delete_all(rest, key, kept)

  defp delete_all([{_other, _value} = pair | rest], key, kept),
    do: delete_all(rest, key, [pair | kept])

  defp delete_all([], _key, kept), do: :lists.reverse(kept)

  @doc false
  @deprecated "Use Keyword.fetch/2 + Keyword.delete/2 instead"
  @spec delete(t, key, value) :: t
  def delete(keywords, key, value) when is_list(keywords) and is_atom(key) do
    case :lists.keymember(key, 1, keywords) do
      true -> delete_pairs(keywords, {key, value})
      false -> keywords
    end
  end

  defp delete_pairs([pair | rest], pair), do: delete_pairs(rest, pair)
  defp delete_pairs([other | rest], pair), do: [other | delete_pairs(rest, pair)]
  defp delete_pairs([], _pair), do: []

  @doc """
  Removes the first entry of `key`.

  ## Examples

      iex> Keyword.delete_first([a: 1, b: 2, a: 3], :a)
      [b: 2, a: 3]

  """
  @spec delete_first(t, key) :: t
  def delete_first(keywords, key) when is_list(keywords) and is_atom(key),
    do: :lists.keydelete(key, 1, keywords)

  @doc """
  Sets `key` to `value`: the entry comes first and is the only one of `key`.

  ## Examples

      iex> Keyword.put([a: 1, b: 2], :b, 3)
      [b: 3, a: 1]

  """
  @spec put(t, key, value) :: t
  def put(keywords, key, value) when is_list(keywords) and is_atom(key),
    do: [{key, value} | delete(keywords, key)]

  @doc """
  Puts an entry in front unless `key` is there already.

  ## Examples

      iex> Keyword.put_new([a: 1], :b, 2)
      [b: 2, a: 1]

  """
  @spec put_new(t, key, value) :: t
  def put_new(keywords, key, value) when is_list(keywords) and is_atom(key) do
    case :lists.keymember(key, 1, keywords) do
      true -> keywords
      false -> [{key, value} | keywords]
    end
  end

  @doc """
  Puts an entry with the value of `fun` in front unless `key` is there already.

  ## Examples

      iex> Keyword.put_new_lazy([a: 1], :b, fn -> 2 end)
      [b: 2, a: 1]

  """
  @spec put_new_lazy(t, key, (-> value)) :: t
  def put_new_lazy(keywords, key, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 0) do
    case :lists.keymember(key, 1, keywords) do
      true -> keywords
      false -> [{key, fun.()} | keywords]
    end
  end

  @doc """
  Replaces the value of `key`, if it is there, and leaves a single entry of it.

  ## Examples

      iex> Keyword.replace([a: 1, b: 2], :a, 3)
      [a: 3, b: 2]

  """
  @doc since: "1.11.0"
  @spec replace(t, key, value) :: t
  def replace(keywords, key, value) when is_list(keywords) and is_atom(key),
    do: replace_first(keywords, key, value)

  defp replace_first([{key, _old} | rest], key, value), do: [{key, value} | delete(rest, key)]

  defp replace_first([{_other, _value} = pair | rest], key, value),
    do: [pair | replace_first(rest, key, value)]

  defp replace_first([], _key, _value), do: []

  @doc """
  Like `replace/3`, but raises `KeyError` when `key` is not there.

  ## Examples

      iex> Keyword.replace!([a: 1], :a, 2)
      [a: 2]

  """
  @doc since: "1.5.0"
  @spec replace!(t, key, value) :: t
  def replace!(keywords, key, value) when is_list(keywords) and is_atom(key),
    do: replace_first!(keywords, key, value, keywords)

  defp replace_first!([{key, _old} | rest], key, value, _all),
    do: [{key, value} | delete(rest, key)]

  defp replace_first!([{_other, _value} = pair | rest], key, value, all),
    do: [pair | replace_first!(rest, key, value, all)]

  defp replace_first!([], key, _value, all), do: raise(KeyError, key: key, term: all)

  @doc """
  Replaces the value of `key` by what `fun` makes of it, if it is there, and leaves a single entry of it.

  ## Examples

      iex> Keyword.replace_lazy([a: 1], :a, &(&1 + 1))
      [a: 2]

  """
  @doc since: "1.14.0"
  @spec replace_lazy(t, key, (value -> value)) :: t
  def replace_lazy(keywords, key, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 1),
      do: replace_with(keywords, key, fun)

  defp replace_with([{key, value} | rest], key, fun), do: [{key, fun.(value)} | delete(rest, key)]

  defp replace_with([{_other, _value} = pair | rest], key, fun),
    do: [pair | replace_with(rest, key, fun)]

  defp replace_with([], _key, _fun), do: []

  @doc """
  Replaces the value of `key` by what `fun` makes of it, or appends `default`; leaves a single entry of `key`.

  ## Examples

      iex> Keyword.update([a: 1], :a, 0, &(&1 + 1))
      [a: 2]
      iex> Keyword.update([a: 1], :b, 0, &(&1 + 1))
      [a: 1, b: 0]

  """
  @spec update(t, key, default, (value -> value)) :: t
  def update(keywords, key, default, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 1),
      do: update_first(keywords, key, default, fun)

  defp update_first([{key, value} | rest], key, _default, fun),
    do: [{key, fun.(value)} | delete(rest, key)]

  defp update_first([{_other, _value} = pair | rest], key, default, fun),
    do: [pair | update_first(rest, key, default, fun)]

  defp update_first([], key, default, _fun), do: [{key, default}]

  @doc """
  Replaces the value of `key` by what `fun` makes of it; raises `KeyError` when `key` is not there.

  ## Examples

      iex> Keyword.update!([a: 1], :a, &(&1 + 1))
      [a: 2]

  """
  @spec update!(t, key, (value -> value)) :: t
  def update!(keywords, key, fun) when is_list(keywords) and is_atom(key) and is_function(fun, 1),
    do: update_first!(keywords, key, fun, keywords)

  defp update_first!([{key, value} | rest], key, fun, _all),
    do: [{key, fun.(value)} | delete(rest, key)]

  defp update_first!([{_other, _value} = pair | rest], key, fun, all),
    do: [pair | update_first!(rest, key, fun, all)]

  defp update_first!([], key, _fun, all), do: raise(KeyError, key: key, term: all)

  @doc """
  All entries of both lists; keys of `keywords2` replace those of `keywords1` and come last.

  ## Examples

      iex> Keyword.merge([a: 1, b: 2], a: 3)
      [b: 2, a: 3]

  """
  @spec merge(t, t) :: t
  def merge(keywords1, keywords2)
  def merge(keywords1, []) when is_list(keywords1), do: keywords1
  def merge([], keywords2) when is_list(keywords2), do: keywords2

  def merge(keywords1, keywords2) when is_list(keywords1) and is_list(keywords2) do
    check_keyword(keywords1, "first")
    check_keyword(keywords2, "second")
    without(keywords1, keywords2, [], keywords2)
  end

  defp without([{key, _value} = pair | rest], keys, kept, tail) do
    case :lists.keymember(key, 1, keys) do
      true -> without(rest, keys, kept, tail)
      false -> without(rest, keys, [pair | kept], tail)
    end
  end

  defp without([], _keys, kept, tail), do: :lists.reverse(kept, tail)

  defp check_keyword(keywords, position) do
    case keyword?(keywords) do
      true ->
        :ok

      false ->
        raise ArgumentError,
              "expected a keyword list as the #{position} argument, got: #{inspect(keywords)}"
    end
  end

  @doc """
  All entries of both lists; where both have a key, `fun` gets it and both values and gives the new one.

  ## Examples

      iex> Keyword.merge([a: 1, b: 2], [a: 3], fn :a, x, y -> x + y end)
      [b: 2, a: 4]

  """
  @spec merge(t, t, (key, value, value -> value)) :: t
  def merge(keywords1, keywords2, fun)
      when is_list(keywords1) and is_list(keywords2) and is_function(fun, 3) do
    check_keyword(keywords1, "first")
    check_keyword(keywords2, "second")
    merge_pairs(keywords2, keywords1, [], without(keywords1, keywords2, [], []), fun)
  end

  # `left` loses an entry each time a key of `keywords2` meets one, so that repeated keys meet in turn.
  defp merge_pairs([{key, value2} = pair | rest], left, merged, kept, fun) do
    case :lists.keytake(key, 1, left) do
      {:value, {_key, value1}, left} ->
        merge_pairs(rest, left, [{key, fun.(key, value1, value2)} | merged], kept, fun)

      false ->
        merge_pairs(rest, left, [pair | merged], kept, fun)
    end
  end

  defp merge_pairs([], _left, merged, kept, _fun), do: kept ++ :lists.reverse(merged)

  @doc """
  The entries of `keyword1` whose keys `keyword2` has too, with the values of `keyword2`.

  ## Examples

      iex> Keyword.intersect([a: 1, b: 2], [b: 3, c: 4])
      [b: 3]

  """
  @doc since: "1.17.0"
  @spec intersect(t, t) :: t
  def intersect(keyword1, keyword2) when is_list(keyword1) and is_list(keyword2),
    do: common(keyword1, keyword2, fn _key, _value1, value2 -> value2 end)

  @doc """
  The entries of `keyword1` whose keys `keyword2` has too, with what `fun` makes of the key and both values.

  ## Examples

      iex> Keyword.intersect([a: 1, b: 2], [b: 3], fn _key, x, y -> x * y end)
      [b: 6]

  """
  @doc since: "1.17.0"
  @spec intersect(t, t, (key, value, value -> value)) :: t
  def intersect(keyword1, keyword2, fun)
      when is_list(keyword1) and is_list(keyword2) and is_function(fun, 3),
      do: common(keyword1, keyword2, fun)

  defp common([{key, value1} | rest], keyword2, fun) do
    case :lists.keyfind(key, 1, keyword2) do
      {^key, value2} -> [{key, fun.(key, value1, value2)} | common(rest, keyword2, fun)]
      false -> common(rest, keyword2, fun)
    end
  end

  defp common([], _keyword2, _fun), do: []

  @doc """
  Splits the list into what `take/2` and what `drop/2` give.

  ## Examples

      iex> Keyword.split([a: 1, b: 2, a: 3], [:a])
      {[a: 1, a: 3], [b: 2]}

  """
  @spec split(t, [key]) :: {t, t}
  def split(keywords, keys) when is_list(keywords) and is_list(keys),
    do: split(keywords, keys, [], [])

  defp split([{key, _value} = pair | rest], keys, taken, dropped) do
    case :lists.member(key, keys) do
      true -> split(rest, keys, [pair | taken], dropped)
      false -> split(rest, keys, taken, [pair | dropped])
    end
  end

  defp split([], _keys, taken, dropped), do: {:lists.reverse(taken), :lists.reverse(dropped)}

  @doc """
  Splits the list into what `filter/2` and what `reject/2` give.

  ## Examples

      iex> Keyword.split_with([a: 1, b: 2], fn {_key, value} -> value > 1 end)
      {[b: 2], [a: 1]}

  """
  @doc since: "1.15.0"
  @spec split_with(t, ({key, value} -> as_boolean(term))) :: {t, t}
  def split_with(keywords, fun) when is_list(keywords) and is_function(fun, 1),
    do: partition(keywords, fun, [], [])

  defp partition([pair | rest], fun, kept, dropped) do
    if fun.(pair),
      do: partition(rest, fun, [pair | kept], dropped),
      else: partition(rest, fun, kept, [pair | dropped])
  end

  defp partition([], _fun, kept, dropped), do: {:lists.reverse(kept), :lists.reverse(dropped)}

  @doc """
  Keeps the entries whose key is among `keys`.

  ## Examples

      iex> Keyword.take([a: 1, b: 2, a: 3], [:a])
      [a: 1, a: 3]

  """
  @spec take(t, [key]) :: t
  def take(keywords, keys) when is_list(keywords) and is_list(keys),
    do: elem(split(keywords, keys, [], []), 0)

  @doc """
  Removes the entries whose key is among `keys`.

  ## Examples

      iex> Keyword.drop([a: 1, b: 2, a: 3], [:a])
      [b: 2]

  """
  @spec drop(t, [key]) :: t
  def drop(keywords, keys) when is_list(keywords) and is_list(keys),
    do: elem(split(keywords, keys, [], []), 1)

  @doc """
  Keeps the entries for which `fun` gives a truthy value.

  ## Examples

      iex> Keyword.filter([a: 1, b: 2], fn {_key, value} -> value > 1 end)
      [b: 2]

  """
  @doc since: "1.13.0"
  @spec filter(t, ({key, value} -> as_boolean(term))) :: t
  def filter(keywords, fun) when is_list(keywords) and is_function(fun, 1),
    do: filter(keywords, fun, [])

  defp filter([{_key, _value} = pair | rest], fun, kept) do
    if fun.(pair), do: filter(rest, fun, [pair | kept]), else: filter(rest, fun, kept)
  end

  defp filter([], _fun, kept), do: :lists.reverse(kept)

  @doc """
  Removes the entries for which `fun` gives a truthy value.

  ## Examples

      iex> Keyword.reject([a: 1, b: 2], fn {_key, value} -> value > 1 end)
      [a: 1]

  """
  @doc since: "1.13.0"
  @spec reject(t, ({key, value} -> as_boolean(term))) :: t
  def reject(keywords, fun) when is_list(keywords) and is_function(fun, 1),
    do: reject(keywords, fun, [])

  defp reject([{_key, _value} = pair | rest], fun, kept) do
    if fun.(pair), do: reject(rest, fun, kept), else: reject(rest, fun, [pair | kept])
  end

  defp reject([], _fun, kept), do: :lists.reverse(kept)

  @doc """
  Takes `key` out: its first value (or `default`) and the list without any entry of it.

  ## Examples

      iex> Keyword.pop([a: 1, b: 2, a: 3], :a)
      {1, [b: 2]}

  """
  @spec pop(t, key, default) :: {value | default, t}
  def pop(keywords, key, default \\ nil) when is_list(keywords) and is_atom(key) do
    case fetch(keywords, key) do
      {:ok, value} -> {value, delete(keywords, key)}
      :error -> {default, keywords}
    end
  end

  @doc """
  Like `pop/2`, but raises `KeyError` when `key` is not there.

  ## Examples

      iex> Keyword.pop!([a: 1, b: 2], :a)
      {1, [b: 2]}

  """
  @doc since: "1.10.0"
  @spec pop!(t, key) :: {value, t}
  def pop!(keywords, key) when is_list(keywords) and is_atom(key) do
    case fetch(keywords, key) do
      {:ok, value} -> {value, delete(keywords, key)}
      :error -> raise KeyError, key: key, term: keywords
    end
  end

  @doc """
  Takes `key` out: all of its values and the list without any entry of it.

  ## Examples

      iex> Keyword.pop_values([a: 1, b: 2, a: 3], :a)
      {[1, 3], [b: 2]}

  """
  @doc since: "1.10.0"
  @spec pop_values(t, key) :: {[value], t}
  def pop_values(keywords, key) when is_list(keywords) and is_atom(key),
    do: pop_values(keywords, key, [], [])

  defp pop_values([{key, value} | rest], key, values, kept),
    do: pop_values(rest, key, [value | values], kept)

  defp pop_values([{_other, _value} = pair | rest], key, values, kept),
    do: pop_values(rest, key, values, [pair | kept])

  defp pop_values([], _key, values, kept), do: {:lists.reverse(values), :lists.reverse(kept)}

  @doc """
  Like `pop/3`, with the default made by `fun` when it is needed.

  ## Examples

      iex> Keyword.pop_lazy([b: 2], :a, fn -> 5 end)
      {5, [b: 2]}

  """
  @spec pop_lazy(t, key, (-> value)) :: {value, t}
  def pop_lazy(keywords, key, fun)
      when is_list(keywords) and is_atom(key) and is_function(fun, 0) do
    case fetch(keywords, key) do
      {:ok, value} -> {value, delete(keywords, key)}
      :error -> {fun.(), keywords}
    end
  end

  @doc """
  Takes the first entry of `key` out: its value (or `default`) and the rest.

  ## Examples

      iex> Keyword.pop_first([a: 1, b: 2, a: 3], :a)
      {1, [b: 2, a: 3]}

  """
  @spec pop_first(t, key, default) :: {value | default, t}
  def pop_first(keywords, key, default \\ nil) when is_list(keywords) and is_atom(key) do
    case :lists.keytake(key, 1, keywords) do
      {:value, {^key, value}, rest} -> {value, rest}
      false -> {default, keywords}
    end
  end

  @doc """
  The list itself.

  ## Examples

      iex> Keyword.to_list(a: 1)
      [a: 1]

  """
  @spec to_list(t) :: t
  def to_list(keywords) when is_list(keywords), do: keywords

  @doc false
  @deprecated "Use Kernel.length/1 instead"
  @spec size(t) :: non_neg_integer
  def size(keywords), do: length(keywords)

  @doc false
  @deprecated "Use Keyword.new/2 instead"
  @spec map(t, ({key, value} -> value)) :: t
  def map(keywords, fun) when is_list(keywords) and is_function(fun, 1),
    do: map_values(keywords, fun)

  defp map_values([{key, _value} = pair | rest], fun),
    do: [{key, fun.(pair)} | map_values(rest, fun)]

  defp map_values([], _fun), do: []
end
