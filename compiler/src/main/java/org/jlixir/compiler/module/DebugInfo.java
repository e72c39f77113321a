package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.etf.TermEncoder;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.TermOrder;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jspecify.annotations.Nullable;

/**
 * What a module was compiled from, kept with it as the chunk {@code Dbgi}: the expanded definitions and what the attributes say, as
 * {@code :elixir_erl.debug_info/4} gives them to tools.
 */
final class DebugInfo {
    private static final Atom DEBUG_INFO = Atom.of("debug_info");
    private static final Atom VERSION = Atom.of("debug_info_v1");
    private static final Atom BACKEND = Atom.of("elixir_erl");
    private static final Atom ELIXIR = Atom.of("elixir_v1");
    private static final Atom ATTRIBUTE = Atom.of("attribute");
    private static final Atom NONE = Atom.of("none");
    private static final TermEncoder.Options COMPRESSED = new TermEncoder.Options(2, false, 1);

    private final Session session;
    private final OpenModule module;

    private DebugInfo(Session session, OpenModule module) {
        this.session = session;
        this.module = module;
    }

    /** Whether the module keeps it: as {@code @compile} says, else as the compiler's option does. */
    static boolean isKept(Session session, OpenModule module) {
        Atom said = compileOption(module);
        return said == null ? session.state().options().get(DEBUG_INFO) != Atom.FALSE : said == Atom.TRUE;
    }

    private static @Nullable Atom compileOption(OpenModule module) {
        Atom said = null;
        for (Object option : TermList.toJava(compileOptions(module))) {
            if (option == DEBUG_INFO) {
                said = Atom.TRUE;
            } else if (option instanceof Tuple2 pair && pair.e0 == DEBUG_INFO && pair.e1 instanceof Atom value) {
                said = value;
            }
        }
        return said;
    }

    /** What {@code @compile} has collected, first to last, without the lists that options may stand in. */
    static Object compileOptions(OpenModule module) {
        ListBuilder out = new ListBuilder();
        if (module.attributes.get("compile") instanceof Cons given) {
            for (Object option : TermList.toJava(given).reversed()) {
                if (option instanceof Cons several) {
                    TermList.toJava(several).forEach(out::add);
                } else if (option != EmptyList.NIL) {
                    out.add(option);
                }
            }
        }
        return out.finish();
    }

    /**
     * The chunk: {@code {:debug_info_v1, :elixir_erl, {:elixir_v1, map, typespecs}}} as external term, with {@code :none} in the last
     * place when none is kept.
     */
    static Bitstring chunk(Session session, OpenModule module, Object attributes, Object typespecs) {
        Object data = isKept(session, module)
                ? Tuple.of(ELIXIR, new DebugInfo(session, module).map(attributes), forms(module, typespecs))
                : NONE;
        return TermEncoder.encode(Tuple.of(VERSION, BACKEND, data), COMPRESSED);
    }

    private ElixirMap map(Object attributes) {
        Object struct = module.attributes.get("__struct__info__");
        return ElixirMap.EMPTY
                .put(Atom.of("module"), module.name)
                .put(Atom.of("anno"), module.place)
                .put(Atom.of("file"), Bitstring.of(session.recorded(module.env.file())))
                .put(Atom.of("relative_file"), Bitstring.of(session.traced(module.env.file())))
                .put(Atom.of("attributes"), Meta.remove(attributes, Atom.of("vsn")))
                .put(Atom.of("compile_opts"), compileOptions(module))
                .put(Atom.of("deprecated"), module.deprecated())
                .put(Atom.of("defines_behaviour"), Atom.of(module.typespecs.hasCallbacks()))
                .put(Atom.of("struct"), struct == null ? Atom.NIL : struct)
                .put(Atom.of("definitions"), definitions());
    }

    /** {@code [{{name, arity}, kind, meta, [{meta, patterns, guards, body}]}]}, last name first. */
    private Object definitions() {
        List<Definition> defined = new ArrayList<>(module.definitions.values());
        defined.removeIf(definition -> definition.clauses.isEmpty());
        defined.sort((one, other) -> TermOrder.compare(other.signature.toTerm(), one.signature.toTerm()));
        ListBuilder out = new ListBuilder();
        for (Definition definition : defined) {
            out.add(Tuple.of(definition.signature.toTerm(), definition.kind, definition.meta, clauses(definition)));
        }
        return out.finish();
    }

    private static Object clauses(Definition definition) {
        ListBuilder out = new ListBuilder();
        for (FunctionClause clause : definition.clauses) {
            // A macro's first argument is its caller's environment, which is none of the author's.
            List<Object> patterns = clause.patterns();
            List<Object> written = definition.isMacro() ? patterns.subList(1, patterns.size()) : patterns;
            out.add(Tuple.of(clause.meta(), TermList.from(written), TermList.from(clause.guards()), clause.body()));
        }
        return out.finish();
    }

    /** Types, specs and callbacks as the attributes of an Erlang module. */
    private static Object forms(OpenModule module, Object typespecs) {
        ListBuilder out = new ListBuilder();
        long line = module.env.line();
        for (Object spec : of(typespecs, "specs")) {
            out.add(Tuple.of(ATTRIBUTE, line, Atom.of("spec"), spec));
        }
        for (Object callback : of(typespecs, "callbacks")) {
            out.add(Tuple.of(ATTRIBUTE, line, Atom.of("callback"), callback));
        }
        ListBuilder exported = new ListBuilder();
        for (Object type : of(typespecs, "types")) {
            Tuple2 kindAndType = (Tuple2) type;
            Tuple definition = (Tuple) kindAndType.e1;
            boolean isPrivate = kindAndType.e0 == Atom.of("typep");
            if (!isPrivate) {
                exported.add(new Tuple2(definition.get(0), TermList.properLength(definition.get(2))));
            }
            Object kind = isPrivate ? Atom.of("type") : kindAndType.e0;
            out.add(Tuple.of(ATTRIBUTE, line, kind, definition));
        }
        if (exported.finish() instanceof Cons types) {
            out.add(Tuple.of(ATTRIBUTE, line, Atom.of("export_type"), types));
        }
        return out.finish();
    }

    private static List<Object> of(Object typespecs, String kind) {
        Object found = Meta.get(typespecs, Atom.of(kind));
        return found == null ? List.of() : TermList.toJava(found);
    }
}
