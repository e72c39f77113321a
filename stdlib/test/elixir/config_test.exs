defmodule ConfigTest do
  use ExUnit.Case, async: true

  doctest Config.Provider
  doctest Config.Reader

  defp eval(text, opts \\ []), do: Config.Reader.eval!("config.exs", "import Config\n" <> text, opts)

  test "values of one application are merged" do
    assert eval("config :a, x: 1\nconfig :a, y: 2, x: 3") == [a: [y: 2, x: 3]]
    assert eval("config :a, K, x: [m: 1]\nconfig :a, K, x: [n: 2]") == [a: [{K, [x: [m: 1, n: 2]]}]]
  end

  test "environment and target" do
    assert eval("config :a, env: config_env()", env: :test) == [a: [env: :test]]
    assert_raise RuntimeError, ~r/no :target key/, fn -> eval("config_target()", env: :test) end
  end

  test "imports" do
    folder = Path.join(System.tmp_dir!(), "config_test_#{System.unique_integer([:positive])}")
    File.mkdir_p!(folder)
    File.write!(Path.join(folder, "config.exs"), "import Config\nconfig :a, x: 1\nimport_config \"other.exs\"\n")
    File.write!(Path.join(folder, "other.exs"), "import Config\nconfig :a, x: read_config(:a)[:x] + 1\n")

    {config, files} = Config.Reader.read_imports!(Path.join(folder, "config.exs"))
    assert config == [a: [x: 2]]
    assert Enum.map(files, &Path.basename/1) == ["other.exs", "config.exs"]

    assert_raise RuntimeError, ~r/import_config\/1 is not enabled/, fn ->
      Config.Reader.read!(Path.join(folder, "config.exs"), imports: :disabled)
    end

    File.rm_rf!(folder)
  end

  test "outside of a configuration file" do
    assert_raise RuntimeError, ~r/could not set configuration via Config/, fn -> Config.config(:a, x: 1) end
  end
end
