package org.jlixir.runtime.erlang;

import org.jlixir.runtime.print.FormatString;
import org.jlixir.runtime.print.PrintOptions;
import org.jlixir.runtime.print.Quoting;
import org.jlixir.runtime.print.TermPrinter;
import org.jlixir.runtime.print.TermWriter;
import org.jlixir.runtime.process.Proc;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Bitstring;
import org.jlixir.runtime.term.Cons;

/** {@code :io_lib}: terms and format strings as text, a list of characters. Reading ({@code fread}) is in {@link FormattedRead}. */
@ErlangModule("io_lib")
public final class IoLib {
    private static final int LINE = 80;
    private static final PrintOptions UNICODE = new PrintOptions(true, true, null);

    private IoLib() {}

    // ---- formatting

    @Builtin("format")
    public static Object format(Proc self, Object format, Object arguments) {
        try {
            return Args.charlist(FormatString.format(self, formatText(format), arguments));
        } catch (FormatString.BadFormat e) {
            throw Args.badarg();
        }
    }

    /** The options ({@code chars_limit}) are accepted; texts are not cut. */
    @Builtin("format")
    public static Object format(Proc self, Object format, Object arguments, Object options) {
        return format(self, format, arguments);
    }

    @Builtin("fwrite")
    public static Object fwrite(Proc self, Object format, Object arguments) {
        return format(self, format, arguments);
    }

    @Builtin("fwrite")
    public static Object fwrite(Proc self, Object format, Object arguments, Object options) {
        return format(self, format, arguments);
    }

    private static String formatText(Object format) {
        return switch (format) {
            case Atom atom -> atom.name();
            case Bitstring binary -> Args.utf8OrLatin1(binary);
            default -> Args.characters(format);
        };
    }

    // ---- terms

    @Builtin(value = "write", pure = true)
    public static Object write(Object term) {
        return write(term, (long) PrintOptions.UNLIMITED);
    }

    @Builtin(value = "write", pure = true)
    public static Object write(Object term, Object depth) {
        return Args.charlist(TermWriter.write(term, depth(depth), PrintOptions.DEFAULT));
    }

    @Builtin(value = "print", pure = true)
    public static Object print(Object term) {
        return print(term, 1L, (long) LINE, (long) PrintOptions.UNLIMITED);
    }

    @Builtin(value = "print", pure = true)
    public static Object print(Object term, Object column, Object width, Object depth) {
        return Args.charlist(TermPrinter.print(
                term,
                Args.integer(column, 0, Integer.MAX_VALUE / 2),
                Args.integer(width, 0, Integer.MAX_VALUE / 2),
                depth(depth),
                PrintOptions.DEFAULT));
    }

    private static int depth(Object depth) {
        return Args.integer(depth, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    // ---- atoms, strings, characters

    @Builtin(value = "write_atom", pure = true)
    public static Object writeAtom(Object atom) {
        return Args.charlist(Quoting.atom(Args.atom(atom), true));
    }

    @Builtin(value = "write_atom_as_latin1", pure = true)
    public static Object writeAtomAsLatin1(Object atom) {
        return Args.charlist(Quoting.atom(Args.atom(atom), false));
    }

    @Builtin(value = "write_string", pure = true)
    public static Object writeString(Object characters) {
        return Args.charlist(Quoting.quoted(Args.characters(characters), '"', true));
    }

    @Builtin(value = "write_string", pure = true)
    public static Object writeString(Object characters, Object quote) {
        return Args.charlist(Quoting.quoted(Args.characters(characters), (char) Args.integer(quote, 0, 255), true));
    }

    @Builtin(value = "write_latin1_string", pure = true)
    public static Object writeLatin1String(Object characters, Object quote) {
        return writeString(characters, quote);
    }

    @Builtin(value = "write_string_as_latin1", pure = true)
    public static Object writeStringAsLatin1(Object characters) {
        return Args.charlist(Quoting.quoted(Args.characters(characters), '"', false));
    }

    @Builtin(value = "write_latin1_string", pure = true)
    public static Object writeLatin1String(Object characters) {
        return writeString(characters);
    }

    @Builtin(value = "write_unicode_string", pure = true)
    public static Object writeUnicodeString(Object characters) {
        return writeString(characters);
    }

    @Builtin(value = "write_char", pure = true)
    public static Object writeChar(Object character) {
        return Args.charlist(Quoting.character(Args.integer(character, 0, Character.MAX_CODE_POINT), true));
    }

    @Builtin(value = "write_char_as_latin1", pure = true)
    public static Object writeCharAsLatin1(Object character) {
        return Args.charlist(Quoting.character(Args.integer(character, 0, Character.MAX_CODE_POINT), false));
    }

    @Builtin(value = "write_latin1_char", pure = true)
    public static Object writeLatin1Char(Object character) {
        return writeChar(character);
    }

    @Builtin(value = "write_unicode_char", pure = true)
    public static Object writeUnicodeChar(Object character) {
        return writeChar(character);
    }

    /** Whether the atom's text, which is given too, has to be quoted. */
    @Builtin(value = "quote_atom", pure = true)
    public static Object quoteAtom(Object atom, Object characters) {
        return Atom.of(Quoting.needsQuotes(Args.atom(atom).name()));
    }

    @Builtin(value = "nl", pure = true)
    public static Object newline() {
        return Args.charlist("\n");
    }

    @Builtin(value = "format_prompt", pure = true)
    public static Object formatPrompt(Object prompt) {
        return prompt instanceof Cons ? prompt : write(prompt);
    }

    // ---- what a list is

    @Builtin(value = "char_list", pure = true)
    public static Object charList(Object term) {
        return Atom.of(CharacterLists.all(term, IoLib::isUnicode));
    }

    @Builtin(value = "latin1_char_list", pure = true)
    public static Object latin1CharList(Object term) {
        return Atom.of(CharacterLists.all(term, c -> c >= 0 && c <= 0xFF));
    }

    @Builtin(value = "printable_list", pure = true)
    public static Object printableList(Object term) {
        return printableLatin1List(term);
    }

    @Builtin(value = "printable_latin1_list", pure = true)
    public static Object printableLatin1List(Object term) {
        return Atom.of(CharacterLists.all(term, c -> c >= 0 && c <= 0xFF && Quoting.isPrintable((int) c)));
    }

    @Builtin(value = "printable_unicode_list", pure = true)
    public static Object printableUnicodeList(Object term) {
        return Atom.of(CharacterLists.all(
                term, c -> c >= 0 && c <= 0xFF && Quoting.isPrintable((int) c) || c > 0xFF && isUnicode(c)));
    }

    @Builtin(value = "deep_char_list", pure = true)
    public static Object deepCharList(Object term) {
        return Atom.of(CharacterLists.deep(term, IoLib::isUnicode));
    }

    @Builtin(value = "deep_unicode_char_list", pure = true)
    public static Object deepUnicodeCharList(Object term) {
        return deepCharList(term);
    }

    @Builtin(value = "deep_latin1_char_list", pure = true)
    public static Object deepLatin1CharList(Object term) {
        return Atom.of(CharacterLists.deep(term, c -> c >= 0 && c <= 0xFF));
    }

    private static boolean isUnicode(long c) {
        return c >= 0 && c < 0xD800 || c > 0xDFFF && c < 0xFFFE || c > 0xFFFF && c <= Character.MAX_CODE_POINT;
    }

    /** How many characters the text has, binaries in it being UTF-8. */
    @Builtin(value = "chars_length", pure = true)
    public static Object charsLength(Object text) {
        Object characters = Unicode.charactersToList(text);
        return (long) Args.length(characters);
    }

    @Builtin(value = "format_prompt", pure = true)
    public static Object formatPrompt(Object prompt, Object encoding) {
        return prompt instanceof Cons
                ? prompt
                : Args.charlist(TermWriter.write(prompt, PrintOptions.UNLIMITED, UNICODE));
    }
}
