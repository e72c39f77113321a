defmodule :compile do
  @moduledoc """
  What is asked of Erlang's compiler that makes sense without one: the options that the environment gives it.
  """

  @doc """
  The options in the environment variable `ERL_COMPILER_OPTIONS`, an Erlang term; no options when it is not set.

      iex> is_list(:compile.env_compiler_options())
      true

  """
  @spec env_compiler_options() :: [term]
  def env_compiler_options do
    case :os.getenv(~c"ERL_COMPILER_OPTIONS") do
      false -> []
      text -> options(text)
    end
  end

  defp options(text) do
    with {:ok, tokens, _end} <- :erl_scan.string(text ++ ~c"."),
         {:ok, term} <- :erl_parse.parse_term(tokens) do
      List.wrap(term)
    else
      _unreadable -> []
    end
  end
end
