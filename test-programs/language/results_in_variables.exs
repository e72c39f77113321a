# A call whose result is bound and given back at once is the last thing that a function does: no frame is kept for it.
defmodule Results do
  def named(0), do: :done

  def named(n) do
    result = named(n - 1)
    result
  end

  def bound(0), do: :done
  def bound(n), do: _result = bound(n - 1)

  def chosen(0, even), do: even

  def chosen(n, even) do
    result =
      case rem(n, 2) do
        0 -> chosen(n - 1, even + 1)
        1 -> chosen(n - 1, even)
      end

    result
  end

  def frames(0) do
    raise "x"
  rescue
    _ -> Enum.count(__STACKTRACE__, &match?({Results, :frames, 1, _}, &1))
  end

  def frames(n) do
    count = frames(n - 1)
    count
  end

  def rebound(x) do
    x = x + 1
    x
  end
end

n = 2_000_000
IO.inspect({Results.named(n), Results.bound(n), Results.chosen(n, 0), Results.rebound(1)})
IO.inspect(Results.frames(5))
