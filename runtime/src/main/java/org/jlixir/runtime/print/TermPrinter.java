package org.jlixir.runtime.print;

import java.util.List;

/**
 * A term as text for people: {@code ~p}. What does not fit on a line is broken between its items: items without parts fill the
 * lines, others have lines of their own. Columns count from 1.
 *
 * <p>The items of a tuple that starts with an atom stand behind that atom. When a tag would push them beyond the middle of the
 * line anywhere in the term, they stand a little to the right of the brace everywhere instead: first by 4 columns, and where
 * that does not help by 1.
 */
public final class TermPrinter {
    /** Items stand behind their tag, however long it is. */
    private static final int BEHIND_TAG = 0;

    private static final int[] INDENTATIONS = {BEHIND_TAG, 4, 1};

    /** How far the value of a key is indented when it has a line of its own and tags do not say otherwise. */
    private static final int VALUE_INDENTATION = 4;

    /** Even in a narrow place, the numbers of a binary have that many columns. */
    private static final int LEAST_FOR_BYTES = 8;

    private final int width;
    private final int indentation;
    private final boolean lastResort;
    private final StringBuilder out = new StringBuilder();
    private boolean pushedTooFar;

    private TermPrinter(int width, int indentation, boolean lastResort) {
        this.width = width;
        this.indentation = indentation;
        this.lastResort = lastResort;
    }

    /**
     * The term as text.
     *
     * @param column where the text starts
     * @param width how many columns a line has; 0 for no line breaks
     * @param depth how many levels are shown, {@link PrintOptions#UNLIMITED} for all
     */
    public static String print(Object term, int column, int width, int depth, PrintOptions options) {
        Document document = new DocumentBuilder(options).build(term, depth);
        if (width == 0) {
            StringBuilder out = new StringBuilder();
            document.flat(out);
            return out.toString();
        }
        for (int indentation : INDENTATIONS) {
            TermPrinter printer = new TermPrinter(width, indentation, indentation == 1);
            printer.print(document, Math.max(column, 1), 0);
            if (!printer.pushedTooFar) {
                return printer.out.toString();
            }
        }
        throw new AssertionError("the last indentation is always accepted");
    }

    /** @param closing how many columns of closing brackets follow on the same line */
    private void print(Document document, int column, int closing) {
        if (document.length() < width - column - closing) {
            document.flat(out);
            return;
        }
        switch (document) {
            case Document.Text text -> text.flat(out);
            case Document.Tag tag -> tag.flat(out);
            case Document.Bytes bytes -> bytes(bytes, column);
            case Document.Pair pair -> pair(pair, column, closing);
            case Document.Pairs pairs -> pairs(pairs, column, closing);
            case Document.Items items -> {
                if (items.isTagged()) {
                    tagged(items, column, closing);
                } else {
                    items(items, column, closing);
                }
            }
        }
    }

    private void items(Document.Items items, int column, int closing) {
        out.append(items.open());
        item(items, 0, column + 1, closing);
        rest(items, 1, endOf(items.items().getFirst(), column + 1), column + 1, closing);
        out.append(items.close());
    }

    private void tagged(Document.Items items, int column, int closing) {
        Document tag = items.items().getFirst();
        int behindTag = column + tag.length() + 2;
        out.append(items.open());
        tag.flat(out);
        if (indentation > 0 && behindTag - column > indentation) {
            int indented = column + indentation;
            pushedTooFar |= !lastResort && indented > width / 2;
            // Counted with the comma, which stands before each item
            rest(items, 1, behindTag, indented, closing);
        } else {
            pushedTooFar |= !lastResort && behindTag >= width / 2;
            out.append(items.mark(1));
            item(items, 1, behindTag, closing);
            rest(items, 2, endOf(items.items().get(1), behindTag), behindTag, closing);
        }
        out.append(items.close());
    }

    private void item(Document.Items items, int index, int column, int closing) {
        print(items.items().get(index), column, closingBehind(items, index, closing));
    }

    private static int closingBehind(Document.Items items, int index, int closing) {
        int last = items.items().size() - 1;
        return index == last || items.cut() && index == last - 1 ? closing + 1 : 0;
    }

    /** No column: what comes next starts a line. */
    private static final int NOWHERE = Integer.MAX_VALUE / 2;

    /** The column behind an item that others may follow on the same line. */
    private static int endOf(Document item, int column) {
        return isSimple(item) ? column + item.length() : NOWHERE;
    }

    private static boolean isSimple(Document item) {
        return item instanceof Document.Text || item instanceof Document.Tag;
    }

    /** @param end the column behind the item before, or {@link #NOWHERE} */
    private void rest(Document.Items items, int from, int end, int indented, int closing) {
        List<Document> all = items.items();
        int at = end;
        for (int i = from; i < all.size(); i++) {
            Document item = all.get(i);
            out.append(items.mark(i));
            if (items.cut() && i == all.size() - 1) {
                item.flat(out);
                return;
            }
            int comma = i < all.size() - 1 ? 1 : 0;
            int following = Math.max(closingBehind(items, i, closing), comma);
            if (isSimple(item) && at != NOWHERE && item.length() < width - (at + 1) - following) {
                item.flat(out);
                at += 1 + item.length();
            } else {
                newLine(indented);
                item(items, i, indented, closing);
                at = endOf(item, indented);
            }
        }
    }

    private void pairs(Document.Pairs pairs, int column, int closing) {
        out.append("#{");
        List<Document.Pair> all = pairs.pairs();
        for (int i = 0; i < all.size(); i++) {
            if (i > 0) {
                out.append(',');
                newLine(column + 2);
            }
            print(all.get(i), column + 2, i == all.size() - 1 ? closing + 1 : 0);
        }
        out.append(pairs.cut() ? ",...}" : "}");
    }

    private void pair(Document.Pair pair, int column, int closing) {
        int indented = column + (indentation > 0 ? indentation : VALUE_INDENTATION);
        print(pair.key(), column, 0);
        out.append(" =>");
        newLine(indented);
        print(pair.value(), indented, closing);
    }

    private void bytes(Document.Bytes bytes, int column) {
        out.append("<<");
        int room = Math.max(LEAST_FOR_BYTES, width - (column + 2));
        int left = room;
        List<String> segments = bytes.segments();
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (i > 0) {
                out.append(',');
                int comma = i < segments.size() - 1 ? 1 : 0;
                if (left < segment.length() + comma && !segment.equals("...")) {
                    newLine(column + 2);
                    left = room;
                }
            }
            out.append(segment);
            left -= segment.length() + 1;
        }
        out.append(">>");
    }

    private void newLine(int column) {
        out.append('\n').repeat(' ', column - 1);
    }
}
