defprotocol JSON.Encoder do
  @moduledoc """
  How a type is written as JSON.

  Structs may derive it: `@derive {JSON.Encoder, only: [:name]}`, `@derive {JSON.Encoder, except: [:password]}` or
  `@derive JSON.Encoder` for all fields.
  """

  @undefined_impl_description """
  the protocol must be explicitly implemented.

  If you have a struct, you can derive the implementation specifying which fields should be encoded to JSON:

      @derive {JSON.Encoder, only: [....]}
      defstruct ...

  It is also possible to encode all fields, although this should be used carefully to avoid accidentally leaking private information when new fields are added:

      @derive JSON.Encoder
      defstruct ...

  Finally, if you don't own the struct you want to encode to JSON, you may use Protocol.derive/3 placed outside of any module:

      Protocol.derive(JSON.Encoder, NameOfTheStruct, only: [...])
      Protocol.derive(JSON.Encoder, NameOfTheStruct)\
  """

  @doc ~S"""
  The JSON of `term`; `encoder` is called as `encoder.(value, encoder)` for the values within.

      iex> IO.iodata_to_binary(JSON.Encoder.encode([1, "two"], &JSON.protocol_encode/2))
      "[1,\"two\"]"

  """
  @spec encode(t, JSON.encoder()) :: iodata
  def encode(term, encoder)

  @impl true
  defmacro __deriving__(module, opts) do
    fields = module |> Macro.struct_info!(__CALLER__) |> Enum.map(& &1.field) |> fields_to_encode(opts)
    vars = Macro.generate_arguments(length(fields), __MODULE__)
    encoder = Macro.var(:encoder, __MODULE__)
    pairs = Enum.zip(fields, vars)

    body =
      case pairs do
        [] ->
          "{}"

        [{field, var} | rest] ->
          tail =
            for {field, var} <- rest, part <- [key(",", field), quote(do: unquote(encoder).(unquote(var), unquote(encoder)))], do: part

          [key("{", field), quote(do: unquote(encoder).(unquote(var), unquote(encoder)))] ++ tail ++ [?}]
      end

    quote do
      defimpl JSON.Encoder, for: unquote(module) do
        def encode(%{unquote_splicing(pairs)}, unquote(encoder)) do
          _ = unquote(encoder)
          unquote(body)
        end
      end
    end
  end

  defp key(prefix, field), do: prefix <> :erlang.iolist_to_binary(JSON.encode_string(Atom.to_string(field))) <> ":"

  defp fields_to_encode(fields, opts) when is_list(opts) do
    cond do
      only = Keyword.get(opts, :only) ->
        case Enum.reject(only, &(&1 in fields)) do
          [] ->
            only

          unknown ->
            raise ArgumentError,
                  "unknown struct fields #{inspect(unknown)} specified in :only. Expected one of: #{inspect(fields -- [:__struct__])}"
        end

      except = Keyword.get(opts, :except) ->
        case Enum.reject(except, &(&1 in fields)) do
          [] ->
            fields -- [:__struct__ | except]

          unknown ->
            raise ArgumentError,
                  "unknown struct fields #{inspect(unknown)} specified in :except. Expected one of: #{inspect(fields -- [:__struct__])}"
        end

      true ->
        fields -- [:__struct__]
    end
  end

  defp fields_to_encode(fields, _opts), do: fields -- [:__struct__]
end

defimpl JSON.Encoder, for: Atom do
  def encode(value, _encoder), do: JSON.encode_atom(value)
end

defimpl JSON.Encoder, for: BitString do
  def encode(value, _encoder) when is_binary(value), do: JSON.encode_string(value)

  def encode(value, _encoder) do
    raise Protocol.UndefinedError, protocol: JSON.Encoder, value: value, description: "cannot encode a bitstring to JSON"
  end
end

defimpl JSON.Encoder, for: Integer do
  def encode(value, _encoder), do: Integer.to_string(value)
end

defimpl JSON.Encoder, for: Float do
  def encode(value, _encoder), do: JSON.encode_float(value)
end

defimpl JSON.Encoder, for: List do
  def encode(value, encoder), do: JSON.encode_list(value, encoder)
end

defimpl JSON.Encoder, for: Map do
  def encode(value, encoder), do: JSON.encode_map(value, encoder)
end

defimpl JSON.Encoder, for: [Date, Time, NaiveDateTime, DateTime, Duration] do
  def encode(value, _encoder), do: [?", @for.to_iso8601(value), ?"]
end
