# What is refused in typespecs, and how.
defmodule Mistakes do
  def show(body) do
    Code.compile_string("defmodule Sample do\n#{body}\nend")
    IO.puts("accepted: #{inspect(body)}")
  rescue
    error -> IO.puts("#{inspect(body)}\n    #{inspect(error.__struct__)} #{Exception.message(error)}")
  end
end

Code.put_compiler_option(:ignore_module_conflict, true)

bodies = [
  "@type a = 1",
  "@type a :: \"text\"",
  "@type a :: 1.5",
  "@type a :: unknown",
  "@type a :: unknown(atom, integer)",
  "@type a :: __MODULE__.unknown()",
  "@type a :: 1\n@type a :: 2",
  "@type a(x) :: integer",
  "@type a(_) :: integer",
  "@type a(:ok, String.t()) :: integer",
  "@type list :: :a",
  "@type struct :: :a",
  "@type required(x) :: x",
  "@type a :: <<_::atom()>>",
  "@type a :: <<_::3, _::_*300>>",
  "@type a :: atom..10",
  "@type a :: [atom, integer]",
  "@type a :: {...}",
  "@type a :: %{atom | String.t() => term}",
  "@type a :: record(:none, [])",
  "@type a :: record(atom, field: :x)",
  "@type a :: %Missing.Struct{}",
  "defstruct [:x]\n@type a :: %__MODULE__{y: 1}",
  "@module 1\n@type a :: @module.t()",
  "@spec \"text\"",
  "@spec f(integer)",
  "@spec f(...) :: :ok\ndef f(x), do: x",
  "@spec f(x \\\\ 1 :: integer) :: :ok\ndef f(x), do: x",
  "@spec f(x, integer) :: integer when x: var\ndef f(x, y), do: {x, y}",
  "@spec f(x) :: x when y\ndef f(x), do: x",
  "@spec f(x) :: x when x: var\ndef f(x), do: x",
  "@type a :: (... -> any) | (-> any) | (integer, b :: atom -> any)",
  "@type a :: %{required(:a) => 1, optional(atom) => 2} | %Range{first: 1}"
]

Enum.each(bodies, &Mistakes.show/1)
