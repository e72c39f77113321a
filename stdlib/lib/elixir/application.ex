defmodule Application do
  @moduledoc """
  Working with applications and their environment.

      iex> Application.put_env(:some_app, :answer, 42)
      :ok
      iex> Application.get_env(:some_app, :answer)
      42

  `use Application` in a module with `c:start/2` makes it an application's callback module.
  """

  @type app :: atom
  @type key :: atom
  @type application_key ::
          :start_phases
          | :mod
          | :applications
          | :optional_applications
          | :included_applications
          | :registered
          | :maxT
          | :maxP
          | :modules
          | :vsn
          | :id
          | :description
  @type value :: term
  @type state :: term
  @type start_type :: :normal | {:takeover, node} | {:failover, node}
  @type restart_type :: :permanent | :transient | :temporary

  @callback start(start_type, start_args :: term) :: {:ok, pid} | {:ok, pid, state} | {:error, reason :: term}
  @callback prep_stop(state) :: state
  @callback stop(state) :: term
  @callback start_phase(phase :: term, start_type, phase_args :: term) :: :ok | {:error, reason :: term}
  @callback config_change(changed, new, removed) :: :ok when changed: keyword, new: keyword, removed: [atom]
  @optional_callbacks start_phase: 3, prep_stop: 1, config_change: 3

  @application_keys [
    :description,
    :id,
    :vsn,
    :modules,
    :maxP,
    :maxT,
    :registered,
    :included_applications,
    :optional_applications,
    :applications,
    :mod,
    :start_phases
  ]

  @doc false
  defmacro __using__(_) do
    quote location: :keep do
      @behaviour Application

      @doc false
      def stop(_state), do: :ok

      defoverridable Application
    end
  end

  # Specification

  @doc """
  Returns the specification of a loaded application, or `nil`.

      iex> Application.spec(:elixir) |> Keyword.fetch!(:description)
      ~c"elixir"

  """
  @spec spec(app) :: [{application_key, value}] | nil
  def spec(app) when is_atom(app) do
    case :application.get_all_key(app) do
      {:ok, info} -> :lists.keydelete(:env, 1, info)
      :undefined -> nil
    end
  end

  @doc """
  Returns one key of the specification of a loaded application, or `nil`.

      iex> Application.spec(:elixir, :description)
      ~c"elixir"
      iex> Application.spec(:no_such_application, :vsn)
      nil

  """
  @spec spec(app, application_key) :: value | nil
  def spec(app, key) when is_atom(app) and key in @application_keys do
    case :application.get_key(app, key) do
      {:ok, value} -> value
      :undefined -> nil
    end
  end

  @doc """
  Returns the application that `module` belongs to, or `nil`.

      iex> Application.get_application(Kernel)
      :elixir

  """
  @spec get_application(atom) :: atom | nil
  def get_application(module) when is_atom(module) do
    case :application.get_application(module) do
      {:ok, app} -> app
      :undefined -> nil
    end
  end

  # Environment

  @doc """
  Returns the environment of an application.

      iex> Application.get_all_env(:no_such_application)
      []

  """
  @spec get_all_env(app) :: [{key, value}]
  def get_all_env(app) when is_atom(app), do: :application.get_all_env(app)

  @doc """
  Reads the environment at compile time, in a module's body; `key_or_path` is a key or a list of keys.

      defmodule Mail do
        @sender Application.compile_env(:my_app, [:mail, :sender], "nobody@example.org")
      end

  """
  defmacro compile_env(app, key_or_path, default \\ nil) do
    if __CALLER__.function do
      raise "Application.compile_env/3 cannot be called inside functions, only in the module body"
    end

    key_or_path = expand(key_or_path, __CALLER__)
    default = Macro.expand_literals(default, %{__CALLER__ | function: {:__info__, 1}})
    quote do: Application.compile_env(__ENV__, unquote(app), unquote(key_or_path), unquote(default))
  end

  @doc """
  As `compile_env/3`, and raises if the key is not set.

      defmodule Mail do
        @sender Application.compile_env!(:my_app, [:mail, :sender])
      end

  """
  defmacro compile_env!(app, key_or_path) do
    if __CALLER__.function do
      raise "Application.compile_env!/2 cannot be called inside functions, only in the module body"
    end

    key_or_path = expand(key_or_path, __CALLER__)
    quote do: Application.compile_env!(__ENV__, unquote(app), unquote(key_or_path))
  end

  defp expand(key_or_path, caller) do
    Macro.prewalk(key_or_path, fn
      {:__aliases__, _, _} = alias -> Macro.expand(alias, %{caller | function: {:__info__, 1}})
      other -> other
    end)
  end

  @doc """
  Reads the environment at compile time from within a macro.

      defmacro sender do
        Application.compile_env(__CALLER__, :my_app, :sender, "nobody@example.org")
      end

  """
  @spec compile_env(Macro.Env.t(), app, key | list, value) :: value
  def compile_env(%{__struct__: Macro.Env} = env, app, key_or_path, default) do
    case traced_path(env, app, key_or_path) do
      {:ok, value} -> value
      :error -> default
    end
  end

  @doc """
  As `compile_env/4`, and raises if the key is not set.

      defmacro sender do
        Application.compile_env!(__CALLER__, :my_app, :sender)
      end

  """
  @spec compile_env!(Macro.Env.t(), app, key | list) :: value
  def compile_env!(%{__struct__: Macro.Env} = env, app, key_or_path) do
    case traced_path(env, app, key_or_path) do
      {:ok, value} ->
        value

      :error ->
        raise ArgumentError,
              "could not fetch application environment #{inspect(key_or_path)} for application " <>
                "#{inspect(app)} #{fetch_env_failed_reason(app, key_or_path)}"
    end
  end

  defp traced_path(env, app, key_or_path) do
    found = fetch_path(app, key_or_path)
    :jlixir_lexical.trace_compile_env(env, app, List.wrap(key_or_path), found)
    found
  end

  defp fetch_path(app, key) when is_atom(key), do: fetch_env(app, key)

  defp fetch_path(app, [key | path]) when is_atom(key) do
    with {:ok, value} <- fetch_env(app, key), do: fetch_in(value, path)
  end

  defp fetch_in(value, []), do: {:ok, value}

  defp fetch_in(value, [key | path]) when is_list(value) or is_map(value) do
    with {:ok, value} <- Access.fetch(value, key), do: fetch_in(value, path)
  end

  defp fetch_in(nil, _path), do: :error

  @doc """
  Returns the value of `key` in the environment of `app`, or `default`.

      iex> Application.get_env(:no_such_app, :key, 1)
      1

  """
  @spec get_env(app, key, value) :: value
  def get_env(app, key, default \\ nil) when is_atom(app) do
    check_key(key)
    :application.get_env(app, key, default)
  end

  defp check_key(key) when is_atom(key), do: :ok

  defp check_key(key) do
    IO.warn("passing non-atom as application env key is deprecated, got: #{inspect(key)}")
  end

  @doc """
  Returns `{:ok, value}` of `key` in the environment of `app`, or `:error`.

      iex> Application.fetch_env(:no_such_application, :key)
      :error

  """
  @spec fetch_env(app, key) :: {:ok, value} | :error
  def fetch_env(app, key) when is_atom(app) do
    check_key(key)

    case :application.get_env(app, key) do
      {:ok, value} -> {:ok, value}
      :undefined -> :error
    end
  end

  @doc """
  Returns the value of `key` in the environment of `app`, or raises.

      iex> Application.put_env(:doc_app, :answer, 42)
      iex> Application.fetch_env!(:doc_app, :answer)
      42

  """
  @spec fetch_env!(app, key) :: value
  def fetch_env!(app, key) when is_atom(app) do
    case fetch_env(app, key) do
      {:ok, value} ->
        value

      :error ->
        raise ArgumentError,
              "could not fetch application environment #{inspect(key)} for application #{inspect(app)} " <>
                fetch_env_failed_reason(app, key)
    end
  end

  defp fetch_env_failed_reason(app, key) do
    case :application.get_all_key(app) do
      {:ok, _} -> "because configuration at #{inspect(key)} was not set"
      :undefined -> "because the application was not loaded nor configured"
    end
  end

  @doc """
  Sets `key` in the environment of `app`.

      iex> Application.put_env(:doc_app, :colour, :red)
      :ok
      iex> Application.get_env(:doc_app, :colour)
      :red

  """
  @spec put_env(app, key, value, timeout: timeout, persistent: boolean) :: :ok
  def put_env(app, key, value, opts \\ []) when is_atom(app) do
    check_key(key)
    :application.set_env(app, key, value, opts)
  end

  @doc """
  Sets keys of several applications.

      iex> Application.put_all_env(doc_app: [one: 1], doc_other: [two: 2])
      :ok
      iex> Application.get_env(:doc_other, :two)
      2

  """
  @spec put_all_env([{app, [{key, value}]}], timeout: timeout, persistent: boolean) :: :ok
  def put_all_env(config, opts \\ []) when is_list(config) and is_list(opts), do: :application.set_env(config, opts)

  @doc """
  Deletes `key` from the environment of `app`.

      iex> Application.put_env(:doc_app, :short_lived, 1)
      iex> Application.delete_env(:doc_app, :short_lived)
      :ok
      iex> Application.fetch_env(:doc_app, :short_lived)
      :error

  """
  @spec delete_env(app, key, timeout: timeout, persistent: boolean) :: :ok
  def delete_env(app, key, opts \\ []) when is_atom(app) do
    check_key(key)
    :application.unset_env(app, key, opts)
  end

  # Starting and stopping

  @doc """
  Starts `app` if it does not run; its dependencies must.

      iex> Application.ensure_started(:elixir)
      :ok

  """
  @spec ensure_started(app, restart_type) :: :ok | {:error, term}
  def ensure_started(app, type \\ :temporary) when is_atom(app) and is_atom(type) do
    :application.ensure_started(app, type)
  end

  @doc """
  Loads `app` if it is not loaded.

      iex> Application.ensure_loaded(:elixir)
      :ok

  """
  @spec ensure_loaded(app) :: :ok | {:error, term}
  def ensure_loaded(app) when is_atom(app) do
    case :application.load(app) do
      :ok -> :ok
      {:error, {:already_loaded, ^app}} -> :ok
      {:error, _} = error -> error
    end
  end

  @doc """
  Starts applications and all they depend on: `{:ok, started}`.

      iex> Application.ensure_all_started(:elixir)
      {:ok, []}

  """
  @spec ensure_all_started(app | [app], type: restart_type, mode: :serial | :concurrent) ::
          {:ok, [app]} | {:error, term}
  def ensure_all_started(app_or_apps, type_or_opts \\ [])

  def ensure_all_started(app, type) when is_atom(type), do: ensure_all_started(app, type: type)
  def ensure_all_started(app, opts) when is_atom(app), do: ensure_all_started([app], opts)

  def ensure_all_started(apps, opts) when is_list(apps) and is_list(opts) do
    type = Keyword.get(opts, :type, :temporary)
    mode = Keyword.get(opts, :mode, :serial)
    :application.ensure_all_started(apps, type, mode)
  end

  @doc """
  Starts `app`, whose dependencies must run.

      iex> Application.start(:elixir)
      {:error, {:already_started, :elixir}}

  """
  @spec start(app, restart_type) :: :ok | {:error, term}
  def start(app, type \\ :temporary) when is_atom(app), do: :application.start(app, type)

  @doc """
  Stops `app`.

      iex> Application.stop(:no_such_application)
      {:error, {:not_started, :no_such_application}}

  """
  @spec stop(app) :: :ok | {:error, term}
  def stop(app) when is_atom(app), do: :application.stop(app)

  @doc """
  Loads `app`.

      iex> Application.load(:elixir)
      {:error, {:already_loaded, :elixir}}

  """
  @spec load(app) :: :ok | {:error, term}
  def load(app) when is_atom(app), do: :application.load(app)

  @doc """
  Unloads `app`.

      iex> Application.unload(:no_such_application)
      {:error, {:not_loaded, :no_such_application}}

  """
  @spec unload(app) :: :ok | {:error, term}
  def unload(app) when is_atom(app), do: :application.unload(app)

  @doc """
  Lists the loaded applications as `{app, description, version}`.

      iex> :elixir in Enum.map(Application.loaded_applications(), &elem(&1, 0))
      true

  """
  @spec loaded_applications :: [{app, description :: charlist, vsn :: charlist}]
  def loaded_applications, do: :application.loaded_applications()

  @doc """
  Lists the running applications as `{app, description, version}`.

      iex> :elixir in Enum.map(Application.started_applications(), &elem(&1, 0))
      true

  """
  @spec started_applications(timeout) :: [{app, description :: charlist, vsn :: charlist}]
  def started_applications(timeout \\ 5000), do: :application.which_applications(timeout)

  # Directories and errors

  @doc """
  Returns the directory of `app`.

      iex> is_binary(Application.app_dir(:elixir))
      true

  """
  @spec app_dir(app) :: String.t()
  def app_dir(app) when is_atom(app) do
    case :code.lib_dir(app) do
      lib when is_list(lib) -> IO.chardata_to_string(lib)
      {:error, :bad_name} -> raise ArgumentError, "unknown application: #{inspect(app)}"
    end
  end

  @doc """
  Returns a path within the directory of `app`.

      iex> Path.basename(Application.app_dir(:elixir, "priv"))
      "priv"
      iex> Application.app_dir(:elixir, ["priv", "data"]) == Application.app_dir(:elixir, "priv/data")
      true

  """
  @spec app_dir(app, String.t() | [String.t()]) :: String.t()
  def app_dir(app, path)
  def app_dir(app, path) when is_atom(app) and is_binary(path), do: Path.join(app_dir(app), path)
  def app_dir(app, path) when is_atom(app) and is_list(path), do: Path.join([app_dir(app) | path])

  @doc """
  Formats the error of a function of this module.

      iex> Application.format_error({:already_started, :kernel})
      "already started application kernel"

  """
  @spec format_error(any) :: String.t()
  def format_error(reason) do
    impl_format_error(reason)
  catch
    # A user could create an error that looks like a built-in one and is not.
    _, _ -> inspect(reason)
  end

  defp impl_format_error({:already_loaded, app}), do: "already loaded application #{app}"
  defp impl_format_error({:not_loaded, app}), do: "not loaded application #{app}"
  defp impl_format_error({:already_started, app}), do: "already started application #{app}"
  defp impl_format_error({:not_started, app}), do: "not started application #{app}"
  defp impl_format_error({:bad_application, app}), do: "bad application: #{inspect(app)}"
  defp impl_format_error({:invalid_restart_type, type}), do: "invalid application restart type: #{inspect(type)}"
  defp impl_format_error({:invalid_name, name}), do: "invalid application name: #{inspect(name)}"
  defp impl_format_error({:invalid_options, opts}), do: "invalid application options: #{inspect(opts)}"
  defp impl_format_error({:badstartspec, spec}), do: "bad application start specs: #{inspect(spec)}"

  defp impl_format_error({~c"no such file or directory", file}), do: "could not find application file: #{file}"

  defp impl_format_error({:exit, reason}), do: "exit: #{Exception.format_exit(reason)}"

  defp impl_format_error({:bad_return, {{module, fun, args}, return}}) when is_list(args) and length(args) == 2 do
    call = Exception.format_mfa(module, fun, args)

    case return do
      {:EXIT, reason} -> "exited in: #{call}\n    ** (EXIT) " <> exit_text(reason)
      _ -> "bad return: #{call} returned #{inspect(return)}"
    end
  end

  defp impl_format_error({reason, {module, fun, args}}) when is_atom(module) and is_atom(fun) and is_list(args) do
    Exception.format_mfa(module, fun, args) <> " returned an error: " <> Exception.format_exit(reason)
  end

  defp impl_format_error(reason), do: inspect(reason)

  defp exit_text(reason), do: Exception.format_exit(reason)
end
