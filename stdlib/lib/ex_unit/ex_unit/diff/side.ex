defmodule ExUnit.Diff.Side do
  @moduledoc false

  # One side of a difference, as a tree of nodes:
  #
  #     {:value, term}                a value
  #     {:code, quoted}               part of a pattern
  #     {:changed, node}              a part that differs
  #     {:text, parts}                a text in parts {:same | :changed, text}; {:string, parts} and {:charlist, parts} in quotes
  #     {:list, nodes, tail | nil}
  #     {:concat, operator, left, right}
  #     {:tuple, nodes}
  #     {:map, name | nil, pairs}     pairs are {:pair, key, value}
  #     {:closure, text, env}         a function and what it has closed over
  #     {:guard, operator, left, right}

  import Inspect.Algebra

  @opts %Inspect.Opts{limit: :infinity, printable_limit: :infinity}

  def to_algebra(node, wrap), do: node |> doc(wrap) |> group()

  defp doc({:changed, node}, wrap), do: wrap.(flat(node))
  defp doc({:value, value}, wrap), do: value_doc(value, wrap)
  defp doc({:code, quoted}, _wrap), do: code(quoted)
  defp doc({:text, parts}, wrap), do: parts(parts, wrap)
  defp doc({:string, parts}, wrap), do: concat(["\"", parts(parts, wrap), "\""])
  defp doc({:charlist, parts}, wrap), do: concat(["~c\"", parts(parts, wrap), "\""])
  defp doc({:concat, operator, left, right}, wrap), do: concat([doc(left, wrap), " #{operator} ", doc(right, wrap)])
  defp doc({:tuple, nodes}, wrap), do: container("{", nodes, "}", &doc(&1, wrap))
  defp doc({:guard, operator, left, right}, wrap), do: concat([doc(left, wrap), " #{operator} ", doc(right, wrap)])
  defp doc({:parens, node}, wrap), do: concat(["(", doc(node, wrap), ")"])

  defp doc({:list, nodes, nil}, wrap) do
    if nodes != [] and Enum.all?(nodes, &keyword_pair?/1),
      do: container("[", nodes, "]", &keyword_doc(&1, wrap)),
      else: container("[", nodes, "]", &doc(&1, wrap))
  end

  defp doc({:list, nodes, tail}, wrap) do
    {init, [last]} = Enum.split(nodes, -1)

    container("[", init ++ [{:cons, last, tail}], "]", fn
      {:cons, last, tail} -> concat([doc(last, wrap), " | ", doc(tail, wrap)])
      node -> doc(node, wrap)
    end)
  end

  defp doc({:map, name, pairs}, wrap) do
    open = if name, do: concat(["%", doc(name, wrap), "{"]), else: "%{"
    container(open, pairs, "}", pair_doc(pairs, wrap))
  end

  defp doc({:closure, text, env}, wrap) do
    "#Function<" <> rest = text
    name = binary_part(rest, 0, byte_size(rest) - 1)
    force_unfit(concat([nest(concat(["#Function<", line(), name, line(), doc(env, wrap)]), 2), line(), ">"]))
  end

  defp container(open, nodes, close, fun), do: container_doc(open, nodes, close, @opts, fn node, _opts -> fun.(node) end, break: :strict)

  defp parts(parts, wrap), do: concat(for {kind, text} <- parts, do: if(kind == :changed, do: wrap.(text), else: text))

  # Values that are the same on both sides are laid out like those that are not.

  defp value_doc([], _wrap), do: "[]"

  defp value_doc(list, wrap) when is_list(list) do
    case ExUnit.Diff.Values.split(list, []) do
      {elements, []} -> if charlist?(list), do: plain(list), else: doc({:list, values(elements), nil}, wrap)
      {elements, tail} -> doc({:list, values(elements), {:value, tail}}, wrap)
    end
  end

  defp value_doc(tuple, wrap) when is_tuple(tuple), do: doc({:tuple, values(Tuple.to_list(tuple))}, wrap)

  defp value_doc(map, wrap) when is_map(map) do
    if ExUnit.Diff.Values.custom?(map), do: plain(map), else: doc(map_node(map, fields(map)), wrap)
  end

  defp value_doc(value, _wrap), do: plain(value)

  defp values(list), do: Enum.map(list, &{:value, &1})
  defp charlist?(list), do: ExUnit.Diff.Values.charlist?(list)
  defp plain(value), do: inspect(value, limit: :infinity, printable_limit: :infinity)

  defp map_node(map, fields) do
    name = struct_name(map)
    {:map, name && {:value, name}, for({key, value} <- fields, do: {:pair, {:value, key}, {:value, value}})}
  end

  @doc "The name of a struct, or `nil`."
  def struct_name(%{__struct__: name}) when is_atom(name), do: name
  def struct_name(_), do: nil

  @doc "The entries of a map by their keys; of a struct without its name."
  def fields(map), do: map |> entries() |> Enum.sort_by(&elem(&1, 0))

  defp entries(%{__struct__: name} = map) when is_atom(name), do: map |> Map.delete(:__struct__) |> :maps.to_list()
  defp entries(map), do: :maps.to_list(map)

  # The entries in the order in which inspect/2 writes them.
  defp written(%name{} = struct) do
    if Code.ensure_loaded?(name) and function_exported?(name, :__info__, 1) and is_list(name.__info__(:struct)),
      do: for(%{field: field} <- name.__info__(:struct), is_map_key(struct, field), do: {field, :maps.get(field, struct)}),
      else: fields(struct)
  end

  defp written(map), do: entries(map)

  # What differs as a whole is laid out on one line, save maps.
  defp flat({:value, map}) when is_map(map) do
    if ExUnit.Diff.Values.custom?(map), do: plain(map), else: flat_map(map_node(map, written(map)))
  end

  defp flat({:value, value}), do: plain(value)
  defp flat({:code, quoted}), do: code(quoted)
  defp flat(node), do: doc(node, & &1)

  defp flat_map({:map, name, pairs}) do
    open = if name, do: concat(["%", doc(name, & &1), "{"]), else: "%{"
    container(open, pairs, "}", fn pair -> flat_pair(pair, Enum.all?(pairs, &keyword_key?/1)) end)
  end

  defp flat_pair({:pair, {:value, key}, value}, true), do: concat([Macro.inspect_atom(:key, key), " ", flat(value)])
  defp flat_pair({:pair, key, value}, false), do: concat([flat(key), " => ", flat(value)])

  defp code({:%{}, _, pairs} = quoted) when is_list(pairs) do
    if original(quoted) == nil and pairs != [] and Enum.all?(pairs, &match?({_, _}, &1)),
      do: container("%{", pairs, "}", code_pair(pairs)),
      else: plain_code(quoted)
  end

  defp code(quoted), do: plain_code(quoted)

  defp code_pair(pairs) do
    if Enum.all?(pairs, fn {key, _} -> is_atom(key) end),
      do: fn {key, value} -> concat([Macro.inspect_atom(:key, key), " ", plain_code(value)]) end,
      else: fn {key, value} -> concat([plain_code(key), " => ", plain_code(value)]) end
  end

  # Where a macro stood, its author wants to see the macro.
  defp plain_code(quoted) do
    quoted
    |> Macro.prewalk(fn node -> original(node) || node end)
    |> Macro.to_string()
  end

  @doc "What a pattern was before its macros were expanded, or `nil`."
  def original({_, meta, _}) when is_list(meta), do: if(Keyword.keyword?(meta), do: Keyword.get(meta, :original))
  def original(_), do: nil

  # Keywords

  defp keyword_pair?({:tuple, [key, _value]}), do: atom_key?(key)
  defp keyword_pair?({:value, {key, _value}}), do: is_atom(key)
  defp keyword_pair?({:changed, {:code, {key, _value}}}), do: is_atom(key)
  defp keyword_pair?(_), do: false

  defp atom_key?({:changed, node}), do: atom_key?(node)
  defp atom_key?({:value, key}), do: is_atom(key)
  defp atom_key?({:code, key}), do: is_atom(key)
  defp atom_key?(_), do: false

  defp keyword_doc({:tuple, [key, value]}, wrap), do: concat([key_doc(key, wrap), " ", doc(value, wrap)])
  defp keyword_doc({:value, {key, value}}, wrap), do: concat([Macro.inspect_atom(:key, key), " ", value_doc(value, wrap)])

  defp keyword_doc({:changed, {:code, {key, value}}}, wrap),
    do: wrap.(concat([Macro.inspect_atom(:key, key), " ", plain_code(value)]))

  defp key_doc({:changed, node}, wrap), do: wrap.(key_doc(node, wrap))
  defp key_doc({_, key}, _wrap), do: Macro.inspect_atom(:key, key)

  defp pair_doc(pairs, wrap) do
    keyword? = Enum.all?(pairs, &keyword_key?/1)

    fn
      {:changed, {:pair, _, _} = pair} -> wrap.(flat_pair(pair, keyword?))
      {:pair, key, value} when keyword? -> concat([key_doc(key, wrap), " ", doc(value, wrap)])
      {:pair, key, value} -> concat([doc(key, wrap), " => ", doc(value, wrap)])
    end
  end

  defp keyword_key?({:changed, pair}), do: keyword_key?(pair)
  defp keyword_key?({:pair, key, _value}), do: atom_key?(key)
end
