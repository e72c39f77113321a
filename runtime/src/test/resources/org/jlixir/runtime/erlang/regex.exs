# Prints, for searches with regular expressions, what PCRE 8.45 in Erlang/OTP 27 answers: {subject, pattern, options, result} as base64.
bin = [{:capture, :all, :binary}]
cases = [
  {"xabc", "a(b)", []}, {"xabc", "q", []}, {"xabc", "a(b)(q)?(c)", [{:capture, :all, :index}]}, {"xabc", "a(b)(q)?(z)?", []},
  {"xabc", "a(b)(q)?(z)?", [{:capture, :all_but_first, :binary}]}, {"xabc", "a(?<n>b)(?<m>q)?", [{:capture, [:n, "m", 0, :zz], :binary}]},
  {"xabc", "a(?<n>b)(?<m>q)?", [{:capture, :all_names, :list}]}, {"xabcab", "a(b)", [:global]}, {"abc", "x*", [:global]}, {"axb", "x*", [:global]},
  {"abc", "b", [:global, {:capture, :none}]}, {"aabc", "^a", [offset: 1]}, {"xabc", "a", [:anchored]}, {"éa", ".", [:unicode | bin]}, {"éa", ".", bin},
  {"ABC", "b", [:caseless]}, {"abc", "x*", [:notempty]}, {"abc1", "[[:digit:]]", []}, {"aaa", "a++", []}, {"(a(b)c)", "\\((?:[^()]|(?R))*\\)", bin},
  {"a\tb", "a\\hb", []}, {"a\r\nb", "a\\Rb", []}, {"foobar", "foo\\Kbar", []}, {"abc", "(?P<x>b)", []}, {"abc", "(?|(a)|(b))(c)?", [:global]},
  {"a\n", "a$", []}, {"a\n", "a$", [:dollar_endonly]}, {"a\nb", "a$", [:multiline]}, {"a\nb\n", "^", [:multiline, :global]}, {"\r", ".", []}, {"\n", ".", []}, {"\n", ".", [:dotall]},
  {"ab", "a b # c", [:extended]}, {"aaa", "a+", [:ungreedy]}, {"a\nb", "b", [:firstline]}, {"٣", "\\d", [:unicode]}, {"٣", "\\d", [:unicode, :ucp]}, {"é", "\\w", [:unicode]}, {"日本", "\\w+", [:unicode]}, {"日本", "\\w+", [:unicode, :ucp]},
  {"É", "é", [:unicode, :caseless]}, {"ab", "(a)?(?(1)b|c)", []}, {"c", "(a)?(?(1)b|c)", []}, {"aa", "(a)\\g{-1}", []}, {"a.b", "\\Qa.b\\E", []}, {"A", "\\x{41}", []}, {"é", "\\x{e9}", [:unicode]},
  {"foo bar baz", "\\b\\w+\\b", [:global]}, {"2024-01-15", "(?<y>\\d{4})-(?<m>\\d\\d)-(?<d>\\d\\d)", bin}, {"aaaa", "a{2,3}", bin}, {"aaaa", "a{2,3}?", bin}, {"aaaa", "(a{1,2}){2}", bin}, {"ababab", "(ab)+", []}, {"ababab", "(?:ab){2}", []}, {"ababab", "(?:ab)*?$", []},
  {"foobar", "(?<=foo)bar", []}, {"foobar", "(?<!foo)bar", []}, {"foobaz", "foo(?!bar)", []}, {"foobar", "foo(?=bar)", []}, {"xay", "(?<=x|yy)a", []}, {"aaab", "(?>a+)b", []}, {"aaa", "(?>a+)a", []},
  {"aXbX", "(.)X(.)X", [{:capture, :all, :list}]}, {"abcabc", "(abc)\\1", []}, {"abcABC", "(abc)\\1", [:caseless]}, {"abab", "(?<q>ab)\\k<q>", []}, {"abab", "(?<q>ab)(?P=q)", []}, {"a1b2", "[a-z]\\d", [:global]}, {"]-^", "[]^-]+", []}, {"a-z", "[a\\-z]+", []}, {"x\\y", "\\\\", []},
  {"tab\there", "\\t", []}, {"hello", "l+", [:global]}, {"", "", []}, {"", "^$", []}, {"abc", "", [:global]}, {"abc", "(?i)B(?-i)c", []}, {"aBC", "a(?i:b)C", []}, {"aBC", "a(?i)bc", []}, {"ab\ncd", "(?s)b.c", []}, {"ab\ncd", "(?m)^c", []}, {"a b", "(?x) a \\  b ", []},
  {"1.5e10", "[-+]?\\d+(?:\\.\\d+)?(?:[eE][-+]?\\d+)?", []}, {"user@example.com", "^[\\w.+-]+@[\\w-]+\\.[\\w.-]+$", []}, {"key=value; k2=v2", "(\\w+)=(\\w+)", [:global | bin]}, {"<b>x</b>", "<(\\w+)>(.*?)</\\1>", bin},
  {"aaaaaaaaaaaaaaaaaaaaaaaa", "(a|b|ab)*c", []}, {"ab", "a|ab", bin}, {"ab", "(?:a|ab)$", bin}, {"abcd", "(a(b(c)))d", []}, {"", "(a)?", []}, {"b", "(a)?b", []}, {"ab", "((a)|(b))+", []}, {"aba", "((a)|(b))+", []}, {"xyz", "[^a-w]+", bin}, {"ABC", "[a-c]+", [:caseless]}, {"Ä", "[ä]", [:unicode, :caseless]},
  {"ſ", "s", [:unicode, :caseless]}, {"\u212A", "k", [:unicode, :caseless]}, {"line1\nline2", "\\Aline\\d$", [:multiline, :global]}, {"line1\nline2\n", "line\\d\\Z", [:global]}, {"line1\nline2\n", "line\\d\\z", [:global]}, {"e\u0301x", "\\X", [:unicode | bin]}, {"αβγ", "\\p{Greek}+", [:unicode | bin]}, {"aB1 ", "\\p{Lu}", []}, {"aB1 ", "\\P{L}+", bin}, {"a_b", "[[:alpha:]_]+", bin}, {"a1", "[[:^alpha:]]", bin},
  {"foofoo", "(foo)(?1)", []}, {"abcba", "^((.)(?1)\\2|.?)$", []}, {"aXb", "a(?#comment)X", []}, {"a", "a{0}", []}, {"aaa", "a{,2}", []}, {"a{,2}", "a{,2}", []}, {"a{1", "a{1", []}, {"x" <> String.duplicate("a", 50) <> "y", "x(a{2}){25}y", []}, {"\x01", "\\cA", []}, {"\e[0m", "\\e\\[", []}, {"a\0b", "\\0", []}, {"S", "\\123", []}, {"8", "\\8?8", []},
  {"ab12", "(?<l>[a-z]+)(?<d>\\d+)", [{:capture, ["d", "l"], :binary}]}, {"foo", "(?<a>x)|(?<b>f)", [{:capture, :all_names, :index}]}, {"abc", "(?:)", [:global]}, {"a,b", ",", [:global, {:capture, :first, :index}]}, {"aab", "(?<!a)a", [:global]}, {"word word", "(\\w+)\\s\\1", bin}, {"aXXXb", "a(X*)(X)b", bin}, {"aXXXb", "a(X*?)(X+)b", bin}, {"aXXXb", "a(X*+)(X)?b", bin}, {"12:34", "(?:(\\d+):)?(\\d+)", bin}, {"abc", "(?=(b))?", []}, {"aaab", "a*?b", bin}, {"((()))", "\\((?:(?R)|)\\)", bin}, {"xx", "(?:x(?=x))x", bin}, {"ab", "(?:(?=a)a)b", bin}, {"\u00e0b", "[^b]", [:unicode | bin]}, {"a\u2028b", "a.b", [:unicode]}, {"fooBAR", "(?i)foobar", bin}, {"test", "t(?=$)", []}, {"caféx", "é(x)", [:unicode]},
  {"aaa", "(a)(?{1})?", []}, {"a", "(", []}, {"a", "*", []}, {"a", "[a", []}, {"a", "a)", []}, {"a", "(?<n>a)(?<n>b)", []}, {"a", "[b-a]", []}, {"a", "\\", []}, {"a", "a{2,1}", []}, {"a", "(?z)", []}, {"a", "\\p{Foo}", []}, {"a", "(?<=a+)b", []}, {"a", "\\2(a)", []}, {"a", "[[:foo:]]", []}, {"a", "(?P<1a>a)", []}, {"a", "(a)(?(1)a|b|c)", []}, {"ab", "a(?=b(*F))|ab", bin}, {"aaa", "^(a)?(?(1)a|b)+", bin},
]
for {s, p, o} <- cases do
  compiled = Enum.filter(o, & &1 in [:unicode, :ucp, :caseless, :multiline, :dotall, :extended, :ungreedy, :dollar_endonly, :firstline])
  compile = case :re.compile(p, compiled) do {:ok, r} -> {:ok, elem(r, 1)}; {:error, {message, _}} -> {:error, message} end
  run = try do {:ok, :re.run(s, p, o)} catch k, r -> {k, r} end
  split = try do {:ok, :re.split(s, p, compiled)} catch k, r -> {k, r} end
  replace = try do {:ok, :re.replace(s, p, "<&\\1>", [:global, {:return, :binary} | compiled])} catch k, r -> {k, r} end
  {s, p, o, compiled, compile, run, split, replace} |> :erlang.term_to_binary() |> Base.encode64() |> IO.puts()
end
