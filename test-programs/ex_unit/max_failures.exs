# Of tests that run beside the last failure that counts nobody hears any more, whether they fail or pass.
ExUnit.start(autorun: false, max_failures: 1, max_cases: 4, seed: 0, formatters: [])
{:ok, _} = Agent.start(fn -> {0, false} end, name: :meeting)

defmodule Meeting do
  def all_started do
    Agent.update(:meeting, fn {count, failed} -> {count + 1, failed} end)
    wait(fn {count, _} -> count == 3 end)
  end

  def wait(fun), do: if(not Agent.get(:meeting, fun), do: wait(fun))
end

defmodule First do
  use ExUnit.Case, async: true

  test "fails" do
    Meeting.all_started()
    on_exit(fn -> Agent.update(:meeting, fn {count, _} -> {count, true} end) end)
    assert false
  end
end

for {name, outcome} <- [Second: false, Third: true] do
  defmodule Module.concat([name]) do
    use ExUnit.Case, async: true

    test "ends later" do
      Meeting.all_started()
      Meeting.wait(fn {_, failed} -> failed end)
      Process.sleep(300)
      assert unquote(outcome)
    end
  end
end

defmodule Alone do
  use ExUnit.Case
  test "does not run", do: assert(false)
end

IO.inspect(Enum.sort(ExUnit.run()))
