defmodule GenServer do
  @moduledoc """
  A process that keeps state, answers calls and handles messages through a callback module.

      iex> {:ok, pid} = Agent.start_link(fn -> 1 end)
      iex> GenServer.whereis(pid) == pid
      true

  `use GenServer` defines `child_spec/1` and defaults of all callbacks but `c:init/1`.
  """

  @type on_start :: {:ok, pid} | :ignore | {:error, {:already_started, pid} | term}
  @type name :: atom | {:global, term} | {:via, module, term}
  @type options :: [option]
  @type option ::
          {:debug, debug}
          | {:name, name}
          | {:timeout, timeout}
          | {:spawn_opt, [Process.spawn_opt()]}
          | {:hibernate_after, timeout}
  @type debug :: [:trace | :log | :statistics | {:log_to_file, Path.t()}]
  @type server :: pid | name | {atom, node}
  @type from :: {pid, tag :: term}

  @callback init(init_arg :: term) ::
              {:ok, state}
              | {:ok, state, timeout | :hibernate | {:continue, continue_arg :: term}}
              | :ignore
              | {:stop, reason :: term}
            when state: term

  @callback handle_call(request :: term, from, state :: term) ::
              {:reply, reply, new_state}
              | {:reply, reply, new_state, timeout | :hibernate | {:continue, continue_arg :: term}}
              | {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, continue_arg :: term}}
              | {:stop, reason, reply, new_state}
              | {:stop, reason, new_state}
            when reply: term, new_state: term, reason: term

  @callback handle_cast(request :: term, state :: term) ::
              {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, continue_arg :: term}}
              | {:stop, reason :: term, new_state}
            when new_state: term

  @callback handle_info(msg :: :timeout | term, state :: term) ::
              {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, continue_arg :: term}}
              | {:stop, reason :: term, new_state}
            when new_state: term

  @callback handle_continue(continue_arg, state :: term) ::
              {:noreply, new_state}
              | {:noreply, new_state, timeout | :hibernate | {:continue, continue_arg}}
              | {:stop, reason :: term, new_state}
            when new_state: term, continue_arg: term

  @callback terminate(reason, state :: term) :: term
            when reason: :normal | :shutdown | {:shutdown, term} | term

  @callback code_change(old_vsn, state :: term, extra :: term) :: {:ok, new_state :: term} | {:error, reason :: term}
            when old_vsn: term | {:down, term}

  @callback format_status(status :: :gen_server.format_status()) :: new_status :: :gen_server.format_status()

  @callback format_status(reason, pdict_and_state :: list) :: term when reason: :normal | :terminate

  @optional_callbacks code_change: 3,
                      terminate: 2,
                      handle_info: 2,
                      handle_cast: 2,
                      handle_call: 3,
                      format_status: 1,
                      format_status: 2,
                      handle_continue: 2

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour GenServer

      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(init_arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [init_arg]}}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1

      @before_compile GenServer

      @doc false
      def handle_call(msg, _from, state) do
        # The impossible second branch keeps the type checker from taking this clause for one that never returns.
        case :erlang.phash2(1, 1) do
          0 ->
            raise "attempted to call GenServer #{inspect(GenServer.__own_name__())} but no handle_call/3 clause was provided"

          1 ->
            {:stop, {:bad_call, msg}, state}
        end
      end

      @doc false
      def handle_info(msg, state) do
        GenServer.__unhandled_info__(__MODULE__, msg)
        {:noreply, state}
      end

      @doc false
      def handle_cast(msg, state) do
        case :erlang.phash2(1, 1) do
          0 ->
            raise "attempted to cast GenServer #{inspect(GenServer.__own_name__())} but no handle_cast/2 clause was provided"

          1 ->
            {:stop, {:bad_cast, msg}, state}
        end
      end

      @doc false
      def terminate(_reason, _state), do: :ok

      @doc false
      def code_change(_old, state, _extra), do: {:ok, state}

      defoverridable code_change: 3, terminate: 2, handle_info: 2, handle_cast: 2, handle_call: 3
    end
  end

  @doc false
  defmacro __before_compile__(env) do
    case Module.defines?(env.module, {:init, 1}) do
      true ->
        nil

      false ->
        IO.warn(missing_init(env.module), env)

        quote do
          @doc false
          def init(init_arg), do: {:ok, init_arg}
          defoverridable init: 1
        end
    end
  end

  defp missing_init(module) do
    """
    function init/1 required by behaviour GenServer is not implemented (in module #{inspect(module)}).

    We will inject a default implementation for now:

        def init(init_arg) do
          {:ok, init_arg}
        end

    You can copy the implementation above or define your own that converts \
    the arguments given to GenServer.start_link/3 to the server state.
    """
  end

  @doc false
  def __own_name__ do
    case :erlang.process_info(self(), :registered_name) do
      {:registered_name, name} -> name
      _ -> self()
    end
  end

  @doc false
  def __unhandled_info__(module, message) do
    :logger.error(
      %{label: {GenServer, :no_handle_info}, report: %{module: module, message: message, name: __own_name__()}},
      %{domain: [:otp, :elixir], error_logger: %{tag: :error_msg}, report_cb: &GenServer.format_report/1}
    )
  end

  @doc false
  def format_report(%{label: {GenServer, :no_handle_info}, report: %{module: module, message: message, name: name}}) do
    {~c"~p ~p received unexpected message in handle_info/2: ~p~n", [module, name, message]}
  end

  # Starting and stopping

  @doc """
  Starts a server linked to the caller.

  Options: `:name`, `:timeout` (of `init/1`), `:debug`, `:hibernate_after`, `:spawn_opt`.

      iex> defmodule DocStack do
      ...>   use GenServer
      ...>   def init(list), do: {:ok, list}
      ...>   def handle_call(:pop, _from, [head | tail]), do: {:reply, head, tail}
      ...> end
      iex> {:ok, pid} = GenServer.start_link(DocStack, [1, 2])
      iex> GenServer.call(pid, :pop)
      1

  """
  @spec start_link(module, term, options) :: on_start
  def start_link(module, init_arg, options \\ []) when is_atom(module) and is_list(options) do
    do_start(:link, module, init_arg, options)
  end

  @doc """
  Starts a server without a link.

      {:ok, pid} = GenServer.start(MyApp.Counter, 0, name: MyApp.Counter)

  """
  @spec start(module, term, options) :: on_start
  def start(module, init_arg, options \\ []) when is_atom(module) and is_list(options) do
    do_start(:nolink, module, init_arg, options)
  end

  defp do_start(link, module, init_arg, options) do
    case pop_name(options) do
      {nil, options} ->
        :gen.start(:gen_server, link, module, init_arg, options)

      {atom, options} when is_atom(atom) ->
        :gen.start(:gen_server, link, {:local, atom}, module, init_arg, options)

      {{:global, _term} = name, options} ->
        :gen.start(:gen_server, link, name, module, init_arg, options)

      {{:via, via_module, _term} = name, options} when is_atom(via_module) ->
        :gen.start(:gen_server, link, name, module, init_arg, options)

      {other, _} ->
        raise ArgumentError, """
        expected :name option to be one of the following:

          * nil
          * atom
          * {:global, term}
          * {:via, module, term}

        Got: #{inspect(other)}
        """
    end
  end

  defp pop_name(options) do
    case :lists.keytake(:name, 1, options) do
      {:value, {:name, name}, rest} -> {name, :lists.keydelete(:name, 1, rest)}
      false -> {nil, options}
    end
  end

  @doc """
  Stops a server with `reason` and waits at most `timeout` milliseconds for its end.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> GenServer.stop(pid, :normal)
      :ok

  """
  @spec stop(server, reason :: term, timeout) :: :ok
  def stop(server, reason \\ :normal, timeout \\ :infinity) do
    case whereis(server) do
      nil ->
        exit({:noproc, {__MODULE__, :stop, [server, reason, timeout]}})

      pid when pid == self() ->
        exit({:calling_self, {__MODULE__, :stop, [server, reason, timeout]}})

      pid ->
        try do
          :proc_lib.stop(pid, reason, timeout)
        catch
          :exit, error -> exit({error, {__MODULE__, :stop, [server, reason, timeout]}})
        end
    end
  end

  # Calls and casts

  @doc """
  Calls `server` with `request` and waits for the reply, at most `timeout` milliseconds.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> GenServer.call(pid, {:get, &(&1 * 2)})
      84

  """
  @spec call(server, term, timeout) :: term
  def call(server, request, timeout \\ 5000)
      when (is_integer(timeout) and timeout >= 0) or timeout == :infinity do
    case whereis(server) do
      nil ->
        exit({:noproc, {__MODULE__, :call, [server, request, timeout]}})

      pid ->
        try do
          :gen.call(pid, :"$gen_call", request, timeout)
        catch
          :exit, reason -> exit({reason, {__MODULE__, :call, [server, request, timeout]}})
        else
          {:ok, reply} -> reply
        end
    end
  end

  @doc """
  Sends `request` to `server` without waiting; always `:ok`.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end)
      iex> GenServer.cast(pid, {:cast, &(&1 * 2)})
      :ok
      iex> Agent.get(pid, & &1)
      84

  """
  @spec cast(server, term) :: :ok
  def cast(server, request)

  def cast({:global, name}, request) do
    :global.send(name, {:"$gen_cast", request})
    :ok
  catch
    _, _ -> :ok
  end

  def cast({:via, module, name}, request) do
    module.send(name, {:"$gen_cast", request})
    :ok
  catch
    _, _ -> :ok
  end

  def cast({name, node}, request) when is_atom(name) and is_atom(node), do: do_cast({name, node}, request)
  def cast(dest, request) when is_atom(dest) or is_pid(dest), do: do_cast(dest, request)

  defp do_cast(dest, request) do
    send(dest, {:"$gen_cast", request})
    :ok
  catch
    _, _ -> :ok
  end

  @doc """
  Casts to the server registered as `name` on several nodes.

      iex> GenServer.abcast([node()], :nobody_by_this_name, :hello)
      :abcast

  """
  @spec abcast([node], name :: atom, term) :: :abcast
  def abcast(nodes \\ [node() | Node.list()], name, request) when is_list(nodes) and is_atom(name) do
    :lists.foreach(fn node -> do_cast({name, node}, request) end, nodes)
    :abcast
  end

  @doc """
  Calls the server registered as `name` on several nodes: `{replies, bad_nodes}`.

      iex> GenServer.multi_call([node()], :nobody_by_this_name, :hello)
      {[], [node()]}

  """
  @spec multi_call([node], name :: atom, term, timeout) :: {replies :: [{node, term}], bad_nodes :: [node]}
  def multi_call(nodes \\ [node() | Node.list()], name, request, timeout \\ :infinity) do
    :gen_server.multi_call(nodes, name, request, timeout)
  end

  @doc """
  Answers the client of a call.

      iex> GenServer.reply({self(), :tag}, :answer)
      :ok
      iex> receive(do: (message -> message))
      {:tag, :answer}

  """
  @spec reply(from, term) :: :ok
  def reply({to, _tag} = client, reply) when is_pid(to), do: :gen.reply(client, reply)

  @doc """
  Returns the pid (or `{name, node}`) of `server`, or `nil`.

      iex> {:ok, pid} = Agent.start_link(fn -> 42 end, name: :doctest_whereis)
      iex> GenServer.whereis(:doctest_whereis) == pid
      true
      iex> GenServer.whereis(:nobody_has_this_name)
      nil

  """
  @spec whereis(server) :: pid | {atom, node} | nil
  def whereis(server)

  def whereis(pid) when is_pid(pid), do: pid
  def whereis(name) when is_atom(name), do: nillify(:erlang.whereis(name))
  def whereis({:global, name}), do: nillify(:global.whereis_name(name))
  def whereis({:via, module, name}), do: nillify(module.whereis_name(name))
  def whereis({name, local}) when is_atom(name) and local == node(), do: nillify(:erlang.whereis(name))
  def whereis({name, node} = server) when is_atom(name) and is_atom(node), do: server

  defp nillify(:undefined), do: nil
  defp nillify(found), do: found
end
