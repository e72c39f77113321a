package org.jlixir.compiler.module;

import java.util.ArrayList;
import java.util.List;
import org.jlixir.compiler.Session;
import org.jlixir.compiler.expand.CodeText;
import org.jlixir.compiler.expand.Env;
import org.jlixir.compiler.expand.Escape;
import org.jlixir.compiler.expand.Names;
import org.jlixir.compiler.expand.Tracing;
import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.ElixirMap;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/** An open module as the functions of {@code Module} and the code of its own body see and change it. */
public final class ModuleView {
    private static final Atom DOC = Atom.of("doc");
    private static final Atom MODULEDOC = Atom.of("moduledoc");
    private static final Atom TYPEDOC = Atom.of("typedoc");
    private static final Atom ON_LOAD = Atom.of("on_load");

    private final OpenModule module;

    public ModuleView(OpenModule module) {
        this.module = module;
    }

    /** The environment of its body, at its first line. */
    public Env env() {
        return module.env.forModule(module.name);
    }

    // Attributes

    private static boolean isDoc(Atom name) {
        return name == DOC || name == MODULEDOC || name == TYPEDOC;
    }

    /** What {@code @name} gives; null when it was never set. */
    public @Nullable Object readAttribute(Atom name) {
        if (Typespecs.isTypespec(name)) {
            return module.typespecs.ofKind(name);
        }
        Object value = module.attributes.read(name);
        return isDoc(name) && value instanceof Tuple2 placed ? placed.e1 : value;
    }

    /** What {@code Module.get_attribute/2} gives; null when it was never set. */
    public @Nullable Object attribute(Atom name) {
        if (Typespecs.isTypespec(name)) {
            return module.typespecs.ofKind(name);
        }
        return module.attributes.read(name);
    }

    /**
     * An attribute is read: the modules whose names stand in its value are referred to from {@code env}, in the body of the
     * module once.
     */
    public void traceRead(Session session, Atom name, Env env) {
        Tracing.attribute(session, env, module.attributes.modules(name, !env.inFunction()));
    }

    /** The value that {@code @name} is about to get names these modules. */
    public void refersTo(Atom name, Object modules) {
        module.attributes.refersTo(name, modules);
    }

    public boolean accumulates(Atom name) {
        return module.attributes.accumulates(name);
    }

    /** {@code @name value}. */
    public void writeAttribute(Session session, Atom name, Object value, int line) {
        if (isDoc(name)) {
            writeDoc(session, name, value, line, line);
            return;
        }
        if (name == ON_LOAD && module.attributes.has(ON_LOAD)) {
            throw Attributes.argument("the @on_load attribute can only be set once per module");
        }
        module.attributes.put(name, Attributes.checked(name, value), line);
    }

    /** @param written the line of the {@code @doc}, 0 for a value that code sets, which is nobody's oversight */
    private void writeDoc(Session session, Atom name, Object value, int line, int written) {
        Object checked = Attributes.checked(name, value);
        if (Form.isKeyword(checked)) {
            if (name == MODULEDOC) {
                module.addModuledocMeta(checked);
            } else {
                warnReservedKeys(session, checked, line);
                module.addDocMeta(checked);
            }
        } else {
            if (written > 0) {
                warnDocTwice(session, name, written);
            }
            module.attributes.put(name, new Tuple2((long) line, checked), written);
        }
    }

    /** {@code Module.put_attribute/3}. */
    public void putAttribute(Session session, Atom name, Object value) {
        if (Typespecs.isTypespec(name)) {
            if (value instanceof Tuple3 entry && entry.e0 == name) {
                Env place = module.typespecs.envOf(entry.e1);
                int line = entry.e2 instanceof Tuple2 where && where.e1 instanceof Long number ? number.intValue() : 0;
                module.typespecs.add(new Typespecs.Typespec(name, entry.e1, line, place == null ? env() : place));
                return;
            }
            throw Attributes.argument(
                    "attributes type, typep, opaque, spec, callback, and macrocallback must be set directly via the @ "
                            + "notation");
        }
        if (isDoc(name)) {
            putDoc(session, name, value);
        } else {
            writeAttribute(session, name, value, 0);
        }
    }

    private void putDoc(Session session, Atom name, Object value) {
        if (!(value instanceof Tuple2 placed && placed.e0 instanceof Long line)) {
            throw Attributes.argument("@" + name.name() + " is a built-in module attribute for documentation. When set"
                    + " dynamically, it should be {line, doc} (where \"doc\" is"
                    + " either"
                    + " false, nil,"
                    + " a string, or"
                    + " a keyword"
                    + " list),"
                    + " got:"
                    + " " + CodeText.of(session, Escape.value(value)));
        }
        writeDoc(session, name, placed.e1, line.intValue(), 0);
    }

    public Object deleteAttribute(Atom name) {
        return module.attributes.delete(name);
    }

    public void registerAttribute(Atom name, boolean accumulate, boolean persist) {
        module.attributes.register(name, accumulate, persist);
    }

    public boolean hasAttribute(Atom name) {
        return module.attributes.has(name);
    }

    public Object attributeNames() {
        return module.attributes.names();
    }

    /** Some metadata the compiler sets itself. */
    private void warnReservedKeys(Session session, Object keywords, int line) {
        for (Object rest = keywords; rest instanceof Cons cell; rest = cell.tail()) {
            Atom key = (Atom) ((Tuple2) cell.head).e0;
            if (key.name().equals("opaque") || key.name().equals("defaults")) {
                session.warn(
                        Meta.ofLine(line),
                        env(),
                        "ignoring reserved documentation metadata key: " + Names.inspect(key));
            }
        }
    }

    /** Who has read what was there goes on with it. */
    private void warnDocTwice(Session session, Atom name, int line) {
        int at = module.attributes.unreadLine(name);
        if (at > 0) {
            session.warn(
                    Meta.ofLine(line), env(), "redefining @" + name.name() + " attribute previously set at line " + at);
        }
    }

    // Typespecs

    public static boolean isTypespec(Atom attribute) {
        return Typespecs.isTypespec(attribute);
    }

    /** Keeps a typespec from its expansion until the body runs. @return its number */
    public long keepTypespec(Atom kind, Object form, Env env) {
        return module.typespecs.keep(new Typespecs.Typespec(kind, form, env.line(), env));
    }

    /**
     * @param number of a kept typespec
     * @param form what has become of its form, by unquoting
     */
    public void addTypespec(Session session, long number, @Nullable Object form) {
        Typespecs.Typespec kept = module.typespecs.kept(number);
        Typespecs.Typespec typespec =
                form == null ? kept : new Typespecs.Typespec(kept.kind(), form, kept.line(), kept.env());
        module.typespecs.add(typespec);
        documentTypespec(session, typespec.kind(), typespec.form(), typespec.line());
    }

    /**
     * Documents a function, macro or type.
     *
     * @return false when it is private
     */
    public boolean addDoc(Atom kind, Tuple2 tuple, long line, Object doc) {
        String documented = switch (kind.name()) {
            case "def" -> "function";
            case "defmacro" -> "macro";
            case "type", "opaque" -> "type";
            default -> null;
        };
        if (documented == null) {
            return false;
        }
        module.docs.add(Atom.of(documented), Signature.of(tuple), line, "", new Tuple2(line, doc), ElixirMap.EMPTY);
        return true;
    }

    private void documentTypespec(Session session, Atom kind, Object quoted, int line) {
        Signature signature = Typespecs.signature(quoted);
        if (signature == null || kind.name().equals("spec")) {
            return;
        }
        boolean callback = kind.name().equals("callback") || kind.name().equals("macrocallback");
        Object doc = module.attributes.take(callback ? "doc" : "typedoc");
        if (kind.name().equals("typep") && doc instanceof Tuple2 placed && placed.e1 instanceof Bitstring) {
            session.warn(
                    Meta.ofLine(((Long) placed.e0).intValue()),
                    env(),
                    "type " + signature + " is private, @typedoc's are always discarded for private types");
        }
        ElixirMap meta = module.docMeta();
        if (kind.name().equals("opaque")) {
            meta = meta.put(Atom.of("opaque"), Atom.TRUE);
        }
        if (!kind.name().equals("typep")) {
            Object place = Typespecs.place(quoted, line);
            module.docs.add(callback ? kind : Atom.of("type"), signature, place, "", doc, meta);
        }
    }

    // Definitions

    /** {@code :def} and so on, or null for what is not defined. */
    public @Nullable Atom kindOf(Tuple2 tuple) {
        Definition definition = module.definitions.get(Signature.of(tuple));
        return definition == null ? null : definition.kind;
    }

    /** {@code [{name, arity}]}, of one kind or of all for null. */
    public Object definitions(@Nullable Atom kind) {
        ListBuilder out = new ListBuilder();
        for (Definition definition : module.definitions.values()) {
            if ((kind == null || definition.kind == kind)
                    && !definition.signature.name().name().contains(" (overridable ")) {
                out.add(definition.signature.toTerm());
            }
        }
        return out.finish();
    }

    /** {@code {:v1, kind, meta, [{meta, args, guards, body}]}} or {@code nil}. */
    public Object definition(Tuple2 tuple) {
        Definition definition = module.definitions.get(Signature.of(tuple));
        if (definition == null) {
            return Atom.NIL;
        }
        ListBuilder clauses = new ListBuilder();
        for (FunctionClause clause : definition.clauses) {
            List<Object> patterns = definition.isMacro()
                    ? clause.patterns().subList(1, clause.patterns().size())
                    : clause.patterns();
            clauses.add(
                    Tuple.of(clause.meta(), TermList.from(patterns), TermList.from(clause.guards()), clause.body()));
        }
        return Tuple.of(Atom.of("v1"), definition.kind, definition.meta, clauses.finish());
    }

    public boolean deleteDefinition(Tuple2 tuple) {
        Signature signature = Signature.of(tuple);
        module.dropCalls(signature);
        return module.definitions.remove(signature) != null;
    }

    public void makeOverridable(Tuple2 tuple) {
        OverriddenFunctions.make(module, Signature.of(tuple));
    }

    public boolean isOverridable(Tuple2 tuple) {
        return module.overridables.containsKey(Signature.of(tuple));
    }

    public List<Object> overridables() {
        List<Object> out = new ArrayList<>();
        module.overridables.keySet().forEach(signature -> out.add(signature.toTerm()));
        return out;
    }
}
