defmodule :erl_erts_errors do
  @moduledoc "Explains failures of the functions of `:erlang`: stacktraces name it in `:error_info`."

  import :jlixir_arguments, only: [always: 1, at_least: 1, explain: 2, within: 2]

  @doc "A map from argument positions to what is wrong with them."
  def format_error(:badarg, [{:erlang, function, args, _} | _]) when is_list(args) do
    case expected(function, args) do
      nil -> %{}
      description -> explain(description, args)
    end
  end

  def format_error(:badarg, [{module, function, args, _} | _]) when is_list(args) do
    case of_system(module, function, args) do
      nil -> %{}
      description -> explain(description, args)
    end
  end

  def format_error(:system_limit, [{module, :new, [_, _], _} | _]) when module in [:atomics, :counters] do
    %{1 => "#{module} array size reached a system limit"}
  end

  def format_error(_reason, _stacktrace), do: %{}

  defp of_system(:persistent_term, :get, [_]), do: [always("no persistent term stored with this key")]
  defp of_system(module, :new, [_, _]) when module in [:atomics, :counters], do: [at_least(1), &options_problem/1]
  defp of_system(module, _function, [ref | _]) when module in [:atomics, :counters], do: [array(ref), {:any, "out of range"}]
  defp of_system(_module, _function, _args), do: nil

  defp options_problem(options) when not is_list(options), do: "not a list"
  defp options_problem(options) when length(options) >= 0, do: if(options != [], do: "invalid option in list")
  defp options_problem(_improper), do: "not a proper list"

  defp option_list_problem(options) when length(options) >= 0, do: nil
  defp option_list_problem(_improper), do: "invalid option in list"

  defp array(ref) when is_reference(ref) or is_tuple(ref), do: :any
  defp array(_ref), do: always("invalid atomics reference")

  @doc "Tells which segment of a binary could not be made, and why."
  def format_bs_fail(_reason, [{_, _, _, location} | _]) do
    {:error_info, %{cause: {segment, type, problem, value}}} = :lists.keyfind(:error_info, 1, location)
    place = "segment #{segment} of type '#{type}': "
    %{general: place <> segment_problem(type, problem, inspect(value)), reason: "construction of binary failed"}
  end

  defp segment_problem(:binary, :type, value), do: "expected a binary but got: " <> value
  defp segment_problem(:integer, :type, value), do: "expected an integer but got: " <> value
  defp segment_problem(:float, :type, value), do: "expected a float or an integer but got: " <> value

  defp segment_problem(type, :type, value) do
    "expected a non-negative integer encodable as #{type} but got: " <> value
  end

  defp segment_problem(:binary, :short, value), do: "the value #{value} is shorter than the size of the segment"

  defp segment_problem(:binary, :unit, value) do
    "the size of the value #{value} is not a multiple of the unit for the segment"
  end

  defp segment_problem(:float, :invalid, value) do
    "expected one of the supported sizes 16, 32, or 64 but got: " <> value
  end

  defp segment_problem(:float, :no_float, value), do: "the value #{value} is outside the range expressible as a float"

  # Lists, tuples, binaries

  defp expected(function, [_]) when function in [:hd, :tl], do: [:cons]
  defp expected(function, [_]) when function in [:length, :list_to_tuple], do: [:list]
  defp expected(function, [_]) when function in [:tuple_size, :tuple_to_list], do: [:tuple]
  defp expected(function, [_]) when function in [:byte_size, :bit_size, :bitstring_to_list], do: [:bitstring]
  defp expected(:size, [_]), do: [always("not tuple or binary")]
  defp expected(function, [_, tuple]) when function in [:element, :delete_element], do: [index(tuple, 0), :tuple]
  defp expected(:setelement, [_, tuple, _]), do: [index(tuple, 0), :tuple, :any]
  defp expected(:insert_element, [_, tuple, _]), do: [index(tuple, 1), :tuple, :any]
  defp expected(:append_element, [_, _]), do: [:tuple, :any]
  defp expected(:make_tuple, [_, _]), do: [always("out of range"), :any]
  defp expected(:is_function, [_, _]), do: [:any, at_least(0)]

  defp expected(:binary_part, [binary, start, _]) when is_binary(binary) do
    case is_integer(start) and (start < 0 or start > byte_size(binary)) do
      true -> [:any, always("out of range"), :any]
      false -> [:any, :integer, {:integer, "out of range"}]
    end
  end

  defp expected(:binary_part, [_, _, _]), do: [:binary, :integer, :integer]
  defp expected(:split_binary, [_, _]), do: [:binary, {:integer, "out of range"}]
  defp expected(:binary_to_list, [_]), do: [:binary]
  defp expected(:binary_to_list, [_, _, _]), do: [:binary, {:integer, "out of range"}, :integer]
  defp expected(function, [_]) when function in [:list_to_binary], do: [always("not an iolist term")]

  defp expected(function, [_]) when function in [:iolist_to_binary, :iolist_size, :iolist_to_iovec] do
    [always("not an iodata term")]
  end

  defp expected(:list_to_bitstring, [_]), do: [always("not a bitstring list")]
  defp expected(:binary_to_term, [_, _]), do: [{:binary, "invalid or unsafe external representation of a term"}, :list]
  defp expected(:is_record, [_, name]), do: [fn _ -> if not is_atom(name), do: "not an atom" end]
  defp expected(:is_record, [_, _, _]), do: [:any, :atom, :integer]
  defp expected(:term_to_binary, [_, _]), do: [:any, {:list, "invalid option in list"}]
  defp expected(:function_exported, [_, _, _]), do: [:atom, :atom, :integer]
  defp expected(:halt, [_ | _]), do: [always("invalid status")]
  defp expected(:binary_to_term, [_ | _]), do: [{:binary, "invalid external representation of a term"}]

  # Numbers and text

  defp expected(function, [_]) when function in [:abs, :round, :trunc, :floor, :ceil, :float], do: [:number]

  defp expected(function, [_ | base]) when function in [:binary_to_integer, :list_to_integer] do
    [{text_type(function), "not a textual representation of an integer"} | radix(base)]
  end

  defp expected(function, [_]) when function in [:binary_to_float, :list_to_float] do
    [{text_type(function), "not a textual representation of a float"}]
  end

  defp expected(function, [_ | base]) when function in [:integer_to_binary, :integer_to_list], do: [:integer | radix(base)]

  defp expected(function, [_ | options]) when function in [:float_to_binary, :float_to_list] do
    [:float | Enum.map(options, fn _ -> {:list, "invalid option in list"} end)]
  end

  defp expected(:atom_to_list, [_]), do: [:atom]
  defp expected(:atom_to_binary, [_]), do: [:atom]
  defp expected(:atom_to_binary, [_, _]), do: [{:atom, nil}, always("is an invalid encoding option")]

  defp expected(function, [_, encoding])
       when function in [:binary_to_atom, :binary_to_existing_atom] and encoding not in [:latin1, :utf8, :unicode] do
    [:binary, always("not one of the atoms: latin1, utf8, or unicode")]
  end

  defp expected(:binary_to_atom, [_ | _]), do: [{:binary, "invalid UTF8 encoding"}]
  defp expected(:binary_to_existing_atom, [_ | _]), do: [{:binary, "not an already existing atom"}]
  defp expected(:list_to_atom, [_]), do: [{:list, "not a list of characters"}]
  defp expected(:list_to_existing_atom, [_]), do: [{:list, "not an already existing atom"}]
  defp expected(:list_to_pid, [_]), do: [{:list, "not a textual representation of a pid"}]
  defp expected(:list_to_ref, [_]), do: [{:list, "not a textual representation of a reference"}]

  # Processes

  defp expected(function, [_, _ | _]) when function in [:send, :send_nosuspend, :!], do: [always("invalid destination")]
  defp expected(:register, [:undefined, _]), do: [always("'undefined' is not a valid name")]

  defp expected(:register, [name, pid]) when is_atom(name) and is_pid(pid) do
    case :erlang.whereis(name) do
      :undefined -> [:any, always("dead process")]
      _ -> [always("name is in use")]
    end
  end

  defp expected(:register, [_, _]), do: [:atom, &pid_or_port/1]
  defp expected(:unregister, [_]), do: [{:atom, "not a pid"}]
  defp expected(function, [_]) when function in [:whereis, :get_cookie, :set_cookie], do: [:atom]
  defp expected(:set_cookie, [node, _]) when node == node(), do: [always("the node name is not part of a distributed system")]
  defp expected(:set_cookie, [_, _]), do: [:atom, :atom]
  defp expected(:monitor_node, [_ | _]), do: [:atom]

  defp expected(function, [_])
       when function in [:link, :unlink, :is_process_alive, :process_info, :node, :garbage_collect] do
    [:pid]
  end

  defp expected(:trace, [_, how, flags]) do
    cond do
      not is_list(flags) -> [:any, :any, always("not a list")]
      how not in [true, false] -> [:any, always("not a boolean ('true' or 'false')")]
      not Enum.all?(flags, &trace_flag?/1) -> [:any, :any, always("invalid option in list")]
      true -> [always("invalid spec for pid or port")]
    end
  end

  @trace_items [:flags, :tracer, :traced, :match_spec, :meta, :meta_match_spec, :call_count, :call_time, :call_memory, :all]

  defp expected(:trace_info, [_, item]) when item not in @trace_items, do: [:any, always("invalid trace item")]
  defp expected(:trace_info, [_, _]), do: [always("not a valid tracee specification")]

  defp expected(:trace_pattern, [function, _specification | flags]) do
    cond do
      not trace_function?(function) -> [always("invalid MFA specification")]
      List.flatten(flags) -- [:local, :global, :call_count] != [] -> [:any, :any, always("invalid option in list")]
      true -> [:any, always("invalid match specification")]
    end
  end

  defp expected(:memory, [type]) when is_atom(type), do: [always("invalid memory type option")]
  defp expected(:exit, [_, _]), do: [:pid, :any]
  defp expected(:group_leader, [_, _]), do: [:pid, :pid]
  defp expected(:process_info, [_, _]), do: [:pid, always("invalid item or item list")]

  @process_flags [:trap_exit, :priority, :max_heap_size, :min_heap_size, :min_bin_vheap_size, :fullsweep_after, :message_queue_data, :error_handler] ++
                   [:save_calls, :sensitive, :async_dist]

  defp expected(:process_flag, [flag, _]) when flag in @process_flags, do: [:atom, always("invalid value for this process flag")]
  defp expected(:process_flag, [_, _]), do: [always("invalid process flag")]

  defp expected(:port_info, [port, _]) when is_port(port) or is_atom(port), do: [:any, always("invalid option in list")]
  defp expected(function, [_ | _]) when function in [:port_info, :port_close], do: [&port/1]
  defp expected(:port_connect, [_, _]), do: [&port/1, :pid]
  defp expected(:port_command, [_, _]), do: [&port/1, &iodata/1]
  defp expected(:port_command, [_, _, _]), do: [&port/1, &iodata/1, &command_options/1]
  defp expected(:open_port, [name, options]) when not is_tuple(name) and is_list(options), do: []

  defp expected(:open_port, [name, options]) do
    cond do
      not is_tuple(name) -> [always("not a tuple"), always("invalid option in list")]
      not port_options?(options) -> [:any, always("invalid option in list")]
      true -> [always("invalid port name")]
    end
  end

  defp expected(:monitor, [type, _ | _]) when type not in [:process, :port, :time_offset] do
    [always("invalid monitor type")]
  end

  defp expected(:monitor, [:port, _]), do: [:any, always("not a port")]
  defp expected(:monitor, [_, _]), do: [:any, always("not a pid")]
  defp expected(:monitor, [_, item, _]) when is_pid(item) or is_atom(item), do: [:any, :any, always("invalid option in list")]
  defp expected(:monitor, [_, _, _]), do: [:any, always("not a pid")]
  defp expected(:demonitor, [_ | options]), do: [:reference | Enum.map(options, fn _ -> {:list, "invalid option in list"} end)]
  defp expected(:alias, [_]), do: [{:list, "invalid option in list"}]
  defp expected(:unalias, [_]), do: [:reference]

  defp expected(function, [_]) when function in [:spawn, :spawn_link, :spawn_monitor], do: [:fun]
  defp expected(function, [_, _, _]) when function in [:spawn, :spawn_link, :spawn_monitor], do: [:atom, :atom, :list]
  defp expected(:spawn_request, [_]), do: [always("not a fun")]
  defp expected(:spawn_request, [fun, _]) when is_function(fun, 0), do: [:any, &option_list_problem/1]
  defp expected(:spawn_request, [_, options]) when is_list(options), do: [always("not a fun")]
  defp expected(:spawn_request, [_, _]), do: [:atom, :fun]
  defp expected(:spawn_request, [_, fun, _]) when is_function(fun), do: [:atom, :any, &option_list_problem/1]
  defp expected(:spawn_request, [_, _, _]), do: [:atom, :atom, :list]
  defp expected(:spawn_request, [_, _, function, _]) when is_atom(function), do: [:atom, :atom, :atom, :list]
  defp expected(:spawn_request, [_, _, _, _]), do: [:atom, :atom, :list, &option_list_problem/1]

  defp expected(:spawn_request, [_, module, function, _, _]) when is_atom(module) and is_atom(function),
    do: [:atom, :any, :any, :list, &option_list_problem/1]

  defp expected(:spawn_request, [_, _, _, _, _]), do: [:atom, :atom, :atom, :list, :any]
  defp expected(:spawn_request_abandon, [_]), do: [:reference]
  defp expected(:apply, [_, _, _]), do: [:any, :any, :list]
  defp expected(:make_fun, [_, _, _]), do: [:atom, :atom, within(0, 255)]
  defp expected(:fun_info, [_]), do: [:fun]
  defp expected(:fun_info, [_, _]), do: [:fun, always("invalid item")]

  # Time and the system

  defp expected(function, [_, destination, _ | _]) when function in [:send_after, :start_timer] do
    case is_pid(destination) or is_atom(destination) do
      true -> [at_least(0)]
      false -> [at_least(0), always("not a pid or an atom")]
    end
  end

  defp expected(function, [_ | _]) when function in [:cancel_timer, :read_timer], do: [:reference]

  defp expected(function, [_]) when function in [:monotonic_time, :system_time, :time_offset] do
    [always("invalid time unit")]
  end

  defp expected(:convert_time_unit, [_, from, _]) when from in [:second, :millisecond, :microsecond, :nanosecond, :native] do
    [:integer, :any, always("invalid time unit")]
  end

  defp expected(:convert_time_unit, [_, _, _]), do: [:integer, always("invalid time unit")]
  defp expected(:phash, [_, _]), do: [:any, {:integer, "out of range"}]
  defp expected(:phash2, [_, _]), do: [:any, {:integer, "out of range"}]
  defp expected(:unique_integer, [_]), do: [{:list, "invalid modifier"}]
  defp expected(:system_info, [_]), do: [always("invalid system info item")]
  defp expected(:statistics, [_]), do: [always("invalid statistics item")]
  defp expected(_function, _args), do: nil

  defp text_type(function) when function in [:binary_to_integer, :binary_to_float], do: :binary
  defp text_type(_function), do: :list

  defp radix([]), do: []
  defp radix([_]), do: [:radix]

  @trace_flags [:all, :send, :receive, :procs, :call, :silent, :return_to, :ports, :running, :exiting, :garbage_collection, :arity] ++
                 [:set_on_spawn, :set_on_first_spawn, :set_on_link, :set_on_first_link, :running_procs, :running_ports, :scheduler_id] ++
                 [:timestamp, :monotonic_timestamp, :strict_monotonic_timestamp]

  defp trace_flag?({:tracer, tracer}), do: is_pid(tracer)
  defp trace_flag?(flag), do: flag in @trace_flags

  defp trace_function?({module, :_, :_}) when is_atom(module), do: true
  defp trace_function?({:_, _, _}), do: false
  defp trace_function?({module, function, :_}) when is_atom(module) and is_atom(function), do: true
  defp trace_function?({_module, :_, _}), do: false
  defp trace_function?({module, function, arity}) when is_atom(module) and is_atom(function), do: arity in 0..255
  defp trace_function?(_other), do: false

  # An index of the tuple, or of as many places more as `extra`.
  defp index(tuple, extra) when is_tuple(tuple), do: within(1, tuple_size(tuple) + extra)
  defp index(_no_tuple, _extra), do: :integer

  defp port(term) when is_port(term) or is_atom(term), do: nil
  defp port(_term), do: "not a port"

  defp iodata(term) do
    :erlang.iolist_size(term)
    nil
  rescue
    ArgumentError -> "not an iodata term"
  end

  defp command_options(options) do
    if not (proper_list?(options) and Enum.all?(options, &(&1 in [:force, :nosuspend]))), do: "invalid option in list"
  end

  @port_flags [:stream, :use_stdio, :nouse_stdio, :stderr_to_stdout, :in, :out, :binary, :eof, :exit_status, :hide, :overlapped_io]

  defp port_options?(options), do: proper_list?(options) and Enum.all?(options, &port_option?/1)

  defp port_option?({:packet, size}), do: size in [1, 2, 4]
  defp port_option?({:line, length}), do: is_integer(length)
  defp port_option?({name, _}), do: name in [:cd, :env, :args, :arg0, :parallelism, :busy_limits_port, :busy_limits_msgq]
  defp port_option?(flag), do: flag in @port_flags

  defp proper_list?(term), do: is_list(term) and not List.improper?(term)

  defp pid_or_port(term) when is_pid(term) or is_port(term), do: nil
  defp pid_or_port(_term), do: "not a pid or port"
end
