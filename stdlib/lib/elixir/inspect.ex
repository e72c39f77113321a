defprotocol Inspect do
  @moduledoc """
  Turns terms into documents of `Inspect.Algebra`, which `inspect/2` prints.

  An implementation returns a document, or `{document, opts}` with the options as `Inspect.Algebra.to_doc_with_opts/2` gave them.
  Without one, a struct is shown as `%Name{field: value}`; it can be derived with some fields left out:

      @derive {Inspect, only: [:id, :name]}
      defstruct [:id, :name, :password]

  `:only` and `:except` choose the fields, `:optional` (a list or `:all`) names fields that are left out while they have their default.
  """

  @type t :: term

  @fallback_to_any true

  @doc false
  defmacro __deriving__(module, options) do
    infos = Macro.struct_info!(module, __CALLER__)
    fields = for %{field: field} <- infos, field not in [:__struct__, :__exception__], do: field
    shown = Inspect.Any.shown_fields(module, fields, options)
    optional = Inspect.Any.optional_fields(module, fields, options)
    printer = if length(shown) == length(fields), do: Inspect.Map, else: Inspect.Any
    name = Macro.inspect_atom(:literal, module)

    shown_infos =
      for %{field: field, default: default} <- infos, field in shown do
        {field, field in optional, default}
      end

    quote do
      defimpl Inspect, for: unquote(module) do
        def inspect(struct, opts) do
          infos = Inspect.Any.shown_infos(struct, unquote(Macro.escape(shown_infos)))
          unquote(printer).inspect_as_struct(struct, unquote(name), infos, opts)
        end
      end
    end
  end

  @doc """
  Converts `term` into a document.

      defimpl Inspect, for: MyApp.Money do
        def inspect(%{cents: cents}, _opts), do: Float.to_string(cents / 100) <> " EUR"
      end

  """
  @spec inspect(t, Inspect.Opts.t()) :: Inspect.Algebra.t() | {Inspect.Algebra.t(), Inspect.Opts.t()}
  def inspect(term, opts)
end

defimpl Inspect, for: Atom do
  import Inspect.Algebra

  def inspect(atom, opts), do: color_doc(Macro.inspect_atom(:literal, atom), color_key(atom), opts)

  defp color_key(nil), do: nil
  defp color_key(atom) when is_boolean(atom), do: :boolean
  defp color_key(_atom), do: :atom
end

defimpl Inspect, for: BitString do
  import Inspect.Algebra

  def inspect(binary, opts) when is_binary(binary) do
    case opts do
      %{binaries: :as_strings, printable_limit: limit} ->
        text(binary, limit, opts)

      %{binaries: :infer, base: :decimal, printable_limit: limit} ->
        if String.printable?(binary, limit), do: text(binary, limit, opts), else: bits(binary, opts)

      _ ->
        bits(binary, opts)
    end
  end

  def inspect(bitstring, opts), do: bits(bitstring, opts)

  defp text(binary, limit, opts) do
    case escape(binary, limit, ?") do
      {escaped, ""} -> color_doc(<<?", escaped::binary, ?">>, :string, opts)
      {escaped, _rest} -> concat(color_doc(<<?", escaped::binary, ?">>, :string, opts), " <> ...")
    end
  end

  # The text of a binary between `quote` signs, at most `limit` characters of it, and what is left of the binary.
  @doc false
  def escape(binary, limit, quote), do: escape(binary, limit, quote, <<>>)

  defp escape(<<>>, _limit, _quote, acc), do: {acc, <<>>}
  defp escape(rest, 0, _quote, acc), do: {acc, rest}

  defp escape(<<char, rest::binary>>, limit, quote, acc)
       when char in 32..126 and char != ?\\ and char != ?# and char != quote do
    escape(rest, less(limit), quote, <<acc::binary, char>>)
  end

  # Both characters count as one.
  defp escape(<<?#, ?{, rest::binary>>, limit, quote, acc), do: escape(rest, less(limit), quote, <<acc::binary, ?\\, ?#, ?{>>)
  defp escape(<<?#, rest::binary>>, limit, quote, acc), do: escape(rest, less(limit), quote, <<acc::binary, ?#>>)

  defp escape(<<char::utf8, rest::binary>>, limit, quote, acc) do
    escape(rest, less(limit), quote, escape_char(char, quote, acc))
  end

  defp escape(<<byte, rest::binary>>, limit, quote, acc) do
    escape(rest, less(limit), quote, <<acc::binary, ?\\, ?x, hex(byte, 2)::binary>>)
  end

  defp less(:infinity), do: :infinity
  defp less(limit), do: limit - 1

  defp escape_char(char, char, acc), do: <<acc::binary, ?\\, char>>
  defp escape_char(?\\, _quote, acc), do: <<acc::binary, ?\\, ?\\>>
  defp escape_char(0, _quote, acc), do: <<acc::binary, ?\\, ?0>>
  defp escape_char(?\a, _quote, acc), do: <<acc::binary, ?\\, ?a>>
  defp escape_char(?\b, _quote, acc), do: <<acc::binary, ?\\, ?b>>
  defp escape_char(?\t, _quote, acc), do: <<acc::binary, ?\\, ?t>>
  defp escape_char(?\n, _quote, acc), do: <<acc::binary, ?\\, ?n>>
  defp escape_char(?\v, _quote, acc), do: <<acc::binary, ?\\, ?v>>
  defp escape_char(?\f, _quote, acc), do: <<acc::binary, ?\\, ?f>>
  defp escape_char(?\r, _quote, acc), do: <<acc::binary, ?\\, ?r>>
  defp escape_char(?\e, _quote, acc), do: <<acc::binary, ?\\, ?e>>
  defp escape_char(?\d, _quote, acc), do: <<acc::binary, ?\\, ?d>>
  defp escape_char(char, _quote, acc) when char < 0x20, do: <<acc::binary, ?\\, ?x, hex(char, 2)::binary>>
  defp escape_char(char, _quote, acc) when char < 0x7F, do: <<acc::binary, char>>
  defp escape_char(char, _quote, acc) when char < 0xA0, do: <<acc::binary, ?\\, ?x, hex(char, 2)::binary>>

  # What nobody would see, or what changes the direction of writing.
  defp escape_char(char, _quote, acc)
       when char == 0xA0 or char == 0x34F or char == 0x61C or char in 0x2000..0x200F or char in 0x2028..0x202E or
              char in 0x205F..0x2064 or char in 0x2066..0x2069 or char == 0xFEFF or char in 0xFFF9..0xFFFC do
    <<acc::binary, ?\\, ?u, hex(char, 4)::binary>>
  end

  defp escape_char(char, _quote, acc) when char in 0xFFFE..0xFFFF do
    <<acc::binary, ?\\, ?x, ?{, hex(char, 4)::binary, ?}>>
  end

  defp escape_char(char, _quote, acc), do: <<acc::binary, char::utf8>>

  defp hex(number, digits) do
    text = :erlang.integer_to_binary(number, 16)
    <<:binary.copy("0", digits - byte_size(text))::binary, text::binary>>
  end

  defp bits(bitstring, opts) do
    left = color_doc("<<", :binary, opts)
    right = color_doc(">>", :binary, opts)
    {docs, opts} = each_byte(bitstring, opts, [])
    {group(concat([left, nest(docs, 2), right])), opts}
  end

  defp each_byte(<<>>, opts, docs), do: {joined(docs), opts}
  defp each_byte(_bits, %{limit: 0} = opts, docs), do: {joined(["..." | docs]), opts}

  defp each_byte(<<byte, rest::bitstring>>, opts, docs) do
    each_byte(rest, less_limit(opts), [Inspect.Integer.inspect(byte, opts) | docs])
  end

  defp each_byte(bits, opts, docs) do
    size = bit_size(bits)
    <<number::size(^size)>> = bits
    doc = concat(Inspect.Integer.inspect(number, opts), "::size(" <> :erlang.integer_to_binary(size) <> ")")
    {joined([doc | docs]), less_limit(opts)}
  end

  defp less_limit(%{limit: limit} = opts) when is_integer(limit), do: %{opts | limit: limit - 1}
  defp less_limit(opts), do: opts

  defp joined([]), do: []
  defp joined([last | docs]), do: joined(docs, last)

  defp joined([], joined), do: joined
  defp joined([doc | docs], joined), do: joined(docs, concat(doc, concat(",", concat(flex_break(), joined))))
end

defimpl Inspect, for: List do
  import Inspect.Algebra

  def inspect([], opts), do: color_doc("[]", :list, opts)

  def inspect(list, opts) do
    cond do
      charlist?(list, opts) ->
        charlist(list, opts)

      keyword?(list) ->
        items(list, opts, &keyword_with_opts/2, :strict)

      true ->
        items(list, opts, &to_doc_with_opts/2, :maybe)
    end
  end

  defp items(list, opts, fun, break) do
    left = color_doc("[", :list, opts)
    separator = color_doc(",", :list, opts)
    right = color_doc("]", :list, opts)
    container_doc_with_opts(left, list, right, opts, fun, separator: separator, break: break)
  end

  defp charlist?(_list, %{charlists: :as_lists}), do: false
  defp charlist?(list, %{charlists: :as_charlists}), do: chars?(list)
  defp charlist?(list, %{printable_limit: limit}), do: List.ascii_printable?(list, limit)

  defp chars?([char | rest]) when char in 0..0xD7FF or char in 0xE000..0x10FFFF, do: chars?(rest)
  defp chars?(rest), do: rest == []

  defp charlist(list, %{printable_limit: limit} = opts) do
    {whole?, text} = text(list, limit, <<>>)
    {escaped, ""} = Inspect.BitString.escape(text, :infinity, ?")
    doc = color_doc(<<"~c\"", escaped::binary, ?">>, :charlist, opts)
    if whole?, do: doc, else: concat(doc, " ++ ...")
  end

  defp text([], _limit, acc), do: {true, acc}
  defp text(_list, 0, acc), do: {false, acc}
  defp text([char | rest], :infinity, acc), do: text(rest, :infinity, <<acc::binary, char::utf8>>)
  defp text([char | rest], limit, acc), do: text(rest, limit - 1, <<acc::binary, char::utf8>>)

  # A pair as an item of a keyword list: the document, for `container_doc/6` in packages, or that and the options.
  @doc false
  def keyword(pair, opts), do: pair |> keyword_with_opts(opts) |> elem(0)

  @doc false
  def keyword_with_opts({key, value}, opts) do
    key = color_doc(Macro.inspect_atom(:key, key), :atom, opts)
    {doc, opts} = to_doc_with_opts(value, opts)
    {concat(key, concat(" ", doc)), opts}
  end

  # Whether all elements are pairs with keys that can be written without a colon in front: aliases cannot.
  @doc false
  def keyword?([{key, _value} | rest]) when is_atom(key) do
    case :erlang.atom_to_binary(key) do
      <<"Elixir.", _::binary>> -> false
      _ -> keyword?(rest)
    end
  end

  def keyword?([]), do: true
  def keyword?(_other), do: false
end

defimpl Inspect, for: Tuple do
  import Inspect.Algebra

  def inspect(tuple, opts) do
    left = color_doc("{", :tuple, opts)
    separator = color_doc(",", :tuple, opts)
    right = color_doc("}", :tuple, opts)
    items = :erlang.tuple_to_list(tuple)
    container_doc_with_opts(left, items, right, opts, &to_doc_with_opts/2, separator: separator, break: :flex)
  end
end

defimpl Inspect, for: Map do
  import Inspect.Algebra

  def inspect(map, opts), do: inspect_as_map(map, opts)

  # Any map, structs included, as `%{key => value}`.
  @doc false
  def inspect_as_map(map, opts) do
    pairs = pairs(map, opts)

    if Inspect.List.keyword?(pairs) do
      items(pairs, "", opts, &Inspect.List.keyword_with_opts/2)
    else
      arrow = color_doc(" => ", :map, opts)
      items(pairs, "", opts, &pair(&1, arrow, &2))
    end
  end

  defp pairs(map, opts) do
    case opts.custom_options do
      [] ->
        :maps.to_list(map)

      custom ->
        case :lists.keyfind(:sort_maps, 1, custom) do
          {_, sort?} when sort? not in [nil, false] -> :lists.sort(:maps.to_list(map))
          _ -> :maps.to_list(map)
        end
    end
  end

  defp pair({key, value}, arrow, opts) do
    {key, opts} = to_doc_with_opts(key, opts)
    {value, opts} = to_doc_with_opts(value, opts)
    {concat(key, concat(arrow, value)), opts}
  end

  # A struct called `name` with the fields of `infos`, maps with the key `:field`.
  @doc false
  def inspect_as_struct(map, name, infos, opts) do
    items(for(%{field: field} <- infos, do: {field, :maps.get(field, map, nil)}), name, opts, &Inspect.List.keyword_with_opts/2)
  end

  defp items(pairs, name, opts, fun) do
    left = color_doc("%" <> name <> "{", :map, opts)
    separator = color_doc(",", :map, opts)
    right = color_doc("}", :map, opts)
    container_doc_with_opts(left, pairs, right, opts, fun, separator: separator, break: :strict)
  end
end

defimpl Inspect, for: Integer do
  import Inspect.Algebra

  def inspect(integer, %{base: base} = opts), do: color_doc(text(integer, base), :number, opts)

  defp text(integer, :decimal), do: :erlang.integer_to_binary(integer)
  defp text(integer, base) when integer < 0, do: "-" <> text(-integer, base)
  defp text(integer, :hex), do: "0x" <> :erlang.integer_to_binary(integer, 16)
  defp text(integer, :octal), do: "0o" <> :erlang.integer_to_binary(integer, 8)
  defp text(integer, :binary), do: "0b" <> :erlang.integer_to_binary(integer, 2)
end

defimpl Inspect, for: Float do
  import Inspect.Algebra

  def inspect(float, opts), do: color_doc(text(float), :number, opts)

  # Whole numbers below 1.0e16 are written out.
  defp text(float) when (float >= 100.0 and float < 1.0e16) or (float <= -100.0 and float > -1.0e16) do
    integer = :erlang.trunc(float)

    case integer == float do
      true -> :erlang.integer_to_binary(integer) <> ".0"
      false -> :erlang.float_to_binary(float, [:short])
    end
  end

  defp text(float), do: :erlang.float_to_binary(float, [:short])
end

defimpl Inspect, for: Function do
  def inspect(function, _opts) do
    {:module, module} = :erlang.fun_info(function, :module)
    {:name, name} = :erlang.fun_info(function, :name)
    {:arity, arity} = :erlang.fun_info(function, :arity)

    case :erlang.fun_info(function, :type) do
      {:type, :external} -> "&" <> remote(module, name) <> "/" <> :erlang.integer_to_binary(arity)
      {:type, :local} -> "#Function<" <> number(function) <> local(function, module, name, arity) <> ">"
    end
  end

  defp remote(module, name), do: Macro.inspect_atom(:literal, module) <> "." <> Macro.inspect_atom(:remote_call, name)

  defp number(function) do
    case :erlang.fun_info(function, :new_index) do
      {:new_index, index} when is_integer(index) ->
        {:uniq, uniq} = :erlang.fun_info(function, :uniq)
        :erlang.integer_to_binary(index) <> "." <> :erlang.integer_to_binary(uniq)

      _ ->
        {:uniq, uniq} = :erlang.fun_info(function, :uniq)
        "0." <> :erlang.integer_to_binary(uniq)
    end
  end

  # Functions are named `-run/2-fun-0-` after the one that they are written in.
  defp local(function, module, name, arity) do
    case outer(:erlang.atom_to_binary(name)) do
      {outer, _} when outer in ["__FILE__", "__MODULE__"] -> outside_functions(:jlixir_system.script_file(function), arity)
      {outer, outer_arity} -> "/#{arity} in " <> remote(module, :erlang.binary_to_atom(outer)) <> "/" <> outer_arity
      nil -> "/#{arity} in " <> remote(module, name)
    end
  end

  # What evaluated text makes belongs to Erlang's evaluator.
  defp outside_functions(nil, arity), do: "/#{arity} in :erl_eval.expr/6"
  defp outside_functions(file, _arity), do: " in file:" <> file

  defp outer(<<?-, name::binary>>) do
    case :binary.matches(name, "-fun-") do
      [] ->
        nil

      matches ->
        {position, _} = :lists.last(matches)
        name_and_arity(:binary.part(name, 0, position))
    end
  end

  defp outer(_name), do: nil

  defp name_and_arity(text) do
    case :binary.matches(text, "/") do
      [] ->
        nil

      matches ->
        {position, 1} = :lists.last(matches)
        <<name::binary-size(^position), ?/, arity::binary>> = text
        {name, arity}
    end
  end
end

defimpl Inspect, for: PID do
  def inspect(pid, _opts), do: "#PID" <> :erlang.list_to_binary(:erlang.pid_to_list(pid))
end

defimpl Inspect, for: Port do
  def inspect(port, _opts), do: :erlang.list_to_binary(:erlang.port_to_list(port))
end

defimpl Inspect, for: Reference do
  def inspect(reference, _opts) do
    [?#, ?R, ?e, ?f | rest] = :erlang.ref_to_list(reference)
    "#Reference" <> :erlang.list_to_binary(rest)
  end
end

defimpl Inspect, for: Any do
  import Inspect.Algebra

  def inspect(%module{} = struct, opts) do
    case struct_fields(module) do
      fields when is_list(fields) and map_size(struct) == length(fields) + 1 ->
        if :lists.all(fn %{field: field} -> :erlang.is_map_key(field, struct) end, fields) do
          shown = for %{field: field} = info <- fields, field != :__exception__, do: info
          Inspect.Map.inspect_as_struct(struct, Macro.inspect_atom(:literal, module), shown, opts)
        else
          Inspect.Map.inspect_as_map(struct, opts)
        end

      _ ->
        Inspect.Map.inspect_as_map(struct, opts)
    end
  end

  # A struct of which some fields are never shown; `infos` are maps with the key `:field`.
  @doc false
  def inspect_as_struct(struct, name, infos, opts) do
    pairs = for %{field: field} <- infos, do: {field, :maps.get(field, struct, nil)}
    left = color_doc("#" <> name <> "<", :map, opts)
    separator = color_doc(",", :map, opts)
    right = color_doc(">", :map, opts)
    container_doc_with_opts(left, pairs ++ [:...], right, opts, &field/2, separator: separator, break: :strict)
  end

  defp field(:..., opts), do: {"...", opts}
  defp field(pair, opts), do: Inspect.List.keyword_with_opts(pair, opts)

  # For derived implementations: the fields to show out of `{field, optional?, default}`.
  @doc false
  def shown_infos(struct, infos) do
    for {field, optional?, default} <- infos, not optional? or :maps.get(field, struct, nil) !== default, do: %{field: field}
  end

  # The options of `@derive`

  @doc false
  def shown_fields(module, fields, options) do
    only = fields_option(module, fields, options, :only, fields)
    except = fields_option(module, fields, options, :except, [])
    for field <- fields, field in only and field not in except, do: field
  end

  @doc false
  def optional_fields(module, fields, options) do
    case :lists.keyfind(:optional, 1, options) do
      {:optional, :all} -> fields
      _ -> fields_option(module, fields, options, :optional, [])
    end
  end

  defp fields_option(module, fields, options, name, default) do
    suffix = "when deriving the Inspect protocol for #{Kernel.inspect(module)}"

    case :lists.keyfind(name, 1, options) do
      false ->
        default

      {_name, chosen} when is_list(chosen) ->
        case chosen -- fields do
          [] -> chosen
          unknown -> raise ArgumentError, "unknown fields #{Kernel.inspect(unknown)} in :#{name} #{suffix}"
        end

      {_name, other} ->
        raise ArgumentError, "invalid value #{Kernel.inspect(other)} in :#{name} #{suffix} (expected a list)"
    end
  end
end

# Tracers and variables are of no interest to who reads an environment.
defimpl Inspect, for: Macro.Env do
  def inspect(env, opts) do
    infos = for %{field: field} = info <- Macro.Env.__info__(:struct), field not in [:tracers, :versioned_vars], do: info
    Inspect.Any.inspect_as_struct(env, "Macro.Env", infos, opts)
  end
end
