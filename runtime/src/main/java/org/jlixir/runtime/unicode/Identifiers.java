package org.jlixir.runtime.unicode;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.Normalizer2;

/** Names in Elixir source: UAX 31 identifiers in NFC, which may have {@code @} inside (atoms) and end in {@code ?} or {@code !}. */
public final class Identifiers {
    /** What a name is. */
    public enum Kind {
        IDENTIFIER,
        ALIAS,
        OTHER
    }

    private Identifiers() {}

    public static Kind kind(String name) {
        if (name.matches("[A-Z][A-Za-z0-9_]*(\\.[A-Z][A-Za-z0-9_]*)*")) {
            return Kind.ALIAS;
        }
        return isIdentifier(name) ? Kind.IDENTIFIER : Kind.OTHER;
    }

    private static boolean isIdentifier(String name) {
        int end = name.endsWith("?") || name.endsWith("!") ? name.length() - 1 : name.length();
        if (end == 0 || !Normalizer2.getNFCInstance().isNormalized(name)) {
            return false;
        }
        for (int i = 0; i < end; ) {
            int c = name.codePointAt(i);
            boolean good = i == 0
                    ? c == '_' || UCharacter.hasBinaryProperty(c, UProperty.XID_START)
                    : c == '@' || UCharacter.hasBinaryProperty(c, UProperty.XID_CONTINUE);
            if (!good) {
                return false;
            }
            i += Character.charCount(c);
        }
        return true;
    }
}
