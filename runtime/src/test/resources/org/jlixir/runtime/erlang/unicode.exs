# expects: text and what the reference makes of it
texts = ["", "abc", "héllo", "e\u0301x", "\r\n\n\r", "🇩🇪🇫🇷🇺", "👨‍👩‍👧‍👦!", "👍🏽a", "क्षि", "क्‍ष", "각각", "a\u0600b", "z\u0300\u0301\u0302", "ก็ำ", "\u200Da", <<"a", 0xFF, "é">>, <<0xE3, 0x81>>, "ＡΣ", "ß", "ŉ", "ǆ", "İI", "ΑΣ Σ ΑΣΑ. ΑΣ1 ΣΑΣ", "ﬁn", "Ǆ", "ა", "straße", "ÿ", "1a", "\u{1F1E6}\u0301\u{1F1E7}", "\u0915\u094D\u094D\u0924", "\u0915\u0308\u094D\u0924", "❤️‍🔥", "️", "நி", "\u1100\u1161\u11A8"]
for t <- texts do
  {t, String.graphemes(t), String.upcase(t), String.downcase(t), String.downcase(t, :greek), String.upcase(t, :turkic), String.downcase(t, :turkic), case String.next_codepoint(t) do nil -> nil; {c, r} -> {:binary.part(String.capitalize(c), 0, byte_size(String.capitalize(c))), r} end} |> :erlang.term_to_binary() |> Base.encode64() |> IO.puts()
end
