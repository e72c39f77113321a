package org.jlixir.grammar.quoted;

import java.math.BigInteger;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Tuple;

/** The values of numbers and atoms, and the encoders that the options may put between them and the quoted form. */
final class Literals {
    private static final Atom TOKEN = Atom.of("token");

    private final SourceFile source;
    private final ParseOptions options;
    private final Meta meta;

    Literals(SourceFile source, ParseOptions options, Meta meta) {
        this.source = source;
        this.options = options;
        this.meta = meta;
    }

    boolean encodes() {
        return options.literalEncoder() != null;
    }

    /** The literal, or what the encoder makes of it. */
    Object literal(Object value, Object literalMeta, ElixirToken token) {
        ParseOptions.Encoder encoder = options.literalEncoder();
        if (encoder == null) {
            return value;
        }
        return accept(encoder.encode(value, literalMeta), token, token.getText());
    }

    Object number(ElixirToken token, Object value) {
        if (!encodes()) {
            return value;
        }
        Object place = meta.of(token);
        return literal(
                value, meta.tokenMetadata() ? Meta.with(TOKEN, Bitstring.of(token.getText()), place) : place, token);
    }

    static Object integer(String text) {
        int radix = 10;
        String digits = text;
        if (text.length() > 2 && text.charAt(0) == '0') {
            radix = switch (text.charAt(1)) {
                case 'x' -> 16;
                case 'o' -> 8;
                case 'b' -> 2;
                default -> 10;
            };
            digits = radix == 10 ? text : text.substring(2);
        }
        digits = digits.indexOf('_') < 0 ? digits : digits.replace("_", "");
        if (digits.length() < 16) {
            return Long.parseLong(digits, radix);
        }
        BigInteger value = new BigInteger(digits, radix);
        return value.bitLength() < 64 ? (Object) value.longValueExact() : value;
    }

    Object flt(ElixirToken token) {
        double value = Double.parseDouble(token.getText().replace("_", ""));
        if (Double.isInfinite(value)) {
            throw SyntaxFailure.at(source, token.getLine(), token.column(), "invalid float number ", token.getText());
        }
        return value;
    }

    /** The atom of that name as the options want it: made, found, or what the encoder says. */
    Object atom(String name, ElixirToken token) {
        return atom(name, token, token.getLine(), token.column());
    }

    Object atom(String name, ElixirToken token, int line, int column) {
        if (name.length() > Atom.MAX_LENGTH && name.codePointCount(0, name.length()) > Atom.MAX_LENGTH) {
            throw SyntaxFailure.at(source, line, column, "atom length must be less than system limit: ", name);
        }
        ParseOptions.Encoder encoder = options.staticAtomsEncoder();
        if (encoder != null) {
            Object place = new Meta(options.withColumns(true)).at(line, column);
            return accept(encoder.encode(Bitstring.of(name), place), token, name);
        }
        if (options.existingAtomsOnly()) {
            Atom atom = Atom.existing(name);
            if (atom == null) {
                throw SyntaxFailure.at(source, line, column, "unsafe atom does not exist: ", name);
            }
            return atom;
        }
        return Atom.of(name);
    }

    private Object accept(Object answer, ElixirToken token, String shown) {
        if (answer instanceof Tuple tuple && tuple.size() == 2) {
            if (tuple.get(0) == Atom.OK) {
                return tuple.get(1);
            }
            if (tuple.get(0) == Atom.ERROR && tuple.get(1) instanceof Bitstring reason) {
                throw SyntaxFailure.at(source, token.getLine(), token.column(), reason.utf8() + ": ", shown);
            }
        }
        throw new IllegalArgumentException("an encoder must return {:ok, term} or {:error, reason}, got: " + answer);
    }
}
