:erlang.error({:some, "reason"})
