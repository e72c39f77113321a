package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.open;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.token;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Refuses calls without parentheses whose commas could belong to what is around them: {@code [foo 1, 2]},
 * {@code foo 1, bar 2, 3}. Alone between delimiters, as the one argument or at the right of an operator they are clear.
 */
final class CommaCalls {
    private CommaCalls() {}

    /** Of a call without parentheses, or the head of a clause: one argument may be anything, several may not. */
    static void checkArguments(ParseTreeToQuoted quoted, ArgumentsContext arguments) {
        if (arguments.getChildCount() == 1) {
            return;
        }
        boolean keywordsOnly = isKeyword(arguments.getChild(0));
        for (int i = 0; i < arguments.getChildCount(); i += 2) {
            ParseTree argument = arguments.getChild(i);
            if (!isKeyword(argument) && !keywordsOnly && hasOpenComma(argument.getChild(0))) {
                throw nested(quoted, argument.getChild(0));
            }
        }
    }

    /** Of a call with parentheses: as above, but the values of keywords are as in a container. */
    static void checkParenthesized(ParseTreeToQuoted quoted, ArgumentsContext arguments) {
        for (int i = 0; i < arguments.getChildCount(); i += 2) {
            ParseTree argument = arguments.getChild(i);
            if (isKeyword(argument)) {
                checkElement(quoted, argument.getChild(1));
            } else if (arguments.getChildCount() > 1 && hasOpenComma(argument.getChild(0))) {
                throw nested(quoted, argument.getChild(0));
            }
        }
    }

    static void checkContainer(ParseTreeToQuoted quoted, ArgumentsContext arguments) {
        for (int i = 0; i < arguments.getChildCount(); i += 2) {
            ParserRuleContext argument = (ParserRuleContext) arguments.getChild(i);
            checkElement(quoted, argument.getChild(argument.getChildCount() - 1));
        }
    }

    private static void checkElement(ParseTreeToQuoted quoted, ParseTree expression) {
        if (hasOpenComma(expression)) {
            throw failure(quoted, expression, CONTAINER);
        }
    }

    /**
     * The value of a keyword is as in other containers. Elixir has no rule for such a call elsewhere in a map, so it stops at the
     * token behind; nor for one without commas, or with a do block, that is neither key nor value nor what is {@code updated},
     * unless the cursor is its argument.
     */
    static void checkMapEntry(ParseTreeToQuoted quoted, MapEntryContext entry, boolean updated) {
        ParseTree first = entry.getChild(0);
        if (isKeyword(entry)) {
            checkElement(quoted, entry.getChild(1));
            return;
        }
        if (entry.getChildCount() > 1 && hasOpenComma(first)) {
            throw SyntaxMessages.before(quoted.source, token(entry.getChild(1)), null);
        }
        ParseTree last = entry.getChild(entry.getChildCount() - 1);
        if (hasOpenComma(last) || last == first && !updated && endsInCall(last) && !hasCursor(last)) {
            throw SyntaxMessages.before(quoted.source, quoted.following(entry), null);
        }
    }

    /** Whether the expression ends in a call without parentheses, or in a do block. */
    private static boolean endsInCall(ParseTree expression) {
        ParseTree tail = tail(expression);
        return tail instanceof DoBlockContext
                || tail instanceof CallContext call
                        && (call.getChild(0) instanceof TerminalNode
                                || call.getChild(call.getChildCount() - 1) instanceof DoBlockContext);
    }

    private static boolean hasCursor(ParseTree expression) {
        return expression.getText().contains("__cursor__");
    }

    /** The last part of an expression that ends in an operand: its call, if there is one. */
    private static @Nullable ParseTree tail(ParseTree expression) {
        ParseTree last = expression.getChild(expression.getChildCount() - 1);
        if (!(last instanceof OperandContext operand)) {
            return null;
        }
        ParseTree tail = operand.getChild(operand.getChildCount() - 1);
        tail = tail.getChild(tail.getChildCount() - 1);
        return tail instanceof DotMemberContext member ? member.getChild(member.getChildCount() - 1) : tail;
    }

    /** {@code foo (a, b)}: the space makes one argument of what was meant as two. */
    static void checkSpaceBeforeParens(ParseTreeToQuoted quoted, ArgumentsContext arguments) {
        ParseTree first = arguments.getChild(0).getChild(0);
        if (first instanceof ExpressionContext expression
                && expression.getChild(0).getChild(0) instanceof PrimaryContext primary
                && primary.getChild(0) instanceof ParenthesizedContext parens
                && Blocks.isArgumentList((BlockContext) parens.getChild(1))) {
            throw SyntaxMessages.at(
                    quoted.source,
                    open(parens),
                    "unexpected parentheses. If you are making a function call, do not insert spaces between the"
                            + " function name and the opening parentheses. Syntax error before: ");
        }
    }

    private static boolean isKeyword(ParseTree argument) {
        return argument.getChild(0) instanceof KeywordContext;
    }

    /**
     * Whether the expression ends in a call without parentheses that has a comma, or whose one argument does, or in keywords
     * without brackets.
     */
    static boolean hasOpenComma(ParseTree expression) {
        if (expression.getChild(expression.getChildCount() - 1) instanceof KeywordsContext) {
            return true;
        }
        if (!(tail(expression) instanceof CallContext call)
                || !(call.getChild(0) instanceof TerminalNode)
                || call.getChildCount() > 3) {
            return false;
        }
        ParseTree arguments = call.getChild(1);
        if (arguments.getChildCount() > 1) {
            return !isKeyword(arguments.getChild(0));
        }
        return !isKeyword(arguments.getChild(0))
                && hasOpenComma(arguments.getChild(0).getChild(0));
    }

    private static SyntaxFailure nested(ParseTreeToQuoted quoted, ParseTree expression) {
        return failure(quoted, expression, NESTED);
    }

    /** The place is that of the quoted form, as in Elixir. */
    private static SyntaxFailure failure(ParseTreeToQuoted quoted, ParseTree expression, String message) {
        Object form = quoted.expression(expression);
        ElixirToken first = firstToken(expression);
        int line = first.getLine();
        int column = first.column();
        if (Quoted.isNode(form)) {
            for (Object meta = ((Tuple) form).get(1); meta instanceof Cons cell; meta = cell.tail()) {
                Tuple entry = (Tuple) cell.head();
                if (entry.get(0) == Meta.LINE) {
                    line = ((Long) entry.get(1)).intValue();
                } else if (entry.get(0) == Meta.COLUMN) {
                    column = ((Long) entry.get(1)).intValue();
                }
            }
        }
        return SyntaxFailure.at(quoted.source, line, quoted.nodeColumn(column), message, "','");
    }

    static ElixirToken firstToken(ParseTree tree) {
        ParseTree first = tree;
        while (first instanceof ParserRuleContext rule) {
            first = rule.getChild(0);
        }
        return token(first);
    }

    private static final String NESTED = """
        unexpected comma. Parentheses are required to solve ambiguity in nested calls.

        This error happens when you have nested function calls without parentheses. For example:

            parent_call a, nested_call b, c, d

        In the example above, we don't know if the parameters "c" and "d" apply to the function "parent_call" or \
        "nested_call". You can solve this by explicitly adding parentheses:

            parent_call a, nested_call(b, c, d)

        Or by adding commas (in case a nested call is not intended):

            parent_call a, nested_call, b, c, d

        Elixir cannot compile otherwise. Syntax error before:\s\
        """;

    private static final String CONTAINER = """
        unexpected comma. Parentheses are required to solve ambiguity inside containers.

        This error may happen when you forget a comma in a list or other container:

            [a, b c, d]

        Or when you have ambiguous calls:

            [function a, b, c]

        In the example above, we don't know if the values "b" and "c" belongs to the list or the function "function". You \
        can solve this by explicitly adding parentheses:

            [one, function(a, b, c)]

        Elixir cannot compile otherwise. Syntax error before:\s\
        """;
}
