defmodule ExUnit.PathsTest do
  use ExUnit.Case, async: true

  alias ExUnit.Paths

  @tag :tmp_dir
  test "tests, their helper and their sources", %{tmp_dir: dir} do
    for file <- ~w(lib/a/b.ex test/test_helper.exs test/x_test.exs test/deep/y_test.exs test/deep/other.exs) do
      path = Path.join(dir, file)
      File.mkdir_p!(Path.dirname(path))
      File.write!(path, "")
    end

    relative = &Path.relative_to_cwd(Path.join(dir, &1))
    assert Paths.tests(relative.("test")) == [relative.("test/deep/y_test.exs"), relative.("test/x_test.exs")]
    assert Paths.tests("some/file.exs") == ["some/file.exs"]
    assert Paths.helper(relative.("test/deep")) == [relative.("test/test_helper.exs")]
    assert Paths.helper(relative.("test/x_test.exs")) == [relative.("test/test_helper.exs")]
    assert Paths.sources(relative.("test/deep/y_test.exs")) == [relative.("lib/a/b.ex")]
  end

  test "parts of the files" do
    assert Paths.partition(~w(a b c d e), {1, 1}) == ~w(a b c d e)
    assert for(number <- 1..2, do: Paths.partition(~w(a b c d e), {number, 2})) == [~w(a c e), ~w(b d)]
  end
end
