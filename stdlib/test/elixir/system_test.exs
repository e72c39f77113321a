defmodule SystemTest do
  use ExUnit.Case, async: true
  doctest System
end
