defmodule Config.Reader do
  @moduledoc """
  Reads configuration files written with `Config`.
  """

  @behaviour Config.Provider

  @impl true
  @doc false
  def init(opts) when is_list(opts) do
    {path, opts} = Keyword.pop!(opts, :path)
    Config.Provider.validate_config_path!(path)
    {path, opts}
  end

  def init(path), do: init(path: path)

  @impl true
  @doc false
  def load(config, {path, opts}) do
    merge(config, path |> Config.Provider.resolve_config_path!() |> read!(opts))
  end

  @doc """
  Evaluates the text of a configuration file.

      iex> Config.Reader.eval!("config.exs", "import Config; config :my_app, key: 1")
      [my_app: [key: 1]]

  """
  @doc since: "1.11.0"
  @spec eval!(Path.t(), binary, keyword) :: keyword
  def eval!(file, contents, opts \\ []) when is_binary(file) and is_binary(contents) and is_list(opts) do
    file |> Path.expand() |> Config.__eval__!(contents, opts) |> elem(0)
  end

  @doc """
  Reads a configuration file.

      [my_app: [port: 4000]] = Config.Reader.read!("config/prod.exs", env: :prod)

  """
  @doc since: "1.9.0"
  @spec read!(Path.t(), keyword) :: keyword
  def read!(file, opts \\ []) when is_binary(file) and is_list(opts) do
    file = Path.expand(file)
    opts = if is_list(opts[:imports]), do: Keyword.update!(opts, :imports, &[file | &1]), else: opts
    file |> Config.__eval__!(File.read!(file), Keyword.put_new(opts, :imports, [file])) |> elem(0)
  end

  @doc """
  Reads a configuration file; returns the values and the files that it imports, itself included.

      {_config, files} = Config.Reader.read_imports!("config/config.exs", env: :dev)

  """
  @doc since: "1.9.0"
  @spec read_imports!(Path.t(), keyword) :: {keyword, [Path.t()]}
  def read_imports!(file, opts \\ []) when is_binary(file) and is_list(opts) do
    if opts[:imports] == :disabled, do: raise(ArgumentError, ":imports must be a list of paths")

    file = Path.expand(file)
    Config.__eval__!(file, File.read!(file), Keyword.update(opts, :imports, [file], &[file | &1]))
  end

  @doc """
  Merges two configurations; keyword lists within them are merged too.

      iex> Config.Reader.merge([app: [a: [x: 1]]], app: [a: [y: 2]])
      [app: [a: [x: 1, y: 2]]]

  """
  @doc since: "1.9.0"
  @spec merge(keyword, keyword) :: keyword
  def merge(config1, config2) when is_list(config1) and is_list(config2), do: Config.__merge__(config1, config2)
end
