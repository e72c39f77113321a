defmodule :erl_anno do
  @moduledoc """
  Where code comes from: a line, `{line, column}`, or a keyword list with `:location` and further annotations.
  """

  @doc "Returns the annotation of a place."
  def new({line, column}) when is_integer(line) and is_integer(column), do: {line, column}
  def new(line) when is_integer(line), do: line

  @doc "Tells whether the term is an annotation."
  def is_anno(line) when is_integer(line) and line >= 0, do: true
  def is_anno({line, column}) when is_integer(line) and line >= 0 and is_integer(column) and column > 0, do: true
  def is_anno([_ | _] = list), do: :lists.all(&match?({key, _} when is_atom(key), &1), list)
  def is_anno(_), do: false

  @doc "Returns the place."
  def location(anno) when is_list(anno), do: :proplists.get_value(:location, anno)
  def location(anno), do: anno

  @doc "Returns the line."
  def line(anno) do
    case location(anno) do
      {line, _column} -> line
      line -> line
    end
  end

  @doc "Returns the column, or `:undefined`."
  def column(anno) do
    case location(anno) do
      {_line, column} -> column
      _ -> :undefined
    end
  end

  @doc "Returns where the text ends, or `:undefined`."
  def end_location(anno) do
    case text(anno) do
      :undefined -> :undefined
      text -> behind(text, location(anno))
    end
  end

  defp behind([?\n | rest], {line, _column}), do: behind(rest, {line + 1, 1})
  defp behind([_ | rest], {line, column}), do: behind(rest, {line, column + 1})
  defp behind([?\n | rest], line), do: behind(rest, line + 1)
  defp behind([_ | rest], line), do: behind(rest, line)
  defp behind([], location), do: location

  @doc "Returns the file, or `:undefined`."
  def file(anno), do: get(anno, :file, :undefined)

  @doc "Returns the text, or `:undefined`."
  def text(anno), do: get(anno, :text, :undefined)

  @doc "Tells whether the code was made by a program."
  def generated(anno), do: get(anno, :generated, false)

  @doc "Tells whether the code comes from a record."
  def record(anno), do: get(anno, :record, false)

  defp get(anno, key, default) when is_list(anno), do: :proplists.get_value(key, anno, default)
  defp get(_anno, _key, default), do: default

  @doc "Changes the place."
  def set_location(location, anno) when is_list(anno), do: :lists.keystore(:location, 1, anno, {:location, location})
  def set_location(location, _anno), do: location

  @doc "Changes the line."
  def set_line(line, anno) do
    case location(anno) do
      {_, column} -> set_location({line, column}, anno)
      _ -> set_location(line, anno)
    end
  end

  @doc "Changes the file."
  def set_file(file, anno), do: set(anno, :file, file)

  @doc "Changes the text."
  def set_text(text, anno), do: set(anno, :text, text)

  @doc "Says whether the code was made by a program."
  def set_generated(flag, anno), do: set_flag(anno, :generated, flag)

  @doc "Says whether the code comes from a record."
  def set_record(flag, anno), do: set_flag(anno, :record, flag)

  defp set_flag(anno, key, true), do: set(anno, key, true)
  defp set_flag(anno, key, false) when is_list(anno), do: simplified(:lists.keydelete(key, 1, anno))
  defp set_flag(anno, _key, false), do: anno

  defp set(anno, key, value) when is_list(anno) do
    if :lists.keymember(key, 1, anno), do: :lists.keyreplace(key, 1, anno, {key, value}), else: [{key, value} | anno]
  end

  defp set(anno, key, value), do: [{key, value}, {:location, anno}]

  defp simplified([{:location, location}]), do: location
  defp simplified(anno), do: anno

  @doc "Returns a term to keep; the inverse of `from_term/1`."
  def to_term(anno), do: anno

  @doc "Returns the annotation of such a term."
  def from_term(term), do: term
end
