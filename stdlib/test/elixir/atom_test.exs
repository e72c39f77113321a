defmodule AtomTest do
  use ExUnit.Case, async: true

  doctest Atom
end
