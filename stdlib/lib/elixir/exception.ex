defmodule Exception do
  @moduledoc """
  Functions on exceptions: their messages, their text with stacktraces, and errors of Erlang's kinds.

  An exception is a struct with `__exception__: true`. Its module has `exception/1`, which builds one out of what was
  given to `raise/2`, and `message/1`.
  """

  @typedoc "An exception."
  @type t :: %{required(:__struct__) => module, required(:__exception__) => true, optional(atom) => any}

  @typedoc "How an error left a function."
  @type kind :: :error | non_error_kind

  @typedoc "The kinds that are no errors."
  @type non_error_kind :: :exit | :throw | {:EXIT, pid}

  @type stacktrace :: [stacktrace_entry]
  @type stacktrace_entry ::
          {module, atom, arity_or_args, location}
          | {(... -> any), arity_or_args, location}
  @type arity_or_args :: non_neg_integer | list
  @type location :: keyword

  @doc "Builds the exception from the argument of `raise/2`."
  @callback exception(term) :: t

  @doc "The message of the exception."
  @callback message(t) :: String.t()

  @doc "Adds what is learnt from a stacktrace to the exception."
  @callback blame(t, stacktrace) :: {t, stacktrace}

  @optional_callbacks [blame: 2]

  @doc false
  @deprecated "Use Kernel.is_exception/1 instead"
  def exception?(%{__struct__: struct, __exception__: true}) when is_atom(struct), do: true
  def exception?(_), do: false

  @doc """
  The message of an exception.

      iex> Exception.message(%RuntimeError{message: "oops"})
      "oops"

  """
  @spec message(t) :: String.t()
  def message(%{__struct__: module, __exception__: _} = exception) when is_atom(module) do
    try do
      module.message(exception)
    rescue
      caught ->
        "got #{inspect(caught.__struct__)} with message #{inspect(message(caught))} while retrieving " <>
          "Exception.message/1 for #{inspect(exception)}. Stacktrace:\n#{format_stacktrace(__STACKTRACE__)}"
    else
      text when is_binary(text) ->
        text

      other ->
        "got #{inspect(other)} while retrieving Exception.message/1 for #{inspect(exception)} (expected a string)"
    end
  end

  @doc """
  Turns an error reason into an exception; the payload of other kinds is returned as it is.

      iex> Exception.normalize(:error, :badarith)
      %ArithmeticError{message: "bad argument in arithmetic expression"}

  """
  @spec normalize(:error, any, stacktrace) :: t
  @spec normalize(non_error_kind, payload, stacktrace) :: payload when payload: var
  def normalize(kind, payload, stacktrace \\ [])

  def normalize(:error, %{__struct__: struct, __exception__: mark} = exception, _stacktrace) when is_atom(struct) do
    if mark == true, do: exception, else: %{exception | __exception__: true}
  end

  def normalize(:error, payload, stacktrace), do: ErlangError.normalize(payload, stacktrace)
  def normalize(_kind, payload, _stacktrace), do: payload

  @doc """
  The first line of an error report.

      iex> Exception.format_banner(:error, %RuntimeError{message: "oops"})
      "** (RuntimeError) oops"

  """
  @spec format_banner(kind, any, stacktrace) :: String.t()
  def format_banner(kind, exception, stacktrace \\ [])

  def format_banner(:error, exception, stacktrace) do
    exception = normalize(:error, exception, stacktrace)
    "** (" <> inspect(exception.__struct__) <> ") " <> message(exception)
  end

  def format_banner(:throw, reason, _stacktrace), do: "** (throw) " <> inspect(reason)
  def format_banner(:exit, reason, _stacktrace), do: "** (exit) " <> format_exit(reason, "\n    ")

  def format_banner({:EXIT, pid}, reason, _stacktrace) do
    "** (EXIT from #{inspect(pid)}) " <> format_exit(reason, "\n    ")
  end

  # The first part of a report on a blamed failure, as the command and the shell show it: the banner, and what is known of clauses that
  # did not match, further to the right.
  @doc false
  def __banner_and_clauses__(:error, %FunctionClauseError{} = exception, stacktrace, inspect_fun, annotate_fun) do
    banner = format_banner(:error, %{exception | args: nil, clauses: nil}, stacktrace)
    clauses = FunctionClauseError.blame(exception, inspect_fun, annotate_fun)
    {banner, "    " <> :binary.replace(clauses, "\n", "\n    ", [:global])}
  end

  def __banner_and_clauses__(kind, reason, stacktrace, _inspect_fun, _annotate_fun) do
    {format_banner(kind, reason, stacktrace), ""}
  end

  # The text on standard error when a program fails.
  @doc false
  def __report__(kind, reason, stacktrace) do
    {blamed, stacktrace} = blame(kind, reason, stacktrace)
    {banner, clauses} = __banner_and_clauses__(kind, blamed, stacktrace, &inspect/1, &reported_part/1)
    banner <> clauses <> "\n" <> format_stacktrace(stacktrace)
  end

  defp reported_part(%{match?: match?, node: node}) do
    text = Macro.to_string(node)

    cond do
      not IO.ANSI.enabled?() -> if match?, do: "+" <> text <> "+", else: "-" <> text <> "-"
      match? -> IO.ANSI.normal() <> text <> IO.ANSI.reset()
      true -> red(text)
    end
  end

  @doc """
  An error report: the banner and the stacktrace.

      iex> Exception.format(:throw, :ball)
      "** (throw) :ball"

  """
  @spec format(kind, any, stacktrace) :: String.t()
  def format(kind, payload, stacktrace \\ [])
  def format({:EXIT, _} = kind, any, _stacktrace), do: format_banner(kind, any)

  def format(kind, payload, stacktrace) do
    banner = format_banner(kind, payload, stacktrace)

    case stacktrace do
      [] -> banner
      _ -> banner <> "\n" <> format_stacktrace(stacktrace)
    end
  end

  @doc """
  Adds what the stacktrace tells to an error: arguments, the clauses tried, hints. Other kinds are left alone.

      iex> Exception.blame(:throw, :ball, [])
      {:ball, []}

  """
  @doc since: "1.5.0"
  @spec blame(:error, any, stacktrace) :: {t, stacktrace}
  @spec blame(non_error_kind, payload, stacktrace) :: {payload, stacktrace} when payload: var
  def blame(kind, error, stacktrace)

  def blame(:error, error, stacktrace) do
    %module{} = exception = normalize(:error, error, stacktrace)

    case :code.ensure_loaded(module) do
      {:module, _} ->
        if function_exported?(module, :blame, 2), do: module.blame(exception, stacktrace), else: {exception, stacktrace}

      _ ->
        {exception, stacktrace}
    end
  end

  def blame(_kind, reason, stacktrace), do: {reason, stacktrace}

  @doc """
  The clauses of a function with what of them matches the arguments, or `:error` when they are not known.

      iex> Exception.blame_mfa(:lists, :map, [])
      :error

  """
  @doc since: "1.5.0"
  @spec blame_mfa(module, function :: atom, args :: [term]) ::
          {:ok, :def | :defp | :defmacro | :defmacrop, [{args :: [term], guards :: [term]}]} | :error
  def blame_mfa(module, function, args) when is_atom(module) and is_atom(function) and is_list(args) do
    case clauses_of(module, function, args) do
      {kind, clauses, args} -> {:ok, kind, Enum.map(clauses, &blame_clause(&1, args))}
      nil -> :error
    end
  end

  defp clauses_of(module, function, args) do
    case :jlixir_code.heads(module, {function, length(args)}) do
      {kind, clauses} -> {kind, clauses, args}
      nil -> macro_clauses_of(module, Atom.to_string(function), args)
    end
  end

  # The function behind a macro: its first argument is the caller.
  defp macro_clauses_of(module, "MACRO-" <> name, [_caller | args]) do
    with {kind, clauses} <- :jlixir_code.heads(module, {String.to_atom(name), length(args)}), do: {kind, clauses, args}
  end

  defp macro_clauses_of(_module, _function, _args), do: nil

  defp blame_clause({patterns, guards}, args) do
    {arguments, binding} =
      Enum.map_reduce(Enum.zip(patterns, args), [], fn {pattern, value}, binding ->
        case match_pattern(pattern, value, binding) do
          {:ok, binding} -> {%{match?: true, node: pattern}, binding}
          :error -> {%{match?: false, node: pattern}, binding}
        end
      end)

    {arguments, Enum.map(guards, &blame_guard(&1, binding))}
  end

  # The value is a variable's: functions and references have no quoted form.
  defp match_pattern(pattern, value, binding) do
    variable = {:value, __MODULE__}

    try do
      code = {:=, [], [pattern, {:value, [], __MODULE__}]}
      {_, binding, _} = :jlixir_code.eval_quoted(code, List.keystore(binding, variable, 0, {variable, value}), [])
      {:ok, binding}
    rescue
      _ -> :error
    end
  end

  defp blame_guard(guard, binding) do
    case collapse_guard(guard) do
      {{:., _, [:erlang, operator]}, meta, [left, right]} when operator in [:andalso, :orelse] ->
        operator = if operator == :andalso, do: :and, else: :or
        {operator, meta, [blame_guard(left, binding), blame_guard(right, binding)]}

      readable ->
        %{match?: holds?(guard, binding), node: readable_guard(readable)}
    end
  end

  # An argument that does not match leaves its variables unbound: no guard about them holds, and the compiler is not to complain of them.
  defp holds?(guard, binding) do
    try do
      {{value, _, _}, _diagnostics} = Code.with_diagnostics(fn -> :jlixir_code.eval_quoted(guard, binding, []) end)
      value == true
    rescue
      _ -> false
    end
  end

  # `is_struct` and `is_struct/2` as Kernel expands them in guards.
  defp collapse_guard({{:., _, [:erlang, :andalso]}, meta, [is_map, rest]} = guard) do
    with {{:., _, [:erlang, :is_map]}, _, [term]} <- is_map,
         {:ok, args} <- struct_check(rest) do
      {:is_struct, meta, [term | args]}
    else
      _ -> guard
    end
  end

  defp collapse_guard(guard), do: guard

  defp struct_check({{:., _, [:erlang, :andalso]}, _, [has_key, check]}) do
    case {has_key, check} do
      {{{:., _, [:erlang, :is_map_key]}, _, [:__struct__, _]}, {{:., _, [:erlang, :is_atom]}, _, [_]}} ->
        {:ok, []}

      {{{:., _, [:erlang, :orelse]}, _, [{{:., _, [:erlang, :is_atom]}, _, [name]}, :fail]}, _} ->
        {:ok, [name]}

      _ ->
        :error
    end
  end

  defp struct_check(_), do: :error

  # Undoes what guards become when they are expanded.
  defp readable_guard(guard) do
    Macro.prewalk(guard, fn
      {{:., _, [:erlang, :element]}, meta, [index, tuple]} -> {:elem, meta, [tuple, zero_based(index)]}
      {{:., _, [:erlang, :is_map_key]}, meta, [key, map]} -> {:is_map_key, meta, [map, key]}
      {{:., _, [:erlang, :map_get]}, _, [key, map]} when is_atom(key) -> {{:., [], [map, key]}, [no_parens: true], []}
      {{:., _, [:erlang, :"=:="]}, meta, args} -> {:===, meta, args}
      {{:., _, [:erlang, :"=/="]}, meta, args} -> {:!==, meta, args}
      {{:., _, [:erlang, :"/="]}, meta, args} -> {:!=, meta, args}
      {{:., _, [:erlang, :"=<"]}, meta, args} -> {:<=, meta, args}
      {{:., _, [:erlang, :andalso]}, meta, args} -> {:and, meta, args}
      {{:., _, [:erlang, :orelse]}, meta, args} -> {:or, meta, args}
      {{:., _, [:erlang, name]}, meta, args} when name in [:band, :bor, :bxor, :bsl, :bsr, :bnot] -> {{:., [], [Bitwise, name]}, meta, args}
      {{:., _, [:erlang, name]}, meta, args} -> {name, meta, args}
      other -> other
    end)
  end

  defp zero_based(index) when is_integer(index), do: index - 1
  defp zero_based({{:., _, [:erlang, :+]}, _, [index, 1]}), do: index
  defp zero_based(index), do: {:-, [], [index, 1]}

  # One clause as text; what did not match stands between dashes.
  @doc false
  def __format_clause__({arguments, guards}, kind, function, annotate_fun) do
    head = "#{kind} #{Macro.inspect_atom(:remote_call, function)}(#{Enum.map_join(arguments, ", ", &annotate_fun.(&1))})"
    Enum.reduce(guards, head, fn guard, text -> text <> " when " <> annotated_guard(guard, annotate_fun) end)
  end

  defp annotated_guard({:or, _, [left, right]}, annotate_fun) do
    annotated_guard(left, annotate_fun) <> " or " <> annotated_guard(right, annotate_fun)
  end

  defp annotated_guard({:and, _, [left, right]}, annotate_fun) do
    annotated_operand(left, annotate_fun) <> " and " <> annotated_operand(right, annotate_fun)
  end

  defp annotated_guard(part, annotate_fun), do: annotate_fun.(part)

  defp annotated_operand({:or, _, _} = guard, annotate_fun), do: "(" <> annotated_guard(guard, annotate_fun) <> ")"
  defp annotated_operand(guard, annotate_fun), do: annotated_guard(guard, annotate_fun)

  @doc """
  The text of a stacktrace, by default that of the calling process.

      iex> Exception.format_stacktrace([{Foo, :bar, 1, [file: ~c"foo.ex", line: 2]}])
      "    foo.ex:2: Foo.bar/1\\n"

  """
  @spec format_stacktrace(stacktrace | nil) :: String.t()
  def format_stacktrace(trace \\ nil) do
    trace =
      case trace do
        nil ->
          case Process.info(self(), :current_stacktrace) do
            {:current_stacktrace, entries} -> Enum.drop(entries, 3)
          end

        _ ->
          trace
      end

    case trace do
      [] -> "\n"
      _ -> Enum.map_join(trace, "", &("    " <> format_stacktrace_entry(&1) <> "\n"))
    end
  end

  @doc """
  The text of one entry of a stacktrace.

      iex> Exception.format_stacktrace_entry({Foo, :bar, [1], []})
      "Foo.bar(1)"

  """
  @spec format_stacktrace_entry(stacktrace_entry) :: String.t()
  def format_stacktrace_entry(entry)

  def format_stacktrace_entry({module, :__MODULE__, 0, location}) do
    format_location(location) <> inspect(module) <> " (module)"
  end

  def format_stacktrace_entry({_module, :__MODULE__, 1, location}), do: format_location(location) <> "(module)"
  def format_stacktrace_entry({_module, :__FILE__, 1, location}), do: format_location(location) <> "(file)"

  def format_stacktrace_entry({module, fun, arity, location}) do
    format_application(module) <> format_location(location) <> format_mfa(module, fun, arity)
  end

  def format_stacktrace_entry({fun, arity, location}), do: format_location(location) <> format_fa(fun, arity)

  defp format_application(module) do
    # Modules defined by a script belong to no application.
    with {:ok, app} <- :application.get_application(module),
         {:ok, version} when is_list(version) <- :application.get_key(app, :vsn) do
      "(#{app} #{List.to_string(version)}) "
    else
      _ -> ""
    end
  end

  defp format_location(location) when is_list(location) do
    format_file_line(Keyword.get(location, :file), Keyword.get(location, :line), " ")
  end

  @doc """
  The text of a function and its arity or arguments.

      iex> Exception.format_fa(&byte_size/1, 1)
      "&:erlang.byte_size/1/1"

  """
  @spec format_fa((... -> any), arity | list) :: String.t()
  def format_fa(fun, arity) when is_function(fun), do: inspect(fun) <> format_arity(arity)

  @doc """
  The text of a function of a module and its arity or arguments.

      iex> Exception.format_mfa(Foo, :bar, 1)
      "Foo.bar/1"
      iex> Exception.format_mfa(Foo, :bar, [:a])
      "Foo.bar(:a)"

  """
  @spec format_mfa(module, atom, arity | list) :: String.t()
  def format_mfa(module, fun, arity) when is_atom(module) and is_atom(fun) do
    case anonymous_parent(Atom.to_string(fun)) do
      {parent, parent_arity} ->
        "anonymous fn#{format_arity(arity)} in #{inspect(module)}.#{__format_name__(parent)}/#{parent_arity}"

      nil ->
        inspect(module) <> "." <> __format_name__(fun) <> format_arity(arity)
    end
  end

  @doc false
  def __format_name__(fun), do: Macro.inspect_atom(:remote_call, fun)

  # A closure is named "-parent/1-fun-0-", and "-inner-fun" may be nested.
  defp anonymous_parent("-" <> rest) do
    case :binary.split(rest, "-fun-") do
      [parent, _] ->
        parent = parent |> :binary.split("/", [:global]) |> Enum.reverse()

        case parent do
          [arity | [_ | _] = name] ->
            name = name |> Enum.reverse() |> Enum.join("/") |> String.trim_leading("-")
            {String.to_atom(name), arity}

          _ ->
            nil
        end

      _ ->
        nil
    end
  end

  defp anonymous_parent(_), do: nil

  defp format_arity(arity) when is_integer(arity), do: "/" <> Integer.to_string(arity)
  defp format_arity(args) when is_list(args), do: "(" <> Enum.map_join(args, ", ", &inspect/1) <> ")"

  @doc """
  The text of a place in a file.

      iex> Exception.format_file_line("foo.ex", 3)
      "foo.ex:3:"
      iex> Exception.format_file_line(nil, nil)
      ""

  """
  @spec format_file_line(String.t() | nil, non_neg_integer | nil, String.t()) :: String.t()
  def format_file_line(file, line, suffix \\ "") do
    cond do
      is_nil(file) -> ""
      is_nil(line) or line == 0 -> "#{file}:#{suffix}"
      true -> "#{file}:#{line}:#{suffix}"
    end
  end

  @doc """
  The text of a place in a file, with the column.

      iex> Exception.format_file_line_column("foo.ex", 3, 5)
      "foo.ex:3:5:"

  """
  @spec format_file_line_column(String.t() | nil, non_neg_integer | nil, non_neg_integer | nil, String.t()) :: String.t()
  def format_file_line_column(file, line, column, suffix \\ "") do
    cond do
      is_nil(file) -> ""
      is_nil(line) or line == 0 -> "#{file}:#{suffix}"
      is_nil(column) or column == 0 -> "#{file}:#{line}:#{suffix}"
      true -> "#{file}:#{line}:#{column}:#{suffix}"
    end
  end

  # Exit reasons

  @doc """
  The text of an exit reason.

      iex> Exception.format_exit(:noconnection)
      "no connection"

  """
  @spec format_exit(any) :: String.t()
  def format_exit(reason), do: format_exit(reason, "\n    ")

  # `{exception, stacktrace}`; `joiner` starts a line at the present depth.
  defp format_exit({%{__struct__: _, __exception__: true} = exception, [_ | _] = stacktrace}, joiner) do
    format_raised(exception, stacktrace, joiner)
  end

  defp format_exit({:already_started, pid}, _joiner), do: "already started: " <> inspect(pid)

  # :supervisor
  defp format_exit({:start_spec, {:start_spec, reason}}, joiner), do: format_exit({:start_spec, reason}, joiner)
  defp format_exit({:start_spec, reason}, _joiner), do: "bad child specification, " <> format_child_problem(reason)

  defp format_exit({:supervisor_data, reason}, _joiner) do
    "bad supervisor configuration, " <> format_supervisor_problem(reason)
  end

  defp format_exit({:bad_start_spec, spec}, _joiner) do
    "bad child specification, invalid children: " <> inspect(spec)
  end

  defp format_exit({:bad_return, {module, :init, value}}, _joiner) do
    format_mfa(module, :init, 1) <> " returned a bad value: " <> inspect(value)
  end

  defp format_exit({:bad_return, {:supervisor, :init, value}}, _joiner), do: "supervisor init returned: " <> inspect(value)

  defp format_exit({:shutdown, {:failed_to_start_child, child, {:EXIT, reason}}}, joiner) do
    format_failed_child(child, reason, joiner)
  end

  defp format_exit({:shutdown, {:failed_to_start_child, child, reason}}, joiner) do
    format_failed_child(child, reason, joiner)
  end

  # :gen_server
  defp format_exit({:bad_return_value, value}, _joiner), do: "bad return value: " <> inspect(value)
  defp format_exit({:bad_call, request}, _joiner), do: "bad call: " <> inspect(request)
  defp format_exit({:bad_cast, request}, _joiner), do: "bad cast: " <> inspect(request)
  defp format_exit({:nodedown, node}, _joiner) when is_atom(node), do: "no connection to #{node}"
  defp format_exit(:timeout, _joiner), do: "time out"
  defp format_exit(:killed, _joiner), do: "killed"
  defp format_exit(:noconnection, _joiner), do: "no connection"
  defp format_exit(:calling_self, _joiner), do: "process attempted to call itself"

  defp format_exit(:noproc, _joiner) do
    "no process: the process is not alive or there's no process currently associated with the given name, possibly " <>
      "because its application isn't started"
  end

  defp format_exit(:normal, _joiner), do: "normal"
  defp format_exit(:shutdown, _joiner), do: "shutdown"
  defp format_exit({reason, {module, fun, args}} = whole, joiner) do
    if is_atom(module) and is_atom(fun) and is_list(args) do
      "exited in: " <> format_mfa(module, fun, args) <> joiner <> "** (EXIT) " <> format_exit(reason, joiner <> "    ")
    else
      format_other(whole, joiner)
    end
  end

  defp format_exit(reason, joiner), do: format_other(reason, joiner)

  # `{reason, stacktrace}` of a crashed process.
  defp format_other({reason, stacktrace} = whole, joiner) when is_list(stacktrace) and stacktrace != [] do
    case stacktrace?(stacktrace) do
      true ->
        case normalize(:error, reason, stacktrace) do
          %ErlangError{} -> format_erlang_exit(reason, stacktrace, joiner)
          exception -> format_raised(exception, stacktrace, joiner)
        end

      false ->
        format_term(whole)
    end
  end

  defp format_other(reason, _joiner), do: format_term(reason)

  defp format_term({:shutdown, reason}), do: "shutdown: " <> inspect(reason)
  defp format_term(reason), do: inspect(reason)

  defp format_erlang_exit(reason, stacktrace, joiner) do
    format_raised(normalize(:error, reason, stacktrace), stacktrace, joiner)
  end

  defp format_raised(exception, stacktrace, joiner) do
    {exception, stacktrace} = blame(:error, exception, stacktrace)
    banner = "** (" <> inspect(exception.__struct__) <> ") " <> message(exception)

    lines =
      for entry <- stacktrace do
        joiner <> "    " <> format_stacktrace_entry(entry)
      end

    "an exception was raised:" <> joiner <> String.trim_trailing(banner, "\n") <> IO.iodata_to_binary(lines)
  end

  defp format_failed_child(child, reason, joiner) do
    "shutdown: failed to start child: #{inspect(child)}#{joiner}** (EXIT) " <> format_exit(reason, joiner <> "    ")
  end

  defp stacktrace?(entries), do: Enum.all?(entries, &entry?/1)

  defp entry?({module, fun, args, location}) when is_atom(module) and is_atom(fun), do: arity?(args) and is_list(location)
  defp entry?({fun, args, location}) when is_function(fun), do: arity?(args) and is_list(location)
  defp entry?(_), do: false

  defp arity?(arity), do: is_integer(arity) or is_list(arity)

  defp format_child_problem({:invalid_mfa, mfa}), do: "invalid mfa: " <> inspect(mfa)
  defp format_child_problem({:invalid_restart_type, type}), do: "invalid restart type: " <> inspect(type)
  defp format_child_problem({:invalid_shutdown, value}), do: "invalid shutdown: " <> inspect(value)
  defp format_child_problem({:invalid_child_type, type}), do: "invalid child type: " <> inspect(type)
  defp format_child_problem({:invalid_modules, modules}), do: "invalid modules: " <> inspect(modules)
  defp format_child_problem({:invalid_module, module}), do: "invalid module: " <> inspect(module)
  defp format_child_problem({:invalid_child_spec, spec}), do: "invalid child specification: " <> inspect(spec)

  defp format_child_problem({:duplicate_child_name, name}) do
    """
    more than one child specification has the id: #{inspect(name)}.
    If using maps as child specifications, make sure the :id keys are unique.
    If using a module or {module, arg} as child, use Supervisor.child_spec/2 to change the :id, for example:

        children = [
          Supervisor.child_spec({MyWorker, arg}, id: :my_worker_1),
          Supervisor.child_spec({MyWorker, arg}, id: :my_worker_2)
        ]
    """
  end

  defp format_child_problem(other), do: "got: " <> inspect(other)

  defp format_supervisor_problem({:invalid_type, type}), do: "invalid type: " <> inspect(type)
  defp format_supervisor_problem({:invalid_strategy, strategy}), do: "invalid strategy: " <> inspect(strategy)
  defp format_supervisor_problem({:invalid_intensity, n}), do: "invalid max_restarts (intensity): " <> inspect(n)
  defp format_supervisor_problem({:invalid_period, n}), do: "invalid max_seconds (period): " <> inspect(n)
  defp format_supervisor_problem(other), do: "got: " <> inspect(other)

  # Used by the exceptions of this application and by diagnostics

  @doc false
  def __format_message_with_term__(message, term) do
    message <> "\n\n" <> indent(inspect(term, pretty: true)) <> "\n"
  end

  defp indent(text) do
    text
    |> String.split("\n")
    |> Enum.map_join("\n", fn
      "" -> ""
      line -> "    " <> line
    end)
  end

  # Delimiters made of double quotes are not quoted once more.
  @doc false
  def format_delimiter(delimiter) do
    case to_string(delimiter) do
      <<quote, _::binary>> = text when quote in [?", ?'] -> text
      text -> ~s["#{text}"]
    end
  end

  # What the runtime asks of a module named in `:error_info`.
  @doc false
  def format_error(%{__struct__: module, __exception__: true} = exception, _stacktrace) do
    %{general: message(exception), reason: "#" <> Atom.to_string(module)}
  end

  @doc false
  def __location__(file, line, column), do: format_file_line_column(Path.relative_to_cwd(file), line, column)

  # The source line with a caret below, or the description alone when there is no text.
  @doc false
  def __snippet__(location, line, column, description, snippet, spaces) do
    if is_binary(snippet) and is_integer(column) do
      width = gutter_width(line)
      [first | _] = String.split(snippet, "\n")
      {first, cut} = without_margin(first)
      bar = String.duplicate(" ", width + 2) <> "│"

      first_description(bar, description, width) <>
        "#{bar}\n" <>
        numbered(line, width, first) <>
        "#{bar} #{red(String.duplicate(" ", column - 1 - cut) <> "^")}\n" <>
        "#{bar}\n" <>
        String.duplicate(" ", width + 2) <> "└─ " <> strip_colon(location)
    else
      padding = String.duplicate(" ", spaces)
      "#{padding}#{red("error:")} #{description}\n#{padding}└─ #{strip_colon(location)}"
    end
  end

  @most_spaces 27
  @left_spaces 22

  # Code far to the right, as the compiler's own diagnostics show it, and how many characters are gone.
  defp without_margin(line) do
    spaces = byte_size(line) - byte_size(String.trim_leading(line, " "))

    if spaces > @most_spaces do
      cut = spaces - @left_spaces
      {"..." <> binary_part(line, cut + 3, byte_size(line) - cut - 3), cut}
    else
      {line, 0}
    end
  end

  @lines_shown 5

  # Both delimiters of a pair, each marked in its line.
  @doc false
  def __delimiters__(location, lines, {line, column}, {end_line, end_column}, description, problem) do
    width = gutter_width(end_line)
    bar = String.duplicate(" ", width + 2) <> "│"
    opening = "#{bar} #{String.duplicate(" ", column - 1)}#{red("└ unclosed delimiter")}\n"
    closing = "#{bar} #{String.duplicate(" ", end_column - 1)}#{red("└ #{problem}")}\n"

    body =
      case lines do
        [single] ->
          between = String.duplicate(" ", max(end_column - column - 1, 0))
          both = "#{bar} #{String.duplicate(" ", column - 1)}#{red("│")}#{between}#{red("└ #{problem}")}\n"
          [numbered(line, width, single), both, opening]

        [first | rest] ->
          last = List.last(rest)
          between = Enum.drop(rest, -1)

          middle =
            if length(lines) > @lines_shown do
              " ...\n"
            else
              between |> Enum.with_index(line + 1) |> Enum.map(fn {text, number} -> numbered(number, width, text) end)
            end

          [numbered(line, width, first), opening, middle, numbered(end_line, width, last), closing]
      end

    first_description(bar, description, width) <>
      IO.iodata_to_binary(["#{bar}\n", body, "#{bar}\n"]) <>
      String.duplicate(" ", width + 2) <> "└─ " <> strip_colon(location)
  end

  defp red(text), do: if(IO.ANSI.enabled?(), do: IO.ANSI.red() <> text <> IO.ANSI.reset(), else: text)

  defp first_description(_bar, description, width) do
    indentation = String.duplicate(" ", width + 2)
    [first | rest] = String.split(description, "\n")
    IO.iodata_to_binary([indentation, red("error:"), " ", first, Enum.map(rest, &indented_line(&1, indentation)), ?\n])
  end

  defp indented_line("", _indentation), do: "\n"
  defp indented_line(line, indentation), do: ["\n", indentation, line]

  # Room for the number and at least a margin of two.
  defp gutter_width(line), do: max(String.length(Integer.to_string(line)), 2)

  defp numbered(line, width, text) do
    " #{String.pad_leading(Integer.to_string(line), width)} │ #{text}\n"
  end

  defp strip_colon(location), do: String.trim_trailing(location, ":")
end
