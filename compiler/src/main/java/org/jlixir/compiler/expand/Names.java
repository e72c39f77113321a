package org.jlixir.compiler.expand;

import org.jlixir.runtime.term.Atom;

/** Atoms as Elixir source spells them, for messages. */
public final class Names {
    private Names() {}

    /** {@code Foo.Bar}, {@code :lists}, {@code :"odd name"}, {@code nil}. */
    public static String inspect(Atom atom) {
        String name = atom.name();
        if (name.equals("nil") || name.equals("true") || name.equals("false")) {
            return name;
        }
        if (isAlias(name)) {
            return name.equals("Elixir") ? name : name.substring(7);
        }
        return isPlain(name) || isOperator(name) ? ":" + name : ":" + quoted(name);
    }

    /** A function's name after the dot: {@code foo}, {@code "odd name"}, {@code +}. */
    public static String function(Atom atom) {
        String name = atom.name();
        return isPlain(name) || isOperator(name) ? name : quoted(name);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** True for {@code Elixir.Foo.Bar}, each part starting with an upper-case ASCII letter. */
    static boolean isAlias(String name) {
        if (!name.startsWith("Elixir")) {
            return false;
        }
        int i = 6;
        while (i < name.length()) {
            if (name.charAt(i) != '.' || i + 1 >= name.length() || !isUpper(name.charAt(i + 1))) {
                return false;
            }
            i += 2;
            while (i < name.length() && name.charAt(i) != '.') {
                char c = name.charAt(i);
                if (!(c == '_' || Character.isLetterOrDigit(c))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** An identifier that needs no quotes. */
    static boolean isPlain(String name) {
        if (name.isEmpty() || !(name.charAt(0) == '_' || Character.isLetter(name.charAt(0)))) {
            return false;
        }
        for (int i = 1; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean last = i == name.length() - 1;
            if (!(c == '_' || c == '@' || Character.isLetterOrDigit(c) || last && (c == '?' || c == '!'))) {
                return false;
            }
        }
        return true;
    }

    static boolean isOperator(String name) {
        return switch (name) {
            case "+",
                    "-",
                    "*",
                    "/",
                    "**",
                    "++",
                    "--",
                    "+++",
                    "---",
                    "..",
                    "<>",
                    "|>",
                    "<<<",
                    ">>>",
                    "<<~",
                    "~>>",
                    "<~",
                    "~>",
                    "<~>",
                    "&&",
                    "||",
                    "&&&",
                    "|||",
                    "==",
                    "!=",
                    "===",
                    "!==",
                    "=~",
                    "<",
                    ">",
                    "<=",
                    ">=",
                    "!",
                    "^",
                    "^^^",
                    "~~~",
                    "@",
                    "&",
                    ".",
                    "=",
                    "|",
                    "::",
                    "<-",
                    "\\\\",
                    "//",
                    "..//",
                    "{}",
                    "%{}",
                    "%",
                    "<<>>",
                    "<|>",
                    "..." -> true;
            default -> false;
        };
    }
}
