package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.close;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.open;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.token;

import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** What stands between commas: arguments of calls and elements of containers, with the keywords at their end. */
final class Arguments {
    private static final Atom FORMAT = Atom.of("format");
    private static final Atom KEYWORD = Atom.of("keyword");

    private final ParseTreeToQuoted quoted;

    Arguments(ParseTreeToQuoted quoted) {
        this.quoted = quoted;
    }

    /** The arguments of a call without parentheses, or of a clause: keywords are one list at the end. */
    Object callArguments(ArgumentsContext context) {
        CommaCalls.checkArguments(quoted, context);
        return arguments(context, true, true);
    }

    /** Keywords without brackets around them. */
    Object keywordList(ArgumentsContext context) {
        return arguments(context, false, true);
    }

    Object parensArguments(ParensCallContext context) {
        if (!(context.getChild(1) instanceof ArgumentsContext arguments)) {
            return EmptyList.NIL;
        }
        ElixirToken trailing = trailingComma(context);
        if (trailing != null && !isKeyword(arguments.getChild(arguments.getChildCount() - 1))) {
            throw SyntaxMessages.before(quoted.source, close(context), null);
        }
        if (trailing != null) {
            quoted.warnings.trailingComma(trailing);
        }
        CommaCalls.checkParenthesized(quoted, arguments);
        return arguments(arguments, true, true);
    }

    /** What stands in {@code a.{...}}. */
    Object dotTuple(DotMemberContext context) {
        return context.getChild(1) instanceof ArgumentsContext arguments ? elements(arguments, true) : EmptyList.NIL;
    }

    private Object elements(ArgumentsContext arguments, boolean grouped) {
        CommaCalls.checkContainer(quoted, arguments);
        return arguments(arguments, grouped, false);
    }

    Object list(ListContext context) {
        Object elements =
                context.getChild(1) instanceof ArgumentsContext arguments ? elements(arguments, false) : EmptyList.NIL;
        return literal(elements, context);
    }

    Object tuple(TupleContext context) {
        Object elements = elements(context, "tuple", "'{'");
        if (elements instanceof Cons first && first.tail() instanceof Cons second && second.tail() == EmptyList.NIL) {
            return literal(Tuple.of(first.head(), second.head()), context);
        }
        return Quoted.node(Quoted.TUPLE, pairMeta(context), elements);
    }

    Object bitstring(BitstringContext context) {
        return Quoted.node(Quoted.BITS, pairMeta(context), elements(context, "bitstring", "'<<'"));
    }

    private Object elements(ParserRuleContext context, String container, String shown) {
        if (!(context.getChild(1) instanceof ArgumentsContext arguments)) {
            return EmptyList.NIL;
        }
        if (isKeyword(arguments.getChild(0))) {
            ElixirToken opening = open(context);
            throw SyntaxFailure.at(
                    quoted.source,
                    opening.getLine(),
                    opening.column(),
                    "unexpected keyword list inside " + container
                            + ". Did you mean to write a map (using %{...}) or a list (using [...]) instead? Syntax"
                            + " error after: ",
                    shown);
        }
        return elements(arguments, true);
    }

    private Object pairMeta(ParserRuleContext context) {
        return quoted.meta.pair(open(context), close(context), quoted.meta.of(open(context)));
    }

    private Object literal(Object value, ParserRuleContext context) {
        return quoted.literals.encodes() ? quoted.literals.literal(value, pairMeta(context), open(context)) : value;
    }

    /** The one key in {@code value[key]}: an expression or a keyword list. */
    Object accessKey(ArgumentsContext context) {
        if (context.getChildCount() > 1 && !isKeyword(context.getChild(0))) {
            throw SyntaxFailure.at(
                    quoted.source,
                    token(context.getChild(1)).getLine(),
                    token(context.getChild(1)).column(),
                    """
                    too many arguments when accessing a value. The value[key] notation in Elixir expects either a single \
                    argument or a keyword list. The following examples are allowed:

                        value[one]
                        value[one: 1, two: 2]
                        value[[one, two, three]]

                    These are invalid:

                        value[1, 2, 3]
                        value[one, two, three]

                    Syntax error after:\s\
                    """,
                    "','");
        }
        return ((Cons) elements(context, true)).head();
    }

    /** @param grouped whether the keywords become one list, or are elements beside the others */
    private Object arguments(ArgumentsContext context, boolean grouped, boolean ofCall) {
        ListBuilder all = new ListBuilder();
        ListBuilder keywords = new ListBuilder();
        ElixirToken keyword = null;
        int count = context.getChildCount();
        for (int i = 0; i < count; i += 2) {
            ParserRuleContext argument = (ParserRuleContext) context.getChild(i);
            checkAfterKeyword(keyword, argument, context, i, ofCall);
            if (argument.getChild(0) instanceof KeywordContext key) {
                keyword = token(key.getChild(0));
                quoted.warnings.keywordValue(keyword, argument.getChild(1));
                Object pair = Tuple.of(keyword(key), quoted.expression(argument.getChild(1)));
                (grouped ? keywords : all).add(pair);
            } else {
                (grouped && keyword != null ? keywords : all).add(quoted.expression(argument.getChild(0)));
            }
        }
        return grouped && keyword != null ? all.add(keywords.finish()).finish() : all.finish();
    }

    /** Of a list that may not be finished: refuses what {@link #checkAfterKeyword} refuses. */
    void checkOrder(ParserRuleContext list, boolean ofCall) {
        ElixirToken keyword = null;
        for (int i = 0; i < list.getChildCount(); i++) {
            if (list.getChild(i) instanceof ParserRuleContext argument && argument.getChildCount() > 0) {
                checkAfterKeyword(keyword, argument, list, i, ofCall);
                keyword = argument.getChild(0) instanceof KeywordContext key ? token(key.getChild(0)) : keyword;
            }
        }
    }

    /**
     * Keywords come last: {@code argument} must be one when one has come before, or {@code __cursor__()}, which stands for
     * one that has yet to be written.
     */
    void checkAfterKeyword(
            @Nullable ElixirToken keyword,
            ParserRuleContext argument,
            ParserRuleContext list,
            int index,
            boolean ofCall) {
        if (keyword == null || argument.getChild(0) instanceof KeywordContext || isCursor(argument)) {
            return;
        }
        ElixirToken comma = token(list.getChild(index - 1));
        throw SyntaxFailure.at(
                quoted.source,
                comma.getLine(),
                comma.column(),
                ofCall ? AFTER_KEYWORDS_IN_CALL : AFTER_KEYWORDS_IN_CONTAINER,
                "','");
    }

    private static boolean isCursor(ParserRuleContext argument) {
        return argument.getText().equals("__cursor__()");
    }

    private static final String AFTER_KEYWORDS_IN_CALL = """
        unexpected expression after keyword list. Keyword lists must always come as the last argument. Therefore, this \
        is not allowed:

            function_call(1, some: :option, 2)

        Instead, wrap the keyword in brackets:

            function_call(1, [some: :option], 2)

        Syntax error after:\s\
        """;

    private static final String AFTER_KEYWORDS_IN_CONTAINER = """
        unexpected expression after keyword list. Keyword lists must always come last in lists and maps. Therefore, \
        this is not allowed:

            [some: :value, :another]
            %{some: :value, another => value}

        Instead, reorder it to be the last entry:

            [:another, some: :value]
            %{another => value, some: :value}

        Syntax error after:\s\
        """;

    private static boolean isKeyword(ParseTree argument) {
        return argument.getChild(0) instanceof KeywordContext;
    }

    private static @Nullable ElixirToken trailingComma(ParserRuleContext context) {
        return context.getChild(2) instanceof TerminalNode node
                        && node.getSymbol().getType() == TRAILING_COMMA
                ? token(node)
                : null;
    }

    Object keyword(KeywordContext context) {
        ElixirToken first = token(context.getChild(0));
        if (first.getType() == QUOTED_KW_START) {
            return quoted.texts.quotedKeyword(context);
        }
        Object atom = quoted.literals.atom((String) Objects.requireNonNull(first.value()), first);
        return quoted.literals.encodes()
                ? quoted.literals.literal(atom, Meta.with(FORMAT, KEYWORD, quoted.meta.of(first)), first)
                : atom;
    }

    Object keywordMeta(Object place) {
        return quoted.meta.tokenMetadata() ? Meta.with(FORMAT, KEYWORD, place) : place;
    }
}
