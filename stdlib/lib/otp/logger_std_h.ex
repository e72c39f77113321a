defmodule :logger_std_h do
  @moduledoc "The handler that writes formatted events to standard output, standard error or a file."

  @doc false
  def adding_handler(%{config: config} = handler) when is_map(config) do
    {:ok, %{handler | config: :maps.merge(%{type: :standard_io}, config)}}
  end

  def adding_handler(handler), do: {:ok, :maps.put(:config, %{type: :standard_io}, handler)}

  @doc false
  def changing_config(_how, _old, new), do: {:ok, new}

  @doc false
  def removing_handler(_handler), do: :ok

  @doc "Writes an event."
  def log(event, %{config: config, formatter: {module, formatter}}) do
    write(:maps.get(:type, config, :standard_io), config, text(module, event, formatter))
  end

  defp text(module, event, formatter) do
    case :unicode.characters_to_binary(module.format(event, formatter)) do
      text when is_binary(text) -> text
      _ -> "FORMATTER ERROR: bad return value\n"
    end
  end

  defp write(:standard_io, _config, text), do: :io.put_chars(:user, text)
  defp write(:standard_error, _config, text), do: :io.put_chars(:standard_error, text)
  defp write({:device, device}, _config, text), do: :io.put_chars(device, text)
  defp write({:file, file}, _config, text), do: append(file, text)
  defp write({:file, file, _modes}, _config, text), do: append(file, text)
  defp write(:file, %{file: file}, text), do: append(file, text)

  defp append(file, text), do: :file.write_file(file, text, [:append])

  @doc "Makes sure that all is written; it always is."
  def filesync(_name), do: :ok
end
