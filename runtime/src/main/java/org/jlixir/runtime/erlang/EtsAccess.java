package org.jlixir.runtime.erlang;

import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.ets.EtsTables;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;

/** Who may do what with which table. */
final class EtsAccess {
    static final Atom END_OF_TABLE = Atom.of("$end_of_table");
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom SEND = Atom.of("send");

    private EtsAccess() {}

    static EtsTables tables(Proc self) {
        return self.node().state(EtsTables.class, EtsTables::new);
    }

    /** The table, whoever asks; {@code :badarg} when there is none. */
    static EtsTable any(Proc self, Object handle) {
        EtsTable table = tables(self).find(handle);
        if (table == null) {
            throw Args.badarg();
        }
        return table;
    }

    static EtsTable toRead(Proc self, Object handle) {
        EtsTable table = any(self, handle);
        if (table.settings().protection() == EtsTable.Protection.PRIVATE) {
            requireOwner(self, table);
        }
        return table;
    }

    static EtsTable toWrite(Proc self, Object handle) {
        EtsTable table = any(self, handle);
        if (table.settings().protection() != EtsTable.Protection.PUBLIC) {
            requireOwner(self, table);
        }
        return table;
    }

    static void requireOwner(Proc self, EtsTable table) {
        if (!table.owner().equals(self.pid())) {
            throw Args.badarg();
        }
    }

    /** An object that the table can hold: a tuple with a key. */
    static Tuple object(EtsTable table, Object term) {
        if (term instanceof Tuple tuple && table.keyPosition() < tuple.size()) {
            return tuple;
        }
        throw Args.badarg();
    }

    /** Sends as the process itself would. */
    static void send(Proc self, Pid to, Object message) {
        Fun send = self.node().code().resolve(self, ERLANG, SEND, 2);
        self.apply2(send, to, message);
    }
}
