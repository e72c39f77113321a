defmodule Jlixir.Program do
  @moduledoc false
  # Runs the program of a jar.

  # Calls `main/1`, `main/0`, or starts the application whose callback module `main` is. Returns the exit status.
  def run(main) do
    Code.ensure_loaded(main)

    cond do
      function_exported?(main, :main, 1) -> main.main(System.argv())
      function_exported?(main, :main, 0) -> main.main()
      true -> start(main)
    end

    0
  end

  defp start(main) do
    application = main |> Module.split() |> Enum.map_join("_", &Macro.underscore/1) |> String.to_atom()
    keys = [mod: {main, []}, applications: [:kernel, :stdlib, :elixir, :logger], description: ~c"", vsn: ~c"0.0.0", modules: [], registered: []]

    with :ok <- :application.load({:application, application, keys}),
         {:ok, _} <- Application.ensure_all_started(application, type: :permanent) do
      System.no_halt(true)
    else
      {:error, {^application, reason}} -> raise "could not start #{inspect(main)}: " <> Application.format_error(reason)
      {:error, reason} -> raise "could not start #{inspect(main)}: " <> Application.format_error(reason)
    end
  end
end
