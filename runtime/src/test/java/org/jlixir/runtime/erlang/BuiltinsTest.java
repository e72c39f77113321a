package org.jlixir.runtime.erlang;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.junit.jupiter.api.Test;

/** Built-ins against what Erlang/OTP 27 answered to the same calls: {@code builtins.golden.gz}, made by {@code builtins.exs}. */
class BuiltinsTest {
    private final BuiltinCalls calls = new BuiltinCalls(new Proc());

    @Test
    void answerAsErlangDoes() throws IOException {
        List<String> differences = new ArrayList<>();
        int count = 0;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(BuiltinsTest.class.getResourceAsStream("builtins.golden.gz")), UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                count++;
                check(line, differences);
            }
        }
        assertTrue(count > 1000);
        assertEquals("", String.join("\n", differences));
    }

    private void check(String line, List<String> differences) {
        Bitstring encoded = Bitstring.ofBytes(Base64.getDecoder().decode(line));
        Tuple call = (Tuple) TermDecoder.decode(encoded, false, calls::external).term();
        Atom module = (Atom) call.get(0);
        Atom name = (Atom) call.get(1);
        Object[] arguments = TermList.toJava(call.get(2)).toArray();
        Object expected = call.get(3);
        Object actual;
        try {
            actual = Tuple.of(Atom.OK, calls.call(module, name, arguments));
        } catch (ElixirException e) {
            actual = Tuple.of(e.kind(), e.reason());
        }
        if (!TermOrder.exactlyEqual(expected, actual)) {
            differences.add(":" + module + "." + name + "(" + call.get(2) + ") is " + expected + ", not " + actual);
        }
    }
}
