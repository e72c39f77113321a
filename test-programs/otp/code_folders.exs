# Where Erlang and its applications are: tools look the version up there.

IO.inspect(Path.type(to_string(:code.lib_dir())))
IO.inspect(File.read!(Path.join([:code.root_dir(), "releases", :erlang.system_info(:otp_release), "OTP_VERSION"])) =~ ~r/^27\.3/)
