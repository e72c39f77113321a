show = fn name, fun ->
  result =
    try do
      fun.()
    rescue
      error -> error.__struct__
    end

  IO.inspect({name, result})
end

IO.puts("-- captures in a replacement")

for replacement <- ["[\\g{1}]", "[\\g{9}]", "[\\g{12}]2", "[\\g{name}]", "[\\g{1]", "[\\g{}]", "[\\g1]", "\\\\g{1}", "\\12"] do
  show.(replacement, fn -> Regex.replace(~r/(?<name>a)/, "cab", replacement) end)
end

IO.puts("-- the sigma at the end of a word")

for text <- ["ΑΣ", "aΣ", "IΣ", "IİΣ", "ΑΣ1", "ΑΣ,Α", "ΑΣ'Α", "Α'Σ", "ΣΣΣ", "éΣ", "ΑΣa"] do
  IO.puts(text <> " " <> String.downcase(text, :greek))
end
