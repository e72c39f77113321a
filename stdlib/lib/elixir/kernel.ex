defmodule Kernel do
  @moduledoc """
  The functions and macros that every module can use without a prefix.

  `Kernel` is imported into each module: operators, type checks and guards, the definition macros (`def`, `defmodule`,
  `defstruct` ...), control flow (`if`, `|>`, `&&` ...), sigils and access to nested data. What cannot be written as a
  macro is in `Kernel.SpecialForms`.

  This file is compiled before any import of `Kernel` exists. Guards are therefore spelled with `:erlang`, and a macro
  is used only below its own definition.
  """

  # Arithmetic

  @doc """
  Adds `left` and `right`.

      iex> 1 + 2.5
      3.5

  """
  @doc guard: true
  @spec number + number :: number
  def left + right, do: :erlang.+(left, right)

  @doc """
  Subtracts `right` from `left`.

      iex> 5 - 7
      -2

  """
  @doc guard: true
  @spec number - number :: number
  def left - right, do: :erlang.-(left, right)

  @doc """
  Returns the number itself.

      iex> +4
      4

  """
  @doc guard: true
  @spec +number :: number
  def +value, do: :erlang.+(value)

  @doc """
  Negates a number.

      iex> -(2 + 1)
      -3

  """
  @doc guard: true
  @spec -number :: number
  def -value, do: :erlang.-(value)

  @doc """
  Multiplies `left` by `right`.

      iex> 6 * 7
      42

  """
  @doc guard: true
  @spec number * number :: number
  def left * right, do: :erlang.*(left, right)

  @doc """
  Divides `left` by `right`; the result is always a float.

      iex> 3 / 2
      1.5

  """
  @doc guard: true
  @spec number / number :: float
  def left / right, do: :erlang./(left, right)

  @doc """
  Raises `base` to the power `exponent`: an integer for integers and a non-negative exponent, a float otherwise.

      iex> 2 ** 10
      1024
      iex> 2 ** -1
      0.5

  """
  @doc since: "1.13.0"
  @spec integer ** non_neg_integer :: integer
  @spec number ** number :: float
  def base ** exponent
      when :erlang.andalso(:erlang.is_integer(base), :erlang.andalso(:erlang.is_integer(exponent), :erlang.>=(exponent, 0))) do
    integer_power(base, exponent, 1)
  end

  def base ** exponent, do: :math.pow(base, exponent)

  # Square and multiply, from the lowest bit of the exponent up.
  defp integer_power(_base, 0, product), do: product
  defp integer_power(base, 1, product), do: :erlang.*(base, product)

  defp integer_power(base, exponent, product) do
    case :erlang.band(exponent, 1) do
      0 -> integer_power(:erlang.*(base, base), :erlang.bsr(exponent, 1), product)
      1 -> integer_power(:erlang.*(base, base), :erlang.bsr(exponent, 1), :erlang.*(base, product))
    end
  end

  @doc """
  Divides integers, rounding towards zero.

      iex> div(-7, 2)
      -3

  """
  @doc guard: true
  @spec div(integer, neg_integer | pos_integer) :: integer
  def div(dividend, divisor), do: :erlang.div(dividend, divisor)

  @doc """
  The remainder of `div/2`; it has the sign of the dividend.

      iex> rem(-7, 2)
      -1

  """
  @doc guard: true
  @spec rem(integer, neg_integer | pos_integer) :: integer
  def rem(dividend, divisor), do: :erlang.rem(dividend, divisor)

  @doc """
  The absolute value of a number.

      iex> abs(-3)
      3

  """
  @doc guard: true
  @spec abs(number) :: number
  def abs(number), do: :erlang.abs(number)

  @doc """
  The smallest integer not below `number`.

      iex> ceil(1.2)
      2

  """
  @doc since: "1.8.0", guard: true
  @spec ceil(number) :: integer
  def ceil(number), do: :erlang.ceil(number)

  @doc """
  The largest integer not above `number`.

      iex> floor(-1.2)
      -2

  """
  @doc since: "1.8.0", guard: true
  @spec floor(number) :: integer
  def floor(number), do: :erlang.floor(number)

  @doc """
  The nearest integer; halves go away from zero.

      iex> round(2.5)
      3

  """
  @doc guard: true
  @spec round(number) :: integer
  def round(number), do: :erlang.round(number)

  @doc """
  The integer part of `number`.

      iex> trunc(-5.9)
      -5

  """
  @doc guard: true
  @spec trunc(number) :: integer
  def trunc(number), do: :erlang.trunc(number)

  @doc """
  The larger of two terms by term order; the first one when they compare equal.

      iex> max(1, :atom)
      :atom

  """
  @doc guard: true
  @spec max(first, second) :: first | second when first: term, second: term
  def max(first, second), do: :erlang.max(first, second)

  @doc """
  The smaller of two terms by term order; the first one when they compare equal.

      iex> min(1, :atom)
      1

  """
  @doc guard: true
  @spec min(first, second) :: first | second when first: term, second: term
  def min(first, second), do: :erlang.min(first, second)

  # Comparison

  @doc """
  True when both terms are equal; `1` and `1.0` are.

      iex> 1 == 1.0
      true

  """
  @doc guard: true
  @spec term == term :: boolean
  def left == right, do: :erlang.==(left, right)

  @doc """
  True when the terms are not equal in the sense of `==/2`.

      iex> 1 != 2
      true

  """
  @doc guard: true
  @spec term != term :: boolean
  def left != right, do: :erlang."/="(left, right)

  @doc """
  True when both terms are exactly equal; `1` and `1.0` are not.

      iex> 1 === 1.0
      false

  """
  @doc guard: true
  @spec term === term :: boolean
  def left === right, do: :erlang."=:="(left, right)

  @doc """
  True when the terms are not exactly equal.

      iex> 1 !== 1.0
      true

  """
  @doc guard: true
  @spec term !== term :: boolean
  def left !== right, do: :erlang."=/="(left, right)

  @doc """
  True when `left` comes before `right` in term order.

      iex> 1 < :atom
      true

  """
  @doc guard: true
  @spec term < term :: boolean
  def left < right, do: :erlang.<(left, right)

  @doc """
  True when `left` comes after `right` in term order.

      iex> 2 > 1
      true

  """
  @doc guard: true
  @spec term > term :: boolean
  def left > right, do: :erlang.>(left, right)

  @doc """
  True when `left` comes before `right` in term order, or equals it.

      iex> 1 <= 1.0
      true

  """
  @doc guard: true
  @spec term <= term :: boolean
  def left <= right, do: :erlang."=<"(left, right)

  @doc """
  True when `left` comes after `right` in term order, or equals it.

      iex> 1 >= 2
      false

  """
  @doc guard: true
  @spec term >= term :: boolean
  def left >= right, do: :erlang.>=(left, right)

  @doc """
  Strict boolean negation.

      iex> not false
      true

  """
  @doc guard: true
  @spec not true :: false
  @spec not false :: true
  def not value, do: :erlang.not(value)

  @doc """
  Tests a string against a regular expression, or for a substring.

      iex> "elixir" =~ ~r/x.r/
      true
      iex> "elixir" =~ "lix"
      true

  """
  @spec String.t() =~ (String.t() | Regex.t()) :: boolean
  def left =~ "" when :erlang.is_binary(left), do: true

  def left =~ right when :erlang.andalso(:erlang.is_binary(left), :erlang.is_binary(right)) do
    :erlang."=/="(:binary.match(left, right), :nomatch)
  end

  def left =~ right when :erlang.is_binary(left), do: Regex.match?(right, left)

  # Lists, tuples, maps, binaries

  @doc """
  Joins two lists; the right one becomes the tail.

      iex> [1] ++ [2, 3]
      [1, 2, 3]

  """
  @spec list ++ term :: maybe_improper_list
  def left ++ right, do: :erlang.++(left, right)

  @doc """
  Removes the first occurrence in `left` of each element of `right`.

      iex> [1, 2, 1] -- [1]
      [2, 1]

  """
  @spec list -- list :: list
  def left -- right, do: :erlang.--(left, right)

  @doc """
  The first element of a non-empty list.

      iex> hd([1, 2])
      1

  """
  @doc guard: true
  @spec hd(nonempty_maybe_improper_list(elem, term)) :: elem when elem: term
  def hd(list), do: :erlang.hd(list)

  @doc """
  All but the first element of a non-empty list.

      iex> tl([1, 2])
      [2]

  """
  @doc guard: true
  @spec tl(nonempty_maybe_improper_list(elem, last)) :: maybe_improper_list(elem, last) | last
        when elem: term, last: term
  def tl(list), do: :erlang.tl(list)

  @doc """
  The number of elements of a list, in linear time.

      iex> length([:a, :b])
      2

  """
  @doc guard: true
  @spec length(list) :: non_neg_integer
  def length(list), do: :erlang.length(list)

  @doc """
  The element of `tuple` at the zero-based `index`.

      iex> elem({:a, :b}, 1)
      :b

  """
  @doc guard: true
  @spec elem(tuple, non_neg_integer) :: term
  def elem(tuple, index), do: :erlang.element(:erlang.+(index, 1), tuple)

  @doc """
  Replaces the element of `tuple` at the zero-based `index`.

      iex> put_elem({:a, :b}, 0, :c)
      {:c, :b}

  """
  @spec put_elem(tuple, non_neg_integer, term) :: tuple
  def put_elem(tuple, index, value), do: :erlang.setelement(:erlang.+(index, 1), tuple, value)

  @doc """
  The number of elements of a tuple.

      iex> tuple_size({:a, :b})
      2

  """
  @doc guard: true
  @spec tuple_size(tuple) :: non_neg_integer
  def tuple_size(tuple), do: :erlang.tuple_size(tuple)

  @doc """
  The number of keys of a map.

      iex> map_size(%{a: 1})
      1

  """
  @doc guard: true
  @spec map_size(map) :: non_neg_integer
  def map_size(map), do: :erlang.map_size(map)

  @doc """
  The number of bits of a bitstring.

      iex> bit_size(<<1::3>>)
      3

  """
  @doc guard: true
  @spec bit_size(bitstring) :: non_neg_integer
  def bit_size(bitstring), do: :erlang.bit_size(bitstring)

  @doc """
  The number of bytes needed to hold a bitstring.

      iex> byte_size("é")
      2

  """
  @doc guard: true
  @spec byte_size(bitstring) :: non_neg_integer
  def byte_size(bitstring), do: :erlang.byte_size(bitstring)

  @doc """
  The part of `binary` that starts at byte `start` and has `size` bytes; a negative size goes backwards.

      iex> binary_part("elixir", 2, 3)
      "ixi"

  """
  @doc guard: true
  @spec binary_part(binary, non_neg_integer, integer) :: binary
  def binary_part(binary, start, size), do: :erlang.binary_part(binary, start, size)

  @doc """
  The bytes of `binary` from `start`, at most `size` of them. A negative start counts from the end.

      iex> binary_slice("elixir", -3, 2)
      "xi"

  """
  @doc since: "1.14.0"
  @spec binary_slice(binary, integer, non_neg_integer) :: binary
  def binary_slice(binary, start, size)
      when :erlang.andalso(
             :erlang.is_binary(binary),
             :erlang.andalso(
               :erlang.is_integer(start),
               :erlang.andalso(:erlang.is_integer(size), :erlang.>=(size, 0))
             )
           ) do
    total = :erlang.byte_size(binary)
    start = absolute_offset(start, total)

    case :erlang.<(start, total) do
      true -> :erlang.binary_part(binary, start, :erlang.min(size, :erlang.-(total, start)))
      false -> ""
    end
  end

  @doc """
  The bytes of `binary` at the offsets of a range; negative bounds count from the end.

      iex> binary_slice("elixir", 1..3)
      "lix"
      iex> binary_slice("elixir", -3..-1)
      "xir"

  """
  @doc since: "1.14.0"
  @spec binary_slice(binary, Range.t()) :: binary
  def binary_slice(binary, %{__struct__: Range, first: first, last: last, step: step} = range)
      when :erlang.is_binary(binary) do
    total = :erlang.byte_size(binary)

    case :erlang.>(step, 0) do
      true ->
        first = absolute_offset(first, total)
        last = :erlang.min(last_offset(last, total), :erlang.-(total, 1))

        case :erlang."=<"(first, last) do
          true ->
            part = :erlang.binary_part(binary, first, :erlang.+(:erlang.-(last, first), 1))
            every_nth_byte(part, step)

          false ->
            ""
        end

      false ->
        argument_error(<<"binary_slice/2 does not accept ranges with negative steps, got: ", inspect(range)::binary>>)
    end
  end

  def binary_slice(binary, %{__struct__: Range, first: first, last: last}) when :erlang.is_binary(binary) do
    binary_slice(binary, Range.new(first, last))
  end

  defp absolute_offset(offset, _total) when :erlang.>=(offset, 0), do: offset
  defp absolute_offset(offset, total), do: :erlang.max(:erlang.+(offset, total), 0)

  defp last_offset(offset, _total) when :erlang.>=(offset, 0), do: offset
  defp last_offset(offset, total), do: :erlang.+(offset, total)

  defp every_nth_byte(binary, 1), do: binary
  defp every_nth_byte(binary, step), do: every_nth_byte(binary, :erlang.-(step, 1), <<>>)

  defp every_nth_byte(binary, skip, acc) do
    case binary do
      <<byte, _::binary-size(^skip), rest::binary>> -> every_nth_byte(rest, skip, <<acc::binary, byte>>)
      <<byte, _::binary>> -> <<acc::binary, byte>>
      <<>> -> acc
    end
  end

  # Type checks

  @doc """
  True for an atom.

      iex> is_atom(nil)
      true

  """
  @doc guard: true
  @spec is_atom(term) :: boolean
  def is_atom(term), do: :erlang.is_atom(term)

  @doc """
  True for a binary: a bitstring of whole bytes.

      iex> is_binary("text")
      true

  """
  @doc guard: true
  @spec is_binary(term) :: boolean
  def is_binary(term), do: :erlang.is_binary(term)

  @doc """
  True for a bitstring.

      iex> is_bitstring(<<1::2>>)
      true

  """
  @doc guard: true
  @spec is_bitstring(term) :: boolean
  def is_bitstring(term), do: :erlang.is_bitstring(term)

  @doc """
  True for `true` and `false`.

      iex> is_boolean(nil)
      false

  """
  @doc guard: true
  @spec is_boolean(term) :: boolean
  def is_boolean(term), do: :erlang.is_boolean(term)

  @doc """
  True for a float.

      iex> is_float(1.0)
      true

  """
  @doc guard: true
  @spec is_float(term) :: boolean
  def is_float(term), do: :erlang.is_float(term)

  @doc """
  True for a function.

      iex> is_function(fn -> 1 end)
      true

  """
  @doc guard: true
  @spec is_function(term) :: boolean
  def is_function(term), do: :erlang.is_function(term)

  @doc """
  True for a function of the given arity.

      iex> is_function(&byte_size/1, 2)
      false

  """
  @doc guard: true
  @spec is_function(term, non_neg_integer) :: boolean
  def is_function(term, arity), do: :erlang.is_function(term, arity)

  @doc """
  True for an integer.

      iex> is_integer(1.0)
      false

  """
  @doc guard: true
  @spec is_integer(term) :: boolean
  def is_integer(term), do: :erlang.is_integer(term)

  @doc """
  True for a list, proper or not.

      iex> is_list([])
      true

  """
  @doc guard: true
  @spec is_list(term) :: boolean
  def is_list(term), do: :erlang.is_list(term)

  @doc """
  True for a map, structs included.

      iex> is_map(%{})
      true

  """
  @doc guard: true
  @spec is_map(term) :: boolean
  def is_map(term), do: :erlang.is_map(term)

  @doc """
  True when `map` has `key`; raises `BadMapError` when it is no map.

      iex> is_map_key(%{a: 1}, :a)
      true

  """
  @doc since: "1.10.0", guard: true
  @spec is_map_key(map, term) :: boolean
  def is_map_key(map, key), do: :erlang.is_map_key(key, map)

  @doc """
  True for an integer or a float.

      iex> is_number(1)
      true

  """
  @doc guard: true
  @spec is_number(term) :: boolean
  def is_number(term), do: :erlang.is_number(term)

  @doc """
  True for a process identifier.

      iex> is_pid(self())
      true

  """
  @doc guard: true
  @spec is_pid(term) :: boolean
  def is_pid(term), do: :erlang.is_pid(term)

  @doc """
  True for a port.

      iex> is_port(self())
      false

  """
  @doc guard: true
  @spec is_port(term) :: boolean
  def is_port(term), do: :erlang.is_port(term)

  @doc """
  True for a reference.

      iex> is_reference(make_ref())
      true

  """
  @doc guard: true
  @spec is_reference(term) :: boolean
  def is_reference(term), do: :erlang.is_reference(term)

  @doc """
  True for a tuple.

      iex> is_tuple({})
      true

  """
  @doc guard: true
  @spec is_tuple(term) :: boolean
  def is_tuple(term), do: :erlang.is_tuple(term)

  # Processes and calls

  @doc """
  Calls `fun` with the list `args`.

      iex> apply(fn a, b -> a + b end, [1, 2])
      3

  """
  @spec apply(fun, [any]) :: any
  def apply(fun, args), do: :erlang.apply(fun, args)

  @doc """
  Calls the function `function_name` of `module` with the list `args`.

      iex> apply(:lists, :reverse, [[1, 2]])
      [2, 1]

  """
  @spec apply(module, atom, [any]) :: any
  def apply(module, function_name, args), do: :erlang.apply(module, function_name, args)

  @doc """
  Ends the calling process with `reason`.

      iex> try do
      ...>   exit(:done)
      ...> catch
      ...>   :exit, reason -> reason
      ...> end
      :done

  """
  @spec exit(term) :: no_return
  def exit(reason), do: :erlang.exit(reason)

  @doc """
  Throws `term` to the nearest enclosing `catch`.

      iex> catch_me = fn -> throw(:ball) end
      iex> try do
      ...>   catch_me.()
      ...> catch
      ...>   ball -> ball
      ...> end
      :ball

  """
  @spec throw(term) :: no_return
  def throw(term), do: :erlang.throw(term)

  @doc """
  True when `module` is loaded and exports the function.

      iex> function_exported?(Kernel, :hd, 1)
      true

  """
  @spec function_exported?(module, atom, arity) :: boolean
  def function_exported?(module, function, arity), do: :erlang.function_exported(module, function, arity)

  @doc """
  True when `module` is loaded and exports the macro.

      iex> macro_exported?(Kernel, :use, 2)
      true

  """
  @spec macro_exported?(module, atom, arity) :: boolean
  def macro_exported?(module, macro, arity)
      when :erlang.andalso(
             :erlang.is_atom(module),
             :erlang.andalso(
               :erlang.is_atom(macro),
               :erlang.andalso(
                 :erlang.is_integer(arity),
                 :erlang.andalso(:erlang.>=(arity, 0), :erlang."=<"(arity, 255))
               )
             )
           ) do
    case :erlang.function_exported(module, :__info__, 1) do
      true -> :lists.member({macro, arity}, module.__info__(:macros))
      false -> false
    end
  end

  @doc """
  A reference that no other call returns.

      iex> make_ref() == make_ref()
      false

  """
  @spec make_ref() :: reference
  def make_ref(), do: :erlang.make_ref()

  @doc """
  The name of this node.

      iex> is_atom(node())
      true

  """
  @doc guard: true
  @spec node() :: node
  def node(), do: :erlang.node()

  @doc """
  The node on which a process, reference or port lives.

      iex> node(self()) == node()
      true

  """
  @doc guard: true
  @spec node(pid | reference | port) :: node
  def node(term), do: :erlang.node(term)

  @doc """
  The identifier of the calling process.

      iex> is_pid(self())
      true

  """
  @doc guard: true
  @spec self() :: pid
  def self(), do: :erlang.self()

  @doc """
  Sends `message` to `dest` and returns the message.

      iex> send(self(), :hello)
      :hello

  """
  @spec send(pid | port | atom | {atom, node} | reference, message) :: message when message: any
  def send(dest, message), do: :erlang.send(dest, message)

  @doc """
  Starts a process that runs `fun`.

      iex> is_pid(spawn(fn -> :ok end))
      true

  """
  @spec spawn((-> any)) :: pid
  def spawn(fun), do: :erlang.spawn(fun)

  @doc """
  Starts a process that calls a function of a module.

      iex> is_pid(spawn(:lists, :seq, [1, 3]))
      true

  """
  @spec spawn(module, atom, list) :: pid
  def spawn(module, fun, args), do: :erlang.spawn(module, fun, args)

  @doc """
  Starts a process that runs `fun` and is linked to the caller.

      iex> is_pid(spawn_link(fn -> :ok end))
      true

  """
  @spec spawn_link((-> any)) :: pid
  def spawn_link(fun), do: :erlang.spawn_link(fun)

  @doc """
  Starts a linked process that calls a function of a module.

      iex> is_pid(spawn_link(:lists, :seq, [1, 3]))
      true

  """
  @spec spawn_link(module, atom, list) :: pid
  def spawn_link(module, fun, args), do: :erlang.spawn_link(module, fun, args)

  @doc """
  Starts a process that runs `fun`, monitored by the caller.

      iex> {pid, ref} = spawn_monitor(fn -> :ok end)
      iex> is_pid(pid) and is_reference(ref)
      true

  """
  @spec spawn_monitor((-> any)) :: {pid, reference}
  def spawn_monitor(fun), do: :erlang.spawn_monitor(fun)

  @doc """
  Starts a monitored process that calls a function of a module.

      iex> {pid, _ref} = spawn_monitor(:lists, :seq, [1, 3])
      iex> is_pid(pid)
      true

  """
  @spec spawn_monitor(module, atom, list) :: {pid, reference}
  def spawn_monitor(module, fun, args), do: :erlang.spawn_monitor(module, fun, args)

  # Text of terms

  @doc """
  The text of `term` as it would be written in source; options as in `Inspect.Opts`.

      iex> inspect({:ok, "a"})
      "{:ok, \\"a\\"}"

  """
  @spec inspect(Inspect.t(), keyword) :: String.t()
  def inspect(term, opts \\ []) when :erlang.is_list(opts) do
    opts = Inspect.Opts.new(opts)

    width =
      case opts do
        %{pretty: false} -> :infinity
        %{width: width} -> width
      end

    doc = Inspect.Algebra.group(Inspect.Algebra.to_doc(term, opts))
    :erlang.iolist_to_binary(Inspect.Algebra.format(doc, width))
  end

  # Structs

  @doc """
  Creates a struct of a module, or changes one, from the pairs of `fields`; unknown keys are ignored.

      iex> struct(1..5//1, last: 3, unknown: 1)
      1..3

  """
  @spec struct(module | struct, Enumerable.t()) :: struct
  def struct(struct, fields \\ [])

  def struct(struct, []) when :erlang.is_atom(struct), do: Kernel.Utils.checked_struct(struct, 0, struct.__struct__())

  def struct(struct, fields) when :erlang.is_atom(struct) do
    put_known_fields(Kernel.Utils.checked_struct(struct, 0, struct.__struct__()), fields)
  end

  def struct(%{__struct__: name} = struct, []) when :erlang.is_atom(name), do: struct
  def struct(%{__struct__: name} = struct, fields) when :erlang.is_atom(name), do: put_known_fields(struct, fields)

  defp put_known_fields(struct, fields) when :erlang.is_list(fields), do: :lists.foldl(&put_known_field/2, struct, fields)
  defp put_known_fields(struct, fields), do: Enum.reduce(fields, struct, &put_known_field/2)

  defp put_known_field({:__struct__, _}, struct), do: struct

  defp put_known_field({key, value}, struct) do
    case struct do
      %{^key => _} -> :maps.put(key, value, struct)
      _ -> struct
    end
  end

  @doc """
  Like `struct/2`, but raises `KeyError` for an unknown key and, when given a module, checks the enforced keys.

      iex> struct!(1..5//1, last: 3)
      1..3

  """
  @spec struct!(module | struct, Enumerable.t()) :: struct
  def struct!(struct, fields \\ [])

  def struct!(struct, fields) when :erlang.is_atom(struct), do: Kernel.Utils.checked_struct(struct, 1, struct.__struct__(fields))

  def struct!(%{__struct__: name} = struct, fields) when :erlang.andalso(:erlang.is_atom(name), :erlang.is_list(fields)) do
    :lists.foldl(&put_field!/2, struct, fields)
  end

  def struct!(%{__struct__: name} = struct, fields) when :erlang.is_atom(name) do
    Enum.reduce(fields, struct, &put_field!/2)
  end

  defp put_field!({:__struct__, _}, struct), do: struct

  defp put_field!({key, value}, struct) do
    case struct do
      %{^key => _} -> :maps.put(key, value, struct)
      _ -> :erlang.error(KeyError.exception(key: key, term: struct))
    end
  end

  # Access to nested data by a list of keys

  @doc """
  The value at a path of keys and access functions; `nil` as soon as a step finds nothing.

      iex> get_in(%{a: %{b: 1}}, [:a, :b])
      1

  """
  @spec get_in(Access.t(), nonempty_list(term)) :: term
  def get_in(data, keys)

  def get_in(nil, [_ | _]), do: nil
  def get_in(data, [step]) when :erlang.is_function(step), do: step.(:get, data, fn value -> value end)
  def get_in(data, [step | rest]) when :erlang.is_function(step), do: step.(:get, data, fn value -> get_in(value, rest) end)
  def get_in(data, [key]), do: Access.get(data, key)
  def get_in(data, [key | rest]), do: get_in(Access.get(data, key), rest)

  @doc """
  Puts `value` at a path of keys and access functions.

      iex> put_in(%{a: %{b: 1}}, [:a, :b], 2)
      %{a: %{b: 2}}

  """
  @spec put_in(Access.t(), nonempty_list(term), term) :: Access.t()
  def put_in(data, [_ | _] = keys, value) do
    :erlang.element(2, get_and_update_in(data, keys, fn _ -> {nil, value} end))
  end

  @doc """
  Replaces the value at a path by what `fun` makes of it.

      iex> update_in(%{a: %{b: 1}}, [:a, :b], &(&1 + 1))
      %{a: %{b: 2}}

  """
  @spec update_in(Access.t(), nonempty_list(term), (term -> term)) :: Access.t()
  def update_in(data, [_ | _] = keys, fun) when :erlang.is_function(fun) do
    :erlang.element(2, get_and_update_in(data, keys, fn value -> {nil, fun.(value)} end))
  end

  @doc """
  Reads and replaces the value at a path: `fun` returns `{to_return, new_value}` or `:pop`.

      iex> get_and_update_in(%{a: %{b: 1}}, [:a, :b], &{&1, &1 + 1})
      {1, %{a: %{b: 2}}}

  """
  @spec get_and_update_in(Access.t(), nonempty_list(term), (term -> {value, term} | :pop)) :: {value, Access.t()}
        when value: term
  def get_and_update_in(data, keys, fun)

  def get_and_update_in(data, [step], fun) when :erlang.is_function(step, 3), do: step.(:get_and_update, data, fun)

  def get_and_update_in(data, [step | rest], fun) when :erlang.is_function(step, 3) do
    step.(:get_and_update, data, fn value -> get_and_update_in(value, rest, fun) end)
  end

  def get_and_update_in(data, [key], fun) when :erlang.is_function(fun, 1), do: Access.get_and_update(data, key, fun)

  def get_and_update_in(data, [key | rest], fun) when :erlang.is_function(fun, 1) do
    Access.get_and_update(data, key, fn value -> get_and_update_in(value, rest, fun) end)
  end

  @doc """
  Removes and returns the value at a path.

      iex> pop_in(%{a: %{b: 1}}, [:a, :b])
      {1, %{a: %{}}}

  """
  @spec pop_in(data, nonempty_list(term)) :: {term, data} when data: Access.container()
  def pop_in(data, keys)

  def pop_in(nil, [key | _]) do
    argument_error(<<"could not pop key ", inspect(key)::binary, " on a nil value">>)
  end

  def pop_in(data, [_ | _] = keys), do: pop_path(data, keys)

  defp pop_path(nil, _keys), do: :pop
  defp pop_path(data, [step]) when :erlang.is_function(step), do: step.(:get_and_update, data, fn _ -> :pop end)

  defp pop_path(data, [step | rest]) when :erlang.is_function(step) do
    step.(:get_and_update, data, fn value -> pop_path(value, rest) end)
  end

  defp pop_path(data, [key]), do: Access.pop(data, key)
  defp pop_path(data, [key | rest]), do: Access.get_and_update(data, key, fn value -> pop_path(value, rest) end)

  # Timeouts

  @doc """
  A timeout in milliseconds out of units, a `Duration`, a number or `:infinity`.

      iex> to_timeout(minute: 1, second: 30)
      90000

  """
  @doc since: "1.17.0"
  @spec to_timeout([{component, non_neg_integer}] | timeout | Duration.t()) :: timeout
        when component: :week | :day | :hour | :minute | :second | :millisecond
  def to_timeout(duration)

  def to_timeout(:infinity), do: :infinity
  def to_timeout(timeout) when :erlang.andalso(:erlang.is_integer(timeout), :erlang.>=(timeout, 0)), do: timeout
  def to_timeout(components) when :erlang.is_list(components), do: timeout_from_components(components, [], 0)

  def to_timeout(%{__struct__: Duration, year: year}) when :erlang."=/="(year, 0), do: unreliable_timeout("year")
  def to_timeout(%{__struct__: Duration, month: month}) when :erlang."=/="(month, 0), do: unreliable_timeout("month")

  def to_timeout(%{__struct__: Duration, microsecond: {microsecond, _}} = duration) do
    %{week: week, day: day, hour: hour, minute: minute, second: second} = duration
    days = :erlang.+(:erlang.*(week, 7), day)
    minutes = :erlang.+(:erlang.*(:erlang.+(:erlang.*(days, 24), hour), 60), minute)
    seconds = :erlang.+(:erlang.*(minutes, 60), second)

    case :erlang.+(:erlang.*(seconds, 1000), :erlang.div(microsecond, 1000)) do
      timeout when :erlang.>=(timeout, 0) -> timeout
      timeout -> argument_error(<<"duration must be positive, got a timeout of ", :erlang.integer_to_binary(timeout)::binary, " milliseconds">>)
    end
  end

  defp timeout_from_components([{name, amount} | rest], seen, total) do
    unit =
      case name do
        :week -> 604_800_000
        :day -> 86_400_000
        :hour -> 3_600_000
        :minute -> 60_000
        :second -> 1000
        :millisecond -> 1
        _ -> timeout_error(name, " is not a valid timeout component, valid values are: :week, :day, :hour, :minute, :second, :millisecond")
      end

    case :lists.member(name, seen) do
      true -> timeout_error(name, " is duplicated")
      false -> :ok
    end

    case amount do
      amount when :erlang.andalso(:erlang.is_integer(amount), :erlang.>=(amount, 0)) ->
        timeout_from_components(rest, [name | seen], :erlang.+(total, :erlang.*(amount, unit)))

      _ ->
        timeout_error(name, <<" must be a non-negative integer, got: ", inspect(amount)::binary>>)
    end
  end

  defp timeout_from_components([], _seen, total), do: total

  defp timeout_error(name, problem), do: argument_error(<<"timeout component ", inspect(name)::binary, problem::binary>>)

  defp unreliable_timeout(unit) do
    argument_error(<<"duration with a non-zero ", unit::binary, " cannot be reliably converted to timeouts">>)
  end

  defp argument_error(message), do: :erlang.error(ArgumentError.exception(message))

  # Boolean operators and control flow

  @doc """
  Strict conjunction: `left` must be a boolean; `right` is evaluated only when it is true.

      iex> true and :yes
      :yes

  """
  @doc guard: true
  defmacro left and right do
    case __CALLER__ do
      %{context: nil} ->
        quote do
          case unquote(left) do
            true -> unquote(right)
            false -> false
            other -> :erlang.error({:badbool, :and, other})
          end
        end

      %{context: :guard} ->
        quote do: :erlang.andalso(unquote(left), unquote(right))

      %{context: :match} ->
        invalid_match("and")
    end
  end

  @doc """
  Strict disjunction: `left` must be a boolean; `right` is evaluated only when it is false.

      iex> false or :yes
      :yes

  """
  @doc guard: true
  defmacro left or right do
    case __CALLER__ do
      %{context: nil} ->
        quote do
          case unquote(left) do
            false -> unquote(right)
            true -> true
            other -> :erlang.error({:badbool, :or, other})
          end
        end

      %{context: :guard} ->
        quote do: :erlang.orelse(unquote(left), unquote(right))

      %{context: :match} ->
        invalid_match("or")
    end
  end

  @doc """
  Negation by truthiness: true for `nil` and `false`.

      iex> !nil
      true

  """
  defmacro !value

  defmacro !{:!, _, [value]} do
    check_no_match(__CALLER__, "!")

    optimize_boolean(
      quote do
        case unquote(value) do
          x when :erlang.orelse(:erlang."=:="(x, false), :erlang."=:="(x, nil)) -> false
          _ -> true
        end
      end
    )
  end

  defmacro !value do
    check_no_match(__CALLER__, "!")

    optimize_boolean(
      quote do
        case unquote(value) do
          x when :erlang.orelse(:erlang."=:="(x, false), :erlang."=:="(x, nil)) -> true
          _ -> false
        end
      end
    )
  end

  # Where the subject turns out to be a boolean, the expander matches on `false` and `true`.
  defp optimize_boolean({:case, meta, arguments}), do: {:case, [{:optimize_boolean, true} | meta], arguments}

  @doc """
  The left side when it is `nil` or `false`, otherwise the value of the right one.

      iex> 1 && 2
      2

  """
  defmacro left && right do
    check_no_match(__CALLER__, "&&")

    quote do
      case unquote(left) do
        x when :erlang.orelse(:erlang."=:="(x, false), :erlang."=:="(x, nil)) -> x
        _ -> unquote(right)
      end
    end
  end

  @doc """
  The left side unless it is `nil` or `false`, otherwise the value of the right one.

      iex> nil || :default
      :default

  """
  defmacro left || right do
    check_no_match(__CALLER__, "||")

    quote do
      case unquote(left) do
        x when :"Elixir.Kernel".in(x, [false, nil]) -> unquote(right)
        x -> x
      end
    end
  end

  defp check_no_match(%{context: :match}, name), do: invalid_match(name)
  defp check_no_match(%{context: :guard}, name), do: invalid_guard(name)
  defp check_no_match(_env, _name), do: :ok

  defp invalid_guard(name) do
    argument_error(
      <<"invalid expression in guard, ", name::binary, " is not allowed in guards. To learn more about guards, visit: ",
        "https://hexdocs.pm/elixir/patterns-and-guards.html">>
    )
  end

  defp invalid_match(name) do
    argument_error(
      <<"invalid expression in match, ", name::binary,
        " is not allowed in patterns such as function clauses, case clauses or on the left side of the = operator">>
    )
  end

  @doc """
  Evaluates the `do` branch when the condition is truthy, otherwise the `else` branch (or gives `nil`).

      iex> if 1 > 0, do: :yes, else: :no
      :yes

  """
  defmacro if(condition, clauses), do: build_if(condition, clauses, "if")

  @doc """
  The opposite of `if/2`.

      iex> Code.eval_string("unless false, do: :done") |> elem(0)
      :done

  """
  @doc deprecated: "Use if/2 instead"
  defmacro unless(condition, clauses) do
    case clauses do
      [do: do_clause] -> build_if(condition, [do: nil, else: do_clause], "unless")
      [do: do_clause, else: else_clause] -> build_if(condition, [do: else_clause, else: do_clause], "unless")
      _ -> build_if(condition, [], "unless")
    end
  end

  defp build_if(condition, [do: do_clause], name), do: build_if(condition, [do: do_clause, else: nil], name)

  defp build_if(condition, [do: do_clause, else: else_clause], _name) do
    optimize_boolean(
      quote do
        case unquote(condition) do
          x when :erlang.orelse(:erlang."=:="(x, false), :erlang."=:="(x, nil)) -> unquote(else_clause)
          _ -> unquote(do_clause)
        end
      end
    )
  end

  defp build_if(_condition, _clauses, name) do
    argument_error(
      <<"invalid or duplicate keys for ", name::binary, ", only \"do\" and an optional \"else\" are permitted">>
    )
  end

  @doc """
  True for `nil`.

      iex> is_nil(false)
      false

  """
  @doc guard: true
  defmacro is_nil(term), do: quote(do: :erlang.==(unquote(term), nil))

  @doc """
  True when `expr` matches `pattern`, which may have a guard.

      iex> match?({:ok, n} when n > 0, {:ok, 1})
      true

  """
  defmacro match?(pattern, expr) do
    success =
      quote do
        unquote(pattern) -> true
      end

    failure =
      quote generated: true do
        _ -> false
      end

    {:case, [], [expr, [do: :erlang.++(success, failure)]]}
  end

  @doc """
  True for a struct.

      iex> is_struct(1..2)
      true

  """
  @doc since: "1.10.0", guard: true
  defmacro is_struct(term) do
    case __CALLER__ do
      %{context: nil} ->
        quote generated: true do
          case unquote(term) do
            %{__struct__: name} when :erlang.is_atom(name) -> true
            _ -> false
          end
        end

      %{context: :guard} ->
        struct_guard(term)

      %{context: :match} ->
        invalid_match("is_struct")
    end
  end

  @doc """
  True for a struct of the module `name`.

      iex> is_struct(1..2, Range)
      true

  """
  @doc since: "1.11.0", guard: true
  defmacro is_struct(term, name) do
    case __CALLER__ do
      %{context: nil} ->
        quote generated: true do
          case unquote(name) do
            name when :erlang.is_atom(name) ->
              case unquote(term) do
                %{__struct__: ^name} -> true
                _ -> false
              end

            _ ->
              :erlang.error(ArgumentError.exception([]))
          end
        end

      %{context: :guard} ->
        quote do
          :erlang.andalso(
            :erlang.is_map(unquote(term)),
            :erlang.andalso(
              :erlang.orelse(:erlang.is_atom(unquote(name)), :fail),
              :erlang.andalso(
                :erlang.is_map_key(:__struct__, unquote(term)),
                :erlang."=:="(:erlang.map_get(:__struct__, unquote(term)), unquote(name))
              )
            )
          )
        end

      %{context: :match} ->
        invalid_match("is_struct")
    end
  end

  @doc """
  True for a map that is not a struct.

      iex> is_non_struct_map(%{a: 1})
      true

  """
  @doc since: "1.17.0", guard: true
  defmacro is_non_struct_map(term) do
    case __CALLER__ do
      %{context: nil} ->
        quote generated: true do
          case unquote(term) do
            %{__struct__: name} when :erlang.is_atom(name) -> false
            %{} -> true
            _ -> false
          end
        end

      %{context: :guard} ->
        quote do
          :erlang.andalso(
            :erlang.is_map(unquote(term)),
            :erlang.not(
              :erlang.andalso(
                :erlang.is_map_key(:__struct__, unquote(term)),
                :erlang.is_atom(:erlang.map_get(:__struct__, unquote(term)))
              )
            )
          )
        end

      %{context: :match} ->
        invalid_match("is_non_struct_map")
    end
  end

  @doc """
  True for an exception struct.

      iex> is_exception(%RuntimeError{})
      true

  """
  @doc since: "1.11.0", guard: true
  defmacro is_exception(term) do
    case __CALLER__ do
      %{context: nil} ->
        quote generated: true do
          case unquote(term) do
            %{__struct__: name, __exception__: true} when :erlang.is_atom(name) -> true
            _ -> false
          end
        end

      %{context: :guard} ->
        exception_guard(term, struct_guard(term))

      %{context: :match} ->
        invalid_match("is_exception")
    end
  end

  @doc """
  True for an exception of the module `name`.

      iex> is_exception(%RuntimeError{}, ArgumentError)
      false

  """
  @doc since: "1.11.0", guard: true
  defmacro is_exception(term, name) do
    case __CALLER__ do
      %{context: nil} ->
        quote generated: true do
          case unquote(name) do
            name when :erlang.is_atom(name) ->
              case unquote(term) do
                %{__struct__: ^name, __exception__: true} -> true
                _ -> false
              end

            _ ->
              :erlang.error(ArgumentError.exception([]))
          end
        end

      %{context: :guard} ->
        named =
          quote do
            :erlang.andalso(
              :erlang.is_map(unquote(term)),
              :erlang.andalso(
                :erlang.orelse(:erlang.is_atom(unquote(name)), :fail),
                :erlang.andalso(
                  :erlang.is_map_key(:__struct__, unquote(term)),
                  :erlang."=:="(:erlang.map_get(:__struct__, unquote(term)), unquote(name))
                )
              )
            )
          end

        exception_guard(term, named)

      %{context: :match} ->
        invalid_match("is_exception")
    end
  end

  defp struct_guard(term) do
    quote do
      :erlang.andalso(
        :erlang.is_map(unquote(term)),
        :erlang.andalso(
          :erlang.is_map_key(:__struct__, unquote(term)),
          :erlang.is_atom(:erlang.map_get(:__struct__, unquote(term)))
        )
      )
    end
  end

  defp exception_guard(term, struct_check) do
    quote do
      :erlang.andalso(
        unquote(struct_check),
        :erlang.andalso(
          :erlang.is_map_key(:__exception__, unquote(term)),
          :erlang."=:="(:erlang.map_get(:__exception__, unquote(term)), true)
        )
      )
    end
  end

  # The pipe

  @doc """
  Passes the left value as first argument to the call on the right.

      iex> [1, [2]] |> List.flatten() |> length()
      2

  """
  defmacro left |> right do
    case left do
      {:|>, _, [inner, call]} -> pipe_into(pipe_chain(inner, call), right)
      _ -> pipe_into(left, right)
    end
  end

  defp pipe_chain({:|>, _, [inner, first]}, second), do: pipe_into(pipe_chain(inner, first), second)
  defp pipe_chain(value, call), do: pipe_into(value, call)

  defp pipe_into(value, {:|>, _, [first, rest]}), do: pipe_into(pipe_into(value, first), rest)

  # Operators, literals and access by brackets cannot be piped into; Macro words the errors.
  defp pipe_into(value, {name, meta, [_ | _] = args} = call) when :erlang.is_atom(name) do
    case pipeable_name?(name) do
      true -> {name, meta, [value | args]}
      false -> Macro.pipe(value, call, 0)
    end
  end

  defp pipe_into(value, {{:., _, [_, name]} = function, meta, args}) when :erlang.andalso(:erlang.is_list(args), :erlang."=/="(name, :get)) do
    {function, meta, [value | args]}
  end

  defp pipe_into(value, call), do: Macro.pipe(value, call, 0)

  defp pipeable_name?(:fn), do: false
  defp pipeable_name?(:not), do: false
  defp pipeable_name?(:and), do: false
  defp pipeable_name?(:or), do: false
  defp pipeable_name?(:in), do: false
  defp pipeable_name?(:when), do: false
  defp pipeable_name?(:__aliases__), do: false
  defp pipeable_name?(:unquote), do: false

  defp pipeable_name?(name) do
    case :erlang.atom_to_binary(name) do
      <<char, _::binary>> when :erlang.andalso(:erlang.>=(char, ?a), :erlang."=<"(char, ?z)) -> true
      <<char, _::binary>> when :erlang.andalso(:erlang.>=(char, ?A), :erlang."=<"(char, ?Z)) -> true
      <<char, _::binary>> -> :erlang.orelse(:erlang."=:="(char, ?_), :erlang.>=(char, 128))
      <<>> -> false
    end
  end

  @doc """
  Calls `fun` with `value`: the way to pipe into any place of an expression.

      iex> 2 |> then(&(10 - &1))
      8

  """
  @doc since: "1.12.0"
  defmacro then(value, fun) do
    quote(do: unquote(fun).(unquote(value)))
  end

  @doc """
  Calls `fun` with `value` for its side effect and returns `value`.

      iex> tap(1, fn x -> send(self(), x) end)
      1

  """
  @doc since: "1.12.0"
  defmacro tap(value, fun) do
    quote bind_quoted: [fun: fun, value: value] do
      _ = fun.(value)
      value
    end
  end

  # Membership

  @doc """
  True when `left` is an element of `right`; in guards `right` must be a literal list or range.

      iex> 2 in [1, 2, 3]
      true
      iex> 5 not in 1..3
      true

  """
  @doc guard: true
  defmacro left in right do
    case __CALLER__ do
      %{context: :match} -> member_pattern(expand_right(right, __CALLER__))
      %{context: :guard} -> member_guard(left, expand_right(right, __CALLER__), right)
      %{context: nil} -> member_expression(left, expand_right(right, __CALLER__), right)
    end
  end

  # Nothing is in an empty list, which can be said in patterns too.
  defp member_pattern([]), do: false
  defp member_pattern(_right), do: invalid_match("in")

  # Ranges stay as written: their bounds are wanted, not the struct.
  defp expand_right({:.., meta, [first, last]}, env) do
    {first, last} = {bound(first), bound(last)}
    warn_step_down(first, last, env)
    {:.., meta, [first, last]}
  end

  defp expand_right({:"..//", meta, [_, _, _] = bounds}, _env), do: {:"..//", meta, :lists.map(&bound/1, bounds)}
  defp expand_right(right, env) when :erlang.is_list(right), do: expand_tail(right, env)
  defp expand_right({_, _, _} = right, env), do: :jlixir_macro.expand(right, env)
  defp expand_right(right, _env), do: right

  defp bound({:-, _, [number]}) when :erlang.is_integer(number), do: :erlang.-(number)
  defp bound(bound), do: bound

  # The tail of a list may be a macro, such as an attribute, that stands for a list.
  defp expand_tail([{:|, meta, [last, tail]}], env), do: [{:|, meta, [last, expand_right(tail, env)]}]
  defp expand_tail([head | rest], env), do: [head | expand_tail(rest, env)]
  defp expand_tail([], _env), do: []

  defp member_guard(_left, [], _right), do: false

  defp member_guard(left, [_ | _] = list, right) do
    case :lists.reverse(list) do
      [{:|, _, [last, tail]} | front] when :erlang.is_list(tail) ->
        member_guard(left, :lists.reverse(front, [last | tail]), right)

      [{:|, _, _} | _] ->
        invalid_in_guard(right)

      [_ | _] ->
        :lists.foldl(
          fn element, acc ->
            quote(do: :erlang.orelse(unquote(acc), :erlang."=:="(unquote(left), unquote(element))))
          end,
          quote(do: :erlang."=:="(unquote(left), unquote(:erlang.hd(list)))),
          :erlang.tl(list)
        )
    end
  end

  defp member_guard(left, range, right) do
    case range_parts(range) do
      {first, last, step} -> range_guard(left, first, last, step)
      :error -> invalid_in_guard(right)
    end
  end

  defp invalid_in_guard(%{__struct__: Range} = range) do
    argument_error(<<"found unescaped value on the right side of in/2: ", inspect(range)::binary>>)
  end

  defp invalid_in_guard(right) do
    argument_error(
      <<"invalid right argument for operator \"in\", it expects a compile-time proper list or compile-time range on ",
        "the right side when used in guard expressions, got: ", Macro.to_string(right)::binary>>
    )
  end

  defp member_expression(left, [], _right) do
    quote do
      _ = unquote(left)
      false
    end
  end

  defp member_expression(left, [_ | _] = list, _right) do
    case constant_elements(list, []) do
      {:ok, constants} ->
        clauses =
          :lists.foldl(
            fn constant, acc -> [{:->, [generated: true], [[constant], true]} | acc] end,
            [{:->, [generated: true], [[{:_, [], nil}], false]}],
            constants
          )

        {:case, [generated: true], [left, [do: clauses]]}

      :error ->
        quote(do: :lists.member(unquote(left), unquote(list)))
    end
  end

  defp member_expression(left, {:%{}, _, _} = range, right) do
    case range_parts(range) do
      {first, last, step} when :erlang.andalso(:erlang.is_integer(first), :erlang.andalso(:erlang.is_integer(last), :erlang.is_integer(step))) ->
        range_case(left, first, last, step)

      _ ->
        enum_member(left, right)
    end
  end

  defp member_expression(left, {:.., _, [first, last]}, _right) when :erlang.andalso(:erlang.is_integer(first), :erlang.is_integer(last)) do
    range_case(left, first, last, default_step(first, last))
  end

  defp member_expression(left, {:"..//", _, [first, last, step]}, _right)
       when :erlang.andalso(
              :erlang.andalso(:erlang.is_integer(first), :erlang.is_integer(last)),
              :erlang.andalso(:erlang.is_integer(step), :erlang."=/="(step, 0))
            ) do
    range_case(left, first, last, step)
  end

  defp member_expression(left, _expanded, right), do: enum_member(left, right)

  # What is on the left is evaluated first.
  defp enum_member({name, _, context} = variable, right)
       when :erlang.andalso(:erlang.is_atom(name), :erlang.is_atom(context)),
       do: quote(do: Enum.member?(unquote(right), unquote(variable)))

  defp enum_member({_, _, _} = left, right) do
    quote do
      left = unquote(left)
      Enum.member?(unquote(right), left)
    end
  end

  defp enum_member(left, right), do: quote(do: Enum.member?(unquote(right), unquote(left)))

  # Distinct literals, in reverse; short enough to become a `case`.
  defp constant_elements([element | rest], acc)
       when :erlang.orelse(:erlang.is_atom(element), :erlang.orelse(:erlang.is_integer(element), :erlang.is_binary(element))) do
    case :lists.member(element, acc) do
      true -> constant_elements(rest, acc)
      false -> constant_elements(rest, [element | acc])
    end
  end

  defp constant_elements([], acc) when :erlang."=<"(:erlang.length(acc), 64), do: {:ok, acc}
  defp constant_elements(_list, _acc), do: :error

  defp range_parts({:.., _, [first, last]}) do
    case :erlang.andalso(:erlang.is_integer(first), :erlang.is_integer(last)) do
      true -> {first, last, default_step(first, last)}
      false -> {first, last, nil}
    end
  end

  defp range_parts({:"..//", _, [first, last, step]}), do: {first, last, step}

  defp range_parts({:%{}, _, [_ | _] = pairs}) do
    case :lists.keyfind(:__struct__, 1, pairs) do
      {:__struct__, Range} ->
        {:first, first} = :lists.keyfind(:first, 1, pairs)
        {:last, last} = :lists.keyfind(:last, 1, pairs)

        case :lists.keyfind(:step, 1, pairs) do
          {:step, step} -> {first, last, step}
          false -> range_parts({:.., [], [first, last]})
        end

      _ ->
        :error
    end
  end

  defp range_parts(_), do: :error

  defp warn_step_down(first, last, env)
       when :erlang.andalso(:erlang.andalso(:erlang.is_integer(first), :erlang.is_integer(last)), :erlang.">"(first, last)) do
    message =
      <<Macro.to_string({:.., [], [first, last]})::binary, " has a default step of -1, please write ",
        Macro.to_string({:"..//", [], [first, last, -1]})::binary, " instead">>

    IO.warn(message, Macro.Env.stacktrace(env))
  end

  defp warn_step_down(_first, _last, _env), do: :ok

  defp default_step(first, last) when :erlang."=<"(first, last), do: 1
  defp default_step(_first, _last), do: -1

  defp range_case(left, first, last, step) do
    quote generated: true do
      case unquote(left) do
        x when unquote(range_guard(quote(do: x), first, last, step)) -> true
        _ -> false
      end
    end
  end

  defp range_guard(left, first, last, nil) do
    quote do
      :erlang.andalso(
        :erlang.andalso(
          :erlang.is_integer(unquote(left)),
          :erlang.andalso(:erlang.is_integer(unquote(first)), :erlang.is_integer(unquote(last)))
        ),
        :erlang.orelse(
          :erlang.andalso(
            :erlang."=<"(unquote(first), unquote(last)),
            :erlang.andalso(:erlang.>=(unquote(left), unquote(first)), :erlang."=<"(unquote(left), unquote(last)))
          ),
          :erlang.andalso(
            :erlang.>(unquote(first), unquote(last)),
            :erlang.andalso(:erlang."=<"(unquote(left), unquote(first)), :erlang.>=(unquote(left), unquote(last)))
          )
        )
      )
    end
  end

  defp range_guard(left, number, number, step) when :erlang.is_integer(number) and :erlang.is_integer(step),
    do: quote(do: :erlang."=:="(unquote(left), unquote(number)))

  defp range_guard(left, first, last, step) when :erlang.is_integer(step) do
    {low, high} =
      case :erlang.>(step, 0) do
        true -> {first, last}
        false -> {last, first}
      end

    within =
      quote do
        :erlang.andalso(:erlang.>=(unquote(left), unquote(low)), :erlang."=<"(unquote(left), unquote(high)))
      end

    integers = and_integer(last, and_integer(first, quote(do: :erlang.is_integer(unquote(left)))))
    bounded = quote(do: :erlang.andalso(unquote(integers), unquote(within)))

    case :erlang."=:="(:erlang.abs(step), 1) do
      true ->
        bounded

      false ->
        quote do
          :erlang.andalso(
            unquote(bounded),
            :erlang."=:="(:erlang.rem(:erlang.-(unquote(left), unquote(first)), unquote(step)), 0)
          )
        end
    end
  end

  defp range_guard(left, first, last, step) do
    quote do
      :erlang.andalso(
        :erlang.andalso(
          :erlang.andalso(:erlang.is_integer(unquote(left)), :erlang.is_integer(unquote(first))),
          :erlang.andalso(:erlang.is_integer(unquote(last)), :erlang.is_integer(unquote(step)))
        ),
        :erlang.andalso(
          :erlang.orelse(
            :erlang.andalso(
              :erlang.>(unquote(step), 0),
              :erlang.andalso(:erlang.>=(unquote(left), unquote(first)), :erlang."=<"(unquote(left), unquote(last)))
            ),
            :erlang.andalso(
              :erlang.<(unquote(step), 0),
              :erlang.andalso(:erlang."=<"(unquote(left), unquote(first)), :erlang.>=(unquote(left), unquote(last)))
            )
          ),
          :erlang."=:="(:erlang.rem(:erlang.-(unquote(left), unquote(first)), unquote(step)), 0)
        )
      )
    end
  end

  defp and_integer(bound, guard) when :erlang.is_integer(bound), do: guard
  defp and_integer(bound, guard), do: quote(do: :erlang.andalso(unquote(guard), :erlang.is_integer(unquote(bound))))

  # Ranges

  @doc """
  The range over everything: `0..-1//1`.

      iex> Enum.to_list(Enum.slice([1, 2, 3], ..))
      [1, 2, 3]

  """
  @doc since: "1.14.0"
  defmacro unquote(:..)() do
    range_map(0, -1, 1)
  end

  @doc """
  A range from `first` to `last`, counting up or (deprecated) down by one.

      iex> Enum.to_list(1..3)
      [1, 2, 3]

  """
  defmacro first..last do
    case __CALLER__ do
      %{context: context} = env when :erlang.andalso(:erlang.is_integer(first), :erlang.is_integer(last)) ->
        case context do
          :match ->
            {:%{}, [], [__struct__: Range, first: first, last: last]}

          _ ->
            warn_step_down(first, last, env)
            range_map(first, last, default_step(first, last))
        end

      %{context: context} = env ->
        first = range_bound(first, env)
        last = range_bound(last, env)

        case :erlang.andalso(range_bound?(first), range_bound?(last)) do
          false ->
            argument_error(
              <<"ranges (first..last//step) expect both sides to be integers, got: ",
                Macro.to_string({:.., [], [first, last]})::binary>>
            )

          true ->
            case context do
              nil -> quote(do: Range.new(unquote(first), unquote(last)))
              _ -> {:%{}, [], [__struct__: Range, first: first, last: last]}
            end
        end
    end
  end

  @doc """
  A range from `first` to `last` in steps.

      iex> Enum.to_list(1..7//3)
      [1, 4, 7]

  """
  @doc since: "1.12.0"
  defmacro first..last//step do
    case __CALLER__ do
      %{context: context}
      when :erlang.andalso(
             :erlang.andalso(:erlang.is_integer(first), :erlang.is_integer(last)),
             :erlang.andalso(:erlang.is_integer(step), :erlang.orelse(:erlang."=/="(step, 0), :erlang."=:="(context, :match)))
           ) ->
        range_map(first, last, step)

      %{context: context} = env ->
        first = range_bound(first, env)
        last = range_bound(last, env)
        step = range_bound(step, env)

        case {:erlang.andalso(range_bound?(first), range_bound?(last)), range_step?(step), context} do
          {false, _, _} ->
            argument_error(
              <<"ranges (first..last//step) expect both sides to be integers, got: ",
                Macro.to_string({:"..//", [], [first, last, step]})::binary>>
            )

          {_, false, _} ->
            argument_error(
              <<"ranges (first..last//step) expect the step to be a non-zero integer, got: ",
                Macro.to_string(step)::binary>>
            )

          {_, _, nil} ->
            quote(do: Range.new(unquote(first), unquote(last), unquote(step)))

          _ ->
            range_map(first, last, step)
        end
    end
  end

  defp range_map(first, last, step), do: {:%{}, [], [__struct__: Range, first: first, last: last, step: step]}

  defp range_bound({_, _, _} = bound, env), do: :jlixir_macro.expand(bound, env)
  defp range_bound(bound, _env), do: bound

  defp range_bound?(bound), do: :erlang.orelse(:erlang.is_integer(bound), :erlang.is_tuple(bound))

  defp range_step?(step), do: :erlang.andalso(range_bound?(step), :erlang."=/="(step, 0))

  # Binaries and text

  @doc """
  Joins two binaries. In a pattern the left side must be a literal or pinned.

      iex> "foo" <> "bar"
      "foobar"
      iex> "foo" <> rest = "foobar"
      iex> rest
      "bar"

  """
  defmacro left <> right do
    parts = binary_parts({:<>, [], [left, right]}, __CALLER__)
    {:<<>>, [], parts}
  end

  defp binary_parts({:<>, _, [left, right]}, env), do: [binary_part_of(left, :left, env) | binary_parts(right, env)]
  defp binary_parts(last, env), do: [binary_part_of(last, :right, env)]

  defp binary_part_of(part, _side, _env) when :erlang.is_binary(part), do: part

  defp binary_part_of(part, _side, _env)
       when :erlang.orelse(
              :erlang.is_number(part),
              :erlang.orelse(:erlang.is_atom(part), :erlang.orelse(:erlang.is_list(part), :erlang."=:="(:erlang.tuple_size(part), 2)))
            ) do
    argument_error(<<"expected binary argument in <> operator but got: ", Macro.to_string(part)::binary>>)
  end

  defp binary_part_of(part, :left, %{context: :match} = env) do
    case :jlixir_macro.expand(part, env) do
      literal when :erlang.is_binary(literal) ->
        literal

      {:<<>>, _, _} = binary ->
        {:"::", [], [binary, {:binary, [], nil}]}

      {:^, _, [{_, _, _} = pinned]} = pin ->
        quote(do: unquote(pin) :: binary - size(byte_size(unquote(pinned))))

      other ->
        argument_error(
          <<"cannot perform prefix match because the left operand of <> has unknown size. The left operand of <> inside ",
            "a match should either be a literal binary or an existing variable with the pin operator (such as ",
            "^some_var). Got: ", Macro.to_string(other)::binary>>
        )
    end
  end

  defp binary_part_of(part, _side, _env), do: {:"::", [], [part, {:binary, [], nil}]}

  @doc """
  The text of a term by the protocol `String.Chars`.

      iex> to_string(:foo)
      "foo"

  """
  defmacro to_string(term), do: quote(do: String.Chars.to_string(unquote(term)))

  @doc """
  The charlist of a term by the protocol `List.Chars`.

      iex> to_charlist(:foo)
      ~c"foo"

  """
  defmacro to_charlist(term), do: quote(do: List.Chars.to_charlist(unquote(term)))

  @doc false
  @doc deprecated: "Use to_charlist/1 instead"
  defmacro to_char_list(term), do: quote(do: List.Chars.to_charlist(unquote(term)))

  # Raising

  @doc """
  Raises an exception: a `RuntimeError` for a string, the default exception of a module, or the given one.

      iex> try do
      ...>   raise "oops"
      ...> rescue
      ...>   e -> Exception.message(e)
      ...> end
      "oops"

  """
  defmacro raise(message) do
    quote(do: :erlang.error(unquote(exception_of(message, __CALLER__)), :none, error_info: %{module: Exception}))
  end

  @doc """
  Raises the exception that `exception.exception(attributes)` builds.

      iex> try do
      ...>   raise ArgumentError, message: "no"
      ...> rescue
      ...>   e -> Exception.message(e)
      ...> end
      "no"

  """
  defmacro raise(exception, attributes) do
    quote(do: :erlang.error(unquote(exception).exception(unquote(attributes))))
  end

  @doc """
  Like `raise/1`, with the stacktrace of an earlier exception.

      iex> try do
      ...>   try do
      ...>     raise "oops"
      ...>   rescue
      ...>     e -> reraise e, __STACKTRACE__
      ...>   end
      ...> rescue
      ...>   e in RuntimeError -> e.message
      ...> end
      "oops"

  """
  defmacro reraise(message, stacktrace) do
    quote(do: :erlang.raise(:error, unquote(exception_of(message, __CALLER__)), unquote(stacktrace)))
  end

  @doc """
  Like `raise/2`, with the stacktrace of an earlier exception.

      iex> try do
      ...>   reraise ArgumentError, [message: "no"], []
      ...> rescue
      ...>   e -> e.message
      ...> end
      "no"

  """
  defmacro reraise(exception, attributes, stacktrace) do
    quote do
      :erlang.raise(:error, unquote(exception).exception(unquote(attributes)), unquote(stacktrace))
    end
  end

  defp exception_of(message, _env) when :erlang.is_binary(message), do: runtime_error(message)
  defp exception_of({:<<>>, _, _} = message, _env), do: runtime_error(message)
  defp exception_of(name, _env) when :erlang.is_atom(name), do: quote(do: unquote(name).exception([]))

  defp exception_of({name, _, context} = variable, _env)
       when :erlang.andalso(:erlang.is_atom(name), :erlang.andalso(:erlang.is_atom(context), :erlang."=/="(name, :__MODULE__))) do
    quote(do: Kernel.Utils.raise(unquote(variable)))
  end

  defp exception_of({_, _, _} = message, env) do
    case :jlixir_macro.expand(message, env) do
      expanded when :erlang.is_binary(expanded) -> runtime_error(expanded)
      {:<<>>, _, _} = expanded -> runtime_error(expanded)
      name when :erlang.is_atom(name) -> quote(do: unquote(name).exception([]))
      _ -> quote(do: Kernel.Utils.raise(unquote(message)))
    end
  end

  defp exception_of(message, _env), do: quote(do: Kernel.Utils.raise(unquote(message)))

  defp runtime_error(message), do: quote(do: RuntimeError.exception(unquote(message)))

  # Variables and hygiene

  @doc """
  Marks a variable (or, given a macro's name, an alias) as one of the caller inside `quote`.

      iex> x = 1
      iex> var!(x)
      1

  """
  defmacro var!(variable, context \\ nil)

  defmacro var!({name, meta, atom}, context) when :erlang.andalso(:erlang.is_atom(name), :erlang.is_atom(atom)) do
    meta = :lists.keystore(:if_undefined, 1, :lists.keydelete(:counter, 1, meta), {:if_undefined, :raise})

    case :jlixir_macro.expand(context, __CALLER__) do
      context when :erlang.is_atom(context) ->
        {name, meta, context}

      other ->
        argument_error(<<"expected var! context to expand to an atom, got: ", Macro.to_string(other)::binary>>)
    end
  end

  defmacro var!(other, _context) do
    argument_error(<<"expected a variable to be given to var!, got: ", Macro.to_string(other)::binary>>)
  end

  @doc """
  Inside `quote`, lets an alias be resolved by the caller.

      iex> alias!(Enum)
      Enum

  """
  defmacro alias!(alias)

  defmacro alias!(alias) when :erlang.is_atom(alias), do: alias
  defmacro alias!({:__aliases__, meta, args}), do: {:__aliases__, :lists.keydelete(:alias, 1, meta), args}

  @doc """
  The variables of the given hygiene context with their values.

      iex> x = 1
      iex> binding()
      [x: 1]

  """
  defmacro binding(context \\ nil) do
    %{versioned_vars: variables, context: env_context} = __CALLER__

    context =
      case context do
        {_, _, _} -> :jlixir_macro.expand(context, __CALLER__)
        _ -> context
      end

    :lists.foldr(
      fn
        {name, ^context}, acc -> [{name, bound_value(name, context, env_context)} | acc]
        _, acc -> acc
      end,
      [],
      :lists.sort(:maps.keys(variables))
    )
  end

  defp bound_value(name, context, :match), do: {:^, [], [{name, [generated: true], context}]}
  defp bound_value(name, context, _env_context), do: {name, [generated: true], context}

  @doc """
  Matches a list pattern that may be shorter or longer than the value: missing values are `nil`.

      iex> destructure([a, b, c], [1, 2])
      iex> {a, b, c}
      {1, 2, nil}

  """
  defmacro destructure(left, right) when :erlang.is_list(left) do
    quote(do: unquote(left) = Kernel.Utils.destructure(unquote(right), unquote(:erlang.length(left))))
  end

  # Access to nested data by a path expression

  @doc """
  The value at a path such as `user.address[:city]`; `nil` as soon as a step finds `nil`.

      iex> user = %{address: nil}
      iex> get_in(user.address[:city].name)
      nil

  """
  @doc since: "1.17.0"
  defmacro get_in(path) do
    {root, steps} = path_steps!(path, "get_in/1")
    read_path(steps, root)
  end

  defp read_path([{:access, key} | rest], value), do: read_path(rest, quote(do: Access.get(unquote(value), unquote(key))))

  defp read_path([{:field, key} | rest], value) do
    found = read_path(rest, quote(do: x))

    quote generated: true do
      case unquote(value) do
        %{unquote(key) => x} -> unquote(found)
        nil -> nil
        %{} = x -> :erlang.error({:badkey, unquote(key), x})
        x -> :erlang.error({:badmap, x})
      end
    end
  end

  defp read_path([], value), do: value

  @doc """
  Puts a value at a path such as `user.address[:city]`.

      iex> map = %{a: %{b: 1}}
      iex> put_in(map.a[:b], 2)
      %{a: %{b: 2}}

  """
  defmacro put_in(path, value) do
    {root, steps} = path_steps!(path, "put_in/2")

    case only_fields?(steps) do
      true -> put_fields(steps, root, fn _ -> value end)
      false -> second(update_path(steps, root, quote(do: fn _ -> {nil, unquote(value)} end)))
    end
  end

  @doc """
  Replaces the value at a path by what `fun` makes of it.

      iex> map = %{a: %{b: 1}}
      iex> update_in(map.a.b, &(&1 + 1))
      %{a: %{b: 2}}

  """
  defmacro update_in(path, fun) do
    {root, steps} = path_steps!(path, "update_in/2")

    case only_fields?(steps) do
      true -> put_fields(steps, root, fn value -> quote(do: unquote(fun).(unquote(value))) end)
      false -> second(update_path(steps, root, quote(do: fn x -> {nil, unquote(fun).(x)} end)))
    end
  end

  @doc """
  Reads and replaces the value at a path: `fun` returns `{to_return, new_value}`.

      iex> map = %{a: %{b: 1}}
      iex> get_and_update_in(map.a.b, &{&1, &1 + 1})
      {1, %{a: %{b: 2}}}

  """
  defmacro get_and_update_in(path, fun) do
    {root, steps} = path_steps!(path, "get_and_update_in/2")
    update_path(steps, root, fun)
  end

  @doc """
  Removes and returns the value at a path, whose last step must be in square brackets.

      iex> map = %{a: %{b: 1}}
      iex> pop_in(map.a[:b])
      {1, %{a: %{}}}

  """
  defmacro pop_in(path) do
    {root, steps} = path_steps!(path, "pop_in/1")

    case :lists.last(steps) do
      {:access, _} ->
        pop_path_expression(steps, root)

      {:field, name} ->
        argument_error(
          <<"cannot use pop_in when the last segment is a map/struct field. This would effectively remove the field ",
            inspect(name)::binary, " from the map/struct">>
        )
    end
  end

  # `a.b[c]` as its root and steps: {a, [field: :b, access: c]}.
  defp path_steps!(path, name) do
    case path_steps(path, []) do
      {_, []} ->
        argument_error(
          <<"expected expression given to ", name::binary, " to access at least one element, got: ",
            Macro.to_string(path)::binary>>
        )

      {root, _} = found ->
        case path_root?(root) do
          true ->
            found

          false ->
            argument_error(
              <<"expression given to ", name::binary, " must start with a variable, local or remote call and be ",
                "followed by an element access, got: ", Macro.to_string(root)::binary>>
            )
        end
    end
  end

  # Calls on values are no steps, as they would be without arguments.
  defp path_root?({{:., _, [{:__aliases__, _, _}, _]}, _, _}), do: true
  defp path_root?({{:., _, [{:__MODULE__, _, _}, _]}, _, _}), do: true
  defp path_root?({{:., _, [module, _]}, _, _}), do: :erlang.is_atom(module)
  defp path_root?({name, _, _}), do: :erlang.is_atom(name)
  defp path_root?(root), do: :erlang.not(:erlang.is_tuple(root))

  defp path_steps({{:., _, [Access, :get]}, _, [inner, key]}, acc), do: path_steps(inner, [{:access, key} | acc])

  defp path_steps({{:., _, [{:__aliases__, _, [:Access]}, :get]}, _, [inner, key]}, acc) do
    path_steps(inner, [{:access, key} | acc])
  end

  defp path_steps({{:., _, [inner, field]}, _, []}, acc)
       when :erlang.andalso(
              :erlang.andalso(:erlang.is_tuple(inner), :erlang."=/="(:erlang.element(1, inner), :__aliases__)),
              :erlang.andalso(:erlang."=/="(:erlang.element(1, inner), :__MODULE__), :erlang.is_atom(field))
            ) do
    path_steps(inner, [{:field, field} | acc])
  end

  defp path_steps(root, acc), do: {root, acc}

  defp only_fields?([{:field, _} | rest]), do: only_fields?(rest)
  defp only_fields?([{:access, _} | _]), do: false
  defp only_fields?([]), do: true

  # Fields alone need no closures: nested matches and map updates.
  defp put_fields([{:field, key} | rest], map, change) do
    inner =
      case rest do
        [] -> change.(quote(do: x))
        _ -> put_fields(rest, quote(do: x), change)
      end

    quote generated: true do
      case unquote(map) do
        %{unquote(key) => x} = map -> %{map | unquote(key) => unquote(inner)}
        %{} = map -> :erlang.error({:badkey, unquote(key), map})
        other -> :erlang.error({:badmap, other})
      end
    end
  end

  defp second(pair), do: quote(do: :erlang.element(2, unquote(pair)))

  defp update_path([step], container, fun), do: update_step(step, container, fun)

  defp update_path([step | rest], container, fun) do
    inner = update_path(rest, quote(do: x), fun)
    update_step(step, container, quote(do: fn x -> unquote(inner) end))
  end

  defp update_step({:access, key}, container, fun) do
    quote(do: Access.get_and_update(unquote(container), unquote(key), unquote(fun)))
  end

  defp update_step({:field, key}, container, fun) do
    quote(do: Map.get_and_update!(unquote(container), unquote(key), unquote(fun)))
  end

  defp pop_path_expression([{:access, key}], container), do: quote(do: Access.pop(unquote(container), unquote(key)))

  defp pop_path_expression([step | rest], container) do
    update_step(step, container, pop_fun(rest, nothing_popped(step)))
  end

  # What the container of a missing value is told: a field stays, a key need not appear.
  defp nothing_popped({:field, _}), do: {nil, nil}
  defp nothing_popped({:access, _}), do: :pop

  defp pop_fun([{:access, key}], nothing) do
    quote generated: true do
      fn
        nil -> unquote(nothing)
        x -> Access.pop(x, unquote(key))
      end
    end
  end

  defp pop_fun([step | rest], _nothing) do
    inner = update_step(step, quote(do: x), pop_fun(rest, nothing_popped(step)))
    quote(do: fn x -> unquote(inner) end)
  end

  # Sigils

  @doc """
  A string without interpolation and escapes.

      iex> ~S(a\\n) == "a\\\\n"
      true

  """
  defmacro sigil_S(term, modifiers)
  defmacro sigil_S({:<<>>, _, [string]}, []) when :erlang.is_binary(string), do: string

  @doc """
  A string with interpolation and escapes.

      iex> ~s(a\#{1})
      "a1"

  """
  defmacro sigil_s(term, modifiers)
  defmacro sigil_s({:<<>>, _, [string]}, []) when :erlang.is_binary(string), do: Macro.unescape_string(string)
  defmacro sigil_s({:<<>>, meta, pieces}, []), do: {:<<>>, meta, Kernel.Utils.unescape_pieces(pieces)}

  @doc """
  A charlist without interpolation and escapes.

      iex> ~C(a)
      ~c"a"

  """
  defmacro sigil_C(term, modifiers)

  defmacro sigil_C({:<<>>, _, [string]}, []) when :erlang.is_binary(string), do: String.to_charlist(string)

  @doc """
  A charlist with interpolation and escapes.

      iex> ~c(a\#{1})
      ~c"a1"

  """
  defmacro sigil_c(term, modifiers)

  defmacro sigil_c({:<<>>, _, [string]}, []) when :erlang.is_binary(string) do
    String.to_charlist(Macro.unescape_string(string))
  end

  defmacro sigil_c({:<<>>, _, pieces}, []) do
    quote(do: List.to_charlist(unquote(Kernel.Utils.charlist_pieces(pieces))))
  end

  @doc """
  A regular expression; escapes are left to it.

      iex> "abc" =~ ~r/B/i
      true

  """
  defmacro sigil_r(term, modifiers)
  defmacro sigil_r({:<<>>, _, _} = term, modifiers), do: Kernel.Utils.sigil_regex(term, modifiers)

  @doc false
  @doc deprecated: "Use ~r instead"
  defmacro sigil_R({:<<>>, _, [string]}, modifiers) when :erlang.is_binary(string) do
    Kernel.Utils.literal_regex(string, modifiers)
  end

  @doc """
  A list of words, as strings; with the modifier `a` as atoms, with `c` as charlists.

      iex> ~w(a b)a
      [:a, :b]

  """
  defmacro sigil_w(term, modifiers)

  defmacro sigil_w({:<<>>, _, [string]}, modifiers) when :erlang.is_binary(string) do
    Kernel.Utils.split_words(Macro.unescape_string(string), modifiers, __CALLER__)
  end

  defmacro sigil_w({:<<>>, meta, pieces}, modifiers) do
    Kernel.Utils.split_words({:<<>>, meta, Kernel.Utils.unescape_pieces(pieces)}, modifiers, __CALLER__)
  end

  @doc """
  Like `~w`, without interpolation and escapes.

      iex> ~W(a b)
      ["a", "b"]

  """
  defmacro sigil_W(term, modifiers)

  defmacro sigil_W({:<<>>, _, [string]}, modifiers) when :erlang.is_binary(string) do
    Kernel.Utils.split_words(string, modifiers, __CALLER__)
  end

  @doc """
  A date.

      iex> ~D[2026-08-01].month
      8

  """
  defmacro sigil_D(date_string, modifiers)
  defmacro sigil_D({:<<>>, _, [string]}, []), do: Kernel.Utils.sigil_date(string)

  @doc """
  A time.

      iex> ~T[12:30:00].minute
      30

  """
  defmacro sigil_T(time_string, modifiers)
  defmacro sigil_T({:<<>>, _, [string]}, []), do: Kernel.Utils.sigil_time(string)

  @doc """
  A date and time without zone.

      iex> ~N[2026-08-01 12:30:00].hour
      12

  """
  defmacro sigil_N(naive_datetime_string, modifiers)
  defmacro sigil_N({:<<>>, _, [string]}, []), do: Kernel.Utils.sigil_naive_datetime(string)

  @doc """
  A date and time in UTC.

      iex> ~U[2026-08-01 12:30:00Z].time_zone
      "Etc/UTC"

  """
  @doc since: "1.9.0"
  defmacro sigil_U(datetime_string, modifiers)
  defmacro sigil_U({:<<>>, _, [string]}, []), do: Kernel.Utils.sigil_utc_datetime(string)

  # Debugging

  @doc """
  Prints the code with its value and returns the value.

  What is printed is decided by the `:dbg_callback` of the application `:elixir`, by default `Macro.dbg/3`.

      [1, 2, 3] |> Enum.map(&(&1 * 2)) |> dbg()

  """
  @doc since: "1.14.0"
  defmacro dbg(code \\ quote(do: binding()), options \\ []) do
    check_no_match(__CALLER__, "dbg")
    Kernel.Utils.dbg(code, options, __CALLER__)
  end

  # Definitions built on the ones that the compiler knows

  @doc """
  Lets another module put code into this one: requires it and calls its `__using__/1` macro.

      iex> defmodule DocUsed do
      ...>   defmacro __using__(options) do
      ...>     quote do: def(options, do: unquote(options))
      ...>   end
      ...> end
      iex> defmodule DocUser do
      ...>   use DocUsed, deep: true
      ...> end
      iex> DocUser.options()
      [deep: true]

  """
  defmacro use(module, opts \\ []), do: Kernel.Utils.use(module, opts, __CALLER__)

  @doc """
  Defines the struct of the module, from a list of field names or of names with defaults.

      iex> defmodule DocPoint do
      ...>   defstruct x: 0, y: 0
      ...>   def right(%DocPoint{} = point), do: %{point | x: point.x + 1}
      ...> end
      iex> DocPoint.right(struct(DocPoint, y: 5)) |> Map.to_list() |> Enum.sort()
      [__struct__: DocPoint, x: 1, y: 5]

  """
  defmacro defstruct(fields) do
    quote bind_quoted: [fields: fields] do
      {struct, escaped, derive, enforced} = Kernel.Utils.defstruct(__MODULE__, fields, file: __ENV__.file, line: __ENV__.line, module: __MODULE__)

      def __struct__(), do: unquote(escaped)

      @doc false
      def __struct__(kv), do: Kernel.Utils.build_struct(kv, unquote(escaped), unquote(enforced))

      case derive do
        [] -> :ok
        _ -> Protocol.__derive__(derive, __MODULE__, __ENV__)
      end

      struct
    end
  end

  @doc """
  Defines an exception: a struct with `exception/1` and, when it has the field `:message`, `message/1`.

      iex> defmodule DocError do
      ...>   defexception [:code, message: "it failed"]
      ...> end
      iex> try do
      ...>   raise DocError, code: 5
      ...> rescue
      ...>   error in DocError -> {error.code, Exception.message(error)}
      ...> end
      {5, "it failed"}

  """
  defmacro defexception(fields) do
    quote bind_quoted: [fields: fields] do
      @behaviour Exception
      struct = Kernel.defstruct([{:__exception__, true} | fields])

      case struct do
        %{message: _} ->
          @impl true
          def message(exception), do: exception.message

          @impl true
          def exception(message) when :erlang.is_binary(message), do: exception(message: message)

          Module.make_overridable(__MODULE__, message: 1)

        _ ->
          :ok
      end

      @impl true
      def exception(fields) when :erlang.is_list(fields), do: Kernel.struct!(__MODULE__, fields)

      Module.make_overridable(__MODULE__, exception: 1)
    end
  end

  @doc """
  Defines a protocol: functions that dispatch on the type of their first argument.

      iex> defprotocol DocSize do
      ...>   def size(data)
      ...> end
      iex> defimpl DocSize, for: Tuple do
      ...>   def size(tuple), do: tuple_size(tuple)
      ...> end
      iex> DocSize.size({1, 2})
      2

  """
  defmacro defprotocol(name, do_block)
  defmacro defprotocol(name, do: block), do: Protocol.__protocol__(name, do: block)

  @doc """
  Implements a protocol for a type, a struct or a list of them.

      iex> defprotocol DocName do
      ...>   def name(data)
      ...> end
      iex> defimpl DocName, for: [Integer, Float] do
      ...>   def name(_number), do: "number"
      ...> end
      iex> {DocName.name(1), DocName.name(1.5)}
      {"number", "number"}

  """
  defmacro defimpl(name, opts, do_block \\ []), do: Protocol.__impl__(name, opts, do_block, __CALLER__)

  @doc """
  Defines a macro for use in guards, and outside of them.

      iex> defmodule DocGuard do
      ...>   defguard is_even(n) when is_integer(n) and rem(n, 2) == 0
      ...>   def kind(n) when is_even(n), do: :even
      ...>   def kind(_), do: :other
      ...> end
      iex> {DocGuard.kind(4), DocGuard.kind(5)}
      {:even, :other}

  """
  @doc since: "1.6.0"
  defmacro defguard(guard), do: Kernel.Utils.defguard(:defmacro, guard, __CALLER__)

  @doc """
  Like `defguard/1`, private to the module.

      iex> defmodule DocPrivateGuard do
      ...>   defguardp is_small(n) when n < 10
      ...>   def small?(n) when is_small(n), do: true
      ...>   def small?(_), do: false
      ...> end
      iex> {DocPrivateGuard.small?(1), DocPrivateGuard.small?(100)}
      {true, false}

  """
  @doc since: "1.6.0"
  defmacro defguardp(guard), do: Kernel.Utils.defguard(:defmacrop, guard, __CALLER__)

  @doc """
  Defines functions that call the same function, or the one given as `:as`, of the module `:to`.

      iex> defmodule DocDelegate do
      ...>   defdelegate reverse(list), to: Enum
      ...>   defdelegate last(list), to: List, as: :last
      ...> end
      iex> {DocDelegate.reverse([1, 2]), DocDelegate.last([1, 2])}
      {[2, 1], 2}

  """
  defmacro defdelegate(funs, opts) do
    funs = Macro.escape(funs, unquote: true)
    # The target is called when the function is, not now.
    opts = Macro.expand_literals(opts, %{__CALLER__ | function: {:__info__, 1}})

    quote bind_quoted: [funs: funs, opts: opts] do
      for {head, target, as, as_args} <- Kernel.Utils.defdelegate(funs, opts, __MODULE__) do
        @doc delegate_to: {target, as, :erlang.length(as_args)}
        def unquote(head) do
          unquote(target).unquote(as)(unquote_splicing(as_args))
        end
      end
    end
  end

  @doc """
  Lets functions, or all callbacks of a behaviour, be defined again; `super` calls the earlier definition.

      iex> defmodule DocBase do
      ...>   defmacro __using__(_options) do
      ...>     quote do
      ...>       def name, do: "base"
      ...>       defoverridable name: 0
      ...>     end
      ...>   end
      ...> end
      iex> defmodule DocOverrides do
      ...>   use DocBase
      ...>   def name, do: "more than " <> super()
      ...> end
      iex> DocOverrides.name()
      "more than base"

  """
  defmacro defoverridable(keywords_or_behaviour) do
    quote(do: Module.make_overridable(__MODULE__, unquote(keywords_or_behaviour)))
  end

  # The compiler's own definitions. They come last: within this file the compiler's native macros of the same names are
  # in use up to here.

  @doc """
  Sets or reads a module attribute.

      defmodule Circle do
        @pi 3.14

        def area(radius), do: @pi * radius * radius
      end

  """
  defmacro @expr, do: :jlixir_kernel.attribute(expr, __CALLER__)

  @doc """
  Defines a module.

      iex> defmodule DocOuter do
      ...>   defmodule Inner do
      ...>     def name, do: __MODULE__
      ...>   end
      ...> end
      iex> DocOuter.Inner.name()
      DocOuter.Inner

  """
  defmacro defmodule(alias, do_block), do: :jlixir_kernel.defmodule(alias, do_block, __CALLER__)

  @doc """
  Defines a public function.

      iex> defmodule DocDef do
      ...>   def double(n), do: n * 2
      ...>   def sign(n) when n < 0, do: :negative
      ...>   def sign(_), do: :other
      ...> end
      iex> {DocDef.double(4), DocDef.sign(-1)}
      {8, :negative}

  """
  defmacro def(call, expr \\ nil), do: :jlixir_kernel.define(:def, call, expr, __CALLER__)

  @doc """
  Defines a private function.

      iex> defmodule DocDefp do
      ...>   def public, do: hidden() + 1
      ...>   defp hidden, do: 1
      ...> end
      iex> {DocDefp.public(), function_exported?(DocDefp, :hidden, 0)}
      {2, false}

  """
  defmacro defp(call, expr \\ nil), do: :jlixir_kernel.define(:defp, call, expr, __CALLER__)

  @doc """
  Defines a private macro.

      defmodule Shapes do
        defmacrop square(side), do: quote(do: unquote(side) * unquote(side))

        def area(side), do: square(side)
      end

  """
  defmacro defmacrop(call, expr \\ nil), do: :jlixir_kernel.define(:defmacrop, call, expr, __CALLER__)

  @doc """
  Defines a public macro.

      iex> defmodule DocMacro do
      ...>   defmacro shown(expression) do
      ...>     quote do: {unquote(Macro.to_string(expression)), unquote(expression)}
      ...>   end
      ...> end
      iex> defmodule DocMacroUser do
      ...>   require DocMacro
      ...>   def sum, do: DocMacro.shown(1 + 2)
      ...> end
      iex> DocMacroUser.sum()
      {"1 + 2", 3}

  """
  defmacro defmacro(call, expr \\ nil), do: :jlixir_kernel.define(:defmacro, call, expr, __CALLER__)
end
