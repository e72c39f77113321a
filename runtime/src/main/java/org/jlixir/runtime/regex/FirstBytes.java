package org.jlixir.runtime.regex;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds out with which bytes a match can begin, so that the search can pass over the others. */
final class FirstBytes {
    private final boolean unicode;
    private final boolean[] bytes = new boolean[256];
    private boolean unknown;

    private FirstBytes(boolean unicode) {
        this.unicode = unicode;
    }

    /** @return null when a match can be empty or begin with anything */
    static boolean @Nullable [] of(RegexNode node, boolean unicode) {
        FirstBytes first = new FirstBytes(unicode);
        boolean empty = first.add(node);
        return empty || first.unknown ? null : first.bytes;
    }

    /** Adds the bytes that the node can begin with. @return whether it can be empty */
    private boolean add(RegexNode node) {
        return switch (node) {
            case RegexNode.Literal(int c, boolean caseless) -> addCharacter(c, caseless);
            case RegexNode.Set(CharSet set) -> addSet(set);
            case RegexNode.Dot _ -> addSet(new CharSet(c -> true));
            case RegexNode.Sequence(var parts) -> {
                for (RegexNode part : parts) {
                    if (!add(part)) {
                        yield false;
                    }
                }
                yield true;
            }
            case RegexNode.Alternatives(var choices) -> {
                boolean empty = false;
                for (RegexNode choice : choices) {
                    empty |= add(choice);
                }
                yield empty;
            }
            case RegexNode.Capture(int ignored, RegexNode body) -> add(body);
            case RegexNode.Atomic(RegexNode body) -> add(body);
            case RegexNode.Repeat repeat -> add(repeat.body()) || repeat.min() == 0;
            case RegexNode.LineEnd _,
                    RegexNode.Grapheme _,
                    RegexNode.BackReference _,
                    RegexNode.Recursion _,
                    RegexNode.Conditional _ -> {
                unknown = true;
                yield true;
            }
            case RegexNode.Empty _, RegexNode.Look _, RegexNode.Assertion _, RegexNode.Keep _ -> true;
        };
    }

    private boolean addCharacter(int c, boolean caseless) {
        if (caseless && unicode) {
            // Characters beyond ASCII may be the other case of one within: the Kelvin sign and k.
            Arrays.fill(bytes, 128, 256, true);
        }
        addFirst(c);
        if (caseless) {
            addFirst(CharClasses.otherCase(c, unicode));
        }
        return false;
    }

    private void addFirst(int c) {
        bytes[unicode ? Character.toString(c).getBytes(StandardCharsets.UTF_8)[0] & 0xFF : c] = true;
    }

    private boolean addSet(CharSet set) {
        for (int c = 0; c < 256; c++) {
            bytes[c] |= unicode && c > 127 || set.contains(c);
        }
        return false;
    }
}
