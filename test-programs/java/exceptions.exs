# What Java throws, as Elixir exceptions; what is said of calls that do not fit.
parse = fn text -> :"java.lang.Integer".parseInt(text) end

try do
  parse.("x")
rescue
  e in :"java.lang.NumberFormatException" -> IO.puts(Exception.message(e))
end

# A class stands for all that extend it.
try do
  :"java.nio.file.Files".readString(:"java.nio.file.Path".of("/no/such/file"))
rescue
  e in [:"java.io.IOException", ArgumentError] -> IO.inspect({e.class, e.message})
end

# Others pass.
try do
  try do
    parse.("y")
  rescue
    e in :"java.io.IOException" -> IO.inspect({:wrong, e})
  end
rescue
  e in Java.Exception -> IO.inspect({:right, e.class})
end

# The exception may be given to methods of its class.
try do
  parse.("z")
rescue
  e -> IO.inspect({:"java.lang.Throwable".getMessage(e), :"java.lang.NumberFormatException".getCause(e)})
end

# Raised in Elixir, caught in Java.
failed = :"java.util.concurrent.CompletableFuture".failedFuture(:"java.io.IOException".new("disk full"))

recovered =
  :"java.util.concurrent.CompletableFuture".exceptionally(failed, fn exception ->
    "recovered from " <> :"java.lang.Throwable".getMessage(exception)
  end)

IO.inspect(:"java.util.concurrent.CompletableFuture".get(recovered))

try do
  raise Java.Exception, exception: :"java.io.IOException".new("by hand", :"java.lang.RuntimeException".new("why"))
rescue
  e in :"java.io.IOException" -> IO.puts(Exception.message(e))
end

callable = fn -> raise Java.Exception, exception: :"java.lang.IllegalStateException".new("not now") end

try do
  :"java.util.Optional".orElseGet(:"java.util.Optional".empty(), callable)
rescue
  e in :"java.lang.IllegalStateException" -> IO.inspect(e.message)
end

IO.puts("-- resources")

resource = :"java.io.StringReader".new("abc")
IO.inspect(Java.using(resource, &:"java.io.Reader".read/1))

try do
  :"java.io.Reader".read(resource)
rescue
  e in :"java.io.IOException" -> IO.puts(e.message)
end

IO.puts("-- calls that do not fit")

for call <- [
      fn -> apply(:"java.lang.Math", :sqrtt, [1]) end,
      fn -> :"java.lang.Math".sqrt("x") end,
      fn -> apply(:"java.lang.Math", :sqrt, [1, 2, 3]) end,
      fn -> :"java.util.List".size(nil) end,
      fn -> apply(:"java.util.List", :new, []) end,
      fn -> :"java.awt.Point".new("1", :two) end,
      fn -> :"java.lang.Integer".toHexString(3_000_000_000) end,
      fn -> apply(:"no.such.Class", :call, [1]) end,
      fn -> :"java.util.concurrent.TimeUnit".toMillis(:MONTHS, 1) end
    ] do
  try do
    call.()
  rescue
    e -> IO.puts(Exception.format(:error, e, []))
  end
end

IO.puts("-- in a stack trace")

try do
  parse.("w")
rescue
  _ -> IO.inspect(hd(__STACKTRACE__))
end
