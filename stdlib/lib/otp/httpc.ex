defmodule :httpc do
  @moduledoc """
  An HTTP/1.1 client over the JDK's.

  Certificates are verified by what the JDK trusts; the option `:ssl` changes that by `:verify`, `:cacerts`, `:cacertfile` and those of the own
  certificate. Cookies are not kept. A profile has options of its own, of which `:proxy` is looked at.
  """

  @default_profile :default

  @body_methods [:post, :put, :patch, :delete]

  @phrases %{
    100 => ~c"Continue",
    101 => ~c"Switching Protocols",
    200 => ~c"OK",
    201 => ~c"Created",
    202 => ~c"Accepted",
    203 => ~c"Non-Authoritative Information",
    204 => ~c"No Content",
    205 => ~c"Reset Content",
    206 => ~c"Partial Content",
    300 => ~c"Multiple Choices",
    301 => ~c"Moved Permanently",
    302 => ~c"Found",
    303 => ~c"See Other",
    304 => ~c"Not Modified",
    307 => ~c"Temporary Redirect",
    308 => ~c"Permanent Redirect",
    400 => ~c"Bad Request",
    401 => ~c"Unauthorized",
    402 => ~c"Payment Required",
    403 => ~c"Forbidden",
    404 => ~c"Not Found",
    405 => ~c"Method Not Allowed",
    406 => ~c"Not Acceptable",
    408 => ~c"Request Timeout",
    409 => ~c"Conflict",
    410 => ~c"Gone",
    411 => ~c"Length Required",
    412 => ~c"Precondition Failed",
    413 => ~c"Content Too Large",
    415 => ~c"Unsupported Media Type",
    422 => ~c"Unprocessable Content",
    429 => ~c"Too Many Requests",
    500 => ~c"Internal Server Error",
    501 => ~c"Not Implemented",
    502 => ~c"Bad Gateway",
    503 => ~c"Service Unavailable",
    504 => ~c"Gateway Timeout"
  }

  @doc "Gets a document: `{:ok, {{version, status, phrase}, headers, body}}` or `{:error, reason}`, text as charlists."
  def request(url), do: request(:get, {url, []}, [], [])

  @doc "As `request/1`, with the options of a profile."
  def request(url, profile), do: request(:get, {url, []}, [], [], profile)

  @doc "As `request/5`, with the options of the default profile."
  def request(method, request, http_options, options), do: request(method, request, http_options, options, @default_profile)

  @doc """
  Sends a request, `{url, headers}` or `{url, headers, content_type, body}`.

  HTTP options that are looked at: `:timeout` and `:connect_timeout` (milliseconds), `:autoredirect`, `:ssl`. Other options: `:sync` (`false`: the
  result is a message `{:http, {ref, result}}` to the `:receiver`, a process, function or `{module, function, arguments}`), `:body_format`
  (`:binary`), `:full_result` (`false`: `{status, body}`), `:stream` (a file's name, or `:self` for messages `{:http, {ref, :stream_start, headers}}`,
  `{:http, {ref, :stream, binary}}` and `{:http, {ref, :stream_end, headers}}`).
  """
  def request(method, request, http_options, options, profile) when is_atom(method) and is_list(http_options) and is_list(options) do
    url = text(elem(request, 0))

    case :uri_string.parse(url) do
      %{scheme: scheme, host: _} = uri when scheme in ["http", "https"] ->
        with {:ok, client} <- client(http_options, get_profile(profile)) do
          if :proplists.get_value(:sync, options, true) do
            finish(perform(method, uri, url, request, client, http_options, options), options)
          else
            # The body of such an answer is always a binary.
            binary = [{:body_format, :binary} | options]
            {:ok, send_request(fn -> perform(method, uri, url, request, client, http_options, binary) end, options)}
          end
        end

      %{scheme: scheme} ->
        {:error, {:bad_scheme, :erlang.binary_to_list(scheme)}}

      %{} ->
        {:error, {:no_scheme}}

      {:error, reason, term} ->
        {:error, {reason, term}}
    end
  end

  # The process that is known by the reference waits for the one that asks, and ends both when it is told to.
  defp send_request(perform, options) do
    caller = self()
    receiver = :proplists.get_value(:receiver, options, caller)
    started = :erlang.make_ref()

    :erlang.spawn(fn ->
      ref = :erlang.alias()
      :erlang.send(caller, {started, ref})
      waiter = self()
      worker = :erlang.spawn(fn -> :erlang.send(waiter, {ref, perform.()}) end)

      receive do
        {^ref, result} -> deliver(receiver, ref, finish(result, options), options)
        {:cancel, ^ref} -> :erlang.exit(worker, :kill)
      end
    end)

    receive do
      {^started, ref} -> ref
    end
  end

  defp deliver(receiver, ref, {:ok, {{_version, 200, _phrase}, headers, body}} = result, options) do
    if :proplists.get_value(:stream, options) in [:self, {:self, :once}] do
      tell(receiver, {ref, :stream_start, headers})
      tell(receiver, {ref, :stream, text(body)})
      tell(receiver, {ref, :stream_end, headers})
    else
      tell(receiver, {ref, elem(result, 1)})
    end
  end

  defp deliver(receiver, ref, {:ok, result}, _options), do: tell(receiver, {ref, result})
  defp deliver(receiver, ref, error, _options), do: tell(receiver, {ref, error})

  defp tell(receiver, message) when is_function(receiver, 1), do: receiver.(message)
  defp tell({module, function, arguments}, message), do: :erlang.apply(module, function, [message | arguments])
  defp tell(receiver, message), do: :erlang.send(receiver, {:http, message})

  # A body that is asked for as a file goes there.
  defp finish({:ok, {{_version, 200, _phrase}, _headers, body}} = result, options) do
    case :proplists.get_value(:stream, options, :none) do
      target when target in [:none, :self, {:self, :once}] ->
        result

      file ->
        case :file.write_file(file, body) do
          :ok -> {:ok, :saved_to_file}
          error -> error
        end
    end
  end

  defp finish(result, _options), do: result

  @doc "Gives up a request whose result was to be a message."
  def cancel_request(ref), do: cancel_request(ref, @default_profile)

  @doc "As `cancel_request/1`."
  def cancel_request(ref, _profile) do
    :erlang.send(ref, {:cancel, ref})
    :ok
  end

  # Profiles

  @doc "Sets options of the default profile."
  def set_options(options), do: set_options(options, @default_profile)

  @doc "Sets options of a profile."
  def set_options(options, profile) when is_list(options) do
    :persistent_term.put({:httpc, profile}, :lists.foldl(fn {name, _} = option, all -> :lists.keystore(name, 1, all, option) end, get_profile(profile), options))
  end

  @doc "As `set_options/1`, for one."
  def set_option(name, value), do: set_options([{name, value}])

  @doc "As `set_options/2`, for one."
  def set_option(name, value, profile), do: set_options([{name, value}], profile)

  @doc "Those of the default profile's options that are set: `{:ok, options}`."
  def get_options(names), do: get_options(names, @default_profile)

  @doc "Those of a profile's options that are set; `:all` for all of them."
  def get_options(:all, profile), do: {:ok, get_profile(profile)}
  def get_options(names, profile), do: {:ok, for({name, _} = option <- get_profile(profile), :lists.member(name, names), do: option)}

  defp get_profile(profile), do: :persistent_term.get({:httpc, profile}, [])

  defp client(http_options, profile) do
    {:ok,
     %{
       redirects: :proplists.get_value(:autoredirect, http_options, true),
       connect_timeout: :proplists.get_value(:connect_timeout, http_options, :infinity),
       proxy: proxy(:proplists.get_value(:proxy, profile)),
       tls: tls(:proplists.get_value(:ssl, http_options, []))
     }}
  catch
    :throw, {:options, reason} -> {:error, {:options, reason}}
  end

  defp proxy({{host, port}, _not_for}), do: {text(host), port}
  defp proxy(_none), do: nil

  defp tls([]), do: nil

  defp tls(options) do
    {options, _others} = :jlixir_ssl_options.split(options)
    # The other settings hold functions, no two of which are equal, whereas requests with the same options are to share connections.
    :maps.with([:verify, :anchors, :identities], :jlixir_ssl_options.settings(:client, options, :undefined))
  end

  defp perform(method, uri, url, request, client, http_options, options) do
    {headers, body} = content(method, request)
    timeout = :proplists.get_value(:timeout, http_options, :infinity)

    case :jlixir_http.request(:string.uppercase(:erlang.atom_to_binary(method)), url, headers, body, timeout, client) do
      {:ok, status, headers, body} -> {:ok, result(status, headers, body, options)}
      {:error, {:failed_connect, reason}} -> {:error, {:failed_connect, where(uri, reason)}}
      {:error, reason} -> {:error, reason}
    end
  end

  defp content(_method, {_url, headers}), do: {pairs(headers), ""}

  defp content(method, {_url, headers, type, body}) when method in @body_methods do
    {[{"content-type", text(type)} | pairs(headers)], text(body)}
  end

  defp pairs(headers), do: for({name, value} <- headers, do: {:string.lowercase(text(name)), text(value)})

  defp text(binary) when is_binary(binary), do: binary
  defp text(iodata), do: :erlang.iolist_to_binary(iodata)

  defp where(uri, reason) do
    port = :maps.get(:port, uri, if(:maps.get(:scheme, uri) == "https", do: 443, else: 80))
    [{:to_address, {:erlang.binary_to_list(:maps.get(:host, uri)), port}}, {:inet, [:inet], reason}]
  end

  defp result(status, headers, body, options) do
    body = if :proplists.get_value(:body_format, options, :string) == :binary, do: body, else: :erlang.binary_to_list(body)

    if :proplists.get_value(:full_result, options, true) do
      headers = for {name, value} <- headers, do: {:erlang.binary_to_list(name), :erlang.binary_to_list(value)}
      {{~c"HTTP/1.1", status, :maps.get(status, @phrases, [])}, headers, body}
    else
      {status, body}
    end
  end
end
