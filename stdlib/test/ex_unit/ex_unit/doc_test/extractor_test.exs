defmodule ExUnit.DocTest.ExtractorTest do
  use ExUnit.Case, async: true

  import ExUnit.DocTest.Extractor

  defp examples(doc), do: for(test <- extract(doc, 1, "f.ex"), do: for(example <- test.examples, do: {example.code, example.expected}))

  test "blanks behind the column of the prompt are part of what is expected" do
    assert [[{" one()", {:value, "a\n  \nb", 2}}, {" two()", {:value, "c", 6}}]] =
             examples("    iex> one()\n    a\n      \n    b\n    iex> two()\n    c")

    assert [[{" one()", {:value, "a", 2}}], [{" two()", {:value, "c", 5}}]] =
             examples("    iex> one()\n    a\n    \n    iex> two()\n    c")
  end

  test "prompts, results and tests" do
    doc = """
    Adds.

        iex> 1 +
        ...> 1
        2
        iex> x = 3

        iex(1)> raise "oops"
        ** (RuntimeError) oops
        indeed
        iex(2)> self()
        #PID<0.1.0>
    """

    assert examples(doc) == [
             [{" 1 +\n 1", {:value, "2", 5}}, {" x = 3", nil}],
             [{" raise \"oops\"", {:error, RuntimeError, "oops\nindeed"}}, {" self()", {:inspect, "#PID<0.1.0>"}}]
           ]

    assert [%{line: 3, end_line: 6}, %{line: 8, end_line: 12}] = extract(doc, 1, "f.ex")
  end

  test "code that is not complete goes on behind the next prompt" do
    assert examples("iex> f(fn\niex>   1 -> 2\niex> end)\n3\n") == [[{" f(fn\n   1 -> 2\n end)", {:value, "3", 4}}]]
    assert examples("iex> 1 +\niex> 2\niex> 3\n3\n") == [[{" 1 +\n 2", nil}, {" 3", {:value, "3", 4}}]]
  end

  test "fences end examples" do
    assert examples("```\niex> 1\n1\n```\ntext\n") == [[{" 1", {:value, "1", 3}}]]
    assert examples("```\n    iex> 1\n    1\n```\n") == [[{" 1", {:value, "1", 3}}]]
    assert examples("iex> 1\n1\n  ```\n") == [[{" 1", {:value, "1\n  ```", 2}}]]
  end

  test "mistakes" do
    for {doc, message} <- [
          {"  iex> 1\n 1\n", ~r/^f.ex:2: indentation level mismatch on doctest line: " 1"/},
          {"  iex> 1\n   1\n", ~r/exactly 2 spaces/},
          {"iex(a@b)1> 1\n", ~r/^f.ex:1: unknown IEx prompt: "iex\(a@b\)1> 1"/},
          {"iex> f()\n** (A) b\niex> f()\n** (A) b\n", ~r/multiple exceptions/}
        ] do
      assert_raise ExUnit.DocTest.Error, message, fn -> extract(doc, 1, "f.ex") end
    end
  end
end
