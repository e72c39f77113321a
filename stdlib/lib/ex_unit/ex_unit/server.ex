defmodule ExUnit.Server do
  @moduledoc false

  # Keeps the modules that wait to be run, in the order in which they were loaded. Modules that run side by side may be
  # taken while others are still being loaded.
  use GenServer

  @doc "Starts what ExUnit needs, once."
  def ensure_started do
    start(__MODULE__)
    start(ExUnit.CaptureServer)
  end

  defp start(name) do
    case GenServer.start(name, :ok, name: name) do
      {:ok, _} -> :ok
      {:error, {:already_started, _}} -> :ok
    end
  end

  @doc "Adds a module of tests."
  def add_module(module, config) do
    GenServer.call(__MODULE__, {:add, module, config}, :infinity)
  catch
    :exit, {:noproc, _} -> {:error, :not_running}
  end

  @doc "Says that modules are to come: whoever takes some waits for them."
  def modules_loading, do: GenServer.call(__MODULE__, :loading, :infinity)

  @doc """
  Says that all modules have been added; returns the microseconds since the first could have been. With `uniq?`, a module added
  more than once counts once.
  """
  def modules_loaded(uniq?), do: GenServer.call(__MODULE__, {:loaded, uniq?}, :infinity)

  @doc """
  Up to `count` units of modules that may run at the same time, each a list of `{module, parameters}` that runs one after
  the other; or `nil` when no more will come.
  """
  def take_async_modules(count), do: GenServer.call(__MODULE__, {:take_async, count}, :infinity)

  @doc "All modules that run alone."
  def take_sync_modules, do: GenServer.call(__MODULE__, :take_sync, :infinity)

  @doc "Puts back modules that were taken, as they were."
  def restore_modules(async, sync), do: GenServer.call(__MODULE__, {:restore, async, sync}, :infinity)

  @impl true
  def init(:ok) do
    ExUnit.OnExitHandler.create_table()
    {:ok, %{async: [], sync: [], loading?: false, taker: nil, started: now()}}
  end

  # async: [{group | nil, [{module, parameters}]}], the latest first, as are the modules of a group
  @impl true
  def handle_call({:add, module, config}, _from, state) do
    {:reply, :ok, state |> add(module, config) |> serve()}
  end

  def handle_call(:loading, _from, state), do: {:reply, :ok, %{state | loading?: true, started: now()}}

  def handle_call({:loaded, uniq?}, _from, state) do
    state = if uniq?, do: %{state | async: Enum.uniq(state.async), sync: Enum.uniq(state.sync)}, else: state
    {:reply, now() - state.started, serve(%{state | loading?: false})}
  end

  def handle_call({:take_async, count}, from, state), do: {:noreply, serve(%{state | taker: {from, count}})}
  def handle_call(:take_sync, _from, state), do: {:reply, Enum.reverse(state.sync), %{state | sync: []}}

  def handle_call({:restore, async, sync}, _from, state) do
    async = for modules <- async, do: {nil, Enum.reverse(modules)}
    {:reply, :ok, %{state | async: Enum.reverse(async) ++ state.async, sync: Enum.reverse(sync) ++ state.sync}}
  end

  defp add(state, module, config) do
    entries = for parameters <- config[:parameterize] || [%{}], do: {module, parameters}

    cond do
      not Keyword.get(config, :async, false) ->
        %{state | sync: Enum.reverse(entries, without(state.sync, module))}

      group = config[:group] ->
        modules = Enum.reverse(entries)
        async = without_units(state.async, module)

        case List.keyfind(async, group, 0) do
          {_, others} -> %{state | async: List.keyreplace(async, group, 0, {group, modules ++ others})}
          nil -> %{state | async: [{group, modules} | async]}
        end

      true ->
        %{state | async: Enum.reverse(for(entry <- entries, do: {nil, [entry]}), without_units(state.async, module))}
    end
  end

  # a module that is loaded again takes its own place
  defp without(entries, module), do: Enum.reject(entries, fn {name, _} -> name == module end)

  defp without_units(units, module) do
    for {group, modules} <- units, [_ | _] = modules <- [without(modules, module)], do: {group, modules}
  end

  # A group is given only when it is complete.
  defp serve(%{taker: nil} = state), do: state

  defp serve(%{taker: {from, count}, async: async, loading?: loading?} = state) do
    {ready, kept} = if loading?, do: Enum.split_with(async, fn {group, _} -> group == nil end), else: {async, []}

    case ready |> Enum.reverse() |> Enum.split(count) do
      {[], _} when loading? ->
        state

      {[], _} ->
        GenServer.reply(from, nil)
        %{state | taker: nil}

      {taken, rest} ->
        GenServer.reply(from, for({_group, modules} <- taken, do: Enum.reverse(modules)))
        %{state | async: kept ++ Enum.reverse(rest), taker: nil}
    end
  end

  defp now, do: System.monotonic_time(:microsecond)
end
