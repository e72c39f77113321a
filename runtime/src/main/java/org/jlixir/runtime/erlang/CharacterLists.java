package org.jlixir.runtime.erlang;

import java.util.function.LongPredicate;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;

/** Whether terms are lists of characters. */
final class CharacterLists {
    private CharacterLists() {}

    /** Whether the term is a proper list of such characters. */
    static boolean all(Object term, LongPredicate isCharacter) {
        Object rest = term;
        while (rest instanceof Cons cell) {
            if (!(cell.head instanceof Long c && isCharacter.test(c))) {
                return false;
            }
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }

    /** Whether the term is a list of such characters and of such lists. */
    static boolean deep(Object term, LongPredicate isCharacter) {
        Object rest = term;
        while (rest instanceof Cons cell) {
            boolean good = cell.head instanceof Long c ? isCharacter.test(c) : deep(cell.head, isCharacter);
            if (!good) {
                return false;
            }
            rest = cell.tail();
        }
        return rest == EmptyList.NIL;
    }
}
