defmodule JavaTest do
  use ExUnit.Case, async: true

  doctest Java
  doctest Java.Exception

  test "closes a resource when the function fails" do
    reader = :"java.io.StringReader".new("abc")
    assert_raise RuntimeError, fn -> Java.using(reader, fn _ -> raise "no" end) end
    assert_raise Java.Exception, ~r/Stream closed/, fn -> :"java.io.Reader".read(reader) end
  end

  test "says that a jar is not there" do
    assert Java.add_classpath("no/such.jar") == {:error, :enoent}
  end

  test "dispatches protocols on objects" do
    assert String.Chars.impl_for(:"java.lang.Object".new()) == String.Chars.Java.Object
    assert Enumerable.impl_for(:"java.util.ArrayList".new()) == Enumerable.Java.Object
  end

  test "tells objects from terms" do
    for term <- [1, 1.0, :a, "a", [], [1], {}, %{}, fn -> 1 end, self(), make_ref(), Bitwise.bsl(1, 70)] do
      refute Java.object?(term)
    end

    assert Java.object?(:"java.math.BigDecimal".new("1"))
    refute :"java.math.BigDecimal".new("1") == 1
    refute is_number(:"java.math.BigDecimal".new("1"))
    refute is_reference(:"java.lang.Object".new())
  end
end
