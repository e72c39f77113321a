defmodule RandTest do
  use ExUnit.Case, async: true

  doctest :rand

  test "gives the numbers of the reference for a seed" do
    state = :rand.seed_s(:exsss, {1, 2, 3})
    assert :rand.export_seed_s(state) == {:exsss, [117_085_240_290_607_817 | 199_386_643_319_833_935]}
    {n, state} = :rand.uniform_s(100, state)
    {x, state} = :rand.uniform_s(state)
    {big, _} = :rand.uniform_s(1_000_000_000_000_000_000_000_000, state)
    assert {n, x, big} == {27, 0.6039309974353404, 972_386_109_953_698_319_442_295}

    {n, state} = :rand.uniform_s(100, :rand.seed_s(:exsp, {1, 2, 3}))
    {x, _} = :rand.uniform_s(state)
    assert {n, x} == {14, 0.45336720247823115}
  end

  test "takes integers as seeds" do
    assert :rand.export_seed_s(:rand.seed_s(:exsss, 42)) == {:exsss, [132_629_853_624_823_445 | 67_522_330_609_774_851]}
  end

  test "keeps the state in the process" do
    :rand.seed(:exsss, 5)
    exported = :rand.export_seed()
    first = for _ <- 1..5, do: :rand.uniform(1000)
    :rand.seed(exported)
    assert first == for(_ <- 1..5, do: :rand.uniform(1000))
    assert Enum.all?(first, &(&1 in 1..1000))
  end

  test "is about normal" do
    :rand.seed(:exsss, 1)
    numbers = for _ <- 1..5000, do: :rand.normal()
    mean = Enum.sum(numbers) / 5000
    assert abs(mean) < 0.1
    within = Enum.count(numbers, &(abs(&1) < 1.0)) / 5000
    assert within > 0.64 and within < 0.72
  end

  test "gives bytes" do
    assert byte_size(:rand.bytes(11)) == 11
  end
end
