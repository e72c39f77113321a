defmodule Module.Behaviour do
  @moduledoc false

  # What the compiler warns of when a module declares behaviours or marks callbacks with @impl.

  @typedoc "A definition with its line and the value of @impl before it; `:unset` when there was none."
  @type definition :: {Module.def_kind(), {atom, arity}, line :: non_neg_integer, impl :: boolean | module | :unset}

  @doc """
  The warnings for a module, each with the line that it belongs to (`nil`: that of the module).
  """
  @spec warnings(module, [module], [definition]) :: [{line :: non_neg_integer | nil, String.t()}]
  def warnings(module, behaviours, definitions) do
    {declared, problems} = declared(Enum.reverse(behaviours), module, [], [])
    callbacks = for {behaviour, pairs, _optional} <- declared, pair <- pairs, do: {pair, behaviour}

    problems ++
      conflicts(callbacks, module, %{}) ++
      missing(declared, definitions, module) ++
      impls(callbacks, Enum.map(declared, &elem(&1, 0)), definitions)
  end

  defp declared([behaviour | rest], module, found, problems) do
    cond do
      not Code.ensure_loaded?(behaviour) and not match?({:module, _}, Code.ensure_compiled(behaviour)) ->
        problem = "@behaviour #{inspect(behaviour)} does not exist (in module #{inspect(module)})"
        declared(rest, module, found, [{nil, problem} | problems])

      not function_exported?(behaviour, :behaviour_info, 1) ->
        problem = "module #{inspect(behaviour)} is not a behaviour (in module #{inspect(module)})"
        declared(rest, module, found, [{nil, problem} | problems])

      true ->
        pairs = Enum.map(behaviour.behaviour_info(:callbacks), &kind_and_pair/1)
        optional = Enum.map(behaviour.behaviour_info(:optional_callbacks), &kind_and_pair/1)
        declared(rest, module, [{behaviour, pairs, optional} | found], problems)
    end
  end

  defp declared([], _module, found, problems), do: {Enum.reverse(found), Enum.reverse(problems)}

  # A macro is listed as the function behind it.
  defp kind_and_pair({name, arity}) do
    case Atom.to_string(name) do
      "MACRO-" <> plain -> {:macro, {String.to_atom(plain), arity - 1}}
      _ -> {:function, {name, arity}}
    end
  end

  defp conflicts([{callback, behaviour} | rest], module, seen) do
    case seen do
      %{^callback => ^behaviour} ->
        text = "the behaviour #{inspect(behaviour)} has been declared twice (conflict in #{format(callback)} in module #{inspect(module)})"
        [{nil, text} | conflicts(rest, module, seen)]

      %{^callback => other} ->
        {kind, {name, arity}} = callback

        text =
          "conflicting behaviours found. Callback #{kind} #{name}/#{arity} is defined by both #{inspect(other)} and " <>
            "#{inspect(behaviour)} (in module #{inspect(module)})"

        [{nil, text} | conflicts(rest, module, seen)]

      _ ->
        conflicts(rest, module, Map.put(seen, callback, behaviour))
    end
  end

  defp conflicts([], _module, _seen), do: []

  defp missing(declared, definitions, module) do
    for {behaviour, callbacks, optional} <- declared,
        {kind, pair} = callback <- callbacks,
        text = missing_text(callback, callback in optional, defined_kind(definitions, pair), kind, behaviour, module),
        do: {nil, text}
  end

  defp defined_kind(definitions, pair), do: Enum.find_value(definitions, fn {kind, found, _, _} -> found == pair && kind end)

  defp missing_text(_callback, _optional?, :def, :function, _behaviour, _module), do: nil
  defp missing_text(_callback, _optional?, :defmacro, :macro, _behaviour, _module), do: nil
  defp missing_text(_callback, true, nil, _kind, _behaviour, _module), do: nil

  defp missing_text(callback, _optional?, nil, _kind, behaviour, module) do
    "#{format(callback)} required by behaviour #{inspect(behaviour)} is not implemented (in module #{inspect(module)})"
  end

  defp missing_text(callback, _optional?, defined, kind, behaviour, module) do
    expected = if kind == :macro, do: "defmacro", else: "def"

    "#{format(callback)} required by behaviour #{inspect(behaviour)} was implemented as \"#{defined}\" but should have " <>
      "been \"#{expected}\" (in module #{inspect(module)})"
  end

  # Once one callback is marked, all have to be.
  defp impls(callbacks, behaviours, definitions) do
    marked? = Enum.any?(definitions, fn {_, _, _, impl} -> impl != :unset end)

    Enum.flat_map(definitions, fn {kind, pair, line, impl} ->
      callback = {if(kind in [:defmacro, :defmacrop], do: :macro, else: :function), pair}
      known = for {^callback, behaviour} <- callbacks, do: behaviour

      case impl_problem(impl, kind, callback, known, behaviours, callbacks, marked?) do
        nil -> []
        text -> [{line, text}]
      end
    end)
  end

  defp impl_problem(impl, kind, callback, _known, _behaviours, _callbacks, _marked?)
       when impl != :unset and kind in [:defp, :defmacrop] do
    "#{format(callback)} is private, @impl attribute is always discarded for private functions/macros"
  end

  defp impl_problem(:unset, kind, callback, [behaviour | _], _behaviours, _callbacks, true) when kind in [:def, :defmacro] do
    "module attribute @impl was not set for #{format(callback)} callback (specified in #{inspect(behaviour)}). This either " <>
      "means you forgot to add the \"@impl true\" annotation before the definition or that you are accidentally " <>
      "overriding this callback"
  end

  defp impl_problem(:unset, _kind, _callback, _known, _behaviours, _callbacks, _marked?), do: nil

  defp impl_problem(false, _kind, callback, [behaviour | _], _behaviours, _callbacks, _marked?) do
    "got \"@impl false\" for #{format(callback)} but it is a callback specified in #{inspect(behaviour)}"
  end

  defp impl_problem(false, _kind, _callback, [], _behaviours, _callbacks, _marked?), do: nil

  defp impl_problem(true, _kind, callback, [], [], _callbacks, _marked?) do
    "got \"@impl true\" for #{format(callback)} but no behaviour was declared"
  end

  defp impl_problem(true, _kind, callback, [], _behaviours, callbacks, _marked?) do
    "got \"@impl true\" for #{format(callback)} but no behaviour specifies such callback#{known_text(callbacks)}"
  end

  defp impl_problem(true, _kind, _callback, _known, _behaviours, _callbacks, _marked?), do: nil

  defp impl_problem(module, _kind, callback, known, behaviours, callbacks, _marked?) when is_atom(module) do
    cond do
      module in known ->
        nil

      module not in behaviours ->
        "got \"@impl #{inspect(module)}\" for #{format(callback)} but this behaviour was not declared with @behaviour"

      true ->
        "got \"@impl #{inspect(module)}\" for #{format(callback)} but #{inspect(module)} does not specify such callback" <>
          known_text(callbacks)
    end
  end

  defp impl_problem(other, _kind, _callback, _known, _behaviours, _callbacks, _marked?) do
    "expected @impl to be a module or a boolean, got: #{inspect(other)}"
  end

  defp known_text([]), do: ". There are no known callbacks, please specify the proper @behaviour and make sure it defines callbacks"

  defp known_text(callbacks) do
    lines =
      for {{kind, {name, arity}}, behaviour} <- Enum.sort_by(callbacks, fn {{_, pair}, _} -> pair end) do
        "\n  * " <> Exception.format_mfa(behaviour, name, arity) <> " (#{kind})"
      end

    ". The known callbacks are:\n#{lines}\n"
  end

  defp format({kind, {name, arity}}), do: "#{kind} #{name}/#{arity}"
end
