# The order in which those that are linked to a process hear of its end, and in which they are listed.
defmodule LinkOrder do
  @count 40

  def children do
    parent = self()

    for i <- 1..@count do
      pid =
        spawn(fn ->
          Process.flag(:trap_exit, true)
          send(parent, :trapping)

          serve(i, parent)
        end)

      receive do: (:trapping -> pid)
    end
  end

  defp serve(i, parent) do
    receive do
      {:ping, from} ->
        send(from, :pong)
        serve(i, parent)

      {:EXIT, _, reason} ->
        send(parent, {:ended, i, reason})
    end
  end

  # A link is gone when both sides know of it.
  defp unlink(child) do
    Process.unlink(child)
    send(child, {:ping, self()})
    receive do: (:pong -> :ok)
  end

  @doc "Links to the children of these numbers, unlinks those of negative ones, ends; gives the order of what is seen."
  def run(steps) do
    children = children()
    numbers = children |> Enum.with_index(1) |> Map.new()
    parent = self()

    hub =
      spawn(fn ->
        Enum.each(steps, fn
          step when step > 0 -> Process.link(Enum.at(children, step - 1))
          step -> unlink(Enum.at(children, -step - 1))
        end)

        {:links, links} = Process.info(self(), :links)
        send(parent, {:links, Enum.map(links, &numbers[&1])})
        receive do: (:stop -> exit(:stopped))
      end)

    links = receive do: ({:links, links} -> links)
    send(hub, :stop)
    ended = for _ <- links, do: receive(do: ({:ended, i, :stopped} -> i))
    Enum.each(children, &Process.exit(&1, :kill))
    {links, Enum.sort(ended) == Enum.sort(links)}
  end
end

IO.inspect(LinkOrder.run([1]))
IO.inspect(LinkOrder.run([1, 2, 3]))
IO.inspect(LinkOrder.run(Enum.to_list(1..10)))
IO.inspect(LinkOrder.run(Enum.to_list(10..1//-1)))
IO.inspect(LinkOrder.run(Enum.to_list(1..40)), limit: :infinity)
IO.inspect(LinkOrder.run([5, 2, 9, 1, 7, 3, 10, 8, 4, 6, -5]), limit: :infinity)

:rand.seed(:exsss, {1, 2, 3})

for _ <- 1..60 do
  steps = for _ <- 1..:rand.uniform(120), do: :rand.uniform(40) * Enum.random([1, 1, -1])
  IO.inspect(LinkOrder.run(steps), limit: :infinity)
end
