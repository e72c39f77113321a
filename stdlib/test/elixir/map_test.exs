defmodule MapTest do
  use ExUnit.Case, async: true

  doctest Map

  test "every function tells a map from other terms" do
    calls = [
      &Map.get(&1, :a),
      &Map.get_lazy(&1, :a, fn -> 1 end),
      &Map.fetch(&1, :a),
      &Map.fetch!(&1, :a),
      &Map.put(&1, :a, 1),
      &Map.put_new(&1, :a, 1),
      &Map.replace(&1, :a, 1),
      &Map.replace!(&1, :a, 1),
      &Map.update(&1, :a, 1, fn x -> x end),
      &Map.update!(&1, :a, fn x -> x end),
      &Map.pop(&1, :a),
      &Map.delete(&1, :a),
      &Map.take(&1, [:a]),
      &Map.drop(&1, [:a]),
      &Map.split(&1, [:a]),
      &Map.keys/1,
      &Map.merge(%{}, &1),
      &Map.merge(&1, %{}, fn _, x, _ -> x end),
      &Map.intersect(%{}, &1),
      &Map.equal?(%{}, &1)
    ]

    for call <- calls do
      assert_raise BadMapError, fn -> call.([:not_a_map]) end
    end
  end

  test "missing keys raise KeyError where they have to be there" do
    calls = [
      &Map.fetch!(&1, :z),
      &Map.replace!(&1, :z, 1),
      &Map.update!(&1, :z, fn x -> x end),
      &Map.pop!(&1, :z),
      &Map.get_and_update!(&1, :z, fn x -> {x, x} end)
    ]

    for call <- calls do
      assert_raise KeyError, fn -> call.(%{a: 1}) end
    end
  end

  test "merge/3 and intersect/3 call with the values in order, whichever map is larger" do
    small = %{1 => :s1}
    large = %{1 => :l1, 2 => :l2, 3 => :l3}
    keep = fn key, left, right -> {key, left, right} end

    assert Map.merge(small, large, keep) == %{1 => {1, :s1, :l1}, 2 => :l2, 3 => :l3}
    assert Map.merge(large, small, keep) == %{1 => {1, :l1, :s1}, 2 => :l2, 3 => :l3}
    assert Map.intersect(small, large, keep) == %{1 => {1, :s1, :l1}}
    assert Map.intersect(large, small, keep) == %{1 => {1, :l1, :s1}}
    assert Map.intersect(small, large) == %{1 => :l1}
    assert Map.intersect(large, small) == %{1 => :s1}
  end

  test "lazy functions are called only when needed" do
    fail = fn -> flunk("called") end
    assert Map.get_lazy(%{a: nil}, :a, fail) == nil
    assert Map.pop_lazy(%{a: 1}, :a, fail) == {1, %{}}
    assert Map.put_new_lazy(%{a: 1}, :a, fail) == %{a: 1}
  end

  test "get_and_update/3 checks what the function gives" do
    message = "the given function must return a two-element tuple or :pop, got: 1"
    assert_raise RuntimeError, message, fn -> Map.get_and_update(%{a: 1}, :a, & &1) end
  end

  test "selections on a large map" do
    map = Map.new(1..1000, &{&1, &1 * &1})
    assert map |> Map.filter(fn {key, _} -> key > 990 end) |> map_size() == 10
    assert map |> Map.reject(fn {key, _} -> key > 990 end) |> map_size() == 990
    assert {kept, dropped} = Map.split_with(map, fn {_, value} -> rem(value, 2) == 0 end)
    assert {map_size(kept), map_size(dropped)} == {500, 500}
    assert Map.take(map, [1, 2, 2, :none]) == %{1 => 1, 2 => 4}
    assert {%{1000 => 1_000_000}, rest} = Map.split(map, [1000])
    assert map_size(rest) == 999
  end
end
