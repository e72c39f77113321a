defmodule ExUnit.Callbacks do
  @moduledoc """
  What happens before and after tests.

  `setup_all` runs once before the tests of a module, in a process of the module; `setup` before each test, in the process of the
  test. What they return is put into the context of the tests: a keyword list, a map, `{:ok, either of both}`, or `:ok` for nothing.

      defmodule AccountTest do
        use ExUnit.Case

        setup_all do
          %{currency: :eur}
        end

        setup :open_account

        setup %{account: account} do
          on_exit(fn -> Accounts.close(account) end)
        end

        defp open_account(context), do: [account: Accounts.open(context.currency)]

        test "is empty at first", %{account: account} do
          assert Accounts.balance(account) == 0
        end
      end

  Callbacks run in the order in which they are written; those of a `describe` block after those of the module. When the test has ended
  (with whatever result), what it has started with `start_supervised/2` is stopped, then its `on_exit/2` callbacks run, the last one first,
  in a process of their own.
  """

  @doc false
  def __register__(module) do
    Module.register_attribute(module, :ex_unit_setup, accumulate: true)
    Module.register_attribute(module, :ex_unit_setup_all, accumulate: true)
    Module.register_attribute(module, :ex_unit_describes, accumulate: true)
    Module.put_attribute(module, :ex_unit_describe, nil)
  end

  @doc """
  Runs before each test: a block, or functions that get the context, named by atoms, `{module, function}` or a list of such.

      setup :clean_up
      setup [:insert_user, {Fixtures, :insert_posts}]

      setup do
        %{started: System.monotonic_time()}
      end

  """
  defmacro setup(block_or_functions)

  defmacro setup([do: _] = block), do: define(:setup, quote(do: _), block)

  defmacro setup(functions), do: name_functions(:setup, functions)

  @doc """
  Runs before each test, with its context.

      setup %{line: line} do
        %{next_line: line + 1}
      end

  """
  defmacro setup(context, block), do: define(:setup, context, block)

  @doc """
  Runs once before all tests of the module, in a process of its own, which lives until they have ended. Takes what `setup/1` takes.

  If it fails, the tests do not run.

      setup_all do
        [port: 4000]
      end

  """
  defmacro setup_all(block_or_functions)

  defmacro setup_all([do: _] = block), do: define(:setup_all, quote(do: _), block)

  defmacro setup_all(functions), do: name_functions(:setup_all, functions)

  @doc """
  Runs once before all tests of the module, with what is in the context of all of them: the tags and parameters of the module.

      setup_all %{module: module} do
        [name: inspect(module)]
      end

  """
  defmacro setup_all(context, block), do: define(:setup_all, context, block)

  # A local function is called from here, so that it may be one that only a describe block imports.
  defp name_functions(kind, functions) do
    quote bind_quoted: [kind: kind, functions: functions] do
      for function <- ExUnit.Callbacks.__named__(functions) do
        case function do
          {_module, _name} ->
            ExUnit.Callbacks.__push__(__MODULE__, kind, function)

          name ->
            wrapper = ExUnit.Callbacks.__name__(__MODULE__, kind)
            defp unquote(wrapper)(context), do: unquote(name)(context)
            ExUnit.Callbacks.__push__(__MODULE__, kind, wrapper)
        end
      end
    end
  end

  @doc false
  def __named__(functions), do: Enum.map(List.wrap(functions), &check/1)

  defp define(kind, context, block) do
    body =
      cond do
        match?([do: _], block) ->
          [do: body] = block
          body

        is_list(block) and Keyword.has_key?(block, :do) ->
          quote(do: try(unquote(block)))

        true ->
          raise ArgumentError,
                "#{kind}/2 requires a block as the second argument after the context, got: #{Macro.to_string(block)}"
      end

    quote bind_quoted: [
            kind: kind,
            context: Macro.escape(context),
            body: Macro.escape(body, unquote: true)
          ] do
      name = ExUnit.Callbacks.__name__(__MODULE__, kind)
      defp unquote(name)(unquote(context)), do: unquote(body)
      ExUnit.Callbacks.__push__(__MODULE__, kind, name)
    end
  end

  @doc false
  def __name__(module, kind) do
    count = length(Module.get_attribute(module, if(kind == :setup, do: :ex_unit_setup, else: :ex_unit_setup_all)))

    case Module.get_attribute(module, :ex_unit_describe) do
      nil -> :erlang.binary_to_atom("__ex_unit_#{kind}_#{count}")
      _ -> :erlang.binary_to_atom("__ex_unit_#{kind}_#{length(Module.get_attribute(module, :ex_unit_describes))}_#{count}")
    end
  end

  @doc false
  def __push__(module, kind, function) do
    if kind == :setup_all and Module.get_attribute(module, :ex_unit_describe) != nil do
      raise "cannot invoke setup_all/1-2 inside describe as setup_all always applies to all tests in a module"
    end

    attribute = if kind == :setup, do: :ex_unit_setup, else: :ex_unit_setup_all
    Module.put_attribute(module, attribute, function)
  end

  defp check(name) when is_atom(name), do: name
  defp check({module, name} = pair) when is_atom(module) and is_atom(name), do: pair

  defp check(other) do
    raise ArgumentError,
          "setup/setup_all expect a callback as an atom, a {module, function} tuple or a list of callbacks, got: #{inspect(other)}"
  end

  @doc false
  # Opens a describe block: the module's own setups are put aside until it closes.
  def __open_describe__(module, line, message) do
    if Module.get_attribute(module, :ex_unit_describe) do
      raise "cannot call \"describe\" inside another \"describe\". See the documentation for ExUnit.Case.describe/2 on named setups and how to handle hierarchies"
    end

    if not is_binary(message) do
      raise ArgumentError, "describe name must be a string, got: #{inspect(message)}"
    end

    if List.keymember?(Module.get_attribute(module, :ex_unit_describes), message, 0) do
      raise ArgumentError, "describe #{inspect(message)} is already defined in #{inspect(module)}"
    end

    if Module.get_attribute(module, :describetag) != [] do
      raise "@describetag must be set inside describe/2 blocks"
    end

    setups = Module.get_attribute(module, :ex_unit_setup)
    Module.delete_attribute(module, :ex_unit_setup)
    Module.register_attribute(module, :ex_unit_setup, accumulate: true)
    Module.put_attribute(module, :ex_unit_describe, {message, line})
    setups
  end

  @doc false
  def __close_describe__(module, message, outer) do
    inner = Enum.reverse(Module.get_attribute(module, :ex_unit_setup))
    Module.delete_attribute(module, :ex_unit_setup)
    Module.register_attribute(module, :ex_unit_setup, accumulate: true)
    for setup <- Enum.reverse(outer), do: Module.put_attribute(module, :ex_unit_setup, setup)
    Module.put_attribute(module, :ex_unit_describe, nil)
    Module.put_attribute(module, :ex_unit_describes, {message, inner})
  end

  @doc false
  # The functions __ex_unit__(:setup | :setup_all, context) of a module of tests, as code.
  def __callbacks__(env) do
    setups = Enum.reverse(Module.get_attribute(env.module, :ex_unit_setup))
    setup_alls = Enum.reverse(Module.get_attribute(env.module, :ex_unit_setup_all))
    describes = for {message, [_ | _] = setups} <- Module.get_attribute(env.module, :ex_unit_describes), do: {message, setups}
    context = Macro.var(:context, __MODULE__)

    clauses =
      for {message, setups} <- describes do
        {:->, [], [[message], chain(setups, :setup, context)]}
      end

    clauses = clauses ++ [{:->, [], [[Macro.var(:_, nil)], context]}]
    by_describe = {:case, [], [quote(do: unquote(context)[:describe]), [do: clauses]]}

    quote do
      def __ex_unit__(:setup, unquote(context)) do
        unquote(context) = unquote(chain(setups, :setup, context))
        unquote(if describes == [], do: context, else: by_describe)
      end

      def __ex_unit__(:setup_all, unquote(context)), do: unquote(chain(setup_alls, :setup_all, context))
    end
  end

  defp chain(callbacks, kind, context) do
    steps =
      for callback <- callbacks do
        call =
          case callback do
            {module, name} -> quote(do: unquote(module).unquote(name)(unquote(context)))
            name -> {name, [], [context]}
          end

        quote do
          unquote(context) = ExUnit.Callbacks.__merge__(__MODULE__, unquote(kind), unquote(context), unquote(call))
        end
      end

    # A match, so that the last step is no tail call: stack traces show the module of a callback that fails.
    {:__block__, [], steps ++ [quote(do: %{} = unquote(context))]}
  end

  @reserved [:file, :line, :test, :async, :registered, :describe]

  @doc false
  def __merge__(_module, _kind, context, :ok), do: context
  def __merge__(module, kind, context, {:ok, value}), do: merge(module, kind, context, value, {:ok, value})
  def __merge__(module, kind, context, value), do: merge(module, kind, context, value, value)

  defp merge(module, kind, _context, %_{}, original), do: bad_result!(module, kind, original)
  defp merge(module, kind, context, %{} = map, _original), do: checked(module, kind, context, map)

  defp merge(module, kind, context, list, original) when is_list(list) do
    if Keyword.keyword?(list), do: checked(module, kind, context, Map.new(list)), else: bad_result!(module, kind, original)
  end

  defp merge(module, kind, _context, _value, original), do: bad_result!(module, kind, original)

  defp checked(module, kind, context, map) do
    for key <- @reserved, is_map_key(map, key), is_map_key(context, key), map[key] != context[key] do
      raise "ExUnit #{kind} callback in #{inspect(module)} is trying to set reserved field #{inspect(key)} to #{inspect(map[key])}"
    end

    Map.merge(context, map)
  end

  @spec bad_result!(module, atom, term) :: no_return
  defp bad_result!(module, kind, result) do
    raise "expected ExUnit #{kind} callback in #{inspect(module)} to return the atom :ok, a keyword, or a map, got #{inspect(result)} instead"
  end

  @doc """
  Calls `callback` when the test has ended (or the module, if called from `setup_all`); the last one given is called first.

  A callback given under a name takes the place of the one that had it before. It runs in another process than the test, so it cannot
  use what belongs to that.

      setup do
        path = "report.txt"
        on_exit(fn -> File.rm(path) end)
      end

  """
  @spec on_exit(term, (-> term)) :: :ok
  def on_exit(name_or_ref \\ make_ref(), callback) when is_function(callback, 0) do
    case ExUnit.OnExitHandler.add(self(), name_or_ref, callback) do
      :ok -> :ok
      :error -> raise ArgumentError, "on_exit/2 callback can only be invoked from the test process"
    end
  end

  @doc """
  Starts a child under the supervisor of the test, which stops it when the test ends, before the `on_exit/2` callbacks. Returns what
  `Supervisor.start_child/2` returns.

      {:ok, pid} = start_supervised({Agent, fn -> 0 end})

  As under any supervisor, a child that is not temporary is started again when it ends by itself. With `setup_all` it lives until all
  tests of the module have ended.
  """
  @spec start_supervised(Supervisor.child_spec() | module | {module, term}, keyword) :: Supervisor.on_start_child()
  def start_supervised(child_spec_or_module, opts \\ []) do
    {:ok, supervisor} = supervisor!("start_supervised/2")
    child_spec = Supervisor.child_spec(child_spec_or_module, opts)

    Supervisor.start_child(supervisor, child_spec)
  end

  @doc """
  Starts a child under the supervisor of the test like `start_supervised/2`; returns its pid, and raises if that fails.

      pid = start_supervised!({MyApp.Counter, 0})

  """
  @spec start_supervised!(Supervisor.child_spec() | module | {module, term}, keyword) :: pid
  def start_supervised!(child_spec_or_module, opts \\ []) do
    case start_supervised(child_spec_or_module, opts) do
      {:ok, pid} -> pid
      {:ok, pid, _info} -> pid
      {:error, reason} ->
        raise "failed to start child with the spec #{inspect(child_spec_or_module)}.\nReason: #{start_error(reason)}"
    end
  end

  defp start_error({{:EXIT, reason}, child}) when elem(child, 0) == :child, do: Exception.format_exit(reason)
  defp start_error({reason, child}) when elem(child, 0) == :child, do: Exception.format_exit(reason)
  defp start_error(reason), do: Exception.format_exit({:start_spec, reason})

  @doc """
  Like `start_supervised!/2`, and links the child to the test: when the child fails, the test does.

      pid = start_link_supervised!({MyApp.Counter, 0})

  """
  @spec start_link_supervised!(Supervisor.child_spec() | module | {module, term}, keyword) :: pid
  def start_link_supervised!(child_spec_or_module, opts \\ []) do
    pid = start_supervised!(child_spec_or_module, opts)
    Process.link(pid)
    pid
  end

  @doc """
  Stops a child of the test's supervisor, by the id of its specification. It is not started again.

      {:ok, _pid} = start_supervised({MyApp.Counter, 0})
      :ok = stop_supervised(MyApp.Counter)

  """
  @spec stop_supervised(term) :: :ok | {:error, :not_found}
  def stop_supervised(id) do
    {:ok, supervisor} = supervisor!("stop_supervised/1")
    # the test asks for its end, so a link must not end the test
    for {^id, pid, _, _} when is_pid(pid) <- Supervisor.which_children(supervisor), do: Process.unlink(pid)

    case Supervisor.terminate_child(supervisor, id) do
      :ok ->
        # a temporary child is gone already
        _ = Supervisor.delete_child(supervisor, id)
        :ok

      {:error, :not_found} ->
        {:error, :not_found}
    end
  end

  @doc """
  Stops a child of the test's supervisor like `stop_supervised/1`; raises if there is none with this id.

      start_supervised!({MyApp.Counter, 0})
      stop_supervised!(MyApp.Counter)

  """
  @spec stop_supervised!(term) :: :ok
  def stop_supervised!(id) do
    case stop_supervised(id) do
      :ok -> :ok
      {:error, :not_found} -> raise "could not stop child ID #{inspect(id)} because it was not found"
    end
  end

  defp supervisor!(function) do
    with :error <- ExUnit.fetch_test_supervisor() do
      raise ArgumentError, "#{function} can only be invoked from the test process"
    end
  end
end
