defmodule :logger_std_h do
  @moduledoc "The handler that writes formatted events to standard output, standard error or a file."

  @doc false
  def adding_handler(%{config: config} = handler) when is_map(config) do
    {:ok, %{handler | config: checked(:maps.merge(%{type: type(config)}, config))}}
  end

  def adding_handler(handler), do: {:ok, :maps.put(:config, %{type: :standard_io}, handler)}

  defp type(%{file: _}), do: :file
  defp type(_config), do: :standard_io

  defp checked(%{file: file} = config), do: %{config | file: :filename.absname(file)}
  defp checked(config), do: config

  @doc false
  def changing_config(_how, _old, new), do: {:ok, new}

  @doc false
  def removing_handler(_handler), do: :ok

  @doc "Writes an event."
  def log(event, %{config: config, formatter: {module, formatter}}) do
    write(:maps.get(:type, config, :standard_io), config, text(module, event, formatter))
  end

  defp text(module, event, formatter) do
    chardata = module.format(event, formatter)

    case :unicode.characters_to_binary(chardata) do
      text when is_binary(text) ->
        text

      _ ->
        report_bad_return(module, event, formatter, chardata)
        "FORMATTER ERROR: bad return value\n"
    end
  end

  # By another process, as it may be the same handler that writes this.
  defp report_bad_return(module, event, formatter, chardata) do
    report = [
      formatter_error: module,
      config: formatter,
      log_event: event,
      bad_return_value: chardata,
      catched: {:error, :badarg, []}
    ]

    :erlang.spawn(fn -> :logger.log(:debug, report, %{logger_formatter: %{title: ~c"FORMATTER ERROR"}}) end)
  end

  defp write(:standard_io, _config, text), do: put(:user, text)
  defp write(:standard_error, _config, text), do: put(:standard_error, text)
  defp write({:device, device}, _config, text), do: put(device, text)
  defp write({:file, file}, _config, text), do: append(file, text)
  defp write({:file, file, _modes}, _config, text), do: append(file, text)
  defp write(:file, %{file: file}, text), do: append(file, text)

  # A device that ends while it is written to, such as one that captured output, is no fault of the handler, which stays.
  defp put(device, text) do
    :io.put_chars(device, text)
  catch
    :error, :terminated -> :ok
  end

  defp append(file, text), do: :file.write_file(file, text, [:append])

  @doc "Makes sure that all is written; it always is."
  def filesync(_name), do: :ok
end
