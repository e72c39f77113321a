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
            plain = %{opts | syntax_colors: []}
            error = inspect_error(struct, plain, exception, stacktrace)
            if opts.safe, do: {:ok, Inspect.inspect(error, %{plain | inspect_fun: &Inspect.inspect/2})}, else: {:error, error}
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

  # Returns the documents in reverse; the tail of an improper list is marked as {:tail, doc}.
  defp elements([], opts, _fun, docs, plain?), do: {docs, plain?, opts}
  defp elements([_ | _], %{limit: 0} = opts, _fun, docs, plain?), do: {["..." | docs], plain?, opts}

  defp elements([term | terms], opts, fun, docs, plain?) do
    case fun.(term, Opts.count(opts)) do
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

  defp plain?([first | second]), do: plain?(first) and plain?(second)
  defp plain?([]), do: true
  defp plain?(doc) when is_binary(doc), do: true
  defp plain?({:doc_color, doc, _color}), do: plain?(doc)
  defp plain?({:doc_string, _text, _length}), do: true
  defp plain?(_doc), do: false

  defp join([], _separator, _kind), do: []
  defp join([{:tail, doc}], _separator, _kind), do: doc
  defp join([{:tail, doc}, last | docs], separator, kind), do: join(docs, separator, kind, bar(last, doc, kind))
  defp join([doc | docs], separator, kind), do: join(docs, separator, kind, doc)

  defp join([], _separator, _kind, acc), do: acc

  defp join([doc | docs], separator, kind, acc) do
    join(docs, separator, kind, concat(concat(doc, separator), concat({:doc_break, " ", kind}, acc)))
  end

  defp bar(left, right, kind), do: concat(concat(left, " |"), concat({:doc_break, " ", kind}, right))

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
  @deprecated "Use container_doc/6 instead"
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
  """
  @spec break(binary) :: t
  def break(string \\ " ") when is_binary(string), do: {:doc_break, string, :strict}

  @doc """
  A break that is taken only when what follows it does not fit on the line.
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
  """
  @spec flex_glue(t, binary, t) :: t
  def flex_glue(doc1, break_string \\ " ", doc2) when is_binary(break_string) do
    concat(doc1, concat(flex_break(break_string), doc2))
  end

  @doc """
  A group: printed flat when it fits, otherwise its own strict breaks are taken.

  Modes: `:normal`; `:optimistic`, an enclosing group fits as soon as the text up to the first break in here does; `:pessimistic`, which
  takes that freedom from the groups inside; `:inherit`, the breaks belong to the enclosing group.
  """
  @spec group(t, :normal | :optimistic | :pessimistic | :inherit) :: t
  def group(doc, mode \\ :normal)

  def group(doc, mode) when is_doc(doc) and mode in [:normal, :optimistic, :pessimistic, :inherit] do
    {:doc_group, doc, mode}
  end

  def group(doc, :self) when is_doc(doc), do: {:doc_group, doc, :normal}

  @doc """
  Makes the enclosing group of `doc` break.
  """
  @spec force_unfit(t) :: t
  def force_unfit(doc) when is_doc(doc), do: {:doc_force, doc}

  @doc """
  See the modes `:optimistic` and `:pessimistic` of `group/2`.
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

  @doc """
  A new line, taken always.
  """
  @spec line() :: t
  def line(), do: :doc_line

  @doc """
  Two documents with a new line between them.
  """
  @spec line(t, t) :: t
  def line(doc1, doc2), do: concat(doc1, concat(line(), doc2))

  @doc """
  Reduces the new lines that follow directly to at most `max`.
  """
  @spec collapse_lines(pos_integer) :: t
  def collapse_lines(max) when is_integer(max) and max > 0, do: {:doc_collapse, max}

  @doc """
  Colors `doc` with the color that the options give to `color_key`, if any.
  """
  @spec color_doc(t, Opts.color_key(), Opts.t()) :: t
  def color_doc(doc, color_key, %Opts{syntax_colors: colors}) when is_doc(doc) do
    case colors do
      [] -> doc
      _ -> color_doc_with(doc, color_key, colors)
    end
  end

  defp color_doc_with(doc, color_key, colors) do
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
      iex> IO.iodata_to_binary(format(glue("hello", "world"), 5))
      "hello world"

  """
  @spec format(t, non_neg_integer | :infinity) :: iodata
  def format(doc, width) when is_doc(doc) and (width == :infinity or width >= 0) do
    layout(doc, 0, :flat, width, 0, [])
  end

  # layout(doc, indentation, mode, width, column, rest). An entry of rest is {indentation, mode, doc} or {:width, width}.
  #
  # Modes: `:flat`, outside of any group or when all of it fits: no break is taken; `:break`: strict breaks are taken;
  # `:lenient`: the group fits if its optimistic groups break, so they do; `:broken`: the next group is such a one.
  defp layout([], _i, _mode, w, k, rest), do: continue(w, k, rest)
  defp layout([doc], i, mode, w, k, rest), do: layout(doc, i, mode, w, k, rest)
  defp layout([first | second], i, mode, w, k, rest), do: layout(first, i, mode, w, k, [{i, mode, second} | rest])
  defp layout(text, _i, _mode, w, k, rest) when is_binary(text), do: [text | continue(w, k + byte_size(text), rest)]
  defp layout({:doc_string, text, size}, _i, _mode, w, k, rest), do: [text | continue(w, k + size, rest)]
  defp layout(:doc_line, i, _mode, w, _k, rest), do: [indent(i) | continue(w, i, rest)]

  defp layout({:doc_break, text, :flex}, i, :break, w, k, rest) when w != :infinity do
    k = k + byte_size(text)

    if fits?(w, k, true, rest) do
      [text | continue(w, k, rest)]
    else
      [indent(i) | continue(w, i, rest)]
    end
  end

  defp layout({:doc_break, _text, :strict}, i, :break, w, _k, rest) when w != :infinity, do: [indent(i) | continue(w, i, rest)]
  defp layout({:doc_break, text, _kind}, _i, _flat, w, k, rest), do: [text | continue(w, k + byte_size(text), rest)]

  defp layout({:doc_nest, doc, level, how}, i, mode, w, k, rest) do
    layout(doc, nested(level, how, mode, i, k), mode, w, k, rest)
  end

  defp layout({:doc_group, doc, :inherit}, i, :break, w, k, rest), do: layout(doc, i, :break, w, k, rest)

  defp layout({:doc_group, doc, _kind}, i, :broken, w, k, rest), do: layout(doc, i, :break, w, k, rest)
  defp layout({:doc_group, doc, :optimistic}, i, :lenient, w, k, rest), do: layout(doc, i, :break, w, k, rest)

  defp layout({:doc_group, doc, _kind}, i, _outer, w, k, rest) do
    cond do
      w == :infinity or fits?(w, k, false, [{i, :flat, doc}]) -> layout(doc, i, :flat, w, k, rest)
      fits?(w, k, false, [{i, :lenient, doc}]) -> layout(doc, i, :lenient, w, k, rest)
      true -> layout(doc, i, :break, w, k, rest)
    end
  end

  defp layout({:doc_color, doc, color}, i, mode, w, k, rest), do: [color | layout(doc, i, mode, w, k, rest)]
  defp layout({:doc_force, doc}, i, mode, w, k, rest), do: layout(doc, i, mode, w, k, rest)
  defp layout({:doc_fits, doc, :enabled}, i, :lenient, w, k, rest), do: layout(doc, i, :broken, w, k, rest)
  defp layout({:doc_fits, doc, _fits}, i, mode, w, k, rest), do: layout(doc, i, mode, w, k, rest)
  defp layout({:doc_limit, doc, limit}, i, mode, w, k, rest), do: layout(doc, i, mode, limit, k, [{:width, w} | rest])
  defp layout({:doc_collapse, max}, i, _mode, w, k, rest), do: collapse(rest, max, 0, i, w, k)

  defp continue(_w, _k, []), do: []
  defp continue(w, k, [{i, mode, doc} | rest]), do: layout(doc, i, mode, w, k, rest)
  defp continue(_w, k, [{:width, w} | rest]), do: continue(w, k, rest)

  defp nested(level, :always, _mode, i, k), do: nested(level, i, k)
  defp nested(level, :break, :break, i, k), do: nested(level, i, k)
  defp nested(_level, :break, _flat, i, _k), do: i

  defp nested(:cursor, _i, k), do: k
  defp nested(:reset, _i, _k), do: 0
  defp nested(level, i, _k), do: i + level

  defp indent(0), do: "\n"
  defp indent(i), do: "\n" <> :binary.copy(" ", i)

  # Lines are counted until something else shows.
  defp collapse([{_i, _mode, ""} | rest], max, count, i, w, k), do: collapse(rest, max, count, i, w, k)
  defp collapse([{_i, _mode, []} | rest], max, count, i, w, k), do: collapse(rest, max, count, i, w, k)
  defp collapse([{i, _mode, :doc_line} | rest], max, count, _i, w, k), do: collapse(rest, max, count + 1, i, w, k)

  defp collapse([{i, mode, [first | second]} | rest], max, count, indentation, w, k) do
    collapse([{i, mode, first}, {i, mode, second} | rest], max, count, indentation, w, k)
  end

  defp collapse([{i, mode, {:doc_nest, doc, level, how}} | rest], max, count, indentation, w, k) do
    collapse([{nested(level, how, mode, i, k), mode, doc} | rest], max, count, indentation, w, k)
  end

  defp collapse([{i, mode, {:doc_group, doc, _mode}} | rest], max, count, indentation, w, k) do
    collapse([{i, mode, doc} | rest], max, count, indentation, w, k)
  end

  defp collapse(rest, max, count, i, w, _k) do
    [:binary.copy("\n", min(max, count)), :binary.copy(" ", i) | continue(w, i, rest)]
  end

  # fits?(width, column, break seen?, entries): whether the entries reach a line end within the width. Text without any break has no
  # choice, so it always fits. `{:tail, seen?, entries}` is what follows an inner group, whose breaks are no choice for what follows.
  #
  # Modes: `:flat`, nothing breaks; `:lenient`, optimistic groups may; `:inside`, within one of these: its first break ends the search.
  defp fits?(w, k, true, _entries) when k > w, do: false
  defp fits?(_w, _k, _seen?, []), do: true
  defp fits?(w, k, _seen?, {:tail, seen?, entries}), do: fits?(w, k, seen?, entries)
  defp fits?(_w, k, seen?, [{:width, w} | rest]), do: fits?(w, k, seen?, rest)
  defp fits?(w, k, seen?, [{i, mode, doc} | rest]), do: fits?(doc, i, mode, w, k, seen?, rest)

  defp fits?([], _i, _mode, w, k, seen?, rest), do: fits?(w, k, seen?, rest)
  defp fits?([first | second], i, mode, w, k, seen?, rest), do: fits?(first, i, mode, w, k, seen?, [{i, mode, second} | rest])
  defp fits?(text, _i, _mode, w, k, seen?, rest) when is_binary(text), do: fits?(w, k + byte_size(text), seen?, rest)
  defp fits?({:doc_string, _text, size}, _i, _mode, w, k, seen?, rest), do: fits?(w, k + size, seen?, rest)
  defp fits?({:doc_break, _text, _kind}, _i, :break, _w, _k, _seen?, _rest), do: true
  defp fits?({:doc_break, _text, _kind}, _i, :inside, _w, _k, _seen?, _rest), do: true
  defp fits?({:doc_break, text, _kind}, _i, _flat, w, k, _seen?, rest), do: fits?(w, k + byte_size(text), true, rest)
  defp fits?(:doc_line, _i, :break, _w, _k, _seen?, _rest), do: true
  defp fits?(:doc_line, _i, :inside, _w, _k, _seen?, _rest), do: true
  defp fits?(:doc_line, i, _flat, w, _k, _seen?, rest), do: fits?(w, i, false, rest)
  defp fits?({:doc_nest, doc, _level, :break}, i, mode, w, k, seen?, rest), do: fits?(doc, i, mode, w, k, seen?, rest)

  defp fits?({:doc_nest, doc, level, :always}, i, mode, w, k, seen?, rest) do
    fits?(doc, nested(level, i, k), mode, w, k, seen?, rest)
  end

  defp fits?({:doc_group, doc, kind}, i, mode, w, k, seen?, rest) do
    fits?(doc, i, within(kind, mode), w, k, seen?, {:tail, seen?, rest})
  end

  defp fits?({:doc_fits, doc, :enabled}, i, mode, w, k, seen?, rest) do
    fits?(doc, i, within(:optimistic, mode), w, k, seen?, rest)
  end

  defp fits?({:doc_fits, doc, :disabled}, i, mode, w, k, seen?, rest) do
    fits?(doc, i, within(:pessimistic, mode), w, k, seen?, rest)
  end

  defp fits?({:doc_force, doc}, i, :inside, w, k, seen?, rest), do: fits?(doc, i, :inside, w, k, seen?, rest)
  defp fits?({:doc_force, _doc}, _i, _flat, _w, _k, _seen?, _rest), do: false
  defp fits?({:doc_color, doc, _color}, i, mode, w, k, seen?, rest), do: fits?(doc, i, mode, w, k, seen?, rest)
  defp fits?({:doc_collapse, _max}, _i, _mode, w, k, seen?, rest), do: fits?(w, k, seen?, rest)

  defp fits?({:doc_limit, doc, limit}, i, mode, w, k, seen?, rest) do
    fits?(doc, i, mode, limit, k, seen?, [{:width, w} | rest])
  end

  defp within(:optimistic, :lenient), do: :inside
  defp within(:pessimistic, :lenient), do: :flat
  defp within(:inherit, :break), do: :break
  defp within(_kind, :break), do: :flat
  defp within(_kind, mode), do: mode
end
