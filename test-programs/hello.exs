IO.puts("Hello from jlixir")
