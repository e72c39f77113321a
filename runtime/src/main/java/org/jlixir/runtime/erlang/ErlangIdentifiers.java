package org.jlixir.runtime.erlang;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Pid;
import org.jlixir.runtime.term.Port;
import org.jlixir.runtime.term.Reference;

/** {@code :erlang}: pids, references and ports as text and back. Those of this node have node number 0. */
@ErlangModule("erlang")
public final class ErlangIdentifiers {
    private static final Pattern PID = Pattern.compile("<(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10})>");
    private static final Pattern PORT = Pattern.compile("#Port<(\\d{1,10})\\.(\\d{1,18})>");
    private static final Pattern REFERENCE =
            Pattern.compile("#Ref<(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10})\\.(\\d{1,10})>");

    private ErlangIdentifiers() {}

    @Builtin(value = "pid_to_list", pure = true)
    public static Object pidToList(Object pid) {
        if (pid instanceof Pid x) {
            return Args.charlist("<0." + unsigned(x.number()) + "." + unsigned(x.serial()) + ">");
        }
        throw Args.badarg();
    }

    @Builtin(value = "ref_to_list", pure = true)
    public static Object refToList(Object reference) {
        if (reference instanceof Reference x) {
            return Args.charlist(
                    "#Ref<0." + unsigned(x.high()) + "." + unsigned(x.middle()) + "." + unsigned(x.low()) + ">");
        }
        throw Args.badarg();
    }

    @Builtin(value = "port_to_list", pure = true)
    public static Object portToList(Object port) {
        if (port instanceof Port x) {
            return Args.charlist("#Port<0." + Long.toUnsignedString(x.number()) + ">");
        }
        throw Args.badarg();
    }

    private static String unsigned(int value) {
        return Integer.toUnsignedString(value);
    }

    @Builtin("list_to_pid")
    public static Object listToPid(Proc self, Object characters) {
        Matcher text = local(PID, characters);
        return new Pid(node(self), word(text, 2), word(text, 3), creation(self));
    }

    @Builtin("list_to_ref")
    public static Object listToRef(Proc self, Object characters) {
        Matcher text = local(REFERENCE, characters);
        return new Reference(node(self), creation(self), word(text, 4), word(text, 3), word(text, 2));
    }

    @Builtin("list_to_port")
    public static Object listToPort(Proc self, Object characters) {
        Matcher text = local(PORT, characters);
        return new Port(node(self), Long.parseLong(text.group(2)), creation(self));
    }

    private static Atom node(Proc self) {
        return self.pid().node();
    }

    private static int creation(Proc self) {
        return self.pid().creation();
    }

    /** The parts of an identifier of this node; {@code :badarg} for other text. */
    private static Matcher local(Pattern form, Object characters) {
        Matcher text = form.matcher(Args.characters(characters));
        if (!text.matches() || Long.parseLong(text.group(1)) != 0) {
            throw Args.badarg();
        }
        return text;
    }

    private static int word(Matcher text, int group) {
        long value = Long.parseLong(text.group(group));
        if (value > 0xFFFFFFFFL) {
            throw Args.badarg();
        }
        return (int) value;
    }
}
