defmodule Version do
  @moduledoc """
  Versions and requirements, by Semantic Versioning 2.0.

      iex> Version.match?("1.4.2", "~> 1.2")
      true

  """

  alias Version.Requirement

  @enforce_keys [:major, :minor, :patch]
  @derive {Inspect, optional: [:pre, :build]}
  defstruct [:major, :minor, :patch, pre: [], build: nil]

  @type version :: String.t() | t
  @type requirement :: String.t() | Requirement.t()
  @type major :: non_neg_integer
  @type minor :: non_neg_integer
  @type patch :: non_neg_integer
  @type pre :: [String.t() | non_neg_integer]
  @type build :: String.t() | nil
  @type t :: %__MODULE__{major: major, minor: minor, patch: patch, pre: pre, build: build}

  @doc """
  Whether a version meets a requirement. Option: `:allow_pre`, true by default.

      iex> Version.match?("2.1.0-dev", ">= 2.0.0", allow_pre: false)
      false

  """
  @spec match?(version, requirement, keyword) :: boolean
  def match?(version, requirement, opts \\ [])

  def match?(version, requirement, opts) when is_binary(requirement),
    do: match?(version, parse_requirement!(requirement), opts)

  def match?(version, requirement, opts) do
    allow_pre? = Keyword.get(opts, :allow_pre, true)
    Requirement.match?(requirement, comparable(version), allow_pre?)
  end

  @doc """
  Which of two versions comes later: `:gt`, `:eq` or `:lt`. The build says nothing.

      iex> Version.compare("2.0.0-rc.1", "2.0.0")
      :lt

  """
  @spec compare(version, version) :: :gt | :eq | :lt
  def compare(version1, version2), do: compare_parts(comparable(version1), comparable(version2))

  @doc false
  # Both are {major, minor, patch, pre}.
  def compare_parts({major, minor, patch, pre}, {major, minor, patch, pre}), do: :eq

  def compare_parts({major1, minor1, patch1, pre1}, {major2, minor2, patch2, pre2}) do
    cond do
      {major1, minor1, patch1} > {major2, minor2, patch2} -> :gt
      {major1, minor1, patch1} < {major2, minor2, patch2} -> :lt
      pre1 == [] -> :gt
      pre2 == [] -> :lt
      # numbers come before texts, as in the term order
      pre1 > pre2 -> :gt
      pre1 < pre2 -> :lt
      true -> :eq
    end
  end

  defp comparable(%Version{major: major, minor: minor, patch: patch, pre: pre}), do: {major, minor, patch, pre}

  defp comparable(string) do
    case Version.Parser.parse_version(string) do
      {:ok, {major, minor, patch, pre, _build}} -> {major, minor, patch, pre}
      :error -> raise Version.InvalidVersionError, string
    end
  end

  @doc """
  Reads a version.

      iex> {:ok, version} = Version.parse("2.0.1-alpha.1")
      iex> version.pre
      ["alpha", 1]

  """
  @spec parse(String.t()) :: {:ok, t} | :error
  def parse(string) when is_binary(string) do
    case Version.Parser.parse_version(string) do
      {:ok, {major, minor, patch, pre, build}} ->
        {:ok, %Version{major: major, minor: minor, patch: patch, pre: pre, build: build_text(build)}}

      :error ->
        :error
    end
  end

  defp build_text([]), do: nil
  defp build_text([build]), do: build

  @doc """
  Reads a version; raises `Version.InvalidVersionError` on anything else.

      iex> Version.parse!("2.1.0-rc.1").pre
      ["rc", 1]

  """
  @spec parse!(String.t()) :: t
  def parse!(string) when is_binary(string) do
    case parse(string) do
      {:ok, version} -> version
      :error -> raise Version.InvalidVersionError, string
    end
  end

  @doc """
  Reads a requirement such as `">= 1.0.0 and < 2.0.0"`.

      iex> Version.parse_requirement("not one")
      :error

  """
  @spec parse_requirement(String.t()) :: {:ok, Requirement.t()} | :error
  def parse_requirement(string) when is_binary(string) do
    case Version.Parser.parse_requirement(string) do
      {:ok, lexed} -> {:ok, Requirement.new(string, lexed)}
      :error -> :error
    end
  end

  @doc """
  Reads a requirement; raises `Version.InvalidRequirementError` on anything else.

      iex> Version.match?("2.1.0", Version.parse_requirement!("~> 2.0"))
      true

  """
  @spec parse_requirement!(String.t()) :: Requirement.t()
  def parse_requirement!(string) when is_binary(string) do
    case parse_requirement(string) do
      {:ok, requirement} -> requirement
      :error -> raise Version.InvalidRequirementError, string
    end
  end

  @doc """
  Prepares a requirement for being matched often. Here every requirement is ready from the start.

      iex> Version.match?("2.1.0", Version.compile_requirement(Version.parse_requirement!("~> 2.0")))
      true

  """
  @spec compile_requirement(Requirement.t()) :: Requirement.t()
  def compile_requirement(%Requirement{} = requirement), do: requirement

  @doc """
  The text of a version.

      iex> Version.to_string(%Version{major: 1, minor: 2, patch: 3})
      "1.2.3"

  """
  @spec to_string(t) :: String.t()
  def to_string(%Version{major: major, minor: minor, patch: patch, pre: pre, build: build}) do
    numbers = [Integer.to_string(major), ?., Integer.to_string(minor), ?., Integer.to_string(patch)]
    build = if build, do: [?+ | build], else: []
    :erlang.iolist_to_binary([numbers, pre_text(pre) | build])
  end

  defp pre_text([]), do: []
  defp pre_text(pre), do: [?- | Enum.map_intersperse(pre, ?., &if(is_integer(&1), do: Integer.to_string(&1), else: &1))]
end

defimpl String.Chars, for: Version do
  defdelegate to_string(version), to: Version
end
