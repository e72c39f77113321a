package org.jlixir.runtime.term;

import java.util.Set;

/** How Elixir writes atoms: {@code nil}, {@code :ok}, {@code :"a b"}, {@code Foo.Bar}, and as keys {@code ok:}. */
final class AtomText {
    private static final Set<String> OPERATORS = Set.of(
            "!", "!=", "!==", "&", "&&", "&&&", "*", "**", "+", "++", "+++", "-", "--", "---", ".", "..", "..//", "/",
            "<", "<-", "<<<", "<<~", "<=", "<>", "<|>", "<~", "<~>", "=", "==", "===", "=~", ">", ">=", ">>>", "@", "^",
            "^^^", "|", "|>", "||", "|||", "~>", "~>>", "~~~", "%", "%{}", "{}", "<<>>", "::", "->", "...", "\\\\");

    private AtomText() {}

    static void append(StringBuilder out, Atom atom) {
        String name = atom.name();
        if (atom == Atom.NIL || atom == Atom.TRUE || atom == Atom.FALSE) {
            out.append(name);
        } else if (isAlias(name)) {
            out.append(name, "Elixir.".length(), name.length());
        } else if (isIdentifier(name) || OPERATORS.contains(name)) {
            out.append(':').append(name);
        } else {
            out.append(':');
            quote(out, name);
        }
    }

    /** As a key of a keyword list or map. */
    static void appendKey(StringBuilder out, Atom atom) {
        if (isIdentifier(atom.name())) {
            out.append(atom.name());
        } else {
            quote(out, atom.name());
        }
        out.append(": ");
    }

    static boolean isAlias(String name) {
        return name.matches("Elixir(\\.[A-Z][A-Za-z0-9_]*)+");
    }

    private static boolean isIdentifier(String name) {
        if (name.isEmpty()) {
            return false;
        }
        int last = name.codePointBefore(name.length());
        int end = last == '?' || last == '!' ? name.length() - 1 : name.length();
        for (int i = 0; i < end; ) {
            int c = name.codePointAt(i);
            boolean good =
                    i == 0 ? c == '_' || Character.isLetter(c) : c == '_' || c == '@' || Character.isLetterOrDigit(c);
            if (!good) {
                return false;
            }
            i += Character.charCount(c);
        }
        return end > 0;
    }

    /** Text between double quotes with Elixir's escapes. */
    static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\t' -> out.append("\\t");
                case '\r' -> out.append("\\r");
                case '\u001b' -> out.append("\\e");
                case '\0' -> out.append("\\0");
                case '#' -> out.append(i + 1 < text.length() && text.charAt(i + 1) == '{' ? "\\#" : "#");
                default -> {
                    if (Character.isISOControl(c)) {
                        out.append(String.format("\\x%02X", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
