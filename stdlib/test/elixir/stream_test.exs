defmodule StreamTest do
  use ExUnit.Case, async: true

  doctest Stream

  defmodule Sink do
    defstruct [:collect]

    defimpl Collectable do
      def into(sink), do: {[], sink.collect}
    end
  end

  # A resource that notes in the mailbox when it is opened and closed.
  defp resource(list) do
    parent = self()

    Stream.resource(
      fn -> send(parent, :opened) && list end,
      fn
        [] -> {:halt, []}
        [head | tail] -> {[head], tail}
      end,
      fn _rest -> send(parent, :closed) end
    )
  end

  defp assert_closed_once() do
    assert_received :opened
    assert_received :closed
    refute_received :closed
  end

  test "nothing happens before the walk" do
    stream = Stream.map([1], fn _ -> flunk("called") end)
    assert is_struct(stream, Stream)
    assert inspect(stream) =~ "#Stream<[enum: [1], funs:"
  end

  test "stages work element by element" do
    1..2
    |> Stream.each(&send(self(), {:first, &1}))
    |> Stream.with_index()
    |> Stream.each(&send(self(), {:second, &1}))
    |> Stream.run()

    assert {:messages, [{:first, 1}, {:second, {1, 0}}, {:first, 2}, {:second, {2, 1}}]} =
             Process.info(self(), :messages)
  end

  test "states of several stages do not mix" do
    stream =
      1..20 |> Stream.drop(2) |> Stream.take_every(3) |> Stream.with_index() |> Stream.take(3)

    assert Enum.to_list(stream) == [{3, 0}, {6, 1}, {9, 2}]
    assert Enum.to_list(stream) == [{3, 0}, {6, 1}, {9, 2}]
  end

  test "streams agree with Enum" do
    list = [3, 1, 1, 2, 5, 5, 5, 4]

    for {lazy, eager} <- [
          {&Stream.dedup/1, &Enum.dedup/1},
          {&Stream.uniq/1, &Enum.uniq/1},
          {&Stream.drop(&1, -3), &Enum.drop(&1, -3)},
          {&Stream.take(&1, -3), &Enum.take(&1, -3)},
          {&Stream.drop_every(&1, 3), &Enum.drop_every(&1, 3)},
          {&Stream.map_every(&1, 3, fn x -> -x end), &Enum.map_every(&1, 3, fn x -> -x end)},
          {&Stream.chunk_every(&1, 3, 2), &Enum.chunk_every(&1, 3, 2)},
          {&Stream.chunk_every(&1, 2, 3, [0]), &Enum.chunk_every(&1, 2, 3, [0])},
          {&Stream.chunk_every(&1, 3, 1, :discard), &Enum.chunk_every(&1, 3, 1, :discard)},
          {&Stream.chunk_by(&1, fn x -> x > 2 end), &Enum.chunk_by(&1, fn x -> x > 2 end)},
          {&Stream.scan(&1, fn x, y -> x + y end), &Enum.scan(&1, fn x, y -> x + y end)},
          {&Stream.flat_map(&1, fn x -> 1..x end), &Enum.flat_map(&1, fn x -> 1..x end)},
          {&Stream.intersperse(&1, 0), &Enum.intersperse(&1, 0)}
        ] do
      assert Enum.to_list(lazy.(list)) == eager.(list)
      # Suspending after each element changes nothing.
      assert Enum.map(Stream.zip(Stream.from_index(), lazy.(list)), &elem(&1, 1)) == eager.(list)
    end
  end

  test "resources are closed at the end, on a halt and on errors" do
    assert Enum.to_list(resource([1, 2])) == [1, 2]
    assert_closed_once()
    assert Enum.take(resource([1, 2, 3]), 1) == [1]
    assert_closed_once()

    catch_error(
      Enum.each(resource([1, 2]), fn
        2 -> raise "stop"
        _ -> :ok
      end)
    )

    assert_closed_once()
    catch_throw(Stream.run(Stream.flat_map(resource([1]), fn _ -> throw(:stop) end)))
    assert_closed_once()
    assert Enum.zip(resource([1, 2, 3]), [:a]) == [{1, :a}]
    assert_closed_once()
    assert Enum.take(Stream.concat([0], resource([1, 2])), 2) == [0, 1]
    assert_closed_once()
    assert Enum.take(Stream.chunk_every(resource([1, 2, 3, 4]), 2), 1) == [[1, 2]]
    assert_closed_once()
    assert Enum.take(Stream.cycle(resource([1, 2])), 1) == [1]
    assert_closed_once()
  end

  test "an inner stream that ends on its own does not end or reorder the outer one" do
    stream = Stream.flat_map([1, 2, 3], &Stream.take(Stream.iterate(&1, fn x -> x * 10 end), 2))
    assert Enum.to_list(stream) == [1, 10, 2, 20, 3, 30]
    assert Enum.zip(stream, 1..6) == [{1, 1}, {10, 2}, {2, 3}, {20, 4}, {3, 5}, {30, 6}]
    assert Enum.take(Stream.cycle(Stream.take(1..9, 2)), 5) == [1, 2, 1, 2, 1]
  end

  test "transform/5 runs the last function once and the after function always" do
    parent = self()

    stream =
      Stream.transform(
        [1, 2, 3],
        fn -> 0 end,
        fn x, sum -> {[x], sum + x} end,
        fn sum -> {[{:sum, sum}], sum} end,
        fn sum -> send(parent, {:after, sum}) end
      )

    assert Enum.to_list(stream) == [1, 2, 3, {:sum, 6}]
    assert_received {:after, 6}
    assert Enum.take(stream, 1) == [1]
    assert_received {:after, 1}
    assert Enum.zip(stream, 1..9) |> List.last() == {{:sum, 6}, 4}
    assert_received {:after, 6}
  end

  test "chunk_while/4 ends the last chunk after a halt of its own, not after the consumer's" do
    stream =
      Stream.chunk_while(
        1..9,
        [],
        fn
          5, acc -> {:halt, acc}
          x, acc when length(acc) == 1 -> {:cont, [x | acc], []}
          x, acc -> {:cont, [x | acc]}
        end,
        fn acc -> {:cont, {:last, acc}, []} end
      )

    assert Enum.to_list(stream) == [[2, 1], [4, 3], {:last, []}]
    assert Enum.take(stream, 1) == [[2, 1]]
  end

  test "cycle/1 needs elements" do
    assert_raise ArgumentError, fn -> Stream.cycle([]) end
    assert_raise ArgumentError, fn -> Enum.take(Stream.cycle(%{}), 1) end
  end

  test "into/3 collects on the way" do
    parent = self()

    collect = fn
      acc, {:cont, x} -> [x | acc]
      acc, :done -> send(parent, {:collected, Enum.reverse(acc)})
      _acc, :halt -> send(parent, :halted)
    end

    stream = Stream.into(1..3, %Sink{collect: collect}, &(&1 * 2))
    assert Enum.to_list(stream) == [1, 2, 3]
    assert_received {:collected, [2, 4, 6]}
    catch_error(Enum.each(stream, fn _ -> raise "stop" end))
    assert_received :halted
  end

  test "functions walk in constant space" do
    assert Stream.iterate(0, &(&1 + 1)) |> Stream.flat_map(&[&1, &1]) |> Enum.at(50_000) == 25_000

    assert Stream.repeatedly(fn -> 1 end)
           |> Stream.transform(0, &{[&1 + &2], &2 + 1})
           |> Enum.at(20_000) == 20_001
  end
end
