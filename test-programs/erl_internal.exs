# Which functions, types and operators Erlang knows by itself.

names =
  :erlang.module_info(:exports)
  |> Enum.map(&elem(&1, 0))
  |> Enum.concat([
    :integer,
    :float,
    :number,
    :atom,
    :list,
    :tuple,
    :pid,
    :port,
    :binary,
    :record,
    :function,
    :reference,
    :andalso
  ])
  |> Enum.concat([
    :any,
    :arity,
    :bitstring,
    :bool,
    :boolean,
    :byte,
    :char,
    :dynamic,
    :identifier,
    :iodata,
    :iolist,
    :map,
    :mfa
  ])
  |> Enum.concat([
    :maybe_improper_list,
    :module,
    :neg_integer,
    nil,
    :no_return,
    :node,
    :non_neg_integer,
    :none,
    :nonempty_binary
  ])
  |> Enum.concat([
    :nonempty_bitstring,
    :nonempty_improper_list,
    :nonempty_list,
    :nonempty_maybe_improper_list,
    :nonempty_string
  ])
  |> Enum.concat([
    :pos_integer,
    :string,
    :term,
    :timeout,
    :union,
    :opaque,
    :bounded_fun,
    :keyword,
    :struct
  ])
  |> Enum.uniq()

# Some that the reference exports and jlixir does not; they have no table of their own.
names =
  Enum.reject(
    names,
    &(&1 in [
        :delete_module,
        :disconnect_node,
        :load_module,
        :port_control,
        :pre_loaded,
        :purge_module
      ])
  )

names = Enum.reject(names, &String.starts_with?(Atom.to_string(&1), "spawn_request"))

for test <- [
      :bif,
      :guard_bif,
      :type_test,
      :new_type_test,
      :old_type_test,
      :is_type,
      :arith_op,
      :bool_op,
      :comp_op,
      :list_op,
      :send_op
    ] do
  found =
    for name <- names,
        arity <- 0..7,
        apply(:erl_internal, test, [name, arity]),
        do: "#{inspect(name)}/#{arity}"

  IO.puts("#{test}: #{Enum.join(Enum.sort(found), " ")}")
end

for {op, arity} <- [
      {:+, 1},
      {:+, 2},
      {:!, 2},
      {:++, 2},
      {:and, 2},
      {:not, 1},
      {:==, 2},
      {:bnot, 1},
      {:xor, 2},
      {:rem, 2}
    ] do
  IO.inspect({op, arity, :erl_internal.op_type(op, arity)})
end

IO.inspect([
  :erl_internal.bif(:lists, :map, 2),
  :erl_internal.bif(:erlang, :abs, 1),
  :erl_internal.bif(:erlang, :abs, 2)
])
