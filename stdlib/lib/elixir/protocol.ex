defmodule Protocol do
  @moduledoc """
  What `defprotocol` and `defimpl` are made of, and functions on protocols.

  A protocol dispatches on the type of the first argument: the module of a struct, or one of `Atom`, `BitString`,
  `Float`, `Function`, `Integer`, `List`, `Map`, `PID`, `Port`, `Reference`, `Tuple`; objects of Java have the type `Java.Object`. An
  implementation is a module whose name joins those of the protocol and the type. The runtime remembers which exist, so that a call costs a look-up.

  ## Consolidation

  A protocol that `consolidate/2` has fixed takes no more implementations; new ones are warned of, unless the compiler
  option `:ignore_already_consolidated` is set.
  """

  @doc "Information on a protocol: `:module`, `:functions`, `:impls` or `:consolidated?`."
  @callback __protocol__(:consolidated? | :functions | :impls | :module) :: term

  @doc "The implementation for a value, or `nil`."
  @callback impl_for(term) :: module | nil

  @doc "The implementation for a value; raises when there is none."
  @callback impl_for!(term) :: module

  @doc "Code that implements the protocol for a module by `@derive`."
  @macrocallback __deriving__(module, term) :: Macro.t()

  @optional_callbacks __deriving__: 2

  # Most frequent first; no value has two of the types.
  @built_in [
    is_list: List,
    is_map: Map,
    is_bitstring: BitString,
    is_atom: Atom,
    is_integer: Integer,
    is_float: Float,
    is_tuple: Tuple,
    is_function: Function,
    is_pid: PID,
    is_reference: Reference,
    is_port: Port
  ]

  @doc false
  def __protocol__(name, do: block) do
    quote do
      defmodule unquote(name) do
        @behaviour Protocol
        @before_compile Protocol
        # Tools that consolidate need it, whatever the compiler's options.
        @compile {:debug_info, true}
        import Kernel, except: [def: 1, def: 2, defdelegate: 2, defguard: 1, defguardp: 1]
        import Protocol, only: [def: 1]

        Module.register_attribute(__MODULE__, :__functions__, accumulate: true)
        @fallback_to_any false

        _ = unquote(block)
      end
    end
  end

  @doc false
  defmacro def(signature)

  defmacro def({_, _, args}) when args == [] or is_atom(args) do
    raise ArgumentError, "protocol functions expect at least one argument"
  end

  defmacro def({name, _, args} = signature) when is_atom(name) and is_list(args) do
    arity = length(args)
    variables = [first | rest] = Macro.generate_arguments(arity, __MODULE__)
    types = [quote(do: t) | :lists.map(fn _ -> quote(do: term) end, rest)]
    :lists.any(&match?({:\\, _, _}, &1), args) and warn_defaults(__CALLER__)

    quote do
      @__functions__ {unquote(name), unquote(arity)}

      Kernel.def(unquote(signature))

      Kernel.def unquote(name)(unquote_splicing(variables)) do
        :jlixir_protocol.implementation(__MODULE__, unquote(first)).unquote(name)(unquote_splicing(variables))
      end

      if not Module.spec_to_callback(__MODULE__, {unquote(name), unquote(arity)}) do
        Kernel.@(callback(unquote(name)(unquote_splicing(types)) :: term))
      end
    end
  end

  defmacro def(_) do
    raise ArgumentError, "invalid arguments for def inside defprotocol"
  end

  defp warn_defaults(caller) do
    IO.warn("default arguments in protocol definitions is deprecated, define one function for each arity instead", caller)
  end

  @doc false
  defmacro __before_compile__(env) do
    module = env.module
    any = if :jlixir_module.get_attribute(module, :fallback_to_any, false), do: __concat__(module, Any)
    functions = :lists.usort(:jlixir_module.get_attribute(module, :__functions__, []))
    warn_useless(functions, env)
    description = :jlixir_module.get_attribute(module, :undefined_impl_description, "")

    clauses =
      for {guard, type} <- @built_in do
        quote do
          Kernel.def impl_for(data) when :erlang.unquote(guard)(data) do
            unquote(find_impl(type, any))
          end
        end
      end

    impl_for! =
      if any do
        quote(do: Kernel.def(impl_for!(data), do: impl_for(data)))
      else
        quote do
          Kernel.def impl_for!(data) do
            case impl_for(data) do
              nil ->
                :erlang.error(
                  Protocol.UndefinedError.exception(
                    protocol: __MODULE__,
                    value: data,
                    description: unquote(description)
                  )
                )

              impl ->
                impl
            end
          end
        end
      end

    quote do
      @doc false
      @spec impl_for(term) :: atom | nil
      Kernel.def(impl_for(data))

      Kernel.def impl_for(%{__struct__: struct}) when :erlang.is_atom(struct) do
        unquote(find_impl(quote(do: struct), any))
      end

      unquote_splicing(clauses)

      # What is no term of Elixir is an object of Java.
      Kernel.def(impl_for(_data), do: unquote(find_impl(Java.Object, any)))

      @doc false
      @spec impl_for!(term) :: atom
      unquote(impl_for!)

      if not Module.defines_type?(__MODULE__, {:t, 0}) do
        @typedoc "All the types that implement this protocol."
        @type t :: term
      end

      Module.register_attribute(__MODULE__, :__protocol__, persist: true)
      @__protocol__ [fallback_to_any: unquote(any != nil)]

      @doc false
      Kernel.def(__protocol__(:module), do: __MODULE__)
      Kernel.def(__protocol__(:functions), do: unquote(functions))
      Kernel.def(__protocol__(:consolidated?), do: :jlixir_protocol.types(__MODULE__) != nil)

      Kernel.def __protocol__(:impls) do
        case :jlixir_protocol.types(__MODULE__) do
          nil -> :not_consolidated
          types -> {:consolidated, types}
        end
      end
    end
  end

  defp find_impl(type, nil), do: quote(do: :jlixir_protocol.impl(__MODULE__, unquote(type)))

  # Any need not be loaded, unless the protocol is consolidated and does without it.
  defp find_impl(type, any) do
    quote do
      case :jlixir_protocol.impl(__MODULE__, unquote(type)) do
        nil -> Protocol.__any__(__MODULE__, unquote(any))
        impl -> impl
      end
    end
  end

  @doc false
  def __any__(protocol, any) do
    case :jlixir_protocol.types(protocol) do
      nil -> any
      types -> if :lists.member(Any, types), do: any
    end
  end

  defp warn_useless([], env), do: IO.warn("protocols must define at least one function, but none was defined", env)

  defp warn_useless(functions, env) do
    for kind <- [:callback, :macrocallback],
        {_, quoted, {_, line}} <- :lists.reverse(:jlixir_module.get_attribute(env.module, kind, [])),
        {name, arity} = function <- [head(quoted)],
        kind == :macrocallback or not :lists.member(function, functions) do
      message = "cannot define @#{kind} #{name}/#{arity} inside protocol, use def/1 to outline your protocol definition"
      IO.warn(message, %{env | line: line})
    end

    if :jlixir_module.get_attribute(env.module, :optional_callbacks, []) != [] do
      IO.warn("cannot define @optional_callbacks inside protocol, all of the protocol definitions are required", env)
    end
  end

  defp head({:when, _, [quoted, _]}), do: head(quoted)
  defp head({:"::", _, [{name, _, args}, _]}) when is_atom(name), do: {name, if(is_list(args), do: length(args), else: 0)}
  defp head(_), do: nil

  # Implementations

  @doc false
  def __impl__(protocol, opts, do_block, env) do
    opts = Keyword.merge(opts, do_block)

    {for, block} =
      case opts do
        [for: for, do: block] -> {for, block}
        [do: block, for: for] -> {for, block}
        [do: block] -> {nil, block}
        _ -> raise ArgumentError, "unknown options given to defimpl, got: #{Macro.to_string(opts)}"
      end

    for =
      cond do
        for != nil -> for
        env.module != nil -> env.module
        true -> raise ArgumentError, "defimpl/3 expects a :for option when declared outside a module"
      end

    case Macro.expand_literals(for, env) do
      types when is_list(types) -> {:__block__, [], :lists.map(&impl_module(protocol, &1, block), types)}
      _ -> impl_module(protocol, for, block)
    end
  end

  defp impl_module(protocol, for, block) do
    quote do
      protocol = unquote(protocol)
      for = unquote(for)
      name = Protocol.__concat__(protocol, for)
      Protocol.assert_protocol!(protocol)
      Protocol.__warn_consolidated__(protocol, for, __ENV__)

      defmodule name do
        @moduledoc false
        @behaviour protocol
        @protocol protocol
        @for for

        result = unquote(block)

        Module.register_attribute(__MODULE__, :__impl__, persist: true)
        @__impl__ [protocol: @protocol, for: @for]

        @doc false
        def __impl__(:for), do: @for
        def __impl__(:protocol), do: @protocol

        result
      end
    end
  end

  @doc false
  def __warn_consolidated__(protocol, for, env) do
    if protocol.__protocol__(:consolidated?) and not Code.get_compiler_option(:ignore_already_consolidated) do
      IO.warn(
        "the #{inspect(protocol)} protocol has already been consolidated, an implementation for #{inspect(for)} has " <>
          "no effect. If you want to implement protocols after compilation or during tests, check the " <>
          ~s("Consolidation" section in the Protocol module documentation),
        env
      )
    end
  end

  @doc false
  def __concat__(left, right), do: Module.concat(left, right)

  @doc false
  def __impl__!(protocol, for, _env) do
    assert_protocol!(protocol)
    __concat__(protocol, for)
  end

  # Deriving

  @doc """
  Derives a protocol for a module that is compiled already.

      require Protocol
      Protocol.derive(Inspect, User, only: [:name])

  """
  defmacro derive(protocol, module, options \\ []) do
    quote do
      Protocol.__derive__([{unquote(protocol), unquote(options)}], unquote(module), __ENV__)
    end
  end

  @doc false
  def __derive__(derives, for, env) when is_atom(for) do
    :lists.foreach(
      fn
        protocol when is_atom(protocol) -> derive(protocol, for, [], env)
        {protocol, opts} when is_atom(protocol) -> derive(protocol, for, opts, env)
      end,
      :lists.flatten(derives)
    )
  end

  defp derive(protocol, for, opts, env) do
    extra = ", cannot derive #{inspect(protocol)} for #{inspect(for)}"
    assert_protocol!(protocol, extra)

    quoted =
      if macro_exported?(protocol, :__deriving__, 2) do
        :jlixir_macro.apply_macro(protocol, :__deriving__, [for, opts], env)
      else
        any = __concat__(protocol, Any)
        assert_impl!(protocol, Any, extra)

        if macro_exported?(any, :__deriving__, 3) do
          :jlixir_macro.apply_macro(any, :__deriving__, [for, struct_of(for), opts], env)
        else
          derive_from_any(protocol, for, any)
        end
      end

    :jlixir_code.eval_quoted(quoted, [], env)
    :ok
  end

  # The struct is known already although its module may still be compiled.
  defp struct_of(module) do
    if :jlixir_module.open?(module) do
      fields = :jlixir_module.get_attribute(module, :__struct__info__, [])
      :maps.from_list([{:__struct__, module} | :lists.map(&{&1.field, &1.default}, fields)])
    else
      module.__struct__()
    end
  end

  defp derive_from_any(protocol, for, any) do
    delegates =
      for {name, arity} <- protocol.__protocol__(:functions) do
        variables = Macro.generate_arguments(arity, __MODULE__)

        quote do
          def unquote(name)(unquote_splicing(variables)), do: unquote(any).unquote(name)(unquote_splicing(variables))
        end
      end

    quote do
      defimpl unquote(protocol), for: unquote(for) do
        (unquote_splicing(delegates))
      end
    end
  end

  # Questions

  @doc """
  Returns `:ok` for a protocol, raises `ArgumentError` otherwise.

      iex> Protocol.assert_protocol!(Enumerable)
      :ok

  """
  @spec assert_protocol!(module) :: :ok
  def assert_protocol!(module), do: assert_protocol!(module, "")

  defp assert_protocol!(module, extra) do
    case :jlixir_code.ensure_compiled(module) do
      {:module, ^module} -> :ok
      {:error, reason} -> not_loaded(module, reason, extra)
    end

    if function_exported?(module, :__protocol__, 1) do
      :ok
    else
      raise ArgumentError, "#{inspect(module)} is not a protocol" <> extra
    end
  end

  @doc """
  Returns `:ok` when the protocol is implemented for the type, raises `ArgumentError` otherwise.

      iex> Protocol.assert_impl!(Enumerable, List)
      :ok

  """
  @spec assert_impl!(module, module) :: :ok
  def assert_impl!(protocol, base), do: assert_impl!(protocol, base, "")

  defp assert_impl!(protocol, base, extra) do
    impl = __concat__(protocol, base)

    case :jlixir_code.ensure_compiled(impl) do
      {:module, ^impl} -> :ok
      {:error, reason} -> not_loaded(impl, reason, extra)
    end

    cond do
      not function_exported?(impl, :__impl__, 1) ->
        raise ArgumentError, "#{inspect(impl)} is not an implementation of a protocol" <> extra

      impl.__impl__(:protocol) != protocol ->
        raise ArgumentError,
              "expected #{inspect(impl)} to be an implementation of #{inspect(protocol)}, got: " <>
                inspect(impl.__impl__(:protocol)) <> extra

      true ->
        :ok
    end
  end

  @spec not_loaded(module, term, String.t()) :: no_return
  defp not_loaded(module, reason, extra) do
    raise ArgumentError, "could not load module #{inspect(module)} due to reason #{inspect(reason)}" <> extra
  end

  @doc """
  True when the implementations of the protocol are fixed: when it was loaded from a binary of `consolidate/2`.

      iex> Protocol.consolidated?(Enumerable)
      false

  """
  @spec consolidated?(module) :: boolean
  def consolidated?(protocol), do: protocol.__protocol__(:consolidated?)

  @doc """
  Fixes the types that a protocol is implemented for, in a new binary of its module.

  The protocol must stand in a file. `Any` counts when the protocol falls back to it. Calls are no faster for it; what
  it gives is that the protocol knows its implementations.

      iex> Protocol.consolidate(String, [])
      {:error, :not_a_protocol}

  """
  @spec consolidate(module, [module]) :: {:ok, binary} | {:error, :not_a_protocol | :no_beam_info}
  def consolidate(protocol, types) when is_atom(protocol) and is_list(types) do
    if match?({:module, _}, :jlixir_code.ensure_compiled(protocol)) and function_exported?(protocol, :__protocol__, 1) do
      types = if protocol.__info__(:attributes)[:__protocol__][:fallback_to_any], do: types, else: :lists.delete(Any, types)

      case :jlixir_protocol.consolidate(protocol, :lists.usort(types)) do
        nil -> {:error, :no_beam_info}
        binary -> {:ok, binary}
      end
    else
      {:error, :not_a_protocol}
    end
  end

  @doc """
  The protocols among the compiled modules in the given folders, which may be those of `Application.app_dir/2`.

      iex> Protocol.extract_protocols(["/no/such/folder"])
      []

  """
  @spec extract_protocols([charlist | String.t()]) :: [atom]
  def extract_protocols(paths) do
    for module <- modules_in(paths, "Elixir."), exports?(module, :__protocol__), do: module
  end

  @doc """
  The types for which the given folders hold an implementation of the protocol.

      iex> Protocol.extract_impls(Enumerable, ["/no/such/folder"])
      []

  """
  @spec extract_impls(module, [charlist | String.t()]) :: [atom]
  def extract_impls(protocol, paths) when is_atom(protocol) do
    for module <- modules_in(paths, "#{protocol}."),
        exports?(module, :__impl__),
        module.__impl__(:protocol) == protocol,
        do: module.__impl__(:for)
  end

  defp modules_in(paths, prefix) do
    for path <- paths,
        {:ok, names} <- [:erl_prim_loader.list_dir(path)],
        name <- :lists.sort(:lists.map(&List.to_string/1, names)),
        String.starts_with?(name, prefix) and String.ends_with?(name, ".beam"),
        do: :erlang.binary_to_atom(binary_part(name, 0, byte_size(name) - 5))
  end

  defp exports?(module, function) do
    match?({:module, _}, :code.ensure_loaded(module)) and function_exported?(module, function, 1)
  end
end
