defmodule Kernel.LexicalTracker do
  @moduledoc false
  # What a file refers to. The compiler keeps it; a tracker is known by a process, which is `lexical_tracker` in `Macro.Env`
  # while its file is compiled.

  @type reference_mode :: :compile | :runtime

  @doc """
  The modules that the file needs: `{compile, exports, runtime, compile_env}`.
  """
  @spec references(pid) :: {[module], [module], [module], [term]}
  def references(pid), do: :jlixir_lexical.references(pid)

  @doc false
  def start_link do
    parent = self()
    started = make_ref()

    pid =
      spawn_link(fn ->
        :jlixir_lexical.start()
        send(parent, started)
        await_stop()
      end)

    receive do
      ^started -> {:ok, pid}
    end
  end

  defp await_stop do
    receive do
      {:stop, from, reference} -> send(from, reference)
      _other -> await_stop()
    end
  end

  @doc false
  def stop(pid) do
    reference = make_ref()
    send(pid, {:stop, self(), reference})

    receive do
      ^reference -> :ok
    end
  end

  @doc false
  def remote_dispatch(pid, module, mode) when is_atom(module), do: :jlixir_lexical.remote_dispatch(pid, module, mode)

  @doc false
  def import_dispatch(pid, module, {_name, _arity} = function, mode) when is_atom(module) do
    :jlixir_lexical.import_dispatch(pid, module, function, mode)
  end

  @doc false
  def import_quoted(pid, module, name, arities) when is_atom(module) do
    Enum.each(arities, &:jlixir_lexical.import_dispatch(pid, module, {name, &1}, :runtime))
  end

  @doc false
  def alias_dispatch(pid, alias) when is_atom(alias), do: :jlixir_lexical.alias_dispatch(pid, alias)

  @doc false
  def add_export(pid, module) when is_atom(module), do: :jlixir_lexical.add_export(pid, module)

  @doc false
  def add_import(pid, module, functions, meta, warn?) when is_atom(module) do
    :jlixir_lexical.add_import(pid, module, functions, meta, warn?)
  end

  @doc false
  def warn_alias(pid, meta, alias, _options) when is_atom(alias), do: :jlixir_lexical.add_alias(pid, meta, alias)

  @doc false
  def warn_require(pid, meta, module, alias) when is_atom(module), do: :jlixir_lexical.add_require(pid, meta, module, alias)

  @doc false
  def add_compile_env(pid, app, path, return), do: :jlixir_lexical.add_compile_env(pid, app, path, return)

  @doc false
  def collect_unused_imports(pid), do: :jlixir_lexical.unused_imports(pid)

  @doc false
  def collect_unused_requires(pid), do: :jlixir_lexical.unused_requires(pid)

  @doc false
  def collect_unused_aliases(pid), do: :jlixir_lexical.unused_aliases(pid)
end
