defmodule :code_server do
  @moduledoc """
  The process registered as `:code_server`: it can be asked, by `:sys.get_status/1`, for the folders in which modules are looked for.
  Modules are loaded by whoever calls them, without its help.
  """

  @doc "Serves as that process."
  @spec serve() :: no_return
  def serve, do: loop(self(), [])

  defp loop(parent, debug) do
    receive do
      {:system, from, request} -> :sys.handle_system_msg(request, from, parent, __MODULE__, debug, state())
      _ignored -> loop(parent, debug)
    end
  end

  # As on other systems: the process that loads, the root folder, and each folder with what is known of its files.
  defp state, do: {:state, self(), :code.root_dir(), :code.path_with_caches()}

  @doc false
  def system_continue(parent, debug, _state), do: loop(parent, debug)

  @doc false
  def system_terminate(reason, _parent, _debug, _state), do: exit(reason)

  @doc false
  def system_get_state(state), do: {:ok, state}

  @doc false
  def system_code_change(state, _module, _version, _extra), do: {:ok, state}
end
