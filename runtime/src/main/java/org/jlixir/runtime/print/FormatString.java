package org.jlixir.runtime.print;

import java.util.Comparator;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.Fun;
import org.jlixir.runtime.term.TermOrder;
import org.jspecify.annotations.Nullable;

/**
 * A format string of Erlang filled in: {@code ~F.P.PadModC}, with a field width, a precision, a character to pad with, modifiers
 * ({@code t}, {@code l}, {@code k}, {@code K}) and what to write.
 */
public final class FormatString {
    /** A format string that is wrong, or does not fit its arguments. */
    public static final class BadFormat extends Exception {
        private static final long serialVersionUID = 1;

        BadFormat() {
            super("bad format", null, false, false);
        }
    }

    private static final Atom ORDERED = Atom.of("ordered");
    private static final Atom REVERSED = Atom.of("reversed");
    private static final Atom UNDEFINED = Atom.of("undefined");

    private final int[] format;
    private final Proc self;
    private final StringBuilder out = new StringBuilder();
    private Object arguments;
    private int at;

    private FormatString(Proc self, String format, Object arguments) {
        this.self = self;
        this.format = format.codePoints().toArray();
        this.arguments = arguments;
    }

    /**
     * @param self for the functions that order keys
     * @param arguments a list of terms
     */
    public static String format(Proc self, String format, Object arguments) throws BadFormat {
        FormatString filling = new FormatString(self, format, arguments);
        filling.run();
        return filling.out.toString();
    }

    private void run() throws BadFormat {
        while (at < format.length) {
            int c = format[at++];
            if (c == '~') {
                directive();
            } else {
                out.appendCodePoint(c);
            }
        }
        if (arguments != EmptyList.NIL) {
            throw new BadFormat();
        }
    }

    private void directive() throws BadFormat {
        boolean left = at < format.length && format[at] == '-';
        if (left) {
            at++;
        }
        @Nullable Integer width = number();
        if (width != null && width < 0) {
            left = true;
            width = -width;
        }
        @Nullable Integer precision = null;
        int pad = ' ';
        if (skip('.')) {
            precision = number();
            if (skip('.')) {
                pad = skip('*') ? character(next()) : take();
            }
        }
        Field field = new Field(width, left, precision, pad);
        write(field, modifiers());
    }

    /** A number in the format, or for {@code *} one of the arguments. */
    private @Nullable Integer number() throws BadFormat {
        if (skip('*')) {
            return integer(next());
        }
        int from = at;
        int value = 0;
        while (at < format.length && format[at] >= '0' && format[at] <= '9' && value < 100_000_000) {
            value = 10 * value + format[at++] - '0';
        }
        return at == from ? null : value;
    }

    private PrintOptions modifiers() throws BadFormat {
        boolean unicode = false;
        boolean strings = true;
        @Nullable Comparator<Object> order = null;
        while (at < format.length) {
            switch (format[at]) {
                case 't' -> unicode = true;
                case 'l' -> strings = false;
                case 'k' -> order = TermOrder.EXACTLY;
                case 'K' -> order = order(next());
                default -> {
                    return new PrintOptions(unicode, strings, order);
                }
            }
            at++;
        }
        throw new BadFormat();
    }

    private @Nullable Comparator<Object> order(Object how) throws BadFormat {
        if (how == UNDEFINED) {
            return null;
        }
        if (how == ORDERED) {
            return TermOrder.EXACTLY;
        }
        if (how == REVERSED) {
            return TermOrder.EXACTLY.reversed();
        }
        if (how instanceof Fun precedes && precedes.arity() == 2) {
            return (a, b) -> self.apply2(precedes, a, b) == Atom.TRUE ? -1 : 1;
        }
        throw new BadFormat();
    }

    private void write(Field field, PrintOptions options) throws BadFormat {
        switch (take()) {
            case 'w' -> out.append(field.place(TermWriter.write(next(), PrintOptions.UNLIMITED, options)));
            case 'W' -> {
                Object term = next();
                out.append(field.place(TermWriter.write(term, integer(next()), options)));
            }
            case 'p' -> print(next(), PrintOptions.UNLIMITED, field, options);
            case 'P' -> {
                Object term = next();
                print(term, integer(next()), field, options);
            }
            case 's' -> out.append(field.placeText(FormatText.of(next(), options.unicode())));
            case 'c' -> {
                long c = longInteger(next());
                out.append(field.repeat(FormatText.character(c, options.unicode())));
            }
            case 'e' -> out.append(field.placeWhole(FormatFloat.exponent(decimal(next()), field.digits(2))));
            case 'f' -> out.append(field.placeWhole(FormatFloat.fixed(decimal(next()), field.digits(1))));
            case 'g' -> out.append(field.placeWhole(FormatFloat.general(decimal(next()), field.digits(1))));
            case 'b' -> out.append(field.placeWhole(FormatText.integer(next(), field.base(), "", false)));
            case 'B' -> out.append(field.placeWhole(FormatText.integer(next(), field.base(), "", true)));
            case '+' ->
                out.append(field.placeWhole(FormatText.integer(next(), field.base(), field.base() + "#", false)));
            case '#' ->
                out.append(field.placeWhole(FormatText.integer(next(), field.base(), field.base() + "#", true)));
            case 'x' -> prefixed(field, false);
            case 'X' -> prefixed(field, true);
            case 'n' -> out.append(field.repeat("\n"));
            case '~' -> out.append(field.repeat("~"));
            case 'i' -> next();
            default -> throw new BadFormat();
        }
    }

    private void prefixed(Field field, boolean upper) throws BadFormat {
        Object number = next();
        Object prefix = next();
        String text = prefix instanceof Atom atom
                ? atom.name()
                : prefix instanceof Cons || prefix == EmptyList.NIL ? FormatText.of(prefix, true) : null;
        if (text == null) {
            throw new BadFormat();
        }
        out.append(field.placeWhole(FormatText.integer(number, field.base(), text, upper)));
    }

    /** The width is that of the line here, the precision the column. */
    private void print(Object term, int depth, Field field, PrintOptions options) throws BadFormat {
        if (field.left()) {
            throw new BadFormat();
        }
        int width = field.width() == null ? Field.LINE : field.width();
        int column = field.precision() == null ? column() : field.precision();
        out.append(TermPrinter.print(term, column, width, depth, options));
    }

    private int column() {
        int line = out.lastIndexOf("\n") + 1;
        return out.codePointCount(line, out.length()) + 1;
    }

    // ---- reading

    private int take() throws BadFormat {
        if (at == format.length) {
            throw new BadFormat();
        }
        return format[at++];
    }

    private boolean skip(int c) {
        if (at < format.length && format[at] == c) {
            at++;
            return true;
        }
        return false;
    }

    private Object next() throws BadFormat {
        if (arguments instanceof Cons cell) {
            arguments = cell.tail();
            return cell.head;
        }
        throw new BadFormat();
    }

    private static int integer(Object term) throws BadFormat {
        if (term instanceof Long n && n >= -100_000_000 && n <= 100_000_000) {
            return (int) (long) n;
        }
        throw new BadFormat();
    }

    private static long longInteger(Object term) throws BadFormat {
        if (term instanceof Long n) {
            return n;
        }
        throw new BadFormat();
    }

    private static int character(Object term) throws BadFormat {
        int c = integer(term);
        if (!Character.isValidCodePoint(c)) {
            throw new BadFormat();
        }
        return c;
    }

    private static double decimal(Object term) throws BadFormat {
        if (term instanceof Double x) {
            return x;
        }
        throw new BadFormat();
    }
}
