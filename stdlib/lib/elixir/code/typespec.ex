defmodule Code.Typespec do
  @moduledoc false

  # Types, specs and callbacks of compiled modules, in the abstract format that Erlang has for types, and that format as
  # quoted typespecs. A module is given by its name, if it stands in a file, or by its binary.

  @type kind :: :type | :opaque | :nominal | :typep

  @doc """
  The types of a module: their kinds, names, definitions and variables.
  """
  @spec fetch_types(module | binary) :: {:ok, [{kind, tuple}]} | :error
  def fetch_types(module) when is_atom(module) or is_binary(module), do: fetch(module, :types)

  @doc """
  The specs of a module's functions; those of a macro go with the function that it is.
  """
  @spec fetch_specs(module | binary) :: {:ok, [{{atom, arity}, [tuple]}]} | :error
  def fetch_specs(module) when is_atom(module) or is_binary(module), do: fetch(module, :specs)

  @doc """
  The callbacks of a module, as `fetch_specs/1` shows specs.
  """
  @spec fetch_callbacks(module | binary) :: {:ok, [{{atom, arity}, [tuple]}]} | :error
  def fetch_callbacks(module) when is_atom(module) or is_binary(module), do: fetch(module, :callbacks)

  defp fetch(module, kind) do
    case :jlixir_code.fetch_typespecs(module) do
      nil -> :error
      [] -> {:ok, []}
      all -> {:ok, Keyword.fetch!(all, kind)}
    end
  end

  @doc """
  The type of a function as what stands behind `@spec`.
  """
  @spec spec_to_quoted(atom, tuple) :: {atom, keyword, [Macro.t()]}
  def spec_to_quoted(name, spec)

  def spec_to_quoted(name, {:type, anno, :bounded_fun, [fun, constraints]}) when is_atom(name) do
    {:type, _, :fun, [{:type, _, :product, parameters}, result]} = fun

    bounds =
      for {:type, _, :constraint, [{:atom, _, :is_subtype}, [{:var, _, variable}, type]]} <- constraints do
        {variable_name(variable), quoted(type)}
      end

    with_guards(name, anno, parameters, result, bounds)
  end

  def spec_to_quoted(name, {:type, anno, :fun, []}) when is_atom(name) do
    meta = meta(anno)
    {:"::", meta, [{name, meta, []}, {:term, meta, []}]}
  end

  def spec_to_quoted(name, {:type, anno, :fun, [{:type, _, :product, parameters}, result]}) when is_atom(name) do
    with_guards(name, anno, parameters, result, [])
  end

  defp with_guards(name, anno, parameters, result, bounds) do
    meta = meta(anno)
    spec = {:"::", meta, [{name, meta, Enum.map(parameters, &quoted/1)}, quoted(result)]}

    free =
      [result | :lists.reverse(parameters)]
      |> :lists.reverse()
      |> Enum.flat_map(&variables/1)
      |> Enum.uniq()
      |> Enum.reject(&List.keymember?(bounds, &1, 0))
      |> Enum.map(&{&1, {:var, meta, nil}})

    case bounds ++ free do
      [] -> spec
      guards -> {:when, meta, [spec, guards]}
    end
  end

  # The name of an annotated type is no variable.
  defp variables({:ann_type, _, [_name, type]}), do: variables(type)
  defp variables({:var, _, :_}), do: []
  defp variables({:var, _, name}), do: [variable_name(name)]
  defp variables(tuple) when is_tuple(tuple), do: tuple |> Tuple.to_list() |> variables()
  defp variables([head | tail]), do: variables(head) ++ variables(tail)
  defp variables(_), do: []

  @doc """
  A type of a module as what stands behind `@type`.
  """
  @spec type_to_quoted({atom, tuple, [tuple]}) :: Macro.t()
  def type_to_quoted({name, type, variables}) when is_atom(name) do
    {:"::", [], [{name, [], Enum.map(variables, &quoted/1)}, quoted(type)]}
  end

  # Type expressions

  defp quoted({:atom, _, value}), do: value
  defp quoted({:integer, _, value}), do: value
  defp quoted({:char, _, value}), do: value
  defp quoted({:var, anno, name}), do: {variable_name(name), meta(anno), nil}
  defp quoted({:op, anno, operator, operand}), do: {operator, meta(anno), [quoted(operand)]}
  defp quoted({:op, anno, operator, left, right}), do: {operator, meta(anno), [quoted(left), quoted(right)]}
  defp quoted({:paren_type, _, [type]}), do: quoted(type)
  defp quoted({:ann_type, anno, [name, type]}), do: {:"::", meta(anno), [quoted(name), quoted(type)]}

  defp quoted({:remote_type, anno, [{:atom, _, :elixir}, {:atom, _, name}, arguments]}) do
    {name, meta(anno), Enum.map(arguments, &quoted/1)}
  end

  defp quoted({:remote_type, anno, [module, {:atom, _, name}, arguments]}) do
    {{:., meta(anno), [quoted(module), name]}, meta(anno), Enum.map(arguments, &quoted/1)}
  end

  defp quoted({:user_type, anno, name, arguments}), do: {name, meta(anno), Enum.map(arguments, &quoted/1)}
  # Arguments of whatever number and type.
  defp quoted({:type, _, :any}), do: {:..., [], []}
  defp quoted({:type, _, nil, []}), do: []
  defp quoted({:type, _, :list, [{:type, _, :union, types} = union]}), do: list(Enum.map(types, &pair/1), union)
  defp quoted({:type, _, :list, [type]}), do: [quoted(type)]
  defp quoted({:type, anno, :nonempty_list, []}), do: [{:..., meta(anno), nil}]
  defp quoted({:type, anno, :nonempty_list, [type]}), do: [quoted(type), {:..., meta(anno), nil}]
  defp quoted({:type, anno, :map, :any}), do: {:map, meta(anno), []}
  defp quoted({:type, anno, :map, fields}), do: map(fields, meta(anno))
  defp quoted({:type, anno, :tuple, :any}), do: {:tuple, meta(anno), []}
  defp quoted({:type, anno, :tuple, types}), do: {:{}, meta(anno), Enum.map(types, &quoted/1)}
  defp quoted({:type, anno, :binary, [size, unit]}), do: {:<<>>, meta(anno), segments(size, unit, meta(anno))}
  defp quoted({:type, anno, :range, [low, high]}), do: {:.., meta(anno), [quoted(low), quoted(high)]}

  defp quoted({:type, anno, :fun, [{:type, _, :any} = any, result]}) do
    [{:->, meta(anno), [[quoted(any)], quoted(result)]}]
  end

  defp quoted({:type, anno, :fun, [{:type, _, :product, parameters}, result]}) do
    [{:->, meta(anno), [Enum.map(parameters, &quoted/1), quoted(result)]}]
  end

  defp quoted({:type, anno, :union, types}) do
    [last | others] = types |> Enum.map(&quoted/1) |> :lists.reverse()
    List.foldl(others, last, &{:|, meta(anno), [&1, &2]})
  end

  defp quoted({:type, anno, name, arguments}), do: {name, meta(anno), Enum.map(arguments, &quoted/1)}

  # A keyword list is kept as the list of any of its pairs.
  defp list(pairs, union), do: if(Enum.all?(pairs), do: pairs, else: [quoted(union)])

  defp pair({:type, _, :tuple, [{:atom, _, key}, type]}), do: {key, quoted(type)}
  defp pair(_), do: nil

  defp segments({:integer, _, size}, {:integer, _, 0}, meta), do: [{:"::", meta, [underscore(meta), size]}]

  defp segments({:integer, _, 0}, {:integer, _, unit}, meta), do: [unit(unit, meta)]

  defp segments({:integer, _, size}, {:integer, _, unit}, meta) do
    [{:"::", meta, [underscore(meta), size]}, unit(unit, meta)]
  end

  defp segments(size, {:integer, _, 0}, meta), do: [{:"::", meta, [underscore(meta), quoted(size)]}]

  defp unit(unit, meta), do: {:"::", meta, [underscore(meta), {:*, meta, [underscore(meta), unit]}]}

  defp underscore(meta), do: {:_, meta, nil}

  defp map(fields, meta) do
    case Enum.split_with(fields, &match?({:type, _, :map_field_exact, [{:atom, _, :__struct__}, {:atom, _, _}]}, &1)) do
      {[{_, _, _, [_, {:atom, _, struct}]}], others} -> {:%, meta, [struct, {:%{}, meta, Enum.map(others, &field/1)}]}
      {[], _} -> {:%{}, meta, Enum.map(fields, &field/1)}
    end
  end

  defp field({:type, _, :map_field_exact, [{:atom, _, key}, type]}), do: {key, quoted(type)}
  defp field({:type, anno, :map_field_exact, [key, type]}), do: {{:required, meta(anno), [quoted(key)]}, quoted(type)}
  defp field({:type, anno, :map_field_assoc, [key, type]}), do: {{:optional, meta(anno), [quoted(key)]}, quoted(type)}
  defp field({:type, _, :any}), do: {{:optional, [], [{:any, [], []}]}, {:any, [], []}}

  # Erlang's variables begin with a capital letter.
  defp variable_name(name) do
    case Atom.to_string(name) do
      <<first, rest::binary>> when first in ?A..?Z -> :erlang.binary_to_atom(<<first + 32, rest::binary>>)
      _ -> name
    end
  end

  defp meta({line, column}), do: [line: line, column: column]
  defp meta(line) when is_integer(line), do: [line: line]

  defp meta(anno) when is_list(anno) do
    case Keyword.get(anno, :location, 0) do
      {line, column} -> [line: line, column: column]
      line -> [line: line]
    end
  end
end
