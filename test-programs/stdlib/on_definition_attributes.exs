# What a hook sees of the attributes that belong to a definition, and what becomes of those that it sets.
defmodule Hook do
  def __on_definition__(env, kind, name, args, _guards, body) do
    {_, _, _, clauses} = Module.get_definition(env.module, {name, length(args)})
    attributes = for attribute <- [:doc, :impl, :deprecated], do: Module.get_attribute(env.module, attribute)
    IO.inspect({kind, name, length(args), body: body != nil, line: env.line, clauses: length(clauses), attributes: attributes})
    if name == :documented, do: Module.put_attribute(env.module, :doc, {env.line, "from the hook"})
    if name == :hidden, do: Module.put_attribute(env.module, :doc, {env.line, false})
    if name == :extended do
      {line, doc} = Module.get_attribute(env.module, :doc)
      Module.put_attribute(env.module, :doc, {line, doc <> " and more"})
    end
    if name == :old, do: Module.put_attribute(env.module, :deprecated, "too old")
  end
end

{:module, _, binary, _} =
  defmodule Hooked do
    @behaviour GenServer
    @on_definition Hook

    def documented, do: 1
    @doc "not shown"
    def hidden, do: 2
    @doc "the first"
    @doc since: "1.1"
    def extended, do: 3
    @doc "plain"
    @impl true
    def init(x), do: {:ok, x}
    @doc "head"
    def many(a, b \\ 1)
    def many(1, _), do: 1
    @deprecated "gone"
    def many(_, _), do: 2
    def old, do: 1
    @doc "private"
    def plain(x) when x > 1, do: x
  end

{:ok, {_, [{_, chunk}]}} = :beam_lib.chunks(binary, [~c"Docs"])
{:docs_v1, _, _, _, _, _, docs} = :erlang.binary_to_term(chunk)

docs
|> Enum.sort()
|> Enum.each(fn {{kind, name, arity}, _, signature, doc, metadata} ->
  IO.inspect({kind, name, arity, signature, doc, Map.delete(metadata, :source_annos)})
end)
