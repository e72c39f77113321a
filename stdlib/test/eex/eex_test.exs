defmodule EExTest do
  use ExUnit.Case, async: true
  doctest EEx
end
