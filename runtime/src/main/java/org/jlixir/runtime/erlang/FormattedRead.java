package org.jlixir.runtime.erlang;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.jlixir.runtime.number.Arithmetic;
import org.jlixir.runtime.number.FloatText;
import org.jlixir.runtime.number.IntegerText;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * {@code :io_lib.fread}: reads values from text as a format says. White space in the format stands for any white space in the
 * text, other characters for themselves, {@code ~d ~u ~- ~# ~f ~s ~a ~c ~l} for values.
 */
@ErlangModule("io_lib")
public final class FormattedRead {
    private static final Atom FREAD = Atom.of("fread");
    private static final Atom MORE = Atom.of("more");

    private final int[] format;
    private final int[] text;
    private final List<Object> values = new ArrayList<>();
    private int atFormat;
    private int at;

    private FormattedRead(String format, String text) {
        this.format = format.codePoints().toArray();
        this.text = text.codePoints().toArray();
    }

    /**
     * @return {@code {:ok, values, rest}}, {@code {:more, format_left, characters_read, values}} where the text ends too early, or
     *     {@code {:error, {:fread, what_was_expected}}}
     */
    @Builtin(value = "fread", pure = true)
    public static Object read(Object format, Object text) {
        return new FormattedRead(Args.characters(format), Args.characters(text)).run();
    }

    private Object run() {
        while (atFormat < format.length) {
            int directive = atFormat;
            int c = format[atFormat++];
            if (isSpace(c)) {
                skipSpace();
            } else if (c == '~') {
                String problem = directive();
                if (problem == null) {
                    continue;
                }
                if (problem.isEmpty()) {
                    return more(directive);
                }
                return Tuple.of(Atom.ERROR, Tuple.of(FREAD, Atom.of(problem)));
            } else if (at == text.length) {
                return more(directive);
            } else if (text[at++] != c) {
                return Tuple.of(Atom.ERROR, Tuple.of(FREAD, Atom.of("input")));
            }
        }
        return Tuple.of(Atom.OK, TermList.from(values), Args.charlist(rest(text, at)));
    }

    private Object more(int from) {
        return Tuple.of(MORE, Args.charlist(rest(format, from)), (long) at, TermList.from(values.reversed()));
    }

    private static String rest(int[] characters, int from) {
        return new String(characters, from, characters.length - from);
    }

    /** @return null when it matched, the empty text when characters are missing, or what was expected */
    private @Nullable String directive() {
        boolean dropped = atFormat < format.length && format[atFormat] == '*';
        if (dropped) {
            atFormat++;
        }
        int number = 0;
        while (atFormat < format.length && Character.isDigit(format[atFormat])) {
            number = 10 * number + format[atFormat++] - '0';
        }
        if (atFormat < format.length && format[atFormat] == 't') {
            atFormat++;
        }
        if (atFormat == format.length) {
            return "format";
        }
        int before = values.size();
        String problem = value(format[atFormat++], number);
        if (problem == null && dropped && values.size() > before) {
            values.removeLast();
        }
        return problem;
    }

    private @Nullable String value(int control, int number) {
        return switch (control) {
            case 'c' -> characters(number == 0 ? 1 : number);
            case 'l' -> add((long) at);
            case '~' -> at == text.length ? "" : text[at] == '~' && at++ >= 0 ? null : "format";
            case 'd' -> word(number, "integer", w -> IntegerText.parse(w, 10));
            case 'u' -> word(0, "unsigned", w -> unsigned(w, number == 0 ? 10 : number));
            case 'f' -> word(number, "float", FloatText::parse);
            case 's' -> word(number, "string", Args::charlist);
            case 'a' -> word(number, "atom", Atom::of);
            case '-' -> sign();
            case '#' -> word(number, "based", FormattedRead::based);
            default -> "format";
        };
    }

    private @Nullable String add(Object value) {
        values.add(value);
        return null;
    }

    private @Nullable String characters(int count) {
        if (text.length - at < count) {
            return "";
        }
        values.add(Args.charlist(new String(text, at, count)));
        at += count;
        return null;
    }

    private @Nullable String sign() {
        skipSpace();
        if (at == text.length) {
            return "";
        }
        boolean negative = text[at] == '-';
        if (negative || text[at] == '+') {
            at++;
        }
        return add(negative ? -1L : 1L);
    }

    private interface Reader {
        @Nullable
        Object read(String word);
    }

    /** Reads the characters that may belong to such a value, or as many as {@code width} says. */
    private @Nullable String word(int width, String name, Reader reader) {
        skipSpace();
        if (at == text.length) {
            return "";
        }
        IntPredicate belongs = belongsTo(name);
        int end = at;
        while (end < text.length && (width == 0 || end - at < width) && belongs.test(text[end])) {
            end++;
        }
        if (width > 0 && end - at < width) {
            return name;
        }
        Object value = reader.read(new String(text, at, end - at));
        if (value == null) {
            return name;
        }
        at = end;
        return add(value);
    }

    private static IntPredicate belongsTo(String name) {
        return switch (name) {
            case "integer" -> c -> c >= '0' && c <= '9' || c == '-' || c == '+';
            case "float" -> c -> c >= '0' && c <= '9' || "+-.eE".indexOf(c) >= 0;
            case "unsigned" -> c -> Character.digit(c, Character.MAX_RADIX) >= 0;
            case "based" -> c -> Character.digit(c, Character.MAX_RADIX) >= 0 || c == '#' || c == '-' || c == '+';
            default -> c -> !isSpace(c);
        };
    }

    private static @Nullable Object unsigned(String word, int base) {
        return word.startsWith("-") || word.startsWith("+") ? null : IntegerText.parse(word, base);
    }

    private static @Nullable Object based(String word) {
        int mark = word.indexOf('#');
        Object base = mark < 0 ? null : IntegerText.parse(word.substring(0, mark), 10);
        if (!(base instanceof Long b) || b < Character.MIN_RADIX || b > Character.MAX_RADIX) {
            return null;
        }
        Object value = IntegerText.parse(word.substring(mark + 1), (int) (long) b);
        return value != null && Arithmetic.isInteger(value) ? value : null;
    }

    private void skipSpace() {
        while (at < text.length && isSpace(text[at])) {
            at++;
        }
    }

    private static boolean isSpace(int c) {
        return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }
}
