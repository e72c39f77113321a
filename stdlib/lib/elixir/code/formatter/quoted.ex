defmodule Code.Formatter.Quoted do
  @moduledoc false

  # What the formatter asks of quoted code: where a node stands, and of which kind it is.


  # Of code without line numbers: no comment comes before the first line or after the last.
  @min_line 0
  @max_line 9_999_999

  @doc false
  def min_line, do: @min_line

  @doc false
  def max_line, do: @max_line

  @doc false
  defguard is_no_parens(context) when context in [:no_parens_arg, :no_parens_one_arg, :no_parens_left_operand]

  @doc false
  def line(meta), do: Keyword.get(meta, :line, @max_line)

  @doc false
  def end_line(meta), do: meta |> Keyword.get(:end, []) |> Keyword.get(:line, @min_line)

  @doc false
  def closing_line(meta), do: meta |> Keyword.get(:closing, []) |> Keyword.get(:line, @min_line)

  # The code was broken after the opening delimiter or operator, and is kept so.
  @doc false
  def eol?(_meta, %{skip_eol: true}), do: false
  def eol?(meta, _state), do: Keyword.get(meta, :newlines, 0) > 0

  @doc false
  def meta?(meta, key), do: is_list(meta) and Keyword.has_key?(meta, key)

  # First and last line of a node.
  @doc false
  def line_range({{:., _, [Kernel, :to_string]}, [{:from_interpolation, true} | _], [code]}, acc), do: line_range(code, acc)

  def line_range({form, meta, args}, acc) when is_list(meta) do
    acc = widen(acc, meta)
    acc = if is_tuple(form) or is_list(form), do: line_range(form, acc), else: acc
    if is_list(args), do: line_range(args, acc), else: acc
  end

  def line_range({left, right}, acc), do: line_range(right, line_range(left, acc))
  def line_range([head | tail], acc), do: line_range(tail, line_range(head, acc))
  def line_range(_, acc), do: acc

  defp widen({first, last}, meta) do
    line = Keyword.get(meta, :line)
    first = if line, do: min(first, line), else: first
    last = last |> max(line || @min_line) |> max(end_line(meta)) |> max(closing_line(meta))
    {first, last}
  end

  @doc false
  def binary_operator?({:__block__, _, [inner]}), do: binary_operator?(inner)

  def binary_operator?({name, meta, [_, _]}) when is_atom(name) do
    not sigil?(name, meta) and Code.Identifier.binary_op(name) != :error
  end

  def binary_operator?(_), do: false

  @doc false
  def operator?({:__block__, _, [inner]}), do: operator?(inner)
  def operator?({:not, _, [{:in, _, [_, _]}]}), do: true

  def operator?({name, meta, [_]}) when is_atom(name) and name not in [:@, :&] do
    Code.Identifier.unary_op(name) != :error and not meta?(meta, :closing)
  end

  def operator?({:@, _, [arg]}), do: operator?(arg)
  def operator?({:&, _, [arg]}), do: not (is_integer(arg) or match?({:__block__, _, [n]} when is_integer(n), arg))
  def operator?({:"..//", _, [_, _, _]}), do: true
  def operator?({name, _, [_, _]}) when is_atom(name), do: Code.Identifier.binary_op(name) != :error
  def operator?(_), do: false

  @doc false
  def capture_argument?(arg), do: is_integer(arg) or match?({:__block__, _, [n]} when is_integer(n), arg)

  # `@Foo.bar` would be the attribute of something else.
  @doc false
  def odd_attribute?({:@, _, [{name, _, context}]}) when is_atom(name) and is_atom(context), do: false
  def odd_attribute?({:@, _, [_]}), do: true
  def odd_attribute?(_), do: false

  @doc false
  def unblock({:__block__, _, [inner]}) when is_tuple(inner) and tuple_size(inner) == 3, do: unblock(inner)
  def unblock(quoted), do: quoted

  @doc false
  def module_name?({:__aliases__, _, _}), do: true
  def module_name?({:__MODULE__, _, context}) when is_atom(context), do: true
  def module_name?({:__block__, _, [atom]}) when is_atom(atom), do: true
  def module_name?(atom) when is_atom(atom), do: true
  def module_name?(_), do: false

  # Arguments that all begin in lines of their own stay so, and so do several functions with bodies below each other.
  @doc false
  def force_args?(args), do: distinct_lines?(args, [])

  defp distinct_lines?([arg | rest], lines) do
    case start_line(arg) do
      nil -> distinct_lines?(rest, lines)
      line -> if line in lines, do: false, else: distinct_lines?(rest, [line | lines])
    end
  end

  defp distinct_lines?([], lines), do: match?([_, _ | _], lines)

  defp start_line({{_, meta, _}, _value}) when is_list(meta), do: meta[:line]
  defp start_line({_, meta, _}) when is_list(meta), do: meta[:line]
  defp start_line([first | _]), do: start_line(first)
  defp start_line(_), do: nil

  # Code without line numbers has no comments either.
  @doc false
  def bound(@min_line), do: @min_line + 1
  def bound(line), do: line

  @doc false
  def sigil?(name, meta) when is_atom(name) do
    meta?(meta, :delimiter) and match?("sigil_" <> _, Atom.to_string(name))
  end

  def sigil?(_, _), do: false
end
