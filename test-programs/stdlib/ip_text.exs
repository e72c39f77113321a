# IP addresses as text and back.
text = fn
  list when is_list(list) -> List.to_string(list)
  other -> other
end

for address <- [{127, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 0, 0, 0}, {8193, 3512, 0, 0, 0, 0, 0, 1}, {8193, 3512, 0, 1, 0, 0, 0, 1}, {0, 0, 0, 0, 0, 65535, 49320, 1}, {0, 0, 0, 0, 0, 0, 258, 772}, {1, 2, 3, 4, 5, 6, 7, 8}, {1, 0, 3, 0, 0, 6, 0, 0}, {256, 1, 1, 1}, :a, {1, 2, 3}, {0, 0, 0, 0, 0, 0, 0, 258}],
    do: IO.inspect({address, text.(:inet_parse.ntoa(address))})

for string <- ["127.0.0.1", "1.2.3", "1", "256.1.1.1", "1.2.3.4.5", "0x7f.1", "010.1.1.1", "::1", "::", "1::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:1.2.3.4", "1:2:3", "1::2::3", "fe80::1%eth0", "g::1", "12345::1", "", "a", "1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:8:9", " 1.2.3.4", "4294967295", "4294967296", "ABCD::ef01"] do
  list = String.to_charlist(string)
  IO.inspect({string, :inet_parse.address(list), :inet_parse.ipv4_address(list), :inet_parse.ipv6_address(list), :inet_parse.ipv4strict_address(list), :inet_parse.ipv6strict_address(list)})
end
