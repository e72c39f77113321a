defmodule Process do
  @moduledoc """
  Conveniences for working with processes: dictionary, links, monitors, names, timers and flags.
  """

  @type dest :: pid | port | (registered_name :: atom) | {registered_name :: atom, node}
  @type spawn_opt ::
          :link
          | :monitor
          | {:monitor, :erlang.monitor_option()}
          | {:priority, :low | :normal | :high}
          | {:fullsweep_after, non_neg_integer}
          | {:min_heap_size, non_neg_integer}
          | {:min_bin_vheap_size, non_neg_integer}
          | {:max_heap_size, non_neg_integer | map}
          | {:message_queue_data, :off_heap | :on_heap}
  @type spawn_opts :: [spawn_opt]
  @type alias :: reference
  @type alias_opt :: :explicit_unalias | :reply
  @type alias_opts :: [alias_opt]

  @doc """
  Tells whether the local process `pid` is alive.

      iex> Process.alive?(self())
      true

  """
  @spec alive?(pid) :: boolean
  def alive?(pid), do: :erlang.is_process_alive(pid)

  # Dictionary

  @doc """
  Returns all key-value pairs of the process dictionary.

      iex> is_list(Process.get())
      true

  """
  @spec get() :: [{term, term}]
  def get, do: :erlang.get()

  @doc """
  Returns the value of `key` in the process dictionary, or `default`.

      iex> Process.put(:shoe_size, 43)
      nil
      iex> Process.get(:shoe_size)
      43
      iex> Process.get(:no_such_key, 1)
      1

  """
  @spec get(term, default :: term) :: term
  def get(key, default \\ nil) do
    case :erlang.get(key) do
      :undefined -> default
      value -> value
    end
  end

  @doc """
  Returns the keys of the process dictionary.

      iex> is_list(Process.get_keys())
      true

  """
  @spec get_keys() :: [term]
  def get_keys, do: :erlang.get_keys()

  @doc """
  Returns the keys of the process dictionary that have the value `value`.

      iex> Process.put(:doctest_a, 1)
      iex> Process.get_keys(1)
      [:doctest_a]

  """
  @spec get_keys(term) :: [term]
  def get_keys(value), do: :erlang.get_keys(value)

  @doc """
  Stores `key` with `value` in the process dictionary and returns the previous value or `nil`.

      iex> Process.put(:doctest_c, 3)
      nil

  """
  @spec put(term, term) :: term | nil
  def put(key, value), do: nillify(:erlang.put(key, value))

  @doc """
  Deletes `key` from the process dictionary and returns its value or `nil`.

      iex> Process.put(:doctest_b, 2)
      iex> Process.delete(:doctest_b)
      2

  """
  @spec delete(term) :: term | nil
  def delete(key), do: nillify(:erlang.erase(key))

  # Exits, sleeping and sending

  @doc """
  Sends an exit signal with `reason` to `pid`.

      iex> Process.flag(:trap_exit, true)
      iex> pid = spawn_link(fn -> Process.sleep(:infinity) end)
      iex> Process.exit(pid, :enough)
      iex> receive do
      ...>   {:EXIT, ^pid, reason} -> reason
      ...> end
      :enough

  """
  @spec exit(pid, term) :: true
  def exit(pid, reason), do: :erlang.exit(pid, reason)

  @doc """
  Lets the caller sleep for `timeout` milliseconds or for ever.

      iex> Process.sleep(0)
      :ok

  """
  @spec sleep(timeout) :: :ok
  def sleep(timeout)

  def sleep(timeout) when is_integer(timeout) and timeout > 0xFFFFFFFF do
    receive after: (0xFFFFFFFF -> sleep(timeout - 0xFFFFFFFF))
  end

  def sleep(timeout) when (is_integer(timeout) and timeout >= 0) or timeout == :infinity do
    receive after: (timeout -> :ok)
  end

  @doc """
  Sends `message` to `dest` with the options `:noconnect` and `:nosuspend`.

      iex> Process.send(self(), :message, [])
      :ok

  """
  @spec send(dest, message, [option]) :: :ok | :noconnect | :nosuspend
        when dest: dest(), message: term, option: :noconnect | :nosuspend
  def send(dest, message, options), do: :erlang.send(dest, message, options)

  @doc """
  Sends `message` to `dest` after `time` milliseconds and returns the timer.

  With `abs: true` the time is an absolute monotonic time.

      iex> timer = Process.send_after(self(), :tick, 1, [])
      iex> is_reference(timer) and receive(do: (message -> message))
      :tick

  """
  @spec send_after(pid | atom, term, non_neg_integer, abs: boolean) :: reference
  def send_after(dest, message, time, opts \\ []), do: :erlang.send_after(time, dest, message, opts)

  @doc """
  Cancels a timer and returns the milliseconds it had left, or `false` if there is no such timer.

      iex> Process.cancel_timer(make_ref())
      false

  """
  @spec cancel_timer(reference, async: boolean, info: boolean) :: non_neg_integer | false | :ok
  def cancel_timer(timer, options \\ []), do: :erlang.cancel_timer(timer, options)

  @doc """
  Returns the milliseconds a timer has left, or `false`.

      iex> Process.read_timer(make_ref())
      false

  """
  @spec read_timer(reference) :: non_neg_integer | false
  def read_timer(timer), do: :erlang.read_timer(timer)

  # Spawning

  @doc """
  Spawns `fun` with options.

      iex> me = self()
      iex> {pid, ref} = Process.spawn(fn -> send(me, :hello) end, [:monitor])
      iex> receive do
      ...>   {:DOWN, ^ref, :process, ^pid, reason} -> reason
      ...> end
      :normal

  """
  @spec spawn((-> any), spawn_opts) :: pid | {pid, reference}
  def spawn(fun, opts), do: :erlang.spawn_opt(fun, opts)

  @doc """
  Spawns `apply(module, function, args)` with options.

      iex> pid = Process.spawn(Kernel, :send, [self(), :hello], [:link])
      iex> is_pid(pid) and receive(do: (message -> message))
      :hello

  """
  @spec spawn(module, atom, list, spawn_opts) :: pid | {pid, reference}
  def spawn(module, function, args, opts), do: :erlang.spawn_opt(module, function, args, opts)

  @doc """
  Puts the caller to sleep until its next message, then calls `apply(module, function, args)`.

      def idle(state), do: Process.hibernate(__MODULE__, :wake, [state])

  """
  @spec hibernate(module, atom, list) :: no_return
  def hibernate(module, function, args), do: :erlang.hibernate(module, function, args)

  # Links and monitors

  @doc """
  Links the caller to `pid_or_port`.

      iex> pid = spawn(fn -> Process.sleep(:infinity) end)
      iex> Process.link(pid)
      true
      iex> pid in elem(Process.info(self(), :links), 1)
      true

  """
  @spec link(pid | port) :: true
  def link(pid_or_port), do: :erlang.link(pid_or_port)

  @doc """
  Removes the link between the caller and `pid_or_port`.

      iex> pid = spawn_link(fn -> Process.sleep(:infinity) end)
      iex> Process.unlink(pid)
      true
      iex> pid in elem(Process.info(self(), :links), 1)
      false

  """
  @spec unlink(pid | port) :: true
  def unlink(pid_or_port), do: :erlang.unlink(pid_or_port)

  @doc """
  Monitors `item`: when it ends, `{:DOWN, ref, :process, object, reason}` arrives.

      iex> pid = spawn(fn -> exit(:done) end)
      iex> ref = Process.monitor(pid)
      iex> receive do
      ...>   {:DOWN, ^ref, :process, ^pid, reason} -> reason in [:done, :noproc]
      ...> end
      true

  """
  @spec monitor(pid | atom | {atom, node}) :: reference
  def monitor(item), do: :erlang.monitor(:process, item)

  @doc """
  As `monitor/1` with the options `:alias` and `:tag`.

      iex> pid = spawn(fn -> Process.sleep(:infinity) end)
      iex> ref = Process.monitor(pid, tag: :gone)
      iex> Process.exit(pid, :kill)
      iex> receive do
      ...>   {:gone, ^ref, :process, ^pid, reason} -> reason
      ...> end
      :killed

  """
  @spec monitor(pid | atom | {atom, node}, keyword) :: reference
  def monitor(item, options), do: :erlang.monitor(:process, item, options)

  @doc """
  Removes a monitor; options `:flush` and `:info`.

      iex> Process.demonitor(Process.monitor(self()))
      true

  """
  @spec demonitor(reference, [:flush | :info]) :: boolean
  def demonitor(monitor, options \\ []), do: :erlang.demonitor(monitor, options)

  @doc """
  Creates an alias of the caller: a reference that messages can be sent to.

      iex> address = Process.alias()
      iex> send(address, :hello)
      iex> receive(do: (message -> message))
      :hello

  """
  @spec alias() :: alias
  def alias, do: :erlang.alias()

  @doc """
  Creates an alias with options.

      iex> address = Process.alias([:reply])
      iex> send(address, :first)
      iex> send(address, :second)
      iex> receive(do: (message -> message))
      :first

  """
  @spec alias(alias_opts) :: alias
  def alias(options), do: :erlang.alias(options)

  @doc """
  Turns an alias off.

      iex> address = Process.alias()
      iex> Process.unalias(address)
      true
      iex> send(address, :lost)
      iex> receive do
      ...>   message -> message
      ...> after
      ...>   0 -> :nothing
      ...> end
      :nothing

  """
  @spec unalias(alias) :: boolean
  def unalias(alias), do: :erlang.unalias(alias)

  # Names

  @doc """
  Lists all processes.

      iex> self() in Process.list()
      true

  """
  @spec list() :: [pid]
  def list, do: :erlang.processes()

  @doc """
  Registers `pid_or_port` under `name`.

  Raises `ArgumentError` if the process is dead, already has a name, or the name is taken.

      iex> Process.register(self(), :doctest_register)
      true
      iex> Process.whereis(:doctest_register) == self()
      true

  """
  @spec register(pid | port, atom) :: true
  def register(pid_or_port, name) when is_atom(name) and name not in [nil, false, true, :undefined] do
    :erlang.register(name, pid_or_port)
  catch
    :error, :badarg ->
      message =
        "could not register #{inspect(pid_or_port)} with " <>
          "name #{inspect(name)} because it is not alive, the name is already " <>
          "taken, or it has already been given another name"

      :erlang.error(ArgumentError.exception(message), [pid_or_port, name])
  end

  @doc """
  Gives up a registered name.

      iex> Process.register(self(), :doctest_unregister)
      iex> Process.unregister(:doctest_unregister)
      true
      iex> Process.whereis(:doctest_unregister)
      nil

  """
  @spec unregister(atom) :: true
  def unregister(name), do: :erlang.unregister(name)

  @doc """
  Returns the process or port registered under `name`, or `nil`.

      iex> Process.whereis(:no_such_name)
      nil

  """
  @spec whereis(atom) :: pid | port | nil
  def whereis(name), do: nillify(:erlang.whereis(name))

  @doc """
  Lists the registered names.

      iex> is_list(Process.registered())
      true

  """
  @spec registered() :: [atom]
  def registered, do: :erlang.registered()

  # Flags and information

  @doc """
  Returns the group leader of the caller.

      iex> is_pid(Process.group_leader())
      true

  """
  @spec group_leader() :: pid
  def group_leader, do: :erlang.group_leader()

  @doc """
  Sets the group leader of `pid`.

      iex> {:ok, device} = StringIO.open("")
      iex> pid = spawn(fn -> receive(do: (:go -> IO.write("captured"))) end)
      iex> Process.group_leader(pid, device)
      true
      iex> ref = Process.monitor(pid)
      iex> send(pid, :go)
      iex> receive(do: ({:DOWN, ^ref, _, _, _} -> :ok))
      iex> StringIO.contents(device)
      {"", "captured"}

  """
  @spec group_leader(pid, leader :: pid) :: true
  def group_leader(pid, leader), do: :erlang.group_leader(leader, pid)

  @doc """
  Sets a flag of the caller and returns its previous value.

      iex> Process.flag(:trap_exit, true)
      false
      iex> Process.flag(:trap_exit, false)
      true

  """
  @spec flag(atom, term) :: term
  def flag(flag, value), do: :erlang.process_flag(flag, value)

  @doc """
  Sets a flag of another process.

      Process.flag(pid, :save_calls, 100)

  """
  @spec flag(pid, :save_calls, 0..10000) :: 0..10000
  def flag(pid, flag, value), do: :erlang.process_flag(pid, flag, value)

  @doc """
  Returns information about `pid`, or `nil` if it is dead.

      iex> Keyword.keyword?(Process.info(self()))
      true

  """
  @spec info(pid) :: keyword | nil
  def info(pid), do: nillify(:erlang.process_info(pid))

  @doc """
  Returns one or several items of information about `pid`, or `nil` if it is dead.

      iex> Process.info(self(), :trap_exit)
      {:trap_exit, false}

  """
  @spec info(pid, atom | {:dictionary, term}) :: {atom | {:dictionary, term}, term} | nil
  @spec info(pid, [atom]) :: keyword | nil
  def info(pid, spec)

  def info(pid, :registered_name) do
    case :erlang.process_info(pid, :registered_name) do
      :undefined -> nil
      [] -> {:registered_name, []}
      other -> other
    end
  end

  def info(pid, spec) when is_atom(spec) or is_tuple(spec) or is_list(spec) do
    nillify(:erlang.process_info(pid, spec))
  end

  @doc """
  Gives the caller a label, shown by tools and in logs.

      iex> Process.set_label({:worker, 1})
      :ok
      iex> Process.info(self(), :label)
      {:label, {:worker, 1}}

  """
  @spec set_label(term) :: :ok
  def set_label(label), do: :proc_lib.set_label(label)

  @doc """
  Returns the label of a process, by default of the caller, or `nil`.

      iex> Process.set_label({:worker, 1})
      :ok
      iex> Process.get_label()
      {:worker, 1}

  """
  @spec get_label(pid) :: term
  def get_label(pid \\ self()), do: nillify(:proc_lib.get_label(pid))

  @compile {:inline, nillify: 1}
  defp nillify(:undefined), do: nil
  defp nillify(other), do: other
end
