defmodule :rand do
  @moduledoc """
  Pseudo-random numbers.

  The generators are of the xorshift family by Vigna: `:exsss` (the default, Xorshift116**), `:exsp` and `:exsplus`
  (Xorshift116+), `:exs1024s` and `:exs1024` (Xorshift1024*), `:exs64` (Xorshift64*), and of the xoroshiro family by Blackman and Vigna:
  `:exro928ss` (Xoroshiro928**) and `:exrop` (Xoroshiro116+). They give the numbers that Erlang gives for the same
  seed (normal ones up to the last bit).
  A state is `{algorithm, seed}` with a map for the algorithm; the functions without `_s` keep theirs in the dictionary
  of the process.
  """

  import Bitwise, only: [band: 2, bor: 2, bxor: 2, bsl: 2, bsr: 2]

  @key :rand_seed
  @mask58 0x3FFFFFFFFFFFFFF
  @mask64 0xFFFFFFFFFFFFFFFF

  # 2 to the powers -51, -53 and -58
  @unit51 4.440892098500626e-16
  @unit53 1.1102230246251565e-16
  @unit58 3.469446951953614e-18

  # Xoroshiro928's jump, as those below
  @xoroshiro928_jump 0xB10773CBE19F5FC1A1504ACD83F240C6007E76CEBCB3B7C4CC049C536E62A33CC2323831B45A3A8A3CEF3CC0F02F778573CF0F0A0657E19F00D4B3584DDD98EE4BE41E015AC26D5D20F9B49FA81B0090567FD9F0B83FE51A1EB3BE1910A1DE1D7D6813D2BA05381FDFD1490244085302F77130CA

  # Seeding

  @doc "Seeds the generator of the calling process."
  def seed(alg_or_state), do: keep(seed_s(alg_or_state))
  def seed(alg, seed), do: keep(seed_s(alg, seed))

  @doc "Returns a state for an algorithm, with a seed that differs each time, or for an exported state."
  def seed_s({alg, state}) when is_atom(alg), do: {algorithm(alg), state}
  def seed_s({%{type: _}, _} = state), do: state

  def seed_s(alg) when is_atom(alg) do
    seed_s(
      alg,
      {:erlang.phash2([{:erlang.node(), self()}]), :erlang.system_time(), :erlang.unique_integer()}
    )
  end

  @doc "Returns a state for an algorithm and a seed: an integer or a tuple of three."
  def seed_s(alg, seed), do: seeded(algorithm(alg), seed)

  defp algorithm(:default), do: algorithm(:exsss)
  defp algorithm(:exsss), do: %{type: :exsss, bits: 58, next: &exsss_next/1}
  defp algorithm(:exsp), do: %{type: :exsp, bits: 58, weak_low_bits: 1, next: &exsp_next/1}
  defp algorithm(:exsplus), do: %{type: :exsplus, max: @mask58, next: &exsp_next/1}
  defp algorithm(:exs1024s), do: %{type: :exs1024s, bits: 64, weak_low_bits: 3, next: &exs1024_next/1}
  defp algorithm(:exro928ss), do: %{type: :exro928ss, bits: 58, next: &exro928ss_next/1}
  defp algorithm(:exrop), do: %{type: :exrop, bits: 58, weak_low_bits: 1, next: &exrop_next/1}
  defp algorithm(:exs1024), do: %{type: :exs1024, max: @mask64, next: &exs1024_next/1}
  defp algorithm(:exs64), do: %{type: :exs64, max: @mask64, next: &exs64/1}

  defp seeded(%{type: :exsss} = alg, seed) when is_integer(seed) do
    {x, s0} = seed58(band(seed, @mask64))
    {_, s1} = seed58(x)
    {alg, [s0 | s1]}
  end

  defp seeded(%{type: :exsss} = alg, {a1, a2, a3}) do
    {x1, _} = seed58(band(a1, @mask64))
    {x2, s0} = seed58(bxor(band(a2, @mask64), x1))
    {_, s1} = seed58(bxor(band(a3, @mask64), x2))
    {alg, [s0 | s1]}
  end

  defp seeded(%{type: type} = alg, seed) when type in [:exsp, :exsplus] and is_integer(seed) do
    {x, s0} = seed58(band(seed, @mask64))
    {_, s1} = seed58(x)
    {alg, [s0 | s1]}
  end

  defp seeded(%{type: type} = alg, {a1, a2, a3}) when type in [:exsp, :exsplus] do
    {_, [_ | tail]} =
      exsp_next([band(a1 * 4_294_967_197 + 1, @mask58) | band(a2 * 4_294_967_231 + 1, @mask58)])

    {_, state} = exsp_next([band(a3 * 4_294_967_279 + 1, @mask58) | tail])
    {alg, state}
  end

  defp seeded(%{type: type} = alg, seed) when type in [:exs1024, :exs1024s] and is_integer(seed) do
    {alg, {seed64(16, band(seed, @mask64)), []}}
  end

  defp seeded(%{type: type} = alg, {a1, a2, a3}) when type in [:exs1024, :exs1024s] do
    b1 = band((band(a1, 0x1FFFFF) + 1) * 2_097_131, 0x1FFFFF)
    b2 = band((band(a2, 0x1FFFFF) + 1) * 2_097_133, 0x1FFFFF)
    b3 = band((band(a3, 0x1FFFFF) + 1) * 2_097_143, 0x1FFFFF)
    {alg, {words(16, bor(bor(bsl(b1, 43), bsl(b2, 22)), bor(bsl(b3, 1), 1)), []), []}}
  end

  defp seeded(%{type: :exro928ss} = alg, seed) when is_integer(seed) do
    {words, _} = words58(16, band(seed, @mask64))
    {alg, {words, []}}
  end

  defp seeded(%{type: :exro928ss} = alg, {a1, a2, a3}) do
    {x, s0} = seed58(band(a1, @mask64))
    {x, s1} = seed58(bxor(band(a2, @mask64), x))
    {words, _} = words58(14, bxor(band(a3, @mask64), x))
    {alg, {[s0, s1 | words], []}}
  end

  defp seeded(%{type: :exrop} = alg, seed) when is_integer(seed) do
    {x, s0} = seed58(band(seed, @mask64))
    {_, s1} = seed58(x)
    {alg, [s0 | s1]}
  end

  defp seeded(%{type: :exrop} = alg, {a1, a2, a3}) do
    {_, [_ | tail]} =
      exrop_next([band(a1 * 4_294_967_197 + 1, @mask58) | band(a2 * 4_294_967_231 + 1, @mask58)])

    {_, state} = exrop_next([band(a3 * 4_294_967_279 + 1, @mask58) | tail])
    {alg, state}
  end

  defp seeded(%{type: :exs64} = alg, seed) when is_integer(seed) do
    [state] = seed64(1, band(seed, @mask64))
    {alg, state}
  end

  defp seeded(%{type: :exs64} = alg, {a1, a2, a3}) do
    {v1, _} = exs64(band(a1, 0xFFFFFFFF) * 4_294_967_197 + 1)
    {v2, _} = exs64(band(a2, 0xFFFFFFFF) * 4_294_967_231 + 1)
    {v3, _} = exs64(band(a3, 0xFFFFFFFF) * 4_294_967_279 + 1)
    {alg, rem(v1 * v2 * v3, @mask64 - 1) + 1}
  end

  # A list is taken for the seed itself, filled up with zeros.
  defp seeded(%{type: type} = alg, list) when is_list(list) do
    case type do
      type when type in [:exs1024, :exs1024s] -> {alg, {fill(16, list, @mask64), []}}
      :exro928ss -> {alg, {fill(16, list, @mask58), []}}
      :exs64 -> {alg, hd(fill(1, list, @mask64))}
      _ -> {alg, list_to_pair(fill(2, list, @mask58))}
    end
  end

  defp list_to_pair([first, second]), do: [first | second]

  defp fill(count, list, mask) do
    words = for word <- list, do: band(word, mask)

    cond do
      length(words) > count -> :erlang.error(:too_many_seed_integers)
      :lists.all(&(&1 == 0), words) -> :erlang.error(:zero_seed)
      true -> words ++ :lists.duplicate(count - length(words), 0)
    end
  end

  defp words58(0, x), do: {[], x}

  defp words58(n, x) do
    {x, word} = seed58(x)
    {words, x} = words58(n - 1, x)
    {[word | words], x}
  end


  defp words(0, _x, acc), do: acc

  defp words(n, x, acc) do
    {word, x} = exs64(x)
    words(n - 1, x, [word | acc])
  end

  defp exs64(x) do
    x = bxor(x, bsr(x, 12))
    x = bxor(x, band(bsl(x, 25), @mask64))
    x = bxor(x, bsr(x, 27))
    {band(x * 2_685_821_657_736_338_717, @mask64), x}
  end

  defp seed64(0, _x), do: []

  defp seed64(n, x) do
    {z, x} = splitmix64_next(x)

    case z do
      0 -> seed64(n, x)
      _ -> [z | seed64(n - 1, x)]
    end
  end

  @doc false
  def splitmix64_next(x) do
    x = band(x + 0x9E3779B97F4A7C15, @mask64)
    z = band(bxor(x, bsr(x, 30)) * 0xBF58476D1CE4E5B9, @mask64)
    z = band(bxor(z, bsr(z, 27)) * 0x94D049BB133111EB, @mask64)
    {bxor(z, bsr(z, 31)), x}
  end

  defp seed58(x) do
    {z, x} = splitmix64_next(x)

    case band(z, @mask58) do
      0 -> seed58(x)
      s -> {x, s}
    end
  end

  @doc "Returns the state of the calling process for `seed/1`, or `:undefined`."
  def export_seed do
    case :erlang.get(@key) do
      {%{type: type}, state} -> {type, state}
      _ -> :undefined
    end
  end

  @doc "Returns a state for `seed_s/1`."
  def export_seed_s({%{type: type}, state}), do: {type, state}

  defp keep(state) do
    :erlang.put(@key, state)
    state
  end

  defp kept do
    case :erlang.get(@key) do
      :undefined -> seed(:default)
      state -> state
    end
  end

  # Generators: a state gives a word and the next state

  @doc false
  def exsss_next([s1 | s0]) do
    x = rotate(band(s0 + bsl(s0, 2), @mask58), 7)
    {band(x + bsl(x, 3), @mask58), [s0 | xorshift116(s1, s0)]}
  end

  @doc "One step of Xorshift116+."
  def exsp_next([s1 | s0]) do
    s = xorshift116(s1, s0)
    {band(s0 + s, @mask58), [s0 | s]}
  end

  defp xorshift116(s1, s0) do
    s1 = bxor(s1, left58(s1, 24))
    bxor(bxor(s1, s0), bxor(bsr(s1, 11), bsr(s0, 41)))
  end

  defp exs1024_next({[s0, s1 | rest], used}) do
    s1 = bxor(s1, band(bsl(s1, 31), @mask64))
    s1 = bxor(s1, bsr(s1, 11))
    s = bxor(bxor(s0, bsr(s0, 30)), s1)
    {band(s * 1_181_783_497_276_652_981, @mask64), {[s | rest], [s0 | used]}}
  end

  defp exs1024_next({[last], used}), do: exs1024_next({[last | :lists.reverse(used)], []})

  @doc "The state of Xoroshiro928** whose words are those 16 integers."
  def exro928_seed(list) when is_list(list) and length(list) == 16, do: {fill(16, list, @mask58), []}

  @doc "The next state of Xoroshiro928**, without its word."
  def exro928_next_state(state), do: elem(exro928ss_next(state), 1)

  @doc "The state of Xoroshiro928** after 2 to the power of 512 steps."
  def exro928_jump_2pow512(state), do: {leap(@xoroshiro928_jump, state, &exro928ss_next/1), []}

  @doc "One step of Xoroshiro928: the two words that it has mixed, and the next state."
  def exro928_next({[s15, s0 | _], _} = state), do: {{s15, s0}, elem(exro928ss_next(state), 1)}
  def exro928_next({[last], used}), do: exro928_next({[last | :lists.reverse(used)], []})

  defp exro928ss_next({[s15, s0 | rest], used}) do
    result = band(rotate(band(s0 * 5, @mask58), 7) * 9, @mask58)
    mixed = bxor(s15, s0)
    last = bxor(bxor(rotate(s0, 44), mixed), left58(mixed, 9))
    {result, {[rotate(mixed, 45) | rest], [last | used]}}
  end

  defp exro928ss_next({[last], used}), do: exro928ss_next({[last | :lists.reverse(used)], []})

  defp exrop_next([s0 | s1]) do
    mixed = bxor(s0, s1)
    next = bxor(bxor(rotate(s0, 24), mixed), left58(mixed, 2))
    {band(s0 + s1, @mask58), [next | rotate(mixed, 35)]}
  end

  defp rotate(word, by), do: bor(left58(word, by), bsr(word, 58 - by))

  # What would be shifted out goes first, so that nothing becomes a large integer on the way.
  defp left58(word, by), do: bsl(band(word, bsr(@mask58, by)), by)

  # Jumps. A generator is linear over the field of two elements, so a jump of n steps is a polynomial in single steps: what is left of
  # x^n after division by the characteristic polynomial of the generator (n is 2^64 for the short states, 2^512 for the long ones).

  @xorshift116_jump 0xD174A83E17DE2302F8EA6BC32C797
  @xoroshiro116_jump 0x9863200F83FCD4A11293241FCB12A
  @xorshift1024_jump 0x284600E3F30E38C3B99181F2D8F685CA047F7684E9FC949D0B5FC64563B3E2A87910C41D10A1E6A5691548C86C1BD5405EE975283D71C93BC4CB815590989B13AAC17D8EFA43CAB83659132BB12FEA70DC2D9891FE68C0222FFEEB0A48316F404489AFFCE4F31A1E5B34A39F070B5837A3C65B8776F9685584242F96ECA9C41D

  @doc "Moves the state of the calling process far ahead."
  def jump, do: keep(jump(kept()))

  @doc "Returns the state far ahead, so that the numbers in between are never met."
  def jump({%{type: type, next: next} = alg, state}) do
    {alg, jumped(type, state, next)}
  end

  defp jumped(type, state, next) when type in [:exsss, :exsp, :exsplus], do: leap(@xorshift116_jump, state, next)
  defp jumped(:exrop, state, next), do: leap(@xoroshiro116_jump, state, next)

  defp jumped(:exro928ss, state, next), do: {leap(@xoroshiro928_jump, state, next), []}

  # The words that are used already keep their number
  defp jumped(type, {words, _used} = state, next) when type in [:exs1024, :exs1024s] do
    {first, rest} = :lists.split(length(words), leap(@xorshift1024_jump, state, next))
    {first, :lists.reverse(rest)}
  end

  @doc false
  def exsp_jump(state), do: leap(@xorshift116_jump, state, &exsp_next/1)

  # The sum of the states after the steps that the polynomial has
  defp leap(polynomial, state, next), do: leap(polynomial, state, next, nil)

  defp leap(0, _state, _next, sum), do: sum

  defp leap(polynomial, state, next, sum) do
    sum = if band(polynomial, 1) == 1, do: add(vector(state), sum), else: sum
    {_, state} = next.(state)
    leap(bsr(polynomial, 1), state, next, sum)
  end

  defp vector({words, used}), do: words ++ :lists.reverse(used)
  defp vector(pair), do: pair

  defp add(vector, nil), do: vector
  defp add([a | rest_a], [b | rest_b]), do: [bxor(a, b) | add(rest_a, rest_b)]
  defp add([], []), do: []
  defp add(a, b), do: bxor(a, b)

  # Uniform

  @doc "Returns a float in `0.0 =< x < 1.0`."
  def uniform do
    {x, state} = uniform_s(kept())
    :erlang.put(@key, state)
    x
  end

  @doc "Returns an integer in `1..n`."
  def uniform(n) do
    {x, state} = uniform_s(n, kept())
    :erlang.put(@key, state)
    x
  end

  @doc "As `uniform/0` with a state of one's own."
  def uniform_s({%{type: :exsss} = alg, state}) do
    {v, state} = exsss_next(state)
    {bsr(v, 5) * @unit53, {alg, state}}
  end

  def uniform_s({%{bits: bits, next: next} = alg, state}) do
    {v, state} = next.(state)
    {bsr(v, bits - 53) * @unit53, {alg, state}}
  end

  def uniform_s({%{type: :exsplus, next: next} = alg, state}) do
    {v, state} = next.(state)
    {v * @unit58, {alg, state}}
  end

  def uniform_s({%{max: max, next: next} = alg, state}) do
    {v, state} = next.(state)
    {v / (max + 1), {alg, state}}
  end

  @doc "As `uniform/1` with a state of one's own."
  def uniform_s(n, {%{type: :exsss} = alg, state}) when is_integer(n) and n >= 1 and n <= 0x400000000000000 do
    exsss_range(n, 0x400000000000000 - n, alg, state)
  end

  def uniform_s(n, {%{bits: bits} = alg, state}) when is_integer(n) and n >= 1 do
    case bsl(1, bits) do
      size when n <= size -> range(n, size - n, alg, state)
      _ -> big_range(n, alg, state)
    end
  end

  # The oldest ones take every word, though some remainders are then a little more likely.
  def uniform_s(n, {%{max: max, next: next} = alg, state}) when is_integer(n) and n >= 1 do
    case n <= max do
      true ->
        {v, state} = next.(state)
        {rem(v, n) + 1, {alg, state}}

      false ->
        float_range(n, {alg, state})
    end
  end

  # A word past the last whole multiple of n would favour small numbers.
  defp exsss_range(n, last, alg, state) do
    {v, state} = exsss_next(state)
    i = rem(v, n)
    if v - i <= last, do: {i + 1, {alg, state}}, else: exsss_range(n, last, alg, state)
  end

  defp range(n, last, %{next: next} = alg, state) do
    {v, state} = next.(state)
    i = rem(v, n)
    if v - i <= last, do: {i + 1, {alg, state}}, else: range(n, last, alg, state)
  end

  defp big_range(n, %{bits: bits, next: next} = alg, state) do
    weak = weak_low_bits(alg)

    case band(n, n - 1) do
      0 ->
        {v, state, _} = wide(bsr(n, bits), next, state, bits, weak)
        {band(v, n - 1) + 1, {alg, state}}

      _ ->
        {v, state, width} = wide(bsr(n, bits - 2), next, state, bits, weak)
        i = rem(v, n)
        if v - i <= bsl(1, width) - n, do: {i + 1, {alg, state}}, else: big_range(n, alg, state)
    end
  end

  # Words side by side until they are wide enough; the weak low bits of the ones before are shifted out.
  defp wide(n, next, state, bits, weak) do
    {v, state} = next.(state)
    widen(n, next, state, v, bits, bits - weak, weak)
  end

  defp widen(n, _next, state, v, width, _shift, _weak) when n <= 1, do: {v, state, width}

  defp widen(n, next, state, v, width, shift, weak) do
    {w, state} = next.(state)
    v = bxor(bsl(bsl(bsr(v, weak), weak), shift), w)
    widen(bsr(n, shift), next, state, v, width + shift, shift, weak)
  end

  defp weak_low_bits(%{weak_low_bits: weak}), do: weak
  defp weak_low_bits(_), do: 0

  defp float_range(n, state) do
    {x, state} = uniform_s(state)
    {:erlang.trunc(x * n) + 1, state}
  end

  @doc "Returns a float in `0.0 < x < 1.0` with all its bits, even near zero."
  def uniform_real do
    {x, state} = uniform_real_s(kept())
    :erlang.put(@key, state)
    x
  end

  @doc "As `uniform_real/0` with a state of one's own."
  def uniform_real_s({%{next: next} = alg, state}) do
    {v, state} = next.(state)
    real(band(high(v, alg), 0xFFFFFFFFFFFFFF), -3, alg, state)
  end

  # A word of 56 bits; those of the oldest generators are taken for such, though they are longer.
  defp high(v, %{bits: bits}), do: bsr(v, bits - 56)
  defp high(v, %{max: _}), do: v

  # 56 bits: the highest one set decides where the 53 of the result are taken from.
  defp real(m, shift, alg, state) when m >= 0x80000000000000 do
    {bsr(m, 3) * :math.pow(2.0, shift - 50), {alg, state}}
  end

  defp real(m, shift, alg, state) when m >= 0x40000000000000, do: {bsr(m, 2) * :math.pow(2.0, shift - 51), {alg, state}}
  defp real(m, shift, alg, state) when m >= 0x20000000000000, do: {bsr(m, 1) * :math.pow(2.0, shift - 52), {alg, state}}
  defp real(m, shift, alg, state) when m >= 0x10000000000000, do: {m * :math.pow(2.0, shift - 53), {alg, state}}

  defp real(m, shift, %{next: next} = alg, state) do
    case shift < -1000 do
      true ->
        {1.1754943508222875e-38, {alg, state}}

      false ->
        {v, state} = next.(state)
        real_more(m, shift, high(v, alg), alg, state)
    end
  end

  defp real_more(m, shift, v, alg, state) do
    # Moves m up by as many bits as it has leading zeros and fills in from v.
    zeros = leading_zeros(m, 0x80000000000000, 0)
    m = band(bor(bsl(m, zeros), bsr(v, 56 - zeros)), 0xFFFFFFFFFFFFFF)
    real(m, shift - zeros, alg, state)
  end

  defp leading_zeros(m, bit, n) when m < bit and n < 56, do: leading_zeros(m, bsr(bit, 1), n + 1)
  defp leading_zeros(_m, _bit, n), do: n

  # Bytes

  @doc "Returns `n` random bytes."
  def bytes(n) do
    {bytes, state} = bytes_s(n, kept())
    :erlang.put(@key, state)
    bytes
  end

  @doc "As `bytes/1` with a state of one's own."
  def bytes_s(n, {%{bits: bits, next: next} = alg, state}) when is_integer(n) and n >= 0 do
    good = bsr(bits - weak_low_bits(alg), 3)
    gather(n, <<>>, next, state, alg, good, bits)
  end

  # The words of the oldest generators are all taken for such of 58 bits.
  def bytes_s(n, {%{max: _, next: next} = alg, state}) when is_integer(n) and n >= 0 do
    gather(n, <<>>, next, state, alg, 7, 58)
  end

  defp gather(0, bytes, _next, state, alg, _good, _bits), do: {bytes, {alg, state}}

  defp gather(n, bytes, next, state, alg, good, bits) do
    {v, state} = next.(state)
    take = if(n < good, do: n, else: good)
    word = bsr(v, if(n < good, do: 8 * (good - n), else: bits - 8 * good))
    gather(n - take, <<bytes::binary, word::integer-size(take)-unit(8)>>, next, state, alg, good, bits)
  end

  # Normal: the ziggurat method of Marsaglia and Tsang 2000 with 256 layers. `@layers` has the right ends of the layers,
  # the first one stretched so that layer 0, with the tail, has the area of the others.

  @tail 3.6541528853610088

  @layers {
    3.910757959524916, 0.21524189598488394, 0.2861745917920739, 0.3357375192144263, 0.37512133287838145,
    0.4083891346119919, 0.43751840220787236, 0.46363433679088284, 0.4874439661392366, 0.5094233296020924,
    0.5299097206615586, 0.5491517023271656, 0.5673382570538191, 0.5846167661063797, 0.601104617755993,
    0.6168969900077518, 0.6320722363860615, 0.6466957148949941, 0.66082257424442, 0.6744998228372941,
    0.6877678927957889, 0.7006618411068154, 0.7132122851909762, 0.7254461409099999, 0.7373872114342959,
    0.7490566620178155, 0.7604734064301083, 0.7716544242245683, 0.7826150233072333, 0.7933690588406235,
    0.8039291169899715, 0.8143066701352154, 0.8245122087522924, 0.8345553540863824, 0.8444449549091542,
    0.854189171008164, 0.8637955455533091, 0.8732710680888609, 0.8826222295851658, 0.8918550707329418,
    0.900975224461222, 0.9099879534967187, 0.9188981836495907, 0.9277105334020003, 0.9364293402865753,
    0.9450586844681657, 0.9536024098810862, 0.9620641432230408, 0.9704473110642247, 0.9787551552942247,
    0.9869907470990626, 0.9951569996350911, 1.0032566795446731, 1.011292417439996, 1.0192667174654844,
    1.0271819660356458, 1.035040439833441, 1.0428443131441492, 1.05059566459093, 1.0582964833306752,
    1.0659486747621227, 1.0735540657924365, 1.081114409703404, 1.08863139065398, 1.0961066278520215,
    1.1035416794246398, 1.1109380460135758, 1.118297174119345, 1.1256204592155334, 1.1329092486525338,
    1.1401648443681514, 1.1473885054208492, 1.1545814503599279, 1.1617448594456117, 1.1688798767308333,
    1.1759876120154522, 1.183069142682687, 1.190125515426692, 1.1971577478794417, 1.2041668301443815,
    1.2111537262436993, 1.2181193754854818, 1.2250646937565308, 1.2319905747461362, 1.2388978911056876,
    1.2457874955486274, 1.2526602218948972, 1.2595168860637143, 1.2663582870182295, 1.2731852076653565,
    1.279998415713818, 1.2867986644932436, 1.2935866937369478, 1.3003632303308372, 1.3071289890307312,
    1.3138846731502205, 1.3206309752210563, 1.327368577627926, 1.33409815321936, 1.3408203658964042,
    1.3475358711805874, 1.3542453167626352, 1.360949343033283, 1.3676485835974763, 1.3743436657731665,
    1.3810352110758555, 1.3877238356899761, 1.394410150928141, 1.401094763679251, 1.407778276846399,
    1.4144612897754714, 1.4211443986753092, 1.4278281970302562, 1.4345132760058923, 1.4412002248487241,
    1.4478896312805762, 1.4545820818884103, 1.4612781625102758, 1.4679784586180797, 1.4746835556978557,
    1.4813940396281875, 1.4881104970574477, 1.4948335157804937, 1.501563685115464, 1.5083015962813116,
    1.5150478427767147, 1.521803020760998, 1.5285677294377125, 1.5353425714415143, 1.542128153229002,
    1.5489250854741734, 1.5557339834691764, 1.562555467531045, 1.5693901634151237, 1.5762387027359064,
    1.5831017233960294, 1.589979870024191, 1.5968737944227882, 1.6037841560260946, 1.6107116223698301,
    1.6176568695730156, 1.624620582833035, 1.6316034569348736, 1.6386061967755479, 1.6456295179047824,
    1.652674147083056, 1.6597408228581827, 1.6668302961616657, 1.6739433309261251, 1.681080704725174,
    1.6882432094371955, 1.6954316519345616, 1.7026468547999232, 1.7098896570713018, 1.717160915017823,
    1.724461502948045, 1.7317923140529632, 1.7391542612859117, 1.7465482782817225, 1.7539753203176716,
    1.7614363653189105, 1.7689324149112686, 1.776464495524523, 1.7840336595494415, 1.7916409865521628,
    1.7992875845497203, 1.806974591350821, 1.8147031759662828, 1.822474540093886, 1.830289919682757,
    1.8381505865828067, 1.8460578502851857, 1.854013059760202, 1.8620176053996742, 1.8700729210712668,
    1.8781804862929958, 1.8863418285367828, 1.8945585256707047, 1.9028322085504292, 1.9111645637712533,
    1.9195573365931882, 1.9280123340526658, 1.9365314282756947, 1.9451165600086784, 1.9537697423846467,
    1.962493064944363, 1.9712886979336595, 1.9801588969004766, 1.9891060076174383, 1.9981324713584196,
    2.0072408305605287, 2.016433734906204, 2.025713947863854, 2.035084353729619, 2.0445479652175313,
    2.0541079316506523, 2.0637675478117323, 2.073530263518743, 2.0833996939983046, 2.093379631138792,
    2.1034740557148774, 2.113687150686653, 2.1240233156895236, 2.134487182846017, 2.145083634047889,
    2.1558178198767375, 2.1666951803543086, 2.177721467740293, 2.1889027716263607, 2.2002455466112765,
    2.211756642884161, 2.2234433400925107, 2.2353133849299214, 2.247375032947389, 2.2596370951737876,
    2.2721089902283818, 2.2848008027244924, 2.2977233489028634, 2.310888250601372, 2.3243080188711325,
    2.337996148796529, 2.351967227379145, 2.366237056717291, 2.3808227951720857, 2.3957431197819274,
    2.4110184139011195, 2.4266709849371466, 2.442725318200364, 2.4592083743347053, 2.476149939670523,
    2.4935830412710467, 2.5115444416266945, 2.530075232159854, 2.5492215503247833, 2.569035452681844,
    2.5895759867082866, 2.6109105184888235, 2.6331163936315827, 2.6562830375767432, 2.680514643285745,
    2.7059336561230625, 2.7326853590440114, 2.760944005279986, 2.7909211740019275, 2.822877396826443,
    2.8571387308732246, 2.894121053613412, 2.9343668672088876, 2.978603279881843, 3.027837791769594,
    3.0835261320021434, 3.147889289518001, 3.224575052047802, 3.3202447338398255, 3.449278298561431,
    3.654152885361009
  }

  @doc "Returns a normally distributed float, mean 0 and variance 1."
  def normal do
    {x, state} = normal_s(kept())
    :erlang.put(@key, state)
    x
  end

  @doc "Returns a normally distributed float."
  def normal(mean, variance), do: mean + :math.sqrt(variance) * normal()

  @doc "As `normal/2` with a state of one's own."
  def normal_s(mean, variance, state) when 0 <= variance do
    {x, state} = normal_s(state)
    {mean + :math.sqrt(variance) * x, state}
  end

  @doc "As `normal/0` with a state of one's own."
  def normal_s(state) do
    {sign, r, state} = bits52(state)
    layer = band(r, 255)
    x = r * (elem(@layers, layer) * @unit51)

    case x < inner(layer) do
      true when sign == 0 -> {x, state}
      true -> {-x, state}
      false -> normal_edge(layer, sign, x, state)
    end
  end

  defp bits52({%{bits: bits, next: next} = alg, state}) do
    {v, state} = next.(state)
    {band(v, bsl(1, bits - 52)), bsr(v, bits - 51), {alg, state}}
  end

  defp bits52({%{max: @mask58, next: next} = alg, state}) do
    {v, state} = next.(state)
    {band(v, 64), bsr(v, 7), {alg, state}}
  end

  defp bits52({%{max: _, next: next} = alg, state}) do
    {v, state} = next.(state)
    {band(v, 0x1000), bsr(v, 13), {alg, state}}
  end

  # The part of a layer that lies under the curve as a whole.
  defp inner(0), do: @tail
  defp inner(1), do: 0.0
  defp inner(layer), do: elem(@layers, layer - 1)

  defp normal_edge(0, sign, x, state) do
    {u, state} = uniform_s(state)
    tail = -(1.0 / @tail) * :math.log(u)
    {u, state} = uniform_s(state)
    y = -:math.log(u)

    case y + y > tail * tail do
      false -> normal_edge(0, sign, x, state)
      true when sign == 0 -> {@tail + tail, state}
      true -> {-@tail - tail, state}
    end
  end

  defp normal_edge(layer, sign, x, state) do
    low = density(elem(@layers, layer))
    high = density(inner(layer))
    {u, state} = uniform_s(state)

    case (high - low) * u + low < density(x) do
      true when sign == 0 -> {x, state}
      true -> {-x, state}
      false -> normal_s(state)
    end
  end

  defp density(x), do: :math.exp(-0.5 * x * x)

  # MWC59: multiply with carry, the digit in the low 32 bits of the state, the carry above it.

  @mwc59_multiplier 0x7FA6502
  @mwc59_last :erlang.bsl(@mwc59_multiplier, 32) - 2
  @mask32 0xFFFFFFFF
  @mask53 0x1FFFFFFFFFFFFF
  @mask59 0x7FFFFFFFFFFFFFF

  defguardp is_mwc59(state) when is_integer(state) and state >= 1 and state <= @mwc59_last

  @doc """
  The state that follows a state of the generator MWC59, which is fast and has no state of its own: the caller keeps it.

      iex> :rand.mwc59(1)
      133850370

  """
  def mwc59(state) when is_mwc59(state), do: @mwc59_multiplier * :erlang.band(state, @mask32) + :erlang.bsr(state, 32)

  @doc """
  32 bits out of a state of MWC59.

      iex> :rand.mwc59_value32(1)
      257

  """
  def mwc59_value32(state) when is_mwc59(state) do
    digit = :erlang.band(state, @mask32)
    :erlang.band(:erlang.bxor(digit, :erlang.bsl(digit, 8)), @mask32)
  end

  @doc """
  59 bits out of a state of MWC59, the upper ones the better.

      iex> :rand.mwc59_value(1)
      2281701393

  """
  def mwc59_value(state) when is_mwc59(state) do
    mixed = :erlang.bxor(state, :erlang.bsl(state, 4))
    :erlang.band(:erlang.bxor(mixed, :erlang.bsl(mixed, 27)), @mask59)
  end

  @doc """
  A number from 0.0 up to 1.0 out of a state of MWC59.

      iex> :rand.mwc59_float(0x123456789ABCDEF)
      0.48968883434335797

  """
  def mwc59_float(state), do: :erlang.band(mwc59_value(state), @mask53) * 1.1102230246251565e-16

  @doc """
  A state of MWC59 to begin with, another one each time.

      iex> :rand.mwc59_seed() in 1..0x400000000000000
      true

  """
  def mwc59_seed do
    high = :erlang.phash2({node(), self()}, 0x4000000)
    low = :erlang.phash2({:os.system_time(), :erlang.unique_integer()}, 0x100000000)
    1 + :erlang.bsl(high, 32) + low
  end
end
