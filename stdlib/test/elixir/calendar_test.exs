defmodule CalendarTest do
  use ExUnit.Case, async: true
  doctest Calendar
end
