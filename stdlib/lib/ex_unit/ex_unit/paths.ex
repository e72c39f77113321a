defmodule ExUnit.Paths do
  @moduledoc false

  # Which files belong to the tests at a path.

  @helper "test_helper.exs"

  @doc "The files of tests in a folder, or the file itself."
  def tests(path), do: if(File.dir?(path), do: [path, "**", "*_test.exs"] |> Path.join() |> Path.wildcard() |> Enum.sort(), else: [path])

  @doc "The helper of a folder, or of the nearest one above it up to the working directory: a list of one or none."
  def helper(path) do
    path |> folders() |> Enum.map(&Path.join(&1, @helper)) |> Enum.find(&File.regular?/1) |> List.wrap() |> Enum.map(&Path.relative_to_cwd/1)
  end

  @doc "The sources that the tests at `path` are of: those in the folder `lib` beside the folder `test` it belongs to."
  def sources(path) do
    root =
      case Enum.find(folders(path), &(Path.basename(&1) == "test")) do
        nil -> File.cwd!()
        test -> Path.dirname(test)
      end

    [root, "lib", "**", "*.ex"] |> Path.join() |> Path.wildcard() |> Enum.sort() |> Enum.map(&Path.relative_to_cwd/1)
  end

  # The folder of a path, and those above it that are below the working directory; it is the last.
  defp folders(path) do
    folder = if File.dir?(path), do: Path.expand(path), else: Path.dirname(Path.expand(path))
    above(folder, File.cwd!())
  end

  defp above(folder, top) do
    if folder == top or Path.dirname(folder) == folder, do: [folder], else: [folder | above(Path.dirname(folder), top)]
  end

  @doc "The files of part `number` of `total`: each so many-th of them."
  def partition(files, {1, 1}), do: files

  def partition(files, {number, total}) do
    for {file, index} <- Enum.with_index(files), rem(index, total) == number - 1, do: file
  end
end
