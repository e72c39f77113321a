package org.jlixir.runtime.erlang;

import java.util.Locale;
import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Reference;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/** {@code :ets}: tables as a whole. See {@link EtsObjects} for what is in them and {@link EtsSelection} for patterns. */
@ErlangModule("ets")
public final class Ets {
    private static final Atom NONE = Atom.of("none");
    private static final Atom HEIR = Atom.of("heir");

    private Ets() {}

    @Builtin("new")
    public static Object create(Proc self, Object name, Object options) {
        EtsTable.Settings settings = settings(Args.atom(name), Args.elements(options));
        return EtsAccess.tables(self).create(self.pid(), settings).handle();
    }

    private static EtsTable.Settings settings(Atom name, Object[] options) {
        EtsTable.Type type = EtsTable.Type.SET;
        EtsTable.Protection protection = EtsTable.Protection.PROTECTED;
        boolean named = false;
        int keyPosition = 0;
        Pid heir = null;
        Object heirData = EmptyList.NIL;
        boolean compressed = false;
        Object readConcurrency = Atom.FALSE;
        Object writeConcurrency = Atom.FALSE;
        Object decentralized = null;
        for (Object option : options) {
            String word = option instanceof Atom atom ? atom.name() : word(option);
            switch (word) {
                case "set" -> type = EtsTable.Type.SET;
                case "ordered_set" -> type = EtsTable.Type.ORDERED_SET;
                case "bag" -> type = EtsTable.Type.BAG;
                case "duplicate_bag" -> type = EtsTable.Type.DUPLICATE_BAG;
                case "public" -> protection = EtsTable.Protection.PUBLIC;
                case "protected" -> protection = EtsTable.Protection.PROTECTED;
                case "private" -> protection = EtsTable.Protection.PRIVATE;
                case "named_table" -> named = true;
                case "compressed" -> compressed = true;
                case "keypos/2" -> keyPosition = Args.integer(argument(option), 1, Integer.MAX_VALUE) - 1;
                case "read_concurrency/2" -> readConcurrency = flag(argument(option), false);
                case "write_concurrency/2" -> writeConcurrency = flag(argument(option), true);
                case "decentralized_counters/2" -> decentralized = flag(argument(option), false);
                case "heir/2" -> requireNone(argument(option));
                case "heir/3" -> {
                    heir = heir(((Tuple) option).get(1));
                    heirData = ((Tuple) option).get(2);
                }
                default -> throw Args.badarg();
            }
        }
        boolean automatic = writeConcurrency instanceof Atom atom && atom.name().equals("auto");
        return new EtsTable.Settings(
                name,
                type,
                named,
                protection,
                keyPosition,
                heir,
                heirData,
                readConcurrency,
                writeConcurrency,
                decentralized == null ? Atom.of(automatic) : decentralized,
                compressed);
    }

    /** What a tuple option is called here: its first element and its size. */
    private static String word(Object option) {
        return option instanceof Tuple tuple && tuple.size() > 1 && tuple.get(0) instanceof Atom atom
                ? atom.name() + "/" + tuple.size()
                : "";
    }

    private static Object argument(Object option) {
        return ((Tuple) option).get(1);
    }

    private static Object flag(Object value, boolean autoAllowed) {
        boolean known = value == Atom.TRUE
                || value == Atom.FALSE
                || autoAllowed && value instanceof Atom atom && atom.name().equals("auto");
        if (!known) {
            throw Args.badarg();
        }
        return value;
    }

    private static Pid heir(Object term) {
        if (term instanceof Pid pid) {
            return pid;
        }
        throw Args.badarg();
    }

    private static void requireNone(Object term) {
        if (term != NONE) {
            throw Args.badarg();
        }
    }

    @Builtin("delete")
    public static Object delete(Proc self, Object handle) {
        EtsAccess.tables(self).delete(EtsAccess.toWrite(self, handle));
        return Atom.TRUE;
    }

    @Builtin("rename")
    public static Object rename(Proc self, Object handle, Object name) {
        EtsTable table = EtsAccess.toWrite(self, handle);
        EtsAccess.tables(self).rename(table, Args.atom(name));
        return table.handle();
    }

    @Builtin("whereis")
    public static Object whereis(Proc self, Object name) {
        EtsTable table = EtsAccess.tables(self).find(Args.atom(name));
        return table == null ? Atom.UNDEFINED : table.id();
    }

    @Builtin("all")
    public static Object all(Proc self) {
        ListBuilder list = new ListBuilder();
        for (EtsTable table : EtsAccess.tables(self).all()) {
            list.add(table.handle());
        }
        return list.finish();
    }

    @Builtin("give_away")
    public static Object giveAway(Proc self, Object handle, Object pid, Object data) {
        EtsTable table = EtsAccess.any(self, handle);
        EtsAccess.requireOwner(self, table);
        if (!(pid instanceof Pid heir) || heir.equals(self.pid()) || self.node().find(heir) == null) {
            throw Args.badarg();
        }
        EtsAccess.tables(self).giveAway(table, heir, data, (to, message) -> EtsAccess.send(self.node(), to, message));
        return Atom.TRUE;
    }

    /** The heir alone can be set. */
    @Builtin("setopts")
    public static Object setOptions(Proc self, Object handle, Object options) {
        EtsTable table = EtsAccess.any(self, handle);
        EtsAccess.requireOwner(self, table);
        Object[] all = options instanceof Tuple ? new Object[] {options} : Args.elements(options);
        for (Object option : all) {
            if (!(option instanceof Tuple tuple && tuple.size() > 1 && tuple.get(0) == HEIR)) {
                throw Args.badarg();
            }
            if (tuple.size() == 2) {
                requireNone(tuple.get(1));
                table.setHeir(null, EmptyList.NIL);
            } else {
                table.setHeir(heir(tuple.get(1)), tuple.get(2));
            }
        }
        return Atom.TRUE;
    }

    @Builtin("safe_fixtable")
    public static Object safeFixTable(Proc self, Object handle, Object fix) {
        EtsAccess.toRead(self, handle).fix(Args.bool(fix) ? 1 : -1);
        return Atom.TRUE;
    }

    // ---- what is known of a table

    private static final String[] ITEMS = {
        "id",
        "decentralized_counters",
        "read_concurrency",
        "write_concurrency",
        "compressed",
        "memory",
        "owner",
        "heir",
        "name",
        "size",
        "node",
        "named_table",
        "type",
        "keypos",
        "protection"
    };

    @Builtin("info")
    public static Object info(Proc self, Object handle) {
        EtsTable table = existing(self, handle);
        if (table == null) {
            return Atom.UNDEFINED;
        }
        ListBuilder list = new ListBuilder();
        for (String item : ITEMS) {
            list.add(new Tuple2(Atom.of(item), item(table, item)));
        }
        return list.finish();
    }

    @Builtin("info")
    public static Object info(Proc self, Object handle, Object item) {
        String name = Args.atom(item).name();
        EtsTable table = existing(self, handle);
        return table == null ? Atom.UNDEFINED : item(table, name);
    }

    private static @Nullable EtsTable existing(Proc self, Object handle) {
        if (!(handle instanceof Atom) && !(handle instanceof Reference)) {
            throw Args.badarg();
        }
        return EtsAccess.tables(self).find(handle);
    }

    private static Object item(EtsTable table, String item) {
        EtsTable.Settings settings = table.settings();
        return switch (item) {
            case "id" -> table.id();
            case "decentralized_counters" -> settings.decentralizedCounters();
            case "read_concurrency" -> settings.readConcurrency();
            case "write_concurrency" -> settings.writeConcurrency();
            case "memory" -> table.words();
            case "owner" -> table.owner();
            case "compressed" -> Atom.of(settings.compressed());
            case "heir" -> table.heir() == null ? NONE : table.heir();
            case "name" -> table.name();
            case "size" -> table.size();
            case "node" -> table.owner().node();
            case "named_table" -> Atom.of(settings.named());
            case "type" -> lower(settings.type());
            case "keypos" -> settings.keyPosition() + 1L;
            case "protection" -> lower(settings.protection());
            case "fixed", "safe_fixed" -> Atom.of(table.isFixed());
            case "stats", "binary" -> Atom.FALSE;
            default -> throw Args.badarg();
        };
    }

    private static Atom lower(Enum<?> value) {
        return Atom.of(value.name().toLowerCase(Locale.ROOT));
    }
}
