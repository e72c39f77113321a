# Two versions of a module: who runs in the old one, and what becomes of it.
Code.compiler_options(ignore_module_conflict: true)
Logger.configure(level: :none)
define = fn n ->
  Code.compile_string("""
  defmodule Hot do
    def version, do: #{n}
    def stay do
      receive do
        {:ask, from} -> send(from, {:version, #{n}}); stay()
        {:local, from} -> send(from, {:version, version()}); stay()
        :move -> __MODULE__.stay()
        :stop -> :ok
      end
    end
    def fun, do: fn -> #{n} end
    def spin, do: spin()
    def body(n) do
      receive do :go -> :ok end
      {#{n}, n}
    end
  end
  """)
end
ask = fn p, what -> send(p, {what, self()}); receive do {:version, v} -> v after 500 -> :no_answer end end
down = fn ref -> receive do {:DOWN, ^ref, _, _, r} -> r after 200 -> :up end end
[{Hot, bin1}] = define.(1)
{p, ref} = spawn_monitor(Hot, :stay, [])
IO.inspect ask.(p, :ask), label: "v1"
IO.inspect :erlang.check_old_code(Hot), label: "old before"
parent = self()
keeper = spawn(fn -> f = Hot.fun(); send(parent, :holds); keep = fn keep -> receive do {:run, from} -> send(from, f.()); keep.(keep) end end; keep.(keep) end)
receive do :holds -> :ok end
# A function outlives the version that made it, in a process of its own here.
held = fn -> send(keeper, {:run, self()}); receive do v -> v after 500 -> :no_answer end end
[{Hot, bin2}] = define.(2)
IO.inspect {:erlang.check_old_code(Hot), :erlang.check_process_code(p, Hot), :erlang.check_process_code(self(), Hot)}, label: "old after"
IO.inspect {ask.(p, :ask), ask.(p, :local), Hot.version(), held.()}, label: "two versions"
IO.inspect :code.soft_purge(Hot), label: "soft purge in use"
send(p, :move)
IO.inspect ask.(p, :ask), label: "moved"
Process.exit(keeper, :kill)
Process.sleep(20)
IO.inspect :code.soft_purge(Hot), label: "soft purge"
IO.inspect {:erlang.check_old_code(Hot)}, label: "purged"
define.(3)
IO.inspect {ask.(p, :ask), Hot.version()}, label: "v2 beside v3"
define.(4)
IO.inspect down.(ref), label: "killed by the third"
{p, ref} = spawn_monitor(Hot, :spin, [])
{q, qref} = spawn_monitor(Hot, :body, [1])
Process.sleep(20)
IO.inspect :code.delete(Hot), label: "delete"
IO.inspect :code.delete(Hot), label: "delete again"
IO.inspect {Process.alive?(p), Process.alive?(q), :erlang.check_old_code(Hot)}, label: "alive in deleted"
IO.inspect (try do Hot.version() rescue e -> e.__struct__ end), label: "call"
IO.inspect :code.purge(Hot), label: "purge"
IO.inspect {down.(ref), down.(qref)}, label: "killed"
IO.inspect :code.purge(Hot), label: "purge again"
IO.inspect :code.delete(Hot), label: "delete none"
IO.inspect :code.load_binary(Hot, ~c"hot.beam", bin1), label: "load"
IO.inspect {Hot.version(), :code.is_loaded(Hot), :code.which(Hot)}, label: "loaded"
IO.inspect :code.load_binary(Hot, ~c"hot.beam", bin2), label: "load 2"
IO.inspect Hot.version(), label: "loaded"
IO.inspect :code.load_binary(Hot, ~c"hot.beam", bin1), label: "load 3"
IO.inspect Hot.version()
IO.inspect :code.load_binary(Other, ~c"hot.beam", bin1), label: "wrong name"
IO.inspect :code.load_binary(Hot, ~c"hot.beam", "junk"), label: "junk"
IO.inspect function_exported?(Hot, :version, 0)
IO.inspect :code.purge(Hot)
IO.inspect :code.delete(Hot)
IO.inspect function_exported?(Hot, :version, 0)
