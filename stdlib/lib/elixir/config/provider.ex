defmodule Config.Provider do
  @moduledoc """
  The behaviour of modules that load configuration when a system boots.
  """

  @type config :: keyword
  @type state :: term

  @typedoc "A path, or one relative to a folder named by an environment variable."
  @type config_path :: {:system, binary, binary} | binary

  @doc "Prepares the provider when a release is assembled."
  @callback init(term) :: state

  @doc "Loads the configuration and merges it into the given one."
  @callback load(config, state) :: config

  @doc """
  Raises `ArgumentError` unless the argument is a path as providers take it.

      iex> Config.Provider.validate_config_path!("/etc/app.exs")
      :ok

  """
  @doc since: "1.9.0"
  @spec validate_config_path!(config_path) :: :ok
  def validate_config_path!({:system, name, path}) when is_binary(name) and is_binary(path), do: :ok

  def validate_config_path!(path) do
    if is_binary(path) and Path.type(path) != :relative do
      :ok
    else
      raise ArgumentError, """
      expected configuration path to be:

        * a binary representing an absolute path
        * a tuple {:system, system_var, path} where the config is the \\
      concatenation of the environment variable `system_var` with \\
      the given `path`

      Got: #{inspect(path)}
      """
    end
  end

  @doc """
  The path that such an argument stands for.

      iex> Config.Provider.resolve_config_path!("/etc/app.exs")
      "/etc/app.exs"

  """
  @doc since: "1.9.0"
  @spec resolve_config_path!(config_path) :: binary
  def resolve_config_path!(path) when is_binary(path), do: path
  def resolve_config_path!({:system, name, path}), do: System.fetch_env!(name) <> path
end
