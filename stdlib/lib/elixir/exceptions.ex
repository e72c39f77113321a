# The exceptions of the language itself: one file, as each is little more than its fields and its message.

defmodule RuntimeError do
  @moduledoc """
  What `raise/1` raises for a string.

      iex> Exception.message(%RuntimeError{})
      "runtime error"

  """
  defexception message: "runtime error"
end

defmodule ArgumentError do
  @moduledoc """
  An argument has a wrong value.

      iex> Exception.message(%ArgumentError{})
      "argument error"

  """
  defexception message: "argument error"

  @doc false
  def __apply_message__(module, function, args)

  def __apply_message__(module, function, []) when not is_atom(module) do
    "you attempted to apply a function named #{inspect(function)} on #{inspect(module)}. If you are using Kernel.apply/3, " <>
      "make sure the module is an atom. If you are using the dot syntax, such as module.function(), make sure the " <>
      "left-hand side of the dot is an atom representing a module"
  end

  def __apply_message__(module, _function, _args) when not is_atom(module) do
    "you attempted to apply a function on #{inspect(module)}. Modules (the first argument of apply) must always be an atom"
  end

  def __apply_message__(module, function, _args) when not is_atom(function) do
    "you attempted to apply a function named #{inspect(function)} on module #{inspect(module)}. However, " <>
      "#{inspect(function)} is not a valid function name. Function names (the second argument of apply) must always " <>
      "be an atom"
  end

  def __apply_message__(module, function, args) do
    "you attempted to apply a function named #{inspect(function)} on module #{inspect(module)} with arguments " <>
      "#{inspect(args)}. Arguments (the third argument of apply) must always be a proper list"
  end
end

defmodule ArithmeticError do
  @moduledoc """
  An arithmetic operation on something that is no number, or a division by zero.

      iex> Exception.message(%ArithmeticError{})
      "bad argument in arithmetic expression"

  """
  defexception message: "bad argument in arithmetic expression"

  @impl true
  def blame(%{message: message} = exception, [{:erlang, fun, args, _} | _] = stacktrace) when is_list(args) do
    case expression(fun, args) do
      nil -> {exception, stacktrace}
      text -> {%{exception | message: message <> ": " <> text}, stacktrace}
    end
  end

  def blame(exception, stacktrace), do: {exception, stacktrace}

  defp expression(fun, [value]) when fun in [:+, :-], do: "#{fun}(#{inspect(value)})"
  defp expression(fun, [left, right]) when fun in [:+, :-, :*, :/], do: "#{inspect(left)} #{fun} #{inspect(right)}"

  defp expression(fun, args) when fun in [:band, :bor, :bxor, :bsl, :bsr, :bnot] do
    "Bitwise.#{fun}(#{arguments(args)})"
  end

  defp expression(fun, args) when fun in [:div, :rem], do: "#{fun}(#{arguments(args)})"
  defp expression(_fun, _args), do: nil

  defp arguments(args), do: Enum.map_join(args, ", ", &inspect/1)
end

defmodule SystemLimitError do
  @moduledoc """
  A limit of the system was reached.

      iex> Exception.message(%SystemLimitError{})
      "a system limit has been reached"

  """
  defexception message: "a system limit has been reached"
end

defmodule BadArityError do
  @moduledoc """
  A function was called with a wrong number of arguments.
  """
  defexception [:function, :args]

  @impl true
  def message(%{function: function, args: args}) do
    {:arity, arity} = :erlang.fun_info(function, :arity)
    "#{inspect(function)} with arity #{arity} called with #{describe(args)}"
  end

  defp describe([]), do: "no arguments"
  defp describe([argument]), do: "1 argument (#{inspect(argument)})"
  defp describe(args), do: "#{length(args)} arguments (#{Enum.map_join(args, ", ", &inspect/1)})"
end

defmodule BadFunctionError do
  @moduledoc """
  Something that is no function was called.
  """
  defexception [:term]

  @impl true
  def message(%{term: term}) when is_function(term) do
    "function #{inspect(term)} is invalid, likely because it points to an old version of the code"
  end

  def message(%{term: term}), do: "expected a function, got: #{inspect(term)}"
end

defmodule BadBooleanError do
  @moduledoc """
  The left side of `and` or `or` is no boolean.
  """
  defexception [:term, :operator]

  @impl true
  def message(%{term: term, operator: operator}) do
    Exception.__format_message_with_term__("expected a boolean on left-side of \"#{operator}\", got:", term)
  end
end

defmodule BadMapError do
  @moduledoc """
  A map was expected.
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: Exception.__format_message_with_term__("expected a map, got:", term)
end

defmodule MatchError do
  @moduledoc """
  The right side of `=` does not match the pattern.
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: Exception.__format_message_with_term__("no match of right hand side value:", term)
end

defmodule CaseClauseError do
  @moduledoc """
  No clause of a `case` matches.
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: Exception.__format_message_with_term__("no case clause matching:", term)
end

defmodule WithClauseError do
  @moduledoc """
  No clause in the `else` of a `with` matches.
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: Exception.__format_message_with_term__("no with clause matching:", term)
end

defmodule TryClauseError do
  @moduledoc """
  No clause in the `else` of a `try` matches.
  """
  defexception [:term]

  @impl true
  def message(%{term: term}), do: Exception.__format_message_with_term__("no try clause matching:", term)
end

defmodule CondClauseError do
  @moduledoc """
  No condition of a `cond` is truthy.
  """
  defexception []

  @impl true
  def message(_exception), do: "no cond clause evaluated to a truthy value"
end

defmodule FunctionClauseError do
  @moduledoc """
  No clause of a function matches the arguments.

      iex> Exception.message(%FunctionClauseError{module: Foo, function: :bar, arity: 1})
      "no function clause matching in Foo.bar/1"

  """
  defexception [:module, :function, :arity, :kind, :args, :clauses]

  @clauses_shown 10

  @impl true
  def message(%{function: nil}), do: "no function clause matches"

  def message(%{module: module, function: function, arity: arity} = exception) do
    name = Exception.format_mfa(module, function, arity)
    "no function clause matching in #{name}" <> blame(exception, &inspect/1, &annotate/1)
  end

  defp annotate(%{match?: true, node: node}), do: Macro.to_string(node)
  defp annotate(%{match?: false, node: node}), do: "-" <> Macro.to_string(node) <> "-"

  @impl true
  def blame(%{module: module, function: function, arity: arity} = exception, stacktrace) do
    case stacktrace do
      [{^module, ^function, args, meta} | rest] when length(args) == arity ->
        exception =
          case Exception.blame_mfa(module, function, args) do
            {:ok, kind, clauses} -> %{exception | args: args, kind: kind, clauses: clauses}
            :error -> %{exception | args: args}
          end

        {exception, [{module, function, arity, meta} | rest]}

      _ ->
        {exception, stacktrace}
    end
  end

  @doc false
  def blame(%{args: nil}, _inspect_fun, _annotate_fun), do: ""

  def blame(%{module: module, function: function, arity: arity} = exception, inspect_fun, annotate_fun) do
    name = Exception.format_mfa(module, function, arity)

    arguments =
      exception.args
      |> Enum.with_index(1)
      |> Enum.map(fn {argument, position} ->
        ["\n    # ", Integer.to_string(position), "\n    ", indent(inspect_fun.(argument)), "\n"]
      end)

    IO.iodata_to_binary([
      "\n\nThe following arguments were given to ",
      name,
      ":\n",
      arguments,
      attempted(exception, annotate_fun)
    ])
  end

  defp attempted(%{clauses: nil}, _annotate_fun), do: []

  defp attempted(%{clauses: clauses, kind: kind, function: function}, annotate_fun) do
    shown = Enum.take(clauses, @clauses_shown)
    total = length(clauses)

    rest =
      case total - length(shown) do
        0 -> []
        more -> ["    ...\n    (", Integer.to_string(more), " clauses not shown)\n"]
      end

    lines = Enum.map(shown, &["    ", Exception.__format_clause__(&1, kind, function, annotate_fun), "\n"])

    [
      "\nAttempted function clauses (showing #{length(shown)} out of #{total}):\n\n",
      lines,
      rest
    ]
  end

  defp indent(text), do: String.replace(text, "\n", "\n    ")
end

defmodule UndefinedFunctionError do
  @moduledoc """
  A function does not exist, or its module does not.

      iex> Exception.message(%UndefinedFunctionError{})
      "undefined function"

  """
  defexception [:module, :function, :arity, :reason, :message]

  @suggestion_threshold 0.77
  @suggestions_shown 5

  @impl true
  def message(%{message: nil} = exception) do
    {text, _loaded?} = describe(exception)
    text
  end

  def message(%{message: message}), do: message

  @impl true
  def blame(%{message: nil} = exception, stacktrace) do
    %{module: module, function: function, arity: arity} = exception

    message =
      case describe(exception) do
        {text, :loaded} -> removed(module, function, arity) || text <> hint_for_loaded_module(module, function, arity)
        {text, :nil_module} -> text <> nil_hint(arity)
        {_text, :missing} -> removed(module, function, arity) || missing_module(exception) <> hint_for_missing_module(module, function, arity)
        {text, _} -> text
      end

    {%{exception | message: message}, stacktrace}
  end

  def blame(exception, stacktrace), do: {exception, stacktrace}

  # What Erlang once had.
  defp removed(module, function, arity) do
    case :otp_internal.obsolete(module, function, arity) do
      {:removed, instead} -> "function #{Exception.format_mfa(module, function, arity)} is undefined or private, #{instead}"
      :no -> nil
    end
  end

  defp describe(%{function: nil}), do: {"undefined function", :unknown}

  defp describe(%{reason: nil, module: nil} = exception) do
    {"function #{name(exception)} is undefined", :nil_module}
  end

  defp describe(%{reason: :"undefined local", function: function, arity: arity}) do
    {"function #{Macro.inspect_atom(:remote_call, function)}/#{arity} is undefined (there is no such import)", :unknown}
  end

  defp describe(%{reason: nil, module: module} = exception) when is_atom(module) do
    case :code.ensure_loaded(module) do
      {:module, _} -> {"function #{name(exception)} is undefined or private", :loaded}
      {:error, _} -> {missing_module(exception) <> spelling_hint(module), :missing}
    end
  end

  defp describe(%{reason: :"module could not be loaded", module: module} = exception) do
    {missing_module(exception) <> spelling_hint(module), :missing}
  end

  defp describe(%{reason: :"function not available", module: module} = exception) do
    {"function #{name(exception)} is undefined (function not available)" <> spelling_hint(module), :unknown}
  end

  defp describe(%{reason: :"function not exported"} = exception) do
    {"function #{name(exception)} is undefined or private", :loaded}
  end

  defp describe(%{reason: reason} = exception) when is_binary(reason) do
    {"function #{name(exception)} is undefined (#{reason})", :unknown}
  end

  defp describe(%{reason: reason} = exception) do
    {"function #{name(exception)} is undefined (#{inspect(reason)})", :unknown}
  end

  defp missing_module(%{module: module} = exception) do
    if :jlixir_module.open?(module) do
      "function #{name(exception)} is undefined (function not available)"
    else
      "function #{name(exception)} is undefined (module #{inspect(module)} is not available)"
    end
  end

  defp name(%{module: module, function: function, arity: arity}), do: Exception.format_mfa(module, function, arity)

  defp nil_hint(_arity) do
    ". If you are using the dot syntax, such as module.function(), make sure the left-hand side of the dot is a " <>
      "module atom"
  end

  @doc false
  def hint_for_missing_module(module, function, arity) do
    case similar_modules(module, function, arity) do
      [] -> spelling_hint(module)
      found -> ". Did you mean:\n\n" <> Enum.map_join(found, "", &"      * #{Exception.format_mfa(&1, function, arity)}\n")
    end
  end

  # A name of several parts is not likely to be an alias that was forgotten.
  defp spelling_hint(module) do
    with "Elixir." <> name <- Atom.to_string(module), false <- String.contains?(name, ".") do
      ". Make sure the module name is correct and has been specified in full (or that an alias has been defined)"
    else
      _ -> ""
    end
  end

  # Loaded modules that differ in case alone, or whose name ends with the one asked for.
  defp similar_modules(wanted, function, arity) do
    candidates =
      for "Elixir." <> name <- [Atom.to_string(wanted)],
          wanted = String.downcase(name),
          not String.contains?(name, "."),
          {module, _} <- :code.all_loaded(),
          "Elixir." <> candidate <- [Atom.to_string(module)],
          String.downcase(candidate) == wanted or String.ends_with?(candidate, "." <> name),
          function_exported?(module, function, arity),
          do: module

    candidates |> Enum.sort() |> Enum.take(@suggestions_shown)
  end

  @doc false
  def hint_for_loaded_module(module, function, arity) do
    cond do
      macro_exported?(module, function, arity) ->
        ". However, there is a macro with the same name and arity. Be sure to require #{inspect(module)} if you intend " <>
          "to invoke this macro"

      behaviour = expecting_behaviour(module, function, arity) ->
        ", but the behaviour #{inspect(behaviour)} expects it to be present"

      true ->
        suggestions(module, function, arity)
    end
  end

  defp expecting_behaviour(module, function, arity) do
    behaviours =
      for {:behaviour, names} <- module.module_info(:attributes), name <- List.wrap(names), do: name

    Enum.find(behaviours, fn behaviour ->
      match?({:module, _}, :code.ensure_loaded(behaviour)) and
        function_exported?(behaviour, :behaviour_info, 1) and
        {function, arity} in behaviour.behaviour_info(:callbacks) and
        {function, arity} not in behaviour.behaviour_info(:optional_callbacks)
    end)
  end

  defp suggestions(module, function, arity) do
    text = Atom.to_string(function)

    exports = exports(module)

    case for({^function, other} <- exports, other != arity, do: {function, other}) do
      [] -> text |> similar_functions(exports) |> did_you_mean()
      same_name -> same_name |> Enum.sort() |> Enum.take(@suggestions_shown) |> did_you_mean()
    end
  end

  defp similar_functions(text, exports) do
    found =
      for {name, other} <- exports,
          distance = String.jaro_distance(text, Atom.to_string(name)),
          distance > @suggestion_threshold,
          do: {distance, name, other}

    found
    |> Enum.sort(fn {d1, n1, a1}, {d2, n2, a2} -> d1 > d2 or (d1 == d2 and {n1, a1} <= {n2, a2}) end)
    |> Enum.take(@suggestions_shown)
    |> Enum.map(fn {_, name, other} -> {name, other} end)
    |> Enum.sort()
  end

  defp did_you_mean([]), do: ""

  defp did_you_mean(functions) do
    lines = Enum.map(functions, fn {name, arity} -> "    * #{Exception.__format_name__(name)}/#{arity}\n" end)
    ". Did you mean:\n\n" <> IO.iodata_to_binary(lines)
  end

  defp exports(module) do
    if function_exported?(module, :__info__, 1) do
      module.__info__(:macros) ++ module.__info__(:functions)
    else
      module.module_info(:exports)
    end
  end
end

defmodule KeyError do
  @moduledoc """
  A key was not found.

      iex> Exception.message(%KeyError{key: :a})
      "key :a not found"

  """
  defexception [:key, :term, :message]

  @suggestion_threshold 0.77
  @suggestions_shown 5

  @impl true
  def message(%{message: nil, key: key, term: nil}), do: "key #{inspect(key)} not found"

  def message(%{message: nil, key: key, term: term}) do
    Exception.__format_message_with_term__("key #{inspect(key)} not found in:", term)
  end

  def message(%{message: message}), do: message

  @impl true
  def blame(%{message: nil, key: key, term: term} = exception, stacktrace) when is_atom(key) do
    case similar_keys(key, term) do
      [] ->
        {exception, stacktrace}

      keys ->
        hint = ["\nDid you mean:\n\n" | Enum.map(keys, &["    * ", inspect(&1), ?\n])]
        {%{exception | message: IO.iodata_to_binary([message(exception) | hint])}, stacktrace}
    end
  end

  def blame(exception, stacktrace), do: {exception, stacktrace}

  defp similar_keys(key, term) do
    text = Atom.to_string(key)

    found =
      for candidate <- keys(term),
          is_atom(candidate),
          distance = String.jaro_distance(text, Atom.to_string(candidate)),
          distance > @suggestion_threshold,
          do: {distance, candidate}

    found
    |> Enum.sort(fn {d1, k1}, {d2, k2} -> d1 > d2 or (d1 == d2 and k1 <= k2) end)
    |> Enum.take(@suggestions_shown)
    |> Enum.map(fn {_, candidate} -> candidate end)
    |> Enum.sort()
  end

  defp keys(%{__struct__: _} = struct), do: struct |> Map.from_struct() |> Map.keys()
  defp keys(map) when is_map(map), do: Map.keys(map)
  defp keys([{_, _} | _] = list), do: for({key, _} <- list, do: key)
  defp keys(_), do: []
end

defmodule ErlangError do
  @moduledoc """
  An error reason that no other exception stands for; it is in `:original`.

      iex> Exception.message(%ErlangError{original: :sample})
      "Erlang error: :sample"

  """
  defexception [:original, :reason]

  @impl true
  def message(%{original: original, reason: nil}), do: "Erlang error: #{inspect(original)}"
  def message(%{original: original, reason: reason}), do: "Erlang error: #{inspect(original)}#{reason}"

  @doc false
  def normalize(:badarg, stacktrace) do
    case stacktrace do
      [{:erlang, :apply, [module, function, args], _} | _]
      when not is_atom(module) or not is_atom(function) or not is_list(args) ->
        %ArgumentError{message: ArgumentError.__apply_message__(module, function, args)}

      _ ->
        case details(:badarg, stacktrace) do
          {:ok, reason, details} -> %ArgumentError{message: reason <> details}
          :error -> %ArgumentError{}
        end
    end
  end

  def normalize(:badarith, _stacktrace), do: %ArithmeticError{}

  def normalize(:system_limit, stacktrace) do
    case details(:system_limit, stacktrace) do
      {:ok, reason, details} -> %SystemLimitError{message: "a system limit has been reached due to " <> reason <> details}
      :error -> %SystemLimitError{}
    end
  end

  def normalize(:cond_clause, _stacktrace), do: %CondClauseError{}

  def normalize(:undef, stacktrace) do
    {module, function, arity} = first_call(stacktrace)
    %UndefinedFunctionError{module: module, function: function, arity: arity}
  end

  def normalize(:function_clause, stacktrace) do
    {module, function, arity} = first_call(stacktrace)
    %FunctionClauseError{module: module, function: function, arity: arity}
  end

  def normalize({:badarg, payload}, _stacktrace), do: %ArgumentError{message: "argument error: #{inspect(payload)}"}
  def normalize({:badarity, {function, args}}, _stacktrace), do: %BadArityError{function: function, args: args}
  def normalize({:badfun, term}, _stacktrace), do: %BadFunctionError{term: term}
  def normalize({:badmap, term}, _stacktrace), do: %BadMapError{term: term}
  def normalize({:badbool, operator, term}, _stacktrace), do: %BadBooleanError{term: term, operator: operator}
  def normalize({:badmatch, term}, _stacktrace), do: %MatchError{term: term}
  def normalize({:case_clause, term}, _stacktrace), do: %CaseClauseError{term: term}
  def normalize({:else_clause, term}, _stacktrace), do: %WithClauseError{term: term}
  def normalize({:try_clause, term}, _stacktrace), do: %TryClauseError{term: term}
  def normalize({:badkey, key, term}, _stacktrace), do: %KeyError{key: key, term: term}

  # The BIFs on maps say which key, and the map is among their arguments.
  def normalize({:badkey, key}, stacktrace) do
    term =
      case stacktrace do
        [{Map, :get_and_update!, [map, _, _], _} | _] when is_map(map) -> map
        [{Map, :update!, [map, _, _], _} | _] when is_map(map) -> map
        [{:maps, :update, [_, _, map], _} | _] when is_map(map) -> map
        [{:maps, :get, [_, map], _} | _] when is_map(map) -> map
        [{:erlang, :map_get, [_, map], _} | _] when is_map(map) -> map
        _ -> nil
      end

    %KeyError{key: key, term: term}
  end

  def normalize(original, stacktrace) do
    case details(original, stacktrace) do
      {:ok, _reason, details} -> %ErlangError{original: original, reason: ": " <> strip(details)}
      :error -> %ErlangError{original: original}
    end
  end

  defp strip(<<": ", rest::binary>>), do: rest
  defp strip(text), do: text

  defp first_call([{module, function, args, _} | _]) when is_list(args), do: {module, function, length(args)}
  defp first_call([{module, function, arity, _} | _]) when is_integer(arity), do: {module, function, arity}
  defp first_call(_), do: {nil, nil, nil}

  # A stacktrace entry may name a module that explains the error in terms of the arguments:
  # `error_info: %{module: module, function: function, cause: term}`.
  defp details(original, [{module, _, args_or_arity, meta} | _] = stacktrace) when is_list(meta) do
    case :lists.keyfind(:error_info, 1, meta) do
      {:error_info, %{} = info} ->
        explainer = Map.get(info, :module, module)
        function = Map.get(info, :function, :format_error)

        try do
          explainer |> apply(function, [original, stacktrace]) |> explain(original, args_or_arity)
        rescue
          _ -> :error
        end

      _ ->
        :error
    end
  end

  defp details(_original, _stacktrace), do: :error

  defp explain(%{} = extra, original, args_or_arity) do
    arity = if is_list(args_or_arity), do: length(args_or_arity), else: args_or_arity

    arguments =
      for position <- positions(arity), text = extra[position] do
        ["  * ", ordinal(position), " argument: ", text, ?\n]
      end

    case {arguments, extra} do
      {[_ | _], _} when original in [:badarg, :system_limit] ->
        prefix = if original == :badarg, do: "errors were found at the given arguments:", else: "errors at the given arguments:"
        {:ok, prefix, IO.chardata_to_string(["\n\n" | arguments])}

      {[_ | _], _} ->
        {:ok, "", IO.chardata_to_string(["\n\n" | arguments])}

      {[], %{general: general, reason: reason}} when original == :badarg ->
        for_original(IO.chardata_to_string([reason, ": ", general]), original)

      {[], %{general: general}} ->
        for_original(IO.chardata_to_string(general), original)

      {[], %{reason: reason}} ->
        for_original(IO.chardata_to_string(reason), original)

      _ ->
        :error
    end
  end

  defp for_original(text, original) when original in [:badarg, :system_limit], do: {:ok, text, ""}
  defp for_original(text, _original), do: {:ok, "", text}

  defp positions(arity) when arity > 0, do: Enum.to_list(1..arity//1)
  defp positions(_), do: []

  defp ordinal(1), do: "1st"
  defp ordinal(2), do: "2nd"
  defp ordinal(3), do: "3rd"
  defp ordinal(n), do: "#{n}th"
end

defmodule Protocol.UndefinedError do
  @moduledoc """
  A protocol is not implemented for a value.
  """
  defexception [:protocol, :value, description: ""]

  @impl true
  def message(%{protocol: protocol, value: value, description: description}) do
    text = "protocol #{inspect(protocol)} not implemented for #{type(value)}"

    text =
      case implementations(protocol) do
        "" when description == "" -> text
        "" -> text <> ", " <> description
        known when description == "" -> text <> ". " <> known
        known -> text <> ", " <> description <> ". " <> known
      end

    Exception.__format_message_with_term__(text <> "\n\nGot value:", value)
  end

  defp type(%{__struct__: struct}) when is_atom(struct), do: "#{inspect(struct)} (a struct)"
  defp type(value) when is_tuple(value), do: "Tuple"
  defp type(value) when is_atom(value), do: "Atom"
  defp type(value) when is_list(value), do: "List"
  defp type(value) when is_map(value), do: "Map"
  defp type(value) when is_bitstring(value), do: "BitString"
  defp type(value) when is_integer(value), do: "Integer"
  defp type(value) when is_float(value), do: "Float"
  defp type(value) when is_function(value), do: "Function"
  defp type(value) when is_pid(value), do: "PID"
  defp type(value) when is_port(value), do: "Port"
  defp type(value) when is_reference(value), do: "Reference"

  defp implementations(protocol) do
    case protocol.__protocol__(:impls) do
      {:consolidated, []} -> "There are no implementations for this protocol."
      {:consolidated, types} -> "This protocol is implemented for: #{Enum.map_join(types, ", ", &inspect/1)}"
      :not_consolidated -> ""
    end
  end
end

defmodule CompileError do
  @moduledoc """
  Code does not compile.

      iex> Exception.message(%CompileError{file: "a.ex", line: 1, description: "oops"})
      "a.ex:1: oops"

  """
  defexception [:file, :line, description: "compile error"]

  @impl true
  def message(%{file: nil, description: description}), do: description

  def message(%{file: file, line: line, description: description}) do
    Exception.format_file_line(Path.relative_to_cwd(file), line) <> " " <> description
  end
end

defmodule Kernel.TypespecError do
  @moduledoc """
  A type specification is wrong.
  """
  defexception [:file, :line, :description]

  @impl true
  def message(%{file: file, line: line, description: description}) do
    Exception.format_file_line(Path.relative_to_cwd(file), line) <> " " <> description
  end
end

defmodule SyntaxError do
  @moduledoc """
  Source text does not parse.
  """
  defexception [:file, :line, :column, :snippet, description: "syntax error"]

  @impl true
  def message(%{file: file, line: line, column: column, description: description, snippet: snippet}) do
    location = Exception.__location__(file, line, column)
    "invalid syntax found on #{location}\n" <> Exception.__snippet__(location, line, column, description, snippet, 3)
  end
end

defmodule TokenMissingError do
  @moduledoc """
  Source text ends before an expression does.
  """
  defexception [
    :file,
    :line,
    :column,
    :end_line,
    :end_column,
    :snippet,
    :opening_delimiter,
    :expected_delimiter,
    description: "expression is incomplete"
  ]

  @impl true
  def message(%{file: file, snippet: snippet, end_line: end_line, expected_delimiter: expected} = exception)
      when is_binary(snippet) and is_integer(end_line) and expected != nil do
    %{line: line, column: column, description: description} = exception
    lines = snippet |> String.trim_trailing("\n") |> String.split("\n")
    last = line + length(lines) - 1
    last_column = String.length(List.last(lines)) + 1
    location = Exception.__location__(file, last, last_column)

    "token missing on #{location}\n" <>
      Exception.__delimiters__(
        location,
        lines,
        {line, column},
        {last, last_column},
        description,
        ~s[missing closing delimiter (expected #{Exception.format_delimiter(expected)})]
      )
  end

  def message(%{file: file, line: line, column: column, description: description, snippet: snippet}) do
    location = Exception.__location__(file, line, column)
    "token missing on #{location}\n" <> Exception.__snippet__(location, line, column, description, snippet, 0)
  end
end

defmodule MismatchedDelimiterError do
  @moduledoc """
  A delimiter is closed by one of another kind.
  """
  defexception [
    :file,
    :line,
    :column,
    :end_line,
    :end_column,
    :opening_delimiter,
    :closing_delimiter,
    :expected_delimiter,
    :snippet,
    description: "mismatched delimiter error"
  ]

  @impl true
  def message(%{file: file, line: line, column: column, end_line: end_line, end_column: end_column} = exception) do
    location = Exception.__location__(file, end_line, end_column)
    lines = exception.snippet |> String.split("\n") |> Enum.take(end_line - line + 1)

    "mismatched delimiter found on #{location}\n" <>
      Exception.__delimiters__(
        location,
        lines,
        {line, column},
        {end_line, end_column},
        exception.description,
        ~s[mismatched closing delimiter (expected #{Exception.format_delimiter(exception.expected_delimiter)})]
      )
  end
end

defmodule Code.LoadError do
  @moduledoc """
  A file could not be loaded.
  """
  defexception [:file, :message, :reason]

  @impl true
  def exception(fields) do
    file = Keyword.fetch!(fields, :file)
    reason = Keyword.fetch!(fields, :reason)
    %Code.LoadError{file: file, reason: reason, message: "could not load #{file}. Reason: #{reason}"}
  end
end

defmodule UnicodeConversionError do
  @moduledoc """
  Text is not valid in its encoding.
  """
  defexception [:encoded, :message]

  @impl true
  def exception(fields) do
    %UnicodeConversionError{
      encoded: Keyword.fetch!(fields, :encoded),
      message: "#{Keyword.fetch!(fields, :kind)} #{describe(Keyword.fetch!(fields, :rest))}"
    }
  end

  # Deep lists are looked into for what stopped the conversion.
  defp describe([char | _]) when is_integer(char), do: "code point #{char}"
  defp describe([rest | _]), do: describe(rest)
  defp describe(rest) when is_binary(rest), do: "encoding starting at #{inspect(rest)}"
end

defmodule Enum.OutOfBoundsError do
  @moduledoc """
  An index is not within an enumerable.

      iex> Exception.message(Enum.OutOfBoundsError.exception(index: 3, enumerable: [1, 2]))
      "out of bounds error at position 3 when traversing enumerable [1, 2]"

  """
  defexception message: "out of bounds error"

  @impl true
  def exception(opts) do
    case {Keyword.fetch(opts, :index), Keyword.fetch(opts, :enumerable)} do
      {{:ok, index}, {:ok, enumerable}} -> %__MODULE__{message: message(index, enumerable)}
      _ -> struct!(__MODULE__, opts)
    end
  end

  @doc """
  The text for an index that is not within an enumerable.

      iex> Enum.OutOfBoundsError.message(3, [1, 2])
      "out of bounds error at position 3 when traversing enumerable [1, 2]"

  """
  @spec message(integer, Enumerable.t()) :: String.t()
  def message(index, enumerable), do: "out of bounds error at position #{index} when traversing enumerable #{inspect(enumerable)}"
end

defmodule Enum.EmptyError do
  @moduledoc """
  An enumerable is empty and must not be.

      iex> Exception.message(%Enum.EmptyError{})
      "empty error"

  """
  defexception message: "empty error"
end

defmodule IO.StreamError do
  @moduledoc """
  Reading from or writing to a stream failed.
  """
  defexception [:reason]

  @impl true
  def message(%{reason: reason}), do: "error during streaming: #{inspect(reason)}"
end

defmodule MissingApplicationsError do
  @moduledoc """
  Applications are needed that are not there.
  """
  defexception apps: [], description: "missing applications found"

  @impl true
  def message(%{apps: apps, description: description}) do
    lines =
      for {app, requirement} <- apps do
        "\n  {#{inspect(app)}, #{inspect(to_string(requirement))}}"
      end

    "#{description}\n\nTo address this, include these applications as your dependencies:\n#{lines}"
  end
end
