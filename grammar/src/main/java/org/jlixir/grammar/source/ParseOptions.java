package org.jlixir.grammar.source;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The options of {@code Code.string_to_quoted/2}. Immutable; start from {@link #DEFAULT} and change it with the
 * {@code with} methods.
 *
 * @param columns whether metadata has {@code column:}
 * @param tokenMetadata whether metadata tells of delimiters, newlines and the like
 * @param unescape whether escapes in text are replaced
 * @param existingAtomsOnly whether an atom that does not exist yet is an error
 * @param literalEncoder what to make of literals; null leaves them as they are
 * @param staticAtomsEncoder what to make of atoms, variables and names of calls; null makes them atoms
 * @param warnings where warnings of the tokenizer and the parser go
 * @param comments where comments go
 */
public record ParseOptions(
        boolean columns,
        boolean tokenMetadata,
        boolean unescape,
        boolean existingAtomsOnly,
        @Nullable Encoder literalEncoder,
        @Nullable Encoder staticAtomsEncoder,
        Consumer<Warning> warnings,
        Consumer<Comment> comments) {

    /**
     * A function from outside, as {@code literal_encoder} and {@code static_atoms_encoder} are.
     *
     * @see #literalEncoder
     */
    @FunctionalInterface
    public interface Encoder {
        /**
         * @param value the literal, or for atoms their name as a binary
         * @param meta its metadata
         * @return {@code {:ok, quoted}} or {@code {:error, reason}}, the reason a binary
         */
        Object encode(Object value, Object meta);
    }

    /** Something that is accepted but should be written otherwise. */
    public record Warning(int line, int column, String message) {}

    /**
     * A comment.
     *
     * @param text with its {@code #}, without the end of the line
     * @param previousNewlines how many lines end between the token before and it
     * @param nextNewlines how many lines end between it and what follows
     */
    public record Comment(int line, int column, String text, int previousNewlines, int nextNewlines) {}

    /** Lines alone in the metadata, no encoders; warnings and comments are dropped. */
    public static final ParseOptions DEFAULT =
            new ParseOptions(false, false, true, false, null, null, warning -> {}, comment -> {});

    /** With {@code column:} in the metadata or without. */
    public ParseOptions withColumns(boolean on) {
        return new ParseOptions(
                on, tokenMetadata, unescape, existingAtomsOnly, literalEncoder, staticAtomsEncoder, warnings, comments);
    }

    /** With metadata on delimiters and newlines or without. */
    public ParseOptions withTokenMetadata(boolean on) {
        return new ParseOptions(
                columns, on, unescape, existingAtomsOnly, literalEncoder, staticAtomsEncoder, warnings, comments);
    }

    /** With escapes replaced or left as they are written. */
    public ParseOptions withUnescape(boolean on) {
        return new ParseOptions(
                columns, tokenMetadata, on, existingAtomsOnly, literalEncoder, staticAtomsEncoder, warnings, comments);
    }

    /** With new atoms refused or made. */
    public ParseOptions withExistingAtomsOnly(boolean on) {
        return new ParseOptions(
                columns, tokenMetadata, unescape, on, literalEncoder, staticAtomsEncoder, warnings, comments);
    }

    /** With literals as this encoder makes them. */
    public ParseOptions withLiteralEncoder(@Nullable Encoder encoder) {
        return new ParseOptions(
                columns, tokenMetadata, unescape, existingAtomsOnly, encoder, staticAtomsEncoder, warnings, comments);
    }

    /** With atoms as this encoder makes them. */
    public ParseOptions withStaticAtomsEncoder(@Nullable Encoder encoder) {
        return new ParseOptions(
                columns, tokenMetadata, unescape, existingAtomsOnly, literalEncoder, encoder, warnings, comments);
    }

    /** With warnings given to this consumer. */
    public ParseOptions withWarnings(Consumer<Warning> consumer) {
        return new ParseOptions(
                columns,
                tokenMetadata,
                unescape,
                existingAtomsOnly,
                literalEncoder,
                staticAtomsEncoder,
                consumer,
                comments);
    }

    /** With comments given to this consumer. */
    public ParseOptions withComments(Consumer<Comment> consumer) {
        return new ParseOptions(
                columns,
                tokenMetadata,
                unescape,
                existingAtomsOnly,
                literalEncoder,
                staticAtomsEncoder,
                warnings,
                consumer);
    }
}
