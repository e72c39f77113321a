defprotocol Inspect do
  @moduledoc """
  Converts a term to a document of `Inspect.Algebra`, for `inspect/2`.

  An implementation returns a document, or `{document, opts}` with what is left of the limit.

  A struct may derive the protocol with options: `:only` and `:except` choose the fields that are shown, `:optional` names those that
  are left out (`:all` for all of them) while they have their default value.

      defmodule User do
        @derive {Inspect, only: [:id]}
        defstruct [:id, :password]
      end

      inspect(%User{id: 1}) #=> "#User<id: 1, ...>"

  """

  @fallback_to_any true

  @impl true
  defmacro __deriving__(module, options) do
    module = Macro.expand(module, __CALLER__)
    infos = Macro.struct_info!(module, __CALLER__)
    fields = for %{field: field} <- infos, field not in [:__struct__, :__exception__], do: field

    only = Inspect.Any.derive_fields(options, :only, fields, fields, module)
    except = Inspect.Any.derive_fields(options, :except, [], fields, module)

    optional =
      case Keyword.get(options, :optional, []) do
        :all -> fields
        _ -> Inspect.Any.derive_fields(options, :optional, [], fields, module)
      end

    shown = for field <- fields, field in only, field not in except, do: field

    shown =
      for field <- shown do
        %{default: default} = Enum.find(infos, &(&1.field == field))
        if field in optional, do: {field, {:ok, default}}, else: {field, :always}
      end

    partial? = length(shown) < length(fields)

    quote do
      defimpl Inspect, for: unquote(module) do
        def inspect(struct, opts) do
          Inspect.Any.inspect_derived(struct, unquote(Macro.escape(shown)), unquote(partial?), opts)
        end
      end
    end
  end

  @doc """
  Converts `term` to a document.
  """
  @spec inspect(t, Inspect.Opts.t()) :: Inspect.Algebra.t() | {Inspect.Algebra.t(), Inspect.Opts.t()}
  def inspect(term, opts)
end

defimpl Inspect, for: Atom do
  import Inspect.Algebra

  def inspect(atom, opts), do: color_doc(literal(atom), color(atom), opts)

  defp color(nil), do: nil
  defp color(atom) when is_boolean(atom), do: :boolean
  defp color(_atom), do: :atom

  @doc false
  def literal(nil), do: "nil"
  def literal(true), do: "true"
  def literal(false), do: "false"

  def literal(atom) do
    case :erlang.atom_to_binary(atom) do
      <<first, rest::binary>> = text when first in ?a..?z or first == ?_ -> literal(identifier?(rest), text, atom)
      <<"Elixir.", rest::binary>> -> alias_literal(rest, atom)
      _ -> Macro.inspect_atom(:literal, atom)
    end
  end

  defp literal(true, text, _atom), do: <<?:, text::binary>>
  defp literal(false, _text, atom), do: Macro.inspect_atom(:literal, atom)

  defp alias_literal("Elixir" <> _, atom), do: Macro.inspect_atom(:literal, atom)

  defp alias_literal(rest, atom) do
    if alias?(rest), do: rest, else: Macro.inspect_atom(:literal, atom)
  end

  @doc false
  def key(atom) do
    case :erlang.atom_to_binary(atom) do
      <<first, rest::binary>> = text when first in ?a..?z or first == ?_ -> key(identifier?(rest), text, atom)
      _ -> Macro.inspect_atom(:key, atom)
    end
  end

  defp key(true, text, _atom), do: <<text::binary, ?:>>
  defp key(false, _text, atom), do: Macro.inspect_atom(:key, atom)

  defp identifier?(<<char, rest::binary>>) when char in ?a..?z or char == ?_ or char in ?A..?Z or char in ?0..?9 do
    identifier?(rest)
  end

  defp identifier?(rest), do: rest == "" or rest == "?" or rest == "!"

  defp alias?(<<first, rest::binary>>) when first in ?A..?Z, do: alias_rest?(rest)
  defp alias?(_text), do: false

  defp alias_rest?(<<char, rest::binary>>) when char in ?a..?z or char == ?_ or char in ?A..?Z or char in ?0..?9 do
    alias_rest?(rest)
  end

  defp alias_rest?(<<?., rest::binary>>), do: alias?(rest)
  defp alias_rest?(rest), do: rest == ""
end

defimpl Inspect, for: BitString do
  import Inspect.Algebra

  def inspect(term, %Inspect.Opts{binaries: mode, base: base, printable_limit: limit} = opts) when is_binary(term) do
    text =
      case mode do
        :as_strings -> Inspect.Escape.any(term, limit)
        :infer when base == :decimal -> Inspect.Escape.printable(term, limit)
        _ -> :error
      end

    case text do
      {:ok, text, truncated?} -> string_doc(text, truncated?, opts)
      :error -> bits(term, opts)
    end
  end

  def inspect(term, opts), do: bits(term, opts)

  defp string_doc(text, truncated?, opts) do
    doc = color_doc(:erlang.iolist_to_binary([?", text, ?"]), :string, opts)
    if truncated?, do: concat(doc, " <> ..."), else: doc
  end

  defp bits(term, opts) do
    left = color_doc("<<", :binary, opts)
    right = color_doc(">>", :binary, opts)
    {inner, opts} = segments(term, opts)
    {group(concat(concat(left, nest(inner, 2)), right)), opts}
  end

  defp segments(<<>>, opts), do: {empty(), opts}
  defp segments(_bits, %{limit: 0} = opts), do: {"...", opts}

  defp segments(<<byte, rest::bitstring>>, opts) do
    doc = number(byte, opts)
    opts = Inspect.Opts.count(opts)

    case segments(rest, opts) do
      {[], opts} -> {doc, opts}
      {docs, opts} -> {flex_glue(concat(doc, ","), docs), opts}
    end
  end

  defp segments(bits, opts) do
    size = bit_size(bits)
    <<value>> = <<0::size(8 - size), bits::bitstring>>
    {concat([number(value, opts), "::size(", :erlang.integer_to_binary(size), ")"]), Inspect.Opts.count(opts)}
  end

  defp number(value, opts), do: Inspect.Integer.inspect(value, opts)
end

defimpl Inspect, for: Integer do
  import Inspect.Algebra

  def inspect(integer, opts), do: color_doc(literal(integer, opts.base), :number, opts)

  defp literal(integer, :decimal), do: :erlang.integer_to_binary(integer)
  defp literal(integer, base) when integer < 0, do: "-" <> literal(-integer, base)
  defp literal(integer, :hex), do: "0x" <> :erlang.integer_to_binary(integer, 16)
  defp literal(integer, :octal), do: "0o" <> :erlang.integer_to_binary(integer, 8)
  defp literal(integer, :binary), do: "0b" <> :erlang.integer_to_binary(integer, 2)
end

defimpl Inspect, for: Float do
  import Inspect.Algebra

  def inspect(float, opts), do: color_doc(literal(float), :number, opts)

  # Whole numbers are written out as long as all of their digits are exact.
  defp literal(float) when (float >= 1.0 and float < 1.0e16) or (float <= -1.0 and float > -1.0e16) do
    integer = trunc(float)
    if integer == float, do: :erlang.integer_to_binary(integer) <> ".0", else: Float.to_string(float)
  end

  defp literal(float), do: Float.to_string(float)
end

defimpl Inspect, for: List do
  import Inspect.Algebra

  def inspect([], opts), do: color_doc("[]", :list, opts)

  def inspect(term, %Inspect.Opts{charlists: mode, printable_limit: limit} = opts) do
    case mode do
      :as_charlists ->
        charlist(term, Inspect.Escape.charlist(term, limit), opts)

      :infer ->
        if Inspect.Escape.ascii?(term, limit) do
          charlist(term, Inspect.Escape.charlist(term, limit), opts)
        else
          elements(term, opts)
        end

      _ ->
        elements(term, opts)
    end
  end

  defp charlist(_term, {:ok, text, truncated?}, opts) do
    doc = color_doc(:erlang.iolist_to_binary([?~, ?c, ?", text, ?"]), :charlist, opts)
    if truncated?, do: concat(doc, " ++ ..."), else: doc
  end

  defp charlist(term, :error, opts), do: elements(term, opts)

  defp elements(term, opts) do
    open = color_doc("[", :list, opts)
    separator = color_doc(",", :list, opts)
    close = color_doc("]", :list, opts)

    if keyword?(term) do
      container_doc_with_opts(open, term, close, opts, &keyword/2, separator: separator, break: :strict)
    else
      container_doc_with_opts(open, term, close, opts, &to_doc_with_opts/2, separator: separator)
    end
  end

  # A pair as `key: value`.
  @doc false
  def keyword({key, value}, opts) do
    key = color_doc(Inspect.Atom.key(key), :atom, opts)
    {doc, opts} = to_doc_with_opts(value, opts)
    {concat(key, concat(" ", doc)), opts}
  end

  # Whether all elements can be written as `key: value`, which aliases cannot.
  @doc false
  def keyword?([{key, _value} | rest]) when is_atom(key) do
    case :erlang.atom_to_binary(key) do
      "Elixir." <> _ -> false
      _ -> keyword?(rest)
    end
  end

  def keyword?([]), do: true
  def keyword?(_other), do: false
end

defimpl Inspect, for: Tuple do
  import Inspect.Algebra

  def inspect(tuple, opts) do
    open = color_doc("{", :tuple, opts)
    separator = color_doc(",", :tuple, opts)
    close = color_doc("}", :tuple, opts)
    options = [separator: separator, break: :flex]
    container_doc_with_opts(open, :erlang.tuple_to_list(tuple), close, opts, &to_doc_with_opts/2, options)
  end
end

defimpl Inspect, for: Map do
  import Inspect.Algebra

  def inspect(map, opts), do: inspect_as_map(map, opts)

  @doc false
  def inspect_as_map(map, opts) do
    pairs = pairs(map, opts)

    if Inspect.List.keyword?(pairs) do
      container("", pairs, opts, &Inspect.List.keyword/2)
    else
      arrow = color_doc(" => ", :map, opts)

      container("", pairs, opts, fn {key, value}, opts ->
        {key, opts} = to_doc_with_opts(key, opts)
        {value, opts} = to_doc_with_opts(value, opts)
        {concat(key, concat(arrow, value)), opts}
      end)
    end
  end

  # The pairs of a struct, as `%Name{key: value}`.
  @doc false
  def inspect_as_struct(name, pairs, opts), do: container(name, pairs, opts, &Inspect.List.keyword/2)

  defp container(name, pairs, opts, fun) do
    open = color_doc("%" <> name <> "{", :map, opts)
    separator = color_doc(",", :map, opts)
    close = color_doc("}", :map, opts)
    container_doc_with_opts(open, pairs, close, opts, fun, separator: separator, break: :strict)
  end

  defp pairs(map, %{custom_options: custom}) do
    pairs = :maps.to_list(map)

    case :lists.keyfind(:sort_maps, 1, custom) do
      {:sort_maps, true} -> :lists.sort(pairs)
      _ -> pairs
    end
  end
end

defimpl Inspect, for: Function do
  import Inspect.Algebra

  def inspect(function, _opts) do
    info = :erlang.fun_info(function)
    {_, module} = :lists.keyfind(:module, 1, info)
    {_, name} = :lists.keyfind(:name, 1, info)
    {_, arity} = :lists.keyfind(:arity, 1, info)

    case :lists.keyfind(:type, 1, info) do
      {_, :external} -> "&" <> mfa(module, name, arity)
      {_, :local} -> local(module, name, arity, info)
    end
  end

  defp local(module, name, arity, info) do
    {_, index} = :lists.keyfind(:new_index, 1, info)
    {_, unique} = :lists.keyfind(:uniq, 1, info)
    id = :erlang.integer_to_binary(index) <> "." <> :erlang.integer_to_binary(unique)

    case script(module) do
      nil -> concat(["#Function<", id, "/", :erlang.integer_to_binary(arity), " in ", origin(module, name), ">"])
      file -> concat(["#Function<", id, " in file:", file, ">"])
    end
  end

  # Code outside of modules knows the file that it comes from.
  defp script(module) do
    case :erlang.atom_to_binary(module) do
      "elixir_compiler_" <> _ ->
        if :erlang.function_exported(module, :__RELATIVE__, 0), do: module.__RELATIVE__(), else: nil

      _ ->
        nil
    end
  end

  # The name of an anonymous function is `-outer/arity-fun-index-`.
  defp origin(module, name) do
    with <<?-, rest::binary>> <- :erlang.atom_to_binary(name),
         [outer | _] <- :binary.split(rest, "-fun-"),
         [_ | _] = slashes <- :binary.matches(outer, "/") do
      {at, 1} = :lists.last(slashes)
      outer_name = :erlang.binary_part(outer, 0, at)
      arity = :erlang.binary_part(outer, at, byte_size(outer) - at)
      module_name(module) <> "." <> Macro.inspect_atom(:remote_call, :erlang.binary_to_atom(outer_name)) <> arity
    else
      _ -> module_name(module) <> "." <> Macro.inspect_atom(:remote_call, name)
    end
  end

  defp mfa(module, name, arity) do
    module_name(module) <> "." <> Macro.inspect_atom(:remote_call, name) <> "/" <> :erlang.integer_to_binary(arity)
  end

  defp module_name(module), do: Inspect.Atom.literal(module)
end

defimpl Inspect, for: PID do
  def inspect(pid, _opts), do: "#PID" <> :erlang.list_to_binary(:erlang.pid_to_list(pid))
end

defimpl Inspect, for: Port do
  def inspect(port, _opts), do: :erlang.list_to_binary(:erlang.port_to_list(port))
end

defimpl Inspect, for: Reference do
  def inspect(reference, _opts) do
    "#Ref" <> rest = :erlang.list_to_binary(:erlang.ref_to_list(reference))
    "#Reference" <> rest
  end
end

defimpl Inspect, for: Regex do
  import Inspect.Algebra

  def inspect(%{source: source, opts: options}, opts) do
    case Regex.__modifiers__(options) do
      {:ok, modifiers} ->
        color_doc(:erlang.iolist_to_binary(["~r/", escape(source, []), ?/, modifiers]), :regex, opts)

      :error ->
        {source, opts} = to_doc_with_opts(source, opts)
        {options, opts} = to_doc_with_opts(options, %{opts | charlists: :as_lists})
        {concat(["Regex.compile!(", source, ", ", options, ")"]), opts}
    end
  end

  # A slash closes the sigil unless it is escaped already; what cannot be seen is written as an escape of the regular expression.
  defp escape(<<?\\, char::utf8, rest::binary>>, acc), do: escape(rest, [<<?\\, char::utf8>> | acc])
  defp escape(<<?/, rest::binary>>, acc), do: escape(rest, ["\\/" | acc])

  defp escape(<<char, _::binary>> = source, acc) when char in 0x20..0x7E do
    {run, rest} = run(source, source, 0)
    escape(rest, [run | acc])
  end

  defp escape(<<char::utf8, rest::binary>>, acc), do: escape(rest, [shown(char) | acc])
  defp escape(<<byte, rest::binary>>, acc), do: escape(rest, [hex(byte) | acc])
  defp escape(<<>>, acc), do: :lists.reverse(acc)

  defp run(<<char, rest::binary>>, source, size) when char in 0x20..0x7E and char != ?\\ and char != ?/ do
    run(rest, source, size + 1)
  end

  defp run(rest, source, size), do: {:erlang.binary_part(source, 0, size), rest}

  defp shown(?\a), do: "\\a"
  defp shown(?\f), do: "\\f"
  defp shown(?\n), do: "\\n"
  defp shown(?\r), do: "\\r"
  defp shown(?\t), do: "\\t"
  defp shown(?\v), do: "\\v"

  defp shown(char) do
    cond do
      char < 0x100 and not String.printable?(<<char::utf8>>) -> hex(char)
      char in [?\e, ?\d, ?\b] -> hex(char)
      String.printable?(<<char::utf8>>) -> <<char::utf8>>
      true -> ["\\x{", :erlang.integer_to_binary(char, 16), "}"]
    end
  end

  defp hex(byte) when byte < 16, do: ["\\x0", :erlang.integer_to_binary(byte, 16)]
  defp hex(byte), do: ["\\x", :erlang.integer_to_binary(byte, 16)]
end

defimpl Inspect, for: Inspect.Error do
  def inspect(%{stacktrace: stacktrace} = error, _opts) do
    message = error |> Inspect.Error.message() |> Inspect.Error.pad(2)

    case stacktrace do
      [_ | _] ->
        trace = stacktrace |> Exception.format_stacktrace() |> Inspect.Error.pad(0)
        "#Inspect.Error<\n" <> message <> "\n  Stacktrace:\n\n" <> trace <> "\n>"

      _ ->
        "#Inspect.Error<\n" <> message <> ">"
    end
  end
end

defimpl Inspect, for: Any do
  import Inspect.Algebra

  def inspect(%module{} = struct, opts) do
    case fields(module, struct) do
      nil -> Inspect.Map.inspect_as_map(struct, opts)
      fields -> Inspect.Map.inspect_as_struct(Inspect.Atom.literal(module), values(fields, struct), opts)
    end
  end

  # A map that only looks like the struct of a module is shown as a map.
  defp fields(module, struct) do
    if regular?(module, struct), do: module.__info__(:struct), else: nil
  end

  @doc false
  def regular?(module, struct) do
    try do
      module.__struct__()
    rescue
      _ -> false
    else
      %{__struct__: ^module} = default -> map_size(default) == map_size(struct) and same_keys?(:maps.keys(default), struct)
      _ -> false
    end
  end

  defp same_keys?([key | keys], struct) when is_map_key(struct, key), do: same_keys?(keys, struct)
  defp same_keys?(keys, _struct), do: keys == []

  defp values([%{field: field} | infos], struct) when field != :__exception__ and field != :__struct__ do
    [{field, :maps.get(field, struct)} | values(infos, struct)]
  end

  defp values([_info | infos], struct), do: values(infos, struct)
  defp values([], _struct), do: []

  # `fields` are pairs of a field and `:always`, or `{:ok, value}` that is left out.
  @doc false
  def inspect_derived(%module{} = struct, fields, partial?, opts) do
    pairs = shown(fields, struct)
    name = Inspect.Atom.literal(module)

    if partial? do
      open = color_doc("#" <> name <> "<", :map, opts)
      separator = color_doc(",", :map, opts)
      close = color_doc(">", :map, opts)
      options = [separator: separator, break: :strict]
      container_doc_with_opts(open, pairs ++ [:more], close, opts, &pair/2, options)
    else
      Inspect.Map.inspect_as_struct(name, pairs, opts)
    end
  end

  defp shown([{field, hidden} | fields], struct) do
    case struct do
      %{^field => value} when hidden == {:ok, value} -> shown(fields, struct)
      %{^field => value} -> [{field, value} | shown(fields, struct)]
      %{} -> shown(fields, struct)
    end
  end

  defp shown([], _struct), do: []

  defp pair(:more, opts), do: {"...", opts}
  defp pair(pair, opts), do: Inspect.List.keyword(pair, opts)

  @doc false
  def derive_fields(options, key, default, fields, module) do
    value = Keyword.get(options, key, default)

    if not is_list(value) do
      raise ArgumentError,
            "invalid value #{Kernel.inspect(value)} in #{Kernel.inspect(key)} when deriving the Inspect protocol for " <>
              "#{Kernel.inspect(module)} (expected a list)"
    end

    case value -- fields do
      [] ->
        value

      unknown ->
        raise ArgumentError,
              "unknown fields #{Kernel.inspect(unknown)} in #{Kernel.inspect(key)} when deriving the Inspect protocol for " <>
                "#{Kernel.inspect(module)}"
    end
  end
end
