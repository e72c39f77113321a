# Warnings that depend on who wrote a definition: private guards, use of a deprecated module, odd underscored names.
defmodule Shown do
  def compile(code) do
    {_result, diagnostics} =
      Code.with_diagnostics(fn ->
        try do
          Code.compile_string(code, "shown.ex")
        rescue
          error -> IO.puts(Exception.message(error))
        end
      end)

    for %{severity: severity, position: position, message: message} <- Enum.sort_by(diagnostics, & &1.message) do
      IO.puts("#{severity} at #{inspect(position)}: #{message}")
    end

    IO.puts("--")
  end
end

Shown.compile("""
defmodule Shown.Guards do
  defguardp unused(x) when x > 1
  defguardp used(x) when x > 1
  defguard open(x) when used(x)
end
""")

Shown.compile("""
defmodule Shown.Old do
  @deprecated "import it instead"
  defmacro __using__(_), do: nil
  @deprecated "call new/0"
  defmacro old, do: nil
end

defmodule Shown.User do
  use Shown.Old
  require Shown.Old
  def call, do: Shown.Old.old()
end
""")

Shown.compile("""
defmodule Shown.Names do
  def two(__x), do: __x
  def one(_x), do: _x
end
""")

Shown.compile("defmodule Shown.Resource do @external_resource 1 end")
Shown.compile("defmodule Shown.Resources do @external_resource [\"a\"] end")
