package org.jlixir.runtime.erlang;

import org.jlixir.runtime.code.ExternalFun;
import org.jlixir.runtime.etf.TermDecoder;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.LegacyHash;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.PortableHash;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;

/** {@code :erlang}: terms as bytes, portable hashes, what functions are made of. */
@ErlangModule("erlang")
public final class ErlangTerms {
    private static final Atom COMPRESSED = Atom.of("compressed");
    private static final Atom MINOR_VERSION = Atom.of("minor_version");
    private static final Atom DETERMINISTIC = Atom.of("deterministic");
    private static final Atom LOCAL = Atom.of("local");
    private static final Atom SAFE = Atom.of("safe");
    private static final Atom USED = Atom.of("used");
    private static final Atom EXTERNAL = Atom.of("external");
    private static final int DEFAULT_COMPRESSION = 6;

    private ErlangTerms() {}

    // ---- the external term format

    @Builtin(value = "term_to_binary", pure = true)
    public static Object termToBinary(Object term) {
        return TermEncoder.encode(term, TermEncoder.Options.DEFAULT);
    }

    @Builtin(value = "term_to_binary", pure = true)
    public static Object termToBinary(Object term, Object options) {
        return TermEncoder.encode(term, encodeOptions(options));
    }

    /** Bytes behind the term are passed over. Makes atoms: not pure. */
    @Builtin("binary_to_term")
    public static Object binaryToTerm(Object binary) {
        return TermDecoder.decode(Args.binary(binary), false, ExternalFun::new).term();
    }

    /** With {@code safe} new atoms are refused; with {@code used} the answer is {@code {term, bytes used}}. */
    @Builtin("binary_to_term")
    public static Object binaryToTerm(Object binary, Object options) {
        boolean safe = false;
        boolean used = false;
        for (Object option : Args.elements(options)) {
            if (option != SAFE && option != USED) {
                throw Args.badarg();
            }
            safe |= option == SAFE;
            used |= option == USED;
        }
        TermDecoder.Decoded decoded = TermDecoder.decode(Args.binary(binary), safe, ExternalFun::new);
        return used ? new Tuple2(decoded.term(), (long) decoded.used()) : decoded.term();
    }

    @Builtin(value = "term_to_iovec", pure = true)
    public static Object termToIovec(Object term) {
        return TermList.of(termToBinary(term));
    }

    @Builtin(value = "external_size", pure = true)
    public static Object externalSize(Object term) {
        return (long) TermEncoder.encode(term, TermEncoder.Options.DEFAULT).byteSize();
    }

    @Builtin(value = "external_size", pure = true)
    public static Object externalSize(Object term, Object options) {
        return (long) TermEncoder.encode(term, encodeOptions(options)).byteSize();
    }

    private static TermEncoder.Options encodeOptions(Object options) {
        int minorVersion = 2;
        boolean deterministic = false;
        int compression = 0;
        for (Object option : Args.elements(options)) {
            if (option == COMPRESSED) {
                compression = DEFAULT_COMPRESSION;
            } else if (option == DETERMINISTIC) {
                deterministic = true;
            } else if (option instanceof Tuple2 pair && pair.e0 == COMPRESSED) {
                compression = Args.integer(pair.e1, 0, 9);
            } else if (option instanceof Tuple2 pair && pair.e0 == MINOR_VERSION) {
                minorVersion = Args.integer(pair.e1, 0, 2);
            } else if (option != LOCAL) {
                throw Args.badarg();
            }
        }
        return new TermEncoder.Options(minorVersion, deterministic, compression);
    }

    // ---- hashes

    @Builtin(value = "phash2", pure = true)
    public static Object phash2(Object term) {
        return (long) (PortableHash.of(term) & (1 << 27) - 1);
    }

    /** From 0 to {@code range - 1}. */
    @Builtin(value = "phash2", pure = true)
    public static Object phash2(Object term, Object range) {
        if (!(range instanceof Long n && n >= 1 && n <= 1L << 32)) {
            throw Args.badarg();
        }
        return (PortableHash.of(term) & 0xFFFFFFFFL) % n;
    }

    /** From 1 to {@code range}. */
    @Builtin(value = "phash", pure = true)
    public static Object phash(Object term, Object range) {
        if (!(range instanceof Long n && n >= 1 && n <= 1L << 32)) {
            throw Args.badarg();
        }
        return 1 + (LegacyHash.of(term) & 0xFFFFFFFFL) % n;
    }

    // ---- functions

    @Builtin(value = "fun_info", pure = true)
    public static Object funInfo(Object function) {
        Fun fun = function(function);
        ListBuilder list = new ListBuilder();
        for (String item : fun.isExternal() ? EXTERNAL_ITEMS : LOCAL_ITEMS) {
            Atom name = Atom.of(item);
            list.add(new Tuple2(name, info(fun, name)));
        }
        return list.finish();
    }

    private static final String[] EXTERNAL_ITEMS = {"module", "name", "arity", "env", "type"};
    private static final String[] LOCAL_ITEMS = {
        "module", "new_index", "new_uniq", "index", "uniq", "name", "arity", "env", "type"
    };

    @Builtin(value = "fun_info", pure = true)
    public static Object funInfo(Object function, Object item) {
        return new Tuple2(item, info(function(function), Args.atom(item)));
    }

    @Builtin(value = "fun_info_mfa", pure = true)
    public static Object funInfoMfa(Object function) {
        Fun fun = function(function);
        return Tuple.of(fun.module(), fun.name(), (long) fun.arity());
    }

    private static Object info(Fun fun, Atom item) {
        boolean external = fun.isExternal();
        return switch (item.name()) {
            case "module" -> fun.module();
            case "name" -> fun.name();
            case "arity" -> (long) fun.arity();
            case "env" -> external ? EmptyList.NIL : TermList.of(fun.environment());
            case "type" -> external ? EXTERNAL : LOCAL;
            case "index", "new_index" -> external ? Atom.UNDEFINED : (Object) (long) fun.index();
            case "uniq" -> external ? Atom.UNDEFINED : (Object) uniq(fun);
            case "new_uniq" -> external ? Atom.UNDEFINED : ErlangBinaries.md5(termToBinary(fun.module()));
            case "pid" -> Atom.UNDEFINED;
            default -> throw Args.badarg();
        };
    }

    /** A number that changes with the module: here made from its name. */
    private static long uniq(Fun fun) {
        return PortableHash.of(fun.module()) & (1 << 27) - 1;
    }

    private static Fun function(Object term) {
        if (term instanceof Fun fun) {
            return fun;
        }
        throw Args.badarg();
    }

    @Builtin(value = "fun_to_list", pure = true)
    public static Object funToList(Object function) {
        Fun fun = function(function);
        String text = fun.isExternal()
                ? "fun " + quoted(fun.module()) + ":" + quoted(fun.name()) + "/" + fun.arity()
                : "#Fun<" + fun.module().name() + "." + fun.index() + "." + uniq(fun) + ">";
        return Args.charlist(text);
    }

    /** An atom as Erlang writes it. */
    private static String quoted(Atom atom) {
        String name = atom.name();
        return name.matches("[a-z][A-Za-z0-9_@]*")
                ? name
                : "'" + name.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
