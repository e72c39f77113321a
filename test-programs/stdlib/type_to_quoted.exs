# Types of modules as code, also the parts that stand for whatever arguments there are, which tools pass one by one.

for type <- [
      {:type, 1, :any},
      {:type, 1, :nonempty_list, []},
      {:type, 1, :nonempty_list, [{:type, 1, :any}]},
      {:type, 1, :nonempty_list, [{:type, 1, :any, []}]},
      {:type, 1, :list, [{:type, 1, :any, []}]},
      {:type, 1, :tuple, :any},
      {:type, 1, :map, :any},
      {:type, 1, :fun, []},
      {:type, 1, :fun, [{:type, 2, :any}, {:type, 1, :integer, []}]},
      {:type, 1, :binary, []}
    ] do
  quoted = Code.Typespec.type_to_quoted({:name, type, []})
  IO.inspect({type, quoted, Macro.to_string(quoted)})
end
