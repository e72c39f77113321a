defmodule ExUnit.AssertionError do
  @moduledoc """
  Raised by an assertion that does not hold.

    * `:message` - what was expected
    * `:expr` - the code of the assertion, quoted
    * `:left`, `:right` - both sides; of a match, the left one is quoted
    * `:args` - the arguments of a call
    * `:doctest` - the text of an example

  Fields that say nothing are `no_value/0`.
  """

  @no_value :ex_unit_no_meaningful_value

  defexception left: @no_value,
               right: @no_value,
               message: @no_value,
               expr: @no_value,
               args: @no_value,
               doctest: @no_value,
               context: :==

  @doc """
  What stands in a field that says nothing.

      iex> %ExUnit.AssertionError{}.left == ExUnit.AssertionError.no_value()
      true

  """
  @spec no_value() :: atom
  def no_value, do: @no_value

  @impl true
  def message(error), do: "\n\n" <> ExUnit.Formatter.format_assertion_error(error)
end
