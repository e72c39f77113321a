defmodule DocumentationTest do
  use ExUnit.Case, async: true

  @moduletag timeout: 120_000

  # Functions without documentation of their own or without an example, and modules all of whose functions are, with the reason.
  @without_example %{
    Dict => "deprecated as a whole: each function is the one of Map or Keyword by its name",
    HashDict => "deprecated as a whole: each function is the one of Map by its name",
    HashSet => "deprecated as a whole: each function is the one of MapSet by its name",
    Set => "deprecated as a whole: each function is the one of MapSet by its name",
    {StringIO, :child_spec, 1} => "made by use GenServer",
    {ExUnit.JUnitFormatter, :child_spec, 1} => "made by use GenServer"
  }

  test "every public function and macro is documented, with an example" do
    lacking =
      for {module, docs} <- documented_modules(),
          {{kind, name, arity}, _line, _signature, doc, _metadata} <- docs,
          kind in [:function, :macro],
          reason = lack(doc),
          not is_map_key(@without_example, module) and not is_map_key(@without_example, {module, name, arity}),
          do: {module, name, arity, reason}

    assert lacking == []
  end

  test "every function and macro that a documented module exports has an entry in its documentation" do
    lacking =
      for {module, docs} <- documented_modules(),
          {kind, exported} <- [function: module.__info__(:functions), macro: module.__info__(:macros)],
          {name, arity} <- exported,
          not covered?(docs, kind, name, arity),
          do: {module, kind, name, arity}

    assert lacking == []
  end

  test "the examples of every module run as tests" do
    sources = Path.expand("..", __DIR__) |> Path.join("**/*_test.exs") |> Path.wildcard() |> Enum.map(&File.read!/1)

    run =
      for source <- sources, [_, name] <- Regex.scan(~r/^ *doctest (:?[\w.]+)/m, source), into: MapSet.new() do
        if String.starts_with?(name, ":"), do: String.to_atom(String.trim_leading(name, ":")), else: Module.concat([name])
      end

    lacking =
      for {module, docs} <- documented_modules(),
          Enum.any?(docs, fn {_, _, _, doc, _} -> is_map(doc) and doc["en"] =~ "iex>" end),
          module not in run,
          do: module

    assert lacking == []
  end

  test "no exception is kept that is not needed" do
    documented = Map.new(documented_modules())

    for {kept, _reason} <- @without_example do
      {module, function} = with {module, name, arity} <- kept, do: {module, {name, arity}}, else: (module -> {module, :every})

      assert Enum.any?(documented[module], fn {{_, name, arity}, _, _, doc, _} ->
               function in [:every, {name, arity}] and lack(doc) != nil
             end)
    end
  end

  # Modules of the applications that have documentation, with the entries of their functions and macros.
  defp documented_modules do
    for application <- [:elixir, :eex, :ex_unit, :logger],
        application_modules = (Application.load(application) && Application.spec(application, :modules)),
        module <- application_modules,
        {:docs_v1, _, :elixir, _, %{"en" => _}, _, docs} <- [Code.fetch_docs(module)],
        do: {module, docs}
  end

  defp lack(:hidden), do: nil
  defp lack(%{"en" => text}), do: if(text =~ ~r/^    \S/m, do: nil, else: :example)
  defp lack(_none), do: :documentation

  defp covered?(docs, kind, name, arity) do
    special?(name) or
      Enum.any?(docs, fn {{doc_kind, doc_name, doc_arity}, _, _, _, metadata} ->
        doc_kind == kind and doc_name == name and arity in (doc_arity - Map.get(metadata, :defaults, 0))..doc_arity
      end)
  end

  # What the compiler adds to a module.
  defp special?(name), do: String.starts_with?(Atom.to_string(name), "__")
end
