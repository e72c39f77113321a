defmodule VersionTest do
  use ExUnit.Case, async: true
  doctest Version
end
