# Applications stop in order, the last one started first, when the system is told to end from outside; functions for its end are not called.
Code.require_file("two_applications.ex", __DIR__)
System.at_exit(fn status -> IO.puts("at_exit #{status}") end)
Logger.configure(level: :error)
System.cmd("kill", ["-TERM", System.pid()])
Process.sleep(:infinity)
