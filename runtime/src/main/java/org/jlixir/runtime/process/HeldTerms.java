package org.jlixir.runtime.process;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermWords;
import org.jlixir.runtime.term.Tuple;

/**
 * What a process holds: the terms in its frames, its messages and its dictionary, each counted once, in the BEAM's measure. Found by the
 * process itself. Frames that the JIT has not compiled may name terms that are needed no more.
 *
 * <p>Up to some ten thousand terms are looked at one by one; of what is left then long lists are counted by their length, and
 * everything else by what stands on top, so that the time stays within bounds.
 */
final class HeldTerms {
    private static final int MOST_TERMS = 50_000;

    /** What a look at a term takes in warm code, measured. */
    private static final int NANOS_A_LOOK = 90;

    /** The same for a frame: one to five microseconds. */
    private static final int NANOS_A_FRAME = 3_000;

    /** Words of long lists that are counted in the time of one look. */
    private static final int WORDS_A_LOOK = 20;

    /** A pair in a list. */
    private static final int DICTIONARY_ENTRY = 5;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final ArrayDeque<Object> rest = new ArrayDeque<>();
    private final List<Bitstring> binaries = new ArrayList<>();
    private long words;
    private long looks;
    private int frames;

    private HeldTerms() {}

    /**
     * What the process that runs this holds.
     *
     * @param enough so many words are as good as more
     */
    static HeldTerms of(Proc self, long enough) {
        HeldTerms held = new HeldTerms();
        for (Object message : self.messages()) {
            held.root(message);
        }
        held.words = (long) DICTIONARY_ENTRY * self.dictionary().size();
        self.dictionary().forEach((key, value) -> {
            held.root(key);
            held.root(value);
        });
        held.frames = LiveStack.forEach(held::root);
        held.count(enough);
        return held;
    }

    long words() {
        return words;
    }

    /** About how long it took to find them in warm code: nanoseconds. */
    long nanosToFind() {
        return NANOS_A_LOOK * looks + (long) NANOS_A_FRAME * frames;
    }

    /** The large binaries, which stand outside of the heap. */
    List<Bitstring> binaries() {
        return binaries;
    }

    /** What is no term on the stack belongs to jlixir; an array may hold arguments. */
    private void root(Object object) {
        switch (object) {
            case Object[] array -> {
                for (Object element : array) {
                    if (element != null && TermWords.isTerm(element)) {
                        rest.addLast(element);
                    }
                }
            }
            default -> {
                if (TermWords.isTerm(object)) {
                    rest.addLast(object);
                }
            }
        }
    }

    private void count(long enough) {
        while (!rest.isEmpty() && words < enough) {
            Object term = rest.removeLast();
            looks++;
            if (seen.size() < MOST_TERMS) {
                if (!isShared(term) || seen.add(term)) {
                    words += TermWords.shallow(term, rest);
                    if (term instanceof Bitstring binary && TermWords.isLarge(binary)) {
                        binaries.add(binary);
                    }
                }
            } else if (!seen.contains(term)) {
                long more = term instanceof Cons list
                        ? cells(list, enough - words)
                        : TermWords.shallow(term, new ArrayDeque<>());
                words += more;
                looks += more / WORDS_A_LOOK;
            }
        }
    }

    /** Numbers and atoms are no objects on their own. */
    private static boolean isShared(Object term) {
        return term instanceof Cons
                || term instanceof Tuple
                || term instanceof ElixirMap
                || term instanceof Fun
                || term instanceof Bitstring;
    }

    private static long cells(Cons list, long enough) {
        long cells = 0;
        Object tail = list;
        while (tail instanceof Cons cell && cells < enough) {
            cells += 2;
            tail = cell.tail();
            if (tail == list) {
                // A list that a loop is still making, see ForwardList.
                break;
            }
        }
        return cells;
    }
}
