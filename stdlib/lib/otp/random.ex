defmodule :random do
  @moduledoc """
  The random numbers of Wichmann and Hill (1982, algorithm AS 183), which programs from before `:rand` use. Not for secrets.
  """

  @key :random_seed
  @default {3172, 9814, 20125}

  @doc "The seed that there is before any is set."
  def seed0, do: @default

  @doc "Sets the default seed for this process; returns the seed before or `:undefined`."
  def seed, do: :erlang.put(@key, @default)

  @doc "Sets the seed for this process."
  def seed({a1, a2, a3}), do: seed(a1, a2, a3)

  def seed(a1, a2, a3) do
    :erlang.put(@key, {:erlang.abs(a1) |> rem(30268) |> Kernel.+(1), :erlang.abs(a2) |> rem(30306) |> Kernel.+(1), :erlang.abs(a3) |> rem(30322) |> Kernel.+(1)})
  end

  @doc "A number from 0.0 up to 1.0."
  def uniform do
    {value, seed} = uniform_s(current())
    :erlang.put(@key, seed)
    value
  end

  @doc "A number from 1 to `limit`."
  def uniform(limit) when is_integer(limit) and limit >= 1, do: trunc(uniform() * limit) + 1

  @doc "As `uniform/0` of a seed: `{number, next_seed}`."
  def uniform_s({a1, a2, a3}) do
    b1 = rem(a1 * 171, 30269)
    b2 = rem(a2 * 172, 30307)
    b3 = rem(a3 * 170, 30323)
    sum = b1 / 30269 + b2 / 30307 + b3 / 30323
    {sum - trunc(sum), {b1, b2, b3}}
  end

  @doc "As `uniform/1` of a seed: `{number, next_seed}`."
  def uniform_s(limit, seed) when is_integer(limit) and limit >= 1 do
    {value, seed} = uniform_s(seed)
    {trunc(value * limit) + 1, seed}
  end

  defp current do
    case :erlang.get(@key) do
      :undefined -> @default
      seed -> seed
    end
  end
end
