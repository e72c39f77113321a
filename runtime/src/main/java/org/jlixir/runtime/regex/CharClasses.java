package org.jlixir.runtime.regex;

import com.ibm.icu.lang.UCharacter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The classes of characters that have a name or a letter: {@code \d}, {@code [:alpha:]}, {@code \p{Greek}}. */
final class CharClasses {
    private CharClasses() {}

    /**
     * The class of {@code \d}, {@code \w}, {@code \s}, {@code \h}, {@code \v} by its lower-case letter. Without {@code
     * properties} only characters of Latin-1 can be digits, parts of words or spaces.
     */
    static CharSet.@Nullable Test escape(int letter, boolean properties) {
        return switch (letter) {
            case 'd' -> properties ? Character::isDigit : c -> c >= '0' && c <= '9';
            case 'w' ->
                properties
                        ? c -> c == '_' || Character.isLetter(c) || isNumber(c)
                        : c -> c == '_' || c < 256 && Character.isLetterOrDigit(c);
            case 's' -> properties ? CharClasses::isSpace : c -> c >= 9 && c <= 13 || c == ' ' || c == 0xA0;
            case 'h' -> CharClasses::isHorizontalSpace;
            case 'v' -> c -> c >= 10 && c <= 13 || c == 0x85 || c == 0x2028 || c == 0x2029;
            default -> null;
        };
    }

    private static boolean isNumber(int c) {
        int type = Character.getType(c);
        return type == Character.DECIMAL_DIGIT_NUMBER
                || type == Character.LETTER_NUMBER
                || type == Character.OTHER_NUMBER;
    }

    private static boolean isSpace(int c) {
        return c >= 9 && c <= 13 || c == 0x85 || Character.isSpaceChar(c);
    }

    private static boolean isHorizontalSpace(int c) {
        return c == 9
                || c == ' '
                || c == 0xA0
                || c == 0x1680
                || c == 0x180E
                || c >= 0x2000 && c <= 0x200A
                || c == 0x202F
                || c == 0x205F
                || c == 0x3000;
    }

    /** The class {@code [:name:]}; null for a name that is none. */
    static CharSet.@Nullable Test posix(String name, boolean properties) {
        return switch (name) {
            case "alpha" -> wide(properties, Character::isLetter);
            case "digit" -> escape('d', properties);
            case "alnum" -> wide(properties, Character::isLetterOrDigit);
            case "upper" -> wide(properties, Character::isUpperCase);
            case "lower" -> wide(properties, Character::isLowerCase);
            case "word" -> escape('w', properties);
            case "space" -> escape('s', properties);
            case "blank" -> c -> c == ' ' || c == 9 || c == 0xA0 || properties && isHorizontalSpace(c);
            case "cntrl" -> c -> c < 32 || c >= 127 && c < 160;
            case "ascii" -> c -> c < 128;
            case "xdigit" -> c -> c < 128 && Character.digit(c, 16) >= 0;
            case "punct" -> wide(properties, CharClasses::isPunctuation);
            case "graph" -> wide(properties, c -> isVisible(c) && !Character.isSpaceChar(c));
            case "print" -> wide(properties, CharClasses::isVisible);
            default -> null;
        };
    }

    private static CharSet.Test wide(boolean properties, CharSet.Test test) {
        return properties ? test : c -> c < 256 && test.contains(c);
    }

    private static boolean isVisible(int c) {
        return Character.isDefined(c) && !Character.isISOControl(c);
    }

    private static boolean isPunctuation(int c) {
        if (c < 128) {
            return c > 32 && c < 127 && !Character.isLetterOrDigit(c);
        }
        return category("P", c);
    }

    /** The property {@code \p{name}}: a category, a script, or one of PCRE's own; null for a name that is none. */
    static CharSet.@Nullable Test property(String name) {
        return switch (name) {
            case "Any" -> c -> true;
            case "L&" -> c -> category("Lu", c) || category("Ll", c) || category("Lt", c);
            case "Xan" -> Character::isLetterOrDigit;
            case "Xwd" -> escape('w', true);
            case "Xsp", "Xps" -> CharClasses::isSpace;
            default -> categoryOrScript(name);
        };
    }

    private static CharSet.@Nullable Test categoryOrScript(String name) {
        if (name.length() <= 2 && "CLMNPSZ".indexOf(name.isEmpty() ? ' ' : name.charAt(0)) >= 0) {
            return c -> category(name, c);
        }
        try {
            Character.UnicodeScript script = Character.UnicodeScript.forName(name.toUpperCase(Locale.ROOT));
            return c -> Character.UnicodeScript.of(c) == script;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static final String[] CATEGORIES = {
        "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Co",
        "Cs", "Pd", "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"
    };

    /** Whether the general category of the character is {@code name}, or begins so. */
    private static boolean category(String name, int c) {
        return CATEGORIES[UCharacter.getType(c)].startsWith(name);
    }

    /** The other case of a letter, or itself: 'a' for 'A'. */
    static int otherCase(int c, boolean unicode) {
        if (!unicode && c > 127 && (c < 0xC0 || c == 0xD7 || c == 0xDF || c == 0xF7 || c == 0xFF)) {
            return c;
        }
        int lower = Character.toLowerCase(c);
        return lower != c ? lower : Character.toUpperCase(c);
    }

    /** Whether two characters are the same but for case. */
    static boolean sameButCase(int a, int b, boolean unicode) {
        return a == b
                || otherCase(a, unicode) == b
                || unicode
                        && Character.toLowerCase(Character.toUpperCase(a))
                                == Character.toLowerCase(Character.toUpperCase(b));
    }
}
