defmodule Code.Formatter do
  @moduledoc false

  # Turns quoted code into a document for Inspect.Algebra.
  #
  # The code comes from the parser with `unescape: false`, `token_metadata: true` and a literal encoder that wraps
  # literals as `{:__block__, meta, [literal]}`, or from Code.Normalizer. All functions that format a node take and return
  # the state, as formatting a node uses up the comments that belong to it.
  #
  # Expressions says which module formats what.

  alias Code.Formatter.{Blocks, Comments, Migration, Quoted}

  @locals_without_parens [
    # Special forms
    alias: 1, alias: 2, case: 2, cond: 1, for: :*, import: 1, import: 2, quote: 1, quote: 2, receive: 1, require: 1,
    require: 2, try: 1, with: :*,
    # Kernel
    def: 1, def: 2, defp: 1, defp: 2, defguard: 1, defguardp: 1, defmacro: 1, defmacro: 2, defmacrop: 1, defmacrop: 2,
    defmodule: 2, defdelegate: 2, defexception: 1, defoverridable: 1, defstruct: 1, destructure: 2, raise: 1, raise: 2,
    reraise: 2, reraise: 3, if: 2, unless: 2, use: 1, use: 2, defimpl: 2, defimpl: 3, defprotocol: 2,
    # Standard library
    defrecord: 2, defrecord: 3, defrecordp: 2, defrecordp: 3,
    # Tests
    assert: 1, assert: 2, assert_in_delta: 3, assert_in_delta: 4, assert_raise: 2, assert_raise: 3, assert_receive: 1,
    assert_receive: 2, assert_receive: 3, assert_received: 1, assert_received: 2, doctest: 1, doctest: 2, refute: 1,
    refute: 2, refute_in_delta: 3, refute_in_delta: 4, refute_receive: 1, refute_receive: 2, refute_receive: 3,
    refute_received: 1, refute_received: 2, setup: 1, setup: 2, setup_all: 1, setup_all: 2, test: 1, test: 2,
    # Configuration
    config: 2, config: 3, import_config: 1
  ]

  @doc false
  def locals_without_parens, do: @locals_without_parens

  @doc false
  def local_without_parens?(name, arity, extra) do
    Enum.any?(extra, &without_parens?(&1, name, arity)) or Enum.any?(@locals_without_parens, &without_parens?(&1, name, arity))
  end

  defp without_parens?({name, :*}, name, arity), do: arity > 0
  defp without_parens?({name, arity}, name, arity), do: true
  defp without_parens?(_, _, _), do: false

  @doc false
  def to_algebra(quoted, opts \\ []) do
    sigils =
      for {name, formatter} <- Keyword.get(opts, :sigils, []), is_function(formatter, 2), into: %{} do
        {name, formatter}
      end

    state = %{
      comments: Enum.map(Keyword.get(opts, :comments, []), &Comments.format_comment/1),
      locals_without_parens: Keyword.get(opts, :locals_without_parens, []),
      force_do_end_blocks: Keyword.get(opts, :force_do_end_blocks, false),
      file: Keyword.get(opts, :file),
      sigils: sigils,
      operand_nesting: 2,
      skip_eol: false,
      keep_lists: false,
      inspect: %Inspect.Opts{syntax_colors: Keyword.get(opts, :syntax_colors, [])}
    }

    {doc, _state} = quoted |> Migration.migrate(opts) |> Blocks.block(Quoted.min_line(), Quoted.max_line(), state)
    doc
  end
end
