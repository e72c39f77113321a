# Code that is expanded, evaluated and blamed, and modules that look at themselves.
defmodule Show do
  def expanded(code, env) do
    {form, _, _} = :elixir_expand.expand(code, :elixir_env.env_to_ex(env), env)
    form |> Macro.prewalk(&Macro.update_meta(&1, fn _ -> [] end)) |> IO.inspect()
  end

  def failing(fun) do
    fun.()
  rescue
    error -> IO.puts("#{inspect(error.__struct__)} #{Exception.message(error)}")
  end
end

defmodule Expansion do
  def run do
    Show.expanded(quote(do: -1), __ENV__)
    Show.expanded(quote(do: "a#{"b"}"), __ENV__)
    Show.expanded(quote(do: for(x <- [1], do: x)), __ENV__)
    Show.expanded(quote(do: &self().bar/0), __ENV__)
    Show.expanded(quote(do: (+0.0 = 0.0)), __ENV__)
    env = Code.env_for_eval(__ENV__)
    Show.failing(fn -> Code.eval_quoted_with_env(quote(do: not_there(1)), [], env) end)
    Show.failing(fn -> Macro.expand_once(quote(do: @attribute), __ENV__) end)
    IO.inspect(Macro.expand_once(quote(do: __ENV__.file), %{__ENV__ | context: :match}))
  end
end

Expansion.run()

# The target of a captured call is found at each call.
defmodule Captured do
  def target, do: (IO.puts("asked"); String)
  def fun, do: &target().upcase/1
end

IO.puts(Captured.fun().("captured"))

# Quotes within quotes.
defmodule Nested do
  defmacrop twice(text) do
    quote bind_quoted: [text: text] do
      quote bind_quoted: [text: text], do: text <> text
    end
  end

  defmacro __using__(_), do: quote(do: def(both, do: unquote(twice("ab"))))
end

defmodule UsesNested do
  use Nested
end

IO.puts(UsesNested.both())

for code <- ["unquote(x)", "quote do: unquote(x)", "quote do: unquote(unquote(x))", "quote unquote: false, do: unquote(unquote(x))"] do
  IO.inspect({code, :elixir_quote.has_unquotes(Code.string_to_quoted!(code))})
end

# Hooks.
defmodule Hooked do
  @after_compile __MODULE__
  @on_load :loaded
  @kept [1, 2]
  def kept, do: @kept
  defp loaded, do: (IO.puts("loaded"); :ok)

  def __after_compile__(env, _) do
    IO.inspect(Module.get_attribute(env.module, :kept))
    Show.failing(fn -> Module.put_attribute(env.module, :kept, 1) end)
  end

  @deprecated "use g/1"
  def f(a, b \\ 1, c \\ 2), do: {a, b, c}
  @file "elsewhere.ex"
  def file, do: __ENV__.file == Path.absname("elsewhere.ex")
end

IO.inspect(Hooked.__info__(:deprecated))
IO.inspect({Hooked.__info__(:functions)[:loaded], Hooked.file()})
Show.failing(fn -> Module.get_attribute(Hooked, :kept) end)

Show.failing(fn ->
  defmodule Documented do
    Module.put_attribute(__MODULE__, :doc, "text")
  end
end)

# Attempted clauses of a module in a file.
folder = Path.join(System.tmp_dir!(), "clauses_#{System.pid()}")
File.mkdir_p!(folder)

{:module, name, binary, _} =
  defmodule Clauses do
    def pick(%{kind: :a}, _), do: 1
    def pick(x, y) when is_list(x) and (y > 1 or x == []), do: 2
    def pick(nil = x, %x{}), do: 3
    def field(x) when is_struct(x.url, URI), do: x
  end

File.write!(Path.join(folder, "#{name}.beam"), binary)
Code.prepend_path(folder)
:code.purge(name)
:code.delete(name)

for {function, args} <- [pick: [[], 1], pick: [1, 2], pick: [[1], 1], field: [%{}]] do
  {:ok, :def, clauses} = Exception.blame_mfa(Clauses, function, args)

  marks = fn part -> {part.match?, Macro.to_string(part.node)} end

  for {patterns, guards} <- clauses do
    guards = Macro.prewalk(guards, fn part when is_map(part) -> marks.(part); other -> other end)
    IO.inspect({Enum.map(patterns, marks), guards |> Macro.prewalk(&if(match?({_, _, [_, _]}, &1), do: {elem(&1, 0), elem(&1, 2)}, else: &1))})
  end
end

File.rm_rf!(folder)

# Text node by node, and for environments.
printed = quote(do: if(a and not b, do: f(x, k: 1)[:v], else: fn y -> &(&1 + y) end))
to_text = String.to_atom("Elixir.Macro")
IO.puts(to_text.to_string(printed, fn _, text -> text end))
IO.puts(to_text.to_string(quote(do: f(1, g(2))), fn _, text -> "<#{text}>" end))
IO.inspect(%Macro.Env{file: "a.ex"})
IO.inspect(Macro.quoted_literal?(quote(do: <<1, "a"::utf16, 2::size(8)-unit(2)>>)))
IO.inspect(Macro.quoted_literal?(quote(do: <<1::size(n)>>)))
