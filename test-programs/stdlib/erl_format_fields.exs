for {fmt, args} <- (for s <- ["abc", "abcdefgh"], f <- ["", "3", "5", "10", "-5", "-10"], p <- ["", ".3", ".5", ".10", ".5.*", ".3._", "..*"], do: {"~#{f}#{p}s|", [s]}) ++ (for s <- [:abc, 12, 1.5], f <- ["", "3", "5", "10", "-5"], p <- ["", ".3", ".5", ".10", "..*"], c <- ["w"], do: {"~#{f}#{p}#{c}|", [s]}) do
  s = try do :io_lib.format(fmt |> String.replace("*", "z"), args) |> IO.chardata_to_string() |> inspect() rescue e -> inspect(e.__struct__) <> " " <> Exception.message(e) catch k, v -> inspect({k, v}) end
  IO.puts("#{inspect(fmt)} #{inspect(args)} -> #{s}")
end
