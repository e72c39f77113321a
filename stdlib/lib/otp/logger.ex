defmodule :logger do
  @moduledoc """
  The log: levels, filters, metadata and handlers.

  An event is `%{level: level, msg: msg, meta: meta}`, with `msg` one of `{:string, text}`, `{:report, report}` and
  `{format, args}`. It passes the primary level and filters, then those of each handler, whose module's `log/2` is called
  in the process that logs. All configuration is kept in persistent terms and has a default, so that nothing has to be
  started.
  """

  @levels [:emergency, :alert, :critical, :error, :warning, :notice, :info, :debug]

  @primary :"$logger_primary"
  @limit :"$logger_limit"
  @handlers :"$logger_handlers"
  @handler :"$logger_handler"
  @module_level :"$logger_module_level"
  @metadata :"$logger_metadata$"

  @primary_defaults %{level: :debug, filter_default: :log, filters: [], metadata: %{}}
  @handler_defaults %{level: :all, filter_default: :log, filters: [], formatter: {:logger_formatter, %{}}}

  defguardp is_level(level)
            when level == :error or level == :warning or level == :info or level == :debug or level == :notice or
                   level == :critical or level == :alert or level == :emergency

  # Logging

  for level <- [:emergency, :alert, :critical, :error, :warning, :notice, :info, :debug] do
    @doc "Logs at this level: text, a report or a format with arguments, and metadata."
    def unquote(level)(text_or_report), do: log(unquote(level), text_or_report)
    def unquote(level)(format_or_report, args_or_meta), do: log(unquote(level), format_or_report, args_or_meta)
    def unquote(level)(format, args, meta), do: log(unquote(level), format, args, meta)
  end

  @doc "Logs text or a report."
  def log(level, text_or_report), do: log(level, text_or_report, %{})

  @doc "Logs text or a report with metadata, or a format with arguments."
  def log(level, format, args) when is_list(args), do: log(level, format, args, %{})

  def log(level, text_or_report, meta) when is_map(meta) do
    case allow_level(level) do
      true -> log_allowed(level, message(text_or_report), meta)
      false -> :ok
    end
  end

  @doc "Logs a format with arguments, or a function of the arguments, with metadata."
  def log(level, fun_or_format, args, meta) do
    case allow_level(level) do
      true -> log_allowed(level, message(fun_or_format, args, meta), meta)
      false -> :ok
    end
  end

  @doc false
  def macro_log(location, level, text_or_report), do: macro_log(location, level, text_or_report, %{})

  @doc "Logs with the place in the source as metadata; the caller has asked `allow/2` before."
  def macro_log(location, level, format, args) when is_list(args), do: macro_log(location, level, format, args, %{})

  def macro_log(location, level, text_or_report, meta) do
    log_allowed(level, message(text_or_report), :maps.merge(location, meta))
  end

  def macro_log(location, level, fun_or_format, args, meta) do
    log_allowed(level, message(fun_or_format, args, meta), :maps.merge(location, meta))
  end

  defp message(report) when is_map(report), do: {:report, report}
  defp message(text) when is_binary(text), do: {:string, text}
  defp message([{key, _} | _] = report) when is_atom(key), do: {:report, report}
  defp message(text), do: {:string, text}

  defp message(fun, arg, meta) when is_function(fun, 1) do
    case fun.(arg) do
      :ignore -> :ignore
      {text, new_meta} when is_map(new_meta) -> message(text, [], :maps.merge(meta, new_meta))
      {format, args} when is_list(args) -> {format, args}
      other -> message(other)
    end
  end

  defp message(text, [], _meta) when is_binary(text), do: {:string, text}
  defp message(format, args, _meta), do: {format, args}

  defp log_allowed(_level, :ignore, _meta), do: :ok

  defp log_allowed(level, message, meta) do
    event = %{level: level, msg: message, meta: add_default_metadata(meta)}
    primary = get_primary_config()

    case filter(primary.filters, event, primary.filter_default) do
      :stop -> :ok
      event -> call_handlers(get_handler_ids(), event)
    end
  end

  @doc "Adds what every event has: process, group leader, time and the metadata of the process."
  def add_default_metadata(meta) do
    primary = get_primary_config().metadata
    own = %{pid: self(), gl: :erlang.group_leader(), time: timestamp()}

    case :erlang.get(@metadata) do
      :undefined -> :maps.merge(:maps.merge(primary, own), meta)
      process -> :maps.merge(:maps.merge(:maps.merge(primary, own), process), meta)
    end
  end

  @doc "Returns the current time as logged, in microseconds."
  def timestamp, do: :os.system_time(:microsecond)

  # Handlers and filters are other people's code: one that fails is taken out.

  defp call_handlers([], _event), do: :ok

  defp call_handlers([id | rest], event) do
    case get_handler_config(id) do
      {:ok, config} -> call_handler(config, event)
      _ -> :ok
    end

    call_handlers(rest, event)
  end

  defp call_handler(%{level: level, module: module} = config, event) do
    case level_number(event.level) <= level_number(level) do
      true ->
        case filter(config.filters, event, config.filter_default) do
          :stop ->
            :ok

          event ->
            try do
              module.log(event, config)
              :ok
            catch
              kind, reason -> handler_failed(config.id, kind, reason, __STACKTRACE__)
            end
        end

      false ->
        :ok
    end
  end

  defp handler_failed(id, kind, reason, stack) do
    case remove_handler(id) do
      :ok ->
        text = :io_lib.format(~c"Logger - error: {removed_failing_handler,~tp}~n~tp~n", [id, {kind, reason, stack}])
        :io.put_chars(:standard_error, text)

      _ ->
        :ok
    end
  end

  defp filter([], event, :log), do: event
  defp filter([], _event, :stop), do: :stop

  defp filter([{_id, {fun, arg}} | rest], event, default) do
    case run_filter(fun, event, arg) do
      :ignore -> filter(rest, event, default)
      :stop -> :stop
      event when is_map(event) -> filter(rest, event, :log)
      :failed -> filter(rest, event, default)
    end
  end

  defp run_filter(fun, event, arg) do
    fun.(event, arg)
  catch
    _, _ -> :failed
  end

  # Levels

  @doc "Tells whether an event of `level` from `module` may be logged."
  def allow(level, module) when is_level(level) do
    case :persistent_term.get({@module_level, module}, nil) do
      nil -> allow_level(level)
      limit -> level_number(level) <= limit
    end
  end

  defp allow_level(level) when is_level(level), do: level_number(level) <= limit()

  defp limit do
    case :persistent_term.get(@limit, nil) do
      nil -> level_number(get_primary_config().level)
      limit -> limit
    end
  end

  defp level_number(:emergency), do: 0
  defp level_number(:alert), do: 1
  defp level_number(:critical), do: 2
  defp level_number(:error), do: 3
  defp level_number(:warning), do: 4
  defp level_number(:notice), do: 5
  defp level_number(:info), do: 6
  defp level_number(:debug), do: 7
  defp level_number(:all), do: 10
  defp level_number(:none), do: -1

  @doc "Compares two levels: `:lt`, `:eq` or `:gt`."
  def compare_levels(level, level) when is_level(level) or level == :all or level == :none, do: :eq

  def compare_levels(level1, level2) do
    cond do
      level_number(level1) < level_number(level2) -> :gt
      level_number(level1) > level_number(level2) -> :lt
      true -> :eq
    end
  end

  @doc "Sets the level of one or several modules."
  def set_module_level(modules, level) when is_list(modules) and (is_level(level) or level == :all or level == :none) do
    :lists.foreach(fn module -> :persistent_term.put({@module_level, module}, level_number(level)) end, modules)
  end

  def set_module_level(module, level) when is_atom(module) and (is_level(level) or level == :all or level == :none) do
    set_module_level([module], level)
  end

  def set_module_level(_module, level), do: {:error, {:invalid_level, level}}

  @doc "Removes the level of all modules."
  def unset_module_level do
    :lists.foreach(fn {module, _} -> unset_module_level(module) end, get_module_level())
  end

  @doc "Removes the level of one or several modules."
  def unset_module_level(modules) when is_list(modules), do: :lists.foreach(&unset_module_level/1, modules)

  def unset_module_level(module) when is_atom(module) do
    :persistent_term.erase({@module_level, module})
    :ok
  end

  @doc "Lists modules with a level of their own."
  def get_module_level do
    for {{@module_level, module}, number} <- :persistent_term.get(), do: {module, level_name(number)}
  end

  def get_module_level(modules) when is_list(modules) do
    :lists.filter(fn {module, _} -> :lists.member(module, modules) end, get_module_level())
  end

  def get_module_level(module) when is_atom(module), do: get_module_level([module])

  defp level_name(-1), do: :none
  defp level_name(10), do: :all
  defp level_name(number), do: :lists.nth(number + 1, @levels)

  @doc "Sets the level of all modules of an application."
  def set_application_level(application, level) do
    case :application.get_key(application, :modules) do
      {:ok, modules} -> set_module_level(modules, level)
      :undefined -> {:error, {:not_loaded, application}}
    end
  end

  @doc "Removes the level of all modules of an application."
  def unset_application_level(application) do
    case :application.get_key(application, :modules) do
      {:ok, modules} -> unset_module_level(modules)
      :undefined -> {:error, {:not_loaded, application}}
    end
  end

  # Metadata of the process

  @doc "Replaces the metadata of the calling process."
  def set_process_metadata(meta) when is_map(meta) do
    :erlang.put(@metadata, meta)
    :ok
  end

  def set_process_metadata(meta), do: :erlang.error(:badarg, [meta])

  @doc "Merges into the metadata of the calling process."
  def update_process_metadata(meta) when is_map(meta) do
    case :erlang.get(@metadata) do
      :undefined -> set_process_metadata(meta)
      old -> set_process_metadata(:maps.merge(old, meta))
    end
  end

  @doc "Returns the metadata of the calling process, or `:undefined`."
  def get_process_metadata, do: :erlang.get(@metadata)

  @doc "Removes the metadata of the calling process."
  def unset_process_metadata do
    :erlang.erase(@metadata)
    :ok
  end

  # Primary configuration

  @doc "Returns the primary configuration."
  def get_primary_config do
    case :persistent_term.get(@primary, nil) do
      nil ->
        config = Logger.__primary_config__(@primary_defaults)
        :persistent_term.put(@primary, config)
        config

      config ->
        config
    end
  end

  @doc "Sets one value of the primary configuration."
  def set_primary_config(key, value), do: change_primary(:maps.put(key, value, get_primary_config()))

  @doc "Sets the primary configuration, the rest to its default."
  def set_primary_config(config) when is_map(config), do: change_primary(:maps.merge(@primary_defaults, config))

  @doc "Merges into the primary configuration."
  def update_primary_config(config) when is_map(config), do: change_primary(:maps.merge(get_primary_config(), config))

  defp change_primary(%{level: level} = config) do
    cond do
      not known_level?(level) ->
        {:error, {:invalid_level, level}}

      not (config.filter_default == :log or config.filter_default == :stop) ->
        {:error, {:invalid_filter_default, config.filter_default}}

      not is_map(config.metadata) ->
        {:error, {:invalid_metadata, config.metadata}}

      true ->
        :persistent_term.put(@primary, config)
        :persistent_term.put(@limit, level_number(level))
        :ok
    end
  end

  defp known_level?(level), do: is_level(level) or level == :all or level == :none

  @doc "Adds a primary filter `{fun, arg}`."
  def add_primary_filter(id, filter) do
    config = get_primary_config()

    case add_filter(config.filters, id, filter) do
      {:ok, filters} -> change_primary(%{config | filters: filters})
      error -> error
    end
  end

  @doc "Removes a primary filter."
  def remove_primary_filter(id) do
    config = get_primary_config()

    case :lists.keymember(id, 1, config.filters) do
      true -> change_primary(%{config | filters: :lists.keydelete(id, 1, config.filters)})
      false -> {:error, {:not_found, id}}
    end
  end

  defp add_filter(filters, id, {fun, _arg} = filter) when is_function(fun, 2) do
    case :lists.keymember(id, 1, filters) do
      true -> {:error, {:already_exist, id}}
      false -> {:ok, filters ++ [{id, filter}]}
    end
  end

  defp add_filter(_filters, _id, filter), do: {:error, {:invalid_filter, filter}}

  # Handlers

  @doc "Adds a handler: a module with `log/2`."
  def add_handler(id, module, config) when is_atom(id) and is_atom(module) and is_map(config) do
    case :lists.member(id, get_handler_ids()) do
      true ->
        {:error, {:already_exist, id}}

      false ->
        config = :maps.merge(:maps.merge(@handler_defaults, config), %{id: id, module: module})

        with :ok <- check_handler(config),
             {:ok, config} <- adding(module, config) do
          :persistent_term.put({@handler, id}, config)
          :persistent_term.put(@handlers, get_handler_ids() ++ [id])
          :ok
        end
    end
  end

  def add_handler(_id, _module, config) when not is_map(config), do: {:error, {:invalid_config, config}}
  def add_handler(id, _module, _config) when not is_atom(id), do: {:error, {:invalid_id, id}}
  def add_handler(_id, module, _config), do: {:error, {:invalid_module, module}}

  defp check_handler(config) do
    cond do
      not known_level?(config.level) ->
        {:error, {:invalid_level, config.level}}

      not (config.filter_default == :log or config.filter_default == :stop) ->
        {:error, {:invalid_filter_default, config.filter_default}}

      not match?({module, _} when is_atom(module), config.formatter) ->
        {:error, {:invalid_formatter, config.formatter}}

      :code.ensure_loaded(config.module) == {:module, config.module} ->
        case :erlang.function_exported(config.module, :log, 2) do
          true -> :ok
          false -> {:error, {:invalid_handler, {:function_not_exported, {config.module, :log, 2}}}}
        end

      true ->
        {:error, {:invalid_handler, {:function_not_exported, {config.module, :log, 2}}}}
    end
  end

  defp adding(module, config) do
    case :erlang.function_exported(module, :adding_handler, 1) do
      true ->
        try do
          module.adding_handler(config)
        catch
          kind, reason -> {:error, {:handler_not_added, {:callback_crashed, {kind, reason, __STACKTRACE__}}}}
        else
          {:ok, config} -> {:ok, config}
          {:error, reason} -> {:error, {:handler_not_added, reason}}
        end

      false ->
        {:ok, config}
    end
  end

  @doc "Adds the handlers of an application's `:logger` configuration."
  def add_handlers(application) when is_atom(application) do
    add_handlers(:application.get_env(application, :logger, []))
  end

  def add_handlers([]), do: :ok

  def add_handlers([{:handler, id, module, config} | rest]) do
    case add_handler(id, module, config) do
      :ok -> add_handlers(rest)
      error -> error
    end
  end

  def add_handlers([_ | rest]), do: add_handlers(rest)

  @doc "Removes a handler."
  def remove_handler(id) do
    case get_handler_config(id) do
      {:ok, %{module: module} = config} ->
        :persistent_term.put(@handlers, :lists.delete(id, get_handler_ids()))
        :persistent_term.erase({@handler, id})

        case :erlang.function_exported(module, :removing_handler, 1) do
          true -> module.removing_handler(config)
          false -> :ok
        end

        :ok

      error ->
        error
    end
  end

  @doc "Lists the ids of the handlers."
  def get_handler_ids do
    case :persistent_term.get(@handlers, nil) do
      nil -> Logger.__handler_ids__()
      ids -> ids
    end
  end

  @doc "Returns the configuration of all handlers."
  def get_handler_config do
    for id <- get_handler_ids(), {:ok, config} <- [get_handler_config(id)], do: config
  end

  @doc "Returns `{:ok, config}` of a handler."
  def get_handler_config(id) do
    case :persistent_term.get({@handler, id}, nil) do
      nil ->
        case id == :default and :lists.member(:default, get_handler_ids()) do
          true -> default_handler()
          false -> {:error, {:not_found, id}}
        end

      config ->
        {:ok, config}
    end
  end

  # The first look at the default handler makes it.
  defp default_handler do
    config = Logger.__default_handler__(@handler_defaults)
    :persistent_term.put({@handler, :default}, config)
    {:ok, config}
  end

  @doc "Sets one value of a handler's configuration."
  def set_handler_config(id, key, value) do
    change_handler(id, :set, fn config -> :maps.put(key, value, config) end)
  end

  @doc "Sets a handler's configuration, the rest to its default."
  def set_handler_config(id, new) when is_map(new) do
    change_handler(id, :set, fn config -> :maps.merge(:maps.merge(@handler_defaults, new), :maps.with([:id, :module], config)) end)
  end

  @doc "Updates one value of a handler's configuration; a map under `:config` is merged."
  def update_handler_config(id, :config, new) when is_map(new) do
    change_handler(id, :update, fn config ->
      case config do
        %{config: old} when is_map(old) -> %{config | config: :maps.merge(old, new)}
        _ -> :maps.put(:config, new, config)
      end
    end)
  end

  def update_handler_config(id, key, value) do
    change_handler(id, :update, fn config -> :maps.put(key, value, config) end)
  end

  @doc "Merges into a handler's configuration."
  def update_handler_config(id, new) when is_map(new) do
    change_handler(id, :update, fn config ->
      :maps.merge(:maps.merge(config, new), :maps.with([:id, :module], config))
    end)
  end

  defp change_handler(id, how, change) do
    with {:ok, old} <- get_handler_config(id),
         new = change.(old),
         :ok <- check_handler(new),
         {:ok, new} <- changing(how, old, new) do
      :persistent_term.put({@handler, id}, new)
      :ok
    end
  end

  defp changing(how, old, %{module: module} = new) do
    case :erlang.function_exported(module, :changing_config, 3) do
      true -> module.changing_config(how, old, new)
      false -> {:ok, new}
    end
  end

  @doc "Merges into the configuration of a handler's formatter."
  def update_formatter_config(id, new) when is_map(new) do
    change_handler(id, :update, fn %{formatter: {module, config}} = handler ->
      %{handler | formatter: {module, :maps.merge(config, new)}}
    end)
  end

  def update_formatter_config(id, key, value), do: update_formatter_config(id, %{key => value})

  @doc "Adds a filter `{fun, arg}` to a handler."
  def add_handler_filter(id, filter_id, filter) do
    with {:ok, config} <- get_handler_config(id),
         {:ok, filters} <- add_filter(config.filters, filter_id, filter) do
      change_handler(id, :update, fn config -> %{config | filters: filters} end)
    end
  end

  @doc "Removes a filter from a handler."
  def remove_handler_filter(id, filter_id) do
    with {:ok, config} <- get_handler_config(id) do
      case :lists.keymember(filter_id, 1, config.filters) do
        true -> change_handler(id, :update, fn config -> %{config | filters: :lists.keydelete(filter_id, 1, config.filters)} end)
        false -> {:error, {:not_found, filter_id}}
      end
    end
  end

  @doc "Returns the whole configuration."
  def get_config do
    %{primary: get_primary_config(), handlers: get_handler_config(), module_levels: get_module_level(), proxy: %{}}
  end

  @doc "Returns the configuration of the proxy: there is none."
  def get_proxy_config, do: %{}

  # Formatting reports

  @doc "Returns `{format, args}` of a report."
  def format_report([{_, _} | _] = report) do
    {format, args} =
      :lists.foldr(
        fn
          {key, value}, {format, args} -> {[~c"    ~tp: ~tp" | format], [key, value | args]}
          other, {format, args} -> {[~c"    ~tp" | format], [other | args]}
        end,
        {[], []},
        report
      )

    {:lists.append(:lists.join(~c"~n", format)), args}
  end

  def format_report(report) when is_map(report), do: format_report(:maps.to_list(report))
  def format_report([]), do: {~c"    ~tp", [[]]}
  def format_report(report), do: {~c"~tp", [report]}

  @doc "Returns `{format, args}` of a report with a label."
  def format_otp_report(%{label: _label, report: report}), do: format_report(report)
  def format_otp_report(report), do: format_report(report)

  @doc "Drops the leading frames of a module from a stack trace."
  def filter_stacktrace(module, [{module, _, _, _} | rest]), do: filter_stacktrace(module, rest)
  def filter_stacktrace(module, [{{module, _}, _, _, _} | rest]), do: filter_stacktrace(module, rest)
  def filter_stacktrace(_module, stack), do: stack
end
