defmodule QueueTest do
  use ExUnit.Case, async: true

  test "takes out at the front what was put in at the rear" do
    queue = Enum.reduce(1..5, :queue.new(), &:queue.in/2)
    assert {{:value, 1}, rest} = :queue.out(queue)
    assert :queue.to_list(rest) == [2, 3, 4, 5]
    assert {{:value, 5}, rest} = :queue.out_r(rest)
    assert :queue.to_list(rest) == [2, 3, 4]
    assert :queue.out(:queue.new()) == {:empty, :queue.new()}
  end

  test "agrees with a list under random operations" do
    Enum.reduce(1..2000, {:queue.new(), []}, fn i, {queue, list} ->
      {queue, list} =
        case :erlang.phash2(i, 6) do
          n when n in [0, 1] -> {:queue.in(i, queue), list ++ [i]}
          2 -> {:queue.in_r(i, queue), [i | list]}
          3 when list != [] -> {:queue.drop(queue), tl(list)}
          4 when list != [] -> {:queue.drop_r(queue), Enum.drop(list, -1)}
          5 -> {:queue.reverse(queue), Enum.reverse(list)}
          _ -> {queue, list}
        end

      assert :queue.to_list(queue) == list
      assert :queue.len(queue) == length(list)
      {rear, front} = queue
      assert length(list) < 2 or (rear != [] and front != [])
      {queue, list}
    end)
  end

  test "splits, joins, filters and deletes" do
    queue = :queue.from_list([1, 2, 3, 4, 5])

    for n <- 0..5 do
      {left, right} = :queue.split(n, queue)
      assert {:queue.to_list(left), :queue.to_list(right)} == Enum.split([1, 2, 3, 4, 5], n)
      assert :queue.to_list(:queue.join(left, right)) == [1, 2, 3, 4, 5]
    end

    assert :queue.to_list(:queue.filter(&(rem(&1, 2) == 1), queue)) == [1, 3, 5]
    assert :queue.to_list(:queue.filter(&[&1, &1], :queue.from_list([1, 2]))) == [1, 1, 2, 2]
    assert :queue.to_list(:queue.delete(3, queue)) == [1, 2, 4, 5]
    assert :queue.to_list(:queue.delete_r(9, queue)) == [1, 2, 3, 4, 5]
    assert :queue.fold(&[&1 | &2], [], queue) == [5, 4, 3, 2, 1]
  end

  test "complains of what is no queue" do
    assert_raise ErlangError, fn -> :queue.head(:queue.new()) end
    assert_raise ArgumentError, fn -> :queue.len(:no) end
    assert_raise ArgumentError, fn -> :queue.split(1, :queue.new()) end
  end
end
