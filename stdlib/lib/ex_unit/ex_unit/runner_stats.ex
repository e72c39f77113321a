defmodule ExUnit.RunnerStats do
  @moduledoc false

  # Counts tests as formatters see them, and writes down which have failed if the run asks for it.
  use GenServer

  alias ExUnit.FailuresManifest

  @doc "What has been counted so far, as `t:ExUnit.suite_result/0`."
  def stats(pid), do: GenServer.call(pid, :stats, :infinity)

  @impl true
  def init(opts) do
    {:ok,
     %{
       counts: %{total: 0, failures: 0, skipped: 0, excluded: 0},
       manifest: FailuresManifest.new(),
       manifest_path: opts[:failures_manifest_path]
     }}
  end

  @impl true
  def handle_call(:stats, _from, state), do: {:reply, state.counts, state}

  @impl true
  def handle_cast({:suite_started, _opts}, %{manifest_path: path} = state) when is_binary(path),
    do: {:noreply, %{state | manifest: FailuresManifest.read(path)}}

  def handle_cast({:test_finished, %ExUnit.Test{} = test}, state) do
    state = if state.manifest_path, do: %{state | manifest: FailuresManifest.put_test(state.manifest, test)}, else: state
    state = add(state, :total, 1)

    case test.state do
      nil -> {:noreply, state}
      {:skipped, _} -> {:noreply, add(state, :skipped, 1)}
      {:excluded, _} -> {:noreply, add(state, :excluded, 1)}
      {kind, _} when kind in [:failed, :invalid] -> {:noreply, add(state, :failures, 1)}
    end
  end

  # what fails at the end of a module takes the tests that have passed with it
  def handle_cast({:module_finished, %ExUnit.TestModule{state: {:failed, _}, tests: tests}}, state),
    do: {:noreply, add(state, :failures, Enum.count(tests, &(&1.state == nil)))}

  def handle_cast({:suite_finished, _times}, %{manifest_path: path} = state) when is_binary(path) do
    FailuresManifest.write!(state.manifest, path)
    {:noreply, state}
  end

  def handle_cast(_event, state), do: {:noreply, state}

  defp add(state, key, count), do: %{state | counts: Map.update!(state.counts, key, &(&1 + count))}
end
