defmodule Bitwise do
  @moduledoc """
  Operations on the bits of integers, taken as two's complement of unlimited width.

  All but the hidden ones are allowed in guards; `import Bitwise` brings the operators in.
  """

  @doc false
  @deprecated "import Bitwise instead"
  defmacro __using__(options) do
    except =
      cond do
        Keyword.get(options, :only_operators) ->
          [bnot: 1, band: 2, bor: 2, bxor: 2, bsl: 2, bsr: 2]

        Keyword.get(options, :skip_operators) ->
          ["~~~": 1, &&&: 2, |||: 2, "^^^": 2, <<<: 2, >>>: 2]

        true ->
          []
      end

    quote do
      import Bitwise, except: unquote(except)
    end
  end

  @doc """
  Flips every bit.

  ## Examples

      iex> Bitwise.bnot(2)
      -3

  """
  @doc guard: true
  @spec bnot(integer) :: integer
  def bnot(expr), do: :erlang.bnot(expr)

  @doc false
  @doc guard: true
  @spec unquote(:~~~)(integer) :: integer
  def unquote(:~~~)(expr), do: :erlang.bnot(expr)

  @doc """
  The bits set in both.

  ## Examples

      iex> Bitwise.band(9, 3)
      1

  """
  @doc guard: true
  @spec band(integer, integer) :: integer
  def band(left, right), do: :erlang.band(left, right)

  @doc """
  `band/2` as an operator.

  ## Examples

      iex> import Bitwise
      iex> 9 &&& 3
      1

  """
  @doc guard: true
  @spec integer &&& integer :: integer
  def left &&& right, do: :erlang.band(left, right)

  @doc """
  The bits set in either.

  ## Examples

      iex> Bitwise.bor(9, 3)
      11

  """
  @doc guard: true
  @spec bor(integer, integer) :: integer
  def bor(left, right), do: :erlang.bor(left, right)

  @doc """
  `bor/2` as an operator.

  ## Examples

      iex> import Bitwise
      iex> 9 ||| 3
      11

  """
  @doc guard: true
  @spec integer ||| integer :: integer
  def left ||| right, do: :erlang.bor(left, right)

  @doc """
  The bits set in exactly one.

  ## Examples

      iex> Bitwise.bxor(9, 3)
      10

  """
  @doc guard: true
  @spec bxor(integer, integer) :: integer
  def bxor(left, right), do: :erlang.bxor(left, right)

  @doc false
  @doc guard: true
  @spec unquote(:^^^)(integer, integer) :: integer
  def unquote(:^^^)(left, right), do: :erlang.bxor(left, right)

  @doc """
  Moves the bits up by `right` places (down for a negative number).

  ## Examples

      iex> Bitwise.bsl(1, 4)
      16

  """
  @doc guard: true
  @spec bsl(integer, integer) :: integer
  def bsl(left, right), do: :erlang.bsl(left, right)

  @doc """
  `bsl/2` as an operator.

  ## Examples

      iex> import Bitwise
      iex> 1 <<< 4
      16

  """
  @doc guard: true
  @spec integer <<< integer :: integer
  def left <<< right, do: :erlang.bsl(left, right)

  @doc """
  Moves the bits down by `right` places (up for a negative number), keeping the sign.

  ## Examples

      iex> Bitwise.bsr(-16, 2)
      -4

  """
  @doc guard: true
  @spec bsr(integer, integer) :: integer
  def bsr(left, right), do: :erlang.bsr(left, right)

  @doc """
  `bsr/2` as an operator.

  ## Examples

      iex> import Bitwise
      iex> 16 >>> 2
      4

  """
  @doc guard: true
  @spec integer >>> integer :: integer
  def left >>> right, do: :erlang.bsr(left, right)
end
