defmodule :jlixir_format_errors do
  @moduledoc "What is wrong with a format of `:io.format` or with what it is given."

  @types %{
    ?c => [:integer],
    ?f => [:float],
    ?e => [:float],
    ?g => [:float],
    ?s => [:string],
    ?w => [:any],
    ?p => [:any],
    ?W => [:any, :integer],
    ?P => [:any, :integer],
    ?b => [:integer],
    ?B => [:integer],
    ?x => [:integer, :string],
    ?X => [:integer, :string],
    ?# => [:integer],
    ?+ => [:integer],
    ?i => [:any],
    ?n => [],
    ?~ => []
  }

  # Their texts do not say that a wrong argument is of the wrong type.
  @untold [?#, ?+]

  @doc "A map from positions among the arguments of `format` or `fwrite`, which end with the format and its list, to texts."
  @spec explain([term]) :: %{pos_integer => binary}
  def explain([format]), do: problems(format, [], 1)
  def explain([format, args]), do: problems(format, args, 1)
  def explain([_device, format, args]), do: problems(format, args, 2)

  defp problems(format, args, position) do
    cond do
      not is_list(args) -> %{(position + 1) => "not a list"}
      not :jlixir_arguments.proper?(args) -> %{}
      true -> format |> characters() |> compared(args, position)
    end
  end

  defp compared(:error, _args, position), do: %{position => "not a valid format string"}

  defp compared(characters, args, position) do
    case types(characters) do
      {:error, text} -> %{position => "format string invalid (" <> text <> ")"}
      types when length(types) != length(args) -> %{position => "wrong number of arguments"}
      types -> mismatches(types, args, position)
    end
  end

  defp mismatches(types, args, position) do
    texts =
      for {type, arg, number} <- :lists.zip3(types, args, Enum.to_list(1..length(types)//1)), not type?(type, arg) do
        "element #{number} must be of type #{type}"
      end

    case texts do
      [] -> %{position => "failed to format string"}
      _ -> %{(position + 1) => Enum.join(texts, "\n")}
    end
  end

  defp type?(:any, _arg), do: true
  defp type?(:integer, arg), do: is_integer(arg)
  defp type?(:float, arg), do: is_float(arg)
  defp type?(:string, arg), do: is_atom(arg) or characters(arg) != :error

  defp characters(atom) when is_atom(atom), do: :erlang.atom_to_list(atom)
  defp characters(text) when is_list(text) or is_binary(text), do: characters_of(text)
  defp characters(_term), do: :error

  # Bytes that are no UTF-8 are characters of Latin-1.
  defp characters_of(text) do
    case :unicode.characters_to_list(text) do
      list when is_list(list) -> list
      _ -> :unicode.characters_to_list(text, :latin1)
    end
  rescue
    ArgumentError -> :error
  end

  # The types that the directives of a format want, in order.
  defp types([?~ | rest]), do: width(rest, [])
  defp types([_ | rest]), do: types(rest)
  defp types([]), do: []

  defp width([?- | rest], wanted), do: number(rest, wanted, &precision/2)
  defp width(rest, wanted), do: number(rest, wanted, &precision/2)

  defp precision([?. | rest], wanted), do: number(rest, wanted, &pad/2)
  defp precision(rest, wanted), do: pad(rest, wanted)

  defp pad([?., ?* | rest], wanted), do: modifiers(rest, wanted ++ [:integer])
  defp pad([?., _char | rest], wanted), do: modifiers(rest, wanted)
  defp pad(rest, wanted), do: modifiers(rest, wanted)

  defp number([?* | rest], wanted, next), do: next.(rest, wanted ++ [:integer])
  defp number(rest, wanted, next), do: next.(Enum.drop_while(rest, &(&1 in ?0..?9)), wanted)

  defp modifiers([char | rest], wanted) when char in ~c"tlk", do: modifiers(rest, wanted)
  defp modifiers([?K | rest], wanted), do: modifiers(rest, wanted ++ [:any])
  defp modifiers(rest, wanted), do: control(rest, wanted)

  defp control([], _wanted), do: {:error, "truncated"}

  defp control([char | rest], wanted) do
    case @types do
      %{^char => types} -> and_then(wanted ++ if(char in @untold, do: [:any], else: types), types(rest))
      _ -> {:error, "invalid control ~" <> <<char::utf8>>}
    end
  end

  defp and_then(_wanted, {:error, _text} = error), do: error
  defp and_then(wanted, types), do: wanted ++ types
end
