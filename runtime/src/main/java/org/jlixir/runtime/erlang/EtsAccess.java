package org.jlixir.runtime.erlang;

import org.jlixir.runtime.ets.EtsTable;
import org.jlixir.runtime.ets.EtsTables;
import org.jlixir.runtime.process.Node;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Tuple;

/** Who may do what with which table. */
final class EtsAccess {
    static final Atom END_OF_TABLE = Atom.of("$end_of_table");

    private EtsAccess() {}

    static EtsTables tables(Proc self) {
        Node node = self.node();
        return node.state(EtsTables.class, () -> {
            EtsTables tables = new EtsTables();
            node.onExit(process -> tables.ownerExited(
                    process.pid(), pid -> node.find(pid) != null, (pid, message) -> deliver(node, pid, message)));
            return tables;
        });
    }

    private static void deliver(Node node, Pid pid, Object message) {
        Proc process = node.find(pid);
        if (process != null) {
            process.send(message);
        }
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

    /** Nothing happens when there is no such process any more. */
    static void send(Node node, Pid to, Object message) {
        Proc process = node.find(to);
        if (process != null) {
            process.send(message);
        }
    }
}
