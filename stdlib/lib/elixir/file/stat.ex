defmodule File.Stat do
  @moduledoc "What a file system tells about a file."

  defstruct [
    :size,
    :type,
    :access,
    :atime,
    :mtime,
    :ctime,
    :mode,
    :links,
    :major_device,
    :minor_device,
    :inode,
    :uid,
    :gid
  ]

  @type t :: %__MODULE__{
          size: non_neg_integer,
          type: :device | :directory | :regular | :other | :symlink,
          access: :read | :write | :read_write | :none,
          atime: :calendar.datetime() | integer,
          mtime: :calendar.datetime() | integer,
          ctime: :calendar.datetime() | integer,
          mode: non_neg_integer,
          links: non_neg_integer,
          major_device: non_neg_integer,
          minor_device: non_neg_integer,
          inode: non_neg_integer,
          uid: non_neg_integer,
          gid: non_neg_integer
        }

  @doc """
  The record `:file_info` of Erlang.

      iex> stat = File.stat!(".")
      iex> elem(File.Stat.to_record(stat), 0)
      :file_info

  """
  @spec to_record(t) :: tuple
  def to_record(%File.Stat{} = stat) do
    {:file_info, stat.size, stat.type, stat.access, stat.atime, stat.mtime, stat.ctime, stat.mode, stat.links,
     stat.major_device, stat.minor_device, stat.inode, stat.uid, stat.gid}
  end

  @doc """
  The struct of Erlang's record `:file_info`.

      iex> File.Stat.from_record({:file_info, 5, :regular, :read, nil, nil, nil, 0o644, 1, 0, 0, 1, 0, 0}).size
      5

  """
  @spec from_record(tuple) :: t
  def from_record(record)

  def from_record({:file_info, size, type, access, atime, mtime, ctime, mode, links, major_device, minor_device, inode, uid, gid}) do
    %File.Stat{
      size: size,
      type: type,
      access: access,
      atime: atime,
      mtime: mtime,
      ctime: ctime,
      mode: mode,
      links: links,
      major_device: major_device,
      minor_device: minor_device,
      inode: inode,
      uid: uid,
      gid: gid
    }
  end
end
