# Applications stop in order, the last one started first, when the system is asked to stop; functions for its end are not called.
Code.require_file("two_applications.ex", __DIR__)
System.at_exit(fn status -> IO.puts("at_exit #{status}") end)
:ok = System.stop(3)
:ok = System.stop(4)
Process.sleep(:infinity)
