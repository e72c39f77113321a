# Servers that have no clause for a message say so, agents too.
defmodule Tell do
  def log(%{level: level, msg: {:report, %{label: label, message: message}}}, %{config: %{pid: pid}}), do: send(pid, {level, label, message})
  def log(_event, _config), do: :ok
end

defmodule Silent do
  use GenServer
  def init(state), do: {:ok, state}
end

:logger.remove_handler(:default)
:logger.add_handler(:tell, Tell, %{config: %{pid: self()}})
{:ok, agent} = Agent.start_link(fn -> 0 end)
{:ok, server} = GenServer.start_link(Silent, 0)

for pid <- [agent, server] do
  send(pid, :unexpected)

  receive do
    told -> IO.inspect(told)
  after
    5000 -> IO.inspect(:nothing)
  end
end

IO.inspect(Agent.get(agent, & &1))
