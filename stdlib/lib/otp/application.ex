defmodule :application do
  @moduledoc """
  Applications: components that are loaded with their environment, started and stopped as a whole.

  Environment and specifications are persistent terms, so that reading them needs no process. What runs is kept by
  `:application_controller`.
  """

  @callback start(term, term) :: {:ok, pid} | {:ok, pid, term} | {:error, term}
  @callback stop(term) :: term
  @callback prep_stop(term) :: term
  @callback config_change(list, list, list) :: :ok
  @callback start_phase(atom, term, term) :: :ok | {:error, term}
  @optional_callbacks prep_stop: 1, config_change: 3, start_phase: 3

  @env :"$application_env"

  # Loading

  @doc "Loads an application from its name or its `{:application, name, keys}`."
  def load(application), do: load(application, [])

  def load(application, _distributed), do: :application_controller.load(application)

  @doc "Unloads an application that does not run."
  def unload(application), do: :application_controller.unload(application)

  @doc "Lists the loaded applications as `{name, description, version}`."
  def loaded_applications do
    :lists.map(fn {name, keys} -> {name, value(:description, keys), value(:vsn, keys)} end, :application_controller.loaded())
  end

  # Starting and stopping

  @doc "Starts an application whose dependencies run."
  def start(application), do: start(application, :temporary)

  def start(application, type) when type in [:temporary, :transient, :permanent] do
    with {:ok, name} <- ensure_loaded(application), do: :application_controller.start(name, type)
  end

  def start(_application, type), do: {:error, {:invalid_restart_type, type}}

  defp ensure_loaded(application) do
    case load(application) do
      :ok -> {:ok, name(application)}
      {:error, {:already_loaded, _}} -> {:ok, name(application)}
      error -> error
    end
  end

  defp name({:application, name, _keys}), do: name
  defp name(name), do: name

  @doc "As `start/1`, and `:ok` if the application runs already."
  def ensure_started(application), do: ensure_started(application, :temporary)

  def ensure_started(application, type) do
    case start(application, type) do
      {:error, {:already_started, _}} -> :ok
      result -> result
    end
  end

  @doc "Starts applications with all they depend on: `{:ok, started}`."
  def ensure_all_started(applications), do: ensure_all_started(applications, :temporary, :serial)
  def ensure_all_started(applications, type), do: ensure_all_started(applications, type, :serial)

  def ensure_all_started(application, type, mode) when is_atom(application) do
    ensure_all_started([application], type, mode)
  end

  def ensure_all_started(applications, type, mode) when is_list(applications) and mode in [:serial, :concurrent] do
    case start_all(applications, type, []) do
      {:ok, started} ->
        {:ok, :lists.reverse(started)}

      {:error, reason, started} ->
        :lists.foreach(&stop/1, started)
        {:error, reason}
    end
  end

  # `started` is newest first.
  defp start_all([], _type, started), do: {:ok, started}

  defp start_all([application | rest], type, started) do
    case start_with_dependencies(application, type, started) do
      {:ok, started} -> start_all(rest, type, started)
      error -> error
    end
  end

  defp start_with_dependencies(application, type, started) do
    case running?(application) do
      true ->
        {:ok, started}

      false ->
        case ensure_loaded(application) do
          {:ok, name} ->
            {:ok, keys} = :application_controller.spec(name)
            optional = value(:optional_applications, keys)

            case start_dependencies(value(:applications, keys), optional, type, started) do
              {:ok, started} -> start_one(name, type, started)
              error -> error
            end

          {:error, reason} ->
            {:error, {application, reason}, started}
        end
    end
  end

  defp start_dependencies([], _optional, _type, started), do: {:ok, started}

  defp start_dependencies([dependency | rest], optional, type, started) do
    case start_with_dependencies(dependency, type, started) do
      {:ok, started} ->
        start_dependencies(rest, optional, type, started)

      {:error, {^dependency, {~c"no such file or directory", _}}, started} = error ->
        case :lists.member(dependency, optional) do
          true -> start_dependencies(rest, optional, type, started)
          false -> error
        end

      error ->
        error
    end
  end

  defp start_one(name, type, started) do
    case :application_controller.start(name, type) do
      :ok -> {:ok, [name | started]}
      {:error, {:already_started, ^name}} -> {:ok, started}
      {:error, reason} -> {:error, {name, reason}, started}
    end
  end

  defp running?(name), do: :lists.keymember(name, 1, which_applications())

  @doc "Stops an application."
  def stop(application), do: :application_controller.stop(application)

  @doc "Lists the running applications as `{name, description, version}`, newest first."
  def which_applications, do: :application_controller.which_applications()
  def which_applications(_timeout), do: :application_controller.which_applications()

  @doc "Returns what is loaded and what runs."
  def info, do: :application_controller.info()

  @doc "Returns how the application of the calling process was started."
  def start_type do
    case :application_controller.application_of_leader(:erlang.group_leader()) do
      {:ok, _} -> :normal
      :undefined -> :undefined
    end
  end

  # Environment

  @doc "Returns `{:ok, value}` of a key in the environment of the caller's application, or `:undefined`."
  def get_env(key) do
    case get_application() do
      {:ok, application} -> get_env(application, key)
      :undefined -> :undefined
    end
  end

  @doc "Returns `{:ok, value}` of a key in an application's environment, or `:undefined`."
  def get_env(application, key) do
    case :persistent_term.get({@env, application, key}, @env) do
      @env -> default_env(application, key)
      {:set, value} -> {:ok, value}
    end
  end

  @doc "Returns the value of a key in an application's environment, or `default`."
  def get_env(application, key, default) do
    case get_env(application, key) do
      {:ok, value} -> value
      :undefined -> default
    end
  end

  # The applications that are there from the start are not copied into the store before they are changed.
  defp default_env(application, key) do
    case :application_controller.builtin_env(application) do
      [] ->
        :undefined

      env ->
        case :persistent_term.get({@env, application}, env) do
          [] -> :undefined
          env -> found(:lists.keyfind(key, 1, env))
        end
    end
  end

  defp found({_key, value}), do: {:ok, value}
  defp found(false), do: :undefined

  @doc "Returns the environment of the caller's application."
  def get_all_env do
    case get_application() do
      {:ok, application} -> get_all_env(application)
      :undefined -> []
    end
  end

  @doc "Returns the environment of an application."
  def get_all_env(application) do
    set = for {{@env, ^application, key}, {:set, value}} <- :persistent_term.get(), do: {key, value}

    defaults =
      case :application_controller.builtin_env(application) do
        [] -> []
        env -> :persistent_term.get({@env, application}, env)
      end

    set ++ :lists.filter(fn {key, _} -> not :lists.keymember(key, 1, set) end, defaults)
  end

  @doc "Sets a key in an application's environment."
  def set_env(application, key, value), do: set_env(application, key, value, [])

  def set_env(application, key, value, _options) do
    :persistent_term.put({@env, application, key}, {:set, value})
    :ok
  end

  @doc "Sets keys of several applications: `[{application, [{key, value}]}]`."
  def set_env(config), do: set_env(config, [])

  def set_env(config, _options) when is_list(config) do
    case check_config(config, []) do
      :ok ->
        :lists.foreach(fn {application, env} -> put_all(application, env) end, config)
        :ok

      {:error, message} ->
        :erlang.error({:badarg, message})
    end
  end

  defp put_all(application, env) do
    :lists.foreach(fn {key, value} -> set_env(application, key, value) end, env)
  end

  defp check_config([], _seen), do: :ok

  defp check_config([{application, env} | rest], seen) when is_atom(application) do
    name = :erlang.atom_to_list(application)

    cond do
      :lists.member(application, seen) -> {:error, ~c"duplicate application config: " ++ name}
      not is_list(env) -> {:error, ~c"application: " ++ name ++ ~c"; parameters must be a list"}
      true -> check_env(env, name, rest, [application | seen])
    end
  end

  defp check_config(_, _seen), do: {:error, ~c"configuration must be a list of {Name, Parameters} tuples"}

  defp check_env([], _name, rest, seen), do: check_config(rest, seen)
  defp check_env([{key, _} | env], name, rest, seen) when is_atom(key), do: check_env(env, name, rest, seen)
  defp check_env(_, name, _, _), do: {:error, ~c"application: " ++ name ++ ~c"; invalid parameter"}

  @doc "Removes a key from an application's environment."
  def unset_env(application, key), do: unset_env(application, key, [])

  def unset_env(application, key, _options) do
    :persistent_term.erase({@env, application, key})

    case :application_controller.builtin_env(application) do
      [] ->
        :ok

      env ->
        env = :persistent_term.get({@env, application}, env)
        :persistent_term.put({@env, application}, :lists.keydelete(key, 1, env))
        :ok
    end
  end

  # Specification

  @doc "Returns `{:ok, value}` of a key in the specification of the caller's application, or `:undefined`."
  def get_key(key) do
    case get_application() do
      {:ok, application} -> get_key(application, key)
      :undefined -> :undefined
    end
  end

  @doc "Returns `{:ok, value}` of a key in an application's specification, or `:undefined`."
  def get_key(application, key) do
    case get_all_key(application) do
      {:ok, keys} -> found(:lists.keyfind(key, 1, keys))
      :undefined -> :undefined
    end
  end

  @doc "Returns `{:ok, keys}` of the specification of the caller's application, or `[]`."
  def get_all_key do
    case get_application() do
      {:ok, application} -> get_all_key(application)
      :undefined -> []
    end
  end

  @doc "Returns `{:ok, keys}` of an application's specification, or `:undefined`."
  def get_all_key(application) do
    case :application_controller.spec(application) do
      {:ok, keys} -> {:ok, :lists.keyreplace(:env, 1, keys, {:env, get_all_env(application)})}
      :undefined -> :undefined
    end
  end

  @doc "Returns `{:ok, name}` of the application the calling process belongs to, or `:undefined`."
  def get_application, do: :application_controller.application_of_leader(:erlang.group_leader())

  @doc "Returns `{:ok, name}` of the application a process or module belongs to, or `:undefined`."
  def get_application(pid) when is_pid(pid) do
    case :erlang.process_info(pid, :group_leader) do
      {:group_leader, leader} -> :application_controller.application_of_leader(leader)
      :undefined -> :undefined
    end
  end

  def get_application(module) when is_atom(module) do
    owns? = fn {_name, keys} -> :lists.member(module, value(:modules, keys)) end

    case :lists.filter(owns?, :application_controller.loaded()) do
      [{name, _} | _] -> {:ok, name}
      [] -> :application_controller.application_of_module(module)
    end
  end

  @doc "Returns `{:ok, pid}` of an application's top supervisor, or `:undefined`."
  def get_supervisor(application), do: :application_controller.supervisor(application)

  defp value(key, keys) do
    {_, value} = :lists.keyfind(key, 1, keys)
    value
  end
end
