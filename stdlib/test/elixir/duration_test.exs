defmodule DurationTest do
  use ExUnit.Case, async: true
  doctest Duration
end
