defmodule ExUnit.CaptureIOTest do
  use ExUnit.Case, async: true
  doctest ExUnit.CaptureIO
end
