package org.jlixir.repl.shell;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours an expression while it is typed. Goes by the look of words, since what is typed is mostly not complete. */
final class ExpressionHighlighter implements Highlighter {
    private static final Pattern TOKEN = Pattern.compile("""
        (?<comment>\\#[^{\\n].*|\\#$)\
        |(?<string>"(?:\\\\.|[^"\\\\])*"?|~[a-zA-Z]+(?:\\([^)]*\\)?|\\[[^\\]]*\\]?|\\{[^}]*\\}?|/[^/]*/?|"[^"]*"?|<[^>]*>?))\
        |(?<atom>(?<!:):(?:[a-zA-Z_][\\w@]*[?!]?|"(?:\\\\.|[^"\\\\])*"?)|\\b[a-zA-Z_]\\w*[?!]?:(?=\\s|$))\
        |(?<number>\\b\\d[\\d_]*(?:\\.\\d+(?:[eE][+-]?\\d+)?)?\\b|\\b0[xob][\\da-fA-F_]+\\b|\\?(?:\\\\.|\\S))\
        |(?<constant>\\b(?:true|false|nil)\\b)\
        |(?<keyword>\\b(?:do|end|fn|after|else|catch|rescue|and|or|not|in|when)\\b)\
        |(?<definition>\\b(?:def|defp|defmodule|defmacro|defmacrop|defstruct|defprotocol|defimpl|defguard|alias|import|require|use|if|unless|case|cond|for|with|try|receive|quote|unquote|raise)\\b)\
        |(?<module>\\b[A-Z]\\w*(?:\\.[A-Z]\\w*)*)\
        |(?<attribute>@[a-z_]\\w*)\
        """);

    private static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        AttributedStringBuilder out = new AttributedStringBuilder();
        Matcher token = TOKEN.matcher(text);
        int end = 0;
        while (token.find()) {
            out.append(text.substring(end, token.start()), PLAIN);
            out.append(token.group(), style(token));
            end = token.end();
        }
        return out.append(text.substring(end), PLAIN).toAttributedString();
    }

    private static AttributedStyle style(Matcher token) {
        if (token.group("comment") != null) {
            return PLAIN.foreground(AttributedStyle.BRIGHT + AttributedStyle.BLACK);
        }
        if (token.group("string") != null) {
            return PLAIN.foreground(AttributedStyle.GREEN);
        }
        if (token.group("atom") != null || token.group("module") != null) {
            return PLAIN.foreground(AttributedStyle.CYAN);
        }
        if (token.group("number") != null) {
            return PLAIN.foreground(AttributedStyle.YELLOW);
        }
        return token.group("attribute") != null
                ? PLAIN.foreground(AttributedStyle.BLUE)
                : PLAIN.foreground(AttributedStyle.MAGENTA);
    }
}
