defmodule :jlixir_erl_match do
  @moduledoc """
  Matches terms against patterns in Erlang's abstract format.

  Bindings are maps of variables: those that the pattern takes as bound, to which it adds. Expressions in it (sizes, keys of
  maps) are left to a function of them and the bindings so far.
  """

  @doc "The bindings with those that the pattern makes: `{:ok, bindings}` or `:nomatch`."
  def match({:var, _, :_}, _term, bindings, _evaluate), do: {:ok, bindings}

  def match({:var, _, name}, term, bindings, _evaluate) do
    case bindings do
      %{^name => bound} -> if bound === term, do: {:ok, bindings}, else: :nomatch
      _ -> {:ok, Map.put(bindings, name, term)}
    end
  end

  def match({:match, _, left, right}, term, bindings, evaluate) do
    with {:ok, bindings} <- match(left, term, bindings, evaluate), do: match(right, term, bindings, evaluate)
  end

  def match({:cons, _, head, tail}, [first | rest], bindings, evaluate) do
    with {:ok, bindings} <- match(head, first, bindings, evaluate), do: match(tail, rest, bindings, evaluate)
  end

  def match({:cons, _, _, _}, _term, _bindings, _evaluate), do: :nomatch

  def match({:tuple, _, patterns}, term, bindings, evaluate) when is_tuple(term) do
    match_all(patterns, :erlang.tuple_to_list(term), bindings, evaluate)
  end

  def match({:tuple, _, _}, _term, _bindings, _evaluate), do: :nomatch

  def match({:map, _, fields}, term, bindings, evaluate) when is_map(term), do: fields(fields, term, bindings, evaluate)
  def match({:map, _, _}, _term, _bindings, _evaluate), do: :nomatch

  def match({:bin, _, elements}, term, bindings, evaluate) when is_bitstring(term) do
    case prefix(elements, term, bindings, evaluate) do
      {:ok, bindings, <<>>} -> {:ok, bindings}
      _ -> :nomatch
    end
  end

  def match({:bin, _, _}, _term, _bindings, _evaluate), do: :nomatch

  def match({:op, anno, :++, left, right}, term, bindings, evaluate) do
    case left do
      {nil, _} ->
        match(right, term, bindings, evaluate)

      {:string, _, []} ->
        match(right, term, bindings, evaluate)

      {:string, _, [char | rest]} ->
        match({:cons, anno, {:integer, anno, char}, {:op, anno, :++, {:string, anno, rest}, right}}, term, bindings, evaluate)

      {:cons, _, head, tail} ->
        match({:cons, anno, head, {:op, anno, :++, tail, right}}, term, bindings, evaluate)
    end
  end

  def match(literal, term, bindings, evaluate), do: if(evaluate.(literal, bindings) === term, do: {:ok, bindings}, else: :nomatch)

  @doc "As `match/4`, of as many terms as patterns."
  def match_all([pattern | patterns], [term | terms], bindings, evaluate) do
    with {:ok, bindings} <- match(pattern, term, bindings, evaluate), do: match_all(patterns, terms, bindings, evaluate)
  end

  def match_all([], [], bindings, _evaluate), do: {:ok, bindings}
  def match_all(_patterns, _terms, _bindings, _evaluate), do: :nomatch

  defp fields([{:map_field_exact, _, key, pattern} | fields], map, bindings, evaluate) do
    key = evaluate.(key, bindings)

    case map do
      %{^key => value} -> with {:ok, bindings} <- match(pattern, value, bindings, evaluate), do: fields(fields, map, bindings, evaluate)
      _ -> :nomatch
    end
  end

  defp fields([], _map, bindings, _evaluate), do: {:ok, bindings}

  @doc """
  Matches the beginning of a bitstring: `{:ok, bindings, rest}`; `{:nomatch, rest}` when the values are others than the pattern's
  though there are bits enough; `:none` when there are not.
  """
  def prefix(elements, bits, bindings, evaluate), do: parts(:jlixir_erl_bits.parts(elements), bits, bindings, evaluate, true)

  defp parts([{pattern, size, type, sign, endian, unit} | parts], bits, bindings, evaluate, matches) do
    with wanted when wanted != :none <- wanted(size, type, unit, bindings, evaluate),
         {value, rest} <- :jlixir_erl_bits.take(bits, type, sign, endian, wanted) do
      case matches && match(as_typed(pattern, type), value, bindings, evaluate) do
        {:ok, bindings} -> parts(parts, rest, bindings, evaluate, true)
        _ -> parts(parts, rest, bindings, evaluate, false)
      end
    end
  end

  defp parts([], rest, bindings, _evaluate, true), do: {:ok, bindings, rest}
  defp parts([], rest, _bindings, _evaluate, false), do: {:nomatch, rest}

  defp wanted(:default, type, unit, _bindings, _evaluate), do: units(:default, type, unit)
  defp wanted(size, type, unit, bindings, evaluate), do: units(evaluate.(size, bindings), type, unit)

  defp units(size, type, unit) when size == :default or (is_integer(size) and size >= 0), do: :jlixir_erl_bits.bits(size, type, unit)
  defp units(_size, _type, _unit), do: :none

  # An integer that stands for a float.
  defp as_typed({:integer, anno, value}, :float), do: {:float, anno, value * 1.0}
  defp as_typed(pattern, _type), do: pattern
end
