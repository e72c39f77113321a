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
      {chardata, metadata} -> %{event | msg: {:string, chardata}, meta: Map.merge(meta, metadata)}
    end
  end

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

  # A format with its arguments as text, where Erlang's `~p` and `~w` are written the Elixir way.
  def scan_inspect(format, args, truncate, opts \\ [])

  def scan_inspect(format, args, truncate, opts) when is_atom(format) do
    scan_inspect(Atom.to_charlist(format), args, truncate, opts)
  end

  def scan_inspect(format, args, truncate, opts) when is_binary(format) do
    scan_inspect(String.to_charlist(format), args, truncate, opts)
  end

  def scan_inspect(format, [], _truncate, _opts) when is_list(format), do: {format, []}

  def scan_inspect(format, args, _truncate, opts) when is_list(format) do
    case scan(format, args, opts, [], []) do
      {:ok, new_format, new_args} -> {new_format, new_args}
      :error -> {format, args}
    end
  end

  defp scan([?~ | rest], args, opts, format, acc) do
    {flags, rest} = flags(rest, [])

    case {rest, args} do
      {[letter | rest], [arg | args]} when letter in ~c"pw" ->
        scan(rest, args, opts, [~c"~ts" | format], [show(arg, letter, flags, opts) | acc])

      {[letter | rest], [arg, depth | args]} when letter in ~c"PW" ->
        scan(rest, args, opts, [~c"~ts" | format], [show(arg, letter, flags, [limit: depth] ++ opts) | acc])

      {[letter | rest], args} when letter in ~c"~n" ->
        scan(rest, args, opts, [[?~ | :lists.reverse(flags, [letter])] | format], acc)

      {[letter | rest], [arg, extra | args]} when letter in ~c"xX" ->
        scan(rest, args, opts, [[?~ | :lists.reverse(flags, [letter])] | format], [extra, arg | acc])

      {[letter | rest], [arg | args]} when letter in ~c"scfegbBi#+" ->
        scan(rest, args, opts, [[?~ | :lists.reverse(flags, [letter])] | format], [arg | acc])

      _ ->
        :error
    end
  end

  defp scan([char | rest], args, opts, format, acc), do: scan(rest, args, opts, [[char] | format], acc)
  defp scan([], [], _opts, format, acc), do: {:ok, :lists.append(:lists.reverse(format)), :lists.reverse(acc)}
  defp scan([], _args, _opts, _format, _acc), do: :error

  defp flags([char | rest], acc) when char in ?0..?9 or char in ~c".-*tlkK", do: flags(rest, [char | acc])
  defp flags(rest, acc), do: {acc, rest}

  # `flags` are those of Erlang's format, last one first: a width, and `l` for lists that are never text.
  defp show(arg, letter, flags, opts) do
    charlists = if ?l in flags, do: [charlists: :as_lists], else: []
    layout = if letter in ~c"wW", do: [width: :infinity], else: [pretty: true, width: width(:lists.reverse(flags), 0)]
    inspect(arg, Keyword.merge(charlists ++ layout, opts))
  end

  defp width([digit | rest], acc) when digit in ?0..?9, do: width(rest, acc * 10 + digit - ?0)
  defp width(_flags, 0), do: 80
  defp width(_flags, acc), do: acc

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
