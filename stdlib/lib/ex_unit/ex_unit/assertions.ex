defmodule ExUnit.Assertions do
  @moduledoc """
  What tests claim.

  `assert/1` looks at the code it is given: of a comparison it reports both sides, of a match the pattern and the value, of a call its
  arguments. So there is no need for an assertion for each operator:

      assert Enum.sum(list) == 6
      assert {:ok, %{name: name}} = Accounts.fetch(id)
      assert String.starts_with?(name, "A")
      refute name in reserved

  A failed assertion raises `ExUnit.AssertionError`, which ends the test. `use ExUnit.Case` imports this module; assertions may be
  imported and used elsewhere as well.
  """

  @operators [:==, :<, :>, :<=, :>=, :===, :=~, :!==, :!=, :in]

  # assert

  @doc """
  Asserts that an expression is truthy, or that a pattern matches; reports the operands if not.

      iex> assert 1 + 1 == 2
      true

  A match binds its variables, and gives the value. It has to give something truthy, too; to assert that something matches whatever
  it is, and for guards, there is `match?/2`.

      iex> assert {:ok, value} = {:ok, 1}
      {:ok, 1}
      iex> assert match?({:ok, number} when number > 0, {:ok, value})
      true

  """
  defmacro assert(assertion)

  defmacro assert({:=, _, [{:when, _, [_, _]} = left, right]}) do
    raise ArgumentError, """
    invalid pattern in assert/1:

      #{Macro.to_string(left)}

    To assert with guards, use match?/2:

      assert match?(#{Macro.to_string(left)}, #{Macro.to_string(right)})
    """
  end

  defmacro assert({:=, _, [_, _]} = assertion), do: __match__(assertion, {:assert, [], [assertion]}, true, __CALLER__)

  defmacro assert({:match?, _, [_, _]} = assertion), do: matching(assertion, :assert, __CALLER__)

  defmacro assert(assertion) do
    case operator(assertion, :assert, __CALLER__) do
      {:ok, code} -> code
      :error -> truth(assertion, :assert, __CALLER__)
    end
  end

  @doc """
  Asserts that `value` is truthy; fails with `message`, a text or an exception, if not.

      iex> assert 1 < 2, "one is not less than two"
      true

      iex> assert false, %ArgumentError{message: "not so"}
      ** (ArgumentError) not so

  """
  @spec assert(value, String.t() | Exception.t() | keyword) :: value when value: term
  def assert(value, message) when is_binary(message), do: assert(value, message: message)

  def assert(value, opts) when is_list(opts) do
    if value, do: true, else: raise(ExUnit.AssertionError, checked_options(opts))
  end

  def assert(value, exception) do
    if value, do: true, else: raise(exception)
  end

  defp checked_options(opts) do
    message = Keyword.get(opts, :message, "")
    if is_binary(message), do: opts, else: raise(ArgumentError, ":message in ExUnit.Assertion must be a binary, got: #{inspect(message)}")
  end

  # refute

  @doc """
  Asserts that an expression is `false` or `nil`; reports the operands if not.

      iex> refute Enum.empty?([1])
      false

      iex> refute match?({:error, _}, {:ok, 1})
      false

  """
  defmacro refute(assertion)

  defmacro refute({:match?, _, [_, _]} = assertion), do: matching(assertion, :refute, __CALLER__)

  defmacro refute(assertion) do
    case operator(assertion, :refute, __CALLER__) do
      {:ok, code} -> code
      :error -> truth(assertion, :refute, __CALLER__)
    end
  end

  @doc """
  Asserts that `value` is `false` or `nil`; fails with `message` if not.

      iex> refute 1 > 2, "one is greater than two"
      false

  """
  @spec refute(term, String.t()) :: false | nil
  def refute(value, message) do
    not assert(!value, message)
  end

  # Kernel's comparisons report both sides.
  defp operator({operator, _, [_, _]} = assertion, kind, caller) when operator in @operators do
    if Enum.any?(Macro.Env.lookup_import(caller, {operator, 2}), &match?({_, Kernel}, &1)),
      do: comparison(assertion, kind),
      else: :error
  end

  defp operator(_assertion, _kind, _caller), do: :error

  defp comparison({operator, meta, [left, right]} = assertion, kind) do
    call = {operator, meta, [Macro.var(:left, __MODULE__), Macro.var(:right, __MODULE__)]}

    {:ok,
     quote do
       left = unquote(left)
       right = unquote(right)
       ExUnit.Assertions.unquote(:"__#{kind}__")(unquote(call), left, right, unquote(operator), unquote(stored(kind, assertion)))
     end}
  end

  @doc false
  def __assert__(result, left, right, operator, code) do
    if result, do: result, else: comparison_failed("Assertion", left, right, operator, code, [:<, :>, :!==, :!=])
  end

  @doc false
  def __refute__(result, left, right, operator, code) do
    if result, do: comparison_failed("Refute", left, right, operator, code, [:<=, :>=, :===, :==, :=~]), else: result
  end

  # The operators that give what they must not for things that are the same.
  defp comparison_failed(word, left, right, operator, code, for_same) do
    message = "#{word} with #{operator} failed"

    if left === right and operator in for_same do
      fail(code, left: left, message: message <> ", both sides are exactly equal", context: context(operator))
    else
      fail(code, left: left, right: right, message: message, context: context(operator))
    end
  end

  defp context(operator) when operator in [:===, :!==], do: :===
  defp context(_operator), do: :==

  @spec fail(binary, keyword) :: no_return
  defp fail(code, fields), do: raise(ExUnit.AssertionError, [expr: restored(code)] ++ fields)

  # A call of a function is reported with its arguments; macros and special forms are not.
  # Arguments that stand in the code as they are need no repeating.
  defp truth(assertion, kind, caller) do
    code = stored(kind, assertion)
    check = :"__#{kind}_truth__"

    if call_with_arguments?(assertion, caller) and not Macro.quoted_literal?(elem(assertion, 2)) do
      {call, meta, args} = assertion
      vars = for index <- :lists.seq(1, length(args)), do: Macro.var(:"arg#{index}", __MODULE__)

      # all at once, as in the call: what one argument binds, the next one does not see
      quote do
        unquote({:{}, [], vars}) = unquote({:{}, [], args})
        ExUnit.Assertions.unquote(check)(unquote({call, meta, vars}), unquote(vars), unquote(code))
      end
    else
      quote(do: ExUnit.Assertions.unquote(check)(unquote(assertion), ExUnit.AssertionError.no_value(), unquote(code)))
    end
  end

  @doc false
  def __assert_truth__(value, args, code) do
    if value, do: value, else: fail(code, args: args, message: "Expected truthy, got #{inspect(value)}")
  end

  @doc false
  def __refute_truth__(value, args, code) do
    if value, do: fail(code, args: args, message: "Expected false or nil, got #{inspect(value)}"), else: value
  end

  defp call_with_arguments?({{:., _, [_, _]}, _, [_ | _] = args} = call, caller),
    do: not placeholder?(args) and not block?(args) and Macro.expand_once(call, caller) == call

  defp call_with_arguments?({name, _, [_ | _] = args} = call, caller) when is_atom(name) do
    Macro.classify_atom(name) == :identifier and not Macro.special_form?(name, length(args)) and
      not Macro.operator?(name, length(args)) and not placeholder?(args) and not block?(args) and
      Macro.expand_once(call, caller) == call
  end

  defp call_with_arguments?(_call, _caller), do: false

  defp block?(args), do: match?([{:do, _} | _], List.last(args))

  defp placeholder?({:&, _, [position]}), do: is_integer(position)
  defp placeholder?({left, _, right}), do: placeholder?(left) or placeholder?(right)
  defp placeholder?({left, right}), do: placeholder?(left) or placeholder?(right)
  defp placeholder?([head | tail]), do: placeholder?(head) or placeholder?(tail)
  defp placeholder?(_), do: false

  # Patterns

  @doc false
  # The code of a match that has to match, and where it is to be truthy has to give neither nil nor false.
  def __match__({:=, meta, [left, right]}, code, truthy?, caller) do
    expanded = __expand_pattern__(left, caller)
    vars = pattern_vars(expanded)
    pins = pins_code(expanded)
    line = Keyword.get(meta, :line, caller.line)

    failed =
      quote line: line do
        ExUnit.Assertions.__match_failed__(unquote(stored(expanded)), right, unquote(stored(code)), unquote(pins))
      end

    # the variables are kept alive so that a later use in the same pattern is none of the compiler's business
    result = if vars == [], do: :ok, else: {:{}, [], Enum.map(vars, &mark_generated/1)}
    clauses = [{:->, [], [[left], result]}, {:->, [generated: true], [[Macro.var(:_, nil)], failed]}]
    matched = {:case, [generated: true], [Macro.var(:right, __MODULE__), [do: clauses]]}
    bound = if vars == [], do: matched, else: {:=, [], [{:{}, [], mark_used(vars, expanded)}, matched]}

    check =
      quote line: line do
        ExUnit.Assertions.__assert_truth__(right, ExUnit.AssertionError.no_value(), unquote(stored(code)))
      end

    quote line: line do
      right = unquote(right)
      unquote(bound)
      unquote(if truthy?, do: check, else: Macro.var(:right, __MODULE__))
    end
  end

  @doc false
  def __match_failed__(left, right, code, pins) do
    fail(code, left: restored(left), right: right, message: "match (=) failed" <> __pins__(pins), context: {:match, pins})
  end

  defp matching({:match?, meta, [left, right]} = assertion, kind, caller) do
    match? = {:match?, meta, [left, Macro.var(:right, __MODULE__)]}
    expanded = __expand_pattern__(left, caller)

    quote do
      right = unquote(right)

      ExUnit.Assertions.unquote(:"__#{kind}_match__")(
        unquote(match?),
        right,
        unquote(stored(expanded)),
        unquote(stored(kind, assertion)),
        unquote(pins_code(expanded))
      )
    end
  end

  @doc false
  def __assert_match__(true, _right, _left, _code, _pins), do: true
  def __assert_match__(false, right, left, code, pins), do: test_failed("match (match?) failed", right, left, code, pins)

  @doc false
  def __refute_match__(false, _right, _left, _code, _pins), do: false

  def __refute_match__(true, right, left, code, pins),
    do: test_failed("match (match?) succeeded, but should have failed", right, left, code, pins)

  defp test_failed(message, right, left, code, pins),
    do: fail(code, left: restored(left), right: right, message: message <> __pins__(pins), context: {:match, pins})

  @doc false
  def __pins__([]), do: ""

  def __pins__(pins) do
    lines = for {{name, _context}, value} <- pins, do: ["\n  ", Atom.to_string(name), " = ", inspect(value)]
    IO.iodata_to_binary(["\nThe following variables were pinned:" | lines])
  end

  @doc false
  # The pattern with its macros expanded, so that its variables can be seen. What a macro has become keeps the call of the
  # macro in its metadata, under :original.
  def __expand_pattern__({:when, meta, [left, right]}, caller) do
    {:when, meta, [expand_pattern(left, %{caller | context: :match}), expand_guard(right, %{caller | context: :guard})]}
  end

  def __expand_pattern__(pattern, caller), do: expand_pattern(pattern, %{caller | context: :match})

  defp expand_pattern({:quote, _, [_]} = quoted, _caller), do: quoted
  defp expand_pattern({:quote, _, [_, _]} = quoted, _caller), do: quoted
  defp expand_pattern({:^, _, _} = pin, _caller), do: pin
  defp expand_pattern({:"::", meta, [left, right]}, caller), do: {:"::", meta, [expand_pattern(left, caller), right]}
  # reports show how strings are put together
  defp expand_pattern({:<>, meta, [left, right]}, caller), do: {:<>, meta, [expand_pattern(left, caller), expand_pattern(right, caller)]}

  defp expand_pattern({name, meta, context} = var, caller) when is_atom(name) and is_atom(context) do
    # __MODULE__ and its like
    case Macro.classify_atom(name) do
      :identifier -> if name in [:__MODULE__, :__DIR__], do: Macro.expand_once({name, meta, context}, caller), else: var
      _ -> var
    end
  end

  defp expand_pattern({:@, _, _} = attribute, caller), do: attribute |> Macro.expand(caller) |> expand_pattern(caller)

  defp expand_pattern({left, meta, right} = call, caller) do
    case Macro.expand(call, caller) do
      ^call when is_list(right) -> {left, meta, Enum.map(right, &expand_pattern(&1, caller))}
      ^call -> call
      expanded -> expanded |> expand_pattern(caller) |> keep_original(call)
    end
  end

  defp expand_pattern({left, right}, caller), do: {expand_pattern(left, caller), expand_pattern(right, caller)}
  defp expand_pattern(list, caller) when is_list(list), do: Enum.map(list, &expand_pattern(&1, caller))
  defp expand_pattern(other, _caller), do: other

  defp expand_guard({operator, meta, [left, right]}, caller) when operator in [:and, :or, :when],
    do: {operator, meta, [expand_guard(left, caller), expand_guard(right, caller)]}

  defp expand_guard(guard, caller) do
    case Macro.prewalk(guard, &Macro.expand(&1, caller)) do
      ^guard -> guard
      expanded -> keep_original(expanded, guard)
    end
  end

  defp keep_original({:__aliases__, _, _} = expanded, _call), do: expanded
  defp keep_original({name, meta, args}, call) when is_list(meta) and (is_list(args) or is_atom(args)), do: {name, Keyword.put(meta, :original, call), args}
  defp keep_original(expanded, _call), do: expanded

  defp pattern_vars({:when, _, [pattern, _guard]}), do: pattern_vars(pattern)
  defp pattern_vars(pattern), do: pattern |> collect_vars([]) |> Enum.reverse()

  defp collect_vars({:"::", _, [left, _size]}, acc), do: collect_vars(left, acc)
  defp collect_vars({:quote, _, _}, acc), do: acc
  defp collect_vars({:^, _, _}, acc), do: acc
  defp collect_vars({skip, _, context}, acc) when skip in [:_, :__MODULE__, :__ENV__, :__DIR__, :__STACKTRACE__, :__CALLER__] and is_atom(context), do: acc

  defp collect_vars({name, _meta, context} = var, acc) when is_atom(name) and is_atom(context) do
    if Enum.any?(acc, &same_variable?(&1, var)), do: acc, else: [var | acc]
  end

  defp collect_vars({left, _, right}, acc), do: collect_vars(right, collect_vars(left, acc))
  defp collect_vars({left, right}, acc), do: collect_vars(right, collect_vars(left, acc))
  defp collect_vars([head | tail], acc), do: collect_vars(tail, collect_vars(head, acc))
  defp collect_vars(_other, acc), do: acc

  # A quoted list of {{name, context}, value} of the pinned variables.
  defp pins_code(pattern) do
    for {name, meta, context} = var <- pattern |> collect_pins([]) |> Enum.uniq_by(&elem(&1, 0)) |> Enum.sort_by(&elem(&1, 0)) do
      {ExUnit.Diff.Patterns.key(name, meta, context), var}
    end
  end

  # Only those the author of the test has named; a macro's are its own business.
  defp collect_pins({:^, _, [{name, _, nil} = var]}, acc) when is_atom(name), do: [var | acc]
  defp collect_pins({:quote, _, _}, acc), do: acc
  defp collect_pins({left, _, right}, acc), do: collect_pins(right, collect_pins(left, acc))
  defp collect_pins({left, right}, acc), do: collect_pins(right, collect_pins(left, acc))
  defp collect_pins([head | tail], acc), do: collect_pins(tail, collect_pins(head, acc))
  defp collect_pins(_other, acc), do: acc

  # The code of an assertion is only of use when it fails. Until then it is kept as a binary, which is less to compile than a term.
  defp stored(kind, assertion), do: stored({kind, [], [assertion]})
  defp stored(code), do: code |> Macro.prewalk(&prune/1) |> :erlang.term_to_binary()

  defp restored(code), do: :erlang.binary_to_term(code)

  # Only line and column stay in what a report keeps of the code.
  defp prune({name, meta, context}) when is_list(meta), do: {name, Keyword.drop(meta, [:end_of_expression, :newlines]), context}
  defp prune(other), do: other

  # Exceptions

  @doc """
  Asserts that `function` raises `exception` with `message`, a text or a regular expression; returns the exception.

      iex> assert_raise ArgumentError, ~r/size/, fn -> raise ArgumentError, "bad size" end
      %ArgumentError{message: "bad size"}

  """
  @spec assert_raise(module, binary | Regex.t(), (-> any)) :: Exception.t()
  def assert_raise(exception, message, function) when is_function(function) do
    error = assert_raise(exception, function)
    actual = Exception.message(error)

    matches? =
      cond do
        is_binary(message) -> actual == message
        is_struct(message, Regex) -> Regex.match?(message, actual)
      end

    if not matches? do
      flunk("""
      Wrong message for #{inspect(exception)}
      expected:
        #{inspect(message)}
      actual:
        #{inspect(actual)}\
      """)
    end

    error
  end

  @doc """
  Asserts that `function` raises `exception`; returns the exception.

      iex> assert_raise ArithmeticError, fn -> div(List.first([1]), 0) end
      %ArithmeticError{message: "bad argument in arithmetic expression"}

  """
  @spec assert_raise(module, (-> any)) :: Exception.t()
  def assert_raise(exception, function) when is_function(function) do
    try do
      function.()
    rescue
      error ->
        name = error.__struct__

        cond do
          name == exception ->
            check_message(name, error)
            error

          name == ExUnit.AssertionError ->
            reraise(error, __STACKTRACE__)

          true ->
            message = "Expected exception #{inspect(exception)} but got #{inspect(name)} (#{Exception.message(error)})"
            reraise ExUnit.AssertionError, [message: message], __STACKTRACE__
        end
    else
      _ -> flunk("Expected exception #{inspect(exception)} but nothing was raised")
    end
  end

  defp check_message(name, error) do
    name.message(error)
  catch
    kind, reason ->
      message = "Got exception #{inspect(name)} but it failed to produce a message with:\n\n" <>
        Exception.format(kind, reason, __STACKTRACE__)

      flunk(message)
  end

  @doc """
  The value that `expression` throws; fails if it throws none.

      iex> catch_throw(throw(:ball))
      :ball

  """
  defmacro catch_throw(expression), do: catching(:throw, expression)

  @doc """
  The reason with which `expression` exits; fails if it does not.

      iex> catch_exit(exit(:done))
      :done

  """
  defmacro catch_exit(expression), do: catching(:exit, expression)

  @doc """
  The error that `expression` raises, as it is before it becomes an exception; fails if it raises none.

      iex> catch_error(:erlang.error(:bad_luck))
      :bad_luck

  """
  defmacro catch_error(expression), do: catching(:error, expression)

  defp catching(kind, expression) do
    quote do
      try do
        _ = unquote(expression)
        ExUnit.Assertions.flunk("Expected to catch #{unquote(kind)}, got nothing")
      rescue
        error in [ExUnit.AssertionError] ->
          reraise(error, __STACKTRACE__)
      catch
        unquote(kind), caught -> caught
      end
    end
  end

  @doc """
  Fails with `message`.

      flunk("this line should not be reached")

  """
  @spec flunk(String.t()) :: no_return
  def flunk(message \\ "Flunked!") when is_binary(message), do: assert(false, message: message)

  # Numbers

  @doc """
  Asserts that two numbers differ by at most `delta`.

      iex> assert_in_delta 10, 15, 5
      true

  """
  def assert_in_delta(value1, value2, delta, message \\ nil)

  def assert_in_delta(_value1, _value2, delta, _message) when delta < 0,
    do: raise(ArgumentError, "delta must always be a positive number, got: #{inspect(delta)}")

  def assert_in_delta(value1, value2, delta, message) do
    difference = abs(value1 - value2)

    message =
      message ||
        "Expected the difference between #{inspect(value1)} and #{inspect(value2)} (#{inspect(difference)}) " <>
          "to be less than or equal to #{inspect(delta)}"

    assert difference <= delta, message
  end

  @doc """
  Asserts that two numbers differ by more than `delta`.

      iex> refute_in_delta 10, 11, 0.5
      false

  """
  def refute_in_delta(value1, value2, delta, message \\ nil) do
    difference = abs(value1 - value2)

    message =
      if message do
        "#{message} (difference between #{inspect(value1)} and #{inspect(value2)} is less than #{inspect(delta)})"
      else
        "Expected the difference between #{inspect(value1)} and #{inspect(value2)} (#{inspect(difference)}) " <>
          "to be more than #{inspect(delta)}"
      end

    refute difference <= delta, message
  end

  # Messages

  @doc """
  Asserts that a message matching `pattern` is in the mailbox of the test, or arrives within `timeout` milliseconds; takes it and binds
  the variables of the pattern. The timeout is by default the option `:assert_receive_timeout` of `ExUnit.configure/1`.

  A failure shows the messages there are, beside the pattern.

      iex> send(self(), {:sum, 3})
      iex> assert_receive {:sum, number} when number > 0
      iex> number
      3

  """
  defmacro assert_receive(pattern, timeout \\ nil, failure_message \\ nil),
    do: receiving(pattern, timeout, failure_message, __CALLER__, :assert_receive)

  @doc """
  Asserts that a message matching `pattern` is in the mailbox, without waiting for it; see `assert_receive/3`.

      iex> send(self(), :ready)
      iex> assert_received :ready
      :ready

  """
  defmacro assert_received(pattern, failure_message \\ nil),
    do: receiving(pattern, 0, failure_message, __CALLER__, :assert_received)

  defp receiving(pattern, timeout, failure_message, caller, name) do
    expanded = __expand_pattern__(pattern, caller)
    vars = pattern_vars(expanded)
    pins = pins_code(expanded)
    received = Macro.var(:received, __MODULE__)

    bound =
      case pattern do
        {:when, meta, [pattern, guard]} -> {:when, meta, [quote(do: unquote(pattern) = unquote(received)), guard]}
        pattern -> quote(do: unquote(pattern) = unquote(received))
      end

    matcher =
      case pattern do
        {:when, meta, [pattern, guard]} -> [{:when, meta, [pattern, guard]}]
        pattern -> [pattern]
      end

    # that the code made here reads the variables says nothing about how they are named
    result = {:{}, [], [received | Enum.map(vars, &mark_generated/1)]}
    tuple = {:{}, [], [received | mark_used(vars, expanded)]}
    clauses = [{:->, [], [[bound], result]}]
    matches? = [{:->, [generated: true], [matcher |> Enum.map(&silence/1), true]}, {:->, [generated: true], [[Macro.var(:_, nil)], false]}]

    quote do
      timeout = ExUnit.Assertions.__timeout__(unquote(timeout), :assert_receive_timeout)

      unquote(tuple) =
        receive do
          unquote(clauses)
        after
          timeout ->
            ExUnit.Assertions.__no_message__(
              unquote(stored(expanded)),
              unquote(stored(name, pattern)),
              fn message -> case message, do: unquote(matches?) end,
              unquote(pins),
              timeout,
              unquote(failure_message)
            )
        end

      received
    end
  end

  # A variable that its own pattern uses, by saying it again, in a size or in the guard, is used, whatever the test does with it.
  defp mark_used(vars, pattern) do
    {_, uses} = Macro.prewalk(pattern, [], fn node, uses -> {node, if(variable?(node), do: [node | uses], else: uses)} end)
    Enum.map(vars, &if(Enum.count(uses, fn use -> same_variable?(use, &1) end) > 1, do: mark_generated(&1), else: &1))
  end

  defp variable?({name, _meta, context}), do: is_atom(name) and is_atom(context)
  defp variable?(_node), do: false

  defp same_variable?({name, meta, context}, {other, other_meta, other_context}),
    do: name == other and context == other_context and Keyword.get(meta, :counter) == Keyword.get(other_meta, :counter)

  # The variables of a pattern used only to look whether it matches.
  defp silence({:when, meta, [pattern, guard]}), do: {:when, meta, [pattern, guard]}
  defp silence(pattern), do: Macro.prewalk(pattern, &mark_generated/1)

  defp mark_generated({name, meta, context}) when is_atom(name) and is_atom(context), do: {name, [generated: true] ++ meta, context}
  defp mark_generated(other), do: other

  @doc false
  def __timeout__(timeout, _key) when is_integer(timeout) and timeout >= 0, do: timeout
  def __timeout__(nil, key), do: Application.get_env(:ex_unit, key, 100)

  def __timeout__(other, _key), do: raise(ArgumentError, "timeout must be a non-negative integer, got: #{inspect(other)}")

  @mailbox_limit 10

  @doc false
  def __no_message__(_pattern, _expr, _matches?, _pins, _timeout, message) when is_binary(message), do: flunk(message)

  def __no_message__(pattern, code, matches?, pins, timeout, _message) do
    {:messages, messages} = Process.info(self(), :messages)
    pattern = restored(pattern)

    if Enum.any?(messages, matches?) do
      flunk("""
      Found message matching #{Macro.to_string(pattern)} after #{timeout}ms.

      This means the message was delivered too close to the timeout value, you may want to either:

        1. Give an increased timeout to `assert_receive/2`
        2. Increase the default timeout to all `assert_receive` in your
           test_helper.exs by setting ExUnit.configure(assert_receive_timeout: ...)
      """)
    else
      {text, shown} = mailbox(messages)
      message = "Assertion failed, no matching message after #{timeout}ms" <> __pins__(pins) <> text

      fail(code, left: pattern, message: message, context: {:mailbox, pins, shown})
    end
  end

  defp mailbox([]), do: {"\nThe process mailbox is empty.", []}

  defp mailbox(messages) do
    total = length(messages)
    shown = Enum.take(messages, -@mailbox_limit)
    {"\nShowing #{length(shown)} of #{total} #{if total == 1, do: "message", else: "messages"} in the mailbox", shown}
  end

  @doc """
  Asserts that no message matching `pattern` is in the mailbox or arrives within `timeout` milliseconds, by default the option
  `:refute_receive_timeout` of `ExUnit.configure/1`.

      iex> refute_receive :stop, 1
      false

  """
  defmacro refute_receive(pattern, timeout \\ nil, failure_message \\ nil), do: refusing(pattern, timeout, failure_message)

  @doc """
  Asserts that no message matching `pattern` is in the mailbox, without waiting for one.

      iex> refute_received :stop
      false

  """
  defmacro refute_received(pattern, failure_message \\ nil), do: refusing(pattern, 0, failure_message)

  defp refusing(pattern, timeout, failure_message) do
    received = Macro.var(:received, __MODULE__)

    bound =
      case pattern do
        {:when, meta, [pattern, guard]} -> {:when, meta, [quote(do: unquote(pattern) = unquote(received)), guard]}
        pattern -> quote(do: unquote(pattern) = unquote(received))
      end

    message =
      failure_message ||
        quote do
          "Unexpectedly received message #{inspect(received)} (which matched #{unquote(Macro.to_string(pattern))})"
        end

    clauses = [{:->, [], [[bound], quote(do: ExUnit.Assertions.flunk(unquote(message)))]}]

    quote do
      receive do
        unquote(clauses)
      after
        ExUnit.Assertions.__timeout__(unquote(timeout), :refute_receive_timeout) -> false
      end
    end
  end
end
