defmodule IEx.Evaluator do
  @moduledoc """
  The process in which the shell's expressions are evaluated.
  """

  @operators [:|>, :++, :--, :<>, :and, :or, :&&, :||, :in, :+++, :---, :<|>, :|||, :&&&, :^^^, :<<<, :>>>, :~>>, :<<~, :~>, :<~, :<~>, :*, :/, :==, :!=, :=~, :===, :!==, :<=, :>=, :<, :>, :"//"]

  @doc """
  Parses what was entered: `input` is the line, a charlist or binary, `buffer` what came before it and was not finished.

  Returns `{:ok, quoted, buffer}`, or `{:incomplete, buffer}` when there has to be more; raises when it can not be parsed. What begins with
  an operator goes on from the value before it.
  """
  def parse(input, options, buffer)

  def parse(input, options, buffer) when is_list(input), do: parse(List.to_string(input), options, buffer)

  def parse("#iex:break\n", options, buffer) when buffer != "" do
    raise TokenMissingError, file: options[:file], line: options[:line], description: "incomplete expression"
  end

  def parse(input, options, ""), do: if(continues_value?(input), do: parse_continued(input, options), else: parse_more(input, options))
  def parse(input, options, {:continues, text}), do: parse_continued(text <> input, options)
  def parse(input, options, buffer), do: parse_more(buffer <> input, options)

  defp parse_continued(text, options) do
    case parse_more("v(-1) " <> String.trim_leading(text), options) do
      {:ok, quoted, buffer} -> {:ok, {:__block__, [continues: true], [quoted]}, buffer}
      {:incomplete, _} -> {:incomplete, {:continues, text}}
    end
  end

  defp parse_more(text, options) do
    case Code.string_to_quoted(text, options) do
      {:ok, quoted} ->
        if continues?(text), do: {:incomplete, text}, else: {:ok, quoted, ""}

      {:error, _} ->
        try do
          parse_all(text, options)
        rescue
          TokenMissingError -> {:incomplete, text}
        end
    end
  end

  # A line that ends in a backslash goes on.
  defp continues?(text), do: String.ends_with?(text, "\\\n")

  defp parse_all(text, options), do: {:ok, Code.string_to_quoted!(text, options), ""}

  defp continues_value?(input) do
    case Regex.run(~r/^\s*(\|>|\+\+|--|<>|&&|\|\||and\b|or\b|in\b|\*|==|!=|=~|<=|>=|<|>|\/)/, input) do
      [_, operator] -> String.to_atom(operator) in @operators and not String.starts_with?(String.trim_leading(input), "<<")
      nil -> false
    end
  end

  # The process

  @doc false
  def init(command, server, leader, options) do
    Process.group_leader(self(), leader)
    state = new(server, options)
    command == :ack and :proc_lib.init_ack(self())

    try do
      loop(state)
    after
      Process.group_leader(self(), leader)
    end
  end

  # A state that is new, or that of an evaluator before this one.
  defp new(server, options) do
    case options[:state] do
      nil ->
        {env, binding} = start_env(options)
        Process.put(:iex_server, server)
        Process.put(:iex_history, IEx.History.init())
        for fun <- Enum.reverse(IEx.Config.after_spawn()), do: fun.()
        state = %{binding: binding, env: env, server: server, history: IEx.History.init(), failed?: false}
        if options[:dot_iex] == "", do: state, else: load_dot_iex(state, options[:dot_iex])

      %{history: history} = state ->
        Process.put(:iex_server, server)
        Process.put(:iex_history, history)
        %{state | server: server}
    end
  end

  defp start_env(options) do
    env = options[:env] || Code.env_for_eval(file: "iex", line: 1)
    env = Code.env_for_eval(env)
    binding = Keyword.get(options, :binding, [])
    {_, binding, env} = Code.eval_quoted_with_env(quote(do: import(IEx.Helpers, warn: false)), binding, env)
    {env, binding}
  end

  defp load_dot_iex(state, path) do
    candidates = if given = path || IEx.Config.dot_iex(), do: [given], else: [".iex.exs", ".jlixir.exs", "~/.iex.exs", "~/.jlixir.exs"]

    case Enum.find(Enum.map(candidates, &Path.expand/1), &File.regular?/1) do
      nil ->
        state

      file ->
        try do
          eval_file(state, File.read!(file), file)
        catch
          kind, reason ->
            print_error(kind, reason, __STACKTRACE__)
            state
        end
    end
  end

  defp eval_file(state, code, file) do
    quoted = Code.string_to_quoted!(code, file: file)
    env = %{state.env | file: file, line: 1}
    Process.put(:iex_imported_paths, [file | Process.get(:iex_imported_paths, [])])
    {_result, binding, env} = eval_each(quoted, state.binding, env)
    %{state | binding: binding, env: %{env | file: "iex", line: 1}}
  end

  defp loop(%{server: server} = state) do
    receive do
      {:eval, ^server, code, counter, parse_state} ->
        {status, parse_state, state} = eval(code, counter, parse_state, state)

        case Process.delete(:iex_continue) do
          nil ->
            send(server, {:evaluator_state, self(), state})
            send(server, {:evaled, self(), status, parse_state})
            loop(state)

          next? ->
            send(server, {:pry_done, self()})
            {:ok, next?}
        end

      {:fields_from_env, ^server, ref, receiver, fields} ->
        send(receiver, {ref, Map.take(state.env, fields)})
        loop(state)

      {:value_from_binding, ^server, ref, receiver, name, keys} ->
        send(receiver, {ref, value(state.binding, name, keys)})
        loop(state)

      {:variables_from_binding, ^server, ref, receiver, hint} ->
        names = for {name, _value} <- state.binding, is_atom(name), text = Atom.to_string(name), String.starts_with?(text, hint), do: text
        send(receiver, {ref, names})
        loop(state)

      {:done, ^server, next?} ->
        {:ok, next?}
    end
  end

  defp value(binding, name, keys) do
    with {:ok, value} <- Keyword.fetch(Enum.filter(binding, fn {key, _} -> is_atom(key) end), name) do
      Enum.reduce_while(keys, {:ok, value}, fn key, {:ok, map} ->
        case map do
          %{^key => value} -> {:cont, {:ok, value}}
          _ -> {:halt, :error}
        end
      end)
    end
  end

  # Values for completion

  @doc false
  def fields_from_env(evaluator, server, fields), do: ask(evaluator, {:fields_from_env, server}, [fields], %{})

  @doc false
  def value_from_binding(evaluator, server, name, keys), do: ask(evaluator, {:value_from_binding, server}, [name, keys], :error)

  @doc false
  def variables_from_binding(evaluator, server, hint), do: ask(evaluator, {:variables_from_binding, server}, [hint], [])

  defp ask(evaluator, {request, server}, arguments, default) do
    ref = make_ref()
    send(evaluator, List.to_tuple([request, server, ref, self() | arguments]))

    receive do
      {^ref, answer} -> answer
    after
      2_000 -> default
    end
  end

  # Evaluation

  defp eval(code, counter, parse_state, state) do
    {module, function, args} = IEx.Config.parser()
    options = [file: "iex", line: counter, columns: true]
    options = if counter, do: options, else: Keyword.put(options, :line, 1)

    try do
      apply(module, function, [String.to_charlist(code), options, parse_state | args])
    catch
      kind, reason ->
        print_error(kind, reason, __STACKTRACE__)
        {:error, "", %{state | failed?: true}}
    else
      {:ok, {:__block__, [continues: true], [quoted]}, buffer} ->
        if state.failed?, do: skip(buffer, state), else: eval_quoted(quoted, counter, buffer, state)

      {:ok, quoted, buffer} -> eval_quoted(quoted, counter, buffer, state)
      {:incomplete, buffer} -> {:incomplete, buffer, state}
    end
  end

  # There is no value to go on from.
  defp skip(buffer, state) do
    IO.puts(:stdio, IEx.color(:eval_error, "skipping evaluation of expression because pipeline has failed"))
    {:error, buffer, state}
  end

  defp eval_quoted(quoted, counter, buffer, state) do
    Process.put(:iex_history, state.history)
    Process.put(:iex_evaluating, true)

    try do
      env = %{state.env | line: counter || 1, file: "iex"}
      quoted |> calling_names() |> eval_each(state.binding, env)
    catch
      kind, reason ->
        print_error(kind, reason, __STACKTRACE__)
        {:error, buffer, %{state | failed?: true}}
    else
      {result, binding, env} ->
        print_result(result)
        history = IEx.History.append(state.history, {counter, result}, IEx.Config.history_size())
        state = %{state | binding: binding, env: env, history: history, failed?: false}
        {:ok, buffer, imported(state)}
    after
      Process.delete(:iex_evaluating)
    end
  end

  # A name that is no variable is a call: `ls`, `flush`.
  defp calling_names(quoted) do
    Macro.prewalk(quoted, fn
      {name, meta, context} when is_atom(name) and is_atom(context) -> {name, Keyword.put_new(meta, :if_undefined, :apply), context}
      other -> other
    end)
  end

  # One expression of a block after the other: each may import what the one before has defined.
  defp eval_each({:__block__, _meta, [_ | _] = expressions}, binding, env) do
    Enum.reduce(expressions, {nil, binding, env}, fn expression, {_result, binding, env} -> eval_each(expression, binding, env) end)
  end

  # The file that `import_file/1` names may do so too.
  defp eval_each({helper, _meta, [path]} = call, binding, env) when helper in [:import_file, :import_file_if_available] and is_binary(path) do
    eval_each(Macro.expand_once(call, env), binding, env)
  end

  defp eval_each(quoted, binding, env), do: Code.eval_quoted_with_env(quoted, binding, env)

  # What `import_file` has left for the shell itself.
  defp imported(state) do
    case Process.delete(:iex_new_state) do
      nil -> state
      {binding, env} -> %{state | binding: binding, env: env}
    end
  end

  defp print_result(result) do
    if result != IEx.dont_display_result() do
      IO.puts(:stdio, IEx.color(:eval_result, inspect(result, IEx.inspect_opts())))
    end
  catch
    kind, reason -> print_error(kind, reason, __STACKTRACE__)
  end

  # Errors

  @doc false
  def print_error(kind, reason, stacktrace) do
    {blamed, stacktrace} =
      case kind do
        :error -> Exception.blame(:error, reason, stacktrace)
        _ -> {reason, stacktrace}
      end

    stacktrace = prune(stacktrace)
    inspect = &inspect(&1, IEx.inspect_opts())
    {banner, clauses} = Exception.__banner_and_clauses__(kind, blamed, stacktrace, inspect, &clause_part/1)
    banner = if String.contains?(banner, IO.ANSI.reset()), do: banner, else: IEx.color(:eval_error, banner)

    lines =
      case format_stacktrace(blamed, stacktrace) do
        "" -> []
        text -> ["\n", text]
      end

    IO.write(:stdio, [String.trim_trailing(IO.iodata_to_binary([banner, clauses, lines])), "\n"])
  end

  defp format_stacktrace(%{__exception__: true, __struct__: struct}, _) when struct in [SyntaxError, TokenMissingError, MismatchedDelimiterError, CompileError], do: ""

  defp format_stacktrace(_reason, stacktrace) do
    entries = for entry <- stacktrace, do: "    " <> Exception.format_stacktrace_entry(entry)
    Enum.map_join(entries, "\n", &IEx.color(:stack_info, &1))
  end

  defp clause_part(%{match?: true, node: node}), do: Macro.to_string(node)

  defp clause_part(%{match?: false, node: node}) do
    text = Macro.to_string(node)
    if IEx.Config.colors_enabled?(), do: IEx.color(:blame_diff, text), else: "-" <> text <> "-"
  end

  # How the shell came to evaluate it is of no interest.
  defp prune(stacktrace) do
    stacktrace
    |> Enum.take_while(fn entry -> not match?({__MODULE__, _, _, _}, entry) end)
    |> Enum.reject(fn {module, name, _, _} -> name != :__FILE__ and module in [:elixir, :erl_eval, :jlixir_code, Code, :elixir_compiler_0] end)
  end
end
