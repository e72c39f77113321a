defmodule PortTest do
  use ExUnit.Case, async: true
  doctest Port
end
