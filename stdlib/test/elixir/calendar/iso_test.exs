defmodule Calendar.ISOTest do
  use ExUnit.Case, async: true
  doctest Calendar.ISO
end
