# What dbg makes of a `with`, and which warnings its code has.
for code <- [
      "with a = 1, b = a + 1 do a + b end",
      "with a = 1 do a end",
      "with {:ok, a} <- {:ok, 1}, b = 2 do a + b end",
      "with {:ok, a} <- {:no, 1}, b = 2 do a + b end",
      "with {:ok, a} <- {:no, 1}, b = 2 do a + b else {:no, c} -> c end",
      "with a = 1, {:ok, b} when b > a <- {:ok, 1} do b else {:ok, c} when c > 1 -> c; _ -> :other end",
      "with a = 2 do a else _ -> 3 end"
    ] do
  {result, diagnostics} =
    Code.with_diagnostics(fn -> code |> then(&"dbg(#{&1}, print_location: false)") |> Code.eval_string() |> elem(0) end)

  IO.inspect({result, for(%{severity: severity, message: message} <- diagnostics, do: {severity, message})})
end
