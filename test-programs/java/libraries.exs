# An HTTP server (Undertow) answers with JSON (Gson) what it finds in a database (H2, by JDBC).
# Run with --classpath: the libraries are not part of jlixir.
defmodule Database do
  def open do
    connection = :"java.sql.DriverManager".getConnection("jdbc:h2:mem:books;DB_CLOSE_DELAY=-1")
    update(connection, "create table book (id identity primary key, title varchar(100), price decimal(10, 2), sold boolean)", [])
    connection
  end

  def update(connection, sql, parameters) do
    statement(connection, sql, parameters, &:"java.sql.PreparedStatement".executeUpdate/1)
  end

  def query(connection, sql, parameters) do
    statement(connection, sql, parameters, fn statement ->
      result = :"java.sql.PreparedStatement".executeQuery(statement)
      rows(result, columns(:"java.sql.ResultSet".getMetaData(result)), [])
    end)
  end

  defp statement(connection, sql, parameters, fun) do
    Java.using(:"java.sql.Connection".prepareStatement(connection, sql), fn statement ->
      for {value, place} <- Enum.with_index(parameters, 1) do
        :"java.sql.PreparedStatement".setObject(statement, place, value)
      end

      fun.(statement)
    end)
  end

  defp columns(data) do
    for place <- 1..:"java.sql.ResultSetMetaData".getColumnCount(data) do
      String.downcase(:"java.sql.ResultSetMetaData".getColumnLabel(data, place))
    end
  end

  defp rows(result, columns, rows) do
    if :"java.sql.ResultSet".next(result) do
      row = Map.new(columns, &{&1, :"java.sql.ResultSet".getObject(result, &1)})
      rows(result, columns, [row | rows])
    else
      Enum.reverse(rows)
    end
  end
end

defmodule Web do
  @exchange :"io.undertow.server.HttpServerExchange"
  @gson :"com.google.gson.Gson"

  def start(connection) do
    server =
      :"io.undertow.Undertow".builder()
      |> :"io.undertow.Undertow.Builder".addHttpListener(0, "localhost")
      |> :"io.undertow.Undertow.Builder".setHandler(&handle(&1, connection))
      |> :"io.undertow.Undertow.Builder".build()

    :"io.undertow.Undertow".start(server)
    [listener] = Enum.to_list(:"io.undertow.Undertow".getListenerInfo(server))
    {server, :"java.net.InetSocketAddress".getPort(:"io.undertow.Undertow.ListenerInfo".getAddress(listener))}
  end

  # Undertow's threads may not block: the exchange is handed over to a worker.
  defp handle(exchange, connection) do
    if @exchange.isInIoThread(exchange) do
      @exchange.dispatch(exchange, fn exchange -> handle(exchange, connection) end)
    else
      {status, body} = answer(@exchange.getRequestPath(exchange), connection)
      @exchange.setStatusCode(exchange, status)
      headers = @exchange.getResponseHeaders(exchange)
      :"io.undertow.util.HeaderMap".put(headers, :"io.undertow.util.Headers"."CONTENT_TYPE"(), "application/json")
      sender = @exchange.getResponseSender(exchange)
      :"io.undertow.io.Sender".send(sender, @gson.toJson(@gson.new(), body))
    end
  end

  defp answer("/books", connection), do: {200, Database.query(connection, "select * from book order by id", [])}

  defp answer("/books/" <> id, connection) do
    case Database.query(connection, "select title, price from book where id = ?", [String.to_integer(id)]) do
      [book] -> {200, book}
      [] -> {404, %{"error" => "no such book", "id" => String.to_integer(id)}}
    end
  end
end

connection = Database.open()

for {title, price, sold} <- [{"Elixir", "39.90", true}, {"Java", "29.00", false}] do
  Database.update(connection, "insert into book (title, price, sold) values (?, ?, ?)", [
    title,
    :"java.math.BigDecimal".new(price),
    sold
  ])
end

try do
  Database.query(connection, "select * from nothing", [])
rescue
  e in :"java.sql.SQLException" -> IO.inspect(:"java.sql.SQLException".getSQLState(e))
end

{server, port} = Web.start(connection)
client = :"java.net.http.HttpClient".newHttpClient()

get = fn path ->
  request =
    :"java.net.URI".create("http://localhost:#{port}#{path}")
    |> :"java.net.http.HttpRequest".newBuilder()
    |> :"java.net.http.HttpRequest.Builder".build()

  handler = :"java.net.http.HttpResponse.BodyHandlers".ofString()
  response = :"java.net.http.HttpClient".send(client, request, handler)
  {:"java.net.http.HttpResponse".statusCode(response), :"java.net.http.HttpResponse".body(response)}
end

gson = :"com.google.gson.Gson".new()

for path <- ["/books", "/books/2", "/books/3"] do
  {status, body} = get.(path)
  IO.inspect({status, Java.to_term(:"com.google.gson.Gson".fromJson(gson, body, :"java.lang.Object"))})
end

1..50
|> Task.async_stream(fn _ -> get.("/books/1") end, max_concurrency: 20)
|> Enum.frequencies_by(fn {:ok, {status, _}} -> status end)
|> IO.inspect()

:"io.undertow.Undertow".stop(server)
:"java.sql.Connection".close(connection)
IO.puts("stopped")
