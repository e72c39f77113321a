package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.token.ElixirToken;

/** What the parser accepts but would rather see written otherwise. */
final class TreeWarnings {
    private final ParseOptions options;

    TreeWarnings(ParseOptions options) {
        this.options = options;
    }

    private void warn(ElixirToken at, String message) {
        options.warnings().accept(new ParseOptions.Warning(at.getLine(), at.column(), message));
    }

    /** Where the whole line is in doubt, it is marked whole. */
    private void warnLine(ElixirToken at, String message) {
        options.warnings().accept(new ParseOptions.Warning(at.getLine(), 0, message));
    }

    void emptyParentheses(ElixirToken opening) {
        warn(
                opening,
                "invalid expression (). If you want to invoke or define a function, make sure there are no spaces"
                        + " between the function name and its arguments. If you wanted to pass an empty block or code,"
                        + " pass a value instead, such as a nil or an atom");
    }

    void trailingComma(ElixirToken comma) {
        warn(comma, "trailing commas are not allowed inside function/macro call arguments");
    }

    void emptyClause(ElixirToken arrow) {
        warn(arrow, "an expression is always required on the right side of ->. Please provide a value after ->");
    }

    void negatedIn(ElixirToken in, boolean not) {
        warn(
                in,
                not
                        ? "\"not expr1 in expr2\" is deprecated, use \"expr1 not in expr2\" instead"
                        : "\"!expr1 in expr2\" is deprecated, use \"expr1 not in expr2\" instead");
    }

    /** {@code a: b c, d} without parentheses: whose is {@code d}? */
    void keywordValue(ElixirToken keyword, ParseTree expression) {
        if (CommaCalls.hasOpenComma(expression)) {
            warnLine(CommaCalls.firstToken(expression), """
                missing parentheses for expression following "%s:" keyword. Parentheses are required to solve ambiguity \
                inside keywords.

                This error happens when you have function calls without parentheses inside keywords. For example:

                    function(arg, one: nested_call a, b, c)
                    function(arg, one: if expr, do: :this, else: :that)

                In the examples above, we don't know if the arguments "b" and "c" apply to the function "function" or \
                "nested_call". Or if the keywords "do" and "else" apply to the function "function" or "if". You can \
                solve this by explicitly adding parentheses:

                    function(arg, one: if(expr, do: :this, else: :that))
                    function(arg, one: nested_call(a, b, c))

                Ambiguity found at:\
                """.formatted(keyword.value()));
        }
    }

    /** An operator before a call without parentheses: pipes, and anything behind a do block. */
    void operator(ElixirToken operator, ParserRuleContext context, int right) {
        if (operator.getType() == ARROW_OP && isOpenCall(context.getChild(right))) {
            warn(operator, """
                parentheses are required when piping into a function call. For example:

                    foo 1 %1$s bar 2 %1$s baz 3

                is ambiguous and should be written as

                    foo(1) %1$s bar(2) %1$s baz(3)

                Ambiguous pipe found at:\
                """.formatted(operator.getText()));
        }
        if (right == context.getChildCount() - 1
                && CommaCalls.hasOpenComma(context)
                && endsInDoBlock(context.getChild(right - 2))) {
            String name = operator.getType() == NOT_IN_OP ? "not in" : operator.getText();
            warnLine(
                    operator,
                    "missing parentheses on expression following operator \"" + name
                            + "\", you must add parentheses to avoid ambiguities");
        }
    }

    private static boolean isOpenCall(ParseTree operand) {
        ParseTree tail = operand.getChild(operand.getChildCount() - 1);
        tail = tail.getChild(tail.getChildCount() - 1);
        if (operand.getChild(0) instanceof UnaryOperatorContext) {
            return false;
        }
        if (tail instanceof DotMemberContext member) {
            tail = member.getChild(member.getChildCount() - 1);
        }
        return tail instanceof CallContext call
                && call.getChild(0) instanceof TerminalNode
                && call.getChildCount() == 3;
    }

    private static boolean endsInDoBlock(ParseTree operand) {
        ParseTree last = operand;
        while (last instanceof ParserRuleContext rule && !(last instanceof DoBlockContext)) {
            if (last instanceof AnonymousFunctionContext) {
                return false;
            }
            last = rule.getChildCount() == 0 ? null : rule.getChild(rule.getChildCount() - 1);
        }
        return last instanceof DoBlockContext;
    }
}
