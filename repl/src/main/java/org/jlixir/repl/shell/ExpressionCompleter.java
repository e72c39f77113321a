package org.jlixir.repl.shell;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;

/** Asks {@code IEx.Autocomplete} what the text before the cursor may go on with. */
final class ExpressionCompleter implements Completer {
    private static final Atom AUTOCOMPLETE = Atom.of("Elixir.IEx.Autocomplete");
    private static final Atom YES = Atom.of("yes");

    private final Node node;
    private final Atom shell;

    ExpressionCompleter(Node node, Atom shell) {
        this.node = node;
        this.shell = shell;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor());
        if (before.isBlank()) {
            return;
        }
        Object answer = node.runMain(self -> expand(self, before)).value();
        if (!(answer instanceof Tuple found) || found.size() != 3 || found.get(0) != YES) {
            return;
        }
        String word = line.word();
        String insertion = characters(found.get(1));
        List<Object> entries = TermList.toJava(found.get(2));
        if (entries.isEmpty()) {
            candidates.add(new Candidate(word + insertion, insertion, null, null, null, null, false));
        }
        for (Object entry : entries) {
            String shown = characters(entry);
            String name = shown.replaceFirst("/\\d+$", "");
            String value = value(word, name);
            candidates.add(new Candidate(value, shown, null, null, null, shown, false));
        }
    }

    /** The word with what it ends with gone on to {@code name}; the word itself where that says something else, such as a signature. */
    private static String value(String word, String name) {
        for (int start = 0; start <= word.length(); start++) {
            if (name.startsWith(word.substring(start))) {
                return start == word.length()
                                && !word.isEmpty()
                                && !word.endsWith(".")
                                && !word.endsWith("/")
                                && !word.endsWith(":")
                        ? word
                        : word.substring(0, start) + name;
            }
        }
        return word;
    }

    private Object expand(Proc self, String before) {
        Proc server = node.find(shell);
        try {
            return node.code()
                    .call(
                            self,
                            AUTOCOMPLETE,
                            Atom.of("expand"),
                            reversed(before),
                            server == null ? self.pid() : server.pid());
        } catch (ElixirException _) {
            // A text that can not be completed.
            return Atom.NIL;
        }
    }

    private static Object reversed(String text) {
        ListBuilder list = new ListBuilder();
        int[] points = text.codePoints().toArray();
        for (int i = points.length - 1; i >= 0; i--) {
            list.add((long) points[i]);
        }
        return list.finish();
    }

    private static String characters(Object list) {
        StringBuilder text = new StringBuilder();
        TermList.toJava(list).forEach(point -> text.appendCodePoint(((Long) point).intValue()));
        return text.toString();
    }
}
