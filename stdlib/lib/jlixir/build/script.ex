defmodule Jlixir.Build.Script do
  @moduledoc false
  # Makes a module of scripts, so that they are compiled before they run: what a script defines is compiled with everything else, the rest
  # becomes the body of a function.

  @module Jlixir.Script

  # The modules that the scripts define and, if they do anything else, one that does it, as `{module, binary}`.
  def compile(scripts) do
    parts = for script <- scripts, do: {script, split(parse(script))}
    defined = for {script, {outside, _inside}} <- parts, outside != [], do: Code.compile_quoted(block(outside), Path.expand(script))
    running = for {script, {outside, inside}} <- parts, inside != [], do: {script, directives(outside), inside}
    List.flatten(defined) ++ main(running)
  end

  defp parse(script), do: Code.string_to_quoted!(File.read!(script), file: Path.relative_to_cwd(script))

  defp split({:__block__, _meta, expressions}), do: Enum.split_with(expressions, &outside?/1)
  defp split(expression), do: split({:__block__, [], [expression]})

  defp outside?({name, _meta, args}) when name in [:defmodule, :defprotocol, :defimpl] and is_list(args), do: true
  defp outside?(expression), do: directive?(expression)

  defp directive?({name, _meta, args}) when name in [:alias, :import, :require, :use] and is_list(args), do: true
  defp directive?(_expression), do: false

  defp directives(expressions), do: Enum.filter(expressions, &directive?/1)

  defp block([expression]), do: expression
  defp block(expressions), do: {:__block__, [], expressions}

  defp main([]), do: []

  defp main([{script, _, _} | _] = scripts) do
    numbered = Enum.with_index(scripts)

    bodies =
      for {{_script, directives, inside}, number} <- numbered do
        quote do
          @doc false
          def unquote(:"script#{number}")(), do: unquote(block(directives ++ inside))
        end
      end

    calls = for {_, number} <- numbered, do: {:"script#{number}", [], []}

    quote do
      defmodule unquote(@module) do
        @moduledoc false
        unquote_splicing(bodies)
        def main, do: unquote(block(calls))
      end
    end
    |> Code.compile_quoted(Path.expand(script))
  end
end
