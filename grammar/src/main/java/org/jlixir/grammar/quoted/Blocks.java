package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.close;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.open;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/** Blocks of expressions, and the clauses of {@code fn} and of do blocks. */
final class Blocks {
    private static final Atom CLOSING = Atom.of("closing");
    private static final Atom DO_KEY = Atom.of("do");
    private static final Atom END_KEY = Atom.of("end");
    private static final Atom FN_NAME = Atom.of("fn");

    private final ParseTreeToQuoted quoted;

    Blocks(ParseTreeToQuoted quoted) {
        this.quoted = quoted;
    }

    /** A file or an interpolation. */
    Object expressions(ExpressionsContext context, Object emptyMeta) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof ExpressionContext expression) {
                list.add(ended(quoted.expression(expression), context, i + 1));
            }
        }
        return block(list, emptyMeta);
    }

    private Object ended(Object expression, ParserRuleContext context, int next) {
        return next < context.getChildCount() && context.getChild(next) instanceof EndOfExpressionContext end
                ? quoted.meta.endOfExpression(expression, token(end.getChild(0)))
                : expression;
    }

    private Object block(List<Object> expressions, Object emptyMeta) {
        if (expressions.isEmpty()) {
            return Quoted.node(Quoted.BLOCK, emptyMeta, EmptyList.NIL);
        }
        if (expressions.size() == 1 && !Quoted.isUnquoteSplicing(expressions.getFirst())) {
            return expressions.getFirst();
        }
        return Quoted.node(Quoted.BLOCK, EmptyList.NIL, TermList.from(expressions));
    }

    /** The inside of a do block or fn: an expression, a block, or a list of clauses. */
    private Object body(BlockContext context, Object emptyMeta) {
        return hasClauses(context) ? clauses(context) : block(plain(context), emptyMeta);
    }

    private List<Object> plain(BlockContext context) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof StabContext stab) {
                list.add(ended(expressionOf(stab), context, i + 1));
            }
        }
        return list;
    }

    /** What looks like arguments must be one expression when no arrow follows. */
    private Object expressionOf(StabContext stab) {
        ArgumentsContext arguments = (ArgumentsContext) stab.getChild(0);
        if (arguments.getChildCount() > 1 || arguments.getChild(0).getChildCount() > 1) {
            // Of two mistakes the one inside comes first.
            quoted.arguments.callArguments(arguments);
            throw SyntaxMessages.before(quoted.source, quoted.following(clauseHead(stab)), null);
        }
        return quoted.expression(arguments.getChild(0).getChild(0));
    }

    /** Arguments in parentheses, where a clause may begin, are a head: it is the arrow behind them that is missing. */
    private static ParserRuleContext clauseHead(StabContext arguments) {
        return arguments.getParent().getParent() instanceof ParenthesizedContext parens
                        && isArgumentList((BlockContext) arguments.getParent())
                        && beginsClause(parens)
                ? parens
                : arguments;
    }

    private static boolean beginsClause(ParserRuleContext context) {
        ParserRuleContext child = context;
        while (!(child instanceof StabContext)) {
            ParserRuleContext parent = child.getParent();
            if (parent == null || parent.getChild(0) != child) {
                return false;
            }
            child = parent;
        }
        return true;
    }

    private static boolean isClause(StabContext stab) {
        return arrow(stab) != null;
    }

    private static @Nullable ElixirToken arrow(StabContext stab) {
        for (int i = 0; i < stab.getChildCount(); i++) {
            if (stab.getChild(i) instanceof TerminalNode terminal) {
                return token(terminal);
            }
        }
        return null;
    }

    private static boolean hasClauses(BlockContext context) {
        for (int i = 0; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof StabContext stab && isClause(stab)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEmpty(BlockContext context) {
        for (int i = 0; i < context.getChildCount(); i++) {
            if (context.getChild(i) instanceof StabContext) {
                return false;
            }
        }
        return true;
    }

    // Clauses

    private Object clauses(BlockContext context) {
        ListBuilder clauses = new ListBuilder();
        StabContext head = null;
        List<Object> body = new ArrayList<>();
        for (int i = 0; i < context.getChildCount(); i++) {
            if (!(context.getChild(i) instanceof StabContext stab)) {
                continue;
            }
            ElixirToken arrow = arrow(stab);
            if (arrow == null) {
                if (head == null) {
                    throw SyntaxFailure.at(
                            quoted.source,
                            firstArrow(context).getLine(),
                            quoted.nodeColumn(firstArrow(context).column()),
                            "unexpected operator ->. If you want to define multiple clauses, the first expression must"
                                    + " use ->. Syntax error before: ",
                            "'->'");
                }
                body.add(ended(expressionOf(stab), context, i + 1));
                continue;
            }
            if (head != null) {
                clauses.add(clause(head, body));
            }
            head = stab;
            body = new ArrayList<>();
            if (stab.getChild(stab.getChildCount() - 1) instanceof ExpressionContext expression) {
                body.add(ended(quoted.expression(expression), context, i + 1));
            }
        }
        if (head != null) {
            clauses.add(clause(head, body));
        }
        return clauses.finish();
    }

    private static ElixirToken firstArrow(BlockContext context) {
        for (ParseTree child : context.children) {
            if (child instanceof StabContext stab) {
                ElixirToken arrow = arrow(stab);
                if (arrow != null) {
                    return arrow;
                }
            }
        }
        throw new IllegalStateException("no clause");
    }

    private Object clause(StabContext stab, List<Object> body) {
        ElixirToken arrow = Objects.requireNonNull(arrow(stab));
        Object place = quoted.meta.operator(arrow);
        if (body.isEmpty()) {
            quoted.warnings.emptyClause(arrow);
        }
        Object value = body.isEmpty()
                ? quoted.literals.literal(Atom.NIL, quoted.meta.of(arrow), arrow)
                : block(body, EmptyList.NIL);
        Object head = EmptyList.NIL;
        if (stab.getChild(0) instanceof ArgumentsContext arguments) {
            ParenthesizedContext parens = argumentParens(arguments);
            if (parens == null) {
                head = unwrapWhen(quoted.arguments.callArguments(arguments));
            } else {
                place = quoted.meta.tokenMetadata() ? quoted.meta.parens(open(parens), close(parens), place) : place;
                head = parenthesizedHead(
                        (ExpressionContext) arguments.getChild(0).getChild(0), parens);
            }
        }
        return Quoted.call(Quoted.STAB, place, head, value);
    }

    /** The parentheses around all arguments of a clause, as in {@code fn (a, b) -> a end} and {@code () -> a}. */
    private static @Nullable ParenthesizedContext argumentParens(ArgumentsContext arguments) {
        if (arguments.getChildCount() != 1
                || !(arguments.getChild(0).getChild(0) instanceof ExpressionContext expression)) {
            return null;
        }
        boolean guarded = expression.getChildCount() > 1
                && token(expression.getChild(1).getChild(0)).getType() == WHEN;
        ParseTree operand = expression.getChild(0);
        if (expression.getChildCount() > 1 && !guarded
                || operand.getChildCount() != 1
                || !(operand.getChild(0) instanceof PrimaryContext primary)
                || !(primary.getChild(0) instanceof ParenthesizedContext parens)) {
            return null;
        }
        BlockContext block = (BlockContext) parens.getChild(1);
        return block.getChildCount() == 0 || isArgumentList(block) ? parens : null;
    }

    /** Whether it is neither clauses nor one expression, but {@code a, b}. */
    static boolean isArgumentList(BlockContext block) {
        StabContext only = block.getChildCount() == 0 ? null : onlyStab(block);
        if (only == null || isClause(only)) {
            return false;
        }
        ParseTree list = only.getChild(0);
        return list.getChildCount() > 1 || list.getChild(0).getChildCount() > 1;
    }

    private static @Nullable StabContext onlyStab(BlockContext block) {
        StabContext only = null;
        for (ParseTree child : block.children) {
            if (child instanceof StabContext stab) {
                if (only != null) {
                    return null;
                }
                only = stab;
            }
        }
        return only;
    }

    private Object parenthesizedHead(ExpressionContext expression, ParenthesizedContext parens) {
        BlockContext block = (BlockContext) parens.getChild(1);
        StabContext only = block.getChildCount() == 0 ? null : onlyStab(block);
        Object arguments =
                only == null ? EmptyList.NIL : quoted.arguments.callArguments((ArgumentsContext) only.getChild(0));
        if (expression.getChildCount() == 1) {
            return arguments;
        }
        Object guard = quoted.operators.expressionFrom(expression, 2);
        Object meta = quoted.meta.operator(token(expression.getChild(1).getChild(0)));
        return TermList.of(Quoted.node(Quoted.WHEN, meta, Quoted.append(arguments, guard)));
    }

    /** {@code a, b when c} has the guard about all arguments: {@code when(a, b, c)}. */
    private static Object unwrapWhen(Object arguments) {
        List<Object> list = TermList.toJava(arguments);
        Object last = list.getLast();
        if (!Quoted.isCall(last, Quoted.WHEN, 2)) {
            return arguments;
        }
        ListBuilder all = new ListBuilder();
        for (Object argument : list.subList(0, list.size() - 1)) {
            all.add(argument);
        }
        all.add(Quoted.argument(last, 0)).add(Quoted.argument(last, 1));
        return TermList.of(Quoted.node(Quoted.WHEN, Quoted.metaOf(last), all.finish()));
    }

    // What blocks stand in

    Object anonymousFunction(AnonymousFunctionContext context) {
        BlockContext block = (BlockContext) context.getChild(1);
        ElixirToken fn = open(context);
        if (isEmpty(block)) {
            throw SyntaxMessages.before(quoted.source, close(context), fn);
        }
        if (!hasClauses(block)) {
            plain(block);
            throw SyntaxMessages.at(quoted.source, fn, "expected anonymous functions to be defined with -> inside: ");
        }
        Object place = quoted.meta.pair(fn, close(context), quoted.meta.of(fn));
        return Quoted.node(FN_NAME, place, clauses(block));
    }

    /** {@code [do: ..., else: ...]}. */
    Object doBlock(DoBlockContext context) {
        ListBuilder parts = new ListBuilder();
        parts.add(part(open(context), (BlockContext) context.getChild(1)));
        for (int i = 2; i < context.getChildCount() - 1; i++) {
            BlockClauseContext clause = (BlockClauseContext) context.getChild(i);
            parts.add(part(open(clause), (BlockContext) clause.getChild(1)));
        }
        return parts.finish();
    }

    private Object part(ElixirToken word, BlockContext block) {
        Object place = quoted.meta.of(word);
        return Tuple.of(quoted.literals.literal(Atom.of(word.getText()), place, word), body(block, place));
    }

    /** A call's metadata with the places of {@code do} and {@code end} in front. */
    Object doMeta(DoBlockContext context, Object place) {
        if (!quoted.meta.tokenMetadata()) {
            return place;
        }
        Object end = Meta.with(END_KEY, quoted.meta.of(close(context)), place);
        return Meta.with(DO_KEY, quoted.meta.of(open(context)), end);
    }

    Object parenthesized(ParenthesizedContext context) {
        BlockContext block = (BlockContext) context.getChild(1);
        ElixirToken opening = open(context);
        ElixirToken closing = close(context);
        if (hasClauses(block)) {
            Object place = quoted.meta.pair(opening, closing, quoted.meta.of(opening));
            return quoted.literals.literal(clauses(block), place, opening);
        }
        List<Object> expressions = plain(block);
        if (expressions.size() > 1 || expressions.size() == 1 && Quoted.isUnquoteSplicing(expressions.getFirst())) {
            return Quoted.node(Quoted.BLOCK, parensMeta(opening, closing), TermList.from(expressions));
        }
        if (expressions.isEmpty() && block.getChildCount() > 0) {
            return Quoted.node(Quoted.BLOCK, parensMeta(opening, closing), EmptyList.NIL);
        }
        if (expressions.isEmpty()) {
            quoted.warnings.emptyParentheses(opening);
            return inParens(Quoted.node(Quoted.BLOCK, EmptyList.NIL, EmptyList.NIL), opening, closing);
        }
        Object single = expressions.getFirst();
        return Quoted.isNegation(single)
                ? Quoted.call(Quoted.BLOCK, EmptyList.NIL, single)
                : inParens(single, opening, closing);
    }

    /** A block in parentheses has them as its place. */
    private Object parensMeta(ElixirToken opening, ElixirToken closing) {
        Object place = quoted.meta.of(opening);
        return quoted.meta.tokenMetadata() ? Meta.with(CLOSING, quoted.meta.of(closing), place) : place;
    }

    private Object inParens(Object node, ElixirToken opening, ElixirToken closing) {
        if (!quoted.meta.tokenMetadata() || !Quoted.isNode(node)) {
            return node;
        }
        return Quoted.withMeta(node, quoted.meta.parens(opening, closing, Quoted.metaOf(node)));
    }
}
