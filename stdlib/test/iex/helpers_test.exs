defmodule IEx.HelpersTest do
  use ExUnit.Case
  import ExUnit.CaptureIO
  import IEx.Helpers

  defp shell(input) do
    capture_io([input: input, capture_prompt: false], fn ->
      leader = Process.group_leader()
      {pid, ref} = spawn_monitor(fn ->
        Process.group_leader(self(), leader)
        IEx.Broker.ensure_started()
        IEx.Server.run(dot_iex: "")
      end)

      assert_receive {:DOWN, ^ref, :process, ^pid, :normal}, 30_000
    end)
  end

  test "calls a helper that stands there without parentheses" do
    assert shell("send(self(), :hello)\nflush\n") =~ ":hello\n:ok\n"
  end

  test "tells an undefined variable" do
    assert capture_io(:stderr, fn -> shell("nothing\n") end) =~ ~s(undefined variable "nothing")
  end

  test "gives an expression up at #iex:break" do
    assert shell("fn ->\n#iex:break\n40 + 2\n") =~ "token missing on iex:1:\nerror: incomplete expression\n└─ iex:1\n42\n"
  end

  test "shows where an expression fails" do
    assert shell(~s(raise "oops"\n)) =~ "** (RuntimeError) oops\n    iex:1: (file)\n"
  end

  test "counts on after an evaluator that was killed" do
    shown = shell("1\nProcess.exit(self(), :kill)\nraise \"oops\"\n")
    assert shown =~ "shell process exited with reason: killed\n\nInteractive Elixir"
    assert shown =~ "iex:2: (file)"
  end

  test "does not go on from the value before a failure" do
    shown = shell(":no_list\n|> Enum.map(& &1)\n|> Enum.sum()\n[1, 2]\n|> Enum.map(fn x ->\n  x * 2\nend)\n|> Enum.sum()\n")
    assert shown =~ "skipping evaluation of expression because pipeline has failed\n[1, 2]\n[2, 4]\n6\n"
  end

  defmodule Echo do
    def parse(input, _options, buffer), do: {:ok, input, buffer}
  end

  test "gives what is entered to the parser that is configured" do
    IEx.configure(parser: {Echo, :parse, []})
    assert shell("foo\n") =~ ~s(~c"foo\\n")
  after
    IEx.configure(parser: {IEx.Evaluator, :parse, []})
  end

  test "h/1 points to callbacks" do
    assert capture_io(fn -> h(GenServer.init() / 1) end) == """
           No documentation for function GenServer.init/1 was found, but there is a callback with the same name.
           You can view callback documentation with the b/1 helper.
           """
  end

  test "h/1 shows heading, specification and documentation" do
    assert "\n" <> shown = capture_io(fn -> h(Atom.to_string() / 1) end)
    assert [heading, "", "  @spec to_string(atom()) :: String.t()", "" | _] = String.split(shown, "\n")
    assert String.trim(heading) == "def to_string(atom)"
  end

  test "b/1 lays callbacks out as the formatter does" do
    assert capture_io(fn -> b(GenServer.terminate() / 2) end) =~ """
           @callback terminate(reason, state :: term()) :: term()
                     when reason: :normal | :shutdown | {:shutdown, term()} | term()
           """
  end

  test "i/1 shows a struct behind its sigil" do
    assert capture_io(fn -> i(~D[2024-01-02]) end) == """
           Term
             ~D[2024-01-02]
           Data type
             Date
           Description
             This is a struct representing a date. It is commonly
             represented using the `~D` sigil syntax, that is
             defined in the `Kernel.sigil_D/2` macro.
           Raw representation
             %Date{year: 2024, month: 1, day: 2, calendar: Calendar.ISO}
           Reference modules
             Date, Calendar, Map
           Implemented protocols
             IEx.Info, Inspect, JSON.Encoder, String.Chars
           """
  end
end
