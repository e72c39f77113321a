defmodule EEx do
  @moduledoc """
  Templates with Elixir code between tags.

      iex> EEx.eval_string("Hello <%= name %>!", name: "Ada")
      "Hello Ada!"

  The tags:

    * `<% code %>` - runs code without output
    * `<%= code %>` - puts the value of the code in place, turned to text by `String.Chars`
    * `<%!-- text --%>` - a comment
    * `<%% code %>` - stands for `<% code %>` itself
    * `<%| code %>`, `<%/ code %>` - have a meaning only for engines that give them one

  Code may open a block (`do`, `fn -> `), which later tags continue and end.

  Options of all functions: `:file` and `:line` of the template for error messages, `:column` and `:indentation` to be added to
  columns, `:engine` (an `EEx.Engine`, by default `EEx.SmartEngine`), `:trim` to leave out the blanks and line ends around tags
  that stand on lines of their own, and `:parser_options` as for `Code.string_to_quoted/2`.
  """

  @type line :: non_neg_integer
  @type column :: non_neg_integer
  @type marker :: [?= | ?/ | ?|]
  @type metadata :: %{column: column, line: line}
  @type token ::
          {:comment, charlist, metadata}
          | {:text, charlist, metadata}
          | {:expr | :start_expr | :middle_expr | :end_expr, marker, charlist, metadata}
          | {:eof, metadata}
  @type tokenize_opt :: {:line, line} | {:column, column} | {:file, binary} | {:indentation, non_neg_integer} | {:trim, boolean}
  @type compile_opt :: tokenize_opt | {:engine, module} | {:parser_options, Code.parser_opts()} | {atom, term}

  @doc """
  Defines a function (`:def` or `:defp`) that fills in a template.

      iex> defmodule Greeter do
      ...>   require EEx
      ...>   EEx.function_from_string(:def, :greet, "Hi, <%= who %>", [:who])
      ...> end
      iex> Greeter.greet("you")
      "Hi, you"

  """
  defmacro function_from_string(kind, name, template, args \\ [], options \\ []) do
    quote bind_quoted: [kind: kind, name: name, template: template, args: args, options: options] do
      options = Keyword.merge([file: __ENV__.file, line: __ENV__.line], options)
      {parameters, body} = EEx.__function__(template, args, options)

      case kind do
        :def -> def unquote(name)(unquote_splicing(parameters)), do: unquote(body)
        :defp -> defp unquote(name)(unquote_splicing(parameters)), do: unquote(body)
      end
    end
  end

  @doc """
  Defines a function that fills in the template in a file. The file becomes an `@external_resource` of the module.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_function.eex")
      iex> File.write!(file, "<%= a %> and <%= b %>")
      iex> defmodule DocTemplate do
      ...>   require EEx
      ...>   EEx.function_from_file(:def, :both, Path.join(System.tmp_dir!(), "jlixir_doc_function.eex"), [:a, :b])
      ...> end
      iex> DocTemplate.both(1, 2)
      "1 and 2"

  """
  defmacro function_from_file(kind, name, file, args \\ [], options \\ []) do
    quote bind_quoted: [kind: kind, name: name, file: file, args: args, options: options] do
      options = Keyword.merge([file: IO.chardata_to_string(file), line: 1], options)
      {parameters, body} = EEx.__function__(File.read!(file), args, options)
      @external_resource file

      case kind do
        :def -> def unquote(name)(unquote_splicing(parameters)), do: unquote(body)
        :defp -> defp unquote(name)(unquote_splicing(parameters)), do: unquote(body)
      end
    end
  end

  @doc false
  def __function__(template, args, options) do
    {Enum.map(args, &{&1, [line: options[:line]], nil}), compile_string(template, options)}
  end

  @doc """
  Returns the quoted form of the code that fills in the template.

      iex> {value, _} = EEx.compile_string("1 + 1 = <%= n %>") |> Code.eval_quoted(n: 2)
      iex> value
      "1 + 1 = 2"

  """
  @spec compile_string(String.t(), [compile_opt]) :: Macro.t()
  def compile_string(source, options \\ []) when is_binary(source) and is_list(options) do
    case tokenize(source, options) do
      {:ok, tokens} ->
        EEx.Compiler.compile(tokens, source, options)

      {:error, message, %{line: line, column: column}} ->
        file = options[:file] || "nofile"
        raise EEx.SyntaxError, file: file, line: line, column: column, message: message
    end
  end

  @doc """
  Returns the quoted form of the code that fills in the template in a file.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_compile.eex")
      iex> File.write!(file, "<%= 1 + 1 %> lines")
      iex> {text, _} = file |> EEx.compile_file() |> Code.eval_quoted()
      iex> text
      "2 lines"

  """
  @spec compile_file(Path.t(), [compile_opt]) :: Macro.t()
  def compile_file(filename, options \\ []) when is_list(options) do
    filename = IO.chardata_to_string(filename)
    compile_string(File.read!(filename), Keyword.merge([file: filename, line: 1], options))
  end

  @doc """
  Fills in the template with the variables of `bindings`.

      iex> EEx.eval_string("<%= for i <- list do %>(<%= i %>)<% end %>", list: [1, 2])
      "(1)(2)"

  """
  @spec eval_string(String.t(), keyword, [compile_opt]) :: String.t()
  def eval_string(source, bindings \\ [], options \\ []) when is_binary(source) and is_list(bindings) and is_list(options) do
    evaluate(compile_string(source, options), bindings, options)
  end

  @doc """
  Fills in the template in a file.

      iex> file = Path.join(System.tmp_dir!(), "jlixir_doc_eval.eex")
      iex> File.write!(file, "Hello <%= whom %>")
      iex> EEx.eval_file(file, whom: "world")
      "Hello world"

  """
  @spec eval_file(Path.t(), keyword, [compile_opt]) :: String.t()
  def eval_file(filename, bindings \\ [], options \\ []) when is_list(bindings) and is_list(options) do
    filename = IO.chardata_to_string(filename)
    options = Keyword.put_new(options, :file, filename)
    evaluate(compile_file(filename, options), bindings, options)
  end

  defp evaluate(quoted, bindings, options) do
    {result, _binding} = Code.eval_quoted(quoted, bindings, options)
    result
  end

  @doc """
  Splits a template into its tokens.

      iex> EEx.tokenize("a<%= b %>")
      {:ok,
       [
         {:text, ~c"a", %{line: 1, column: 1}},
         {:expr, ~c"=", ~c" b ", %{line: 1, column: 2}},
         {:eof, %{line: 1, column: 10}}
       ]}

  """
  @spec tokenize(IO.chardata(), [tokenize_opt]) :: {:ok, [token]} | {:error, String.t(), metadata}
  def tokenize(contents, options \\ []), do: EEx.Tokenizer.tokenize(contents, options)
end
