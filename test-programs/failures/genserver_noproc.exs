GenServer.call(:nobody_here, :hi)
