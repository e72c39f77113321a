defmodule Inspect.Algebra do
  @moduledoc ~S"""
  Documents that can be laid out within a given width.

  The layout follows Lindig 2000, *Strictly Pretty*: a group is printed on one line when it fits, otherwise all of its breaks become
  new lines. Beyond the paper there are flexible breaks, groups that fit when their first line does (`:optimistic`), forced breaks,
  collapsed lines and colors.

      iex> import Inspect.Algebra
      iex> doc = group(glue("hello", " ", "world"))
      iex> {IO.iodata_to_binary(format(doc, 20)), IO.iodata_to_binary(format(doc, 5))}
      {"hello world", "hello\nworld"}

  """

  alias Inspect.Opts

  @type t ::
          binary
          | doc_cons
          | :doc_line
          | doc_break
          | doc_collapse
          | doc_color
          | doc_fits
          | doc_force
          | doc_group
          | doc_limit
          | doc_nest
          | doc_string

  @typep doc_cons :: maybe_improper_list(t, t)
  @typep doc_break :: {:doc_break, binary, :flex | :strict}
  @typep doc_collapse :: {:doc_collapse, pos_integer}
  @typep doc_color :: {:doc_color, t, binary}
  @typep doc_fits :: {:doc_fits, t, :enabled | :disabled}
  @typep doc_force :: {:doc_force, t}
  @typep doc_group :: {:doc_group, t, :normal | :optimistic | :pessimistic | :inherit}
  @typep doc_limit :: {:doc_limit, t, pos_integer | :infinity}
  @typep doc_nest :: {:doc_nest, t, :cursor | :reset | non_neg_integer, :always | :break}
  @typep doc_string :: {:doc_string, binary, non_neg_integer}

  @doc """
  Tells whether `doc` is a document, judging by its outermost constructor.

      iex> require Inspect.Algebra
      iex> Inspect.Algebra.is_doc(Inspect.Algebra.break())
      true

  """
  defguard is_doc(doc)
           when is_list(doc) or is_binary(doc) or doc == :doc_line or
                  (is_tuple(doc) and
                     elem(doc, 0) in [
                       :doc_break,
                       :doc_collapse,
                       :doc_color,
                       :doc_fits,
                       :doc_force,
                       :doc_group,
                       :doc_limit,
                       :doc_nest,
                       :doc_string
                     ])

  # -- Terms -----------------------------------------------------------------------------------------------------------

  @doc """
  Converts a term to a document with the `Inspect` protocol.

      iex> Inspect.Algebra.to_doc(:a, %Inspect.Opts{})
      ":a"

  """
  @spec to_doc(any, Opts.t()) :: t
  def to_doc(term, opts) do
    {doc, _opts} = to_doc_with_opts(term, opts)
    doc
  end

  @doc """
  Like `to_doc/2`, but returns the options too, with what is left of the limit.

      iex> {doc, _opts} = Inspect.Algebra.to_doc_with_opts([1, 2], %Inspect.Opts{})
      iex> doc |> Inspect.Algebra.format(80) |> IO.iodata_to_binary()
      "[1, 2]"

  """
  @spec to_doc_with_opts(any, Opts.t()) :: {t, Opts.t()}
  def to_doc_with_opts(%_{} = struct, %Opts{structs: false} = opts) do
    with_limit(Inspect.Map.inspect_as_map(struct, opts), opts)
  end

  def to_doc_with_opts(%module{} = struct, %Opts{inspect_fun: fun} = opts) do
    try do
      if altered?(struct, module), do: Inspect.Map.inspect_as_map(struct, opts), else: fun.(struct, opts)
    rescue
      exception -> failed_to_doc(struct, opts, exception, __STACKTRACE__)
    else
      result -> with_limit(result, opts)
    end
  end

  def to_doc_with_opts(term, %Opts{inspect_fun: fun} = opts), do: with_limit(fun.(term, opts), opts)

  # Only what is left of the limit goes on to the next term.
  defp with_limit({doc, %Opts{limit: limit}}, %{limit: limit} = opts), do: {doc, opts}
  defp with_limit({doc, %Opts{limit: limit}}, opts), do: {doc, %{opts | limit: limit}}
  defp with_limit(doc, opts), do: {doc, opts}

  # A struct with keys more than its module knows of is no longer one of its implementation.
  defp altered?(struct, module) do
    case struct_fields(module) do
      nil -> false
      fields -> length(fields) + 1 < map_size(struct)
    end
  end

  # What `__info__(:struct)` says, or `nil` when the module is not there or no struct.
  @doc false
  def struct_fields(module) do
    try do
      module.__info__(:struct)
    rescue
      _ -> nil
    end
  end

  # The message and the stack of the error may need the struct again: meanwhile structs that fail are shown as plain maps.
  @trap {__MODULE__, :failing}

  defp failed_to_doc(struct, opts, exception, stacktrace) do
    case :erlang.put(@trap, true) do
      true ->
        with_limit(Inspect.Map.inspect_as_map(struct, opts), opts)

      _ ->
        result =
          try do
            plain = %{opts | syntax_colors: [], inspect_fun: &Inspect.inspect/2}
            error = inspect_error(struct, plain, exception, stacktrace)
            if opts.safe, do: {:ok, Inspect.inspect(error, plain)}, else: {:error, error}
          after
            :erlang.erase(@trap)
          end

        case result do
          {:ok, {doc, _opts}} -> {doc, opts}
          {:ok, doc} -> {doc, opts}
          {:error, error} -> :erlang.raise(:error, error, stacktrace)
        end
    end
  end

  defp inspect_error(struct, opts, exception, stacktrace) do
    {doc, _opts} = with_limit(Inspect.Map.inspect_as_map(struct, opts), opts)
    shown = :erlang.iolist_to_binary(format(group(doc), opts.width))
    Inspect.Error.exception(exception: exception, stacktrace: stacktrace, inspected_struct: shown)
  end

  # -- Containers ------------------------------------------------------------------------------------------------------

  @doc """
  Wraps `collection` in `left` and `right`, each element being turned into a document by `fun`.

  Options: `:separator` (`","`) and `:break`, one of `:strict` (an element a line), `:flex` (as many as fit on each line) and `:maybe`
  (flexible when all elements are plain text). At most `inspect_opts.limit` elements are shown.

      iex> import Inspect.Algebra
      iex> doc = container_doc("<", [1, 2, 3], ">", %Inspect.Opts{limit: 2}, fn i, _opts -> to_string(i) end)
      iex> IO.iodata_to_binary(format(doc, 80))
      "<1, 2, ...>"

  """
  @spec container_doc(t, [term], t, Opts.t(), (term, Opts.t() -> t), keyword) :: t
  def container_doc(left, collection, right, inspect_opts, fun, opts \\ [])
      when is_doc(left) and is_list(collection) and is_doc(right) and is_function(fun, 2) and is_list(opts) do
    {doc, _opts} =
      container_doc_with_opts(left, collection, right, inspect_opts, fn elem, opts -> {fun.(elem, opts), opts} end, opts)

    doc
  end

  @doc """
  Like `container_doc/6`, for a `fun` that returns `{doc, opts}`; the options pass from element to element and are returned.

      iex> digits = fn number, opts -> {Integer.to_string(number), opts} end
      iex> {doc, _opts} = Inspect.Algebra.container_doc_with_opts("[", [1, 2], "]", %Inspect.Opts{}, digits)
      iex> doc |> Inspect.Algebra.format(80) |> IO.iodata_to_binary()
      "[1, 2]"

  """
  @spec container_doc_with_opts(t, [term], t, Opts.t(), (term, Opts.t() -> {t, Opts.t()}), keyword) :: {t, Opts.t()}
  def container_doc_with_opts(left, collection, right, inspect_opts, fun, opts \\ [])
      when is_doc(left) and is_list(collection) and is_doc(right) and is_function(fun, 2) and is_list(opts) do
    case collection do
      [] -> {concat(left, right), inspect_opts}
      _ -> fill_container(left, collection, right, inspect_opts, fun, opts)
    end
  end

  defp fill_container(left, collection, right, inspect_opts, fun, opts) do
    break = option(opts, :break, :maybe)
    separator = option(opts, :separator, ",")
    {docs, plain?, inspect_opts} = elements(collection, inspect_opts, fun, [], true)
    flex? = break == :flex or (break == :maybe and plain?)
    inner = join(docs, separator, if(flex?, do: :flex, else: :strict))

    doc =
      if flex? do
        group(concat(concat(left, nest(inner, 1)), right))
      else
        group(glue(nest(glue(left, "", inner), 2), "", right))
      end

    {doc, inspect_opts}
  end

  defp option(opts, key, default) do
    case :lists.keyfind(key, 1, opts) do
      {_key, value} -> value
      false -> default
    end
  end

  # The documents in reverse; the tail of an improper list comes as `{:tail, doc}`. Empty documents are left out and not counted.
  defp elements([], opts, _fun, docs, plain?), do: {docs, plain?, opts}
  defp elements([_ | _], %{limit: 0} = opts, _fun, docs, plain?), do: {["..." | docs], plain?, opts}

  defp elements([term | terms], opts, fun, docs, plain?) do
    case fun.(term, count(opts)) do
      {[], _opts} -> elements(terms, opts, fun, docs, plain?)
      {doc, opts} -> elements(terms, opts, fun, [doc | docs], plain? and plain?(doc))
    end
  end

  defp elements(tail, opts, fun, docs, plain?) do
    case fun.(tail, opts) do
      {[], opts} -> {docs, plain?, opts}
      {doc, opts} -> {[{:tail, doc} | docs], plain? and plain?(doc), opts}
    end
  end

  defp count(%{limit: limit} = opts) when is_integer(limit) and limit > 0, do: %{opts | limit: limit - 1}
  defp count(opts), do: opts

  defp plain?([first | second]), do: plain?(first) and plain?(second)
  defp plain?([]), do: true
  defp plain?(doc) when is_binary(doc), do: true
  defp plain?({:doc_color, doc, _color}), do: plain?(doc)
  defp plain?({:doc_string, _text, _length}), do: true
  defp plain?(_doc), do: false

  defp join([], _separator, _kind), do: []
  defp join([{:tail, doc}], _separator, _kind), do: doc
  defp join([{:tail, tail}, last | docs], separator, kind), do: join(docs, separator, kind, spaced(last, " |", kind, tail))
  defp join([doc | docs], separator, kind), do: join(docs, separator, kind, doc)

  defp join([], _separator, _kind, joined), do: joined
  defp join([doc | docs], separator, kind, joined), do: join(docs, separator, kind, spaced(doc, separator, kind, joined))

  defp spaced(left, separator, kind, right), do: [[left | separator], {:doc_break, " ", kind} | right]

  @doc false
  @deprecated "Use a combination of concat/2 and nest/2 instead"
  def surround(left, doc, right) when is_doc(left) and is_doc(doc) and is_doc(right) do
    if doc == [] do
      concat(left, right)
    else
      group(glue(nest(glue(left, "", doc), 2), "", right))
    end
  end

  @doc false
  @deprecated "Use Inspect.Algebra.container_doc/6 instead"
  def surround_many(left, docs, right, %Opts{} = inspect_opts, fun, separator \\ ",")
      when is_doc(left) and is_list(docs) and is_doc(right) and is_function(fun, 2) do
    container_doc(left, docs, right, inspect_opts, fun, separator: separator)
  end

  # -- Constructors ----------------------------------------------------------------------------------------------------

  @doc """
  The empty document.

      iex> Inspect.Algebra.empty()
      []

  """
  @spec empty() :: t
  def empty(), do: []

  @doc """
  A text whose width is its number of graphemes (a plain binary's is its number of bytes).

      iex> IO.iodata_to_binary(Inspect.Algebra.format(Inspect.Algebra.string("olá"), 80))
      "olá"

  """
  @spec string(String.t()) :: t
  def string(string) when is_binary(string), do: {:doc_string, string, String.length(string)}

  @doc """
  Two documents, one after the other.

      iex> IO.iodata_to_binary(Inspect.Algebra.format(Inspect.Algebra.concat("a", "b"), 80))
      "ab"

  """
  @spec concat(t, t) :: t
  def concat(doc1, doc2) when is_doc(doc1) and is_doc(doc2), do: [doc1 | doc2]

  @doc """
  A list of documents, one after the other.

      iex> IO.iodata_to_binary(Inspect.Algebra.format(Inspect.Algebra.concat(["a", "b", "c"]), 80))
      "abc"

  """
  @spec concat([t]) :: t
  def concat(docs) when is_list(docs), do: fold(docs, &concat/2)

  @doc """
  Places no limit on the width of `doc`: its groups always fit.

      iex> doc = Inspect.Algebra.group(Inspect.Algebra.glue("hello", "world"))
      iex> doc |> Inspect.Algebra.no_limit() |> Inspect.Algebra.format(5) |> IO.iodata_to_binary()
      "hello world"

  """
  @spec no_limit(t) :: t
  def no_limit(doc) when is_doc(doc), do: {:doc_limit, doc, :infinity}

  @doc """
  Indents the lines of `doc` after its first one.

  `level` is a number of columns to add, `:cursor` for the current column or `:reset` for none. With the mode `:break`, only if the
  enclosing group is broken.

      iex> import Inspect.Algebra
      iex> IO.iodata_to_binary(format(nest(line("a", "b"), 2), 80))
      "a\\n  b"

  """
  @spec nest(t, non_neg_integer | :cursor | :reset, :always | :break) :: t
  def nest(doc, level, mode \\ :always)

  def nest(doc, :cursor, mode) when is_doc(doc) and mode in [:always, :break], do: {:doc_nest, doc, :cursor, mode}
  def nest(doc, :reset, mode) when is_doc(doc) and mode in [:always, :break], do: {:doc_nest, doc, :reset, mode}
  def nest(doc, 0, mode) when is_doc(doc) and mode in [:always, :break], do: doc

  def nest(doc, level, mode) when is_doc(doc) and is_integer(level) and level > 0 and mode in [:always, :break] do
    {:doc_nest, doc, level, mode}
  end

  @doc """
  A place where the enclosing group may be broken; `string` is shown when it is not.

      iex> Inspect.Algebra.format(Inspect.Algebra.group(Inspect.Algebra.concat(["a", Inspect.Algebra.break(", "), "b"])), 80) |> IO.iodata_to_binary()
      "a, b"

  """
  @spec break(binary) :: t
  def break(string \\ " ") when is_binary(string), do: {:doc_break, string, :strict}

  @doc ~S"""
  A break that is taken only when what follows it does not fit on the line.

      iex> Inspect.Algebra.format(Inspect.Algebra.group(Inspect.Algebra.concat(["a", Inspect.Algebra.flex_break(), "b"])), 1) |> IO.iodata_to_binary()
      "a\nb"

  """
  @spec flex_break(binary) :: t
  def flex_break(string \\ " ") when is_binary(string), do: {:doc_break, string, :flex}

  @doc """
  Two documents with a `break/1` between them.

      iex> Inspect.Algebra.glue("a", "b")
      ["a", {:doc_break, " ", :strict} | "b"]

  """
  @spec glue(t, binary, t) :: t
  def glue(doc1, break_string \\ " ", doc2) when is_binary(break_string) do
    concat(doc1, concat(break(break_string), doc2))
  end

  @doc """
  Two documents with a `flex_break/1` between them.

      iex> Inspect.Algebra.format(Inspect.Algebra.group(Inspect.Algebra.flex_glue("a", "b")), 80) |> IO.iodata_to_binary()
      "a b"

  """
  @spec flex_glue(t, binary, t) :: t
  def flex_glue(doc1, break_string \\ " ", doc2) when is_binary(break_string) do
    concat(doc1, concat(flex_break(break_string), doc2))
  end

  @doc ~S"""
  A group: printed flat when it fits, otherwise its own strict breaks are taken.

  Modes: `:normal`; `:optimistic`, an enclosing group fits as soon as the text up to the first break in here does; `:pessimistic`, which
  takes that freedom from the groups inside; `:inherit`, the breaks belong to the enclosing group.

      iex> Inspect.Algebra.format(Inspect.Algebra.group(Inspect.Algebra.glue("a", "b")), 1) |> IO.iodata_to_binary()
      "a\nb"

  """
  @spec group(t, :normal | :optimistic | :pessimistic | :inherit) :: t
  def group(doc, mode \\ :normal)

  def group(doc, mode) when is_doc(doc) and mode in [:normal, :optimistic, :pessimistic, :inherit] do
    {:doc_group, doc, mode}
  end

  def group(doc, :self) when is_doc(doc), do: {:doc_group, doc, :normal}

  @doc ~S"""
  Makes the enclosing group of `doc` break.

      iex> Inspect.Algebra.format(Inspect.Algebra.group(Inspect.Algebra.force_unfit(Inspect.Algebra.glue("a", "b"))), 80) |> IO.iodata_to_binary()
      "a\nb"

  """
  @spec force_unfit(t) :: t
  def force_unfit(doc) when is_doc(doc), do: {:doc_force, doc}

  @doc """
  See the modes `:optimistic` and `:pessimistic` of `group/2`.

      Inspect.Algebra.next_break_fits(Inspect.Algebra.nest("last", 2), :enabled)

  """
  @deprecated "Pass the optimistic/pessimistic type to group/2 instead"
  @spec next_break_fits(t, :enabled | :disabled) :: t
  def next_break_fits(doc, mode \\ :enabled) when is_doc(doc) and mode in [:enabled, :disabled] do
    {:doc_fits, doc, mode}
  end

  @doc """
  Two documents with a space between them.

      iex> Inspect.Algebra.space("a", "b")
      ["a", " " | "b"]

  """
  @spec space(t, t) :: t
  def space(doc1, doc2), do: concat(doc1, concat(" ", doc2))

  @doc ~S"""
  A new line, taken always.

      iex> Inspect.Algebra.format(Inspect.Algebra.concat(["a", Inspect.Algebra.line(), "b"]), 80) |> IO.iodata_to_binary()
      "a\nb"

  """
  @spec line() :: t
  def line(), do: :doc_line

  @doc ~S"""
  Two documents with a new line between them.

      iex> Inspect.Algebra.format(Inspect.Algebra.line("a", "b"), 80) |> IO.iodata_to_binary()
      "a\nb"

  """
  @spec line(t, t) :: t
  def line(doc1, doc2), do: concat(doc1, concat(line(), doc2))

  @doc ~S"""
  Reduces the new lines that follow directly to at most `max`.

      iex> Inspect.Algebra.format(Inspect.Algebra.concat(["a", Inspect.Algebra.collapse_lines(2), Inspect.Algebra.line(), Inspect.Algebra.line(), Inspect.Algebra.line(), "b"]), 80) |> IO.iodata_to_binary()
      "a\n\nb"

  """
  @spec collapse_lines(pos_integer) :: t
  def collapse_lines(max) when is_integer(max) and max > 0, do: {:doc_collapse, max}

  @doc """
  Colors `doc` with the color that the options give to `color_key`, if any.

      iex> opts = %Inspect.Opts{syntax_colors: [atom: :red]}
      iex> doc = Inspect.Algebra.color_doc("ok", :atom, opts)
      iex> doc |> Inspect.Algebra.format(80) |> IO.iodata_to_binary()
      "\\e[31mok\\e[0m"

  """
  @spec color_doc(t, Opts.color_key(), Opts.t()) :: t
  def color_doc(doc, color_key, %Opts{syntax_colors: colors}) when is_doc(doc) do
    case colors do
      [] -> doc
      _ -> color_doc(doc, color_key, colors)
    end
  end

  def color_doc([], _color_key, _colors), do: []

  def color_doc(doc, color_key, colors) when is_list(colors) do
    case option(colors, color_key, nil) do
      nil -> doc
      color -> concat({:doc_color, doc, ansi(color)}, {:doc_color, [], ansi(option(colors, :reset, :reset))})
    end
  end

  defp ansi(color), do: IO.iodata_to_binary(IO.ANSI.format_fragment(color, true))

  @doc false
  @deprecated "Use color_doc/3 instead"
  def color(doc, color_key, opts), do: color_doc(doc, color_key, opts)

  @doc false
  def color(doc, color) when is_doc(doc), do: {:doc_color, doc, color}

  @doc """
  Folds a list of documents from the right with `folder_fun`.

      iex> Inspect.Algebra.fold(["a", "b", "c"], fn doc, acc -> Inspect.Algebra.concat([doc, "!", acc]) end)
      ["a", "!", "b", "!" | "c"]

  """
  @spec fold([t], (t, t -> t)) :: t
  def fold(docs, folder_fun)
  def fold([], folder_fun) when is_function(folder_fun, 2), do: []
  def fold([doc], folder_fun) when is_function(folder_fun, 2), do: doc
  def fold([doc | docs], folder_fun) when is_function(folder_fun, 2), do: folder_fun.(doc, fold(docs, folder_fun))

  @doc false
  @deprecated "Use fold/2 instead"
  def fold_doc(docs, folder_fun), do: fold(docs, folder_fun)

  # -- Layout ----------------------------------------------------------------------------------------------------------

  @doc """
  Lays `doc` out within `width` columns, or `:infinity`.

      iex> import Inspect.Algebra
      iex> IO.iodata_to_binary(format(group(glue("hello", "world")), 5))
      "hello\\nworld"

  """
  @spec format(t, non_neg_integer | :infinity) :: iodata
  def format(doc, width) when is_doc(doc) and (width == :infinity or width >= 0) do
    print(doc, 0, :flat, width, 0, :done, [])
  end

  # print(doc, indentation, mode, width, column, next, acc): `next` is what stands after `doc`, a chain of `{doc, indentation, mode, next}`,
  # `{:width, width, next}` and `{:outside, next}` (the end of a group that fits) that ends with `:done`.
  #
  # Modes: `:flat`, outside of all groups; `:half`, in a group that fits, perhaps because an optimistic group in it may be broken, so
  # that strict breaks stay on the line while flexible ones are asked again; `:broken`, in a group that does not fit.
  defp print(text, _in, _mode, width, column, next, acc) when is_binary(text) do
    resume(next, width, column + byte_size(text), [text | acc])
  end

  defp print([], _in, _mode, width, column, next, acc), do: resume(next, width, column, acc)

  defp print([first | second], indent, mode, width, column, next, acc) do
    print(first, indent, mode, width, column, {second, indent, mode, next}, acc)
  end

  defp print({:doc_string, text, length}, _in, _mode, width, column, next, acc), do: resume(next, width, column + length, [text | acc])
  defp print(:doc_line, indent, _mode, width, _column, next, acc), do: resume(next, width, indent, [new_line(indent) | acc])

  defp print({:doc_break, _text, :strict}, indent, :broken, width, _column, next, acc) when width != :infinity do
    resume(next, width, indent, [new_line(indent) | acc])
  end

  defp print({:doc_break, text, :flex}, indent, mode, width, column, next, acc) when mode != :flat do
    after_text = column + byte_size(text)

    case width == :infinity or fits?(next, width, after_text, true) do
      true -> resume(next, width, after_text, [text | acc])
      false -> resume(next, width, indent, [new_line(indent) | acc])
    end
  end

  defp print({:doc_break, text, _kind}, _in, _flat, width, column, next, acc) do
    resume(next, width, column + byte_size(text), [text | acc])
  end

  defp print({:doc_group, doc, :inherit}, indent, :broken, width, column, next, acc) do
    print(doc, indent, :broken, width, column, next, acc)
  end

  defp print({:doc_group, doc, :optimistic}, indent, :half, width, column, next, acc) do
    case width == :infinity or fits?(doc, indent, :trial, width, column, false, next) do
      true -> print(doc, indent, :half, width, column, {:outside, next}, acc)
      false -> print(doc, indent, :broken, width, column, next, acc)
    end
  end

  defp print({:doc_group, doc, _kind}, indent, _mode, width, column, next, acc) do
    case width == :infinity or fits?(doc, indent, :trial, width, column, false, :done) do
      true -> print(doc, indent, :half, width, column, {:outside, next}, acc)
      false -> print(doc, indent, :broken, width, column, next, acc)
    end
  end

  defp print({:doc_nest, doc, level, :always}, indent, mode, width, column, next, acc) do
    print(doc, deeper(level, indent, column), mode, width, column, next, acc)
  end

  defp print({:doc_nest, doc, level, :break}, indent, :broken, width, column, next, acc) do
    print(doc, deeper(level, indent, column), :broken, width, column, next, acc)
  end

  defp print({:doc_nest, doc, _level, :break}, indent, mode, width, column, next, acc) do
    print(doc, indent, mode, width, column, next, acc)
  end

  defp print({:doc_color, doc, color}, indent, mode, width, column, next, acc) do
    print(doc, indent, mode, width, column, next, [color | acc])
  end

  defp print({:doc_force, doc}, indent, mode, width, column, next, acc), do: print(doc, indent, mode, width, column, next, acc)

  defp print({:doc_fits, {:doc_group, doc, kind}, :enabled}, indent, mode, width, column, next, acc)
       when kind != :inherit or mode != :broken do
    print({:doc_group, doc, :optimistic}, indent, mode, width, column, next, acc)
  end

  defp print({:doc_fits, doc, _freedom}, indent, mode, width, column, next, acc), do: print(doc, indent, mode, width, column, next, acc)

  defp print({:doc_limit, doc, limit}, indent, mode, width, column, next, acc) do
    print(doc, indent, mode, limit, column, {:width, width, next}, acc)
  end

  defp print({:doc_collapse, max}, indent, _mode, width, column, next, acc), do: collapse(next, max, 0, indent, width, column, acc)

  defp resume({doc, indent, mode, next}, width, column, acc), do: print(doc, indent, mode, width, column, next, acc)
  defp resume({:width, width, next}, _width, column, acc), do: resume(next, width, column, acc)
  defp resume({:outside, next}, width, column, acc), do: resume(next, width, column, acc)
  defp resume(:done, _width, _column, acc), do: :lists.reverse(acc)

  defp deeper(:cursor, _indent, column), do: column
  defp deeper(:reset, _indent, _column), do: 0
  defp deeper(level, indent, _column), do: indent + level

  defp new_line(0), do: "\n"
  defp new_line(indent), do: "\n" <> :binary.copy(" ", indent)

  # Takes the lines and empty texts that stand next, and prints at most `max` of the lines, indented as where this starts.
  defp collapse({:doc_line, _inner, _mode, next}, max, lines, indent, width, _column, acc) do
    collapse(next, max, lines + 1, indent, width, indent, acc)
  end

  defp collapse({empty, _in, _mode, next}, max, lines, indent, width, column, acc) when empty in ["", []] do
    collapse(next, max, lines, indent, width, column, acc)
  end

  defp collapse({[first | second], inner, mode, next}, max, lines, indent, width, column, acc) do
    collapse({first, inner, mode, {second, inner, mode, next}}, max, lines, indent, width, column, acc)
  end

  # A group that fits keeps its breaks on the line.
  defp collapse({{:doc_group, doc, kind}, inner, outer, next}, max, lines, indent, width, column, acc) do
    if (kind == :inherit and outer == :broken) or
         (width != :infinity and not fits?(doc, inner, :trial, width, column, false, :done)) do
      collapse({doc, inner, :broken, next}, max, lines, indent, width, column, acc)
    else
      collapse({doc, inner, :half, {:outside, next}}, max, lines, indent, width, column, acc)
    end
  end

  defp collapse({{:doc_nest, doc, level, how}, inner, mode, next}, max, lines, indent, width, column, acc) do
    inner = if how == :always or mode == :broken, do: deeper(level, inner, column), else: inner
    collapse({doc, inner, mode, next}, max, lines, indent, width, column, acc)
  end

  defp collapse({{:doc_force, doc}, inner, mode, next}, max, lines, indent, width, column, acc) do
    collapse({doc, inner, mode, next}, max, lines, indent, width, column, acc)
  end

  defp collapse({{:doc_fits, doc, _freedom}, inner, mode, next}, max, lines, indent, width, column, acc) do
    collapse({doc, inner, mode, next}, max, lines, indent, width, column, acc)
  end

  # All that a collapse within another one takes is one more line at most, whatever it would take alone.
  defp collapse({{:doc_collapse, _max}, _inner, _mode, next}, max, lines, indent, width, column, acc) do
    collapse(next, min(max, lines + 1), lines, indent, width, column, acc)
  end

  defp collapse({{:doc_string, "", _length}, _inner, _mode, next}, max, lines, indent, width, column, acc) do
    collapse(next, max, lines, indent, width, column, acc)
  end

  defp collapse({{:doc_break, "", kind}, _inner, mode, next}, max, lines, indent, width, column, acc)
       when mode == :flat or (mode == :half and kind == :strict) do
    collapse(next, max, lines, indent, width, column, acc)
  end

  defp collapse({:outside, next}, max, lines, indent, width, column, acc), do: collapse(next, max, lines, indent, width, column, acc)
  defp collapse({:width, outer, next}, max, lines, indent, _width, column, acc), do: collapse(next, max, lines, indent, outer, column, acc)

  defp collapse({{:doc_break, _text, :strict}, _inner, :broken, next}, max, lines, indent, width, _column, acc) do
    collapse(next, max, lines + 1, indent, width, indent, acc)
  end

  defp collapse(next, _max, 0, _indent, width, column, acc), do: resume(next, width, column, acc)

  defp collapse(next, max, lines, indent, width, _column, acc) do
    resume(next, width, indent, [new_line(indent), :binary.copy("\n", min(lines, max) - 1) | acc])
  end

  # fits?(doc, indentation, mode, width, column, breakable?, next): whether the text up to the next possible end of the line stays
  # within the width. `breakable?` says that a break was met: text before the first one could not be placed any better, so its width
  # does not matter.
  #
  # Modes besides those of printing: `:trial`, in the group in question, and `:open`, in an optimistic group inside, where the first
  # break ends the question.
  defp fits?(_doc, _in, _mode, width, column, true, _next) when column > width, do: false
  defp fits?([], _in, _mode, width, column, breakable?, next), do: fits?(next, width, column, breakable?)

  defp fits?([first | second], indent, mode, width, column, breakable?, next) do
    fits?(first, indent, mode, width, column, breakable?, {second, indent, mode, next})
  end

  defp fits?(text, _in, _mode, width, column, breakable?, next) when is_binary(text) do
    fits?(next, width, column + byte_size(text), breakable?)
  end

  defp fits?({:doc_string, _text, length}, _in, _mode, width, column, breakable?, next) do
    fits?(next, width, column + length, breakable?)
  end

  defp fits?({:doc_break, text, _kind}, _in, mode, width, column, _breakable?, next) when mode in [:trial, :half] do
    fits?(next, width, column + byte_size(text), true)
  end

  defp fits?({:doc_break, _text, _kind}, _in, _mode, _width, _column, _breakable?, _next), do: true

  defp fits?(:doc_line, indent, mode, width, _column, _breakable?, next) when mode in [:trial, :half] do
    fits?(next, width, indent, false)
  end

  defp fits?(:doc_line, _in, _mode, _width, _column, _breakable?, _next), do: true

  defp fits?({:doc_group, doc, kind}, indent, mode, width, column, breakable?, next) do
    fits?(doc, indent, freedom(kind, mode), width, column, breakable?, next)
  end

  defp fits?({:doc_fits, doc, freedom}, indent, mode, width, column, breakable?, next) do
    fits?(doc, indent, freedom(freedom, mode), width, column, breakable?, next)
  end

  defp fits?({:doc_force, _doc}, _in, mode, _width, _column, _breakable?, _next) when mode != :open, do: false

  defp fits?({:doc_force, doc}, indent, mode, width, column, breakable?, next) do
    fits?(doc, indent, mode, width, column, breakable?, next)
  end

  defp fits?({:doc_nest, doc, level, :always}, indent, mode, width, column, breakable?, next) do
    fits?(doc, deeper(level, indent, column), mode, width, column, breakable?, next)
  end

  defp fits?({:doc_nest, doc, _level, :break}, indent, mode, width, column, breakable?, next) do
    fits?(doc, indent, mode, width, column, breakable?, next)
  end

  defp fits?({:doc_color, doc, _color}, indent, mode, width, column, breakable?, next) do
    fits?(doc, indent, mode, width, column, breakable?, next)
  end

  defp fits?({:doc_limit, doc, limit}, indent, mode, width, column, breakable?, next) do
    fits?(doc, indent, mode, limit, column, breakable?, {:width, width, next})
  end

  defp fits?({:doc_collapse, _max}, _in, _mode, width, column, breakable?, next), do: fits?(next, width, column, breakable?)

  defp fits?(_next, width, column, true) when column > width, do: false

  defp fits?({_doc, _in, :flat, _next}, _width, _column, _breakable?), do: true

  defp fits?({doc, indent, mode, next}, width, column, breakable?) do
    fits?(doc, indent, mode, width, column, breakable?, next)
  end

  defp fits?({:outside, _next}, _width, _column, _breakable?), do: true
  defp fits?({:width, width, next}, _width, column, breakable?), do: fits?(next, width, column, breakable?)
  defp fits?(:done, _width, _column, _breakable?), do: true

  defp freedom(:inherit, mode), do: mode
  defp freedom(_kind, mode) when mode in [:open, :half], do: mode
  defp freedom(kind, _mode) when kind in [:optimistic, :enabled], do: :open
  defp freedom(kind, _mode) when kind in [:pessimistic, :disabled], do: :half
  defp freedom(_normal, _mode), do: :trial
end
