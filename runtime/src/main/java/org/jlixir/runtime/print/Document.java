package org.jlixir.runtime.print;

import java.util.List;

/**
 * A term on its way to being laid out by {@link TermPrinter}: its parts as text, and how long it is on one line (in code points).
 */
sealed interface Document {
    int length();

    /** The text on one line. */
    void flat(StringBuilder out);

    /** Text that is never broken. */
    record Text(String text, int length) implements Document {
        static Text of(String text) {
            return new Text(text, text.codePointCount(0, text.length()));
        }

        @Override
        public void flat(StringBuilder out) {
            out.append(text);
        }
    }

    /**
     * A list or tuple of at least one item.
     *
     * @param tailMark whether a {@code |} stands before the last item
     * @param cut whether the last item is the {@code ...} of what is left out
     */
    record Items(char open, List<Document> items, boolean tailMark, boolean cut, char close, int length)
            implements Document {
        static Items of(char open, List<Document> items, boolean tailMark, boolean cut, char close) {
            int length = 1 + items.size();
            for (Document item : items) {
                length += item.length();
            }
            return new Items(open, items, tailMark, cut, close, length);
        }

        /** Whether the first item is the tag of a tuple, an atom. */
        boolean isTagged() {
            return open == '{' && items.size() > 1 && items.getFirst() instanceof Tag;
        }

        char mark(int index) {
            return tailMark && index == items.size() - 1 ? '|' : ',';
        }

        @Override
        public void flat(StringBuilder out) {
            out.append(open);
            for (int i = 0; i < items.size(); i++) {
                if (i > 0) {
                    out.append(mark(i));
                }
                items.get(i).flat(out);
            }
            out.append(close);
        }
    }

    /** The atom that a tuple starts with. */
    record Tag(String text, int length) implements Document {
        @Override
        public void flat(StringBuilder out) {
            out.append(text);
        }
    }

    /** The numbers of a binary that is no text. */
    record Bytes(List<String> segments, int length) implements Document {
        static Bytes of(List<String> segments) {
            int length = 3 + segments.size();
            for (String segment : segments) {
                length += segment.length();
            }
            return new Bytes(segments, length);
        }

        @Override
        public void flat(StringBuilder out) {
            out.append("<<").append(String.join(",", segments)).append(">>");
        }
    }

    /** A key and its value. */
    record Pair(Document key, Document value, int length) implements Document {
        static Pair of(Document key, Document value) {
            return new Pair(key, value, key.length() + 4 + value.length());
        }

        @Override
        public void flat(StringBuilder out) {
            key.flat(out);
            out.append(" => ");
            value.flat(out);
        }
    }

    /** @param cut whether pairs are left out */
    record Pairs(List<Pair> pairs, boolean cut, int length) implements Document {
        static Pairs of(List<Pair> pairs, boolean cut) {
            int length = 2 + Math.max(1, pairs.size()) + (cut ? 4 : 0);
            for (Pair pair : pairs) {
                length += pair.length();
            }
            return new Pairs(pairs, cut, length);
        }

        @Override
        public void flat(StringBuilder out) {
            out.append("#{");
            for (int i = 0; i < pairs.size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                pairs.get(i).flat(out);
            }
            out.append(cut ? ",...}" : "}");
        }
    }
}
