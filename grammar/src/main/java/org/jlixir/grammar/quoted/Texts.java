package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.close;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.open;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.token;

import java.util.Objects;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.CharacterLiteral;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.grammar.token.SigilCursor;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermText;
import org.jlixir.runtime.term.Tuple;

/** Strings, charlists, heredocs, sigils and quoted atoms, with and without interpolation. */
final class Texts {
    private static final Atom DELIMITER = Atom.of("delimiter");
    private static final Atom INDENTATION = Atom.of("indentation");
    private static final Atom FROM_INTERPOLATION = Atom.of("from_interpolation");
    private static final Atom CLOSING = Atom.of("closing");
    private static final Atom KERNEL = Atom.of("Elixir.Kernel");
    private static final Atom TO_STRING = Atom.of("to_string");
    private static final Atom LIST = Atom.of("Elixir.List");
    private static final Atom TO_CHARLIST = Atom.of("to_charlist");
    private static final Atom BINARY = Atom.of("binary");
    private static final Atom ERLANG = Atom.of("erlang");
    private static final Atom UTF8 = Atom.of("utf8");

    private final ParseTreeToQuoted quoted;
    private final ParseOptions options;

    Texts(ParseTreeToQuoted quoted, ParseOptions options) {
        this.quoted = quoted;
        this.options = options;
    }

    Object quoted(QuotedContext context) {
        ElixirToken start = open(context);
        TextContext text = (TextContext) context.getChild(1);
        return switch (start.getType()) {
            case SIGIL_START, SIGIL_HEREDOC_START -> sigil(start, text, close(context));
            case QUOTED_ATOM_START -> atom(start, text, quoted.meta.of(start), delimited(start));
            case CHARLIST_START, CHARLIST_HEREDOC_START -> charlist(start, text);
            default -> string(start, text);
        };
    }

    /** {@code ?a}. */
    Object character(ElixirToken token) {
        return (long) CharacterLiteral.value(token.getText());
    }

    private static boolean interpolates(TextContext text) {
        return text.getChildCount() > 1
                || text.getChildCount() == 1 && text.getChild(0) instanceof InterpolationContext;
    }

    private static Bitstring plain(TextContext text) {
        return text.getChildCount() == 0 ? Bitstring.EMPTY : bytes(text.getChild(0));
    }

    private static Bitstring bytes(ParseTree piece) {
        return (Bitstring) Objects.requireNonNull(token(piece).value());
    }

    /** The characters of a text that cannot hold any bytes, as {@code \xFF} may make them. */
    private String characters(ElixirToken start, TextContext text, boolean atom) {
        Bitstring bytes = plain(text);
        String characters = bytes.validUtf8();
        if (characters == null) {
            String rest = "invalid encoding starting at " + TermText.of(bytes.behindValidUtf8());
            throw atom
                    ? SyntaxFailure.at(
                            quoted.source, start.getLine(), start.column(), "invalid encoding in atom: ", rest)
                    : SyntaxFailure.at(quoted.source, start.getLine(), start.column(), rest, "");
        }
        return characters;
    }

    /** The place of the text, with token_metadata its delimiter and indentation too. */
    private Object delimited(ElixirToken start) {
        Object place = quoted.meta.of(start);
        if (!quoted.meta.tokenMetadata()) {
            return place;
        }
        if (start.value() instanceof Integer indentation) {
            place = Meta.with(INDENTATION, (long) indentation, place);
        }
        return Meta.with(DELIMITER, delimiter(start), place);
    }

    /** The opening delimiter as a binary, without what stands before it. */
    Object delimiter(ElixirToken start) {
        String text = start.getText();
        int length = switch (start.getType()) {
            case HEREDOC_START, CHARLIST_HEREDOC_START, SIGIL_HEREDOC_START -> 3;
            default -> 1;
        };
        return Bitstring.of(text.substring(text.length() - length));
    }

    private Object string(ElixirToken start, TextContext text) {
        return interpolates(text)
                ? Quoted.node(Quoted.BITS, delimited(start), parts(text))
                : literal(plain(text), start);
    }

    private Object literal(Object value, ElixirToken start) {
        return quoted.literals.encodes() ? quoted.literals.literal(value, delimited(start), start) : value;
    }

    private Object charlist(ElixirToken start, TextContext text) {
        if (!interpolates(text)) {
            ListBuilder characters = new ListBuilder();
            String value = characters(start, text, false);
            for (int i = 0; i < value.length(); i = value.offsetByCodePoints(i, 1)) {
                characters.add((long) value.codePointAt(i));
            }
            return literal(characters.finish(), start);
        }
        ListBuilder parts = new ListBuilder();
        for (ParseTree piece : text.children) {
            parts.add(piece instanceof InterpolationContext interpolation ? toText(interpolation) : bytes(piece));
        }
        Object callee = Quoted.call(Quoted.DOT, quoted.meta.of(start), LIST, TO_CHARLIST);
        return Quoted.call(callee, delimited(start), parts.finish());
    }

    /** The parts of a binary: texts, and interpolations as {@code Kernel.to_string(...) :: binary}. */
    private Object parts(TextContext text) {
        ListBuilder parts = new ListBuilder();
        if (text.getChildCount() == 0) {
            return parts.add(Bitstring.EMPTY).finish();
        }
        for (ParseTree piece : text.children) {
            if (piece instanceof InterpolationContext interpolation) {
                Object place = quoted.meta.of(open(interpolation));
                parts.add(Quoted.call(Quoted.TYPE, place, toText(interpolation), Quoted.variable(BINARY, place)));
            } else {
                parts.add(bytes(piece));
            }
        }
        return parts.finish();
    }

    private Object toText(InterpolationContext context) {
        Object place = quoted.meta.of(open(context));
        Object callee = Quoted.call(Quoted.DOT, place, KERNEL, TO_STRING);
        Object callMeta =
                quoted.meta.tokenMetadata() ? Meta.with(CLOSING, quoted.meta.of(close(context)), place) : place;
        Object value = quoted.blocks.expressions((ExpressionsContext) context.getChild(1), EmptyList.NIL);
        return Quoted.call(callee, Meta.with(FROM_INTERPOLATION, Atom.TRUE, callMeta), value);
    }

    private Object sigil(ElixirToken start, TextContext text, ElixirToken end) {
        String opening = start.getText();
        String delimiter = ((Bitstring) delimiter(start)).utf8();
        String name = "sigil_" + opening.substring(1, opening.length() - delimiter.length());
        Object place = quoted.meta.of(start);
        Object textMeta = start.value() instanceof Integer indentation
                ? Meta.with(INDENTATION, (long) indentation, place)
                : place;
        Object atom = name.length() == 7 ? Atom.of(name) : quoted.literals.atom(name, start);
        return Quoted.call(
                atom,
                Meta.with(DELIMITER, Bitstring.of(delimiter), place),
                Quoted.node(Quoted.BITS, textMeta, parts(text)),
                modifiers(end, delimiter.length()));
    }

    private Object modifiers(ElixirToken end, int terminatorLength) {
        String text = end.getText().strip();
        ListBuilder modifiers = new ListBuilder();
        for (int i = terminatorLength; i < text.length(); i++) {
            modifiers.add((long) text.charAt(i));
        }
        if (end.value() instanceof SigilCursor cursor) {
            Object call = Quoted.call(Quoted.CURSOR, quoted.meta.of(end));
            return cursor == SigilCursor.AS_MODIFIERS
                    ? call
                    : modifiers.add(call).finish();
        }
        return modifiers.finish();
    }

    // Quoted atoms

    Object quotedIdentifier(QuotedIdentifierContext context) {
        ElixirToken start = open(context);
        TextContext text = (TextContext) context.getChild(1);
        return quoted.literals.atom(characters(start, text, true), start);
    }

    Object quotedKeyword(KeywordContext context) {
        ElixirToken start = open(context);
        Object place = quoted.meta.of(start);
        Object keyMeta = quoted.arguments.keywordMeta(place);
        if (quoted.meta.tokenMetadata()) {
            keyMeta = Meta.with(DELIMITER, delimiter(start), keyMeta);
        }
        return atom(start, (TextContext) context.getChild(1), place, keyMeta);
    }

    /** An atom, or the call that makes one of what is interpolated. */
    private Object atom(ElixirToken start, TextContext text, Object place, Object outerMeta) {
        if (!interpolates(text)) {
            String name = characters(start, text, true);
            return quoted.literals.literal(quoted.literals.atom(name, start), outerMeta, start);
        }
        Atom function = Atom.of(options.existingAtomsOnly() ? "binary_to_existing_atom" : "binary_to_atom");
        Object callee = Quoted.call(Quoted.DOT, place, ERLANG, function);
        Object bits = Quoted.node(Quoted.BITS, place, parts(text));
        return Tuple.of(callee, outerMeta, new ListBuilder().add(bits).add(UTF8).finish());
    }
}
