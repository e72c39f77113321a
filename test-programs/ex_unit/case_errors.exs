# What is wrong with a test case is told while it is defined.
ExUnit.start(autorun: false)

attempt = fn label, code ->
  IO.puts("== #{label}")

  try do
    Code.eval_string(code, [], file: "case.exs")
    IO.puts("fine")
  rescue
    e -> IO.puts("#{inspect(e.__struct__)} #{Exception.message(e)}")
  end
end

attempt.("the same test twice", """
defmodule TwiceTest do
  use ExUnit.Case
  test "a", do: 1
  test "a", do: 2
end
""")

attempt.("nested blocks", """
defmodule NestedTest do
  use ExUnit.Case
  describe "a" do
    describe "b" do
    end
  end
end
""")

attempt.("setup_all in a block", """
defmodule SetupAllTest do
  use ExUnit.Case
  describe "a" do
    setup_all do
      :ok
    end
  end
end
""")

attempt.("setup of a number", """
defmodule SetupTest do
  use ExUnit.Case
  setup 1
end
""")

attempt.("setup_all of a number", """
defmodule SetupAllNumberTest do
  use ExUnit.Case
  setup_all 1
end
""")

attempt.("long name", """
defmodule LongTest do
  use ExUnit.Case
  test "#{String.duplicate("a", 260)}", do: 1
end
""")

attempt.("parameters that are no list of maps", """
defmodule ParametersTest do
  use ExUnit.Case, parameterize: [a: 1]
end
""")

attempt.("parameters that are maps", """
defmodule MapsTest do
  use ExUnit.Case, parameterize: [%{a: 1}]
end
""")

warned =
  Code.with_diagnostics(fn ->
    attempt.("an option that is none", "defmodule OptionTest do\n  use ExUnit.Case, asink: true\nend")
  end)

for diagnostic <- elem(warned, 1), do: IO.puts(diagnostic.message)
