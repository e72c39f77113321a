defmodule Regex do
  @moduledoc """
  Regular expressions, with the syntax and meaning of PCRE.

      iex> Regex.run(~r/(\\d+)-(\\d+)/, "on 2024-05")
      ["2024-05", "2024", "05"]

  """

  defstruct re_pattern: nil, source: "", opts: []

  @type t :: %__MODULE__{re_pattern: term, source: binary, opts: [term]}
  @type capture_option :: :all | :first | :all_but_first | :none | :all_names | [binary | atom | integer]

  defguardp is_regex_input(string) when is_binary(string)

  # Compiling

  @doc """
  Compiles `source`; `opts` are modifier letters, or a list of atoms.

      iex> Regex.compile("(")
      {:error, {~c"missing )", 1}}

  """
  @spec compile(binary, binary | [term]) :: {:ok, t} | {:error, term}
  def compile(source, opts \\ "")

  def compile(source, opts) when is_binary(source) and is_binary(opts) do
    case modifiers(opts, []) do
      {:ok, list} -> compile_list(source, list)
      {:error, rest} -> {:error, {:invalid_option, rest}}
    end
  end

  def compile(source, opts) when is_binary(source) and is_list(opts), do: compile_list(source, opts)

  defp compile_list(source, opts) do
    case :re.compile(source, :lists.delete(:export, opts)) do
      {:ok, pattern} -> {:ok, %Regex{re_pattern: pattern, source: source, opts: opts}}
      error -> error
    end
  end

  defp modifiers(<<?i, rest::binary>>, acc), do: modifiers(rest, [:caseless | acc])
  defp modifiers(<<?m, rest::binary>>, acc), do: modifiers(rest, [:multiline | acc])
  defp modifiers(<<?s, rest::binary>>, acc), do: modifiers(rest, [:dotall, {:newline, :anycrlf} | acc])
  defp modifiers(<<?x, rest::binary>>, acc), do: modifiers(rest, [:extended | acc])
  defp modifiers(<<?u, rest::binary>>, acc), do: modifiers(rest, [:unicode, :ucp | acc])
  defp modifiers(<<?f, rest::binary>>, acc), do: modifiers(rest, [:firstline | acc])
  defp modifiers(<<?U, rest::binary>>, acc), do: modifiers(rest, [:ungreedy | acc])
  defp modifiers(<<?E, rest::binary>>, acc), do: modifiers(rest, [:export | acc])
  defp modifiers(<<>>, acc), do: {:ok, acc}
  defp modifiers(rest, _acc), do: {:error, rest}

  @doc """
  Compiles `source`; raises `Regex.CompileError` if it is no regular expression.

      iex> Regex.match?(Regex.compile!("A.C", "i"), "abc")
      true

  """
  @spec compile!(binary, binary | [term]) :: t
  def compile!(source, opts \\ "") when is_binary(source) do
    case compile(source, opts) do
      {:ok, regex} -> regex
      {:error, {reason, at}} -> raise Regex.CompileError, "#{reason} at position #{at}"
    end
  end

  @doc """
  Gives the regex back: one that was compiled elsewhere needs nothing more to be used here.

      iex> Regex.recompile(~r/a/) == {:ok, ~r/a/}
      true

  """
  @doc since: "1.4.0", deprecated: "Regexes need not be compiled again"
  @spec recompile(t) :: {:ok, t} | {:error, any}
  def recompile(%Regex{} = regex), do: {:ok, regex}

  @doc """
  Like `recompile/1`, without the tuple.

      iex> Regex.recompile!(~r/a/) == ~r/a/
      true

  """
  @doc since: "1.4.0", deprecated: "Regexes need not be compiled again"
  @spec recompile!(t) :: t
  def recompile!(%Regex{} = regex), do: regex

  @doc false
  @deprecated "Use Kernel.is_struct(term, Regex) or pattern match on %Regex{} instead"
  def regex?(%Regex{}), do: true
  def regex?(_), do: false

  @doc """
  The version of the engine and the order of bytes it works with.

      iex> {version, endianness} = Regex.version()
      iex> is_binary(version) and endianness in [:little, :big]
      true

  """
  @doc since: "1.4.0", deprecated: "The version does not matter for using a regex"
  @spec version() :: term
  def version, do: {:re.version(), System.endianness()}

  @doc """
  Makes an exported regular expression an ordinary one.

      iex> Regex.source(Regex.import(~r/a+/))
      "a+"

  """
  @spec import(t) :: t
  def import(%Regex{opts: opts, source: source} = regex) do
    if :lists.member(:export, opts), do: compile!(source, :lists.delete(:export, opts)), else: regex
  end

  # Reading

  @doc """
  The compiled pattern, as `:re` takes it.

      iex> :re.run("baa", Regex.re_pattern(~r/a+/))
      {:match, [{1, 2}]}

  """
  @spec re_pattern(t) :: term
  def re_pattern(%Regex{re_pattern: pattern}), do: pattern

  @doc """
  The source text.

      iex> Regex.source(~r/a|b/)
      "a|b"

  """
  @spec source(t) :: String.t()
  def source(%Regex{source: source}), do: source

  @doc """
  The options, as a list of atoms.

      iex> Regex.opts(~r/a/i)
      [:caseless]

  """
  @spec opts(t) :: [term]
  def opts(%Regex{opts: opts}), do: opts

  @doc """
  The names of the named captures, in order.

      iex> Regex.names(~r/(?<b>x)(?<a>y)/)
      ["a", "b"]

  """
  @spec names(t) :: [String.t()]
  def names(%Regex{re_pattern: pattern}) do
    {:namelist, names} = :re.inspect(pattern, :namelist)
    names
  end

  # Matching

  @doc """
  Whether `string` holds a match.

      iex> Regex.match?(~r/foo/, "a foo")
      true

  """
  @spec match?(t, String.t()) :: boolean
  def match?(%Regex{re_pattern: pattern}, string) when is_regex_input(string),
    do: :re.run(string, pattern, [{:capture, :none}]) == :match

  @doc """
  The first match and its captures, or nil. Options: `:capture`, `:return` (`:binary` or `:index`), `:offset`.

      iex> Regex.run(~r/b(c)?/, "abc", return: :index)
      [{1, 2}, {2, 1}]

  """
  @spec run(t, binary, keyword) :: nil | [binary] | [{integer, integer}]
  def run(regex, string, options \\ [])

  def run(%Regex{re_pattern: pattern}, string, []) when is_regex_input(string) do
    case :re.run(string, pattern, [{:capture, :all, :binary}]) do
      {:match, captures} -> captures
      _ -> nil
    end
  end

  def run(%Regex{} = regex, string, options) when is_regex_input(string) do
    return = Keyword.get(options, :return, :binary)
    captures = Keyword.get(options, :capture, :all)
    offset = Keyword.get(options, :offset, 0)

    case :re.run(string, regex.re_pattern, [{:capture, captures(captures), return}, {:offset, offset}]) do
      :nomatch -> nil
      :match -> []
      {:match, results} -> results
    end
  end

  # :re sorts nothing here: :all_names yields the captures in the order of their names.
  defp captures(captures), do: captures

  @doc """
  The named captures of the first match as a map, or nil.

      iex> Regex.named_captures(~r/(?<first>\\w)/, "ab")
      %{"first" => "a"}

  """
  @spec named_captures(t, String.t(), keyword) :: map | nil
  def named_captures(regex, string, options \\ []) when is_regex_input(string) do
    names = names(regex)

    case run(regex, string, Keyword.put(options, :capture, names)) do
      nil -> nil
      results -> zip(names, results, [])
    end
  end

  defp zip([name | names], [result | results], pairs), do: zip(names, results, [{name, result} | pairs])
  defp zip(_, _, pairs), do: :maps.from_list(pairs)

  @doc """
  All matches, each with its captures. Options as for `run/3`.

      iex> Regex.scan(~r/(\\w)(\\d)/, "a1 b2")
      [["a1", "a", "1"], ["b2", "b", "2"]]

  """
  @spec scan(t, String.t(), keyword) :: [[String.t()]] | [[{integer, integer}]]
  def scan(regex, string, options \\ [])

  def scan(%Regex{re_pattern: pattern}, string, options) when is_regex_input(string) do
    return = Keyword.get(options, :return, :binary)
    captures = Keyword.get(options, :capture, :all)
    offset = Keyword.get(options, :offset, 0)

    case :re.run(string, pattern, [{:capture, captures(captures), return}, :global, {:offset, offset}]) do
      {:match, results} -> results
      :match -> []
      :nomatch -> []
    end
  end

  # Splitting

  @doc """
  Splits `string` at the matches. Options: `:parts`, `:trim`, `:on` (which captures to split at), `:include_captures`.

      iex> Regex.split(~r/-/, "a-b-c", parts: 2)
      ["a", "b-c"]

  """
  @spec split(t, String.t(), keyword) :: [String.t()]
  def split(regex, string, options \\ [])

  def split(%Regex{}, "", options), do: if(Keyword.get(options, :trim, false), do: [], else: [""])

  def split(%Regex{re_pattern: pattern}, string, options) when is_binary(string) and is_list(options) do
    on = Keyword.get(options, :on, :first)

    case :re.run(string, pattern, [:global, {:capture, on, :index}]) do
      {:match, matches} ->
        trim? = Keyword.get(options, :trim, false)
        include? = Keyword.get(options, :include_captures, false)
        parts = parts(Keyword.get(options, :parts, :infinity))
        split_at(matches, string, 0, parts, trim?, include?)

      :match ->
        [string]

      :nomatch ->
        [string]
    end
  end

  defp parts(:infinity), do: 0
  defp parts(number) when is_integer(number) and number > 0, do: number

  # `from` is where the text not yet given out begins; `parts` counts what may still be given out, 0 being no bound.
  defp split_at(_, string, from, 1, trim?, _), do: last_part(string, from, trim?)
  defp split_at([], string, from, _, trim?, _), do: last_part(string, from, trim?)
  defp split_at([[] | rest], string, from, parts, trim?, include?), do: split_at(rest, string, from, parts, trim?, include?)

  defp split_at([[{start, _} | more] | rest], string, from, parts, trim?, include?) when start < from,
    do: split_at([more | rest], string, from, parts, trim?, include?)

  # an empty match where the last one ended separates nothing
  defp split_at([[{from, 0} | more] | rest], string, from, parts, trim?, include?) when from > 0,
    do: split_at([more | rest], string, from, parts, trim?, include?)

  defp split_at([[{start, length} | more] | rest], string, from, parts, trim?, include?) do
    next = start + length

    cond do
      trim? and start == from and not include? ->
        split_at([more | rest], string, next, parts, trim?, include?)

      trim? and start == from ->
        tail = split_at([more | rest], string, next, max(parts - 1, 0), trim?, include?)
        separator(string, start, length, trim?, tail)

      true ->
        piece = :binary.part(string, from, start - from)
        tail = split_at([more | rest], string, next, max(parts - 1, 0), trim?, include?)
        if include?, do: [piece, :binary.part(string, start, length) | tail], else: [piece | tail]
    end
  end

  defp separator(_string, _start, 0, true, tail), do: tail
  defp separator(string, start, length, _trim?, tail), do: [:binary.part(string, start, length) | tail]

  defp last_part(string, from, trim?) when trim? and from == byte_size(string), do: []
  defp last_part(string, from, _trim?), do: [:binary.part(string, from, byte_size(string) - from)]

  # Replacing

  @doc """
  Replaces every match (or the first: `global: false`) by a string, in which `\\\\N` and `\\\\g{N}` stand for captures,
  or by what a function makes of the match and its captures.

      iex> Regex.replace(~r/(a)(b)/, "abab", "\\\\2\\\\1")
      "baba"

  """
  @spec replace(t, String.t(), String.t() | (... -> String.t()), keyword) :: String.t()
  def replace(regex, string, replacement, options \\ [])

  def replace(%Regex{} = regex, string, replacement, options)
      when is_binary(string) and is_binary(replacement) and is_list(options),
      do: replace_with(regex, string, compile_replacement(replacement, "", []), options)

  def replace(%Regex{} = regex, string, replacement, options)
      when is_binary(string) and is_function(replacement) and is_list(options) do
    {:arity, arity} = :erlang.fun_info(replacement, :arity)
    replace_with(regex, string, {replacement, arity}, options)
  end

  defp replace_with(%Regex{re_pattern: pattern}, string, replacement, options) do
    global = if Keyword.get(options, :global, true), do: [:global], else: []

    case :re.run(string, pattern, [{:capture, captured(replacement), :index} | global]) do
      :nomatch ->
        string

      {:match, [[{_, _} | _] | _] = matches} ->
        :erlang.iolist_to_binary(replace_all(matches, string, 0, replacement))

      {:match, match} ->
        :erlang.iolist_to_binary(replace_all([match], string, 0, replacement))
    end
  end

  defp captured({_fun, arity}) when arity < 2, do: :first
  defp captured({_fun, _arity}), do: :all
  defp captured(binary) when is_binary(binary), do: :first
  defp captured(_), do: :all

  # A plain binary, or a list of binaries and capture numbers.
  defp compile_replacement(<<?\\, ?g, ?{, rest::binary>>, literal, acc) do
    {digits, <<?}, rest::binary>>} = digits(rest, [])
    compile_replacement(rest, "", [:erlang.list_to_integer(digits) | flush(literal, acc)])
  end

  defp compile_replacement(<<?\\, _, _::binary>> = text, literal, acc), do: compile_escape(text, literal, acc)
  defp compile_replacement(<<byte, rest::binary>>, literal, acc), do: compile_replacement(rest, <<literal::binary, byte>>, acc)
  defp compile_replacement(<<>>, literal, []), do: literal
  defp compile_replacement(<<>>, literal, acc), do: :lists.reverse(flush(literal, acc))

  defp compile_escape(<<?\\, ?\\, rest::binary>>, literal, acc), do: compile_replacement(rest, <<literal::binary, ?\\>>, acc)

  defp compile_escape(<<?\\, digit, rest::binary>>, literal, acc) when digit in ?0..?9 do
    {number, rest} = number(rest, digit - ?0)
    compile_replacement(rest, "", [number | flush(literal, acc)])
  end

  defp compile_escape(<<?\\, byte, rest::binary>>, literal, acc),
    do: compile_replacement(rest, <<literal::binary, ?\\, byte>>, acc)

  defp flush("", acc), do: acc
  defp flush(literal, acc), do: [literal | acc]

  defp digits(<<digit, rest::binary>>, digits) when digit in ?0..?9, do: digits(rest, [digit | digits])
  defp digits(rest, digits), do: {:lists.reverse(digits), rest}

  defp number(<<digit, rest::binary>>, number) when digit in ?0..?9, do: number(rest, number * 10 + digit - ?0)
  defp number(rest, number), do: {number, rest}

  defp replace_all([[{start, length} | _] = match | rest], string, from, replacement) do
    before = :binary.part(string, from, start - from)
    [before, replaced(replacement, match, string) | replace_all(rest, string, start + length, replacement)]
  end

  defp replace_all([], string, from, _replacement), do: [:binary.part(string, from, byte_size(string) - from)]

  defp replaced(replacement, _match, _string) when is_binary(replacement), do: replacement
  defp replaced({fun, 0}, _match, _string), do: to_text(fun.())
  defp replaced({fun, 1}, [whole | _], string), do: to_text(fun.(capture(string, whole)))
  defp replaced({fun, arity}, match, string), do: to_text(:erlang.apply(fun, arguments(arity, match, string)))
  defp replaced(parts, match, string), do: fill(parts, :erlang.list_to_tuple(match), string)

  defp to_text(text) when is_binary(text), do: text
  defp to_text(other), do: to_string(other)

  defp arguments(0, _match, _string), do: []
  defp arguments(arity, [at | rest], string), do: [capture(string, at) | arguments(arity - 1, rest, string)]
  defp arguments(arity, [], string), do: ["" | arguments(arity - 1, [], string)]

  defp fill([number | rest], match, string) when is_integer(number) and number < tuple_size(match),
    do: [capture(string, elem(match, number)) | fill(rest, match, string)]

  defp fill([number | rest], match, string) when is_integer(number), do: fill(rest, match, string)
  defp fill([literal | rest], match, string), do: [literal | fill(rest, match, string)]
  defp fill([], _match, _string), do: []

  defp capture(_string, {-1, _}), do: ""
  defp capture(string, {start, length}), do: :binary.part(string, start, length)

  # Text

  @doc """
  Puts a backslash before what means something in a regular expression.

      iex> Regex.escape("a.b*c")
      "a\\\\.b\\\\*c"

  """
  @spec escape(String.t()) :: String.t()
  def escape(string) when is_binary(string), do: escape(string, <<>>)

  defp escape(<<byte, rest::binary>>, acc) when byte in ~c".^$*+?()[]{}|#-\\ \t\n\v\f\r",
    do: escape(rest, <<acc::binary, ?\\, byte>>)

  defp escape(<<byte, rest::binary>>, acc), do: escape(rest, <<acc::binary, byte>>)
  defp escape(<<>>, acc), do: acc

  @doc """
  The source with its modifiers, fit to stand within another regular expression.

  Raises for modifiers that have no such form (`u`, `f`, `U`), unless `strict: false` says to leave them out.

      iex> Regex.to_embed(~r/a b/i)
      "(?i-msx:a b)"

  """
  @spec to_embed(t, strict: boolean) :: String.t()
  def to_embed(%Regex{source: source, opts: opts}, embed_opts \\ []) do
    {letters, unknown} = letters(:lists.delete(:export, opts), [], [])

    if Keyword.get(embed_opts, :strict, true) and unknown != [] do
      raise ArgumentError, "regex modifiers #{inspect(:lists.reverse(unknown))} cannot be represented in embeddable form"
    end

    on = for letter <- ~c"imsx", :lists.member(letter, letters), do: letter
    off = for letter <- ~c"imsx", not :lists.member(letter, letters), do: letter
    minus = if off == [], do: "", else: "-"
    # a comment at the end of an extended expression must not swallow the parenthesis
    close = if :lists.member(?x, letters), do: "\n)", else: ")"
    :erlang.iolist_to_binary(["(?", on, minus, off, ":", source, close])
  end

  defp letters([:caseless | rest], known, unknown), do: letters(rest, [?i | known], unknown)
  defp letters([:multiline | rest], known, unknown), do: letters(rest, [?m | known], unknown)
  defp letters([:dotall | rest], known, unknown), do: letters(rest, [?s | known], unknown)
  defp letters([:extended | rest], known, unknown), do: letters(rest, [?x | known], unknown)
  defp letters([{:newline, :anycrlf} | rest], known, unknown), do: letters(rest, known, unknown)
  defp letters([:ucp, :unicode | rest], known, unknown), do: letters(rest, known, [?u | unknown])
  defp letters([:unicode, :ucp | rest], known, unknown), do: letters(rest, known, [?u | unknown])
  defp letters([:firstline | rest], known, unknown), do: letters(rest, known, [?f | unknown])
  defp letters([:ungreedy | rest], known, unknown), do: letters(rest, known, [?U | unknown])
  defp letters([other | rest], known, unknown), do: letters(rest, known, [other | unknown])
  defp letters([], known, unknown), do: {known, unknown}

  @doc false
  # The modifier letters of a list of options, or :error if one has none.
  def __letters__(opts), do: all_letters(opts, [])

  defp all_letters([:caseless | rest], acc), do: all_letters(rest, [?i | acc])
  defp all_letters([:multiline | rest], acc), do: all_letters(rest, [?m | acc])
  defp all_letters([:dotall, {:newline, :anycrlf} | rest], acc), do: all_letters(rest, [?s | acc])
  defp all_letters([:extended | rest], acc), do: all_letters(rest, [?x | acc])
  defp all_letters([:unicode, :ucp | rest], acc), do: all_letters(rest, [?u | acc])
  defp all_letters([:firstline | rest], acc), do: all_letters(rest, [?f | acc])
  defp all_letters([:ungreedy | rest], acc), do: all_letters(rest, [?U | acc])
  defp all_letters([:export | rest], acc), do: all_letters(rest, [?E | acc])
  defp all_letters([], acc), do: {:ok, :erlang.list_to_binary(acc)}
  defp all_letters(_, _acc), do: :error
end

defimpl Inspect, for: Regex do
  import Inspect.Algebra

  def inspect(%{source: source, opts: regex_opts}, opts) do
    case Regex.__letters__(regex_opts) do
      {:ok, letters} ->
        text = :erlang.iolist_to_binary(["~r/", printable(source), "/", letters])
        color(text, :regex, opts)

      :error ->
        list = to_doc(regex_opts, opts)
        concat(["Regex.compile!(", to_doc(source, opts), ", ", list, ")"])
    end
  end

  # A slash gets a backslash, control characters their escapes; what is escaped already stays so.
  defp printable(<<?\\, char::utf8, rest::binary>>) when char != ?\n, do: [?\\, one(<<char::utf8>>) | printable(rest)]
  defp printable(<<?/, rest::binary>>), do: ["\\/" | printable(rest)]
  defp printable(<<char::utf8, rest::binary>>), do: [one(<<char::utf8>>) | printable(rest)]
  defp printable(<<byte, rest::binary>>), do: [hex(byte) | printable(rest)]
  defp printable(<<>>), do: []

  defp one("\n"), do: "\\n"
  defp one("\t"), do: "\\t"
  defp one("\r"), do: "\\r"
  defp one("\f"), do: "\\f"
  defp one("\v"), do: "\\v"
  defp one("\a"), do: "\\a"
  defp one("\0"), do: "\\0"
  defp one(<<char>>) when char in [?\b, ?\d, ?\e], do: hex(char)
  defp one(text), do: if(String.printable?(text), do: text, else: for(<<byte <- text>>, do: hex(byte)))

  defp hex(byte), do: ["\\x", digit(:erlang.bsr(byte, 4)), digit(:erlang.band(byte, 15))]

  defp digit(value) when value < 10, do: ?0 + value
  defp digit(value), do: ?A + value - 10
end
