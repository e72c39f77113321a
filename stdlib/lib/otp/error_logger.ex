defmodule :error_logger do
  @moduledoc "The older way to log, by way of `:logger`."

  @doc "Logs an error from a format and arguments."
  def error_msg(format), do: error_msg(format, [])
  def error_msg(format, args), do: message(:error, :error, format, args)

  @doc "Logs an error from a format and arguments."
  def format(format, args), do: message(:error, :error, format, args)

  @doc "Logs a warning from a format and arguments."
  def warning_msg(format), do: warning_msg(format, [])
  def warning_msg(format, args), do: message(:warning, :warning_msg, format, args)

  @doc "Logs information from a format and arguments."
  def info_msg(format), do: info_msg(format, [])
  def info_msg(format, args), do: message(:notice, :info_msg, format, args)

  @doc "Logs an error report."
  def error_report(report), do: error_report(:std_error, report)
  def error_report(type, report), do: report(:error, :error_report, type, report)

  @doc "Logs a warning report."
  def warning_report(report), do: warning_report(:std_warning, report)
  def warning_report(type, report), do: report(:warning, :warning_report, type, report)

  @doc "Logs an information report."
  def info_report(report), do: info_report(:std_info, report)
  def info_report(type, report), do: report(:notice, :info_report, type, report)

  @doc "Returns the level of warnings."
  def warning_map, do: :warning

  @doc "Turns output on and off; it is a matter of `:logger` now."
  def tty(flag) when is_boolean(flag), do: :ok

  @doc "Returns the depth to which terms are formatted."
  def get_format_depth, do: :unlimited

  @doc "Cuts a term down to the format depth."
  def limit_term(term), do: term

  defp message(level, tag, format, args) do
    :logger.log(level, to_charlist_format(format), args, %{error_logger: %{tag: tag}})
  end

  defp to_charlist_format(format) when is_binary(format), do: :unicode.characters_to_list(format)
  defp to_charlist_format(format), do: format

  defp report(level, tag, type, report) do
    :logger.log(level, %{label: {:error_logger, tag}, report: report}, %{
      report_cb: &:error_logger.report_to_format/1,
      error_logger: %{tag: tag, type: type}
    })
  end

  @doc false
  def report_to_format(%{report: report}) when is_list(report), do: :logger.format_report(report)
  def report_to_format(%{report: report}), do: {~c"~tp", [report]}
end
