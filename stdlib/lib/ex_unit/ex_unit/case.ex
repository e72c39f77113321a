defmodule ExUnit.Case do
  @moduledoc """
  What a module of tests uses.

      defmodule ListTest do
        use ExUnit.Case, async: true

        describe "first/1" do
          test "gives the first element" do
            assert List.first([1, 2]) == 1
          end

          @tag :slow
          test "gives nil for an empty list" do
            assert List.first([]) == nil
          end
        end
      end

  This imports `ExUnit.Assertions`, `ExUnit.Callbacks` and `ExUnit.DocTest`, besides `test/3` and `describe/2` of this module.

  ## Options

    * `:async` - whether the tests of the module run beside those of other modules (`false`). Tests of one module always run one
      after the other
    * `:group` - modules that name the same group do not run at the same time, though all are `async: true`
    * `:register` - whether the module runs with the others (`true`); if not, it is to be given to `ExUnit.run/1`
    * `:parameterize` - a list of maps: the module runs once for each of them, its entries being part of the context

  ## Context

  Tests, and the callbacks before them, get a map, the context; the second argument of `test/3` matches it:

      test "keeps its file", %{tmp_dir: dir} do
        ...
      end

  It holds the tags, what `setup` and `setup_all` have returned, the parameters of the module, and

    * `:module`, `:file`, `:line`, `:describe`, `:describe_line` - where the test is
    * `:test`, `:test_type`, `:test_pid`, `:test_group` - its name, kind (`:test`, `:doctest`), process and group
    * `:async` - whether its module runs beside others
    * `:registered` - the values of registered attributes

  ## Tags

  `@tag` sets tags of the next test, `@describetag` of all tests of a `describe/2` block, `@moduletag` of all tests of the module: `@tag
  :slow` stands for `@tag slow: true`. Runs choose tests by them, see `ExUnit.Filters`. Some mean something:

    * `:skip` - the test does not run; its value may be the reason
    * `:timeout` - the milliseconds that the test may take, or `:infinity`
    * `:capture_log` - what the test logs is printed only if it fails; may be options of `ExUnit.CaptureLog.capture_log/2`
    * `:tmp_dir` - makes a folder for the test, whose path is in the context under the same name; a text as value is a folder below that

  `:async`, `:file`, `:line`, `:module`, `:test`, `:describe` and `:registered` cannot be set.
  """

  @reserved [:module, :file, :line, :test, :async, :registered, :describe]

  @doc false
  defmacro __using__(opts) do
    quote do
      ExUnit.Case.__register__(__MODULE__, unquote(opts))
      @before_compile ExUnit.Case
      @after_compile ExUnit.Case

      import ExUnit.Callbacks
      import ExUnit.Assertions
      import ExUnit.Case, only: [describe: 2, test: 1, test: 2, test: 3]
      import ExUnit.DocTest
    end
  end

  @doc false
  def __register__(module, opts) do
    if not Keyword.keyword?(opts) do
      raise ArgumentError, "the argument passed to \"use ExUnit.Case\" must be a list of options, got: #{inspect(opts)}"
    end

    if not Module.has_attribute?(module, :ex_unit_tests) do
      for name <- [:ex_unit_tests, :tag, :describetag, :moduletag] do
        Module.register_attribute(module, name, accumulate: true)
      end

      Module.put_attribute(module, :ex_unit_registered, %{test: [], describe: [], module: []})
      ExUnit.Callbacks.__register__(module)
    end

    check_options(opts)
    config = if Module.has_attribute?(module, :ex_unit_config), do: Module.get_attribute(module, :ex_unit_config), else: []
    Module.put_attribute(module, :ex_unit_config, Keyword.merge(config, opts))
  end

  defp check_options(opts) do
    parameterize = Keyword.get(opts, :parameterize, [])

    if not (is_list(parameterize) and Enum.all?(parameterize, &is_map/1)) do
      raise ArgumentError, ":parameterize must be a list of maps, got: #{inspect(parameterize)}"
    end

    case Keyword.drop(opts, [:async, :group, :parameterize, :register]) do
      [] -> :ok
      unknown -> IO.warn("unknown options given to ExUnit.Case: #{inspect(unknown)}")
    end
  end

  @doc """
  Groups tests under a name, which is part of their names; `setup` and `@describetag` within the block are for them alone.

      describe "first/1" do
        setup do
          %{list: [1, 2]}
        end

        test "gives the first element", %{list: list} do
          assert List.first(list) == 1
        end
      end

  Blocks cannot be nested. A line of the block, on the command line, stands for all its tests.
  """
  defmacro describe(message, do: block) do
    quote do
      ExUnit.Case.__open_describe__(__MODULE__, __ENV__.line, unquote(message))

      try do
        unquote(block)
      after
        ExUnit.Case.__close_describe__(__MODULE__, unquote(message))
      end
    end
  end

  @doc false
  def __open_describe__(module, line, message) do
    if Module.get_attribute(module, :tag) != [] do
      IO.warn("found unused @tag before \"describe\", did you mean to use @describetag?")
    end

    outer = ExUnit.Callbacks.__open_describe__(module, line, message)
    Module.put_attribute(module, :ex_unit_outer_setups, outer)
  end

  @doc false
  def __close_describe__(module, message) do
    ExUnit.Callbacks.__close_describe__(module, message, Module.get_attribute(module, :ex_unit_outer_setups))
    Module.delete_attribute(module, :describetag)
    Module.register_attribute(module, :describetag, accumulate: true)
    for attribute <- Module.get_attribute(module, :ex_unit_registered).describe, do: reset_attribute(module, attribute)
  end

  defp reset_attribute(module, {name, opts}) do
    Module.delete_attribute(module, name)
    Module.register_attribute(module, name, opts)
  end

  @doc """
  Defines a test. The second argument is a pattern for its context.

      test "knows its line", %{line: line} do
        assert line > 0
      end

  """
  defmacro test(message, var \\ quote(do: _), contents) do
    if not is_tuple(var) do
      IO.warn(
        "test context is always a map. The pattern #{inspect(Macro.to_string(var))} will never match",
        Macro.Env.stacktrace(__CALLER__)
      )
    end

    body =
      case contents do
        [do: block] ->
          quote do
            unquote(block)
            :ok
          end

        _ ->
          quote do
            try(unquote(contents))
            :ok
          end
      end

    define_test(message, var, body, :jlixir_macro.has_unquotes({var, body}), __CALLER__)
  end

  # The code of a test is made anew each time it is defined only if it depends on where that happens.
  defp define_test(message, var, body, true, _caller) do
    quote bind_quoted: [
            message: message,
            var: Macro.escape(var, unquote: true),
            body: Macro.escape(body, unquote: true)
          ] do
      name = ExUnit.Case.register_test(__MODULE__, __ENV__.file, __ENV__.line, :test, message, [])
      def unquote(name)(unquote(var)), do: unquote(body)
    end
  end

  defp define_test(message, var, body, false, caller) do
    {:def, meta, _} = quote(do: def(name, do: :ok))
    head = {{:unquote, [], [Macro.var(:name, __MODULE__)]}, [line: caller.line], [var]}

    quote do
      name = ExUnit.Case.register_test(__MODULE__, unquote(caller.file), unquote(caller.line), :test, unquote(message), [])
      unquote({:def, meta, [head, [do: body]]})
    end
  end

  @doc """
  Defines a test that has not been written yet: it fails, and has the tag `:not_implemented`.

      test "will be written tomorrow"

  """
  defmacro test(message) do
    quote bind_quoted: [message: message] do
      name = ExUnit.Case.register_test(__MODULE__, __ENV__.file, __ENV__.line, :test, message, [:not_implemented])
      def unquote(name)(_), do: ExUnit.Case.__not_implemented__()
    end
  end

  @doc false
  @spec __not_implemented__() :: no_return
  # No place in the code has anything to tell about it.
  def __not_implemented__, do: :erlang.raise(:error, %ExUnit.AssertionError{message: "Not implemented"}, [])

  @doc """
  Makes an attribute that tests may set for themselves; it stands in their context under `:registered`.

      defmodule FixtureTest do
        use ExUnit.Case
        ExUnit.Case.register_attribute(__MODULE__, :fixtures, accumulate: true)

        @fixtures :user
        @fixtures :post
        test "has fixtures", context do
          assert context.registered.fixtures == [:post, :user]
        end
      end

  The options are those of `Module.register_attribute/3`.
  """
  @spec register_attribute(env :: term, atom, keyword) :: :ok
  def register_attribute(env, name, opts \\ []), do: register_kind(:test, env, name, opts)

  @doc """
  Makes an attribute that `describe/2` blocks may set for all their tests; see `register_attribute/3`.

      ExUnit.Case.register_describe_attribute(__MODULE__, :fixtures, accumulate: true)

  """
  @spec register_describe_attribute(env :: term, atom, keyword) :: :ok
  def register_describe_attribute(env, name, opts \\ []), do: register_kind(:describe, env, name, opts)

  @doc """
  Makes an attribute that a module may set for all its tests; see `register_attribute/3`.

      ExUnit.Case.register_module_attribute(__MODULE__, :backend)

  """
  @spec register_module_attribute(env :: term, atom, keyword) :: :ok
  def register_module_attribute(env, name, opts \\ []), do: register_kind(:module, env, name, opts)

  defp register_kind(kind, %{module: module}, name, opts), do: register_kind(kind, module, name, opts)

  defp register_kind(kind, module, name, opts) when is_atom(module) and is_atom(name) and is_list(opts) do
    registered = Module.get_attribute(module, :ex_unit_registered)

    for {_kind, list} <- registered, List.keymember?(list, name, 0) do
      raise ArgumentError, "cannot register attribute #{inspect(name)} multiple times"
    end

    if Module.has_attribute?(module, name), do: raise("you must set @#{name} after it has been registered")
    Module.register_attribute(module, name, opts)
    Module.put_attribute(module, :ex_unit_registered, Map.update!(registered, kind, &[{name, opts} | &1]))
  end

  @doc false
  def register_test(%{module: module, file: file, line: line}, type, name, tags),
    do: register_test(module, file, line, type, name, tags)

  @doc """
  Registers a test of any kind, for those who write macros like `test/3`. Returns the name of the function that runs it, which is to be
  defined next, with the context as its argument.

      defmacro property(name, do: block) do
        quote do
          function = ExUnit.Case.register_test(__MODULE__, __ENV__.file, __ENV__.line, :property, unquote(name), [:property])
          def unquote(function)(_context), do: unquote(block)
        end
      end

  """
  @spec register_test(module, String.t(), pos_integer, atom, String.t(), [term]) :: atom
  def register_test(module, file, line, test_type, name, tags)
      when is_atom(module) and is_binary(file) and is_integer(line) and is_atom(test_type) do
    if not Module.has_attribute?(module, :ex_unit_tests) do
      raise "cannot define #{test_type}. Please make sure you have invoked \"use ExUnit.Case\" in the current module"
    end

    registered = Module.get_attribute(module, :ex_unit_registered)
    own = normalize_tags(tags ++ Module.get_attribute(module, :tag))
    described = normalize_tags(Module.get_attribute(module, :describetag))
    of_module = normalize_tags(Module.get_attribute(module, :moduletag))

    {full_name, describe, describe_line} =
      case Module.get_attribute(module, :ex_unit_describe) do
        {describe, describe_line} -> {"#{test_type} #{describe} #{name}", describe, describe_line}
        nil -> {"#{test_type} #{name}", nil, nil}
      end

    function = function_name(full_name)

    if Module.defines?(module, {function, 1}) do
      raise ArgumentError, "\"#{full_name}\" is already defined in #{inspect(module)}"
    end

    attributes =
      for {kind, list} <- registered, into: %{} do
        {kind, Map.new(list, fn {name, _opts} -> {name, Module.get_attribute(module, name)} end)}
      end

    for key <- @reserved, is_map_key(own, key) do
      raise "cannot set tag #{inspect(key)} because it is reserved by ExUnit"
    end

    tags =
      of_module
      |> Map.merge(described)
      |> Map.merge(own)
      |> Map.merge(%{
        line: line,
        file: file,
        registered: Map.merge(Map.merge(attributes.module, attributes.describe), attributes.test),
        describe: describe,
        describe_line: describe_line,
        test_type: test_type
      })

    test = %ExUnit.Test{name: function, description: full_name, case: module, module: module, tags: tags}
    Module.put_attribute(module, :ex_unit_tests, test)

    reset_attribute(module, {:tag, [accumulate: true]})
    for attribute <- registered.test, do: reset_attribute(module, attribute)
    function
  end

  # An atom holds at most 255 characters.
  defp function_name(name) do
    if String.length(name) > 255 do
      raise SystemLimitError, """
      the computed name of a test (which includes its type, the name of its parent describe block if present, and the test name itself) \
      must be shorter than 255 characters, got: #{inspect(name)}
      """
    end

    :erlang.binary_to_atom(name)
  end

  # The last tag set wins; attributes come with the last set first.
  defp normalize_tags(tags) do
    tags
    |> Enum.reverse()
    |> Enum.reduce(%{}, fn
      tag, acc when is_atom(tag) -> Map.put(acc, tag, true)
      {key, value}, acc when is_atom(key) -> Map.put(acc, key, value)
      tags, acc when is_list(tags) -> Enum.into(normalize_tags(Enum.reverse(tags)), acc)
      tags, acc when is_map(tags) -> Map.merge(acc, tags)
    end)
  end

  @doc """
  The test registered last in the module that is being compiled, or `nil`. Macros called within a test learn by it which one that is.

      defmacro this_test do
        Macro.escape(ExUnit.Case.get_last_registered_test(__CALLER__).name)
      end

  """
  @spec get_last_registered_test(module | map) :: ExUnit.Test.t() | nil
  def get_last_registered_test(%{module: module}), do: get_last_registered_test(module)

  def get_last_registered_test(module) when is_atom(module), do: Module.get_last_attribute(module, :ex_unit_tests)

  @doc false
  defmacro __before_compile__(env) do
    module = env.module
    config = Module.get_attribute(module, :ex_unit_config)
    tests = Enum.reverse(Module.get_attribute(module, :ex_unit_tests))
    tags = normalize_tags(Module.get_attribute(module, :moduletag))
    setup_all? = Module.get_attribute(module, :ex_unit_setup_all) != []

    test_module = %ExUnit.TestModule{name: module, file: env.file, tags: tags, setup_all?: setup_all?, tests: tests}

    quote do
      def __ex_unit__, do: unquote(Macro.escape(test_module))
      def __ex_unit__(:config), do: unquote(Macro.escape(config))
      unquote(ExUnit.Callbacks.__callbacks__(env))
    end
  end

  @doc false
  def __after_compile__(%{module: module}, _binary) do
    config = module.__ex_unit__(:config)

    if Keyword.get(config, :register, true) do
      case ExUnit.Server.add_module(module, config) do
        :ok ->
          :ok

        {:error, :not_running} ->
          raise "cannot use ExUnit.Case without starting the ExUnit application, " <>
                  "please call ExUnit.start() or explicitly start the :ex_unit app"
      end
    end
  end
end
