defmodule NaiveDateTimeTest do
  use ExUnit.Case, async: true
  doctest NaiveDateTime
end
