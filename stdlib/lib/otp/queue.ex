defmodule :queue do
  @moduledoc """
  Double-ended queues: `{rear, front}`, two lists, the rear one in reverse order. With two elements or more neither list
  is empty, so that both ends are at hand.
  """

  import Kernel, except: [in: 2]

  defguardp is_q(rear, front) when is_list(rear) and is_list(front)

  @doc "Returns an empty queue."
  def new, do: {[], []}

  @doc "Tells whether `term` looks like a queue."
  def is_queue({rear, front}) when is_q(rear, front), do: true
  def is_queue(_), do: false

  @doc "Tells whether a queue is empty."
  def is_empty({[], []}), do: true
  def is_empty({rear, front}) when is_q(rear, front), do: false
  def is_empty(_), do: badarg()

  @doc "Returns the number of elements."
  def len({rear, front}) when is_q(rear, front), do: length(rear) + length(front)
  def len(_), do: badarg()

  @doc "Returns the elements, front first."
  def to_list({rear, front}) when is_q(rear, front), do: front ++ :lists.reverse(rear)
  def to_list(_), do: badarg()

  @doc "Makes a queue of a list."
  def from_list(list) when is_list(list), do: front_to_rear(list)
  def from_list(_), do: badarg()

  @doc "Tells whether `item` is in the queue."
  def member(item, {rear, front}) when is_q(rear, front), do: :lists.member(item, rear) or :lists.member(item, front)
  def member(_, _), do: badarg()

  # Ends

  @doc "Adds at the rear."
  def unquote(:in)(item, {[_] = rear, []}), do: {[item], rear}
  def unquote(:in)(item, {rear, front}) when is_q(rear, front), do: {[item | rear], front}
  def unquote(:in)(_, _), do: badarg()

  @doc "Adds at the front."
  def in_r(item, {[], [_] = front}), do: {front, [item]}
  def in_r(item, {rear, front}) when is_q(rear, front), do: {rear, [item | front]}
  def in_r(_, _), do: badarg()

  @doc "Takes from the front."
  def out({[], []} = queue), do: {:empty, queue}
  def out({[item], []}), do: {{:value, item}, {[], []}}

  def out({[newest | rear], []}) do
    [item | front] = :lists.reverse(rear)
    {{:value, item}, {[newest], front}}
  end

  def out({rear, [item]}) when is_list(rear), do: {{:value, item}, rear_to_front(rear)}
  def out({rear, [item | front]}) when is_list(rear), do: {{:value, item}, {rear, front}}
  def out(_), do: badarg()

  @doc "Takes from the rear."
  def out_r({[], []} = queue), do: {:empty, queue}
  def out_r({[], [item]}), do: {{:value, item}, {[], []}}

  def out_r({[], [oldest | front]}) do
    [item | rear] = :lists.reverse(front)
    {{:value, item}, {rear, [oldest]}}
  end

  def out_r({[item], front}) when is_list(front), do: {{:value, item}, front_to_rear(front)}
  def out_r({[item | rear], front}) when is_list(front), do: {{:value, item}, {rear, front}}
  def out_r(_), do: badarg()

  @doc "Returns the front element; error `:empty` if there is none."
  def get({[], []}), do: :erlang.error(:empty)
  def get({rear, front}) when is_q(rear, front), do: first(rear, front)
  def get(_), do: badarg()

  @doc "Returns the rear element; error `:empty` if there is none."
  def get_r({[], []}), do: :erlang.error(:empty)
  def get_r({rear, front}) when is_q(rear, front), do: first(front, rear)
  def get_r(_), do: badarg()

  @doc "Returns `{:value, item}` of the front, or `:empty`."
  def peek({[], []}), do: :empty
  def peek({rear, front}) when is_q(rear, front), do: {:value, first(rear, front)}
  def peek(_), do: badarg()

  @doc "Returns `{:value, item}` of the rear, or `:empty`."
  def peek_r({[], []}), do: :empty
  def peek_r({rear, front}) when is_q(rear, front), do: {:value, first(front, rear)}
  def peek_r(_), do: badarg()

  defp first(_rear, [item | _]), do: item
  defp first([item], []), do: item
  defp first([_ | rear], []), do: :lists.last(rear)

  @doc "Drops the front element."
  def drop({[], []}), do: :erlang.error(:empty)
  def drop(queue), do: elem(out(queue), 1)

  @doc "Drops the rear element."
  def drop_r({[], []}), do: :erlang.error(:empty)
  def drop_r(queue), do: elem(out_r(queue), 1)

  # Whole queues

  @doc "Reverses a queue."
  def reverse({rear, front}) when is_q(rear, front), do: {front, rear}
  def reverse(_), do: badarg()

  @doc "Puts the second queue behind the first."
  def join({rear, front} = queue, {[], []}) when is_q(rear, front), do: queue
  def join({[], []}, {rear, front} = queue) when is_q(rear, front), do: queue

  def join({rear1, front1}, {rear2, front2}) when is_q(rear1, front1) and is_q(rear2, front2) do
    {rear2, front1 ++ :lists.reverse(rear1, front2)}
  end

  def join(_, _), do: badarg()

  @doc "Splits a queue after `n` elements."
  def split(0, {rear, front} = queue) when is_q(rear, front), do: {{[], []}, queue}

  def split(n, {rear, front} = queue) when is_integer(n) and n > 0 and is_q(rear, front) do
    size = length(front)

    cond do
      n < size ->
        {left, right} = :lists.split(n, front)
        {front_to_rear(left), whole(rear, right)}

      n <= size + length(rear) ->
        {right, left} = :lists.split(size + length(rear) - n, rear)
        if(right == [], do: {queue, {[], []}}, else: {whole(left, front), rear_to_front(right)})

      true ->
        badarg()
    end
  end

  def split(_, _), do: badarg()

  @doc "Keeps elements for which `fun` is `true`, or puts the list it returns in their place."
  def filter(fun, {rear, front}) when is_function(fun, 1) and is_q(rear, front) do
    front = filter_front(fun, front)
    whole(filter_rear(fun, :lists.reverse(rear), []), front)
  end

  def filter(_, _), do: badarg()

  defp filter_front(_fun, []), do: []

  defp filter_front(fun, [item | rest]) do
    case fun.(item) do
      true -> [item | filter_front(fun, rest)]
      false -> filter_front(fun, rest)
      list when is_list(list) -> list ++ filter_front(fun, rest)
    end
  end

  defp filter_rear(_fun, [], acc), do: acc

  defp filter_rear(fun, [item | rest], acc) do
    case fun.(item) do
      true -> filter_rear(fun, rest, [item | acc])
      false -> filter_rear(fun, rest, acc)
      list when is_list(list) -> filter_rear(fun, rest, :lists.reverse(list, acc))
    end
  end

  @doc "Keeps (`true`), drops (`false`) or replaces (`{true, value}`) elements."
  def filtermap(fun, {rear, front}) when is_function(fun, 1) and is_q(rear, front) do
    front = :lists.filtermap(fun, front)
    whole(:lists.reverse(:lists.filtermap(fun, :lists.reverse(rear))), front)
  end

  def filtermap(_, _), do: badarg()

  @doc "Folds from the front."
  def fold(fun, acc, {rear, front}) when is_function(fun, 2) and is_q(rear, front) do
    :lists.foldr(fun, :lists.foldl(fun, acc, front), rear)
  end

  def fold(_, _, _), do: badarg()

  @doc "Tells whether `pred` holds for an element."
  def any(pred, {rear, front}) when is_function(pred, 1) and is_q(rear, front) do
    :lists.any(pred, front) or :lists.any(pred, rear)
  end

  def any(_, _), do: badarg()

  @doc "Tells whether `pred` holds for all elements."
  def all(pred, {rear, front}) when is_function(pred, 1) and is_q(rear, front) do
    :lists.all(pred, front) and :lists.all(pred, rear)
  end

  def all(_, _), do: badarg()

  @doc "Deletes the first element equal to `item`."
  def delete(item, {rear, front}) when is_q(rear, front) do
    delete_front(fn other -> other === item end, rear, front)
  end

  def delete(_, _), do: badarg()

  @doc "Deletes the last element equal to `item`."
  def delete_r(item, queue), do: reverse(delete(item, reverse(queue)))

  @doc "Deletes the first element for which `pred` holds."
  def delete_with(pred, {rear, front}) when is_function(pred, 1) and is_q(rear, front) do
    delete_front(pred, rear, front)
  end

  def delete_with(_, _), do: badarg()

  @doc "Deletes the last element for which `pred` holds."
  def delete_with_r(pred, queue), do: reverse(delete_with(pred, reverse(queue)))

  defp delete_front(pred, rear, front) do
    case delete_one(pred, front) do
      :none ->
        case delete_one(pred, :lists.reverse(rear)) do
          :none -> {rear, front}
          left -> whole(:lists.reverse(left), front)
        end

      left ->
        whole(rear, left)
    end
  end

  defp delete_one(_pred, []), do: :none

  defp delete_one(pred, [item | rest]) do
    case pred.(item) do
      true ->
        rest

      _ ->
        case delete_one(pred, rest) do
          :none -> :none
          left -> [item | left]
        end
    end
  end

  # The Okasaki names

  @doc "Adds at the front."
  def cons(item, queue), do: in_r(item, queue)
  @doc "Returns the front element."
  def head(queue), do: get(queue)
  @doc "Drops the front element."
  def tail(queue), do: drop(queue)
  @doc "Adds at the rear."
  def snoc(queue, item), do: unquote(:in)(item, queue)
  @doc "Returns the rear element."
  def daeh(queue), do: get_r(queue)
  @doc "Returns the rear element."
  def last(queue), do: get_r(queue)
  @doc "Drops the rear element."
  def liat(queue), do: drop_r(queue)
  @doc "Drops the rear element."
  def lait(queue), do: drop_r(queue)
  @doc "Drops the rear element."
  def init(queue), do: drop_r(queue)

  # Restores the invariant when one side may have become empty.
  defp whole([], front), do: front_to_rear(front)
  defp whole(rear, []), do: rear_to_front(rear)
  defp whole(rear, front), do: {rear, front}

  defp front_to_rear([]), do: {[], []}
  defp front_to_rear([_] = list), do: {list, []}

  defp front_to_rear(list) do
    {front, rear} = :lists.split(div(length(list), 2), list)
    {:lists.reverse(rear), front}
  end

  defp rear_to_front([]), do: {[], []}
  defp rear_to_front([_] = list), do: {[], list}

  defp rear_to_front(list) do
    {rear, front} = :lists.split(div(length(list), 2), list)
    {rear, :lists.reverse(front)}
  end

  defp badarg, do: :erlang.error(:badarg)
end
