defmodule :jlixir_arguments do
  @moduledoc """
  What is wrong with the arguments of a failed built-in.

  A function is described by a list with an element for each argument:

    * `:any`, or a type such as `:integer`: a wrong value is told by the type's text
    * `{type, text}`: `text` tells what is wrong when all arguments are of their types
    * a function of the argument, which returns a text or `nil`

  """

  @doc "A map from the positions of the wrong arguments to texts."
  def explain(description, args) do
    case problems(description, args, 1) do
      [] -> :maps.from_list(last_resorts(description, 1))
      problems -> :maps.from_list(problems)
    end
  end

  defp problems([check | checks], [arg | args], position) do
    case problem(check, arg) do
      nil -> problems(checks, args, position + 1)
      text -> [{position, text} | problems(checks, args, position + 1)]
    end
  end

  defp problems(_, _, _), do: []

  defp last_resorts([{_type, text} | checks], position), do: [{position, text} | last_resorts(checks, position + 1)]
  defp last_resorts([_ | checks], position), do: last_resorts(checks, position + 1)
  defp last_resorts([], _position), do: []

  defp problem({type, _text}, arg), do: problem(type, arg)
  defp problem(check, arg) when is_function(check, 1), do: check.(arg)

  defp problem(:proper_list, arg) when not is_list(arg), do: text(:list)
  defp problem(:proper_list, arg), do: if(not proper?(arg), do: "not a proper list")

  defp problem(type, arg) do
    case type?(type, arg) do
      true -> nil
      false -> text(type)
    end
  end

  defp type?(:any, _), do: true
  defp type?(:integer, x), do: is_integer(x)
  defp type?(:float, x), do: is_float(x)
  defp type?(:number, x), do: is_number(x)
  defp type?(:atom, x), do: is_atom(x)
  defp type?(:binary, x), do: is_binary(x)
  defp type?(:bitstring, x), do: is_bitstring(x)
  defp type?(:tuple, x), do: is_tuple(x)
  defp type?(:map, x), do: is_map(x)
  defp type?(:pid, x), do: is_pid(x)
  defp type?(:reference, x), do: is_reference(x)
  defp type?(:fun, x), do: is_function(x)
  defp type?(:list, x), do: proper?(x)
  defp type?(:cons, x), do: is_list(x) and x != []
  defp type?(:radix, x), do: is_integer(x) and x >= 2 and x <= 36

  @doc "Whether a term is a proper list."
  @spec proper?(term) :: boolean
  def proper?([_ | rest]), do: proper?(rest)
  def proper?(rest), do: rest == []

  defp text(:integer), do: "not an integer"
  defp text(:float), do: "not a float"
  defp text(:number), do: "not a number"
  defp text(:atom), do: "not an atom"
  defp text(:binary), do: "not a binary"
  defp text(:bitstring), do: "not a bitstring"
  defp text(:tuple), do: "not a tuple"
  defp text(:map), do: "not a map"
  defp text(:pid), do: "not a pid"
  defp text(:reference), do: "not a reference"
  defp text(:fun), do: "not a fun"
  defp text(:list), do: "not a list"
  defp text(:cons), do: "not a nonempty list"
  defp text(:radix), do: "not an integer in the range 2 through 36"

  @doc "A check of an integer from `low` on; what is no integer is told apart."
  def at_least(low), do: fn arg -> out_of_range(arg, is_integer(arg) and arg >= low) end

  @doc "A check of an integer between `low` and `high`."
  def within(low, high), do: fn arg -> out_of_range(arg, is_integer(arg) and arg >= low and arg <= high) end

  defp out_of_range(_arg, true), do: nil
  defp out_of_range(arg, false) when is_integer(arg), do: "out of range"
  defp out_of_range(_arg, false), do: "not an integer"

  @doc "A check that always finds `text` wrong."
  def always(text), do: fn _ -> text end

  @doc "A check of a function of so many arguments."
  def fun(arity) do
    fn
      arg when is_function(arg, arity) -> nil
      _ -> "not a fun that takes " <> count(arity)
    end
  end

  defp count(1), do: "one argument"
  defp count(2), do: "two arguments"
  defp count(3), do: "three arguments"
end
