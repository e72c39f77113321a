defmodule :otp_internal do
  @moduledoc """
  Knows functions that Erlang has had and has no more, and what to use in their place.
  """

  @removed %{
    {:code, :rehash, 0} => ~c"the code path cache feature has been removed",
    {:erlang, :get_stacktrace, 0} => ~c"use the new try/catch syntax for retrieving the stack backtrace",
    {:erlang, :hash, 2} => ~c"use erlang:phash2/2 instead",
    {:filename, :safe_relative_path, 1} => ~c"use filelib:safe_relative_path/2 instead",
    {:http_uri, :parse, 1} => ~c"use uri_string functions instead",
    {:httpd_util, :decode_hex, 1} => ~c"use uri_string:unquote function instead",
    {:pg2, :create, 1} => ~c"this module was removed in OTP 24. Use 'pg' instead",
    {:ssl, :cipher_suites, 0} => ~c"use cipher_suites/2,3 instead"
  }

  @doc """
  `{:removed, text}` for such a function, `:no` for any other.

      iex> {:removed, text} = :otp_internal.obsolete(:erlang, :hash, 2)
      iex> List.to_string(text)
      "use erlang:phash2/2 instead"

      iex> :otp_internal.obsolete(:erlang, :phash2, 2)
      :no

  """
  @spec obsolete(module, atom, arity) :: :no | {:removed, charlist}
  def obsolete(module, function, arity) do
    case @removed do
      %{{^module, ^function, ^arity} => text} -> {:removed, text}
      _ -> :no
    end
  end
end
