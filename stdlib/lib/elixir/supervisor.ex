defmodule Supervisor do
  @moduledoc """
  A process that starts, watches and restarts other processes, its children.

      iex> {:ok, sup} = Supervisor.start_link([{Agent, fn -> 0 end}], strategy: :one_for_one)
      iex> Supervisor.count_children(sup).active
      1
      iex> Supervisor.stop(sup)
      :ok

  """

  @type on_start :: {:ok, pid} | :ignore | {:error, {:already_started, pid} | {:shutdown, term} | term}
  @type on_start_child ::
          {:ok, child} | {:ok, child, info :: term} | {:error, {:already_started, child} | :already_present | term}
  @type child :: pid | :undefined
  @type name :: atom | {:global, term} | {:via, module, term}
  @type option :: {:name, name}
  @type init_option ::
          {:strategy, strategy}
          | {:max_restarts, non_neg_integer}
          | {:max_seconds, pos_integer}
          | {:auto_shutdown, auto_shutdown}
  @type supervisor :: pid | name | {atom, node}
  @type sup_flags :: %{
          strategy: strategy,
          intensity: non_neg_integer,
          period: pos_integer,
          auto_shutdown: auto_shutdown
        }
  @type strategy :: :one_for_one | :one_for_all | :rest_for_one
  @type auto_shutdown :: :never | :any_significant | :all_significant
  @type restart :: :permanent | :transient | :temporary
  @type shutdown :: timeout | :brutal_kill
  @type type :: :worker | :supervisor
  @type module_spec :: {module, args :: term} | module
  @type child_spec :: %{
          required(:id) => atom | term,
          required(:start) => {module, function_name :: atom, args :: [term]},
          optional(:restart) => restart,
          optional(:shutdown) => shutdown,
          optional(:type) => type,
          optional(:modules) => [module] | :dynamic,
          optional(:significant) => boolean
        }

  @callback init(init_arg :: term) :: {:ok, {sup_flags, [child_spec | term]}} | :ignore

  @doc false
  defmacro __using__(opts) do
    quote location: :keep, bind_quoted: [opts: opts] do
      @behaviour Supervisor

      unless Module.has_attribute?(__MODULE__, :doc) do
        @doc """
        Returns a specification to start this module under a supervisor.

        See `Supervisor`.
        """
      end

      def child_spec(init_arg) do
        default = %{id: __MODULE__, start: {__MODULE__, :start_link, [init_arg]}, type: :supervisor}
        Supervisor.child_spec(default, unquote(Macro.escape(opts)))
      end

      defoverridable child_spec: 1
    end
  end

  # Starting

  @doc """
  Starts a supervisor from a list of children, or from a module and its argument.

  Options with children: `:strategy` (required), `:max_restarts`, `:max_seconds`, `:auto_shutdown`, `:name`.

      iex> {:ok, supervisor} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one)
      iex> Supervisor.count_children(supervisor).active
      1

  """
  @spec start_link([child_spec | module_spec], [option | init_option]) :: on_start
  @spec start_link(module, term) :: on_start
  def start_link(children, options) when is_list(children) do
    {init_options, start_options} = split_options(options, [], [])
    start_link(Supervisor.Default, init(children, init_options), start_options)
  end

  def start_link(module, init_arg), do: start_link(module, init_arg, [])

  @doc """
  Starts a supervisor from a module, its argument and the option `:name`.

      Supervisor.start_link(MyApp.Supervisor, [], name: MyApp.Supervisor)

  """
  @spec start_link(module, term, [option]) :: on_start
  def start_link(module, init_arg, options) when is_list(options) do
    case :lists.keyfind(:name, 1, options) do
      false ->
        :supervisor.start_link(module, init_arg)

      {:name, nil} ->
        :supervisor.start_link(module, init_arg)

      {:name, atom} when is_atom(atom) ->
        :supervisor.start_link({:local, atom}, module, init_arg)

      {:name, {:global, _term} = name} ->
        :supervisor.start_link(name, module, init_arg)

      {:name, {:via, via_module, _term} = name} when is_atom(via_module) ->
        :supervisor.start_link(name, module, init_arg)

      {:name, other} ->
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

  defp split_options([{key, _} = option | rest], init, start)
       when key in [:strategy, :max_restarts, :max_seconds, :auto_shutdown] do
    split_options(rest, [option | init], start)
  end

  defp split_options([option | rest], init, start), do: split_options(rest, init, [option | start])
  defp split_options([], init, start), do: {:lists.reverse(init), :lists.reverse(start)}

  @doc """
  Makes the result of `c:init/1` from a list of children and options.

      iex> {:ok, {flags, []}} = Supervisor.init([], strategy: :one_for_all)
      iex> flags.strategy
      :one_for_all

  """
  @spec init([child_spec | module_spec], [init_option]) :: {:ok, {sup_flags, [child_spec]}}
  def init(children, options) when is_list(children) and is_list(options) do
    case :lists.keyfind(:strategy, 1, options) do
      {:strategy, strategy} ->
        flags = %{
          strategy: strategy,
          intensity: option(options, :max_restarts, 3),
          period: option(options, :max_seconds, 5),
          auto_shutdown: option(options, :auto_shutdown, :never)
        }

        {:ok, {flags, :lists.map(&to_spec/1, children)}}

      false ->
        raise ArgumentError, "expected :strategy option to be given"
    end
  end

  defp option(options, key, default) do
    case :lists.keyfind(key, 1, options) do
      {_, value} -> value
      false -> default
    end
  end

  # Child specifications

  @doc """
  Makes a child specification of a module, `{module, arg}` or map, with some fields replaced.

      iex> Supervisor.child_spec({Agent, :arg}, id: :counter).id
      :counter

  """
  @spec child_spec(child_spec | module_spec, keyword) :: child_spec
  def child_spec(module_or_map, overrides)

  def child_spec({_, _, _, _, _, _} = tuple, _overrides) do
    raise ArgumentError, "old tuple-based child specification #{inspect(tuple)} is not supported in Supervisor.child_spec/2"
  end

  def child_spec(module_or_map, overrides), do: override(overrides, to_spec(module_or_map))

  defp override([], spec), do: spec

  defp override([{key, value} | rest], spec)
       when key in [:id, :start, :restart, :shutdown, :type, :modules, :significant] do
    override(rest, :maps.put(key, value, spec))
  end

  defp override([{key, _value} | _], _spec) do
    raise ArgumentError, "unknown key #{inspect(key)} in child specification override"
  end

  defp to_spec(map) when is_map(map), do: map
  defp to_spec({_, _, _, _, _, _} = tuple), do: tuple
  defp to_spec(module) when is_atom(module), do: module_spec(module, [])
  defp to_spec({module, arg}) when is_atom(module), do: module_spec(module, arg)

  defp to_spec(other) do
    raise ArgumentError, """
    supervisors expect each child to be one of the following:

      * a module
      * a {module, arg} tuple
      * a child specification as a map with at least the :id and :start fields
      * or a tuple with 6 elements generated by Supervisor.Spec (deprecated)

    Got: #{inspect(other)}
    """
  end

  defp module_spec(module, arg) do
    module.child_spec(arg)
  rescue
    error in UndefinedFunctionError ->
      case __STACKTRACE__ do
        [{^module, :child_spec, [^arg], _} | _] -> raise ArgumentError, missing_child_spec(module)
        stack -> reraise error, stack
      end
  end

  defp missing_child_spec(module) do
    case :code.ensure_loaded(module) do
      {:module, _} ->
        """
        The module #{inspect(module)} was given as a child to a supervisor
        but it does not implement child_spec/1.

        If you own the given module, please define a child_spec/1 function
        that receives an argument and returns a child specification as a map.
        For example:

            def child_spec(opts) do
              %{
                id: __MODULE__,
                start: {__MODULE__, :start_link, [opts]},
                type: :worker,
                restart: :permanent,
                shutdown: 500
              }
            end

        Note that "use Agent", "use GenServer" and so on automatically define
        this function for you.

        However, if you don't own the given module and it doesn't implement
        child_spec/1, instead of passing the module name directly as a supervisor
        child, you will have to pass a child specification as a map:

            %{
              id: #{inspect(module)},
              start: {#{inspect(module)}, :start_link, [arg1, arg2]}
            }

        See the Supervisor documentation for more information
        """

      {:error, _} ->
        "The module #{inspect(module)} was given as a child to a supervisor but it does not exist"
    end
  end

  # Children

  @doc """
  Adds a child to a supervisor and starts it.

      iex> {:ok, supervisor} = Supervisor.start_link([], strategy: :one_for_one)
      iex> {:ok, pid} = Supervisor.start_child(supervisor, {Agent, fn -> :here end})
      iex> Agent.get(pid, & &1)
      :here

  """
  @spec start_child(supervisor, child_spec | module_spec | [term]) :: on_start_child
  def start_child(supervisor, {_, _, _, _, _, _} = child_spec), do: call(supervisor, {:start_child, child_spec})
  def start_child(supervisor, args) when is_list(args), do: call(supervisor, {:start_child, args})
  def start_child(supervisor, child_spec), do: call(supervisor, {:start_child, child_spec(child_spec, [])})

  @doc """
  Stops the child `child_id`.

      iex> {:ok, supervisor} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one)
      iex> Supervisor.terminate_child(supervisor, Agent)
      :ok
      iex> Supervisor.terminate_child(supervisor, :unknown)
      {:error, :not_found}

  """
  @spec terminate_child(supervisor, term) :: :ok | {:error, :not_found}
  def terminate_child(supervisor, child_id), do: call(supervisor, {:terminate_child, child_id})

  @doc """
  Removes the specification of the stopped child `child_id`.

      iex> {:ok, supervisor} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one)
      iex> Supervisor.delete_child(supervisor, Agent)
      {:error, :running}
      iex> :ok = Supervisor.terminate_child(supervisor, Agent)
      iex> Supervisor.delete_child(supervisor, Agent)
      :ok

  """
  @spec delete_child(supervisor, term) :: :ok | {:error, :not_found | :running | :restarting}
  def delete_child(supervisor, child_id), do: call(supervisor, {:delete_child, child_id})

  @doc """
  Starts the stopped child `child_id` again.

      iex> {:ok, supervisor} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one)
      iex> :ok = Supervisor.terminate_child(supervisor, Agent)
      iex> {:ok, pid} = Supervisor.restart_child(supervisor, Agent)
      iex> Agent.get(pid, & &1)
      1

  """
  @spec restart_child(supervisor, term) ::
          {:ok, child} | {:ok, child, term} | {:error, :not_found | :running | :restarting | term}
  def restart_child(supervisor, child_id), do: call(supervisor, {:restart_child, child_id})

  @doc """
  Lists the children as `{id, pid | :restarting | :undefined, type, modules}`.

      iex> {:ok, supervisor} = Supervisor.start_link([{Agent, fn -> 1 end}], strategy: :one_for_one)
      iex> [{Agent, pid, :worker, [Agent]}] = Supervisor.which_children(supervisor)
      iex> Agent.get(pid, & &1)
      1

  """
  @spec which_children(supervisor) :: [{term, child | :restarting, type, [module] | :dynamic}]
  def which_children(supervisor), do: call(supervisor, :which_children)

  @doc """
  Counts the children: `:specs`, `:active`, `:supervisors` and `:workers`.

      iex> {:ok, supervisor} = Supervisor.start_link([], strategy: :one_for_one)
      iex> Supervisor.count_children(supervisor) |> Enum.sort()
      [active: 0, specs: 0, supervisors: 0, workers: 0]

  """
  @spec count_children(supervisor) :: %{
          specs: non_neg_integer,
          active: non_neg_integer,
          supervisors: non_neg_integer,
          workers: non_neg_integer
        }
  def count_children(supervisor), do: :maps.from_list(call(supervisor, :count_children))

  @doc """
  Stops a supervisor and its children.

      iex> {:ok, supervisor} = Supervisor.start_link([], strategy: :one_for_one)
      iex> Supervisor.stop(supervisor)
      :ok

  """
  @spec stop(supervisor, reason :: term, timeout) :: :ok
  def stop(supervisor, reason \\ :normal, timeout \\ :infinity), do: GenServer.stop(supervisor, reason, timeout)

  @compile {:inline, call: 2}
  defp call(supervisor, request), do: GenServer.call(supervisor, request, :infinity)
end
