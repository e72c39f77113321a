defmodule :net_adm do
  @moduledoc "Names of hosts and nodes. This node is no distributed one: no other answers it."

  @epmd_port 4369
  @names_request 110
  @wait 5_000

  @doc "The name of this host."
  @spec localhost() :: charlist
  def localhost do
    {:ok, name} = :inet.gethostname()
    name
  end

  @doc "The official name of a host, or `{:error, host}`."
  @spec dns_hostname(atom | charlist) :: {:ok, charlist} | {:error, atom | charlist}
  def dns_hostname(host) do
    case :inet.gethostbyname(host) do
      {:ok, entry} -> {:ok, :erlang.element(2, entry)}
      {:error, _reason} -> {:error, host}
    end
  end

  @doc "`:pang`: without distribution no node answers."
  @spec ping(node) :: :pang
  def ping(node) when is_atom(node), do: :pang

  @doc "Those of `nodes` that answer."
  @spec ping_list([node]) :: [node]
  def ping_list(nodes) when is_list(nodes), do: for(node <- nodes, ping(node) != :pang, do: node)

  @doc "The nodes of this host, as its port mapper daemon knows them."
  @spec names() :: {:ok, [{charlist, :inet.port_number()}]} | {:error, :address | :inet.posix()}
  def names, do: names(localhost())

  @doc "The nodes of a host with their ports, as its port mapper daemon knows them; `{:error, :address}` where none runs."
  @spec names(atom | charlist) :: {:ok, [{charlist, :inet.port_number()}]} | {:error, :address | :inet.posix()}
  def names(host) do
    with {:ok, address} <- :inet.getaddr(host, :inet) do
      case :gen_tcp.connect(address, epmd_port(), [:binary, active: false], @wait) do
        {:ok, socket} ->
          try do
            asked(socket)
          after
            :gen_tcp.close(socket)
          end

        {:error, _reason} ->
          {:error, :address}
      end
    end
  end

  defp asked(socket) do
    case :gen_tcp.send(socket, <<1::16, @names_request>>) do
      :ok -> socket |> received("") |> named()
      {:error, _reason} -> {:error, :address}
    end
  end

  defp epmd_port do
    case :os.getenv(~c"ERL_EPMD_PORT") do
      false -> @epmd_port
      port -> :erlang.list_to_integer(port)
    end
  end

  # The daemon answers and closes the connection.
  defp received(socket, text) do
    case :gen_tcp.recv(socket, 0, @wait) do
      {:ok, more} -> received(socket, text <> more)
      {:error, _reason} -> text
    end
  end

  # After the daemon's own port a line each: name NAME at port PORT.
  defp named(<<_port::32, lines::binary>>) do
    {:ok,
     for line <- :binary.split(lines, "\n", [:global]), ["name", name, "at", "port", port] <- [:binary.split(line, " ", [:global])] do
       {:unicode.characters_to_list(name), :erlang.binary_to_integer(port)}
     end}
  end

  defp named(_text), do: {:error, :address}

  @doc "The hosts that the file `.hosts.erlang` names, in this folder, that of the user, or that of the system."
  @spec host_file() :: [atom] | {:error, term}
  def host_file do
    home = for {:ok, [[folder]]} <- [:init.get_argument(:home)], do: folder
    consulted([~c"."] ++ home ++ [:code.root_dir()])
  end

  defp consulted([folder | folders]) do
    case :file.consult(:filename.join(folder, ~c".hosts.erlang")) do
      {:ok, hosts} -> hosts
      {:error, :enoent} when folders != [] -> consulted(folders)
      error -> error
    end
  end

  @doc "The nodes of all hosts in `.hosts.erlang` that answer; exits where there is no such file."
  @spec world() :: [node]
  def world, do: world(:silent)

  @doc "As `world/0`; `:verbose` tells of each node that is pinged, and whether it answered."
  @spec world(:silent | :verbose) :: [node]
  def world(verbosity) do
    case host_file() do
      {:error, reason} -> exit({:error, reason})
      hosts -> world_list(hosts, verbosity)
    end
  end

  @doc "The nodes of `hosts` that answer."
  @spec world_list([atom]) :: [node]
  def world_list(hosts) when is_list(hosts), do: world_list(hosts, :silent)

  @doc "As `world_list/1`; `:verbose` tells of each node that is pinged, and whether it answered."
  @spec world_list([atom], :silent | :verbose) :: [node]
  def world_list(hosts, verbosity) when is_list(hosts) and verbosity in [:silent, :verbose] do
    for host <- hosts, node <- nodes_of(host), ping(node, verbosity) == :pong, do: node
  end

  defp ping(node, :silent), do: ping(node)

  defp ping(node, :verbose) do
    answer = ping(node)
    :io.format(~c"Pinging ~w -> ~w~n", [node, answer])
    answer
  end

  defp nodes_of(host) do
    case names(host) do
      {:ok, names} -> for {name, _port} <- names, do: :erlang.list_to_atom(name ++ [?@ | :erlang.atom_to_list(host)])
      {:error, _reason} -> []
    end
  end
end
