defmodule Macro.Env do
  @moduledoc """
  What is known at a place in the code: module, function, file and line, aliases, imports, requires and variables.

  `__ENV__` gives the environment of a place, `__CALLER__` that of a macro call.
  """

  @type context :: :match | :guard | nil
  @type context_modules :: [module]
  @type file :: binary
  @type line :: non_neg_integer
  @type aliases :: [{module, module}]
  @type functions :: [{module, [name_arity]}]
  @type macros :: [{module, [name_arity]}]
  @type macro_aliases :: [{module, {term, module}}]
  @type name_arity :: {atom, arity}
  @type requires :: [module]
  @type variable :: {atom, atom | term}
  @type versioned_vars :: %{optional(variable) => non_neg_integer}

  @type t :: %{
          __struct__: __MODULE__,
          aliases: aliases,
          context: context,
          context_modules: context_modules,
          file: file,
          function: name_arity | nil,
          functions: functions,
          lexical_tracker: pid | nil,
          line: line,
          macro_aliases: macro_aliases,
          macros: macros,
          module: atom,
          requires: requires,
          tracers: list,
          versioned_vars: versioned_vars
        }

  defstruct aliases: [],
            context: nil,
            context_modules: [],
            file: "nofile",
            function: nil,
            functions: [],
            lexical_tracker: nil,
            line: 0,
            macro_aliases: [],
            macros: [],
            module: nil,
            requires: [],
            tracers: [],
            versioned_vars: %{}

  @doc """
  Forgets what is of no use after compilation.

      iex> Macro.Env.prune_compile_info(__ENV__).tracers
      []

  """
  @doc since: "1.14.0"
  @spec prune_compile_info(t) :: t
  def prune_compile_info(env), do: %{env | lexical_tracker: nil, tracers: []}

  @doc """
  The variables of the environment, each with its hygiene context.

      iex> x = 1
      iex> {:x, nil} in Macro.Env.vars(__ENV__) and x == 1
      true

  """
  @doc since: "1.7.0"
  @spec vars(t) :: [variable]
  def vars(env)
  def vars(%{__struct__: Macro.Env, versioned_vars: vars}), do: Map.keys(vars)

  @doc """
  True when the environment has the variable.

      iex> Macro.Env.has_var?(__ENV__, {:unknown, nil})
      false

  """
  @doc since: "1.7.0"
  @spec has_var?(t, variable) :: boolean
  def has_var?(env, variable)

  def has_var?(%{__struct__: Macro.Env, versioned_vars: vars}, {name, context}) when is_atom(name) do
    is_map_key(vars, {name, context})
  end

  @doc """
  File and line as a keyword list.

      iex> Keyword.keys(Macro.Env.location(__ENV__))
      [:file, :line]

  """
  @spec location(t) :: keyword
  def location(env)
  def location(%{__struct__: Macro.Env, file: file, line: line}), do: [file: file, line: line]

  @doc """
  The alias as it is written: `{:alias, module}`, or `:error` when there is none of that name.

      iex> Macro.Env.expand_alias(__ENV__, [], [:NoSuchAlias])
      :error

  """
  @doc since: "1.17.0"
  @spec expand_alias(t, keyword, [atom], keyword) :: {:alias, atom} | :error
  def expand_alias(env, meta, list, opts \\ [])

  def expand_alias(%{__struct__: Macro.Env} = env, meta, [head | tail], opts)
      when is_list(meta) and is_atom(head) and is_list(opts) do
    key = Module.concat([head])

    case lookup_alias(env, key, meta) do
      {:ok, module} ->
        trace(env, opts, {:alias_expansion, meta, key, module})
        {:alias, if(tail == [], do: module, else: Module.concat([module | tail]))}

      :error ->
        :error
    end
  end

  defp trace(env, opts, event) do
    if Keyword.get(opts, :trace, true), do: :lists.foreach(& &1.trace(event, env), env.tracers)
    :ok
  end

  # An alias in quoted code of a macro is fixed by its metadata.
  defp lookup_alias(env, key, meta) do
    case Keyword.get(meta, :alias) do
      nil -> fetch_alias_key(env.aliases, key)
      false -> :error
      module -> {:ok, module}
    end
  end

  defp fetch_alias_key(aliases, key) do
    case :lists.keyfind(key, 1, aliases) do
      {^key, module} -> {:ok, module}
      false -> :error
    end
  end

  @doc false
  @spec fetch_alias(t, atom) :: {:ok, atom} | :error
  def fetch_alias(%{__struct__: Macro.Env, aliases: aliases}, atom) when is_atom(atom) do
    fetch_alias_key(aliases, Module.concat([atom]))
  end

  @doc false
  @spec fetch_macro_alias(t, atom) :: {:ok, atom} | :error
  def fetch_macro_alias(%{__struct__: Macro.Env, macro_aliases: aliases}, atom) when is_atom(atom) do
    case :lists.keyfind(Module.concat([atom]), 1, aliases) do
      {_, {_, module}} -> {:ok, module}
      {_, module} -> {:ok, module}
      false -> :error
    end
  end

  @doc """
  The names under which a module is aliased.

      iex> Macro.Env.lookup_alias_as(__ENV__, Enum)
      []

  """
  @doc since: "1.15.0"
  @spec lookup_alias_as(t, atom) :: [atom]
  def lookup_alias_as(%{__struct__: Macro.Env, aliases: aliases}, atom) when is_atom(atom) do
    for {name, ^atom} <- aliases, do: name
  end

  @doc """
  The modules from which a name and arity is imported, each with `:function` or `:macro`.

      iex> Macro.Env.lookup_import(__ENV__, {:hd, 1})
      [function: Kernel]

  """
  @doc since: "1.13.0"
  @spec lookup_import(t, name_arity) :: [{:function | :macro, module}]
  def lookup_import(%{__struct__: Macro.Env, functions: functions, macros: macros}, {name, arity} = pair)
      when is_atom(name) and is_integer(arity) do
    f = for {module, pairs} <- functions, :lists.member(pair, pairs), do: {:function, module}
    m = for {module, pairs} <- macros, :lists.member(pair, pairs), do: {:macro, module}
    f ++ m
  end

  @doc """
  True when the module is required.

      iex> Macro.Env.required?(__ENV__, Kernel)
      true

  """
  @doc since: "1.13.0"
  @spec required?(t, module) :: boolean
  def required?(%{__struct__: Macro.Env, requires: requires}, module) when is_atom(module) do
    :lists.member(module, requires)
  end

  @doc """
  Adds a tracer in front of the others.

      iex> hd(Macro.Env.prepend_tracer(__ENV__, MyTracer).tracers)
      MyTracer

  """
  @doc since: "1.13.0"
  @spec prepend_tracer(t, module) :: t
  def prepend_tracer(%{__struct__: Macro.Env, tracers: tracers} = env, tracer), do: %{env | tracers: [tracer | tracers]}

  # Changes as alias, require and import make them

  @doc """
  The environment after `alias`, or an error with its text.

      iex> {:ok, env} = Macro.Env.define_alias(__ENV__, [], String, as: Text)
      iex> Macro.Env.expand_alias(env, [], [:Text])
      {:alias, String}

  """
  @doc since: "1.17.0"
  @spec define_alias(t, keyword, module, keyword) :: {:ok, t} | {:error, String.t()}
  def define_alias(env, meta, arg, opts \\ [])

  def define_alias(%{__struct__: Macro.Env} = env, meta, arg, opts)
      when is_list(meta) and is_atom(arg) and is_list(opts) do
    case alias_name(arg, Keyword.fetch(opts, :as)) do
      {:ok, name} ->
        trace(env, opts, {:alias, meta, arg, name, Keyword.delete(opts, :trace)})
        {:ok, put_alias(env, meta, name, arg)}

      {:error, _} = error ->
        error
    end
  end

  defp alias_name(arg, :error), do: last_part(arg)
  defp alias_name(arg, {:ok, true}), do: last_part(arg)

  defp alias_name(_arg, {:ok, name}) when is_atom(name) do
    case Atom.to_string(name) do
      "Elixir." <> rest ->
        if String.contains?(rest, "."), do: nested_alias(name), else: {:ok, name}

      _ ->
        {:error, "invalid value for option :as, expected a simple alias, got: #{inspect(name)}"}
    end
  end

  defp alias_name(_arg, {:ok, other}) do
    {:error, "invalid value for option :as, expected a simple alias, got: #{Macro.to_string(other)}"}
  end

  defp nested_alias(name), do: {:error, "invalid value for option :as, expected a simple alias, got nested alias: #{inspect(name)}"}

  defp last_part(arg) do
    case Atom.to_string(arg) do
      "Elixir." <> rest ->
        {:ok, Module.concat([List.last(:binary.split(rest, ".", [:global]))])}

      _ ->
        {:error,
         "alias cannot be inferred automatically for module: #{inspect(arg)}, please use the :as option. Implicit aliasing is only supported with Elixir modules"}
    end
  end

  defp put_alias(env, meta, name, module) do
    env = %{env | aliases: store(env.aliases, name, module)}

    case Keyword.get(meta, :counter) do
      nil -> %{env | macro_aliases: :lists.keydelete(name, 1, env.macro_aliases)}
      counter -> %{env | macro_aliases: :lists.keystore(name, 1, env.macro_aliases, {name, {counter, module}})}
    end
  end

  # `alias Foo, as: Foo` ends an alias.
  defp store(aliases, name, name), do: :lists.keydelete(name, 1, aliases)
  defp store(aliases, name, module), do: :lists.keystore(name, 1, aliases, {name, module})

  @doc """
  The environment after `require`, or an error with its text.

      iex> {:ok, env} = Macro.Env.define_require(__ENV__, [], Integer)
      iex> Integer in env.requires
      true

  """
  @doc since: "1.17.0"
  @spec define_require(t, keyword, module, keyword) :: {:ok, t} | {:error, String.t()}
  def define_require(env, meta, module, opts \\ [])

  def define_require(%{__struct__: Macro.Env} = env, meta, module, opts)
      when is_list(meta) and is_atom(module) and is_list(opts) do
    trace(env, opts, {:require, meta, module, Keyword.delete(opts, :trace)})
    env = %{env | requires: put_require(env.requires, module)}
    if Keyword.has_key?(opts, :as), do: define_alias(env, meta, module, opts), else: {:ok, env}
  end

  defp put_require(requires, module), do: :ordsets.add_element(module, requires)

  @doc """
  The environment after `import`, or an error with its text.

      iex> {:ok, env} = Macro.Env.define_import(__ENV__, [], String, only: [upcase: 1])
      iex> Macro.Env.lookup_import(env, {:upcase, 1})
      [function: String]

  """
  @doc since: "1.17.0"
  @spec define_import(t, keyword, module, keyword) :: {:ok, t} | {:error, String.t()}
  def define_import(env, meta, module, opts \\ [])

  def define_import(%{__struct__: Macro.Env} = env, meta, module, opts)
      when is_list(meta) and is_atom(module) and is_list(opts) do
    info = Keyword.get(opts, :info_callback, &module_info(module, &1))

    case imported(info, Keyword.get(opts, :only), Keyword.get(opts, :except), env, module) do
      {:ok, functions, macros} ->
        for option <- [:only, :except], do: warn_duplicates(env, meta, option, Keyword.get(opts, option))

        if Keyword.get(opts, :trace, true) do
          shown = Keyword.drop(opts, [:trace, :emit_warnings, :info_callback])
          trace(env, [], {:import, meta, module, shown})
          trace(env, [], {:require, meta, module, shown})
        end

        {:ok,
         %{
           env
           | functions: put_import(env.functions, module, functions),
             macros: put_import(env.macros, module, macros),
             requires: put_require(env.requires, module)
         }}

      {:error, _} = error ->
        error
    end
  end

  defp warn_duplicates(env, meta, option, pairs) when is_list(pairs) do
    for {name, arity} <- :lists.usort(pairs -- :lists.usort(pairs)) do
      message = "invalid :#{option} option for import, #{name}/#{arity} is duplicated"
      IO.warn(message, %{env | line: Keyword.get(meta, :line, env.line)})
    end
  end

  defp warn_duplicates(_env, _meta, _option, _atom), do: []

  defp module_info(module, kind) do
    if function_exported?(module, :__info__, 1) or match?({:module, _}, Code.ensure_compiled(module)) do
      if function_exported?(module, :__info__, 1), do: module.__info__(kind), else: erlang_info(module, kind)
    else
      erlang_info(module, kind)
    end
  end

  defp erlang_info(module, :functions), do: module.module_info(:exports)
  defp erlang_info(_module, :macros), do: []

  defp imported(info, only, except, env, module) do
    functions = public(info.(:functions))
    macros = public(info.(:macros))

    case {only, except} do
      {nil, nil} ->
        {:ok, functions, macros}

      {:functions, nil} ->
        {:ok, functions, []}

      {:macros, nil} ->
        {:ok, [], macros}

      {:sigils, nil} ->
        {:ok, :lists.filter(&sigil?/1, functions), :lists.filter(&sigil?/1, macros)}

      {nil, except} ->
        with :ok <- check_pairs(except, :except) do
          # What is imported already is narrowed down, not widened.
          {:ok, narrowed(env.functions, module, functions) -- except, narrowed(env.macros, module, macros) -- except}
        end

      {only, nil} ->
        with :ok <- check_pairs(only, :only) do
          {:ok, :lists.filter(&:lists.member(&1, only), info.(:functions)), :lists.filter(&:lists.member(&1, only), info.(:macros))}
        end

      {only, except} when is_atom(only) ->
        with :ok <- check_pairs(except, :except), {:ok, functions, macros} <- imported(info, only, nil, env, module) do
          {:ok, functions -- except, macros -- except}
        end

      _ ->
        {:error, ":only and :except can only be given together to import when :only is :functions, :macros, or :sigils"}
    end
  end

  defp narrowed(imports, module, all) do
    case :lists.keyfind(module, 1, imports) do
      {^module, pairs} -> pairs
      false -> all
    end
  end

  # Names with a leading underscore are imported by name alone.
  defp public(pairs), do: :lists.filter(fn {name, _} -> not match?("_" <> _, Atom.to_string(name)) end, pairs)

  defp sigil?({name, 2}), do: match?("sigil_" <> _, Atom.to_string(name))
  defp sigil?(_), do: false

  defp check_pairs(pairs, option) do
    if is_list(pairs) and :lists.all(&match?({name, arity} when is_atom(name) and is_integer(arity), &1), pairs) do
      :ok
    else
      values = if option == :only, do: "to be an atom :functions, :macros, :sigils, or a literal keyword list of function names with arity as values", else: "to be a literal keyword list of function names with arity as values"
      {:error, "invalid :#{option} option for import, expected value #{values}, got: #{Macro.to_string(pairs)}"}
    end
  end

  defp put_import(imports, module, []), do: :lists.keydelete(module, 1, imports)
  defp put_import(imports, module, pairs), do: [{module, :lists.sort(pairs)} | :lists.keydelete(module, 1, imports)]

  @doc """
  What a local call resolves to by the imports: a macro with a function that expands it, a function, or an error.

      iex> Macro.Env.expand_import(__ENV__, [], :no_such_function, 3)
      {:error, :not_found}

  """
  @doc since: "1.17.0"
  @spec expand_import(t, keyword, atom, arity, keyword) ::
          {:macro, module, (keyword, [Macro.t()] -> Macro.t())}
          | {:function, module, atom}
          | {:error, :not_found | {:conflict, module} | {:ambiguous, [module]}}
  def expand_import(env, meta, name, arity, opts \\ [])

  def expand_import(%{__struct__: Macro.Env} = env, meta, name, arity, opts)
      when is_list(meta) and is_atom(name) and is_integer(arity) and is_list(opts) do
    local? = Keyword.get(opts, :allow_locals, true) != false and env.module != nil and defined_locally?(env, name, arity)

    case lookup_import(env, {name, arity}) do
      _ when local? ->
        {:error, :not_found}

      [] ->
        special_form(name, arity)

      [function: module] ->
        trace(env, opts, {:imported_function, meta, module, name, arity})
        {:function, module, name}

      [macro: module] ->
        trace(env, opts, {:imported_macro, meta, module, name, arity})
        {:macro, module, expander(env, module, name, opts)}

      several ->
        {:error, {:ambiguous, for({_, module} <- several, do: module)}}
    end
  end

  defp special_form(name, arity) do
    if Macro.special_form?(name, arity), do: {:error, {:conflict, Kernel.SpecialForms}}, else: {:error, :not_found}
  end

  defp defined_locally?(env, name, arity) do
    Module.open?(env.module) and Module.defines?(env.module, {name, arity}) and lookup_import(env, {name, arity}) == []
  end

  @doc """
  What a remote call resolves to: a macro of a required module with a function that expands it, or `:error`.

      iex> {:macro, Kernel, expander} = Macro.Env.expand_require(__ENV__, [], Kernel, :unless, 2)
      iex> is_function(expander, 2)
      true

  """
  @doc since: "1.17.0"
  @spec expand_require(t, keyword, module, atom, arity, keyword) ::
          {:macro, module, (keyword, [Macro.t()] -> Macro.t())} | :error
  def expand_require(env, meta, module, name, arity, opts \\ [])

  def expand_require(%{__struct__: Macro.Env} = env, meta, module, name, arity, opts)
      when is_list(meta) and is_atom(module) and is_atom(name) and is_integer(arity) and is_list(opts) do
    required? = module == env.module or required?(env, module) or Keyword.get(meta, :required, false)

    if required? and macro_exported?(module, name, arity) do
      trace(env, opts, {:remote_macro, meta, module, name, arity})
      {:macro, module, expander(env, module, name, opts)}
    else
      :error
    end
  end

  # What it does is traced already.
  defp expander(env, module, name, opts) do
    env = %{env | requires: put_require(env.requires, module), tracers: []}
    call = fn meta, args -> {{:., meta, [module, name]}, meta, args} end

    if Keyword.get(opts, :check_deprecations, true) do
      fn meta, args -> :jlixir_macro.expand_once(call.(meta, args), env) end
    else
      fn meta, args -> :jlixir_macro.expand_once_quietly(call.(meta, args), env) end
    end
  end

  # Contexts

  @doc """
  True inside a guard.

      iex> Macro.Env.in_guard?(__ENV__)
      false

  """
  @spec in_guard?(t) :: boolean
  def in_guard?(env)
  def in_guard?(%{__struct__: Macro.Env, context: context}), do: context == :guard

  @doc """
  True inside a pattern.

      iex> Macro.Env.in_match?(__ENV__)
      false

  """
  @spec in_match?(t) :: boolean
  def in_match?(env)
  def in_match?(%{__struct__: Macro.Env, context: context}), do: context == :match

  @doc """
  The environment as that of a pattern.

      iex> Macro.Env.in_match?(Macro.Env.to_match(__ENV__))
      true

  """
  @spec to_match(t) :: t
  def to_match(%{__struct__: Macro.Env} = env), do: %{env | context: :match}

  @doc """
  The environment as that of a guard.

      iex> Macro.Env.in_guard?(Macro.Env.to_guard(__ENV__))
      true

  """
  @doc since: "1.17.0"
  @spec to_guard(t) :: t
  def to_guard(%{__struct__: Macro.Env} = env), do: %{env | context: :guard}

  @doc """
  A stacktrace that holds the place of the environment.

      iex> [{module, function, _arity, location} | _] = Macro.Env.stacktrace(__ENV__)
      iex> {is_atom(module), is_atom(function), Keyword.has_key?(location, :file)}
      {true, true, true}

  """
  @spec stacktrace(t) :: list
  def stacktrace(%{__struct__: Macro.Env} = env) do
    cond do
      env.module == nil ->
        [{:elixir_compiler, :__FILE__, 1, place(env)}]

      env.function == nil ->
        [{env.module, :__MODULE__, 0, place(env)}]

      true ->
        {name, arity} = env.function
        [{env.module, name, arity, place(env)}]
    end
  end

  defp place(%{file: file, line: line}), do: [file: String.to_charlist(Path.relative_to_cwd(file)), line: line]
end
