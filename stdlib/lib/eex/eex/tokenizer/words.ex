defmodule EEx.Tokenizer.Words do
  @moduledoc false

  # What the words of a piece of code say about blocks. The words come from the tokenizer of the language, so that text, comments and
  # names such as :end do not count: :do, :end, :fn, :->, :else, :after, :catch, :rescue, :eol, :";" and :other for the rest.

  @block_words [:else, :after, :catch, :rescue]

  @doc "Tells whether the code starts, continues or ends a block, or is an expression on its own."
  def kind(code) do
    {words, _code_end} = words(code)
    last_first = :lists.reverse(words)

    cond do
      starts_block?(last_first) -> if hd(words) == :end, do: :middle_expr, else: :start_expr
      match?([word | _] when word == :-> or word in @block_words, last_first) -> :middle_expr
      match?([:end | _], words) -> :end_expr
      true -> :expr
    end
  end

  @doc "Returns the code up to the end of its last word: without the comment, blanks and line ends behind it."
  def trimmed(code) do
    {_words, code_end} = words(code)
    :lists.sublist(code, code_end)
  end

  @doc "Tells whether the code ends in `->`."
  def clause?(code) do
    {words, _code_end} = words(code)
    List.last(words) == :->
  end

  # The line ends at the end of the code do not count
  defp words(code) do
    case :jlixir_code.words(List.to_string(code)) do
      {:ok, words, code_end} -> {words, code_end}
      :error -> {[], length(code)}
    end
  end

  defp starts_block?([:do | _]), do: true
  defp starts_block?([:-> | rest]), do: inside_fn?(rest, 0)
  defp starts_block?(_), do: false

  # Goes backwards: an `end` closes one `fn` further to the front
  defp inside_fn?([:fn | _], 0), do: true
  defp inside_fn?([:fn | rest], closed), do: inside_fn?(rest, closed - 1)
  defp inside_fn?([:end | rest], closed), do: inside_fn?(rest, closed + 1)
  defp inside_fn?([_ | rest], closed), do: inside_fn?(rest, closed)
  defp inside_fn?([], _closed), do: false
end
