defmodule EEx.SmartEngine do
  @moduledoc """
  The engine used by default: as `EEx.Engine`, and `@name` in a template is looked up in the variable `assigns`.

      iex> EEx.eval_string("<%= @size %>", assigns: [size: 3])
      "3"

  """

  @behaviour EEx.Engine

  @impl true
  defdelegate init(opts), to: EEx.Engine

  @impl true
  defdelegate handle_body(state), to: EEx.Engine

  @impl true
  defdelegate handle_begin(state), to: EEx.Engine

  @impl true
  defdelegate handle_end(state), to: EEx.Engine

  @impl true
  defdelegate handle_text(state, meta, text), to: EEx.Engine

  @impl true
  def handle_expr(state, marker, expr) do
    EEx.Engine.handle_expr(state, marker, Macro.prewalk(expr, &EEx.Engine.handle_assign/1))
  end
end
