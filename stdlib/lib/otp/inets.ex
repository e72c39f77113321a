defmodule :inets do
  @moduledoc "The application that `:httpc` is part of; clients need no processes of it here."

  @doc "Starts the application."
  def start, do: start(:temporary)

  @doc "Starts the application, of a restart type."
  def start(type) when type in [:permanent, :transient, :temporary], do: :application.start(:inets, type)

  @doc "Begins a profile of the client, `[profile: name]`: `{:ok, pid}`, the process being any."
  def start(:httpc, options) do
    {:profile, profile} = :lists.keyfind(:profile, 1, options)

    case :persistent_term.get({:httpc, profile}, nil) do
      nil ->
        :httpc.set_options([], profile)
        {:ok, :erlang.whereis(:application_controller)}

      _options ->
        {:error, {:already_started, :erlang.whereis(:application_controller)}}
    end
  end

  @doc "Stops the application."
  def stop, do: :application.stop(:inets)

  @doc "Ends a profile of the client."
  def stop(:httpc, profile) do
    :persistent_term.erase({:httpc, profile})
    :ok
  end
end
