defmodule TimeTest do
  use ExUnit.Case, async: true
  doctest Time
end
