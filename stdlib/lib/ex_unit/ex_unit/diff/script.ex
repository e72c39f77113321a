defmodule ExUnit.Diff.Script do
  @moduledoc false

  # Aligns two lists: Myers 1986, An O(ND) difference algorithm and its variations. Each path carries what the patterns
  # on it have bound, as that decides what later ones match.

  @doc """
  The steps from `left` to `right`: `{:both, left, right}`, or for what lies between two of those
  `{:only, lefts, rights}`.

  `same?` gets an element of each and the environment, and returns `{:ok, environment}` or `:error`.
  """
  def align(left, right, env, same?) do
    start = follow({0, left, right, env, []}, same?)
    start |> search(%{}, 0, same?) |> Enum.reverse() |> gaps([], [], [])
  end

  defp search({_, [], [], _, steps}, _paths, _edits, _same?), do: steps
  defp search(path, paths, edits, same?), do: widen(Map.put(paths, 0, path), edits + 1, same?)

  # paths: how far each diagonal has come, {how much of the left is used, rest of left, rest of right, env, steps}
  defp widen(paths, edits, same?) do
    case diagonals(-edits, edits, paths, same?, %{}) do
      {:done, steps} -> steps
      next -> widen(next, edits + 1, same?)
    end
  end

  defp diagonals(diagonal, edits, _paths, _same?, next) when diagonal > edits, do: next

  defp diagonals(diagonal, edits, paths, same?, next) do
    case step(Map.get(paths, diagonal - 1), Map.get(paths, diagonal + 1)) do
      nil ->
        diagonals(diagonal + 2, edits, paths, same?, next)

      path ->
        case follow(path, same?) do
          {_, [], [], _, steps} -> {:done, steps}
          path -> diagonals(diagonal + 2, edits, paths, same?, Map.put(next, diagonal, path))
        end
    end
  end

  # The path that comes further: one that drops an element of the left, or one that takes an element of the right.
  defp step({used, [head | left], right, env, steps}, {other, _, rights, _, _}) when used >= other or rights == [],
    do: {used + 1, left, right, env, [{:left, head} | steps]}

  defp step(_, {used, left, [head | right], env, steps}), do: {used, left, right, env, [{:right, head} | steps]}
  defp step({used, [head | left], right, env, steps}, _), do: {used + 1, left, right, env, [{:left, head} | steps]}
  defp step(_, _), do: nil

  defp follow({used, [left | lefts], [right | rights], env, steps} = path, same?) do
    case same?.(left, right, env) do
      {:ok, env} -> follow({used + 1, lefts, rights, env, [{:both, left, right} | steps]}, same?)
      :error -> path
    end
  end

  defp follow(path, _same?), do: path

  defp gaps([{:left, left} | steps], lefts, rights, done), do: gaps(steps, [left | lefts], rights, done)
  defp gaps([{:right, right} | steps], lefts, rights, done), do: gaps(steps, lefts, [right | rights], done)
  defp gaps([{:both, _, _} = both | steps], lefts, rights, done), do: gaps(steps, [], [], [both | close(lefts, rights, done)])
  defp gaps([], lefts, rights, done), do: Enum.reverse(close(lefts, rights, done))

  defp close([], [], done), do: done
  defp close(lefts, rights, done), do: [{:only, Enum.reverse(lefts), Enum.reverse(rights)} | done]
end
