defmodule URITest do
  use ExUnit.Case, async: true
  doctest URI
end
