defmodule :supervisor_bridge do
  @moduledoc """
  Makes a subsystem that is not supervised in OTP's way look like a supervisor: a module starts it and ends it.
  """

  @behaviour :gen_server

  @callback init(args :: term) :: {:ok, pid, state :: term} | :ignore | {:error, term}
  @callback terminate(reason :: term, state :: term) :: term

  @doc "Starts a bridge linked to the caller; `module.init(args)` starts what is behind it."
  def start_link(module, args), do: :gen_server.start_link(:supervisor_bridge, [module, args, :self], [])

  @doc "As `start_link/2`, with a name."
  def start_link(name, module, args), do: :gen_server.start_link(name, :supervisor_bridge, [module, args, name], [])

  @doc false
  def init([module, args, name]) do
    :erlang.process_flag(:trap_exit, true)

    case module.init(args) do
      {:ok, pid, state} ->
        :erlang.link(pid)
        name = if name == :self, do: {self(), module}, else: name
        report_progress(pid, module, args, name)
        {:ok, %{module: module, pid: pid, state: state, name: name}}

      :ignore ->
        :ignore

      {:error, reason} ->
        {:stop, reason}
    end
  end

  @doc false
  def handle_call(:which_children, _from, s), do: {:reply, [], s}
  def handle_call(_request, _from, s), do: {:reply, {:error, :badcall}, s}

  @doc false
  def handle_cast(_message, s), do: {:noreply, s}

  @doc false
  def handle_info({:EXIT, pid, reason}, %{pid: pid} = s) do
    case reason do
      :normal -> :ok
      :shutdown -> :ok
      _ -> report_error(:child_terminated, reason, s)
    end

    {:stop, reason, %{s | pid: :undefined}}
  end

  def handle_info(_message, s), do: {:noreply, s}

  @doc false
  def terminate(_reason, %{pid: :undefined}), do: :ok

  def terminate(reason, %{module: module, state: state, pid: pid}) do
    module.terminate(reason, state)

    receive do
      {:EXIT, ^pid, _reason} -> :ok
    after
      0 -> :ok
    end
  end

  @doc false
  def code_change(_old, s, _extra), do: {:ok, s}

  defp report_progress(pid, module, args, name) do
    report = [supervisor: name, started: [pid: pid, mfargs: {module, :init, [args]}]]

    :logger.info(%{label: {:supervisor, :progress}, report: report}, %{
      domain: [:otp, :sasl],
      report_cb: &:supervisor_bridge.format_log/2,
      logger_formatter: %{title: ~c"PROGRESS REPORT"},
      error_logger: %{tag: :info_report, type: :progress, report_cb: &:supervisor_bridge.format_log/1}
    })
  end

  defp report_error(context, reason, s) do
    report = [supervisor: s.name, errorContext: context, reason: reason, offender: [pid: s.pid, mod: s.module]]

    :logger.error(%{label: {:supervisor, :error}, report: report}, %{
      domain: [:otp, :sasl],
      report_cb: &:supervisor_bridge.format_log/2,
      logger_formatter: %{title: ~c"SUPERVISOR REPORT"},
      error_logger: %{tag: :error_report, type: :supervisor_report, report_cb: &:supervisor_bridge.format_log/1}
    })
  end

  @doc "Formats a log report of this module."
  def format_log(report), do: :supervisor.format_log(report)

  @doc "Formats a log report of this module, on one line where the configuration says so."
  def format_log(%{label: {:supervisor, :progress}, report: report}, %{single_line: true}) do
    [pid: pid, mfa: call] = started(report[:started])
    :io_lib.format(~c"Supervisor: ~0tp. Started: pid=~0tp,mfa=~0tp.", [report[:supervisor], pid, call])
  end

  def format_log(%{report: report}, %{single_line: true}) do
    offender = report[:offender]
    args = [report[:supervisor], report[:errorContext], report[:reason], offender[:pid], offender[:mod]]
    :io_lib.format(~c"Supervisor: ~0tp. Context: ~0tp. Reason: ~0tp. Offender: pid=~0tp,mod=~0tp.", args)
  end

  def format_log(report, _config) do
    {format, args} = format_log(report)
    :io_lib.format(format, args)
  end

  defp started(started), do: [pid: started[:pid], mfa: started[:mfa] || started[:mfargs]]
end
