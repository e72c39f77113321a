x = 1; <<x, x::8, x::binary-size(4), x::size(x)-unit(2)-signed-little, "foo"::utf8, "bar", (<<1>>), x::float>>
---
<<a::binary-size(2), b::bitstring>> = "abc"
---
fn <<n, s::binary-size(n), r::binary>> -> {n, s, r} end
---
n = 3; <<a::size(^n)>> = <<1>>
---
"a" <> b = "ab"
---
<<1::little-big>>
