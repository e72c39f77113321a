try do
  raise "first"
rescue
  e -> reraise e, __STACKTRACE__
end
