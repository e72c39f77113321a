defmodule DateTimeTest do
  use ExUnit.Case, async: true
  doctest DateTime
end
