defmodule :dets do
  @moduledoc """
  Tables in files. An open table is an ETS table that its server, `:dets_server`, owns; the file holds its objects as one external term,
  with what the table was opened as. It is written when the table is closed or synchronised, and some seconds after a change.

  Files of other implementations are refused as being no such tables.
  """

  @server :dets_server

  # Opening and closing

  @doc "Opens an existing table; its name is a reference."
  def open_file(filename) do
    case read(filename) do
      {:ok, type, keypos, _objects} -> open(make_ref(), %{options(nil, []) | file: text(filename), type: type, keypos: keypos})
      {:error, reason} -> {:error, reason}
    end
  end

  @doc "Opens a table, which is made unless its file is there. Whoever opens it must close it as often."
  def open_file(name, args) when is_list(args) do
    case options(name, args) do
      :error -> :erlang.error(:badarg, [name, args])
      options -> open(name, options)
    end
  end

  def open_file(name, args), do: :erlang.error(:badarg, [name, args])

  defp options(name, args) do
    file = if is_atom(name), do: :erlang.atom_to_list(name)
    defaults = %{file: file, type: :set, keypos: 1, access: :read_write, auto_save: 180_000}

    case Enum.reduce_while(args, defaults, &if(options = option(&1, &2), do: {:cont, options}, else: {:halt, :error})) do
      %{file: nil} -> :error
      options -> options
    end
  end

  defp option({:file, file}, options), do: %{options | file: text(file)}
  defp option({:type, type}, options) when type in [:set, :bag, :duplicate_bag], do: %{options | type: type}
  defp option({key, keypos}, options) when key in [:keypos, :key_pos] and is_integer(keypos) and keypos > 0, do: %{options | keypos: keypos}
  defp option({:access, access}, options) when access in [:read, :read_write], do: %{options | access: access}
  defp option({:auto_save, time}, options) when time == :infinity or (is_integer(time) and time >= 0), do: %{options | auto_save: time}
  defp option({key, _value}, options) when key in [:estimated_no_objects, :min_no_slots, :max_no_slots, :ram_file, :repair, :version], do: options
  defp option(_option, _options), do: nil

  defp text(file) when is_binary(file), do: :unicode.characters_to_list(file)
  defp text(file) when is_atom(file), do: :erlang.atom_to_list(file)
  defp text(file), do: :lists.flatten(file)

  defp open(name, options), do: :gen_server.call(server(), {:open, name, options, self()}, :infinity)

  defp server do
    with nil <- :erlang.whereis(@server) |> defined() do
      case :gen_server.start({:local, @server}, __MODULE__, [], []) do
        {:ok, pid} -> pid
        {:error, {:already_started, pid}} -> pid
      end
    end
  end

  defp defined(:undefined), do: nil
  defp defined(pid), do: pid

  @doc "Closes a table for the process that has opened it."
  def close(name), do: :gen_server.call(server(), {:close, name, self()}, :infinity)

  @doc "Writes what has changed."
  def sync(name), do: :gen_server.call(server(), {:sync, name}, :infinity) |> result([name])

  @doc "The names of all open tables."
  def all, do: :gen_server.call(server(), :all, :infinity)

  @doc "Whether a file holds a table."
  def is_dets_file(filename) do
    case read(filename) do
      {:ok, _type, _keypos, _objects} -> true
      {:error, {:not_a_dets_file, _file}} -> false
      {:error, reason} -> {:error, reason}
    end
  end

  # Reading

  @doc "The objects with a key."
  def lookup(name, key), do: query(name, &:ets.lookup(&1, key), [name, key])

  @doc "Whether there is an object with a key."
  def member(name, key), do: query(name, &:ets.member(&1, key), [name, key])

  @doc "The first key of the table's order, or `:\"$end_of_table\"`."
  def first(name), do: query(name, &:ets.first/1, [name])

  @doc "The key behind another one."
  def next(name, key), do: query(name, &:ets.next(&1, key), [name, key])

  @doc "The variables of all objects that match a pattern."
  def match(name, pattern), do: query(name, &:ets.match(&1, pattern), [name, pattern])
  def match(name, pattern, limit), do: name |> match(pattern) |> portion(limit)

  @doc "The objects that match a pattern."
  def match_object(name, pattern), do: query(name, &:ets.match_object(&1, pattern), [name, pattern])
  def match_object(name, pattern, limit), do: name |> match_object(pattern) |> portion(limit)

  @doc "What a match specification makes of the objects."
  def select(name, spec), do: query(name, &:ets.select(&1, spec), [name, spec])
  def select(name, spec, limit), do: name |> select(spec) |> portion(limit)

  @doc "Goes on with what a limit has left."
  def match(continuation), do: continued(continuation)
  def match_object(continuation), do: continued(continuation)
  def select(continuation), do: continued(continuation)

  defp continued({:dets_rest, rest, limit}), do: portion(rest, limit)
  defp continued(:"$end_of_table"), do: :"$end_of_table"

  defp portion([], _limit), do: :"$end_of_table"
  defp portion(all, :default), do: portion(all, 100)

  defp portion(all, limit) do
    {some, rest} = Enum.split(all, limit)
    {some, {:dets_rest, rest, limit}}
  end

  @doc "Folds over the objects."
  def foldl(fun, acc, name), do: name |> objects() |> List.foldl(acc, fun)
  def foldr(fun, acc, name), do: name |> objects() |> List.foldr(acc, fun)

  @doc "Calls a function with each object: it answers `:continue`, `{:continue, value}` or `{:done, value}`."
  def traverse(name, fun), do: traverse(objects(name), fun, [])

  defp traverse([object | rest], fun, acc) do
    case fun.(object) do
      :continue -> traverse(rest, fun, acc)
      {:continue, value} -> traverse(rest, fun, [value | acc])
      {:done, value} -> [value | acc]
      other -> {:error, other}
    end
  end

  defp traverse([], _fun, acc), do: acc

  defp objects(name), do: query(name, &:ets.tab2list/1, [name])

  @doc "What is known of a table, or `:undefined`."
  def info(name) do
    with table when is_map(table) <- information(name) do
      for item <- [:type, :keypos, :size, :file_size, :filename], do: {item, item(table, item)}
    end
  end

  def info(name, item) do
    with table when is_map(table) <- information(name), do: item(table, item)
  end

  defp information(name), do: :gen_server.call(server(), {:info, name}, :infinity)

  defp item(table, item) when item in [:size, :no_objects], do: :ets.info(table.ets, :size)
  defp item(table, :filename), do: table.file
  defp item(table, item) when item in [:type, :keypos, :access, :auto_save], do: :maps.get(item, table)
  defp item(table, :no_keys), do: table.ets |> :ets.tab2list() |> Enum.uniq_by(&:erlang.element(table.keypos, &1)) |> length()
  defp item(table, item) when item in [:file_size, :memory], do: with({:ok, %{size: size}} <- File.stat(table.file), do: size)
  defp item(_table, :owner), do: :erlang.whereis(@server)
  defp item(table, :users), do: :maps.keys(table.users)
  defp item(_table, item) when item in [:ram_file, :safe_fixed], do: false
  defp item(_table, :version), do: 9
  defp item(_table, _item), do: :undefined

  # Writing

  @doc "Inserts one or several objects."
  def insert(name, objects), do: update(name, &:ets.insert(&1, objects), [name, objects]) |> done()

  @doc "Inserts objects unless there are such with their keys; answers whether it did."
  def insert_new(name, objects), do: update(name, &:ets.insert_new(&1, objects), [name, objects])

  @doc "Deletes the objects with a key."
  def delete(name, key), do: update(name, &:ets.delete(&1, key), [name, key]) |> done()

  @doc "Deletes an object."
  def delete_object(name, object), do: update(name, &:ets.delete_object(&1, object), [name, object]) |> done()

  @doc "Deletes all objects."
  def delete_all_objects(name), do: update(name, &:ets.delete_all_objects/1, [name]) |> done()

  @doc "Deletes the objects that match a pattern."
  def match_delete(name, pattern), do: update(name, &:ets.match_delete(&1, pattern), [name, pattern]) |> done()

  @doc "Deletes the objects for which a match specification gives `true`; answers how many."
  def select_delete(name, spec), do: update(name, &:ets.select_delete(&1, spec), [name, spec])

  @doc "Adds to a counter of an object and answers the new value."
  def update_counter(name, key, increment), do: update(name, &:ets.update_counter(&1, key, increment), [name, key, increment])

  @doc "Replaces the objects by those of an ETS table."
  def from_ets(name, ets), do: replace(name, :ets.tab2list(ets), [name, ets])

  @doc "Inserts the objects into an ETS table."
  def to_ets(name, ets) do
    :ets.insert(ets, objects(name))
    ets
  end

  @doc "Replaces the objects by what a function gives when it is asked to `:read`: `{objects, next}` or `:end_of_input`."
  def init_table(name, fun, _options \\ []), do: replace(name, input(fun, []), [name, fun])

  defp input(fun, acc) do
    case fun.(:read) do
      :end_of_input -> acc |> Enum.reverse() |> Enum.concat()
      {objects, next} -> input(next, [objects | acc])
    end
  end

  @doc "Objects stay where they are while a table is walked over: nothing has to be done for it."
  def safe_fixtable(name, fix?) when is_boolean(fix?), do: query(name, fn _ets -> :ok end, [name, fix?])

  defp replace(name, objects, args) do
    update(
      name,
      fn ets ->
        :ets.delete_all_objects(ets)
        :ets.insert(ets, objects)
      end,
      args
    )
    |> done()
  end

  defp done(true), do: :ok
  defp done(other), do: other

  # What is done with the ETS table is done by the server, one thing after the other.

  defp query(name, fun, args), do: :gen_server.call(server(), {:query, name, fun}, :infinity) |> result(args)
  defp update(name, fun, args), do: :gen_server.call(server(), {:update, name, fun}, :infinity) |> result(args)

  defp result({:ok, value}, _args), do: value
  defp result({:error, _reason} = error, _args), do: error
  defp result(:badarg, args), do: :erlang.error(:badarg, args)

  # The server

  @doc false
  def init([]) do
    :erlang.process_flag(:trap_exit, true)
    {:ok, %{}}
  end

  @doc false
  def handle_call({:open, name, options, user}, _from, tables) do
    case tables do
      %{^name => table} -> reopen(name, table, options, user, tables)
      _ -> open_new(name, options, user, tables)
    end
  end

  def handle_call({:close, name, user}, _from, tables) do
    case tables do
      %{^name => %{users: %{^user => _}}} -> {:reply, :ok, leave(name, user, tables)}
      _ -> {:reply, {:error, :not_owner}, tables}
    end
  end

  def handle_call({:query, name, fun}, _from, tables) do
    {:reply, with(%{^name => table} <- tables, do: attempt(fun, table), else: (_ -> :badarg)), tables}
  end

  def handle_call({:update, name, fun}, _from, tables) do
    case tables do
      %{^name => %{access: :read} = table} -> {:reply, {:error, {:access_mode, table.file}}, tables}
      %{^name => table} -> {:reply, attempt(fun, table), %{tables | name => changed(name, table)}}
      _ -> {:reply, :badarg, tables}
    end
  end

  def handle_call({:sync, name}, _from, tables) do
    case tables do
      %{^name => table} ->
        table = write(table)
        {:reply, {:ok, :ok}, %{tables | name => table}}

      _ ->
        {:reply, :badarg, tables}
    end
  end

  def handle_call({:info, name}, _from, tables), do: {:reply, :maps.get(name, tables, :undefined), tables}
  def handle_call(:all, _from, tables), do: {:reply, :maps.keys(tables), tables}

  @doc false
  def handle_cast(_message, tables), do: {:noreply, tables}

  @doc false
  def handle_info({:save, name}, tables) do
    case tables do
      %{^name => table} -> {:noreply, %{tables | name => write(table)}}
      _ -> {:noreply, tables}
    end
  end

  def handle_info({:DOWN, _ref, :process, user, _reason}, tables) do
    names = for {name, %{users: %{^user => _}}} <- tables, do: name
    {:noreply, Enum.reduce(names, tables, &leave_wholly(&1, user, &2))}
  end

  def handle_info(_message, tables), do: {:noreply, tables}

  @doc false
  def terminate(_reason, tables) do
    for {_name, table} <- tables, do: write(table)
    :ok
  end

  defp attempt(fun, table) do
    {:ok, fun.(table.ets)}
  rescue
    ArgumentError -> :badarg
  end

  defp reopen(name, table, options, user, tables) do
    if table.file == options.file and table.type == options.type and table.keypos == options.keypos,
      do: {:reply, {:ok, name}, %{tables | name => enter(table, user)}},
      else: {:reply, {:error, :incompatible_arguments}, tables}
  end

  defp open_new(name, options, user, tables) do
    case content(options) do
      {:ok, objects} ->
        ets = :ets.new(:dets, [options.type, :protected, {:keypos, options.keypos}])
        :ets.insert(ets, objects)
        table = options |> :maps.merge(%{ets: ets, users: %{}, dirty: false, timer: nil}) |> enter(user)
        {:reply, {:ok, name}, :maps.put(name, table, tables)}

      {:error, reason} ->
        {:reply, {:error, reason}, tables}
    end
  end

  defp content(%{file: file, type: type, keypos: keypos, access: access} = options) do
    case read(file) do
      {:ok, ^type, ^keypos, objects} -> {:ok, objects}
      {:ok, ^type, _keypos, _objects} -> {:error, {:keypos_mismatch, file}}
      {:ok, _type, _keypos, _objects} -> {:error, {:type_mismatch, file}}
      {:error, {:file_error, _file, :enoent}} when access == :read_write -> with :ok <- write(options, []), do: {:ok, []}
      {:error, reason} -> {:error, reason}
    end
  end

  # A process may open a table several times.
  defp enter(%{users: users} = table, user) do
    case users do
      %{^user => {count, monitor}} -> %{table | users: %{users | user => {count + 1, monitor}}}
      _ -> %{table | users: :maps.put(user, {1, :erlang.monitor(:process, user)}, users)}
    end
  end

  defp leave(name, user, tables) do
    %{^name => %{users: %{^user => {count, monitor}} = users} = table} = tables

    if count > 1,
      do: %{tables | name => %{table | users: %{users | user => {count - 1, monitor}}}},
      else: leave_wholly(name, user, tables)
  end

  defp leave_wholly(name, user, tables) do
    %{^name => %{users: %{^user => {_count, monitor}} = users} = table} = tables
    :erlang.demonitor(monitor, [:flush])

    case :maps.remove(user, users) do
      none when none == %{} ->
        write(table)
        :ets.delete(table.ets)
        :maps.remove(name, tables)

      others ->
        %{tables | name => %{table | users: others}}
    end
  end

  # The file

  @magic :jlixir_dets
  @delay 3_000

  defp changed(name, %{timer: nil, auto_save: time} = table) do
    %{table | dirty: true, timer: :erlang.send_after(min(time, @delay), self(), {:save, name})}
  end

  defp changed(_name, table), do: %{table | dirty: true}

  defp write(%{dirty: true, ets: ets, timer: timer} = table) do
    if timer, do: :erlang.cancel_timer(timer)
    write(table, :ets.tab2list(ets))
    %{table | dirty: false, timer: nil}
  end

  defp write(table), do: %{table | timer: nil}

  # The old file stays until the new one is whole.
  defp write(%{file: file, type: type, keypos: keypos}, objects) do
    temporary = file ++ ~c".TMP"

    with :ok <- :file.write_file(temporary, :erlang.term_to_binary({@magic, 1, type, keypos, objects})),
         :ok <- :file.rename(temporary, file) do
      :ok
    else
      {:error, reason} -> {:error, {:file_error, file, reason}}
    end
  end

  defp read(filename) do
    file = text(filename)

    case :file.read_file(file) do
      {:ok, binary} -> table(binary, file)
      {:error, reason} -> {:error, {:file_error, file, reason}}
    end
  end

  defp table(binary, file) do
    case :erlang.binary_to_term(binary) do
      {@magic, 1, type, keypos, objects} -> {:ok, type, keypos, objects}
      _ -> {:error, {:not_a_dets_file, file}}
    end
  rescue
    ArgumentError -> {:error, {:not_a_dets_file, file}}
  end
end
