defmodule Kernel.CLITest do
  use ExUnit.Case

  import ExUnit.CaptureIO

  doctest Kernel.CLI

  test "commands keep their order, and what follows a file is for the program" do
    assert {%{commands: commands}, ["-e", "x"]} = Kernel.CLI.parse_argv(["-r", "a", "-pr", "b", "c.exs", "-e", "x"])
    assert commands == [require: "a", parallel_require: "b", file: "c.exs"]

    assert {%{commands: [eval: "1"]}, ["c.exs", "-r", "d"]} = Kernel.CLI.parse_argv(["-e", "1", "c.exs", "-r", "d"])
    assert {%{commands: [script: "tool"]}, ["-e", "x"]} = Kernel.CLI.parse_argv(["-S", "tool", "-e", "x"])
    assert {%{commands: []}, ["a.exs"]} = Kernel.CLI.parse_argv(["--", "a.exs"])
  end

  test "an option without its value is a file" do
    assert {%{commands: [file: "-e"]}, []} = Kernel.CLI.parse_argv(["-e"])
  end

  test "what connects nodes or starts releases is refused" do
    assert {%{refused: "jlixir connects to no other nodes: there is no '--sname'"}, []} = Kernel.CLI.parse_argv(["--sname", "a"])
    assert {%{refused: "--rpc-eval : wrong number of arguments"}, []} = Kernel.CLI.parse_argv(["--name", "a", "--rpc-eval", "b"])
    assert {%{refused: "jlixir's releases are jars: there is no '--boot'"}, []} = Kernel.CLI.parse_argv(["--boot", "start"])
  end

  test "all that is missing is told" do
    {config, []} = Kernel.CLI.parse_argv(["-S", "no-such-script"])
    assert Kernel.CLI.process_commands(config) == ["-S : Could not find executable no-such-script"]

    {config, []} = Kernel.CLI.parse_argv(["-r", "no/*.ex", "-e", "IO.puts(:goes_on)", "-pr", "nor"])

    assert capture_io(fn ->
             assert Kernel.CLI.process_commands(config) ==
                      ["-r : No files matched pattern no/*.ex", "-pr : No files matched pattern nor"]
           end) == "goes_on\n"
  end
end
