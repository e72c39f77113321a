defmodule Record do
  @moduledoc """
  Records: tuples whose first element names them and whose other elements have names at compile time.

      defmodule User do
        require Record
        Record.defrecord(:user, name: "anonymous", age: nil)
      end

  defines macros: `user()` and `user(name: "x")` build a record, `user(record, :age)` reads, `user(record, age: 1)`
  updates, `user(:age)` is an index, `user(record)` a keyword list.
  """

  @doc """
  True for a tuple that can be a record of the given kind.

      iex> require Record
      iex> Record.is_record({:user, "x"}, :user)
      true

  """
  @doc guard: true
  defmacro is_record(data, kind) do
    case Macro.Env.in_guard?(__CALLER__) do
      true ->
        quote do
          is_atom(unquote(kind)) and is_tuple(unquote(data)) and tuple_size(unquote(data)) > 0 and
            elem(unquote(data), 0) == unquote(kind)
        end

      false ->
        quote do
          kind = unquote(kind)
          data = unquote(data)
          is_atom(kind) and is_tuple(data) and tuple_size(data) > 0 and elem(data, 0) == kind
        end
    end
  end

  @doc """
  True for a tuple that can be a record: its first element is an atom.

      iex> require Record
      iex> Record.is_record({1, 2})
      false

  """
  @doc guard: true
  defmacro is_record(data) do
    case Macro.Env.in_guard?(__CALLER__) do
      true ->
        quote do
          is_tuple(unquote(data)) and tuple_size(unquote(data)) > 0 and is_atom(elem(unquote(data), 0))
        end

      false ->
        quote do
          data = unquote(data)
          is_tuple(data) and tuple_size(data) > 0 and is_atom(elem(data, 0))
        end
    end
  end

  @doc """
  The fields of a record in an Erlang header file; options `:from`, `:from_lib`, `:includes`, `:include_dirs`, `:macros`.

      Record.extract(:user, from: "include/users.hrl")

  """
  @spec extract(name :: atom, keyword) :: keyword
  def extract(name, opts) when is_atom(name) and is_list(opts), do: Record.Extractor.extract(name, opts)

  @doc """
  All records in an Erlang header file.

      Record.extract_all(from: "include/users.hrl")

  """
  @spec extract_all(keyword) :: [{name :: atom, keyword}]
  def extract_all(opts) when is_list(opts), do: Record.Extractor.extract_all(opts)

  @doc """
  Defines macros that build, read and update a record.

      iex> defmodule DocRecord do
      ...>   require Record
      ...>   Record.defrecord(:point, x: 0, y: 0)
      ...>   def make, do: point(x: 1)
      ...>   def x(record), do: point(record, :x)
      ...> end
      iex> {DocRecord.make(), DocRecord.x({:point, 5, 6})}
      {{:point, 1, 0}, 5}

  """
  defmacro defrecord(name, tag \\ nil, kv), do: define(:defrecord, name, tag, kv)

  @doc """
  Like `defrecord/3`, private to the module.

      iex> defmodule DocPrivateRecord do
      ...>   require Record
      ...>   Record.defrecordp(:pair, :couple, a: 1, b: 2)
      ...>   def make, do: pair(b: 3)
      ...> end
      iex> DocPrivateRecord.make()
      {:couple, 1, 3}

  """
  defmacro defrecordp(name, tag \\ nil, kv), do: define(:defrecordp, name, tag, kv)

  defp define(kind, name, tag, kv) do
    definitions = [definition(kind, [:args]), definition(kind, [:record, :args])]

    quote bind_quoted: [name: name, tag: tag, kv: kv], unquote: true do
      tag = tag || name
      fields = Record.__record__(__MODULE__, unquote(kind), name, tag, kv)
      @doc record: {tag, fields}
      unquote_splicing(definitions)
    end
  end

  defp definition(kind, [name]) do
    args = Macro.var(name, __MODULE__)
    code = quote(do: Record.__access__(unquote(marked(:tag)), unquote(marked(:fields)), unquote(args), __CALLER__))
    macro(kind, [{:\\, [], [args, []]}], code)
  end

  defp definition(kind, names) do
    [record, args] = :lists.map(&Macro.var(&1, __MODULE__), names)

    code =
      quote do
        Record.__access__(unquote(marked(:tag)), unquote(marked(:fields)), unquote(record), unquote(args), __CALLER__)
      end

    macro(kind, [record, args], code)
  end

  # It has the context of a macro's code: nobody is told that a private one is unused.
  defp macro(kind, args, code) do
    kind = if kind == :defrecord, do: :defmacro, else: :defmacrop
    {kind, [context: __MODULE__], [{{:unquote, [], [Macro.var(:name, __MODULE__)]}, [context: __MODULE__], args}, [do: code]]}
  end

  # An unquote fragment: the value known where the record is defined.
  defp marked(name), do: {:unquote, [], [quote(do: Macro.escape(unquote(Macro.var(name, __MODULE__))))]}

  @doc false
  def __record__(module, kind, name, tag, kv) when is_atom(name) do
    for arity <- [0, 1, 2], Module.defines?(module, {name, arity}) do
      raise ArgumentError, "cannot define record #{inspect(name)} because a definition #{name}/#{arity} already exists"
    end

    fields = fields(kv)
    warn_of_duplicates(fields)

    if not Module.has_attribute?(module, :__records__) do
      Module.register_attribute(module, :__records__, accumulate: true)
    end

    record = %{name: name, tag: tag, kind: kind, fields: :lists.map(&elem(&1, 0), fields)}
    Module.put_attribute(module, :__records__, record)
    fields
  end

  # Defaults are part of generated code, hence escaped.
  defp fields(kv) when is_list(kv) do
    :lists.map(
      fn
        {key, value} when is_atom(key) -> {key, Macro.escape(value)}
        key when is_atom(key) -> {key, nil}
        other -> raise ArgumentError, "defrecord fields must be atoms, got: #{inspect(other)}"
      end,
      kv
    )
  end

  defp warn_of_duplicates(fields) do
    names = :lists.map(&elem(&1, 0), fields)
    for name <- Enum.uniq(names -- Enum.uniq(names)), do: IO.warn("duplicate key #{inspect(name)} found in record")
  end

  @doc false
  def __access__(tag, fields, args, caller) do
    cond do
      is_atom(args) ->
        index(tag, fields, args)

      Keyword.keyword?(args) ->
        create(tag, fields, args, caller)

      true ->
        quote(do: Record.__keyword__(unquote(tag), unquote(fields), unquote(args)))
    end
  end

  @doc false
  def __access__(tag, fields, record, args, caller) do
    cond do
      is_atom(args) ->
        quote(do: :erlang.element(unquote(index(tag, fields, args) + 1), unquote(record)))

      Keyword.keyword?(args) ->
        update(tag, fields, record, args, caller)

      true ->
        raise ArgumentError,
              "expected arguments to be a compile time atom or a keyword list, got: #{Macro.to_string(args)}"
    end
  end

  # The zero-based position in the tuple.
  defp index(tag, fields, field), do: index(tag, fields, field, 1)
  defp index(_tag, [{field, _} | _], field, position), do: position
  defp index(tag, [_ | rest], field, position), do: index(tag, rest, field, position + 1)
  defp index(tag, [], field, _position), do: unknown_key(tag, field)

  @spec unknown_key(atom, atom) :: no_return
  defp unknown_key(tag, field) do
    raise ArgumentError, "record #{inspect(tag)} does not have the key: #{inspect(field)}"
  end

  defp create(tag, fields, keyword, caller) do
    check_keys(tag, fields, keyword)

    {bindings, keyword} = in_order(fields, keyword, caller)

    # `_: value` fills all fields that are not given; in a pattern they match anything.
    default =
      case Keyword.fetch(keyword, :_) do
        {:ok, value} -> {:ok, value}
        :error -> if Macro.Env.in_match?(caller), do: {:ok, {:_, [], nil}}, else: :error
      end

    values =
      for {key, field_default} <- fields do
        case {Keyword.fetch(keyword, key), default} do
          {{:ok, value}, _} -> value
          {:error, {:ok, value}} -> value
          {:error, :error} -> field_default
        end
      end

    record = {:{}, [], [tag | values]}
    if bindings == [], do: record, else: {:__block__, [], bindings ++ [record]}
  end

  # The values are evaluated in the order in which they are written, not in that of the fields.
  defp in_order(fields, keyword, caller) do
    names = for {name, _} <- fields, Keyword.has_key?(keyword, name), do: name

    if Macro.Env.in_match?(caller) or names == Keyword.keys(keyword) or
         :lists.all(fn {_, value} -> Macro.quoted_literal?(value) end, keyword) do
      {[], keyword}
    else
      Enum.map(keyword, fn {key, value} ->
        variable = Macro.unique_var(key, __MODULE__)
        {{:=, [], [variable, value]}, {key, variable}}
      end)
      |> Enum.unzip()
    end
  end

  defp check_keys(tag, fields, keyword) do
    for {key, _} <- keyword, key != :_, not Keyword.has_key?(fields, key), do: unknown_key(tag, key)
    :ok
  end

  defp update(tag, fields, record, keyword, caller) do
    if Macro.Env.in_match?(caller), do: raise(ArgumentError, "cannot invoke update style macro inside match")
    check_keys(tag, fields, keyword)

    # With a value for all other fields nothing is left of the old record.
    if Keyword.has_key?(keyword, :_) do
      IO.warn("updating a record with a default (:_) is equivalent to creating a new record", caller)
      create(tag, fields, keyword, caller)
    else
      set_fields(tag, fields, record, keyword)
    end
  end

  defp set_fields(tag, fields, record, keyword) do
    :lists.foldl(
      fn {key, value}, acc ->
        quote(do: :erlang.setelement(unquote(index(tag, fields, key) + 1), unquote(acc), unquote(value)))
      end,
      record,
      keyword
    )
  end

  @doc false
  def __keyword__(tag, fields, record) do
    if is_tuple(record) and tuple_size(record) > 0 and elem(record, 0) == tag do
      [_ | values] = Tuple.to_list(record)

      if length(values) == length(fields) do
        :lists.zipwith(fn {name, _default}, value -> {name, value} end, fields, values)
      else
        raise ArgumentError,
              "expected argument to be a #{inspect(tag)} record with #{length(fields)} fields, got: #{inspect(record)}"
      end
    else
      raise ArgumentError,
            "expected argument to be a literal atom, literal keyword or a #{inspect(tag)} record, got runtime: " <>
              inspect(record)
    end
  end
end
