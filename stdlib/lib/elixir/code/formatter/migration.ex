defmodule Code.Formatter.Migration do
  @moduledoc false

  # Replaces deprecated constructs in quoted code before it is formatted, as far as the `:migrate_...` options ask for it. The
  # code has the shape in which Code.Formatter takes it.

  # Names of the segment types that are written without parentheses.
  @segment_types [
    :integer, :float, :bits, :bitstring, :binary, :bytes, :utf8, :utf16, :utf32, :signed, :unsigned, :little, :big, :native, :_
  ]

  # Calls that answer nothing but true and false.
  @boolean_calls [
    :is_atom, :is_binary, :is_boolean, :is_exception, :is_float, :is_function, :is_integer, :is_list, :is_map, :is_nil,
    :is_non_struct_map, :is_number, :is_pid, :is_port, :is_reference, :is_struct, :is_tuple
  ]
  @boolean_operators [:<, :>, :<=, :>=]

  @definitions [:def, :defp, :defmacro, :defmacrop, :defguard, :defguardp, :defdelegate]

  @opposites %{==: :!=, !=: :==, ===: :!==, !==: :===}

  @doc false
  @spec migrate(Macro.t(), keyword) :: Macro.t()
  def migrate(quoted, opts) do
    all? = Keyword.get(opts, :migrate, false)
    wanted? = &Keyword.get(opts, &1, all?)

    rules =
      [
        migrate_bitstring_modifiers: &segment_types/1,
        migrate_charlists_as_sigils: &charlist_sigil/1,
        migrate_unless: &negated_if/1,
        migrate_call_parens_on_pipe: &pipe_parens/1
      ]
      |> Enum.filter(fn {option, _rule} -> wanted?.(option) end)
      |> Keyword.values()

    if rules == [], do: quoted, else: Macro.prewalk(quoted, &Enum.reduce(rules, &1, fn rule, node -> rule.(node) end))
  end

  # <<a::binary()>> and <<a::custom>> become <<a::binary>> and <<a::custom()>>.
  defp segment_types({:<<>>, meta, segments}) when is_list(segments) do
    if meta[:delimiter], do: {:<<>>, meta, segments}, else: {:<<>>, meta, Enum.map(segments, &segment/1)}
  end

  defp segment_types(node), do: node

  defp segment({:<-, meta, [segment, source]}), do: {:<-, meta, [segment(segment), source]}
  defp segment({:"::", meta, [value, spec]}), do: {:"::", meta, [value, segment_spec(spec)]}
  defp segment(segment), do: segment

  defp segment_spec({:-, meta, [left, right]}), do: {:-, meta, [segment_spec(left), segment_spec(right)]}

  defp segment_spec({name, meta, args}) when name in @segment_types and args == [] do
    {name, Keyword.delete(meta, :closing), nil}
  end

  defp segment_spec({name, meta, context}) when is_atom(name) and is_atom(context) and name not in @segment_types do
    {name, with_parens(meta), []}
  end

  defp segment_spec(spec), do: spec

  # 'text' becomes ~c"text".
  defp charlist_sigil({:__block__, meta, [charlist]} = node) when is_list(charlist) do
    if meta[:delimiter], do: sigil([List.to_string(charlist)], meta), else: node
  end

  defp charlist_sigil({{:., _, [List, :to_charlist]}, meta, [entries]} = node) when is_list(entries) do
    if meta[:delimiter], do: entries |> Enum.map(&interpolation/1) |> sigil(meta), else: node
  end

  defp charlist_sigil(node), do: node

  defp interpolation(text) when is_binary(text), do: text
  defp interpolation({_, meta, _} = call), do: {:"::", meta, [call, {:binary, meta, nil}]}

  defp sigil(entries, meta) do
    delimiter =
      cond do
        meta[:delimiter] == "'''" -> ~s["""]
        Enum.any?(entries, &(is_binary(&1) and String.contains?(&1, "\""))) -> "'"
        true -> "\""
      end

    {:sigil_c, Keyword.put(meta, :delimiter, delimiter), [{:<<>>, Keyword.take(meta, [:line, :indentation]), entries}, []]}
  end

  # `unless` becomes `if` with the opposite condition.
  defp negated_if({:unless, meta, [condition, blocks]}), do: {:if, meta, [negate(condition), blocks]}

  defp negated_if({:|>, meta, [condition, {:unless, call_meta, [blocks]}]}) do
    {:|>, meta, [negate_piped(condition), {:if, call_meta, [blocks]}]}
  end

  defp negated_if(node), do: node

  defp negate_piped({:|>, meta, [_, _]} = condition) do
    line = Keyword.take(meta, [:line])
    kernel = {:__aliases__, line, [:Kernel]}
    {:|>, meta, [condition, {{:., line, [kernel, :!]}, with_parens(line), []}]}
  end

  defp negate_piped(condition), do: negate(condition)

  defp negate({:__block__, _, [{_, _, [_]} = inner]}), do: negate(inner)
  defp negate({operator, _, [condition]}) when operator in [:!, :not], do: condition
  defp negate({:in, meta, [_, _]} = condition), do: {:not, meta, [condition]}

  defp negate({operator, meta, [left, right]}) when is_map_key(@opposites, operator) do
    {Map.fetch!(@opposites, operator), meta, [left, right]}
  end

  defp negate({name, meta, [_ | _]} = condition) when name in @boolean_calls, do: {:not, Keyword.take(meta, [:line]), [condition]}
  defp negate({name, meta, [_, _]} = condition) when name in @boolean_operators, do: {:not, Keyword.take(meta, [:line]), [condition]}
  defp negate({_, meta, _} = condition), do: {:!, Keyword.take(meta, [:line]), [condition]}
  defp negate(condition), do: {:!, [], [condition]}

  # What is defined is no call: its head is marked, to be left as it is.
  defp pipe_parens({kind, meta, [head | rest]}) when kind in @definitions, do: {kind, meta, [defined(head) | rest]}

  defp pipe_parens({:|>, [{:defined, true} | _], _} = head), do: head

  # `value |> name` becomes `value |> name()`.
  defp pipe_parens({:|>, meta, [left, {name, call_meta, context}]}) when is_atom(name) and is_atom(context) do
    {:|>, meta, [left, {name, with_parens(call_meta), []}]}
  end

  defp pipe_parens({:|>, meta, [left, {{:., _, [_, _]} = dot, call_meta, []}]}) do
    {:|>, meta, [left, {dot, call_meta |> Keyword.delete(:no_parens) |> with_parens(), []}]}
  end

  defp pipe_parens(node), do: node

  defp defined({:when, meta, [head | guards]}), do: {:when, meta, [defined(head) | guards]}
  defp defined({:|>, meta, operands}), do: {:|>, [{:defined, true} | meta], operands}
  defp defined(head), do: head

  defp with_parens(meta), do: Keyword.put_new(meta, :closing, Keyword.take(meta, [:line]))
end
