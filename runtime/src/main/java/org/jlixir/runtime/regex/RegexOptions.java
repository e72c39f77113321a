package org.jlixir.runtime.regex;

/**
 * How a pattern is read and matched.
 *
 * @param unicode whether text is UTF-8; else each byte is a character of Latin-1
 * @param properties whether {@code \w}, {@code \d} and the like go by Unicode properties
 */
public record RegexOptions(
        boolean unicode,
        boolean properties,
        boolean caseless,
        boolean multiline,
        boolean dotAll,
        boolean extended,
        boolean ungreedy,
        boolean dollarEndOnly,
        boolean anchored,
        boolean firstLine,
        boolean noAutoCapture,
        boolean duplicateNames,
        Newline newline) {

    /** What ends a line. */
    public enum Newline {
        LF,
        CR,
        CRLF,
        ANYCRLF,
        ANY
    }
}
