defmodule ExUnit.Diff.Values do
  @moduledoc false

  # The difference of two values, as {equivalent?, node of the left, node of the right}.

  alias ExUnit.Diff.{Script, Side}

  def diff(left, right, operator) do
    if same?(left, right, operator),
      do: {true, {:value, left}, {:value, right}},
      else: differ(left, right, operator)
  end

  defp same?(left, right, :==), do: left == right
  defp same?(left, right, :===), do: left === right

  defp differ(left, right, _operator) when is_integer(left) and is_integer(right), do: texts(left, right)
  defp differ(left, right, _operator) when is_float(left) and is_float(right), do: texts(left, right)
  defp differ(left, right, _operator) when is_binary(left) and is_binary(right), do: strings(left, right, :string)

  defp differ(left, right, operator) when is_list(left) and is_list(right) do
    if charlist?(left) and charlist?(right),
      do: strings(List.to_string(left), List.to_string(right), :charlist),
      else: lists(left, right, operator)
  end

  defp differ(left, right, operator) when is_tuple(left) and is_tuple(right) do
    {lefts, rights} = positions(Tuple.to_list(left), Tuple.to_list(right), operator, [], [])
    {false, {:tuple, Enum.reverse(lefts)}, {:tuple, Enum.reverse(rights)}}
  end

  defp differ(left, right, operator) when is_map(left) and is_map(right), do: maps(left, right, operator)
  defp differ(left, right, operator) when is_function(left) and is_function(right), do: functions(left, right, operator)
  defp differ(left, right, _operator), do: whole(left, right)

  @doc "The difference of things that have nothing in common."
  def whole(left, right), do: {false, {:changed, {:value, left}}, {:changed, {:value, right}}}

  @doc "Whether a list is shown as a charlist."
  def charlist?(list), do: List.ascii_printable?(list)

  # Texts

  defp texts(left, right) do
    {left_text, right_text} = {inspect(left), inspect(right)}

    if similar?(left_text, right_text) do
      {lefts, rights} = parts(left_text, right_text)
      {false, {:text, lefts}, {:text, rights}}
    else
      whole(left, right)
    end
  end

  @doc "The difference of two strings that stand in quotes of the given kind."
  def strings(left, right, kind) do
    {left, right} = {escape(left), escape(right)}
    {lefts, rights} = if similar?(left, right), do: parts(left, right), else: {[changed: left], [changed: right]}
    {false, {kind, lefts}, {kind, rights}}
  end

  @doc "What stands between the quotes of a string."
  def escape(string) do
    quoted = inspect(string, binaries: :as_strings, printable_limit: :infinity)
    binary_part(quoted, 1, byte_size(quoted) - 2)
  end

  @similarity 0.4

  @doc "Whether showing the difference of two strings letter by letter would tell anything."
  def similar?(left, right), do: String.bag_distance(left, right) > @similarity

  @doc "The parts of both strings, each as `{:same | :changed, text}`."
  def parts(left, right) do
    script = String.myers_difference(left, right)
    {for({kind, text} <- script, kind != :ins, do: {mark(kind), text}), for({kind, text} <- script, kind != :del, do: {mark(kind), text})}
  end

  defp mark(:eq), do: :same
  defp mark(_), do: :changed

  # Lists: what the right has more than the left is not aligned with anything, as it would not be in a pattern.

  defp lists(left, right, operator) do
    {lefts, left_tail} = split(left, [])
    {rights, right_tail} = split(right, [])
    {rights, rest} = Enum.split(rights, length(lefts))
    {lefts, rights} = elements(lefts, rights, operator)
    {left_tail, rest, right_tail} = tails(left_tail, rest, right_tail, operator)
    {false, {:list, lefts, left_tail}, {:list, rights ++ rest, right_tail}}
  end

  @doc "The elements of a list and its tail."
  def split([head | tail], acc), do: split(tail, [head | acc])
  def split(tail, acc), do: {Enum.reverse(acc), tail}

  defp elements(lefts, rights, operator) do
    same? = fn left, right, env -> if same?(left, right, operator), do: {:ok, env}, else: :error end

    {lefts, rights} =
      for step <- Script.align(lefts, rights, nil, same?), reduce: {[], []} do
        {lefts, rights} ->
          case step do
            {:both, left, right} -> {[{:value, left} | lefts], [{:value, right} | rights]}
            {:only, left, right} -> positions(left, right, operator, lefts, rights)
          end
      end

    {Enum.reverse(lefts), Enum.reverse(rights)}
  end

  defp tails([], [], [], _operator), do: {nil, [], nil}

  defp tails(left, [], right, operator) do
    {_, left_node, right_node} = diff(left, right, operator)
    {if(left != [], do: left_node), [], if(right != [], do: right_node)}
  end

  defp tails(left, rest, right, _operator) do
    {if(left != [], do: changed(left)), Enum.map(rest, &changed/1), if(right != [], do: changed(right))}
  end

  defp changed(value), do: {:changed, {:value, value}}

  # One after the other, in front of the nodes there are: the last first.
  defp positions([left | lefts], [right | rights], operator, left_nodes, right_nodes) do
    {_, left_node, right_node} = diff(left, right, operator)
    positions(lefts, rights, operator, [left_node | left_nodes], [right_node | right_nodes])
  end

  defp positions(lefts, rights, _operator, left_nodes, right_nodes) do
    {Enum.reverse(Enum.map(lefts, &changed/1)) ++ left_nodes, Enum.reverse(Enum.map(rights, &changed/1)) ++ right_nodes}
  end

  # Maps

  defp maps(left, right, operator) do
    case {custom?(left), custom?(right)} do
      {true, true} -> if inspect(left) == inspect(right), do: fields(left, right, operator), else: texts(left, right)
      {false, false} -> fields(left, right, operator)
      _ -> whole(left, right)
    end
  end

  @doc "Whether a value is a struct with an implementation of `Inspect` of its own."
  def custom?(%_{} = struct), do: Inspect.impl_for(struct) != Inspect.Any
  def custom?(_), do: false

  defp fields(left, right, operator) do
    {left_name, right_name} = names(Side.struct_name(left), Side.struct_name(right))
    lefts = Side.fields(left)
    rights = Side.fields(right)

    {common_left, common_right} =
      for {key, left_value} <- lefts, is_map_key(right, key) do
        {_, left_node, right_node} = diff(left_value, :maps.get(key, right), operator)
        {{:pair, {:value, key}, left_node}, {:pair, {:value, key}, right_node}}
      end
      |> Enum.unzip()

    {false, {:map, left_name, common_left ++ missing(lefts, right)}, {:map, right_name, common_right ++ missing(rights, left)}}
  end

  defp missing(fields, other) do
    for {key, value} <- fields, not is_map_key(other, key), do: {:changed, {:pair, {:value, key}, {:value, value}}}
  end

  @doc "The nodes of the names of two structs (`nil` for a map)."
  def names(name, name), do: {name && {:value, name}, name && {:value, name}}
  def names(left, right), do: {left && changed(left), right && changed(right)}

  # Functions that differ in nothing but what they have closed over.
  defp functions(left, right, operator) do
    {left_info, right_info} = {Map.new(Function.info(left)), Map.new(Function.info(right))}

    if left_info.type == :local and Map.delete(left_info, :env) == Map.delete(right_info, :env) and left_info.env != right_info.env do
      {_, left_env, right_env} = diff(left_info.env, right_info.env, operator)
      {false, {:closure, inspect(left), left_env}, {:closure, inspect(right), right_env}}
    else
      whole(left, right)
    end
  end
end
