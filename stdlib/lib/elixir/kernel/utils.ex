defmodule Kernel.Utils do
  @moduledoc false

  # What the larger macros of Kernel do at expansion time, and the run-time half of a few of them. Only `:erlang`,
  # `:lists` and `:maps` are used on the common paths, so that this module can be compiled right after Kernel.

  @doc false
  def raise(message) when is_binary(message), do: RuntimeError.exception(message)
  def raise(module) when is_atom(module), do: module.exception([])
  def raise(%{__struct__: module, __exception__: true} = exception) when is_atom(module), do: exception

  def raise(other) do
    ArgumentError.exception(
      "raise/1 and reraise/2 expect a module name, string or exception as the first argument, got: " <> inspect(other)
    )
  end

  @doc false
  def destructure(nil, count), do: nils(count)
  def destructure(list, count) when is_list(list), do: take(list, count)

  defp take(_list, 0), do: []
  defp take([head | tail], count), do: [head | take(tail, count - 1)]
  defp take([], count), do: nils(count)

  defp nils(0), do: []
  defp nils(count), do: [nil | nils(count - 1)]

  # use

  @doc false
  def use(module, opts, env) do
    case use_modules(module, env) do
      {:ok, [module]} -> use_one(module, opts)
      {:ok, modules} -> {:__block__, [], :lists.map(&use_one(&1, opts), modules)}
      {:error, other} -> bad_use(other)
    end
  end

  defp use_one(module, opts) do
    quote do
      require unquote(module)
      unquote(module).__using__(unquote(opts))
    end
  end

  # `use A.{B, C}`
  defp use_modules({{:., _, [base, :{}]}, _, names}, env) do
    case :jlixir_macro.expand(base, env) do
      base when is_atom(base) -> {:ok, :lists.map(fn
           {:__aliases__, _, parts} -> Module.concat([base | parts])
           name when is_atom(name) -> Module.concat(base, name)
         end, names)}
      other -> {:error, other}
    end
  end

  defp use_modules(module, env) do
    case :jlixir_macro.expand(module, env) do
      module when is_atom(module) -> {:ok, [module]}
      other -> {:error, other}
    end
  end

  defp bad_use(module) do
    Kernel.raise(
      ArgumentError,
      "invalid arguments for use, expected a compile time atom or alias, got: " <> Macro.to_string(module)
    )
  end

  # defstruct

  @doc false
  def defstruct(module, fields, place) do
    if :jlixir_module.has_attribute(module, :__struct__info__) do
      Kernel.raise(
        ArgumentError,
        "defstruct has already been called for #{inspect(module)}, defstruct can only be called once per module"
      )
    end

    pairs = struct_pairs(fields)
    warn_duplicates(pairs, place)
    enforced = List.wrap(:jlixir_module.get_attribute(module, :enforce_keys, []))
    check_enforced(enforced, pairs)

    struct = :maps.put(:__struct__, module, :maps.from_list(pairs))
    escaped = escape_fields(struct)
    :jlixir_module.publish_struct(module, struct)

    derive =
      case :jlixir_module.get_attribute(module, :derive, []) do
        list when is_list(list) -> :lists.flatten(:lists.reverse(list))
        one -> [one]
      end

    info = for {name, default} <- pairs, do: %{field: name, default: default, required: :lists.member(name, enforced)}
    :jlixir_module.put_attribute(module, :__struct__info__, info)

    {struct, escaped, derive, enforced}
  end

  defp escape_fields(struct) do
    for {name, value} <- :maps.to_list(struct), name != :__struct__ do
      try do
        :jlixir_macro.escape(value, false, false)
      rescue
        error in ArgumentError ->
          Kernel.raise(ArgumentError, "invalid default value for struct field #{name}, " <> Exception.message(error))
      end
    end

    :jlixir_macro.escape(struct, false, false)
  end

  defp struct_pairs(fields) when is_list(fields), do: :lists.map(&struct_pair/1, fields)

  defp struct_pairs(other) do
    Kernel.raise(ArgumentError, "struct fields definition must be list, got: " <> inspect(other))
  end

  @doc false
  # What `module.__struct__` has given.
  def checked_struct(module, _arity, %{__struct__: module} = struct), do: struct

  def checked_struct(module, arity, %{__struct__: other}) when is_atom(other) do
    Kernel.raise(
      ArgumentError,
      "expected struct name returned by #{inspect(module)}.__struct__/#{arity} to be #{inspect(module)}, got: #{inspect(other)}"
    )
  end

  def checked_struct(module, arity, other) do
    Kernel.raise(
      ArgumentError,
      "expected #{inspect(module)}.__struct__/#{arity} to return a map with a :__struct__ key that holds the name of the " <>
        "struct (atom), got: #{inspect(other)}"
    )
  end

  defp warn_duplicates(pairs, place) do
    names = for {name, _default} <- pairs, do: name

    for name <- Enum.uniq(names -- Enum.uniq(names)) do
      IO.warn("duplicate key #{inspect(name)} found in struct", place)
    end
  end

  defp struct_pair({name, default}) when is_atom(name), do: {name, default}
  defp struct_pair(name) when is_atom(name), do: {name, nil}
  defp struct_pair({name, _default}), do: bad_field(name)
  defp struct_pair(name), do: bad_field(name)

  defp bad_field(name) do
    Kernel.raise(ArgumentError, "struct field names must be atoms, got: " <> inspect(name))
  end

  defp check_enforced(enforced, pairs) do
    :lists.foreach(
      fn key ->
        if not is_atom(key) do
          Kernel.raise(ArgumentError, "keys given to @enforce_keys must be atoms, got: #{inspect(key)}")
        end
      end,
      enforced
    )

    case for(key <- enforced, not :lists.keymember(key, 1, pairs), do: key) do
      [] ->
        :ok

      missing ->
        Kernel.raise(
          ArgumentError,
          "@enforce_keys required keys (#{inspect(missing)}) that are not defined in defstruct: #{inspect(pairs)}"
        )
    end
  end

  @doc false
  def build_struct(fields, struct, []) when is_list(fields), do: put_fields(fields, struct)
  def build_struct(fields, struct, []), do: put_fields(Enum.to_list(fields), struct)

  def build_struct(fields, %{__struct__: module} = struct, enforced) do
    fields = if is_list(fields), do: fields, else: Enum.to_list(fields)
    struct = put_fields(fields, struct)

    case for(key <- enforced, not :lists.keymember(key, 1, fields), do: key) do
      [] ->
        struct

      missing ->
        Kernel.raise(
          ArgumentError,
          "the following keys must also be given when building struct #{inspect(module)}: #{inspect(missing)}"
        )
    end
  end

  defp put_fields([{key, value} | rest], struct) do
    case struct do
      %{^key => _} -> put_fields(rest, :maps.put(key, value, struct))
      _ -> :erlang.error({:badkey, key})
    end
  end

  defp put_fields([], struct), do: struct

  # defguard

  @doc false
  def defguard(kind, guard, env) do
    {call, body} = split_guard(guard)

    case decompose_call(call) do
      {_name, args} ->
        define_guard(kind, call, :lists.map(&guard_argument(&1, call), args), body, env)

      :error ->
        bad_guard(call)
    end
  end

  defp split_guard({:when, _, [call, {:when, _, [_, _]}]}) do
    Kernel.raise(ArgumentError, "invalid syntax in defguard " <> Macro.to_string(call) <> ", only a single when clause is allowed")
  end

  defp split_guard({:when, _, [call, body]}), do: {call, body}
  defp split_guard(call), do: {call, nil}

  defp decompose_call({name, _, args}) when is_atom(name) and is_atom(args), do: {name, []}
  defp decompose_call({name, _, args}) when is_atom(name) and is_list(args), do: {name, args}
  # A name that is put in when the definition is evaluated.
  defp decompose_call({{:unquote, _, [_]} = name, _, args}) when is_list(args), do: {name, args}
  defp decompose_call(_), do: :error

  defp guard_argument({:"\\\\", _, [argument, _default]}, call), do: guard_argument(argument, call)
  defp guard_argument({name, meta, context}, _call) when is_atom(name) and is_atom(context) do
    {name, guard_variable_context(meta, context)}
  end

  defp guard_argument(_, call), do: bad_guard(call)

  # What tells variables of one name apart: those that a macro makes have a counter.
  defp guard_variable_context(meta, context), do: {:lists.keyfind(:counter, 1, meta), context}

  defp bad_guard(call) do
    Kernel.raise(ArgumentError, "invalid syntax in defguard " <> Macro.to_string(call))
  end

  # Without `when` there is only a head, such as one that sets defaults.
  defp define_guard(kind, call, _variables, nil, _env), do: documented(kind, {kind, [], [call]})

  # The body is expanded with the macro's, when the macros that were defined before it are there.
  defp define_guard(kind, call, variables, body, _env) do
    body =
      quote do
        require Kernel.Utils
        Kernel.Utils.guard_body(unquote(body), unquote(variables))
      end

    documented(kind, definition(kind, call, body))
  end

  # The kinds are written out: a name that is unquoted would mark the guard as made by this module, not by its author.
  defp definition(:defmacro, call, body), do: quote(do: Kernel.defmacro(unquote(call), do: unquote(body)))
  defp definition(:defmacrop, call, body), do: quote(do: Kernel.defmacrop(unquote(call), do: unquote(body)))

  defp documented(:defmacrop, definition), do: definition

  defp documented(:defmacro, definition) do
    quote do
      Kernel.@(doc(guard: true))
      unquote(definition)
    end
  end

  @doc false
  # What a guard's macro gives in guards and outside of them, where each argument is evaluated once.
  defmacro guard_body(body, variables) do
    env = __CALLER__
    body = :jlixir_macro.expand_guard(body, env)
    in_guard = quoted(unquote_variables(body, variables))

    in_body =
      case used_variables(body, variables, []) do
        [] ->
          in_guard

        used ->
          quoted({:__block__, [], [bind_arguments(used), rename(body, used)]})
      end

    quote do
      case Macro.Env.in_guard?(__CALLER__) do
        true -> unquote(in_guard)
        false -> unquote(in_body)
      end
    end
  end

  defp quoted(body), do: {:quote, [], [[do: body]]}

  # All arguments at once: none of them sees what another one binds.
  defp bind_arguments([{_, _} = only]), do: {:=, [], [renamed(only, [only]), {:unquote, [], [:erlang.element(2, only)]}]}

  defp bind_arguments(used) do
    variables = for argument <- used, do: renamed(argument, used)
    values = for {_, variable} <- used, do: {:unquote, [], [variable]}
    {:=, [], [{:{}, [], variables}, {:{}, [], values}]}
  end

  defp renamed({identity, _}, used) do
    index = :erlang.length(:lists.takewhile(fn {other, _} -> other != identity end, used)) + 1
    {:erlang.binary_to_atom(<<"arg", :erlang.integer_to_binary(index)::binary>>), [], __MODULE__}
  end

  defp rename({name, meta, context} = variable, used) when is_atom(name) and is_atom(context) do
    case :lists.keyfind({name, guard_variable_context(meta, context)}, 1, used) do
      false -> variable
      argument -> renamed(argument, used)
    end
  end

  defp rename({form, meta, args}, used), do: {rename(form, used), meta, rename(args, used)}
  defp rename({left, right}, used), do: {rename(left, used), rename(right, used)}
  defp rename([head | tail], used), do: [rename(head, used) | rename(tail, used)]
  defp rename(other, _used), do: other

  defp unquote_variables({name, meta, context}, variables) when is_atom(name) and is_atom(context) do
    case :lists.member({name, guard_variable_context(meta, context)}, variables) do
      true -> {:unquote, [], [{name, meta, context}]}
      false -> {name, meta, context}
    end
  end

  defp unquote_variables({form, meta, args}, variables) do
    {unquote_variables(form, variables), meta, unquote_variables(args, variables)}
  end

  defp unquote_variables({left, right}, variables) do
    {unquote_variables(left, variables), unquote_variables(right, variables)}
  end

  defp unquote_variables([head | tail], variables) do
    [unquote_variables(head, variables) | unquote_variables(tail, variables)]
  end

  defp unquote_variables(other, _variables), do: other

  defp used_variables({name, meta, context}, variables, used) when is_atom(name) and is_atom(context) do
    identity = {name, guard_variable_context(meta, context)}

    if :lists.member(identity, variables) and not :lists.keymember(identity, 1, used) do
      used ++ [{identity, {name, meta, context}}]
    else
      used
    end
  end

  defp used_variables({form, _, args}, variables, used) do
    used_variables(args, variables, used_variables(form, variables, used))
  end

  defp used_variables({left, right}, variables, used) do
    used_variables(right, variables, used_variables(left, variables, used))
  end

  defp used_variables([head | tail], variables, used) do
    used_variables(tail, variables, used_variables(head, variables, used))
  end

  defp used_variables(_other, _variables, used), do: used

  # defdelegate

  @doc false
  def defdelegate(funs, opts, module) do
    target = Keyword.get(opts, :to) || Kernel.raise(ArgumentError, "expected to: to be given as argument")

    for fun <- List.wrap(funs) do
      {name, args} = delegate_head(fun)
      head = {name, :erlang.element(2, fun), args}

      if target == module and Keyword.get(opts, :as, name) == name do
        Kernel.raise(ArgumentError, "defdelegate function is calling itself, which will lead to an infinite loop. You should either change the value of the :to option or specify the :as option")
      end

      {head, target, Keyword.get(opts, :as, name), :lists.map(&delegate_argument/1, args)}
    end
  end

  defp delegate_head({:when, _, [_, guard]}) do
    Kernel.raise(ArgumentError, "guards are not allowed in defdelegate/2, got: when " <> Macro.to_string(guard))
  end

  defp delegate_head(fun) do
    case Macro.decompose_call(fun) do
      {name, args} when is_atom(name) -> {name, args}
      _ -> Kernel.raise(ArgumentError, "invalid syntax in defdelegate " <> Macro.to_string(fun))
    end
  end

  defp delegate_argument({:"\\\\", _, [argument, _default]}), do: delegate_argument(argument)
  defp delegate_argument({name, _, context} = argument) when is_atom(name) and is_atom(context), do: argument

  defp delegate_argument(other) do
    Kernel.raise(
      ArgumentError,
      "defdelegate/2 only accepts function parameters, got: " <> Macro.to_string(other)
    )
  end

  # Sigils

  @doc false
  def unescape_pieces([piece | rest]) when is_binary(piece), do: [Macro.unescape_string(piece) | unescape_pieces(rest)]
  def unescape_pieces([piece | rest]), do: [piece | unescape_pieces(rest)]
  def unescape_pieces([]), do: []

  # `"a#{b}"` arrives as ["a", {:"::", _, [to_string(b), binary]}]; a charlist needs no binary around `to_string(b)`.
  @doc false
  def charlist_pieces([{:"::", _, [value, {:binary, _, _}]} | rest]), do: [value | charlist_pieces(rest)]
  def charlist_pieces([piece | rest]) when is_binary(piece), do: [Macro.unescape_string(piece) | charlist_pieces(rest)]
  def charlist_pieces([]), do: []

  @doc false
  def split_words(string, [], env), do: split_words(string, [?s], env)
  def split_words(string, [?s], env) when is_binary(string), do: literal_words(string, env)
  def split_words(string, [?s], _env), do: quote(do: String.split(unquote(string)))

  def split_words(string, [?a], env) when is_binary(string) do
    :lists.map(&String.to_atom/1, literal_words(string, env))
  end

  def split_words(string, [?a], _env), do: quote(do: :lists.map(&String.to_atom/1, String.split(unquote(string))))

  def split_words(string, [?c], env) when is_binary(string) do
    :lists.map(&String.to_charlist/1, literal_words(string, env))
  end

  def split_words(string, [?c], _env) do
    quote(do: :lists.map(&String.to_charlist/1, String.split(unquote(string))))
  end

  def split_words(_string, _modifiers, _env) do
    Kernel.raise(ArgumentError, "modifier must be one of: s, a, c")
  end

  defp literal_words(string, env) do
    words = String.split(string)

    if Enum.any?(words, &(byte_size(&1) > 1 and :binary.last(&1) == ?,)) do
      IO.warn(
        "the sigils ~w/~W do not allow trailing commas at the end of each word. If the comma is necessary, define a " <>
          "regular list with [...], otherwise remove the comma.",
        env
      )
    end

    words
  end

  @doc false
  def sigil_regex({:<<>>, _, [string]}, modifiers) when is_binary(string) do
    literal_regex(Macro.unescape_string(string, &unescape_in_regex/1), modifiers)
  end

  def sigil_regex({:<<>>, meta, pieces}, modifiers) do
    pieces =
      for piece <- pieces do
        if is_binary(piece), do: Macro.unescape_string(piece, &unescape_in_regex/1), else: piece
      end

    quote(do: Regex.compile!(unquote({:<<>>, meta, pieces}), unquote(:erlang.list_to_binary(modifiers))))
  end

  # The compiled expression is a constant of the module that uses it.
  @doc false
  def literal_regex(string, modifiers) do
    :jlixir_macro.escape(Regex.compile!(string, :erlang.list_to_binary(modifiers)), false, false)
  end

  defp unescape_in_regex(:newline), do: true
  defp unescape_in_regex(_), do: false

  @doc false
  def sigil_date(string) do
    {text, calendar} = split_calendar(string)
    {year, month, day} = parse!(calendar.parse_date(text), text, "Date", calendar)
    struct_code(Date, calendar: calendar, year: year, month: month, day: day)
  end

  @doc false
  def sigil_time(string) do
    {text, calendar} = split_calendar(string)
    {hour, minute, second, microsecond} = parse!(calendar.parse_time(text), text, "Time", calendar)
    struct_code(Time, calendar: calendar, hour: hour, minute: minute, second: second, microsecond: microsecond)
  end

  @doc false
  def sigil_naive_datetime(string) do
    {text, calendar} = split_calendar(string)

    {year, month, day, hour, minute, second, microsecond} =
      parse!(calendar.parse_naive_datetime(text), text, "NaiveDateTime", calendar)

    struct_code(NaiveDateTime,
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond
    )
  end

  @doc false
  def sigil_utc_datetime(string) do
    {text, calendar} = split_calendar(string)

    {year, month, day, hour, minute, second, microsecond} =
      case calendar.parse_utc_datetime(text) do
        {:ok, parts, 0} -> parts
        {:ok, _parts, _offset} -> parse!({:error, :non_utc_offset}, string, "UTC DateTime", calendar)
        {:error, reason} -> parse!({:error, reason}, text, "UTC DateTime", calendar)
      end

    struct_code(DateTime,
      calendar: calendar,
      year: year,
      month: month,
      day: day,
      hour: hour,
      minute: minute,
      second: second,
      microsecond: microsecond,
      time_zone: "Etc/UTC",
      zone_abbr: "UTC",
      utc_offset: 0,
      std_offset: 0
    )
  end

  # The last word may name a calendar: "2026-08-01 My.Calendar".
  defp split_calendar(string) do
    case :lists.reverse(:binary.split(string, " ", [:global])) do
      [<<letter, _::binary>> = name | [_ | _] = rest] when letter in ?A..?Z ->
        {:erlang.iolist_to_binary(:lists.join(" ", :lists.reverse(rest))), Module.concat([name])}

      _ ->
        {string, Calendar.ISO}
    end
  end

  defp parse!({:ok, parts}, _text, _kind, _calendar), do: parts

  defp parse!({:error, reason}, text, kind, calendar) do
    Kernel.raise(
      ArgumentError,
      "cannot parse #{inspect(text)} as #{kind} for #{inspect(calendar)}, reason: #{inspect(reason)}"
    )
  end

  defp struct_code(module, pairs) do
    {:%, [], [module, {:%{}, [], :jlixir_macro.escape(pairs, false, false)}]}
  end

  # dbg

  @doc false
  def dbg(code, options, env) do
    # An evaluation may bring a callback of its own.
    case Process.get(:elixir_dbg_callback) || Application.get_env(:elixir, :dbg_callback, {Macro, :dbg, []}) do
      {module, fun, args} -> Macro.compile_apply(module, fun, [code, options, env | args], env)
    end
  end
end
