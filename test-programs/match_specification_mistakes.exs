# What :ets.test_ms/2 tells of a match specification that is none, and which specifications it takes.

test = fn object, specification -> IO.inspect(:ets.test_ms(object, specification)) end
body = fn guards, body -> test.({1, 2}, [{{:"$1", :"$2"}, guards, body}]) end

IO.puts("-- functions")
body.([], [{:foo, 1}])
body.([{:bar, 1}, {:foo}], [:"$7", {:+, :"$1"}])
body.([{:==, :"$1", {:foo, 1}}], [1])
body.([], [{:is_record, :"$1", :a}])
body.([], [{:map_get, :a}])
body.([], [{:lists, 1}])
body.([], [{:and, true}])
body.([], [{:and, true, true, false}])
body.([], [{:and}])
body.([], [{:andalso, true}, {:orelse}])
body.([], [{:const, {:foo, 1}}])
body.([], [{:const, 1, 2}])
body.([], [{:const}])
body.([], [{:message, 1}])
body.([], [{:set_seq_token, :label, 1}])
body.([], [{:get_tcw}])

IO.puts("-- tuples, variables")
body.([], [{}])
body.([], [{{}}])
body.([], [{{:foo, 1}}])
body.([], [{1, 2}])
body.([], [{"a", 1}])
body.([], [{:"$1", 1}])
body.([], [[:"$5" | :"$6"]])
body.([], [%{a: :"$5"}])
body.([], [:"$_", :"$$", :_, :"$a"])
body.([:foo], [1])

IO.puts("-- forms of lists")
body.([], [])
body.([], :x)
body.(:x, :x)
body.([], [1 | 2])
body.([1 | 2], [1])

for specification <- [[], :bad, [1], [{1, 2}], [{{:"$1", :"$2"}, [], [1]}, {1, 2}], [{{:"$1", :"$2"}, [], [1]} | 3]] do
  test.({1, 2}, specification)
end

IO.puts("-- objects of any kind")
test.(:atom, [{{:"$1"}, [], [1]}])
test.([1], [{[:"$1"], [], [:"$1"]}])
test.({1, 2}, [{:_, [], [1]}])
test.({1, 2}, [{:"$1", [], [:"$1"]}])

for specification <- [[{{:"$1"}, [{:foo, 1}], [:"$1"]}], [{{:"$1"}, [], [:"$4"]}], [{{:"$2"}, [], [:"$1"]}]] do
  try do
    :ets.match_spec_compile(specification)
  rescue
    error in ArgumentError -> IO.puts(error.message)
  end
end

IO.puts("-- terms as the emulator writes them")

for term <- [
      [~c"a\nb", ~c"a\"b", [97, 1], [?a | 1], [], [[]], [~c"ab", ~c"cd"], [0], [27], [127], ~c"日本", ~c"\\"],
      ["a\nb", "a\"b", "a\tb", <<1, 2::3>>, <<0>>, "\\", "", "é", "~", <<127>>],
      {&String.length/1, %{:b => 1, "a" => [1 | 2], 1 => 2.0e100}, {}, %{}},
      [-0.0, 1.0e-10, 123_456_789.125, 1.0, 12_345_678_901_234_567_890_123],
      [:and, :a, :ab@C_1, :"1a", :_a, :"a.b", :"a\nb", :"a'b", :"", :"a\\b", :"A b", Atom]
    ] do
  :erlang.display(term)
end
