defmodule ApplicationTest do
  use ExUnit.Case
  doctest Application

  defmodule Callbacks do
    use Application

    def start(type, boss) do
      send(boss, {:start, type, :application.get_application()})
      {:ok, pid} = Supervisor.start_link([{Agent, fn -> boss end}], strategy: :one_for_one)
      {:ok, pid, boss}
    end

    def prep_stop(boss), do: tap(boss, &send(&1, :prep_stop))
    def stop(boss), do: send(boss, :stop)
  end

  defp load(name, keys) do
    :ok = :application.load({:application, name, [vsn: ~c"1", applications: [:kernel]] ++ keys})
    on_exit(fn -> Application.stop(name) && Application.unload(name) end)
  end

  @tag :capture_log
  test "runs from start to stop" do
    load(:app_of_test, mod: {Callbacks, self()}, env: [key: 1])
    assert Application.get_env(:app_of_test, :key) == 1
    assert Application.start(:app_of_test) == :ok
    assert_received {:start, :normal, {:ok, :app_of_test}}
    assert Application.start(:app_of_test) == {:error, {:already_started, :app_of_test}}
    assert {:app_of_test, [], ~c"1"} in Application.started_applications()
    assert Application.stop(:app_of_test) == :ok
    assert_received :prep_stop
    assert_received :stop
    assert Application.stop(:app_of_test) == {:error, {:not_started, :app_of_test}}
  end

  @tag :capture_log
  test "starts dependencies first" do
    load(:app_below, [])
    :ok = :application.load({:application, :app_above, [vsn: ~c"1", applications: [:app_below]]})
    assert Application.start(:app_above) == {:error, {:not_started, :app_below}}
    assert Application.ensure_all_started(:app_above) == {:ok, [:app_below, :app_above]}
    assert Application.ensure_all_started(:app_above) == {:ok, []}
    Application.stop(:app_above)
    Application.unload(:app_above)
  end

  test "unknown applications are not found" do
    assert {:error, {~c"no such file or directory", ~c"no_such_app.app"} = reason} = Application.start(:no_such_app)
    assert Application.format_error(reason) == "could not find application file: no_such_app.app"
    assert Application.spec(:no_such_app) == nil
  end

  test "environments" do
    Application.put_all_env(env_test: [a: 1, b: nil])
    assert Application.fetch_env(:env_test, :b) == {:ok, nil}
    assert Application.fetch_env(:env_test, :c) == :error
    assert_raise ArgumentError, ~r/:c/, fn -> Application.fetch_env!(:env_test, :c) end
    assert Application.delete_env(:env_test, :b) == :ok
    assert Application.get_all_env(:env_test) == [a: 1]
    assert_raise ArgumentError, ~r/duplicate/, fn -> Application.put_all_env(env_test: [a: 1], env_test: [b: 1]) end
  end

  test "the environment is read in module bodies" do
    Application.put_env(:env_test, :nested, key: 7)

    defmodule Body do
      @value Application.compile_env(:env_test, [:nested, :key])
      def value, do: @value
    end

    Application.put_env(:env_test, :nested, key: 8)
    assert Body.value() == 7
  end
end
