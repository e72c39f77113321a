defmodule StringTest do
  use ExUnit.Case, async: true

  doctest String

  test "splitting by white space keeps no-break spaces" do
    assert String.split(" a\u00A0b\u2003c\n") == ["a\u00A0b", "c"]
  end

  test "splitting into graphemes" do
    assert String.split("abc", "") == ["", "a", "b", "c", ""]
    assert String.split("abc", "", parts: 3) == ["", "a", "bc"]
    assert String.split("abc", "", parts: 2, trim: true) == ["a", "bc"]
  end

  test "splitter agrees with split" do
    for {text, pattern} <- [{"a,b,,c", ","}, {"", ","}, {"abc", ""}, {"a b,c", [" ", ","]}], options <- [[], [trim: true]] do
      assert Enum.to_list(String.splitter(text, pattern, options)) == String.split(text, pattern, options)
    end
  end

  test "trimming" do
    assert String.trim("\u00A0\t a \u3000\u0085") == "a"
    assert String.trim("a\u200B") == "a\u200B"
    assert_raise ArgumentError, fn -> String.trim("a", "") end
  end

  test "slices" do
    assert String.slice("héllo", -10, 2) == "hé"
    assert String.slice("héllo", -10..-7) == ""
    assert String.slice("héllo", 1..-1//2) == "él"
    assert String.byte_slice("日本", 1, 4) == "本"
  end

  test "invalid bytes" do
    assert String.replace_invalid(<<240, 159, 255, 224, 128>>) == "\uFFFD\uFFFD\uFFFD\uFFFD"
    assert String.reverse(<<"ab", 255, "cd">>) == <<"ba", 255, "cd">>
  end

  test "casing modes" do
    assert String.upcase("iı", :turkic) == "İI"
    assert String.downcase("ΑΣ ΣΑ", :greek) == "ας σα"
    assert String.downcase("ÀA", :ascii) == "Àa"
    assert String.capitalize("ǆA") == "ǅa"
  end

  test "distances" do
    assert String.jaro_distance("martha", "marhta") == 0.9444444444444445
    assert String.jaro_distance("abc", "xyz") == 0.0
    assert String.bag_distance("aab", "ab") == 0.6666666666666667
  end
end
