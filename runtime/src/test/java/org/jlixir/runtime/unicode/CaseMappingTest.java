package org.jlixir.runtime.unicode;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.ibm.icu.lang.UCharacter;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jlixir.runtime.term.Bitstring;
import org.junit.jupiter.api.Test;

class CaseMappingTest {
    /** Each code point as a text of its own. */
    private static void assertAgree(UnaryOperator<Bitstring> mapping, UnaryOperator<String> whole) {
        for (int c = 0; c < 0x1F000; c++) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                assertEquals(
                        whole.apply(text), mapping.apply(Bitstring.of(text)).utf8(), Integer.toHexString(c));
            }
        }
    }

    @Test
    void mapsEachCodePointAsWholeTexts() {
        assertAgree(
                text -> CaseMapping.upper(text, CaseMapping.Mode.DEFAULT),
                text -> UCharacter.toUpperCase(Locale.ROOT, text));
        assertAgree(
                text -> CaseMapping.lower(text, CaseMapping.Mode.DEFAULT),
                text -> UCharacter.toLowerCase(Locale.ROOT, text));
        assertAgree(CaseMapping::fold, text -> UCharacter.foldCase(text, true));
    }

    @Test
    void knowsTheLanguagesThatHaveTheirOwn() {
        Bitstring greek = Bitstring.of("ΟΔΟΣ ΣΑΣ");
        assertEquals(
                "οδος σας", CaseMapping.lower(greek, CaseMapping.Mode.GREEK).utf8());
        assertEquals(
                "οδοσ σασ", CaseMapping.lower(greek, CaseMapping.Mode.DEFAULT).utf8());
        assertEquals(
                "ıi i",
                CaseMapping.lower(Bitstring.of("Iİ I\u0307"), CaseMapping.Mode.TURKIC)
                        .utf8());
        assertEquals(
                "İI",
                CaseMapping.upper(Bitstring.of("iı"), CaseMapping.Mode.TURKIC).utf8());
    }
}
