defmodule :io_lib do
  @moduledoc """
  Text from formats. What is here takes formats apart; the formatting itself is a part of the run-time system.
  """

  @type format_spec :: %{
          control_char: char,
          args: [term],
          width: :none | integer,
          adjust: :left | :right,
          precision: :none | integer,
          pad_char: char,
          encoding: :unicode | :latin1,
          strings: boolean,
          maps_order: :undefined | :ordered | :reversed | (term, term -> boolean)
        }

  # How many arguments each control character takes.
  @arity %{
    ?~ => 0,
    ?n => 0,
    ?c => 1,
    ?f => 1,
    ?e => 1,
    ?g => 1,
    ?s => 1,
    ?w => 1,
    ?p => 1,
    ?b => 1,
    ?B => 1,
    ?# => 1,
    ?+ => 1,
    ?i => 1,
    ?W => 2,
    ?P => 2,
    ?x => 2,
    ?X => 2
  }

  @doc "A format with its arguments as characters and the maps that its directives mean."
  def scan_format(format, args) when is_atom(format), do: scan(:erlang.atom_to_list(format), args)
  def scan_format(format, args) when is_binary(format), do: scan(:unicode.characters_to_list(format), args)
  def scan_format(format, args), do: scan(format, args)

  defp scan([?~ | rest], args) do
    spec = %{
      control_char: ?~,
      args: [],
      width: :none,
      adjust: :right,
      precision: :none,
      pad_char: ?\s,
      encoding: :latin1,
      strings: true,
      maps_order: :undefined
    }

    {spec, rest, args} = width(rest, args, spec)
    {spec, rest, args} = precision(rest, args, spec)
    {spec, rest, args} = pad_char(rest, args, spec)
    {spec, rest, args} = modifiers(rest, args, spec)
    {spec, rest, args} = control(rest, args, spec)
    [spec | scan(rest, args)]
  end

  defp scan([char | rest], args), do: [char | scan(rest, args)]
  defp scan([], []), do: []
  defp scan(_rest, _args), do: :erlang.error(:badarg)

  defp width([?- | rest], args, spec) do
    {width, rest, args} = number(rest, args)
    {%{spec | width: width, adjust: :left}, rest, args}
  end

  defp width(rest, args, spec) do
    case number(rest, args) do
      {width, rest, args} when is_integer(width) and width < 0 -> {%{spec | width: -width, adjust: :left}, rest, args}
      {width, rest, args} -> {%{spec | width: width}, rest, args}
    end
  end

  defp precision([?. | rest], args, spec) do
    {precision, rest, args} = number(rest, args)
    {%{spec | precision: precision}, rest, args}
  end

  defp precision(rest, args, spec), do: {spec, rest, args}

  defp number([?* | rest], [number | args]) when is_integer(number), do: {number, rest, args}
  defp number([digit | _] = rest, args) when digit in ?0..?9, do: digits(rest, args, 0)
  defp number(rest, args), do: {:none, rest, args}

  defp digits([digit | rest], args, acc) when digit in ?0..?9, do: digits(rest, args, acc * 10 + digit - ?0)
  defp digits(rest, args, acc), do: {acc, rest, args}

  defp pad_char([?., ?* | rest], [char | args], spec), do: {%{spec | pad_char: char}, rest, args}
  defp pad_char([?., char | rest], args, spec), do: {%{spec | pad_char: char}, rest, args}
  defp pad_char(rest, args, spec), do: {spec, rest, args}

  defp modifiers([?t | rest], args, spec), do: modifiers(rest, args, %{spec | encoding: :unicode})
  defp modifiers([?l | rest], args, spec), do: modifiers(rest, args, %{spec | strings: false})
  defp modifiers([?k | rest], args, spec), do: modifiers(rest, args, %{spec | maps_order: :ordered})
  defp modifiers([?K | rest], [order | args], spec), do: modifiers(rest, args, %{spec | maps_order: order})
  defp modifiers(rest, args, spec), do: {spec, rest, args}

  defp control([char | rest], args, spec) when is_map_key(@arity, char) do
    {taken, args} = take(:maps.get(char, @arity), args)
    {%{spec | control_char: char, args: taken}, rest, args}
  end

  defp control(_rest, _args, _spec), do: :erlang.error(:badarg)

  defp take(0, args), do: {[], args}
  defp take(1, [first | args]), do: {[first], args}
  defp take(2, [first, second | args]), do: {[first, second], args}
  defp take(_count, _args), do: :erlang.error(:badarg)

  @doc "The format and the arguments that `scan_format/2` took apart."
  def unscan_format(parts), do: unscan(parts, [], [])

  defp unscan([%{control_char: char, args: args} = spec | rest], format, all) do
    order = if is_map_key(spec, :maps_order) and spec.maps_order not in [:undefined, :ordered], do: [spec.maps_order], else: []
    unscan(rest, [directive(spec, char) | format], [order ++ args | all])
  end

  defp unscan([char | rest], format, all), do: unscan(rest, [char | format], all)
  defp unscan([], format, all), do: {:lists.flatten(:lists.reverse(format)), :lists.append(:lists.reverse(all))}

  defp directive(spec, char) do
    [
      ?~,
      if(:maps.get(:adjust, spec, :right) == :left, do: ?-, else: []),
      shown(:maps.get(:width, spec, :none)),
      case {:maps.get(:precision, spec, :none), :maps.get(:pad_char, spec, ?\s)} do
        {:none, ?\s} -> []
        {:none, pad} -> [?., ?., pad]
        {precision, ?\s} -> [?., shown(precision)]
        {precision, pad} -> [?., shown(precision), ?., pad]
      end,
      if(:maps.get(:encoding, spec, :latin1) == :unicode, do: ?t, else: []),
      if(:maps.get(:strings, spec, true), do: [], else: ?l),
      case :maps.get(:maps_order, spec, :undefined) do
        :undefined -> []
        :ordered -> ?k
        _ -> ?K
      end,
      char
    ]
  end

  defp shown(:none), do: []
  defp shown(number), do: :erlang.integer_to_list(number)

  @doc "The text of what `scan_format/2` took apart."
  def build_text(parts), do: build_text(parts, [])

  @doc "As `build_text/1`; the option `:chars_limit` shortens the text."
  def build_text(parts, options) do
    {format, args} = unscan_format(parts)
    :io_lib.format(format, args, options)
  end
end
