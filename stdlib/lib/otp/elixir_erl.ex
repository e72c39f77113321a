defmodule :elixir_erl do
  @moduledoc """
  The back end that the debug information of modules names: it gives the formats in which tools ask for it.
  """

  @doc """
  The debug information of a module in the format asked for. There is one, `:elixir_v1`: a map with the module's expanded
  `definitions`, `attributes`, `struct` and more.

      iex> :elixir_erl.debug_info(:elixir_v1, Some, :none, [])
      {:error, :missing}

      iex> :elixir_erl.debug_info(:core_v1, Some, {:elixir_v1, %{module: Some}, []}, [])
      {:error, :unknown_format}

  """
  @spec debug_info(atom, module, term, [term]) :: {:ok, map} | {:error, :missing | :unknown_format}
  def debug_info(:elixir_v1, _module, {:elixir_v1, map, _typespecs}, _options), do: {:ok, map}
  def debug_info(:elixir_v1, _module, _data, _options), do: {:error, :missing}
  def debug_info(_format, _module, _data, _options), do: {:error, :unknown_format}
end
