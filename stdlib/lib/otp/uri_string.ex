defmodule :uri_string do
  @moduledoc """
  URIs by RFC 3986 as maps of their components, and queries by the rules of HTML forms. Texts are charlists or binaries; what comes out is of
  the same kind as what went in.
  """

  @unreserved ~c"-._~" ++ Enum.to_list(?0..?9) ++ Enum.to_list(?A..?Z) ++ Enum.to_list(?a..?z)
  @sub_delimiters ~c"!$&'()*+,;="
  @default_ports %{"http" => 80, "https" => 443, "ftp" => 21, "ssh" => 22, "sftp" => 22, "tftp" => 69}
  # What has more digits is no port, even if they begin with zeros.
  @most_port_digits 5
  @components [:scheme, :userinfo, :host, :port, :path, :query, :fragment]

  defguardp is_alpha(char) when char in ?a..?z or char in ?A..?Z
  defguardp is_digit(char) when char in ?0..?9
  defguardp is_hex(char) when char in ?0..?9 or char in ?a..?f or char in ?A..?F
  defguardp is_unreserved(char) when char in @unreserved

  # Parsing

  @doc "The components of a URI, a map; `{:error, :invalid_uri, term}` for another text."
  def parse(uri) do
    with {:ok, map} <- components(text(uri)), do: typed(map, uri)
  end

  defp components(uri) do
    {before, fragment} = cut(uri, "#")
    {before, query} = cut(before, "?")

    with {:ok, scheme, rest} <- scheme(before),
         {:ok, authority, path} <- authority(rest, scheme),
         :ok <- checked(path, scheme, &path_char?/1),
         :ok <- checked(query || "", scheme, &query_char?/1),
         :ok <- checked(fragment || "", scheme, &query_char?/1) do
      {:ok, authority |> put(:scheme, scheme) |> put(:query, query) |> put(:fragment, fragment) |> :maps.merge(%{path: path})}
    end
  end

  defp cut(text, separator) do
    case :binary.split(text, separator) do
      [before, rest] -> {before, rest}
      [before] -> {before, nil}
    end
  end

  defp put(map, _key, nil), do: map
  defp put(map, key, value), do: :maps.put(key, value, map)

  # A colon before the first slash ends a scheme, or the text is none.
  defp scheme(text) do
    case :binary.split(text, ":") do
      [text] -> {:ok, nil, text}
      [scheme, rest] -> if :binary.match(scheme, "/") == :nomatch, do: checked_scheme(scheme, rest), else: {:ok, nil, text}
    end
  end

  defp checked_scheme(scheme, rest) do
    if scheme?(scheme), do: {:ok, scheme, rest}, else: not_allowed(scheme <> ":", &(name_char?(&1) or &1 == ?@))
  end

  defp scheme?(<<first, others::binary>>) when is_alpha(first),
    do: all?(others, fn char -> is_alpha(char) or is_digit(char) or char in ~c"+-." end)

  defp scheme?(_text), do: false

  defp authority("//" <> rest, scheme) do
    size =
      case :binary.match(rest, "/") do
        {position, 1} -> position
        :nomatch -> byte_size(rest)
      end

    <<authority::binary-size(^size), path::binary>> = rest
    {userinfo, host_port} = userinfo(authority)

    with :ok <- checked(userinfo || "", scheme, &userinfo_char?/1),
         {:ok, host, port} <- host_port(host_port, scheme) do
      {:ok, %{host: host} |> put(:userinfo, userinfo) |> put(:port, port), path}
    end
  end

  defp authority(path, _scheme), do: {:ok, %{}, path}

  defp userinfo(authority) do
    case :binary.split(authority, "@") do
      [userinfo, rest] -> {userinfo, rest}
      [rest] -> {nil, rest}
    end
  end

  defp host_port("[" <> rest, scheme) do
    with [host, rest] <- :binary.split(rest, "]"),
         :ok <- checked(host, scheme, &ipv6_char?/1),
         :ok <- ipv6(host, scheme),
         {:ok, port} <- port(rest, scheme) do
      {:ok, host, port}
    else
      [rest] -> with :ok <- checked(rest, scheme, &ipv6_char?/1), do: failed("", scheme)
      error -> error
    end
  end

  defp host_port(text, scheme) do
    {host, port} =
      case :binary.split(text, ":") do
        [host, port] -> {host, ":" <> port}
        [host] -> {host, ""}
      end

    with :ok <- checked(host, scheme, &name_char?/1), {:ok, port} <- port(port, scheme), do: {:ok, host, port}
  end

  defp ipv6("", scheme), do: failed([], scheme)

  defp ipv6(text, scheme) do
    address = :erlang.binary_to_list(text)

    case :inet.parse_ipv6strict_address(address) do
      {:ok, _address} -> :ok
      {:error, _reason} -> failed(address, scheme)
    end
  end

  defp port("", _scheme), do: {:ok, nil}
  defp port(":", _scheme), do: {:ok, :undefined}

  defp port(":" <> digits, scheme) do
    case checked(digits, scheme, fn char -> is_digit(char) end) do
      :ok when byte_size(digits) > @most_port_digits -> failed(digits, scheme)
      :ok -> {:ok, :erlang.binary_to_integer(digits)}
      error -> error
    end
  end

  defp port(text, scheme), do: checked(text, scheme, fn _char -> false end)

  defp checked(text, scheme, allowed) do
    cond do
      all?(text, allowed) -> :ok
      scheme == nil -> not_allowed(text, allowed)
      true -> failed(text, scheme)
    end
  end

  # After a scheme the whole would have to be a relative path, which has no colon there.
  defp failed(text, nil), do: invalid(text)
  defp failed(_text, _scheme), do: invalid(~c":")

  # What is wrong is the first character that is not allowed.
  defp not_allowed(<<char::utf8, rest::binary>>, allowed),
    do: if(char < 128 and allowed.(char), do: not_allowed(rest, allowed), else: invalid([char]))

  defp invalid(text), do: {:error, :invalid_uri, text}

  defp all?(<<char, rest::binary>>, allowed), do: allowed.(char) and all?(rest, allowed)
  defp all?(<<>>, _allowed), do: true

  defp ipv6_char?(char), do: is_hex(char) or char in ~c":."
  defp name_char?(char), do: is_unreserved(char) or char in @sub_delimiters or char == ?%
  defp userinfo_char?(char), do: name_char?(char) or char == ?:
  defp path_char?(char), do: name_char?(char) or char in ~c":@/"
  defp query_char?(char), do: path_char?(char) or char == ??

  # Putting together

  @doc "The URI of a map of components; what a component must not contain is percent-encoded."
  def recompose(map) do
    case valid_map?(map) do
      true -> map |> texts() |> recomposed() |> like(kind(map))
      false -> {:error, :invalid_map, map}
    end
  end

  defp valid_map?(%{path: _} = map), do: :lists.all(&(&1 in @components), :maps.keys(map))
  defp valid_map?(_map), do: false

  defp recomposed(map) do
    authority =
      case map do
        %{host: host} -> ["//", userinfo_part(map), host(host), port_part(map)]
        %{userinfo: userinfo} -> ["//", encoded(userinfo, &userinfo_char?/1)]
        %{port: _} -> :erlang.error({:badmap, map})
        _ -> []
      end

    path = encoded(map.path, &path_char?/1)
    path = if authority != [] and path != "" and not :lists.prefix(~c"/", :erlang.binary_to_list(path)), do: ["/" | path], else: path

    :erlang.iolist_to_binary([
      part(map, :scheme, fn scheme -> [encoded(scheme, &name_char?/1), ?:] end),
      authority,
      path,
      part(map, :query, fn query -> [?? | encoded(query, &query_char?/1)] end),
      part(map, :fragment, fn fragment -> [?# | encoded(fragment, &query_char?/1)] end)
    ])
  end

  defp part(map, key, fun) do
    case map do
      %{^key => value} -> fun.(value)
      _ -> []
    end
  end

  defp userinfo_part(map), do: part(map, :userinfo, fn userinfo -> [encoded(userinfo, &userinfo_char?/1), ?@] end)

  defp port_part(%{port: port}) when is_integer(port), do: [?:, :erlang.integer_to_binary(port)]
  defp port_part(%{port: :undefined}), do: ":"
  defp port_part(_map), do: []

  defp host(host) do
    ipv6? = :binary.match(host, ":") != :nomatch and all?(host, &ipv6_char?/1)
    if ipv6?, do: ["[", host, "]"], else: encoded(host, &name_char?/1)
  end

  defp encoded(text, allowed), do: for(<<char <- text>>, into: "", do: if(allowed.(char), do: <<char>>, else: percent(char)))

  defp percent(char), do: <<?%, digit(:erlang.bsr(char, 4)), digit(:erlang.band(char, 15))>>

  defp digit(value) when value < 10, do: ?0 + value
  defp digit(value), do: ?A + value - 10

  # Normal form

  @doc "The normal form of a URI or of a map: case, percent-encoding, dots in the path, default ports."
  def normalize(uri), do: normalize(uri, [])

  @doc "As `normalize/1`; the option `:return_map` asks for the components."
  def normalize(uri, options) do
    with {:ok, map} <- as_map(uri) do
      map = normalized(map)
      if :lists.member(:return_map, options), do: like_map(map, kind(uri)), else: map |> recomposed() |> like(kind(uri))
    end
  end

  defp as_map(map) when is_map(map), do: if(valid_map?(map), do: {:ok, texts(map)}, else: {:error, :invalid_map, map})
  defp as_map(uri), do: components(text(uri))

  defp normalized(map) do
    map = :maps.map(&normal_encoding/2, lower(lower(map, :scheme), :host))
    map = %{map | path: without_dots(map.path)}

    case map do
      %{scheme: scheme} -> by_scheme(map, scheme)
      _ -> map
    end
  end

  defp lower(map, key) do
    case map do
      %{^key => value} -> :maps.put(key, :string.lowercase(value), map)
      _ -> map
    end
  end

  defp by_scheme(map, scheme) do
    default = :maps.get(scheme, @default_ports, nil)

    map =
      case map do
        %{port: port} when port == default or port == :undefined -> :maps.remove(:port, map)
        _ -> map
      end

    if scheme in ["http", "https"] and map.path == "", do: %{map | path: "/"}, else: map
  end

  defp normal_encoding(:port, port), do: port
  defp normal_encoding(_key, text), do: normal_encoding(text)

  defp normal_encoding(<<?%, a, b, rest::binary>>) when is_hex(a) and is_hex(b) do
    case hex(a) * 16 + hex(b) do
      char when is_unreserved(char) -> <<char, normal_encoding(rest)::binary>>
      char -> <<percent(char)::binary, normal_encoding(rest)::binary>>
    end
  end

  defp normal_encoding(<<char, rest::binary>>), do: <<char, normal_encoding(rest)::binary>>
  defp normal_encoding(<<>>), do: <<>>

  defp hex(char) when is_digit(char), do: char - ?0
  defp hex(char) when char >= ?a, do: char - ?a + 10
  defp hex(char), do: char - ?A + 10

  # RFC 3986, section 5.2.4; `acc` holds the segments with their slashes, last one first.
  defp without_dots(path), do: dots(path, [])

  defp dots("../" <> rest, acc), do: dots(rest, acc)
  defp dots("./" <> rest, acc), do: dots(rest, acc)
  defp dots("/./" <> rest, acc), do: dots("/" <> rest, acc)
  defp dots("/.", acc), do: dots("/", acc)
  defp dots("/../" <> rest, acc), do: dots("/" <> rest, drop(acc))
  defp dots("/..", acc), do: dots("/", drop(acc))
  defp dots(path, acc) when path in [".", "..", ""], do: :erlang.iolist_to_binary(:lists.reverse(acc))

  defp dots(<<first, rest::binary>>, acc) do
    size =
      case :binary.match(rest, "/") do
        {position, 1} -> position
        :nomatch -> byte_size(rest)
      end

    <<segment::binary-size(^size), rest::binary>> = rest
    dots(rest, [<<first, segment::binary>> | acc])
  end

  defp drop([]), do: []
  defp drop([_ | rest]), do: rest

  # Resolution

  @doc "The target of a reference within a base URI, which must have a scheme."
  def resolve(reference, base), do: resolve(reference, base, [])

  @doc "As `resolve/2`; the option `:return_map` asks for the components."
  def resolve(reference, base, options) do
    with {:ok, target} <- as_map(reference),
         {:ok, base} <- as_map(base),
         {:ok, map} <- resolved(target, base) do
      if :lists.member(:return_map, options), do: like_map(map, kind(reference)), else: map |> recomposed() |> like(kind(reference))
    end
  end

  defp resolved(%{scheme: _} = target, _base), do: {:ok, %{target | path: without_dots(target.path)}}
  defp resolved(target, %{scheme: scheme} = base), do: {:ok, :maps.put(:scheme, scheme, against(target, base))}
  defp resolved(_target, _base), do: {:error, :invalid_scheme, []}

  defp against(%{host: _} = target, _base), do: %{target | path: without_dots(target.path)}

  defp against(%{path: ""} = target, base) do
    query = if is_map_key(target, :query), do: :maps.with([:query], target), else: :maps.with([:query], base)
    :maps.merge(:maps.merge(authority_of(base), query), :maps.merge(:maps.with([:fragment], target), %{path: base.path}))
  end

  defp against(%{path: path} = target, base) do
    path = if :binary.first(path) == ?/, do: path, else: merged(path, base)
    :maps.merge(authority_of(base), %{target | path: without_dots(path)})
  end

  defp authority_of(base), do: :maps.with([:userinfo, :host, :port], base)

  defp merged(path, %{host: _, path: ""}), do: "/" <> path

  defp merged(path, %{path: base}) do
    case :binary.matches(base, "/") do
      [] ->
        path

      found ->
        {last, 1} = :lists.last(found)
        <<binary_part(base, 0, last + 1)::binary, path::binary>>
    end
  end

  # Percent-encoding

  @doc "Encodes all but unreserved characters."
  def quote(text), do: __MODULE__.quote(text, [])

  @doc "As `quote/1`, keeping the characters of the list `safe` too."
  def quote(text, safe) when is_list(safe) do
    text |> valid_text() |> encoded(fn char -> is_unreserved(char) or char in safe end) |> like(kind(text))
  end

  def quote(text, safe), do: :erlang.error(:badarg, [text, safe])

  defp valid_text(text) do
    case :unicode.characters_to_binary(text) do
      binary when is_binary(binary) -> binary
      _ -> throw({:error, :invalid_input, text})
    end
  end

  @doc "Decodes what is percent-encoded."
  def unquote(:unquote)(text), do: percent_decode(text)

  @doc "Decodes what is percent-encoded in a text or in the components of a map."
  def percent_decode(map) when is_map(map) do
    :maps.map(
      fn
        :port, port -> port
        _key, text -> percent_decode(text)
      end,
      map
    )
  catch
    :throw, {:error, _, _} = error -> error
  end

  def percent_decode(text) do
    decoded = decode(text(text), text)

    case :unicode.characters_to_binary(decoded) do
      valid when is_binary(valid) -> like(valid, kind(text))
      _ -> throw({:error, :invalid_utf8, decoded})
    end
  end

  defp decode(<<?%, a, b, rest::binary>>, text) when is_hex(a) and is_hex(b), do: <<hex(a) * 16 + hex(b), decode(rest, text)::binary>>
  defp decode(<<?%, _, _, _::binary>>, text), do: throw({:error, :invalid_percent_encoding, text})
  defp decode(<<char, rest::binary>>, text), do: <<char, decode(rest, text)::binary>>
  defp decode(<<>>, _text), do: <<>>

  # Queries

  @doc "The query of a list of names and values; the value `true` is left out with its sign."
  def compose_query(pairs), do: compose_query(pairs, encoding: :utf8)

  @doc "As `compose_query/1`, in the encoding of the option `:encoding`: `:utf8` or `:latin1`."
  def compose_query([], _options), do: []

  def compose_query(pairs, options) do
    encoding = :proplists.get_value(:encoding, options, :utf8)
    kind = kind(:erlang.element(1, hd(pairs)))
    pairs |> pairs(encoding) |> joined() |> like(kind)
  catch
    :throw, {:error, _, _} = error -> error
  end

  defp pairs(pairs, encoding), do: :lists.map(fn pair -> pair(pair, encoding) end, pairs)

  defp pair({name, true}, encoding), do: form(name, encoding)
  defp pair({name, value}, encoding), do: [form(name, encoding), ?=, form(value, encoding)]

  defp joined(parts), do: :erlang.iolist_to_binary(:lists.join(?&, parts))

  defp form(text, encoding) when is_binary(text) or is_list(text) do
    for char <- :unicode.characters_to_list(text), do: form_char(char, encoding)
  end

  defp form(other, _encoding), do: throw({:error, :invalid_input, other})

  defp form_char(?\s, _encoding), do: ?+
  defp form_char(char, _encoding) when is_alpha(char) or is_digit(char) or char in ~c"*-._", do: char
  defp form_char(char, :latin1) when char > 255, do: ["%26%23", :erlang.integer_to_binary(char), "%3B"]
  defp form_char(char, :latin1), do: percent(char)
  defp form_char(char, _encoding), do: for(<<byte <- <<char::utf8>> >>, do: percent(byte))

  @doc "The names and values of a query, a list of pairs."
  def dissect_query(query) when query == "" or query == [], do: []

  def dissect_query(query) do
    kind = kind(query)
    for part <- :binary.split(text(query), "&", [:global]), do: dissected(part, kind)
  catch
    :throw, {:error, _, _} = error -> error
  end

  defp dissected(part, kind) do
    case :binary.split(part, "=") do
      [name, value] -> {form_text(name, kind), form_text(value, kind)}
      [name] -> {form_text(name, kind), true}
    end
  end

  defp form_text(text, kind) do
    spaced = :binary.replace(text, "+", " ", [:global])
    decoded = references(form_decode(spaced))

    case :unicode.characters_to_list(decoded) do
      chars when is_list(chars) -> if(kind == :list, do: chars, else: decoded)
      _ -> throw({:error, :invalid_input, :erlang.binary_to_list(decoded)})
    end
  end

  defp form_decode(<<?%, a, b, rest::binary>>) when is_hex(a) and is_hex(b), do: <<hex(a) * 16 + hex(b), form_decode(rest)::binary>>
  defp form_decode(<<?%, a, b, _::binary>>), do: throw({:error, :invalid_percent_encoding, [?%, a, b]})
  defp form_decode(<<char, rest::binary>>), do: <<char, form_decode(rest)::binary>>
  defp form_decode(<<>>), do: <<>>

  # Browsers write what the encoding of a form does not have as numeric character references.
  defp references(<<"&#", rest::binary>>) do
    case :string.to_integer(rest) do
      {code, <<?;, rest::binary>>} -> <<code::utf8, references(rest)::binary>>
      _ -> <<"&#", references(rest)::binary>>
    end
  end

  defp references(<<char, rest::binary>>), do: <<char, references(rest)::binary>>
  defp references(<<>>), do: <<>>

  # Encodings

  @doc "Writes a text anew: the options `:in_encoding` and `:out_encoding` say what it and its percent-encoding are in."
  def transcode(text, options) do
    from = :proplists.get_value(:in_encoding, options, :utf8)
    to = :proplists.get_value(:out_encoding, options, :utf8)
    chars = :unicode.characters_to_list(text, if(is_list(text), do: :unicode, else: from))

    case is_list(chars) do
      true -> transcoded(chars, from, to, kind(text))
      false -> {:error, :invalid_input, text}
    end
  end

  defp transcoded(chars, from, to, kind) do
    out = chars |> runs([], []) |> all_runs(from, to)

    case kind do
      :binary -> :unicode.characters_to_binary(out, :unicode, if(to == :latin1, do: :latin1, else: to))
      :list -> :unicode.characters_to_list(out)
    end
  catch
    :throw, {:error, _, _} = error -> error
  end

  defp runs([?%, a, b | rest], run, acc) when is_hex(a) and is_hex(b), do: runs(rest, [hex(a) * 16 + hex(b) | run], acc)
  defp runs([?% | rest], _run, _acc), do: throw({:error, :invalid_percent_encoding, [?% | :lists.sublist(rest, 2)]})
  defp runs([char | rest], [], acc), do: runs(rest, [], [char | acc])
  defp runs([char | rest], run, acc), do: runs(rest, [], [char, {:bytes, :lists.reverse(run)} | acc])
  defp runs([], [], acc), do: :lists.reverse(acc)
  defp runs([], run, acc), do: :lists.reverse([{:bytes, :lists.reverse(run)} | acc])

  defp all_runs(runs, from, to), do: :lists.map(fn run -> run(run, from, to) end, runs)

  defp run({:bytes, bytes}, from, to) do
    case :unicode.characters_to_binary(:erlang.list_to_binary(bytes), from, to) do
      binary when is_binary(binary) -> for(<<byte <- binary>>, do: :erlang.binary_to_list(percent(byte)))
      _ -> throw({:error, :invalid_input, bytes})
    end
  end

  defp run(char, _from, _to), do: char

  # Facts

  @doc "Which characters may stand in each component as they are."
  def allowed_characters do
    name = :lists.usort(@unreserved ++ @sub_delimiters)

    [
      scheme: :lists.usort(~c"+-." ++ Enum.to_list(?0..?9) ++ Enum.to_list(?A..?Z) ++ Enum.to_list(?a..?z)),
      userinfo: :lists.usort(name ++ ~c"%:"),
      host: :lists.usort(name ++ ~c":"),
      ipv4: ~c".0123456789",
      ipv6: ~c".0123456789:ABCDEFabcdef",
      regname: :lists.usort(name ++ ~c"%"),
      path: :lists.usort(name ++ ~c"%/:@"),
      query: :lists.usort(name ++ ~c"%/:?@"),
      fragment: :lists.usort(name ++ ~c"%/:?@"),
      reserved: ~c"!#$&'()*+,/:;=?@[]",
      unreserved: :lists.usort(@unreserved)
    ]
  end

  # Kinds of text

  defp kind(text) when is_binary(text), do: :binary
  defp kind(text) when is_list(text), do: :list

  defp kind(map) when is_map(map) do
    case for({key, value} <- :maps.to_list(map), key != :port, do: value) do
      [value | _] -> kind(value)
      [] -> :list
    end
  end

  defp kind(_other), do: :list

  defp text(text) do
    case :unicode.characters_to_binary(text) do
      binary when is_binary(binary) -> binary
      _ -> :erlang.error(:badarg)
    end
  end

  defp texts(map), do: :maps.map(fn key, value -> if(key == :port, do: value, else: text(value)) end, map)

  defp typed(map, uri), do: like_map(map, kind(uri))

  defp like_map(map, :binary), do: map
  defp like_map(map, :list), do: :maps.map(fn key, value -> if(key == :port, do: value, else: like(value, :list)) end, map)

  defp like(binary, :binary), do: binary
  defp like(binary, :list), do: :unicode.characters_to_list(binary)
end
