package org.jlixir.runtime.erlang;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.junit.jupiter.api.Test;

/** Against what PCRE answered: {@code regex.golden}, made by {@code regex.exs}. */
class ReTest {
    private static final Atom RE = Atom.of("re");

    private final BuiltinCalls calls = new BuiltinCalls(new Proc());
    private final List<String> differences = new ArrayList<>();

    @Test
    void answersAsPcreDoes() throws IOException {
        byte[] golden = ReTest.class.getResourceAsStream("regex.golden").readAllBytes();
        for (String line : new String(golden, StandardCharsets.US_ASCII).lines().toList()) {
            Bitstring bytes = Bitstring.ofBytes(Base64.getDecoder().decode(line));
            check((Tuple) TermDecoder.decode(bytes, false, ExternalFun::new).term());
        }
        assertEquals("", String.join("\n", differences));
    }

    private void check(Tuple row) {
        Object subject = row.get(0);
        Object pattern = row.get(1);
        compare(row, "compile", row.get(4), compiled(calls.call(RE, Atom.of("compile"), pattern, row.get(3))));
        compare(row, "run", row.get(5), outcome("run", subject, pattern, row.get(2)));
        compare(row, "split", row.get(6), outcome("split", subject, pattern, row.get(3)));
        Object options =
                new Cons(Atom.of("global"), new Cons(new Tuple2(Atom.of("return"), Atom.of("binary")), row.get(3)));
        compare(row, "replace", row.get(7), outcome("replace", subject, pattern, Bitstring.of("<&\\1>"), options));
    }

    /** The number of groups, or the message. */
    private static Object compiled(Object answer) {
        Tuple2 pair = (Tuple2) answer;
        return pair.e0 == Atom.OK
                ? new Tuple2(Atom.OK, ((Tuple) pair.e1).get(1))
                : new Tuple2(Atom.ERROR, ((Tuple2) pair.e1).e0);
    }

    private Object outcome(String function, Object... arguments) {
        try {
            return new Tuple2(Atom.OK, calls.call(RE, Atom.of(function), arguments));
        } catch (ElixirException e) {
            return new Tuple2(e.kind(), e.reason());
        }
    }

    private void compare(Tuple row, String function, Object expected, Object actual) {
        if (!TermOrder.exactlyEqual(expected, actual)) {
            differences.add(function + " " + row.get(0) + " " + row.get(1) + " " + row.get(2) + " is " + expected
                    + ", not " + actual);
        }
    }

    @Test
    void longTextsNeedNoJavaStack() {
        Bitstring text = Bitstring.of("ab".repeat(200_000) + "c");
        Object result = calls.call(RE, Atom.of("run"), text, Bitstring.of("^(?:a|b)*(c)$"));
        assertEquals("{:match, [{0, 400001}, {400000, 1}]}", result.toString());
    }
}
