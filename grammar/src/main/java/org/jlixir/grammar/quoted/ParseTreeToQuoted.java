package org.jlixir.grammar.quoted;

import static org.jlixir.grammar.quoted.ElixirParser.*;

import java.util.List;
import java.util.Objects;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jlixir.grammar.source.ParseOptions;
import org.jlixir.grammar.source.SourceFile;
import org.jlixir.grammar.source.SyntaxFailure;
import org.jlixir.grammar.token.ElixirToken;
import org.jlixir.runtime.term.Atom;
import org.jlixir.runtime.term.Cons;
import org.jlixir.runtime.term.EmptyList;
import org.jlixir.runtime.term.ListBuilder;
import org.jlixir.runtime.term.TermList;
import org.jlixir.runtime.term.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Makes the quoted form of a parse tree. A method a rule of {@code ElixirParser.g4}; operators are in {@link Operators},
 * blocks and clauses in {@link Blocks}, calls and containers in {@link Arguments}, quoted text in {@link Texts}.
 */
final class ParseTreeToQuoted {
    final SourceFile source;
    final Meta meta;
    final Literals literals;
    final Blocks blocks;
    final Arguments arguments;
    final Operators operators;
    final Texts texts;
    final TreeWarnings warnings;
    private final boolean columns;
    private final List<ElixirToken> tokens;

    private static final Atom AT = Atom.of("@");
    private static final Atom FROM_BRACKETS = Atom.of("from_brackets");
    private static final Atom NO_PARENS = Atom.of("no_parens");
    private static final Atom AMBIGUOUS_OP = Atom.of("ambiguous_op");
    private static final Atom LAST = Atom.of("last");
    private static final Atom DELIMITER = Atom.of("delimiter");
    private static final Atom ASSOC = Atom.of("assoc");
    private static final Atom ACCESS = Atom.of("Elixir.Access");
    private static final Atom GET = Atom.of("get");
    private static final Atom FORMAT = Atom.of("format");
    private static final Atom ATOM_FORMAT = Atom.of("atom");

    /** @param tokens of which the parse tree was made */
    ParseTreeToQuoted(SourceFile source, ParseOptions options, List<ElixirToken> tokens) {
        this.source = source;
        this.tokens = tokens;
        this.columns = options.columns();
        this.meta = new Meta(options);
        this.literals = new Literals(source, options, meta);
        this.blocks = new Blocks(this);
        this.arguments = new Arguments(this);
        this.operators = new Operators(this);
        this.texts = new Texts(this, options);
        this.warnings = new TreeWarnings(options);
    }

    Object program(ProgramContext context) {
        ExpressionsContext expressions = (ExpressionsContext) context.getChild(0);
        return blocks.expressions(expressions, meta.at(source.firstLine(), source.firstColumn()));
    }

    Object expression(ParseTree context) {
        return operators.expression((ExpressionContext) context);
    }

    /** The operand without its prefix operators, but for the {@code @} directly before it. */
    Object operandWithoutOperators(ParserRuleContext operand, int primaryIndex, int firstAt) {
        Object quoted = primary((PrimaryContext) operand.getChild(primaryIndex));
        for (int i = primaryIndex - 1; i >= firstAt; i--) {
            ElixirToken at = token(operand.getChild(i).getChild(0));
            quoted = Quoted.call(AT, meta.of(at), quoted);
        }
        for (int i = primaryIndex + 1; i < operand.getChildCount(); i++) {
            checkNoDoBlock(operand.getChild(i - 1), operand.getChild(i));
            quoted = postfix(quoted, (PostfixContext) operand.getChild(i));
        }
        return quoted;
    }

    /** Nothing is chained to a do block without parentheses. */
    private void checkNoDoBlock(ParseTree before, ParseTree postfix) {
        ParseTree last = before;
        while (last instanceof ParserRuleContext rule && !(last instanceof DoBlockContext)) {
            last = rule.getChild(rule.getChildCount() - 1);
            if (last instanceof AnonymousFunctionContext || last instanceof BlockContext) {
                return;
            }
        }
        if (last instanceof DoBlockContext) {
            throw SyntaxMessages.before(source, token(postfix.getChild(0)), null);
        }
    }

    private Object primary(PrimaryContext context) {
        ParseTree first = context.getChild(0);
        if (first instanceof TerminalNode terminal) {
            return word(context, (ElixirToken) terminal.getSymbol());
        }
        // By rule number: a switch on types would spin a class at run time, which costs every start of the program.
        return switch (((ParserRuleContext) first).getRuleIndex()) {
            case RULE_quoted -> texts.quoted((QuotedContext) first);
            case RULE_list -> arguments.list((ListContext) first);
            case RULE_tuple -> arguments.tuple((TupleContext) first);
            case RULE_bitstring -> arguments.bitstring((BitstringContext) first);
            case RULE_map -> map((MapContext) first);
            case RULE_parenthesized -> blocks.parenthesized((ParenthesizedContext) first);
            case RULE_anonymousFunction -> blocks.anonymousFunction((AnonymousFunctionContext) first);
            default -> throw new IllegalStateException(first.getText());
        };
    }

    private Object word(PrimaryContext context, ElixirToken token) {
        return switch (token.getType()) {
            case IDENTIFIER -> {
                Object name = literals.atom((String) Objects.requireNonNull(token.value()), token);
                yield context.getChildCount() == 1
                        ? Quoted.variable(name, meta.of(token))
                        : call(name, meta.of(token), (CallContext) context.getChild(1), null);
            }
            case ALIAS -> alias(token, meta.of(token), null);
            case INT -> literals.number(token, Literals.integer(token.getText()));
            case FLOAT -> literals.number(token, literals.flt(token));
            case CHAR -> literals.number(token, texts.character(token));
            case ATOM -> atom(token);
            case TRUE -> literals.literal(Atom.TRUE, meta.of(token), token);
            case FALSE -> literals.literal(Atom.FALSE, meta.of(token), token);
            case NIL -> literals.literal(Atom.NIL, meta.of(token), token);
            case RANGE_OP, ELLIPSIS -> Quoted.node(Atom.of(token.getText()), meta.of(token), EmptyList.NIL);
            case CAPTURE_INT ->
                Quoted.call(
                        Quoted.CAPTURE,
                        meta.of(token),
                        Literals.integer(token(context.getChild(1)).getText()));
            default -> throw new IllegalStateException("word: " + token);
        };
    }

    /** {@code :true} is told from {@code true} where a literal encoder wants to know. */
    private Object atom(ElixirToken token) {
        String name = (String) Objects.requireNonNull(token.value());
        Object atom = literals.atom(name, token);
        Object place = meta.of(token);
        boolean word = atom == Atom.TRUE || atom == Atom.FALSE || atom == Atom.NIL;
        return literals.literal(
                atom, word && meta.tokenMetadata() ? Meta.with(FORMAT, ATOM_FORMAT, place) : place, token);
    }

    // Calls and dots

    /** A call of {@code name}, or of what a dot gave, with the arguments in {@code context}. */
    private Object call(Object name, Object place, CallContext context, @Nullable Object delimiter) {
        ParseTree first = context.getChild(0);
        if (first instanceof TerminalNode start) {
            ArgumentsContext given = (ArgumentsContext) context.getChild(1);
            CommaCalls.checkSpaceBeforeParens(this, given);
            Object args = arguments.callArguments(given);
            Object callMeta = delimiter == null ? place : Meta.with(DELIMITER, delimiter, place);
            boolean ambiguous = token(start).value() != null
                    && name instanceof Atom
                    && TermList.properLength(args) == 1
                    && context.getChildCount() == 3;
            callMeta = ambiguous ? Meta.with(AMBIGUOUS_OP, Atom.NIL, callMeta) : callMeta;
            return withDoBlock(name, callMeta, args, context, 3);
        }
        Object callMeta = delimiter == null ? place : Meta.with(DELIMITER, delimiter, place);
        if (first instanceof DoBlockContext) {
            return withDoBlock(name, callMeta, EmptyList.NIL, context, 0);
        }
        return parensCalls(name, callMeta, context, 0);
    }

    /** One or two parenthesized argument lists from child {@code index} on, and a do block. */
    private Object parensCalls(Object name, Object place, ParserRuleContext context, int index) {
        ParensCallContext parens = (ParensCallContext) context.getChild(index);
        Object callMeta = meta.pair(open(parens), close(parens), place);
        Object args = arguments.parensArguments(parens);
        if (index + 1 < context.getChildCount() && context.getChild(index + 1) instanceof ParensCallContext second) {
            Object outerMeta = meta.pair(open(second), close(second), place);
            Object callee = Quoted.node(name, callMeta, args);
            return withDoBlock(callee, outerMeta, arguments.parensArguments(second), context, index + 2);
        }
        return withDoBlock(name, callMeta, args, context, index + 1);
    }

    private Object withDoBlock(Object name, Object callMeta, Object args, ParserRuleContext context, int index) {
        if (index >= context.getChildCount()) {
            return Quoted.node(name, callMeta, args);
        }
        DoBlockContext block = (DoBlockContext) context.getChild(index);
        Object all = Quoted.append(args, blocks.doBlock(block));
        return Quoted.node(name, blocks.doMeta(block, callMeta), all);
    }

    private Object postfix(Object quoted, PostfixContext context) {
        ElixirToken token = token(context.getChild(0));
        return token.getType() == DOT
                ? member(quoted, token, (DotMemberContext) context.getChild(1))
                : access(quoted, token, context);
    }

    private Object member(Object quoted, ElixirToken dot, DotMemberContext context) {
        ParseTree first = context.getChild(0);
        if (first instanceof QuotedIdentifierContext identifier) {
            ElixirToken start = token(identifier.getChild(0));
            Object name = texts.quotedIdentifier(identifier);
            return named(quoted, dot, name, start, context, texts.delimiter(start));
        }
        if (first instanceof ParensCallContext) {
            Object callee = Quoted.call(Quoted.DOT, meta.of(dot), quoted);
            return parensCalls(callee, meta.of(dot), context, 0);
        }
        ElixirToken token = token(first);
        return switch (token.getType()) {
            case IDENTIFIER ->
                named(
                        quoted,
                        dot,
                        literals.atom((String) Objects.requireNonNull(token.value()), token),
                        token,
                        context,
                        null);
            case ALIAS -> dotAlias(quoted, dot, token);
            default -> {
                Object callee = Quoted.call(Quoted.DOT, meta.of(dot), quoted, Quoted.TUPLE);
                Object elements = arguments.dotTuple(context);
                yield Quoted.node(callee, meta.pair(token, close(context), meta.of(dot)), elements);
            }
        };
    }

    private Object named(
            Object quoted,
            ElixirToken dot,
            Object name,
            ElixirToken token,
            DotMemberContext context,
            @Nullable Object delimiter) {
        Object callee = Quoted.call(Quoted.DOT, meta.of(dot), quoted, name);
        Object place = meta.of(token);
        Object shown = meta.tokenMetadata() ? delimiter : null;
        if (context.getChildCount() > 1) {
            return call(callee, place, (CallContext) context.getChild(1), shown);
        }
        Object callMeta = shown == null ? place : Meta.with(DELIMITER, shown, place);
        return Quoted.node(callee, Meta.with(NO_PARENS, Atom.TRUE, callMeta), EmptyList.NIL);
    }

    private Object alias(ElixirToken token, Object place, @Nullable Object left) {
        Object segment = literals.atom(token.getText(), token);
        Object aliasMeta = meta.tokenMetadata() ? Meta.with(LAST, meta.of(token), place) : place;
        return left == null
                ? Quoted.call(Quoted.ALIASES, aliasMeta, segment)
                : Quoted.call(Quoted.ALIASES, aliasMeta, left, segment);
    }

    /** {@code A.B} is one alias; {@code a.B} is one whose first segment is an expression. */
    private Object dotAlias(Object left, ElixirToken dot, ElixirToken token) {
        if (!Quoted.isNode(left) || ((Tuple) left).get(0) != Quoted.ALIASES) {
            if (left instanceof Atom) {
                // Elixir names the place of the alias and the dot as the token.
                throw SyntaxFailure.at(
                        source,
                        token.getLine(),
                        token.column(),
                        "atom cannot be followed by an alias. If the '.' was meant to be part of the atom's name, the"
                                + " atom name must be quoted. Syntax error before: ",
                        "'.'");
            }
            return alias(token, meta.of(dot), left);
        }
        Object segments = Quoted.append(((Tuple) left).get(2), literals.atom(token.getText(), token));
        Object place = Quoted.metaOf(left);
        if (meta.tokenMetadata()) {
            place = Meta.with(LAST, meta.of(token), ((Cons) place).tail());
        }
        return Quoted.node(Quoted.ALIASES, place, segments);
    }

    private Object access(Object quoted, ElixirToken opening, PostfixContext context) {
        ElixirToken closing = close(context);
        Object place = Meta.with(FROM_BRACKETS, Atom.TRUE, meta.pair(opening, closing, meta.of(opening)));
        Object key = arguments.accessKey((ArgumentsContext) context.getChild(1));
        return Quoted.call(Quoted.call(Quoted.DOT, place, ACCESS, GET), place, quoted, key);
    }

    // Maps

    private Object map(MapContext context) {
        ElixirToken first = token(context.getChild(0));
        if (first.getType() == OPEN_MAP) {
            Object entries = mapBody((MapBodyContext) context.getChild(1));
            return Quoted.node(Quoted.MAP, meta.pair(first, close(context), meta.of(first)), entries);
        }
        ElixirToken opening = token(context.getChild(2));
        Object map =
                Quoted.node(Quoted.MAP, meta.pair(opening, close(context), meta.of(opening)), mapBody((MapBodyContext)
                        context.getChild(3)));
        Object name = operators.operand((ParserRuleContext) context.getChild(1));
        return Quoted.call(Quoted.STRUCT, meta.of(first), name, map);
    }

    private Object mapBody(MapBodyContext context) {
        ListBuilder entries = new ListBuilder();
        Object update = null;
        ElixirToken operator = null;
        ElixirToken keyword = null;
        for (int i = 0; i < context.getChildCount(); i++) {
            ParseTree child = context.getChild(i);
            if (child instanceof MapEntryContext entry) {
                boolean updated = context.getChild(i + 1) instanceof TerminalNode next
                        && next.getSymbol().getType() == MAP_UPDATE_OP;
                if (updated) {
                    CommaCalls.checkMapEntry(this, entry, true);
                    update = mapEntry(entry);
                    operator = token(context.getChild(i + 1));
                } else {
                    arguments.checkAfterKeyword(keyword, entry, context, i, false);
                    CommaCalls.checkMapEntry(this, entry, false);
                    keyword = entry.getChild(0) instanceof KeywordContext
                            ? token(entry.getChild(0).getChild(0))
                            : keyword;
                    entries.add(mapEntry(entry));
                }
            }
        }
        return update == null || operator == null
                ? entries.finish()
                : TermList.of(Quoted.call(Quoted.PIPE, meta.operator(operator), update, entries.finish()));
    }

    private Object mapEntry(MapEntryContext context) {
        if (context.getChild(0) instanceof KeywordContext keyword) {
            return Tuple.of(arguments.keyword(keyword), expression(context.getChild(1)));
        }
        Object key = expression(context.getChild(0));
        if (context.getChildCount() == 1) {
            return key;
        }
        if (meta.tokenMetadata() && Quoted.isNode(key)) {
            Object place = meta.of(token(context.getChild(1)));
            key = Quoted.withMeta(key, Meta.with(ASSOC, place, Quoted.metaOf(key)));
        }
        return Tuple.of(key, expression(context.getChild(2)));
    }

    // Places

    /** The column for an error found in quoted forms, which know it only when the options ask for columns. */
    int nodeColumn(int column) {
        return columns ? column : 0;
    }

    /** The first token behind the rule that is in the text. */
    ElixirToken following(ParserRuleContext context) {
        int index = context.getStop().getTokenIndex() + 1;
        while (tokens.get(index).getType() == CALL_END || tokens.get(index).getType() == CALL_START) {
            index++;
        }
        return tokens.get(index);
    }

    static ElixirToken token(ParseTree node) {
        return (ElixirToken) ((TerminalNode) node).getSymbol();
    }

    static ElixirToken open(ParserRuleContext context) {
        return token(context.getChild(0));
    }

    static ElixirToken close(ParserRuleContext context) {
        return token(context.getChild(context.getChildCount() - 1));
    }
}
