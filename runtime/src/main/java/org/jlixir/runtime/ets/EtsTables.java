package org.jlixir.runtime.ets;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** The tables of a node, by reference, by name, and by owner. Safe for any thread. */
public final class EtsTables {
    private static final Atom TRANSFER = Atom.of("ETS-TRANSFER");

    /** The highest word of tables' references, which other references do not have. */
    private static final int SERIES = 0x45545353;

    private final AtomicLong lastNumber = new AtomicLong();
    private final ConcurrentHashMap<Reference, EtsTable> byId = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Atom, EtsTable> byName = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Pid, Set<EtsTable>> byOwner = new ConcurrentHashMap<>();

    /** Makes a table; {@code :badarg} when it is named and the name is taken. */
    public EtsTable create(Pid owner, EtsTable.Settings settings) {
        long number = lastNumber.incrementAndGet();
        Reference id = new Reference(owner.node(), owner.creation(), (int) number, (int) (number >>> 32), SERIES);
        EtsTable table = EtsTable.create(id, owner, settings);
        if (settings.named() && byName.putIfAbsent(table.name(), table) != null) {
            throw ElixirException.badArgument();
        }
        byId.put(id, table);
        own(owner, table);
        return table;
    }

    private void own(Pid owner, EtsTable table) {
        byOwner.computeIfAbsent(owner, key -> ConcurrentHashMap.newKeySet()).add(table);
    }

    /** The table of that name or reference; null when there is none. */
    public @Nullable EtsTable find(Object handle) {
        if (handle instanceof Atom name) {
            return byName.get(name);
        }
        return handle instanceof Reference id ? byId.get(id) : null;
    }

    public Collection<EtsTable> all() {
        return byId.values();
    }

    public void delete(EtsTable table) {
        if (byId.remove(table.id(), table)) {
            byName.remove(table.name(), table);
            Set<EtsTable> owned = byOwner.get(table.owner());
            if (owned != null) {
                owned.remove(table);
            }
        }
    }

    /** Gives a table another name; {@code :badarg} when a named table has it. */
    public void rename(EtsTable table, Atom name) {
        if (table.settings().named()) {
            if (table.name() != name && byName.putIfAbsent(name, table) != null) {
                throw ElixirException.badArgument();
            }
            if (table.name() != name) {
                byName.remove(table.name(), table);
            }
        }
        table.rename(name);
    }

    /** Hands a table over; {@code send} delivers the message to the new owner. */
    public void giveAway(EtsTable table, Pid newOwner, Object data, BiConsumer<Pid, Object> send) {
        Pid old = table.owner();
        Set<EtsTable> owned = byOwner.get(old);
        if (owned != null) {
            owned.remove(table);
        }
        table.giveTo(newOwner);
        own(newOwner, table);
        send.accept(newOwner, Tuple.of(TRANSFER, table.handle(), old, data));
    }

    /**
     * To be called when a process has ended: its tables go to their heirs or are deleted.
     *
     * @param alive whether a process can inherit
     * @param send delivers the message to the heir
     */
    public void ownerExited(Pid owner, Predicate<Pid> alive, BiConsumer<Pid, Object> send) {
        Set<EtsTable> owned = byOwner.remove(owner);
        if (owned == null) {
            return;
        }
        for (EtsTable table : owned) {
            Pid heir = table.heir();
            if (heir != null && !heir.equals(owner) && alive.test(heir)) {
                giveAway(table, heir, table.heirData(), send);
            } else {
                delete(table);
            }
        }
    }
}
