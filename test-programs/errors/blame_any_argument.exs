# A failed call is blamed whatever its arguments are: functions, pids and references as well.
defmodule Blame do
  def show(fun) do
    fun.()
  rescue
    e in FunctionClauseError ->
      {e, _} = Exception.blame(:error, e, __STACKTRACE__)
      IO.puts("#{inspect(e.module)}.#{e.function}/#{e.arity}: #{length(e.clauses)} clauses, #{matching(e.clauses)} arguments match")
  end

  defp matching(clauses), do: clauses |> Enum.flat_map(&elem(&1, 0)) |> Enum.count(& &1.match?)
end

Blame.show(fn -> Process.sleep(fn -> 1 end) end)
Blame.show(fn -> Process.sleep(self()) end)
Blame.show(fn -> Process.sleep(&String.length/1) end)
Blame.show(fn -> Process.sleep({make_ref(), fn x -> x end}) end)
