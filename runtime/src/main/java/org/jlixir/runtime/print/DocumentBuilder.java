package org.jlixir.runtime.print;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Makes documents of terms: what is text becomes text, and what is too deep becomes dots. */
final class DocumentBuilder {
    /** How many characters of a binary stand for one level of depth. */
    private static final int CHARACTERS_A_LEVEL = 4;

    private static final Document DOTS = Document.Text.of("...");

    private final PrintOptions options;

    DocumentBuilder(PrintOptions options) {
        this.options = options;
    }

    Document build(Object term, int depth) {
        if (depth == 0) {
            return DOTS;
        }
        return switch (term) {
            case Cons list -> list(list, depth);
            case EmptyList ignored -> Document.Text.of("[]");
            case Tuple tuple -> tuple(tuple, depth);
            case ElixirMap map -> map(map, depth);
            case Bitstring bits -> bitstring(bits, depth);
            default -> Document.Text.of(TermWriter.scalar(term, options));
        };
    }

    private Document list(Cons list, int depth) {
        if (depth == 1) {
            return Document.Text.of("[...]");
        }
        String text = options.strings() ? printable(list) : null;
        if (text != null) {
            return Document.Text.of(Quoting.quoted(text, '"', options.unicode()));
        }
        List<Document> items = new ArrayList<>();
        Object rest = list;
        int left = depth;
        while (rest instanceof Cons cell && left != 1) {
            items.add(build(cell.head, left - 1));
            rest = cell.tail();
            left--;
        }
        if (rest == EmptyList.NIL) {
            return Document.Items.of('[', items, false, false, ']');
        }
        items.add(left == 1 ? DOTS : build(rest, left - 1));
        return Document.Items.of('[', items, true, left == 1, ']');
    }

    private static @Nullable String printable(Cons list) {
        StringBuilder text = new StringBuilder();
        Object rest = list;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Long c && c >= 0 && c <= 0xFF && Quoting.isPrintable((int) (long) c))) {
                return null;
            }
            text.append((char) (long) c);
            rest = cell.tail();
        }
        return rest == EmptyList.NIL ? text.toString() : null;
    }

    private Document tuple(Tuple tuple, int depth) {
        if (tuple.size() == 0) {
            return Document.Text.of("{}");
        }
        if (depth == 1) {
            return Document.Text.of("{...}");
        }
        List<Document> items = new ArrayList<>(tuple.size());
        int left = depth;
        for (int i = 0; i < tuple.size(); i++) {
            if (left == 1) {
                items.add(DOTS);
                return Document.Items.of('{', items, false, true, '}');
            }
            Object element = tuple.get(i);
            Document item = build(element, left - 1);
            items.add(
                    i == 0 && element instanceof Atom && item instanceof Document.Text(var text, var length)
                            ? new Document.Tag(text, length)
                            : item);
            left--;
        }
        return Document.Items.of('{', items, false, false, '}');
    }

    private Document map(ElixirMap map, int depth) {
        if (map.size() == 0) {
            return Document.Text.of("#{}");
        }
        if (depth == 1) {
            return Document.Text.of("#{...}");
        }
        List<Document.Pair> pairs = new ArrayList<>(map.size());
        int left = depth;
        for (Object[] pair : TermWriter.pairs(map, options)) {
            if (left == 1) {
                return Document.Pairs.of(pairs, true);
            }
            pairs.add(Document.Pair.of(build(pair[0], depth - 1), build(pair[1], depth - 1)));
            left--;
        }
        return Document.Pairs.of(pairs, false);
    }

    private Document bitstring(Bitstring bits, int depth) {
        if (bits.bitSize() == 0) {
            return Document.Text.of("<<>>");
        }
        if (depth == 1) {
            return Document.Text.of("<<...>>");
        }
        if (options.strings() && bits.isBinary()) {
            String utf8 = options.unicode() ? bits.validUtf8() : null;
            String text = utf8 != null ? utf8 : bits.latin1();
            if (text.chars().allMatch(Quoting::isPrintable)) {
                boolean beyondAscii = utf8 != null && text.length() != bits.byteSize();
                return binaryText(text, depth, beyondAscii ? "/utf8" : "");
            }
        }
        return Document.Bytes.of(TermWriter.segments(bits, depth));
    }

    private Document binaryText(String text, int depth, String type) {
        int most = depth < 0 ? Integer.MAX_VALUE : CHARACTERS_A_LEVEL * (depth - 1);
        String shown = text.length() > most ? text.substring(0, most) : text;
        String dots = text.length() > most ? "..." : "";
        return Document.Text.of("<<" + Quoting.quoted(shown, '"', options.unicode()) + type + dots + ">>");
    }
}
