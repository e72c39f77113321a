defprotocol IEx.Info do
  @moduledoc """
  What `IEx.Helpers.i/1` says of a value.
  """
  @fallback_to_any true

  @doc "Pairs of a title and a text."
  @spec info(term) :: [{atom, String.t()}]
  def info(term)
end

defimpl IEx.Info, for: Tuple do
  def info(_), do: ["Data type": "Tuple", "Reference modules": "Tuple"]
end

defimpl IEx.Info, for: Atom do
  def info(atom) do
    if Code.ensure_loaded?(atom) and function_exported?(atom, :module_info, 1) do
      module(atom)
    else
      text = if match?("Elixir." <> _, Atom.to_string(atom)), do: alias_text(atom), else: nil
      ["Data type": "Atom"] ++ if(text, do: ["Raw representation": text], else: []) ++ ["Reference modules": "Atom"]
    end
  end

  defp alias_text(atom), do: ":" <> inspect(Atom.to_string(atom))

  defp module(atom) do
    source = atom.module_info(:compile)[:source]

    [
      "Data type": "Atom",
      "Module bytecode": to_string(:code.which(atom)),
      Source: if(source, do: Path.relative_to_cwd(List.to_string(source)), else: ""),
      Description: "Use h(#{inspect(atom)}) to access its documentation.\nCall #{inspect(atom)}.module_info() to access metadata."
    ] ++
      if(String.starts_with?(Atom.to_string(atom), "Elixir."), do: ["Raw representation": alias_text(atom)], else: []) ++
      [
        "Reference modules": "Module, Atom"
      ]
  end
end

defimpl IEx.Info, for: List do
  def info(list) do
    cond do
      list == [] -> ["Data type": "List", "Reference modules": "List"]
      List.ascii_printable?(list) -> ["Data type": "List", Description: charlist(), "Raw representation": inspect(list, charlists: :as_lists), "Reference modules": "List"]
      Keyword.keyword?(list) -> ["Data type": "List", Description: "This is what is referred to as a \"keyword list\". A keyword list is a list\nof two-element tuples where the first element of each tuple is an atom.", "Reference modules": "Keyword, List"]
      true -> ["Data type": "List", "Reference modules": "List"]
    end
  end

  defp charlist do
    """
    This is a list of integers that is printed using the `~c` sigil syntax,
    defined by the `Kernel.sigil_c/2` macro, because all the integers in it
    represent printable ASCII characters. Conventionally, a list of Unicode
    code points is known as a charlist and a list of ASCII characters is a
    subset of it.
    """
  end
end

defimpl IEx.Info, for: BitString do
  def info(bits) do
    cond do
      not is_binary(bits) ->
        ["Data type": "BitString", "Bits size": bit_size(bits), Description: "This is a bitstring. It's a chunk of bits that are not divisible by 8\n(the number of bytes isn't whole)."]

      String.printable?(bits) ->
        ["Data type": "BitString", "Byte size": byte_size(bits), Description: "This is a string: a UTF-8 encoded binary. It's printed surrounded by\n\"double quotes\" because all UTF-8 encoded code points in it are printable.", "Raw representation": inspect(bits, binaries: :as_binaries), "Reference modules": "String, :binary"]

      String.valid?(bits) ->
        ["Data type": "BitString", "Byte size": byte_size(bits), Description: "This is a string: a UTF-8 encoded binary. It's printed with the `<<>>`\nsyntax (as opposed to double quotes) because it contains non-printable\nUTF-8 encoded code points (the first non-printable code point being\n`#{inspect(first_unprintable(bits))}`).", "Reference modules": "String, :binary"]

      true ->
        ["Data type": "BitString", "Byte size": byte_size(bits), Description: "This is a binary: a collection of bytes. It's printed with the `<<>>`\nsyntax (as opposed to double quotes) because it is not a UTF-8 encoded\nbinary (the first invalid byte being `#{inspect(first_invalid(bits))}`)", "Reference modules": ":binary"]
    end
  end

  defp first_unprintable(bits), do: bits |> String.codepoints() |> Enum.find(&(not String.printable?(&1)))
  defp first_invalid(<<_::utf8, rest::binary>>), do: first_invalid(rest)
  defp first_invalid(<<byte, _::binary>>), do: <<byte>>
end

defimpl IEx.Info, for: Integer do
  def info(_), do: ["Data type": "Integer", "Reference modules": "Integer"]
end

defimpl IEx.Info, for: Float do
  def info(_), do: ["Data type": "Float", "Reference modules": "Float"]
end

defimpl IEx.Info, for: Function do
  def info(function) do
    {:arity, arity} = Function.info(function, :arity)
    kind = if Function.info(function, :type) == {:type, :external}, do: "external", else: "local"

    ["Data type": "Function", Type: kind, Arity: arity] ++
      if(kind == "local", do: [Description: "This is an anonymous function."], else: [])
  end
end

defimpl IEx.Info, for: PID do
  def info(pid) do
    if Process.alive?(pid) do
      info = Process.info(pid, [:registered_name, :links, :message_queue_len])
      name = if info[:registered_name] in [[], nil], do: "not registered", else: inspect(info[:registered_name])

      [
        "Data type": "PID",
        Alive: true,
        Name: name,
        Links: Enum.map_join(info[:links] || [], ", ", &inspect/1),
        "Message queue length": info[:message_queue_len],
        Description: "Use Process.info/1 to get more info about this process",
        "Reference modules": "Process, Node"
      ]
    else
      ["Data type": "PID", Alive: false, "Reference modules": "Process, Node"]
    end
  end
end

defimpl IEx.Info, for: Port do
  def info(port) do
    ["Data type": "Port", Open: Port.info(port) != nil, "Reference modules": "Port"]
  end
end

defimpl IEx.Info, for: Reference do
  def info(_), do: ["Data type": "Reference"]
end

defimpl IEx.Info, for: Map do
  def info(_), do: ["Data type": "Map", "Reference modules": "Map"]
end

defimpl IEx.Info, for: [Date, Time, NaiveDateTime, DateTime, Range, Regex] do
  def info(%module{} = value) do
    {thing, notation, modules} = what(module)

    [
      "Data type": inspect(module),
      Description: "This is a struct representing #{thing}. It is commonly\n" <> notation,
      "Raw representation": raw(value),
      "Reference modules": modules
    ]
  end

  defp what(Date), do: {"a date", sigil("D"), "Date, Calendar, Map"}
  defp what(Time), do: {"a time", sigil("T"), "Time, Calendar, Map"}
  defp what(NaiveDateTime), do: {"a \"naive\" datetime (that is, a datetime without a time zone)", sigil("N"), "NaiveDateTime, Calendar, Map"}
  defp what(DateTime), do: {"a datetime", sigil("U"), "DateTime, Calendar, Map"}
  defp what(Regex), do: {"a regular expression", sigil("r"), "Regex, :re"}
  defp what(Range), do: {"a range of numbers", "defined using the `first..last//step` syntax. The step is not\nrequired and defaults to 1.", "Range"}

  defp sigil(letter), do: "represented using the `~#{letter}` sigil syntax, that is\ndefined in the `Kernel.sigil_#{letter}/2` macro."


  # As a struct that has no notation of its own.
  defp raw(value) do
    doc = with {doc, _opts} <- Inspect.Any.inspect(value, %Inspect.Opts{}), do: doc
    doc |> Inspect.Algebra.format(:infinity) |> IO.iodata_to_binary()
  end
end

defimpl IEx.Info, for: Java.Object do
  def info(object) do
    class = Java.class(object)
    type = :"java.lang.Object".getClass(object)
    faces = for face <- :"java.lang.Class".getInterfaces(type), do: :"java.lang.Class".getName(face)
    super = :"java.lang.Class".getSuperclass(type)

    [
      "Data type": "Java object",
      Class: to_string(class),
      "Super class": if(super, do: :"java.lang.Class".getName(super), else: "-"),
      Interfaces: Enum.join(faces, ", "),
      Description: "Call its methods as :\"#{class}\".method(object). exports(:\"#{class}\") lists them.",
      "Reference modules": "Java"
    ]
  end
end

defimpl IEx.Info, for: Any do
  def info(%module{}), do: ["Data type": inspect(module), Description: "This is a struct. Structs are maps with a __struct__ key.", "Reference modules": "#{inspect(module)}, Map"]
  def info(_), do: ["Data type": "unknown"]
end
