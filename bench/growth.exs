# Do costs grow as they should? Measures steps of all kinds at sizes over three decades and prints, as a Markdown table, the
# time for one element. Where a step takes n log n by its nature (sorting), the figure is for one element and one doubling of n.
# `growth` is the largest factor by which the figure of a larger size exceeds that of a smaller one: about 1, unless a step is
# quadratic somewhere. A program of its own, for any implementation of Elixir.
#
#   bench/growth [GROUP...]                  lists maps binaries atoms ets processes mailbox source
#   bench/growth --step NAME                 one step alone
#   bench/growth --same-memory [GROUP...]    lists maps ets processes mailbox
#
# A large input also lies in slower memory than a small one: of a thousand elements all are in the processor's cache, of a million few.
# With --same-memory a small size is measured with as many inputs as hold the elements of the largest one, all alive at once and taken by
# turns, so that the figures tell what the size itself costs.

defmodule Growth do
  @repeats 3
  @budget_ms 500
  @slice_ns 1_000_000
  # Inputs of so many elements are made old first, so that collecting them is no part of the step.
  @large 100_000

  # A step: its sizes, what makes the input (not timed), and what is timed. What is timed is one of
  #
  #   a function of the input
  #   {:phases, functions}     each takes what the one before it answered
  #   {:each, function}        the input is {state, elements}; the function takes the state and an element, and answers the next state
  #
  # A step ends with its last answer thrown away, and inputs are given to the option `drop`, if there is one (not timed). With the option
  # `fill` what makes the input gives {state, elements}, and the input is what the function of the option, which takes a state and an element,
  # makes of them: all inputs by turns, so that what is made of one does not lie together.
  defp measure({name, options, prepare, run}, default_sizes, mode) do
    sizes = Keyword.get(options, :sizes, default_sizes)

    figures =
      for n <- sizes do
        inputs =
          if mode == :same_memory, do: div(List.last(sizes), n), else: :as_many_as_fill_a_slice

        {n, figure(n, inputs, {filled(prepare, options[:fill]), run, options[:drop]}, options)}
      end

    {name, figures, growth(Enum.map(figures, &elem(&1, 1)))}
  end

  defp figure(n, inputs, work, options) do
    repeats = options[:repeats] || @repeats
    # In a process of its own, so that a step finds no messages of others.
    time = Task.await(Task.async(fn -> best(n, inputs, work, repeats) end), :infinity)
    if options[:log], do: time / n / :math.log2(n), else: time / n
  end

  # A measurement takes about a millisecond, or one input: what is that short is seldom interrupted by other work of the
  # machine, and the best of many counts. They go on until the JVM has compiled what it runs.
  defp best(n, inputs, work, repeats) do
    rounds = if is_integer(inputs), do: inputs, else: rounds(n, work, 1)
    stop = System.monotonic_time(:millisecond) + @budget_ms
    best(n, work, rounds, repeats, stop, once(n, work, rounds))
  end

  defp best(n, work, rounds, repeats, stop, best) do
    if repeats <= 0 and System.monotonic_time(:millisecond) > stop do
      best
    else
      best(n, work, rounds, repeats - 1, stop, min(best, once(n, work, rounds)))
    end
  end

  defp rounds(n, work, rounds) do
    time = once(n, work, rounds) * rounds
    if time >= @slice_ns or rounds >= 1_000, do: rounds, else: rounds(n, work, rounds * 2)
  end

  # Of what takes long, the time of the processor, all threads together, may say more than the clock. It has hundredths of a second.
  defp once(n, {prepare, run, drop}, rounds) do
    inputs = prepare.(n, rounds)
    if n * rounds >= @large, do: :erlang.garbage_collect()
    {cpu, _} = :erlang.statistics(:runtime)
    start = System.monotonic_time(:nanosecond)
    perform(run, inputs)
    clock = System.monotonic_time(:nanosecond) - start
    {now, _} = :erlang.statistics(:runtime)
    cpu = (now - cpu) * 1_000_000
    if drop, do: Enum.each(inputs, drop)
    if(cpu >= 50_000_000, do: min(cpu, clock), else: clock) / rounds
  end

  defp perform({:phases, phases}, inputs), do: Enum.reduce(phases, inputs, &Enum.map(&2, &1))
  defp perform({:each, next}, inputs), do: by_turns(inputs, next)
  defp perform(run, inputs), do: Enum.each(inputs, run)

  # One element of each input, then the next one of each: inputs do not take turns in the cache as wholes.
  defp by_turns([], _next), do: :ok
  defp by_turns(inputs, next), do: inputs |> turn(next) |> by_turns(next)

  defp turn([], _next), do: []
  defp turn([{_state, []} | inputs], next), do: turn(inputs, next)

  defp turn([{state, [element | elements]} | inputs], next),
    do: [{next.(state, element), elements} | turn(inputs, next)]

  # Makes so many inputs of a size.
  defp filled(prepare, nil), do: fn n, rounds -> for(round <- 1..rounds, do: prepare.(n, round)) end

  defp filled(prepare, next) do
    empty = filled(prepare, nil)
    fn n, rounds -> fill(empty.(n, rounds), next) end
  end

  defp fill([{_state, []} | _] = inputs, _next), do: Enum.map(inputs, &elem(&1, 0))
  defp fill(inputs, next), do: inputs |> turn(next) |> fill(next)

  defp growth(figures) do
    {worst, _least} =
      Enum.reduce(figures, {1.0, hd(figures)}, fn figure, {worst, least} ->
        {max(worst, figure / max(least, 0.1)), min(least, figure)}
      end)

    worst
  end

  # Measures steps and prints each when it is done.
  def table(title, steps, default_sizes, mode) do
    IO.puts("\n**#{title}**\n")
    row(["ns for one element", "n", "of n", "10 n", "100 n", "1,000 n", "growth"])
    row(["---", "---:", "---:", "---:", "---:", "---:", "---:"])

    for step <- steps do
      {name, [{n, _} | _] = figures, growth} = measure(step, default_sizes, mode)
      cells = Enum.map(figures, fn {_, figure} -> number(figure) end)
      row([name, size(n)] ++ Enum.take(cells ++ ["", "", ""], 4) ++ [factor(growth)])
    end
  end

  defp row(cells), do: IO.puts("| " <> Enum.join(cells, " | ") <> " |")

  defp size(n) when n >= 1_000_000, do: "#{div(n, 1_000_000)} M"
  defp size(n) when n >= 1_000, do: "#{div(n, 1_000)} k"
  defp size(n), do: "#{n}"

  defp number(x) when x >= 100, do: Integer.to_string(round(x))
  defp number(x), do: :erlang.float_to_binary(x / 1, decimals: 1)

  defp factor(x) when x > 2, do: "**#{:erlang.float_to_binary(x, decimals: 1)}**"
  defp factor(x), do: :erlang.float_to_binary(x, decimals: 1)
end

defmodule Growth.Steps do
  def lists do
    list = fn n, _ -> Enum.to_list(1..n) end
    mixed = fn n, round -> for i <- 1..n, do: :erlang.phash2({i, round}, 1_000_000_000) end

    [
      {"Enum.map, sum", [], list, &(&1 |> Enum.map(fn x -> x + 1 end) |> Enum.sum())},
      {"Enum.filter", [], list, &Enum.filter(&1, fn x -> rem(x, 2) == 0 end)},
      {"comprehension", [], list, &for(x <- &1, rem(x, 3) != 0, do: {x, x})},
      {"comprehension into a map", [], list, &for(x <- &1, into: %{}, do: {x, x})},
      {"Enum.reduce with ++ in front", [], list,
       &Enum.reduce(&1, [], fn x, all -> [x] ++ all end)},
      {"list ++ list", [], list, &(&1 ++ &1)},
      {"list -- list", [], mixed, &(&1 -- Enum.reverse(&1))},
      {"Enum.reverse", [], list, &Enum.reverse/1},
      {"List.flatten", [], fn n, _ -> for(i <- 1..n, do: [i, [i]]) end, &List.flatten/1},
      {"Enum.uniq", [], mixed, &Enum.uniq/1},
      {"Enum.dedup", [], mixed, &Enum.dedup/1},
      {"Enum.sort", [log: true], mixed, &Enum.sort/1},
      {"Enum.sort_by", [log: true], mixed, &Enum.sort_by(&1, fn x -> -x end)},
      {"Enum.group_by", [], mixed, &Enum.group_by(&1, fn x -> rem(x, 100) end)},
      {"Enum.frequencies", [], mixed, &Enum.frequencies/1},
      {"Enum.chunk_every", [], list, &Enum.chunk_every(&1, 10)},
      {"Enum.zip, with_index", [], list, &(&1 |> Enum.zip(&1) |> Enum.with_index())},
      {"Enum.split, slice, at", [], list,
       fn all ->
         {Enum.split(all, 500), Enum.slice(all, 100, 100), Enum.at(all, -1), length(all)}
       end},
      {"Enum.flat_map", [], list, &Enum.flat_map(&1, fn x -> [x, x] end)},
      {"Enum.join", [], list, &Enum.join(&1, ",")},
      {"Stream: map, filter, to_list", [], list,
       &(&1
         |> Stream.map(fn x -> x + 1 end)
         |> Stream.filter(fn x -> x > 5 end)
         |> Enum.to_list())},
      {"inspect", [], list, &inspect(&1, limit: :infinity)},
      {"List.to_tuple, Tuple.to_list", [], list, &(&1 |> List.to_tuple() |> Tuple.to_list())},
      {"term_to_binary and back", [], list,
       &(&1 |> :erlang.term_to_binary() |> :erlang.binary_to_term())},
      {"body recursion", [], list, &count/1}
    ]
  end

  defp count([]), do: 0
  defp count([_ | rest]), do: 1 + count(rest)

  def maps do
    keys = fn n, _ -> Enum.shuffle(1..n) end
    into = fn empty -> fn n, _ -> {empty, Enum.shuffle(1..n)} end end
    # Maps with keys to look for in them.
    map = fn n, _ -> {{%{}, Enum.shuffle(1..n)}, Enum.to_list(1..n)} end

    texts = fn n, _ ->
      {{%{}, Enum.map(Enum.shuffle(1..n), &"key#{&1}")}, Enum.map(1..n, &"key#{&1}")}
    end

    filled = [fill: fn {map, keys}, key -> {Map.put(map, key, key), keys} end]
    two = fn n, _ -> {{%{}, %{}}, Enum.shuffle(1..n)} end
    both = [fill: fn {a, b}, key -> {Map.put(a, key, key), Map.put(b, key, key)} end]

    [
      {"Map.put of new keys", [], into.(%{}), {:each, &Map.put(&1, &2, &2)}},
      {"Map.get", filled, map, {:each, &looked_up/2}},
      {"Map.get by texts", filled, texts, {:each, &looked_up/2}},
      {"Map.update", filled, map, {:each, &Map.update!(&1, &2, fn x -> x + 1 end)}},
      {"Map.delete", filled, map, {:each, &Map.delete/2}},
      {"Map.merge", [], fn n, _ -> {Map.new(1..n, &{&1, 1}), Map.new(div(n, 2)..n, &{&1, 2})} end,
       fn {a, b} -> Map.merge(a, b) end},
      {"Map.to_list, Enum.map", filled, map, fn {m, _} -> Enum.map(m, fn {k, v} -> k + v end) end},
      {"Map.keys, Map.values", filled, map, fn {m, _} -> {Map.keys(m), Map.values(m)} end},
      {"Map.filter", filled, map, fn {m, _} -> Map.filter(m, fn {k, _} -> rem(k, 2) == 0 end) end},
      {"Map.new", [], keys, &Map.new(&1, fn key -> {key, key} end)},
      {"==", both, two, fn {a, b} -> true = a == b end},
      {"MapSet: put, member?", [], into.(MapSet.new()), {:each, &put_and_found/2}},
      {":gb_trees: insert", [log: true], into.(:gb_trees.empty()),
       {:each, &:gb_trees.insert(&2, &2, &1)}},
      {":queue: in, out", [], keys,
       &drain(Enum.reduce(&1, :queue.new(), fn k, q -> :queue.in(k, q) end))},
      {":array: set", [log: true], into.(:array.new()), {:each, &:array.set(&2, &2, &1)}}
    ]
  end

  defp looked_up(map, key) do
    true = Map.get(map, key) != nil
    map
  end

  defp put_and_found(set, element) do
    set = MapSet.put(set, element)
    true = MapSet.member?(set, element)
    set
  end

  defp drain(queue) do
    case :queue.out(queue) do
      {{:value, _}, rest} -> drain(rest)
      {:empty, _} -> :ok
    end
  end

  def binaries do
    text = fn n, _ -> String.duplicate("ab,c\n", div(n, 5)) end
    parts = fn n, _ -> for i <- 1..n, do: Integer.to_string(rem(i, 10)) end

    [
      {"append by <>", [], parts, &Enum.reduce(&1, "", fn part, all -> all <> part end)},
      {"append by interpolation", [], parts,
       &Enum.reduce(&1, "", fn part, all -> "#{all}#{part}" end)},
      {"iodata", [], parts,
       &IO.iodata_to_binary(Enum.reduce(&1, [], fn part, all -> [all | part] end))},
      {"for into binary", [], text, &for(<<byte <- &1>>, into: <<>>, do: <<byte + 1>>)},
      {"match byte by byte", [], text, &bytes(&1, 0)},
      {"match utf8", [], text, &points(&1, 0)},
      {"String.split", [], text, &String.split(&1, ",")},
      {"String.split lines, trim", [], text,
       &(&1 |> String.split("\n") |> Enum.map(fn line -> String.trim(line) end))},
      {"String.replace", [], text, &String.replace(&1, ",", "--")},
      {"String.length, upcase, reverse", [], text,
       &{String.length(&1), String.upcase(&1), String.reverse(&1)}},
      {"String.graphemes", [], text, &String.graphemes/1},
      {"String.to_charlist, List.to_string", [], text,
       &(&1 |> String.to_charlist() |> List.to_string())},
      {"Regex.scan", [], text, &Regex.scan(~r/b,/, &1)},
      {"Regex.replace", [], text, &Regex.replace(~r/b,/, &1, "x")},
      {"Base.encode64, decode64!", [], text, &(&1 |> Base.encode64() |> Base.decode64!())},
      {"String.next_grapheme, by hand", [], text, &graphemes(&1, 0)},
      {"binary_part, :binary.matches", [], text,
       &for({at, _} <- :binary.matches(&1, ","), do: binary_part(&1, at, 1))},
      {"JSON.encode!, decode!", [], parts, &(&1 |> JSON.encode!() |> JSON.decode!())}
    ]
  end

  defp bytes(<<byte, rest::binary>>, sum), do: bytes(rest, sum + byte)
  defp bytes(<<>>, sum), do: sum
  defp points(<<point::utf8, rest::binary>>, sum), do: points(rest, sum + point)
  defp points(<<>>, sum), do: sum

  defp graphemes(text, count) do
    case String.next_grapheme(text) do
      {_, rest} -> graphemes(rest, count + 1)
      nil -> count
    end
  end

  def atoms do
    sizes = [100, 1_000, 10_000, 100_000]

    [
      {"String.to_atom of new names", [sizes: sizes],
       fn n, _ ->
         unique = System.unique_integer([:positive])
         for i <- 1..n, do: "growth_#{unique}_#{i}"
       end, &Enum.each(&1, fn name -> String.to_atom(name) end)},
      {"String.to_existing_atom", [sizes: sizes],
       fn n, _ ->
         for i <- 1..n,
             do:
               ("growth_" <> Atom.to_string(String.to_atom("existing#{i}")))
               |> tap(&String.to_atom/1)
       end, &Enum.each(&1, fn name -> String.to_existing_atom(name) end)},
      {"sort atoms", [sizes: sizes, log: true],
       fn n, _ -> Enum.shuffle(for i <- 1..n, do: :"existing#{i}") end, &Enum.sort/1}
    ]
  end

  def ets do
    empty = fn type -> fn n, _ -> {:ets.new(:growth, [type, :public]), Enum.shuffle(1..n)} end end

    # Tables with keys to look for in them.
    filled = fn type ->
      fn n, _ ->
        {{:ets.new(:growth, [type, :public]), Enum.shuffle(1..n)}, Enum.to_list(1..n)}
      end
    end

    dropped = [drop: fn {table, _} -> :ets.delete(table) end]

    full =
      [
        fill: fn {table, keys}, key ->
          :ets.insert(table, {key, key})
          {table, keys}
        end
      ] ++ dropped

    insert = for_keys(&:ets.insert(&1, {&2, &2}))
    lookup = for_keys(&:ets.lookup/2)

    [
      {"insert, set", dropped, empty.(:set), insert},
      {"insert, ordered_set", [log: true] ++ dropped, empty.(:ordered_set), insert},
      {"insert, bag", dropped, empty.(:bag), insert},
      {"lookup, set", full, filled.(:set), lookup},
      {"lookup, ordered_set", [log: true] ++ full, filled.(:ordered_set), lookup},
      {"update_counter", full, filled.(:set), for_keys(&:ets.update_counter(&1, &2, 1))},
      {"delete", full, filled.(:set), for_keys(&:ets.delete/2)},
      {"first, next", full, filled.(:set), fn {t, _} -> walk(t, :ets.first(t)) end},
      {"first, next, ordered_set", full, filled.(:ordered_set),
       fn {t, _} -> walk(t, :ets.first(t)) end},
      {"tab2list", full, filled.(:set), fn {t, _} -> :ets.tab2list(t) end},
      {"select", full, filled.(:set),
       fn {t, _} -> :ets.select(t, [{{:"$1", :"$2"}, [{:>, :"$2", 10}], [:"$1"]}]) end},
      {"select in chunks", full, filled.(:set),
       fn {t, _} -> chunks(:ets.select(t, [{{:"$1", :_}, [], [:"$1"]}], 100)) end},
      {"foldl", full, filled.(:set),
       fn {t, _} -> :ets.foldl(fn {_, v}, sum -> v + sum end, 0, t) end}
    ]
  end

  # What happens to a table for each key.
  defp for_keys(act) do
    {:each,
     fn table, key ->
       act.(table, key)
       table
     end}
  end

  defp walk(_, :"$end_of_table"), do: :ok
  defp walk(table, key), do: walk(table, :ets.next(table, key))

  defp chunks(:"$end_of_table"), do: :ok
  defp chunks({_, continuation}), do: chunks(:ets.select(continuation))

  # The larger sizes are kept in memory all at once, so these end at 100 k. The first phase makes the processes, the last one ends them.
  def processes do
    sizes = [100, 1_000, 10_000, 100_000]
    large = [sizes: sizes, repeats: 3]
    smaller = [sizes: [100, 1_000, 10_000], repeats: 3]
    size = fn n, _ -> n end
    numbered = fn n, round -> {n, round} end

    [
      {"spawn, all wait, all told to end", large, size,
       {:phases, [&times(&1, fn _ -> spawn(fn -> wait() end) end), &end_all/1]}},
      {"spawn_link", large, size,
       {:phases, [&times(&1, fn _ -> spawn_link(fn -> wait() end) end), &end_all/1]}},
      {"spawn_monitor, each :DOWN", large, size,
       {:phases, [&times(&1, fn _ -> spawn_monitor(fn -> wait() end) end), &end_monitored/1]}},
      {"monitor, demonitor", large, size,
       {:phases, [&times(&1, fn _ -> spawn(fn -> wait() end) end), &watch/1, &end_all/1]}},
      {"a link to each, one exit for all", large, size, {:phases, [&start_hub/1, &end_hub/1]}},
      {"Process.register, whereis", large, numbered,
       {:phases, [&start_named/1, &find_named/1, &end_named/1]}},
      {"Registry: register, lookup", smaller, numbered,
       {:phases, [&start_registry/1, &look_up/1, &Supervisor.stop/1]}},
      {"Task.async_stream", smaller, size,
       fn n -> 1..n |> Task.async_stream(fn x -> x end) |> Enum.sum_by(&elem(&1, 1)) end},
      {"DynamicSupervisor: start_child", smaller, size,
       {:phases, [&start_supervisor/1, &DynamicSupervisor.stop/1]}},
      {"GenServer.call to each", smaller, size,
       {:phases,
        [&start_servers/1, &call_servers/1, &Enum.each(&1, fn pid -> Agent.stop(pid) end)]}},
      {"Process.send_after, cancel_timer", large, size,
       {:phases,
        [
          &times(&1, fn i -> Process.send_after(self(), :never, 1_000_000 + i) end),
          &Enum.each(&1, fn timer -> Process.cancel_timer(timer) end)
        ]}},
      {":ets.new, delete", smaller, size,
       {:phases,
        [
          &times(&1, fn _ -> :ets.new(:growth, []) end),
          &Enum.each(&1, fn table -> :ets.delete(table) end)
        ]}}
    ]
  end

  defp times(n, make), do: for(i <- 1..n, do: make.(i))

  defp wait do
    receive do
      {:end, from} -> send(from, :ended)
    end
  end

  defp end_all(pids) do
    Enum.each(pids, &send(&1, {:end, self()}))
    for _ <- pids, do: receive(do: (:ended -> :ok))
  end

  defp end_monitored(pids) do
    # Nobody hears that they end: among messages that wait, looking for one after the other is quadratic on any implementation.
    nobody = spawn(fn -> :ok end)
    Enum.each(pids, fn {pid, _} -> send(pid, {:end, nobody}) end)
    for {_, reference} <- pids, do: receive(do: ({:DOWN, ^reference, _, _, _} -> :ok))
  end

  defp watch(pids) do
    references = Enum.map(pids, &Process.monitor/1)
    Enum.each(references, &Process.demonitor(&1, [:flush]))
    pids
  end

  defp start_hub(n) do
    parent = self()

    {hub, reference} =
      spawn_monitor(fn ->
        for _ <- 1..n, do: spawn_link(fn -> Process.sleep(:infinity) end)
        send(parent, :linked)
        receive(do: (:go -> exit(:shutdown)))
      end)

    receive(do: (:linked -> :ok))
    {hub, reference}
  end

  defp end_hub({hub, reference}) do
    send(hub, :go)
    receive(do: ({:DOWN, ^reference, _, _, _} -> :ok))
  end

  defp start_named({n, round}) do
    times(n, fn i ->
      pid = spawn(fn -> wait() end)
      name = :"growth_process_#{round}_#{i}"
      Process.register(pid, name)
      {name, pid}
    end)
  end

  defp find_named(named) do
    for {name, pid} <- named, do: ^pid = Process.whereis(name)
    named
  end

  defp end_named(named) do
    pids = Enum.map(named, &elem(&1, 1))
    end_all(pids)

    # The names are free only when the processes have gone.
    Enum.each(pids, fn pid ->
      reference = Process.monitor(pid)
      receive(do: ({:DOWN, ^reference, _, _, _} -> :ok))
    end)
  end

  # Who is registered is linked to the registry, and would end with it.
  defp start_registry({n, round}) do
    Process.flag(:trap_exit, true)
    name = :"growth_registry_#{round}"
    {:ok, registry} = Registry.start_link(keys: :unique, name: name)
    for i <- 1..n, do: {:ok, _} = Registry.register(name, i, i)
    {registry, name, n}
  end

  defp look_up({registry, name, n}) do
    for i <- 1..n, do: [{_, ^i}] = Registry.lookup(name, i)
    registry
  end

  defp start_supervisor(n) do
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
    for i <- 1..n, do: {:ok, _} = DynamicSupervisor.start_child(supervisor, {Agent, fn -> i end})
    supervisor
  end

  defp start_servers(n) do
    times(n, fn i ->
      {:ok, pid} = Agent.start_link(fn -> i end)
      pid
    end)
  end

  defp call_servers(pids) do
    Enum.each(pids, &Agent.get(&1, fn i -> i end))
    pids
  end

  def mailbox do
    size = fn n, _ -> n end

    [
      {"send, receive all", [], size,
       mailbox(
         fn n -> for i <- 1..n, do: send(self(), i) end,
         fn n -> for _ <- 1..n, do: receive(do: (_ -> :ok)) end
       )},
      {"selective receive, in order", [], size,
       mailbox(
         fn n -> for i <- 1..n, do: send(self(), {:message, i}) end,
         fn n -> for i <- 1..n, do: receive(do: ({:message, ^i} -> :ok)) end
       )},
      {"the last of n, once", [], size,
       mailbox(
         fn n ->
           others(n)
           send(self(), :wanted)
         end,
         fn n ->
           receive(do: (:wanted -> :ok))
           receive_others(n)
         end
       )},
      {"a call with n messages waiting, each", [], size,
       mailbox(&others/1, fn n ->
         calls(div(n, 10))
         receive_others(n)
       end)},
      {"receive after 0, nothing fits", [], size,
       mailbox(fn _ -> others(100) end, fn n ->
         for _ <- 1..n, do: receive(do: (:wanted -> :ok), after: (0 -> :none))
         receive_others(100)
       end)},
      {"from 10 senders", [], size,
       mailbox(
         fn n ->
           parent = self()

           1..10
           |> Enum.map(fn _ ->
             spawn_monitor(fn -> for i <- 1..div(n, 10), do: send(parent, i) end)
           end)
           |> Enum.each(fn {_, sender} -> receive(do: ({:DOWN, ^sender, _, _, _} -> :ok)) end)
         end,
         fn n -> for _ <- 1..n, do: receive(do: (_ -> :ok)) end
       )}
    ]
  end

  # A process that fills its mailbox, and one phase later empties it.
  defp mailbox(fill, empty) do
    {:phases,
     [
       fn n ->
         parent = self()

         pid =
           spawn_link(fn ->
             fill.(n)
             await_turn(parent)
             empty.(n)
             send(parent, {:emptied, self()})
           end)

         receive(do: ({:filled, ^pid, turn} -> {pid, turn}))
       end,
       fn {pid, turn} ->
         send(pid, turn)
         receive(do: ({:emptied, ^pid} -> :ok))
       end
     ]}
  end

  # Receives on a fresh reference, which skips what is in the mailbox.
  defp await_turn(parent) do
    turn = make_ref()
    send(parent, {:filled, self(), turn})
    receive(do: (^turn -> :ok))
  end

  defp others(n), do: for(_ <- 1..n, do: send(self(), :other))
  defp receive_others(n), do: for(_ <- 1..n, do: receive(do: (:other -> :ok)))

  # A call makes a fresh reference and skips what came before it.
  defp calls(n) do
    {:ok, agent} = Agent.start_link(fn -> 0 end)
    for _ <- 1..n, do: Agent.get(agent, & &1)
    Agent.stop(agent)
  end

  def source do
    options = fn sizes -> [sizes: sizes, repeats: 3] end
    code = fn make -> fn n, round -> {n, round, make.(n, round)} end end
    # Warnings are not shown.
    compile = fn {_, _, text} ->
      Code.with_diagnostics(fn -> Code.compile_string(text, "growth.exs") end)
    end

    [
      {"one module of n functions", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ ->
         module(for i <- 1..n, do: "  def f#{i}(x) when x > #{i}, do: f#{rem(i, n) + 1}(x - 1)\n")
       end), compile},
      {"one function of n clauses", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ -> module(for i <- 1..n, do: "  def f(#{i}, x), do: x + #{i}\n") end),
       compile},
      {"n clauses of atoms and tuples", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ -> module(for i <- 1..n, do: "  def f({:a#{i}, x}), do: {:ok, x}\n") end),
       compile},
      {"n clauses of texts", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ -> module(for i <- 1..n, do: "  def f(\"text#{i}\"), do: #{i}\n") end),
       compile},
      {"a case of n clauses", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ ->
         module([
           "  def f(x) do\n    case x do\n",
           for(i <- 1..n, do: "      {#{i}, y} -> y\n"),
           "    end\n  end\n"
         ])
       end), compile},
      {"a list of n elements", options.([100, 1_000, 10_000, 100_000]),
       code.(fn n, _ ->
         module(["  def f, do: [", Enum.map_join(1..n, ", ", &"{#{&1}, :a}"), "]\n"])
       end), compile},
      {"a list of n variables and calls", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ ->
         module(["  def f(x), do: [", Enum.map_join(1..n, ", ", &"{#{&1}, x}"), "]\n"])
       end), compile},
      {"a map of n keys", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ ->
         module(["  def f(x), do: %{", Enum.map_join(1..n, ", ", &"k#{&1}: x"), "}\n"])
       end), compile},
      {"one function of n lines", options.([20, 200, 2_000, 20_000]),
       code.(fn n, _ ->
         module(["  def f(x) do\n", for(_ <- 1..n, do: "    x = x + 1\n"), "    x\n  end\n"])
       end), compile},
      {"n lines of calls", options.([20, 200, 2_000, 20_000]),
       code.(fn n, _ ->
         module(["  def f(x) do\n", for(i <- 1..n, do: "    IO.inspect({x, #{i}})\n"), "  end\n"])
       end), compile},
      {"n lines of calls, variables of each", options.([20, 200, 2_000, 20_000]),
       code.(fn n, _ ->
         module([
           "  def f(x0) do\n",
           for(i <- 1..n, do: "    x#{i} = Integer.pow(x#{i - 1}, 2)\n"),
           "    x#{n}\n  end\n"
         ])
       end), compile},
      {"n variables, all used at the end", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ ->
         module([
           "  def f(x) do\n",
           for(i <- 1..n, do: "    x#{i} = Integer.pow(x, #{i})\n"),
           ["    [", Enum.map_intersperse(1..n, ", ", &"x#{&1}"), "]\n  end\n"]
         ])
       end), compile},
      {"n levels of nesting", options.([10, 100, 1_000]),
       code.(fn n, _ ->
         module([
           "  def f(x), do: ",
           List.duplicate("{x, ", n),
           "x",
           List.duplicate("}", n),
           "\n"
         ])
       end), compile},
      {"a pipeline of n calls", options.([10, 100, 1_000]),
       code.(fn n, _ ->
         module(["  def f(x) do\n    x\n", List.duplicate("    |> Kernel.+(1)\n", n), "  end\n"])
       end), compile},
      {"a text of n bytes", options.([1_000, 10_000, 100_000, 1_000_000]),
       code.(fn n, _ -> module(["  def f, do: \"", String.duplicate("a", n), "\"\n"]) end),
       compile},
      {"n attributes", options.([10, 100, 1_000, 10_000]),
       code.(fn n, _ ->
         module(for i <- 1..n, do: "  @a#{i} #{i}\n  def f#{rem(i, 10)}, do: @a#{i}\n")
       end), compile},
      {"n anonymous functions", options.([10, 100, 1_000]),
       code.(fn n, _ ->
         module([
           "  def f(x) do\n    [",
           Enum.map_join(1..n, ", ", &"fn y -> x + y + #{&1} end"),
           "]\n  end\n"
         ])
       end), compile},
      {"n aliases and imports", options.([10, 100, 1_000]),
       code.(fn n, _ ->
         module([for(i <- 1..n, do: "  alias A.B#{i}\n  _ = B#{i}\n"), "  def f, do: 1\n"])
       end), compile},
      {"a struct of n fields", options.([10, 100, 1_000]),
       code.(fn n, _ ->
         module([
           "  defstruct [",
           Enum.map_join(1..n, ", ", &"f#{&1}: #{&1}"),
           "]\n  def f(x), do: %{x | f1: 2}\n"
         ])
       end), compile},
      {"n modules", options.([1, 10, 100, 1_000]),
       code.(fn n, _ ->
         for i <- 1..n, into: "" do
           "defmodule Growth.Made#{i} do\n  def f(x), do: x + #{i}\n  def g(x) when x > 1, do: f(x)\nend\n"
         end
       end), compile},
      {"n expressions outside of modules", options.([10, 100, 1_000]),
       code.(fn n, _ -> for(i <- 1..n, into: "", do: "x#{i} = #{i}\n") end), compile},
      {"Code.string_to_quoted!", options.([100, 1_000, 10_000, 100_000]),
       code.(fn n, _ -> String.duplicate("foo(bar, 1 + 2)\n", n) end),
       fn {_, _, text} -> Code.string_to_quoted!(text) end},
      {"Code.format_string!", options.([10, 100, 1_000]),
       code.(fn n, _ -> String.duplicate("foo(bar, 1+2)\n", n) end),
       fn {_, _, text} -> Code.format_string!(text) end}
    ]
  end

  defp module(body), do: IO.iodata_to_binary(["defmodule Growth.Made do\n", body, "end\n"])

  def groups do
    large = [1_000, 10_000, 100_000, 1_000_000]

    [
      {"lists", "Lists", large, &lists/0},
      {"maps", "Maps and other collections", large, &maps/0},
      {"binaries", "Binaries and texts, n bytes or parts", large, &binaries/0},
      {"atoms", "Atoms", large, &atoms/0},
      {"ets", "ETS tables", large, &ets/0},
      {"processes", "Processes", large, &processes/0},
      {"mailbox", "Messages in a mailbox", large, &mailbox/0},
      {"source", "Compiling, by the size of the source", large, &source/0}
    ]
  end
end

Code.compiler_options(ignore_module_conflict: true)
Logger.configure(level: :none)

{mode, arguments} =
  case System.argv() do
    ["--same-memory" | rest] -> {:same_memory, rest}
    rest -> {:by_itself, rest}
  end

groups =
  if mode == :same_memory,
    do: ~w(lists maps ets processes mailbox),
    else: Enum.map(Growth.Steps.groups(), &elem(&1, 0))

{wanted, only} =
  case arguments do
    [] -> {groups, nil}
    ["--step", name] -> {groups, name}
    names -> {names, nil}
  end

for {group, title, sizes, steps} <- Growth.Steps.groups(), group in wanted do
  chosen = Enum.filter(steps.(), fn step -> only in [nil, elem(step, 0)] end)
  if chosen != [], do: Growth.table(title, chosen, sizes, mode)
end
