defmodule PathTest do
  use ExUnit.Case, async: true
  doctest Path
end
