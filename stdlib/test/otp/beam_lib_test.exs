defmodule BeamLibTest do
  use ExUnit.Case, async: true

  doctest :beam_lib
  doctest :elixir_erl
  doctest :erl_prim_loader
  doctest :otp_internal

  test "atoms, imports and locals are those of the definitions" do
    [{module, binary}] =
      Code.compile_string("""
      defmodule BeamLibTest.Sample do
        def shout(text), do: {:loud, loud(text)}
        defp loud(text), do: String.upcase(text)
      end
      """)

    assert {:ok, {^module, chunks}} = :beam_lib.chunks(binary, [:atoms, :imports, :locals])
    assert chunks[:imports] == [{String, :upcase, 1}]
    assert chunks[:locals] == [loud: 1]
    assert [{1, ^module} | others] = chunks[:atoms]
    assert :loud in Enum.map(others, &elem(&1, 1))
    refute :text in Enum.map(others, &elem(&1, 1))
  end

  test "without debug information nothing is known of the code" do
    [{_, binary}] = Code.compile_string("defmodule BeamLibTest.Plain do\n@compile {:debug_info, false}\nend")
    assert {:ok, {_, [debug_info: {:debug_info_v1, :elixir_erl, :none}]}} = :beam_lib.chunks(binary, [:debug_info])
    assert {:error, :beam_lib, {:missing_chunk, ^binary, ~c"ImpT"}} = :beam_lib.chunks(binary, [:imports])
  end
end
