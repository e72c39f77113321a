defmodule Body do
  @x 1
  raise "in the body"
end
