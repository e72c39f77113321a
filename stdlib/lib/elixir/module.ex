defmodule Module do
  @moduledoc """
  Functions on modules, most of them for modules that are being compiled.
  """

  @typedoc "A function or macro by name and arity."
  @type definition :: {atom, arity}
  @type def_kind :: :def | :defp | :defmacro | :defmacrop

  @doc "What a compiled module tells about itself."
  @callback __info__(:attributes | :compile | :functions | :macros | :md5 | :module | :struct) :: term

  # Names

  @doc """
  Joins names to the name of a module.

      iex> Module.concat([Foo, "Bar"])
      Foo.Bar

  """
  @spec concat([binary | atom]) :: atom
  def concat(list) when is_list(list), do: :erlang.binary_to_atom(concat_text(list))

  @doc """
  Joins two names to the name of a module.

      iex> Module.concat(Foo, Bar)
      Foo.Bar

  """
  @spec concat(binary | atom, binary | atom) :: atom
  def concat(left, right)
      when (is_binary(left) or is_atom(left)) and (is_binary(right) or is_atom(right)) do
    concat([left, right])
  end

  @doc """
  Like `concat/1`, for names of which the atom exists already; raises `ArgumentError` otherwise.

      iex> Module.safe_concat([String, Chars])
      String.Chars

  """
  @spec safe_concat([binary | atom]) :: atom
  def safe_concat(list) when is_list(list), do: :erlang.binary_to_existing_atom(concat_text(list))

  @doc """
  Like `concat/2`, for names of which the atom exists already.

      iex> Module.safe_concat(String, Chars)
      String.Chars

  """
  @spec safe_concat(binary | atom, binary | atom) :: atom
  def safe_concat(left, right)
      when (is_binary(left) or is_atom(left)) and (is_binary(right) or is_atom(right)) do
    safe_concat([left, right])
  end

  defp concat_text(parts), do: concat_text(parts, "Elixir")

  defp concat_text([nil | rest], acc), do: concat_text(rest, acc)
  defp concat_text([part | rest], acc) when is_atom(part), do: concat_text([:erlang.atom_to_binary(part) | rest], acc)
  defp concat_text(["Elixir" | rest], acc), do: concat_text(rest, acc)
  defp concat_text([<<"Elixir.", part::binary>> | rest], acc), do: concat_text(rest, <<acc::binary, ?., part::binary>>)
  defp concat_text([part | rest], acc) when is_binary(part), do: concat_text(rest, <<acc::binary, ?., part::binary>>)
  defp concat_text([], acc), do: acc

  @doc """
  The parts of the name of a module.

      iex> Module.split(Foo.Bar)
      ["Foo", "Bar"]

  """
  @spec split(module | String.t()) :: [String.t(), ...]
  def split(module)
  def split(module) when is_atom(module), do: split(:erlang.atom_to_binary(module), module)
  def split(module) when is_binary(module), do: split(module, module)

  defp split("Elixir." <> name, _original), do: :binary.split(name, ".", [:global])
  defp split(_text, original), do: raise(ArgumentError, "expected an Elixir module, got: #{inspect(original)}")

  # Creation

  @doc """
  Defines a module out of quoted code.

      iex> {:module, Created, _, _} = Module.create(Created, quote(do: def(one, do: 1)), Macro.Env.location(__ENV__))
      iex> apply(Created, :one, [])
      1

  """
  @spec create(module, Macro.t(), Macro.Env.t() | keyword) :: {:module, module, binary, term}
  def create(module, quoted, env_or_opts)

  def create(module, quoted, %{__struct__: Macro.Env} = env) when is_atom(module) do
    check_name(module)
    :jlixir_module.compile(module, quoted, :jlixir_code.env_for_eval(env))
  end

  def create(module, quoted, opts) when is_atom(module) and is_list(opts) do
    if not :lists.keymember(:file, 1, opts), do: raise(ArgumentError, "expected :file to be given as option")
    check_name(module)
    :jlixir_module.compile(module, quoted, :jlixir_code.env_for_eval(opts))
  end

  defp check_name(module) when module in [nil, true, false] do
    raise ArgumentError, "invalid module name: #{inspect(module)}"
  end

  defp check_name(_module), do: :ok

  @doc false
  @deprecated "Use Code.eval_quoted/3 instead"
  def eval_quoted(module_or_env, quoted, binding \\ [], opts \\ [])

  def eval_quoted(%{__struct__: Macro.Env} = env, quoted, binding, opts) when is_list(binding) and is_list(opts) do
    {value, binding, _env} = :jlixir_code.eval_quoted(quoted, binding, Map.merge(env, Map.take(Map.new(opts), [:file, :line])))
    {value, binding}
  end

  def eval_quoted(module, quoted, binding, opts) when is_atom(module) and is_list(binding) and is_list(opts) do
    assert_open(module, "eval_quoted/4")
    eval_quoted(%{:jlixir_code.env_for_eval(opts) | module: module}, quoted, binding, [])
  end

  # Open modules

  @doc """
  True while the module is being compiled.

      iex> Module.open?(Kernel)
      false

  """
  @spec open?(module) :: boolean
  def open?(module) when is_atom(module), do: :jlixir_module.open?(module)

  defp assert_open(module, function) do
    cond do
      :jlixir_module.open?(module) -> :ok
      :jlixir_module.readable?(module) -> could_not_call(module, function, "in read-only mode (@after_compile)")
      true -> could_not_call(module, function, "already compiled")
    end
  end

  defp assert_readable(module, function, hint \\ "") do
    if not :jlixir_module.readable?(module), do: could_not_call(module, function, "already compiled" <> hint)
  end

  defp could_not_call(module, function, reason) do
    raise ArgumentError, "could not call Module.#{function} because the module #{inspect(module)} is #{reason}"
  end

  @attribute_hint ". Use the Module.__info__/1 callback or Code.fetch_docs/1 instead"
  @exported_hint ". Use Kernel.function_exported?/3 and Kernel.macro_exported?/3 to check for public functions and macros instead"
  @info_hint ". Use the Module.__info__/1 callback to get public functions and macros instead"

  @doc """
  The value of an attribute of a module that is being compiled, or `default`.

      iex> defmodule DocGetAttribute do
      ...>   @colour :red
      ...>   def both, do: unquote([Module.get_attribute(__MODULE__, :colour), Module.get_attribute(__MODULE__, :size, 5)])
      ...> end
      iex> DocGetAttribute.both()
      [:red, 5]

  """
  @spec get_attribute(module, atom, term) :: term
  def get_attribute(module, key, default \\ nil) when is_atom(module) and is_atom(key) do
    assert_readable(module, "get_attribute/2", @attribute_hint)
    :jlixir_module.get_attribute(module, key, default)
  end

  @doc """
  The value set last of an attribute, also of an accumulating one.

      defmodule Colours do
        Module.register_attribute(__MODULE__, :colour, accumulate: true)
        @colour :red
        @colour :blue
        :blue = Module.get_last_attribute(__MODULE__, :colour)
      end

  """
  @doc since: "1.15.0"
  @spec get_last_attribute(module, atom, term) :: term
  def get_last_attribute(module, key, default \\ nil) when is_atom(module) and is_atom(key) do
    assert_readable(module, "get_last_attribute/2", @attribute_hint)
    :jlixir_module.get_last_attribute(module, key, default)
  end

  @doc """
  True when the attribute was set, or registered as accumulating.

      iex> defmodule DocHasAttribute do
      ...>   @colour :red
      ...>   def there?, do: unquote(Module.has_attribute?(__MODULE__, :colour)) && @colour == :red
      ...> end
      iex> DocHasAttribute.there?()
      true

  """
  @doc since: "1.10.0"
  @spec has_attribute?(module, atom) :: boolean
  def has_attribute?(module, key) when is_atom(module) and is_atom(key) do
    assert_readable(module, "has_attribute?/2", @attribute_hint)
    :jlixir_module.has_attribute(module, key)
  end

  @doc """
  The names of all attributes of a module that is being compiled.

      iex> defmodule DocAttributesIn do
      ...>   @colour :red
      ...>   def there?, do: unquote(:colour in Module.attributes_in(__MODULE__)) && @colour == :red
      ...> end
      iex> DocAttributesIn.there?()
      true

  """
  @doc since: "1.13.0"
  @spec attributes_in(module) :: [atom]
  def attributes_in(module) when is_atom(module) do
    assert_readable(module, "attributes_in/1", @attribute_hint)
    :jlixir_module.attributes_in(module)
  end

  @doc """
  Sets an attribute.

      iex> defmodule DocPutAttribute do
      ...>   Module.put_attribute(__MODULE__, :colour, :red)
      ...>   def colour, do: @colour
      ...> end
      iex> DocPutAttribute.colour()
      :red

  """
  @spec put_attribute(module, atom, term) :: :ok
  def put_attribute(module, key, value) when is_atom(module) and is_atom(key) do
    assert_open(module, "put_attribute/3")
    :jlixir_module.put_attribute(module, key, value)
    :ok
  end

  @doc """
  Removes an attribute and returns its value.

      iex> defmodule DocDeleteAttribute do
      ...>   @colour :red
      ...>   def deleted, do: unquote(Module.delete_attribute(__MODULE__, :colour))
      ...>   def there?, do: unquote(Module.has_attribute?(__MODULE__, :colour))
      ...> end
      iex> {DocDeleteAttribute.deleted(), DocDeleteAttribute.there?()}
      {:red, false}

  """
  @spec delete_attribute(module, atom) :: term
  def delete_attribute(module, key) when is_atom(module) and is_atom(key) do
    assert_open(module, "delete_attribute/2")
    :jlixir_module.delete_attribute(module, key)
  end

  @doc """
  Registers an attribute as accumulating (`accumulate: true`) or as kept in the compiled module (`persist: true`).

      iex> defmodule DocRegisterAttribute do
      ...>   Module.register_attribute(__MODULE__, :rule, accumulate: true)
      ...>   @rule 1
      ...>   @rule 2
      ...>   def rules, do: @rule
      ...> end
      iex> DocRegisterAttribute.rules()
      [2, 1]

  """
  @spec register_attribute(module, atom, accumulate: boolean, persist: boolean) :: :ok
  def register_attribute(module, attribute, options)
      when is_atom(module) and is_atom(attribute) and is_list(options) do
    assert_open(module, "register_attribute/3")
    :jlixir_module.register_attribute(module, attribute, options)
    :ok
  end

  # Definitions

  @doc """
  True when the module that is being compiled defines the function or macro.

      iex> defmodule DocDefines do
      ...>   def one, do: 1
      ...>   def one?, do: unquote(Module.defines?(__MODULE__, {:one, 0}))
      ...>   def two?, do: unquote(Module.defines?(__MODULE__, {:two, 0}))
      ...> end
      iex> {DocDefines.one?(), DocDefines.two?()}
      {true, false}

  """
  @spec defines?(module, definition) :: boolean
  def defines?(module, {name, arity} = tuple)
      when is_atom(module) and is_atom(name) and is_integer(arity) and arity >= 0 and arity <= 255 do
    assert_readable(module, "defines?/2", @exported_hint)
    :jlixir_module.defines(module, tuple)
  end

  @doc """
  True when the module that is being compiled defines the function or macro as that kind.

      iex> defmodule DocDefinesKind do
      ...>   def one, do: 1
      ...>   def public?, do: unquote(Module.defines?(__MODULE__, {:one, 0}, :def))
      ...>   def private?, do: unquote(Module.defines?(__MODULE__, {:one, 0}, :defp))
      ...> end
      iex> {DocDefinesKind.public?(), DocDefinesKind.private?()}
      {true, false}

  """
  @spec defines?(module, definition, def_kind) :: boolean
  def defines?(module, {name, arity} = tuple, def_kind)
      when is_atom(module) and is_atom(name) and is_integer(arity) and arity >= 0 and arity <= 255 and
             def_kind in [:def, :defp, :defmacro, :defmacrop] do
    assert_readable(module, "defines?/3", @exported_hint)
    :jlixir_module.defines(module, tuple, def_kind)
  end

  @doc """
  All functions and macros of a module that is being compiled.

      iex> defmodule DocDefinitionsIn do
      ...>   def one, do: 1
      ...>   def before, do: unquote(Module.definitions_in(__MODULE__))
      ...> end
      iex> DocDefinitionsIn.before()
      [one: 0]

  """
  @spec definitions_in(module) :: [definition]
  def definitions_in(module) when is_atom(module) do
    assert_readable(module, "definitions_in/1", @info_hint)
    :jlixir_module.definitions_in(module)
  end

  @doc """
  The definitions of one kind of a module that is being compiled.

      iex> defmodule DocDefinitionsKind do
      ...>   def one, do: two()
      ...>   defp two, do: 2
      ...>   def private, do: unquote(Module.definitions_in(__MODULE__, :defp))
      ...> end
      iex> DocDefinitionsKind.private()
      [two: 0]

  """
  @spec definitions_in(module, def_kind) :: [definition]
  def definitions_in(module, def_kind)
      when is_atom(module) and def_kind in [:def, :defp, :defmacro, :defmacrop] do
    assert_readable(module, "definitions_in/2", @info_hint)
    :jlixir_module.definitions_in(module, def_kind)
  end

  @doc """
  The clauses of a definition: `{:v1, kind, metadata, clauses}`, or `nil`.

      iex> defmodule DocGetDefinition do
      ...>   def one, do: 1
      ...>   {:v1, kind, _meta, clauses} = Module.get_definition(__MODULE__, {:one, 0})
      ...>   def found, do: {unquote(kind), unquote(length(clauses))}
      ...> end
      iex> DocGetDefinition.found()
      {:def, 1}

  """
  @doc since: "1.12.0"
  @spec get_definition(module, definition, keyword) ::
          {:v1, def_kind, meta :: keyword, [{meta :: keyword, args :: [Macro.t()], guards :: [Macro.t()], Macro.t()}]}
          | nil
  def get_definition(module, {name, arity} = tuple, options \\ [])
      when is_atom(module) and is_atom(name) and is_integer(arity) and is_list(options) do
    assert_readable(module, "get_definition/2")

    case :jlixir_module.get_definition(module, tuple) do
      {:v1, kind, meta, clauses} ->
        if Keyword.get(options, :skip_clauses, false), do: {:v1, kind, meta, []}, else: {:v1, kind, meta, clauses}

      nil ->
        nil
    end
  end

  @doc """
  Removes a definition; true when there was one.

      iex> defmodule DocDeleteDefinition do
      ...>   def one, do: 1
      ...>   def two, do: 2
      ...>   Module.delete_definition(__MODULE__, {:one, 0})
      ...> end
      iex> DocDeleteDefinition.__info__(:functions)
      [two: 0]

  """
  @doc since: "1.12.0"
  @spec delete_definition(module, definition) :: boolean
  def delete_definition(module, {name, arity} = tuple)
      when is_atom(module) and is_atom(name) and is_integer(arity) do
    assert_open(module, "delete_definition/2")
    :jlixir_module.delete_definition(module, tuple)
  end

  @doc """
  Makes definitions, or all callbacks of a behaviour, overridable.

      iex> defmodule DocMakeOverridable do
      ...>   def one, do: 1
      ...>   Module.make_overridable(__MODULE__, one: 0)
      ...>   def one, do: super() + 10
      ...> end
      iex> DocMakeOverridable.one()
      11

  """
  @spec make_overridable(module, [definition]) :: :ok
  @spec make_overridable(module, module) :: :ok
  def make_overridable(module, tuples_or_behaviour)

  def make_overridable(module, tuples) when is_atom(module) and is_list(tuples) do
    assert_open(module, "make_overridable/2")
    :lists.foreach(&check_overridable(module, &1), tuples)
    :jlixir_module.make_overridable(module, tuples)
    :ok
  end

  def make_overridable(module, behaviour) when is_atom(module) and is_atom(behaviour) do
    assert_open(module, "make_overridable/2")

    case callbacks_of(module, behaviour) do
      {:ok, callbacks} -> make_overridable(module, for(tuple <- callbacks, :jlixir_module.defines(module, tuple), do: tuple))
      {:error, problem} -> raise ArgumentError, "cannot pass module #{inspect(behaviour)} as argument to defoverridable/1 because " <> problem
    end
  end

  defp check_overridable(module, {name, arity} = tuple)
       when is_atom(name) and is_integer(arity) and arity >= 0 and arity <= 255 do
    if not :jlixir_module.defines(module, tuple) do
      raise ArgumentError, "cannot make function #{name}/#{arity} overridable because it was not defined"
    end
  end

  defp check_overridable(_module, other) do
    raise ArgumentError,
          "each element in tuple list has to be a {function_name :: atom, arity :: 0..255} tuple, got: #{inspect(other)}"
  end

  defp callbacks_of(module, behaviour) do
    cond do
      not match?({:module, _}, :jlixir_code.ensure_compiled(behaviour)) ->
        {:error, "it was not defined"}

      not function_exported?(behaviour, :behaviour_info, 1) ->
        {:error, "it does not define any callbacks"}

      behaviour not in :jlixir_module.get_attribute(module, :behaviour, []) ->
        {:error, "its corresponding behaviour is missing. Did you forget to add @behaviour #{inspect(behaviour)}?"}

      true ->
        {:ok, :lists.map(&plain_callback/1, behaviour.behaviour_info(:callbacks))}
    end
  end

  # Callbacks that are macros are listed with the caller as first argument.
  defp plain_callback({name, arity}) do
    case :erlang.atom_to_binary(name) do
      "MACRO-" <> plain -> {:erlang.binary_to_atom(plain), arity - 1}
      _ -> {name, arity}
    end
  end

  @doc """
  True when the definition is marked as overridable.

      iex> defmodule DocOverridable do
      ...>   def one, do: 1
      ...>   defoverridable one: 0
      ...>   def overridable?, do: unquote(Module.overridable?(__MODULE__, {:one, 0}))
      ...> end
      iex> DocOverridable.overridable?()
      true

  """
  @spec overridable?(module, definition) :: boolean
  def overridable?(module, {name, arity} = tuple) when is_atom(module) and is_atom(name) and is_integer(arity) do
    assert_readable(module, "overridable?/2")
    :jlixir_module.overridable(module, tuple)
  end

  @doc """
  All overridable definitions of a module that is being compiled.

      iex> defmodule DocOverridablesIn do
      ...>   def one, do: 1
      ...>   defoverridable one: 0
      ...>   def overridables, do: unquote(Module.overridables_in(__MODULE__))
      ...> end
      iex> DocOverridablesIn.overridables()
      [one: 0]

  """
  @doc since: "1.13.0"
  @spec overridables_in(module) :: [definition]
  def overridables_in(module) when is_atom(module) do
    assert_readable(module, "overridables_in/1")
    :jlixir_module.overridables_in(module)
  end

  # Documentation

  @doc false
  @deprecated "Use @doc instead"
  def add_doc(module, line, kind, {name, arity} = function, _signature \\ [], doc)
      when kind in [:def, :defp, :defmacro, :defmacrop, :type, :typep, :opaque] and is_atom(name) and is_integer(arity) and
             (is_binary(doc) or is_boolean(doc) or doc == nil) do
    assert_open(module, "add_doc/6")
    if :jlixir_module.add_doc(module, line, kind, function, doc), do: :ok, else: {:error, :private_doc}
  end

  # Types

  @doc """
  True when the module that is being compiled defines the type.

      defmodule Money do
        @type cents :: integer
        true = Module.defines_type?(__MODULE__, {:cents, 0})
      end

  """
  @doc since: "1.7.0"
  @spec defines_type?(module, definition) :: boolean
  def defines_type?(module, {name, arity} = definition)
      when is_atom(module) and is_atom(name) and is_integer(arity) do
    assert_readable(module, "defines_type?/2")
    :lists.any(&defines_type_in?(module, &1, definition), [:type, :typep, :opaque, :nominal])
  end

  defp defines_type_in?(module, attribute, definition) do
    entries = :jlixir_module.get_attribute(module, attribute, [])
    is_list(entries) and :lists.any(&(type_head(&1) == definition), entries)
  end

  # An entry is the quoted `name(args) :: type`, alone or in a tuple with its kind and place.
  defp type_head({kind, quoted, _place}) when kind in [:type, :typep, :opaque, :nominal], do: type_head(quoted)
  defp type_head({:"::", _, [{name, _, args}, _]}) when is_list(args), do: {name, length(args)}
  defp type_head({:"::", _, [{name, _, _}, _]}), do: {name, 0}
  defp type_head(_), do: nil

  @doc """
  Makes the spec of a function a callback; true when there was one.

      defmodule Store do
        @spec fetch(term) :: {:ok, term} | :error
        def fetch(_key), do: :error

        true = Module.spec_to_callback(__MODULE__, {:fetch, 1})
      end

  """
  @doc since: "1.7.0"
  @spec spec_to_callback(module, definition) :: boolean
  def spec_to_callback(module, {name, arity} = definition)
      when is_atom(module) and is_atom(name) and is_integer(arity) do
    assert_open(module, "spec_to_callback/2")

    specs = :jlixir_module.get_attribute(module, :spec, [])
    matching = if is_list(specs), do: :lists.filter(&(spec_head(&1) == definition), specs), else: []

    :lists.foreach(&:jlixir_module.put_attribute(module, :callback, callback_entry(&1)), :lists.reverse(matching))
    matching != []
  end

  defp callback_entry({:spec, quoted, place}), do: {:callback, quoted, place}
  defp callback_entry(quoted), do: quoted

  defp spec_head({:spec, quoted, _place}), do: spec_head(quoted)
  defp spec_head({:when, _, [quoted, _]}), do: spec_head(quoted)
  defp spec_head({:"::", _, [{name, _, args}, _]}) when is_atom(name) and is_list(args), do: {name, length(args)}
  defp spec_head({:"::", _, [{name, _, _}, _]}) when is_atom(name), do: {name, 0}
  defp spec_head(_), do: nil

  @doc """
  The attributes that mean something to the compiler, each with a description.

      iex> is_binary(Module.reserved_attributes().moduledoc.doc)
      true

  """
  @doc since: "1.12.0"
  @spec reserved_attributes() :: map
  def reserved_attributes() do
    %{
      after_compile: %{doc: "Called right after the module was compiled."},
      after_verify: %{doc: "Called right after the module was verified."},
      before_compile: %{doc: "Called before the module is compiled."},
      behaviour: %{doc: "Names a behaviour that the module implements."},
      callback: %{doc: "Specifies a callback of a behaviour."},
      compile: %{doc: "Options for the compilation of the module."},
      deprecated: %{doc: "The reason why a function is deprecated."},
      derive: %{doc: "Protocols to derive for the struct of the module."},
      dialyzer: %{doc: "Warnings of Dialyzer to request or to suppress."},
      doc: %{doc: "Documentation of a function, macro or callback."},
      enforce_keys: %{doc: "Keys that must be given when the struct of the module is built."},
      external_resource: %{doc: "A file that the module depends on."},
      fallback_to_any: %{doc: "Whether a protocol falls back to its implementation for Any."},
      file: %{doc: "The file name in stacktraces for the definition that follows."},
      for: %{doc: "The type that a protocol is being implemented for."},
      impl: %{doc: "Marks the implementation of a callback."},
      macrocallback: %{doc: "Specifies a macro callback of a behaviour."},
      moduledoc: %{doc: "Documentation of the module."},
      nifs: %{doc: "Functions that are overridden by native code."},
      on_definition: %{doc: "Called when a function or macro is defined."},
      on_load: %{doc: "Called when the module is loaded."},
      opaque: %{doc: "Defines an opaque type."},
      optional_callbacks: %{doc: "Callbacks that may be left out."},
      protocol: %{doc: "The protocol that is being implemented."},
      spec: %{doc: "Specifies the types of a function."},
      type: %{doc: "Defines a type."},
      typedoc: %{doc: "Documentation of a type."},
      typep: %{doc: "Defines a private type."},
      undefined_impl_description: %{doc: "Text for the error of a missing protocol implementation."},
      vsn: %{doc: "The version of the module."}
    }
  end
end
