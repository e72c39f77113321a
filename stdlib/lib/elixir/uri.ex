defmodule URI do
  @moduledoc """
  URIs: reading, writing, encoding and queries.

      iex> URI.parse("https://example.com/a?b=1").host
      "example.com"

  """

  import Bitwise

  @derive {Inspect, optional: [:authority]}
  defstruct [:scheme, :authority, :userinfo, :host, :port, :path, :query, :fragment]

  @type t :: %__MODULE__{
          scheme: nil | binary,
          authority: nil | binary,
          userinfo: nil | binary,
          host: nil | binary,
          port: nil | :inet.port_number(),
          path: nil | binary,
          query: nil | binary,
          fragment: nil | binary
        }

  # Ports

  @ports_key {__MODULE__, :default_ports}
  @ports %{"ftp" => 21, "http" => 80, "https" => 443, "ldap" => 389, "sftp" => 22, "tftp" => 69, "ws" => 80, "wss" => 443}

  @doc """
  The default port of a scheme, or nil.

      iex> URI.default_port("https")
      443

  """
  @spec default_port(binary) :: nil | non_neg_integer
  def default_port(scheme) when is_binary(scheme) do
    case :persistent_term.get(@ports_key, @ports) do
      %{^scheme => port} -> port
      _ -> nil
    end
  end

  # Parsing knows the ports that are built in, not the ones that were set
  defp known_port(scheme) do
    case @ports do
      %{^scheme => port} -> port
      _ -> nil
    end
  end

  @doc """
  Sets the default port of a scheme for the whole system.

      iex> URI.default_port("my-scheme", 4000)
      :ok
      iex> URI.default_port("my-scheme")
      4000

  """
  @spec default_port(binary, non_neg_integer) :: :ok
  def default_port(scheme, port) when is_binary(scheme) and is_integer(port) and port >= 0 do
    ports = :persistent_term.get(@ports_key, @ports)
    :persistent_term.put(@ports_key, Map.put(ports, scheme, port))
  end

  # Queries

  @doc """
  Writes pairs as a query, by `:www_form` (a space is `+`) or `:rfc3986` (a space is `%20`).

      iex> URI.encode_query(a: 1, b: "x y")
      "a=1&b=x+y"

  """
  @spec encode_query(Enumerable.t(), :rfc3986 | :www_form) :: binary
  def encode_query(enumerable, encoding \\ :www_form) do
    Enum.map_join(enumerable, "&", &encode_pair(&1, encoding))
  end

  defp encode_pair({key, _}, _encoding) when is_list(key),
    do: raise(ArgumentError, "encode_query/2 keys cannot be lists, got: #{inspect(key)}")

  defp encode_pair({_, value}, _encoding) when is_list(value),
    do: raise(ArgumentError, "encode_query/2 values cannot be lists, got: #{inspect(value)}")

  defp encode_pair({key, value}, :rfc3986),
    do: encode(Kernel.to_string(key), &char_unreserved?/1) <> "=" <> encode(Kernel.to_string(value), &char_unreserved?/1)

  defp encode_pair({key, value}, :www_form),
    do: encode_www_form(Kernel.to_string(key)) <> "=" <> encode_www_form(Kernel.to_string(value))

  @doc """
  Reads a query into a map; a later pair replaces an earlier one.

      iex> URI.decode_query("a=x+y")
      %{"a" => "x y"}

  """
  @spec decode_query(binary, %{optional(binary) => binary}, :rfc3986 | :www_form) :: %{optional(binary) => binary}
  def decode_query(query, map \\ %{}, encoding \\ :www_form)

  def decode_query(query, %{__struct__: _} = dict, encoding) when is_binary(query) do
    IO.warn("URI.decode_query/3 with structs is deprecated, please give a map")
    Enum.into(query_decoder(query, encoding), dict)
  end

  def decode_query(query, map, encoding) when is_binary(query) and is_map(map), do: decode_into(query, map, encoding)

  defp decode_into(query, map, encoding) do
    case next_pair(query, encoding) do
      nil -> map
      {{key, value}, rest} -> decode_into(rest, Map.put(map, key, value), encoding)
    end
  end

  @doc """
  The pairs of a query, one after the other.

      iex> Enum.to_list(URI.query_decoder("a=1&b"))
      [{"a", "1"}, {"b", ""}]

  """
  @spec query_decoder(binary, :rfc3986 | :www_form) :: Enumerable.t()
  def query_decoder(query, encoding \\ :www_form) when is_binary(query) do
    Stream.unfold(query, &next_pair(&1, encoding))
  end

  defp next_pair("", _encoding), do: nil

  defp next_pair(query, encoding) do
    {text, rest} =
      case :binary.split(query, "&") do
        [text, rest] -> {text, rest}
        [text] -> {text, ""}
      end

    case :binary.split(text, "=") do
      [key, value] -> {{decode_part(key, encoding), decode_part(value, encoding)}, rest}
      [key] -> {{decode_part(key, encoding), ""}, rest}
    end
  end

  defp decode_part(text, :www_form), do: decode_www_form(text)
  defp decode_part(text, :rfc3986), do: decode(text)

  @doc """
  Adds text to the query.

      iex> to_string(URI.append_query(URI.parse("http://a.b/?x=1"), "y=2"))
      "http://a.b/?x=1&y=2"

  """
  @spec append_query(t, binary) :: t
  def append_query(%URI{} = uri, query) when is_binary(query) and (uri.query == nil or uri.query == ""),
    do: %{uri | query: query}

  def append_query(%URI{} = uri, query) when is_binary(query) do
    if :binary.last(uri.query) == ?&,
      do: %{uri | query: uri.query <> query},
      else: %{uri | query: uri.query <> "&" <> query}
  end

  @doc """
  Adds text, which begins with a slash, to the path.

      iex> to_string(URI.append_path(URI.parse("http://a.b/c/"), "/d"))
      "http://a.b/c/d"

  """
  @spec append_path(t, String.t()) :: t
  def append_path(%URI{}, "//" <> _ = path), do: raise(ArgumentError, "path cannot start with \"//\", got: #{inspect(path)}")

  def append_path(%URI{path: path} = uri, "/" <> rest = all) do
    cond do
      path == nil -> %{uri | path: all}
      path != "" and :binary.last(path) == ?/ -> %{uri | path: path <> rest}
      true -> %{uri | path: path <> all}
    end
  end

  def append_path(%URI{}, path) when is_binary(path),
    do: raise(ArgumentError, "path must start with \"/\", got: #{inspect(path)}")

  # Encoding

  @doc """
  Whether a character has a meaning of its own in URIs.

      iex> URI.char_reserved?(?+)
      true

  """
  @spec char_reserved?(byte) :: boolean
  def char_reserved?(character) when is_integer(character), do: character in ~c":/?#[]@!$&'()*+,;="

  @doc """
  Whether a character never needs encoding.

      iex> URI.char_unreserved?(?_)
      true

  """
  @spec char_unreserved?(byte) :: boolean
  def char_unreserved?(character) when is_integer(character) do
    character in ?0..?9 or character in ?a..?z or character in ?A..?Z or character in ~c"~_-."
  end

  @doc """
  Whether a character may stand in a URI as it is.

      iex> URI.char_unescaped?(?{)
      false

  """
  @spec char_unescaped?(byte) :: boolean
  def char_unescaped?(character) when is_integer(character), do: char_reserved?(character) or char_unreserved?(character)

  @doc """
  Writes the bytes that `predicate` refuses as `%` and two digits.

      iex> URI.encode("a b")
      "a%20b"

  """
  @spec encode(binary, (byte -> as_boolean(term))) :: binary
  def encode(string, predicate \\ &char_unescaped?/1) when is_binary(string) and is_function(predicate, 1),
    do: encode(string, predicate, <<>>)

  defp encode(<<byte, rest::binary>>, predicate, acc) do
    if predicate.(byte), do: encode(rest, predicate, <<acc::binary, byte>>), else: encode(rest, predicate, percent(acc, byte))
  end

  defp encode(<<>>, _predicate, acc), do: acc

  defp percent(acc, byte), do: <<acc::binary, ?%, hex(byte >>> 4), hex(band(byte, 15))>>

  defp hex(digit) when digit < 10, do: ?0 + digit
  defp hex(digit), do: ?A + digit - 10

  @doc """
  Encodes as forms on the web do.

      iex> URI.encode_www_form("a b=")
      "a+b%3D"

  """
  @spec encode_www_form(binary) :: binary
  def encode_www_form(string) when is_binary(string), do: encode_form(string, <<>>)

  defp encode_form(<<?\s, rest::binary>>, acc), do: encode_form(rest, <<acc::binary, ?+>>)

  defp encode_form(<<byte, rest::binary>>, acc)
       when byte in ?0..?9 or byte in ?a..?z or byte in ?A..?Z or byte in ~c"~_-.",
       do: encode_form(rest, <<acc::binary, byte>>)

  defp encode_form(<<byte, rest::binary>>, acc), do: encode_form(rest, percent(acc, byte))
  defp encode_form(<<>>, acc), do: acc

  @doc """
  Resolves `%` and two digits.

      iex> URI.decode("a%20b")
      "a b"

  """
  @spec decode(binary) :: binary
  def decode(uri), do: unpercent(uri, <<>>, false)

  @doc """
  Decodes as forms on the web do: `+` is a space too.

      iex> URI.decode_www_form("a+b%3D")
      "a b="

  """
  @spec decode_www_form(binary) :: binary
  def decode_www_form(string), do: unpercent(string, <<>>, true)

  defp unpercent(<<?+, rest::binary>>, acc, true), do: unpercent(rest, <<acc::binary, ?\s>>, true)

  defp unpercent(<<?%, high, low, rest::binary>> = text, acc, spaces?) do
    case {unhex(high), unhex(low)} do
      {high, low} when is_integer(high) and is_integer(low) -> unpercent(rest, <<acc::binary, high <<< 4 ||| low>>, spaces?)
      _ -> unpercent_literally(text, acc, spaces?)
    end
  end

  defp unpercent(<<_, _::binary>> = text, acc, spaces?), do: unpercent_literally(text, acc, spaces?)
  defp unpercent(<<>>, acc, _spaces?), do: acc

  # a percent sign without two digits stays
  defp unpercent_literally(<<byte, rest::binary>>, acc, spaces?), do: unpercent(rest, <<acc::binary, byte>>, spaces?)

  defp unhex(digit) when digit in ?0..?9, do: digit - ?0
  defp unhex(digit) when digit in ?A..?F, do: digit - ?A + 10
  defp unhex(digit) when digit in ?a..?f, do: digit - ?a + 10
  defp unhex(_), do: nil

  # Reading

  @doc """
  Reads a URI after checking it.

      iex> {:ok, uri} = URI.new("//example.com/a")
      iex> uri.path
      "/a"

  """
  @spec new(t | String.t()) :: {:ok, t} | {:error, String.t()}
  def new(%URI{} = uri), do: {:ok, uri}

  def new(string) when is_binary(string) do
    case :uri_string.parse(string) do
      {:error, :invalid_uri, part} -> {:error, Kernel.to_string(part)}
      components -> {:ok, from_components(components)}
    end
  end

  defp from_components(%{path: path} = components) do
    scheme = components[:scheme] && String.downcase(components[:scheme], :ascii)
    port = components[:port]

    %URI{
      scheme: scheme,
      userinfo: components[:userinfo],
      host: components[:host],
      port: if(is_integer(port), do: port, else: known_port(scheme)),
      path: if(path == "", do: nil, else: path),
      query: components[:query],
      fragment: components[:fragment]
    }
  end

  @doc """
  Reads a URI after checking it; raises `URI.Error`.

      iex> URI.new!("http://a.b:81/c").port
      81

  """
  @spec new!(t | String.t()) :: t
  def new!(%URI{} = uri), do: uri

  def new!(string) when is_binary(string) do
    case new(string) do
      {:ok, uri} -> uri
      {:error, part} -> raise URI.Error, action: :parse, reason: :invalid_uri, part: part
    end
  end

  @doc """
  Reads a URI without checking it.

      iex> URI.parse("http://a:8080").port
      8080

  """
  @spec parse(t | binary) :: t
  def parse(%URI{} = uri), do: uri

  def parse(string) when is_binary(string) do
    {scheme, authority, path, query, fragment} = pieces(string)
    scheme = scheme && String.downcase(scheme)
    {userinfo, host, port} = split_authority(authority)

    %URI{
      scheme: scheme,
      authority: authority,
      userinfo: userinfo,
      host: host,
      port: port || known_port(scheme),
      path: if(path == "", do: nil, else: path),
      query: query,
      fragment: fragment
    }
  end

  # RFC 3986, appendix B
  defp pieces(string) do
    {rest, fragment} = cut(string, "#")
    {rest, query} = cut(rest, "?")
    {scheme, rest} = scheme(rest)

    case rest do
      "//" <> rest ->
        case :binary.split(rest, "/") do
          [authority, path] -> {scheme, authority, "/" <> path, query, fragment}
          [authority] -> {scheme, authority, "", query, fragment}
        end

      path ->
        {scheme, nil, path, query, fragment}
    end
  end

  defp cut(string, separator) do
    case :binary.split(string, separator) do
      [left, right] -> {left, right}
      [left] -> {left, nil}
    end
  end

  defp scheme(<<letter, _::binary>> = string) when letter in ?a..?z or letter in ?A..?Z do
    case scheme_length(string, 0) do
      nil -> {nil, string}
      length -> {:binary.part(string, 0, length), :binary.part(string, length + 1, byte_size(string) - length - 1)}
    end
  end

  defp scheme(string), do: {nil, string}

  defp scheme_length(<<?:, _::binary>>, length), do: length

  defp scheme_length(<<byte, rest::binary>>, length)
       when byte in ?a..?z or byte in ?A..?Z or byte in ?0..?9 or byte in ~c"+-.",
       do: scheme_length(rest, length + 1)

  defp scheme_length(_, _length), do: nil

  defp split_authority(nil), do: {nil, nil, nil}
  defp split_authority(""), do: {nil, "", nil}

  defp split_authority(authority) do
    {userinfo, rest} =
      case :binary.matches(authority, "@") do
        [] ->
          {nil, authority}

        matches ->
          {at, 1} = :lists.last(matches)
          {:binary.part(authority, 0, at), :binary.part(authority, at + 1, byte_size(authority) - at - 1)}
      end

    {host, port} = split_host(rest)
    {userinfo, host, port}
  end

  defp split_host("[" <> rest = all) do
    case :binary.split(rest, "]") do
      [host, ":" <> port] -> {host, port(port)}
      [host, _] -> {host, nil}
      _ -> split_name(all)
    end
  end

  defp split_host(rest), do: split_name(rest)

  defp split_name(rest) do
    case :binary.split(rest, ":") do
      [host, port] -> {host, port(port)}
      [host] -> {host, nil}
    end
  end

  defp port(text) do
    case Integer.parse(text) do
      {port, ""} when port >= 0 -> port
      _ -> nil
    end
  end

  # Writing

  @doc """
  The text of a URI.

      iex> URI.to_string(%URI{scheme: "http", host: "a", path: "/b"})
      "http://a/b"

  """
  @spec to_string(t) :: binary
  defdelegate to_string(uri), to: String.Chars.URI

  # Merging

  @doc """
  Resolves a reference against a base, by RFC 3986, section 5.2.

      iex> to_string(URI.merge("http://a/b/c", "../d"))
      "http://a/d"

  """
  @spec merge(t | binary, t | binary) :: t
  def merge(uri, rel)

  def merge(%URI{scheme: nil}, _rel), do: raise(ArgumentError, "you must merge onto an absolute URI")

  def merge(_base, %URI{scheme: scheme} = rel) when scheme != nil,
    do: %{rel | path: remove_dots(rel.path), port: rel.port || default_port(scheme)}

  def merge(base, %URI{host: host} = rel) when is_struct(base, URI) and host != nil,
    do: %{rel | scheme: base.scheme, path: remove_dots(rel.path), port: rel.port || default_port(base.scheme)}

  def merge(%URI{} = base, %URI{path: nil} = rel),
    do: %{base | query: rel.query || base.query, fragment: rel.fragment}

  def merge(%URI{} = base, %URI{} = rel) do
    %{base | path: remove_dots(merge_paths(base, rel.path)), query: rel.query, fragment: rel.fragment}
  end

  def merge(base, rel), do: merge(parse(base), parse(rel))

  defp merge_paths(_base, "/" <> _ = path), do: path
  defp merge_paths(%URI{path: base, host: nil}, path) when base in [nil, ""], do: path
  defp merge_paths(%URI{path: base}, path) when base in [nil, ""], do: "/" <> path

  defp merge_paths(%URI{path: base}, path) do
    case :binary.matches(base, "/") do
      [] -> path
      matches -> :binary.part(base, 0, elem(:lists.last(matches), 0) + 1) <> path
    end
  end

  defp remove_dots(nil), do: nil

  defp remove_dots("/" <> rest), do: "/" <> join(dots(:binary.split(rest, "/", [:global]), []))
  defp remove_dots(path), do: join(dots(:binary.split(path, "/", [:global]), []))

  defp join(segments), do: :erlang.iolist_to_binary(:lists.join("/", segments))

  # a dot segment at the end leaves a slash there
  defp dots(["."], acc), do: :lists.reverse(["" | acc])
  defp dots([".."], acc), do: :lists.reverse(["" | drop(acc)])
  defp dots(["." | rest], acc), do: dots(rest, acc)
  defp dots([".." | rest], acc), do: dots(rest, drop(acc))
  defp dots([segment | rest], acc), do: dots(rest, [segment | acc])
  defp dots([], acc), do: :lists.reverse(acc)

  defp drop([_ | acc]), do: acc
  defp drop([]), do: []
end

defimpl String.Chars, for: URI do
  def to_string(%{host: host, path: path} = uri) when host != nil and is_binary(path) and path != "" do
    if :binary.first(path) == ?/ do
      text(uri)
    else
      raise ArgumentError, ":path in URI must be empty or an absolute path if URL has a :host, got: #{inspect(uri)}"
    end
  end

  def to_string(uri), do: text(uri)

  defp text(%{scheme: scheme, path: path, query: query, fragment: fragment} = uri) do
    authority = authority(uri)

    :erlang.iolist_to_binary([
      if(scheme, do: [scheme, ?:], else: []),
      if(authority, do: ["//" | authority], else: []),
      if(path, do: path, else: []),
      if(query, do: [?? | query], else: []),
      if(fragment, do: [?# | fragment], else: [])
    ])
  end

  defp authority(%{host: nil, authority: authority}), do: authority

  defp authority(%{host: host, userinfo: userinfo, port: port, scheme: scheme}) do
    [
      if(userinfo, do: [userinfo, ?@], else: []),
      if(:binary.match(host, ":") == :nomatch, do: host, else: [?[, host, ?]]),
      if(port && (scheme == nil or URI.default_port(scheme) != port), do: [?:, Integer.to_string(port)], else: [])
    ]
  end
end
