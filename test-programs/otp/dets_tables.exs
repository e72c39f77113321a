# Tables in files: opened, filled, closed, and opened again.
folder = Path.join(System.tmp_dir!(), "dets_tables_#{System.pid()}")
File.mkdir_p!(folder)
file = String.to_charlist(Path.join(folder, "words"))
named = fn result -> inspect(result) |> String.replace(folder, "") |> IO.puts() end
failing = fn fun ->
  try do
    fun.()
  rescue
    e in ArgumentError -> e.__struct__
  end
end

named.(:dets.open_file(:words, file: file, type: :set))
named.(:dets.insert(:words, {"apple", 1}))
named.(:dets.insert(:words, [{"pear", 2}, {"plum", 3}, {"apple", 4}]))
named.(:dets.lookup(:words, "apple"))
named.(:dets.lookup(:words, "fig"))
named.(:dets.member(:words, "pear"))
named.(:dets.insert_new(:words, {"pear", 9}))
named.(:dets.insert_new(:words, {"fig", 5}))
named.(:dets.update_counter(:words, "fig", 10))
named.(:dets.update_counter(:words, "fig", {2, -1}))
named.(:dets.info(:words, :size))
named.({:dets.info(:words, :type), :dets.info(:words, :keypos), :dets.info(:words, :no_keys), :dets.info(:words, :nonsense)})
named.(:dets.info(:words, :filename) == file)
named.(Keyword.keys(:dets.info(:words)))
named.(:dets.match(:words, {:"$1", 2}))
named.(:dets.match_object(:words, {:_, 3}))
named.(Enum.sort(:dets.select(:words, [{{:"$1", :"$2"}, [{:>, :"$2", 2}], [:"$1"]}])))
named.(:dets.foldl(fn {_, n}, sum -> n + sum end, 0, :words))
named.(Enum.sort(:dets.traverse(:words, fn {word, n} -> if n > 3, do: {:continue, word}, else: :continue end)))
named.(:dets.traverse(:words, fn {_, _} -> {:done, :first} end))
named.(:dets.first(:words) in ["apple", "pear", "plum", "fig"])
named.(:dets.delete(:words, "pear"))
named.(:dets.delete_object(:words, {"plum", 0}))
named.(:dets.select_delete(:words, [{{:_, :"$1"}, [{:>, :"$1", 10}], [true]}]))
named.(:dets.sync(:words))
named.(:words in :dets.all())
named.(:dets.close(:words))
named.(:dets.close(:words))
named.(:dets.info(:words))
named.(failing.(fn -> :dets.lookup(:words, "apple") end))
named.(failing.(fn -> :dets.insert(:words, {"x", 1}) end))

named.(:dets.is_dets_file(file))
named.(:dets.open_file(:words, file: file))
named.(Enum.sort(:dets.match_object(:words, :_)))
named.(:dets.open_file(:words, file: file))
named.(:dets.close(:words))
named.(:dets.lookup(:words, "plum"))
named.(:dets.close(:words))

named.(:dets.open_file(:words, file: file, type: :bag))
named.(:dets.open_file(:words, file: file, keypos: 2))
named.(:dets.open_file(:missing, file: file ++ ~c".missing", access: :read))
named.(failing.(fn -> :dets.open_file(:wrong, type: :ordered_set) end))
File.write!(file ++ ~c".text", "just text, but enough of it to be looked at as if it were a table: " <> String.duplicate("-", 4096))
named.(:dets.open_file(:text, file: file ++ ~c".text"))
named.(:dets.is_dets_file(file ++ ~c".text"))

{:ok, :bag} = :dets.open_file(:bag, file: file ++ ~c".bag", type: :bag, keypos: 2)
:dets.insert(:bag, [{1, :a}, {2, :a}, {1, :a}, {3, :b}])
named.(Enum.sort(:dets.lookup(:bag, :a)))
named.(:dets.info(:bag, :size))
ets = :ets.new(:copy, [:bag, keypos: 2])
named.(:dets.to_ets(:bag, ets) == ets)
named.(:ets.info(ets, :size))
:ets.insert(ets, {4, :c})
named.(:dets.from_ets(:bag, ets))
named.(:dets.lookup(:bag, :c))
named.(:dets.delete_all_objects(:bag))
named.(:dets.info(:bag, :size))

# A table that its owner leaves behind is closed.
owner =
  spawn(fn ->
    {:ok, :left} = :dets.open_file(:left, file: file ++ ~c".left")
    :dets.insert(:left, {:kept, true})
  end)

monitor = Process.monitor(owner)
receive do: ({:DOWN, ^monitor, _, _, reason} -> named.(reason))
named.(:dets.open_file(:left, file: file ++ ~c".left"))
named.(:dets.lookup(:left, :kept))
:dets.close(:left)
:dets.close(:bag)
named.(Enum.sort(File.ls!(folder)))
File.rm_rf!(folder)
