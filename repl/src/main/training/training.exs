# What the build runs once to see which classes programs need at start and how they are used: the AOT cache of the image
# holds them ready. A little of everything that ordinary programs do; what it prints does not matter.

defmodule Training.Shape do
  @moduledoc "A struct, with a default and a guard."
  @enforce_keys [:name]
  defstruct [:name, sides: 3]

  defguardp is_polygon(sides) when is_integer(sides) and sides > 2

  @spec angle_sum(%__MODULE__{}) :: {:ok, integer()} | :error
  def angle_sum(%__MODULE__{sides: sides}) when is_polygon(sides), do: {:ok, (sides - 2) * 180}
  def angle_sum(_other), do: :error
end

defprotocol Training.Area do
  @doc "The area of a thing."
  @fallback_to_any true
  def area(thing)
end

defimpl Training.Area, for: Tuple do
  def area({width, height}), do: width * height
end

defimpl Training.Area, for: Any do
  def area(_thing), do: 0
end

defmodule Training.Counter do
  use GenServer

  def start_link(first), do: GenServer.start_link(__MODULE__, first, name: __MODULE__)
  def next, do: GenServer.call(__MODULE__, :next)
  def reset(value), do: GenServer.cast(__MODULE__, {:reset, value})

  @impl true
  def init(first), do: {:ok, first}

  @impl true
  def handle_call(:next, _from, n), do: {:reply, n, n + 1}

  @impl true
  def handle_cast({:reset, value}, _n), do: {:noreply, value}
end

defmodule Training.Macros do
  defmacro twice(expression) do
    quote do
      {unquote(expression), unquote(expression)}
    end
  end
end

defmodule Training do
  require Training.Macros
  import Bitwise, only: [band: 2]
  alias Training.{Area, Counter, Shape}

  def sum([]), do: 0
  def sum([head | tail]), do: head + sum(tail)

  def fibonacci(n) when n < 2, do: n
  def fibonacci(n), do: fibonacci(n - 1) + fibonacci(n - 2)

  def collections do
    numbers = Enum.to_list(1..50)
    IO.inspect(numbers |> Enum.map(&(&1 * 2)) |> Enum.filter(&(rem(&1, 3) == 0)) |> Enum.take(3))
    IO.inspect(Enum.reduce(numbers, 0, &+/2) + sum(numbers) + band(13, 7))
    IO.inspect(Training.Macros.twice(1 + 1))
    IO.inspect(for x <- 1..3, y <- [:a, :b], x != 2, into: %{}, do: {{x, y}, "#{x}#{y}"})
    IO.inspect(numbers |> Stream.chunk_every(7) |> Stream.map(&Enum.sum/1) |> Enum.sort(:desc))
    IO.inspect(Enum.group_by(numbers, &rem(&1, 3), &(&1 / 2)) |> Map.keys())
    IO.inspect(Enum.zip(["x", "y"], Enum.with_index([1.5, nil])), label: "zipped")
    words = ~w(pear apple fig)a

    IO.inspect(
      {Enum.sort(words), Keyword.get([a: 1, b: 2], :b), MapSet.new(words),
       List.flatten([1, [2, [3]]])}
    )

    IO.inspect(
      %{a: %{b: [c: 1]}}
      |> put_in([:a, :b, :c], 2)
      |> update_in([:a, :b], &Keyword.put(&1, :d, 3))
    )
  end

  def texts do
    text = "Größe, 12 Äpfel"
    IO.puts(String.upcase(text) <> " " <> String.pad_leading("7", 3, "0"))

    IO.inspect(
      {String.split(text, ", "), String.length(text), String.graphemes("aé"), to_charlist("abc")}
    )

    IO.inspect(Regex.run(~r/(\d+)\s+(\w+)/u, text))
    IO.puts(String.replace(text, ~r/[aeiou]/, fn vowel -> "<#{vowel}>" end))
    <<first::utf8, rest::binary>> = text

    IO.inspect(
      {first, byte_size(rest), Integer.parse("42abc"), Float.round(3.14159, 2),
       Integer.to_string(255, 16)}
    )

    IO.puts(Enum.join([Date.add(~D[2024-02-28], 2), ~T[10:00:00], Version.parse!("1.2.3")], " "))
  end

  def failures do
    try do
      raise ArgumentError, "wrong"
    rescue
      problem in ArgumentError -> IO.puts(Exception.message(problem))
    after
      IO.puts("after")
    end

    IO.inspect(catch_throw(fn -> throw(:ball) end))

    with {:ok, sum} <- Shape.angle_sum(%Shape{name: "square", sides: 4}),
         :error <- Shape.angle_sum(:circle) do
      IO.inspect(sum)
    else
      other -> IO.inspect(other)
    end
  end

  defp catch_throw(fun) do
    fun.()
  catch
    kind, value -> {kind, value}
  end

  def processes do
    {:ok, supervisor} = Supervisor.start_link([{Counter, 5}], strategy: :one_for_one)
    IO.inspect({Counter.next(), Counter.reset(1), Counter.next()})
    parent = self()
    child = spawn_link(fn -> send(parent, {:hello, self()}) end)

    receive do
      {:hello, ^child} -> IO.puts("received")
    after
      1_000 -> IO.puts("late")
    end

    IO.inspect(1..4 |> Enum.map(&Task.async(fn -> fibonacci(&1 + 10) end)) |> Task.await_many())
    {:ok, agent} = Agent.start_link(fn -> %{} end)
    Agent.update(agent, &Map.put(&1, :key, "value"))
    IO.inspect(Agent.get(agent, & &1))
    {_pid, reference} = spawn_monitor(fn -> exit(:done) end)
    receive do: ({:DOWN, ^reference, :process, _pid, reason} -> IO.inspect(reason))
    table = :ets.new(:table, [:set, :public])
    :ets.insert(table, {:a, 1})
    IO.inspect(:ets.lookup(table, :a))
    Supervisor.stop(supervisor)
  end

  def services do
    {:ok, _} = Registry.start_link(keys: :unique, name: Training.Registry)
    {:ok, supervisor} = DynamicSupervisor.start_link(strategy: :one_for_one)
    name = {:via, Registry, {Training.Registry, "agent"}}
    {:ok, agent} = DynamicSupervisor.start_child(supervisor, {Agent, fn -> 0 end})
    {:ok, _} = Registry.register(Training.Registry, "self", agent)

    IO.inspect(
      {Registry.lookup(Training.Registry, "self"), GenServer.whereis(name),
       DynamicSupervisor.count_children(supervisor)}
    )

    IO.inspect(1..4 |> Task.async_stream(&(&1 * 2)) |> Enum.map(&elem(&1, 1)))
    Process.send_after(self(), :tick, 1)
    receive do: (:tick -> IO.inspect(Process.info(self(), :message_queue_len)))
    {:ok, tasks} = Task.Supervisor.start_link()

    IO.inspect(
      Task.await(Task.Supervisor.async(tasks, fn -> System.monotonic_time(:millisecond) > 0 end))
    )

    Enum.each([tasks, supervisor], &Supervisor.stop/1)
  end

  def formats do
    text = JSON.encode!(%{"a" => [1, 2.5, nil, true, "x"]})

    IO.inspect(
      {text, JSON.decode!(text), Base.encode64("abc"), Base.decode16!("FF"),
       :crypto.hash(:sha256, "abc")}
    )

    IO.puts(
      DateTime.to_iso8601(DateTime.utc_now()) <>
        to_string(NaiveDateTime.add(~N[2024-01-01 00:00:00], 3))
    )

    IO.inspect(
      {URI.parse("http://host:80/path?q=1").host,
       OptionParser.parse(["--a", "1"], strict: [a: :integer])}
    )

    :rand.seed(:exsss, {1, 2, 3})

    IO.inspect(
      {:rand.uniform(10), Enum.random([1, 2]), Enum.shuffle([1, 2, 3]),
       :timer.tc(fn -> Integer.pow(2, 100) end)}
    )

    IO.inspect(
      {:queue.to_list(:queue.in(1, :queue.new())),
       :erlang.binary_to_term(:erlang.term_to_binary(a: 1.5))}
    )

    IO.inspect(
      Regex.named_captures(~r/(?<word>\w+)/, "one two")
      |> Map.merge(%{"n" => Regex.scan(~r/o/, "foo")})
    )

    :io.format("~p ~s ~w~n", [[1], "a", :b])
    file = Path.join(System.tmp_dir!(), "jlixir-training-#{System.os_time()}")
    File.write!(file, "one\ntwo\n")

    IO.inspect(
      {File.read!(file), File.stream!(file) |> Enum.map(&String.trim/1), File.exists?(file)}
    )

    File.rm!(file)
    counter = :counters.new(1, [])
    :counters.add(counter, 1, 2)

    IO.inspect(
      {:counters.get(counter, 1),
       Stream.iterate(1, &(&1 * 2)) |> Stream.take_while(&(&1 < 9)) |> Enum.to_list()}
    )

    IO.inspect(for <<byte <- "abc">>, into: <<>>, do: <<byte + 1>>)

    IO.inspect(
      Stream.unfold(3, &if(&1 > 0, do: {&1, &1 - 1})) |> Enum.chunk_by(&(rem(&1, 2) == 0)),
      charlists: :as_lists
    )
  end

  def areas,
    do: IO.inspect({Area.area({3, 4}), Area.area("none"), Code.eval_string("1 + x", x: 2)})
end

IO.puts("start")
Training.collections()
Training.texts()
Training.failures()
Training.processes()
Training.services()
Training.formats()
Training.areas()
IO.inspect(System.argv())
