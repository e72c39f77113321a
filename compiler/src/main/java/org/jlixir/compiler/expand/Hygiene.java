package org.jlixir.compiler.expand;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.compiler.quoted.Words;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** What is done to the form that a macro gives back, so that its names stay apart from the caller's. Pure functions. */
public final class Hygiene {
    private final @Nullable Object line;
    private final boolean generated;
    private final @Nullable Atom receiver;
    private final Object counter;
    /** The code that the macro was given, node by node: it is generated no more than before. */
    private final Set<Object> given = Collections.newSetFromMap(new IdentityHashMap<>());

    private Hygiene(@Nullable Object line, boolean generated, @Nullable Atom receiver, Object counter) {
        this.line = line;
        this.generated = generated;
        this.receiver = receiver;
        this.counter = counter;
    }

    /**
     * Gives forms without a line the line of the macro call, and variables and aliases of the macro's own module a counter.
     *
     * @param meta the metadata of the call; when that is generated, so is what the macro makes
     * @param receiver the macro's module
     * @param arguments what the macro was given
     */
    static Object linify(Object meta, Atom receiver, Object arguments, long counter, Object form) {
        int line = Meta.line(meta);
        boolean generated = Meta.is(meta, Words.GENERATED);
        Hygiene hygiene = new Hygiene(line == 0 ? null : (Object) (long) line, generated, receiver, counter);
        if (generated) {
            hygiene.give(arguments);
        }
        return hygiene.walk(form);
    }

    private void give(Object form) {
        switch (form) {
            case Tuple3 node -> {
                given.add(node);
                give(node.e0);
                give(node.e2);
            }
            case Tuple2 pair -> {
                give(pair.e0);
                give(pair.e1);
            }
            case Cons list -> {
                Object rest = list;
                while (rest instanceof Cons cell) {
                    give(cell.head);
                    rest = cell.tail();
                }
                give(rest);
            }
            default -> {}
        }
    }

    /** As for a macro call, for what a hook of {@code receiver} gives back. */
    public static Object ofHook(Session session, Object meta, Atom receiver, Object form) {
        return linify(meta, receiver, EmptyList.NIL, session.state().nextCounter(), form);
    }

    /** Gives forms without a line the line {@code line}. */
    public static Object linify(long line, Object form) {
        return line == 0 ? form : new Hygiene(line, false, null, 0L).walk(form);
    }

    private Object walk(Object form) {
        if (form instanceof Tuple3 node) {
            if (node.e1 instanceof Cons || node.e1 == EmptyList.NIL) {
                return node(node);
            }
            return form;
        }
        if (form instanceof Cons list) {
            return list(list);
        }
        if (form instanceof Tuple2 pair) {
            Object left = walk(pair.e0);
            Object right = walk(pair.e1);
            return left == pair.e0 && right == pair.e1 ? pair : new Tuple2(left, right);
        }
        return form;
    }

    private Object node(Tuple3 node) {
        Object meta = node.e1;
        Object left = node.e0;
        Object right = node.e2;
        if (receiver != null && left instanceof Atom name) {
            if (right == receiver && name != Words.UNDERSCORE || isLexical(name) && right instanceof Cons) {
                meta = Meta.putNew(meta, Words.COUNTER, counter);
            }
        }
        if (generated && !given.contains(node)) {
            meta = Meta.putNew(meta, Words.GENERATED, Atom.TRUE);
        }
        if (line != null) {
            meta = Meta.putNew(meta, Words.LINE, line);
        }
        Object newLeft = left instanceof Atom ? left : walk(left);
        Object newRight = right instanceof Atom ? right : walk(right);
        return meta == node.e1 && newLeft == left && newRight == right ? node : new Tuple3(newLeft, meta, newRight);
    }

    private static boolean isLexical(Atom name) {
        return name == Words.ALIASES || name == Words.ALIAS || name == Words.REQUIRE || name == Words.IMPORT;
    }

    private Object list(Cons list) {
        ListBuilder out = new ListBuilder();
        boolean same = true;
        Object rest = list;
        while (rest instanceof Cons cell) {
            Object walked = walk(cell.head);
            same &= walked == cell.head;
            out.add(walked);
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            Object tail = walk(rest);
            return same && tail == rest ? list : out.finish(tail);
        }
        return same ? list : out.finish();
    }
}
