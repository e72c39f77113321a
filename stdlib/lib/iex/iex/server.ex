defmodule IEx.Server do
  @moduledoc """
  The process of the shell: prompts, reads, has an evaluator evaluate, and starts another one when that is gone.
  """
  defstruct counter: 1, prefix: "iex", evaluator_options: [], evaluator_state: nil

  @doc """
  Runs a shell on the group leader of this process, to the end of its input.

  Options: `:prefix` of the prompt, `:env`, `:binding`, `:dot_iex`.
  """
  @spec run(keyword) :: :ok
  def run(options) do
    IEx.Broker.register(self())
    greet()
    state = %__MODULE__{prefix: Keyword.get(options, :prefix, "iex"), evaluator_options: options}
    run_evaluator(state, options)
  end

  defp greet, do: IO.puts("Interactive Elixir (#{System.version()}) - press Ctrl+C to exit (type h() ENTER for help)")

  # Starts evaluators one after the other until the input ends.
  defp run_evaluator(state, options) do
    evaluator = start_evaluator(state.counter, Keyword.put(options, :state, state.evaluator_state))
    loop(%{evaluator: evaluator, monitor: Process.monitor(evaluator), input: nil, buffer: ""}, state)
  end

  @doc false
  def start_evaluator(_counter, options) do
    server = self()
    leader = Process.group_leader()
    {evaluator, _} = :proc_lib.start_link(__MODULE__, :evaluator_init, [server, leader, options]) |> unlinked()
    Process.put(:evaluator, evaluator)
    evaluator
  end

  defp unlinked(evaluator) do
    Process.unlink(evaluator)
    {evaluator, nil}
  end

  @doc false
  def evaluator_init(server, leader, options), do: IEx.Evaluator.init(:ack, server, leader, options)

  defp loop(%{buffer: buffer} = session, state) do
    input = read(IEx.Config.prompt(state.prefix, state.counter, buffer != ""))
    wait_input(%{session | input: input}, state)
  end

  # The line is read by a process of its own, so that the shell can be asked to take over a process meanwhile.
  defp read(prompt) do
    server = self()

    spawn_link(fn ->
      send(server, {:input, self(), line(prompt)})
    end)
  end

  # A terminal gives whole expressions, anything else lines.
  defp line(prompt) do
    case request({:shell_line, prompt}) do
      {:error, :request} -> text(:io.get_line(prompt))
      answer -> text(answer)
    end
  end

  defp request(request) do
    leader = Process.group_leader()
    ref = Process.monitor(leader)
    send(leader, {:io_request, self(), ref, request})

    receive do
      {:io_reply, ^ref, answer} ->
        Process.demonitor(ref, [:flush])
        answer

      {:DOWN, ^ref, _, _, _} ->
        {:error, :terminated}
    end
  end

  defp text(line) when is_list(line), do: List.to_string(line)
  defp text(other), do: other

  defp wait_input(%{input: input, evaluator: evaluator, monitor: monitor} = session, state) do
    receive do
      {:input, ^input, line} when is_binary(line) ->
        send(evaluator, {:eval, self(), line, state.counter, session.buffer})
        wait_eval(%{session | input: nil}, state)

      # Ctrl-C while a line is entered: what was entered is forgotten.
      {:input, ^input, {:error, :interrupted}} ->
        loop(%{session | buffer: ""}, state)

      {:input, ^input, :eof} ->
        finish(session)

      {:input, ^input, {:error, _reason}} ->
        finish(session)

      {:DOWN, ^monitor, :process, ^evaluator, reason} ->
        restart(session, state, reason)

      {:take_over, _, _, _, _, _} = request ->
        take_over(request, session, state)

      :interrupt ->
        wait_input(session, state)

      {:evaluator_state, ^evaluator, kept} ->
        wait_input(session, %{state | evaluator_state: kept})
    end
  end

  defp wait_eval(%{evaluator: evaluator, monitor: monitor} = session, state) do
    receive do
      {:evaluator_state, ^evaluator, kept} ->
        wait_eval(session, %{state | evaluator_state: kept})

      {:evaled, ^evaluator, :incomplete, buffer} ->
        loop(%{session | buffer: buffer}, state)

      {:evaled, ^evaluator, :ok, buffer} ->
        loop(%{session | buffer: buffer}, %{state | counter: state.counter + 1})

      {:evaled, ^evaluator, :error, buffer} ->
        loop(%{session | buffer: buffer}, state)

      :interrupt ->
        Process.demonitor(monitor, [:flush])
        Process.exit(evaluator, :kill)
        IO.puts(IEx.color(:eval_interrupt, "** (interrupted)"))
        run_evaluator(%{state | counter: state.counter + 1}, state.evaluator_options)

      {:take_over, _, _, _, _, _} = request ->
        take_over(request, session, state)

      {:respawn, ^evaluator} ->
        Process.demonitor(monitor, [:flush])
        IO.puts("")
        greet()
        run_evaluator(%{state | counter: 1, evaluator_state: nil}, state.evaluator_options)

      {:DOWN, ^monitor, :process, ^evaluator, reason} ->
        restart(session, state, reason)
    end
  end

  defp finish(session) do
    Process.demonitor(session.monitor, [:flush])
    send(session.evaluator, {:done, self(), false})
    :ok
  end

  # The evaluator is gone, by itself or with a process that it was linked to.
  defp restart(session, state, reason) do
    if reason in [:normal, :respawn] do
      run_evaluator(%{state | counter: 1, evaluator_state: nil}, state.evaluator_options)
    else
      text = "** (EXIT from #{inspect(session.evaluator)}) shell process exited with reason: " <> exit_text(reason)
      IO.puts([IEx.color(:eval_error, text), "\n"])
      greet()
      run_evaluator(%{state | evaluator_state: nil}, state.evaluator_options)
    end
  end

  defp exit_text({%{__exception__: true}, _} = reason), do: Exception.format_exit(reason)
  defp exit_text(reason), do: Exception.format_exit(reason)

  # Pry

  defp take_over({:take_over, broker, ref, location, whereami, options}, session, state) do
    evaluator = session.evaluator

    if options[:pid] == evaluator do
      accept(broker, ref, location, whereami, options, session, state)
    else
      kill_input(session)
      banner = "\nRequest to pry #{inspect(options[:pid])} at #{location}#{whereami}"
      IO.puts([IEx.color(:eval_interrupt, banner), "\n"])

      if yes?(IO.gets("Allow? [Yn] ")) do
        accept(broker, ref, location, whereami, options, session, state)
      else
        IEx.Broker.respond(ref, :refuse)
        loop(%{session | buffer: ""}, state)
      end
    end
  end

  defp yes?(answer) when is_binary(answer), do: String.trim(answer) in ["", "Y", "y", "yes", "YES", "Yes"]
  defp yes?(_), do: false

  defp kill_input(%{input: nil}), do: :ok

  defp kill_input(%{input: input}) do
    Process.unlink(input)
    Process.exit(input, :kill)
  end

  # Another process evaluates for a while, then the evaluator goes on.
  defp accept(_broker, ref, location, whereami, options, session, state) do
    case IEx.Broker.respond(ref, :accept) do
      :ok ->
        if options[:pid] == session.evaluator, do: IO.puts(IEx.color(:eval_interrupt, "Break reached: #{location}#{whereami}\n"))
        pried = %{evaluator: options[:pid], monitor: Process.monitor(options[:pid]), input: nil, buffer: ""}
        nested = %__MODULE__{prefix: "pry", evaluator_options: state.evaluator_options}
        pry_loop(pried, nested, session, state)

      {:error, _} ->
        IO.puts(IEx.color(:eval_error, "** session was already accepted elsewhere"))
        loop(%{session | buffer: ""}, state)
    end
  end

  defp pry_loop(pried, nested, session, state) do
    input = read(IEx.Config.prompt(nested.prefix, nested.counter, pried.buffer != ""))
    pry_wait(%{pried | input: input}, nested, session, state)
  end

  defp pry_wait(%{input: input, evaluator: evaluator, monitor: monitor} = pried, nested, session, state) do
    receive do
      {:input, ^input, line} when is_binary(line) ->
        send(evaluator, {:eval, self(), line, nested.counter, pried.buffer})
        pry_wait(%{pried | input: nil}, nested, session, state)

      {:input, ^input, {:error, :interrupted}} ->
        pry_loop(%{pried | buffer: ""}, nested, session, state)

      {:input, ^input, _end} ->
        send(evaluator, {:done, self(), false})
        if evaluator == session.evaluator, do: send(self(), :pry_ended), else: finish(session)
        :ok

      {:evaluator_state, ^evaluator, _kept} ->
        pry_wait(pried, nested, session, state)

      {:evaled, ^evaluator, :incomplete, buffer} ->
        pry_loop(%{pried | buffer: buffer}, nested, session, state)

      {:evaled, ^evaluator, :ok, buffer} ->
        pry_loop(%{pried | buffer: buffer}, %{nested | counter: nested.counter + 1}, session, state)

      {:evaled, ^evaluator, :error, buffer} ->
        pry_loop(%{pried | buffer: buffer}, nested, session, state)

      # `continue/0` and `next/0`
      {:pry_done, ^evaluator} ->
        Process.demonitor(monitor, [:flush])
        if evaluator == session.evaluator, do: wait_eval(%{session | buffer: ""}, state), else: resume(session, state)

      {:DOWN, ^monitor, :process, ^evaluator, _reason} ->
        IO.puts(IEx.color(:eval_interrupt, "\nInteractive Elixir (#{System.version()}) - the process that was pried has ended"))
        if evaluator == session.evaluator, do: run_evaluator(state, state.evaluator_options), else: resume(session, state)
    end
  end

  # The shell's own evaluator may have answered meanwhile.
  defp resume(session, state) do
    evaluator = session.evaluator

    receive do
      {:evaluator_state, ^evaluator, kept} -> resume(session, %{state | evaluator_state: kept})
      {:evaled, ^evaluator, :ok, buffer} -> loop(%{session | buffer: buffer}, %{state | counter: state.counter + 1})
      {:evaled, ^evaluator, _status, _buffer} -> loop(%{session | buffer: ""}, state)
    after
      0 -> loop(%{session | buffer: ""}, state)
    end
  end
end
