defmodule Config do
  @moduledoc """
  Configuration files: scripts that begin with `import Config` and set values of applications.

      import Config

      config :my_app, port: 4000
      config :my_app, MyApp.Repo, pool_size: 10
      import_config "\#{config_env()}.exs"
  """

  # A file is evaluated in a process that keeps the values set so far, the files imported so far (or :disabled) and the
  # environment and target in its dictionary.
  @config_key {Config, :config}
  @imports_key {Config, :imports}
  @opts_key {Config, :opts}

  @doc """
  Sets values of an application.

      import Config

      config :my_app, port: 4000, host: "localhost"

  """
  @doc since: "1.9.0"
  @spec config(atom, keyword) :: :ok
  def config(root_key, opts)

  def config(root_key, opts) when is_atom(root_key) and is_list(opts) do
    if not Keyword.keyword?(opts) do
      raise ArgumentError, "config/2 expected a keyword list as second argument, got: #{inspect(opts)}"
    end

    put(__merge__(current!(), [{root_key, opts}]))
  end

  @doc """
  Sets values below a key of an application; keyword lists are merged.

      import Config

      config :my_app, MyApp.Repo, pool_size: 10
      config :my_app, MyApp.Repo, database: "shop"

  """
  @doc since: "1.9.0"
  @spec config(atom, atom, term) :: :ok
  def config(root_key, key, opts) when is_atom(root_key) and is_atom(key) do
    put(__merge__(current!(), [{root_key, [{key, opts}]}]))
  end

  @doc """
  The values that an application has so far, or `nil`.

      import Config

      config :my_app, port: 4000
      config :my_proxy, target: read_config(:my_app)[:port]

  """
  @doc since: "1.18.0"
  @spec read_config(atom) :: term | nil
  def read_config(root_key) when is_atom(root_key), do: Keyword.get(current!(), root_key)

  @doc """
  The environment that the file is evaluated for, such as `:dev`.

      import Config

      if config_env() == :prod do
        config :logger, level: :info
      end

  """
  @doc since: "1.11.0"
  defmacro config_env(), do: quote(do: Config.__env__!())

  @doc """
  The target that the file is evaluated for.

      import Config

      if config_target() == :device do
        config :my_app, leds: true
      end

  """
  @doc since: "1.11.0"
  defmacro config_target(), do: quote(do: Config.__target__!())

  @doc """
  Evaluates another configuration file, given relative to this one.

      import Config

      import_config "shared.exs"

  """
  @doc since: "1.9.0"
  defmacro import_config(file) do
    quote do
      Config.__import__!(Path.expand(unquote(file), __DIR__))
      :ok
    end
  end

  @doc false
  def __env__!(), do: elem(Process.get(@opts_key) || raise_improper_use!(), 0) || raise("no :env key was given to this configuration file")

  @doc false
  def __target__!(), do: elem(Process.get(@opts_key) || raise_improper_use!(), 1) || raise("no :target key was given to this configuration file")

  @doc false
  def __import__!(file) when is_binary(file) do
    imported =
      case Process.get(@imports_key) do
        :disabled ->
          raise "import_config/1 is not enabled for this configuration file. Some configuration files do not allow " <>
                  "importing other files as they are often copied to external systems"

        list when is_list(list) ->
          list

        nil ->
          raise_improper_use!()
      end

    if file in imported do
      raise ArgumentError, "attempting to load configuration #{Path.relative_to_cwd(file)} recursively"
    end

    Process.put(@imports_key, [file | imported])
    eval_string(File.read!(file), file)
  end

  @doc false
  def __eval__!(file, content, opts \\ []) when is_binary(file) and is_list(opts) do
    env = Keyword.get(opts, :env)
    target = Keyword.get(opts, :target)
    imports = Keyword.get(opts, :imports, [])

    previous = {Process.put(@opts_key, {env, target}), Process.put(@config_key, []), Process.put(@imports_key, imports)}

    try do
      {result, _binding} = eval_string(content, file)

      # A file may end with a keyword list of its own in place of calls to config.
      config =
        case Process.get(@config_key) do
          [] when is_list(result) -> validate!(result, file)
          config -> config
        end

      {config, Process.get(@imports_key)}
    after
      {opts, config, imports} = previous
      restore(@opts_key, opts)
      restore(@config_key, config)
      restore(@imports_key, imports)
    end
  end

  defp eval_string(content, file), do: Code.eval_string(content, [], file: file)

  defp restore(key, nil), do: Process.delete(key)
  defp restore(key, value), do: Process.put(key, value)

  defp validate!(config, file) do
    Enum.each(config, fn
      {app, value} when is_atom(app) ->
        if not Keyword.keyword?(value) do
          raise ArgumentError,
                "expected config for app #{inspect(app)} in #{Path.relative_to_cwd(file)} to return keyword list, got: " <>
                  inspect(value)
        end

      _ ->
        raise ArgumentError,
              "expected config #{Path.relative_to_cwd(file)} to be a keyword list of {atom, keyword} pairs, got: " <>
                inspect(config)
    end)

    config
  end

  @doc false
  def __merge__(config1, config2) when is_list(config1) and is_list(config2) do
    Keyword.merge(config1, config2, fn _app, app1, app2 -> Keyword.merge(app1, app2, &deep_merge/3) end)
  end

  defp deep_merge(_key, value1, value2) do
    if Keyword.keyword?(value1) and Keyword.keyword?(value2) do
      Keyword.merge(value1, value2, &deep_merge/3)
    else
      value2
    end
  end

  defp current!(), do: Process.get(@config_key) || raise_improper_use!()

  defp put(config) do
    Process.put(@config_key, config)
    :ok
  end

  @spec raise_improper_use!() :: no_return
  defp raise_improper_use!() do
    raise "could not set configuration via Config. This usually means you are trying to execute a configuration file " <>
            "directly, instead of reading it with Config.Reader"
  end
end
