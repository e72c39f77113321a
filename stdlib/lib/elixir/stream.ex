defmodule Stream do
  @moduledoc """
  Lazy collections: the functions of `Enum` as descriptions of work, done element by element when the result is walked through.

  A stream is a `%Stream{}` (a collection and a chain of stages to put each element through) or a function of two arguments
  that implements `Enumerable.reduce/3` itself.
  """

  defstruct enum: nil, funs: [], accs: []

  @type acc :: any
  @type element :: any
  @type index :: non_neg_integer
  @type default :: any
  @type timer :: non_neg_integer | :infinity

  # A stage gets the next stage and gives a reducing function. The accumulator of stages is a list: what the consumer
  # accumulates, then the state of each stage that has some, the stage's own being the second element when its turn has come.

  defp lazy(%Stream{funs: funs} = stream, stage), do: %{stream | funs: [stage | funs]}
  defp lazy(enum, stage), do: %Stream{enum: enum, funs: [stage]}

  defp lazy(%Stream{funs: funs, accs: accs} = stream, state, stage),
    do: %{stream | funs: [stage | funs], accs: [state | accs]}

  defp lazy(enum, state, stage), do: %Stream{enum: enum, funs: [stage], accs: [state]}

  # Passes `x` on and puts the stage's new state back in its place.
  defp pass(next, x, acc, state, states) do
    {command, [acc | states]} = next.(x, [acc | states])
    {command, [acc, state | states]}
  end

  ## Stages

  @doc """
  Maps each element.

  ## Examples

      iex> Stream.map(1..3, &(&1 * 2)) |> Enum.to_list()
      [2, 4, 6]

  """
  @spec map(Enumerable.t(), (element -> any)) :: Enumerable.t()
  def map(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn x, acc -> next.(fun.(x), acc) end end)
  end

  @doc """
  Calls `fun` with each element as it goes by.

  ## Examples

      iex> Stream.each([1, 2], fn x -> send(self(), x) end) |> Enum.to_list()
      [1, 2]

  """
  @spec each(Enumerable.t(), (element -> term)) :: Enumerable.t()
  def each(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next ->
      fn x, acc ->
        fun.(x)
        next.(x, acc)
      end
    end)
  end

  @doc """
  Keeps the elements for which `fun` gives a truthy value.

  ## Examples

      iex> Stream.filter(1..4, &(rem(&1, 2) == 0)) |> Enum.to_list()
      [2, 4]

  """
  @spec filter(Enumerable.t(), (element -> as_boolean(term))) :: Enumerable.t()
  def filter(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn x, acc -> if fun.(x), do: next.(x, acc), else: {:cont, acc} end end)
  end

  @doc """
  Removes the elements for which `fun` gives a truthy value.

  ## Examples

      iex> Stream.reject(1..4, &(rem(&1, 2) == 0)) |> Enum.to_list()
      [1, 3]

  """
  @spec reject(Enumerable.t(), (element -> as_boolean(term))) :: Enumerable.t()
  def reject(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn x, acc -> if fun.(x), do: {:cont, acc}, else: next.(x, acc) end end)
  end

  @doc false
  @deprecated "Use Stream.filter/2 + Stream.map/2 instead"
  def filter_map(enum, filter, mapper), do: enum |> filter(filter) |> map(mapper)

  @doc """
  Maps every `nth` element, from the first on.

  ## Examples

      iex> Stream.map_every(1..5, 2, &(&1 * 10)) |> Enum.to_list()
      [10, 2, 30, 4, 50]

  """
  @doc since: "1.4.0"
  @spec map_every(Enumerable.t(), non_neg_integer, (element -> any)) :: Enumerable.t()
  def map_every(enum, nth, fun)

  def map_every(enum, 1, fun), do: map(enum, fun)
  def map_every(enum, 0, _fun), do: %Stream{enum: enum}
  def map_every([], _nth, _fun), do: %Stream{enum: []}

  def map_every(enum, nth, fun) when is_integer(nth) and nth > 1 do
    lazy(enum, 0, fn next ->
      fn
        x, [acc, 0 | states] -> pass(next, fun.(x), acc, nth - 1, states)
        x, [acc, skip | states] -> pass(next, x, acc, skip - 1, states)
      end
    end)
  end

  @doc """
  The first `count` elements, or the last ones for a negative `count`.

  ## Examples

      iex> Stream.cycle([1, 2]) |> Stream.take(3) |> Enum.to_list()
      [1, 2, 1]

  """
  @spec take(Enumerable.t(), integer) :: Enumerable.t()
  def take(enum, count)
  def take(_enum, 0), do: %Stream{enum: []}
  def take([], count) when is_integer(count), do: %Stream{enum: []}

  def take(enum, count) when is_integer(count) and count > 0 do
    lazy(enum, count, fn next ->
      fn
        x, [acc, 1 | states] ->
          {_command, acc} = pass(next, x, acc, 0, states)
          {:halt, acc}

        x, [acc, left | states] ->
          pass(next, x, acc, left - 1, states)
      end
    end)
  end

  def take(enum, count) when is_integer(count) and count < 0 do
    fn acc, fun -> Enumerable.reduce(Enum.take(enum, count), acc, fun) end
  end

  @doc """
  Every `nth` element, from the first on.

  ## Examples

      iex> Stream.take_every(1..10, 4) |> Enum.to_list()
      [1, 5, 9]

  """
  @spec take_every(Enumerable.t(), non_neg_integer) :: Enumerable.t()
  def take_every(enum, nth)
  def take_every(_enum, 0), do: %Stream{enum: []}
  def take_every([], _nth), do: %Stream{enum: []}

  def take_every(enum, nth) when is_integer(nth) and nth > 0 do
    lazy(enum, 0, fn next ->
      fn
        x, [acc, 0 | states] -> pass(next, x, acc, nth - 1, states)
        _x, [acc, skip | states] -> {:cont, [acc, skip - 1 | states]}
      end
    end)
  end

  @doc """
  The leading elements for which `fun` gives a truthy value.

  ## Examples

      iex> Stream.take_while(1..100, &(&1 < 3)) |> Enum.to_list()
      [1, 2]

  """
  @spec take_while(Enumerable.t(), (element -> as_boolean(term))) :: Enumerable.t()
  def take_while(enum, fun) when is_function(fun, 1) do
    lazy(enum, fn next -> fn x, acc -> if fun.(x), do: next.(x, acc), else: {:halt, acc} end end)
  end

  @doc """
  All but the first `n` elements, or but the last ones for a negative `n`.

  ## Examples

      iex> Stream.drop(1..5, 3) |> Enum.to_list()
      [4, 5]
      iex> Stream.drop(1..5, -3) |> Enum.to_list()
      [1, 2]

  """
  @spec drop(Enumerable.t(), integer) :: Enumerable.t()
  def drop(enum, n)

  def drop(enum, n) when is_integer(n) and n >= 0 do
    lazy(enum, n, fn next ->
      fn
        x, [acc, 0 | states] -> pass(next, x, acc, 0, states)
        _x, [acc, left | states] -> {:cont, [acc, left - 1 | states]}
      end
    end)
  end

  # The state is a queue of the last -n elements: how many may still come in, its front, and its back in reverse.
  def drop(enum, n) when is_integer(n) and n < 0 do
    lazy(enum, {-n, [], []}, fn next ->
      fn
        x, [acc, {room, front, back} | states] when room > 0 ->
          {:cont, [acc, {room - 1, front, [x | back]} | states]}

        x, [acc, {0, [], back} | states] ->
          [first | front] = :lists.reverse(back)
          pass(next, first, acc, {0, front, [x]}, states)

        x, [acc, {0, [first | front], back} | states] ->
          pass(next, first, acc, {0, front, [x | back]}, states)
      end
    end)
  end

  @doc """
  All but every `nth` element, the first being one to drop.

  ## Examples

      iex> Stream.drop_every(1..6, 3) |> Enum.to_list()
      [2, 3, 5, 6]

  """
  @spec drop_every(Enumerable.t(), non_neg_integer) :: Enumerable.t()
  def drop_every(enum, nth)
  def drop_every(enum, 0), do: %Stream{enum: enum}
  def drop_every([], _nth), do: %Stream{enum: []}

  def drop_every(enum, nth) when is_integer(nth) and nth > 0 do
    lazy(enum, 0, fn next ->
      fn
        _x, [acc, 0 | states] -> {:cont, [acc, nth - 1 | states]}
        x, [acc, skip | states] -> pass(next, x, acc, skip - 1, states)
      end
    end)
  end

  @doc """
  What is left behind the leading elements for which `fun` gives a truthy value.

  ## Examples

      iex> Stream.drop_while(1..5, &(&1 < 4)) |> Enum.to_list()
      [4, 5]

  """
  @spec drop_while(Enumerable.t(), (element -> as_boolean(term))) :: Enumerable.t()
  def drop_while(enum, fun) when is_function(fun, 1) do
    lazy(enum, true, fn next ->
      fn
        x, [acc, false | states] ->
          pass(next, x, acc, false, states)

        x, [acc, true | states] = all ->
          if fun.(x), do: {:cont, all}, else: pass(next, x, acc, false, states)
      end
    end)
  end

  @doc """
  Leaves one of each run of equal elements.

  ## Examples

      iex> Stream.dedup([1, 1, 2, 1]) |> Enum.to_list()
      [1, 2, 1]

  """
  @spec dedup(Enumerable.t()) :: Enumerable.t()
  def dedup(enum), do: dedup_by(enum, fn x -> x end)

  @doc """
  Leaves the first of each run of elements for which `fun` gives the same value.

  ## Examples

      iex> Stream.dedup_by([1, 3, 2], &rem(&1, 2)) |> Enum.to_list()
      [1, 2]

  """
  @spec dedup_by(Enumerable.t(), (element -> term)) :: Enumerable.t()
  def dedup_by(enum, fun) when is_function(fun, 1) do
    lazy(enum, :none, fn next ->
      fn x, [acc, last | states] = all ->
        case {:key, fun.(x)} do
          ^last -> {:cont, all}
          key -> pass(next, x, acc, key, states)
        end
      end
    end)
  end

  @doc """
  Each element only once; remembers all it has seen.

  ## Examples

      iex> Stream.uniq([1, 2, 1]) |> Enum.to_list()
      [1, 2]

  """
  @spec uniq(Enumerable.t()) :: Enumerable.t()
  def uniq(enum), do: uniq_by(enum, fn x -> x end)

  @doc false
  @deprecated "Use Stream.uniq_by/2 instead"
  def uniq(enum, fun), do: uniq_by(enum, fun)

  @doc """
  The first element for each value of `fun`; remembers all values it has seen.

  ## Examples

      iex> Stream.uniq_by([{1, :a}, {2, :a}], &elem(&1, 1)) |> Enum.to_list()
      [{1, :a}]

  """
  @spec uniq_by(Enumerable.t(), (element -> term)) :: Enumerable.t()
  def uniq_by(enum, fun) when is_function(fun, 1) do
    lazy(enum, %{}, fn next ->
      fn x, [acc, seen | states] = all ->
        key = fun.(x)

        case seen do
          %{^key => _} -> {:cont, all}
          %{} -> pass(next, x, acc, :maps.put(key, true, seen), states)
        end
      end
    end)
  end

  @doc """
  Each step of a fold, starting with the first element.

  ## Examples

      iex> Stream.scan(1..4, &+/2) |> Enum.to_list()
      [1, 3, 6, 10]

  """
  @spec scan(Enumerable.t(), (element, acc -> any)) :: Enumerable.t()
  def scan(enum, fun) when is_function(fun, 2) do
    lazy(enum, :first, fn next ->
      fn
        x, [acc, {:value, value} | states] ->
          value = fun.(x, value)
          pass(next, value, acc, {:value, value}, states)

        x, [acc, :first | states] ->
          pass(next, x, acc, {:value, x}, states)
      end
    end)
  end

  @doc """
  Each step of a fold that starts with `acc`.

  ## Examples

      iex> Stream.scan(1..3, 10, &+/2) |> Enum.to_list()
      [11, 13, 16]

  """
  @spec scan(Enumerable.t(), acc, (element, acc -> any)) :: Enumerable.t()
  def scan(enum, acc, fun) when is_function(fun, 2) do
    lazy(enum, acc, fn next ->
      fn x, [acc, value | states] ->
        value = fun.(x, value)
        pass(next, value, acc, value, states)
      end
    end)
  end

  @doc """
  Pairs each element with its index, counted from an offset; or maps with a function of element and index.

  ## Examples

      iex> Stream.with_index([:a, :b], 1) |> Enum.to_list()
      [a: 1, b: 2]

  """
  @spec with_index(Enumerable.t(), integer | (element, index -> any)) :: Enumerable.t()
  def with_index(enum, fun_or_offset \\ 0)

  def with_index(enum, offset) when is_integer(offset) do
    lazy(enum, offset, fn next ->
      fn x, [acc, index | states] -> pass(next, {x, index}, acc, index + 1, states) end
    end)
  end

  def with_index(enum, fun) when is_function(fun, 2) do
    lazy(enum, 0, fn next ->
      fn x, [acc, index | states] -> pass(next, fun.(x, index), acc, index + 1, states) end
    end)
  end

  ## Chunks

  @doc """
  Chunks of `count` elements; the last may be shorter.

  ## Examples

      iex> Stream.chunk_every([1, 2, 3, 4, 5], 2) |> Enum.to_list()
      [[1, 2], [3, 4], [5]]

  """
  @doc since: "1.5.0"
  @spec chunk_every(Enumerable.t(), pos_integer) :: Enumerable.t()
  def chunk_every(enum, count), do: chunk_every(enum, count, count, [])

  @doc """
  Chunks of `count` elements, each starting `step` elements after the one before.

  An incomplete last chunk is filled up from `leftover`, or dropped with `:discard`.

  ## Examples

      iex> Stream.chunk_every(1..6, 3, 2, :discard) |> Enum.to_list()
      [[1, 2, 3], [3, 4, 5]]

  """
  @doc since: "1.5.0"
  @spec chunk_every(Enumerable.t(), pos_integer, pos_integer, Enumerable.t() | :discard) ::
          Enumerable.t()
  def chunk_every(enum, count, step, leftover \\ [])
      when is_integer(count) and count > 0 and is_integer(step) and step > 0 do
    # The accumulator is {elements in the chunk, chunk in reverse}; a negative number says how many elements to skip first.
    chunk_fun = fn
      _x, {size, []} when size < 0 ->
        {:cont, {size + 1, []}}

      x, {size, chunk} when size + 1 == count ->
        chunk = [x | chunk]
        {:cont, :lists.reverse(chunk), {count - step, kept(chunk, count - step)}}

      x, {size, chunk} ->
        {:cont, {size + 1, [x | chunk]}}
    end

    after_fun = fn
      {_size, []} -> {:cont, nil}
      {_size, _chunk} when leftover == :discard -> {:cont, nil}
      {size, chunk} -> {:cont, :lists.reverse(chunk, Enum.take(leftover, count - size)), nil}
    end

    chunk_while(enum, {0, []}, chunk_fun, after_fun)
  end

  defp kept(_chunk, size) when size <= 0, do: []
  defp kept([head | tail], size), do: [head | kept(tail, size - 1)]

  @doc false
  @deprecated "Use Stream.chunk_every/2 instead"
  def chunk(enum, count), do: chunk(enum, count, count, nil)

  @doc false
  @deprecated "Use Stream.chunk_every/3 instead"
  def chunk(enum, count, step), do: chunk(enum, count, step, nil)

  @doc false
  @deprecated "Use Stream.chunk_every/4 instead"
  def chunk(enum, count, step, leftover)
      when is_integer(count) and count > 0 and is_integer(step) and step > 0,
      do: chunk_every(enum, count, step, leftover || :discard)

  @doc """
  Chunks of elements for which `fun` gives the same value.

  ## Examples

      iex> Stream.chunk_by([1, 3, 2, 5], &rem(&1, 2)) |> Enum.to_list()
      [[1, 3], [2], [5]]

  """
  @spec chunk_by(Enumerable.t(), (element -> any)) :: Enumerable.t()
  def chunk_by(enum, fun) when is_function(fun, 1) do
    chunk_fun = fn
      x, nil ->
        {:cont, {[x], fun.(x)}}

      x, {chunk, key} ->
        case fun.(x) do
          ^key -> {:cont, {[x | chunk], key}}
          other -> {:cont, :lists.reverse(chunk), {[x], other}}
        end
    end

    after_fun = fn
      nil -> {:cont, nil}
      {chunk, _key} -> {:cont, :lists.reverse(chunk), nil}
    end

    chunk_while(enum, nil, chunk_fun, after_fun)
  end

  @doc """
  Chunks by hand: `chunk_fun` gives `{:cont, chunk, acc}`, `{:cont, acc}` or `{:halt, acc}`; `after_fun` ends the last chunk.

  ## Examples

      iex> Stream.chunk_while(1..5, [], fn
      ...>   x, acc when rem(x, 2) == 0 -> {:cont, Enum.reverse([x | acc]), []}
      ...>   x, acc -> {:cont, [x | acc]}
      ...> end, fn acc -> {:cont, acc, []} end) |> Enum.to_list()
      [[1, 2], [3, 4], [5]]

  """
  @doc since: "1.5.0"
  @spec chunk_while(
          Enumerable.t(),
          acc,
          (element, acc -> {:cont, chunk, acc} | {:cont, acc} | {:halt, acc}),
          (acc -> {:cont, chunk, acc} | {:cont, acc})
        ) :: Enumerable.t()
        when chunk: any
  def chunk_while(enum, acc, chunk_fun, after_fun)
      when is_function(chunk_fun, 2) and is_function(after_fun, 1) do
    fn {command, user}, fun ->
      # The accumulator is {the consumer's last command, what it accumulates, the chunking accumulator}.
      step = fn x, {_command, user, acc} ->
        case chunk_fun.(x, acc) do
          {:cont, chunk, acc} ->
            {command, user} = fun.(chunk, user)
            {command, {command, user, acc}}

          {:cont, acc} ->
            {:cont, {:cont, user, acc}}

          {:halt, acc} ->
            {:halt, {:cont, user, acc}}
        end
      end

      chunk_reduced(
        Enumerable.reduce(enum, {command, {command, user, acc}}, step),
        after_fun,
        fun
      )
    end
  end

  defp chunk_reduced({:suspended, {_command, user, acc}, continuation}, after_fun, fun) do
    {:suspended, user,
     fn {command, user} ->
       chunk_reduced(continuation.({command, {command, user, acc}}), after_fun, fun)
     end}
  end

  defp chunk_reduced({_reason, {command, user, acc}}, after_fun, fun),
    do: last_chunk({command, user}, acc, after_fun, fun)

  defp last_chunk({:halt, user}, _acc, _after_fun, _fun), do: {:halted, user}

  defp last_chunk({:suspend, user}, acc, after_fun, fun),
    do: {:suspended, user, &last_chunk(&1, acc, after_fun, fun)}

  defp last_chunk({:cont, user}, acc, after_fun, fun) do
    case after_fun.(acc) do
      {:cont, _acc} -> {:done, user}
      {:cont, chunk, _acc} -> done(fun.(chunk, user))
    end
  end

  # There are no more elements, whatever the consumer asks for.
  defp done({:cont, user}), do: {:done, user}
  defp done({:halt, user}), do: {:halted, user}
  defp done({:suspend, user}), do: {:suspended, user, &done/1}

  ## Feeding elements of an inner collection to a consumer

  # Feeds `enum` to `fun`: {command, acc} with the consumer's last command when all are fed or the consumer has halted, or
  # {:suspended, acc, continuation}, the continuation giving the same again.

  defp feed(list, command, fun) when is_list(list), do: feed_list(list, command, fun)

  defp feed(enum, {command, acc}, fun) do
    fed(
      Enumerable.reduce(enum, {command, {command, acc}}, fn x, {_command, acc} ->
        {command, _acc} = answer = fun.(x, acc)
        {command, answer}
      end)
    )
  end

  defp fed({:suspended, {_command, acc}, continuation}),
    do: {:suspended, acc, fn {command, acc} -> fed(continuation.({command, {command, acc}})) end}

  # An inner stream may end at the very element at which the consumer suspends.
  defp fed({_reason, {:suspend, acc}}), do: {:suspended, acc, fn answer -> answer end}
  defp fed({_reason, answer}), do: answer

  defp feed_list([head | tail], {:cont, acc}, fun), do: feed_list(tail, fun.(head, acc), fun)
  defp feed_list([], {:cont, _acc} = answer, _fun), do: answer
  defp feed_list(_list, {:halt, _acc} = answer, _fun), do: answer
  defp feed_list(list, {:suspend, acc}, fun), do: {:suspended, acc, &feed_list(list, &1, fun)}
  defp feed_list(improper, command, fun), do: Enumerable.List.reduce(improper, command, fun)

  ## Transforming

  @doc """
  Maps each element to a collection and joins these.

  ## Examples

      iex> Stream.flat_map([1, 2], fn x -> [x, x * 10] end) |> Enum.to_list()
      [1, 10, 2, 20]

  """
  @spec flat_map(Enumerable.t(), (element -> Enumerable.t())) :: Enumerable.t()
  def flat_map(enum, mapper) when is_function(mapper, 1),
    do: transform(enum, nil, fn x, nil -> {mapper.(x), nil} end)

  @doc """
  Joins a collection of collections.

  ## Examples

      iex> Stream.concat([1..2, [:a]]) |> Enum.to_list()
      [1, 2, :a]

  """
  @spec concat(Enumerable.t()) :: Enumerable.t()
  def concat(enumerables), do: flat_map(enumerables, fn enum -> enum end)

  @doc """
  The elements of both collections.

  ## Examples

      iex> Stream.concat(1..2, [:a]) |> Enum.to_list()
      [1, 2, :a]

  """
  @spec concat(Enumerable.t(), Enumerable.t()) :: Enumerable.t()
  def concat(first, second), do: concat([first, second])

  @doc """
  Puts `intersperse_element` between the elements.

  ## Examples

      iex> Stream.intersperse([1, 2, 3], 0) |> Enum.to_list()
      [1, 0, 2, 0, 3]

  """
  @doc since: "1.6.0"
  @spec intersperse(Enumerable.t(), any) :: Enumerable.t()
  def intersperse(enumerable, intersperse_element) do
    transform(enumerable, false, fn
      x, true -> {[intersperse_element, x], true}
      x, false -> {[x], true}
    end)
  end

  @doc """
  Maps each element to a collection and joins these, threading an accumulator; `{:halt, acc}` ends the stream.

  ## Examples

      iex> Stream.transform(1..100, 0, fn x, sum -> if sum < 6, do: {[x], sum + x}, else: {:halt, sum} end) |> Enum.to_list()
      [1, 2, 3]

  """
  @spec transform(Enumerable.t(), acc, (element, acc -> {Enumerable.t(), acc} | {:halt, acc})) ::
          Enumerable.t()
  def transform(enum, acc, reducer) when is_function(reducer, 2) do
    fn command, fun ->
      transform_start(enum, acc, reducer, command, fun, nil, fn _acc -> :ok end)
    end
  end

  @doc """
  Like `transform/3`, with an accumulator made by `start_fun` and given to `after_fun` at the end, however that comes.

  ## Examples

      iex> Stream.transform([1, 2], fn -> 10 end, fn x, acc -> {[x + acc], acc} end, fn _acc -> :ok end) |> Enum.to_list()
      [11, 12]

  """
  @spec transform(
          Enumerable.t(),
          (-> acc),
          (element, acc -> {Enumerable.t(), acc} | {:halt, acc}),
          (acc -> term)
        ) ::
          Enumerable.t()
  def transform(enum, start_fun, reducer, after_fun)
      when is_function(start_fun, 0) and is_function(reducer, 2) and is_function(after_fun, 1) do
    fn command, fun ->
      transform_start(enum, start_fun.(), reducer, command, fun, nil, after_fun)
    end
  end

  @doc """
  Like `transform/4`; when the elements are used up, `last_fun` gives more to emit as `{enumerable, acc}` or `{:halt, acc}`.

  ## Examples

      iex> Stream.transform([1, 2], fn -> 0 end, fn x, sum -> {[x], sum + x} end, &{[{:sum, &1}], &1}, fn _ -> :ok end) |> Enum.to_list()
      [1, 2, {:sum, 3}]

  """
  @doc since: "1.14.0"
  @spec transform(
          Enumerable.t(),
          (-> acc),
          (element, acc -> {Enumerable.t(), acc} | {:halt, acc}),
          (acc -> {Enumerable.t(), acc} | {:halt, acc}),
          (acc -> term)
        ) :: Enumerable.t()
  def transform(enum, start_fun, reducer, last_fun, after_fun)
      when is_function(start_fun, 0) and is_function(reducer, 2) and is_function(last_fun, 1) and
             is_function(after_fun, 1) do
    fn command, fun ->
      transform_start(enum, start_fun.(), reducer, command, fun, last_fun, after_fun)
    end
  end

  defp transform_start(enum, state, reducer, command, fun, last_fun, after_fun) do
    pull = &Enumerable.reduce(enum, &1, fn x, _pulled -> {:suspend, [x]} end)
    transform_loop(pull, state, reducer, command, fun, last_fun, after_fun)
  end

  # `pull` continues the walk through the outer collection; `:exhausted` when it has no more elements, `:last` when `last_fun`
  # has spoken too.
  defp transform_loop(pull, state, _reducer, {:halt, acc}, _fun, _last_fun, after_fun) do
    stop(pull)
    after_fun.(state)
    {:halted, acc}
  end

  defp transform_loop(pull, state, reducer, {:suspend, acc}, fun, last_fun, after_fun),
    do: {:suspended, acc, &transform_loop(pull, state, reducer, &1, fun, last_fun, after_fun)}

  defp transform_loop(:last, state, _reducer, {:cont, acc}, _fun, _last_fun, after_fun) do
    after_fun.(state)
    {:done, acc}
  end

  defp transform_loop(:exhausted, state, reducer, command, fun, nil, after_fun),
    do: transform_loop(:last, state, reducer, command, fun, nil, after_fun)

  defp transform_loop(:exhausted, state, reducer, {:cont, acc}, fun, last_fun, after_fun) do
    result =
      try do
        last_fun.(state)
      catch
        kind, reason -> cleanup(:last, state, after_fun, kind, reason, __STACKTRACE__)
      end

    transform_emit(result, :last, reducer, acc, fun, last_fun, after_fun)
  end

  defp transform_loop(pull, state, reducer, {:cont, acc}, fun, last_fun, after_fun) do
    pulled =
      try do
        pull.({:cont, []})
      catch
        kind, reason -> cleanup(:exhausted, state, after_fun, kind, reason, __STACKTRACE__)
      end

    case pulled do
      {:suspended, [x], pull} ->
        transform_step(x, pull, state, reducer, acc, fun, last_fun, after_fun)

      {_reason, [x]} ->
        transform_step(x, :exhausted, state, reducer, acc, fun, last_fun, after_fun)

      {_reason, []} ->
        transform_loop(:exhausted, state, reducer, {:cont, acc}, fun, last_fun, after_fun)
    end
  end

  defp transform_step(x, pull, state, reducer, acc, fun, last_fun, after_fun) do
    result =
      try do
        reducer.(x, state)
      catch
        kind, reason -> cleanup(pull, state, after_fun, kind, reason, __STACKTRACE__)
      end

    transform_emit(result, pull, reducer, acc, fun, last_fun, after_fun)
  end

  defp transform_emit(result, pull, reducer, acc, fun, last_fun, after_fun) do
    case result do
      {:halt, state} ->
        stop(pull)
        after_fun.(state)
        {:halted, acc}

      {[], state} ->
        transform_loop(pull, state, reducer, {:cont, acc}, fun, last_fun, after_fun)

      {values, state} ->
        answer =
          try do
            feed(values, {:cont, acc}, fun)
          catch
            kind, reason -> cleanup(pull, state, after_fun, kind, reason, __STACKTRACE__)
          end

        transform_fed(answer, pull, state, reducer, fun, last_fun, after_fun)
    end
  end

  defp transform_fed(
         {:suspended, acc, continuation},
         pull,
         state,
         reducer,
         fun,
         last_fun,
         after_fun
       ) do
    {:suspended, acc,
     fn command ->
       answer =
         try do
           continuation.(command)
         catch
           kind, reason -> cleanup(pull, state, after_fun, kind, reason, __STACKTRACE__)
         end

       transform_fed(answer, pull, state, reducer, fun, last_fun, after_fun)
     end}
  end

  defp transform_fed(command, pull, state, reducer, fun, last_fun, after_fun),
    do: transform_loop(pull, state, reducer, command, fun, last_fun, after_fun)

  defp cleanup(pull, state, after_fun, kind, reason, stacktrace) do
    stop(pull)
    after_fun.(state)
    :erlang.raise(kind, reason, stacktrace)
  end

  defp stop(pull) when is_function(pull), do: pull.({:halt, []})
  defp stop(_exhausted), do: :ok

  @doc """
  Elements from outside: `start_fun` opens, `next_fun` gives `{elements, acc}` or `{:halt, acc}`, `after_fun` closes, however
  the walk ends.

  ## Examples

      iex> Stream.resource(fn -> 3 end, fn 0 -> {:halt, 0}; n -> {[n], n - 1} end, fn _ -> :ok end) |> Enum.to_list()
      [3, 2, 1]

  """
  @spec resource((-> acc), (acc -> {[element], acc} | {:halt, acc}), (acc -> term)) ::
          Enumerable.t()
  def resource(start_fun, next_fun, after_fun)
      when is_function(start_fun, 0) and is_function(next_fun, 1) and is_function(after_fun, 1) do
    fn command, fun -> resource_loop(start_fun.(), next_fun, command, fun, after_fun) end
  end

  defp resource_loop(state, _next_fun, {:halt, acc}, _fun, after_fun) do
    after_fun.(state)
    {:halted, acc}
  end

  defp resource_loop(state, next_fun, {:suspend, acc}, fun, after_fun),
    do: {:suspended, acc, &resource_loop(state, next_fun, &1, fun, after_fun)}

  defp resource_loop(state, next_fun, {:cont, acc}, fun, after_fun) do
    try do
      next_fun.(state)
    catch
      kind, reason -> cleanup(nil, state, after_fun, kind, reason, __STACKTRACE__)
    else
      {:halt, state} ->
        after_fun.(state)
        {:halted, acc}

      {[], state} ->
        resource_loop(state, next_fun, {:cont, acc}, fun, after_fun)

      {values, state} ->
        answer =
          try do
            feed(values, {:cont, acc}, fun)
          catch
            kind, reason -> cleanup(nil, state, after_fun, kind, reason, __STACKTRACE__)
          end

        resource_fed(answer, state, next_fun, fun, after_fun)
    end
  end

  defp resource_fed({:suspended, acc, continuation}, state, next_fun, fun, after_fun) do
    {:suspended, acc,
     fn command ->
       answer =
         try do
           continuation.(command)
         catch
           kind, reason -> cleanup(nil, state, after_fun, kind, reason, __STACKTRACE__)
         end

       resource_fed(answer, state, next_fun, fun, after_fun)
     end}
  end

  defp resource_fed(command, state, next_fun, fun, after_fun),
    do: resource_loop(state, next_fun, command, fun, after_fun)

  ## Sources

  @doc """
  Elements made one from another: `next_fun` gives `{element, acc}`, or `nil` at the end.

  ## Examples

      iex> Stream.unfold(3, fn 0 -> nil; n -> {n, n - 1} end) |> Enum.to_list()
      [3, 2, 1]

  """
  @spec unfold(acc, (acc -> {element, acc} | nil)) :: Enumerable.t()
  def unfold(next_acc, next_fun) when is_function(next_fun, 1),
    do: fn command, fun -> unfold_loop(next_acc, next_fun, command, fun) end

  defp unfold_loop(state, next_fun, {:cont, acc}, fun) do
    case next_fun.(state) do
      {value, state} -> unfold_loop(state, next_fun, fun.(value, acc), fun)
      nil -> {:done, acc}
    end
  end

  defp unfold_loop(state, next_fun, {:suspend, acc}, fun),
    do: {:suspended, acc, &unfold_loop(state, next_fun, &1, fun)}

  defp unfold_loop(_state, _next_fun, {:halt, acc}, _fun), do: {:halted, acc}

  @doc """
  The start value, then what `next_fun` makes of the element before, without end.

  ## Examples

      iex> Stream.iterate(1, &(&1 * 2)) |> Enum.take(4)
      [1, 2, 4, 8]

  """
  @spec iterate(element, (element -> element)) :: Enumerable.t()
  def iterate(start_value, next_fun) when is_function(next_fun, 1) do
    unfold({:start, start_value}, fn
      {:start, value} ->
        {value, {:next, value}}

      {:next, value} ->
        value = next_fun.(value)
        {value, {:next, value}}
    end)
  end

  @doc """
  What `generator_fun` gives, again and again.

  ## Examples

      iex> Stream.repeatedly(fn -> :x end) |> Enum.take(2)
      [:x, :x]

  """
  @spec repeatedly((-> element)) :: Enumerable.t()
  def repeatedly(generator_fun) when is_function(generator_fun, 0),
    do: unfold(nil, fn nil -> {generator_fun.(), nil} end)

  @doc """
  `value`, `n` times.

  ## Examples

      iex> Stream.duplicate(:x, 3) |> Enum.to_list()
      [:x, :x, :x]

  """
  @doc since: "1.14.0"
  @spec duplicate(any, non_neg_integer) :: Enumerable.t()
  def duplicate(value, n) when is_integer(n) and n >= 0 do
    unfold(n, fn
      0 -> nil
      left -> {value, left - 1}
    end)
  end

  @doc """
  The integers from `offset` on, or what a function makes of those from 0 on.

  ## Examples

      iex> Stream.from_index(5) |> Enum.take(3)
      [5, 6, 7]
      iex> Stream.from_index(&(&1 * &1)) |> Enum.take(3)
      [0, 1, 4]

  """
  @doc since: "1.17.0"
  @spec from_index(integer | (non_neg_integer -> any)) :: Enumerable.t()
  def from_index(fun_or_offset \\ 0)

  def from_index(offset) when is_integer(offset),
    do: unfold(offset, fn index -> {index, index + 1} end)

  def from_index(fun) when is_function(fun, 1),
    do: unfold(0, fn index -> {fun.(index), index + 1} end)

  @doc """
  The integers from 0 on, one after each `n` milliseconds.

  ## Examples

      iex> Stream.interval(1) |> Enum.take(3)
      [0, 1, 2]

  """
  @spec interval(timer) :: Enumerable.t()
  def interval(n) when (is_integer(n) and n >= 0) or n == :infinity do
    unfold(0, fn count ->
      Process.sleep(n)
      {count, count + 1}
    end)
  end

  @doc """
  A single 0, after `n` milliseconds.

  ## Examples

      iex> Stream.timer(1) |> Enum.to_list()
      [0]

  """
  @spec timer(timer) :: Enumerable.t()
  def timer(n) when (is_integer(n) and n >= 0) or n == :infinity, do: take(interval(n), 1)

  @doc """
  The elements again and again; raises `ArgumentError` when there are none.

  ## Examples

      iex> Stream.cycle([1, 2]) |> Enum.take(5)
      [1, 2, 1, 2, 1]

  """
  @spec cycle(Enumerable.t()) :: Enumerable.t()
  def cycle(enumerable)
  def cycle([]), do: raise(ArgumentError, "cannot cycle over an empty enumerable")

  def cycle(enumerable) do
    fn {command, acc}, fun ->
      # The accumulator also says how it stands: `:start`, `:some` elements in this round, or still `:none` in the first round or
      # `:no_more` in a later one.
      step = fn x, {_state, acc} ->
        {command, acc} = fun.(x, acc)
        {command, {:some, acc}}
      end

      cycle_round({command, {:start, acc}}, enumerable, step)
    end
  end

  defp cycle_round({:cont, {:start, acc}}, enumerable, step),
    do: cycle_fed(feed(enumerable, {:cont, {:none, acc}}, step), enumerable, step)

  defp cycle_round({:cont, {:some, acc}}, enumerable, step),
    do: cycle_fed(feed(enumerable, {:cont, {:no_more, acc}}, step), enumerable, step)

  defp cycle_round({:cont, {:no_more, _acc}}, _enumerable, _step),
    do: raise("cycled enumerable became empty after a previous iteration produced elements")

  defp cycle_round({:suspend, {state, acc}}, enumerable, step),
    do:
      {:suspended, acc,
       fn {command, acc} -> cycle_round({command, {state, acc}}, enumerable, step) end}

  defp cycle_round({:halt, {_state, acc}}, _enumerable, _step), do: {:halted, acc}

  # Also when the enumerable has answered with something of its own.
  defp cycle_round(_empty, _enumerable, _step),
    do: raise(ArgumentError, "cannot cycle over an empty enumerable")

  defp cycle_fed({:suspended, {state, acc}, continuation}, enumerable, step) do
    {:suspended, acc,
     fn {command, acc} -> cycle_fed(continuation.({command, {state, acc}}), enumerable, step) end}
  end

  defp cycle_fed(command, enumerable, step), do: cycle_round(command, enumerable, step)

  ## Several collections

  @doc """
  Pairs the elements of two collections, as far as the shorter one reaches.

  ## Examples

      iex> Stream.zip(Stream.from_index(), [:a, :b]) |> Enum.to_list()
      [{0, :a}, {1, :b}]

  """
  @spec zip(Enumerable.t(), Enumerable.t()) :: Enumerable.t()
  def zip(enumerable1, enumerable2), do: zip_with(enumerable1, enumerable2, fn x, y -> {x, y} end)

  @doc """
  Tuples of the elements of several collections, as far as the shortest reaches.

  ## Examples

      iex> Stream.zip([1..3, [:a, :b], ["x"]]) |> Enum.to_list()
      [{1, :a, "x"}]

  """
  @doc since: "1.4.0"
  @spec zip(enumerables) :: Enumerable.t() when enumerables: [Enumerable.t()] | Enumerable.t()
  def zip(enumerables), do: zip_with(enumerables, &:erlang.list_to_tuple/1)

  @doc """
  What `zip_fun` makes of the elements of two collections, as far as the shorter one reaches.

  ## Examples

      iex> Stream.zip_with(1..3, 4..5, &+/2) |> Enum.to_list()
      [5, 7]

  """
  @doc since: "1.12.0"
  @spec zip_with(Enumerable.t(), Enumerable.t(), (term, term -> term)) :: Enumerable.t()
  def zip_with(enumerable1, enumerable2, zip_fun) when is_function(zip_fun, 2),
    do: zip_with([enumerable1, enumerable2], fn [x, y] -> zip_fun.(x, y) end)

  @doc """
  What `zip_fun` makes of lists of the elements of several collections, as far as the shortest reaches.

  ## Examples

      iex> Stream.zip_with([1..3, 4..5, [6]], &Enum.sum/1) |> Enum.to_list()
      [11]

  """
  @doc since: "1.12.0"
  @spec zip_with(enumerables, ([term] -> term)) :: Enumerable.t()
        when enumerables: [Enumerable.t()] | Enumerable.t()
  def zip_with(enumerables, zip_fun) when is_function(zip_fun, 1) do
    fn command, fun -> zip_loop(zip_sources(Enum.to_list(enumerables)), command, fun, zip_fun) end
  end

  # A source is a list of what is left, or a function that continues the walk.
  defp zip_sources([list | rest]) when is_list(list), do: [list | zip_sources(rest)]

  defp zip_sources([enum | rest]),
    do: [(&Enumerable.reduce(enum, &1, fn x, _pulled -> {:suspend, [x]} end)) | zip_sources(rest)]

  defp zip_sources([]), do: []

  defp zip_loop([], {:cont, acc}, _fun, _zip_fun), do: {:done, acc}

  defp zip_loop(sources, {:cont, acc}, fun, zip_fun) do
    case zip_pull(sources, [], []) do
      {:ok, elements, sources} ->
        command =
          try do
            fun.(zip_fun.(elements), acc)
          catch
            kind, reason ->
              stop_all(sources)
              :erlang.raise(kind, reason, __STACKTRACE__)
          end

        zip_loop(sources, command, fun, zip_fun)

      :done ->
        {:done, acc}
    end
  end

  defp zip_loop(sources, {:suspend, acc}, fun, zip_fun),
    do: {:suspended, acc, &zip_loop(sources, &1, fun, zip_fun)}

  defp zip_loop(sources, {:halt, acc}, _fun, _zip_fun) do
    stop_all(sources)
    {:halted, acc}
  end

  # The first source that has no more elements ends the zip; all others are told to stop.
  defp zip_pull([[head | tail] | sources], elements, pulled),
    do: zip_pull(sources, [head | elements], [tail | pulled])

  defp zip_pull([pull | sources], elements, pulled) when is_function(pull) do
    result =
      try do
        pull.({:cont, []})
      catch
        kind, reason ->
          stop_all(:lists.reverse(pulled, sources))
          :erlang.raise(kind, reason, __STACKTRACE__)
      end

    case result do
      {:suspended, [x], pull} -> zip_pull(sources, [x | elements], [pull | pulled])
      {_reason, last} -> zip_pull([last | sources], elements, pulled)
    end
  end

  defp zip_pull([[] | sources], _elements, pulled) do
    stop_all(:lists.reverse(pulled, sources))
    :done
  end

  defp zip_pull([], elements, pulled), do: {:ok, :lists.reverse(elements), :lists.reverse(pulled)}

  defp stop_all([source | sources]) do
    stop(source)
    stop_all(sources)
  end

  defp stop_all([]), do: :ok

  ## Side effects

  @doc """
  Collects what `transform` makes of each element on its way into `collectable`, as a side effect.

  ## Examples

      iex> Stream.into([1, 2], []) |> Enum.to_list()
      [1, 2]

  """
  @spec into(Enumerable.t(), Collectable.t(), (term -> term)) :: Enumerable.t()
  def into(enum, collectable, transform \\ fn x -> x end) when is_function(transform, 1) do
    fn {command, acc}, fun ->
      {into, collector} = Collectable.into(collectable)

      step = fn x, [acc | into] ->
        into = collector.(into, {:cont, transform.(x)})
        {command, acc} = fun.(x, acc)
        {command, [acc | into]}
      end

      into_loop(&Enumerable.reduce(enum, &1, step), {command, acc}, into, collector)
    end
  end

  defp into_loop(reduce, {command, acc}, into, collector) do
    result =
      try do
        reduce.({command, [acc | into]})
      catch
        kind, reason ->
          collector.(into, :halt)
          :erlang.raise(kind, reason, __STACKTRACE__)
      end

    case result do
      {:suspended, [acc | into], continuation} ->
        {:suspended, acc, &into_loop(continuation, &1, into, collector)}

      {reason, [acc | into]} ->
        collector.(into, :done)
        {reason, acc}
    end
  end

  @doc """
  Walks through the stream for its side effects.

  ## Examples

      iex> Stream.run(Stream.each([1], fn x -> send(self(), x) end))
      :ok

  """
  @spec run(Enumerable.t()) :: :ok
  def run(stream), do: Enum.reduce(stream, :ok, fn _x, _acc -> :ok end)
end

defimpl Enumerable, for: Stream do
  def count(_stream), do: {:error, __MODULE__}
  def member?(_stream, _value), do: {:error, __MODULE__}
  def slice(_stream), do: {:error, __MODULE__}

  def reduce(%{enum: enum, funs: funs, accs: accs}, {command, acc}, fun) do
    consumer = fn x, [acc | states] ->
      {command, acc} = fun.(x, acc)
      {command, [acc | states]}
    end

    reduced(
      Enumerable.reduce(enum, {command, [acc | :lists.reverse(accs)]}, compose(funs, consumer))
    )
  end

  # `funs` and `accs` have the last stage first.
  defp compose([stage | stages], next), do: compose(stages, stage.(next))
  defp compose([], reducer), do: reducer

  defp reduced({:suspended, [acc | states], continuation}),
    do:
      {:suspended, acc,
       fn {command, acc} -> reduced(continuation.({command, [acc | states]})) end}

  defp reduced({reason, [acc | _states]}), do: {reason, acc}
end

defimpl Inspect, for: Stream do
  def inspect(%{enum: enum, funs: funs}, opts) do
    Inspect.Algebra.concat([
      "#Stream<",
      Inspect.Algebra.to_doc([enum: enum, funs: :lists.reverse(funs)], opts),
      ">"
    ])
  end
end
