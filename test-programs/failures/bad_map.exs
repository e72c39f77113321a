m = Process.get(:nothing, 1)
%{m | a: 1}
