# Protocols in files: consolidated for some types, and found again by folder.
folder = Path.join(System.tmp_dir!(), "consolidation#{System.unique_integer([:positive])}")
File.mkdir_p!(folder)
source = Path.join(folder, "protocols.ex")

File.write!(source, """
defprotocol WithAny do
  @fallback_to_any true
  def ok(term)
end

defprotocol Without do
  def ok(term)
end

defimpl WithAny, for: Any do
  def ok(_), do: :any
end

defimpl WithAny, for: Integer do
  def ok(_), do: :integer
end

defimpl Without, for: [Integer, List] do
  def ok(_), do: :known
end
""")

{:ok, _, _} = Kernel.ParallelCompiler.compile_to_path([source], folder, return_diagnostics: true)
Code.append_path(folder)

tell = fn protocol ->
  IO.inspect(
    {protocol, apply(protocol, :__protocol__, [:consolidated?]), apply(protocol, :__protocol__, [:impls]),
     for(value <- [1, :a, [], %{}], do: apply(protocol, :impl_for, [value]))}
  )
end

consolidate = fn protocol, types ->
  :code.purge(protocol)
  :code.delete(protocol)
  {:ok, binary} = Protocol.consolidate(protocol, types)
  {:module, ^protocol} = :code.load_binary(protocol, ~c"consolidated", binary)
  tell.(protocol)
end

tell.(WithAny)
tell.(Without)
consolidate.(WithAny, [Integer])
consolidate.(WithAny, [Integer, Any])
consolidate.(Without, [Integer, Any])
consolidate.(Without, [])
IO.inspect(apply(WithAny, :ok, [%{}]))

IO.inspect(Enum.sort(Protocol.extract_protocols([folder])))
IO.inspect(Enum.sort(Protocol.extract_impls(Without, [String.to_charlist(folder)])))
IO.inspect(Protocol.consolidate(String, []))

defimpl_atom = "defimpl Without, for: Atom do\n  def ok(_), do: :late\nend"
{_, diagnostics} = Code.with_diagnostics(fn -> Code.eval_string(defimpl_atom) end)
for diagnostic <- diagnostics, do: IO.inspect({diagnostic.severity, diagnostic.message, diagnostic.position})
IO.inspect(apply(Without, :impl_for, [:a]))

Code.put_compiler_option(:ignore_already_consolidated, true)
{_, diagnostics} = Code.with_diagnostics(fn -> Code.eval_string(String.replace(defimpl_atom, "Atom", "Map")) end)
IO.inspect(length(diagnostics))

# One that is loaded later by itself is found, although it was looked for before.
defprotocol Open do
  def ok(term)
end

IO.inspect(Open.impl_for(1))
[{module, binary}] = Code.compile_string("defimpl Open, for: Integer do\n  def ok(_), do: :late\nend")
:code.purge(module)
:code.delete(module)
IO.inspect(Open.impl_for(1))
:code.load_binary(module, ~c"late", binary)
IO.inspect(Open.impl_for(1))

File.rm_rf!(folder)
