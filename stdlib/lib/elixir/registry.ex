defmodule Registry do
  @moduledoc """
  A local store of processes by key: unique, as a source of names, or duplicate, for dispatching.

      iex> {:ok, _} = Registry.start_link(keys: :unique, name: Registry.DocSample)
      iex> {:ok, _} = Registry.register(Registry.DocSample, "key", :value)
      iex> Registry.lookup(Registry.DocSample, "key") == [{self(), :value}]
      true

  Entries vanish with their process. A unique registry names processes: `{:via, Registry, {registry, key}}`.
  """

  @type registry :: atom
  @type keys :: :unique | :duplicate | {:duplicate, :key} | {:duplicate, :pid}
  @type key :: term
  @type value :: term
  @type match_pattern :: atom | term
  @type guard :: {atom, term}
  @type guards :: [guard]
  @type body :: [term]
  @type spec :: [{match_pattern, guards, body}]
  @type meta_key :: atom | tuple
  @type meta_value :: term
  @type listener_message ::
          {:register, registry, key, registry_partition :: pid, value} | {:unregister, registry, key, pid}
  @type start_option ::
          {:keys, keys}
          | {:name, registry}
          | {:partitions, pos_integer}
          | {:listeners, [atom]}
          | {:meta, [{meta_key, meta_value}]}
          | {:compressed, boolean}

  # Names: the functions of a `:via` module

  @doc false
  def whereis_name({registry, key}), do: whereis_name(registry, key)
  def whereis_name({registry, key, _value}), do: whereis_name(registry, key)

  defp whereis_name(registry, key) do
    case key_info!(registry) do
      {:unique, partitions, key_ets} ->
        key_ets = key_ets || key_ets!(registry, key, partitions)

        case lookup_second(key_ets, key) do
          {pid, _} -> if Process.alive?(pid), do: pid, else: :undefined
          _ -> :undefined
        end

      {_kind, _, _} ->
        raise ArgumentError, ":via is not supported for duplicate registries"
    end
  end

  @doc false
  def register_name({registry, key}, pid), do: register_name(registry, key, nil, pid)
  def register_name({registry, key, value}, pid), do: register_name(registry, key, value, pid)

  defp register_name(registry, key, value, pid) when pid == self() do
    case register(registry, key, value) do
      {:ok, _} -> :yes
      {:error, _} -> :no
    end
  end

  @doc false
  def unregister_name({registry, key}), do: unregister(registry, key)
  def unregister_name({registry, key, _value}), do: unregister(registry, key)

  @doc false
  def send({registry, key}, message), do: send_to(registry, key, message, {registry, key})
  def send({registry, key, _value}, message), do: send_to(registry, key, message, {registry, key})

  defp send_to(registry, key, message, name) do
    case lookup(registry, key) do
      [{pid, _}] -> Kernel.send(pid, message)
      [] -> :erlang.error(:badarg, [name, message])
    end
  end

  # Starting

  @doc """
  Starts a registry.

  Options: `:keys` and `:name` (required), `:partitions`, `:listeners`, `:meta`, `:compressed`.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Started)
      iex> Registry.count(DocRegistry.Started)
      0

  """
  @spec start_link([start_option]) :: {:ok, pid} | {:error, term}
  def start_link(options) do
    kind = kind(Keyword.get(options, :keys))

    name =
      case Keyword.fetch(options, :name) do
        {:ok, name} when is_atom(name) -> name
        {:ok, other} -> raise ArgumentError, "expected :name to be an atom, got: #{inspect(other)}"
        :error -> raise ArgumentError, "expected :name option to be present"
      end

    meta = Keyword.get(options, :meta, [])

    unless Keyword.keyword?(meta) or (is_list(meta) and Enum.all?(meta, &match?({_, _}, &1))) do
      raise ArgumentError, "expected :meta to be a keyword list, got: #{inspect(meta)}"
    end

    partitions = Keyword.get(options, :partitions, 1)

    unless is_integer(partitions) and partitions >= 1 do
      raise ArgumentError, "expected :partitions to be a positive integer, got: #{inspect(partitions)}"
    end

    listeners = Keyword.get(options, :listeners, [])

    unless is_list(listeners) and Enum.all?(listeners, &is_atom/1) do
      raise ArgumentError, "expected :listeners to be a list of named processes, got: #{inspect(listeners)}"
    end

    compressed = Keyword.get(options, :compressed, false)

    unless is_boolean(compressed) do
      raise ArgumentError, "expected :compressed to be a boolean, got: #{inspect(compressed)}"
    end

    # A registry of one partition replaces these entries by complete ones.
    entries = [{-1, {kind, partitions, nil, nil, listeners}}, {-2, {kind, partitions, nil}} | meta]
    Registry.Supervisor.start_link(kind, name, partitions, listeners, entries, compressed)
  end

  @doc false
  @deprecated "Use Registry.start_link/1 instead"
  def start_link(keys, name, options \\ []) when is_list(options) do
    start_link([keys: keys, name: name] ++ options)
  end

  defp kind(:unique), do: :unique
  defp kind(:duplicate), do: {:duplicate, :pid}
  defp kind({:duplicate, by}) when by in [:key, :pid], do: {:duplicate, by}

  defp kind(other) do
    raise ArgumentError, "expected :keys to be given and be one of :unique or :duplicate, got: #{inspect(other)}"
  end

  @doc """
  Returns a specification to start a registry under a supervisor.

      iex> Registry.child_spec(keys: :unique, name: Some.Registry).id
      Some.Registry

  """
  @spec child_spec([start_option]) :: Supervisor.child_spec()
  def child_spec(options) do
    %{
      id: Keyword.get(options, :name, Registry),
      start: {Registry, :start_link, [options]},
      type: :supervisor
    }
  end

  # Registering

  @doc """
  Registers the caller under `key` with `value`: `{:ok, partition}` or `{:error, {:already_registered, pid}}`.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Register)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Register, "key", :value)
      iex> {:error, {:already_registered, pid}} = Registry.register(DocRegistry.Register, "key", :other)
      iex> pid == self()
      true

  """
  @spec register(registry, key, value) :: {:ok, pid} | {:error, {:already_registered, pid}}
  def register(registry, key, value) when is_atom(registry) do
    self = self()
    {kind, partitions, key_ets, pid_ets, listeners} = info!(registry)
    {key_partition, pid_partition} = partitions(kind, key, self, partitions)
    key_ets = key_ets || key_ets!(registry, key_partition)
    {pid_server, pid_ets} = pid_ets || pid_ets!(registry, pid_partition)

    # The partition must know of the process before the entry is there, or a process that dies in between leaves it.
    Process.link(pid_server)
    counter = System.unique_integer()
    owned = if listeners == [], do: key_ets, else: {key_ets, registry, listeners}
    true = :ets.insert(pid_ets, {self, key, owned, counter})

    case insert_key(kind, key_ets, key, {key, {self, value}}) do
      :ok ->
        for listener <- listeners, do: notify(listener, {:register, registry, key, self, value})
        {:ok, pid_server}

      {:error, {:already_registered, ^self}} = error ->
        true = :ets.delete_object(pid_ets, {self, key, owned, counter})
        error

      {:error, _} = error ->
        true = :ets.delete_object(pid_ets, {self, key, owned, counter})
        unlink_if_unregistered(pid_server, pid_ets, self)
        error
    end
  end

  defp insert_key({:duplicate, _}, key_ets, _key, entry) do
    true = :ets.insert(key_ets, entry)
    :ok
  end

  defp insert_key(:unique, key_ets, key, entry) do
    case :ets.insert_new(key_ets, entry) do
      true ->
        :ok

      false ->
        case :ets.lookup(key_ets, key) do
          [{^key, {pid, _}} = current] ->
            if Process.alive?(pid) do
              {:error, {:already_registered, pid}}
            else
              :ets.delete_object(key_ets, current)
              insert_key(:unique, key_ets, key, entry)
            end

          [] ->
            insert_key(:unique, key_ets, key, entry)
        end
    end
  end

  @doc """
  Removes all entries of the caller under `key`.

      iex> {:ok, _pid} = Registry.start_link(keys: :duplicate, name: DocRegistry.Unregister)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Unregister, "key", 1)
      iex> Registry.unregister(DocRegistry.Unregister, "key")
      :ok
      iex> Registry.lookup(DocRegistry.Unregister, "key")
      []

  """
  @spec unregister(registry, key) :: :ok
  def unregister(registry, key) when is_atom(registry) do
    self = self()
    {kind, partitions, key_ets, pid_ets, listeners} = info!(registry)
    {key_partition, pid_partition} = partitions(kind, key, self, partitions)
    key_ets = key_ets || key_ets!(registry, key_partition)
    {pid_server, pid_ets} = pid_ets || pid_ets!(registry, pid_partition)

    # The key goes first: should the process die in between, the partition does the rest.
    __unregister__(key_ets, {key, {self, :_}}, 1)
    __unregister__(pid_ets, {self, key, :_, :_}, 2)
    unlink_if_unregistered(pid_server, pid_ets, self)

    for listener <- listeners, do: notify(listener, {:unregister, registry, key, self})
    :ok
  end

  @doc """
  Removes the entries of the caller under `key` whose value matches.

      iex> {:ok, _pid} = Registry.start_link(keys: :duplicate, name: DocRegistry.UnregisterMatch)
      iex> {:ok, _owner} = Registry.register(DocRegistry.UnregisterMatch, "key", :a)
      iex> {:ok, _owner} = Registry.register(DocRegistry.UnregisterMatch, "key", :b)
      iex> Registry.unregister_match(DocRegistry.UnregisterMatch, "key", :a)
      :ok
      iex> Registry.values(DocRegistry.UnregisterMatch, "key", self())
      [:b]

  """
  @spec unregister_match(registry, key, match_pattern, guards) :: :ok
  def unregister_match(registry, key, pattern, guards \\ []) when is_list(guards) do
    self = self()
    {kind, partitions, key_ets, pid_ets, listeners} = info!(registry)
    {key_partition, pid_partition} = partitions(kind, key, self, partitions)
    key_ets = key_ets || key_ets!(registry, key_partition)
    {pid_server, pid_ets} = pid_ets || pid_ets!(registry, pid_partition)

    # Each entry of the key table has one in the pid table, without the value: remove as many as matched.
    case __unregister__(key_ets, {key, {self, pattern}}, guards, 1) do
      0 ->
        :ok

      deleted ->
        owned = if listeners == [], do: key_ets, else: {key_ets, registry, listeners}

        pid_ets
        |> :ets.lookup(self)
        |> Enum.filter(&match?({_, ^key, ^owned, _}, &1))
        |> Enum.take(deleted)
        |> Enum.each(&:ets.delete_object(pid_ets, &1))

        unlink_if_unregistered(pid_server, pid_ets, self)
        for listener <- listeners, do: notify(listener, {:unregister, registry, key, self})
        :ok
    end
  end

  @doc """
  Calls `fun` with the current value of the caller's entry of a unique registry, and stores what it returns.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Update)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Update, "key", 1)
      iex> Registry.update_value(DocRegistry.Update, "key", &(&1 + 1))
      {2, 1}

  """
  @spec update_value(registry, key, (value -> value)) :: {new :: term, old :: term} | :error
  def update_value(registry, key, callback) when is_atom(registry) and is_function(callback, 1) do
    case key_info!(registry) do
      {:unique, partitions, key_ets} ->
        key_ets = key_ets || key_ets!(registry, key, partitions)
        self = self()

        case lookup_second(key_ets, key) do
          {^self, old} ->
            new = callback.(old)
            :ets.insert(key_ets, {key, {self, new}})
            {new, old}

          _ ->
            :error
        end

      {_kind, _, _} ->
        raise ArgumentError, "Registry.update_value/3 is not supported for duplicate registries"
    end
  end

  @doc """
  Runs `function` while no other process runs one under the same `lock_key` of the registry.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Lock)
      iex> Registry.lock(DocRegistry.Lock, "key", fn -> :alone end)
      :alone

  """
  @spec lock(registry, term, (-> result)) :: result when result: term
  def lock(registry, lock_key, function) when is_atom(registry) and is_function(function, 0) do
    {_kind, partitions, _key_ets, pid_ets, _listeners} = info!(registry)
    {pid_server, _pid_ets} = pid_ets || pid_ets!(registry, hash(lock_key, partitions))
    Registry.Partition.lock(pid_server, lock_key, function)
  end

  # Looking up

  @doc """
  Returns the `{pid, value}` pairs registered under `key`.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Lookup)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Lookup, "key", :value)
      iex> Registry.lookup(DocRegistry.Lookup, "key") == [{self(), :value}]
      true

  """
  @spec lookup(registry, key) :: [{pid, value}]
  def lookup(registry, key) when is_atom(registry) do
    case key_info!(registry) do
      {:unique, partitions, key_ets} ->
        key_ets = key_ets || key_ets!(registry, key, partitions)

        case lookup_second(key_ets, key) do
          {pid, _} = pair -> if Process.alive?(pid), do: [pair], else: []
          _ -> []
        end

      {{:duplicate, :key}, partitions, key_ets} ->
        lookup_all(key_ets || key_ets!(registry, key, partitions), key)

      {{:duplicate, :pid}, 1, key_ets} ->
        lookup_all(key_ets, key)

      {{:duplicate, :pid}, partitions, _key_ets} ->
        for partition <- :lists.seq(0, partitions - 1),
            pair <- lookup_all(key_ets!(registry, partition), key),
            do: pair
    end
  end

  @doc """
  Calls `fun` or `{module, function, args}` with the entries of `key`, once for each partition that has any.

  With `parallel: true` each partition is served by a process of its own.

      iex> {:ok, _pid} = Registry.start_link(keys: :duplicate, name: DocRegistry.Dispatch)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Dispatch, "news", :subscriber)
      iex> Registry.dispatch(DocRegistry.Dispatch, "news", fn entries ->
      ...>   for {pid, _value} <- entries, do: send(pid, :something_happened)
      ...> end)
      :ok
      iex> receive(do: (message -> message))
      :something_happened

  """
  @spec dispatch(registry, key, dispatcher, keyword) :: :ok
        when dispatcher: (entries :: [{pid, value}] -> term) | {module, atom, [any]}
  def dispatch(registry, key, mfa_or_fun, opts \\ [])
      when is_atom(registry) and is_function(mfa_or_fun, 1)
      when is_atom(registry) and tuple_size(mfa_or_fun) == 3 do
    case key_info!(registry) do
      {:unique, partitions, key_ets} ->
        (key_ets || key_ets!(registry, key, partitions))
        |> lookup_second(key)
        |> List.wrap()
        |> call_dispatcher(mfa_or_fun)

      {{:duplicate, :key}, partitions, key_ets} ->
        call_dispatcher(lookup_all(key_ets || key_ets!(registry, key, partitions), key), mfa_or_fun)

      {{:duplicate, :pid}, 1, key_ets} ->
        call_dispatcher(lookup_all(key_ets, key), mfa_or_fun)

      {{:duplicate, :pid}, partitions, _key_ets} ->
        if Keyword.get(opts, :parallel, false) do
          dispatch_parallel(registry, key, mfa_or_fun, partitions)
        else
          for partition <- :lists.seq(0, partitions - 1) do
            call_dispatcher(lookup_all(key_ets!(registry, partition), key), mfa_or_fun)
          end
        end
    end

    :ok
  end

  defp dispatch_parallel(registry, key, mfa_or_fun, partitions) do
    parent = self()

    pids =
      for partition <- :lists.seq(0, partitions - 1) do
        spawn_link(fn ->
          call_dispatcher(lookup_all(key_ets!(registry, partition), key), mfa_or_fun)
          Process.unlink(parent)
          Kernel.send(parent, {self(), :dispatched})
        end)
      end

    for pid <- pids do
      receive do
        {^pid, :dispatched} -> :ok
      end
    end
  end

  defp call_dispatcher([], _mfa_or_fun), do: :ok
  defp call_dispatcher(entries, {module, fun, args}), do: apply(module, fun, [entries | args])
  defp call_dispatcher(entries, fun), do: fun.(entries)

  @doc """
  Returns the `{pid, value}` pairs under `key` whose value matches a pattern and guards of a match specification.

      iex> {:ok, _pid} = Registry.start_link(keys: :duplicate, name: DocRegistry.Match)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Match, "key", {1, :a})
      iex> {:ok, _owner} = Registry.register(DocRegistry.Match, "key", {2, :b})
      iex> Registry.match(DocRegistry.Match, "key", {:_, :b}) == [{self(), {2, :b}}]
      true

  """
  @spec match(registry, key, match_pattern, guards) :: [{pid, term}]
  def match(registry, key, pattern, guards \\ []) when is_atom(registry) and is_list(guards) do
    {head, guards} = key_head(key, pattern, guards)
    spec = [{head, guards, [{:element, 2, :"$_"}]}]

    case tables_of_key(registry, key) do
      [table] -> :ets.select(table, spec)
      tables -> for table <- tables, pair <- :ets.select(table, spec), do: pair
    end
  end

  @doc """
  Returns the keys `pid` has registered, in no particular order.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Keys)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Keys, "key", :value)
      iex> Registry.keys(DocRegistry.Keys, self())
      ["key"]

  """
  @spec keys(registry, pid) :: [key]
  def keys(registry, pid) when is_atom(registry) and is_pid(pid) do
    {_kind, partitions, _key_ets, pid_ets, _listeners} = info!(registry)
    {_server, pid_ets} = pid_ets || pid_ets!(registry, hash(pid, partitions))

    # The entry of a pid may be there a moment before that of its key, or after it.
    for {_pid, key, owned, _counter} <- :ets.lookup(pid_ets, pid), registered?(owned, key, pid), do: key
  end

  defp registered?({key_ets, _registry, _listeners}, key, pid), do: registered?(key_ets, key, pid)

  defp registered?(key_ets, key, pid) do
    case lookup_all(key_ets, key) do
      [{^pid, _}] -> true
      pairs -> :lists.keymember(pid, 1, pairs)
    end
  end

  @doc """
  Returns the values `pid` has registered under `key`.

      iex> {:ok, _pid} = Registry.start_link(keys: :duplicate, name: DocRegistry.Values)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Values, "key", 1)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Values, "key", 2)
      iex> Registry.values(DocRegistry.Values, "key", self()) |> Enum.sort()
      [1, 2]

  """
  @spec values(registry, key, pid) :: [value]
  def values(registry, key, pid) when is_atom(registry) do
    {kind, partitions, key_ets} = key_info!(registry)
    {key_partition, _} = partitions(kind, key, pid, partitions)
    key_ets = key_ets || key_ets!(registry, key_partition)
    for {^pid, value} <- lookup_all(key_ets, key), do: value
  end

  @doc """
  Returns the number of entries.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Count)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Count, "key", 1)
      iex> Registry.count(DocRegistry.Count)
      1

  """
  @spec count(registry) :: non_neg_integer
  def count(registry) when is_atom(registry) do
    count_tables(all_tables(registry), 0)
  end

  defp count_tables([], count), do: count
  defp count_tables([table | rest], count), do: count_tables(rest, count + :ets.info(table, :size))

  @doc """
  Counts the entries of `key` whose value matches.

      iex> {:ok, _pid} = Registry.start_link(keys: :duplicate, name: DocRegistry.CountMatch)
      iex> {:ok, _owner} = Registry.register(DocRegistry.CountMatch, "key", {1, :a})
      iex> Registry.count_match(DocRegistry.CountMatch, "key", {:"$1", :_}, [{:>, :"$1", 1}])
      0

  """
  @spec count_match(registry, key, match_pattern, guards) :: non_neg_integer
  def count_match(registry, key, pattern, guards \\ []) when is_atom(registry) and is_list(guards) do
    {head, guards} = key_head(key, pattern, guards)
    select_count(tables_of_key(registry, key), [{head, guards, [true]}], 0)
  end

  @doc """
  Selects entries by a match specification over `{key, pid, value}`.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Select)
      iex> {:ok, _owner} = Registry.register(DocRegistry.Select, "key", :value)
      iex> Registry.select(DocRegistry.Select, [{{:"$1", :_, :"$2"}, [], [{{:"$1", :"$2"}}]}])
      [{"key", :value}]

  """
  @spec select(registry, spec) :: [term]
  def select(registry, spec) when is_atom(registry) and is_list(spec) do
    spec = to_table_spec(spec, "select", spec)

    case all_tables(registry) do
      [table] -> :ets.select(table, spec)
      tables -> for table <- tables, result <- :ets.select(table, spec), do: result
    end
  end

  @doc """
  Counts entries by a match specification over `{key, pid, value}` whose body is `[true]`.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.CountSelect)
      iex> {:ok, _owner} = Registry.register(DocRegistry.CountSelect, "key", 5)
      iex> Registry.count_select(DocRegistry.CountSelect, [{{:_, :_, :"$1"}, [{:>, :"$1", 3}], [true]}])
      1

  """
  @spec count_select(registry, spec) :: non_neg_integer
  def count_select(registry, spec) when is_atom(registry) and is_list(spec) do
    select_count(all_tables(registry), to_table_spec(spec, "count_select", spec), 0)
  end

  defp select_count([], _spec, count), do: count
  defp select_count([table | rest], spec, count), do: select_count(rest, spec, count + :ets.select_count(table, spec))

  defp to_table_spec([], _function, _spec), do: []

  defp to_table_spec([{{key, pid, value}, guards, body} | rest], function, spec) when is_list(guards) and is_list(body) do
    [{{key, {pid, value}}, guards, body} | to_table_spec(rest, function, spec)]
  end

  defp to_table_spec(_, function, spec) do
    raise ArgumentError, "invalid match specification in Registry.#{function}/2: #{inspect(spec)}"
  end

  # Meta data

  @doc """
  Returns `{:ok, value}` for a key of the registry's meta data, or `:error`.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.Meta, meta: [version: 2])
      iex> Registry.meta(DocRegistry.Meta, :version)
      {:ok, 2}
      iex> Registry.meta(DocRegistry.Meta, :owner)
      :error

  """
  @spec meta(registry, meta_key) :: {:ok, meta_value} | :error
  def meta(registry, key) when is_atom(registry) and (is_atom(key) or is_tuple(key)) do
    case :ets.lookup(registry, key) do
      [{^key, value}] -> {:ok, value}
      _ -> :error
    end
  catch
    :error, :badarg -> raise ArgumentError, "unknown registry: #{inspect(registry)}"
  end

  @doc """
  Stores meta data.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.PutMeta)
      iex> Registry.put_meta(DocRegistry.PutMeta, :version, 3)
      :ok
      iex> Registry.meta(DocRegistry.PutMeta, :version)
      {:ok, 3}

  """
  @spec put_meta(registry, meta_key, meta_value) :: :ok
  def put_meta(registry, key, value) when is_atom(registry) and (is_atom(key) or is_tuple(key)) do
    :ets.insert(registry, {key, value})
    :ok
  catch
    :error, :badarg -> raise ArgumentError, "unknown registry: #{inspect(registry)}"
  end

  @doc """
  Deletes meta data.

      iex> {:ok, _pid} = Registry.start_link(keys: :unique, name: DocRegistry.DeleteMeta, meta: [version: 2])
      iex> Registry.delete_meta(DocRegistry.DeleteMeta, :version)
      :ok
      iex> Registry.meta(DocRegistry.DeleteMeta, :version)
      :error

  """
  @spec delete_meta(registry, meta_key) :: :ok
  def delete_meta(registry, key) when is_atom(registry) and (is_atom(key) or is_tuple(key)) do
    :ets.delete(registry, key)
    :ok
  catch
    :error, :badarg -> raise ArgumentError, "unknown registry: #{inspect(registry)}"
  end

  # Tables

  # The partitions that hold the entry by key and by pid.
  defp partitions(_kind, _key, _pid, 1), do: {0, 0}
  defp partitions(:unique, key, pid, partitions), do: {hash(key, partitions), hash(pid, partitions)}
  defp partitions({:duplicate, :key}, key, pid, partitions), do: {hash(key, partitions), hash(pid, partitions)}

  defp partitions({:duplicate, :pid}, _key, pid, partitions) do
    partition = hash(pid, partitions)
    {partition, partition}
  end

  @compile {:inline, hash: 2}
  defp hash(term, limit), do: :erlang.phash2(term, limit)

  defp info!(registry), do: read_info!(registry, -1)
  defp key_info!(registry), do: read_info!(registry, -2)

  defp read_info!(registry, key) do
    :ets.lookup_element(registry, key, 2)
  catch
    :error, :badarg -> raise ArgumentError, "unknown registry: #{inspect(registry)}"
  end

  defp key_ets!(registry, key, partitions), do: key_ets!(registry, hash(key, partitions))
  defp key_ets!(registry, partition), do: :ets.lookup_element(registry, partition, 2)
  defp pid_ets!(registry, partition), do: :ets.lookup_element(registry, partition, 3)

  defp all_tables(registry) do
    case key_info!(registry) do
      {_kind, 1, key_ets} -> [key_ets]
      {_kind, partitions, _} -> :lists.map(fn i -> key_ets!(registry, i) end, :lists.seq(0, partitions - 1))
    end
  end

  defp tables_of_key(registry, key) do
    case key_info!(registry) do
      {_kind, 1, key_ets} -> [key_ets]
      {{:duplicate, :pid}, _partitions, _} -> all_tables(registry)
      {_kind, partitions, _} -> [key_ets!(registry, key, partitions)]
    end
  end

  defp lookup_second(table, key) do
    case :ets.lookup(table, key) do
      [{_, second}] -> second
      _ -> nil
    end
  catch
    :error, :badarg -> nil
  end

  defp lookup_all(table, key) do
    :ets.lookup_element(table, key, 2, []) |> List.wrap()
  catch
    :error, :badarg -> []
  end

  defp unlink_if_unregistered(pid_server, pid_ets, pid) do
    unless :ets.member(pid_ets, pid), do: Process.unlink(pid_server)
  end

  # The head of a match specification for a key, which is not to be taken for a pattern.
  defp key_head(key, pattern, guards) do
    case literal?(key) do
      true -> {{key, {:_, pattern}}, guards}
      false -> {{:_, {:_, pattern}}, [{:"=:=", {:element, 1, :"$_"}, {:const, key}} | guards]}
    end
  end

  @doc false
  def __unregister__(table, match, position) do
    key = :erlang.element(position, match)

    case literal?(key) do
      true ->
        :ets.match_delete(table, match)

      false ->
        match = :erlang.setelement(position, match, :_)
        :ets.select_delete(table, [{match, [{:"=:=", {:element, position, :"$_"}, {:const, key}}], [true]}])
    end
  end

  @doc false
  def __unregister__(table, match, guards, position) do
    key = :erlang.element(position, match)

    case literal?(key) do
      true ->
        :ets.select_delete(table, [{match, guards, [true]}])

      false ->
        match = :erlang.setelement(position, match, :_)
        guards = [{:"=:=", {:element, position, :"$_"}, {:const, key}} | guards]
        :ets.select_delete(table, [{match, guards, [true]}])
    end
  end

  # Tells whether a term means itself in a pattern.
  defp literal?(atom) when is_atom(atom), do: not pattern_atom?(:erlang.atom_to_list(atom))
  defp literal?([head | tail]), do: literal?(head) and literal?(tail)
  defp literal?(tuple) when is_tuple(tuple), do: literal?(:erlang.tuple_to_list(tuple))
  defp literal?(map) when is_map(map), do: literal?(:maps.to_list(map))
  defp literal?(_), do: true

  defp pattern_atom?(~c"_"), do: true
  defp pattern_atom?([?$ | digits]), do: digits?(digits)
  defp pattern_atom?(_), do: false

  defp digits?([digit]) when digit in ?0..?9, do: true
  defp digits?([digit | rest]) when digit in ?0..?9, do: digits?(rest)
  defp digits?(_), do: false

  defp notify(listener, message) do
    Kernel.send(listener, message)
  catch
    :error, :badarg -> :ok
  end
end
