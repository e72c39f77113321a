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

  defstruct [
    :providers,
    :config_path,
    extra_config: [],
    prune_runtime_sys_config_after_boot: false,
    reboot_system_after_config: false,
    validate_compile_env: false
  ]

  # Set while a system restarts with the configuration that providers gave, so that it does not do so for ever.
  @booted_variable "ELIXIR_CONFIG_PROVIDER_BOOTED"

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

  # Releases

  @doc false
  # The configuration that makes `boot/1` run the providers.
  def init(providers, config_path, opts \\ []) when is_list(providers) and is_list(opts) do
    validate_config_path!(config_path)
    providers = for {module, argument} <- providers, do: {module, module.init(argument)}
    init = struct!(%Config.Provider{providers: providers, config_path: config_path}, opts)
    [elixir: [config_provider_init: init]]
  end

  @doc false
  # Runs the providers once. What they give is set at once, or written to the configuration file for the system that `restart` starts.
  def boot(restart \\ &:init.restart/0) do
    case {Application.fetch_env(:elixir, :config_provider_booted), Application.fetch_env(:elixir, :config_provider_init)} do
      {{:ok, {:booted, path}}, init} ->
        if path, do: File.rm(path)
        with {:ok, %Config.Provider{} = provider} <- init, do: check_compile_env(provider)
        :booted

      {_, {:ok, %Config.Provider{} = provider}} ->
        run(provider, resolve_config_path!(provider.config_path), restart)

      _ ->
        :skip
    end
  end

  defp run(provider, path, restart) do
    if System.get_env(@booted_variable) do
      abort("Got infinite loop when running Config.Provider. It seems the provider did not change the configuration that the system was started with.")
    end

    before = read!(path)
    config = before |> Config.Reader.merge(provider.extra_config) |> load(provider.providers)

    if provider.reboot_system_after_config do
      booted = {:booted, if(provider.prune_runtime_sys_config_after_boot, do: path)}
      write!(path, Config.Reader.merge(config, elixir: [config_provider_booted: booted]))
      System.put_env(@booted_variable, "1")
      restart.()
    else
      if config[:kernel] != before[:kernel] do
        abort("Cannot configure :kernel because :reboot_system_after_config has been set to false and :kernel has already been loaded")
      end

      Application.put_all_env(config, persistent: true)
      check_compile_env(provider)
      :booted
    end
  end

  defp load(config, providers) do
    Enum.reduce(providers, config, fn {module, state}, config ->
      case module.load(config, state) do
        list when is_list(list) -> list
        other -> abort("Expected provider #{inspect(module)} to return a list, got: #{inspect(other)}")
      end
    end)
  end

  defp read!(path) do
    case :file.consult(path) do
      {:ok, [config]} -> config
      {:error, reason} -> abort("Could not read runtime configuration due to reason: #{inspect(reason)}")
    end
  end

  defp write!(path, config) do
    {date, time} = :erlang.localtime()
    text = :io_lib.format(~c"%% coding: utf-8~n%% config generated at=~tp ~tp~n~tw.~n", [date, time, config])

    case File.write(path, IO.chardata_to_string(text)) do
      :ok -> :ok
      {:error, reason} -> abort("Could not write configuration file #{path} due to reason: #{inspect(reason)}")
    end
  end

  defp check_compile_env(%{validate_compile_env: false}), do: :ok

  defp check_compile_env(%{validate_compile_env: entries}) do
    entries = if is_list(entries), do: entries, else: elem(:file.consult(entries), 1)

    with {:error, message} <- validate_compile_env(entries), do: abort(message)
  end

  @doc false
  def valid_compile_env?(entries) do
    Enum.all?(entries, fn {app, [key | path], compile_value} -> match?(^compile_value, traverse(Application.fetch_env(app, key), path)) end)
  catch
    :error, _ -> false
  end

  @doc false
  # Whether what was read at compile time, `{app, path, {:ok, value} | :error}`, is still so.
  def validate_compile_env(entries, ensure_loaded? \\ true) do
    Enum.find_value(entries, :ok, fn {app, [key | path], compile_value} ->
      if not ensure_loaded? or Application.ensure_loaded(app) == :ok, do: differing(app, key, path, compile_value)
    end)
  end

  defp differing(app, key, path, compile_value) do
    case traverse(Application.fetch_env(app, key), path) do
      ^compile_value -> nil
      runtime_value -> {:error, difference(app, key, path, compile_value, runtime_value)}
    end
  rescue
    error -> {:error, unreadable(app, key, path, compile_value, error, __STACKTRACE__)}
  end

  defp traverse(found, []), do: found
  defp traverse({:ok, value}, [key | path]), do: traverse(Access.fetch(value, key), path)
  defp traverse(:error, _path), do: :error

  defp difference(app, key, path, compile_value, runtime_value) do
    """
    the application #{inspect(app)} has a different value set #{place(key, path)} during runtime compared to compile time. \
    Since this application environment entry was marked as compile time, this difference can lead to different behavior than expected:

      * Compile time value #{told(compile_value)}
      * Runtime value #{told(runtime_value)}

    #{remedies(app)}
    """
  end

  defp unreadable(app, key, path, compile_value, error, stack) do
    """
    application #{inspect(app)} failed reading its compile environment #{place(key, path)}:

    #{Exception.format(:error, error, stack)}

    Expected it to match the compile time value of #{told(compile_value)}.

    #{remedies(app)}
    """
  end

  defp remedies(app) do
    """
    To fix this error, you might:

      * Make the runtime value match the compile time one

      * Recompile your project. If the misconfigured application is a dependency, you may need to run "mix deps.clean #{app} --build"

      * Alternatively, you can disable this check. If you are using releases, you can set :validate_compile_env to false in your \
    release configuration. If you are using Mix to start your system, you can pass the --no-validate-compile-env flag
    """
  end

  defp place(key, []), do: "for key #{inspect(key)}"
  defp place(key, path), do: "for path #{inspect(path)} inside key #{inspect(key)}"

  defp told({:ok, value}), do: "was set to: #{inspect(value)}"
  defp told(:error), do: "was not set"

  defp abort(message) do
    IO.puts("ERROR! " <> message)
    :erlang.raise(:error, "aborting boot", [{Config.Provider, :boot, 2, []}])
  end
end
