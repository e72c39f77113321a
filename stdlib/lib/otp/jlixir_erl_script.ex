defmodule :jlixir_erl_script do
  @moduledoc "Evaluates texts of Erlang expressions, each of them ended by a full stop: what `:file.script/2` and `:file.eval/2` take."

  @doc """
  The value of the last expressions: `{:ok, value}`, `:none` when there are none, or `{:error, {line, module, reason}}`.

  What fails while it runs has the module `:file` and the reason `{class, reason, stacktrace}`.
  """
  def evaluate(text, bindings), do: next(:jlixir_text.chars(text), 1, :none, bindings)

  defp next(chars, line, last, bindings) do
    case scan(:erl_scan.tokens([], chars, line), line) do
      {:ok, tokens, line, rest} -> parsed(:erl_parse.parse_exprs(tokens), rest, line, bindings)
      :eof -> last
      {:error, _reason} = error -> error
    end
  end

  defp scan({:more, continuation}, line), do: scan(:erl_scan.tokens(continuation, :eof, line), line)
  defp scan({:done, {:ok, tokens, line}, rest}, _line), do: {:ok, tokens, line, if(rest == :eof, do: [], else: rest)}
  defp scan({:done, {:eof, _line}, _rest}, _line_before), do: :eof
  defp scan({:done, {:error, reason, _line}, _rest}, _line_before), do: {:error, reason}

  defp parsed({:ok, exprs}, rest, line, bindings) do
    case run(exprs, line, bindings) do
      {:value, value, bindings} -> next(rest, line, {:ok, value}, bindings)
      error -> error
    end
  end

  defp parsed({:error, _reason} = error, _rest, _line, _bindings), do: error

  defp run(exprs, line, bindings) do
    :erl_eval.exprs(exprs, bindings)
  catch
    class, reason -> {:error, {line, :file, {class, reason, __STACKTRACE__}}}
  end
end
