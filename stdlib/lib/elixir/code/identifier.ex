defmodule Code.Identifier do
  @moduledoc false

  # What names and operators look like, for the printers of code and of atoms.

  @doc """
  How an operator with one operand binds: its associativity and precedence, or `:error`.

      iex> Code.Identifier.unary_op(:-)
      {:non_assoc, 300}
      iex> Code.Identifier.unary_op(:*)
      :error

  """
  @spec unary_op(atom) :: {:non_assoc, pos_integer} | :error
  def unary_op(op)
  def unary_op(:&), do: {:non_assoc, 90}
  def unary_op(op) when op in [:!, :^, :not, :+, :-, :"~~~"], do: {:non_assoc, 300}
  def unary_op(:...), do: {:non_assoc, 300}
  def unary_op(:@), do: {:non_assoc, 320}
  def unary_op(op) when is_atom(op), do: :error

  @doc """
  How an operator with two operands binds: its associativity and precedence, or `:error`.

      iex> Code.Identifier.binary_op(:+)
      {:left, 210}
      iex> Code.Identifier.binary_op(:not)
      :error

  """
  @spec binary_op(atom) :: {:left | :right, pos_integer} | :error
  def binary_op(op)
  def binary_op(op) when op in [:<-, :\\], do: {:left, 40}
  def binary_op(:when), do: {:right, 50}
  def binary_op(:"::"), do: {:right, 60}
  def binary_op(:|), do: {:right, 70}
  def binary_op(:=), do: {:right, 100}
  def binary_op(op) when op in [:||, :|||, :or], do: {:left, 120}
  def binary_op(op) when op in [:&&, :&&&, :and], do: {:left, 130}
  def binary_op(op) when op in [:==, :!=, :=~, :===, :!==], do: {:left, 140}
  def binary_op(op) when op in [:<, :<=, :>=, :>], do: {:left, 150}
  def binary_op(op) when op in [:|>, :<<<, :>>>, :<~, :~>, :<<~, :~>>, :<~>, :"<|>"], do: {:left, 160}
  def binary_op(:in), do: {:left, 170}
  def binary_op(:"^^^"), do: {:left, 180}
  def binary_op(:"//"), do: :error
  def binary_op(op) when op in [:++, :--, :.., :<>, :+++, :---], do: {:right, 200}
  def binary_op(op) when op in [:+, :-], do: {:left, 210}
  def binary_op(op) when op in [:*, :/], do: {:left, 220}
  def binary_op(:**), do: {:left, 230}
  def binary_op(:.), do: {:left, 310}
  def binary_op(op) when is_atom(op), do: :error

  # Atoms that are written without quotes although they are no names.
  @unquoted [
    :%, :%{}, :{}, :<<>>, :..., :.., :., :"..//", :->, :!, :^, :not, :&, :@, :in, :when, :and, :or, :+, :-, :*, :/, :++,
    :--, :+++, :---, :<>, :|>, :<<<, :>>>, :<<~, :~>>, :<~, :~>, :<~>, :<, :>, :<=, :>=, :==, :!=, :=~, :===, :!==, :&&,
    :&&&, :||, :|||, :=, :|, :<-, :\\, :**
  ]

  @doc false
  @spec classify(binary) :: :alias | :identifier | :unquoted | :quoted
  def classify("Elixir"), do: :alias
  def classify("Elixir." <> rest), do: if(alias?(rest), do: :alias, else: :quoted)
  def classify(<<char, rest::binary>> = text) when char in ?a..?z or char == ?_, do: name(rest, text, :identifier)
  def classify(<<char, rest::binary>> = text) when char in ?A..?Z, do: name(rest, text, :unquoted)
  def classify(<<char, _::binary>> = text) when char >= 128, do: unicode(text)

  def classify(text) do
    if :lists.any(&(:erlang.atom_to_binary(&1) == text), @unquoted), do: :unquoted, else: :quoted
  end

  defp name(<<char, rest::binary>>, text, class)
       when char in ?a..?z or char in ?A..?Z or char in ?0..?9 or char == ?_ do
    name(rest, text, class)
  end

  defp name(<<?@, rest::binary>>, text, _class), do: name(rest, text, :unquoted)
  defp name(<<char>>, text, class) when char in [??, ?!], do: reserved(text, class)
  defp name(<<>>, text, class), do: reserved(text, class)
  defp name(<<char, _::binary>>, text, _class) when char >= 128, do: unicode(text)
  defp name(_rest, _text, _class), do: :quoted

  # Operators that are words.
  defp reserved(text, :identifier) when text in ["and", "or", "not", "in", "when"], do: :unquoted
  defp reserved(_text, class), do: class

  # The tokenizer knows Unicode's identifiers.
  defp unicode(text) do
    case :jlixir_code.string_to_quoted(":" <> text, "nofile", 1, 1, []) do
      {:ok, atom} when is_atom(atom) ->
        case :jlixir_code.string_to_quoted(text, "nofile", 1, 1, []) do
          {:ok, {^atom, _, context}} when is_atom(context) -> if :erlang.atom_to_binary(atom) == text, do: :identifier, else: :quoted
          _ -> if :erlang.atom_to_binary(atom) == text, do: :unquoted, else: :quoted
        end

      _ ->
        :quoted
    end
  end

  defp alias?(<<char, rest::binary>>) when char in ?A..?Z, do: alias_rest?(rest)
  defp alias?(_), do: false

  defp alias_rest?(<<char, rest::binary>>)
       when char in ?a..?z or char in ?A..?Z or char in ?0..?9 or char == ?_ do
    alias_rest?(rest)
  end

  defp alias_rest?(<<?., rest::binary>>), do: alias?(rest)
  defp alias_rest?(<<>>), do: true
  defp alias_rest?(_), do: false

  @doc """
  The text of a binary between `char` signs, `limit` characters of it at the most, and what is left of the binary.

      iex> Code.Identifier.escape("a\\tb", ?")
      {"a\\\\tb", ""}
      iex> Code.Identifier.escape("it's", ?', 3)
      {"it\\\\'", "s"}

  """
  @spec escape(binary, char, non_neg_integer | :infinity) :: {binary, binary}
  def escape(binary, char, limit \\ :infinity) when is_binary(binary) and char in 0..0x10FFFF and (limit == :infinity or limit >= 0) do
    Inspect.BitString.escape(binary, limit, char)
  end

  @doc false
  @spec extract_anonymous_fun_parent(atom) :: {atom, binary} | :error
  def extract_anonymous_fun_parent(atom) when is_atom(atom) do
    with "-" <> rest <- :erlang.atom_to_binary(atom),
         [trailing | reversed] = rest |> :binary.split("/", [:global]) |> :lists.reverse(),
         [arity, _inner, _count, ""] <- :binary.split(trailing, "-", [:global]) do
      {reversed |> :lists.reverse() |> Enum.join("/") |> String.to_atom(), arity}
    else
      _ -> :error
    end
  end
end
