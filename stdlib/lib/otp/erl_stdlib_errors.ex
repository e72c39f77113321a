defmodule :erl_stdlib_errors do
  @moduledoc "Explains failures of built-in functions of the library: stacktraces name it in `:error_info`."

  import :jlixir_arguments, only: [always: 1, at_least: 1, explain: 2, fun: 1]

  @doc "A map from argument positions to what is wrong with them."
  def format_error(_reason, [{:io, _function, args, location} | _]) when is_list(args) do
    case :lists.keyfind(:error_info, 1, location) do
      {:error_info, %{cause: {:io, :arguments}}} -> %{1 => "the device does not exist"}
      {:error_info, %{cause: {:device, function}}} when function in [:format, :fwrite] -> :jlixir_format_errors.explain(args)
      _ -> %{}
    end
  end

  def format_error(:badarg, [{module, function, args, _} | _]) when is_list(args) do
    case expected(module, function, args) do
      nil -> %{}
      description -> explain(description, args)
    end
  end

  def format_error(_reason, _stacktrace), do: %{}

  defp expected(:ets, function, args), do: table(function, args)
  defp expected(:lists, function, args), do: list(function, args)
  defp expected(:maps, function, args), do: map(function, args)
  defp expected(:binary, function, args), do: binary(function, args)
  defp expected(:math, _function, args), do: Enum.map(args, fn _ -> :number end)

  defp expected(:unicode, _function, [data | encodings]) do
    case valid_encodings?(encodings) do
      true -> [always("not valid character data (an iodata term)")]
      false -> [fn _ -> if is_integer(data), do: "not valid character data (an iodata term)" end, always("not a valid encoding")]
    end
  end

  defp expected(_module, _function, _args), do: nil

  defp valid_encodings?(encodings) do
    Enum.all?(encodings, &(&1 in [:latin1, :utf8, :unicode, :utf16, :utf32] or is_tuple(&1)))
  end

  # Tables

  defp table(:new, [name, _]) when not is_atom(name), do: [:atom]

  defp table(:new, [name, options]) do
    case :lists.member(:named_table, options) and :ets.whereis(name) != :undefined do
      true -> [always("table name already exists")]
      false -> [:atom, always("invalid options")]
    end
  end

  defp table(:match_spec_compile, [_]), do: [always("not a valid match specification")]
  defp table(:whereis, [_]), do: [always("invalid table name (must be an atom)")]
  defp table(:rename, [table, name]) when is_atom(name), do: [table_problem(:rename, table) || always("table name already exists")]

  defp table(fold, [_, _, table]) when fold in [:foldl, :foldr], do: [table_problem(fold, table)]

  defp table(function, [table, objects]) when function in [:insert, :insert_new] do
    [table_problem(function, table) || :any, fn _ -> object_problem(function, objects) end]
  end

  defp table(function, [table | rest]) do
    case table_problem(function, table) do
      nil -> [:any | table_arguments(function, table, rest)]
      problem -> [problem]
    end
  end

  @reads [
    :first, :foldl, :foldr, :info, :last, :lookup, :lookup_element, :match, :match_object, :member, :next, :prev, :safe_fixtable, :select,
    :select_count, :select_reverse, :slot, :tab2list
  ]

  defp table_problem(function, table) do
    cond do
      not (is_atom(table) or is_reference(table)) -> always("not an atom or a table identifier")
      :ets.info(table, :type) == :undefined -> always("the table identifier does not refer to an existing ETS table")
      not accessible?(:ets.info(table, :protection), function, table) -> always("the table identifier refers to an ETS table with insufficient access rights")
      function == :update_counter and :ets.info(table, :type) in [:bag, :duplicate_bag] -> always("the table identifier refers to an ETS table of a type not supported by this operation")
      true -> nil
    end
  end

  defp accessible?(:public, function, table), do: function not in [:give_away, :setopts] or owner?(table)
  defp accessible?(:protected, function, table), do: function in @reads or owner?(table)
  defp accessible?(:private, function, table), do: function == :info or owner?(table)

  defp owner?(table), do: :ets.info(table, :owner) == self()

  defp table_arguments(function, table, [key, changes | initial]) when function in [:update_counter, :update_element] do
    case {:ets.lookup(table, key), initial} do
      {_, [initial]} when not is_tuple(initial) -> [:any, form(function, changes), always("not a tuple")]
      {[object], _} -> [:any, fn _ -> update_problem(function, object, :ets.info(table, :keypos), changes) end]
      {[], [initial]} -> [:any, fn _ -> update_problem(function, initial, :ets.info(table, :keypos), changes) end]
      {[], []} -> [always("not a key that exists in the table"), form(function, changes)]
      # A bag.
      {_objects, _} -> []
    end
  end

  defp table_arguments(function, table, [key | rest]) when function in [:lookup_element, :next, :prev] do
    case :ets.member(table, key) do
      false -> [always("not a key that exists in the table")]
      true -> [:any | positions(function, rest)]
    end
  end

  defp table_arguments(:info, _table, [_]), do: [always("not a valid info item")]
  defp table_arguments(:give_away, _table, [_, _]), do: [:pid]
  defp table_arguments(:setopts, _table, [_]), do: [always("invalid options")]

  defp table_arguments(function, _table, [_ | _])
       when function in [:select, :select_delete, :select_count, :select_replace, :select_reverse] do
    [always("not a valid match specification")]
  end

  defp table_arguments(_function, _table, _rest), do: []

  defp positions(:lookup_element, [position | _]) when is_integer(position) and position > 0, do: [always("is out of range")]
  defp positions(:lookup_element, [_ | _]), do: [at_least(1)]
  defp positions(_function, _rest), do: []

  # Whether updates are any, whatever they are for.
  defp form(function, changes) do
    fn _ -> if not (update?(function, changes) or is_integer(changes) or is_list(changes)), do: invalid_update(function) end
  end

  defp invalid_update(:update_counter), do: "not a valid update operation"
  defp invalid_update(:update_element), do: "is not a valid element specification"

  # The first of several updates that can not be done is told.
  defp update_problem(function, object, key_position, updates) when is_list(updates) do
    if proper_list?(updates), do: Enum.find_value(updates, &update_problem(function, object, key_position, &1))
  end

  defp update_problem(:update_counter, object, key_position, increment) when is_integer(increment) do
    update_problem(:update_counter, object, key_position, {key_position + 1, increment})
  end

  defp update_problem(function, object, key_position, update) do
    cond do
      not update?(function, update) -> invalid_update(function)
      elem(update, 0) == key_position -> "the position is the same as the key position"
      elem(update, 0) not in 1..tuple_size(object)//1 -> "the position in the update operation is out of range"
      function == :update_counter and not is_integer(elem(object, elem(update, 0) - 1)) -> "the value in the given position, in the object, is not an integer"
      true -> nil
    end
  end

  defp update?(:update_counter, {_, _} = update), do: integers?(update)
  defp update?(:update_counter, {_, _, _, _} = update), do: integers?(update)
  defp update?(:update_element, {position, _value}), do: is_integer(position)
  defp update?(_function, _update), do: false

  defp proper_list?(term), do: is_list(term) and not List.improper?(term)

  defp integers?(tuple), do: Enum.all?(:erlang.tuple_to_list(tuple), &is_integer/1)

  defp object_problem(:insert, {}), do: "is an empty tuple"
  defp object_problem(:insert, object) when not is_list(object) and not is_tuple(object), do: "not a tuple"

  defp object_problem(_function, objects) do
    if not objects?(objects), do: "not a non-empty tuple or a list of non-empty tuples"
  end

  defp objects?(objects) when is_list(objects), do: length(objects) >= 0 and Enum.all?(objects, &object?/1)
  defp objects?(object), do: object?(object)

  defp object?(object), do: is_tuple(object) and object != {}

  # Lists

  defp list(function, [_, _, _]) when function in [:keyfind, :keymember, :keysearch], do: [:any, at_least(1), :proper_list]
  defp list(:member, [_, _]), do: [:any, :proper_list]
  defp list(:reverse, [_, _]), do: [:proper_list, :any]
  defp list(:seq, [first, last, step]), do: [:integer, :integer, fn _ -> step_problem(first, last, step) end]
  defp list(_function, _args), do: nil

  defp step_problem(first, last, step) do
    cond do
      not is_integer(step) -> "not an integer"
      not (is_integer(first) and is_integer(last)) -> nil
      first < last and step <= 0 -> "not a positive increment"
      first > last and step >= 0 -> "not a negative increment"
      true -> nil
    end
  end

  # Maps

  defp map(:fold, [_, _, _]), do: [fun(3), :any, &map_or_iterator/1]
  defp map(function, [_, _]) when function in [:map, :filter, :filtermap, :foreach], do: [fun(2), &map_or_iterator/1]
  defp map(:update_with, [_, _, _]), do: [:any, fun(1)]
  defp map(:update_with, [_, _, _, _]), do: [:any, fun(1)]
  defp map(:merge_with, [_, _, _]), do: [fun(3)]
  defp map(:intersect_with, [_, _, _]), do: [fun(3)]
  defp map(:groups_from_list, [_, _]), do: [fun(1), :proper_list]
  defp map(:groups_from_list, [_, _, _]), do: [fun(1), fun(1), :proper_list]
  defp map(:iterator, [_, _]), do: [:map, always("not 'undefined', 'ordered', 'reversed', or a fun that takes two arguments")]
  defp map(:from_list, [_]), do: [:proper_list]
  defp map(function, [_ | _]) when function in [:from_keys, :with, :without], do: [:proper_list]
  defp map(:next, [_]), do: [always("not a valid iterator")]
  defp map(_function, _args), do: nil

  defp map_or_iterator(term) when is_map(term), do: nil
  defp map_or_iterator(term) when is_tuple(term) and tuple_size(term) == 3, do: nil
  defp map_or_iterator(:none), do: nil
  defp map_or_iterator(_term), do: "not a map or an iterator"

  # Binaries

  defp binary(function, [binary, {start, length}]) when function in [:part, :bin_to_list] and is_integer(start) and is_integer(length) do
    [:binary, fn _ -> if is_binary(binary) and start <= byte_size(binary), do: "out of range" end]
  end

  defp binary(function, [_, _]) when function in [:part, :bin_to_list], do: [:binary, always("not a valid {Pos,Length} tuple")]
  defp binary(:bin_to_list, args), do: binary(:part, args)
  defp binary(:part, [binary, start, _]) when is_binary(binary) and is_integer(start) do
    case start < 0 or start > byte_size(binary) do
      true -> [:any, always("out of range")]
      false -> [:any, :any, {:integer, "out of range"}]
    end
  end

  defp binary(function, [_, pattern | rest]) when function in [:split, :replace, :match, :matches] do
    pattern_problem = fn _ -> if invalid_pattern?(pattern), do: "not a valid pattern" end
    [:binary, pattern_problem | if(invalid_pattern?(pattern), do: [], else: after_pattern(function, rest))]
  end

  defp binary(:compile_pattern, [_]), do: [always("not a valid pattern")]
  defp binary(:copy, [_, _]), do: [:binary, at_least(0)]
  defp binary(:at, [_, _]), do: [:binary, at_least(0)]
  defp binary(function, [""]) when function in [:first, :last], do: [always("a zero-sized binary is not allowed")]
  defp binary(:encode_unsigned, [number | endian]), do: [at_least(0) | if(is_integer(number), do: endian(endian), else: [])]
  defp binary(:decode_unsigned, [_ | endian]), do: [:binary | endian(endian)]
  defp binary(:encode_hex, [_, _]), do: [:binary, always("not 'uppercase' or 'lowercase'")]
  defp binary(:list_to_bin, [_]), do: [always("not an iodata term")]
  defp binary(:decode_hex, [text]) when is_binary(text) and rem(byte_size(text), 2) == 1, do: [always("must contain an even number of bytes")]
  defp binary(:decode_hex, [_]), do: [{:binary, "must only contain hex digits 0-9, A-F, and a-f"}]

  defp binary(function, [_]) when function in [:longest_common_prefix, :longest_common_suffix] do
    [always("not a flat list of binaries")]
  end

  defp binary(_function, [_ | _]), do: [:binary]

  defp endian(given), do: Enum.map(given, fn _ -> always("must be 'big' or 'little'") end)

  defp after_pattern(function, [options]) when function in [:match, :matches] and is_list(options) do
    case options do
      [{:scope, {start, length}}] when is_integer(start) and is_integer(length) -> [always("specified part is not wholly inside binary")]
      _ -> [always("invalid options")]
    end
  end

  defp after_pattern(:split, [_options]), do: [always("invalid options")]
  defp after_pattern(:replace, [new]) when not is_binary(new) and not is_function(new, 1), do: [always("not a valid replacement")]
  defp after_pattern(:replace, [new, options]), do: after_pattern(:replace, [new]) ++ options_problem(new, options)
  defp after_pattern(_function, _rest), do: []

  defp options_problem(new, _options) when is_binary(new) or is_function(new, 1), do: [:any, always("invalid options")]
  defp options_problem(_new, _options), do: []

  defp invalid_pattern?(pattern) when is_list(pattern), do: pattern == [] or Enum.any?(pattern, &invalid_pattern?/1)
  defp invalid_pattern?(pattern) when is_tuple(pattern), do: false
  defp invalid_pattern?(pattern), do: not is_binary(pattern) or pattern == ""
end
