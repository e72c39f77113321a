defmodule :erl_internal do
  @moduledoc """
  What Erlang knows by itself: functions that need no module in front of them, those that guards may call, operators, types.
  """

  # Name and arities, as in `binary_part/2,3`.
  read = fn text ->
    for word <- String.split(text), [name, arities] = String.split(word, "/"), arity <- String.split(arities, ","), into: %{} do
      {{String.to_atom(name), String.to_integer(arity)}, true}
    end
  end

  @type_tests read.("""
              is_atom/1 is_binary/1 is_bitstring/1 is_boolean/1 is_float/1 is_function/1,2 is_integer/1 is_list/1 is_map/1 is_number/1
              is_pid/1 is_port/1 is_record/2,3 is_reference/1 is_tuple/1
              """)

  @old_type_tests read.("""
                  atom/1 binary/1 float/1 function/1 integer/1 list/1 number/1 pid/1 port/1 record/2 reference/1 tuple/1
                  """)

  @other_guards read.("""
                abs/1 binary_part/2,3 bit_size/1 byte_size/1 ceil/1 element/2 float/1 floor/1 hd/1 is_map_key/2 length/1 map_get/2
                map_size/1 max/2 min/2 node/0,1 round/1 self/0 size/1 tl/1 trunc/1 tuple_size/1
                """)

  @other_functions read.("""
                   alias/0,1 apply/2,3 atom_to_binary/1,2 atom_to_list/1 binary_to_atom/1,2 binary_to_existing_atom/1,2
                   binary_to_float/1 binary_to_integer/1,2 binary_to_list/1,3 binary_to_term/1,2 bitstring_to_list/1
                   check_old_code/1 check_process_code/2,3 date/0 delete_module/1 demonitor/1,2 disconnect_node/1 erase/0,1
                   error/1,2,3 exit/1,2 float_to_binary/1,2 float_to_list/1,2 garbage_collect/0,1,2 get/0,1 get_keys/0,1
                   group_leader/0,2 halt/0,1,2 integer_to_binary/1,2 integer_to_list/1,2 iolist_size/1 iolist_to_binary/1
                   is_alive/0 is_process_alive/1 link/1 list_to_atom/1 list_to_binary/1 list_to_bitstring/1
                   list_to_existing_atom/1 list_to_float/1 list_to_integer/1,2 list_to_pid/1 list_to_port/1 list_to_ref/1
                   list_to_tuple/1 load_module/2 make_ref/0 module_loaded/1 monitor/2,3 monitor_node/2 nodes/0,1,2 now/0
                   open_port/2 pid_to_list/1 port_close/1 port_command/2,3 port_connect/2 port_control/3 port_to_list/1
                   pre_loaded/0 process_flag/2,3 process_info/1,2 processes/0 purge_module/1 put/2 ref_to_list/1 register/2
                   registered/0 setelement/3 spawn/1,2,3,4 spawn_link/1,2,3,4 spawn_monitor/1,2,3,4 spawn_opt/2,3,4,5
                   spawn_request/1,2,3,4,5 spawn_request_abandon/1 split_binary/2 statistics/1 term_to_binary/1,2
                   term_to_iovec/1,2 throw/1 time/0 tuple_to_list/1 unalias/1 unlink/1 unregister/1 whereis/1
                   """)

  @types read.("""
         any/0 arity/0 atom/0 binary/0 bitstring/0 bool/0 boolean/0 byte/0 char/0 dynamic/0 float/0 function/0 identifier/0
         integer/0 iodata/0 iolist/0 list/0,1 map/0 maybe_improper_list/0,2 mfa/0 module/0 neg_integer/0 nil/0 no_return/0 node/0
         non_neg_integer/0 none/0 nonempty_binary/0 nonempty_bitstring/0 nonempty_improper_list/2 nonempty_list/0,1
         nonempty_maybe_improper_list/0,2 nonempty_string/0 number/0 pid/0 port/0 pos_integer/0 reference/0 string/0 term/0
         timeout/0 tuple/0
         """)

  @guards Map.merge(@type_tests, @other_guards)
  @functions Map.merge(@guards, @other_functions)

  @doc "Whether `function` of that module needs no module in front of it."
  def bif(module, function, arity), do: module == :erlang and bif(function, arity)

  @doc "Whether `function` is one of `:erlang` that needs no module in front of it."
  def bif(function, arity), do: is_map_key(@functions, {function, arity})

  @doc "Whether guards may call the function."
  def guard_bif(function, arity), do: is_map_key(@guards, {function, arity})

  @doc "Whether the function tests for a type, by its new or its old name."
  def type_test(function, arity), do: new_type_test(function, arity) or old_type_test(function, arity)

  @doc "Whether the function tests for a type and is named `is_...`."
  def new_type_test(function, arity), do: is_map_key(@type_tests, {function, arity})

  @doc "Whether it is a type test by its old name, without `is_`."
  def old_type_test(function, arity), do: is_map_key(@old_type_tests, {function, arity})

  @doc "Whether the type is built in."
  def is_type(name, arity), do: is_map_key(@types, {name, arity})

  # Operators

  @doc "Whether it calculates."
  def arith_op(op, 1), do: op in [:+, :-, :bnot]
  def arith_op(op, 2), do: op in [:+, :-, :*, :/, :div, :rem, :band, :bor, :bxor, :bsl, :bsr]
  def arith_op(_op, _arity), do: false

  @doc "Whether it combines booleans, both of which are always evaluated."
  def bool_op(op, arity), do: {op, arity} in [not: 1, and: 2, or: 2, xor: 2]

  @doc "Whether it compares."
  def comp_op(op, arity), do: arity == 2 and op in [:"=:=", :"=/=", :==, :"/=", :<, :"=<", :>, :>=]

  @doc "Whether it joins or subtracts lists."
  def list_op(op, arity), do: arity == 2 and op in [:++, :--]

  @doc "Whether it sends."
  def send_op(op, arity), do: {op, arity} == {:!, 2}

  @doc "The kind of an operator: `:arith`, `:bool`, `:comp`, `:list` or `:send`."
  def op_type(op, arity) do
    cond do
      arith_op(op, arity) -> :arith
      bool_op(op, arity) -> :bool
      comp_op(op, arity) -> :comp
      list_op(op, arity) -> :list
      send_op(op, arity) -> :send
      true -> :erlang.error(:function_clause)
    end
  end
end
