defmodule Java do
  @moduledoc """
  Java objects and classes.

  A Java class is called like an Erlang module, by the atom that names it: `new` makes an object, and a method of an object takes
  that as its first argument.

      iex> :"java.lang.Math".max(1, 2)
      2
      iex> list = :"java.util.ArrayList".new()
      iex> :"java.util.ArrayList".add(list, "a")
      true
      iex> Enum.to_list(list)
      ["a"]

  Numbers, strings and booleans are converted both ways, `nil` is `null`; lists, maps and functions are passed as Java lists, maps
  and lambdas. All other objects stay what they are: `object?/1` is true for them, and `Enum`, `for` and `Enum.into/2` work with Java's
  collections, maps, arrays, iterators and streams. What Java throws is a `Java.Exception`.
  """

  @type object :: term

  @doc """
  Whether `term` is a Java object, not a term of Elixir.

      iex> {Java.object?(:"java.util.ArrayList".new()), Java.object?("text")}
      {true, false}

  """
  @spec object?(term) :: boolean
  def object?(term), do: :jlixir_java.is_object(term)

  @doc """
  Whether `object` is of the Java class of that name, or of one that extends or implements it.

      iex> Java.instance?(:"java.util.ArrayList".new(), :"java.util.List")
      true

  """
  @spec instance?(term, atom) :: boolean
  def instance?(object, class) when is_atom(class), do: :jlixir_java.is_instance(object, class)

  @doc """
  The name of an object's class.

      iex> Java.class(:"java.util.ArrayList".new())
      :"java.util.ArrayList"

  """
  @spec class(object) :: atom
  def class(object), do: :jlixir_java.class_name(object)

  @doc """
  Calls `fun` with a `java.lang.AutoCloseable`, and closes that however `fun` ends. Returns what `fun` does.

      iex> Java.using(:"java.io.StringReader".new("abc"), fn reader -> :"java.io.StringReader".read(reader) end)
      ?a

  """
  @spec using(object, (object -> result)) :: result when result: term
  def using(resource, fun) when is_function(fun, 1) do
    try do
      fun.(resource)
    after
      :"java.lang.AutoCloseable".close(resource)
    end
  end

  @doc """
  Java's collections as Elixir's, down to the last: lists, other collections and arrays become lists, maps become maps. All other
  terms are returned as they are.

      iex> Java.to_term(:"java.util.List".of([1], %{"a" => 2}))
      [[1], %{"a" => 2}]

  """
  @spec to_term(term) :: term
  def to_term(term) do
    cond do
      is_list(term) -> :lists.map(&to_term/1, term)
      is_struct(term) -> term
      is_map(term) -> :maps.map(fn _key, value -> to_term(value) end, term)
      not object?(term) or not :jlixir_java.is_collection(term) -> term
      :jlixir_java.is_map(term) -> :maps.from_list(for {key, value} <- :jlixir_java.to_list(term), do: {to_term(key), to_term(value)})
      true -> :lists.map(&to_term/1, :jlixir_java.to_list(term))
    end
  end

  @doc """
  Adds a jar, or a folder of class files, to those in which classes are looked for. The command's option `--classpath` does so
  before a program starts.

      iex> Java.add_classpath("no/such/library.jar")
      {:error, :enoent}

  """
  @spec add_classpath(Path.t()) :: :ok | {:error, :enoent}
  def add_classpath(path) do
    if :jlixir_java.add_class_path(IO.chardata_to_string(path)), do: :ok, else: {:error, :enoent}
  end
end

defmodule Java.Exception do
  @moduledoc """
  What Java has thrown.

  `:class` is the name of its class, `:message` its message or `nil`, `:exception` the Java object itself, whose methods can be
  called; the struct may be given to them in its place. A `rescue` clause may name Java classes; one stands for all that extend it.

      iex> try do
      ...>   :"java.lang.Integer".parseInt("x")
      ...> rescue
      ...>   e in :"java.lang.IllegalArgumentException" -> {e.class, :"java.lang.Throwable".getMessage(e)}
      ...> end
      {:"java.lang.NumberFormatException", ~s(For input string: "x")}

  To throw a Java exception, raise one:

      raise Java.Exception, exception: :"java.io.IOException".new("disk full")

  """
  defexception [:class, :message, :exception]

  @impl true
  def exception(options) do
    case Keyword.fetch(options, :exception) do
      {:ok, exception} -> :jlixir_java.exception(exception)
      :error -> struct!(__MODULE__, options)
    end
  end

  @impl true
  def message(%{class: class, message: message, exception: exception}) do
    text = if message, do: "#{class}: #{message}", else: "#{class}"

    case exception != nil && :jlixir_java.cause(exception) do
      %{__struct__: __MODULE__} = cause -> text <> "\ncaused by " <> message(cause)
      _ -> text
    end
  end
end

defimpl Enumerable, for: Java.Object do
  def count(object) do
    case :jlixir_java.size(object) do
      -1 -> {:error, __MODULE__}
      size -> {:ok, size}
    end
  end

  def member?(_object, _element), do: {:error, __MODULE__}

  def slice(object) do
    case :jlixir_java.size(object) do
      -1 -> {:error, __MODULE__}
      size -> {:ok, size, &:jlixir_java.to_list/1}
    end
  end

  def reduce(object, acc, fun) do
    case :jlixir_java.walk(object) do
      nil ->
        raise Protocol.UndefinedError,
          protocol: @protocol,
          value: object,
          description: "only Java's iterables, maps, arrays, streams, iterators and enumerations have elements"

      walk ->
        walk(walk, acc, fun)
    end
  end

  defp walk(walk, {:halt, acc}, _fun) do
    :jlixir_java.close(walk)
    {:halted, acc}
  end

  defp walk(walk, {:suspend, acc}, fun), do: {:suspended, acc, &walk(walk, &1, fun)}

  defp walk(walk, {:cont, acc}, fun) do
    case :jlixir_java.next(walk) do
      [element] ->
        walk(walk, fun.(element, acc), fun)

      [] ->
        :jlixir_java.close(walk)
        {:done, acc}
    end
  end
end

defimpl Collectable, for: Java.Object do
  def into(object) do
    add =
      if :jlixir_java.is_map(object) do
        fn {key, value} -> :"java.util.Map".put(object, key, value) end
      else
        fn element -> :"java.util.Collection".add(object, element) end
      end

    {object,
     fn
       acc, {:cont, element} ->
         add.(element)
         acc

       acc, :done ->
         acc

       _acc, :halt ->
         :ok
     end}
  end
end

defimpl String.Chars, for: Java.Object do
  def to_string(object), do: :jlixir_java.to_string(object)
end

defimpl Inspect, for: Java.Object do
  import Inspect.Algebra

  def inspect(object, opts) do
    name = Atom.to_string(:jlixir_java.class_name(object))

    cond do
      :jlixir_java.is_map(object) -> container(name, object, "%{", "}", opts, &pair/2)
      :jlixir_java.is_collection(object) -> container(name, object, "[", "]", opts, &to_doc/2)
      :jlixir_java.has_text(object) -> named(name, short(:jlixir_java.to_string(object)))
      true -> named(name, :jlixir_java.to_string(object))
    end
  end

  defp container(name, object, left, right, opts, fun) do
    elements = if opts.limit == :infinity, do: Enum.to_list(object), else: Enum.take(object, opts.limit + 1)
    concat(["#Java<", name, " ", container_doc(left, elements, right, opts, fun), ">"])
  end

  defp pair({key, value}, opts), do: concat([to_doc(key, opts), " => ", to_doc(value, opts)])

  # Most classes begin what they say of an object with their name.
  defp named(name, text), do: if(String.starts_with?(text, name), do: "#Java<#{text}>", else: "#Java<#{name} #{text}>")

  defp short(text), do: if(String.length(text) > 200, do: String.slice(text, 0, 200) <> "...", else: text)
end
