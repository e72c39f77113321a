defmodule :erl_prim_loader do
  @moduledoc """
  Files as the code server sees them: those of the file system, and the modules of the applications that jlixir comes with, which
  stand in a jar.
  """

  @doc """
  The names in a folder, or `:error` when there is no such folder.

      iex> {:ok, files} = :erl_prim_loader.list_dir(:filename.join(:code.lib_dir(:elixir), ~c"ebin"))
      iex> ~c"Elixir.Enum.beam" in files
      true

      iex> :erl_prim_loader.list_dir(~c"no/folder/of/that/name")
      :error

  """
  @spec list_dir(:file.filename_all()) :: {:ok, [charlist]} | :error
  def list_dir(folder) do
    with {:error, _reason} <- :file.list_dir(folder),
         names when is_list(names) <- :jlixir_library.files(folder) do
      {:ok, :lists.map(&:erlang.binary_to_list/1, names)}
    else
      {:ok, names} -> {:ok, names}
      :error -> :error
    end
  end

  @doc """
  What a file holds and its whole name, or `:error` when there is no such file.
  """
  @spec get_file(:file.filename()) :: {:ok, binary, :file.filename()} | :error
  def get_file(file) do
    case :file.read_file(file) do
      {:ok, content} -> {:ok, content, :filename.absname(file)}
      {:error, _reason} -> :error
    end
  end

  @doc """
  As `:file.read_file_info/1`, with `:error` for every failure.
  """
  @spec read_file_info(:file.filename()) :: {:ok, tuple} | :error
  def read_file_info(file) do
    with {:error, _reason} <- :file.read_file_info(file), do: :error
  end
end
