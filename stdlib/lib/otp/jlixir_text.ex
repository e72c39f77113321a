defmodule :jlixir_text do
  @moduledoc "Texts that come from outside: names in archives, the output of programs, files of Erlang terms."

  @doc "Returns the characters of a text: of a binary that is UTF-8, or else of one in which each byte is a character."
  def chars(text) do
    case :unicode.characters_to_list(text) do
      chars when is_list(chars) -> chars
      _ -> :erlang.binary_to_list(text)
    end
  end
end
