defmodule Jlixir.Program do
  @moduledoc false
  # What programs in jars need besides `main`.

  # Runs in place of a program while the JVM notes which classes are needed and how they are used: loads the program's modules, and does
  # a little of what most programs do. What is printed does not matter.
  def train(modules) do
    for module <- modules, do: Code.ensure_loaded(module)
    IO.puts(inspect(%{list: [1, 2.5, "text", :atom, nil], tuple: {self(), make_ref()}}, pretty: true))
    IO.puts(Enum.map_join(1..20, ", ", &Integer.to_string/1))
    words = "the quick brown fox" |> String.split() |> Enum.frequencies_by(&String.length/1)
    IO.inspect(Enum.sort(words) |> Keyword.keyword?())
    {:ok, agent} = Agent.start_link(fn -> %{} end)
    Agent.update(agent, &Map.put(&1, :key, System.argv()))
    {:ok, supervisor} = Supervisor.start_link([{Task.Supervisor, name: __MODULE__}], strategy: :one_for_one)
    task = Task.Supervisor.async(__MODULE__, fn -> Agent.get(agent, & &1) end)
    IO.inspect(Task.await(task))
    Supervisor.stop(supervisor)

    try do
      raise ArgumentError, "training"
    rescue
      exception -> IO.puts(Exception.format(:error, exception, __STACKTRACE__))
    end

    0
  end

  # Starts the application whose callback module `main` is. Returns the exit status.
  def start(main) do
    application = main |> Module.split() |> Enum.map_join("_", &Macro.underscore/1) |> String.to_atom()
    keys = [mod: {main, []}, applications: [:kernel, :stdlib, :elixir, :logger], description: ~c"", vsn: ~c"0.0.0", modules: [], registered: []]

    with :ok <- :application.load({:application, application, keys}),
         {:ok, _} <- Application.ensure_all_started(application, type: :permanent) do
      System.no_halt(true)
      0
    else
      {:error, {^application, reason}} -> raise "could not start #{inspect(main)}: " <> Application.format_error(reason)
      {:error, reason} -> raise "could not start #{inspect(main)}: " <> Application.format_error(reason)
    end
  end
end
