# How OTP's own reports and :logger_formatter write log events: by line, on one line, below a header of old.

r1 = %{label: {:application_controller, :progress}, report: [application: :eex, started_at: :nonode@nohost]}
r2 = %{label: {:application_controller, :exit}, report: [application: :eex, exited: :stopped, type: :temporary]}
IO.inspect :application_controller.format_log(r1)
IO.inspect :application_controller.format_log(r2)
for r <- [r1, r2], sl <- [true, false] do
  IO.puts(:application_controller.format_log(r, %{depth: :unlimited, chars_limit: :unlimited, single_line: sl}))
end
r3 = %{label: {:supervisor, :progress}, report: [supervisor: {:some_pid, B}, started: [pid: :some_pid, mfa: {B, :init, [[1]]}]]}
r4 = %{label: {:supervisor, :error}, report: [supervisor: {:local, :x}, errorContext: :child_terminated, reason: :boom, offender: [pid: :some_pid, mod: B]]}
for r <- [r3, r4] do
 IO.inspect(:supervisor_bridge.format_log(r))
 for sl <- [true, false], do: IO.puts(:supervisor_bridge.format_log(r, %{depth: :unlimited, chars_limit: :unlimited, single_line: sl}))
end
r5 = %{label: {:supervisor, :child_terminated}, report: [supervisor: {:local, :x}, errorContext: :child_terminated, reason: {:boom, [a: 1]}, offender: [pid: :some_pid, id: :child, mfargs: {S, :start_link, [[]]}, restart_type: :permanent, shutdown: 5000, child_type: :worker]]}
r3b = %{label: {:supervisor, :progress}, report: [supervisor: {:local, :x}, started: [pid: :some_pid, id: :child, mfargs: {S, :start_link, [[]]}, restart_type: :permanent, shutdown: 5000, child_type: :worker]]}
for r <- [r3b, r5] do
 IO.inspect(:supervisor.format_log(r))
 for sl <- [true, false], do: IO.puts(:supervisor.format_log(r, %{depth: :unlimited, chars_limit: :unlimited, single_line: sl}))
end
r6 = %{label: {:proc_lib, :crash}, report: [[initial_call: {S, :init, [:a]}, pid: :some_pid, registered_name: [], error_info: {:exit, :boom, []}, ancestors: [:some_pid], message_queue_len: 0, messages: [], links: [], dictionary: [], trap_exit: false, status: :running, heap_size: 10, stack_size: 1, reductions: 5], []]}
for sl <- [true, false], do: IO.puts(:proc_lib.report_cb(r6, %{depth: :unlimited, chars_limit: :unlimited, single_line: sl}))
IO.puts :proc_lib.format(hd([r6.report]))
r7 = %{label: {:gen_server, :terminate}, name: :x, last_message: {:"$gen_cast", :boom}, state: [1], log: [], reason: {:boom, [{S, :f, 1, [file: ~c"a", line: 3]}]}, client_info: :undefined, process_label: :undefined}
IO.inspect(:gen_server.format_log(r7))
for sl <- [true, false], do: IO.puts(:gen_server.format_log(r7, %{depth: :unlimited, chars_limit: :unlimited, single_line: sl}))
e = fn msg, meta -> %{level: :error, msg: msg, meta: Map.merge(%{time: 1_600_000_000_123_456, pid: :some_pid, gl: :some_pid}, meta)} end
for c <- [%{}, %{single_line: false}, %{legacy_header: true, single_line: false}, %{template: [:time, " ", {:mfa, ["[", :mfa, "] "], ["none "]}, :msg]}, %{time_offset: ~c"Z"}, %{time_offset: ~c"+02:00", time_designator: ?\s}, %{max_size: 20}, %{template: [:pid, " ", :level, [:a, :b], {[:a, :b], ["yes"], ["no"]}, {:line, [:file, ":", :line], []}, "\n"]}] do
  c = Map.put_new(c, :time_offset, ~c"Z")
  for {m, meta} <- [{{:string, "a\nb"}, %{}}, {{~c"x ~p~n y", [1]}, %{mfa: {A, :b, 1}, file: ~c"f.ex", line: 3}}, {{:report, %{a: 1, b: "x"}}, %{a: %{b: 2}}}, {{:report, [a: 1]}, %{report_cb: fn r -> {~c"<~p>", [r]} end}}, {{:report, r6}, %{report_cb: &:proc_lib.report_cb/2, logger_formatter: %{title: ~c"CRASH REPORT"}}}] do
    IO.puts(:logger_formatter.format(e.(m, meta), c)); IO.puts "|"
  end
end
for c <- [%{foo: 1}, %{template: :x}, %{single_line: 1}, %{max_size: -1}, %{depth: 5}, %{time_offset: "x"}, %{legacy_header: 1}, %{time_offset: ~c"Z"}, %{chars_limit: 5, template: [:msg]}], do: IO.inspect(:logger_formatter.check_config(c))
