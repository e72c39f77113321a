# Specifiers of bitstring segments that are refused, or warned about.
{:ok, _} = Application.ensure_all_started(:ex_unit)

sources = [
  # The type of a literal.
  "<<\"foo\"::integer>>",
  "<<\"foo\"::float>>",
  "<<\"foo\"::integer>> = x",
  "<<\"\#{1}\"::integer>>",
  "<<(\"a\" <> \"b\")::float>>",
  "<<(<<1>>)::utf8>>",
  "<<1.5::binary>>",
  "<<1.0::integer>>",
  "<<1::bits>>",
  "<<1.5::utf8>>",
  "<<1::float>>",
  "<<?a::utf8>>",
  "<<\"foo\"::bitstring>>",
  "<<(<<1>>)::binary>>",
  # What goes with it.
  "<<\"foo\"::size(8)>>",
  "<<\"foo\"::binary-unit(8)>>",
  "<<\"a\"::size(3)-utf8>>",
  "<<\"foo\"::utf8-signed>>",
  "<<(<<1>>)::size(8)>>",
  "<<x::integer-binary>>",
  "<<x::little-big>>",
  "<<x::size(8)-16>>",
  "<<x::bitstring-unit(8)>>",
  "<<x::unit(8)>>",
  "<<x::size(3)-utf8>>",
  # Parentheses.
  "<<1::big()>>",
  "<<1::size(8)-integer()>>",
  "<<1::signed()-little()>>",
  "<<1::foo>>",
  "<<1::foo()>>"
]

for source <- sources do
  IO.puts("--- #{source}")

  messages =
    ExUnit.CaptureIO.capture_io(:stderr, fn ->
      try do
        {value, _binding} = Code.eval_string(source, x: 1)
        IO.inspect(value)
      rescue
        error -> IO.inspect(error.__struct__)
      end
    end)

  for line <- String.split(messages, "\n"), line =~ ~r/error: |warning: |migrate/, do: line |> String.trim() |> IO.puts()
end
