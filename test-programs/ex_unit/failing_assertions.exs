# The reports on failing assertions of all kinds, without colours and with them. What varies from run to run or with the version
# is taken out: times, the closing lines, places in the libraries.
File.cd!(__DIR__)

defmodule Report do
  def print(modules, options) do
    ExUnit.configure(options)

    ExUnit.CaptureIO.capture_io(fn -> ExUnit.run(modules) end)
    |> String.replace(~r/\nFinished in .*\z/s, "")
    |> String.replace(~r/\n +\((elixir|ex_unit|stdlib) [^\n]*/, "")
    |> String.replace(~r/#(PID|Reference)<[\d.]+>/, "#\\1<...>")
    |> String.replace("\e", "^")
    |> IO.puts()
  end
end

ExUnit.start(autorun: false, seed: 0, max_cases: 4)

defmodule FailingAssertions do
  use ExUnit.Case, register: false

  defmodule User do
    defstruct [:name, :age, roles: []]
  end

  defp falsy, do: nil
  defp answer, do: 42
  defp status, do: {:error, :timeout}
  defp add(a, b), do: a + b

  test "equality of integers" do
    assert answer() == 43
  end

  test "equality of strings" do
    assert "hello world" == "hello there"
  end

  test "equality of strings over lines" do
    assert "first\nsecond\nthird" == "first\n2nd\nthird"
  end

  test "white space" do
    assert "one two" == "one  two "
  end

  test "equality of lists" do
    assert [1, 2, 3, 4] == [1, 3, 4, 5]
  end

  test "long lists" do
    assert Enum.to_list(1..40) == Enum.to_list(2..41)
  end

  test "equality of maps" do
    assert %{name: "Ann", tags: [:a, :b], age: 30} == %{name: "Anne", tags: [:a, :c], size: 30}
  end

  test "equality of structs" do
    assert %User{name: "Ann", age: 30} == %User{name: "Bob", age: 30, roles: [:admin]}
  end

  test "equality of dates" do
    assert ~D[2024-02-28] == ~D[2024-02-29]
  end

  test "equality of keywords" do
    assert [host: "localhost", port: 80] == [host: "localhost", port: 8080, ssl: true]
  end

  test "strict equality" do
    assert 1 === 1.0
  end

  test "inequality" do
    assert answer() != 42
  end

  test "less than" do
    assert answer() < 40
  end

  test "less than itself" do
    assert answer() < answer()
  end

  test "membership" do
    assert :c in [:a, :b]
  end

  test "absence" do
    refute :a in [:a, :b]
  end

  test "regular expression" do
    assert "some text" =~ ~r/\d+/
  end

  test "substring" do
    assert "some text" =~ "test"
  end

  test "truth of a call" do
    assert falsy()
  end

  test "truth of a call with arguments" do
    list = [1, 2]
    assert Enum.member?(list, add(1, 2))
  end

  test "falsehood of a call with arguments" do
    refute is_list([answer()])
  end

  test "truth of a variable" do
    value = falsy()
    assert value
  end

  test "boolean operators" do
    assert answer() > 0 and answer() < 10
  end

  test "negation" do
    assert not is_integer(answer())
  end

  test "refuted equality" do
    refute answer() == 42
  end

  test "message of its own" do
    assert answer() == 43, "the answer is wrong"
  end

  test "message over lines" do
    assert false, "first line\nsecond line"
  end

  test "match of a tuple" do
    assert {:ok, value} = status()
    assert value
  end

  test "match with pins" do
    # Versions list several pinned variables in different orders.
    age = 31
    assert %User{age: ^age, name: "Ann"} = %User{name: "Ann", age: 30}
  end

  test "match of a map" do
    assert %{id: 1, items: [%{sku: "a"}, %{sku: "b"}]} = %{id: 1, items: [%{sku: "a"}, %{sku: "c"}, 3], total: 2}
  end

  test "match of a list" do
    assert [first, :b | _] = [:a, :c, :d]
    assert first
  end

  test "match of a binary" do
    assert "GET " <> path = "POST /index"
    assert path
  end

  test "match of nil" do
    assert %{} = falsy()
  end

  test "match that gives nil" do
    assert value = falsy()
    assert value == nil
  end

  test "match?" do
    assert match?({:ok, _}, status())
  end

  test "match? with a guard" do
    assert match?({_, code} when is_integer(code), status())
  end

  test "refuted match?" do
    refute match?({:error, _}, status())
  end

  test "assert_raise without an exception" do
    assert_raise ArgumentError, fn -> answer() end
  end

  test "assert_raise with another exception" do
    assert_raise ArgumentError, fn -> raise "oops" end
  end

  test "assert_raise with another message" do
    assert_raise ArgumentError, "bad value", fn -> raise ArgumentError, "bad size" end
  end

  test "assert_raise with a regular expression" do
    assert_raise ArgumentError, ~r/value/, fn -> raise ArgumentError, "bad size" end
  end

  test "assert_receive with an empty mailbox" do
    assert_receive {:done, _}, 10
  end

  test "assert_receive with other messages" do
    send(self(), {:started, 1})
    send(self(), {:done, 2, :extra})
    expected = 2
    assert_receive {:done, ^expected}, 10
  end

  test "assert_received with a guard" do
    send(self(), {:done, 2})
    assert_received {:done, count} when count > 3
  end

  test "refute_receive" do
    send(self(), {:done, 2})
    refute_receive {:done, _}, 10
  end

  test "refute_received" do
    send(self(), :tick)
    refute_received :tick
  end

  test "assert_in_delta" do
    assert_in_delta 3.0, 3.5, 0.25
  end

  test "refute_in_delta" do
    refute_in_delta 3.0, 3.1, 0.25
  end

  test "catch_throw" do
    catch_throw(answer())
  end

  test "catch_exit" do
    catch_exit(answer())
  end

  test "catch_error" do
    catch_error(answer())
  end

  test "flunk" do
    flunk("not here")
  end

  test "flunk without a message" do
    flunk()
  end

  test "not yet written"
end

defmodule FailingCode do
  use ExUnit.Case, register: false

  defp answer, do: List.first([42])
  defp function(:a, n) when n > 0, do: n
  defp function(:b, n), do: n

  test "exception" do
    raise ArgumentError, "bad argument"
  end

  test "exception of a message over lines" do
    raise "first\nsecond"
  end

  test "function clause" do
    function(:a, -answer())
    :ok
  end

  test "undefined function" do
    apply(String, :nope, [1])
  end

  test "throw" do
    throw(:ball)
  end

  test "exit" do
    exit(:gone)
  end

  test "exit of a call" do
    GenServer.call(:nobody_here, :hello)
  end

  test "linked process" do
    spawn_link(fn -> exit(:broken) end)
    Process.sleep(:infinity)
  end

  @tag timeout: 20
  test "timeout" do
    Process.sleep(:infinity)
  end

  test "assertion in a task" do
    Process.flag(:trap_exit, true)
    task = Task.async(fn -> assert 1 == 2 end)
    Task.await(task)
  end

  defp failure(number) do
    assert number == 0
    :ok
  rescue
    error -> {:error, error, __STACKTRACE__}
  end

  test "several errors" do
    raise ExUnit.MultiError, errors: [failure(1), failure(2)]
  end

  test "clauses of a function of the library" do
    Access.fetch(List.first([:key]), :value)
    :ok
  end
end

Logger.configure(level: :none)

for enabled <- [false, true] do
  Report.print([FailingAssertions], colors: [enabled: enabled])
  Report.print([FailingCode], colors: [enabled: enabled])
end
