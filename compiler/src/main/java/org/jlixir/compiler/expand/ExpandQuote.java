package org.jlixir.compiler.expand;

import static org.jlixir.compiler.quoted.Words.*;

import org.jlixir.compiler.quoted.Form;
import org.jlixir.compiler.quoted.Meta;
import org.jlixir.runtime.error.ElixirException;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple2;
import org.jlixir.runtime.term.Tuple3;
import org.jspecify.annotations.Nullable;

/**
 * {@code quote}: from a form the expanded code that makes it.
 *
 * <p>Names carry what they meant here: aliases their module, calls the modules that import them, variables the context.
 */
final class ExpandQuote {
    private static final Atom VALIDATE = Atom.of("validate");
    private static final Atom QUOTE_OPTION = Atom.of("quote_option");

    private final Expander x;
    /** The context of variables: a form, mostly an atom. */
    private Object context;
    /** The line of all forms: {@code true} to keep theirs, {@code false} for none, or a form. */
    private Object line = Atom.FALSE;
    /** For {@code keep:} metadata: a form, or null. */
    private @Nullable Object file;

    /** Matches that are to run before the quote: the values of options. */
    private Object values = EmptyList.NIL;

    private boolean unquote = true;
    private Object generated = Atom.FALSE;

    private ExpandQuote(Expander x) {
        this.x = x;
        this.context = x.env.inModule() ? x.env.module : ELIXIR;
    }

    static @Nullable Object expand(Expander x, Object meta, Object args) {
        int arity = Form.length(args);
        Object options = EmptyList.NIL;
        Object body;
        if (arity == 1) {
            Object only = Form.at(args, 0);
            if (!Form.isKeyword(only)) {
                throw x.fatal(meta, "invalid arguments for \"quote\"");
            }
            body = Meta.get(only, DO);
            options = Meta.remove(only, DO);
        } else if (arity == 2) {
            options = Form.at(args, 0);
            Object last = Form.at(args, 1);
            body = Form.isKeyword(last) ? Meta.get(last, DO) : null;
        } else {
            return null;
        }
        if (body == null) {
            throw x.fatal(meta, "missing :do option in \"quote\"");
        }
        return new ExpandQuote(x).run(meta, options, body);
    }

    private Object run(Object meta, Object options, Object body) {
        Object expanded = x.expand(options);
        if (!Form.isKeyword(expanded)) {
            throw x.fatal(meta, "invalid options for quote, expected a keyword list, got: " + x.text(expanded));
        }
        Object binding = null;
        for (Object rest = expanded; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 option = (Tuple2) cell.head;
            switch (((Atom) option.e0).name()) {
                case "context" -> context = context(meta, known(option));
                case "location" -> location(meta, option.e1);
                case "line" -> line = known(option);
                case "file" -> file = known(option);
                case "unquote" -> unquote = flag(meta, option);
                case "generated" -> generated = generated(option);
                case "bind_quoted" -> binding = option.e1;
                default -> throw x.fatal(meta, "unsupported option " + x.text(option.e0) + " given to quote");
            }
        }
        if (binding != null && Meta.get(expanded, UNQUOTE) == null) {
            unquote = false;
        }
        Object quoted = binding == null ? quote(body) : bound(meta, binding, body);
        return values == EmptyList.NIL
                ? quoted
                : new Tuple3(BLOCK, EmptyList.NIL, Form.append(values, TermList.of(quoted)));
    }

    /** The value of an option; one that is known only when the quote runs is evaluated once, before it. */
    private Object known(Tuple2 option) {
        if (!(option.e1 instanceof Tuple3 value)) {
            return option.e1;
        }
        Object place = Meta.place(value.e1);
        Tuple3 variable = x.freshVariable(((Atom) option.e0).name(), place);
        Tuple3 checked = Form.remote(place, JLIXIR_MACRO, QUOTE_OPTION, option.e0, value);
        values = Form.append(values, TermList.of(Form.call(MATCH, EmptyList.NIL, variable, checked)));
        return variable;
    }

    private Object generated(Tuple2 option) {
        if (option.e1 == Atom.TRUE || option.e1 == Atom.FALSE) {
            return option.e1;
        }
        throw ElixirException.exception(
                "ArgumentError",
                "invalid runtime value for option :generated in quote, got: " + x.text(Escape.value(option.e1)));
    }

    private Object context(Object meta, Object value) {
        if (value == Atom.NIL || !(value instanceof Atom || value instanceof Tuple3)) {
            throw x.fatal(
                    meta,
                    "invalid :context for quote, expected non-nil compile time atom or alias, got: " + x.text(value));
        }
        return value;
    }

    private void location(Object meta, Object value) {
        if (value == KEEP) {
            file = Bitstring.of(x.env.file);
            line = Atom.TRUE;
        } else if (value != Atom.NIL) {
            throw x.fatal(meta, "invalid value " + x.text(value) + " for location option of quote... expected :keep");
        }
    }

    private boolean flag(Object meta, Tuple2 option) {
        if (option.e1 == Atom.TRUE || option.e1 == Atom.FALSE) {
            return option.e1 == Atom.TRUE;
        }
        throw x.fatal(
                meta,
                "invalid value for :" + ((Atom) option.e0).name() + " in quote, expected a boolean, got: "
                        + x.text(option.e1));
    }

    /** {@code bind_quoted:} values are bound to variables in front of the body. */
    private Object bound(Object meta, Object binding, Object body) {
        if (!Form.isKeyword(binding)) {
            throw x.fatal(
                    meta,
                    "invalid :bind_quoted for quote, expected a keyword list of variable names, got: "
                            + x.text(binding));
        }
        ListBuilder expressions = new ListBuilder();
        Object place = Meta.ofLine(Meta.line(meta));
        for (Object rest = binding; rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            // In a quote that a macro has made, the body has the variables of that macro.
            Object counter = counter(body, pair.e0);
            Object variable = triple(pair.e0, counter == null ? place : Meta.put(place, COUNTER, counter), context);
            expressions.add(triple(MATCH, EmptyList.NIL, TermList.of(variable, pair.e1)));
        }
        expressions.add(quote(body));
        return triple(BLOCK, EmptyList.NIL, expressions.finish());
    }

    /** The hygiene counter of the first variable of a name and this quote's context that has one; or null. */
    private @Nullable Object counter(Object form, Object name) {
        return switch (form) {
            case Tuple3 node
            when Form.isVariable(node) ->
                node.e0 == name && node.e2.equals(context) ? Meta.get(node.e1, COUNTER) : null;
            case Tuple3 node -> either(counter(node.e0, name), node.e2, name);
            case Tuple2 pair -> either(counter(pair.e0, name), pair.e1, name);
            case Cons cell -> either(counter(cell.head, name), cell.tail(), name);
            default -> null;
        };
    }

    private @Nullable Object either(@Nullable Object found, Object otherwise, Object name) {
        return found != null ? found : counter(otherwise, name);
    }

    /** Code that makes {@code {left, meta, right}}. */
    private static Tuple3 triple(Object left, Object meta, Object right) {
        return Form.call(TUPLE, EmptyList.NIL, left, meta, right);
    }

    // Forms

    private Object quote(Object form) {
        if (form instanceof Tuple3 node) {
            return Form.isList(node.e1) ? node(node) : Escape.value(form);
        }
        if (form instanceof Cons list) {
            return list(list);
        }
        if (form instanceof Tuple2 pair) {
            return pair(pair);
        }
        return form instanceof Atom ? form : Escape.value(form);
    }

    private Object pair(Tuple2 pair) {
        if (unquote && (Splicing.isSplice(pair.e0) || Splicing.isSplice(pair.e1))) {
            return triple(TUPLE, EmptyList.NIL, list((Cons) TermList.of(pair.e0, pair.e1)));
        }
        Object left = quote(pair.e0);
        Object right = quote(pair.e1);
        return left == pair.e0 && right == pair.e1 ? pair : new Tuple2(left, right);
    }

    private Object list(Cons list) {
        if (unquote && Splicing.occurs(list)) {
            return Splicing.list(list, this::quote, splice -> unquoted(Form.first(splice)));
        }
        ListBuilder out = new ListBuilder();
        boolean same = true;
        Object rest = list;
        while (rest instanceof Cons cell) {
            Object quoted = quote(cell.head);
            same &= quoted == cell.head;
            out.add(quoted);
            rest = cell.tail();
        }
        if (rest != EmptyList.NIL) {
            return Escape.value(list);
        }
        return same ? list : out.finish();
    }

    private Object unquoted(Object form) {
        if (x.env.inMatch() || x.env.inGuard()) {
            throw x.fatal(EmptyList.NIL, "unquote is not allowed when quote is used inside a pattern or guard");
        }
        return x.expand(form);
    }

    private Object node(Tuple3 node) {
        Object left = node.e0;
        Object right = node.e2;
        if (unquote) {
            Object open = open(node);
            if (open != null) {
                return open;
            }
        }
        if (left == QUOTE && right instanceof Cons) {
            return nestedQuote(node);
        }
        if (left == ALIASES && right instanceof Cons parts && parts.head instanceof Atom first && first != ELIXIR) {
            return alias(node, parts);
        }
        if (left instanceof Atom name) {
            if (right instanceof Atom) {
                return variable(name, node);
            }
            if (Form.isList(right)) {
                return call(name, node);
            }
        }
        return triple(quote(left), meta(node.e1), quote(DefinitionContext.ofRemote(node, context).e2));
    }

    /** What has an unquote at its root. */
    private @Nullable Object open(Tuple3 node) {
        if (node.e0 == UNQUOTE && Form.isList(node.e2)) {
            if (Form.length(node.e2) != 1) {
                return null;
            }
            Object value = unquoted(Form.at(node.e2, 0));
            return value instanceof Atom || value instanceof Number || value instanceof Bitstring
                    ? value
                    : Form.remote(Meta.place(node.e1), JLIXIR_MACRO, VALIDATE, value);
        }
        if (node.e0 == UNQUOTE_SPLICING && Form.length(node.e2) == 1) {
            throw ElixirException.exception(
                    "ArgumentError",
                    "unquote_splicing only works inside arguments and block contexts, wrap it in parens if you want it"
                            + " to work with one-liners");
        }
        Tuple3 call = node;
        Object args = Atom.NIL;
        if (node.e0 instanceof Tuple3 inner && inner.e0 instanceof Tuple3 && Form.isList(node.e2)) {
            call = inner;
            args = node.e2;
        }
        if (call.e0 instanceof Tuple3 dot
                && dot.e0 == DOT
                && Form.length(dot.e2) == 2
                && Form.at(dot.e2, 1) == UNQUOTE
                && Form.length(call.e2) == 1) {
            Object target = quote(Form.at(dot.e2, 0));
            Object name = quote(Form.call(UNQUOTE, dot.e1, Form.at(call.e2, 0)));
            return Form.remote(
                    Meta.place(dot.e1),
                    JLIXIR_MACRO,
                    DOT_NAME,
                    meta(dot.e1),
                    target,
                    name,
                    args == Atom.NIL ? args : quote(args),
                    context);
        }
        return null;
    }

    private static final Atom DOT_NAME = Atom.of("dot");

    private Object nestedQuote(Tuple3 node) {
        int arity = Form.length(node.e2);
        Object meta = Meta.store(meta(node.e1), CONTEXT, context);
        boolean saved = unquote;
        Object args;
        if (arity == 1) {
            unquote = false;
            args = quote(node.e2);
        } else if (arity == 2) {
            Object options = quote(Form.at(node.e2, 0));
            unquote = false;
            args = TermList.of(options, quote(Form.at(node.e2, 1)));
        } else {
            args = quote(node.e2);
        }
        unquote = saved;
        return triple(QUOTE, meta, args);
    }

    private Object alias(Tuple3 node, Cons parts) {
        Object resolved = Meta.has(node.e1, ALIAS)
                ? Meta.get(node.e1, ALIAS)
                : ExpandAlias.resolve(x.session, x.env, node.e1, parts);
        Object annotation = resolved instanceof Atom ? resolved : Atom.FALSE;
        Object meta = Meta.store(meta(Meta.remove(node.e1, COUNTER)), ALIAS, annotation);
        return triple(ALIASES, meta, quote(parts));
    }

    private Object variable(Atom name, Tuple3 node) {
        Object meta = meta(node.e1);
        if (!Meta.has(node.e1, IMPORTS)) {
            Object imports = Dispatch.importsOf(x.env, name);
            if (imports instanceof Cons first
                    && ((Tuple2) first.head).e1 instanceof Atom
                    && ((Tuple2) first.head).e0.equals(0L)) {
                meta = Meta.store(Meta.store(meta, CONTEXT, context), IMPORTS, imports);
            }
        }
        return triple(name, meta, node.e2 == Atom.NIL ? context : node.e2);
    }

    private Object call(Atom name, Tuple3 node) {
        Object args = node.e2;
        int arity = Form.length(args);
        if (name == CAPTURE
                && arity == 1
                && Form.at(args, 0) instanceof Tuple3 slash
                && slash.e0 == SLASH
                && Form.length(slash.e2) == 2
                && Form.isVariable(Form.at(slash.e2, 0))
                && Form.at(slash.e2, 1) instanceof Long captured) {
            return capture(node, slash, (Tuple3) Form.at(slash.e2, 0), captured);
        }
        // What a macro has been given, and gives back in a quote, is not of its making.
        Object meta = meta(isLexical(name) ? Meta.remove(node.e1, COUNTER) : node.e1);
        if (isLexical(name)) {
            meta = Meta.store(meta, CONTEXT, context);
        } else if (!Expander.isSpecialForm(name, arity)) {
            Object imports = Meta.has(node.e1, IMPORTS) ? EmptyList.NIL : Dispatch.importsOf(x.env, name);
            if (imports != EmptyList.NIL) {
                Tracing.importedQuoted(x, node.e1, name, imports);
                meta = Meta.store(Meta.store(meta, CONTEXT, context), IMPORTS, imports);
            }
        }
        if (DefinitionContext.isDefinition(name) && args instanceof Cons cell) {
            args = new Cons(DefinitionContext.ofHead(cell.head, context), cell.tail());
        }
        return triple(name, meta, arity < 0 ? Escape.value(args) : quote(args));
    }

    /** {@code &name/arity} remembers the import. */
    private Object capture(Tuple3 node, Tuple3 slash, Tuple3 target, long arity) {
        Object meta = meta(node.e1);
        Atom name = (Atom) target.e0;
        for (Object rest = Dispatch.importsOf(x.env, name); rest instanceof Cons cell; rest = cell.tail()) {
            Tuple2 pair = (Tuple2) cell.head;
            if (pair.e0.equals(arity)) {
                meta = Meta.store(Meta.store(meta, CONTEXT, context), IMPORTS, TermList.of(pair));
            }
        }
        return triple(CAPTURE, meta, TermList.of(quote(slash)));
    }

    private static boolean isLexical(Atom name) {
        return name == ALIAS || name == REQUIRE || name == IMPORT;
    }

    // Metadata

    private Object meta(Object meta) {
        Object result = Meta.remove(meta, COLUMN);
        if (file == null) {
            result = lined(result);
        } else {
            result = kept(result);
        }
        result = unescapable(result);
        return generated == Atom.FALSE
                ? result
                : new Cons(new Tuple2(GENERATED, generated), Meta.remove(result, GENERATED));
    }

    private Object lined(Object meta) {
        if (line == Atom.TRUE) {
            return meta;
        }
        return line == Atom.FALSE ? Meta.remove(meta, LINE) : Meta.store(meta, LINE, line);
    }

    private Object kept(Object meta) {
        if (Meta.has(meta, KEEP)) {
            return Meta.remove(meta, LINE);
        }
        Object place = line == Atom.TRUE ? (Object) (long) Meta.line(meta) : line == Atom.FALSE ? (Object) 0L : line;
        return new Cons(new Tuple2(KEEP, new Tuple2(file, place)), Meta.remove(meta, LINE));
    }

    /** Metadata as code that makes it: nothing to do but for values that are no literals. */
    private Object unescapable(Object meta) {
        for (Object rest = meta; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple2 pair && (pair.e1 instanceof Tuple3 && pair.e0 != LINE && pair.e0 != KEEP)) {
                return escaped(meta);
            }
        }
        return meta;
    }

    private static Object escaped(Object meta) {
        ListBuilder out = new ListBuilder();
        for (Object rest = meta; rest instanceof Cons cell; rest = cell.tail()) {
            if (cell.head instanceof Tuple2 pair && pair.e0 != LINE && pair.e0 != KEEP) {
                out.add(new Tuple2(pair.e0, Escape.value(pair.e1)));
            } else {
                out.add(cell.head);
            }
        }
        return out.finish();
    }
}
