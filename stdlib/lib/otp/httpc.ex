defmodule :httpc do
  @moduledoc """
  An HTTP/1.1 client over the JDK's.

  Certificates are verified by what the JDK trusts, whatever the `:ssl` options say. Proxies are those of the JDK's
  properties, and cookies are not kept.
  """

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

  @doc """
  Sends a request, `{url, headers}` or `{url, headers, content_type, body}`.

  HTTP options that are looked at: `:timeout` (milliseconds), `:autoredirect`. Other options: `:sync` (`false`: the result
  is a message `{:http, {ref, result}}`), `:body_format` (`:binary`), `:full_result` (`false`: `{status, body}`).
  """
  def request(method, request, http_options, options) when is_atom(method) and is_list(http_options) and is_list(options) do
    url = text(elem(request, 0))

    case :uri_string.parse(url) do
      %{scheme: scheme, host: _} = uri when scheme in ["http", "https"] ->
        send_request(fn -> perform(method, uri, url, request, http_options, options) end, :proplists.get_value(:sync, options, true))

      %{scheme: scheme} ->
        {:error, {:bad_scheme, :erlang.binary_to_list(scheme)}}

      %{} ->
        {:error, {:no_scheme}}

      {:error, reason, term} ->
        {:error, {reason, term}}
    end
  end

  defp send_request(perform, true), do: perform.()

  defp send_request(perform, false) do
    ref = :erlang.make_ref()
    receiver = self()

    :erlang.spawn(fn ->
      case perform.() do
        {:ok, result} -> send(receiver, {:http, {ref, result}})
        error -> send(receiver, {:http, {ref, error}})
      end
    end)

    {:ok, ref}
  end

  defp perform(method, uri, url, request, http_options, options) do
    {headers, body} = content(method, request)
    timeout = :proplists.get_value(:timeout, http_options, :infinity)
    redirects? = :proplists.get_value(:autoredirect, http_options, true)

    case :jlixir_http.request(:string.uppercase(:erlang.atom_to_binary(method)), url, headers, body, timeout, redirects?) do
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
