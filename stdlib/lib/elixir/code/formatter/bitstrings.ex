defmodule Code.Formatter.Bitstrings do
  @moduledoc false

  # Bitstrings and their segments.

  import Code.Formatter.Layout
  import Code.Formatter.Quoted
  import Inspect.Algebra, except: [format: 2, color: 2, color: 3]

  alias Code.Formatter.{Arguments, Expressions, Operators}

  @doc false
  def bitstring(meta, args, state) do
    last = length(args) - 1
    join = if eol?(meta, state), do: :line, else: :flex_break

    indexed = Enum.with_index(args)

    {args_doc, join, state} =
      Arguments.arguments(indexed, meta, false, :none, join, state, fn {arg, index}, state ->
        segment_element(arg, index, last, state)
      end)

    doc =
      case join do
        :flex_break -> group(concat(["<<", nest(args_doc, 2), ">>"]))
        :line -> "<<" |> line(args_doc) |> nest(2) |> line(">>") |> force_unfit() |> group()
      end

    {doc, state}
  end

  # The generator of a bitstring comprehension is the last segment.
  defp segment_element({:<-, meta, [left, right]}, index, last, state) do
    parens? = (index == 0 and ambiguous_start?(left) and not match?({:"::", _, _}, left)) or (index == last and ambiguous_end?(right))
    {left_doc, state} = expr_segment(left, parens?, index, state)
    {right_doc, state} = Expressions.expr(right, :parens_arg, state)
    doc = bind(left_doc, " <-", right_doc, false, 2, meta, state)
    {if(parens?, do: wrap(doc), else: doc), state}
  end

  defp segment_element({:"::", _, [value, spec]}, index, last, state) do
    {value_doc, state} = Operators.operand(value, :"::", {:right, 60}, :left, :operand, state)

    value_doc =
      if (index == 0 and ambiguous_start?(value)) or segment_operator?(value), do: wrap(value_doc), else: value_doc

    {spec_doc, state} = segment_spec(spec, state)
    spec_doc = if index == last and ambiguous_end?(spec), do: wrap(spec_doc), else: spec_doc
    {concat([value_doc, "::", spec_doc]), state}
  end

  defp segment_element(arg, index, last, state) do
    {doc, state} = Expressions.expr(arg, :parens_arg, state)
    parens? = (index == 0 and ambiguous_start?(arg)) or (index == last and ambiguous_end?(arg))
    {if(parens?, do: wrap(doc), else: doc), state}
  end

  # Inside parentheses nothing runs together.
  defp expr_segment(left, true, _index, state), do: segment_element(left, :none, :last, state)
  defp expr_segment(left, false, index, state), do: segment_element(left, index, :last, state)

  defp segment_operator?({name, meta, [_ | _] = args}) when is_atom(name) do
    sigil?(name, meta) or
      (length(args) == 1 and Code.Identifier.unary_op(name) != :error and name in [:"~~~"] and not meta?(meta, :closing))
  end

  defp segment_operator?(_), do: false

  defp segment_spec({:-, _, [left, right]}, state) do
    {left_doc, state} = segment_spec(left, state)
    {right_doc, state} = segment_spec_operand(right, state)
    {concat([left_doc, "-", right_doc]), state}
  end

  defp segment_spec({:*, _, [left, right]}, state) do
    {left_doc, state} = segment_spec_factor(left, state)
    {right_doc, state} = segment_spec_factor(right, state)
    {concat([left_doc, "*", right_doc]), state}
  end

  defp segment_spec(spec, state), do: segment_spec_operand(spec, state)

  defp segment_spec_factor({:-, _, [_, _]} = spec, state) do
    {doc, state} = segment_spec(spec, state)
    {wrap(doc), state}
  end

  defp segment_spec_factor({:*, _, [_, _]} = spec, state) do
    {doc, state} = segment_spec(spec, state)
    {wrap(doc), state}
  end

  defp segment_spec_factor({:__block__, _, [{_, _, [_, _]} = inner]}, state), do: segment_spec_factor(inner, state)
  defp segment_spec_factor(spec, state), do: segment_spec_operand(spec, state)

  defp segment_spec_operand({:*, _, [_, _]} = spec, state), do: wrap_spec(spec, state)

  defp segment_spec_operand(spec, state) do
    {doc, state} = Expressions.expr(spec, :parens_arg, state)
    {if(operator?(spec) and not match?({:^, _, [_]}, spec), do: wrap(doc), else: doc), state}
  end

  defp wrap_spec(spec, state) do
    {doc, state} = Expressions.expr(spec, :parens_arg, state)
    {wrap(doc), state}
  end

  # `<<` right after `<<` and `>>` right before `>>` would run together.
  defp ambiguous_start?({:<<>>, meta, _}), do: not meta?(meta, :delimiter)
  defp ambiguous_start?({:"::", _, [left, _]}), do: ambiguous_start?(left)

  defp ambiguous_start?({name, meta, [left, _]}) when is_atom(name) do
    not sigil?(name, meta) and Code.Identifier.binary_op(name) != :error and ambiguous_start?(left)
  end

  defp ambiguous_start?(_), do: false

  defp ambiguous_end?({:<<>>, meta, _}), do: not meta?(meta, :delimiter)

  defp ambiguous_end?({name, meta, [_, right]}) when is_atom(name) do
    not sigil?(name, meta) and Code.Identifier.binary_op(name) != :error and ambiguous_end?(right)
  end

  defp ambiguous_end?(_), do: false
end
