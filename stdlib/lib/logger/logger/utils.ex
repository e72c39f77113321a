defmodule Logger.Utils do
  @moduledoc false

  # Primary filters: the level of the process that logs, and the translation of Erlang's reports.

  def process_level(%{level: level}, _extra) do
    case :erlang.get({Logger, :level}) do
      :undefined -> :ignore
      limit -> if :logger.compare_levels(level, limit) == :lt, do: :stop, else: :ignore
    end
  end

  def translator(%{meta: %{domain: [:elixir | _]}}, _config), do: :ignore
  def translator(%{meta: %{domain: [:otp, :sasl | _]}}, %{sasl: false}), do: :stop
  def translator(%{meta: %{domain: [:supervisor_report | _]}}, %{sasl: false}), do: :stop
  def translator(%{meta: %{domain: [:otp | _]}}, %{otp: false}), do: :stop
  def translator(%{msg: {:string, _}}, _config), do: :ignore

  def translator(%{level: level, msg: msg, meta: meta} = event, %{translators: translators}) do
    min_level = :logger.get_primary_config().level

    try do
      translate(translators, min_level, level, kind_and_data(msg), meta)
    catch
      kind, reason ->
        failure = Exception.format(kind, reason, __STACKTRACE__)
        %{event | msg: {:string, ["Failure while translating Erlang's logger event\n", failure]}}
    else
      :ignore -> :ignore
      :stop -> :stop
      {chardata, metadata} -> translated(event, chardata, Map.merge(meta, metadata))
    end
  end

  # Handlers and their filters get the report itself; whoever writes it asks for its translation.
  defp translated(%{msg: {:report, _report}} = event, chardata, meta) do
    %{event | meta: Map.put(meta, :report_cb, fn _report -> {~c"~ts", [chardata]} end)}
  end

  defp translated(event, chardata, meta), do: %{event | msg: {:string, chardata}, meta: meta}

  defp kind_and_data({:report, %{label: label, report: report} = complete}) when map_size(complete) == 2 do
    {:report, {label, report}}
  end

  defp kind_and_data({:report, %{label: {:error_logger, _}, format: format, args: args}}), do: {:format, {format, args}}
  defp kind_and_data({:report, report}), do: {:report, {:logger, report}}
  defp kind_and_data({format, args}), do: {:format, {format, args}}

  defp translate([], _min_level, _level, _data, _meta), do: :ignore

  defp translate([{mod, fun} | rest], min_level, level, {kind, data} = message, meta) do
    case apply(mod, fun, [min_level, level, kind, data]) do
      {:ok, chardata, metadata} -> {chardata, Map.new(metadata)}
      {:ok, chardata} -> {chardata, %{}}
      :skip -> :stop
      :none -> translate(rest, min_level, level, message, meta)
    end
  end

  def translated_cb({:logger, %{label: {:error_logger, _}, format: format, args: args}}), do: {format, args}
  def translated_cb(report), do: {~c"~tp", [report]}

  # A format taken apart as `:io_lib.scan_format/2` does, where Erlang's `~p` and `~w` are texts written the Elixir way, and those of
  # `~s` together have at most `truncate` bytes.
  def scan_inspect(format, args, truncate, opts \\ [])

  def scan_inspect(format, args, truncate, opts) when is_atom(format) do
    scan_inspect(Atom.to_charlist(format), args, truncate, opts)
  end

  def scan_inspect(format, args, truncate, opts) when is_binary(format) do
    scan_inspect(String.to_charlist(format), args, truncate, opts)
  end

  def scan_inspect(format, [], _truncate, _opts) when is_list(format), do: :io_lib.scan_format(format, [])

  def scan_inspect(format, args, truncate, opts) when is_list(format) do
    {parts, _left} = format |> :io_lib.scan_format(args) |> Enum.map_reduce(truncate, &shown(&1, &2, opts))
    parts
  end

  defp shown(%{control_char: char, args: args, width: width, strings: strings?} = part, left, opts) when char in ~c"wWpP" do
    {term, limit} =
      case args do
        [term] -> {term, []}
        [term, depth] -> {term, [limit: depth]}
      end

    charlists = if strings?, do: :infer, else: :as_lists
    opts = struct(Inspect.Opts, Keyword.merge(limit ++ [charlists: charlists], opts))
    text = term |> Inspect.Algebra.to_doc(opts) |> Inspect.Algebra.group() |> Inspect.Algebra.format(columns(char, width)) |> IO.iodata_to_binary()
    {text_part(part, text), left}
  end

  defp shown(%{control_char: ?s, args: [text]} = part, left, _opts) when is_binary(text) or is_list(text) do
    {text, left} = cut_text(text, left)
    {text_part(part, text), left}
  end

  defp shown(part, left, _opts), do: {part, left}

  defp columns(char, _width) when char in ~c"wW", do: :infinity
  defp columns(_char, :none), do: 80
  defp columns(_char, width), do: width

  defp cut_text(text, :infinity), do: {text, :infinity}

  defp cut_text(text, left) do
    {text, left} = truncate_n(text, left)
    {text, max(left, 0)}
  end

  defp text_part(part, text) do
    %{part | control_char: ?s, args: [text], width: :none, adjust: :right, precision: :none, encoding: :unicode, strings: true}
  end

  # The first `n` bytes of chardata and what is left of `n`: negative when something was cut.
  def truncate_n(binary, n) when is_binary(binary) do
    case byte_size(binary) do
      size when size <= n -> {binary, n - size}
      _ -> {cut(binary, n), -1}
    end
  end

  def truncate_n(chardata, n) when n < 0 and is_list(chardata), do: {[], n}
  def truncate_n([], n), do: {[], n}

  def truncate_n([head | tail], n) do
    {head, n} = truncate_n(head, n)
    {tail, n} = if(n < 0, do: {[], n}, else: truncate_n(tail, n))
    {[head | tail], n}
  end

  def truncate_n(char, n) when is_integer(char), do: {char, n - char_size(char)}

  defp char_size(char) when char < 0x80, do: 1
  defp char_size(char) when char < 0x800, do: 2
  defp char_size(char) when char < 0x10000, do: 3
  defp char_size(_char), do: 4

  defp cut(_binary, 0), do: ""

  defp cut(binary, n) do
    part = binary_part(binary, 0, n)
    if String.valid?(part) or not String.valid?(binary), do: part, else: cut(binary, n - 1)
  end
end
