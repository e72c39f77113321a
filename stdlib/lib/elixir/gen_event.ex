defmodule GenEvent do
  @moduledoc """
  Event managers, from before `:gen_event` was recommended in their place; handlers are run by a `:gen_event` process.
  """
  @moduledoc deprecated: "Use one of the alternatives described in the documentation"

  @callback init(args :: term) :: {:ok, state} | {:ok, state, :hibernate} | {:error, reason :: any} when state: any
  @callback handle_event(event :: term, state :: term) ::
              {:ok, new_state} | {:ok, new_state, :hibernate} | :remove_handler
            when new_state: term
  @callback handle_call(request :: term, state :: term) ::
              {:ok, reply, new_state} | {:ok, reply, new_state, :hibernate} | {:remove_handler, reply}
            when reply: term, new_state: term
  @callback handle_info(msg :: term, state :: term) ::
              {:ok, new_state} | {:ok, new_state, :hibernate} | :remove_handler
            when new_state: term
  @callback terminate(reason, state :: term) :: term
            when reason: :stop | {:stop, reason :: term} | :remove_handler | {:error, term} | term
  @callback code_change(old_vsn, state :: term, extra :: term) :: {:ok, new_state :: term}
            when old_vsn: term | {:down, term}

  @type on_start :: {:ok, pid} | {:error, {:already_started, pid}}
  @type name :: atom | {:global, term} | {:via, module, term}
  @type options :: [name: name]
  @type manager :: pid | name | {atom, node}
  @type handler :: atom | {atom, term}

  @doc false
  @deprecated "Use one of the alternatives described in the documentation for the GenEvent module"
  defmacro __using__(_) do
    quote location: :keep do
      @behaviour :gen_event

      @doc false
      def init(args), do: {:ok, args}

      @doc false
      def handle_event(_event, state), do: {:ok, state}

      @doc false
      def handle_call(msg, state) do
        case :erlang.phash2(1, 1) do
          0 -> raise "attempted to call GenEvent #{inspect(self())} but no handle_call/2 clause was provided"
          1 -> {:remove_handler, {:bad_call, msg}}
        end
      end

      @doc false
      def handle_info(_msg, state), do: {:ok, state}

      @doc false
      def terminate(_reason, _state), do: :ok

      @doc false
      def code_change(_old, state, _extra), do: {:ok, state}

      defoverridable init: 1, handle_event: 2, handle_call: 2, handle_info: 2, terminate: 2, code_change: 3
    end
  end

  @message "Use one of the alternatives described in the documentation for the GenEvent module"

  @doc false
  @deprecated @message
  @spec start_link(options) :: on_start
  def start_link(options \\ []) when is_list(options), do: do_start(:link, options)

  @doc false
  @deprecated @message
  @spec start(options) :: on_start
  def start(options \\ []) when is_list(options), do: do_start(:nolink, options)

  defp do_start(link, options) do
    case Keyword.pop(options, :name) do
      {nil, options} ->
        :gen.start(:gen_event, link, :no_callback, [], options)

      {atom, options} when is_atom(atom) ->
        :gen.start(:gen_event, link, {:local, atom}, :no_callback, [], options)

      {{:global, _term} = name, options} ->
        :gen.start(:gen_event, link, name, :no_callback, [], options)

      {{:via, via_module, _term} = name, options} when is_atom(via_module) ->
        :gen.start(:gen_event, link, name, :no_callback, [], options)

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

  @doc false
  @deprecated @message
  def stream(manager, options \\ []) when is_list(options) do
    %GenEvent.Stream{manager: manager, timeout: Keyword.get(options, :timeout, :infinity)}
  end

  @doc false
  @deprecated @message
  @spec add_handler(manager, handler, term) :: :ok | {:error, term}
  def add_handler(manager, handler, args) do
    new_handler(manager, handler, fn -> :gen_event.add_handler(manager, handler, args) end)
  end

  @doc false
  @deprecated @message
  @spec add_mon_handler(manager, handler, term) :: :ok | {:error, term}
  def add_mon_handler(manager, handler, args) do
    new_handler(manager, handler, fn -> :gen_event.add_sup_handler(manager, handler, args) end)
  end

  defp new_handler(manager, handler, add) do
    case handler in :gen_event.which_handlers(manager) do
      true -> {:error, :already_present}
      false -> add.()
    end
  end

  @doc false
  @deprecated @message
  @spec notify(manager, term) :: :ok
  def notify(manager, event), do: :gen_event.notify(manager, event)

  @doc false
  @deprecated @message
  @spec sync_notify(manager, term) :: :ok
  def sync_notify(manager, event), do: :gen_event.sync_notify(manager, event)

  @doc false
  @deprecated @message
  @spec ack_notify(manager, term) :: :ok
  def ack_notify(manager, event), do: :gen_event.sync_notify(manager, event)

  @doc false
  @deprecated @message
  @spec call(manager, handler, term, timeout) :: term | {:error, term}
  def call(manager, handler, request, timeout \\ 5000) do
    :gen_event.call(manager, handler, request, timeout)
  catch
    :exit, {reason, {:gen_event, :call, _}} -> exit({reason, {__MODULE__, :call, [manager, handler, request, timeout]}})
  end

  @doc false
  @deprecated @message
  @spec remove_handler(manager, handler, term) :: term | {:error, term}
  def remove_handler(manager, handler, args) do
    case :gen_event.delete_handler(manager, handler, args) do
      {:error, :module_not_found} -> {:error, :not_found}
      result -> result
    end
  end

  @doc false
  @deprecated @message
  @spec swap_handler(manager, handler, term, handler, term) :: :ok | {:error, term}
  def swap_handler(manager, handler1, args1, handler2, args2) do
    :gen_event.swap_handler(manager, {handler1, args1}, {handler2, args2})
  end

  @doc false
  @deprecated @message
  @spec swap_mon_handler(manager, handler, term, handler, term) :: :ok | {:error, term}
  def swap_mon_handler(manager, handler1, args1, handler2, args2) do
    :gen_event.swap_sup_handler(manager, {handler1, args1}, {handler2, args2})
  end

  @doc false
  @deprecated @message
  @spec which_handlers(manager) :: [handler]
  def which_handlers(manager), do: :gen_event.which_handlers(manager)

  @doc false
  @deprecated @message
  @spec stop(manager, reason :: term, timeout) :: :ok
  def stop(manager, reason \\ :normal, timeout \\ :infinity), do: :gen.stop(manager, reason, timeout)
end
