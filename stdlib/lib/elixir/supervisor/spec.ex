defmodule Supervisor.Spec do
  @moduledoc """
  Child specifications as tuples, from before the maps of `Supervisor`.
  """
  @moduledoc deprecated: "Use the new child specifications outlined in the Supervisor module instead"

  @type spec :: {term, {module, atom, list}, :permanent | :transient | :temporary, timeout | :brutal_kill, atom, list}

  @doc """
  Makes the result of a supervisor's `init/1`.

      supervise([worker(MyApp.Counter, [0])], strategy: :one_for_one)

  """
  @deprecated "Use the new child specifications outlined in the Supervisor module instead"
  @spec supervise([spec], keyword) :: {:ok, tuple}
  def supervise(children, options) do
    strategy = Keyword.get(options, :strategy)
    unless strategy, do: raise(ArgumentError, "expected :strategy option to be given")

    restarts = Keyword.get(options, :max_restarts, 3)
    seconds = Keyword.get(options, :max_seconds, 5)
    check_ids(children, [])
    {:ok, {{strategy, restarts, seconds}, children}}
  end

  defp check_ids([], _seen), do: :ok

  defp check_ids([child | rest], seen) do
    id = elem(child, 0)

    if :lists.member(id, seen) do
      raise ArgumentError,
            "duplicate ID #{inspect(id)} found in the supervisor specification, " <>
              "please explicitly pass the :id option when defining this worker/supervisor"
    end

    check_ids(rest, [id | seen])
  end

  @doc """
  Makes the specification of a worker.

      worker(MyApp.Counter, [0], id: :first_counter)

  """
  @deprecated "Use the new child specifications outlined in the Supervisor module instead"
  @spec worker(module, [term], keyword) :: spec
  def worker(module, args, options \\ []), do: child(:worker, module, args, options)

  @doc """
  Makes the specification of a supervisor.

      supervisor(MyApp.Workers, [[]], restart: :transient)

  """
  @deprecated "Use the new child specifications outlined in the Supervisor module instead"
  @spec supervisor(module, [term], keyword) :: spec
  def supervisor(module, args, options \\ []) do
    child(:supervisor, module, args, Keyword.put_new(options, :shutdown, :infinity))
  end

  defp child(type, module, args, options) do
    function = Keyword.get(options, :function, :start_link)
    modules = Keyword.get(options, :modules, if(module == GenEvent, do: :dynamic, else: [module]))

    {Keyword.get(options, :id, module), {module, function, args}, Keyword.get(options, :restart, :permanent),
     Keyword.get(options, :shutdown, 5000), type, modules}
  end
end
