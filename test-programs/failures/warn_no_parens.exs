defmodule Greeter do
  def greeting, do: "hello"
end

defmodule Caller do
  def call(module) do
    text = module.greeting
    String.upcase(text)
  end
end

IO.puts(Caller.call(Greeter))
IO.puts(Caller.call(Greeter))
IO.warn("at the top")
