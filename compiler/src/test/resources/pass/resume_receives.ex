defmodule ResumeReceives do
  # The receive is all of the function.
  def all(state) do
    receive do
      {:put, new} -> all(new)
      :stop -> state
    end
  end

  # Something comes before it.
  def after_another(pid, unused) do
    send(pid, unused)

    receive do
      {^pid, reply} -> reply
    after
      100 -> :timeout
    end
  end

  # Something is left to do.
  def not_last do
    reply =
      receive do
        message -> message
      end

    {:ok, reply}
  end

  def in_a_closure(key) do
    fn ->
      receive do
        ^key -> :found
      end
    end
  end

  def none(x), do: x
end
