defmodule Inspect.Opts do
  @moduledoc """
  The options of `inspect/2`.

    * `:base` - `:binary`, `:octal`, `:decimal` (the default) or `:hex`, for integers and binaries
    * `:binaries` - `:infer`, `:as_binaries` or `:as_strings`
    * `:charlists` - `:infer`, `:as_lists` or `:as_charlists`
    * `:custom_options` - a keyword list for your own implementations of `Inspect`
    * `:inspect_fun` - the function that turns a term into a document
    * `:limit` - how many items are shown, counted over the whole term (`:infinity` for all)
    * `:pretty` - whether to break lines at `:width`
    * `:printable_limit` - how many characters of a string or charlist are shown
    * `:safe` - whether a failing implementation is shown instead of raising
    * `:structs` - whether structs go through `Inspect` or are shown as maps
    * `:syntax_colors` - a keyword list of colors for kinds of terms
    * `:width` - the width of a line

  """

  defstruct base: :decimal,
            binaries: :infer,
            charlists: :infer,
            custom_options: [],
            inspect_fun: &Inspect.inspect/2,
            limit: 200,
            pretty: false,
            printable_limit: 4096,
            safe: true,
            structs: true,
            syntax_colors: [],
            width: 80

  @type color_key :: atom

  @type t :: %__MODULE__{
          base: :decimal | :binary | :hex | :octal,
          binaries: :infer | :as_binaries | :as_strings,
          charlists: :infer | :as_lists | :as_charlists,
          custom_options: keyword,
          inspect_fun: (any, t -> Inspect.Algebra.t()),
          limit: non_neg_integer | :infinity,
          pretty: boolean,
          printable_limit: non_neg_integer | :infinity,
          safe: boolean,
          structs: boolean,
          syntax_colors: [{color_key, IO.ANSI.ansidata()}],
          width: non_neg_integer | :infinity
        }

  @default_fun {__MODULE__, :default_inspect_fun}

  @doc """
  Builds the options from a keyword list.

      iex> Inspect.Opts.new(limit: 5).limit
      5

  """
  @spec new(keyword) :: t
  def new(opts) do
    case :persistent_term.get(@default_fun, nil) do
      nil -> struct(__MODULE__, opts)
      fun -> struct(__MODULE__, [{:inspect_fun, fun} | opts])
    end
  end

  @doc """
  The inspect function used when no `:inspect_fun` is given.

      iex> Inspect.Opts.default_inspect_fun()
      &Inspect.inspect/2

  """
  @spec default_inspect_fun() :: (term, t -> Inspect.Algebra.t())
  def default_inspect_fun(), do: :persistent_term.get(@default_fun, &Inspect.inspect/2)

  @doc """
  Changes the inspect function used when no `:inspect_fun` is given. Not meant for libraries.

      iex> Inspect.Opts.default_inspect_fun(Inspect.Opts.default_inspect_fun())
      :ok

  """
  @spec default_inspect_fun((term, t -> Inspect.Algebra.t())) :: :ok
  def default_inspect_fun(fun) when is_function(fun, 2), do: :persistent_term.put(@default_fun, fun)
end
