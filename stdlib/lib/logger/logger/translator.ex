defmodule Logger.Translator do
  @moduledoc """
  Turns the reports of Erlang's behaviours into text in Elixir's terms.
  """

  @callback translate(
              min_level :: Logger.level(),
              level :: Logger.level(),
              kind :: :format | :report,
              data :: term
            ) :: {:ok, chardata :: IO.chardata(), metadata :: keyword} | {:ok, chardata :: IO.chardata()} | :skip | :none

  @doc """
  Translates an event: `{:ok, text, metadata}`, `{:ok, text}`, `:skip` or `:none`.

      Logger.Translator.translate(:info, :error, :report, {:logger, %{label: {:gen_server, :terminate}}})

  """
  def translate(min_level, level, kind, message)

  # Behaviours

  def translate(min_level, _level, :report, {:logger, %{label: {:gen_server, :terminate}} = report}) do
    %{name: name, last_message: last, state: state, reason: reason} = report
    opts = inspect_opts()
    client = Map.get(report, :client_info, :undefined)
    {formatted, crash} = format_reason(reason)

    text = [
      "GenServer ",
      [inspect(name), " terminating", formatted],
      process_label(report),
      ["\nLast message", format_from(client), ": ", inspect(last_message(last), opts)]
    ]

    details = fn -> ["\nState: ", inspect(state, opts), format_client(client)] end
    {:ok, detailed(text, min_level, details), crash_metadata(crash, name)}
  end

  def translate(_min_level, _level, :report, {:logger, %{label: {_, :no_handle_info}}}), do: :skip

  def translate(min_level, _level, :report, {:logger, %{label: {:gen_event, :terminate}} = report}) do
    %{handler: handler, name: name, last_message: last, state: state, reason: reason} = report
    opts = inspect_opts()

    reason =
      case reason do
        {:EXIT, why} -> why
        why -> why
      end

    {formatted, crash} = format_reason(reason)

    text = [
      ":gen_event handler ",
      [inspect(handler), " installed in ", inspect(name), " terminating", formatted],
      process_label(report),
      ["\nLast message: ", inspect(last, opts)]
    ]

    {:ok, detailed(text, min_level, fn -> ["\nState: ", inspect(state, opts)] end), crash_metadata(crash, name)}
  end

  def translate(min_level, _level, :report, {:logger, %{label: {:gen_statem, :terminate}} = report}) do
    %{name: name, queue: queue, postponed: postponed, state: state, reason: reason} = report
    opts = inspect_opts()
    {formatted, crash} = format_statem_reason(reason)

    text = [
      ":gen_statem ",
      [inspect(name), " terminating", formatted],
      process_label(report),
      ["\nQueue: ", inspect(queue, opts)],
      ["\nPostponed: ", inspect(postponed, opts)]
    ]

    details = fn ->
      [
        ["\nState: ", inspect(state, opts)],
        ["\nCallback mode: ", inspect(report.callback_mode), ", state_enter: ", inspect(report.state_enter)],
        format_client(Map.get(report, :client_info, :undefined))
      ]
    end

    {:ok, detailed(text, min_level, details), crash_metadata(crash, name)}
  end

  def translate(_min_level, _level, :report, {{Task.Supervisor, :terminating}, report}) do
    translate_task(report)
  end

  def translate(_min_level, _level, :report, {{:application_controller, :exit}, report}) do
    {:ok, ["Application ", Atom.to_string(report[:application]), " exited: ", Application.format_error(report[:exited])]}
  end

  # Supervisors and crashes

  def translate(min_level, _level, :report, {{:supervisor, error}, report})
      when error in [:error, :start_error, :child_terminated, :shutdown, :shutdown_error] do
    translate_supervisor(min_level, report)
  end

  def translate(min_level, _level, :report, {{:supervisor, :progress}, report}) do
    started = report[:started]

    text = child(started, report[:supervisor]) ++ [" started", ["\nPid: ", inspect(started[:pid])], start_call_line(started)]
    {:ok, text ++ details(min_level, fn -> child_details(started) end)}
  end

  def translate(_min_level, _level, :report, {{:application_controller, :progress}, report}) do
    {:ok, ["Application ", Atom.to_string(report[:application]), " started at ", inspect(report[:started_at])]}
  end

  def translate(min_level, _level, :report, {{:proc_lib, :crash}, [crashed, linked]}) do
    {kind, reason, stack} = crashed[:error_info]
    {formatted, crash} = format_kind(kind, reason, stack)

    text = [
      "Process ",
      [crashed_name(crashed), " terminating", formatted],
      ["\nInitial Call: ", initial_call(crashed[:initial_call])],
      process_label(Map.new(crashed)),
      ["\nAncestors: ", inspect(crashed[:ancestors])]
    ]

    {:ok, text ++ details(min_level, fn -> process_details(crashed) end) ++ linked_details(linked), process_metadata(crashed, crash)}
  end

  def translate(_min_level, _level, :report, {:logger, [{:formatter_error, formatter} | report]}) do
    {kind, reason, stack} = report[:catched]

    {:ok, ["** (RuntimeError) bad return value from Logger formatter ", inspect(formatter), bad_return(report[:bad_return_value])],
     [crash_reason: {{kind, reason}, stack}]}
  end

  # Formats

  def translate(_min_level, _level, :format, {~c"Error in process ~p" ++ _, [pid, {reason, stack}]}) when is_pid(pid) do
    {formatted, crash} = format_kind(:error, reason, stack)
    {:ok, ["Process ", inspect(pid), " raised an exception", formatted], [crash_reason: crash]}
  end

  def translate(_min_level, _level, :format, {~c"Error in process " ++ _, [pid, _node, {reason, stack}]}) when is_pid(pid) do
    {formatted, crash} = format_kind(:error, reason, stack)
    {:ok, ["Process ", inspect(pid), " on node ", inspect(node(pid)), " raised an exception", formatted], [crash_reason: crash]}
  end

  def translate(_min_level, _level, _kind, _message), do: :none

  # What is told at the level `:debug` alone comes behind the rest; tests of translators see that of behaviours apart.
  defp detailed(text, :debug, details), do: [text, details.()]
  defp detailed(text, _min_level, _details), do: text

  defp details(:debug, details), do: [details.()]
  defp details(_min_level, _details), do: []

  defp bad_return(value) do
    case :unicode.characters_to_binary(value) do
      {_problem, before, rest} -> [", got ", inspect(rest), " after ", inspect(before)]
      _text -> [", got ", inspect(value)]
    end
  end

  defp translate_task(report) do
    %{name: name, starter: starter, function: function, args: args, reason: {reason, stack}} = report
    opts = inspect_opts()

    formatted =
      case reason do
        %{__exception__: true} -> Exception.format_banner(:error, reason, stack)
        _ -> ["** (stop) ", Exception.format_exit(reason)]
      end

    text = [
      "Task ",
      [inspect(name), " started from ", inspect(starter), " terminating"],
      ["\n", formatted, format_stack(stack)],
      process_label(report),
      ["\nFunction: ", inspect(function, opts)],
      ["\n    Args: ", inspect(args, opts)]
    ]

    {:ok, text, crash_metadata({reason, stack}, name)}
  end

  defp translate_supervisor(min_level, report) do
    offender = report[:offender]
    reason = report[:reason]

    text =
      child(offender, report[:supervisor]) ++
        [
          context(report[:errorContext]),
          ["\n** (exit) ", format_exit(reason)],
          case offender[:pid] do
            pid when is_pid(pid) -> ["\nPid: ", inspect(pid)]
            {:restarting, pid} -> ["\nPid: ", inspect(pid)]
            _ -> []
          end,
          start_call_line(offender)
        ]

    {:ok, text ++ details(min_level, fn -> child_details(offender) end), [crash_reason: exit_reason(reason)]}
  end

  defp format_exit({:EXIT, reason}), do: Exception.format_exit(reason)
  defp format_exit(reason), do: Exception.format_exit(reason)

  defp context(:start_error), do: " failed to start"
  defp context(:child_died), do: " terminated"
  defp context(:child_terminated), do: " terminated"
  defp context(:shutdown), do: " caused shutdown"
  defp context(:shutdown_error), do: " shut down abnormally"

  defp child(child, supervisor) do
    case child[:id] || child[:name] do
      nil -> ["Child of Supervisor ", supervisor_name(supervisor)]
      id -> ["Child ", inspect(id), " of Supervisor ", supervisor_name(supervisor)]
    end
  end

  defp supervisor_name({:local, name}), do: inspect(name)
  defp supervisor_name({:global, name}), do: inspect(name)
  defp supervisor_name({:via, _module, name}), do: inspect(name)
  defp supervisor_name({pid, module}), do: [inspect(pid), " (", inspect(module), ")"]
  defp supervisor_name(other), do: inspect(other)

  # What `:supervisor_bridge` watches has no call of its own.
  defp start_call_line([{:pid, _}, {:mod, module}]), do: ["\nStart Module: ", inspect(module)]
  defp start_call_line(child), do: ["\nStart Call: ", start_call(child[:mfargs] || child[:mfa])]

  defp child_details(child) do
    [
      ["\nRestart: ", inspect(child[:restart_type])],
      ["\nShutdown: ", inspect(child[:shutdown])],
      ["\nType: ", inspect(child[:child_type])]
    ]
  end

  defp start_call({module, fun, :undefined}), do: [Exception.format_mfa(module, fun, 0) |> String.replace_suffix("/0", "/?")]
  defp start_call({module, fun, args}), do: Exception.format_mfa(module, fun, args)

  defp crashed_name(crashed) do
    case crashed[:registered_name] do
      name when name in [nil, []] -> inspect(crashed[:pid])
      name -> [inspect(name), " (", inspect(crashed[:pid]), ")"]
    end
  end

  defp initial_call({module, fun, args}) when is_list(args), do: Exception.format_mfa(module, fun, length(args))
  defp initial_call({module, fun, arity}) when is_integer(arity), do: Exception.format_mfa(module, fun, arity)
  defp initial_call(other), do: inspect(other)

  defp process_details(crashed) do
    for {key, title} <- [
          message_queue_len: "Message Queue Length",
          messages: "Messages",
          links: "Links",
          dictionary: "Dictionary",
          trap_exit: "Trapping Exits",
          status: "Status"
        ],
        Keyword.has_key?(crashed, key) do
      ["\n", title, ": ", inspect(crashed[key], inspect_opts())]
    end
  end

  defp linked_details([]), do: []
  defp linked_details(linked), do: ["\nNeighbours:" | for({:neighbour, process} <- linked, do: neighbour(process))]

  defp neighbour(process) do
    [
      ["\n    ", crashed_name(process)],
      ["\n        Initial Call: ", initial_call(process[:initial_call])],
      ["\n        Current Call: ", initial_call(process[:current_function])],
      ["\n        Ancestors: ", inspect(process[:ancestors])]
    ]
  end

  @process_keys [:pid, :registered_name, :initial_call, :ancestors]

  defp process_metadata(crashed, crash) do
    metadata = for {key, value} <- crashed, key in @process_keys, value != [] or key == :ancestors, do: {key, process_value(key, value)}
    logged = Keyword.get(crashed[:dictionary] || [], :"$logger_metadata$", %{})
    [{:crash_reason, crash} | metadata] ++ Map.to_list(logged)
  end

  defp process_value(:initial_call, {module, fun, args}) when is_list(args), do: {module, fun, length(args)}
  defp process_value(_key, value), do: value

  # Reasons

  # An error without an exception of its own is told like an exit.
  defp format_reason({reason, stack} = whole) do
    case stack?(stack) and Exception.normalize(:error, reason, stack) do
      false ->
        {["\n** (stop) ", Exception.format_exit(whole)], {whole, []}}

      %ErlangError{} ->
        {["\n** (stop) ", Exception.format_exit(reason), format_stack(stack)], {reason, stack}}

      exception ->
        {["\n", Exception.format_banner(:error, reason, stack), format_stack(stack)], {exception, stack}}
    end
  end

  defp format_reason(reason), do: {["\n** (stop) ", Exception.format_exit(reason)], {reason, []}}

  defp format_statem_reason({:throw, value, stack}), do: format_statem_reason({:error, {:nocatch, value}, stack})

  defp format_statem_reason({:error, reason, stack}), do: format_reason({reason, stack})
  defp format_statem_reason({_kind, reason, stack}), do: format_statem_exit(reason, stack)

  defp format_statem_exit(reason, stack) do
    {["\n** (stop) ", Exception.format_exit(reason), format_stack(stack)], {reason, stack}}
  end

  defp format_kind(kind, reason, stack) do
    banner = Exception.format_banner(kind, reason, stack)
    normalized = if kind == :error, do: Exception.normalize(:error, reason, stack), else: reason
    {["\n", banner, format_stack(stack)], {normalized, stack}}
  end

  defp exit_reason({reason, stack} = whole) do
    if stack?(stack), do: {Exception.normalize(:error, reason, stack), stack}, else: {whole, []}
  end

  defp exit_reason(reason), do: {reason, []}

  defp stack?([_ | _] = list), do: Enum.all?(list, &frame?/1)
  defp stack?(_), do: false

  defp frame?({_module, _fun, arity_or_args, info}) when is_list(info), do: is_integer(arity_or_args) or is_list(arity_or_args)
  defp frame?({_fun, arity_or_args, info}) when is_list(info), do: is_integer(arity_or_args) or is_list(arity_or_args)
  defp frame?(_), do: false

  defp format_stack(stack), do: for(entry <- stack, do: ["\n    ", Exception.format_stacktrace_entry(entry)])

  # Parts

  defp process_label(%{process_label: :undefined}), do: []
  defp process_label(%{process_label: label}), do: ["\nProcess Label: ", inspect(label)]
  defp process_label(_), do: []

  defp last_message({:"$gen_call", _from, message}), do: message
  defp last_message(message), do: message

  defp format_from({_from, {name, _stack}}), do: [" (from ", inspect(name), ")"]
  defp format_from({from, _}) when is_pid(from), do: [" (from ", inspect(from), ")"]
  defp format_from(_), do: []

  defp format_client({from, :dead}), do: ["\nClient ", inspect(from), " is dead"]
  defp format_client({from, :remote}), do: ["\nClient ", inspect(from), " is remote on node ", inspect(node(from))]

  defp format_client({_from, {name, stack}}) do
    ["\nClient ", inspect(name), " is alive\n" | format_stack(stack)]
  end

  defp format_client(_), do: []

  defp crash_metadata(crash, name) when is_atom(name), do: [crash_reason: crash, registered_name: name]
  defp crash_metadata(crash, _name), do: [crash_reason: crash]

  defp inspect_opts, do: Application.get_env(:logger, :translator_inspect_opts, [])
end
