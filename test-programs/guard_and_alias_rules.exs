# Directives and updates in guards, aliases of aliases, the fields of expanded structs, conditions that are booleans.
for form <- ["alias(bar)", "require(bar)", "import(bar)", "super(bar)", "%{bar | a: 1}"] do
  code = "defmodule GuardAndAlias.Refused do\n  def foo(bar) when #{form}, do: bar\nend"

  {_, diagnostics} =
    Code.with_diagnostics(fn ->
      try do
        Code.eval_string(code)
      rescue
        CompileError -> :refused
      end
    end)

  for diagnostic <- diagnostics, do: IO.puts(diagnostic.message)
end

defmodule GuardAndAlias do
  def aliases do
    alias Billing, as: BillingLib
    alias MyApp.Billing
    {BillingLib, Billing}
  end

  def variables do
    if false do
      :never
    else
      Macro.Env.vars(__ENV__)
    end
  end

  def choose(x) do
    a = if is_list(x), do: :list, else: :other
    b = if not (x == 1 or x == 2), do: :far, else: :near
    c = if !x, do: :falsy, else: :truthy
    {a, b, c}
  end
end

IO.inspect(GuardAndAlias.aliases())
IO.inspect(GuardAndAlias.variables())
for x <- [[], 1, nil, 3], do: IO.inspect(GuardAndAlias.choose(x))

defmodule GuardAndAlias.Fields do
  defstruct zebra: 1, name: "", age: 0
end

{:module, module, binary, _} =
  defmodule GuardAndAlias.Made do
    def made, do: %GuardAndAlias.Fields{name: "given"}
  end

{:ok, {_, [debug_info: {:debug_info_v1, backend, data}]}} = :beam_lib.chunks(binary, [:debug_info])
{:ok, %{definitions: [{{:made, 0}, _, _, [{_, _, _, made}]}]}} = backend.debug_info(:elixir_v1, module, data, [])
IO.puts(Macro.to_string(made))
