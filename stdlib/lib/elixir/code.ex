defmodule Code do
  @moduledoc """
  Evaluation, compilation, parsing and formatting of code, and loading of modules.
  """

  @typedoc "A list with all variables and their values."
  @type binding :: [{atom | tuple, any}]

  @typedoc "Where a diagnostic points to."
  @type position :: line :: non_neg_integer | {line :: pos_integer, column :: pos_integer}

  @type line :: non_neg_integer

  @typedoc "An error or a warning of the compiler."
  @type diagnostic(severity) :: %{
          required(:source) => Path.t() | nil,
          required(:file) => Path.t() | nil,
          required(:severity) => severity,
          required(:message) => String.t(),
          required(:position) => position,
          required(:stacktrace) => Exception.stacktrace(),
          required(:span) => {line, pos_integer} | nil,
          optional(any) => any
        }

  # Evaluation

  @doc """
  Evaluates a string; returns the value and the binding.

      iex> Code.eval_string("a + b", a: 1, b: 2)
      {3, [b: 2, a: 1]}

  ## Options

  The options are those of an environment, as `:file`, `:line` and `:module`, and:

    * `:prune_binding` - whether only the variables that the code uses or binds are in the binding; `false` by default
    * `:dbg_callback` - `{module, function, arguments}` to expand `dbg/2` with, in place of the application's

      iex> Code.eval_string("a + 1", [a: 1, b: 2], prune_binding: true)
      {2, [a: 1]}

  """
  @spec eval_string(List.Chars.t(), binding, Macro.Env.t() | keyword) :: {term, binding}
  def eval_string(string, binding \\ [], opts \\ []) do
    check_binding(binding)
    {env, prune} = eval_options(opts)
    string = to_binary(string)

    {value, binding, _env} = with_dbg_callback(opts, fn -> :jlixir_code.eval_string(string, binding, env, prune) end)
    {value, binding}
  end

  @doc """
  Evaluates quoted code; returns the value and the binding. The options are those of `eval_string/3`.

      iex> Code.eval_quoted(quote(do: 1 + 1))
      {2, []}

  """
  @spec eval_quoted(Macro.t(), binding, Macro.Env.t() | keyword) :: {term, binding}
  def eval_quoted(quoted, binding \\ [], env_or_opts \\ []) do
    check_binding(binding)
    {env, prune} = eval_options(env_or_opts)

    {value, binding, _env} =
      with_dbg_callback(env_or_opts, fn -> :jlixir_code.eval_quoted(quoted, binding, env, prune) end)

    {value, binding}
  end

  defp check_binding(binding) when is_list(binding), do: :ok

  defp check_binding(binding) do
    raise ArgumentError, "binding must be a list, got: #{inspect(binding)}"
  end

  defp eval_options(opts) when is_list(opts), do: {opts, Keyword.get(opts, :prune_binding, false)}
  defp eval_options(env), do: {env_for_eval(env), false}

  # `Kernel.dbg/2` looks for the callback in the process that expands it.
  defp with_dbg_callback(opts, fun) do
    case is_list(opts) && Keyword.fetch(opts, :dbg_callback) do
      {:ok, callback} ->
        previous = Process.put(:elixir_dbg_callback, callback)

        try do
          fun.()
        after
          if previous, do: Process.put(:elixir_dbg_callback, previous), else: Process.delete(:elixir_dbg_callback)
        end

      _ ->
        fun.()
    end
  end

  @doc """
  An environment for `eval_quoted_with_env/4`.

      iex> Code.env_for_eval(file: "a.ex").file
      "a.ex"

  """
  @doc since: "1.14.0"
  @spec env_for_eval(Macro.Env.t() | keyword) :: Macro.Env.t()
  def env_for_eval(env_or_opts), do: :jlixir_code.env_for_eval(env_or_opts)

  @doc """
  Evaluates quoted code in an environment; returns the value, the binding and the new environment.

  The options are `:prune_binding` and `:dbg_callback`, as for `eval_string/3`. The new environment is pruned too.

      iex> {value, [], _env} = Code.eval_quoted_with_env(quote(do: 1 + 1), [], Code.env_for_eval([]))
      iex> value
      2

  """
  @doc since: "1.14.0"
  @spec eval_quoted_with_env(Macro.t(), binding, Macro.Env.t(), keyword) :: {term, binding, Macro.Env.t()}
  def eval_quoted_with_env(quoted, binding, env, opts \\ [])

  def eval_quoted_with_env(quoted, binding, %{__struct__: Macro.Env} = env, opts)
      when is_list(binding) and is_list(opts) do
    prune = Keyword.get(opts, :prune_binding, false)
    with_dbg_callback(opts, fn -> :jlixir_code.eval_quoted(quoted, binding, env, prune) end)
  end

  @doc """
  Evaluates a file.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_eval.exs")
      iex> File.write!(file, "x = 1\\nx + 1")
      iex> Code.eval_file(file)
      {2, [x: 1]}

  """
  @spec eval_file(binary, nil | binary) :: {term, binding}
  def eval_file(file, relative_to \\ nil) when is_binary(file) do
    {text, file} = read_file!(file, relative_to)
    eval_string(text, [], file: file, line: 1)
  end

  # Text that is not UTF-8 raises.
  defp to_binary(string) when is_binary(string) do
    case String.valid?(string) do
      true -> string
      false -> string |> String.to_charlist() |> List.to_string()
    end
  end

  defp to_binary(string), do: string |> List.Chars.to_charlist() |> List.to_string()

  defp find_file!(file, relative_to) do
    file = if relative_to, do: Path.expand(file, relative_to), else: Path.expand(file)
    if not File.regular?(file), do: raise(Code.LoadError, file: file, reason: :enoent)
    file
  end

  defp read_file!(file, relative_to) do
    file = find_file!(file, relative_to)

    case File.read(file) do
      {:ok, text} -> {text, file}
      {:error, reason} -> raise Code.LoadError, file: file, reason: reason
    end
  end

  # Compilation

  @doc """
  Compiles a string; returns the modules that it defines with their binaries.

      iex> [{module, _binary}] = Code.compile_string("defmodule CompiledByString do\\nend")
      iex> module
      CompiledByString

  """
  @spec compile_string(List.Chars.t(), binary) :: [{module, binary}]
  def compile_string(string, file \\ "nofile") when is_binary(file) do
    :jlixir_code.compile_string(to_binary(string), file)
  end

  @doc """
  Compiles quoted code; returns the modules that it defines with their binaries.

      iex> Code.compile_quoted(quote(do: 1))
      []

  """
  @spec compile_quoted(Macro.t(), binary) :: [{module, binary}]
  def compile_quoted(quoted, file \\ "nofile") when is_binary(file), do: :jlixir_code.compile_quoted(quoted, file)

  @doc """
  Compiles a file; returns the modules that it defines with their binaries.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_compile.exs")
      iex> File.write!(file, "defmodule DocCompiledFile, do: def(one, do: 1)")
      iex> [{module, binary}] = Code.compile_file(file)
      iex> {module.one(), is_binary(binary)}
      {1, true}

  """
  @doc since: "1.7.0"
  @spec compile_file(binary, nil | binary) :: [{module, binary}]
  def compile_file(file, relative_to \\ nil) when is_binary(file) do
    :jlixir_code.compile_file(find_file!(file, relative_to))
  end

  @doc """
  Compiles a file unless it was required before; `nil` when it was.

      Code.require_file("test_helper.exs", __DIR__)

  """
  @spec require_file(binary, nil | binary) :: [{module, binary}] | nil
  def require_file(file, relative_to \\ nil) when is_binary(file) do
    file = if relative_to, do: Path.expand(file, relative_to), else: Path.expand(file)
    if file in required_files(), do: nil, else: :jlixir_code.require_file(find_file!(file, nil))
  end

  @doc """
  The files that were required.

      iex> is_list(Code.required_files())
      true

  """
  @doc since: "1.7.0"
  @spec required_files() :: [binary]
  def required_files, do: :jlixir_code.required_files()

  @doc """
  Forgets that files were required.

      iex> Code.unrequire_files(["/never/required.exs"])
      :ok

  """
  @doc since: "1.7.0"
  @spec unrequire_files([binary]) :: :ok
  def unrequire_files(files) when is_list(files) do
    :jlixir_code.unrequire_files(files)
    :ok
  end

  @doc false
  @deprecated "Use Code.require_file/2 or Code.compile_file/2 instead"
  def load_file(file, relative_to \\ nil) when is_binary(file), do: compile_file(file, relative_to)

  @doc false
  @deprecated "Use Code.required_files/0 instead"
  def loaded_files, do: required_files()

  @doc false
  @deprecated "Use Code.unrequire_files/1 instead"
  def unload_files(files), do: unrequire_files(files)

  # Options of the compiler

  @boolean_options [:docs, :debug_info, :ignore_already_consolidated, :ignore_module_conflict, :relative_paths]
  @other_options [:infer_signatures, :no_warn_undefined, :tracers, :parser_options, :on_undefined_variable, :module_definition]

  @doc """
  The names of all compiler options.

      iex> :docs in Code.available_compiler_options()
      true

  """
  @spec available_compiler_options() :: [atom]
  def available_compiler_options, do: @boolean_options ++ @other_options

  @doc """
  All compiler options with their values.

      iex> is_map(Code.compiler_options())
      true

  """
  @spec compiler_options() :: map
  def compiler_options, do: :jlixir_code.compiler_options()

  @doc """
  Sets compiler options; returns those that were there before.

      iex> Code.compiler_options(ignore_module_conflict: false) |> Map.keys()
      [:ignore_module_conflict]

  """
  @spec compiler_options(Enumerable.t()) :: %{optional(atom) => term}
  def compiler_options(opts) do
    for {key, value} <- opts, into: %{} do
      previous = get_compiler_option(key)
      put_compiler_option(key, value)
      {key, previous}
    end
  end

  @doc """
  The value of a compiler option.

      iex> Code.get_compiler_option(:ignore_module_conflict)
      false

  """
  @doc since: "1.10.0"
  @spec get_compiler_option(atom) :: term
  def get_compiler_option(key) when key in @boolean_options or key in @other_options do
    Map.get(:jlixir_code.compiler_options(), key)
  end

  @doc """
  Sets a compiler option.

      iex> Code.put_compiler_option(:docs, Code.get_compiler_option(:docs))
      :ok

  """
  @doc since: "1.10.0"
  @spec put_compiler_option(atom, term) :: :ok
  def put_compiler_option(key, value) when key in @boolean_options do
    if is_boolean(value), do: put_option(key, value), else: bad_option(key, "a boolean", value)
  end

  def put_compiler_option(:no_warn_undefined, value) do
    valid? =
      value == :all or
        (is_list(value) and
           Enum.all?(value, &(is_atom(&1) or match?({m, f, a} when is_atom(m) and is_atom(f) and is_integer(a), &1))))

    if valid?, do: put_option(:no_warn_undefined, value), else: bad_option(:no_warn_undefined, "a list of modules or MFAs", value)
  end

  def put_compiler_option(:tracers, value) do
    if is_list(value) and Enum.all?(value, &is_atom/1), do: put_option(:tracers, value), else: bad_option(:tracers, "a list of modules", value)
  end

  def put_compiler_option(:parser_options, value) do
    if Keyword.keyword?(value), do: put_option(:parser_options, value), else: bad_option(:parser_options, "a keyword list", value)
  end

  def put_compiler_option(:on_undefined_variable, value) when value in [:raise, :warn] do
    put_option(:on_undefined_variable, value)
  end

  def put_compiler_option(:infer_signatures, value) when is_boolean(value) or is_list(value) do
    put_option(:infer_signatures, value)
  end

  def put_compiler_option(:module_definition, value) when value in [:compiled, :interpreted] do
    put_option(:module_definition, value)
  end

  def put_compiler_option(key, _value), do: raise("unknown compiler option: #{inspect(key)}")

  defp put_option(key, value) do
    :jlixir_code.put_compiler_option(key, value)
    :ok
  end

  @spec bad_option(atom, String.t(), term) :: no_return
  defp bad_option(key, expected, value) do
    raise "compiler option #{inspect(key)} should be #{expected}, got: #{inspect(value)}"
  end

  @doc """
  Frees what module bodies left behind; there is nothing to free here.

      iex> Code.purge_compiler_modules()
      {:ok, 0}

  """
  @doc since: "1.7.0"
  @spec purge_compiler_modules() :: {:ok, non_neg_integer}
  def purge_compiler_modules, do: {:ok, 0}

  # Diagnostics

  @diagnostics_key :elixir_code_diagnostics

  @doc """
  Runs `fun` and returns its result with the diagnostics that the compiler gave meanwhile in this process.

      iex> Code.with_diagnostics(fn -> 1 + 1 end)
      {2, []}

  """
  @doc since: "1.15.0"
  @spec with_diagnostics(keyword, (-> result)) :: {result, [diagnostic(:warning | :error)]} when result: term
  def with_diagnostics(opts \\ [], fun) when is_list(opts) and is_function(fun, 0) do
    previous = Process.put(@diagnostics_key, {[], Keyword.get(opts, :log, false)})

    try do
      result = fun.()
      {diagnostics, _log?} = Process.get(@diagnostics_key)
      {result, Enum.reverse(diagnostics)}
    after
      if previous, do: Process.put(@diagnostics_key, previous), else: Process.delete(@diagnostics_key)
    end
  end

  @doc """
  Prints a diagnostic to standard error.

      {_result, diagnostics} = Code.with_diagnostics(fn -> Code.compile_file("shop.ex") end)
      Enum.each(diagnostics, &Code.print_diagnostic(&1, snippet: false))

  """
  @doc since: "1.15.0"
  @spec print_diagnostic(diagnostic(:warning | :error), snippet: boolean) :: :ok
  def print_diagnostic(%{severity: severity, message: message} = diagnostic, opts \\ []) do
    {line, column} = place(diagnostic.position)
    file = diagnostic[:file] && Path.relative_to_cwd(diagnostic.file)
    snippet? = Keyword.get(opts, :snippet, true)
    span = marked(diagnostic[:span], line, column)

    IO.write(:stderr, :jlixir_code.format_diagnostic(severity, IO.chardata_to_string(message), file, line, column, span, snippet?))
  end

  defp place({line, column}), do: {line, column}
  defp place(line), do: {line, 0}

  # How many characters to mark: the end has to be on the same line.
  defp marked({line, end_column}, line, column) when column > 0, do: max(end_column - column, 1)
  defp marked(_span, _line, _column), do: 1

  # Parsing

  @doc """
  Parses a string: `{:ok, quoted}` or `{:error, {metadata, message, token}}`.

  Options say where the text stands: `:line`, `:column` for its first line and `:indentation` for all others, which begin that many
  columns further to the right.

      iex> Code.string_to_quoted("1 + x")
      {:ok, {:+, [line: 1], [1, {:x, [line: 1], nil}]}}

  """
  @spec string_to_quoted(List.Chars.t(), keyword) ::
          {:ok, Macro.t()} | {:error, {location :: keyword, binary | {binary, binary}, binary}}
  def string_to_quoted(string, opts \\ []) do
    :jlixir_code.string_to_quoted(
      to_binary(string),
      Keyword.get(opts, :file, "nofile"),
      Keyword.get(opts, :line, 1),
      Keyword.get(opts, :column, 1),
      opts
    )
  end

  @doc """
  Like `string_to_quoted/2`; returns the code or raises `SyntaxError`, `TokenMissingError` or `MismatchedDelimiterError`.

      iex> Code.string_to_quoted!("x")
      {:x, [line: 1], nil}

  """
  @spec string_to_quoted!(List.Chars.t(), keyword) :: Macro.t()
  def string_to_quoted!(string, opts \\ []) do
    case string_to_quoted(string, opts) do
      {:ok, quoted} -> quoted
      {:error, error} -> raise Code.ParseError.exception(to_binary(string), error, opts)
    end
  end

  @doc """
  Like `string_to_quoted/2`, with the comments of the text: `{:ok, quoted, comments}`.

      iex> Code.string_to_quoted_with_comments("a # note")
      {:ok, {:a, [line: 1], nil}, [%{line: 1, column: 3, text: "# note", previous_eol_count: 0, next_eol_count: 0}]}

  """
  @doc since: "1.13.0"
  @spec string_to_quoted_with_comments(List.Chars.t(), keyword) ::
          {:ok, Macro.t(), list(map)} | {:error, {location :: keyword, term, term}}
  def string_to_quoted_with_comments(string, opts \\ []) do
    :jlixir_code.string_to_quoted_with_comments(
      to_binary(string),
      Keyword.get(opts, :file, "nofile"),
      Keyword.get(opts, :line, 1),
      Keyword.get(opts, :column, 1),
      opts
    )
  end

  @doc """
  Like `string_to_quoted_with_comments/2`; returns the code and the comments, or raises.

      iex> {quoted, [comment]} = Code.string_to_quoted_with_comments!("a # note")
      iex> {quoted, comment.text}
      {{:a, [line: 1], nil}, "# note"}

  """
  @doc since: "1.13.0"
  @spec string_to_quoted_with_comments!(List.Chars.t(), keyword) :: {Macro.t(), list(map)}
  def string_to_quoted_with_comments!(string, opts \\ []) do
    case string_to_quoted_with_comments(string, opts) do
      {:ok, quoted, comments} -> {quoted, comments}
      {:error, error} -> raise Code.ParseError.exception(to_binary(string), error, opts)
    end
  end

  # Formatting

  @doc """
  Formats code; returns iodata without a trailing line break.

  Options: `:line_length` (98), `:file` and `:line` for error messages, `:locals_without_parens`, `:force_do_end_blocks`, and
  `:sigils`, functions that format the text of sigils by their name.

  Deprecated constructs are replaced where an option asks for it; `:migrate` is the default of them all:

    * `:migrate_bitstring_modifiers` - `<<a::binary()>>` becomes `<<a::binary>>`, and `<<a::custom>>` becomes `<<a::custom()>>`
    * `:migrate_call_parens_on_pipe` - `a |> b` becomes `a |> b()`
    * `:migrate_charlists_as_sigils` - `'text'` becomes `~c"text"`
    * `:migrate_unless` - `unless` becomes `if` with the opposite condition


      iex> IO.iodata_to_binary(Code.format_string!("f(a,b)"))
      "f(a, b)"
      iex> IO.iodata_to_binary(Code.format_string!("unless a |> b, do: c", migrate: true))
      "if !(a |> b()), do: c"

  """
  @doc since: "1.6.0"
  @spec format_string!(binary, keyword) :: iodata
  def format_string!(string, opts \\ []) when is_binary(string) and is_list(opts) do
    line_length = Keyword.get(opts, :line_length, 98)

    parse_opts = [
      file: Keyword.get(opts, :file, "nofile"),
      line: Keyword.get(opts, :line, 1),
      unescape: false,
      literal_encoder: &{:ok, {:__block__, &2, [&1]}},
      token_metadata: true,
      emit_warnings: false
    ]

    {forms, comments} = string_to_quoted_with_comments!(string, parse_opts)

    case Inspect.Algebra.format(Code.Formatter.to_algebra(forms, [comments: comments] ++ opts), line_length) do
      [] -> ""
      formatted -> formatted
    end
  end

  @doc """
  Formats the code of a file; the result ends with a line break unless the file is empty.

      iex> is_list(Code.format_file!("/dev/null"))
      true

  """
  @doc since: "1.6.0"
  @spec format_file!(binary, keyword) :: iodata
  def format_file!(file, opts \\ []) when is_binary(file) and is_list(opts) do
    case format_string!(File.read!(file), [file: file, line: 1] ++ opts) do
      [] -> []
      formatted -> [formatted, ?\n]
    end
  end

  @doc """
  The document of quoted code, for `Inspect.Algebra.format/2`.

  Options: `:comments`, as `string_to_quoted_with_comments/2` returns them; `:escape`, whether special characters in strings
  and atoms are escaped (true); `:locals_without_parens`; and `:syntax_colors`, as in `Inspect.Opts`.

      iex> doc = Code.quoted_to_algebra(quote(do: f(1)))
      iex> IO.iodata_to_binary(Inspect.Algebra.format(doc, 98))
      "f(1)"

  """
  @doc since: "1.13.0"
  @spec quoted_to_algebra(Macro.t(), keyword) :: Inspect.Algebra.t()
  def quoted_to_algebra(quoted, opts \\ []) do
    quoted
    |> Code.Normalizer.normalize(opts)
    |> Code.Formatter.to_algebra(opts)
  end

  # Loading

  @doc """
  Loads a module: `{:module, module}` or `{:error, reason}`.

      iex> Code.ensure_loaded(Enum)
      {:module, Enum}
      iex> Code.ensure_loaded(No.Such.Module)
      {:error, :nofile}

  """
  @spec ensure_loaded(module) :: {:module, module} | {:error, :embedded | :badfile | :nofile | :on_load_failure}
  def ensure_loaded(module) when is_atom(module), do: :code.ensure_loaded(module)

  @doc """
  True when the module can be loaded.

      iex> Code.ensure_loaded?(Enum)
      true

  """
  @spec ensure_loaded?(module) :: boolean
  def ensure_loaded?(module) when is_atom(module), do: match?({:module, _}, ensure_loaded(module))

  @doc """
  Like `ensure_loaded/1`; returns the module or raises `ArgumentError`.

      iex> Code.ensure_loaded!(Enum)
      Enum

  """
  @doc since: "1.12.0"
  @spec ensure_loaded!(module) :: module
  def ensure_loaded!(module) do
    case ensure_loaded(module) do
      {:module, module} -> module
      {:error, reason} -> not_loaded(module, reason)
    end
  end

  @spec not_loaded(module, term) :: no_return
  defp not_loaded(module, reason) do
    raise ArgumentError, "could not load module #{inspect(module)} due to reason #{inspect(reason)}" <> explain(reason)
  end

  defp explain(:unavailable) do
    ". This happens when the module is being compiled and has not been defined yet, or when two modules need each " <>
      "other at compile time"
  end

  defp explain(_), do: ""

  @doc """
  Loads modules; `{:error, [{module, reason}]}` lists those that cannot be loaded.

      iex> Code.ensure_all_loaded([Enum, No.Such.Module])
      {:error, [{No.Such.Module, :nofile}]}

  """
  @doc since: "1.15.0"
  @spec ensure_all_loaded([module]) :: :ok | {:error, [{module, term}]}
  def ensure_all_loaded(modules) when is_list(modules) do
    failed =
      for module <- modules, {:error, reason} <- [ensure_loaded(module)] do
        {module, reason}
      end

    if failed == [], do: :ok, else: {:error, failed}
  end

  @doc """
  Like `ensure_all_loaded/1`; raises `ArgumentError` when a module cannot be loaded.

      iex> Code.ensure_all_loaded!([Enum])
      :ok

  """
  @doc since: "1.15.0"
  @spec ensure_all_loaded!([module]) :: :ok
  def ensure_all_loaded!(modules) do
    case ensure_all_loaded(modules) do
      :ok ->
        :ok

      {:error, failed} ->
        lines = Enum.map_join(failed, "\n", fn {module, reason} -> "  * #{inspect(module)} due to reason #{inspect(reason)}" end)
        raise ArgumentError, "could not load the following modules:\n\n" <> lines
    end
  end

  @doc """
  Compiles or loads a module, waiting for its compilation where that makes sense.

      iex> Code.ensure_compiled(Enum)
      {:module, Enum}

  """
  @spec ensure_compiled(module) :: {:module, module} | {:error, :embedded | :badfile | :nofile | :on_load_failure | :unavailable}
  def ensure_compiled(module) when is_atom(module), do: :jlixir_code.ensure_compiled(module)

  @doc """
  Like `ensure_compiled/1`; returns the module or raises `ArgumentError`.

      iex> Code.ensure_compiled!(Enum)
      Enum

  """
  @doc since: "1.12.0"
  @spec ensure_compiled!(module) :: module
  def ensure_compiled!(module) do
    case ensure_compiled(module) do
      {:module, module} -> module
      {:error, reason} -> not_loaded(module, reason)
    end
  end

  @doc false
  @deprecated "Use Code.ensure_compiled/1 instead (see the proper disclaimers in its docs)"
  def ensure_compiled?(module) when is_atom(module), do: match?({:module, _}, ensure_compiled(module))

  @doc """
  True when the module is loaded; loads nothing.

      iex> Code.loaded?(Kernel)
      true

  """
  @doc since: "1.15.0"
  @spec loaded?(module) :: boolean
  def loaded?(module) when is_atom(module), do: :erlang.module_loaded(module)

  @doc """
  True when the caller may wait for modules that are being compiled.

      iex> Code.can_await_module_compilation?()
      false

  """
  @doc since: "1.11.0"
  @spec can_await_module_compilation?() :: boolean
  def can_await_module_compilation?, do: Process.get(:elixir_compiler_info) != nil

  # Paths

  @doc """
  Adds a folder of compiled modules behind the others; true when it exists.

      iex> is_boolean(Code.append_path("/no/such/folder"))
      true

  """
  @spec append_path(Path.t(), keyword) :: boolean
  def append_path(path, opts \\ []) when is_list(opts), do: :code.add_pathz(charlist_path(path), cache(opts)) == true

  @doc """
  Adds a folder of compiled modules in front of the others; true when it exists.

  With `cache: true` its files are remembered: one that is added later is not found before `:code.clear_cache/0`.

      iex> Code.prepend_path("no/such/folder")
      false

  """
  @spec prepend_path(Path.t(), keyword) :: boolean
  def prepend_path(path, opts \\ []) when is_list(opts), do: :code.add_patha(charlist_path(path), cache(opts)) == true

  @doc """
  Adds folders of compiled modules behind the others.

      iex> Code.append_paths([])
      :ok

  """
  @doc since: "1.15.0"
  @spec append_paths([Path.t()], keyword) :: :ok
  def append_paths(paths, opts \\ []) when is_list(paths) and is_list(opts) do
    :code.add_pathsz(Enum.map(paths, &charlist_path/1), cache(opts))
  end

  @doc """
  Adds folders of compiled modules in front of the others.

      iex> Code.prepend_paths([])
      :ok

  """
  @doc since: "1.15.0"
  @spec prepend_paths([Path.t()], keyword) :: :ok
  def prepend_paths(paths, opts \\ []) when is_list(paths) and is_list(opts) do
    :code.add_pathsa(Enum.map(paths, &charlist_path/1), cache(opts))
  end

  @doc """
  Removes a folder from the code path; true when it was there.

      iex> Code.delete_path("no/such/folder")
      false

  """
  @spec delete_path(Path.t()) :: boolean
  def delete_path(path), do: :code.del_path(charlist_path(path)) == true

  @doc """
  Removes folders from the code path.

      iex> Code.delete_paths(["no/such/folder"])
      :ok

  """
  @doc since: "1.15.0"
  @spec delete_paths([Path.t()]) :: :ok
  def delete_paths(paths) when is_list(paths) do
    Enum.each(paths, &delete_path/1)
  end

  defp cache(opts), do: if(Keyword.get(opts, :cache, false), do: :cache, else: :nocache)

  defp charlist_path(path), do: path |> Path.expand() |> String.to_charlist()

  # Documentation

  @doc """
  The documentation of a module in the format of EEP 48: `{:docs_v1, ...}`, or an error.

      iex> Code.fetch_docs(No.Such.Module)
      {:error, :module_not_found}

  """
  @doc since: "1.7.0"
  @spec fetch_docs(module | Path.t()) :: tuple | {:error, :module_not_found | :chunk_not_found | {:invalid_chunk, binary}}
  def fetch_docs(module_or_path)

  def fetch_docs(module) when is_atom(module) do
    case :jlixir_code.fetch_docs(module) do
      nil -> {:error, :module_not_found}
      :chunk_not_found -> docs_beside(module)
      docs -> docs
    end
  end

  def fetch_docs(path) when is_binary(path) do
    case :jlixir_code.fetch_docs(path) do
      nil -> if File.exists?(path), do: {:error, :chunk_not_found}, else: {:error, :module_not_found}
      :chunk_not_found -> {:error, :chunk_not_found}
      docs -> docs
    end
  end

  # Documentation may stand in a file of its own, in a folder beside that of the compiled modules.
  defp docs_beside(module) do
    with [_ | _] = file <- :code.where_is_file(~c"#{module}.beam"),
         path = Path.join([Path.dirname(file), "..", "doc", "chunks", "#{module}.chunk"]),
         {:ok, chunk} <- File.read(path) do
      :erlang.binary_to_term(chunk)
    else
      _ -> {:error, :chunk_not_found}
    end
  end

  @doc false
  @deprecated "Code.get_docs/2 always returns nil as its outdated documentation is no longer stored on BEAM files. Use Code.fetch_docs/1 instead"
  def get_docs(module, _kind) when is_atom(module), do: nil

  @doc false
  @deprecated "Use Code.Fragment.cursor_context/2 instead"
  def cursor_context(code, opts \\ []), do: Code.Fragment.cursor_context(code, opts)
end
