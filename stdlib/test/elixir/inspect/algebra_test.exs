defmodule Inspect.AlgebraTest do
  use ExUnit.Case, async: true

  import Inspect.Algebra

  doctest Inspect.Algebra

  defp show(doc, width), do: IO.iodata_to_binary(format(doc, width))

  test "breaks of a group that does not fit are all taken" do
    doc = group(glue(glue("aa", "bb"), "cc"))
    assert show(doc, 8) == "aa bb cc"
    assert show(doc, 7) == "aa\nbb\ncc"
  end

  test "flexible breaks fill the line" do
    doc = group(flex_glue(flex_glue("aa", "bb"), "cc"))
    assert show(doc, 6) == "aa bb\ncc"
  end

  test "a group inside may stay on one line" do
    doc = group(glue(group(glue("aaa", "bbb")), group(glue("ccc", "ddd"))))
    assert show(doc, 8) == "aaa bbb\nccc ddd"
  end

  test "an optimistic group breaks in place of the one around it" do
    list = group(concat(["[", nest(concat(break(""), "long element"), 2), break(""), "]"]), :optimistic)
    assert show(group(concat(["call(", list, ")"])), 12) == "call([\n  long element\n])"
  end

  test "lines are collapsed" do
    assert show(concat([collapse_lines(2), line(), line(), line(), "a"]), 80) == "\n\na"
  end

  test "the limit counts over nested containers" do
    assert inspect([[1, 2], [3, 4]], limit: 5) == "[[1, 2], [3, ...]]"
    assert inspect([[[1], 2], 3], limit: 2) == "[[[...], ...], ...]"
  end
end
