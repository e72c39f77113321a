defmodule IEx.BreakpointsTest do
  use ExUnit.Case
  import ExUnit.CaptureIO
  import IEx.Helpers

  @source """
  defmodule IEx.BreakpointsTest.Shop do
    alias String, as: Text

    def price(:tea, n) when n > 0 do
      one = 3
      one * n
    end

    def price(thing, n), do: Text.length(to_string(thing)) * n

    def twice(n \\\\ 2), do: n * 2

    defmodule Inner do
      def hello(name), do: "hello " <> name
    end
  end
  """
  @shop IEx.BreakpointsTest.Shop
  @compile {:no_warn_undefined, [IEx.BreakpointsTest.Shop, IEx.BreakpointsTest.Shop.Inner]}

  setup do
    folder = Path.join(System.tmp_dir!(), "iex_breakpoints_#{System.unique_integer([:positive])}")
    File.mkdir_p!(folder)
    file = Path.join(folder, "shop.ex")
    File.write!(file, @source)
    Code.put_compiler_option(:ignore_module_conflict, true)
    Code.compile_file(file)

    on_exit(fn ->
      IEx.Pry.remove_breaks()
      Code.put_compiler_option(:ignore_module_conflict, false)
      File.rm_rf!(folder)
    end)
  end

  # What a shell prints that reads `input`.
  defp shell(input) do
    IEx.configure(colors: [enabled: false])
    capture_io([input: input, capture_prompt: false], fn -> IEx.Server.run(dot_iex: "") end)
  end

  test "a function stops as often as asked, and goes on" do
    output =
      shell("""
      break!(IEx.BreakpointsTest.Shop.price/2)
      IEx.BreakpointsTest.Shop.price(:tea, 5)
      binding()
      continue()
      IEx.BreakpointsTest.Shop.price(:tea, 4)
      """)

    assert output =~ "Break reached: IEx.BreakpointsTest.Shop.price/2"
    assert output =~ "[n: 5]"
    assert output =~ "\n15"
    assert output =~ "\n12"
    assert length(String.split(output, "Break reached")) == 2
  end

  test "next stops at the next line" do
    output =
      shell("""
      break!(IEx.BreakpointsTest.Shop.price/2)
      IEx.BreakpointsTest.Shop.price(:tea, 5)
      n()
      {:one_is, one}
      c()
      """)

    assert output =~ "{:one_is, 3}"
    assert output =~ "shop.ex:6)"
  end

  test "patterns and guards choose the calls that stop" do
    output =
      shell("""
      break!(IEx.BreakpointsTest.Shop.price(:tea, n) when n > 1, 9)
      IEx.BreakpointsTest.Shop.price(:coffee, 5)
      IEx.BreakpointsTest.Shop.price(:tea, 1)
      IEx.BreakpointsTest.Shop.price(:tea, 2)
      {:n_is, n}
      continue()
      """)

    assert output =~ "{:n_is, 2}"
    assert length(String.split(output, "Break reached")) == 2
  end

  test "modules in modules and functions with defaults can be stopped" do
    assert break!(@shop.Inner, :hello, 1) == 1
    assert break!(@shop, :twice, 1) == 2
    capture_io(:stderr, fn -> assert @shop.twice(4) == 8 end)
    assert IEx.Pry.breaks() == [{1, @shop.Inner, {:hello, 1}, 1}, {2, @shop, {:twice, 1}, 0}]
  end

  test "breakpoints are listed, reset and removed" do
    assert capture_io(fn -> breaks() end) == "No breakpoints set\n"
    assert break!(@shop, :price, 2, 3) == 1
    assert break!(@shop, :price, 2, 3) == 1

    assert capture_io(fn -> breaks() end) == """

             ID   Module.function/arity              Pending stops
            ---- ---------------------------------- ---------------
             1    IEx.BreakpointsTest.Shop.price/2   3

           """

    assert reset_break(1) == :ok
    assert IEx.Pry.breaks() == [{1, @shop, {:price, 2}, 0}]
    assert reset_break(@shop, :price, 2) == :ok
    assert reset_break(7) == :not_found
    assert remove_breaks(@shop) == :ok
    assert IEx.Pry.breaks() == []
    assert @shop.price(:tea, 2) == 6
  end

  test "a module that is compiled again has no breakpoints" do
    break!(@shop, :price, 2)
    Code.compile_file(List.to_string(@shop.module_info(:compile)[:source]))
    assert IEx.Pry.breaks() == []
    assert reset_break(1) == :not_found
  end

  test "what can not be stopped" do
    assert IEx.Pry.break(@shop, :nope, 2) == {:error, :unknown_function_arity}
    assert IEx.Pry.break(:lists, :map, 2) == {:error, :non_elixir_module}
    assert IEx.Pry.break(NoSuchModule, :map, 2) == {:error, :unknown_module}
    assert IEx.Pry.break(URI, :parse, 1) == {:error, :no_source}
    assert_raise RuntimeError, "could not set breakpoint, could not find the source of URI", fn -> break!(URI, :parse, 1) end
  end

  test "without a shell nothing stops" do
    break!(@shop, :price, 2)
    assert capture_io(:stderr, fn -> assert @shop.price(:tea, 2) == 6 end) =~ "Is an IEx shell running?"
  end
end
