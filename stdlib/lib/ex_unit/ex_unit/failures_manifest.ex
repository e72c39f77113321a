defmodule ExUnit.FailuresManifest do
  @moduledoc false

  # Which tests have failed when they ran last: %{{module, name} => file}, kept in a file from run to run.

  @type t :: %{{module, atom} => Path.t()} | :all

  @version 1

  @doc "The manifest of a suite in which nothing has failed."
  def new, do: %{}

  @doc "Notes what has become of a test."
  def put_test(manifest, %ExUnit.Test{state: {state, _}}) when state in [:skipped, :excluded], do: manifest
  def put_test(manifest, %ExUnit.Test{state: nil} = test), do: Map.delete(manifest, {test.module, test.name})
  def put_test(manifest, %ExUnit.Test{} = test), do: Map.put(manifest, {test.module, test.name}, test.tags.file)

  @doc "The files that hold tests that failed, and the names of the tests; or `:all`."
  def info(path) do
    case load(path) do
      :all -> :all
      manifest -> {MapSet.new(Map.values(manifest)), MapSet.new(Map.keys(manifest))}
    end
  end

  @doc "Notes that all tests count as failed, for example as their files could not be compiled."
  def fail_all!(path), do: store!(:all, path)

  @doc "Reads a manifest; one that is missing or unreadable is a new one."
  def read(path) do
    case load(path) do
      :all -> new()
      manifest -> manifest
    end
  end

  defp load(path) do
    with {:ok, binary} <- File.read(path),
         {:ok, {@version, manifest}} when is_map(manifest) or manifest == :all <- decode(binary) do
      manifest
    else
      _ -> new()
    end
  end

  defp decode(binary) do
    {:ok, :erlang.binary_to_term(binary)}
  rescue
    ArgumentError -> :error
  end

  @doc "Writes a manifest, without tests that are no more."
  def write!(manifest, path) when is_map(manifest) do
    pruned = prune(manifest)
    # there is no need to create a file that says nothing
    if pruned == %{} and not File.exists?(path), do: :ok, else: store!(pruned, path)
  end

  defp store!(manifest, path) do
    File.mkdir_p!(Path.dirname(path))
    File.write!(path, :erlang.term_to_binary({@version, manifest}))
  end

  # Nothing is known about modules that have not been loaded.
  defp prune(manifest) do
    for {{module, name}, file} = entry <- manifest,
        File.regular?(file),
        not :erlang.module_loaded(module) or function_exported?(module, name, 1),
        into: %{},
        do: entry
  end
end
