package org.jlixir.grammar.token;

import static org.jlixir.grammar.token.ElixirLexer.*;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.runtime.term.Bitstring;
import org.jspecify.annotations.Nullable;

/**
 * One quoted text while it is being read: joins its pieces, and at its end takes away a heredoc's indentation and replaces
 * the escapes, which is left to sigils themselves in sigils.
 */
final class QuotedText {
    private final SourceFile source;
    private final ParseOptions options;
    private final TokenWarnings warnings;
    private final ElixirToken start;
    private final StringBuilder piece = new StringBuilder();
    private final List<ElixirToken> pieces = new ArrayList<>();
    private @Nullable ElixirToken pieceStart;
    private boolean started;
    private boolean interpolated;
    private boolean startsWithText;

    QuotedText(SourceFile source, ParseOptions options, TokenWarnings warnings, ElixirToken start) {
        this.source = source;
        this.options = options;
        this.warnings = warnings;
        this.start = start;
    }

    ElixirToken start() {
        return start;
    }

    boolean isHeredoc() {
        return switch (start.getType()) {
            case HEREDOC_START, CHARLIST_HEREDOC_START, SIGIL_HEREDOC_START -> true;
            default -> false;
        };
    }

    private boolean isSigil() {
        return start.getType() == SIGIL_START || start.getType() == SIGIL_HEREDOC_START;
    }

    private boolean isUppercaseSigil() {
        return start.getType() == SIGIL_START
                && Character.isUpperCase(start.getText().charAt(1));
    }

    /** The whole text when nothing is interpolated in it; else null. */
    @Nullable
    String plain() {
        if (interpolated) {
            return null;
        }
        return pieces.isEmpty() ? "" : ((Bitstring) Objects.requireNonNull(pieces.getFirst().value)).utf8();
    }

    /** Adds a word of the text. @return by how many columns it is narrower, in graphemes, than it has code points */
    int add(ElixirToken word) {
        String text = word.getText();
        if (pieceStart == null) {
            pieceStart = word;
        }
        checkCharacters(word, text);
        if (word.getType() == ESCAPE && isUppercaseSigil() && text.startsWith(terminator(), 1)) {
            warnings.escapedTerminator(word, terminator());
        }
        piece.append(text);
        return excess(text);
    }

    private static int excess(String text) {
        int newline = text.lastIndexOf('\n') + 1;
        int codePoints = 0;
        boolean ascii = true;
        for (int i = newline; i < text.length(); i++) {
            char c = text.charAt(i);
            ascii &= c < 128;
            codePoints += Character.isLowSurrogate(c) ? 0 : 1;
        }
        if (ascii) {
            return 0;
        }
        return codePoints - graphemes(text.substring(newline));
    }

    /** As Erlang/OTP 27 counts: a virama does not join the consonants of Indic scripts, as it does for the JDK. */
    private static int graphemes(String text) {
        BreakIterator boundaries = BreakIterator.getCharacterInstance(Locale.ROOT);
        boundaries.setText(text);
        int count = 0;
        while (boundaries.next() != BreakIterator.DONE) {
            count++;
        }
        for (int i = 0; i + 1 < text.length(); i++) {
            boolean virama = switch (text.charAt(i)) {
                case 0x94D, 0x9CD, 0xACD, 0xB4D, 0xC4D, 0xD4D -> true;
                default -> false;
            };
            count += virama && Character.isLetter(text.charAt(i + 1)) ? 1 : 0;
        }
        return count;
    }

    /** An interpolation starts here. */
    @Nullable
    ElixirToken endPieceBeforeInterpolation() {
        interpolated = true;
        return endPiece();
    }

    /** Ends the piece before an interpolation or the end. @return its token, or null when it is empty */
    @Nullable
    ElixirToken endPiece() {
        ElixirToken first = pieceStart;
        if (first == null) {
            started = true;
            return null;
        }
        ElixirToken token = first.virtual(TEXT);
        token.value = piece.toString();
        piece.setLength(0);
        pieceStart = null;
        startsWithText |= !started;
        started = true;
        pieces.add(token);
        return token;
    }

    /** The text of the closing token in front of the terminator: a heredoc's last line ends there. */
    void addHeredocEnd(ElixirToken end) {
        String text = end.getText();
        if (text.equals(terminator())) {
            // Closed behind a cursor, in the middle of a line.
            return;
        }
        if (pieceStart == null) {
            pieceStart = end;
        }
        piece.append(text, 0, text.indexOf('\n') + 1);
    }

    /** Gives the pieces their final values. Call it when the text has ended. */
    void finish(ElixirToken end) {
        if (isHeredoc()) {
            String text = end.getText();
            int newline = text.indexOf('\n') + 1;
            int terminator = newline;
            while (text.charAt(terminator) == ' ' || text.charAt(terminator) == '\t') {
                terminator++;
            }
            stripHeredoc(terminator - newline);
            start.value = terminator - newline;
        }
        for (ElixirToken token : pieces) {
            token.value = finished((String) Objects.requireNonNull(token.value));
        }
        start.firstText = startsWithText ? pieces.getFirst().value : null;
    }

    private Bitstring finished(String text) {
        if (isSigil() || !options.unescape()) {
            return Bitstring.of(unescapeTerminator(text));
        }
        try {
            return Bitstring.ofBytes(Escapes.unescape(text));
        } catch (Escapes.InvalidEscape invalid) {
            boolean inside = start.getType() == STRING_START || start.getType() == CHARLIST_START;
            throw SyntaxFailure.at(
                    source,
                    start.getLine(),
                    inside ? start.column() + 1 : start.column(),
                    invalid.getMessage() + ". Syntax error after: ",
                    invalid.after());
        }
    }

    private String unescapeTerminator(String text) {
        if (text.indexOf('\\') < 0) {
            return text;
        }
        String terminator = terminator();
        StringBuilder result = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\\' || i + 1 == text.length()) {
                result.append(c);
            } else if (text.startsWith(terminator, i + 1)) {
                result.append(terminator);
                i += terminator.length();
            } else {
                result.append(c).append(text.charAt(++i));
            }
        }
        return result.toString();
    }

    private String terminator() {
        String opening = start.getText();
        if (isHeredoc()) {
            return opening.substring(opening.length() - 3);
        }
        return switch (opening.charAt(opening.length() - 1)) {
            case '(' -> ")";
            case '[' -> "]";
            case '{' -> "}";
            case '<' -> ">";
            default -> opening.substring(opening.length() - 1);
        };
    }

    private void stripHeredoc(int indentation) {
        boolean lineStart = true;
        for (int i = 0; i < pieces.size(); i++) {
            String text = (String) Objects.requireNonNull(pieces.get(i).value);
            int line = pieces.get(i).getLine() + (i == 0 ? 1 : 0);
            StringBuilder stripped = new StringBuilder(text.length());
            // The first line belongs to the opening delimiter and is empty: the filter has checked that.
            int at = i == 0 ? text.indexOf('\n') + 1 : 0;
            while (at < text.length()) {
                if (lineStart) {
                    int most = at + indentation;
                    while (at < text.length() && at < most && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
                        at++;
                    }
                    if (at < most && at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '\r') {
                        String delimiter = terminator();
                        int column = start.column() + start.getText().length() - delimiter.length();
                        warnings.outdented(line, column, delimiter);
                    }
                }
                line++;
                int newline = text.indexOf('\n', at) + 1;
                int end = newline == 0 ? text.length() : newline;
                stripped.append(text, at, end);
                at = end;
                lineStart = newline != 0;
            }
            lineStart = lineStart && stripped.length() > 0 && stripped.charAt(stripped.length() - 1) == '\n';
            pieces.get(i).value = stripped.toString();
        }
    }

    private void checkCharacters(ElixirToken word, String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 32 || c > 127) {
                Identifiers.checkTextCharacter(source, word, text, i);
            }
        }
    }
}
