# A module belongs to the file that was being compiled, not to the one where the code that defined it stands.
folder = Path.join(System.tmp_dir!(), "modules_of_other_files_#{System.pid()}")
File.mkdir_p!(folder)

File.write!(Path.join(folder, "maker.ex"), """
defmodule Maker do
  def nested(name) do
    defmodule name do
    end
  end

  def create(name), do: Module.create(name, nil, Macro.Env.location(__ENV__))
end
""")

File.write!(Path.join(folder, "made.ex"), """
IO.puts(Path.basename(Process.get(:elixir_compiler_file)))
Maker.nested(Made.Nested)
Maker.create(Made.Created)
Module.create(Made.Elsewhere, nil, file: "elsewhere.ex", line: 1)
Kernel.ParallelCompiler.pmap([Made.First, Made.Second], &Maker.create/1)
""")

me = self()
each = fn file, module, _binary -> send(me, {:module, Path.basename(file), module}) end
files = Enum.map(["maker.ex", "made.ex"], &Path.join(folder, &1))
{:ok, modules, _} = Kernel.ParallelCompiler.compile(files, each_module: each, return_diagnostics: true)
told = for _ <- modules, do: receive(do: ({:module, file, module} -> {file, module}))
for {file, module} <- Enum.sort(told), do: IO.puts("#{file}: #{inspect(module)}")
File.rm_rf!(folder)
