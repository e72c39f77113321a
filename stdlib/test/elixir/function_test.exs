defmodule FunctionTest do
  use ExUnit.Case, async: true

  doctest Function

  test "info/2 of a capture" do
    fun = Function.capture(List, :wrap, 1)
    assert Function.info(fun, :module) == {:module, List}
    assert Function.info(fun, :name) == {:name, :wrap}
    assert Function.info(fun, :type) == {:type, :external}
  end
end
