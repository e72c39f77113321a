Logger.configure(level: :none)
defmodule E do
  @behaviour :gen_event
  def init({:stop, r}), do: {:error, r}
  def init(:crash), do: raise("i")
  def init({{:swap, p}, term}), do: {:ok, {p, {:swapped, term}}}
  def init({p, id}), do: {:ok, {p, id}}
  def init({p, id, :hib}), do: {:ok, {p, id}, :hibernate}
  def handle_event(:remove, _), do: :remove_handler
  def handle_event(:crash, _), do: raise("e")
  def handle_event({:swap, a, m, b}, s), do: {:swap_handler, a, s, m, b}
  def handle_event(e, {p, id} = s), do: (send(p, {id, e}); {:ok, s})
  def handle_call(:get, s), do: {:ok, elem(s, 1), s}
  def handle_call(:rm, _), do: {:remove_handler, :removed}
  def handle_call(:bad, _), do: :bad
  def handle_info(i, {p, id} = s), do: (send(p, {id, :info, i}); {:ok, s})
  def terminate(r, {p, id}), do: (send(p, {id, :terminate, (case r do {:error, _} -> :error; r -> r end)}); {:term, id})
end
flush = fn f -> receive do {:gen_event_EXIT, h, {:EXIT, {e, _}}} -> IO.inspect({:gen_event_EXIT, h, e}); f.(f); {id, :info, {:EXIT, _, r}} -> IO.inspect({id, :EXIT, r}); f.(f); m -> IO.inspect(m); f.(f) after 200 -> :ok end end
{:ok, p} = :gen_event.start()
me = self()
IO.inspect :gen_event.add_handler(p, E, {me, 1})
IO.inspect :gen_event.add_handler(p, E, {me, 1})
IO.inspect :gen_event.add_handler(p, {E, :b}, {me, 2, :hib})
IO.inspect :gen_event.add_handler(p, {E, :c}, {:stop, :why})
IO.inspect :gen_event.add_handler(p, {E, :c}, :crash) |> elem(0)
IO.inspect :gen_event.which_handlers(p)
:gen_event.notify(p, :ev); :gen_event.sync_notify(p, :ev2)
send(p, :inf); flush.(flush)
IO.inspect :gen_event.call(p, E, :get)
IO.inspect :gen_event.call(p, {E, :b}, :get)
IO.inspect :gen_event.call(p, {E, :nope}, :get)
IO.inspect :gen_event.call(p, {E, :b}, :rm)
flush.(flush)
IO.inspect :gen_event.call(p, E, :bad)
flush.(flush)
IO.inspect :gen_event.which_handlers(p)
IO.inspect :gen_event.add_handler(p, E, {me, 1})
IO.inspect :gen_event.delete_handler(p, E, :done)
IO.inspect :gen_event.delete_handler(p, E, :done)
flush.(flush)
IO.inspect :gen_event.add_sup_handler(p, E, {me, 1})
:gen_event.notify(p, :crash)
flush.(flush)
IO.inspect :gen_event.add_handler(p, E, {me, 1})
IO.inspect :gen_event.swap_handler(p, {E, :a1}, {{E, :x}, {:swap, me}})
IO.inspect :gen_event.which_handlers(p)
flush.(flush)
:gen_event.notify(p, {:swap, :arg, {E, :y}, {:swap, me}})
flush.(flush)
IO.inspect :gen_event.which_handlers(p)
h = spawn(fn -> :gen_event.add_sup_handler(p, {E, :sup}, {me, :sup}); receive do :x -> :ok end end)
Process.sleep(200)
Process.exit(h, :kill)
flush.(flush)
IO.inspect :gen_event.which_handlers(p) |> length
IO.inspect :gen_event.stop(p)
flush.(flush)
