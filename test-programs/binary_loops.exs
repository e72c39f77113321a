# Loops that go along a binary: the rest is passed on, kept, compared, matched again, given away, or is no binary at all.
defmodule Loops do
  def sum(<<>>, acc), do: acc
  def sum(<<c, rest::binary>>, acc), do: sum(rest, rem(acc * 33 + c, 1_000_003))

  def words("", acc, out), do: Enum.reverse([acc | out])
  def words(" " <> rest, acc, out), do: words(rest, "", [acc | out])
  def words("stop" <> _ = all, _acc, out), do: {all, out}
  def words(<<c::utf8, rest::binary>>, acc, out), do: words(rest, <<acc::binary, c::utf8>>, out)
  def words(other, acc, out), do: {:bad, other, acc, out}

  def tails(<<>>, out), do: out
  def tails(<<_, rest::binary>> = all, out), do: tails(rest, [all | out])
  def tails([h | t], out), do: tails(t, [h | out])

  def ones(<<1::1, rest::bits>>, n), do: ones(rest, n + 1)
  def ones(<<0::1, rest::bitstring>>, n), do: ones(rest, n)
  def ones(<<>>, n), do: n

  def nibbles(<<a::4, b::4-signed, rest::binary>>, acc), do: nibbles(rest, acc + a * b)
  def nibbles(rest, acc), do: {rest, acc}

  def swap(<<c, rest::binary>>, other, n) when n > 0, do: swap(other, rest, n - c)
  def swap(a, b, n), do: {a, b, n}

  def odd(<<c, rest::binary>>, state, n), do: even(rest, state, n + c)
  def odd(x, state, n), do: {:odd, x, state, n}
  def even(<<c, rest::binary>> = all, state, n) when c != ?z, do: odd(rest, state || all, n - c)
  def even(all, state, n), do: {:even, all, state, n}

  def guarded(<<c, rest::binary>>, n) when byte_size(rest) > 3, do: guarded(rest, n + c)
  def guarded(rest, n), do: {rest, n, (fn -> rest end).()}

  def nested(<<a, rest::binary>>, acc) do
    case rest do
      <<?x, after_x::binary>> -> nested(after_x, [a | acc])
      <<>> -> {acc, rest}
      _ -> nested(rest, [{a, rest} | acc])
    end
  end

  def sized(<<n, part::binary-size(n), rest::binary>>, acc), do: sized(rest, [part | acc])
  def sized(<<n::16-little, part::size(n)-unit(4), rest::bits>>, acc), do: sized(rest, [part | acc])
  def sized(rest, acc), do: {rest, acc}

  def below_100(<<c, rest::binary>>) when c < 100, do: below_100(rest)

  def floats(<<f::float, rest::binary>>, sum), do: floats(rest, sum + f)
  def floats(<<f::64, rest::binary>>, sum), do: floats(rest, sum + f)
  def floats(_, sum), do: sum

  def wide(<<a::64, b::64-signed, c::63, _::1, rest::binary>>, acc), do: wide(rest, [a, b, c | acc])
  def wide(<<c::utf16, d::utf32, rest::binary>>, acc), do: wide(rest, [{c, d} | acc])
  def wide(rest, acc), do: {rest, acc}

  def fields(text, start, n, out) do
    case text do
      <<?,, rest::binary>> -> fields(rest, rest, 0, [binary_part(start, 0, n) | out])
      <<_, rest::binary>> -> fields(rest, start, n + 1, out)
      "" -> Enum.reverse([binary_part(start, 0, n) | out])
    end
  end

  def big(<<c, rest::binary>>, acc), do: big(rest, acc * 256 + c)
  def big("", acc), do: acc

  def waits(<<c, rest::binary>>, parent) do
    send(parent, {c, rest})

    receive do
      {:next, <<c::8>>} when c > 0 -> waits(rest, parent)
      {:next, <<0>>} -> rest
    end
  end
end

IO.inspect(Loops.sum("hello world" <> <<255, 0>>, 7))
IO.inspect(Loops.words("ab cé  d", "", []))
IO.inspect(Loops.words("ab stopped here", "", []))
IO.inspect(Loops.words("ab " <> <<255>> <> "x", "", []))
IO.inspect(Loops.words(<<"ab ", 3::3>>, "", []))
IO.inspect(Loops.words(:atom, "", []))
IO.inspect(Loops.tails("abc", []))

for bad <- [<<1, 2, 3::5>>, [1, 2, 3 | <<4, 5>>], [1 | <<4, 5::4>>], :none] do
  try do
    IO.inspect(Loops.tails(bad, []))
  rescue
    e -> IO.puts(Exception.message(e))
  end
end

IO.inspect(Loops.ones(<<0b1011011::7, 255>>, 0))
IO.inspect(Loops.nibbles(<<0xAB, 0x7F, 1::3>>, 0))
IO.inspect(Loops.nibbles(<<0xAB, 0x7F, 0x18>>, 0))
IO.inspect(Loops.swap("abcdef", "ghijkl", 500))
IO.inspect(Loops.swap(<<1, 2>>, [], 500))
IO.inspect(Loops.odd("abcdef", nil, 0))
IO.inspect(Loops.odd("abczef", nil, 0))
IO.inspect(Loops.even("abczef", nil, 0))
IO.inspect(Loops.guarded("abcdefg", 0))
IO.inspect(Loops.nested("axbxcde", []))
IO.inspect(Loops.nested("axbxcd", []))
IO.inspect(Loops.sized(<<3, "abc", 0, 2, 1::1, 5::3>>, []))
IO.inspect(Loops.sized(<<200, 0, 1, 5, 200>>, []))

try do
  Loops.below_100("abz")
rescue
  e in FunctionClauseError ->
    IO.inspect({e.function, e.arity})
    [{Loops, :below_100, arguments, _} | _] = __STACKTRACE__
    IO.inspect(arguments)
end

IO.inspect(Loops.floats(<<1.5::float, 0x7FF0000000000000::64, 2.25::float>>, 0))
IO.inspect(Loops.wide(<<-1::64, -1::64, -1::64, "abc">>, []))
IO.inspect(Loops.wide(<<"é"::utf16, 0x1F600::utf32, "é"::utf16, "q"::utf32>>, []))
IO.inspect(Loops.fields("a,bc,,def", "a,bc,,def", 0, []))
IO.inspect(Loops.big("a number of more than sixty-four bits", 0))

me = self()
pid = spawn_link(fn -> send(me, {:end, Loops.waits("abc", me)}) end)
receive do: ({c, rest} -> IO.inspect({c, rest}))
send(pid, {:next, <<1>>})
receive do: ({c, rest} -> IO.inspect({c, rest}))
send(pid, {:next, <<0>>})
receive do: ({:end, rest} -> IO.inspect(rest))

codes = fn codes, binary ->
  case binary do
    <<c, rest::binary>> -> [c | codes.(codes, rest)]
    "" -> []
  end
end

IO.inspect(codes.(codes, "xyz"), charlists: :as_lists)
IO.inspect(for <<c::utf8 <- "añb">>, do: c)
IO.inspect(for <<c <- "abcdef">>, rem(c, 2) == 0, into: "", do: <<c - 32>>)
{<<a, _::binary>>, [<<b::16>>, %{k: <<c::4, _::4>>}]} = {"abc", ["de", %{k: "f"}]}
IO.inspect({a, b, c, a + b * c})
