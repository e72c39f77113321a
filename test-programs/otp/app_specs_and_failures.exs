Logger.configure(level: :none)
defmodule MyApp do
  use Application
  def start(t, a), do: (IO.inspect({:start, t, a}); Supervisor.start_link([], strategy: :one_for_one))
  def prep_stop(s), do: (IO.inspect(:prep); s)
  def stop(_), do: IO.inspect(:stopped)
  def config_change(a, b, c), do: IO.inspect({a, b, c})
end
spec = {:application, :my_app, [description: ~c"d", vsn: ~c"1.2", modules: [MyApp], registered: [], applications: [:kernel, :stdlib, :elixir, :logger], env: [a: 1, b: [c: 2]], mod: {MyApp, [:arg]}]}
IO.inspect :application.load(spec); IO.inspect :application.load(spec)
IO.inspect Application.spec(:my_app, :vsn); IO.inspect Application.spec(:my_app) |> Keyword.take([:description, :vsn, :modules, :mod, :applications]); IO.inspect Application.spec(:nope); IO.inspect Application.get_all_env(:my_app) |> Enum.sort; IO.inspect Application.get_env(:my_app, :a); IO.inspect Application.fetch_env(:my_app, :zz); IO.inspect (try do Application.fetch_env!(:my_app, :zz) rescue e -> e end); Application.put_env(:my_app, :x, 5); IO.inspect Application.fetch_env!(:my_app, :x); IO.inspect Application.delete_env(:my_app, :x); IO.inspect Application.put_all_env(my_app: [q: 1, b: [d: 3]]); IO.inspect Application.get_env(:my_app, :b)
IO.inspect Application.ensure_all_started(:my_app); IO.inspect Application.ensure_all_started(:my_app); IO.inspect Application.start(:my_app); IO.inspect List.keyfind(Application.started_applications(), :my_app, 0); IO.inspect List.keymember?(Application.loaded_applications(), :my_app, 0); IO.inspect Application.get_application(MyApp)
IO.inspect Application.stop(:my_app); IO.inspect Application.stop(:my_app); IO.inspect Application.unload(:my_app); IO.inspect Application.unload(:my_app); IO.inspect Application.start(:nope); IO.inspect Application.ensure_all_started(:nope); IO.inspect Application.load(:nope)
defmodule Bad do
  use Application
  def start(_, _), do: {:error, :why}
end
defmodule Bad2 do
  use Application
  def start(_, _), do: raise("x")
end
Logger.configure(level: :none)
for {n, m} <- [b1: Bad, b2: Bad2, b3: Nope] do :application.load({:application, n, [vsn: ~c"1", modules: [], registered: [], applications: [:kernel, :stdlib], mod: {m, []}]}); r = Application.start(n); IO.inspect (case r do {:error, {:bad_return, {mfa, {:EXIT, {e, _}}}}} -> {:error, {:bad_return, {mfa, {:EXIT, e}}}}; r -> r end) end
:application.load({:application, :dep, [vsn: ~c"1", modules: [], registered: [], applications: [:kernel, :stdlib, :b1]]}); IO.inspect Application.start(:dep); IO.inspect Application.ensure_all_started(:dep); IO.inspect Application.ensure_all_started([:crypto, :ssl]) |> elem(0)
