defmodule OptionParser do
  @moduledoc """
  Reads command-line arguments.

      iex> OptionParser.parse(["--port", "80", "-v", "file"], strict: [port: :integer, verbose: :boolean], aliases: [v: :verbose])
      {[port: 80, verbose: true], ["file"], []}

  Options: `:strict` (the switches there are, with their types) or `:switches` (types of some of them), `:aliases`,
  `:allow_nonexistent_atoms`, `:return_separator`.
  Types: `:boolean`, `:count`, `:integer`, `:float`, `:string`, `:regex`; `:keep` beside one keeps every occurrence.
  """

  @type argv :: [String.t()]
  @type parsed :: keyword
  @type errors :: [{String.t(), String.t() | nil}]
  @type options :: keyword

  @types [:boolean, :count, :integer, :float, :string, :regex, :keep]

  @doc """
  Reads switches and arguments in any order: `{switches, arguments, invalid}`.

      iex> OptionParser.parse(["--debug", "-n", "3", "file"], strict: [debug: :boolean, number: :integer], aliases: [n: :number])
      {[debug: true, number: 3], ["file"], []}

  """
  @spec parse(argv, options) :: {parsed, argv, errors}
  def parse(argv, opts \\ []) when is_list(argv) and is_list(opts), do: run(argv, config(opts), true)

  @doc """
  Like `parse/2`; raises `OptionParser.ParseError` for invalid switches.

      iex> OptionParser.parse!(["--no-debug", "file"], strict: [debug: :boolean])
      {[debug: false], ["file"]}

  """
  @spec parse!(argv, options) :: {parsed, argv}
  def parse!(argv, opts \\ []) when is_list(argv) and is_list(opts), do: checked(parse(argv, opts), opts)

  @doc """
  Reads switches up to the first argument.

      iex> OptionParser.parse_head(["--source", "lib", "test", "--verbose"], switches: [source: :string, verbose: :boolean])
      {[source: "lib"], ["test", "--verbose"], []}

  """
  @spec parse_head(argv, options) :: {parsed, argv, errors}
  def parse_head(argv, opts \\ []) when is_list(argv) and is_list(opts), do: run(argv, config(opts), false)

  @doc """
  Like `parse_head/2`; raises `OptionParser.ParseError` for invalid switches.

      iex> OptionParser.parse_head!(["--number", "3", "rest", "-x"], strict: [number: :integer])
      {[number: 3], ["rest", "-x"]}

  """
  @spec parse_head!(argv, options) :: {parsed, argv}
  def parse_head!(argv, opts \\ []) when is_list(argv) and is_list(opts), do: checked(parse_head(argv, opts), opts)

  defp checked({parsed, args, []}, _opts), do: {parsed, args}
  defp checked({_parsed, _args, errors}, opts), do: raise(OptionParser.ParseError, format_errors(errors, opts))

  defp run(argv, config, all?), do: run(argv, config, [], [], [], all?)

  defp run(argv, config, switches, args, invalid, all?) do
    case step(argv, config) do
      {:ok, option, value, rest} ->
        run(rest, config, store(switches, option, value, kinds(config, option)), args, invalid, all?)

      {:invalid, option, value, rest} ->
        run(rest, config, switches, args, [{option, value} | invalid], all?)

      {:undefined, option, _value, rest} ->
        invalid = if config.strict?, do: [{option, nil} | invalid], else: invalid
        run(rest, config, switches, args, invalid, all?)

      {:error, ["--" | rest]} ->
        rest = if config.separator?, do: ["--" | rest], else: rest
        done(switches, :lists.reverse(args, rest), invalid)

      {:error, [arg | rest]} when all? ->
        run(rest, config, switches, [arg | args], invalid, all?)

      {:error, rest} ->
        done(switches, :lists.reverse(args, rest), invalid)
    end
  end

  defp done(switches, args, invalid), do: {:lists.reverse(switches), args, :lists.reverse(invalid)}

  defp store(switches, option, value, kinds) do
    cond do
      :count in kinds -> Keyword.update(switches, option, value, &(&1 + 1))
      :keep in kinds -> [{option, value} | switches]
      true -> [{option, value} | Keyword.delete(switches, option)]
    end
  end

  @doc """
  Reads one switch: `{:ok, key, value, rest}`, `{:invalid, switch, value, rest}`, `{:undefined, switch, value, rest}`, or
  `{:error, rest}` where no switch comes next.

      iex> OptionParser.next(["--debug", "x"], strict: [debug: :boolean])
      {:ok, :debug, true, ["x"]}

  """
  @spec next(argv, options) ::
          {:ok, atom, term, argv}
          | {:invalid, String.t(), String.t() | nil, argv}
          | {:undefined, String.t(), String.t() | nil, argv}
          | {:error, argv}
  def next(argv, opts \\ []) when is_list(argv) and is_list(opts), do: step(argv, config(opts))

  defp step([], _config), do: {:error, []}
  defp step(["--" | _] = argv, _config), do: {:error, argv}
  defp step(["-" | _] = argv, _config), do: {:error, argv}
  defp step([<<?-, digit, _::binary>> | _] = argv, _config) when digit in ?0..?9, do: {:error, argv}

  defp step(["--" <> option | rest], config) do
    {name, value} = split_value(option)
    switch = "--" <> name

    case long(name, config) do
      {:known, key} -> typed(key, switch, value, rest, config)
      {:negated, key} -> negated(key, switch, value, rest)
      :unknown -> undefined(switch, value, rest)
      :unlisted -> {:undefined, switch, value, rest}
      :underscore -> {:undefined, switch, value, rest}
    end
  end

  defp step(["-" <> option | rest], config) do
    {name, value} = split_value(option)

    cond do
      :binary.match(name, "-") != :nomatch ->
        {:undefined, "-" <> name, value, rest}

      match?(<<_::utf8>>, name) ->
        case short(name, config) do
          {:known, key} -> typed(key, "-" <> name, value, rest, config)
          :unknown -> undefined("-" <> name, value, rest)
        end

      true ->
        step(letters(name, value) ++ rest, config)
    end
  end

  defp step(argv, _config), do: {:error, argv}

  defp split_value(option) do
    case :binary.split(option, "=") do
      [name] -> {name, nil}
      [name, value] -> {name, value}
    end
  end

  # "-abc" is "-a -b -c"; digits after a letter are its value.
  defp letters(<<letter::utf8, digit, rest::binary>>, value) when digit in ?0..?9,
    do: [<<?-, letter::utf8, ?=, digit, rest::binary>> <> if(value, do: "=" <> value, else: "")]

  defp letters(<<letter::utf8>>, nil), do: [<<?-, letter::utf8>>]
  defp letters(<<letter::utf8>>, value), do: [<<?-, letter::utf8, ?=, value::binary>>]
  defp letters(<<letter::utf8, rest::binary>>, value), do: [<<?-, letter::utf8>> | letters(rest, value)]

  defp long(name, config) do
    if :binary.match(name, "_") != :nomatch do
      :underscore
    else
      key = to_key(name, config)

      cond do
        key != nil and List.keymember?(config.switches, key, 0) -> {:known, key}
        negation = negation(name, config) -> {:negated, negation}
        key == nil -> :unknown
        config.strict? -> :unlisted
        true -> {:known, key}
      end
    end
  end

  defp negation("no-" <> name, config) do
    key = to_key(name, config)
    if key != nil and :boolean in kinds(config, key), do: key
  end

  defp negation(_name, _config), do: nil

  defp short(name, config) do
    with key when key != nil <- to_key(name, config),
         {:ok, option} <- Keyword.fetch(config.aliases, key),
         true <- not config.strict? or List.keymember?(config.switches, option, 0) do
      {:known, option}
    else
      _ -> :unknown
    end
  end

  defp to_key(name, config) do
    text = :binary.replace(name, "-", "_", [:global])
    if config.atoms?, do: String.to_atom(text), else: existing_atom(text)
  end

  defp existing_atom(text) do
    String.to_existing_atom(text)
  rescue
    ArgumentError -> nil
  end

  # Values

  # What follows a switch that no atom names is taken for its value; one that is merely not listed leaves it alone.
  defp undefined(switch, nil, rest) do
    {value, rest} = take_value(rest, true)
    {:undefined, switch, value, rest}
  end

  defp undefined(switch, value, rest), do: {:undefined, switch, value, rest}

  defp take_value([next | rest] = argv, default) do
    if switch?(next), do: {default, argv}, else: {next, rest}
  end

  defp take_value([], default), do: {default, []}

  defp switch?("-"), do: false
  defp switch?(<<?-, digit, _::binary>>) when digit in ?0..?9, do: false
  defp switch?("-" <> _), do: true
  defp switch?(_), do: false

  defp negated(key, _switch, nil, rest), do: {:ok, key, false, rest}
  defp negated(_key, switch, value, rest), do: {:invalid, switch, value, rest}

  defp typed(key, switch, value, rest, config) do
    kinds = kinds(config, key)

    cond do
      :boolean in kinds -> boolean(key, switch, value, rest)
      :count in kinds -> if value == nil, do: {:ok, key, 1, rest}, else: {:invalid, switch, value, rest}
      true -> valued(key, switch, value, rest, kinds)
    end
  end

  defp boolean(key, _switch, value, rest) when value in [nil, "true"], do: {:ok, key, true, rest}
  defp boolean(key, _switch, "false", rest), do: {:ok, key, false, rest}
  defp boolean(_key, switch, value, rest), do: {:invalid, switch, value, rest}

  defp valued(key, switch, nil, rest, kinds) do
    case take_value(rest, if(kinds == [], do: true, else: nil)) do
      {true, rest} -> {:ok, key, true, rest}
      {nil, rest} -> {:invalid, switch, nil, rest}
      {value, rest} -> valued(key, switch, value, rest, kinds)
    end
  end

  defp valued(key, switch, value, rest, kinds) do
    case convert(value, kinds) do
      {:ok, converted} -> {:ok, key, converted, rest}
      :error -> {:invalid, switch, value, rest}
    end
  end

  defp convert(value, kinds) do
    cond do
      :integer in kinds -> whole(Integer.parse(value))
      :float in kinds -> whole(Float.parse(value))
      :regex in kinds -> regex(value)
      true -> {:ok, value}
    end
  end

  defp whole({number, ""}), do: {:ok, number}
  defp whole(_), do: :error

  defp regex(value) do
    case Regex.compile(value, "u") do
      {:ok, regex} -> {:ok, regex}
      {:error, _} -> :error
    end
  end

  # Configuration

  defp config(opts) do
    {switches, strict?} =
      cond do
        opts[:switches] && opts[:strict] ->
          raise ArgumentError, ":switches and :strict cannot be given together"

        switches = opts[:switches] ->
          {switches, false}

        strict = opts[:strict] ->
          {strict, true}

        true ->
          IO.warn("not passing the :switches or :strict option to OptionParser is deprecated")
          {[], false}
      end

    Enum.each(switches, &check_switch/1)

    %{
      switches: switches,
      strict?: strict?,
      aliases: Keyword.get(opts, :aliases, []),
      atoms?: Keyword.get(opts, :allow_nonexistent_atoms, false),
      separator?: Keyword.get(opts, :return_separator, false)
    }
  end

  defp check_switch({_name, kinds}) do
    case Enum.reject(List.wrap(kinds), &(&1 in @types)) do
      [] -> :ok
      unknown -> raise ArgumentError, "invalid switch types/modifiers: " <> Enum.map_join(unknown, ", ", &inspect/1)
    end
  end

  defp kinds(config, key) do
    case List.keyfind(config.switches, key, 0) do
      {_, kinds} -> List.wrap(kinds)
      nil -> []
    end
  end

  # Errors

  defp format_errors(errors, opts) do
    switches = opts[:switches] || opts[:strict] || []
    count = length(errors)
    noun = if count == 1, do: "error", else: "errors"
    lines = Enum.map_join(errors, "\n", &format_error(&1, switches, opts))
    "#{count} #{noun} found!\n" <> lines <> supported(switches, opts)
  end

  defp format_error({option, nil}, switches, opts) do
    case kind(option, switches, opts) do
      nil -> "#{option} : Unknown option" <> suggestion(option, switches)
      kind -> "#{option} : Missing argument of type #{kind}"
    end
  end

  defp format_error({option, value}, switches, opts) do
    case kind(option, switches, opts) do
      :regex ->
        {:error, {reason, at}} = Regex.compile(value, "u")
        "#{option} : Invalid regular expression #{inspect(value)}: #{reason} at position #{at}"

      kind ->
        "#{option} : Expected type #{kind || "boolean"}, got #{inspect(value)}"
    end
  end

  defp kind("--" <> name, switches, _opts), do: kind_of(existing_atom(underscored(name)), name, switches)
  defp kind("-" <> letter, switches, opts), do: kind_of(Keyword.get(opts[:aliases] || [], existing_atom(letter)), letter, switches)

  defp kind_of(nil, _name, _switches), do: nil

  defp kind_of(key, name, switches) do
    case List.keyfind(switches, key, 0) do
      {_, kinds} -> if :binary.match(name, "_") == :nomatch, do: main_kind(kinds)
      nil -> nil
    end
  end

  defp underscored(name), do: :binary.replace(name, "-", "_", [:global])

  defp main_kind(kinds) do
    case List.delete(List.wrap(kinds), :keep) do
      [kind | _] -> kind
      [] -> :string
    end
  end

  defp suggestion("--" <> option, switches) do
    names = for {name, _} <- switches, do: dashed(name)
    dashes = :binary.replace(option, "_", "-", [:global])

    case names |> Enum.map(&{String.jaro_distance(dashes, &1), &1}) |> Enum.max(fn -> {0, nil} end) do
      {score, name} when score > 0.8 -> ". Did you mean --#{name}?"
      _ -> ""
    end
  end

  defp suggestion(_option, _switches), do: ""

  defp supported([], _opts), do: ""

  defp supported(switches, opts) do
    lines =
      switches
      |> Enum.map(fn {name, kinds} -> {dashed(name), name, List.wrap(kinds)} end)
      |> Enum.sort()
      |> Enum.map_join("\n", fn {text, name, kinds} ->
        "  --" <> text <> argument(text, kinds) <> aliases(name, opts) <> repeated(kinds)
      end)

    "\n\nSupported options:\n" <> lines
  end

  defp argument(text, kinds) do
    case main_kind(kinds) do
      :boolean -> if String.starts_with?(text, "no-"), do: "", else: ", --no-" <> text
      :count -> ""
      kind -> " " <> String.upcase(Atom.to_string(kind))
    end
  end

  defp aliases(name, opts) do
    case for {letter, ^name} <- opts[:aliases] || [], do: "-#{letter}" do
      [] -> ""
      letters -> " (alias: #{Enum.join(letters, ", ")})"
    end
  end

  defp repeated(kinds), do: if(:keep in kinds or :count in kinds, do: " (may be given more than once)", else: "")

  defp dashed(name), do: :binary.replace(Atom.to_string(name), "_", "-", [:global])

  # Writing

  @doc """
  Switches as arguments. Option: `:switches`, of which the `:count` ones matter.

      iex> OptionParser.to_argv(port: 80, debug: true, quiet: false)
      ["--port", "80", "--debug", "--no-quiet"]

  """
  @spec to_argv(Enumerable.t(), options) :: argv
  def to_argv(enum, options \\ []) do
    switches = Keyword.get(options, :switches, [])

    Enum.flat_map(enum, fn
      {_key, nil} ->
        []

      {key, true} ->
        ["--" <> dashed(key)]

      {key, false} ->
        ["--no-" <> dashed(key)]

      {key, value} ->
        if :count in List.wrap(switches[key]),
          do: List.duplicate("--" <> dashed(key), value),
          else: ["--" <> dashed(key), to_string(value)]
    end)
  end

  # Splitting

  @doc """
  Splits a text into arguments as a shell does.

      iex> OptionParser.split("a 'b c'")
      ["a", "b c"]

  """
  @spec split(String.t()) :: argv
  def split(string) when is_binary(string), do: split(String.trim_leading(string, " "), "", [], nil, false)

  # `quoted?`: the word began with a quote, so that it counts even if empty.
  defp split(<<>>, "", acc, nil, false), do: :lists.reverse(acc)
  defp split(<<>>, word, acc, nil, _quoted?), do: :lists.reverse([word | acc])

  defp split(<<>>, _word, _acc, quote, _quoted?) do
    raise "argv string did not terminate properly, a #{<<quote>>} was opened but never closed"
  end

  defp split(<<?\\, quote, rest::binary>>, word, acc, quote, quoted?) when quote != nil,
    do: split(rest, <<word::binary, quote>>, acc, quote, quoted?)

  defp split(<<quote, rest::binary>>, word, acc, quote, quoted?) when quote != nil, do: split(rest, word, acc, nil, quoted?)

  defp split(<<quote, rest::binary>>, word, acc, nil, _quoted?) when quote in [?", ?'],
    do: split(rest, word, acc, quote, true)

  defp split(<<?\\, char, rest::binary>>, word, acc, nil, quoted?) when char in [?\s, ?\\, ?", ?'],
    do: split(rest, <<word::binary, char>>, acc, nil, quoted?)

  defp split(<<?\s, rest::binary>>, word, acc, nil, _quoted?),
    do: split(String.trim_leading(rest, " "), "", [word | acc], nil, false)

  defp split(<<byte, rest::binary>>, word, acc, quote, quoted?), do: split(rest, <<word::binary, byte>>, acc, quote, quoted?)
end
