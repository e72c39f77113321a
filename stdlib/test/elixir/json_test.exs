defmodule JSONTest do
  use ExUnit.Case, async: true
  doctest JSON
  doctest JSON.Encoder
end
