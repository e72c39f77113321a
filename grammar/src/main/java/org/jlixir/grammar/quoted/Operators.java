package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;
import static org.jlixir.grammar.quoted.ParseTreeToQuoted.token;

import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Tuple;

/**
 * Gives the flat rows of operands and operators their shape: precedence climbing, where a prefix operator that binds less
 * than the infix one before it still takes all that binds closer than itself ({@code a + &b == c}).
 */
final class Operators {
    private final ParseTreeToQuoted quoted;

    Operators(ParseTreeToQuoted quoted) {
        this.quoted = quoted;
    }

    Object expression(ExpressionContext context) {
        return context.getChildCount() == 1
                ? operand((OperandContext) context.getChild(0))
                : new Row(context, 0).climb(0);
    }

    /** From the operand at child {@code index} of the expression on. */
    Object expressionFrom(ExpressionContext context, int index) {
        return new Row(context, index).climb(0);
    }

    /** An operand alone, or the name of a struct. */
    Object operand(ParserRuleContext operand) {
        if (!(operand.getChild(0) instanceof UnaryOperatorContext)) {
            return quoted.operandWithoutOperators(operand, 0, 0);
        }
        int primary = primaryIndex(operand);
        int at = firstAt(operand, primary);
        Object result = quoted.operandWithoutOperators(operand, primary, at);
        for (int i = at - 1; i >= 0; i--) {
            result = unary(token(operand.getChild(i).getChild(0)), result);
        }
        return result;
    }

    private static int primaryIndex(ParserRuleContext operand) {
        int index = 0;
        while (operand.getChild(index) instanceof UnaryOperatorContext) {
            index++;
        }
        return index;
    }

    /** The first of the {@code @} directly before the primary: they bind closer than its dots. */
    private static int firstAt(ParserRuleContext operand, int primary) {
        int index = primary;
        while (index > 0 && token(operand.getChild(index - 1).getChild(0)).getType() == AT_OP) {
            index--;
        }
        return index;
    }

    private Object unary(ElixirToken operator, Object operand) {
        return Quoted.call(Atom.of(operator.getText()), quoted.meta.of(operator), operand);
    }

    private Object binary(ElixirToken operator, Object left, Object right) {
        return switch (operator.getType()) {
            case NOT_IN_OP -> {
                ElixirToken in = (ElixirToken) Objects.requireNonNull(operator.value());
                Object member = Quoted.call(Quoted.IN, quoted.meta.of(in), left, right);
                yield Quoted.call(Quoted.NOT, quoted.meta.operator(operator), member);
            }
            case IN ->
                Quoted.isNegation(left)
                        ? negatedIn(operator, left, right)
                        : Quoted.call(Quoted.IN, quoted.meta.operator(operator), left, right);
            case TERNARY_OP -> rangeStep(operator, left, right);
            default -> Quoted.call(Atom.of(operator.getText()), quoted.meta.operator(operator), left, right);
        };
    }

    /** {@code not a in b} means {@code not(a in b)}, as it did before there was {@code not in}. */
    private Object negatedIn(ElixirToken in, Object left, Object right) {
        Tuple negation = (Tuple) left;
        boolean not = negation.get(0) == Quoted.NOT;
        quoted.warnings.negatedIn(in, not);
        Object member = Quoted.call(Quoted.IN, quoted.meta.of(in), Quoted.argument(left, 0), right);
        return Quoted.call(negation.get(0), Quoted.metaOf(left), member);
    }

    private Object rangeStep(ElixirToken operator, Object left, Object right) {
        if (!Quoted.isCall(left, Quoted.RANGE, 2)) {
            throw SyntaxMessages.at(
                    quoted.source,
                    operator,
                    "the range step operator (//) must immediately follow the range definition operator (..), for"
                        + " example: 1..9//2. If you wanted to define a default argument, use (\\\\) instead. Syntax"
                        + " error before: ");
        }
        return Quoted.call(
                Quoted.RANGE_STEP, Quoted.metaOf(left), Quoted.argument(left, 0), Quoted.argument(left, 1), right);
    }

    /** One expression while it is being climbed; {@link #at} is the operand that comes next. */
    private final class Row {
        private final ExpressionContext context;
        private int at;

        Row(ExpressionContext context, int at) {
            this.context = context;
            this.at = at;
        }

        Object climb(int least) {
            return climb(next(), least);
        }

        private Object climb(Object left, int least) {
            while (at < context.getChildCount()) {
                ElixirToken operator = token(context.getChild(at).getChild(0));
                int precedence = OperatorTable.binary(operator.getType());
                if (precedence < least) {
                    break;
                }
                at++;
                quoted.warnings.operator(operator, context, at);
                boolean right = OperatorTable.isRightAssociative(operator.getType());
                left = binary(operator, left, climb(right ? precedence : precedence + 1));
            }
            return left;
        }

        private Object next() {
            ParseTree child = context.getChild(at++);
            if (child instanceof KeywordsContext keywords) {
                return quoted.arguments.keywordList((ArgumentsContext) keywords.getChild(1));
            }
            OperandContext operand = (OperandContext) child;
            if (!(operand.getChild(0) instanceof UnaryOperatorContext)) {
                return quoted.operandWithoutOperators(operand, 0, 0);
            }
            int primary = primaryIndex(operand);
            return prefixed(operand, 0, firstAt(operand, primary), primary);
        }

        private Object prefixed(OperandContext operand, int index, int firstAt, int primary) {
            if (index == firstAt) {
                return quoted.operandWithoutOperators(operand, primary, firstAt);
            }
            ElixirToken operator = token(operand.getChild(index).getChild(0));
            Object inner = prefixed(operand, index + 1, firstAt, primary);
            return unary(operator, climb(inner, OperatorTable.unary(operator.getType()) + 1));
        }
    }
}
