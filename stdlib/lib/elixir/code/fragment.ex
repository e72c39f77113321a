defmodule Code.Fragment do
  @moduledoc """
  What can be told of code that is still being written: for completion, for highlighting, for hints in an editor.

  The code before a cursor rarely compiles, and its end cannot be understood from its start. `cursor_context/2` and
  `surround_context/3` look at the words next to a place. `container_cursor_to_quoted/2` looks at the whole text and gives
  quoted code in which the cursor is a node.
  """

  alias Code.Fragment.{Cursor, Lines, Surround}

  @typedoc "A line and a column, both counted from 1."
  @type position :: {line :: pos_integer, column :: pos_integer}

  @typedoc "Options of `cursor_context/2` and `surround_context/3`; there are none yet."
  @type cursor_opts :: []

  @typedoc "Options of `container_cursor_to_quoted/2`."
  @type container_cursor_to_quoted_opts :: [
          file: String.t(),
          line: pos_integer,
          column: pos_integer,
          columns: boolean,
          token_metadata: boolean,
          literal_encoder: (term, Macro.metadata() -> term),
          trailing_fragment: String.t(),
          preserve_sigils: boolean
        ]

  @doc ~S"""
  Splits a text into lines, each with the `\n` or `\r\n` that ends it.

  `Enum.join/1` puts them together again. A text that ends with a line's end has an empty line behind it.

      iex> Code.Fragment.lines("a = 1\r\nb = 2\nc")
      ["a = 1\r\n", "b = 2\n", "c"]
      iex> Code.Fragment.lines("")
      [""]

  """
  @doc since: "1.19.0"
  @spec lines(String.t()) :: [String.t(), ...]
  def lines(string) when is_binary(string) do
    case :binary.split(string, "\n") do
      [line, rest] -> [line <> "\n" | lines(rest)]
      [line] -> [line]
    end
  end

  @doc """
  Tells what is being written at the end of `fragment`.

  Only the words at the end are looked at, on the last line and on those that it goes on from: around a dot, and behind
  an opening parenthesis. Whether they stand in a string or in a comment makes no difference, so that there is an answer
  in documentation too. More kinds of context may come; have a clause for the others.

      iex> Code.Fragment.cursor_context("String.upc")
      {:dot, {:alias, ~c"String"}, ~c"upc"}
      iex> Code.Fragment.cursor_context("[first, sec")
      {:local_or_var, ~c"sec"}
      iex> Code.Fragment.cursor_context("%URI{")
      :expr

  ## Contexts

  What has been written of a name is a charlist, which may be empty.

    * `{:alias, name}` - an alias, as `Hello.Wor`
    * `{:alias, inside, name}` - an alias behind `{:local_or_var, name}` or `{:module_attribute, name}`, as `__MODULE__.Wor`
    * `{:anonymous_call, inside}` - the arguments of an anonymous function, as `fun.(`
    * `{:block_keyword_or_binary_operator, name}` - behind a complete value: a word as `do` or `and`, as `Foo d`
    * `{:capture_arg, text}` - an argument of a capture, as `&1`
    * `{:dot, inside, name}` - a function of a module or a field of a map, as `String.upc` or `map.ke`
    * `{:dot_arity, inside, name}` - the same followed by a slash, as `String.upcase/`
    * `{:dot_call, inside, name}` - the same followed by white space or a parenthesis, as `String.upcase(`
    * `:expr` - any expression may begin
    * `{:local_or_var, name}` - a variable or a function, as `hello_wo`
    * `{:local_arity, name}` and `{:local_call, name}` - a function before its arity or its arguments
    * `{:module_attribute, name}` - as `@hello_wo`
    * `{:operator, name}` - an operator that is not a word, as `+`
    * `{:operator_arity, name}` and `{:operator_call, name}` - an operator before its arity, or before white space
    * `{:sigil, name}` - as `~` and `~s`
    * `{:struct, inside}` - the name of a struct, a charlist or another context, as `%UR`
    * `{:unquoted_atom, name}` - as `:hello_wo`
    * `:none` - nothing that is known

  What stands before a dot is `{:var, name}`, `{:alias, name}`, `{:alias, inside, name}`, `{:module_attribute, name}`,
  `{:unquoted_atom, name}`, another `{:dot, inside, name}`, or `:expr` for what ends with a parenthesis.
  """
  @doc since: "1.13.0"
  @spec cursor_context(List.Chars.t(), cursor_opts) :: :expr | :none | tuple
  def cursor_context(fragment, opts \\ [])

  def cursor_context(fragment, opts) when is_list(opts) do
    {context, _before} = fragment |> to_charlist() |> Lines.last() |> Cursor.context()
    context
  end

  @doc """
  Tells what stands at `position` of `fragment`, and from where to where.

  The result has the position `:begin` of the first character, the position `:end` behind the last, and a `:context`. It
  is `:none` when there is nothing known, or no such position.

      iex> surround = Code.Fragment.surround_context("1 + hello", {1, 6})
      iex> {surround.begin, surround.context, surround.end}
      {{1, 5}, {:local_or_var, ~c"hello"}, {1, 10}}
      iex> Code.Fragment.surround_context("1 + hello", {1, 1})
      :none

  The contexts are those of `cursor_context/2`, but the text is taken as it will stay:

    * words that cannot be names are `{:keyword, name}`, and `{:key, name}` is a key as in `[key: value]`
    * operators are `{:operator, name}` even if they are words; `@` alone is one
    * `:dot` stands for calls too; `:local_call` and `:local_arity` are told from `:local_or_var`
    * there is no `:expr`, and no context whose name is empty
  """
  @doc since: "1.13.0"
  @spec surround_context(List.Chars.t(), position, cursor_opts) ::
          %{begin: position, end: position, context: tuple} | :none
  def surround_context(fragment, position, options \\ [])

  def surround_context(fragment, {line, column}, options)
      when is_integer(line) and line >= 1 and is_integer(column) and column >= 1 and is_list(options) do
    fragment |> to_charlist() |> Surround.context({line, column})
  end

  @doc ~S"""
  The quoted form of a text that ends at a cursor, with the call `__cursor__()` where the cursor is.

  What is open at the end is closed. The expression that the cursor is in, or directly behind, is replaced by the cursor;
  what is around it stays: containers, calls, keys, operators, the lines before.

      iex> {:ok, quoted} = Code.Fragment.container_cursor_to_quoted("max(some_value, other")
      iex> Macro.to_string(quoted)
      "max(some_value, __cursor__())"
      iex> {:ok, quoted} = Code.Fragment.container_cursor_to_quoted("if x do\n  y = [1, %{key: ")
      iex> Macro.to_string(quoted)
      "if x do\n  y = [1, %{key: __cursor__()}]\nend"

  Only what is complete can be understood; a function is not before its arrow has been written, nor can it be told that
  `x` is the argument of a clause. Give what follows the cursor for that:

      iex> {:ok, quoted} = Code.Fragment.container_cursor_to_quoted("fn x", trailing_fragment: ", y -> y end")
      iex> Macro.to_string(quoted)
      "fn __cursor__(), y -> y end"

  The quoted code can be expanded and looked at; it is not to be evaluated. Where the text before the cursor is no Elixir
  whatever follows, the result is an error as that of `Code.string_to_quoted/2`.

  ## Options

    * `:trailing_fragment` - the text behind the cursor
    * `:preserve_sigils` - whether the cursor in a sigil is a node in the place of the sigil's modifiers, rather than in the
      place of the sigil; `false` by default
    * `:file`, `:line`, `:column`, `:columns`, `:token_metadata` and `:literal_encoder` - as for `Code.string_to_quoted/2`

  """
  @doc since: "1.13.0"
  @spec container_cursor_to_quoted(List.Chars.t(), container_cursor_to_quoted_opts) ::
          {:ok, Macro.t()} | {:error, {location :: keyword, binary | {binary, binary}, binary}}
  def container_cursor_to_quoted(fragment, opts \\ []) do
    :jlixir_code.cursor_to_quoted(
      fragment |> to_charlist() |> List.to_string(),
      Keyword.get(opts, :file, "nofile"),
      Keyword.get(opts, :line, 1),
      Keyword.get(opts, :column, 1),
      Keyword.put(opts, :emit_warnings, false)
    )
  end
end
