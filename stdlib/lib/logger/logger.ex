defmodule Logger do
  @moduledoc """
  Logging with levels, metadata and formatting, over the handlers and filters of `:logger`.

      require Logger
      Logger.info("started", port: 4000)

  prints, on standard output and with the default format,

      12:00:00.123 [info] started

  The level functions are macros: a call below the level costs a comparison, and its message is not even computed.
  """

  @type level :: :emergency | :alert | :critical | :error | :warning | :notice | :info | :debug
  @type report :: map | keyword
  @type message :: :unicode.chardata() | String.Chars.t() | report
  @type metadata :: keyword

  @levels [:error, :info, :debug, :emergency, :alert, :critical, :warning, :notice]
  @process_level {Logger, :level}

  # Macros

  for level <- @levels do
    @doc """
    Logs at the level `#{inspect(level)}`; the message may be a function of no arguments.

        Logger.#{level}("the order is complete", order: 17)
        Logger.#{level}(fn -> ["stock: ", inspect(MyApp.Stock.all())] end)

    """
    defmacro unquote(level)(message_or_fun, metadata \\ []) do
      maybe_log(unquote(level), message_or_fun, metadata, __CALLER__)
    end
  end

  @doc false
  @deprecated "Use Logger.warning/2 instead"
  defmacro warn(message_or_fun, metadata \\ []), do: maybe_log(:warning, message_or_fun, metadata, __CALLER__)

  @doc """
  Logs at a level that is given as a value.

      iex> require Logger
      iex> Logger.log(:debug, "a value decides", detail: 1)
      :ok

  """
  defmacro log(level, message_or_fun, metadata \\ []) do
    level = if level == :warn, do: :warning, else: level
    maybe_log(level, message_or_fun, metadata, __CALLER__)
  end

  defp maybe_log(level, data, metadata, caller) do
    location = location(caller)

    case purge?(level, metadata, location, caller) do
      true ->
        # The variables of the call still count as used.
        case Application.get_env(:logger, :always_evaluate_messages, false) do
          true ->
            quote do: Logger.__evaluate_log__(unquote(data), unquote(metadata))

          false ->
            quote do
              _ = fn -> {unquote(data), unquote(metadata)} end
              :ok
            end
        end

      false ->
        not_logged =
          case Application.get_env(:logger, :always_evaluate_messages, false) do
            true -> quote do: Logger.__evaluate_log__(unquote(data), unquote(metadata))
            false -> :ok
          end

        quote do
          case Logger.__should_log__(unquote(level), __MODULE__) do
            nil -> unquote(not_logged)
            level -> Logger.__do_log__(level, unquote(data), unquote(Macro.escape(location)), unquote(metadata))
          end
        end
    end
  end

  # Code outside functions has no place worth telling.
  defp location(%{module: module, function: {name, arity}, file: file, line: line}) do
    with_application(%{mfa: {module, name, arity}, file: String.to_charlist(file), line: line})
  end

  defp location(_caller), do: with_application(%{})

  defp with_application(location) do
    case Application.get_env(:logger, :compile_time_application) do
      nil -> location
      application -> Map.put(location, :application, application)
    end
  end

  defp purge?(level, metadata, location, caller) do
    case Application.get_env(:logger, :compile_time_purge_matching, []) do
      [] -> false
      matching when is_atom(level) -> purge_any?(matching, level, metadata, location, caller)
      _ -> false
    end
  end

  defp purge_any?(matching, level, metadata, location, caller) do
    static = if is_list(metadata) and Keyword.keyword?(metadata), do: metadata, else: []

    known =
      case caller.function do
        {name, arity} -> [module: caller.module, function: "#{name}/#{arity}"]
        nil -> [module: caller.module]
      end

    known = Keyword.merge(Map.to_list(location), static ++ known)

    Enum.any?(matching, fn filter ->
      Enum.all?(filter, fn
        {:level_lower_than, minimum} -> compare_levels(level, minimum) == :lt
        {key, value} -> Keyword.fetch(known, key) == {:ok, value}
      end)
    end)
  end

  @doc false
  def __should_log__(level, module) do
    level = erlang_level(level)

    case :logger.allow(level, module) do
      true ->
        case :erlang.get(@process_level) do
          :undefined -> level
          limit -> if compare_levels(level, limit) == :lt, do: nil, else: level
        end

      false ->
        nil
    end
  end

  defp erlang_level(:warn), do: :warning
  defp erlang_level(level) when level in @levels, do: level

  @doc false
  def __do_log__(level, msg, location, metadata) when is_list(metadata) do
    __do_log__(level, msg, location, :maps.from_list(metadata))
  end

  def __do_log__(level, fun, location, metadata) when is_function(fun, 0) do
    case fun.() do
      {msg, meta} -> __do_log__(level, msg, location, Enum.into(meta, metadata))
      msg -> __do_log__(level, msg, location, metadata)
    end
  end

  def __do_log__(level, msg, location, metadata) when is_binary(msg) do
    :logger.macro_log(location, level, msg, add_domain(metadata))
  end

  def __do_log__(level, [{key, _} | _] = report, location, metadata) when is_atom(key) do
    :logger.macro_log(location, level, report, add_domain(metadata))
  end

  def __do_log__(level, msg, location, metadata) when is_list(msg) do
    :logger.macro_log(location, level, msg, add_domain(metadata))
  end

  def __do_log__(level, %{__struct__: _} = struct, location, metadata) do
    :logger.macro_log(location, level, struct, add_domain(metadata))
  end

  def __do_log__(level, report, location, metadata) when is_map(report) do
    :logger.macro_log(location, level, report, add_domain(metadata))
  end

  def __do_log__(level, msg, location, metadata) do
    :logger.macro_log(location, level, to_string(msg), add_domain(metadata))
  end

  defp add_domain(%{domain: domain} = metadata) when is_list(domain), do: %{metadata | domain: [:elixir | domain]}
  defp add_domain(metadata), do: :maps.put(:domain, [:elixir], metadata)

  @doc false
  def __evaluate_log__(fun, _metadata) when is_function(fun, 0) do
    fun.()
    :ok
  end

  def __evaluate_log__(_msg, _metadata), do: :ok

  @doc """
  Logs a message without the information a macro adds.

      iex> Logger.bare_log(:debug, "seen by nobody at this level")
      :ok

  """
  @spec bare_log(level, message | (-> message), keyword) :: :ok
  def bare_log(level, message_or_fun, metadata \\ []) do
    case __should_log__(level, nil) do
      nil -> :ok
      level -> __do_log__(level, message_or_fun, %{}, metadata)
    end
  end

  # Levels

  @doc """
  Returns the levels, in no particular order.

      iex> Logger.levels() |> Enum.sort(&(Logger.compare_levels(&1, &2) != :lt)) |> hd()
      :emergency

  """
  @spec levels() :: [level, ...]
  def levels, do: @levels

  @doc """
  Returns the level below which nothing is logged.

      iex> Logger.level() in Logger.levels() or Logger.level() in [:all, :none]
      true

  """
  @spec level() :: level | :all | :none
  def level, do: :logger.get_primary_config().level

  @doc """
  Compares two levels by severity.

      iex> Logger.compare_levels(:debug, :warning)
      :lt

  """
  @spec compare_levels(level, level) :: :lt | :eq | :gt
  def compare_levels(:warn, right), do: compare_levels(:warning, right)
  def compare_levels(left, :warn), do: compare_levels(left, :warning)
  def compare_levels(left, right), do: :logger.compare_levels(left, right)

  @doc """
  Sets a level for one or several modules.

      iex> Logger.put_module_level(DocLogged, :error)
      :ok
      iex> Logger.get_module_level(DocLogged)
      [{DocLogged, :error}]

  """
  @spec put_module_level(module | [module], level | :all | :none) :: :ok | {:error, term}
  def put_module_level(mod, level) when is_atom(mod), do: :logger.set_module_level(mod, any_level(level))
  def put_module_level(mods, level) when is_list(mods), do: :logger.set_module_level(mods, any_level(level))

  @doc """
  Lists which of the modules have a level of their own.

      iex> Logger.put_module_level(DocLevelled, :notice)
      iex> Logger.get_module_level(DocLevelled)
      [{DocLevelled, :notice}]

  """
  @spec get_module_level(module | [module]) :: [{module, level | :all | :none}]
  def get_module_level(mod), do: :logger.get_module_level(mod)

  @doc """
  Removes the level of one or several modules.

      iex> Logger.put_module_level(DocUnlevelled, :notice)
      iex> Logger.delete_module_level(DocUnlevelled)
      :ok
      iex> Logger.get_module_level(DocUnlevelled)
      []

  """
  @spec delete_module_level(module | [module]) :: :ok
  def delete_module_level(module), do: :logger.unset_module_level(module)

  @doc """
  Removes the level of all modules.

      Logger.put_module_level(MyApp.Shop, :debug)
      Logger.delete_all_module_levels()

  """
  @spec delete_all_module_levels() :: :ok
  def delete_all_module_levels, do: :logger.unset_module_level()

  @doc """
  Sets a level for all modules of an application.

      iex> Logger.put_application_level(:logger, :error)
      :ok
      iex> Logger.delete_application_level(:logger)
      :ok

  """
  @spec put_application_level(atom, level | :all | :none) :: :ok | {:error, {:not_loaded, atom}}
  def put_application_level(appname, level) when is_atom(appname) do
    case :application.get_key(appname, :modules) do
      {:ok, modules} -> put_module_level(modules, level)
      :undefined -> {:error, {:not_loaded, appname}}
    end
  end

  @doc """
  Removes the level of all modules of an application.

      iex> Logger.delete_application_level(:logger)
      :ok

  """
  @spec delete_application_level(atom) :: :ok | {:error, {:not_loaded, atom}}
  def delete_application_level(appname) when is_atom(appname) do
    case :application.get_key(appname, :modules) do
      {:ok, modules} -> delete_module_level(modules)
      :undefined -> {:error, {:not_loaded, appname}}
    end
  end

  @doc """
  Sets a level for the calling process.

      iex> Logger.put_process_level(self(), :error)
      :ok
      iex> Logger.get_process_level(self())
      :error

  """
  @spec put_process_level(pid, level | :all | :none) :: :ok
  def put_process_level(pid, level) when pid == self() do
    Process.put(@process_level, any_level(level))
    :ok
  end

  @doc """
  Returns the level of a process, or `nil`.

      iex> Logger.get_process_level(self())
      nil

  """
  @spec get_process_level(pid) :: level | :all | :none | nil
  def get_process_level(pid) when pid == self(), do: Process.get(@process_level)

  @doc """
  Removes the level of the calling process.

      iex> Logger.put_process_level(self(), :error)
      iex> Logger.delete_process_level(self())
      :ok
      iex> Logger.get_process_level(self())
      nil

  """
  @spec delete_process_level(pid) :: :ok
  def delete_process_level(pid) when pid == self() do
    Process.delete(@process_level)
    :ok
  end

  defp any_level(level) when level in [:all, :none], do: level
  defp any_level(level), do: erlang_level(level)

  @doc """
  Tells whether the calling process logs.

      true = Logger.enabled?(self())

  """
  @deprecated "Use Logger.get_process_level/1 instead"
  @spec enabled?(pid) :: boolean
  def enabled?(pid) when pid == self(), do: Process.get(@process_level) != :none

  @doc """
  Lets the calling process log.

      Logger.enable(self())

  """
  @deprecated "Use Logger.delete_process_level/1 instead"
  @spec enable(pid) :: :ok
  def enable(pid) when pid == self(), do: delete_process_level(pid)

  @doc """
  Keeps the calling process from logging.

      Logger.disable(self())

  """
  @deprecated "Use Logger.put_process_level/2 instead"
  @spec disable(pid) :: :ok
  def disable(pid) when pid == self(), do: put_process_level(pid, :none)

  # Metadata

  @doc """
  Returns the metadata of the calling process.

      iex> Logger.metadata(request: 5)
      iex> Logger.metadata()[:request]
      5

  """
  @spec metadata() :: metadata
  def metadata do
    case :logger.get_process_metadata() do
      :undefined -> []
      metadata -> :maps.to_list(metadata)
    end
  end

  @doc """
  Merges into the metadata of the calling process; `nil` removes a key.

      iex> Logger.metadata(request: 5, user: "ann")
      :ok
      iex> Logger.metadata(user: nil)
      iex> Keyword.take(Logger.metadata(), [:request, :user])
      [request: 5]

  """
  @spec metadata(metadata | map) :: :ok
  def metadata(map) when is_map(map), do: metadata(:maps.to_list(map))

  def metadata(keyword) when is_list(keyword) do
    case :logger.get_process_metadata() do
      :undefined -> reset_metadata(keyword)
      map -> :logger.set_process_metadata(merge(keyword, map))
    end
  end

  @doc """
  Replaces the metadata of the calling process.

      iex> Logger.metadata(request: 5)
      iex> Logger.reset_metadata(user: "ann")
      :ok
      iex> Logger.metadata()
      [user: "ann"]

  """
  @spec reset_metadata(metadata | map) :: :ok
  def reset_metadata(metadata \\ [])
  def reset_metadata(map) when is_map(map), do: reset_metadata(:maps.to_list(map))
  def reset_metadata(keyword) when is_list(keyword), do: :logger.set_process_metadata(merge(keyword, %{}))

  defp merge([{key, nil} | rest], map), do: merge(rest, :maps.remove(key, map))
  defp merge([{key, value} | rest], map), do: merge(rest, :maps.put(key, value, map))
  defp merge([], map), do: map

  # Configuration

  @doc """
  Waits until all that was logged is written: handlers have when a call that logs returns, backends are asked.

      iex> Logger.flush()
      :ok

  """
  @spec flush :: :ok
  def flush do
    if Process.whereis(Logger), do: :gen_event.sync_notify(Logger, :flush)
    :ok
  end

  @doc """
  Changes the configuration while running: `:level` and the keys of the application's environment.

      iex> Logger.configure(level: Logger.level())
      :ok

  """
  @spec configure(keyword) :: :ok
  def configure(options) when is_list(options) do
    Enum.each(options, &configure_one/1)

    case Enum.filter(options, fn {key, _value} -> Logger.Backends.Internal.option?(key) end) do
      [] -> :ok
      shared -> Logger.Backends.Internal.configure(shared)
    end
  end

  defp configure_one({:level, level}) do
    :ok = :logger.set_primary_config(:level, if(level == :warn, do: :warning, else: level))
    Application.put_env(:logger, :level, level)
  end

  defp configure_one({key, value}) do
    Application.put_env(:logger, key, value)
  end

  @doc """
  Adds a backend: a module of the behaviour `:gen_event`, or `{module, id}`. With `flush: true` all that was logged is written first.

      Logger.add_backend({MyApp.FileBackend, :errors}, flush: true)

  """
  @doc deprecated: "Use :logger handlers instead"
  @spec add_backend(module | {module, term}, keyword) :: Supervisor.on_start_child()
  def add_backend(backend, options \\ []), do: Logger.Backends.Internal.add(backend, options)

  @doc """
  Removes a backend.

      Logger.remove_backend(:console)

  """
  @doc deprecated: "Use :logger handlers instead"
  @spec remove_backend(module | {module, term}, keyword) :: :ok | {:error, term}
  def remove_backend(backend, options \\ []), do: Logger.Backends.Internal.remove(backend, options)

  @doc """
  Passes options to a backend, which takes them as the call `{:configure, options}`.

      Logger.configure_backend(:console, level: :warning)

  """
  @doc deprecated: "Use :logger handlers instead"
  @spec configure_backend(module | {module, term}, keyword) :: term
  def configure_backend(backend, options) when is_list(options), do: Logger.Backends.Internal.configure(backend, options)

  @doc """
  Returns the default formatter with some options replaced: `{Logger.Formatter, formatter}`.

      iex> {Logger.Formatter, _formatter} = Logger.default_formatter(format: "$message\\n")
      iex> {module, _} = Logger.default_formatter()
      iex> module
      Logger.Formatter

  """
  @spec default_formatter(keyword) :: {module, struct}
  def default_formatter(overrides \\ []) when is_list(overrides) do
    :logger
    |> Application.get_env(:default_formatter, [])
    |> Keyword.merge(overrides)
    |> Logger.Formatter.new()
  end

  @doc """
  Adds the handlers of the `:logger` key of an application's environment.

      iex> Logger.add_handlers(:application_without_handlers)
      :ok

  """
  @spec add_handlers(atom) :: :ok | {:error, term}
  def add_handlers(app) when is_atom(app) do
    case Application.get_env(app, :logger, []) do
      handlers when is_list(handlers) -> :logger.add_handlers(handlers)
    end
  end

  @doc """
  Adds a translator `{module, function}` of Erlang's reports.

      Logger.add_translator({MyApp.Reports, :translate})

  """
  @spec add_translator({module, function :: atom}) :: :ok
  def add_translator({mod, fun} = translator) when is_atom(mod) and is_atom(fun) do
    update_translators(&[translator | List.delete(&1, translator)])
  end

  @doc """
  Removes a translator.

      Logger.remove_translator({MyApp.Reports, :translate})

  """
  @spec remove_translator({module, function :: atom}) :: :ok
  def remove_translator({mod, fun} = translator) when is_atom(mod) and is_atom(fun) do
    update_translators(&List.delete(&1, translator))
  end

  defp update_translators(fun) do
    %{filters: filters} = :logger.get_primary_config()

    filters =
      Enum.map(filters, fn
        {:logger_translator, {filter, config}} -> {:logger_translator, {filter, Map.update!(config, :translators, fun)}}
        other -> other
      end)

    Application.put_env(:logger, :translators, fun.(Application.get_env(:logger, :translators, [])))
    :logger.set_primary_config(:filters, filters)
  end

  # What :logger asks for when nothing has been configured yet

  @doc false
  def __primary_config__(defaults) do
    env = :application.get_all_env(:logger)

    translator = %{
      otp: Keyword.get(env, :handle_otp_reports, true),
      sasl: Keyword.get(env, :handle_sasl_reports, false),
      translators: Keyword.get(env, :translators, [{Logger.Translator, :translate}])
    }

    filters = [
      logger_process_level: {&Logger.Utils.process_level/2, []},
      logger_translator: {&Logger.Utils.translator/2, translator}
    ]

    %{
      defaults
      | level: any_level(Keyword.get(env, :level, :debug)),
        filters: filters,
        metadata: Map.new(Keyword.get(env, :metadata, []))
    }
  end

  @doc false
  def __handler_ids__ do
    case {:application.get_env(:logger, :default_handler, []), :application.get_env(:logger, :backends, [])} do
      {false, _} -> []
      {_, [_ | _]} -> []
      _ -> [:default]
    end
  end

  @doc false
  def __default_handler__(defaults) do
    options =
      case :application.get_env(:logger, :default_handler, []) do
        false -> []
        options -> options
      end

    handler = %{
      id: :default,
      module: :logger_std_h,
      config: %{type: :standard_io},
      filters: [remote_gl: {&:logger_filters.remote_gl/2, :stop}],
      formatter: default_formatter()
    }

    defaults
    |> :maps.merge(handler)
    |> :maps.merge(Map.new(options, fn {key, value} -> {key, if(key == :config, do: handler_config(value), else: value)} end))
  end

  defp handler_config(config), do: Map.merge(%{type: :standard_io}, Map.new(config))
end
