defmodule :logger_filters do
  @moduledoc "Ready-made filters for `:logger`."

  @doc "Logs or stops events by how their domain compares: `{:log | :stop, :super | :sub | :equal | :not_equal | :undefined, domain}`."
  def domain(%{meta: meta} = event, {action, compare, domain}) do
    case matches?(compare, domain, :maps.get(:domain, meta, :undefined)) do
      true -> acted(action, event)
      false -> :ignore
    end
  end

  defp matches?(:undefined, _domain, :undefined), do: true
  defp matches?(:not_equal, _domain, :undefined), do: true
  defp matches?(_compare, _domain, :undefined), do: false
  defp matches?(:sub, domain, own), do: :lists.prefix(domain, own)
  defp matches?(:super, domain, own), do: :lists.prefix(own, domain)
  defp matches?(:equal, domain, own), do: domain == own
  defp matches?(:not_equal, domain, own), do: domain != own
  defp matches?(_, _, _), do: false

  @doc "Logs or stops events by level: `{:log | :stop, :neq | :eq | :lt | :gt | :lteq | :gteq, level}`."
  def level(%{level: own} = event, {action, operator, level}) do
    order = :logger.compare_levels(own, level)

    case holds?(operator, order) do
      true -> acted(action, event)
      false -> :ignore
    end
  end

  defp holds?(:eq, order), do: order == :eq
  defp holds?(:neq, order), do: order != :eq
  defp holds?(:lt, order), do: order == :lt
  defp holds?(:gt, order), do: order == :gt
  defp holds?(:lteq, order), do: order != :gt
  defp holds?(:gteq, order), do: order != :lt

  @doc "Logs or stops progress reports."
  def progress(%{msg: {:report, %{label: {_, :progress}}}} = event, action), do: acted(action, event)
  def progress(_event, _action), do: :ignore

  @doc "Logs or stops events of processes whose group leader is on another node."
  def remote_gl(%{meta: %{gl: leader}} = event, action) when is_pid(leader) and node(leader) != node() do
    acted(action, event)
  end

  def remote_gl(_event, _action), do: :ignore

  defp acted(:log, event), do: event
  defp acted(:stop, _event), do: :stop
end
